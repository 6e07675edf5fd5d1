"""The devices of the till: each with its standing; the chosen one is found, chosen, set up and tried here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.devices.counter_words import scale_words, weight_words
from cashier_app.till import devices as till_devices
from cashier_app.till.devices import Device, Kind
from cashier_app.till.diagnosing import Standing, shown_code
from cashier_app.ui import messages, sounds, support_file, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.listing import Entry, Listing, RowTone
from cashier_app.ui.panels import ElidedLabel, Ground, Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.config import Printer
    from cashier_app.devices.printing import PrinterStatus
    from cashier_app.devices.scan import Scan

MOST_FACTS: Final = 6
TONES: Final[dict[Standing, RowTone]] = {"good": "good", "warning": "warning", "error": "error", "off": "barred"}
GROUNDS: Final[dict[Standing, Ground]] = {
    "good": "saved_tint",
    "warning": "warning_tint",
    "error": "error_tint",
    "off": "background",
}
#: Signs of a code in a line of its own.
_LINE: Final = 21
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class DevicesScreen(Screen):
    """`entered(device=…)` chooses a device by its key; without one, the first that does not work."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._devices: dict[str, Device] = {}
        self._scan: Scan | None = None
        self.halves(self._left(), self._right(), share=0.46)
        desk.surroundings.changed.connect(self._heard)
        desk.surroundings.weighed.connect(self._weighed)

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.list = Listing(lambda: "")
        self.list.moved.connect(lambda _: self._chosen())
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        head.addWidget(Label(lambda: translate("setup", "Devices"), "title"), 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        self.support = TouchButton(lambda: translate("setup", "File for support"), "plain", Qt.Key.Key_F9)
        self.support.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        self.support.activated.connect(lambda: support_file.write(self))
        foot = row()
        foot.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(4))
        foot.addWidget(self.support)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        panel.box.addWidget(Rule())
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self._card(), 1)
        self.leave = TouchButton(lambda: translate("setup", "Back"), "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self.desk.back)
        self.act.activated.connect(self._act)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    def _card(self) -> QWidget:
        """The chosen device: its name, how it stands, how it is set, and what it says at this moment."""
        card = Panel(padding=18)
        self.title = Label("", "title", wrap=True)
        self.standing = Panel("background", padding=12)
        self.text = Label("", "strong", wrap=True)
        self.way_out = Label("", "body", wrap=True)
        self.standing.box.addWidget(self.text)
        self.standing.box.addWidget(self.way_out)
        card.box.addWidget(self.title)
        card.box.addWidget(self.standing)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        self.facts = [(Label("", "quiet"), ElidedLabel("", "body", align=_RIGHT)) for _ in range(MOST_FACTS)]
        for number, (name, value) in enumerate(self.facts):
            grid.addWidget(name, number, 0)
            grid.addWidget(value, number, 1)
        card.box.addSpacing(theme.px(4))
        card.box.addLayout(grid)
        card.box.addStretch(1)
        self.live = Label("", "large", wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        self.live_detail = Label("", "quiet", wrap=True, align=Qt.AlignmentFlag.AlignCenter)
        card.box.addWidget(self.live)
        card.box.addWidget(self.live_detail)
        card.box.addStretch(1)
        return card

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._scan = None
        self._fill()
        ill = next((key for key, each in self._devices.items() if each.finding.standing == "error"), "")
        self.list.set_current(str(given.get("device", "")) or ill or next(iter(self._devices)))
        self._chosen()

    def refreshed(self) -> None:
        self._fill()

    def scanned(self, scan: Scan) -> bool:
        """The scan is shown at its scanner, and goes nowhere else."""
        sounds.accepted()
        self._scan = scan
        self._fill()
        if scan.source == "wedge":
            self.list.set_current("wedge")
        elif self.list.current == "wedge" or not self.list.current.startswith("scanner:"):
            self.list.set_current(next((key for key in self._devices if key.startswith("scanner:")), "wedge"))
        self._show()
        return True

    def _heard(self) -> None:
        if self.isVisible() and self.desk.till is not None:
            self._fill()

    def _weighed(self) -> None:
        if self.isVisible() and self.kind == "scale":
            self._show_live()

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def chosen(self) -> Device | None:
        """The device whose card is shown."""
        return self._devices.get(self.list.current)

    @property
    def kind(self) -> Kind | None:
        """What it is."""
        return self.chosen.kind if self.chosen is not None else None

    def _fill(self) -> None:
        around = self.desk.surroundings
        seen = till_devices.devices(self.desk.settings, around, self._printers(), words())
        self._devices = {device.key: device for device in seen}
        self.list.set_entries([_entry(device) for device in seen])
        if self.list.current not in self._devices:
            self.list.set_current(seen[0].key)
        self._show()

    def _printers(self) -> Mapping[str, PrinterStatus]:
        return self.desk.surroundings.printers

    @property
    def _printer(self) -> Printer | None:
        """The settings of the printer that is chosen."""
        printers = self.desk.settings.printers
        number = self.list.current.removeprefix("printer:")
        return printers[int(number)] if number.isdigit() and int(number) < len(printers) else None

    def _chosen(self) -> None:
        self.act.set_text(self._act_text)
        self._show()

    def _show(self) -> None:
        device = self.chosen
        if device is None:
            return
        finding = device.finding
        self.title.set_text(device.name)
        self.text.set_text(finding.text)
        self.way_out.set_text(finding.way_out)
        self.way_out.setVisible(bool(finding.way_out))
        self.standing.set_ground(GROUNDS[finding.standing])
        for number, (name, value) in enumerate(self.facts):
            known = number < len(finding.facts)
            name.setVisible(known)
            value.setVisible(known)
            if known:
                name.set_text(finding.facts[number][0])
                value.set_text(finding.facts[number][1])
        self._show_live()
        self.act.set_reason(self._why_not())

    def _show_live(self) -> None:
        """What the device says at this moment: a weight, a code."""
        live, detail = "", ""
        if self.kind == "scale":
            live, detail = till_devices.weight_figure(self.desk.surroundings, words())
        elif self.kind in ("scanner", "wedge") and self._scan is not None:
            code = shown_code(self._scan.text)
            live = "\n".join(code[at : at + _LINE] for at in range(0, len(code), _LINE))
            count = len(self._scan.text)
            detail = translate("setup", "%n sign(s)", "", count)
        elif self.kind in ("scanner", "wedge"):
            detail = translate("setup", "Scan any code: it is shown here and sells nothing")
        self.live.set_text(live)
        self.live_detail.set_text(detail)
        self.live.setVisible(bool(live))

    # --- trying ----------------------------------------------------------------------------------------

    def _act_text(self) -> str:
        return _ACTS[self.kind]() if self.kind is not None else ""

    def _why_not(self) -> Text | str:
        device = self.chosen
        if device is None or device.kind in ("scanner", "wedge"):
            return ""
        if device.kind == "terminal" and not device.set:
            return lambda: translate("setup", "Nothing connects it with the till: a payment tries it")
        if device.kind == "window":
            return lambda: translate("setup", "The buyer's screen shows it already")
        if not device.set or (device.kind == "drawer" and device.finding.standing == "off"):
            return lambda: translate("setup", "Nothing of the kind is set up")
        return ""

    def _act(self) -> None:
        tries: dict[Kind, Callable[[], None]] = {
            "printer": self._test_page,
            "drawer": self._open_drawer,
            "scale": self._weigh,
            "display": self._try_display,
            "terminal": self._try_terminal,
        }
        if self.kind is not None:
            tries.get(self.kind, lambda: self.desk.go("scanner_trial"))()

    def _test_page(self) -> None:
        printer = self._printer
        name = printer.name if printer is not None else ""
        self.attempt(lambda _: self.desk.open_till.printing.test_page(name), self._queued)

    def _queued(self, _: object) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("setup", "The test page is being printed: look which line has proper letters"))

    def _open_drawer(self) -> None:
        self.attempt(self.desk.open_till.shifts.open_drawer, self._opened)

    def _opened(self, _: None) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("setup", "The drawer opens; it is written down"))

    def _weigh(self) -> None:
        around = self.desk.surroundings
        if around.scale is None or around.scale.state != "ready" or around.weight is None:
            messages.warning(*scale_words(around.scale, words())) if around.scale is not None else None
            return
        said, way_out = weight_words(around.weight, around.scale, words())
        figure = till_devices.weight_figure(around, words())[0]
        if said:
            messages.warning(f"{figure}: {said}", way_out)
        else:
            messages.info(translate("setup", "The scale works: {weight}").format(weight=figure))

    def _try_display(self) -> None:
        self.desk.surroundings.try_display()
        messages.info(translate("setup", "The display shows the alphabet: look whether every letter is right"))

    def _try_terminal(self) -> None:
        """Ask it what became of a payment that never was: whatever it answers, it is there."""
        from cashier_app.devices.tcp_terminal import make_terminal

        settings, nobody = self.desk.settings.terminal, self.desk.open_till.ids()
        messages.info(translate("setup", "The terminal is being asked"))
        self.desk.background.run(lambda: make_terminal(settings).ask(nobody), self._terminal_answered, owner=self)

    def _terminal_answered(self, _: object) -> None:
        from cashier_app.devices.terminal_worker import TerminalStatus

        self.desk.surroundings.set_terminal(TerminalStatus("ready"))
        messages.info(translate("setup", "The terminal answers"))


_ACTS: Final[dict[Kind, Text]] = {
    "printer": lambda: translate("setup", "Print a test page"),
    "drawer": lambda: translate("setup", "Open the drawer"),
    "scanner": lambda: translate("setup", "Try and learn"),
    "wedge": lambda: translate("setup", "Try and learn"),
    "scale": lambda: translate("setup", "Test the scale"),
    "display": lambda: translate("setup", "Show the alphabet"),
    "window": lambda: translate("setup", "Test"),
    "terminal": lambda: translate("setup", "Test"),
}


def _entry(device: Device) -> Entry:
    """A device as a row: its name, and how it stands in words and colour."""
    return Entry(device.key, device.name, device.finding.text, tone=TONES[device.finding.standing])
