"""What is kept of closed shifts equals their receipts, whichever shifts are kept, and can be made anew."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from cashier_app.core.clock import DAY
from cashier_app.reports.periods import Period, days
from cashier_app.storage.database import Database
from cashier_app.storage.report_facts import FactsReader
from cashier_app.storage.report_keeping import forget, keep
from cashier_app.till.manager_reports import Asked, gather, listed
from tests.clock import START
from tests.integration.till.shop import SETTINGS

ZONE = SETTINGS.shop.zone
NOW = START + 5 * DAY
DAYS = [date(2026, 11, day) for day in (20, 21, 22, 23, 24)]
PERIODS = [days(first, last, ZONE) for first, last in product(DAYS, DAYS) if first <= last]
WHAT = [*(Asked(each.name, period) for each in listed() for period in PERIODS)]
WHAT += [Asked(each.name, None, shift) for each in listed() for shift in (1, 2, 3)]


@pytest.fixture
def database(after_days: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of its own with the two days."""
    shutil.copytree(after_days, tmp_path / "till")
    with Database.open(tmp_path / "till") as opened:
        yield opened


def answers(database: Database, zone: str = ZONE) -> list[list[list[str]]]:
    """The facts of every report of every period and shift; the order of rows is the report's own affair."""
    return [
        [sorted(map(repr, rows)) for rows in gather(database.path, asked, NOW, zone).facts.values()] for asked in WHAT
    ]


def kept(database: Database, zone: str = ZONE) -> frozenset[int]:
    reader = FactsReader(database.path)
    found = reader.kept_shifts(zone)
    reader.close()
    return found


def test_every_period_and_shift_is_the_same_whichever_shifts_are_kept(database: Database) -> None:
    from_receipts = answers(database)
    for count in (1, 2):
        forget(database.worker)
        assert keep(database.worker, database.path, ZONE, most=count) == count
        assert answers(database) == from_receipts
    assert kept(database) == {1, 2}, "the open shift is not kept"
    assert keep(database.worker, database.path, ZONE) == 0
    database.worker.call(
        lambda unit: unit.meta._link.driver.execute("DELETE FROM kept_answer WHERE shift = 2") and None
    )
    assert answers(database) == from_receipts


def test_what_was_kept_of_other_days_or_questions_does_not_count_and_is_made_anew(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_receipts = answers(database)
    keep(database.worker, database.path, "UTC")
    assert (kept(database), kept(database, "UTC")) == (frozenset(), {1, 2})
    assert answers(database) == from_receipts
    assert keep(database.worker, database.path, ZONE) == 2
    assert kept(database, "UTC") == frozenset()
    for module in ("report_facts", "report_keeping"):
        monkeypatch.setattr(f"cashier_app.storage.{module}.VERSION", 2)
    assert kept(database) == frozenset()
    assert keep(database.worker, database.path, ZONE) == 2
    assert answers(database) == from_receipts


def test_a_spoiled_answer_is_noticed_by_nobody_but_made_anew_by_a_rebuild(database: Database) -> None:
    """Kept answers are believed, which is why they can be thrown away."""
    from_receipts = answers(database)
    keep(database.worker, database.path, ZONE)
    spoil = "UPDATE kept_answer SET answer = (SELECT answer FROM kept_answer WHERE question = 'paid' AND shift = 2)"
    database.worker.call(lambda unit: unit.meta._link.driver.execute(f"{spoil} WHERE question = 'paid'") and None)
    assert answers(database) != from_receipts
    forget(database.worker)
    keep(database.worker, database.path, ZONE)
    assert answers(database) == from_receipts


def test_days_of_another_period_type_never_mix(database: Database) -> None:
    keep(database.worker, database.path, ZONE)
    one: Period = days(DAYS[1], DAYS[1], ZONE)
    facts = gather(database.path, Asked("summary", one), NOW, ZONE).facts
    again = gather(database.path, Asked("summary", one), NOW, "").facts
    assert {name: sorted(map(repr, rows)) for name, rows in facts.items()} == {
        name: sorted(map(repr, rows)) for name, rows in again.items()
    }
