"""Answers to the questions of reports, kept of closed shifts: what a month needs is then read in one piece.

A closed shift never changes: what was kept of it equals its receipts for ever.  Kept answers of another zone, or of
questions that ask something else by now, count no more and are made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cashier_app.storage.report_facts import FactsReader, Stopped
from cashier_app.storage.report_questions import VERSION

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.storage.worker import DatabaseWorker


#: A till that never kept any takes up a month at once, and the years before it shift by shift later.
AT_ONCE: Final = 40
#: More shifts than a till has in its life.
ALL: Final = 1_000_000


def keep(
    worker: DatabaseWorker,
    path: Path,
    zone: str,
    stopped: Callable[[], bool] = lambda: False,
    most: int = AT_ONCE,
) -> int:
    """Keep the answers of closed shifts that are not kept yet, the newest first, so many at `most`; how many shifts.

    Each is read on a connection of its own and written in a transaction of some milliseconds; blocks.
    """
    reader = FactsReader(path)
    try:
        kept = 0
        for number in reader.closed_unkept(zone)[:most]:
            if stopped():
                break
            try:
                answers = reader.of_shift_by_day(number, zone, stopped)
            except Stopped:
                break
            worker.call(lambda unit, number=number, answers=answers: _write(unit, number, zone, answers))  # type: ignore[misc]
            kept += 1
        return kept
    finally:
        reader.close()


def forget(worker: DatabaseWorker) -> None:
    """Forget all that is kept: `keep` makes it anew."""
    worker.call(lambda unit: unit.shifts.forget_answers())


def _write(unit: UnitOfWork, number: int, zone: str, answers: Sequence[tuple[str, str, bytes]]) -> None:
    # a shift without receipts is kept as well: nobody has to look again
    rows = [(question, number, day, zone, VERSION, answer) for question, day, answer in (*answers, ("", "", b""))]
    unit.shifts.keep_answers(number, rows)
