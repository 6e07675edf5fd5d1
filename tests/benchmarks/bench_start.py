"""The till's start: first frame, log-in screen, ready to scan; each a process of its own, bare Qt taking turns.

What stands first is the picture of the last start's log-in screen (`cashier_app.ui.launch`); the
screen itself, which can be touched, follows, and is reported apart.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from tests.benchmarks import dataset
from tests.benchmarks.result import Result

ROUNDS: Final = 7
READY_MS: Final = 1000.0
LONGEST_S: Final = 60.0

#: A window of the same size with nothing on it; prints the instant of its first paint.
BARE: Final = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, self.told)

    def told(self):
        print("first frame", time.time(), flush=True)
        application.quit()

application = QApplication([])
window = Window()
window.resize(1024, 768)
window.show()
application.exec()
"""

#: The till as `cashier-app run` starts it, told to print instants; then somebody logs in and scans at once.
TILL: Final = """
import sys, time
from cashier_app import start
from cashier_app.ui import launch

def tell(what):
    print(what, time.time(), flush=True)

shown = launch.show_picture

def show_picture(path):
    shown(path)
    if launch._picture is not None and launch._picture.painted:
        tell("first frame")
    watch()

def watch():
    from PySide6.QtCore import QTimer
    from cashier_app.ui import app

    class Watched(app.TillProgram):
        def show(self):
            self.shell.first_frame.connect(lambda: tell("log-in screen"))
            self.opened.connect(self.log_in)
            super().show()

        def log_in(self):
            tell("open")
            people = self._till.people
            self.background.watch(people.log_in(people.everybody()[0].user_id, PIN), self.sell)

        def sell(self, user):
            from cashier_app.devices.scan import scan_of

            self.shell.go("selling")
            self.shell.scan(scan_of(CODE.encode(), "serial:bench", 0))
            assert self.shell.current.list.lines
            self.shell.repaint()
            tell("scanned")
            QTimer.singleShot(0, self.shell.close)

    app.TillProgram = Watched

launch.show_picture = show_picture
sys.argv = ["cashier-app", "run"]
sys.exit(start.main())
"""


def run() -> list[Result]:
    """First frame within one and a half of a bare window's; ready to scan within a second."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        dataset.copy_to(home / "data" / "till")
        environment = {**os.environ, "CASHIER_HOME": str(home), "CASHIER_UI_SIZE": "1024x768"}
        # compiled modules are kept between starts, as they are on every installed till
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        environment["PYTHONPYCACHEPREFIX"] = str(Path(scratch) / "compiled")
        till = TILL.replace("PIN)", f"{dataset.PIN!r})").replace("CODE.", f"{dataset.barcode(4711)!r}.")
        # the first starts make the picture and the compiled modules
        _times(till, environment)
        _times(BARE, environment)
        bare: list[float] = []
        tills: list[dict[str, float]] = []
        for _ in range(ROUNDS):
            bare.append(_times(BARE, environment)["first frame"])
            tills.append(_times(till, environment))
    return _results(statistics.median(bare), {key: _median(tills, key) for key in tills[0]})


def _times(program: str, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds from the start of a process to each instant it prints."""
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=LONGEST_S,
        check=False,
        cwd=dataset.ROOT,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told = (line.rpartition(" ") for line in done.stdout.splitlines())
    return {what: (float(at) - began) * 1000 for what, _, at in told}


def _median(tills: list[dict[str, float]], key: str) -> float:
    return statistics.median(times[key] for times in tills)


def _results(bare: float, till: dict[str, float]) -> list[Result]:
    note = "a bare Qt Widgets window of the same size"
    return [
        Result(
            name="start to first frame",
            measured=till["first frame"],
            limit=1.5 * bare,
            unit="ms",
            reference=bare,
            note=note,
        ),
        Result(
            name="start to the log-in screen itself",
            measured=till["log-in screen"],
            limit=1.5 * bare,
            unit="ms",
            reference=bare,
            note=note,
            informative=True,
        ),
        Result(
            name="start to an open till",
            measured=till["open"],
            limit=READY_MS,
            unit="ms",
            informative=True,
        ),
        Result(
            name="start to the first scan on the screen, PIN included",
            measured=till["scanned"],
            limit=READY_MS,
            unit="ms",
        ),
    ]
