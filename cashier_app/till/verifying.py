"""Whether a till's database holds together: sums of receipts, rights, shifts, and what is chained by hashes.

Asked of copies, before they count as good, and by `cashier-app backup verify`; plain SQL over a connection, so that a
copy of older tables can be asked as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.ids import chain_hash
from cashier_app.core.words import Words
from cashier_app.storage.backup import Interrupted
from cashier_app.storage.rows import JournalRow
from cashier_app.sync.chain import chain_start
from cashier_app.till.writing import journal_content, journal_start

#: Steps of SQLite between two looks at whether to stop.
_STEPS: Final = 100_000
#: Rows of a chain likewise.
_ROWS: Final = 200
#: Cash rounding gives up less than a rouble.
_ROUNDING: Final = 100
#: Findings of one kind that are named; the rest would say no more.
_MOST: Final = 5

#: Each finds what should not be: its number or id.
_SUMS: Final = (
    (
        QT_TRANSLATE_NOOP("verifying", "Receipt {what}: its lines are not its total"),
        "SELECT number FROM receipt r WHERE state = 'final' AND kind = 'sale' AND to_pay <> "
        "(SELECT SUM(to_pay) FROM receipt_line l WHERE l.receipt_id = r.receipt_id)",
    ),
    (
        QT_TRANSLATE_NOOP("verifying", "Receipt {what}: price, discounts and points are not its total"),
        "SELECT number FROM receipt WHERE state = 'final' AND base <> discount + redeemed + to_pay",
    ),
    (
        QT_TRANSLATE_NOOP("verifying", "Receipt {what}: its payments are not its total"),
        "SELECT number FROM receipt r WHERE state = 'final' AND kind = 'sale' AND ABS(to_pay - (SELECT "
        "COALESCE(SUM(amount), 0) FROM payment p WHERE p.receipt_id = r.receipt_id AND p.state = 'approved')) >= "
        f"{_ROUNDING}",
    ),
    (
        QT_TRANSLATE_NOOP("verifying", "Receipts are missing: the last has the number {what}"),
        "SELECT MAX(number) FROM receipt HAVING MAX(number) <> COUNT(number)",
    ),
    (
        QT_TRANSLATE_NOOP("verifying", "Shift {what}: its Z report is not the sum of its receipts"),
        "SELECT number FROM shift s WHERE report IS NOT NULL AND (CAST(report AS TEXT) ->> '$.totals.sales.amount', "
        "CAST(report AS TEXT) ->> '$.totals.returns.amount') <> ((SELECT COALESCE(SUM(p.amount), 0) FROM receipt r "
        "JOIN payment p USING (receipt_id) WHERE r.shift = s.number AND r.state = 'final' AND r.kind = 'sale' AND "
        "p.state = 'approved'), (SELECT COALESCE(-SUM(p.amount), 0) FROM receipt r JOIN payment p USING (receipt_id) "
        "WHERE r.shift = s.number AND r.state = 'final' AND r.kind = 'return' AND p.state = 'approved'))",
    ),
    (
        QT_TRANSLATE_NOOP("verifying", "Points {what}: more was spent than was given"),
        "SELECT lot_id FROM lot WHERE granted + earned - used - released < 0",
    ),
    (
        QT_TRANSLATE_NOOP("verifying", "A row names another that is not there: {what}"),
        "SELECT DISTINCT \"table\" || ' → ' || parent FROM pragma_foreign_key_check",
    ),
)


class Disagreement(msgspec.Struct, frozen=True):
    """Something that does not hold: a sentence of the context `verifying`, and what it is about."""

    sentence: str
    what: str

    def text(self, words: Words) -> str:
        """For a person."""
        return words.translate("verifying", self.sentence).format(what=self.what)


def verify_file(path: Path, stop: Callable[[], bool] = lambda: False) -> list[Disagreement]:
    """Everything that does not hold in the database at `path`, which is only read.

    Raises the driver's errors where it cannot be read, and `Interrupted`.
    """
    import pysqlite3.dbapi2 as driver

    with closing(driver.connect(f"file:{quote(str(path))}?mode=ro", uri=True, isolation_level=None)) as connection:
        return verify(connection, stop)


def verify(connection: Any, stop: Callable[[], bool] = lambda: False) -> list[Disagreement]:
    """The same over a driver's connection: of one instant where it is within a transaction."""
    connection.set_progress_handler(stop, _STEPS)
    try:
        return [*_sums(connection), *_named(_chain(connection, stop)), *_named(_journal(connection, stop))]
    except Exception as error:
        if "interrupted" in str(error) and stop():
            raise Interrupted from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _sums(connection: Any) -> Iterator[Disagreement]:
    for sentence, sql in _SUMS:
        for (what,) in connection.execute(f"{sql} LIMIT {_MOST}"):
            yield Disagreement(sentence, str(what))


def _named(found: Iterable[Disagreement]) -> Iterator[Disagreement]:
    for _, each in zip(range(_MOST), found, strict=False):
        yield each


def _chain(connection: Any, stop: Callable[[], bool]) -> Iterator[Disagreement]:
    """Operations hang on one another; the oldest of a life may have been forgotten, the last may not."""
    broken = QT_TRANSLATE_NOOP("verifying", "The chain of operations is broken at {what}")
    ends = {}
    last, previous = ("", 0), b""
    rows = connection.execute("SELECT epoch, seq, hash, body FROM outbox ORDER BY epoch, seq")
    for count, (epoch, seq, digest, body) in enumerate(rows):
        if not count % _ROWS and stop():
            raise Interrupted
        if epoch == last[0]:
            sound = seq == last[1] + 1 and chain_hash(previous, body) == digest
        else:
            sound = seq > 1 or chain_hash(chain_start(epoch), body) == digest
        if not sound:
            yield Disagreement(broken, f"{epoch}:{seq}")
        last, previous = (epoch, seq), digest
        ends[epoch] = seq, digest
    for epoch, seq, digest in connection.execute(
        "SELECT epoch, last_seq, last_hash FROM epoch WHERE state = 'current'"
    ):
        if seq and ends.get(epoch) != (seq, digest):
            yield Disagreement(broken, f"{epoch}:{seq}")


def _journal(connection: Any, stop: Callable[[], bool]) -> Iterator[Disagreement]:
    broken = QT_TRANSLATE_NOOP("verifying", "Record {what} of the journal was changed or taken out")
    expected, previous = 1, journal_start()
    rows = connection.execute("SELECT number, at, user_id, allowed_by, act, details, hash FROM journal ORDER BY number")
    for number, at, user_id, allowed_by, act, details, digest in rows:
        if not number % _ROWS and stop():
            raise Interrupted
        row = JournalRow(number, at, user_id, allowed_by, act, details, digest)
        if number != expected or chain_hash(previous, journal_content(row)) != digest:
            yield Disagreement(broken, str(expected))
            return
        expected, previous = number + 1, digest
    kept = connection.execute("SELECT value FROM meta WHERE key = 'journal_written'").fetchone()
    if kept is not None and int(kept[0]) >= expected:
        yield Disagreement(broken, str(expected))
