"""The receipt on the screen: scans and touches in, a view out.

Synchronous, on the screen's thread, a millisecond or two each; nothing waits for a disk or the
network.  The draft is saved through the database worker so that a crash gives it back.
Every act that is refused raises `WorldError` with words; the receipt is then as it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import masks_of
from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.core.ids import identifier_hash, plain_identifier
from cashier_app.core.money import Kopecks
from cashier_app.core.points import parse_points
from cashier_app.core.quantity import ONE, Thousandths, parse_quantity
from cashier_app.devices.scales import NoSteadyWeight, ScaleStatus, Weight
from cashier_app.loyalty.cart import Asked, Cart, LotState, MemberState
from cashier_app.loyalty.explain import explain_limit
from cashier_app.loyalty.gift_cards import gift_account
from cashier_app.loyalty.prepared import prepare
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.quoted import CodeAnswer, Quote
from cashier_app.loyalty.rules import fold_code
from cashier_app.sales import receipt as receipts
from cashier_app.sales.receipt import Item, Line, NoSuchLine, Receipt, UnresolvedLine
from cashier_app.storage.rows import ParkedRow
from cashier_app.till.exchange import IDENTIFIER_KEY
from cashier_app.till.explaining import price_rows, what_changes
from cashier_app.till.gift_cards import CardAsked
from cashier_app.till.gift_selling import (
    CardFirst,
    GiftToSell,
    NoCardWaits,
    card_item,
    paying_notice,
    remembered,
    waiting_card,
    waiting_view,
    with_sum,
    without_sold,
)
from cashier_app.till.hand_discount import hand_offer
from cashier_app.till.members import (
    CLOSED,
    Reach,
    buyer_state,
    earning_only,
    member_view,
    segments_of,
    unclaimed_state,
    unclaimed_view,
    waiting_state,
)
from cashier_app.till.offers import ServerSays, code_shown, code_words, enrolment_view, offer_views
from cashier_app.till.phone_card import CodeToVerify, code_notice
from cashier_app.till.rights import Permission
from cashier_app.till.sale_hours import barred_goods, barred_words, refuse_out_of_hours
from cashier_app.till.scanned_goods import as_known, counted, item_of
from cashier_app.till.selling_text import (
    LineViews,
    needs_confirmation,
    pay_view,
    points_view,
    quantity_text,
    totals_view,
)
from cashier_app.till.selling_view import (
    AgeQuestion,
    ConfirmQuestion,
    LineView,
    MemberQuestion,
    MemberView,
    Notice,
    OfferView,
    Outcome,
    PayView,
    PointsView,
    PriceRow,
    Question,
    SellingView,
    TotalsView,
    WeightView,
)
from cashier_app.till.wallets import Want, campaigns, shared_wallets, wants
from cashier_app.till.weighing import (
    NothingToWeigh,
    WeighedAlready,
    WeighFirst,
    Weighing,
    is_weighed,
    weighing_view,
    weight_view,
)

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cashier_app.devices.scan import Scan
    from cashier_app.storage.rows import IdentifierRow, MemberRecord
    from cashier_app.sync.questions import CodeVerdict
    from cashier_app.till.opening import Till
    from cashier_app.till.registering import Registered
    from cashier_app.till.writing import Transaction

__all__ = [
    "AgeQuestion",
    "ConfirmQuestion",
    "LineView",
    "MemberQuestion",
    "MemberView",
    "Notice",
    "Outcome",
    "PayView",
    "PointsView",
    "Question",
    "Selling",
    "SellingView",
    "TotalsView",
]

_PHONE: Final = re.compile(r"[1-9][0-9]{10,14}")


class CardRefused(Refused):
    """A card of this chain that may not be used."""

    text = QT_TRANSLATE_NOOP("errors", "The card {card} cannot be used: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Ask the buyer for another card, or sell without one")


class NotEnrolled(Refused):
    """Cards cannot be read before the till knows its server."""

    text = QT_TRANSLATE_NOOP("errors", "This till is not connected to the loyalty server yet")
    way_out = QT_TRANSLATE_NOOP("errors", "Sell without a card; an administrator pairs the till with its server")


class NotAPhone(Refused):
    """A text that is no whole telephone number."""

    text = QT_TRANSLATE_NOOP("errors", "“{text}” is not a whole telephone number")
    way_out = QT_TRANSLATE_NOOP("errors", "Type all eleven digits, for example 8 912 345-67-89")


class BuyerNotFound(Refused):
    """A telephone that no account at this till has."""

    text = QT_TRANSLATE_NOOP("errors", "No buyer with this telephone is known at this till")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the number, or scan the card")


class NoPointsAsked(Refused):
    """A redemption of nothing."""

    text = QT_TRANSLATE_NOOP("errors", "The points must be more than zero")
    way_out = QT_TRANSLATE_NOOP("errors", "To undo a redemption, touch the points once more")


class GiftNotThere(Refused):
    """A gift that the receipt does not earn any more, or that is not in the catalogue."""

    text = QT_TRANSLATE_NOOP("errors", "This gift cannot be added here")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the gift itself, or go on without it")


class _Buyer(msgspec.Struct, frozen=True):
    """Whose card is on the receipt; `record` is None for a card that this till does not know."""

    state: MemberState
    record: MemberRecord | None
    card: str


class Selling:
    """The open receipt.  One at a time; belongs to the screen's thread."""

    def __init__(self, till: Till, restored: Receipt | None = None) -> None:
        self._till = till
        self._masks = masks_of(till.settings.selling.card_masks, till.settings.selling.in_store_masks)
        self._receipt = restored or receipts.open_receipt(till.ids(), till.clock.now())
        self._buyer: _Buyer | None = None
        #: The account whose points the servers were asked for with this receipt.
        self._rights_asked = ""
        #: Mask of the unknown card; the receipt itself keeps only its hash.
        self._unknown_card = ""
        self._question_card: tuple[str, str] | None = None
        #: The card scanned last: its number must be verified before it spends, by this code if it has one.
        self._unverified, self._code = False, ""
        self._to_verify: CodeToVerify | None = None
        self._quote: Quote | None = None
        self._could: Quote | None = None
        self._view: SellingView | None = None
        self._lines = LineViews()
        self._number: int | None = None
        self._draft_queued = False
        #: Lots that all buyers share, as this receipt needs them; None before they are looked up.
        self._wallets: tuple[LotState, ...] | None = None
        #: Accounts of campaigns whose rights are here for this receipt, or on their way.
        self._campaigns: frozenset[str] = frozenset()
        #: Lots whose rights the server was asked for on this receipt, and those whose answer has not come yet.
        self._asked: frozenset[str] = frozenset()
        self._asking: frozenset[str] = frozenset()
        #: Names of gifts, looked up once a receipt.
        self._names: dict[str, str] = {}
        #: Promo codes that the server is asked about: what becomes of them is told.
        self._awaited: frozenset[str] = frozenset()
        #: Goods that wait for their weight; they are not on the receipt yet.
        self._weighing: Weighing | None = None
        #: A gift card that waits for its card, likewise; and the cards that were scanned to pay with.
        self._gift: GiftToSell | None = None
        self._gifts: tuple[CardAsked, ...] = ()
        #: The buyer has to be read anew before the next look.
        self._stale = False
        self._read_buyer()

    # --- reading -----------------------------------------------------------------------------------------

    @property
    def receipt(self) -> Receipt:
        """The receipt as a value."""
        return self._receipt

    @property
    def member(self) -> MemberState | None:
        """The buyer's state in the quote."""
        return self._buyer.state if self._buyer else None

    @property
    def member_record(self) -> MemberRecord | None:
        """The buyer as the cache knows one; None for an unknown card."""
        return self._buyer.record if self._buyer else None

    @property
    def card(self) -> str:
        """The mask of the buyer's card."""
        return self._buyer.card if self._buyer else ""

    @property
    def programme(self) -> Programme:
        """The programme version that this buyer sees now."""
        return self._programme_of(self.member_record)

    def _programme_of(self, record: MemberRecord | None) -> Programme:
        return self._till.programmes.now(self._till.clock.now(), segments_of(record))

    @property
    def accounts(self) -> frozenset[str]:
        """Accounts whose spending rights this receipt may use: its buyer's, and those of campaigns.

        Also called on the database's thread.
        """
        account_id = self._receipt.account_id
        return self._campaigns if account_id is None else self._campaigns | {account_id}

    def cart(self) -> Cart:
        """The receipt as the engine sees it."""
        if self._wallets is None:
            till = self._till
            codes, now = self._receipt.promo_codes, till.clock.now()
            self._wallets = shared_wallets(till.reader, self.programme, codes, till.zone, now)
            self._campaigns |= frozenset(campaigns(self._wallets))
        return receipts.to_cart(self._receipt, self._till.store, self._till.zone, wallets=self._wallets)

    @property
    def quoted(self) -> Quote:
        """The quote of the receipt as it is."""
        if self._quote is None:
            self._quote = self._asked_for(self.cart())
        return self._quote

    def quoted_as(self, receipt: Receipt) -> Quote:
        """The quote of another state of this receipt, its buyer and promo codes the same."""
        till, wallets = self._till, self.cart().wallets
        return self._asked_for(receipts.to_cart(receipt, till.store, till.zone, wallets=wallets))

    def show(self, receipt: Receipt) -> Outcome:
        """Another state of this receipt stands on the screen, and is kept."""
        return self._accepted(receipt)

    def _asked_for(self, cart: Cart) -> Quote:
        return quote(cart, self.member, self.programme, self._till.clock.now(), self._till.words.language)

    def view(self) -> SellingView:
        """What the screen shows now."""
        if self._stale:
            self._read_buyer()
        if self._view is None:
            self._view = self._made_view()
        return self._view

    def _made_view(self) -> SellingView:
        receipt, quoted, words = self._receipt, self.quoted, self._till.words
        if self._number is None:
            self._number = self._till.reader.next_number()
        could = quoted
        if isinstance(receipt.redeem, int) and receipt.redeem:
            if self._could is None:
                self._could = self._asked_for(msgspec.structs.replace(self.cart(), redeem="maximum"))
            could = self._could
        title = words.translate("selling", "Receipt {number}").format(number=self._number)
        n = len(receipt.lines)
        count = words.translate("selling", "%n line(s)", "", n)
        return SellingView(
            title=f"{title} · {count}",
            lines=self._lines.of(receipt, quoted, words),
            totals=totals_view(quoted, words),
            member=self._member_view(),
            points=points_view(quoted, could, words, self._reach == "asked"),
            pay=self._pay_view(),
            empty=not receipt.lines and self._buyer is None and not receipt.promo_codes,
            to_pay=quoted.to_pay,
            red=bool(receipt.unresolved),
            offers=self._offers(),
            enrolment=enrolment_view(quoted.enrolment, words),
            weighing=weighing_view(self._weighing, words) if self._weighing is not None else None,
            gift=waiting_view(self._gift, self._till.settings.gift_cards, words) if self._gift is not None else None,
        )

    def _offers(self) -> tuple[OfferView, ...]:
        """What the receipt has besides its lines."""
        hand = hand_offer(self._receipt, self._till.words)
        offers = offer_views(self.quoted, self._name_of, self._server, self._till.words)
        return offers if hand is None else (hand, *offers)

    def _pay_view(self) -> PayView:
        if self._weighing is not None:
            return PayView(False, self._till.words.translate("selling", "weigh the goods first"))
        if self._gift is not None:
            return PayView(False, self._till.words.translate("selling", "scan the gift card first"))
        now, zone = self._till.clock.now(), self._till.zone
        barred = barred_goods(self._till.sale_rules, self._receipt, now, zone)
        if barred is not None:
            return PayView(False, barred_words(barred[1], now, zone, self._till.words))
        return pay_view(self._receipt, self.quoted, self._till.shifts.current is not None, self._till.words)

    @property
    def _server(self) -> ServerSays:
        """Where rights that lack stand with the server."""
        if self._asking:
            return "asked"
        return "refused" if self._till.connection.online else "offline"

    def _name_of(self, product_id: str) -> str:
        if product_id not in self._names:
            row = self._till.reader.product_by_id(product_id)
            self._names[product_id] = row.name if row is not None else ""
        return self._names[product_id]

    def explain(self, number: int) -> tuple[PriceRow, ...]:
        """How a line's price came about, step by step; empty for a red line."""
        line = next((line for line in self._receipt.goods if line.number == number), None)
        return price_rows(line, self.quoted, self._till.zone, self._till.words) if line is not None else ()

    @property
    def _reach(self) -> Reach:
        """Who could grant the buyer more than is held here."""
        connection = self._till.connection
        if not connection.online:
            return "offline"
        if connection.past_node:
            return "past_node"
        account_id = self._buyer.state.account_id if self._buyer else ""
        return "asked" if account_id and account_id == self._rights_asked else "online"

    def rights_came(self, account_id: str) -> None:
        """The servers have granted what they can of a member's points; what is still lacking is held elsewhere."""
        self._rights_asked = account_id
        self._view = None

    def _member_view(self) -> MemberView | None:
        buyer, words, reach = self._buyer, self._till.words, self._reach
        if buyer is None:
            return None
        now, zone = self._till.clock.now(), self._till.zone
        if buyer.record is None:
            view = unclaimed_view(buyer.state, self.programme, buyer.card, reach != "offline", words)
        else:
            state = waiting_state(buyer.state, self._receipt.registered_by, now)
            view = member_view(buyer.record, state, self.programme, buyer.card, now, zone, reach, words)
        told = self._till.programmes.announcements(now, buyer.state.segments, words.language)
        view = msgspec.structs.replace(view, announcement=" · ".join(told))
        if self._receipt.unverified:
            note = words.translate("selling", "The code is not verified: points are earned, not spent")
            view = msgspec.structs.replace(view, note=note, note_tone="warning")
        return view

    # --- codes -------------------------------------------------------------------------------------------

    def scan(self, scan: Scan, quantity: str = "") -> Outcome:
        """Whatever a scanner read; `quantity` is what stood in the entry field (digits then a scan).

        Goods, weighed goods, cards and unknown product-like codes change the receipt; a foreign card, a link or
        garbage gives a notice and changes nothing.  Never raises for bad input: the outcome says it.
        """
        if self.is_promo_code(scan.text):
            return self._take_promo_code(scan.text)
        return self._take(recognition.recognise(scan.text, scan.raw, scan.symbology, self._masks), quantity)

    def type_code(self, text: str, quantity: str = "") -> Outcome:
        """A code typed by hand: like a scan."""
        if self.is_promo_code(text):
            return self._take_promo_code(text)
        return self._take(recognition.recognise(text, masks=self._masks), quantity)

    def _take(self, read: recognition.Recognised, quantity: str) -> Outcome:
        found = as_known(self._till, read)
        try:
            match found:
                case recognition.Card():
                    return self._take_card(found)
                case recognition.GiftCard():
                    return self._take_gift_card(self._till.gift_cards.asked(found), quantity)
                case recognition.Product():
                    return self._take_goods(found.code, found.lookup, quantity, suspect=found.suspect)
                case recognition.WeightedProduct():
                    return self._take_goods(found.code, found.lookup, quantity, weight=found.quantity)
                case recognition.PriceCode():
                    return self._take_goods(found.code, found.lookup, quantity, amount=found.amount)
                case recognition.Marking():
                    return self._take_goods(found.text, found.lookup, quantity, weight=found.quantity)
                case recognition.Foreign():
                    text, way_out = recognition.explain(found, self._till.words)
                    return self._refused(text, way_out or found.shown, "info")
                case recognition.Garbage():
                    text, way_out = recognition.explain(found, self._till.words)
                    return self._refused(text, way_out, "warning")
                case recognition.ReceiptCode():
                    text = self._till.words.translate("selling", "This is the code of a receipt")
                    return self._refused(
                        text, self._till.words.translate("selling", "For a return, touch Return first"), "info"
                    )
                case recognition.Badge():
                    text = self._till.words.translate("selling", "This is a colleague's badge, not a product")
                    return self._refused(text, "", "info")
        except WorldError as error:
            return self._refused(*self._till.words.error(error), "error")

    def _take_goods(
        self,
        code: str,
        lookup: tuple[str, ...],
        quantity: str,
        suspect: recognition.Reason | None = None,
        weight: Thousandths | None = None,
        amount: int | None = None,
    ) -> Outcome:
        count = parse_quantity(quantity) if quantity else ONE
        row = next((row for key in lookup if (row := self._till.reader.product(key)) is not None), None)
        if row is None:
            if suspect is not None:
                text, way_out = recognition.explain(recognition.Garbage(suspect, code), self._till.words)
                return self._refused(text, way_out, "warning")
            return self._take_unknown(code, weight or count)
        item = item_of(self._till, row)
        if waiting := waiting_card(item, self._till.settings.gift_cards):
            return self._ask_card(waiting, quantity)
        if not quantity and weight is None and amount is None and self._asks_weight(item):
            return self._ask_weight(Weighing(item, code))
        item, count = counted(item, count, weight, amount)
        return self._add(item, count, code)

    def _take_unknown(self, code: str, quantity: Thousandths) -> Outcome:
        shown = recognition.shown(code)
        self._changed(receipts.add_unresolved(self._receipt, shown, quantity))
        words = self._till.words
        return self._refused(
            words.translate("selling", "Not found: {code}").format(code=shown),
            words.translate("selling", "Find the product by its name, or remove the line"),
            "error",
        )

    def _add(self, item: Item, quantity: Thousandths, code: str = "") -> Outcome:
        self._check_hours(item)
        asks = item.minimum_age > self._receipt.confirmed_age
        self._changed(receipts.add_goods(self._receipt, item, quantity, code))
        question = AgeQuestion(item.minimum_age, item.name) if asks else None
        return Outcome("accepted", self.view(), question=question)

    def _check_hours(self, item: Item) -> None:
        """Raises `NotSoldNow`, or `NeverSold`, for goods whose hour of sale it is not."""
        refuse_out_of_hours(self._till.sale_rules, item, self._till.clock.now(), self._till.zone)

    def add_product(self, product_id: str, quantity: str = "") -> Outcome:
        """Goods picked on the goods page.  Raises what `sales.receipt.add_goods` and `parse_quantity` raise."""
        row = self._till.reader.product_by_id(product_id)
        if row is None:
            raise NoSuchLine(number=product_id)
        item = item_of(self._till, row)
        if waiting := waiting_card(item, self._till.settings.gift_cards):
            return self._ask_card(waiting, quantity)
        if not quantity and self._asks_weight(item):
            return self._ask_weight(Weighing(item))
        return self._add(item, parse_quantity(quantity) if quantity else ONE)

    # --- gift cards --------------------------------------------------------------------------------------

    def _ask_card(self, waiting: GiftToSell, typed: str) -> Outcome:
        """The gift card chosen waits for its card; what was typed before is its sum.  Raises `CardFirst`."""
        if self._gift is not None:
            raise CardFirst(name=self._gift.item.name)
        if typed and waiting.any_sum:
            waiting = with_sum(waiting, typed, self._till.settings.gift_cards)
        self._gift, self._view = waiting, None
        return Outcome("accepted", self.view())

    def gift_sum(self, text: str) -> Outcome:
        """The sum of the gift card that waits.  Raises `NoCardWaits`, `GiftSumOutOfBounds`, `MalformedNumber`."""
        if self._gift is None or not self._gift.any_sum:
            raise NoCardWaits()
        self._gift = with_sum(self._gift, text, self._till.settings.gift_cards)
        self._view = None
        return Outcome("accepted", self.view())

    def leave_gift(self) -> Outcome:
        """The gift card that waits stays off the receipt."""
        self._gift, self._view = None, None
        return Outcome("none", self.view())

    def _take_gift_card(self, asked: CardAsked, typed: str) -> Outcome:
        """A gift card was scanned: the one that is being sold, or one to pay with."""
        waiting, card = self._gift, self._till.gift_cards.standing(asked)
        if waiting is None:
            if card.state == "active" or self._till.connection.online:
                self._gifts = remembered(self._gifts, asked)
            notice = paying_notice(card, self._till)
            good = card.state == "active"
            return Outcome("accepted" if good else "refused", self.view(), notice=notice, gift=asked.hash)
        if typed and waiting.any_sum:
            waiting = with_sum(waiting, typed, self._till.settings.gift_cards)
        item = card_item(waiting, card, self._till)
        if waiting.red is None:
            outcome = self._add(item, ONE)
        else:
            outcome = self._resolved(receipts.resolve(self._receipt, waiting.red, item), item)
        self._gift, self._view = None, None
        return msgspec.structs.replace(outcome, view=self.view(), gift=asked.hash)

    def gift_told(self, hash_: str) -> Notice | None:
        """The server has told of a gift card: one that turns out to be sold already leaves the receipt, with words."""
        receipt = self._receipt
        account_id = gift_account(hash_)
        waits = next((each for each in self._gifts if each.account_id == account_id), None)
        if waits is not None:
            card = self._till.gift_cards.standing(waits)
            if card.state != "active":
                self._gifts = tuple(each for each in self._gifts if each is not waits)
            return paying_notice(card, self._till)
        loaded = (line.item.card for line in receipt.goods if line.item.card is not None)
        on_line = next((each for each in loaded if each.account_id == account_id), None)
        if on_line is None:
            return None
        card = self._till.gift_cards.standing(CardAsked(account_id, hash_, on_line.masked))
        found = without_sold(receipt, card, self._till.words)
        if found is None:
            return None
        self._changed(found[0])
        return found[1]

    def take_gifts(self) -> tuple[CardAsked, ...]:
        """The gift cards that were scanned to pay with, told once."""
        gifts, self._gifts = self._gifts, ()
        return gifts

    # --- the scale ---------------------------------------------------------------------------------------

    def _asks_weight(self, item: Item) -> bool:
        """Whether these goods wait for the scale: without one, a kilogram is put down and corrected by hand."""
        return bool(self._till.settings.scale.port) and is_weighed(item)

    def _ask_weight(self, weighing: Weighing) -> Outcome:
        """The goods wait for their weight; raises `WeighFirst` while others do, `NoPrice`."""
        if self._weighing is not None:
            raise WeighFirst(name=self._weighing.item.name)
        self._check_hours(weighing.item)
        receipts.check_item(weighing.item, ONE)
        self._weighing, self._view = weighing, None
        return Outcome("accepted", self.view())

    def weight(self, weight: Weight | None, status: ScaleStatus, already: bool = False) -> WeightView:
        """What the scale says of the goods that wait for it; `already`: the same were sold by it a moment ago.

        Raises `NothingToWeigh`.
        """
        return weight_view(self._weighed().item, weight, status, already, self._till.words)

    def take_weight(self, weight: Weight | None, already: bool = False) -> Outcome:
        """The goods come onto the receipt with what the scale says.

        Raises `NoSteadyWeight` unless it stands still above zero, `WeighedAlready` where nothing has moved since goods
        were sold by it, `NothingToWeigh`, `QuantityTooLarge`.
        """
        if already:
            raise WeighedAlready()
        if weight is None or not weight.takable:
            raise NoSteadyWeight()
        return self._weigh(weight.net)

    def weigh_by_hand(self, text: str) -> Outcome:
        """The weight as somebody read it off another scale; journalled.

        Raises `MalformedNumber`, `ZeroQuantity`, `QuantityTooLarge`, `NothingToWeigh`.
        """
        name, quantity = self._weighed().item.name, parse_quantity(text)
        outcome = self._weigh(quantity)
        self._till.journal.write("weight_by_hand", name=name, weight=quantity_text(quantity, "kg", self._till.words))
        return outcome

    def leave_unweighed(self) -> Outcome:
        """The goods stay off the receipt; a red line that they were found for stays red."""
        self._weighing, self._view = None, None
        return Outcome("none", self.view())

    def _weighed(self) -> Weighing:
        if self._weighing is None:
            raise NothingToWeigh()
        return self._weighing

    def _weigh(self, quantity: Thousandths) -> Outcome:
        weighing = self._weighed()
        receipts.check_item(weighing.item, quantity)
        self._weighing = None
        if weighing.red is None:
            return self._add(weighing.item, quantity, weighing.code)
        changed = receipts.change_quantity(self._receipt, weighing.red, quantity)
        return self._resolved(receipts.resolve(changed, weighing.red, weighing.item), weighing.item)

    # --- lines -------------------------------------------------------------------------------------------

    def set_quantity(self, text: str, number: int | None = None) -> Outcome:
        """Quantity of a line (the newest by default).

        Raises `NoSuchLine`, `MalformedNumber`, `ZeroQuantity`, `FractionOfPiece`, `QuantityTooLarge`, and of more of
        them `NotSoldNow`.
        """
        quantity = parse_quantity(text)
        line = self._line(number)
        if isinstance(line, Line) and quantity > line.quantity:
            self._check_hours(line.item)
        return self._accepted(receipts.change_quantity(self._receipt, line.number, quantity))

    def remove_line(self, number: int | None = None, permission: Permission | None = None) -> Outcome:
        """Remove a line (the newest by default); red lines need no right.  Raises `NoSuchLine`, `NeedsPermission`."""
        line = self._line(number)
        changed = receipts.remove_line(self._receipt, line.number)
        if isinstance(line, Line):
            allowed_by = self._till.people.require("remove_line", permission)
            amount = next(quoted.discounted for quoted in self.quoted.lines if quoted.number == line.number)
            self._till.journal.write("line_removed", allowed_by, name=line.item.name, amount=amount)
        return self._accepted(changed)

    def resolve(self, number: int, product_id: str) -> Outcome:
        """A red line becomes the product that the cashier found for it."""
        row = self._till.reader.product_by_id(product_id)
        if row is None:
            raise NoSuchLine(number=product_id)
        item, red = item_of(self._till, row), self._line(number)
        if waiting := waiting_card(item, self._till.settings.gift_cards, red=number):
            return self._ask_card(waiting, "")
        if red.quantity == ONE and isinstance(red, UnresolvedLine) and self._asks_weight(item):
            return self._ask_weight(Weighing(item, red=number))
        return self._resolved(receipts.resolve(self._receipt, number, item), item)

    def _resolved(self, changed: Receipt, item: Item) -> Outcome:
        self._check_hours(item)
        asks = item.minimum_age > self._receipt.confirmed_age
        self._changed(changed)
        return Outcome("accepted", self.view(), question=AgeQuestion(item.minimum_age, item.name) if asks else None)

    def cancel(self, permission: Permission | None = None) -> Outcome:
        """Throw the receipt away and begin an empty one; journalled.  Raises `NeedsPermission`."""
        receipt, now = self._receipt, self._till.clock.now()
        accounts = self.accounts
        if not receipt.goods:
            view = self.begin()
            self._drop_draft(accounts, None)
            return Outcome("none", view)
        allowed_by = self._till.people.require("cancel_receipt", permission)
        user = self._till.people.current
        details = {"amount": self.quoted.to_pay, "lines": len(receipt.lines)}

        def write(transaction: Transaction) -> None:
            transaction.journal("receipt_cancelled", user.user_id if user else "", allowed_by, now, details)

        view = self.begin()
        self._drop_draft(accounts, write)
        return Outcome("none", view)

    def _drop_draft(self, accounts: frozenset[str], write: Any) -> None:
        now = self._till.clock.now()

        def job(transaction: Transaction) -> None:
            self.write_draft(transaction)
            self._till.give_back_rights(transaction, accounts, now)
            if write is not None:
                write(transaction)

        self._till.writer.behind(job)

    def unanswered(self) -> Question | None:
        """What the receipt still waits for: asked before a restart, before it was parked, or under another question."""
        age = receipts.age_to_confirm(self._receipt)
        if age:
            names = (line.item.name for line in self._receipt.goods if line.item.minimum_age == age)
            return AgeQuestion(age, next(names))
        points = self.quoted.redemption.points
        if needs_confirmation(self._receipt, self.quoted):
            by = self._till.settings.selling.redemption_confirmation
            return ConfirmQuestion(self._till.words.points(points), by)
        return None

    def confirm_age(self, of_age: bool) -> Outcome:
        """The answer to `AgeQuestion`: no removes the goods for buyers older than was checked."""
        if of_age:
            return self._accepted(receipts.confirm_age(self._receipt))
        changed = self._receipt
        for line in self._receipt.goods:
            if line.item.minimum_age > self._receipt.confirmed_age:
                changed = receipts.remove_line(changed, line.number)
        return self._accepted(changed)

    def _line(self, number: int | None) -> Line | UnresolvedLine:
        wanted = self._receipt.newest if number is None else number
        for line in self._receipt.lines:
            if line.number == wanted:
                return line
        raise NoSuchLine(number=wanted)

    # --- promo codes and gifts ---------------------------------------------------------------------------

    def recognise(self, text: str) -> recognition.Recognised:
        """What a code typed or scanned on another screen is."""
        return recognition.recognise(text, masks=self._masks)

    def is_promo_code(self, text: str) -> bool:
        """Whether a text is a promo code that the programme in force knows."""
        return fold_code(text) in prepare(self.programme).by_code

    def add_code(self, text: str) -> Outcome:
        """A promo code that the buyer gives; what becomes of it is the outcome's notice.

        One that no rule knows does not stay; one that is there already asks the server anew for what it lacks.
        Raises `NoSuchCode`, `TooManyCodes`.
        """
        before, code = self._receipt, fold_code(text)
        self._changed(receipts.add_code(before, text), wallets=True)
        self._asked = frozenset(lot for lot in self._asked if not lot.endswith(f".{code}"))
        answer = next((each for each in self.quoted.codes if each.code == code), CodeAnswer(code, refusal="unknown"))
        if answer.refusal == "unknown":
            self._changed(receipts.remove_code(self._receipt, code), wallets=True)
        elif answer.refusal == "no_right" and self._till.connection.online:
            self._awaited |= {code}
            return Outcome("accepted", self.view())
        notice = self._told_of_code(answer)
        return Outcome("refused" if answer.refusal else "accepted", self.view(), notice=notice)

    def _take_promo_code(self, text: str) -> Outcome:
        try:
            return self.add_code(text)
        except WorldError as error:
            return self._refused(*self._till.words.error(error), "error")

    def _told_of_code(self, answer: CodeAnswer) -> Notice:
        words = self._till.words
        text = words.translate("codes", "Promo code {code}").format(code=code_shown(answer.code))
        return Notice(text, code_words(answer, self._server, words), "warning" if answer.refusal else "success")

    def news(self) -> Notice | None:
        """What the server has answered about a promo code given before; told once."""
        waiting = self._awaited & set(self._receipt.promo_codes)
        if not waiting or self._asking:
            return None
        self._awaited = frozenset()
        answers = [answer for answer in self.quoted.codes if answer.code in waiting]
        return self._told_of_code(answers[-1]) if answers else None

    def remove_code(self, text: str) -> Outcome:
        """The buyer changed the mind: the promo code goes, and what it reserved is given back."""
        before = self.accounts
        self._changed(receipts.remove_code(self._receipt, text), wallets=True)
        ending = f".{fold_code(text)}"
        self._asked = frozenset(lot for lot in self._asked if not lot.endswith(ending))
        self._campaigns = frozenset()
        view = self.view()
        self._give_back(before - self.accounts)
        return Outcome("none", view)

    def add_gift(self, rule_id: str) -> Outcome:
        """Put the one product on the receipt that a rule gives.  Raises `GiftNotThere`."""
        offer = next((each for each in self.quoted.gifts if each.rule_id == rule_id), None)
        row = None
        if offer is not None and len(offer.products) == 1:
            row = self._till.reader.product_by_id(next(iter(offer.products)))
        if offer is None or row is None:
            raise GiftNotThere()
        return self._add(item_of(self._till, row), offer.quantity)

    # --- rights on what is limited -----------------------------------------------------------------------

    def take_wants(self) -> tuple[Want, ...]:
        """What the server is to be asked for in the background now; each thing once a receipt, nothing while offline.

        Whoever takes it calls `answered` when the answer is there, or none will come.
        """
        if not self.quoted.capped or not self._till.connection.online:
            return ()
        wanted = []
        for want in wants(self.quoted, self.cart(), self.member, self.programme):
            needs = tuple(need for need in want.needs if need[0] not in self._asked)
            if needs:
                wanted.append(msgspec.structs.replace(want, needs=needs))
        if wanted:
            lots = {lot_id for want in wanted for lot_id, _ in want.needs}
            self._asked, self._asking = self._asked | lots, self._asking | lots
            own = self._receipt.account_id
            self._campaigns |= {want.account_id for want in wanted if want.account_id != own}
            self._view = None
        return tuple(wanted)

    def answered(self, asked: tuple[Want, ...]) -> None:
        """The server has answered what `take_wants` gave, or will not: the next look shows what is known now."""
        self._asking -= {lot_id for want in asked for lot_id, _ in want.needs}
        self._wallets = self._quote = self._could = self._view = None
        self._stale = True

    # --- the buyer ---------------------------------------------------------------------------------------

    def _take_card(self, card: recognition.Card) -> Outcome:
        digest = identifier_hash(self.identifier_key(), card.kind, card.value)
        masked = ".." + card.value[-4:]
        known = self._till.reader.identifier(digest)
        by_code = card.kind == "virtual" and self._till.settings.selling.virtual_cards == "code"
        self._unverified = bool(card.code) or by_code
        self._code = f"{digest.hex()}:{card.code}" if card.code else ""
        try:
            if known is not None:
                return self._attach_known(known)
            if self._receipt.unclaimed != digest.hex():
                return self._attach_or_ask("", digest.hex(), masked)
            self._ask_code()
            return Outcome("accepted", self.view())
        finally:
            if self._question_card is None:
                self._unverified, self._code = False, ""

    def _attach_known(self, known: IdentifierRow) -> Outcome:
        if reason := self._card_trouble(known):
            raise CardRefused(card=known.masked, reason=reason)
        if self._receipt.account_id == known.account_id:
            if self._receipt.unverified and not self._unverified:
                # another card of the same buyer, which needs no code
                self._changed(receipts.mark_verified(self._receipt, True), buyer=True)
            self._ask_code()
            return Outcome("accepted", self.view(), attached=known.account_id)
        return self._attach_or_ask(known.account_id, "", known.masked)

    def _card_trouble(self, known: IdentifierRow) -> str:
        """Why a card may not be used, in words."""
        words = self._till.words
        states = {
            "blocked": words.translate("selling", "it is blocked"),
            "expired": words.translate("selling", "it has expired"),
            "replaced": words.translate("selling", "it has been replaced by another"),
        }
        if known.state != "active":
            return states.get(known.state, known.state)
        record = self._till.reader.member(known.account_id)
        if record is None or record.account.state in CLOSED:
            return words.translate("selling", "its account is blocked")
        return ""

    def identifier_key(self) -> bytes:
        """The key under which cards and telephones are hashed.  Raises `NotEnrolled`."""
        key = self._till.reader.meta(IDENTIFIER_KEY)
        if not key:
            raise NotEnrolled()
        return bytes.fromhex(key)

    def _attach_or_ask(self, account_id: str, unclaimed: str, masked: str) -> Outcome:
        """Attach at once where no other card is on the receipt, else ask."""
        if self._buyer is None:
            return self._attach(account_id, unclaimed, masked)
        self._question_card = (account_id or unclaimed, masked)
        record = self._till.reader.member(account_id) if account_id else None
        scanned = f"{record.account.display} · {masked}" if record else masked
        first = self._buyer.record
        attached = f"{first.account.display} · {self._buyer.card}" if first else self._buyer.card
        return Outcome("accepted", self.view(), question=MemberQuestion(attached, scanned))

    def _attach(self, account_id: str, unclaimed: str, masked: str) -> Outcome:
        if account_id:
            changed = receipts.attach_member(self._receipt, account_id)
        else:
            changed = receipts.attach_unclaimed(self._receipt, unclaimed)
            self._unknown_card = masked
        self._question_card = None
        self._changed(receipts.mark_verified(changed, not self._unverified), buyer=True)
        self._ask_code()
        self._unverified, self._code = False, ""
        assert self._buyer is not None
        return Outcome("accepted", self.view(), attached=self._buyer.state.account_id)

    # --- the changing code of a telephone ------------------------------------------------------------------

    def _ask_code(self) -> None:
        """The code scanned last is to be verified, unless the card may be spent with already."""
        if self._code and self._receipt.unverified:
            card, _, code = self._code.partition(":")
            self._to_verify = CodeToVerify(self._receipt.receipt_id, card, code, self._till.ids())

    def take_code(self) -> CodeToVerify | None:
        """The code that the server is to be asked about now; each scan once."""
        asked, self._to_verify = self._to_verify, None
        return asked

    def code_verified(self, asked: CodeToVerify, verdict: CodeVerdict) -> Notice | None:
        """What the server says of a code; None where the receipt or its buyer has gone meanwhile."""
        receipt = self._receipt
        known = self._till.reader.identifier(bytes.fromhex(asked.card))
        account_id = known.account_id if known is not None else None
        same = asked.card == receipt.unclaimed or (account_id is not None and account_id == receipt.account_id)
        if receipt.receipt_id != asked.receipt_id or not receipt.unverified or not same:
            return None
        if verdict == "verified":
            self._changed(receipts.mark_verified(receipt, True), buyer=True)
        return code_notice(verdict, self._till.words)

    def take_registered(self, registered: Registered) -> Outcome:
        """The buyer who has just been registered on this receipt: attached, unless somebody's card is on it already.

        The points of the registration are for the next receipt.
        """
        words, receipt = self._till.words, self._receipt
        text = words.translate("selling", "Registered: {name}").format(name=registered.display)
        detail = ""
        if registered.points:
            told = words.translate("selling", "{points} for the next purchase")
            detail = told.format(points=words.points(registered.points))
        notice = Notice(text, detail, "success")
        if receipt.receipt_id != registered.receipt_id or receipt.account_id is not None:
            return Outcome("accepted", self.view(), notice=notice)
        changed = receipts.attach_member(receipt, registered.account_id)
        self._changed(msgspec.structs.replace(changed, registered_by=registered.op_id), buyer=True)
        return Outcome("accepted", self.view(), notice=notice, attached=registered.account_id)

    def find_phone(self, text: str) -> Outcome:
        """Attach the buyer by the full phone number.

        Raises `NotAPhone`, `NotEnrolled`, `BuyerNotFound`, `CardRefused`.
        """
        known = self._till.reader.identifier(bytes.fromhex(self.phone_hash(text)))
        if known is None:
            raise BuyerNotFound()
        return self._attach_known(known)

    def is_card(self, text: str) -> bool:
        """Whether a text is the number of a card of this shop's chain."""
        return isinstance(self.recognise(text), recognition.Card)

    def find_hash(self, digest: str) -> Outcome:
        """Attach the buyer of a card or telephone known here, by its keyed hash (hex).

        Raises `BuyerNotFound`, `CardRefused`.
        """
        known = self._till.reader.identifier(bytes.fromhex(digest))
        if known is None:
            raise BuyerNotFound()
        return self._attach_known(known)

    def phone_hash(self, text: str) -> str:
        """Keyed hash (hex) of a full phone number, to ask the server for.  Raises `NotAPhone`, `NotEnrolled`."""
        digits = plain_identifier("phone", text)
        if not _PHONE.fullmatch(digits):
            raise NotAPhone(text=text[:30])
        return identifier_hash(self.identifier_key(), "phone", digits).hex()

    def keep_member(self) -> Outcome:
        """The answer to `MemberQuestion`: the first card stays."""
        self._question_card = None
        self._unverified, self._code = False, ""
        return Outcome("none", self.view())

    def take_new_member(self) -> Outcome:
        """The answer to `MemberQuestion`: the second card."""
        if self._question_card is None:
            return Outcome("none", self.view())
        who, masked = self._question_card
        known = self._till.reader.member(who) is not None
        before = self.accounts
        outcome = self._attach(who if known else "", "" if known else who, masked)
        self._give_back(before)
        return outcome

    def detach_member(self) -> Outcome:
        """Take the card off the receipt."""
        before = self.accounts
        self._changed(receipts.detach_member(self._receipt), buyer=True)
        self._give_back(before)
        return Outcome("none", self.view())

    def _give_back(self, accounts: frozenset[str]) -> None:
        now = self._till.clock.now()
        if accounts:
            self._till.writer.behind(lambda transaction: self._till.give_back_rights(transaction, accounts, now))

    def refresh_member(self) -> SellingView:
        """Read the buyer and programme again (after an acquire, or when the feed brought changes).

        A card that was unknown and has come with the feed is its owner's from now on.
        """
        self._till.programmes.refresh()
        self._wallets = self._quote = self._could = self._view = None
        if self._receipt.unclaimed:
            known = self._till.reader.identifier(bytes.fromhex(self._receipt.unclaimed))
            if known is not None and not self._card_trouble(known):
                changed = receipts.attach_member(self._receipt, known.account_id)
                self._changed(receipts.mark_verified(changed, not self._receipt.unverified), buyer=True)
        self._read_buyer()
        return self.view()

    def _read_buyer(self) -> None:
        receipt, now = self._receipt, self._till.clock.now()
        self._buyer, self._stale = None, False
        if receipt.account_id is not None:
            record = self._till.reader.member(receipt.account_id)
            if record is not None:
                suspect = self._till.clock.state == "suspect"
                alone = self._till.connection.alone
                state = buyer_state(record, now, self._programme_of(record), self._till.zone, suspect, alone)
                if receipt.unverified:
                    state = earning_only(state)
                self._buyer = _Buyer(state, record, self._till.reader.card_of(receipt.account_id))
        elif receipt.unclaimed:
            self._buyer = _Buyer(unclaimed_state(receipt.unclaimed, self.programme), None, self._unknown_card)

    # --- points ------------------------------------------------------------------------------------------

    def redeem(self, asked: str = "maximum") -> Outcome:
        """Redeem points: `maximum`, or a number typed.

        Raises `MalformedNumber`, `NoPointsAsked`, `NoMember`; less than asked comes with a notice.
        """
        wanted: Asked = "maximum" if asked == "maximum" else parse_points(asked)
        if wanted == 0:
            raise NoPointsAsked()
        before = self._receipt.redeem
        outcome = self._accepted(receipts.ask_points(self._receipt, wanted))
        redemption = self.quoted.redemption
        if redemption.points and (wanted == "maximum" or redemption.points == wanted):
            return outcome
        words = self._till.words
        if redemption.points:
            text = words.translate("selling", "Redeemed {points}, not more").format(
                points=words.points(redemption.points)
            )
        else:
            # a sum that cannot be is a slip of the finger: what was redeemed before it stays
            self._changed(receipts.ask_points(self._receipt, before))
            text = (
                words.translate("selling", "The points redeemed stay as they were")
                if before
                else words.translate("selling", "No points were redeemed")
            )
        notice = Notice(text, explain_limit(redemption, words), "warning")
        return Outcome("refused" if not redemption.points else "accepted", self.view(), notice=notice)

    def undo_redemption(self) -> Outcome:
        """Redeem nothing."""
        return self._accepted(receipts.ask_points(self._receipt, 0))

    def confirm_redemption(self, permission: Permission | None = None) -> Outcome:
        """The answer to `ConfirmQuestion`: the buyer agrees, or a colleague does; journalled.

        Raises `NeedsPermission` where a colleague has to confirm it and nobody has yet.
        """
        by, allowed_by = "buyer", ""
        if self._till.settings.selling.redemption_confirmation == "colleague":
            allowed_by = self._till.people.require("confirm_redemption", permission)
            user = self._till.people.current
            by = allowed_by or (user.user_id if user else "")
        points = self.quoted.redemption.points
        outcome = self._accepted(receipts.confirm_points(self._receipt, points, by))
        self._till.journal.write("redemption_confirmed", allowed_by, amount=self.quoted.redemption.amount)
        return outcome

    # --- coming and going --------------------------------------------------------------------------------

    def begin(self) -> SellingView:
        """An empty receipt (after a sale, a park, a cancel)."""
        self._empty()
        return self.view()

    def leave(self, receipt_id: str) -> None:
        """This receipt is done with (sold or put aside): an empty one stands in its place.

        Called when that is committed, from the database's thread, while the screen waits for it.
        """
        if self._receipt.receipt_id == receipt_id:
            self._empty()

    def give_back(self, receipt: Receipt, total: Kopecks) -> None:
        """A receipt whose payment was left comes back; put aside, to pay `total`, where another has been begun since.

        Called when that is committed, from the database's thread, while the screen waits for it.
        """
        if self._receipt.receipt_id == receipt.receipt_id:
            # rights and balances may be others than those the payment froze
            self._wallets = self._quote = self._could = self._view = None
            self._stale = True
        elif not self._receipt.lines:
            self._empty()
            self._receipt, self._stale = receipt, True
            self._save_draft()
        else:
            user = self._till.people.current
            row = ParkedRow(
                receipt.receipt_id,
                "",
                msgspec.json.encode(receipt),
                total,
                user.user_id if user else "",
                self._till.clock.now(),
            )
            self._till.writer.behind(lambda transaction: transaction.unit.drafts.park(row))

    def take_up(self, receipt: Receipt, total: Kopecks, at: Instant) -> Outcome:
        """A parked receipt comes back; `total` is what it was to pay when it was put aside `at` an instant.

        What the time since has changed is told: the sum, each discount that comes or goes, points earned.
        """
        self._unknown_card, self._weighing, self._gift, self._gifts = "", None, None, ()
        self._forget_limits()
        self._changed(receipt, buyer=True, save=False)
        words, text = self._till.words, ""
        changes = what_changes(self._quoted_at(at), self.quoted, words)
        if self.quoted.to_pay != total:
            text = words.translate("selling", "The sum has changed since: {before} → {now}").format(
                before=words.money(total), now=words.money(self.quoted.to_pay)
            )
        elif changes:
            text = words.translate("selling", "The terms have changed since, the sum has not")
        notice = Notice(text, changes, tone="warning") if text else None
        account_id = self._buyer.state.account_id if self._buyer else None
        return Outcome("none", self.view(), notice=notice, attached=account_id)

    def _quoted_at(self, at: Instant) -> Quote:
        """The receipt on the screen as it would have been quoted at an earlier instant, with what is known now."""
        till, receipt, record = self._till, self._receipt, self.member_record
        programme = till.programmes.now(at, segments_of(record))
        member = self.member
        if record is not None:
            suspect, alone = till.clock.state == "suspect", till.connection.alone
            member = buyer_state(record, at, programme, till.zone, suspect, alone)
            if receipt.unverified:
                member = earning_only(member)
        elif receipt.unclaimed:
            member = unclaimed_state(receipt.unclaimed, programme)
        wallets = shared_wallets(till.reader, programme, receipt.promo_codes, till.zone, at)
        cart = receipts.to_cart(receipt, till.store, till.zone, wallets=wallets)
        return quote(cart, member, programme, at, till.words.language)

    def set_words(self) -> None:
        """The language changed: texts are made anew."""
        self._quote = self._could = self._view = None

    def set_masks(self) -> None:
        """The shop's own codes were changed in the settings: the next scan is judged by them."""
        selling = self._till.settings.selling
        self._masks = masks_of(selling.card_masks, selling.in_store_masks)

    def look_again(self) -> None:
        """Something else that the view tells of has changed: the server answers, a shift was opened."""
        self._asked = self._asking
        self._view = None
        if self.programme.offline.floor:
            # what may be lent beyond the rights depends on whether anybody can be asked
            self._stale = True
            self._quote = self._could = None

    def _empty(self) -> None:
        self._receipt = receipts.open_receipt(self._till.ids(), self._till.clock.now())
        self._buyer, self._unknown_card, self._question_card, self._rights_asked = None, "", None, ""
        self._weighing = self._to_verify = self._gift = None
        self._gifts = ()
        self._unverified, self._code = False, ""
        self._quote = self._could = self._view = self._number = None
        self._forget_limits()

    def _forget_limits(self) -> None:
        """Another receipt: what was reserved for the one before is given back by whoever puts it away."""
        self._wallets = None
        self._names.clear()
        self._campaigns = self._asked = self._asking = self._awaited = frozenset()

    def _accepted(self, changed: Receipt) -> Outcome:
        self._changed(changed)
        return Outcome("accepted", self.view())

    def _refused(self, text: str, detail: str, tone: Any) -> Outcome:
        return Outcome("refused", self.view(), notice=Notice(text, detail, tone))

    def _changed(self, changed: Receipt, buyer: bool = False, save: bool = True, wallets: bool = False) -> None:
        """Another receipt on the screen: quoted anew when it is looked at, saved as a draft behind the scenes."""
        before = self._receipt
        self._receipt = changed
        if wallets or buyer:
            self._wallets = None
        self._quote = self._could = self._view = None
        if buyer or (changed.account_id, changed.unclaimed) != (before.account_id, before.unclaimed):
            self._read_buyer()
        if save:
            self._save_draft()

    def _save_draft(self) -> None:
        """Queue a save unless one waits already: it takes the receipt as it is when its turn comes."""
        if self._draft_queued:
            return
        self._draft_queued = True
        self._till.writer.behind(self.write_draft).add_done_callback(self._draft_tried)

    def _draft_tried(self, _: Future[object]) -> None:
        """Where even the transaction could not begin, the next change must try again."""
        self._draft_queued = False

    def write_draft(self, transaction: Transaction) -> None:
        """Keep the receipt on the screen as it is at this moment, which may be another than when it was asked for."""
        self._draft_queued = False
        latest, drafts = self._receipt, transaction.unit.drafts
        if latest.lines or latest.account_id or latest.unclaimed or latest.promo_codes:
            drafts.save(msgspec.json.encode(latest), self._till.clock.now())
        else:
            drafts.drop()
