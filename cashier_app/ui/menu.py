"""The menu: everything that is not selling, each at its place with its key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, fixed, translate, words
from cashier_app.ui.panels import Label, column, row
from cashier_app.ui.preferences import Choices
from cashier_app.ui.screen import Desk, Screen

#: Rows under each heading.
ROWS = 7


class MenuScreen(Screen):
    """Four columns: the receipt, the shift, the till, the person and the screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(theme.GAP))
        self._receipt()
        self._shift()
        self._till()
        self._person()
        for index in range(4):
            self._grid.setColumnStretch(index, 1)
        for index in range(ROWS):
            self._grid.setRowStretch(1 + index, 1)
        self.leave = TouchButton(lambda: translate("menu", "To the receipt"), "action", Qt.Key.Key_Escape)
        self.leave.setMinimumHeight(theme.px(64))
        self.leave.activated.connect(self._leave)
        box = column(self, gap=12, padding=12)
        box.addLayout(self._grid, 1)
        foot = row()
        self.warning = Label("", "warning", wrap=True)
        foot.addWidget(self.warning, 3)
        foot.addWidget(self.leave, 1)
        box.addLayout(foot)

    # --- how it is put together ------------------------------------------------------------------------

    def _heading(self, place: int, text: Text) -> None:
        self._grid.addWidget(Label(text, "strong"), 0, place)

    def _tile(
        self, place: int, number: int, text: Text, key: Qt.Key, act: Callable[[], None], sub: Text | str = ""
    ) -> TouchButton:
        tile = TouchButton(text, "tile", key, sub=sub)
        tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tile.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        tile.activated.connect(act)
        self._grid.addWidget(tile, 1 + number, place)
        return tile

    def _goes(self, name: str, **given: Any) -> Callable[[], None]:
        return lambda: self.desk.go(name, **given)

    def _receipt(self) -> None:
        key = Qt.Key
        self._heading(0, lambda: translate("menu", "Receipt"))
        self.give_back = self._tile(0, 0, lambda: translate("menu", "Return"), key.Key_1, self._goes("return"))
        self.parked = self._tile(0, 1, lambda: translate("menu", "Parked receipts"), key.Key_2, self._goes("parked"))
        self.buyer = self._tile(0, 2, lambda: translate("menu", "Find the buyer"), key.Key_3, self._goes("buyer"))
        self.copy = self._tile(0, 3, lambda: translate("menu", "Copy of the last slip"), key.Key_4, self._copy)
        self.drawer = self._tile(0, 4, lambda: translate("menu", "Open the drawer"), key.Key_5, self._open_drawer)
        self.receipt_text = self._tile(
            0, 5, lambda: translate("menu", "Head and foot of receipts"), key.Key_Delete, self._goes("receipt_text")
        )

        self.gift_card = self._tile(
            0, 6, lambda: translate("menu", "Gift card: balance"), key.Key_PageDown, self._goes("gift_card")
        )

    def _shift(self) -> None:
        key = Qt.Key
        self._heading(1, lambda: translate("menu", "Shift"))
        self.shift = self._tile(
            1, 0, lambda: translate("menu", "Shift and X report"), key.Key_6, self._goes("shift"), self._shift_text
        )
        self.cash_in = self._tile(
            1, 1, lambda: translate("menu", "Put cash in"), key.Key_7, self._goes("cash", kind="in")
        )
        self.cash_out = self._tile(
            1, 2, lambda: translate("menu", "Take cash out"), key.Key_8, self._goes("cash", kind="out")
        )
        self.closing = self._tile(1, 3, lambda: translate("menu", "Close the shift"), key.Key_9, self._goes("closing"))
        self.manager_reports = self._tile(
            1, 5, lambda: translate("menu", "Reports"), key.Key_PageUp, self._manager_reports
        )
        self.reports = self._tile(1, 4, lambda: translate("menu", "Kept Z reports"), key.Key_0, self._goes("reports"))

    def _till(self) -> None:
        key = Qt.Key
        self._heading(2, lambda: translate("menu", "Till"))
        diagnosis = (
            (lambda: translate("menu", "Server and queue"), key.Key_F1, "server"),
            (lambda: translate("menu", "Printer and slips"), key.Key_F2, "printer"),
            (lambda: translate("menu", "Database and copies"), key.Key_F4, "database"),
        )
        for number, (text, sign, device) in zip((0, 1, 3), diagnosis, strict=True):
            self._tile(2, number, text, sign, self._goes("diagnosis", device=device))
        self.devices = self._tile(2, 2, lambda: translate("menu", "Devices"), key.Key_F3, self._goes("devices"))
        self.journal = self._tile(2, 4, lambda: translate("menu", "Journal"), key.Key_F5, self._goes("journal"))

    def _person(self) -> None:
        key = Qt.Key
        self._heading(3, lambda: translate("menu", "Person and screen"))
        self.pin = self._tile(
            3, 0, lambda: translate("menu", "My PIN"), key.Key_F6, self._goes("pin"), self._person_text
        )
        self.people = self._tile(3, 1, lambda: translate("menu", "People"), key.Key_Insert, self._goes("people"))
        # in both languages, so that who does not read this one finds it
        self.language = self._tile(3, 2, fixed("Язык · Language"), key.Key_F7, self._next_language, self._language_text)
        self.theme = self._tile(
            3, 3, lambda: translate("menu", "Colours"), key.Key_F8, self._next_theme, self._theme_text
        )
        self.sounds = self._tile(
            3, 4, lambda: translate("menu", "Sounds"), key.Key_F9, self._next_sounds, self._sounds_text
        )
        self.about = self._tile(2, 5, lambda: translate("menu", "About, switch off"), key.Key_End, self._goes("about"))

        self.training = self._tile(
            3, 5, lambda: translate("menu", "Training mode"), key.Key_Home, self._training, self._training_text
        )
        self.large = self._tile(
            1, 6, lambda: translate("menu", "Large letters"), key.Key_Plus, self._next_size, self._size_text
        )
        self.settings = self._tile(
            2, 6, lambda: translate("menu", "Settings"), key.Key_F12, self._goes("settings"), self._changed_text
        )
        self.notices = self._tile(
            3, 6, lambda: translate("menu", "Notices"), key.Key_Asterisk, self._goes("notices"), self._notices_text
        )

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def choices(self) -> Choices:
        """What the person chose for the screen."""
        return self.desk.choices

    def entered(self, **given: Any) -> None:
        self.refreshed()

    def refreshed(self) -> None:
        till = self.desk.open_till
        closed: Text | str = (lambda: translate("menu", "No shift is open")) if till.shifts.current is None else ""
        for tile in (self.give_back, self.parked, self.buyer, self.drawer, self.cash_in, self.cash_out, self.closing):
            tile.set_reason(closed)
        no_printer: Text | str = "" if self.desk.settings.printers else (lambda: translate("menu", "No printer is set"))
        self.copy.set_reason(no_printer)
        none_here: Text | str = "" if till.gift_cards.used else (lambda: translate("menu", "No gift cards are set up"))
        self.gift_card.set_reason(none_here)
        reads = till.people.may("journal")
        self.journal.set_reason("" if reads else lambda: translate("menu", "Only a manager reads the journal"))
        writes = till.people.may("receipt_text")
        self.receipt_text.set_reason("" if writes else lambda: translate("menu", "Only a manager changes receipts"))
        sets = till.people.may("settings")
        self.settings.set_reason("" if sets else lambda: translate("menu", "Only an administrator changes settings"))
        self.leave.set_text(self._leave_text)
        self.warning.set_text(till.shifts.warning)
        for tile in (self.shift, self.pin, self.language, self.theme, self.sounds, self.training, self.notices):
            tile.update()

    def _leave_text(self) -> str:
        till = self.desk.till
        if till is not None and till.shifts.current is None:
            return translate("menu", "Open a shift")
        return translate("menu", "To the receipt")

    def _leave(self) -> None:
        self.desk.go("selling" if self.desk.open_till.shifts.current is not None else "shift_opening")

    def _training(self) -> None:
        if self.desk.open_till.practice:
            self.desk.go("training")
        else:
            self.desk.practise()

    def _training_text(self) -> str:
        practises = self.desk.till is not None and self.desk.till.practice
        return translate("menu", "hints, the way back") if practises else translate("menu", "nothing is real there")

    # --- second lines ----------------------------------------------------------------------------------

    def _shift_text(self) -> str:
        shift = self.desk.till.shifts.current if self.desk.till is not None else None
        return translate("menu", "No. {number}").format(number=shift.number) if shift is not None else ""

    def _person_text(self) -> str:
        user = self.desk.till.people.current if self.desk.till is not None else None
        return user.name if user is not None else ""

    def _changed_text(self) -> str:
        """Whether something that was changed waits for the next start."""
        from cashier_app.config_fields import waiting

        if not self.desk.open_till.practice and waiting(self.desk.started, self.desk.settings):
            return translate("menu", "some wait for the next start")
        return ""

    def _notices_text(self) -> str:
        attention = self.desk.attention
        return str(len(attention.open)) if attention is not None and attention.open else ""

    def _language_text(self) -> str:
        return "Русский" if words().language == "ru" else "English"

    def _theme_text(self) -> str:
        return translate("menu", "light") if self.choices.theme == "light" else translate("menu", "dark")

    def _size_text(self) -> str:
        return translate("menu", "on") if self.choices.large_type else translate("menu", "off")

    def _sounds_text(self) -> str:
        return translate("menu", "on") if self.choices.sounds else translate("menu", "off")

    def _manager_reports(self) -> None:
        self.attempt(self.desk.open_till.manager_reports.allow, lambda _: self.desk.go("manager_reports"))

    # --- what is done here -----------------------------------------------------------------------------

    def _next_language(self) -> None:
        self.choices.choose_language("en" if words().language == "ru" else "ru")

    def _next_theme(self) -> None:
        self.choices.choose_theme("dark" if self.choices.theme == "light" else "light")
        self.theme.update()

    def _next_size(self) -> None:
        self.choices.choose_large_type(not self.choices.large_type)
        self.large.update()

    def _next_sounds(self) -> None:
        self.choices.choose_sounds(not self.choices.sounds)
        self.sounds.update()

    def _copy(self) -> None:
        self.attempt(self.desk.open_till.printing.reprint_last, self._copied)

    def _copied(self, _: int) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("menu", "A copy of the last slip is being printed"))

    def _open_drawer(self) -> None:
        self.attempt(self.desk.open_till.shifts.open_drawer, self._opened)

    def _opened(self, _: None) -> None:
        self.desk.surroundings.wake_printer()
        messages.info(translate("menu", "The drawer opens; it is written down"))
