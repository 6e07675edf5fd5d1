"""People of the shop: who may log in, as what; added, changed, given a new PIN, let go."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, Rule, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.people import User
    from cashier_app.till.rights import Role

ROLE_KEYS: Final[dict[Role, Qt.Key]] = {
    "cashier": Qt.Key.Key_F1,
    "senior": Qt.Key.Key_F2,
    "manager": Qt.Key.Key_F3,
    "administrator": Qt.Key.Key_F4,
}


class PeopleScreen(Screen):
    """A person is touched and changed; with a name typed, a new one is added in the role chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._people: dict[str, User] = {}
        self._badges: frozenset[str] = frozenset()
        self._role: Role = "cashier"
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.list = Listing(lambda: translate("people", "Nobody is known here."))
        self.list.moved.connect(lambda _: self._chosen())
        head = row()
        head.setContentsMargins(theme.px(20), theme.px(12), theme.px(12), theme.px(10))
        head.addWidget(Label(lambda: translate("people", "People"), "title"), 1)
        self.rights = TouchButton(lambda: translate("people", "Rights"), "plain", Qt.Key.Key_F5)
        self.rights.setMinimumSize(theme.px(110), theme.px(theme.MAIN_TARGET))
        self.rights.activated.connect(lambda: self.desk.go("rights"))
        head.addWidget(self.rights)
        for button in (self.list.up, self.list.down):
            head.addWidget(button)
        self.pin = TouchButton(lambda: translate("people", "New PIN"), "plain", Qt.Key.Key_F6)
        self.rename = TouchButton(lambda: translate("people", "Rename"), "plain", Qt.Key.Key_F7)
        self.active = TouchButton(self._active_text, "plain", Qt.Key.Key_F8)
        self.pin.activated.connect(self._new_pin)
        self.rename.activated.connect(self._rename)
        self.active.activated.connect(self._switch)
        self.badge = TouchButton(lambda: translate("people", "No badge"), "plain", Qt.Key.Key_F9)
        self.badge.activated.connect(self._take_badge)
        foot = row()
        foot.setContentsMargins(theme.px(12), theme.px(10), theme.px(12), theme.px(4))
        for button in (self.pin, self.rename, self.active, self.badge):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            foot.addWidget(button, 1)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        panel.box.addWidget(Rule())
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.roles: dict[Role, TouchButton] = {}
        grid = QGridLayout()
        grid.setSpacing(theme.px(theme.GAP))
        for index, (role, key) in enumerate(ROLE_KEYS.items()):
            button = TouchButton(partial(_role_name, role), "plain", key)
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            button.activated.connect(lambda role=role: self._take_role(role))
            self.roles[role] = button
            grid.addWidget(button, index // 2, index % 2)
        self.letters = LetterGrid(lambda: translate("people", "Name"), longest=60)
        self.letters.field.changed.connect(lambda _: self._settle())
        self.leave = TouchButton(lambda: translate("people", "Back"), "side", Qt.Key.Key_Escape)
        self.add = TouchButton(lambda: translate("people", "Add a person"), "action", Qt.Key.Key_F12)
        self.add.setMinimumHeight(theme.px(76))
        self.leave.activated.connect(self.desk.back)
        self.add.activated.connect(self._add)
        right = QWidget()
        box = column(right, gap=12)
        box.addLayout(grid)
        box.addWidget(self.letters, 1)
        foot = row()
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.add, 3)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._role = "cashier"
        self.letters.field.set_text("")
        self.list.set_current("")
        self.refreshed()

    def refreshed(self) -> None:
        people = self.desk.open_till.people.all()
        self._people = {user.user_id: user for user in people}
        self._badges = self.desk.open_till.people.with_badges()
        self.list.set_entries([_entry(user, user.user_id in self._badges) for user in people])
        self._settle()

    def returned(self) -> None:
        """Back from the PIN: whoever was added is in the list."""
        self.letters.field.set_text("")
        self.refreshed()

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or self.letters.key_pressed(event)

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def _user(self) -> User | None:
        return self._people.get(self.list.current)

    def _chosen(self) -> None:
        user = self._user
        if user is not None:
            self._role = user.role
        self._settle()

    def _active_text(self) -> str:
        user = self._user
        if user is not None and not user.active:
            return translate("people", "Let in again")
        return translate("people", "Let go")

    def _settle(self) -> None:
        may = self.desk.open_till.people.may("users")
        barred: Text = lambda: translate("people", "Only an administrator changes people")  # noqa: E731
        nobody: Text = lambda: translate("people", "Touch a person first")  # noqa: E731
        user, name = self._user, self.letters.field.text.strip()
        for role, button in self.roles.items():
            button.set_role("chosen" if role == self._role else "plain")
            button.set_reason("" if may else barred)
        for button in (self.pin, self.active):
            button.set_reason(barred if not may else ("" if user is not None else nobody))
        self.active.set_text(self._active_text)
        if may and user is not None and user.user_id not in self._badges:
            self.badge.set_reason(lambda: translate("people", "Scan a badge to give it to the person touched"))
        else:
            self.badge.set_reason(barred if not may else ("" if user is not None else nobody))
        if not may or user is None:
            self.rename.set_reason(barred if not may else nobody)
        else:
            self.rename.set_reason("" if name else lambda: translate("people", "Type the new name first"))
        if not may:
            self.add.set_reason(lambda: translate("people", "for an administrator"), shown=True)
        else:
            self.add.set_reason("" if name else lambda: translate("people", "type the name"), shown=True)

    # --- changing --------------------------------------------------------------------------------------

    def _take_role(self, role: Role) -> None:
        """The role of the person who is touched, or of the one whose name is being typed."""
        user = self._user
        if user is None or self.letters.field.text.strip():
            self._role = role
            self._settle()
        elif role != user.role:
            self.attempt(lambda _: self.desk.open_till.people.change(user.user_id, role=role), self._changed)

    def _changed(self, user: User) -> None:
        self._role = user.role
        messages.info(
            translate("people", "{name}: {role}").format(name=user.name, role=_role_name(user.role))
            if user.active
            else translate("people", "{name} can no longer log in").format(name=user.name)
        )
        self.letters.field.set_text("")
        self.refreshed()

    def _rename(self) -> None:
        user, name = self._user, self.letters.field.text
        if user is not None:
            self.attempt(lambda _: self.desk.open_till.people.change(user.user_id, name=name), self._changed)

    def _switch(self) -> None:
        user = self._user
        if user is not None:
            people = self.desk.open_till.people
            self.attempt(lambda _: people.change(user.user_id, active=not user.active), self._changed)

    def scanned(self, scan: Scan) -> bool:
        """A badge is given to the person who is touched."""
        from cashier_app.catalog.recognition import Badge

        found = self.desk.open_till.selling.recognise(scan.text)
        if not isinstance(found, Badge):
            sounds.refused()
            messages.warning(
                translate("people", "This is no badge"),
                translate("people", "A badge's numbers belong into the settings: [[selling.card_masks]], kind badge"),
            )
            return True
        user = self._user
        if user is None:
            sounds.refused()
            messages.warning(translate("people", "Touch the person first, then scan the badge"))
            return True
        people = self.desk.open_till.people
        self.attempt(lambda _: people.set_badge(user.user_id, found.value), lambda _: self._badge_given(user))
        return True

    def _badge_given(self, user: User) -> None:
        sounds.accepted()
        messages.info(translate("people", "{name} logs in by this badge now").format(name=user.name))
        self.refreshed()

    def _take_badge(self) -> None:
        user = self._user
        if user is not None:
            people = self.desk.open_till.people
            self.attempt(lambda _: people.set_badge(user.user_id, ""), lambda _: self.refreshed())

    def _new_pin(self) -> None:
        user = self._user
        if user is not None:
            self.desk.go("pin", user_id=user.user_id, person=user.name)

    def _add(self) -> None:
        name = " ".join(self.letters.field.text.split())
        if any(user.name == name for user in self._people.values()):
            messages.warning(translate("people", "Somebody here is called {name} already").format(name=name))
            return
        self.desk.go("pin", person=name, role=self._role)


def _role_name(role: Role) -> str:
    from cashier_app.till.rights import ROLE_NAMES

    return words().translate("roles", ROLE_NAMES[role])


def _entry(user: User, badge: bool) -> Entry:
    """A person as a row."""
    if user.active:
        parts = [_role_name(user.role), *([translate("people", "badge")] if badge else [])]
        return Entry(user.user_id, user.name, " · ".join(parts))
    return Entry(user.user_id, user.name, translate("people", "does not work here any more"), tone="barred")
