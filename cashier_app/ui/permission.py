"""A colleague allows one act by PIN or badge: who has the right, and the pad."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from cashier_app.ui.colleague import ColleagueScreen
from cashier_app.ui.language import translate, words
from cashier_app.ui.screen import Desk

if TYPE_CHECKING:
    from cashier_app.till.rights import Permission


class PermissionScreen(ColleagueScreen):
    """`entered(right=…, allowed=callback)`: the callback gets the permission after this screen has gone."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._right: Any = ""
        self._allowed: Callable[[Permission], None] = lambda permission: None
        super().__init__(desk, parent)
        self.allow = self.act

    def title_text(self) -> str:
        from cashier_app.till.rights import RIGHT_NAMES

        return words().translate("rights", RIGHT_NAMES[self._right]) if self._right else ""

    def hint_text(self) -> str:
        return translate(
            "permission", "A colleague with this right types the PIN or scans the badge: it is written down."
        )

    def leave_text(self) -> str:
        return translate("permission", "Without it")

    def act_text(self) -> str:
        return translate("permission", "Allow once")

    def entered(self, **given: Any) -> None:
        self._right, self._allowed = given["right"], given["allowed"]
        self.show_people([user for user in self.desk.open_till.people.everybody() if user.may(self._right)])

    def ask(self, user_id: str, pin: str) -> Future[Permission]:
        return self.desk.open_till.people.allow_once(self._right, user_id, pin)

    def ask_badge(self, badge: str) -> Future[Permission]:
        return self.desk.open_till.people.allow_once_by_badge(self._right, badge)

    def given(self, result: Permission) -> None:
        self.desk.back()
        self._allowed(result)
