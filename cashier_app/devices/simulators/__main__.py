"""Simulated devices that behave like the hardware, to install and try a till without it.

    python -m cashier_app.devices.simulators printer --tcp 9100 --save /tmp/slips
    python -m cashier_app.devices.simulators printer --pty /tmp/printer --columns 32 --speed 15 --buffer 512
    python -m cashier_app.devices.simulators scanner --link /tmp/scanner
    python -m cashier_app.devices.simulators scale --link /tmp/scale
    python -m cashier_app.devices.simulators display --link /tmp/display
    python -m cashier_app.devices.simulators terminal --tcp 9200

Each tells its address, which belongs into the till's settings, and then obeys words typed into it: `help` tells them
(`!help` for the scanner, which sends whatever else is typed).
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from cashier_app.devices.simulators.console import Word, obey, say
from cashier_app.devices.simulators.mechanism import Fault
from cashier_app.devices.simulators.paper import Model, OnPaper, PaperCut, paper_picture, paper_text
from cashier_app.devices.simulators.printer import FONTS, PrinterSimulator
from cashier_app.devices.simulators.scale import Make, ScaleSimulator
from cashier_app.devices.simulators.scanner import ScannerSimulator
from cashier_app.devices.simulators.terminal import TerminalServer, Trouble, Wire
from cashier_app.devices.simulators.vfd import DisplaySimulator
from cashier_app.devices.tcp_terminal import Request


class Paper:
    """Shows the paper while it comes out, and keeps each slip as a picture and as text."""

    def __init__(self, columns: int, folder: Path | None) -> None:
        self._columns = columns
        self._folder = folder
        self._slip: list[OnPaper] = []
        self._count = 0
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def add(self, thing: OnPaper) -> None:
        """One more line, code or cut."""
        say(paper_text([thing], self._columns))
        self._slip.append(thing)
        if isinstance(thing, PaperCut):
            self._count += 1
            if self._folder is not None:
                base = self._folder / f"slip-{self._count:03}"
                base.with_suffix(".txt").write_text(paper_text(self._slip, self._columns), encoding="utf-8")
                paper_picture(self._slip, self._columns, FONTS).save(base.with_suffix(".png"))
            self._slip = []


def _announce(name: str, address: str, words: Sequence[Word], mark: str = "") -> None:
    say(f"{name} at {address}; {' | '.join(mark + word.name for word in words)} | {mark}help | {mark}quit\n")


def printer(options: argparse.Namespace) -> None:
    """Run a printer."""
    model = Model(
        columns=options.columns,
        lines_per_second=options.speed,
        lines=options.lines,
        buffer=options.buffer,
        process_id=options.confirms == "process_id",
        status=options.confirms != "none",
        drawer_sensor=options.drawer,
    )
    paper = Paper(options.columns, options.save)
    if options.pty is not None:
        device = PrinterSimulator.over_pty(options.pty, model, paper.add)
    else:
        device = PrinterSimulator.over_tcp(options.tcp, model, paper.add)

    def fault_at(text: str) -> None:
        where, _, fault = text.partition(" ")
        if fault not in get_args(Fault):
            raise ValueError(f"one of {', '.join(get_args(Fault))} happens at a byte, not {fault!r}")
        device.fault_at(int(where), fault)  # type: ignore[arg-type]

    words = (
        Word("cover", "open the cover: it stops at once", device.open_cover),
        Word("close", "close the cover: it goes on", device.close_cover),
        Word("nopaper", "the roll is out", device.remove_paper),
        Word("few", "ten lines are left on the roll", lambda: device.leave_paper(10)),
        Word("paper", "a new roll: what was begun is finished", device.load_paper),
        Word("off", "power off: its buffer is lost, the line is gone", device.power_off),
        Word("on", "power on: it starts empty", device.power_on),
        Word("mute", "it prints and answers nothing", device.mute),
        Word("speak", "it answers again", lambda: device.mute(False)),
        Word("stall", "it neither reads nor prints", device.stall),
        Word("go", "it reads and prints again", lambda: device.stall(False)),
        Word(
            "at",
            "let a fault happen N bytes from now: cut_off, stall, hang_up (FIN), reset (RST) …",
            fault_at,
            "N FAULT",
        ),
        Word("drawer", "open the drawer by its key", lambda: device.move_drawer(True)),
        Word("shut", "shut the drawer", lambda: device.move_drawer(False)),
    )
    _announce("printer", device.address, words)
    try:
        obey(words)
    finally:
        device.stop()


def scanner(options: argparse.Namespace) -> None:
    """Run a scanner."""
    device = ScannerSimulator(options.link, options.suffix.encode().decode("unicode_escape").encode("latin-1"))

    def split(text: str) -> None:
        code, at, pause = text.split()
        device.split(code, int(at), float(pause))

    words = (
        Word("burst", "send several codes in one breath", lambda text: device.burst(text.split()), "CODE…"),
        Word("split", "send one code in two pieces with a pause between", split, "CODE AT SECONDS"),
        Word(
            "raw",
            "send bytes given in hexadecimal, without the suffix",
            lambda text: device.send(bytes.fromhex(text)),
            "HEX",
        ),
        Word("unplug", "pull its cable", device.unplug),
        Word("plug", "put its cable back", device.plug),
    )
    _announce("scanner", device.address, words, "!")
    try:
        obey(words, device.scan, "!")
    finally:
        device.stop()


def scale(options: argparse.Namespace) -> None:
    """Run a scale."""
    make = Make(capacity=options.capacity, division=options.division, settle_seconds=options.settle, piece=3)
    device = ScaleSimulator(options.link, make)

    def put(text: str) -> None:
        device.put(int(text))

    words = (
        Word("put", "so many grams lie on it; the number alone does too", put, "GRAMS"),
        Word("tare", "what lies on it is the package", device.tare),
        Word("menu", "a menu is open: it does not weigh", lambda: device.error(0x09)),
        Word("broken", "its weighing module has failed", lambda: device.error(0x19)),
        Word("well", "it weighs again", lambda: device.error(0)),
        Word("mute", "switched off with its cable in", device.mute),
        Word("speak", "it answers again", lambda: device.mute(False)),
        Word(
            "garble",
            "the next answers: wrong checksum, half, noise, late",
            lambda: device.trouble("checksum", "half", "noise", "late"),
        ),
        Word("unplug", "pull its cable", device.unplug),
        Word("plug", "put its cable back", device.plug),
        Word("show", "its own display", lambda: say(f"{device.display()}   asked {device.asked} times\n")),
    )
    _announce("scale", device.address, words)
    try:
        obey(words, put)
    finally:
        device.stop()


def display(options: argparse.Namespace) -> None:
    """Run a two-line display."""
    edge = "+" + "-" * options.columns + "+"

    def show(lines: tuple[str, str]) -> None:
        say("\n".join((edge, f"|{lines[0]}|", f"|{lines[1]}|", edge, "")))

    device = DisplaySimulator(options.link, options.columns, options.encoding, show)
    words = (
        Word("unplug", "pull its cable: it goes dark", device.unplug),
        Word("plug", "put its cable back", device.plug),
        Word("stall", "it takes nothing any more", device.stall),
        Word("go", "it takes what comes again", lambda: device.stall(False)),
    )
    _announce("display", device.address, words)
    try:
        obey(words)
    finally:
        device.stop()


def terminal(options: argparse.Namespace) -> None:
    """Run a payment terminal."""
    troubles: deque[tuple[Trouble | None, Wire]] = deque()

    def fate(request: Request) -> tuple[Trouble | None, Wire]:
        return troubles.popleft() if troubles else (None, "")

    def tell(request: Request) -> None:
        say(f"{request.do} {request.id[-6:]} {request.kind} {request.amount / 100:.2f}\n")

    def next_one(trouble: Trouble | None, wire: Wire = "") -> None:
        troubles.append((trouble, wire))

    device = TerminalServer(options.tcp, fate, by_hand=not options.at_once, on_request=tell)

    def book() -> None:
        say("".join(f"{each[-6:]} {amount / 100:.2f}\n" for each, amount in device.book) or "empty\n")

    words = (
        Word("card", "the buyer who waits puts a card to it: approved", device.card),
        Word("refuse", "the bank refuses the card of the buyer who waits", lambda: device.card(False)),
        Word("lose", "the answer to the next request is lost after the deed", lambda: next_one("answer_lost")),
        Word("deaf", "the next request never arrives", lambda: next_one("request_lost")),
        Word("decline", "the next request is refused at once", lambda: next_one("declined")),
        Word("twice", "the next request arrives twice", lambda: next_one(None, "request_twice")),
        Word("repeat", "the next answer comes twice, after another's", lambda: next_one(None, "answer_twice")),
        Word("half", "half of the next answer comes", lambda: next_one(None, "half")),
        Word("late", "the next request is carried out after the till hung up", lambda: next_one(None, "late")),
        Word("off", "power off", device.switch_off),
        Word("on", "power on, its book as it was", device.switch_on),
        Word("book", "the money it has really moved, by payment", book),
    )
    _announce("terminal", device.address, words)
    try:
        obey(words)
    finally:
        device.stop()


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and run one device until `quit` or the end of the input."""
    parser = argparse.ArgumentParser(prog="python -m cashier_app.devices.simulators", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    devices = parser.add_subparsers(required=True, metavar="DEVICE")
    one = devices.add_parser("printer", help="an ESC/POS printer over TCP or on a serial port")
    where = one.add_mutually_exclusive_group()
    where.add_argument("--tcp", type=int, default=9100, help="port on 127.0.0.1 (0: a free one)")
    where.add_argument("--pty", type=Path, help="path of a serial port to make instead")
    one.add_argument("--columns", type=int, default=42, help="characters a line")
    one.add_argument("--speed", type=float, default=0, help="lines a second (0: at once)")
    one.add_argument("--lines", type=int, default=100_000, help="lines of paper on a roll")
    one.add_argument("--buffer", type=int, default=4096, help="bytes it takes in before it prints them")
    one.add_argument(
        "--confirms",
        choices=["process_id", "status", "none"],
        default="process_id",
        help="how it confirms: GS ( H and GS r, GS r alone, or not at all",
    )
    one.add_argument(
        "--drawer", choices=["none", "high", "low"], default="none", help="level of pin 3 while its drawer is open"
    )
    one.add_argument("--save", type=Path, help="folder for each slip as a picture and as text")
    one.set_defaults(run=printer)
    two = devices.add_parser("scanner", help="a scanner on a serial port")
    two.add_argument("--link", type=Path, required=True, help="path of the serial port to make")
    two.add_argument("--suffix", default="\\r", help="what follows a code (\\r)")
    two.set_defaults(run=scanner)
    three = devices.add_parser("scale", help="a Massa-K scale by protocol 100 on a serial port")
    three.add_argument("--link", type=Path, required=True, help="path of the serial port to make")
    three.add_argument("--capacity", type=int, default=15_000, help="grams it can carry")
    three.add_argument("--division", type=int, default=5, help="grams of its smallest step")
    three.add_argument("--settle", type=float, default=1.0, help="seconds until a load stands still")
    three.set_defaults(run=scale)
    four = devices.add_parser("display", help="a two-line customer display (VFD) on a serial port")
    four.add_argument("--link", type=Path, required=True, help="path of the serial port to make")
    four.add_argument("--columns", type=int, default=20, help="characters a line")
    four.add_argument("--encoding", default="cp866", help="its code page")
    four.set_defaults(run=display)
    five = devices.add_parser("terminal", help="a payment terminal; devices/tcp_terminal.py tells its protocol")
    five.add_argument("--tcp", type=int, default=9200, help="port on 127.0.0.1 (0: a free one)")
    five.add_argument("--at-once", action="store_true", help="approve at once, without the word `card`")
    five.set_defaults(run=terminal)
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except OSError as error:
        say(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
