"""The devices that the settings name, each asked on its own port what it says of itself; nothing is printed."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.config import Printer, Scale, Settings, Terminal
from cashier_app.core.clock import Clock, Instant
from cashier_app.core.ids import new_id
from cashier_app.core.number import format_scaled
from cashier_app.core.words import Words
from cashier_app.devices.counter_words import drawer_words, scale_words, terminal_words, weight_words
from cashier_app.devices.drawer import DrawerStatus, DrawerWatch
from cashier_app.devices.printing import Cause, JobState, PrinterStatus, PrintJob
from cashier_app.devices.scales import Weight
from cashier_app.devices.scanners import ScannerSpec
from cashier_app.devices.serial_ports import SerialPort, serial_ports
from cashier_app.devices.terminal_worker import tried
from cashier_app.till.diagnosing import Fact, Finding, printer_finding
from cashier_app.till.doctor.examination import Examined, found

#: How long a device has to say something (seconds); a scale is found anew within one.
_PATIENCE_S: Final = 4.0


def look(settings: Settings, running: bool, clock: Clock, words: Words) -> list[Examined]:
    """Printers, scanners, scale and display; `running`: a till holds them, and they are left alone."""
    things = [
        Examined(
            f"printer:{printer.name}",
            words.translate("doctor", "Printer {name}").format(name=printer.name),
            _held(_printer_facts(printer, words), words) if running else _printer(printer, clock, words),
        )
        for printer in settings.printers
    ]
    if not settings.printers:
        things.append(Examined("printer", words.translate("doctor", "Printer"), printer_finding(None, None, words)))
    ports = serial_ports()
    things.append(Examined("scanners", words.translate("doctor", "Scanners"), _scanners(settings, ports, words)))
    if settings.scale.port:
        facts = _port_facts(settings.scale.port, words)
        finding = _held(facts, words) if running else _scale(settings.scale, words)
        things.append(Examined("scale", words.translate("doctor", "Scale"), finding))
    if settings.display.port:
        things.append(
            Examined(
                "display", words.translate("doctor", "Buyer's display"), _display(settings.display.port, ports, words)
            )
        )
    if settings.terminal.driver != "manual":
        finding = _terminal(settings.terminal, words)
        things.append(Examined("terminal", words.translate("doctor", "Payment terminal"), finding))
    return things


def _held(facts: Sequence[Fact], words: Words) -> Finding:
    text = words.translate("doctor", "The till that runs here uses it")
    way_out = words.translate("doctor", "See Diagnosis in the till, or close the till and ask again")
    return found("off", text, way_out, facts)


# --- printers ----------------------------------------------------------------------------------------------


class _NothingToPrint:
    """A queue without jobs (`devices.printing.PrintQueue`)."""

    def next_due(self, now: Instant) -> PrintJob | None:
        """None."""

    def claim(self, job_id: int, now: Instant) -> bool:
        """Never."""
        return False

    def mark(self, job_id: int, state: JobState, cause: Cause, now: Instant) -> bool:
        """Nothing is kept."""
        return False


class _Ear:
    """Hears when a printer has said how it stands (`devices.printing.PrinterListener`)."""

    def __init__(self) -> None:
        self.heard = threading.Event()

    def printer_changed(self, status: PrinterStatus) -> None:
        """Ready, or down for a reason."""
        if status.state in ("ready", "down"):
            self.heard.set()

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        """There are no jobs."""


def _printer(printer: Printer, clock: Clock, words: Words) -> Finding:
    """What the printer answers to the questions that the till asks before every slip."""
    from cashier_app.devices.printer_worker import PrinterWorker, Timing
    from cashier_app.devices.transports import make_transport

    ear = _Ear()
    drawer = DrawerWatch(printer.drawer_sensor, lambda status: None, time.monotonic)
    timing = Timing(status_ms=printer.status_timeout_ms, write_ms=printer.write_timeout_ms)
    worker = PrinterWorker(
        lambda: make_transport(printer),
        _NothingToPrint(),
        lambda job: b"",
        clock,
        ear,
        confirmation=printer.confirmation,
        near_end=printer.near_end,
        drawer=drawer,
        timing=timing,
        name=f"doctor-{printer.name}",
    )
    worker.start()
    ear.heard.wait(_PATIENCE_S)
    status = worker.status
    worker.stop()
    finding = printer_finding(status, printer, words)
    if printer.drawer_sensor == "none":
        return finding
    return msgspec.structs.replace(finding, facts=(*finding.facts, _drawer_fact(drawer.status, words)))


def _printer_facts(printer: Printer, words: Words) -> Sequence[Fact]:
    return printer_finding(PrinterStatus(), printer, words).facts


# --- scanners ----------------------------------------------------------------------------------------------


def _scanners(settings: Settings, ports: Sequence[SerialPort], words: Words) -> Finding:
    """Whether the scanners that are named are plugged in; what else is on serial ports."""
    named = [port for port in (settings.scanner.port, *(each.port for each in settings.scanners)) if port]
    facts: list[Fact] = [(words.translate("doctor", "Port"), port.device + f" · {port.title}") for port in ports]
    if settings.scanner.wedge:
        facts.append((words.translate("doctor", "Keyboard scanners"), words.translate("doctor", "are heard")))
    if not named:
        text = words.translate("doctor", "None is set on a serial port")
        return found("good" if settings.scanner.wedge else "warning", text, "", facts)
    missing = [port for port in named if not _is_there(ScannerSpec(port=port), ports)]
    if missing:
        text = words.translate("doctor", "{ports}: no such scanner is plugged in").format(ports=", ".join(missing))
        return found(
            "error", text, words.translate("doctor", "Plug it in, or choose the port that is listed here"), facts
        )
    return found("good", words.translate("doctor", "Plugged in: {ports}").format(ports=", ".join(named)), "", facts)


def _is_there(spec: ScannerSpec, ports: Sequence[SerialPort]) -> bool:
    if spec.found:
        return any(spec.fits(port) for port in ports)
    return _has_port(spec.port, ports)


def _has_port(name: str, ports: Sequence[SerialPort]) -> bool:
    return Path(name).exists() or any(port.device.lower() == name.lower() for port in ports)


# --- scale and display -------------------------------------------------------------------------------------


def _scale(settings: Scale, words: Words) -> Finding:
    """Whether the scale answers, and what lies on it."""
    from cashier_app.devices.serial_scale import make_scale

    heard = threading.Event()

    def weighed(weight: Weight | None) -> None:
        if weight is not None:
            heard.set()

    scale = make_scale(settings, weighed, lambda status: None)
    scale.start()
    heard.wait(_PATIENCE_S)
    test = scale.look()
    scale.stop()
    text, way_out = scale_words(test.status, words)
    facts = list(_port_facts(settings.port, words))
    facts += [
        (words.translate("doctor", "Answers"), str(test.answers)),
        (words.translate("doctor", "Broken answers"), str(test.broken)),
    ]
    if test.weight is not None:
        weight = format_scaled(test.weight.net, 3, words.decimal_mark)
        facts.append(
            (words.translate("doctor", "On it"), words.translate("doctor", "{weight} kg").format(weight=weight))
        )
        if test.weight.trouble:
            text, way_out = weight_words(test.weight, test.status, words)
            return found("error", text, way_out, facts)
    ready = test.status.state == "ready"
    if ready and test.broken:
        text = words.translate("doctor", "The scale answers, and some answers arrive broken")
        return found("warning", text, words.translate("doctor", "Check the cable, its speed and its parity"), facts)
    return found("good" if ready else "error", text, way_out, facts)


def _display(port: str, ports: Sequence[SerialPort], words: Words) -> Finding:
    """Whether its port is there: it never answers."""
    facts = _port_facts(port, words)
    if _has_port(port, ports):
        return found("good", words.translate("doctor", "Its port is there; such a display never answers"), "", facts)
    text = words.translate("doctor", "Its port is not there")
    return found("error", text, words.translate("doctor", "Plug it in; selling goes on without it"), facts)


def _terminal(settings: Terminal, words: Words) -> Finding:
    """Whether the payment terminal answers, asked about a payment that never was."""
    from cashier_app.devices.tcp_terminal import make_terminal

    status = tried(make_terminal(settings), new_id())
    text, way_out = terminal_words(status, words)
    facts = [(words.translate("doctor", "Address"), settings.address)]
    return found("good" if status.state == "ready" else "error", text, way_out, facts)


def _drawer_fact(status: DrawerStatus, words: Words) -> Fact:
    return words.translate("doctor", "Cash drawer"), drawer_words(status, words)[0]


def _port_facts(port: str, words: Words) -> Sequence[Fact]:
    return [(words.translate("doctor", "Port"), port)]
