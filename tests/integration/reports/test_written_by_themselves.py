"""Reports that a till writes by itself: after a Z report, daily, caught up; a folder that is gone disturbs nobody."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from cashier_app.config import Reports
from cashier_app.core.clock import DAY, HOUR
from cashier_app.till.opening import Till
from cashier_app.till.report_saving import ReportNotWritten
from cashier_app.till.report_schedule import PART, ReportSchedule
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.reports.days import close, sell
from tests.integration.till.shop import MILK, SETTINGS, found_shop, open_shop

FORMS = ("csv", "json")
WANTED = Reports(names=("summary", "vat"), formats=("json", "csv"), daily_at="06:30")


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    opened = found_shop(tmp_path / "till", clock, msgspec.structs.replace(SETTINGS, reports=WANTED))
    yield opened
    opened.close()


def names(files: list[Path]) -> list[str]:
    return sorted(file.name for file in files)


def test_a_closed_shift_is_written_once_with_its_figures(till: Till, tmp_path: Path) -> None:
    schedule = ReportSchedule(till, tmp_path)
    assert names(schedule.run_due()) == [
        "summary-2026-11-20-till1.csv",
        "summary-2026-11-20-till1.json",
        "vat-2026-11-20-till1.csv",
        "vat-2026-11-20-till1.json",
    ]
    sell(till, MILK)
    number = close(till)
    files = schedule.run_due()
    assert names(files) == [f"{name}-shift{number}-till1.{form}" for name in ("summary", "vat") for form in FORMS]
    body = json.loads((tmp_path / "reports" / f"summary-shift{number}-till1.json").read_bytes())
    assert body["rows"][0][1:] == [1, till.reports.z(number).result(30).totals.sales.amount]
    assert schedule.run_due() == [], "nothing is written twice"


def test_nights_switched_off_are_caught_up_after_a_start(till: Till, tmp_path: Path, clock: ManualClock) -> None:
    ReportSchedule(till, tmp_path).run_due()
    till.close()
    clock.advance(3 * DAY)
    again = open_shop(tmp_path / "till", clock, till.settings)
    try:
        files = ReportSchedule(again, tmp_path).run_due()
        days = ("2026-11-21", "2026-11-22", "2026-11-23")
        assert names(files) == sorted(f"{n}-{day}-till1.{f}" for n in ("summary", "vat") for day in days for f in FORMS)
    finally:
        again.close()


def test_a_folder_that_is_gone_is_told_and_made_up_for_later(till: Till, tmp_path: Path, clock: ManualClock) -> None:
    gone = tmp_path / "file"
    gone.write_text("where the folder belongs", encoding="utf-8")
    till.settings = msgspec.structs.replace(
        till.settings, reports=msgspec.structs.replace(WANTED, folder=str(gone / "reports"))
    )
    schedule = ReportSchedule(till, tmp_path)
    with pytest.raises(ReportNotWritten):
        schedule.run_due()
    clock.advance(HOUR)
    gone.unlink()
    assert len(schedule.run_due()) == 4


def test_the_thread_writes_after_a_shift_tells_a_failure_and_ends(
    till: Till, tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("no reports")
    schedule, written = ReportSchedule(till, tmp_path), tmp_path / "reports"
    written.write_text("where the folder belongs", encoding="utf-8")
    told, over = threading.Event(), threading.Event()
    real_tell, real_over = till.failures.tell, till.failures.over
    till.failures.tell = lambda *given: (real_tell(*given), told.set())[0]  # type: ignore[method-assign]

    def is_over(key: str) -> None:
        real_over(key)
        if key == PART:
            over.set()

    till.failures.over = is_over  # type: ignore[method-assign]
    schedule.start()
    try:
        assert told.wait(20)
        [failure] = till.failures.all(load_words("ru"))
        assert failure.key == PART
        assert "не записывается" in failure.text
        assert sell(till, MILK), "selling goes on"
        written.unlink()
        over.clear()
        close(till)
        assert over.wait(20)
        assert till.failures.all(load_words("ru")) == ()
        assert (written / "vat-shift1-till1.csv").exists()
    finally:
        assert schedule.stop(10)


def test_nothing_is_written_where_nothing_is_wanted(till: Till, tmp_path: Path) -> None:
    till.settings = msgspec.structs.replace(till.settings, reports=Reports())
    close(till)
    assert ReportSchedule(till, tmp_path).run_due() == []
    assert not (tmp_path / "reports").exists()
