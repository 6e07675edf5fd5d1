"""The devices of the till: each with its standing; the chosen one is found, chosen, set up and tried here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.devices.counter_words import scale_words, weight_words
from cashier_app.till import device_choices
from cashier_app.till import devices as till_devices
from cashier_app.till.device_choices import Choice
from cashier_app.till.devices import Device, Kind
from cashier_app.till.diagnosing import Standing, shown_code
from cashier_app.ui import messages, sounds, support_file, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.device_setup import DeviceSetup
from cashier_app.ui.finding_view import FindingView
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.listing import Entry, Listing, RowTone
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from pathlib import Path

    from cashier_app.config import Printer
    from cashier_app.devices.printing import PrinterStatus
    from cashier_app.devices.scan import Scan

#: A choice that a kind offers: its name, a hint, and what there is to choose.
Option: TypeAlias = tuple[Text, Text, Callable[[Desk, Device], list[Choice]]]

MOST_FACTS: Final = 6
TONES: Final[dict[Standing, RowTone]] = {"good": "good", "warning": "warning", "error": "error", "off": "barred"}
#: Signs of a code in a line of its own.
_LINE: Final = 21


class DevicesScreen(Screen):
    """`entered(device=…)` chooses a device by its key; without one, the first that does not work."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._devices: dict[str, Device] = {}
        self._scan: Scan | None = None
        #: Buttons that stand under the card now; None before the first.
        self._offered: tuple[TouchButton, ...] | None = None
        #: Printers whose model was asked for once.
        self._modelled: set[str] = set()
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
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
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
        self.setup = DeviceSetup(self, self._card())
        self.setup.turned.connect(self._settle)
        self.setup.written.connect(self._written)
        box.addWidget(self.setup, 1)
        self.leave = TouchButton(self._leave_text, "side", Qt.Key.Key_Escape)
        self.act = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self._leave)
        self.act.activated.connect(self._act)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(foot)
        return right

    def _card(self) -> QWidget:
        """The chosen device, and what can be chosen for it."""
        page = QWidget()
        box = column(page, gap=12)
        box.addWidget(self._facts(), 1)
        self.look = TouchButton(lambda: translate("setup", "Find"), "plain", Qt.Key.Key_F5)
        self.look.activated.connect(self._look)
        self.options = [TouchButton("", "plain", key) for key in (Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8)]
        for number, button in enumerate(self.options):
            button.activated.connect(lambda number=number: self._choose(number))
        self.more = TouchButton(lambda: translate("setup", "One more"), "plain", Qt.Key.Key_Insert)
        self.more.activated.connect(self._one_more)
        self.remove = TouchButton(lambda: translate("setup", "Take out"), "danger", Qt.Key.Key_Delete)
        self.remove.activated.connect(self._remove)
        self._rows = row(), row()
        for button in self._tools:
            button.setParent(page)
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        for line in self._rows:
            box.addLayout(line)
        return page

    @property
    def _tools(self) -> tuple[TouchButton, ...]:
        return (self.look, *self.options, self.more, self.remove)

    def _lay_out(self, offered: tuple[TouchButton, ...]) -> None:
        """Only what the device offers, in a row, or in two of the same length."""
        if offered == self._offered:
            return
        self._offered = offered
        first = len(offered) if len(offered) <= 3 else (len(offered) + 1) // 2
        for button in self._tools:
            button.setVisible(button in offered)
            for line in self._rows:
                line.removeWidget(button)
        for number, button in enumerate(offered):
            self._rows[number >= first].addWidget(button, 1)

    def _facts(self) -> QWidget:
        """Its name, how it stands, how it is set, and what it says at this moment."""
        card = Panel(padding=18)
        self.title = Label("", "title", wrap=True)
        self.finding = FindingView(MOST_FACTS)
        card.box.addWidget(self.title)
        card.box.addWidget(self.finding)
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
        self.setup.close_page()
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
            self.list.set_current(
                next((key for key, each in self._devices.items() if each.kind == "scanner" and each.set), "wedge")
            )
        self._show()
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or self.setup.key_pressed(event)

    def _leave_text(self) -> str:
        return translate("setup", "Cancel") if self.setup.open else translate("setup", "Back")

    def _leave(self) -> None:
        if self.setup.open:
            self.setup.back()
        else:
            self.desk.back()

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
        self.setup.close_page()
        self._show()

    def _settle(self) -> None:
        """The keys of the page that is shown."""
        choosing, device = self.setup.open, self.chosen
        self.leave.set_text(self._leave_text)
        self.act.set_text(self._act_text)
        self.act.set_reason(self.setup.why_not() if choosing else self._why_not())
        for button in (self.list.up, self.list.down):
            button.setVisible(not choosing)
        if device is None:
            return
        if not device.set and device.kind in NEED_A_PLACE:
            self._lay_out(())
            return
        offered = self.options[: len(OPTIONS[device.kind])]
        for button, option in zip(offered, OPTIONS[device.kind], strict=True):
            button.set_text(option[0])
        several = [self.more] if device.kind in ("printer", "scanner") else []
        around = ([self.look], [*several, self.remove]) if device.kind in FOUND else ([], [])
        self._lay_out((*around[0], *offered, *around[1]))

    def _show(self) -> None:
        device = self.chosen
        if device is None:
            return
        self.title.set_text(device.name)
        self.finding.show_finding(device.finding)
        self._show_live()
        self._settle()

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

    # --- setting up ------------------------------------------------------------------------------------

    def _look(self) -> None:
        if self.chosen is not None:
            self.setup.look_for(self.chosen)

    def _one_more(self) -> None:
        """A printer or scanner beside those that are set."""
        if self.chosen is not None:
            self.setup.look_for(msgspec.structs.replace(self.chosen, place=""))

    def _choose(self, number: int) -> None:
        device = self.chosen
        if device is None:
            return
        title, hint, choices = OPTIONS[device.kind][number]
        self.setup.choose(device, title, hint, choices(self.desk, device))

    def _remove(self) -> None:
        """Asked once more: one touch takes no device away."""
        device = self.chosen
        if device is None:
            return
        out = Choice(
            "out", device.name, translate("setup", "is taken out of the settings"), device_choices.removal(device)
        )
        self.setup.choose(
            device,
            lambda: translate("setup", "Take out?"),
            lambda: translate("setup", "The file as it was stays beside it, with .before behind its name"),
            [out],
            lambda: translate("setup", "Take out"),
        )
        self.setup.list.set_current("out")

    def _written(self, place: str) -> None:
        """Show what was changed; a printer of no known model is given one next."""
        self._fill()
        key = next((key for key, each in self._devices.items() if each.place == place), "")
        if key and self.kind not in ("drawer", "wedge", "window"):
            self.list.set_current(key)
        printer = self._printer
        if printer is not None and printer.name not in self._modelled:
            self._modelled.add(printer.name)
            if not printer.profile:
                self._choose(0)

    # --- trying ----------------------------------------------------------------------------------------

    def _act_text(self) -> str:
        if self.setup.open:
            return self.setup.deed()
        if self._is_missing:
            return translate("setup", "Find")
        return _ACTS[self.kind]() if self.kind is not None else ""

    @property
    def _is_missing(self) -> bool:
        """Whether it can be found and has not been yet."""
        return self.chosen is not None and not self.chosen.set and self.chosen.kind in FOUND

    def _why_not(self) -> Text | str:
        device = self.chosen
        if device is None or self._is_missing or device.kind in ("scanner", "wedge"):
            return ""
        if device.kind == "terminal" and not device.set:
            return lambda: translate("setup", "Nothing connects it with the till: a payment tries it")
        if device.kind == "window":
            return lambda: translate("setup", "The buyer's screen shows it already")
        if not device.set or (device.kind == "drawer" and device.finding.standing == "off"):
            return self._unset
        return ""

    def _unset(self) -> str:
        return translate("setup", "Nothing of the kind is set up")

    def _act(self) -> None:
        if self.setup.open:
            self.setup.take()
            return
        if self._is_missing:
            self._look()
            return
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


