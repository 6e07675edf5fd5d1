"""Facts for the manager's reports from a till's database, on a connection of their own: in parts, with a way to stop.

What is read is what one commit left.  The till's writer is neither waited for nor held up; it only cannot start its
log anew while a report is read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from cashier_app.core.clock import Instant
from cashier_app.reports.periods import Scope
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import as_world_error
from cashier_app.storage.migrations import revision
from cashier_app.storage.report_questions import QUESTIONS, SHAPES, Question, added

#: So many receipts are asked of at a time: some tenths of a second.
PART: Final = 4000
#: Instructions of SQLite between two looks whether the report is still wanted: some milliseconds.
_INSTRUCTIONS: Final = 50_000
_ROUBLE: Final = 100

_RECEIPT: Final = "r.receipt_id, r.kind, r.closed_at, r.shift"
_WITH_CARD: Final = "(r.account_id IS NOT NULL OR r.unclaimed <> '')"
#: A reason stands behind the quote, which is long: only a return's is looked for.
_BY_WORD: Final = "CASE r.kind WHEN 'return' THEN r.reason <> '' ELSE 0 END"
_FINAL: Final = "r.state = 'final'"
#: CROSS JOIN keeps the order: receipts by their time first, and what belongs to each by its key.
_VIEWS: Final = {
    "sold": f"SELECT {_RECEIPT}, r.user_id, '', {_WITH_CARD}, {_BY_WORD}, r.base, r.discount, r.redeemed, r.to_pay,"
    f" r.redeemed_points, r.accrued_points FROM receipt r WHERE {_FINAL}",
    "sold_line": f"SELECT {_RECEIPT}, l.product_id, l.name, json_extract(CAST(l.item AS TEXT), '$.unit'),"
    " coalesce(json_extract(CAST(l.item AS TEXT), '$.category'), ''), l.quantity, l.base, l.discount, l.redeemed,"
    " l.to_pay, l.vat_rate, l.vat, json_extract(CAST(l.item AS TEXT), '$.card') IS NOT NULL"
    f" FROM receipt r CROSS JOIN receipt_line l ON l.receipt_id = r.receipt_id"
    f" WHERE {_FINAL}",
    "sold_payment": f"SELECT {_RECEIPT}, r.user_id, '', {_WITH_CARD}, {_BY_WORD}, p.kind, abs(p.amount)"
    f" FROM receipt r CROSS JOIN payment p ON p.receipt_id = r.receipt_id WHERE {_FINAL} AND p.state = 'approved'",
    "sold_discount": "SELECT r.receipt_id, r.closed_at, r.shift, r.to_pay, json_extract(d.value, '$.rule_id'),"
    " json_extract(d.value, '$.name'), json_extract(d.value, '$.amount') FROM receipt r"
    " CROSS JOIN json_each(CAST(r.quote AS TEXT), '$.quote.lines') l"
    f" CROSS JOIN json_each(l.value, '$.discounts') d WHERE {_FINAL} AND r.kind = 'sale' AND r.discount > 0",
    "sold_accrual": "SELECT r.receipt_id, r.closed_at, r.shift, r.to_pay, json_extract(n.value, '$.rule_id'),"
    " json_extract(n.value, '$.name'), json_extract(n.value, '$.points') FROM receipt r"
    " CROSS JOIN json_each(CAST(r.quote AS TEXT), '$.quote.new_lots') n"
    f" WHERE {_FINAL} AND r.kind = 'sale' AND r.accrued_points > 0 AND json_extract(n.value, '$.wallet') = 'points'",
    "cash_moved": "SELECT c.at, c.shift, c.kind, c.reason, c.amount FROM cash_operation c",
}
#: What only a till knows.
_OWN: Final = {
    each.name: each
    for each in (
        Question(
            "acts",
            2,
            "SELECT user_id, act, count(*), sum(coalesce(json_extract(CAST(details AS TEXT), '$.amount'), 0)),"
            " sum(allowed_by <> '') FROM journal WHERE at >= :since AND at {until} :until GROUP BY user_id, act",
            in_parts=False,
        ),
        Question(
            "shifts",
            11,
            "SELECT number, opened_at, opened_by, coalesce(closed_at, 0), coalesce(closed_by, ''), float, counted,"
            " json_extract(CAST(report AS TEXT), '$.totals.sales.count'),"
            " json_extract(CAST(report AS TEXT), '$.totals.sales.amount'),"
            " json_extract(CAST(report AS TEXT), '$.totals.returns.amount'),"
            " json_extract(CAST(report AS TEXT), '$.totals.cash_expected') FROM shift WHERE {shifts} ORDER BY number",
            in_parts=False,
        ),
    )
}


class Stopped(Exception):
    """Nobody wants the report any more."""


class FactsReader:
    """Answers questions about a till's past; used by one thread at a time.

    Raises `storage.errors` where the file is damaged or the disk fails.
    """

    def __init__(self, path: Path) -> None:
        import pysqlite3.dbapi2 as driver

        self._path = path
        self._failure = driver.Error
        self._engine = create_till_engine(path, read_only=True)
        with self._in_words():
            self._connection = self._engine.raw_connection()
        driver_connection: Any = self._connection.driver_connection
        self._driver = driver_connection
        with self._in_words():
            self._driver.execute("PRAGMA cache_size=-32000")
            for name, query in _VIEWS.items():
                self._driver.execute(f"CREATE TEMP VIEW {name} ({', '.join(SHAPES[name])}) AS {query}")

    def revision(self) -> str | None:
        """The revision of the tables; None for an empty file."""
        with self._in_words():
            return revision(self._driver)

    def users(self) -> dict[str, str]:
        """Names of people by their ids."""
        with self._in_words():
            return dict(self._driver.execute("SELECT user_id, name FROM user").fetchall())

    def shift(self, number: int) -> tuple[int, int | None] | None:
        """When a shift was opened and closed; None where there was none."""
        with self._in_words():
            row = self._driver.execute("SELECT opened_at, closed_at FROM shift WHERE number = ?", (number,)).fetchone()
        return None if row is None else (row[0], row[1])

    def last_shift(self) -> int | None:
        """Number of the newest shift."""
        with self._in_words():
            number: int | None = self._driver.execute("SELECT max(number) FROM shift").fetchone()[0]
        return number

    def point_worth(self, now: Instant) -> int:
        """Kopecks that a point is worth by the programme of this moment; a rouble without one."""
        newest = (
            "SELECT coalesce(json_extract(CAST(body AS TEXT), '$.points.kopecks_per_point'), ?) FROM programme"
            " WHERE withdrawn_at IS NULL AND valid_from <= ? ORDER BY valid_from DESC, version DESC LIMIT 1"
        )
        with self._in_words():
            row = self._driver.execute(newest, (_ROUBLE, now)).fetchone()
        return _ROUBLE if row is None else int(row[0])

    def gather(
        self,
        needs: Sequence[str],
        scope: Scope,
        stopped: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda part: None,
    ) -> dict[str, list[tuple[Any, ...]]]:
        """The answers to questions by their names, all of one commit.

        `progress` is told how much of it is done (0 to 1); once `stopped` says so, `Stopped` is raised.
        """
        self._driver.set_progress_handler(lambda: int(stopped()), _INSTRUCTIONS)
        try:
            with self._in_words(stopped):
                self._driver.execute("BEGIN")
                try:
                    return self._gathered(needs, scope, stopped, progress)
                finally:
                    if self._driver.in_transaction:
                        self._driver.execute("ROLLBACK")
        finally:
            self._driver.set_progress_handler(None, 0)

    def _gathered(
        self, needs: Sequence[str], scope: Scope, stopped: Callable[[], bool], progress: Callable[[float], None]
    ) -> dict[str, list[tuple[Any, ...]]]:
        parts = self._parts(scope)
        steps = sum(len(parts) if _question(name).in_parts else 1 for name in needs)
        done = 0
        found = {}
        for name in needs:
            question = _question(name)
            answers = []
            for part in parts if question.in_parts else [scope]:
                if stopped():
                    raise Stopped
                answers.append(self._asked(question, part))
                done += 1
                progress(done / steps)
            found[name] = answers[0] if len(answers) == 1 else added(answers, question.keys)
        return found

    def _parts(self, scope: Scope) -> list[Scope]:
        """A long time in parts of about `PART` receipts each."""
        if scope.shift is not None:
            return [scope]
        counted = "SELECT count(*), min(closed_at), max(closed_at) FROM receipt WHERE closed_at >= ? AND closed_at < ?"
        count, first, last = self._driver.execute(counted, (scope.since, scope.until)).fetchone()
        pieces = max(1, math.ceil(count / PART))
        if pieces == 1:
            return [scope]
        edges = [first + (last + 1 - first) * n // pieces for n in range(pieces)] + [last + 1]
        return [Scope(since, until) for since, until in pairwise(edges)]

    def _asked(self, question: Question, scope: Scope) -> list[tuple[Any, ...]]:
        if scope.shift is None:
            words = {"scope": "at >= :since AND at < :until", "until": "<"}
            words["shifts"] = "opened_at >= :since AND opened_at < :until"
        else:
            # the report of a shift counts what stands in the journal up to its last instant
            words = {"scope": "shift = :shift", "until": "<=", "shifts": "number = :shift"}
        given = {"since": scope.since, "until": scope.until, "shift": scope.shift}
        sql = question.sql.format_map(words)
        rows: list[tuple[Any, ...]] = self._driver.execute(sql, given).fetchall()
        return rows

    @contextmanager
    def _in_words(self, stopped: Callable[[], bool] = lambda: False) -> Iterator[None]:
        try:
            yield
        except self._failure as error:
            if stopped() and "interrupted" in str(error):
                raise Stopped from error
            raise as_world_error(error, self._path) or error from error

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        self._engine.dispose()


def _question(name: str) -> Question:
    return QUESTIONS.get(name) or _OWN[name]


def fill(driver: Any, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Make a table of the shape that the questions read, in another SQLite database, and put rows into it."""
    columns = SHAPES[name]
    driver.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    driver.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
