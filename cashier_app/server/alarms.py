"""What a person should look at: alarms listed, and settled with a note that says what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.server import journal, tables
from cashier_app.server.among import among
from cashier_app.server.database import Transaction

State: TypeAlias = Literal["open", "resolved", "all"]
#: Alarms on one page if nobody says how many.
PAGE: Final = 100


class NoSuchAlarm(Refused):
    """A number that no alarm has."""

    text = QT_TRANSLATE_NOOP("errors", "There is no alarm {number}")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app server alarms” for their numbers")


class Alarm(msgspec.Struct, frozen=True):
    """An alarm; `amount` is what `kind` says (points in hundredths, kopecks), `detail` for whoever looks closer."""

    alarm_id: int
    kind: str
    at: Instant
    epoch: str
    seq: int
    op_id: str
    account_id: str
    lot_id: str
    amount: int
    detail: str
    resolved_at: Instant | None
    resolved_by: str
    note: str


def listed(
    connection: sa.Connection, kind: str = "", state: State = "open", after: int = 0, limit: int = PAGE
) -> list[Alarm]:
    """A page of alarms behind a number, the oldest first."""
    alarm = tables.alarm.c
    query = sa.select(tables.alarm).where(alarm.alarm_id > after).order_by(alarm.alarm_id).limit(limit)
    if kind:
        query = query.where(alarm.kind == kind)
    if state != "all":
        query = query.where(alarm.resolved_at.is_(None) if state == "open" else alarm.resolved_at.is_not(None))
    return [Alarm(**row._mapping) for row in connection.execute(query)]


def resolve(transaction: Transaction, numbers: Iterable[int], author: str, note: str) -> list[int]:
    """Settle open alarms; the numbers of those that were open.  Raises `NoSuchAlarm`, and settles none then."""
    alarm = tables.alarm.c
    wanted = list(dict.fromkeys(numbers))
    query = sa.select(alarm.alarm_id, alarm.kind, alarm.resolved_at).where(among(alarm.alarm_id, wanted))
    known = {row.alarm_id: row for row in transaction.rows(query)}
    for number in wanted:
        if number not in known:
            raise NoSuchAlarm(number=number)
    fresh = [number for number in wanted if known[number].resolved_at is None]
    by = author or journal.this_user()
    for number in fresh:
        settled = {"resolved_at": transaction.now, "resolved_by": by, "note": note}
        transaction.connection.execute(sa.update(tables.alarm).where(alarm.alarm_id == number).values(settled))
        journal.write(transaction, "alarm_resolved", by, alarm=number, kind=known[number].kind, reason=note)
    return fresh
