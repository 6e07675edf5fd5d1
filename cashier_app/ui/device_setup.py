"""Choosing for one device: what this machine sees, an address by hand, a model, letters, a width; and writing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.till import device_choices, setting_changes
from cashier_app.till.device_choices import Changes, Choice
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Screen

if TYPE_CHECKING:
    from cashier_app.till.devices import Device

#: One look for devices behind the screen: what is shown meanwhile, and the look itself.
Step = tuple[Text, Callable[[], list[Choice]]]
#: Addresses of the network that are asked at a time.
_AT_ONCE: Final = 64
_CHOOSE, _TYPE = 1, 2


class DeviceSetup(QStackedWidget):
    """Page 0 is the owner's; the others are shown while something is chosen for a device."""

    #: Something was written: the section it belongs to.
    written = Signal(str)
    #: Another page is shown.
    turned = Signal()

    def __init__(self, screen: Screen, card: QWidget) -> None:
        super().__init__()
        self._screen = screen
        self._device: Device | None = None
        self._choices: dict[str, Choice] = {}
        #: Answers to an older question than this are not shown.
        self._question = 0
        self._finding = False
        #: What stands on the key that takes what is chosen.
        self.deed: Text = _take_this
        #: Where `sys` and `dev` lie; the network's addresses that are asked when somebody wants it.
        self.root = Path("/")
        self.addresses: Callable[[], list[str]] = _beside_this_machine
        self.addWidget(card)
        self.addWidget(self._choose_page())
        self.addWidget(self._type_page())

    # --- how it is put together ------------------------------------------------------------------------

    def _choose_page(self) -> QWidget:
        self.list = Listing(self._empty)
        self.list.moved.connect(lambda _: self.turned.emit())
        self.title = Label("", "title", wrap=True)
        self.hint = Label("", "quiet", wrap=True)
        self.progress = Label("", "saved", wrap=True)
        self.again = TouchButton(lambda: translate("setup", "Look again"), "plain", Qt.Key.Key_F5)
        self.by_hand = TouchButton(lambda: translate("setup", "Type an address"), "plain", Qt.Key.Key_F7)
        self.network = TouchButton(lambda: translate("setup", "Ask the network"), "plain", Qt.Key.Key_F8)
        self.again.activated.connect(self.look_again)
        self.by_hand.activated.connect(self.type_address)
        self.network.activated.connect(self.ask_network)
        panel = Panel(padding=0)
        edge_to_edge(panel)
        head = row()
        head.setContentsMargins(theme.px(18), theme.px(12), theme.px(12), theme.px(4))
        head.addWidget(self.title, 1)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        said = column(gap=4)
        said.setContentsMargins(theme.px(18), 0, theme.px(18), theme.px(10))
        said.addWidget(self.hint)
        said.addWidget(self.progress)
        panel.box.addLayout(head)
        panel.box.addLayout(said)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        page = QWidget()
        box = column(page, gap=12)
        box.addWidget(panel, 1)
        tools = row()
        for button in (self.again, self.by_hand, self.network):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            tools.addWidget(button, 1)
        box.addLayout(tools)
        return page

    def _type_page(self) -> QWidget:
        panel = Panel(padding=18)
        self.type_hint = Label(self._type_hint, "quiet", wrap=True)
        self.letters = LetterGrid(lambda: translate("setup", "Address"), longest=120)
        self.letters.field.changed.connect(lambda _: self.turned.emit())
        panel.box.addWidget(Label(lambda: translate("setup", "Where is it?"), "title"))
        panel.box.addWidget(self.type_hint)
        page = QWidget()
        box = column(page, gap=12)
        box.addWidget(panel)
        box.addWidget(self.letters, 1)
        return page

    # --- what the owner asks ---------------------------------------------------------------------------

    @property
    def open(self) -> bool:
        """Whether something is being chosen."""
        return self.currentIndex() != 0

    def close_page(self) -> None:
        """Leave it as it is: what is still being looked for is not shown any more."""
        self._question += 1
        self._turn(0)

    def back(self) -> None:
        """From the address to the list, from the list to the device."""
        if self.currentIndex() == _TYPE:
            self._turn(_CHOOSE)
        else:
            self.close_page()

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take what is typed into the address."""
        return self.currentIndex() == _TYPE and self.letters.key_pressed(event)

    def why_not(self) -> Text | str:
        """Why nothing can be taken yet."""
        if self.currentIndex() == _TYPE:
            return "" if self.letters.field.text.strip() else lambda: translate("setup", "Type the address first")
        chosen = self._choices.get(self.list.current)
        if chosen is None:
            return lambda: translate("setup", "Touch one of the list first")
        return (lambda: translate("setup", "This is set already")) if chosen.now else ""

    # --- choosing --------------------------------------------------------------------------------------

    def choose(
        self, device: Device, title: Text, hint: Text, choices: Sequence[Choice], deed: Text | None = None
    ) -> None:
        """Offer what is known without looking; `deed` is what taking it is called."""
        self._open(device, title, hint, finding=False)
        self.deed = deed or _take_this
        self._show(choices)

    def look_for(self, device: Device) -> None:
        """Look what this machine sees that could be this device."""
        self._open(device, lambda: translate("setup", "What this machine sees"), self._find_hint, finding=True)
        self.look_again()

    def look_again(self) -> None:
        """Look once more at ports, USB and queues."""
        device, settings, spoken, root = self._device, self._screen.desk.settings, words(), self.root
        if device is None:
            return
        self._choices = {}
        if device.kind == "printer":
            look = lambda: device_choices.printers_here(device, settings, spoken, root)  # noqa: E731
            steps: list[Step] = [(lambda: translate("setup", "Looking at USB, ports and queues…"), look)]
        else:
            look = lambda: device_choices.ports_here(device, settings, spoken, root)  # noqa: E731
            steps = [(lambda: translate("setup", "Looking at the serial ports…"), look)]
        self._search(steps)

    def ask_network(self) -> None:
        """Ask every address beside this machine's own whether a printer listens there: seconds, a part at a time."""
        device, settings, spoken = self._device, self._screen.desk.settings, words()
        addresses = self.addresses()
        if device is None:
            return
        parts = [addresses[at : at + _AT_ONCE] for at in range(0, len(addresses), _AT_ONCE)]

        def step(number: int, part: list[str]) -> Step:
            asked = f"{number * _AT_ONCE + len(part)}/{len(addresses)}"
            return (
                lambda: translate("setup", "Asking the network… {count}").format(count=asked),
                lambda: device_choices.printers_on_network(device, settings, spoken, part),
            )

        self._search([step(number, part) for number, part in enumerate(parts)])

    def type_address(self) -> None:
        """An address is typed by hand."""
        self.letters.field.set_text("")
        self.letters.show_page("123")
        self.type_hint.set_text(self._type_hint)
        self._turn(_TYPE)

    def _search(self, steps: Sequence[Step]) -> None:
        """One look after the other behind the screen; what each finds is shown at once."""
        self._question += 1
        self._step(list(steps), self._question)

    def _step(self, steps: list[Step], question: int) -> None:
        if not steps:
            self.progress.set_text(self._found_text)
            self._show(self._choices.values())
            return
        (said, look), *rest = steps
        self.progress.set_text(said)
        self.progress.setVisible(True)

        def came(found: list[Choice]) -> None:
            if question == self._question:
                self._choices |= {choice.key: choice for choice in found}
                self._show(self._choices.values())
                self._step(rest, question)

        def failed(error: BaseException) -> None:
            if question == self._question:
                messages.failure(error)
                self._step(rest, question)

        self._screen.desk.background.run(look, came, failed, owner=self)

    # --- taking ----------------------------------------------------------------------------------------

    def take(self) -> None:
        """Write what was chosen; a printer that was found is first asked what model it is."""
        device, settings = self._device, self._screen.desk.settings
        if device is None:
            return
        if self.currentIndex() == _TYPE:
            choice = device_choices.typed(device, self.letters.field.text, settings, words())
        else:
            choice = self._choices.get(self.list.current)
        if choice is None:
            return
        taken = choice
        if device.kind != "printer" or not self._finding:
            self.write(taken.changes)
            return
        self._question += 1
        question = self._question
        self._turn(_CHOOSE)
        self.progress.set_text(lambda: translate("setup", "The printer is asked what it is…"))

        def asked(changes: Changes) -> None:
            if question == self._question:
                self.write(changes)

        place = device_choices.place_of(device, settings)
        self._screen.desk.background.run(
            lambda: device_choices.with_model(place, taken.changes, settings), asked, owner=self
        )

    def write(self, changes: Changes) -> None:
        """Journal and write (right `settings`); the device works by it at once."""
        till, desk = self._screen.desk.open_till, self._screen.desk
        place = next(iter(changes)).partition(".")[0]

        def allowed(_: object) -> None:
            self._screen.attempt(lambda _: desk.change_settings(changes), done)

        def done(_: object) -> None:
            messages.info(translate("setup", "It is written into the settings and in force"))
            self.close_page()
            self.written.emit(place)

        self._screen.attempt(lambda given: setting_changes.allow_settings(till, changes, given), allowed)

    # --- showing ---------------------------------------------------------------------------------------

    def _open(self, device: Device, title: Text, hint: Text, finding: bool) -> None:
        self._device, self._finding, self._choices = device, finding, {}
        self._question += 1
        self.deed = _take_this
        self.title.set_text(title)
        self.hint.set_text(hint)
        self.progress.set_text("")
        self.progress.setVisible(finding)
        self.list.set_entries(())
        self.again.setVisible(finding)
        self.by_hand.setVisible(finding)
        self.network.setVisible(finding and device.kind == "printer")
        self._turn(_CHOOSE)

    def _show(self, choices: Iterable[Choice]) -> None:
        """The likely ones first; what is set is marked."""
        shown = list(choices)
        if self._finding:
            shown.sort(key=lambda choice: not choice.likely)
        self._choices = {choice.key: choice for choice in shown}
        self.list.set_entries([_entry(choice) for choice in shown])
        now = next((choice.key for choice in shown if choice.now), "")
        if now and not self.list.current:
            self.list.set_current(now)
        self.turned.emit()

    def _turn(self, page: int) -> None:
        self.setCurrentIndex(page)
        self.turned.emit()

    def _empty(self) -> str:
        return translate("setup", "Nothing is seen. Plug it in, switch it on and look again, or type its address.")

    def _found_text(self) -> str:
        count = len(self._choices)
        return translate("setup", "%n found", "", count)

    def _find_hint(self) -> str:
        if self._device is not None and self._device.kind == "printer":
            return translate("setup", "Plugged in, a queue of the system, or on the network by its address")
        return translate("setup", "Unplug it and look again: what is gone then is this device")

    def _type_hint(self) -> str:
        if self._device is not None and self._device.kind == "printer":
            return translate("setup", "On the network 192.168.1.50 or a name; a port COM4 or /dev/ttyUSB0")
        return translate("setup", "A serial port: COM4, /dev/ttyUSB0 or /dev/serial/by-id/…")


def _take_this() -> str:
    return translate("setup", "Take this")


def _beside_this_machine() -> list[str]:
    from cashier_app.devices.finding import local_addresses

    return local_addresses()


def _entry(choice: Choice) -> Entry:
    state = translate("setup", "is set") if choice.now else ""
    return Entry(choice.key, choice.title, choice.detail, state=state, marked=choice.now)
