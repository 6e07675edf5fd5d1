"""The lamps of the top strip: what stands around the till, in a word and a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from cashier_app.core.clock import MINUTE
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.sync.state import LASTING
from cashier_app.ui.language import translate, words
from cashier_app.ui.strip import LampState

if TYPE_CHECKING:
    from cashier_app.devices.drawer import DrawerStatus
    from cashier_app.devices.printing import Cause, PrinterStatus
    from cashier_app.sync.state import SyncState
    from cashier_app.ui.shell import Shell

#: Ages on the lamp are looked at again this often, milliseconds.
AGE_EVERY_MS: Final = 15_000

#: What stands on the printer's lamp while it is down, for the causes a cashier can mend.
PRINTER_CAUSES: Final[dict[Cause, str]] = {
    "off": QT_TRANSLATE_NOOP("lamps", "Printer off"),
    "paper_out": QT_TRANSLATE_NOOP("lamps", "No paper"),
    "cover_open": QT_TRANSLATE_NOOP("lamps", "Cover open"),
}


class Lamps(QObject):
    """Keeps the three lamps in step with `Surroundings`."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._surroundings = shell.desk.surroundings
        self._surroundings.changed.connect(self.show)
        shell.language_changed.connect(self.show)
        self._timer = QTimer(self)
        self._timer.setInterval(AGE_EVERY_MS)
        self._timer.timeout.connect(self.show)
        self._timer.start()
        self.show()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def show(self) -> None:
        """Put the last news on the lamps."""
        lamps = self._shell.strip.lamps
        lamps["server"].set_state(*self._server())
        lamps["scanner"].set_state(*self._scanner())
        lamps["printer"].set_state(*printer_lamp(self._surroundings.printer, self._surroundings.drawer))

    def _server(self) -> tuple[LampState, str]:
        till = self._shell.desk.till
        return server_lamp(self._surroundings.sync, till.clock.now() if till is not None else 0)

    def _scanner(self) -> tuple[LampState, str]:
        status, views = self._surroundings.scanner, self._surroundings.scanners
        ready = sum(view.status.state == "ready" for view in views)
        if ready and ready < len(views):
            return "warning", translate("lamps", "Scanners {ready} of {count}").format(ready=ready, count=len(views))
        if status is not None and status.state == "down":
            return "error", translate("lamps", "No scanner")
        # without a port of its own a scanner types like a keyboard, which says nothing of itself
        return ("good" if status is not None and status.state == "ready" else "off"), ""


def server_lamp(state: SyncState | None, now: int) -> tuple[LampState, str]:
    """The server's lamp: good, or how long nothing was heard and how many operations wait."""
    if state is None:
        return "off", translate("lamps", "No server")
    waiting = f" · {state.waiting}" if state.waiting else ""
    if state.rejected or state.clock_suspect or state.trouble in LASTING:
        return "error", translate("lamps", "Server!") + waiting
    if state.past_node:
        return "warning", translate("lamps", "No node") + waiting
    if state.online:
        return "good", (translate("lamps", "Loading…") if state.loading else translate("strip", "Server")) + waiting
    since = state.last_sync or state.since
    return "warning", translate("lamps", "Offline {age}").format(age=age(now - since)) + waiting


def printer_lamp(status: PrinterStatus | None, drawer: DrawerStatus | None = None) -> tuple[LampState, str]:
    """The printer's lamp: its name, or what the cashier can mend; its drawer while that is open."""
    if status is None:
        return "off", ""
    if status.cause:
        text = PRINTER_CAUSES.get(status.cause, QT_TRANSLATE_NOOP("lamps", "Printer!"))
        return "error", words().translate("lamps", text)
    if drawer is not None and drawer.open:
        return "warning", translate("lamps", "Drawer open")
    if status.near_end:
        return "warning", translate("lamps", "Little paper")
    return ("off" if status.state == "unknown" else "good"), ""


def age(milliseconds: int) -> str:
    """A short age: `12 min`, `3 h`, `2 d`."""
    minutes = max(0, milliseconds) // MINUTE
    if minutes < 60:
        return translate("lamps", "{count} min").format(count=minutes)
    if minutes < 48 * 60:
        return translate("lamps", "{count} h").format(count=minutes // 60)
    return translate("lamps", "{count} d").format(count=minutes // (24 * 60))
