"""What the ledger asks of a database, and the two that give it: `sqlite_backend` and `postgres_backend`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

import sqlalchemy as sa

from cashier_app.server.place import Place


class Backend(Protocol):
    """Connections to one database.  Every method raises `WorldError`s in words for what is the world's fault."""

    place: Place
    #: Whether several processes may serve tills over it at once.
    shared: bool

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """The one writing transaction of all threads, processes and machines; committed at the end.

        Whoever begins next sees all of it: that is what revisions, time and the feed's cursor rely on.
        """

    def reading(self) -> AbstractContextManager[sa.Connection]:
        """A consistent picture of the last commit, which waits for nobody and lets nobody wait."""

    def glancing(self) -> AbstractContextManager[sa.Connection]:
        """What is committed just now, for a single question: two may see different commits."""

    def alone(self, task: str) -> AbstractContextManager[bool]:
        """Whether the caller is the only one of all processes that does a task just now."""

    def close(self) -> None:
        """Close every connection."""
