"""From a scan to its painted line on the selling screen, against a bare table view that adds and paints the same row.

300,000 goods and 1,000,000 accounts, a buyer's card on the receipt; both views take turns in the same
run, scan by scan, so that the machine's moods meet both.
"""

from __future__ import annotations

import gc
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView

from cashier_app.clock import SystemClock
from cashier_app.devices.scan import scan_of
from cashier_app.till.opening import open_till
from cashier_app.ui import language, theme
from cashier_app.ui.app import keep_pace
from cashier_app.ui.background import Background
from cashier_app.ui.selling import SellingScreen
from cashier_app.ui.shell import Shell
from cashier_app.words import load_words
from tests.benchmarks import dataset
from tests.benchmarks.result import Result

RUNS: Final = 5
SCANS: Final = 300
#: A receipt is begun anew after so many lines.
LINES: Final = 40
#: One frame of a 60 Hz screen, milliseconds.
FRAME: Final = 16.7


class Turn(msgspec.Struct):
    """Milliseconds of every scan of one run."""

    ours: list[float]
    handlers: list[float]
    bare: list[float]


class Painted(QObject):
    """Notes that a view has been painted."""

    def __init__(self, view: QObject) -> None:
        super().__init__(view)
        self.count = 0
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class Bare:
    """The simplest view that shows the same row: Qt's own table, Qt's own model."""

    def __init__(self, screen: SellingScreen) -> None:
        self.model = QStandardItemModel(0, 4)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.resize(screen.list.size())
        self.view.show()
        self.painted = Painted(self.view.viewport())

    def add(self, *texts: str) -> None:
        """Add a row and bring it into sight."""
        self.model.appendRow([QStandardItem(text) for text in texts])
        self.view.scrollToBottom()


def run() -> list[Result]:
    """Scan → painted line: median within a frame, p99 within one and a half of the bare view's."""
    app = QApplication.instance() or QApplication([])
    theme.load_fonts()
    theme.apply("light", 1.0)
    words = load_words("ru")
    language.use(words)
    with tempfile.TemporaryDirectory() as scratch:
        till = open_till(dataset.SETTINGS, dataset.copy_to(Path(scratch) / "till"), SystemClock(), words)
        shell = Shell(dataset.SETTINGS, Background())
        try:
            till.people.log_in(till.people.everybody()[0].user_id, dataset.PIN).result()
            shell.desk.till = till
            shell.resize(1024, 768)
            shell.go("selling")
            shell.show()
            app.processEvents()
            keep_pace()
            turns = [_turn(app, shell, seed) for seed in range(RUNS)]
        finally:
            shell.close()
            shell.desk.background.stop()
            till.close()
    return _results(turns)


def _turn(app: QApplication, shell: Shell, seed: int) -> Turn:
    screen = shell.current
    assert isinstance(screen, SellingScreen)
    chance = random.Random(seed)
    bare, painted = Bare(screen), Painted(screen.list.viewport())
    turn = Turn([], [], [])
    gc.collect()
    for number in range(SCANS):
        if number % LINES == 0:
            screen.show_view(screen.selling.begin())
            shell.scan(scan_of(dataset.card(chance.randrange(dataset.ACCOUNTS)).encode(), "serial:bench", 0))
            bare.model.setRowCount(0)
            _drain(app)
        scan = scan_of(dataset.barcode(chance.randrange(dataset.PRODUCTS)).encode(), "serial:bench", 0)
        before = painted.count
        began = time.perf_counter()
        shell.scan(scan)
        handled = time.perf_counter()
        app.processEvents()
        ended = time.perf_counter()
        assert painted.count > before, "the line was not painted"
        turn.ours.append((ended - began) * 1000)
        turn.handlers.append((handled - began) * 1000)
        line = screen.list.lines[-1]
        _drain(app)
        before = bare.painted.count
        began = time.perf_counter()
        bare.add(line.name, line.detail, ", ".join(line.chips), line.amount)
        app.processEvents()
        ended = time.perf_counter()
        assert bare.painted.count > before, "the row was not painted"
        turn.bare.append((ended - began) * 1000)
        _drain(app)
    bare.view.close()
    return turn


def _drain(app: QApplication) -> None:
    """Let nothing of one turn be paid by the next."""
    app.processEvents()
    app.processEvents()


def _p99(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


def _results(turns: list[Turn]) -> list[Result]:
    def median_of_runs(figures: list[float]) -> float:
        return statistics.median(figures)

    bare_p99 = median_of_runs([_p99(turn.bare) for turn in turns])
    bare_median = median_of_runs([statistics.median(turn.bare) for turn in turns])
    note = "a bare QTableView adding and painting the same row"
    return [
        Result(
            name="scan to painted line, median",
            measured=median_of_runs([statistics.median(turn.ours) for turn in turns]),
            limit=FRAME,
            unit="ms",
            reference=bare_median,
            note=note,
        ),
        Result(
            name="scan to painted line, p99",
            measured=median_of_runs([_p99(turn.ours) for turn in turns]),
            limit=1.5 * bare_p99,
            unit="ms",
            reference=bare_p99,
            note=note,
        ),
        Result(
            name="of it our handlers, median",
            measured=median_of_runs([statistics.median(turn.handlers) for turn in turns]),
            limit=FRAME,
            unit="ms",
            informative=True,
        ),
        Result(
            name="of it our handlers, p99",
            measured=median_of_runs([_p99(turn.handlers) for turn in turns]),
            limit=FRAME,
            unit="ms",
            informative=True,
        ),
    ]
