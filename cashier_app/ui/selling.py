"""The selling screen: the receipt at the left, the buyer and the hand's keys at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.devices.scales import ScaleStatus
from cashier_app.till.buyer_view import buyer_of_receipt
from cashier_app.till.selling_view import (
    AgeQuestion,
    ConfirmQuestion,
    MemberQuestion,
    OfferView,
    Outcome,
    Question,
    SellingView,
)
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.badges import badge_of
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.gift_panel import GiftPanel
from cashier_app.ui.keypad import Keypad
from cashier_app.ui.language import translate, words
from cashier_app.ui.member_panel import HEIGHT, MemberPanel
from cashier_app.ui.offers import Offers
from cashier_app.ui.panels import Panel, Rule, TextLines, column, row
from cashier_app.ui.question import QuestionPanel
from cashier_app.ui.receipt_list import ReceiptList
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.totals import Totals
from cashier_app.ui.weigh_panel import WeighPanel

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.rights import Permission
    from cashier_app.till.selling import Selling


class SellingScreen(Screen):
    """Shows `till.selling.view()` and turns scans, touches and keys into its acts; computes nothing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = ReceiptList()
        self.list.find_wanted.connect(self._find_for)
        self.list.remove_wanted.connect(self._remove)
        self.list.chosen_changed.connect(self._explain)
        self.member = MemberPanel()
        self.member.redeem_wanted.connect(self._redeem)
        self.member.sum_wanted.connect(self._redeem_sum)
        self.member.buyer_wanted.connect(self._open_buyer)
        self.weigh = WeighPanel()
        self.gift = GiftPanel()
        self.gift.leave_wanted.connect(lambda: self._do(self.selling.leave_gift))
        self.weigh.take_wanted.connect(self._take_weight)
        self.weigh.leave_wanted.connect(lambda: self._do(self.selling.leave_unweighed))
        self.desk.surroundings.weighed.connect(self._show_weight)
        self.offers = Offers()
        self.offers.wanted.connect(self._take_offer)
        self.offers.all_wanted.connect(lambda: self.desk.go("codes"))
        self.question = QuestionPanel()
        self.question.answered.connect(lambda: self.hand.setCurrentIndex(0))
        self._redeemed = False
        self._waiting = 0
        self._asks = False
        self.halves(self._left(), self._right())

    # --- how it is put together ------------------------------------------------------------------------

    def _left(self) -> QWidget:
        panel = Panel(padding=0)
        self.title = TextLines(centred=True)
        self.goods = TouchButton(lambda: translate("selling", "Goods"), "plain", Qt.Key.Key_F1)
        self.buyer = TouchButton(lambda: translate("selling", "Buyer"), "plain", Qt.Key.Key_F5)
        self.line = TouchButton(lambda: translate("selling", "Line ×"), "plain", Qt.Key.Key_Delete)
        self.cancel = TouchButton(lambda: translate("selling", "Receipt ×"), "plain", Qt.Key.Key_F8)
        self.line.setAccessibleName("remove line")
        self.goods.activated.connect(self._open_goods)
        self.buyer.activated.connect(lambda: self.desk.go("buyer", typed=self._take()))
        self.line.activated.connect(lambda: self._remove(self.list.chosen))
        self.cancel.activated.connect(self._cancel)
        head = row()
        edge = theme.px(12)
        head.setContentsMargins(theme.px(18), edge, edge, theme.px(8))
        head.addWidget(self.title, 1)
        for button in (self.goods, self.buyer, self.line, self.cancel):
            head.addWidget(button)
        panel.box.setSpacing(0)
        panel.box.setContentsMargins(1, 1, 1, 1)
        panel.box.addLayout(head)
        panel.box.addWidget(Rule())
        panel.box.addWidget(self.list, 1)
        panel.box.addWidget(self.offers)
        panel.box.addWidget(Rule())
        self.code = TouchButton(lambda: translate("selling", "Promo code"), "plain", Qt.Key.Key_Insert)
        self.code.activated.connect(lambda: self.desk.go("codes", typed=self._take()))
        self.card = TouchButton(lambda: translate("selling", "New card"), "plain", Qt.Key.Key_Home)
        self.card.activated.connect(lambda: self.desk.go("registering", typed=self._take()))
        beside = QWidget()
        pair = row(beside)
        pair.addWidget(self.code)
        pair.addWidget(self.card)
        self.totals = Totals(beside)
        foot = column()
        side = theme.px(18)
        foot.setContentsMargins(side, theme.px(8), side, theme.px(8))
        foot.addWidget(self.totals)
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.quantity = TouchButton(lambda: translate("selling", "Quantity"), "side", Qt.Key.Key_F2)
        self.discount = TouchButton(lambda: translate("selling", "Discount"), "side", Qt.Key.Key_F3)
        self.park = TouchButton(self._park_text, "side", Qt.Key.Key_F4)
        self.give_back = TouchButton(lambda: translate("selling", "Return"), "side", Qt.Key.Key_F9)
        self.pad = Keypad(
            lambda: translate("selling", "Code or quantity"),
            side=(self.quantity, self.discount, self.park, self.give_back),
        )
        self.keypad = self.pad
        self.quantity.activated.connect(self._set_quantity)
        self.discount.activated.connect(self._set_discount)
        self.park.activated.connect(self._park)
        self.give_back.activated.connect(lambda: self.desk.go("return"))
        self.pad.entered.connect(self._typed)
        self.pay = TouchButton(lambda: translate("selling", "Pay"), "action", Qt.Key.Key_F12)
        self.pay.setMinimumHeight(theme.px(theme.MAIN_TARGET))
        self.pay.activated.connect(lambda: self.desk.go("payment"))
        hand = QWidget()
        box = column(hand)
        box.addWidget(self.pad, 1)
        box.addWidget(self.pay)
        self.hand = QStackedWidget()
        self.hand.addWidget(hand)
        self.hand.addWidget(self.question)
        right = QWidget()
        whole = column(right)
        self.upper = QStackedWidget()
        self.upper.addWidget(self.member)
        self.upper.addWidget(self.weigh)
        self.upper.addWidget(self.gift)
        self.upper.setFixedHeight(theme.px(HEIGHT))
        whole.addWidget(self.upper)
        whole.addWidget(self.hand, 1)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def selling(self) -> Selling:
        """The receipt on the screen."""
        return self.desk.open_till.selling

    def entered(self, **given: Any) -> None:
        """`scan=` is taken at once (it began the next receipt on another screen); `outcome=` is shown."""
        outcome = given.get("outcome")
        if outcome is not None:
            self.show_outcome(outcome)
        else:
            self.show_view(self.selling.view())
        warning = self.desk.open_till.shifts.warning
        if warning:
            messages.warning(warning)
        scan = given.get("scan")
        if scan is not None:
            self.scanned(scan)
        self._ask_unanswered()

    def refreshed(self) -> None:
        self.show_view(self.selling.refresh_member())
        news = self.selling.news()
        if news is not None:
            (messages.warning if news.tone == "warning" else messages.info)(news.text, news.detail)
        self._ask_unanswered()

    def message_place(self) -> QRect:
        """At the foot of the list while there is room, else over its top, unless the line dealt with is there."""
        size = QSize(self.list.width(), theme.px(64))
        corner = self.list.mapTo(self, QPoint(0, 0))
        foot = QPoint(0, self.list.height() - size.height())
        free = not self.list.reaches(QRect(foot, size)) or self.list.is_dealt_with_in(QRect(QPoint(0, 0), size))
        return QRect(corner + foot if free else corner, size)

    # --- showing ---------------------------------------------------------------------------------------

    def show_view(self, view: SellingView) -> None:
        """Put the view on the screen; what has not changed is not painted again."""
        self.title.set_lines((view.title, "quiet"))
        self.list.set_lines(view.lines)
        self._explain()
        self.offers.show_offers(view.offers)
        self.totals.show_totals(view.totals)
        self.member.show_member(view.member, view.points, view.enrolment)
        self._show_weighing(view)
        self._redeemed = view.points.redeemed
        self.pay.set_reason("" if view.pay.enabled else view.pay.reason, shown=True)
        _bar(self.quantity, not view.lines and view.weighing is None and view.gift is None)
        for button in (self.discount, self.line):
            _bar(button, not view.lines)
        self._show_parked(not view.lines)
        _bar(self.cancel, view.empty)
        self.card.set_role("offer" if view.enrolment is not None else "plain")
        known = view.member is not None and not view.member.unclaimed
        if bool(self.card.reason) != known:
            self.card.set_reason((lambda: translate("selling", "A card is on the receipt already")) if known else "")
        self.desk.buyer_sees(lambda: buyer_of_receipt(view, words()))
        self.desk.limits_wanted()

    def _show_weighing(self, view: SellingView) -> None:
        """Goods that wait for their weight, or a gift card for its card, stand where the buyer does."""
        if view.weighing is not None:
            self.weigh.show_goods(view.weighing)
            self.upper.setCurrentWidget(self.weigh)
            self._show_weight()
        elif view.gift is not None:
            self.gift.show_gift(view.gift)
            self.upper.setCurrentWidget(self.gift)
        else:
            self.upper.setCurrentWidget(self.member)

    def _show_weight(self) -> None:
        """The scale says something: shown while goods wait for it."""
        if self.upper.currentWidget() is self.weigh and self.desk.till is not None and self.isVisibleTo(self.window()):
            around = self.desk.surroundings
            status = around.scale or ScaleStatus()
            self.weigh.show_weight(self.selling.weight(around.weight, status, around.weighed_already))

    def _take_weight(self) -> None:
        around = self.desk.surroundings

        def act() -> Outcome:
            outcome = self.selling.take_weight(around.weight, around.weighed_already)
            around.weighed_already = True
            return outcome

        self._do(act)

    def _explain(self) -> None:
        """Under the line that was touched: how its price came about."""
        chosen = self.list.chosen
        self.list.explain(self.selling.explain(chosen) if chosen is not None else ())

    def _show_parked(self, empty: bool) -> None:
        """Over an empty receipt the parked ones are what the button leads to, and it says how many wait."""
        waiting = len(self.desk.open_till.reader.parked()) if empty else 0
        if waiting != self._waiting:
            self._waiting = waiting
            self.park.set_text(self._park_text)
            self.park.set_sub(self._parked_text)
        _bar(self.park, empty and not waiting)

    def _park_text(self) -> str:
        return translate("selling", "Parked") if self._waiting else translate("selling", "Park")

    def _parked_text(self) -> str:
        count = self._waiting
        if not count:
            return ""
        return translate("selling", "%n receipt(s)", "", count)

    def show_outcome(self, outcome: Outcome) -> None:
        """The new view, the sound, the sentence, the question."""
        self.show_view(outcome.view)
        if outcome.sound == "accepted":
            sounds.accepted()
        elif outcome.sound == "refused":
            sounds.refused()
        if outcome.notice is not None:
            # Green is for what was done: a notice of what was not taken is never green.
            mild = messages.warning if outcome.sound == "refused" else messages.info
            tell = {"error": messages.error, "warning": messages.warning}.get(outcome.notice.tone, mild)
            tell(outcome.notice.text, outcome.notice.detail)
        if outcome.question is not None:
            self._ask(outcome.question)
        self._ask_unanswered()
        if outcome.attached is not None:
            self.desk.buyer_attached(outcome.attached)
        self.desk.code_wanted()
        if outcome.gift is not None:
            gift = outcome.gift
            self.desk.look_up(gift, lambda found: self._gift_told(gift) if found else None)

    def _gift_told(self, identifier_hash: str) -> None:
        """The server has told of a gift card that was scanned: one sold already leaves the receipt."""
        notice = self.selling.gift_told(identifier_hash)
        if notice is None:
            return
        if notice.tone == "error":
            sounds.refused()
        tell = {"error": messages.error, "warning": messages.warning}.get(notice.tone, messages.info)
        tell(notice.text, notice.detail)
        if self.isVisible():
            self.show_view(self.selling.view())

    def _ask_unanswered(self) -> None:
        """Put the question that payment waits for, unless one is on the screen; take away one without its cause."""
        question = self.selling.unanswered()
        if question is None and self._asks:
            self.hand.setCurrentIndex(0)
        elif question is not None and (self.hand.currentIndex() == 0 or self._asks):
            self._ask(question)
        self._asks = question is not None and self.hand.currentIndex() == 1

    def _ask(self, question: Question) -> None:
        selling = self.selling
        if isinstance(question, AgeQuestion):
            self.question.ask(
                lambda: translate("selling", "{age}+? Ask for a document").format(age=question.age),
                question.product,
                (lambda: translate("selling", "Of age, checked"), lambda: self._do(lambda: selling.confirm_age(True))),
                (lambda: translate("selling", "No: take it out"), lambda: self._do(lambda: selling.confirm_age(False))),
            )
        elif isinstance(question, ConfirmQuestion):
            self._ask_to_confirm(question)
        elif isinstance(question, MemberQuestion):
            self.question.ask(
                lambda: translate("selling", "Whose purchase is it?"),
                lambda: translate("selling", "There is a card on this receipt, and another was scanned."),
                (_same(question.attached), lambda: self._do(selling.keep_member)),
                (_same(question.scanned), lambda: self._do(selling.take_new_member)),
            )
        self.hand.setCurrentIndex(1)

    def _ask_to_confirm(self, question: ConfirmQuestion) -> None:
        """So many points are spent only with somebody's agreement."""
        by_colleague = question.by == "colleague"
        self.question.ask(
            lambda: translate("selling", "Spend {points}?").format(points=question.points),
            (
                (lambda: translate("selling", "So many points need a colleague's permission."))
                if by_colleague
                else (lambda: translate("selling", "Show the buyer the sum and ask."))
            ),
            (
                (
                    (lambda: translate("selling", "Call a colleague"))
                    if by_colleague
                    else (lambda: translate("selling", "The buyer agrees"))
                ),
                lambda: self._permitted(self.selling.confirm_redemption),
            ),
            (lambda: translate("selling", "Do not spend"), lambda: self._do(self.selling.undo_redemption)),
        )

    # --- acts ------------------------------------------------------------------------------------------

    def _take_offer(self, offer: OfferView) -> None:
        """A touch on what the receipt has besides its lines: a code goes, a gift is added, the rest is explained."""
        if offer.kind == "hand":
            self._do(lambda: self.desk.open_till.hand_discounts.take_away(None))
        elif offer.act == "remove":
            self._do(lambda: self.selling.remove_code(offer.key))
        elif offer.act == "add":
            self._do(lambda: self.selling.add_gift(offer.key))
        else:
            messages.info(offer.text, offer.detail)

    def _do(self, act: Callable[[], Outcome]) -> None:
        # before it, not after: that its draft found the disk full may be told at once
        messages.clear()
        try:
            outcome = act()
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
        else:
            self.show_outcome(outcome)

    def _permitted(self, act: Callable[[Permission | None], Outcome]) -> None:
        messages.clear()
        self.attempt(act, self.show_outcome)

    def _take(self) -> str:
        return self.pad.field.take()

    def scanned(self, scan: Scan) -> bool:
        badge = badge_of(scan, self.desk.settings.selling)
        if badge is not None:
            # whoever scans it takes over; the receipt stays
            self.desk.go("switching", badge=badge)
            return True
        quantity = self._take()
        self._do(lambda: self.selling.scan(scan, quantity))
        return True

    def _typed(self, text: str) -> None:
        if text:
            self._take()
            self._do(lambda: self.selling.type_code(text))

    def _set_quantity(self) -> None:
        typed = self._take()
        if not typed:
            messages.warning(translate("selling", "Type the quantity first, then touch Quantity"))
            return
        if self.upper.currentWidget() is self.weigh:
            self._do(lambda: self.selling.weigh_by_hand(typed))
            return
        if self.upper.currentWidget() is self.gift:
            self._do(lambda: self.selling.gift_sum(typed))
            return
        self._do(lambda: self.selling.set_quantity(typed, self.list.chosen))

    def _set_discount(self) -> None:
        """Per cent typed already are given at once where the shop asks for no reason; else the screen of discounts."""
        typed, chosen = self._take(), self.list.chosen
        discounts, newest = self.desk.open_till.hand_discounts, self.selling.receipt.newest
        if not typed or discounts.reasons:
            self.desk.go("discount", number=chosen, typed=typed)
            return
        number = newest if chosen is None else chosen
        self._permitted(lambda permission: discounts.give("percent", typed, number, permission=permission))

    def _remove(self, number: int | None) -> None:
        self._permitted(lambda permission: self.selling.remove_line(number, permission))

    def _cancel(self) -> None:
        self.question.ask(
            lambda: translate("selling", "Cancel the whole receipt?"),
            lambda: translate("selling", "All lines go; it is written down."),
            (
                lambda: translate("selling", "Yes, cancel it"),
                lambda: self._permitted(self.selling.cancel),
            ),
            (lambda: translate("selling", "No, keep it"), self._ask_unanswered),
        )
        self.hand.setCurrentIndex(1)

    def _redeem(self) -> None:
        if self._redeemed:
            self._do(self.selling.undo_redemption)
        else:
            self._do(lambda: self.selling.redeem("maximum"))

    def _redeem_sum(self) -> None:
        typed = self._take()
        if not typed:
            messages.warning(translate("selling", "Type the points first, then touch Sum"))
            return
        self._do(lambda: self.selling.redeem(typed))

    def _park(self) -> None:
        if self._waiting:
            self.desk.go("parked")
            return
        name = self._take()
        parking = self.desk.open_till.parking
        self.attempt(lambda permission: parking.park(name), lambda _: self._parked())

    def _parked(self) -> None:
        self.show_view(self.selling.view())
        messages.info(translate("selling", "The receipt is parked"))

    def _open_buyer(self) -> None:
        """A touch on the buyer's panel: what was bought, or, without a buyer, finding one."""
        self.desk.go("history" if self.selling.member is not None else "buyer")

    def _open_goods(self) -> None:
        self.desk.go("goods", typed=self._take())

    def _find_for(self, number: int) -> None:
        self.desk.go("goods", resolve=number)

    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.step(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return super().key_pressed(event)

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() in (event.Type.LanguageChange, event.Type.StyleChange):
            self.list.measure_anew()


def _bar(button: TouchButton, empty: bool) -> None:
    """Take a button out of use while the receipt is empty; nothing is painted when nothing changed."""
    if bool(button.reason) != empty:
        button.set_reason((lambda: translate("selling", "The receipt is empty")) if empty else "")


def _same(text: str) -> Callable[[], str]:
    return lambda: text
