"""What opens something lies beside the database, not in it: a copy of the database opens nothing.

The till's key to the server and the key under which cards and telephones are hashed are in `till.key`, readable by
the till's own user alone.  A backup, a copy on a stick or a database sent to support has neither.  No keyring and no
password: a till starts with nobody there, so that whoever has the whole disk has this file too, and what helps then
is that the server takes the key away.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec

#: Names of the meta table that are kept here instead.
SECRETS: Final = frozenset({"node_key", "identifier_key"})


class KeyFile:
    """The file beside a database; one that another process or thread has replaced is read again."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_suffix(".key")
        self._seen: tuple[int, int] | None = None
        self._values: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """A secret, or None."""
        return self._read().get(name)

    def put(self, name: str, value: str) -> None:
        """Keep a secret: on the disk, and readable by this user alone, when it returns.  Raises `OSError`."""
        self._write({**self._read(), name: value})

    def drop(self, name: str) -> None:
        """Forget a secret."""
        left = {key: value for key, value in self._read().items() if key != name}
        if left != self._read():
            self._write(left)

    def _read(self) -> dict[str, str]:
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            self._seen, self._values = None, {}
            return self._values
        # each writing makes another file
        seen = found.st_ino, found.st_mtime_ns
        if seen != self._seen:
            try:
                self._values = msgspec.json.decode(self.path.read_bytes(), type=dict[str, str])
            except msgspec.DecodeError:
                # damaged: as a till that has to join again
                self._values = {}
            self._seen = seen
        return self._values

    def _write(self, values: dict[str, str]) -> None:
        draft = self.path.with_name(f".{self.path.name}.new")
        draft.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(draft, flags, 0o600), "wb") as file:
            file.write(msgspec.json.encode(values))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.path)
