"""What can be wrong with a PostgreSQL server, in words with a way out.

After a connection is made the SQLSTATE tells; before, only libpq's English or the server's own words do.
"""

from __future__ import annotations

import re
from typing import Any, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.server.place import Place
from cashier_app.storage.errors import StorageError


class PostgresUnreachable(StorageError):
    """Nobody answers there, or the connection broke; what was under way is rolled back."""

    text = QT_TRANSLATE_NOOP("errors", "The PostgreSQL server at {place} cannot be reached: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check that it runs, its address and the network; tills go on by themselves")


class WrongPassword(StorageError):
    """The user is not let in."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL at {place} does not accept this user with this password")
    way_out = QT_TRANSLATE_NOOP("errors", "Correct the address, or the password in PGPASSWORD or in the file .pgpass")


class NotLetIn(StorageError):
    """PostgreSQL answers, but not to us: no such database, no such user, no right to connect."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL at {place} refuses the connection: {reason}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Make the database and its user first, as the README says, or correct --database"
    )


class PostgresFull(StorageError):
    """No room for the next commit."""

    text = QT_TRANSLATE_NOOP("errors", "The disk of PostgreSQL at {place} is full: nothing was saved")
    way_out = QT_TRANSLATE_NOOP("errors", "Free some space there; tills send everything again by themselves")


class PostgresBusy(StorageError):
    """Another transaction holds the ledger for longer than a request may wait."""

    text = QT_TRANSLATE_NOOP("errors", "Another program is writing to the ledger at {place}")
    way_out = QT_TRANSLATE_NOOP("errors", "Wait until it is done, then try again; tills do so by themselves")


class GivenUp(StorageError):
    """PostgreSQL gave a transaction up for the sake of others; done again it may succeed."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL at {place} has given a transaction up: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed: try again")


class NoRight(StorageError):
    """The user may not do what the ledger needs."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL at {place} does not let this user work with the tables: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Make this user the owner of the database and of its tables")


class OnlyReadable(StorageError):
    """The address leads to a copy that follows another server."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL at {place} can only be read: it is a copy of another server")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the address of the server that is written to")


class PostgresFailed(StorageError):
    """PostgreSQL has troubles of its own."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL at {place} cannot work: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Look into the log of PostgreSQL, or call the person who looks after it")


class PostgresTooOld(StorageError):
    """A version that nobody keeps any more."""

    text = QT_TRANSLATE_NOOP("errors", "PostgreSQL {found} at {place} is too old")
    way_out = QT_TRANSLATE_NOOP("errors", "Version {needed} or newer is needed")


#: By SQLSTATE, or its first two characters (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_STATES: Final[dict[str, type[StorageError]]] = {
    "08": PostgresUnreachable,
    "53": PostgresFailed,
    "53100": PostgresFull,
    "53300": PostgresBusy,
    "57": PostgresUnreachable,
    "57014": GivenUp,
    "55P03": PostgresBusy,
    "40": GivenUp,
    "25P03": GivenUp,
    "25006": OnlyReadable,
    "28": WrongPassword,
    "3D000": NotLetIn,
    "42501": NoRight,
    "58": PostgresFailed,
    "F0": PostgresFailed,
    "XX001": PostgresFailed,
    "XX002": PostgresFailed,
}
#: What libpq says, always in English, where there is nobody to talk to, and what a server says that is not ready yet.
_SILENCE: Final = (
    "refused",
    "could not translate host name",
    "failed to resolve host",
    "timeout",
    "no such file",
    "unreachable",
    "no route to host",
    "closed",
    "could not receive data",
    "could not send",
    "invalid response",
    "starting up",
    "shutting down",
    "запускается",
    "останавливается",
    "connection is bad",
    "connection is lost",
    "the connection",
)
_PASSWORD: Final = ("password", "парол", "проверку подлинности")
#: `connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "x" does not exist`
_FAILED: Final = re.compile(r".*failed: (?:[A-ZА-Я]+: +)?(.+)")


def as_world_error(error: BaseException, place: Place) -> WorldError | None:
    """The words for an error of psycopg (bare or wrapped by SQLAlchemy); None: it is our mistake."""
    origin: Any = getattr(error, "orig", None) or error
    state = getattr(origin, "sqlstate", None)
    if state:
        kind = _STATES.get(state) or _STATES.get(state[:2])
        return kind(place=place, reason=origin.diag.message_primary) if kind is not None else None
    # a connection that was not made, or broke, has no SQLSTATE
    if not isinstance(origin, Exception) or type(origin).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return None
    reason = _reason(str(origin))
    said = str(origin).lower()
    if any(word in said for word in _SILENCE):
        return PostgresUnreachable(place=place, reason=reason)
    if any(word in said for word in _PASSWORD):
        return WrongPassword(place=place, reason=reason)
    return NotLetIn(place=place, reason=reason)


def _reason(said: str) -> str:
    """What libpq or the server said, on one line and without what only repeats the address."""
    line = said.strip().splitlines()[0] if said.strip() else said
    found = _FAILED.match(line)
    return (found[1] if found else line)[:300]
