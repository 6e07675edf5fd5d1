"""Programme versions: published once, never changed, read by their number."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence, Set
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.loyalty.programme import Programme, in_force, includes, load_programme, starts_at
from cashier_app.server.database import Transaction
from cashier_app.server.statement import Statement
from cashier_app.server.tables import account, programme, store
from cashier_app.server.wallets import open_campaigns

_VERSIONS: Final = Statement(
    sa.select(programme.c.version, programme.c.published_at, programme.c.withdrawn_at).order_by(programme.c.version)
)


class VersionTaken(Refused):
    """Another programme has this version number already."""

    text = QT_TRANSLATE_NOOP("errors", "Version {version} of the programme is already published with another content")
    way_out = QT_TRANSLATE_NOOP("errors", "A published version never changes: give the new one the number {next}")


class NoSuchVersion(Refused):
    """A version that was never published, or is withdrawn already."""

    text = QT_TRANSLATE_NOOP("errors", "There is no version {version} of the programme to withdraw")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app server programme list” for the versions there are")


class LastVersion(Refused):
    """Without this version some buyers would see no programme at all today."""

    text = QT_TRANSLATE_NOOP("errors", "Version {version} is the only one that all buyers see: it cannot be withdrawn")
    way_out = QT_TRANSLATE_NOOP("errors", "Publish another version for all of them first")


class Published(msgspec.Struct, frozen=True):
    """A version, when it was published, and since when it is in force nowhere."""

    programme: Programme
    published_at: Instant
    withdrawn_at: Instant | None


class Programmes:
    """All published versions, decoded once each for as long as the server runs."""

    def __init__(self) -> None:
        self._decoded: dict[int, Programme] = {}

    def within(self, connection: sa.Connection) -> Programmes:
        """The versions as a transaction sees them, asked for once."""
        return _Seen(self, self.all(connection))

    def known(self, number: int | None) -> Programme | None:
        """A version that has been decoded already, withdrawn or not; None does not mean that there is none."""
        return self._decoded.get(number) if number is not None else None

    def ahead(self, connection: sa.Connection) -> None:
        """Ask which versions there are before that is needed."""
        _VERSIONS.ahead(connection)

    def all(self, connection: sa.Connection) -> Sequence[Published]:
        """Every version, oldest first."""
        rows = _VERSIONS.rows(connection)
        missing = [row.version for row in rows if row.version not in self._decoded]
        if missing:
            query = sa.select(programme.c.version, programme.c.body).where(programme.c.version.in_(missing))
            for row in connection.execute(query):
                self._decoded[row.version] = load_programme(row.body)
        return [Published(self._decoded[row.version], row.published_at, row.withdrawn_at) for row in rows]

    def valid(self, connection: sa.Connection, now: Instant) -> Sequence[Programme]:
        """The versions that nobody had withdrawn at an instant, oldest first."""
        return [each.programme for each in self.all(connection) if each.withdrawn_at is None or each.withdrawn_at > now]

    def in_force(
        self,
        connection: sa.Connection,
        zone: str,
        now: Instant,
        store: str = "",
        segments: Set[str] = frozenset(),
    ) -> Programme | None:
        """The version that a buyer sees in a store of that zone; None without any.

        Before any has started it is the oldest that is for everybody.
        """
        every = self.valid(connection, now)
        first = next((each for each in every if each.pilot is None), None)
        return in_force(every, zone, now, store, segments) or first

    def lives(self, connection: sa.Connection, zone: str) -> dict[int, tuple[Instant, Instant | None]]:
        """By version when it holds for levels: from its midnight, but not before it was published, until withdrawn.

        The first version holds from its midnight on, since nothing was worked out before it.
        """
        every = sorted(self.all(connection), key=lambda each: (each.published_at, each.programme.version))
        begun = [(each, starts_at(each.programme, zone)) for each in every]
        return {
            each.programme.version: (max(start, each.published_at) if n else start, each.withdrawn_at)
            for n, (each, start) in enumerate(begun)
        }

    def seen(
        self, connection: sa.Connection, zone: str, now: Instant, store: str, segments: Set[str] | None
    ) -> Sequence[Programme]:
        """Every version that a till of a store may be selling by: the one in force, then the newest that has begun.

        `segments` are the buyer's; None for what all buyers share, seen by any pilot.
        """
        valid = self.valid(connection, now)
        begun = [each for each in valid if starts_at(each, zone) <= now]
        if segments is not None:
            begun = [each for each in begun if includes(each, store, segments)]
        first = self.in_force(connection, zone, now, store, segments or frozenset())
        newest = sorted(begun, key=_age, reverse=True)
        return ([first] if first is not None else []) + [each for each in newest if each is not first]

    def was_in_force(
        self, connection: sa.Connection, number: int, zone: str, at: Instant, store: str, segments: Set[str]
    ) -> bool:
        """Whether a buyer could rightly see a version at an instant: by what was published then, or is by now.

        A till's clock may be a little behind the publication, or its news a little late.
        """
        known = [each for each in self.all(connection) if each.withdrawn_at is None or each.withdrawn_at > at]
        then = [each.programme for each in known if each.published_at <= at]
        by_now = [each.programme for each in known]
        seen = [in_force(versions, zone, at, store, segments) for versions in (then, by_now)]
        return number in [each.version for each in seen if each is not None]

    def version(self, connection: sa.Connection, number: int | None) -> Programme | None:
        """One version, withdrawn or not; None if it is not known here."""
        if number not in self._decoded:
            self.all(connection)
        return self._decoded.get(number) if number is not None else None


class _Seen(Programmes):
    """The versions of one transaction."""

    def __init__(self, programmes: Programmes, seen: Sequence[Published]) -> None:
        self._decoded = programmes._decoded
        self._seen = seen

    def all(self, connection: sa.Connection) -> Sequence[Published]:
        """Every version, oldest first."""
        del connection
        return self._seen


def authors(connection: sa.Connection) -> dict[int, str]:
    """Who published each version."""
    query = sa.select(programme.c.version, programme.c.author)
    return {row.version: row.author for row in connection.execute(query)}


def followed_by(versions: Iterable[Programme], programme: Programme) -> Programme | None:
    """The version that buyers saw on the day before another one's first: whose notice that one has to keep."""
    seen = [each for each in versions if each.pilot is None and _age(each) < _age(programme)]
    return max(seen, key=_age, default=None)


