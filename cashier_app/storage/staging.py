"""A place on the disk where an importer lays records down until all its files are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from cashier_app.storage.errors import as_world_error


class Staging:
    """Records by kind and key in a private temporary database that vanishes when it is closed.

    Keys of a kind keep the order of their first coming.  Satisfies `catalog.importers.commerceml.Shelf`.
    """

    def __init__(self) -> None:
        import pysqlite3.dbapi2 as driver

        # a file with a name: builds of SQLite differ in whether nameless ones are kept in memory whole
        self._folder = TemporaryDirectory(prefix="cashier-import-")
        self._path = Path(self._folder.name) / "staging.db"
        self._error: type[Exception] = driver.Error
        # filled by the thread that reads, emptied by the one that writes, never both at once
        self._driver: Any = driver.connect(str(self._path), isolation_level=None, check_same_thread=False)
        self._driver.execute("PRAGMA cache_size=-8000")
        self._driver.execute("PRAGMA journal_mode=OFF")
        self._driver.execute("PRAGMA synchronous=OFF")
        self._driver.execute(
            "CREATE TABLE record ("
            "place INTEGER PRIMARY KEY, kind TEXT, key TEXT, owner TEXT, body BLOB, UNIQUE (kind, key))"
        )
        self._driver.execute("CREATE INDEX record_owner ON record (kind, owner, place)")
        self._driver.execute("BEGIN")

    def put(self, kind: str, key: str, owner: str, body: bytes) -> None:
        """Lay a record down, or another in the place of one with the same key.  Raises `DiskFull`."""
        try:
            self._driver.execute(
                "INSERT INTO record (kind, key, owner, body) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (kind, key) DO UPDATE SET owner = excluded.owner, body = excluded.body",
                (kind, key, owner, body),
            )
        except self._error as error:
            raise as_world_error(error, self._path) or error from error

    def get(self, kind: str, key: str) -> bytes | None:
        """The record of a key."""
        row = self._driver.execute("SELECT body FROM record WHERE kind = ? AND key = ?", (kind, key)).fetchone()
        return None if row is None else row[0]

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Keys and records of a kind; the shelf must not change meanwhile."""
        yield from self._driver.execute("SELECT key, body FROM record WHERE kind = ? ORDER BY place", (kind,))

    def owned(self, kind: str, owner: str) -> Iterator[tuple[str, bytes]]:
        """Keys and records of a kind that belong to an owner."""
        yield from self._driver.execute(
            "SELECT key, body FROM record WHERE kind = ? AND owner = ? ORDER BY place", (kind, owner)
        )

    def close(self) -> None:
        """Forget everything."""
        self._driver.close()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
