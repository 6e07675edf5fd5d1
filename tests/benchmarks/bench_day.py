"""A working day of 1,500 real sales through the use cases, and a hundred of them through the window.

Both end with a Z report that is exactly what the sales come to, reckoned apart.  Resident memory is looked at from
the hundredth receipt on, once every screen, look-up and statement has been used; frames are those of all scans, the
painting of the line included, and a bare table view adds and paints as many rows afterwards.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

import psutil
from PySide6.QtWidgets import QApplication

from cashier_app.ui import language, theme
from cashier_app.ui.app import keep_pace
from cashier_app.ui.background import Background
from cashier_app.ui.selling import SellingScreen
from cashier_app.ui.shell import Shell
from cashier_app.words import load_words
from tests.benchmarks.bench_paint import FRAME, Bare
from tests.benchmarks.result import Result
from tests.clock import ManualClock
from tests.gui.at_the_window import AtTheWindow
from tests.working_day import SETTINGS, AtTheCounter, baskets, check, found, play

RECEIPTS: Final = 1500
AT_THE_WINDOW: Final = 100
#: Receipts after which memory is expected to stand still.
WARM: Final = 100
GROWTH_MB: Final = 10.0


def run() -> list[Result]:
    """Sell the day; memory, time a receipt, and frames."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as scratch:
        by_hand = _through_the_use_cases(Path(scratch) / "day")
        seen = _through_the_window(app, Path(scratch) / "window")
    return [*by_hand, *seen]


def _through_the_use_cases(folder: Path) -> list[Result]:
    day, clock = baskets(RECEIPTS), ManualClock()
    till = found(folder, day, clock)
    process, resident = psutil.Process(), []

    def rested() -> None:
        resident.append(process.memory_info().rss / 1_000_000)

    try:
        gc.collect()
        began = time.perf_counter()
        sums = play(AtTheCounter(till), clock, day, rested)
        took = time.perf_counter() - began
        check(till, sums)
    finally:
        till.close()
    lines = sum(len(basket.lines) for basket in day)
    return [
        Result(
            name=f"growth of memory in a day of {RECEIPTS:,} sales, {lines:,} lines",
            measured=max(resident[WARM:]) - resident[WARM],
            limit=GROWTH_MB,
            unit="MB",
        ),
        Result(
            name="a sale of it, all its scans", measured=took / RECEIPTS * 1000, limit=0, unit="ms", informative=True
        ),
    ]


def _through_the_window(app: QApplication, folder: Path) -> list[Result]:
    theme.load_fonts()
    theme.apply("light", 1.0)
    language.use(load_words("ru"))
    day, clock = baskets(AT_THE_WINDOW), ManualClock()
    till = found(folder, day, clock)
    shell = Shell(SETTINGS, Background())
    try:
        shell.desk.till = till
        shell.resize(1024, 768)
        shell.go("selling")
        shell.show()
        app.processEvents()
        keep_pace()
        hand = AtTheWindow(till, shell)
        sums = play(hand, clock, day)
        screen = shell.screen_named("selling")
        assert isinstance(screen, SellingScreen)
        bare = _bare(app, screen, len(hand.scans))
        check(till, sums)
    finally:
        shell.close()
        shell.desk.background.stop()
        till.close()
    note = "a bare QTableView adding and painting a row"
    return [
        Result(
            name=f"a scan of {len(hand.scans):,} through the window, median",
            measured=statistics.median(hand.scans),
            limit=FRAME,
            unit="ms",
            reference=statistics.median(bare),
            note=note,
        ),
        Result(
            name="the same, p99",
            measured=_p99(hand.scans),
            limit=1.5 * _p99(bare),
            unit="ms",
            reference=_p99(bare),
            note=note,
        ),
    ]


def _bare(app: QApplication, screen: SellingScreen, count: int) -> list[float]:
    """Milliseconds of a bare view for as many rows, begun anew as often as a receipt is."""
    view, times = Bare(screen), []
    for number in range(count):
        if number % 22 == 0:
            view.model.setRowCount(0)
            app.processEvents()
        began = time.perf_counter()
        view.add("Сыр «Российский» 45 %, вес.", "0,299 кг × 499,00", "цена по карте −14,92", "134,28")
        app.processEvents()
        times.append((time.perf_counter() - began) * 1000)
    view.view.close()
    return times


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]
