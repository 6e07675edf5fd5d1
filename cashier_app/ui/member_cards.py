"""Cards and telephones of the buyer on the receipt: a lost one is blocked, a broken one replaced by a blank card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate
from cashier_app.ui.listing import Entry, Listing, under_head
from cashier_app.ui.panels import Label, Panel, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from cashier_app.devices.scan import Scan
    from cashier_app.till.member_cards import CardRow, Changed, MemberCards
    from cashier_app.till.rights import Permission


class MemberCardsScreen(Screen):
    """The list at the left; at the right what is done with the chosen one, and F12 does it: never Enter."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: dict[str, CardRow] = {}
        self._act: Literal["replace", "block"] = "replace"
        self._busy = False
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        edge_to_edge(panel)
        self.who = Label("", "title")
        self.hint = Label(self._hint, "quiet", wrap=True)
        self.list = Listing(lambda: translate("cards", "Nothing is known of this buyer."))
        self.list.moved.connect(lambda _: self._settle())
        names = column(gap=2)
        names.addWidget(self.who)
        names.addWidget(self.hint)
        under_head(panel, names, self.list)
        return panel

    def _right(self) -> QWidget:
        self.replace = TouchButton(lambda: translate("cards", "Replace"), "chosen", Qt.Key.Key_F1)
        self.block = TouchButton(lambda: translate("cards", "Block"), "plain", Qt.Key.Key_F2)
        self.replace.activated.connect(lambda: self._choose("replace"))
        self.block.activated.connect(lambda: self._choose("block"))
        self.pad = Keypad(self._field_name, mark=False)
        self.keypad = self.pad
        self.pad.field.changed.connect(lambda _: self._settle())
        self.leave = TouchButton(lambda: translate("cards", "Back"), "side", Qt.Key.Key_Escape)
        self.leave.activated.connect(self.desk.back)
        self.act = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.act.setMinimumHeight(theme.px(76))
        self.act.activated.connect(self._do)
        right = QWidget()
        box = column(right, gap=12)
        acts, foot = row(), row()
        for button in (self.replace, self.block):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            acts.addWidget(button, 1)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.act, 3)
        box.addLayout(acts)
        box.addWidget(self.pad, 1)
        box.addLayout(foot)
        return right

    @property
    def _cards(self) -> MemberCards:
        return self.desk.open_till.member_cards

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._busy = False
        self.pad.field.set_text("")
        self.list.set_current("")
        self._choose("replace")
        self.refreshed()

    def returned(self) -> None:
        """Back from a colleague's permission: what was chosen stands."""

    def refreshed(self) -> None:
        member = self.desk.open_till.selling.view().member
        self.who.set_text(" · ".join(filter(None, (member.name, member.level))) if member is not None else "")
        try:
            rows = self._cards.rows()
        except WorldError:
            rows = []
        self._rows = {each.hash or each.kind: each for each in rows}
        self.list.set_entries(
            [
                Entry(key, each.title, each.state, tone="plain" if each.active else "barred")
                for key, each in self._rows.items()
            ]
        )
        self._settle()

    def scanned(self, scan: Scan) -> bool:
        """A blank card that comes in the place of the chosen one."""
        messages.clear()
        try:
            number = self._cards.identified("card", scan.text).value
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return True
        sounds.accepted()
        if self._chosen is None or self._chosen.kind == "phone":
            self.list.set_current(next((key for key, each in self._rows.items() if _is_card(each)), ""))
        self._choose("replace")
        self.pad.field.set_text(number)
        return True

    # --- choosing --------------------------------------------------------------------------------------

    @property
    def _chosen(self) -> CardRow | None:
        return self._rows.get(self.list.current)

    def _choose(self, act: Literal["replace", "block"]) -> None:
        self._act = act
        self.replace.set_role("chosen" if act == "replace" else "plain")
        self.block.set_role("chosen" if act == "block" else "plain")
        self._settle()

    def _hint(self) -> str:
        return translate("cards", "Choose what was lost, then scan a blank card or type the new number")

    def _field_name(self) -> str:
        phone = self._chosen is not None and self._chosen.kind == "phone"
        return translate("cards", "New telephone") if phone else translate("cards", "New card")

    def _act_text(self) -> str:
        if self._act == "block":
            return translate("cards", "Block it")
        chosen = self._chosen
        if chosen is not None and chosen.kind == "phone":
            return translate("cards", "Change the telephone")
        if chosen is not None and not chosen.hash:
            return translate("cards", "Give the card")
        return translate("cards", "Replace the card")

    def _settle(self) -> None:
        self.pad.field.set_name(self._field_name)
        self.act.set_text(self._act_text)
        self.act.set_reason(self._lacking(), shown=True)

    def _lacking(self) -> Text | str:
        chosen = self._chosen
        if self._busy:
            return lambda: translate("cards", "it is being written")
        if chosen is None:
            return lambda: translate("cards", "choose a card or telephone")
        if not chosen.active:
            return lambda: translate("cards", "this one is not in use any more")
        if self._act == "block":
            return "" if chosen.hash else lambda: translate("cards", "there is nothing to block")
        if not self.pad.field.text:
            if chosen.kind == "phone":
                return lambda: translate("cards", "type the new number")
            return lambda: translate("cards", "scan a blank card")
        return ""

    # --- doing it --------------------------------------------------------------------------------------

    def _do(self) -> None:
        """Ask the server first whose the new one is, where it can be asked; then write."""
        chosen, typed = self._chosen, self.pad.field.text
        if chosen is None:
            return
        messages.clear()
        if self._act == "block":
            self._write(lambda given: self._cards.block(chosen, given))
            return
        try:
            digest = self._cards.identified(chosen.kind, typed).hash
        except WorldError as error:
            self._refused(error)
            return
        self._busy = True
        self._settle()
        self.desk.look_up(digest, lambda _: self._looked_up(chosen, typed))

    def _looked_up(self, chosen: CardRow, typed: str) -> None:
        """One that the server knows is known here from now on, and refused with words."""
        self._busy = False
        self._settle()
        if self.isVisible():
            self._write(lambda given: self._cards.replace(chosen, typed, given))

    def _write(self, act: Callable[[Permission | None], Future[Changed]]) -> None:
        self.attempt(act, self._changed)

    def _changed(self, changed: Changed) -> None:
        self.pad.field.set_text("")
        self.list.set_current("")
        self.desk.open_till.selling.refresh_member()
        self.refreshed()
        waits = translate("cards", "The server will hear of it when it answers; elsewhere the old one works until then")
        messages.info(changed.sentence, waits if changed.waits else "")

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self._settle()
        sounds.refused()
        messages.failure(error)


def _is_card(each: CardRow) -> bool:
    return each.kind == "card" and each.active
