"""Where tests keep a server's ledger: in files, or in databases of a PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from cashier_app.server.database import ServerDatabase
from cashier_app.server.tables import metadata
from tests.clock import ManualClock
from tests.postgres import Server, name_of


class ServerPlaces:
    """Addresses of servers' databases for one test: files in its folder, or databases of a PostgreSQL."""

    def __init__(self, folder: Path, postgres: EmptyLedgers | None = None) -> None:
        self._folder = folder
        self._postgres = postgres
        self._taken: dict[str, str] = {}

    def __call__(self, name: str = "server.db") -> str:
        """The address of a name; the same for the same name."""
        if self._postgres is None:
            return str(self._folder / name)
        if name not in self._taken:
            self._taken[name] = self._postgres.take()
        return self._taken[name]

    def close(self) -> None:
        """Give back what is no file."""
        for url in self._taken.values():
            assert self._postgres is not None
            self._postgres.give_back(url)


class EmptyLedgers:
    """Databases with a server's empty tables: used by one test after the other, emptied in between."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._free: list[str] = []
        self._all: list[str] = []

    def take(self) -> str:
        """The address of one that nobody uses."""
        if not self._free:
            made = self.server.make(name_of(self._all[0]) if self._all else "template0")
            if not self._all:
                ServerDatabase.open(made, ManualClock()).close()
                # what others are copied from is used by nobody
                self._all.append(made)
                made = self.server.make(name_of(made))
            self._all.append(made)
            self._free.append(made)
        return self._free.pop()

    def give_back(self, url: str) -> None:
        """It is used no more; whoever opens it next gives it an identity of its own."""
        self.server.empty(url, [table.name for table in reversed(metadata.sorted_tables)])
        self._free.append(url)

    def close(self) -> None:
        """Drop all of them."""
        for url in self._all:
            self.server.drop(url)
