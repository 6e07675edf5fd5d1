"""The server's journal of privileged acts: who did what and when; each record bound by its hash to all before it.

Whoever does such an act writes it here within the very transaction that does it.  Details are ids, numbers and
reasons, never names, cards or telephones.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.ids import chain_hash
from cashier_app.logs import without_personal_data
from cashier_app.server.database import Transaction, read_counter
from cashier_app.server.tables import counter, journal

#: Acts, English; shown through `words.translate("journal", …)`.  An act that is not here stands for itself.
ACTS: Final = {
    "alarm_resolved": QT_TRANSLATE_NOOP("journal", "Alarm settled"),
    "coupon_given": QT_TRANSLATE_NOOP("journal", "Coupon given"),
    "coupon_withdrawn": QT_TRANSLATE_NOOP("journal", "Coupon taken back"),
    "epoch_finished": QT_TRANSLATE_NOOP("journal", "Epoch closed by word of its machine"),
    "epoch_written_off": QT_TRANSLATE_NOOP("journal", "Epoch written off"),
    "gift_card_blocked": QT_TRANSLATE_NOOP("journal", "Gift card blocked"),
    "gift_card_unblocked": QT_TRANSLATE_NOOP("journal", "Gift card unblocked"),
    "gift_cards_issued": QT_TRANSLATE_NOOP("journal", "Gift cards issued"),
    "groups_imported": QT_TRANSLATE_NOOP("journal", "Groups of another system taken over"),
    "ledger_rebuilt": QT_TRANSLATE_NOOP("journal", "Figures of the ledger worked out again"),
    "letter_retried": QT_TRANSLATE_NOOP("journal", "Operation set aside tried again"),
    "level_given": QT_TRANSLATE_NOOP("journal", "Level given by hand"),
    "member_blocked": QT_TRANSLATE_NOOP("journal", "Member or card blocked"),
    "member_erased": QT_TRANSLATE_NOOP("journal", "Member's personal data erased"),
    "card_blocked": QT_TRANSLATE_NOOP("journal", "Card blocked at a till"),
    "card_replaced": QT_TRANSLATE_NOOP("journal", "Card or telephone replaced at a till"),
    "card_secret_given": QT_TRANSLATE_NOOP("journal", "Secret of a card in a telephone given"),
    "card_secret_forgotten": QT_TRANSLATE_NOOP("journal", "Secret of a card in a telephone forgotten"),
    "member_unblocked": QT_TRANSLATE_NOOP("journal", "Member or card unblocked"),
    "members_merged": QT_TRANSLATE_NOOP("journal", "Two members became one"),
    "members_migrated": QT_TRANSLATE_NOOP("journal", "Old programme taken over"),
    "node_joined": QT_TRANSLATE_NOOP("journal", "Till joined"),
    "node_revoked": QT_TRANSLATE_NOOP("journal", "Key of a till taken away"),
    "release_put": QT_TRANSLATE_NOOP("journal", "Version of the program given out"),
    "release_stopped": QT_TRANSLATE_NOOP("journal", "Version of the program stopped"),
    "pairing_code_made": QT_TRANSLATE_NOOP("journal", "Pairing code made"),
    "points_adjusted": QT_TRANSLATE_NOOP("journal", "Points given or taken by hand"),
    "programme_published": QT_TRANSLATE_NOOP("journal", "Programme published"),
    "programme_withdrawn": QT_TRANSLATE_NOOP("journal", "Programme withdrawn"),
    "rights_recalled": QT_TRANSLATE_NOOP("journal", "Rights asked back"),
    "exported": QT_TRANSLATE_NOOP("journal", "All data written into files"),
    "backup_made": QT_TRANSLATE_NOOP("journal", "Copy of the database made by a command"),
    "restored": QT_TRANSLATE_NOOP("journal", "New incarnation after a restore"),
}

#: What the first record hangs on.
START: Final = hashlib.sha256(b"server journal").digest()
#: Counter that says how many records there are, so that a last one cannot go unseen.
COUNTER: Final = "journal"
#: Records read at a time.
PAGE: Final = 1000
LONGEST_DETAIL: Final = 500

Detail = str | int | bool | None


class Record(msgspec.Struct, frozen=True):
    """A privileged act as it was written."""

    number: int
    at: Instant
    author: str
    act: str
    details: dict[str, Detail]
    hash: bytes


class Standing(msgspec.Struct, frozen=True):
    """How many records there are, the hash of the last (32 bytes), and the first that does not follow, if any."""

    records: int
    end: bytes
    broken: int | None


def write(transaction: Transaction, act: str, author: str = "", **details: Detail) -> int:
    """Append an act to the journal, within the transaction that does it; the record's number.

    `author` is a person's name, or a node's id with the prefix `node:`; by default the user of this machine.
    """
    last = sa.select(journal.c.number, journal.c.hash).order_by(journal.c.number.desc()).limit(1)
    found = transaction.connection.execute(last).first()
    previous = found.hash if found is not None else START
    # a removed end leaves its hole: numbers are not given twice
    number = max(found.number if found is not None else 0, read_counter(transaction.connection, COUNTER)) + 1
    by = without_personal_data((author or this_user())[:LONGEST_DETAIL])
    kept = msgspec.json.encode({key: _clean(value) for key, value in details.items()}).decode()
    row = {"number": number, "at": transaction.now, "author": by, "act": act, "details": kept}
    digest = chain_hash(previous, _content(number, transaction.now, by, act, kept))
    transaction.insert(journal, [{**row, "hash": digest}])
    transaction.upsert(counter, [{"name": COUNTER, "value": number}])
    return number


def this_user() -> str:
    """Who uses this machine, as the system says."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def latest(connection: sa.Connection, limit: int) -> list[Record]:
    """The newest records, oldest first."""
    query = sa.select(journal).order_by(journal.c.number.desc()).limit(limit)
    return [_record(row) for row in reversed(connection.execute(query).all())]


def verify(connection: sa.Connection) -> Standing:
    """Work every hash out again, from the first record to the last that was ever written."""
    expected, previous = 1, START
    for row in _all(connection):
        content = _content(row.number, row.at, row.author, row.act, row.details)
        if row.number != expected or chain_hash(previous, content) != row.hash:
            return Standing(read_counter(connection, COUNTER), previous, expected)
        expected, previous = expected + 1, row.hash
    written = read_counter(connection, COUNTER)
    return Standing(written, previous, expected if written != expected - 1 else None)


def contains(connection: sa.Connection, digest: str) -> bool:
    """Whether a record has a hash (hex)."""
    try:
        wanted = bytes.fromhex(digest)
    except ValueError:
        return False
    return connection.execute(sa.select(journal.c.number).where(journal.c.hash == wanted)).first() is not None


def _all(connection: sa.Connection) -> Iterator[sa.Row[tuple[object, ...]]]:
    after = 0
    while rows := connection.execute(
        sa.select(journal).where(journal.c.number > after).order_by(journal.c.number).limit(PAGE)
    ).all():
        yield from rows
        after = rows[-1].number


def _content(number: int, at: Instant, author: str, act: str, details: str) -> bytes:
    """What the hash of a record binds."""
    return msgspec.json.encode((number, at, author, act, details))


def _record(row: sa.Row[tuple[object, ...]]) -> Record:
    details = msgspec.json.decode(row.details, type=dict[str, Detail])
    return Record(row.number, row.at, row.author, row.act, details, row.hash)


def _clean(value: Detail) -> Detail:
    return without_personal_data(value[:LONGEST_DETAIL]) if isinstance(value, str) else value
