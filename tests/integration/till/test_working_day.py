"""A working day of real sales through the use cases: the Z report is what the day comes to, reckoned apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.clock import ManualClock
from tests.working_day import SALES, AtTheCounter, baskets, check, found, play

#: Receipts of the day: a whole one (1,500) is played by soak and by the benchmark.
RECEIPTS = int(os.environ.get("WORKING_DAY", "120"))


@pytest.mark.skipif(not SALES.exists(), reason="the shared real sales are not on this machine")
@pytest.mark.timeout(900)
def test_the_z_report_is_what_the_day_comes_to(tmp_path: Path) -> None:
    day, clock = baskets(RECEIPTS), ManualClock()
    till = found(tmp_path / "till", day, clock)
    try:
        sums = play(AtTheCounter(till), clock, day)
        assert sums.sales == RECEIPTS
        assert sums.returns
        assert sums.discount
        assert sums.redeemed
        check(till, sums)
        assert till.journal.verify().result(30) is None
    finally:
        till.close()