def _age(programme: Programme) -> tuple[datetime.date, int]:
    return programme.valid_from, programme.version


def publish(transaction: Transaction, body: bytes, author: str = "") -> tuple[Programme, bool]:
    """Publish a version; whether it was new (the same content again changes nothing).

    Raises `loyalty.programme.BadProgramme` with the field's path, or `VersionTaken`.
    """
    loaded = load_programme(body)
    known = transaction.rows(sa.select(programme.c.body).where(programme.c.version == loaded.version))
    if known:
        if load_programme(known[0].body) == loaded:
            return loaded, False
        newest = transaction.connection.scalar(sa.select(sa.func.max(programme.c.version))) or 0
        raise VersionTaken(version=loaded.version, next=newest + 1)
    row = {
        "version": loaded.version,
        "valid_from": starts_at(loaded, "UTC"),
        "body": body,
        "author": author,
        "published_at": transaction.now,
        "revision": transaction.next_revision(),
    }
    transaction.insert(programme, [row])
    open_campaigns(transaction, loaded)
    zones = transaction.connection.scalars(sa.select(store.c.zone)).all()
    _levels_due(transaction, max(transaction.now, min((starts_at(loaded, zone) for zone in zones), default=0)))
    return loaded, True


def withdraw(transaction: Transaction, version: int) -> Programme:
    """Take a version back: from now on it is in force nowhere, and tills hear of it with the feed.

    What was sold under it stays as it was.  Raises `NoSuchVersion`, or `LastVersion` where no other version is for
    everybody.
    """
    every = Programmes().valid(transaction.connection, transaction.now)
    found = next((each for each in every if each.version == version), None)
    if found is None:
        raise NoSuchVersion(version=version)
    others = [each for each in every if each is not found and each.pilot is None]
    begun = [each for each in others if starts_at(each, "UTC") <= transaction.now]
    if found.pilot is None and starts_at(found, "UTC") <= transaction.now and not begun:
        raise LastVersion(version=version)
    values = {"withdrawn_at": transaction.now, "revision": transaction.next_revision()}
    transaction.connection.execute(sa.update(programme).where(programme.c.version == version).values(values))
    _levels_due(transaction, transaction.now)
    return found


def _levels_due(transaction: Transaction, at: Instant) -> None:
    """Other terms hold from an instant on: nobody's level is looked at again later than that."""
    due = account.c.level_due
    later = account.c.state.in_(["active", "blocked"]) & (due.is_(None) | (due > at))
    transaction.connection.execute(sa.update(account).where(later).values(level_due=at))
