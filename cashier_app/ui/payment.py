"""Payment: cash with notes and change, card and SBP approved by the number on the slip, and mixtures."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.devices.terminal_worker import OFF
from cashier_app.till.buyer_view import BuyerView, buyer_of_payment, buyer_of_receipt
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.done import Done, DonePage
from cashier_app.ui.gift_taker import GiftTaker
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import Text, fixed, translate, words
from cashier_app.ui.listing import Entry, Listing, RowTone
from cashier_app.ui.panels import Figures, Label, Panel, Rule, beside, column, edge_to_edge, row
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.wired_terminal import WiredTerminal

if TYPE_CHECKING:
    from cashier_app.devices.payment_terminal import TerminalAnswer
    from cashier_app.devices.scan import Scan
    from cashier_app.devices.terminal_worker import Order
    from cashier_app.till.gift_cards import CardAsked
    from cashier_app.till.paying import KindView, LegView, Paying, PaymentView, SoldReceipt
    from cashier_app.till.rights import Permission

#: Keys of the notes, the exact sum first.
NOTE_KEYS = (Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F5)


class PaymentScreen(Screen):
    """Shows `till.paying.view()`.

    Enter does nothing here, because scanners send it; F12 takes what is typed and never an empty field,
    so that a key pressed twice on the receipt does not pay it.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._view: PaymentView | None = None
        self._busy = False
        self._gifts = GiftTaker(desk, self._pays_with, self._asks_gift, self)
        self.wired = WiredTerminal(desk, self._order, self._terminal_answered, self)
        self.wired.changed.connect(self._tell_of_terminal)
        self.pages = QStackedWidget()
        page = QWidget()
        beside(page, self._left(), self._right())
        self.done = DonePage(self)
        self.pages.addWidget(page)
        self.pages.addWidget(self.done)
        column(self).addWidget(self.pages)

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        self.to_pay = Figures(lambda: translate("payment", "To pay"), "title", "total")
        self.rounded = Label("", "quiet", align=Qt.AlignmentFlag.AlignRight)
        self.by_kind = Label("", "saved", wrap=True, align=Qt.AlignmentFlag.AlignRight)
        self.card_offer = Label("", "points", wrap=True)
        self.legs = Listing(lambda: translate("payment", "Nothing has been taken yet"))
        self.legs.up.setParent(None)
        self.legs.down.setParent(None)
        self.give_back = TouchButton(self._give_back_text, "plain", Qt.Key.Key_Delete)
        self.give_back.activated.connect(self._give_back)
        self.ask = Panel("warning_tint", padding=14)
        self.ask_title = Label("", "strong", wrap=True)
        self.ask_text = Label(self._how_to_ask, "body", wrap=True)
        self.ask.box.addWidget(self.ask_title)
        self.ask.box.addWidget(self.ask_text)
        self.rest = Figures(lambda: translate("payment", "Left to pay"), "title", "total")
        self.change = Label("", "large", wrap=True, align=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.change.setMinimumHeight(theme.px(84))
        head, foot = column(gap=2), column(gap=4)
        for box in (head, foot):
            box.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(14))
        head.addWidget(self.to_pay)
        head.addWidget(self.rounded)
        head.addWidget(self.by_kind)
        head.addWidget(self.card_offer)
        back = row()
        back.addWidget(self.give_back)
        back.addStretch(1)
        foot.addWidget(self.ask)
        foot.addLayout(back)
        foot.addWidget(self.rest)
        foot.addWidget(self.change)
        edge_to_edge(panel)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.legs, 1)
        panel.box.addWidget(Rule())
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.notes = [TouchButton("", "plain", key) for key in NOTE_KEYS]
        notes = QGridLayout()
        notes.setSpacing(theme.px(theme.GAP))
        for index, note in enumerate(self.notes):
            note.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            note.activated.connect(lambda index=index: self._note(index))
            place = index + 1 if index else 0
            notes.addWidget(note, place // 3, place % 3, 1, 1 if index else 2)
        for index in range(3):
            notes.setColumnStretch(index, 1)
        self.keypad = Keypad(self._field_name)
        double = self.keypad.enter
        double.key = None
        double.set_text("00")
        double.set_role("digit")
        double.activated.disconnect()
        double.activated.connect(lambda: self._field.insert("00"))
        self._field.changed.connect(lambda _: self._typed())
        self.card = TouchButton(lambda: translate("payment", "By card"), "side", Qt.Key.Key_F7)
        self.sbp = TouchButton(lambda: translate("payment", "SBP"), "side", Qt.Key.Key_F8)
        self.declined = TouchButton(lambda: translate("payment", "Declined"), "side", Qt.Key.Key_F9)
        self.back = TouchButton(lambda: translate("payment", "Back"), "side", Qt.Key.Key_Escape)
        self.take = TouchButton(self._take_text, "action", Qt.Key.Key_F12, sub=self._take_sub)
        self.card.activated.connect(lambda: self._ask("card"))
        self.sbp.activated.connect(lambda: self._ask("sbp"))
        self.gift = TouchButton(lambda: translate("payment", "Gift card"), "side", Qt.Key.Key_F6)
        self.gift.activated.connect(self._gift_by_hand)
        self.declined.activated.connect(self._decline)
        self.back.activated.connect(self._leave)
        self.take.activated.connect(self._take)
        self.take.setMinimumHeight(theme.px(76))
        right = QWidget()
        box = column(right, gap=12)
        box.addLayout(notes)
        box.addWidget(self.keypad, 1)
        kinds, foot = row(), row()
        for button in (self.gift, self.card, self.sbp, self.declined):
            kinds.addWidget(button, 1)
        foot.addWidget(self.back, 1)
        foot.addWidget(self.take, 3)
        box.addLayout(kinds)
        box.addLayout(foot)
        return right

    @property
    def _field(self) -> Any:
        assert self.keypad is not None
        return self.keypad.field

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def paying(self) -> Paying:
        """The payment that is open."""
        return self.desk.open_till.paying

    def entered(self, **given: Any) -> None:
        if self._busy:  # something asked before is still being written: its end shows what became of it
            return
        if given.get("unseen") and self.pages.currentWidget() is self.done:
            self.done.refreshed()
            return
        self._field.set_text("")
        try:
            self._show(self._begin())
        except WorldError as error:
            messages.failure(error)
            self.desk.go("selling")
            return
        for asked in self.desk.open_till.selling.take_gifts():
            self._gifts.take(asked, "")

    def _begin(self) -> PaymentView:
        """The payment that is open, one that a crash left in doubt, or a new one."""
        if self.paying.active:
            return self.paying.view()
        return self.paying.in_doubt() or self.paying.start()

    def returned(self) -> None:
        """Back from a colleague's permission, or from the lock."""
        self.refreshed()

    def refreshed(self) -> None:
        if self.pages.currentWidget() is self.done:
            self.done.refreshed()
        elif not self._busy and self.paying.active:
            self._show(self.paying.view())

    def scanned(self, scan: Scan) -> bool:
        if self.pages.currentWidget() is self.done:
            self.desk.go("selling", scan=scan)
            return True
        if self._gifts.scanned(scan, self._field.take):
            return True
        if self._comes_in_time(scan):
            self._take_card(scan)
            return True
        sounds.refused()
        messages.warning(
            translate("payment", "The receipt is being paid: the scan was not taken"),
            translate("payment", "Finish the payment, or go back to the receipt and scan again"),
        )
        return True

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return True
        # a key held down pays once, and does not go on to the next receipt
        if event.isAutoRepeat() and event.key() == Qt.Key.Key_F12:
            return True
        if self.pages.currentWidget() is self.done:
            super().key_pressed(event)
            return True
        return super().key_pressed(event)

    # --- showing ---------------------------------------------------------------------------------------

    def _show(self, view: PaymentView) -> None:
        self._view = view
        self.desk.buyer_sees(self._for_buyer)
        if view.sold is not None:
            messages.clear()
            self.done.show_done(_done(view.sold))
            self.pages.setCurrentIndex(1)
            self.desk.unseen = "" if self.isVisible() else "payment"
            return
        self.pages.setCurrentIndex(0)
        self.to_pay.set_figure(view.to_pay)
        self.rounded.set_text(view.cash_rounded)
        self.by_kind.set_text("\n".join(filter(None, (view.by_kind, *map(_by_kind, view.kinds)))))
        self.card_offer.set_text(view.enrolment)
        sums = {kind.kind: kind.left for kind in view.kinds}
        self.card.set_sub(sums.get("card", ""))
        self.sbp.set_sub(sums.get("sbp", ""))
        self.rest.set_figure(view.left)
        self.legs.set_entries([_leg(leg) for leg in view.legs])
        waiting = [leg for leg in view.legs if leg.state in ("authorising", "unknown")]
        self.ask.setVisible(view.card_asked)
        if waiting:
            self.ask_title.set_text(f"{waiting[0].title} · {waiting[0].amount}")
            self.ask_text.set_text(self._how_to_ask)
        for index, note in enumerate(self.notes):
            note.set_text(view.quick_notes[index][0] if index < len(view.quick_notes) else "")
        self._typed()
        if not self._busy:
            self.wired.look()
            self._tell_of_terminal()

    def _order(self) -> Order | None:
        return self.paying.order()

    def _tell_of_terminal(self) -> None:
        """What the wired terminal does, and what can be done about it."""
        if self.wired.used and self._asked and not self._busy:
            self.ask_text.set_text(self._how_to_ask)
            self._typed()

    def _terminal_answered(self, payment_id: str, answer: TerminalAnswer) -> None:
        """The terminal's own answer: kept without anybody's touch."""
        if self._busy:
            return
        try:
            kept = self.paying.terminal_answered(payment_id, answer)
        except WorldError as error:
            self._not_kept(error)
            return
        if kept is not None:
            self._busy = True
            if answer.state == "declined":
                off = translate("payment", "The terminal is off or cannot be reached")
                messages.warning(translate("payment", "The terminal has declined"), off if answer.reason == OFF else "")
            self.desk.background.watch(kept, self._went, self._not_kept, owner=self)

    def _not_kept(self, error: BaseException) -> None:
        self.wired.hold()
        self._failed(error)

    def _for_buyer(self) -> BuyerView:
        """The payment beside the goods that are paid; these stand on the receipt until all is paid."""
        assert self._view is not None
        sold = self._view.sold is not None
        before = BuyerView() if sold else buyer_of_receipt(self.desk.open_till.selling.view(), words())
        return buyer_of_payment(self._view, before, words())

    def _typed(self) -> None:
        """What is typed has changed: the change, and what can be done with it."""
        view = self._view
        if view is None:
            return
        asked = view.card_asked
        typed = self._field.text
        self._field.set_name(self._field_name)
        text = "" if asked or not typed else self.paying.change_for(typed)
        self.change.set_text(text)
        in_doubt: Text = lambda: translate("payment", "The card's answer comes first")  # noqa: E731
        free: Text | str = in_doubt if asked else ""
        for index, note in enumerate(self.notes):
            note.set_reason(free if index < len(view.quick_notes) else fixed("—"))
        self.card.set_reason(free)
        self.sbp.set_reason(free)
        self.gift.set_reason(free or view.no_gift)
        self.declined.set_reason("" if asked else lambda: translate("payment", "No card has been asked for"))
        self.declined.set_text(self._decline_text)
        has_cash = any(leg.kind in ("cash", "gift") and leg.state == "given" for leg in view.legs)
        self.give_back.set_reason(free if has_cash else lambda: translate("payment", "No cash has been taken"))
        self.give_back.set_text(self._give_back_text)
        self.back.set_reason("" if view.can_leave else self._why_stay)
        if asked and self.wired.used and not (typed and self.wired.silent):
            self.take.set_reason(self.wired.ask_reason(), shown=True)
        elif typed:
            self.take.set_reason("")
        elif asked:
            self.take.set_reason(lambda: translate("payment", "type the number from the slip"), shown=True)
        else:
            self.take.set_reason(lambda: translate("payment", "touch a note or type the sum"), shown=True)
        self.take.set_text(self._take_text)

    @property
    def _asked(self) -> bool:
        return self._view is not None and self._view.card_asked

    def _field_name(self) -> str:
        if self._asked:
            return translate("payment", "Number of the slip")
        return translate("payment", "Received, ₽")

    def _give_back_text(self) -> str:
        if self._view is not None and any(leg.kind == "gift" for leg in self._view.legs):
            return translate("payment", "Undo payments")
        return translate("payment", "Give the cash back")

    def _decline_text(self) -> str:
        if self._asked and self.wired.used and not (self.wired.voiding and self.wired.silent):
            return translate("payment", "Cancel it")
        return translate("payment", "Declined")

    def _take_text(self) -> str:
        if self._asked and self.wired.used and not (self._field.text and self.wired.silent):
            return translate("payment", "Ask again")
        return translate("payment", "Approved") if self._asked else translate("payment", "Take cash")

    def _take_sub(self) -> str:
        if self._asked and self.wired.used and not (self._field.text and self.wired.silent):
            return ""
        return translate("payment", "by the number typed") if self._asked else ""

    def _how_to_ask(self) -> str:
        if self.wired.used:
            return self.wired.words()
        if self._view is not None and any(leg.state == "unknown" for leg in self._view.legs):
            return translate(
                "payment",
                "The till was stopped while the terminal was asked. Do not charge again: look at the terminal's "
                "last slip. Approved: type its number and touch “Approved”. No slip or a refusal: touch “Declined”.",
            )
        return translate(
            "payment",
            "Put this sum on the terminal. Approved: type the number from its slip and touch “Approved”. "
            "Declined: touch “Declined”. If the terminal is silent, print its last slip or its report: "
            "the card must not be charged twice.",
        )

    def _why_stay(self) -> str:
        if self._asked:
            return translate("payment", "The card's answer comes first")
        return translate("payment", "A card has been charged: pay the rest")

    # --- what is done ----------------------------------------------------------------------------------

    def _follow(self, asked: Future[PaymentView]) -> None:
        self.follow(asked, lambda: None)

    def follow(self, asked: Future[PaymentView], over: Callable[[], None]) -> None:
        """Show what comes of an act; `over` is called then."""
        self._busy = True

        def went(view: PaymentView) -> None:
            self._went(view)
            over()

        def failed(error: BaseException) -> None:
            self._failed(error)
            over()

        self.desk.background.watch(asked, went, failed, owner=self)

    def _went(self, view: PaymentView) -> None:
        self._busy = False
        self._field.set_text("")
        self._show(view)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        sounds.refused()
        messages.failure(error)
        if self.paying.active:
            self._show(self.paying.view())

    def _try(self, act: Any) -> None:
        """Do something that gives a future of the new view; a refusal is told, and what was typed stays."""
        if self._busy:
            return
        try:
            asked = act()
        except WorldError as error:
            self._failed(error)
            return
        messages.clear()
        self._follow(asked)

    def _note(self, index: int) -> None:
        view = self._view
        if view is not None and index < len(view.quick_notes):
            self._try(lambda: self.paying.add_cash(view.quick_notes[index][1]))

    def _take(self) -> None:
        typed = self._field.text
        if self._asked and self.wired.used:
            if typed and self.wired.silent:
                self._answer_for_it(lambda given: self.paying.card_approved(typed, given))
            else:
                self.wired.ask_again()
        elif self._asked:
            self._try(lambda: self.paying.card_approved(typed))
        else:
            self._try(lambda: self.paying.add_cash(typed))

    def _ask(self, kind: Literal["card", "sbp"]) -> None:
        typed = self._field.text
        self._try(lambda: self.paying.ask_card(typed, kind))

    # --- gift cards ------------------------------------------------------------------------------------

    def _gift_by_hand(self) -> None:
        """A number that is typed, or the word that a card may be scanned now."""
        if not self._busy:
            self._gifts.typed(self._field.take())

    def _asks_gift(self, asking: bool) -> None:
        """The server is asked about a gift card: nothing else is taken meanwhile."""
        self._busy = asking
        if asking:
            self.change.set_text(translate("payment", "The server is asked about the gift card…"))
        elif self._view is not None:
            self._typed()

    def _pays_with(self, asked: CardAsked, amount: str) -> Future[PaymentView] | None:
        """A gift card that has been asked about pays; None where the payment has gone meanwhile."""
        return self.paying.add_gift(asked, amount) if self.paying.active else None

    def _decline(self) -> None:
        if not self.wired.used:
            self._try(self.paying.card_declined)
        elif self.wired.voiding and self.wired.silent:
            self._answer_for_it(self.paying.card_declined)
        else:
            self.wired.void()

    def _answer_for_it(self, act: Callable[[Permission | None], Future[PaymentView]]) -> None:
        """A person answers for the silent terminal: a right of its own, held against the terminal later."""
        if not self._busy:
            self.attempt(act, self._went)

    def _give_back(self) -> None:
        if self._busy:
            return
        try:
            self._show(self.paying.remove_cash())
        except WorldError as error:
            self._failed(error)

    def _leave(self) -> None:
        if self._busy:
            return
        view = self._view
        cash = (
            " + ".join(leg.amount for leg in view.legs if leg.kind == "cash" and leg.state == "given") if view else ""
        )
        self._leave_and(lambda: self._left_with(cash))

    def _leave_and(self, left: Callable[[], None]) -> None:
        """Give the payment up, and do something once that is on the disk."""
        try:
            leaving = self.paying.leave()
        except WorldError as error:
            self._failed(error)
            return
        self._busy = True

        def done(_: None) -> None:
            self._busy = False
            left()

        self.desk.background.watch(leaving, done, self._failed, owner=self)

    def _comes_in_time(self, scan: Scan) -> bool:
        """Whether it is the buyer's card, and nothing has been paid yet."""
        view = self._view
        open_ = view is not None and view.can_leave and not view.legs and not self._busy
        return open_ and self.desk.open_till.selling.is_card(scan.text)

    def _take_card(self, scan: Scan) -> None:
        """The buyer's card comes before the money: the receipt takes it, and is paid anew."""

        def left() -> None:
            self.desk.go("selling", scan=scan)
            messages.info(
                translate("payment", "The card came before the money: the receipt has it"),
                translate("payment", "Look at the new sum, then pay again"),
            )

        self._leave_and(left)

    def _left_with(self, cash: str) -> None:
        """Back on the receipt; money that was in the hand already belongs to the buyer."""
        self.desk.go("selling")
        if cash:
            messages.warning(translate("payment", "Give the cash back to the buyer: {sum}").format(sum=cash))


def _by_kind(kind: KindView) -> str:
    """What one kind of payment changes: `СБП −1 %: −12,50 → 1 237,50 ₽`."""
    names = {
        "cash": translate("payment", "In cash"),
        "card": translate("payment", "By card"),
        "sbp": translate("payment", "SBP"),
        "gift": translate("payment", "Gift card"),
    }
    return f"{names[kind.kind]}: {kind.text} → {kind.left}"


_TONES: dict[str, RowTone] = {"authorising": "warning", "unknown": "warning", "declined": "error"}


def _leg(leg: LegView) -> Entry:
    """A payment as a row."""
    tone = _TONES.get(leg.state, "plain")
    return Entry(leg.payment_id, leg.title, leg.state_text, leg.amount, tone=tone)


def _done(sale: SoldReceipt) -> Done:
    """A committed sale as its last page shows it."""
    with_change = bool(sale.change)

    def farewell() -> str:
        if with_change:
            told = translate("payment", "Receipt {number}: change {change}")
            return told.format(number=sale.number, change=sale.change_text)
        return translate("payment", "Receipt {number} is paid").format(number=sale.number)

    return Done(
        receipt_id=sale.receipt_id,
        title=lambda: translate("payment", "Receipt {number} is paid").format(number=sale.number),
        name=lambda: translate("payment", "Paid"),
        total=sale.to_pay_text,
        hand=lambda: translate("payment", "Change") if with_change else translate("payment", "Without change"),
        sum=sale.change_text if with_change else "",
        money="",
        points=sale.points_text,
        print_job_id=sale.print_job_id,
        farewell=farewell,
    )
