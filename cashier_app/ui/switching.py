"""The next cashier: a colleague's tile and PIN or badge; the open receipt stays, or is parked by choice."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cashier_app.ui import messages
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.colleague import ColleagueScreen
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.till.people import User


class SwitchingScreen(ColleagueScreen):
    """Whoever is at the till stays so until the colleague's PIN is right; `entered(badge=…)` checks one at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._parks = False
        self._before = ""
        super().__init__(desk, parent)

    def add_beside(self, box: QHBoxLayout) -> None:
        self.park = TouchButton(self._park_text, "plain", Qt.Key.Key_F4)
        self.park.activated.connect(self._toggle)
        box.addWidget(self.park)

    def title_text(self) -> str:
        return translate("switching", "Who goes on?")

    def hint_text(self) -> str:
        user = self.desk.till.people.current if self.desk.till is not None else None
        told = translate("switching", "{name} is at the till. Touch your name and type the PIN, or scan the badge.")
        return told.format(name=user.name if user is not None else "…")

    def leave_text(self) -> str:
        return translate("switching", "Nobody: back")

    def act_text(self) -> str:
        return translate("switching", "Take over")

    def sub_of(self, user: User) -> Text:
        from cashier_app.till.rights import ROLE_NAMES

        return lambda: words().translate("roles", ROLE_NAMES[user.role])

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        till = self.desk.open_till
        present = till.people.current
        self._before = present.name if present is not None else ""
        self._parks = False
        self._settle_park()
        others = [user for user in till.people.everybody() if present is None or user.user_id != present.user_id]
        self.show_people(others)
        badge = given.get("badge", "")
        if badge:
            self.check_badge(badge)

    def refreshed(self) -> None:
        self._settle_park()

    # --- the open receipt ------------------------------------------------------------------------------

    def _toggle(self) -> None:
        self._parks = not self._parks
        self._settle_park()

    def _park_text(self) -> str:
        if self._parks:
            return translate("switching", "The receipt is parked")
        return translate("switching", "The receipt stays")

    def _settle_park(self) -> None:
        empty = not self.desk.open_till.selling.receipt.lines
        self.park.set_text(self._park_text)
        self.park.set_role("chosen" if self._parks else "plain")
        self.park.set_reason((lambda: translate("switching", "There is no open receipt")) if empty else "")

    # --- taking over -----------------------------------------------------------------------------------

    def ask(self, user_id: str, pin: str) -> Future[User]:
        return self.desk.open_till.people.log_in(user_id, pin)

    def ask_badge(self, badge: str) -> Future[User]:
        return self.desk.open_till.people.log_in_by_badge(badge)

    def given(self, result: User) -> None:
        till = self.desk.open_till
        if self._parks and till.selling.receipt.lines:
            # under the name of whoever began it, so that it is found again
            self.desk.background.watch(till.parking.park(self._before), owner=self)
        if till.people.has_one_time_pin(result.user_id):
            self.desk.go("own_pin")
            return
        messages.info(translate("switching", "{name} is at the till").format(name=result.name))
        self.desk.go("selling" if till.shifts.current is not None else "shift_opening")
