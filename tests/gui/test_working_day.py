"""A piece of a working day of real sales through the window: the Z report is what it comes to, reckoned apart."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import shiboken6

from cashier_app.ui.background import Background
from cashier_app.ui.shell import Shell
from tests.clock import ManualClock
from tests.gui.at_the_window import AtTheWindow
from tests.working_day import SALES, SETTINGS, baskets, check, found, play

#: Receipts sold through the window; the benchmark and soak sell a hundred.
RECEIPTS = int(os.environ.get("WORKING_DAY_WINDOW", "12"))


@pytest.mark.skipif(not SALES.exists(), reason="the shared real sales are not on this machine")
@pytest.mark.timeout(900)
def test_the_z_report_is_what_was_sold_through_the_window(tmp_path: Path) -> None:
    # a parked receipt, a returned one and another cashier are among them
    day, clock = baskets(RECEIPTS + 14)[14:], ManualClock()
    till = found(tmp_path / "till", day, clock)
    shell = Shell(SETTINGS, Background())
    try:
        shell.desk.till = till
        shell.resize(1024, 768)
        shell.go("selling")
        shell.show()
        sums = play(AtTheWindow(till, shell), clock, day)
        assert sums.sales == RECEIPTS
        assert sums.returns
        check(till, sums)
    finally:
        shell.close()
        shell.desk.background.stop()
        shiboken6.delete(shell)
        till.close()
