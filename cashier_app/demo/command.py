"""`cashier-app demo`: a whole shop on this machine; without a display it plays a day of it and leaves what came out."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.demo import ledger
from cashier_app.demo.shop import PATIENCE_S, DemoShop, environment, forget, goods
from cashier_app.program import own_command
from cashier_app.ui.display import has_display

if TYPE_CHECKING:
    from cashier_app.devices.simulators.paper import OnPaper
    from cashier_app.devices.simulators.printer import PrinterSimulator

#: Platforms of Qt that show nothing to anybody.
UNSEEN = ("offscreen", "minimal")
#: Leaves room for the demo's other window on a wide screen.
TILL_SIZE = "1024x768"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How to play, and where to leave what came out."""
    parser.add_argument(
        "--fresh",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "begin a new shop, forget the last one"),
    )
    parser.add_argument(
        "--offscreen", action="store_true", help=QT_TRANSLATE_NOOP("cli", "play the day by itself, without windows")
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("demo-output"),
        metavar="DIR",
        help=QT_TRANSLATE_NOOP("cli", "where the day played by itself leaves its pictures, receipts and reports"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the shop in two windows, or play the day offscreen."""
    words: Words = arguments.words
    if arguments.offscreen or os.environ.get("QT_QPA_PLATFORM") in UNSEEN or not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from cashier_app.demo.play import play

        return play(arguments.output.absolute(), words)
    home = arguments.places.data / "demo"
    if arguments.fresh:
        forget(home)
    return _show(home, words)


def _show(home: Path, words: Words) -> int:
    """The till in a process and a window of its own, beside it the demo's window."""
    import json

    from cashier_app.demo.shop import BLANK_CARD, PROGRAMME, SHOP
    from cashier_app.ui.demo_window import DemoWindow, run_demo_window

    members = [
        (f"{member['name']} · {identifier['value']}", identifier["value"])
        for member in json.loads((SHOP / "members.json").read_bytes())
        for identifier in member["identifiers"]
        if identifier["kind"] in ("card", "virtual")
    ]
    codes = json.loads(PROGRAMME.read_bytes())["rules"]
    members += [
        (words.translate("demo", "Promo code {code}").format(code=code), code)
        for rule in codes
        for condition in rule["conditions"]
        if condition["kind"] == "promo_code"
        for code in condition["codes"]
    ]
    members.append((words.translate("demo", "A blank card · {number}").format(number=BLANK_CARD), BLANK_CARD))
    people = [(person["name"], person["pin"]) for person in json.loads((SHOP / "users.json").read_bytes())]
    stage = WindowStage(home, words)

    def make() -> DemoWindow:
        window = DemoWindow(stage, words, goods(), members, people, home)
        stage.on_paper = window.paper
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: window.close())
        return window

    return run_demo_window(make, words)


class WindowStage:
    """The shop behind the demo's window, with the till in a process of its own (`ui.demo_window.Stage`)."""

    def __init__(self, home: Path, words: Words) -> None:
        self._words = words
        self._till: subprocess.Popen[bytes] | None = None
        #: Where the paper is shown; set before `open`.
        self.on_paper: Callable[[str, OnPaper], None] = lambda printer, thing: None
        self._shop = DemoShop(home, self._printed)

    def _printed(self, printer: str, thing: OnPaper) -> None:
        self.on_paper(printer, thing)

    def open(self, told: Callable[[str], None]) -> None:
        """Make the shop, or open the one that is there."""
        self._shop.open(self._words, told, {"ui": {"size": TILL_SIZE, "language": self._words.language}})

    def close(self) -> None:
        """End the till, the server and the devices."""
        if self._till is not None and self._till.poll() is None:
            self._till.terminate()
            try:
                self._till.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._till.kill()
                self._till.wait()
        self._shop.close()

    def scan(self, code: str) -> None:
        """Send a code through the serial scanner."""
        self._shop.scan(code)

    @property
    def printers(self) -> dict[str, PrinterSimulator]:
        """The simulated printers by name."""
        return self._shop.printers

    @property
    def server_running(self) -> bool:
        """Whether the server's process is there."""
        return self._shop.server.running

    @property
    def till_running(self) -> bool:
        """Whether the till's process is there."""
        return self._till is not None and self._till.poll() is None

    def start_server(self) -> None:
        """Start the server."""
        self._shop.server.start()

    def stop_server(self) -> None:
        """Stop it."""
        self._shop.server.stop()

    def start_till(self) -> None:
        """Start the till's window."""
        command = [*own_command(), "run"]
        self._till = subprocess.Popen(command, env=environment(self._shop.home), start_new_session=True)

    def compare(self) -> str:
        """Both ledgers side by side, in words."""
        return ledger.in_words(self.comparison(), self._words)

    def comparison(self) -> ledger.Comparison:
        """Both ledgers side by side."""
        places, settings = self._shop.places, self._shop.settings()
        return ledger.compare(places.till_folder(settings) / "till.db", places.server_database(settings))
