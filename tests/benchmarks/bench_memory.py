"""Resident memory of the till with 300,000 goods and 1,000,000 accounts, after a morning's work."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Final

import psutil
from PySide6.QtWidgets import QApplication

from cashier_app.config import Places
from cashier_app.devices.scan import scan_of
from cashier_app.ui import launch
from cashier_app.ui.app import TillProgram
from cashier_app.ui.screens import SCREENS
from cashier_app.words import load_words
from tests.benchmarks import dataset
from tests.benchmarks.result import Result

LIMIT_MB: Final = 180.0
SALES: Final = 60
LINES: Final = 12
SEARCHES: Final = ("сыр", "кофе лужок", "4711", "0004")


def run() -> list[Result]:
    """The whole program in this process: opened, sixty sales of twelve lines, searches, every screen built."""
    application = launch.application()
    application.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        dataset.copy_to(home / "data" / "till")
        program = TillProgram(dataset.SETTINGS, Places.of(home, {}), load_words("ru"))
        opened: list[bool] = []
        program.opened.connect(lambda: opened.append(True))
        program.show()
        while not opened:
            application.processEvents()
        fresh = _resident()
        worked = _work(application, program)
        program.stop()
    return [
        Result(name="resident memory, till just opened", measured=fresh, limit=LIMIT_MB, unit="MB", informative=True),
        Result(name="resident memory after sixty sales, all screens", measured=worked, limit=LIMIT_MB, unit="MB"),
    ]


def _resident() -> float:
    return psutil.Process().memory_info().rss / 1_000_000


def _work(application: QApplication, program: TillProgram) -> float:
    """Sell, search and look at everything; the largest resident memory seen."""
    chance = random.Random(7)
    shell = program.shell
    till = shell.desk.open_till
    till.people.log_in(till.people.everybody()[0].user_id, dataset.PIN).result()
    largest = 0.0
    for _ in range(SALES):
        shell.go("selling")
        shell.scan(scan_of(dataset.card(chance.randrange(dataset.ACCOUNTS)).encode(), "serial:bench", 0))
        for _ in range(LINES):
            shell.scan(scan_of(dataset.barcode(chance.randrange(dataset.PRODUCTS)).encode(), "serial:bench", 0))
            application.processEvents()
        view = till.paying.start()
        till.paying.pay_cash(view.quick_notes[0][1]).result(10)
        largest = max(largest, _resident())
    shell.go("selling")
    for text in SEARCHES:
        till.goods_page.search(text).result(10)
        largest = max(largest, _resident())
    for name in SCREENS:
        shell.screen_named(name)
        application.processEvents()
        largest = max(largest, _resident())
    return largest
