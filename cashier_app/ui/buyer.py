"""Finding the buyer by telephone, card number or a part of either, and what can be done about the buyer's card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cashier_app.core.errors import WorldError
from cashier_app.till.buyer_search import NobodyByPart, NoPartsOffline, is_part
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, translate, words
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.sync.messages import FoundMember, FoundMembers


class BuyerScreen(Screen):
    """`entered(typed=…)` begins with digits that were typed on the selling screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asking = ""
        self._members: dict[str, FoundMember] = {}
        left = Panel(padding=24)
        self.who = Label("", "title", wrap=True)
        self.detail = Label("", "quiet", wrap=True)
        self.coming = Label("", "strong", wrap=True)
        self.perks = Label("", "points", wrap=True)
        left.box.addWidget(self.who)
        left.box.addWidget(self.detail)
        left.box.addWidget(self.coming)
        left.box.addWidget(self.perks)
        self.found = Listing(lambda: "")
        self.found.touched.connect(lambda _: self._take())
        self.found.moved.connect(lambda _: self._settle())
        left.box.addWidget(self.found, 1)
        self.card = TouchButton(lambda: translate("buyer", "New card"), "plain", Qt.Key.Key_Home)
        self.card.activated.connect(self._new_card)
        self.history = TouchButton(lambda: translate("buyer", "Purchases and points"), "plain", Qt.Key.Key_F2)
        self.history.activated.connect(lambda: desk.go("history"))
        self.cards = TouchButton(lambda: translate("buyer", "Cards"), "plain", Qt.Key.Key_F3)
        self.cards.activated.connect(lambda: desk.go("cards"))
        self.leave = TouchButton(lambda: translate("buyer", "To the receipt"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(lambda: desk.go("selling"))
        self.detach = TouchButton(lambda: translate("buyer", "Take the card off"), "danger", Qt.Key.Key_Delete)
        self.detach.activated.connect(self._detach)
        acts = row()
        acts.addWidget(self.history)
        acts.addWidget(self.cards)
        acts.addStretch(1)
        for button in (self.found.up, self.found.down):
            acts.addWidget(button)
        left.box.addLayout(acts)
        foot = row()
        foot.addWidget(self.leave)
        foot.addStretch(1)
        foot.addWidget(self.card)
        foot.addWidget(self.detach)
        left.box.addLayout(foot)
        self.pad = Keypad(lambda: translate("buyer", "Telephone or card"), mark=False)
        self.keypad = self.pad
        self.search = TouchButton(self._act_text, "action", Qt.Key.Key_F12)
        self.search.setMinimumHeight(theme.px(72))
        self.search.activated.connect(self._act)
        self.pad.entered.connect(lambda _: self.search.press())
        self.pad.field.changed.connect(lambda _: self._forget())
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        box.addWidget(self.search)
        self.halves(left, right)

    def entered(self, **given: Any) -> None:
        self._show_found(())
        self.pad.field.set_text(given.get("typed", ""))
        self.refreshed()

    def refreshed(self) -> None:
        member = self.desk.open_till.selling.view().member
        unknown = member is None or member.unclaimed
        self.cards.set_reason((lambda: translate("buyer", "No registered buyer is on this receipt")) if unknown else "")
        self.history.set_reason("" if member else lambda: translate("buyer", "There is no card on this receipt"))
        if member is None:
            self.who.set_text(lambda: translate("buyer", "Buyer without a card"))
            self.detail.set_text(
                lambda: translate(
                    "buyer",
                    "Scan the card, or type the telephone (9161234567) or the card's number. With the server there, "
                    "the last four digits or a part of the number do.",
                )
            )
            self.detach.set_reason(lambda: translate("buyer", "There is no card on this receipt"))
            self.card.set_reason("")
            self.coming.set_text("")
            self.perks.set_text("")
        else:
            self.who.set_text(" · ".join(filter(None, (member.name, member.level, member.card))))
            self.detail.set_text(" · ".join(filter(None, (member.progress_text, member.as_of))))
            known: Text | str = (
                (lambda: translate("selling", "A card is on the receipt already")) if not member.unclaimed else ""
            )
            self.card.set_reason(known)
            self.coming.set_text(" · ".join(filter(None, (member.coming, member.announcement))))
            self.perks.set_text("\n".join(filter(None, (*member.perks, member.birthday))))
            self.detach.set_reason("")
        self._settle()

    def scanned(self, scan: Scan) -> bool:
        self.desk.go("selling", scan=scan)
        return True

    # --- finding ---------------------------------------------------------------------------------------

    def _settle(self) -> None:
        self.search.set_text(self._act_text)
        if self._asking:
            self.search.set_reason(lambda: translate("buyer", "the server is being asked"), shown=True)
        elif self.pad.field.text or self.found.current:
            self.search.set_reason("")
        else:
            self.search.set_reason(lambda: translate("buyer", "type the telephone number"), shown=True)

    def _act_text(self) -> str:
        return translate("buyer", "This one") if self.found.current else translate("buyer", "Find")

    def _new_card(self) -> None:
        self.desk.go("registering", typed=self.pad.field.text)

    def _forget(self) -> None:
        """Other digits: those found by the ones before are no answer to them."""
        self._show_found(())

    def _act(self) -> None:
        if self.found.current:
            self._take()
        else:
            self._find()

    def _find(self) -> None:
        """A part of a number is the server's to find; a whole one is looked for here, then asked of it once."""
        typed, selling = self.pad.field.text, self.desk.open_till.selling
        messages.clear()
        if is_part(typed):
            self._asking = typed
            self._settle()
            self.desk.find_members(typed, lambda found: self._parts_came(typed, found))
            return
        self._whole(selling.is_card(typed), typed)

    def _whole(self, card: bool, typed: str, asked: bool = False) -> None:
        from cashier_app.till.selling import BuyerNotFound

        selling = self.desk.open_till.selling
        try:
            if card:
                self.desk.go("selling", outcome=selling.type_code(typed))
                return
            outcome = selling.find_phone(typed)
        except BuyerNotFound as error:
            if asked:
                self._refuse(error)
            else:
                self._ask(selling.phone_hash(typed), lambda: self._whole(card, typed, asked=True))
        except WorldError as error:
            self._refuse(error)
        else:
            self.desk.go("selling", outcome=outcome)

    def _ask(self, digest: str, then: Callable[[], None]) -> None:
        """Ask the server for one account; nothing happens to who has gone on, or typed on, meanwhile."""
        asking = self._asking = digest
        self._settle()

        def told(_: bool) -> None:
            if self.isVisible() and self._asking == asking:
                self._asking = ""
                then()

        self.desk.look_up(digest, told)

    def _parts_came(self, typed: str, found: FoundMembers | None) -> None:
        if not self.isVisible() or self._asking != typed:
            return
        self._asking = ""
        if found is None:
            self._refuse(NoPartsOffline())
        elif not found.members:
            self._refuse(NobodyByPart(digits=typed))
        else:
            self._show_found(found.members)
            if found.more:
                messages.info(translate("buyer", "There are more: type more digits"))

    def _show_found(self, members: Sequence[FoundMember]) -> None:
        """Initials and masks to choose from; levels by their names, where this till knows them."""
        self._asking = ""
        self._members = {each.hash: each for each in members}
        programme = self.desk.open_till.selling.programme if members else None
        names = {level.id: level.name for level in programme.levels.ladder} if programme is not None else {}
        spoken = words().language
        self.found.set_entries(
            [
                Entry(
                    each.hash,
                    each.display or translate("buyer", "Without a name"),
                    names[each.level_id].in_language(spoken) if each.level_id in names else "",
                    each.masked,
                    translate("buyer", "telephone") if each.kind == "phone" else translate("buyer", "card"),
                    "barred" if each.state != "active" else "plain",
                )
                for each in members
            ]
        )
        self._settle()

    def _take(self) -> None:
        """The one who was chosen: known here, or looked up at the server."""
        self._attach(self.found.current, asked=False)

    def _attach(self, digest: str, asked: bool) -> None:
        from cashier_app.till.selling import BuyerNotFound

        if not digest:
            return
        messages.clear()
        try:
            outcome = self.desk.open_till.selling.find_hash(digest)
        except BuyerNotFound as error:
            if asked:
                self._refuse(error)
            else:
                self._ask(digest, lambda: self._attach(digest, asked=True))
        except WorldError as error:
            self._refuse(error)
        else:
            self.desk.go("selling", outcome=outcome)

    def _refuse(self, error: WorldError) -> None:
        self._settle()
        sounds.refused()
        messages.failure(error)

    def _detach(self) -> None:
        messages.clear()
        self.desk.go("selling", outcome=self.desk.open_till.selling.detach_member())
