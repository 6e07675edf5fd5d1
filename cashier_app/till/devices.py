"""The devices of a till, each with its standing in words and figures, for the screen on which they are set up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

import msgspec

from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.core.words import Words
from cashier_app.devices.counter_words import display_words, scale_words, terminal_words, weight_words
from cashier_app.devices.explain import printer_words, scanner_words
from cashier_app.till.diagnosing import Fact, Finding, Standing, printer_finding, shown_code

if TYPE_CHECKING:
    from cashier_app.config import Printer, Settings
    from cashier_app.devices.customer_display import DisplayStatus
    from cashier_app.devices.printing import PrinterStatus
    from cashier_app.devices.scales import ScaleStatus, Weight
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.scanners import ScannerView
    from cashier_app.devices.terminal_worker import TerminalStatus

Kind: TypeAlias = Literal["printer", "drawer", "scanner", "wedge", "scale", "display", "window", "terminal"]


class Device(msgspec.Struct, frozen=True):
    """One device: its key in a list, what it is, its name, how it stands; `place` is its section in the file."""

    key: str
    kind: Kind
    name: str
    finding: Finding
    place: str = ""

    @property
    def set(self) -> bool:
        """Whether the settings name it."""
        return bool(self.place)


class News(Protocol):
    """What the devices have said last (`ui.surroundings.Surroundings`)."""

    @property
    def scanners(self) -> tuple[ScannerView, ...]:
        """Scanners on serial ports."""

    @property
    def last_scan(self) -> Scan | None:
        """What was read last."""

    @property
    def scale(self) -> ScaleStatus | None:
        """The scale."""

    @property
    def weight(self) -> Weight | None:
        """What lies on it."""

    @property
    def display(self) -> DisplayStatus | None:
        """The two-line display."""

    @property
    def buyer_screen(self) -> bool | None:
        """Whether the screen of the buyer's window is there."""

    @property
    def terminal(self) -> TerminalStatus | None:
        """The payment terminal, where the till asks it by itself."""


def devices(settings: Settings, news: News, printers: Mapping[str, PrinterStatus], words: Words) -> tuple[Device, ...]:
    """Every device that is set, and an empty place for each kind that is not, in the order of the counter."""
    return (
        *_printers(settings.printers, printers, words),
        _drawer(settings.printers, printers, words),
        *_scanners(settings, news.scanners, words),
        _wedge(settings, news.last_scan, words),
        _scale(settings, news, words),
        _display(settings, news.display, words),
        _window(settings, news.buyer_screen, words),
        _terminal(settings, news.terminal, words),
    )


# --- printers and the drawer ---------------------------------------------------------------------------------


def _printers(printers: Sequence[Printer], statuses: Mapping[str, PrinterStatus], words: Words) -> Iterator[Device]:
    title = words.translate("setup", "Receipt printer")
    if not printers:
        text = words.translate("setup", "No printer: nothing is printed")
        yield Device("printer:", "printer", title, Finding("off", text, _how_to_find(words), ()))
    for number, printer in enumerate(printers):
        name = _named(title, printer.name if len(printers) > 1 else "", words)
        yield Device(
            f"printer:{number}",
            "printer",
            name,
            _printer_finding(printer, statuses.get(printer.name), words),
            f"printers[{number}]",
        )


def _printer_finding(printer: Printer, status: PrinterStatus | None, words: Words) -> Finding:
    from cashier_app.devices.printing import PrinterStatus

    finding = printer_finding(status or PrinterStatus(), printer, words)
    model = printer.profile or words.translate("setup", "not chosen")
    paper = words.translate("setup", "{paper} mm, {columns} signs a line").format(
        paper=printer.paper, columns=printer.columns
    )
    facts = (
        (words.translate("setup", "Name"), printer.name),
        (words.translate("setup", "Connection"), f"{printer.transport} · {printer.address}"),
        (words.translate("setup", "Model"), model),
        (words.translate("setup", "Paper"), paper),
        (words.translate("setup", "Letters"), f"{printer.encoding} · ESC t {printer.code_page}"),
    )
    return msgspec.structs.replace(finding, facts=facts)


