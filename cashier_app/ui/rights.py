"""Rights of roles: a table of rights and roles, each cell touched to give or to take."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from cashier_app.till.rights import LOCKED, RIGHT_NAMES, ROLE_NAMES, ROLES, Right, Role
from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.panels import Label, Panel, Rule, column, row
from cashier_app.ui.screen import Desk, Screen

#: Rights on a page.
ROWS: Final = 7
ROLE_KEYS: Final = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4)


class RightsScreen(Screen):
    """Up and down choose a right, F1 to F4 give it to a role or take it; a touch on a cell does both."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rights: tuple[Right, ...] = tuple(RIGHT_NAMES)
        self._roles: tuple[Role, ...] = tuple(ROLES)
        self._current = 0
        #: The next touch of “As installed” does it.
        self._sure = False
        box = column(self, gap=12, padding=12)
        box.addWidget(self._table(), 1)
        box.addLayout(self._foot())

    # --- how it is put together ------------------------------------------------------------------------

    def _table(self) -> QWidget:
        panel = Panel(padding=16)
        head = row()
        head.addWidget(Label(lambda: translate("rights_screen", "Rights of roles"), "title"), 1)
        self.page = Label("", "quiet")
        head.addWidget(self.page)
        grid = QGridLayout()
        grid.setSpacing(theme.px(theme.GAP))
        grid.setColumnStretch(0, 5)
        self.heads: list[TouchButton] = []
        for place, (role, key) in enumerate(zip(self._roles, ROLE_KEYS, strict=True)):
            button = TouchButton(partial(_role_name, role), "side", key)
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            button.activated.connect(lambda role=role: self._switch(self._current, role))
            self.heads.append(button)
            grid.addWidget(button, 0, 1 + place)
            grid.setColumnStretch(1 + place, 3)
        self.names = [Label("", "body", wrap=True) for _ in range(ROWS)]
        self.cells = [[TouchButton("", "plain") for _ in self._roles] for _ in range(ROWS)]
        for number, (label, cells) in enumerate(zip(self.names, self.cells, strict=True)):
            grid.addWidget(label, 1 + number, 0)
            grid.setRowStretch(1 + number, 1)
            for place, (cell, role) in enumerate(zip(cells, self._roles, strict=True)):
                policy = cell.sizePolicy()
                policy.setRetainSizeWhenHidden(True)
                cell.setSizePolicy(policy)
                cell.setMinimumHeight(theme.px(theme.TARGET))
                cell.activated.connect(lambda number=number, role=role: self._touch(number, role))
                grid.addWidget(cell, 1 + number, 1 + place)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addLayout(grid, 1)
        return panel

    def _foot(self) -> Any:
        self.up = TouchButton("", "side", Qt.Key.Key_Up, icon="up")
        self.down = TouchButton("", "side", Qt.Key.Key_Down, icon="down")
        self.before = TouchButton(lambda: translate("rights_screen", "Page back"), "plain", Qt.Key.Key_PageUp)
        self.after = TouchButton(lambda: translate("rights_screen", "Next page"), "plain", Qt.Key.Key_PageDown)
        self.reset = TouchButton(self._reset_text, "danger", Qt.Key.Key_F8)
        self.leave = TouchButton(lambda: translate("rights_screen", "Back"), "action", Qt.Key.Key_Escape)
        self.leave.setMinimumHeight(theme.px(76))
        self.up.activated.connect(lambda: self._move(-1))
        self.down.activated.connect(lambda: self._move(1))
        self.before.activated.connect(lambda: self._move(-ROWS))
        self.after.activated.connect(lambda: self._move(ROWS))
        self.reset.activated.connect(self._reset)
        self.leave.activated.connect(self.desk.back)
        foot = row()
        for button, share in (
            (self.up, 1),
            (self.down, 1),
            (self.before, 2),
            (self.after, 2),
            (self.reset, 3),
            (self.leave, 3),
        ):
            foot.addWidget(button, share)
        return foot

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._current = 0
        self._sure = False
        self.refreshed()

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_F8 and self._sure:
            self._sure = False
            self._show()
        return super().key_pressed(event)

    def refreshed(self) -> None:
        self._show()

    # --- showing ---------------------------------------------------------------------------------------

    @property
    def _first(self) -> int:
        """The first right of the page."""
        return self._current // ROWS * ROWS

    def _show(self) -> None:
        people = self.desk.open_till.people
        may = people.may("users")
        barred: Text = lambda: translate("rights_screen", "Only an administrator changes rights")  # noqa: E731
        locked: Text = lambda: translate(  # noqa: E731
            "rights_screen", "It stays: without it nobody could put anything right again"
        )
        held = {role: people.rights_of(role) for role in self._roles}
        for number, (label, cells) in enumerate(zip(self.names, self.cells, strict=True)):
            place = self._first + number
            known = place < len(self._rights)
            label.setVisible(known)
            if known:
                name = words().translate("rights", RIGHT_NAMES[self._rights[place]])
                label.set_text(f"▸ {name}" if place == self._current else name)
                label.set_role("strong" if place == self._current else "body")
            for cell, role in zip(cells, self._roles, strict=True):
                cell.setVisible(known)
                if not known:
                    continue
                right = self._rights[place]
                has = right in held[role]
                cell.set_text(_yes if has else "—")
                cell.set_role("good" if has else "plain")
                cell.set_reason(barred if not may else (locked if (role, right) in LOCKED else ""))
                cell.say(partial(_cell_name, role, right, has))
        for button in self.heads:
            button.set_reason("" if may else barred)
        self.reset.set_reason("" if may else barred)
        self.reset.set_text(self._reset_text)
        self._settle()

    def _settle(self) -> None:
        pages, page = -(-len(self._rights) // ROWS), self._current // ROWS + 1
        self.page.set_text(translate("tiles", "Page {page} of {pages}").format(page=page, pages=pages))
        first: Text = lambda: translate("tiles", "This is the first page")  # noqa: E731
        last: Text = lambda: translate("tiles", "This is the last page")  # noqa: E731
        self.before.set_reason("" if page > 1 else first)
        self.after.set_reason("" if page < pages else last)
        self.up.set_reason("" if self._current else first)
        self.down.set_reason("" if self._current + 1 < len(self._rights) else last)

    def _reset_text(self) -> str:
        if self._sure:
            return translate("rights_screen", "Once more: really all?")
        return translate("rights_screen", "As installed")

    # --- changing --------------------------------------------------------------------------------------

    def _move(self, by: int) -> None:
        self._current = min(max(self._current + by, 0), len(self._rights) - 1)
        self._show()

    def _touch(self, number: int, role: Role) -> None:
        self._switch(self._first + number, role)

    def _switch(self, place: int, role: Role) -> None:
        """Give the right to the role, or take it."""
        self._current, self._sure = place, False
        people, right = self.desk.open_till.people, self._rights[place]
        given = right not in people.rights_of(role)
        self.attempt(lambda _: people.change_right(role, right, given), lambda _: self._changed(role, right, given))
        self._show()

    def _changed(self, role: Role, right: Right, given: bool) -> None:
        told = (
            translate("rights_screen", "{role} may now: {right}")
            if given
            else translate("rights_screen", "{role} may no longer: {right}")
        )
        name = words().translate("rights", RIGHT_NAMES[right])
        messages.info(told.format(role=_role_name(role), right=name))
        self._show()

    def _reset(self) -> None:
        if not self._sure:
            self._sure = True
            self._show()
            return
        self._sure = False
        self.attempt(lambda _: self.desk.open_till.people.rights_as_installed(), lambda _: self._was_reset())

    def _was_reset(self) -> None:
        messages.info(translate("rights_screen", "All roles are as installed"))
        self._show()


def _yes() -> str:
    return translate("rights_screen", "yes")


def _role_name(role: Role) -> str:
    return words().translate("roles", ROLE_NAMES[role])


def _cell_name(role: Role, right: Right, has: bool) -> str:
    """A cell for whoever cannot see its row and column."""
    name = words().translate("rights", RIGHT_NAMES[right])
    held = translate("rights_screen", "yes") if has else translate("rights_screen", "no")
    return f"{_role_name(role)}, {name}: {held}"
