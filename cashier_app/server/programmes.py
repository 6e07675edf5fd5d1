"""Programme versions: published once, never changed, read by their number."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.loyalty.programme import Programme, in_force, load_programme, starts_at
from cashier_app.server.database import Transaction
from cashier_app.server.tables import programme


class VersionTaken(Refused):
    """Another programme has this version number already."""

    text = QT_TRANSLATE_NOOP("errors", "Version {version} of the programme is already published with another content")
    way_out = QT_TRANSLATE_NOOP("errors", "A published version never changes: give the new one the number {next}")


class Programmes:
    """All published versions, decoded once each for as long as the server runs."""

    def __init__(self) -> None:
        self._decoded: dict[int, Programme] = {}

    def all(self, connection: sa.Connection) -> Sequence[Programme]:
        """Every version, oldest first."""
        versions = connection.scalars(sa.select(programme.c.version).order_by(programme.c.version)).all()
        missing = [version for version in versions if version not in self._decoded]
        if missing:
            query = sa.select(programme.c.version, programme.c.body).where(programme.c.version.in_(missing))
            for row in connection.execute(query):
                self._decoded[row.version] = load_programme(row.body)
        return [self._decoded[version] for version in versions]

    def in_force(self, connection: sa.Connection, zone: str, now: Instant) -> Programme | None:
        """The version in force in a store of that zone; the oldest one before any has started; None without any."""
        every = self.all(connection)
        return in_force(every, zone, now) or (every[0] if every else None)

    def version(self, connection: sa.Connection, number: int | None) -> Programme | None:
        """One version; None if it is not known here."""
        if number not in self._decoded:
            self.all(connection)
        return self._decoded.get(number) if number is not None else None


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
    return loaded, True