def _drawer(printers: Sequence[Printer], statuses: Mapping[str, PrinterStatus], words: Words) -> Device:
    title = words.translate("setup", "Cash drawer")
    number, printer = next(((n, each) for n, each in enumerate(printers) if each.drawer_pin), (-1, None))
    if printer is None:
        text = words.translate("setup", "No printer opens a drawer")
        way_out = words.translate("setup", "A drawer hangs on a printer by its own cable; its pin is chosen here")
        return Device("drawer", "drawer", title, Finding("off", text, way_out, ()), "printers[0]" if printers else "")
    facts: tuple[Fact, ...] = (
        (words.translate("setup", "Printer"), printer.name),
        (words.translate("setup", "Pin of the pulse"), str(printer.drawer_pin)),
    )
    status = statuses.get(printer.name)
    if status is None or status.state == "unknown":
        text = words.translate("setup", "Its printer has not been heard yet")
        finding = Finding("warning", text, "", facts)
    elif status.cause or status.state == "down":
        text, way_out = printer_words(status, words)
        finding = Finding("error", text, way_out, facts)
    else:
        text = words.translate("setup", "Its printer is ready to open it")
        finding = Finding("good", text, words.translate("setup", "Whether a drawer hangs on it, a test shows"), facts)
    return Device("drawer", "drawer", title, finding, f"printers[{number}]")


# --- scanners ------------------------------------------------------------------------------------------------


def _scanners(settings: Settings, views: Sequence[ScannerView], words: Words) -> Iterator[Device]:
    from cashier_app.config import scanner_places, scanner_ports

    title = words.translate("setup", "Scanner")
    for number, view in enumerate(views):
        text, way_out = scanner_words(view.status, words)
        facts = (
            (words.translate("setup", "Port"), view.address),
            (words.translate("setup", "Scans"), str(view.scans)),
        )
        name = _named(title, view.name if view.name != view.address else "", words)
        yield Device(
            f"scanner:{number}",
            "scanner",
            name,
            Finding(_standing(view.status.state), text, way_out, facts),
            view.place or (scanner_places(settings) or ("",))[0],
        )
    heard = {view.place for view in views}
    for place, port in zip(scanner_places(settings), scanner_ports(settings), strict=True):
        if place not in heard and (port.port.startswith(("auto", "usb:")) or not views):
            text = words.translate("setup", "No such scanner is plugged in")
            way_out = words.translate("setup", "Plug it in: it is taken up by itself")
            name = _named(title, port.name, words)
            where = (words.translate("setup", "Port"), port.port)
            yield Device(f"scanner:{place}", "scanner", name, Finding("warning", text, way_out, (where,)), place)
    if not scanner_ports(settings):
        text = words.translate("setup", "No scanner has a port of its own")
        yield Device("scanner:", "scanner", title, Finding("off", text, _how_to_find(words), ()))


def _wedge(settings: Settings, last: Scan | None, words: Words) -> Device:
    """Scanners that type: they cannot be found, only heard."""
    scanner, title = settings.scanner, words.translate("setup", "Scanner that types")
    facts: list[Fact] = [
        (words.translate("setup", "Before a code"), scanner.wedge_prefix or "—"),
        (words.translate("setup", "After a code"), scanner.wedge_suffix),
        (
            words.translate("setup", "Longest pause"),
            words.translate("setup", "{count} ms").format(count=scanner.wedge_key_ms),
        ),
    ]
    if not scanner.wedge:
        text = words.translate("setup", "Scanners that type like a keyboard are not heard")
        return Device("wedge", "wedge", title, Finding("off", text, "", tuple(facts)), "scanner")
    if last is not None and last.source == "wedge":
        facts.append((words.translate("setup", "Last scan"), shown_code(last.text)))
        text = words.translate("setup", "It has been heard")
        return Device("wedge", "wedge", title, Finding("good", text, "", tuple(facts)), "scanner")
    text = words.translate("setup", "Not heard since the start")
    way_out = words.translate("setup", "It needs no port: scan any code to see whether it is heard")
    return Device("wedge", "wedge", title, Finding("off", text, way_out, tuple(facts)), "scanner")


# --- scale, displays, terminal -------------------------------------------------------------------------------


