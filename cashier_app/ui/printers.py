"""The receipt printers of an open till: a worker each, their news on the GUI thread, and what the cashier is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal

from cashier_app.ui import messages
from cashier_app.ui.drawer import DrawerNews
from cashier_app.ui.language import translate

if TYPE_CHECKING:
    from cashier_app.config import Printer, Settings
    from cashier_app.devices.printer_worker import PrinterWorker
    from cashier_app.devices.printing import Cause, JobState, PrinterStatus, PrintJob, PrintQueue
    from cashier_app.till.opening import Till
    from cashier_app.ui.shell import Shell

#: How often a printer whose drawer has a switch is looked at, in milliseconds.
_DRAWER_MS: Final = 2000

#: Bytes that fill up a command which a run of before broke off; few, as they go out at 9600 baud as well.
LONGEST_COMMAND: Final = 4096


class Printers(QObject):
    """Starts and stops a worker for each printer; the workers call back on their own threads."""

    _status_said = Signal(str, object)
    _job_said = Signal(str, str, str)

    def __init__(self, till: Till, settings: Settings, shell: Shell) -> None:
        super().__init__(shell)
        self._till = till
        self._settings = settings
        self._shell = shell
        self._surroundings = shell.desk.surroundings
        self._workers: dict[str, PrinterWorker] = {}
        self.drawers = DrawerNews(till, self._surroundings, self)
        #: Only the newest of several changes begins fresh workers.
        self._changes = 0
        #: Printers whose roll was said to run low; said again with the next roll alone.
        self._low: set[str] = set()
        queued = Qt.ConnectionType.QueuedConnection
        self._status_said.connect(self._show_status, queued)
        self._job_said.connect(self._show_job, queued)

    def start(self) -> None:
        """Start whatever the settings name."""
        queues = self._till.print_queues()
        for printer in self._settings.printers:
            self._workers[printer.name] = self._make(printer, queues[printer.name])
        if not self._workers:
            return
        self._till.on_print_job = self.wake
        self._surroundings.wake_printer = self.wake
        for name, worker in self._workers.items():
            self._surroundings.set_printer(worker.status, name)
            worker.start()

    def wake(self) -> None:
        """There may be a new slip, or a person mended something: all of them look."""
        for worker in self._workers.values():
            worker.wake()

    def changed(self, settings: Settings) -> None:
        """Print as other settings say: the workers end behind the screen, then fresh ones begin."""
        self._settings = settings
        old, self._workers = list(self._workers.values()), {}
        self._surroundings.set_printer(None)
        self._changes += 1
        change = self._changes

        def stop() -> None:
            for worker in old:
                worker.stop()

        def begin(_: object) -> None:
            if change == self._changes:
                self.start()

        self._shell.desk.background.run(stop, begin, owner=self)

    def stops(self) -> list[tuple[str, Callable[[float], bool]]]:
        """What ends each worker within so many seconds, by its name."""
        self.drawers.stop()
        return [(f"printer {name}", worker.stop) for name, worker in self._workers.items()]

    def _make(self, printer: Printer, queue: PrintQueue) -> PrinterWorker:
        from cashier_app.devices.printer_worker import PrinterWorker, Timing
        from cashier_app.devices.transports import make_transport
        from cashier_app.documents import document, escpos
        from cashier_app.documents.bitmap import LogoFile

        logo = LogoFile.named(self._settings.shop.logo)
        drawer = self.drawers.watch(printer)

        def render(job: PrintJob) -> bytes:
            return escpos.build(document.decode(job.document), printer, logo)

        return PrinterWorker(
            lambda: make_transport(printer),
            queue,
            render,
            self._till.clock,
            _Listener(printer.name, self._status_said.emit, self._job_said.emit),
            confirmation=printer.confirmation,
            near_end=printer.near_end,
            # a run that ended in the middle of a slip has left the printer in the middle of a command, perhaps
            torn=LONGEST_COMMAND if self._till.reader.jobs_in_doubt() else 0,
            drawer=drawer,
            timing=Timing(
                # a drawer's switch is heard when the printer is looked at
                probe_ms=Timing().probe_ms if drawer is None else _DRAWER_MS,
                status_ms=printer.status_timeout_ms,
                write_ms=printer.write_timeout_ms,
                confirmation_ms=printer.confirmation_timeout_ms,
            ),
            name="printer" if len(self._settings.printers) == 1 else f"printer {printer.name}",
        )

    # --- on the GUI thread -----------------------------------------------------------------------------

    def _show_status(self, name: str, status: PrinterStatus) -> None:
        if name not in self._workers:
            return  # the last word of one that was taken away
        self._surroundings.set_printer(status, name)
        if not status.near_end:
            self._low.discard(name)
        elif name not in self._low:
            self._low.add(name)
            self._say_low(name)

    def _say_low(self, name: str) -> None:
        """Before a receipt is torn by it: said once a roll; the lamp goes on showing it."""
        if len(self._workers) == 1:
            text = translate("devices", "The paper is running low")
        else:
            text = translate("devices", "The paper of “{printer}” is running low").format(printer=name)
        messages.warning(text, translate("devices", "Keep a new roll at hand"))

    def _show_job(self, name: str, kind: str, state: str) -> None:
        """A slip that comes out elsewhere than the cashier looks for it is announced."""
        first = next(iter(self._workers), name)
        if state == "sending" and kind != "drawer" and name != first:
            messages.info(translate("devices", "The slip is being printed on “{printer}”").format(printer=name))
        self._shell.refreshed()


class _Listener:
    """Hands one worker's news over to the GUI thread."""

    def __init__(
        self, name: str, status: Callable[[str, PrinterStatus], None], job: Callable[[str, str, str], None]
    ) -> None:
        self._name = name
        self._status = status
        self._job = job

    def printer_changed(self, status: PrinterStatus) -> None:
        """Called on the printer's thread (`devices.printing.PrinterListener`)."""
        self._status(self._name, status)

    def job_changed(self, job: PrintJob, state: JobState, cause: Cause) -> None:
        """Called on the printer's thread (`devices.printing.PrinterListener`)."""
        self._job(self._name, job.kind, state)
