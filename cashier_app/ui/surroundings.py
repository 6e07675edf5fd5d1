"""What stands around the till, as lamps and diagnoses show it: the server, the scanner, the printer.

Whoever wires the devices sets what they report, on the GUI thread, and puts what can be asked of
them into the calls; screens read it and hear of changes by `changed`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from cashier_app.till.update_news import News

if TYPE_CHECKING:
    from cashier_app.devices.customer_display import DisplayStatus
    from cashier_app.devices.drawer import DrawerStatus
    from cashier_app.devices.printing import PrinterStatus
    from cashier_app.devices.scales import ScaleStatus, Weight
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.scanners import Scanners, ScannerView
    from cashier_app.devices.serial_scanner import ScannerStatus
    from cashier_app.devices.terminal_worker import TerminalStatus
    from cashier_app.logs import Crash
    from cashier_app.sync.state import SyncState


def _nothing() -> None:
    """What is asked of something that is not there."""


class Surroundings(QObject):
    """The last news of everything that is not the till itself."""

    changed = Signal()
    #: The scale says something else; it does so several times a second while goods are put on it.
    weighed = Signal()
    #: The wired terminal has said something of the payment with this id, or has not answered.
    terminal_said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        #: None: the till works without a server, a printer, a scanner on a serial port.
        self.sync: SyncState | None = None
        self.printer: PrinterStatus | None = None
        #: Every printer by its name, in the order of the settings; `printer` is the first of them.
        self.printers: dict[str, PrinterStatus] = {}
        self.scanner: ScannerStatus | None = None
        #: Each scanner on a serial port by itself; `scanner` is the worst of them.
        self.scanners: tuple[ScannerView, ...] = ()
        #: Those scanners, for whoever wants to hear raw bytes; None: there are none.
        self.scanner_ports: Scanners | None = None
        self.last_scan: Scan | None = None
        self.scale: ScaleStatus | None = None
        self.weight: Weight | None = None
        #: What lies on the scale has been sold by its weight, and nothing has moved since.
        self.weighed_already = False
        self.display: DisplayStatus | None = None
        self.terminal: TerminalStatus | None = None
        #: None: no drawer has a switch.
        self.drawer: DrawerStatus | None = None
        #: Whether the screen of the buyer's window is there; None: there is no such window.
        self.buyer_screen: bool | None = None
        #: Whether the server knows this till.
        self.paired = False
        #: How the run before this one ended, where it did not end by itself.
        self.crash: Crash | None = None
        self.log_file: Path | None = None
        #: Ask the server at once; look at the printer and its queue at once.
        self.sync_now: Callable[[], None] = _nothing
        self.wake_printer: Callable[[], None] = _nothing
        #: Show every letter on the buyer's display of two lines.
        self.try_display: Callable[[], None] = _nothing
        #: How it stands with newer versions of the program.
        self.update = News()
        #: Put the version that is ready in now, which ends the program and starts it again.
        self.put_update_in: Callable[[], None] = _nothing
        #: Leave the program in order.
        self.quit: Callable[[], None] = _nothing

    def set_update(self, news: News) -> None:
        """How it stands with newer versions."""
        self.update = news
        self.changed.emit()

    def forget(self) -> None:
        """Nothing is wired any more: another till comes with its own devices."""
        self.sync = self.printer = self.scanner = self.scale = self.weight = None
        self.display = self.terminal = self.drawer = self.buyer_screen = self.scanner_ports = None
        self.printers.clear()
        self.scanners = ()
        self.weighed_already = self.paired = False
        self.sync_now = self.wake_printer = self.try_display = _nothing
        self.changed.emit()

    def set_sync(self, state: SyncState | None) -> None:
        """The sync worker's news."""
        self.sync = state
        self.changed.emit()

    def set_printer(self, status: PrinterStatus | None, name: str = "") -> None:
        """A printer worker's news; without a name, of the only one."""
        if status is None:
            self.printers.clear()
        else:
            self.printers[name] = status
        self.printer = next(iter(self.printers.values()), None)
        self.changed.emit()

    def set_scanners(self, views: tuple[ScannerView, ...]) -> None:
        """The serial scanners' news."""
        from cashier_app.devices.scanners import overall

        self.scanners = views
        self.scanner = overall(views)
        self.changed.emit()

    def set_scale(self, status: ScaleStatus | None) -> None:
        """The scale's news."""
        self.scale = status
        self.changed.emit()
        self.weighed.emit()

    def set_drawer(self, status: DrawerStatus | None) -> None:
        """The drawer was opened or shut."""
        self.drawer = status
        self.changed.emit()

    def set_terminal(self, status: TerminalStatus | None) -> None:
        """The wired terminal's news; None: a person reads its slips."""
        self.terminal = status
        self.changed.emit()

    def set_display(self, status: DisplayStatus | None) -> None:
        """The two-line display's news."""
        self.display = status
        self.changed.emit()

    def set_buyer_screen(self, there: bool | None) -> None:
        """The buyer's screen was plugged in or pulled out; None: there is no such window."""
        self.buyer_screen = there
        self.changed.emit()

    def set_weight(self, weight: Weight | None) -> None:
        """What the scale says; None once it is silent."""
        before = self.weight
        if weight is None or not weight.takable or before is None or weight.net != before.net:
            self.weighed_already = False
        self.weight = weight
        self.weighed.emit()

    def set_last_scan(self, scan: Scan) -> None:
        """What a scanner read last, whatever became of it."""
        self.last_scan = scan
        self.changed.emit()