def _scale(settings: Settings, news: News, words: Words) -> Device:
    title, scale, status = words.translate("setup", "Scale"), settings.scale, news.scale
    if not scale.port or status is None:
        text = words.translate("setup", "None: weights are typed")
        return Device("scale", "scale", title, Finding("off", text, _how_to_find(words), ()))
    text, way_out = scale_words(status, words)
    parity = {
        "none": words.translate("setup", "no parity"),
        "even": words.translate("setup", "even parity"),
        "odd": words.translate("setup", "odd parity"),
    }[scale.parity]
    facts = (
        (words.translate("setup", "Port"), scale.port),
        (words.translate("setup", "Speed"), f"{scale.baud} · {parity}"),
    )
    return Device("scale", "scale", title, Finding(_standing(status.state), text, way_out, facts), "scale")


def weight_figure(news: News, words: Words) -> tuple[str, str]:
    """The weight as it is now, large, and what is to be said of it; two empty texts where the scale is silent."""
    weight = news.weight
    if news.scale is None or weight is None:
        return "", ""
    figure = format_scaled(weight.net, 3, words.decimal_mark, trim=False)
    said = weight_words(weight, news.scale, words)[0] or words.translate("setup", "The weight stands still")
    unit = words.translate("setup", "kg")
    return f"{figure}{NO_BREAK_SPACE}{unit}", said


def _display(settings: Settings, status: DisplayStatus | None, words: Words) -> Device:
    title, display = words.translate("setup", "Buyer's display"), settings.display
    if not display.port or status is None:
        text = words.translate("setup", "No display of two lines is set")
        return Device("display", "display", title, Finding("off", text, _how_to_find(words), ()))
    text, way_out = display_words(status, words)
    page = f"{display.encoding} · ESC t {display.code_page}" if display.code_page >= 0 else display.encoding
    facts = (
        (words.translate("setup", "Port"), display.port),
        (words.translate("setup", "Speed"), str(display.baud)),
        (words.translate("setup", "Commands"), display.dialect),
        (words.translate("setup", "Letters"), page),
    )
    return Device("display", "display", title, Finding(_standing(status.state), text, way_out, facts), "display")


def _window(settings: Settings, there: bool | None, words: Words) -> Device:
    display, title = settings.display, words.translate("setup", "Buyer's screen")
    if not display.window:
        text = words.translate("setup", "None: the buyer has no screen of her own")
        return Device("window", "window", title, Finding("off", text, "", ()))
    facts = ((words.translate("setup", "Screen"), str(display.screen)),)
    if there:
        finding = Finding("good", words.translate("setup", "The buyer's screen is at work"), "", facts)
    else:
        text = words.translate("setup", "There is no such screen")
        way_out = words.translate("setup", "Plug it in and switch it on: the window comes by itself")
        finding = Finding("error", text, way_out, facts)
    return Device("window", "window", title, finding, "display")


def _terminal(settings: Settings, status: TerminalStatus | None, words: Words) -> Device:
    if settings.terminal.driver != "manual" and status is not None:
        text, way_out = terminal_words(status, words)
        facts = (
            (words.translate("setup", "Driver"), settings.terminal.driver),
            (words.translate("setup", "Address"), settings.terminal.address),
        )
        finding = Finding(_standing(status.state), text, way_out, facts)
        return Device("terminal", "terminal", words.translate("setup", "Payment terminal"), finding, "terminal")
    text = words.translate("setup", "Not connected with the till")
    way_out = words.translate("setup", "It stands beside the till: the cashier types what its slip says")
    title = words.translate("setup", "Payment terminal")
    return Device("terminal", "terminal", title, Finding("off", text, way_out, ()))


def _standing(state: str) -> Standing:
    """Of a port that is watched: `ready`, `down`, or not known yet."""
    if state == "ready":
        return "good"
    return "error" if state == "down" else "warning"


def _named(title: str, name: str, words: Words) -> str:
    return words.translate("setup", "{device} “{name}”").format(device=title, name=name) if name else title


def _how_to_find(words: Words) -> str:
    return words.translate("setup", "Plug it in, then touch “Find”")