def _folder(desk: Desk) -> Path | None:
    """Beside the settings file lie a shop's own profiles."""
    return desk.places.settings_file.parent if desk.places is not None else None


def _screens(desk: Desk, _: Device) -> list[Choice]:
    names = [f"{each.name()} · {each.size().width()}×{each.size().height()}" for each in QGuiApplication.screens()]
    return device_choices.screens(desk.settings, names, words())


#: Kinds that can be found, and taken out again; and those of which nothing can be chosen before.
FOUND: Final[tuple[Kind, ...]] = ("printer", "scanner", "scale", "display")
NEED_A_PLACE: Final[tuple[Kind, ...]] = (*FOUND, "drawer")
_LINES: Final[Option] = (
    lambda: translate("setup", "Speed"),
    lambda: translate("setup", "As its manual, or a label beneath it, says"),
    lambda desk, device: device_choices.lines(device, desk.settings, words()),
)
_LETTERS: Final[Option] = (
    lambda: translate("setup", "Letters"),
    lambda: translate("setup", "The test shows which is right: on paper, the line that reads as Russian"),
    lambda desk, device: device_choices.letters(device, desk.settings, words()),
)
#: What can be chosen for a kind: its name, a hint, and the choices.
OPTIONS: Final[dict[Kind, tuple[Option, ...]]] = {
    "printer": (
        (
            lambda: translate("setup", "Model"),
            lambda: translate("setup", "It gives letters, width, knife and drawer; each can be changed after it"),
            lambda desk, device: device_choices.models(device, desk.settings, words(), _folder(desk)),
        ),
        _LETTERS,
        (
            lambda: translate("setup", "Width"),
            lambda: translate("setup", "The test page's ruler fills the paper and does not run over"),
            lambda desk, device: device_choices.widths(device, desk.settings, words()),
        ),
    ),
    "drawer": (
        (
            lambda: translate("setup", "Pin"),
            lambda: translate("setup", "Try pin 2 first; if the drawer stays shut, pin 5"),
            lambda desk, device: device_choices.pins(device, desk.settings, words()),
        ),
    ),
    "scanner": (_LINES,),
    "wedge": (
        (
            lambda: translate("setup", "Heard or not"),
            lambda: translate("setup", "Only switch it off where every scanner has a port of its own"),
            lambda desk, device: device_choices.hearing(desk.settings, words()),
        ),
    ),
    "scale": (_LINES,),
    "display": (_LINES, _LETTERS),
    "window": (
        (
            lambda: translate("setup", "Which screen"),
            lambda: translate("setup", "The buyer sees goods, sum and points on a second screen of this machine"),
            _screens,
        ),
    ),
    "terminal": (),
}


def _entry(device: Device) -> Entry:
    """A device as a row: its name, and how it stands in words and colour."""
    return Entry(device.key, device.name, device.finding.text, tone=TONES[device.finding.standing])
