"""Simulated devices from the command line, to try a till without hardware.

    python -m cashier_app.devices.simulators printer --tcp 9100 --save /tmp/slips
    python -m cashier_app.devices.simulators printer --pty /tmp/printer --columns 32
    python -m cashier_app.devices.simulators scanner --link /tmp/scanner
    python -m cashier_app.devices.simulators scale --link /tmp/scale
    python -m cashier_app.devices.simulators display --link /tmp/display
    python -m cashier_app.devices.simulators terminal --tcp 9200

The printer shows its paper as it prints and obeys words typed into it; the scanner sends what is typed; a number
typed into the scale is the grams on its platform.
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path

from cashier_app.devices.simulators.paper import Model, OnPaper, PaperCut, paper_picture, paper_text
from cashier_app.devices.simulators.printer import FONTS, PrinterSimulator
from cashier_app.devices.simulators.scale import Make, ScaleSimulator
from cashier_app.devices.simulators.scanner import ScannerSimulator
from cashier_app.devices.simulators.terminal import TerminalServer, Trouble, Wire
from cashier_app.devices.simulators.vfd import DisplaySimulator
from cashier_app.devices.tcp_terminal import Request

PRINTER_WORDS = "cover | close | nopaper | few | paper | off | on | mute | speak | stall | go | quit"
SCALE_WORDS = "grams | tare | menu | broken | well | mute | speak | garble | unplug | plug | quit"
DISPLAY_WORDS = "unplug | plug | stall | go | quit"
TERMINAL_WORDS = (
    "card | refuse (of the buyer who waits) | lose | deaf | decline | twice | repeat | half | late (of the next "
    "request) | off | on | book | quit"
)
SCANNER_WORDS = "a code to scan; !unplug, !plug, !quit"


def say(text: str) -> None:
    """Show a text at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


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


def printer(options: argparse.Namespace) -> int:
    """Run a printer until `quit` or the end of the input."""
    model = Model(columns=options.columns, lines_per_second=options.speed, lines=options.lines)
    paper = Paper(options.columns, options.save)
    if options.pty is not None:
        device = PrinterSimulator.over_pty(options.pty, model, paper.add)
    else:
        device = PrinterSimulator.over_tcp(options.tcp, model, paper.add)
    deeds: dict[str, Callable[[], None]] = {
        "cover": device.open_cover,
        "close": device.close_cover,
        "nopaper": device.remove_paper,
        "few": lambda: device.leave_paper(10),
        "paper": device.load_paper,
        "off": device.power_off,
        "on": device.power_on,
        "mute": device.mute,
        "speak": lambda: device.mute(False),
        "stall": device.stall,
        "go": lambda: device.stall(False),
    }
    say(f"printer at {device.address}; {PRINTER_WORDS}\n")
    try:
        for line in sys.stdin:
            word = line.strip()
            if word == "quit":
                break
            if word in deeds:
                deeds[word]()
            elif word:
                say(f"{word!r} is not one of {PRINTER_WORDS}\n")
    except KeyboardInterrupt:
        pass
    finally:
        device.stop()
    return 0


def scanner(options: argparse.Namespace) -> int:
    """Run a scanner until `!quit` or the end of the input."""
    device = ScannerSimulator(options.link, options.suffix.encode().decode("unicode_escape").encode("latin-1"))
    say(f"scanner at {device.address}; {SCANNER_WORDS}\n")
    try:
        for line in sys.stdin:
            word = line.rstrip("\r\n")
            if word == "!quit":
                break
            if word == "!unplug":
                device.unplug()
            elif word == "!plug":
                device.plug()
            elif word:
                try:
                    device.scan(word)
                except OSError as error:
                    say(f"{error}\n")
    except KeyboardInterrupt:
        pass
    finally:
        device.stop()
    return 0


def scale(options: argparse.Namespace) -> int:
    """Run a scale until `quit` or the end of the input."""
    make = Make(capacity=options.capacity, division=options.division, settle_seconds=options.settle, piece=3)
    device = ScaleSimulator(options.link, make)
    deeds: dict[str, Callable[[], None]] = {
        "tare": device.tare,
        "menu": lambda: device.error(0x09),
        "broken": lambda: device.error(0x19),
        "well": lambda: device.error(0),
        "mute": device.mute,
        "speak": lambda: device.mute(False),
        "garble": lambda: device.trouble("checksum", "half", "noise", "late"),
        "unplug": device.unplug,
        "plug": device.plug,
    }
    say(f"scale at {device.address}; {SCALE_WORDS}\n")
    try:
        for line in sys.stdin:
            word = line.strip()
            if word == "quit":
                break
            if word.lstrip("-").isdecimal():
                device.put(int(word))
            elif word in deeds:
                deeds[word]()
            elif word:
                say(f"{word!r} is not one of {SCALE_WORDS}\n")
            say(f"{device.display()}   asked {device.asked} times\n")
    except KeyboardInterrupt:
        pass
    finally:
        device.stop()
    return 0


