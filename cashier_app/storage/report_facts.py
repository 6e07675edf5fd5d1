"""Facts for the manager's reports from a till's database, on a connection of their own: in parts, with a way to stop.

What is read is what one commit left.  The till's writer is neither waited for nor held up; it only cannot start its
log anew while a report is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.core.clock import Instant, local_date, start_of_day
from cashier_app.reports.periods import Scope
from cashier_app.storage.engine import create_till_engine
from cashier_app.storage.errors import as_world_error
from cashier_app.storage.migrations import revision
from cashier_app.storage.report_questions import QUESTIONS, SHAPES, VERSION, Question, added

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
            " json_extract(CAST(report AS TEXT), '$.totals.returns.amount')"
            " + coalesce(json_extract(CAST(report AS TEXT), '$.totals.cards_sold.amount'), 0)"
            " - coalesce(json_extract(CAST(report AS TEXT), '$.totals.cards_returned.amount'), 0),"
            " json_extract(CAST(report AS TEXT), '$.totals.cash_expected') FROM shift WHERE {shifts} ORDER BY number",
            in_parts=False,
        ),
    )
}


_ROWS: Final = msgspec.json.Decoder(list[tuple[Any, ...]])


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
        with self._one_picture(stopped):
            return self._gathered(needs, scope, stopped, progress)

    @contextmanager
    def _one_picture(self, stopped: Callable[[], bool]) -> Iterator[None]:
        """What is read is what one commit left; `Stopped` is raised once `stopped` says so."""
        self._driver.set_progress_handler(lambda: int(stopped()), _INSTRUCTIONS)
        try:
            with self._in_words(stopped):
                self._driver.execute("BEGIN")
                try:
                    yield
                finally:
                    if self._driver.in_transaction:
                        self._driver.execute("ROLLBACK")
        finally:
            self._driver.set_progress_handler(None, 0)

    def _gathered(
        self, needs: Sequence[str], scope: Scope, stopped: Callable[[], bool], progress: Callable[[float], None]
    ) -> dict[str, list[tuple[Any, ...]]]:
        kept, parts = self._parts(scope)
        steps = sum(len(parts) + 1 if _question(name).in_parts else 1 for name in needs)
        done = 0
        found = {}
        for name in needs:
            if stopped():
                raise Stopped
            question = _question(name)
            answers = self._kept(name, kept, scope) if question.in_parts and kept else []
            done += question.in_parts
            for part in parts if question.in_parts else [scope]:
                if stopped():
                    raise Stopped
                answers.append(self._asked(question, part, within=part is not scope))
                done += 1
                progress(done / steps)
            found[name] = answers[0] if len(answers) == 1 else added(answers, question.keys)
            progress(done / steps)
        return found

    def _parts(self, scope: Scope) -> tuple[list[int], list[Scope]]:
        """Of the shifts that lie in a time: those whose answers are kept, and the others, each with its part of it."""
        wanted = "number = ?" if scope.shift is not None else "opened_at < ? AND coalesce(closed_at, ?) >= ?"
        given = (scope.shift,) if scope.shift is not None else (scope.until, scope.until, scope.since)
        shifts = self._driver.execute(f"SELECT number FROM shift WHERE {wanted} ORDER BY number", given).fetchall()
        kept = self.kept_shifts(scope.zone) if scope.zone else frozenset()
        parts = [Scope(scope.since, scope.until, number) for (number,) in shifts if number not in kept]
        if scope.shift is not None:
            # all of a shift, whatever the clock said
            parts = [scope] if parts else []
        return [number for (number,) in shifts if number in kept], parts

    def closed_unkept(self, zone: str) -> list[int]:
        """Numbers of closed shifts whose answers are not kept yet, the newest first."""
        with self._in_words():
            kept = self.kept_shifts(zone)
            closed = self._driver.execute("SELECT number FROM shift WHERE closed_at IS NOT NULL ORDER BY number DESC")
            return [number for (number,) in closed.fetchall() if number not in kept]

    def kept_shifts(self, zone: str) -> frozenset[int]:
        """The shifts whose answers are kept by the days of a zone."""
        query = "SELECT shift FROM kept_answer WHERE question = '' AND zone = ? AND version = ?"
        return frozenset(number for (number,) in self._driver.execute(query, (zone, VERSION)))

    def _kept(self, name: str, shifts: Sequence[int], scope: Scope) -> list[list[tuple[Any, ...]]]:
        """What was kept of a question: of a shift, or of the days of a time."""
        days = ("", "9") if scope.shift is not None else _days_of(scope)
        query = "SELECT answer FROM kept_answer WHERE question = ? AND shift = ? AND day BETWEEN ? AND ?"
        return [
            _unpacked(answer) for number in shifts for (answer,) in self._driver.execute(query, (name, number, *days))
        ]

    def of_shift_by_day(
        self, number: int, zone: str, stopped: Callable[[], bool] = lambda: False
    ) -> list[tuple[str, str, bytes]]:
        """What there is to keep of a shift: question, day, and the packed answer."""
        with self._one_picture(stopped):
            times = "SELECT min(closed_at), max(closed_at) FROM receipt WHERE shift = ?"
            first, last = self._driver.execute(times, (number,)).fetchone()
            found: list[tuple[str, str, bytes]] = []
            if first is None:
                return found
            day, end = local_date(first, zone), local_date(last, zone)
            while day <= end:
                after = day + timedelta(days=1)
                part = Scope(start_of_day(day, zone), start_of_day(after, zone), number)
                for name, question in QUESTIONS.items():
                    rows = self._asked(question, part, within=True) if question.in_parts else []
                    if rows:
                        found.append((name, day.isoformat(), _packed(rows)))
                day = after
            return found

    def _asked(self, question: Question, scope: Scope, within: bool = False) -> list[tuple[Any, ...]]:
        """The answer of a time, of a shift, or of what of a shift lies `within` a time."""
        if within:
            # a shift is found by its index, and its receipts lie together
            words = {"scope": "shift = :shift AND +at >= :since AND +at < :until", "until": "<", "shifts": "0"}
        elif scope.shift is None:
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


def _days_of(scope: Scope) -> tuple[str, str]:
    """The first and the last whole day of a time."""
    return local_date(scope.since, scope.zone).isoformat(), local_date(scope.until - 1, scope.zone).isoformat()


def _packed(rows: Sequence[tuple[Any, ...]]) -> bytes:
    return zlib.compress(msgspec.json.encode(rows), 1)


def _unpacked(answer: bytes) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = _ROWS.decode(zlib.decompress(answer))
    return rows


def _question(name: str) -> Question:
    return QUESTIONS.get(name) or _OWN[name]


def fill(driver: Any, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Make a table of the shape that the questions read, in another SQLite database, and put rows into it."""
    columns = SHAPES[name]
    driver.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    driver.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