def display(options: argparse.Namespace) -> int:
    """Run a two-line display until `quit` or the end of the input."""
    edge = "+" + "-" * options.columns + "+"

    def show(lines: tuple[str, str]) -> None:
        say("\n".join((edge, f"|{lines[0]}|", f"|{lines[1]}|", edge, "")))

    device = DisplaySimulator(options.link, options.columns, options.encoding, show)
    deeds: dict[str, Callable[[], None]] = {
        "unplug": device.unplug,
        "plug": device.plug,
        "stall": device.stall,
        "go": lambda: device.stall(False),
    }
    say(f"display at {device.address}; {DISPLAY_WORDS}\n")
    try:
        for line in sys.stdin:
            word = line.strip()
            if word == "quit":
                break
            if word in deeds:
                deeds[word]()
            elif word:
                say(f"{word!r} is not one of {DISPLAY_WORDS}\n")
    except KeyboardInterrupt:
        pass
    finally:
        device.stop()
    return 0


def terminal(options: argparse.Namespace) -> int:
    """Run a payment terminal until `quit` or the end of the input."""
    troubles: deque[tuple[Trouble | None, Wire]] = deque()

    def fate(request: Request) -> tuple[Trouble | None, Wire]:
        return troubles.popleft() if troubles else (None, "")

    def tell(request: Request) -> None:
        say(f"{request.do} {request.id[-6:]} {request.kind} {request.amount / 100:.2f}\n")

    device = TerminalServer(options.tcp, fate, by_hand=not options.at_once, on_request=tell)
    deeds: dict[str, Callable[[], None]] = {
        "card": device.card,
        "refuse": lambda: device.card(False),
        "lose": lambda: troubles.append(("answer_lost", "")),
        "deaf": lambda: troubles.append(("request_lost", "")),
        "decline": lambda: troubles.append(("declined", "")),
        "twice": lambda: troubles.append((None, "request_twice")),
        "repeat": lambda: troubles.append((None, "answer_twice")),
        "half": lambda: troubles.append((None, "half")),
        "late": lambda: troubles.append((None, "late")),
        "off": device.switch_off,
        "on": device.switch_on,
        "book": lambda: say("".join(f"{each[-6:]} {amount / 100:.2f}\n" for each, amount in device.book) or "empty\n"),
    }
    say(f"terminal at {device.address}; {TERMINAL_WORDS}\n")
    try:
        for line in sys.stdin:
            word = line.strip()
            if word == "quit":
                break
            if word in deeds:
                deeds[word]()
            elif word:
                say(f"{word!r} is not one of {TERMINAL_WORDS}\n")
    except KeyboardInterrupt:
        pass
    finally:
        device.stop()
    return 0


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and run one device."""
    parser = argparse.ArgumentParser(prog="python -m cashier_app.devices.simulators", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    devices = parser.add_subparsers(required=True)
    one = devices.add_parser("printer", help="an ESC/POS printer")
    where = one.add_mutually_exclusive_group()
    where.add_argument("--tcp", type=int, default=9100, help="port on 127.0.0.1 (0: a free one)")
    where.add_argument("--pty", type=Path, help="path of a serial port to make instead")
    one.add_argument("--columns", type=int, default=42, help="characters a line")
    one.add_argument("--speed", type=float, default=0, help="lines a second (0: at once)")
    one.add_argument("--lines", type=int, default=100_000, help="lines of paper on a roll")
    one.add_argument("--save", type=Path, help="folder for each slip as a picture and as text")
    one.set_defaults(run=printer)
    two = devices.add_parser("scanner", help="a serial scanner")
    two.add_argument("--link", type=Path, required=True, help="path of the serial port to make")
    two.add_argument("--suffix", default="\\r", help="what follows a code (\\r)")
    two.set_defaults(run=scanner)
    three = devices.add_parser("scale", help="a Massa-K scale by protocol 100")
    three.add_argument("--link", type=Path, required=True, help="path of the serial port to make")
    three.add_argument("--capacity", type=int, default=15_000, help="grams it can carry")
    three.add_argument("--division", type=int, default=5, help="grams of its smallest step")
    three.add_argument("--settle", type=float, default=1.0, help="seconds until a load stands still")
    three.set_defaults(run=scale)
    four = devices.add_parser("display", help="a two-line customer display (VFD)")
    four.add_argument("--link", type=Path, required=True, help="path of the serial port to make")
    four.add_argument("--columns", type=int, default=20, help="characters a line")
    four.add_argument("--encoding", default="cp866", help="its code page")
    four.set_defaults(run=display)
    five = devices.add_parser("terminal", help="a payment terminal by the protocol of devices/tcp_terminal.py")
    five.add_argument("--tcp", type=int, default=9200, help="port on 127.0.0.1 (0: a free one)")
    five.add_argument("--at-once", action="store_true", help="approve at once, without the word `card`")
    five.set_defaults(run=terminal)
    options = parser.parse_args(arguments)
    return int(options.run(options))


if __name__ == "__main__":
    sys.exit(main())
