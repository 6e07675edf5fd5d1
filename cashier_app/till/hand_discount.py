"""Discounts and prices by hand: on a line or the whole receipt, as a right with limits, with a reason, written down.

The engine takes them off last, never below the programme's cost floor; what was allowed is kept on the receipt as a
share, so that goods taken off it afterwards never make a discount larger than somebody agreed to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import (
    BasisPoints,
    Kopecks,
    divide_half_up,
    line_amount,
    money_figure,
    parse_money,
    percent_of,
)
from cashier_app.core.number import MalformedNumber, format_scaled, parse_scaled
from cashier_app.loyalty.quoted import Quote, QuotedLine
from cashier_app.sales import receipt as receipts
from cashier_app.sales.receipt import NO_HAND, EmptyReceipt, Hand, Line, NoSuchLine, Receipt
from cashier_app.till.rights import Permission, Right
from cashier_app.till.selling_view import HandView, Notice, OfferView, Outcome

if TYPE_CHECKING:
    from cashier_app.core.words import Words
    from cashier_app.till.opening import Till

#: In per cent of what it costs by then, in roubles off, or as a new price of one unit.
Kind: TypeAlias = Literal["percent", "sum", "price"]

_PERCENT_DECIMALS: Final = 2
_ALL: Final[BasisPoints] = 10_000


class TooMuchDiscount(Refused):
    """More than all of the price."""

    text = QT_TRANSLATE_NOOP("errors", "A discount of {percent} % is not possible")
    way_out = QT_TRANSLATE_NOOP("errors", "Type from 0 to 99")


class MoreThanItCosts(Refused):
    """A sum off that leaves nothing to pay."""

    text = QT_TRANSLATE_NOOP("errors", "{sum} cannot be taken off: it costs {cost}")
    way_out = QT_TRANSLATE_NOOP("errors", "Type less than that; 0 takes the discount away")


class PriceNotLower(Refused):
    """A price by hand that is none, or no lower than the catalogue's."""

    text = QT_TRANSLATE_NOOP("errors", "A price by hand must be lower than {price}")
    way_out = QT_TRANSLATE_NOOP("errors", "Type a price between 0 and that; dearer than its price tag nothing is sold")


class AboveEveryLimit(Refused):
    """More than anybody in this shop may give."""

    text = QT_TRANSLATE_NOOP("errors", "Nobody here may give more than {percent} % by hand")
    way_out = QT_TRANSLATE_NOOP("errors", "Type less, or have the limit in the settings raised")


class NothingToTakeOff(Refused):
    """Goods that take no discounts, or cost no more than the shop paid for them already."""

    text = QT_TRANSLATE_NOOP("errors", "No discount can be given here")
    way_out = QT_TRANSLATE_NOOP("errors", "The programme allows none on these goods, or not below their cost")


class NoReason(Refused):
    """The shop wants to know why."""

    text = QT_TRANSLATE_NOOP("errors", "A discount by hand needs a reason")
    way_out = QT_TRANSLATE_NOOP("errors", "Touch one of the reasons")


class _Tried(msgspec.Struct, frozen=True):
    """A discount as it would be: the receipt without and with it, what it takes of what, and the right it needs."""

    hand: Hand
    bare: Receipt
    given: Receipt
    off: Kopecks
    before: Kopecks
    right: Right | None


class HandDiscounts:
    """What is given by hand on the receipt on the screen."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @property
    def reasons(self) -> tuple[str, ...]:
        """The shop's reasons; without any, none is asked for."""
        return self._till.settings.selling.hand_reasons

    def view(self, number: int | None, kind: Kind = "percent", text: str = "") -> HandView:
        """What the screen of discounts shows of a line, or of the whole receipt (None), while somebody types.

        Raises `NoSuchLine`, `EmptyReceipt`.
        """
        selling, words = self._till.selling, self._till.words
        line = self._goods(number)
        off, before = _taken(selling.quoted, number)
        hand = selling.receipt.hand if line is None else line.hand
        would, needs = "", ""
        if text:
            try:
                would, needs = self._would(kind, text, number)
            except (Refused, MalformedNumber) as error:
                would = words.error(error)[0]
        return HandView(
            title=words.translate("discount", "Whole receipt") if line is None else line.item.name,
            before=words.money(before),
            now=words.money(before - off),
            given=hand.reason if hand else "",
            would=would,
            needs=needs,
        )

    def give(
        self,
        kind: Kind,
        text: str,
        number: int | None,
        reason: str = "",
        permission: Permission | None = None,
    ) -> Outcome:
        """Give a discount on a line, or on the whole receipt (`number` None; no price there); 0 takes it away.

        In the place of what was given there before.  Raises `NoSuchLine`, `EmptyReceipt`, `MalformedNumber`,
        `TooMuchDiscount`, `MoreThanItCosts`, `PriceNotLower`, `NothingToTakeOff`, `NoReason`, `AboveEveryLimit`,
        `OneCard`, and `NeedsPermission` above what the person at the till may give.
        """
        tried = self._try(kind, text, number, reason)
        if tried is None:
            return self.take_away(number)
        if self.reasons and reason not in self.reasons:
            raise NoReason()
        allowed_by = self._till.people.require(tried.right, permission) if tried.right is not None else ""
        hand = msgspec.structs.replace(tried.hand, most=self._share(tried.bare, tried.given, number))
        outcome = self._till.selling.show(receipts.give_by_hand(tried.bare, number, hand))
        line, words = self._goods(number), self._till.words
        self._till.journal.write(
            "hand_price" if kind == "price" else "hand_discount",
            allowed_by,
            name=line.item.name if line is not None else words.translate("discount", "Whole receipt"),
            amount=tried.off,
            percent=_percent(divide_half_up(tried.off * _ALL, tried.before), words),
            reason=reason,
        )
        return self._told(outcome, kind, tried, line)

    def _try(self, kind: Kind, text: str, number: int | None, reason: str) -> _Tried | None:
        """What would be given, and the right it needs; None for nothing."""
        line, selling = self._goods(number), self._till.selling
        bare = receipts.give_by_hand(selling.receipt, number, NO_HAND)
        off_before, costs = _taken(selling.quoted_as(bare), number)
        hand = self._read(kind, text, line, costs - off_before, reason)
        if not hand:
            return None
        given = receipts.give_by_hand(bare, number, hand)
        off, before = _touched(selling.quoted_as(given), number)
        if off <= off_before:
            raise NothingToTakeOff()
        return _Tried(hand, bare, given, off, before, self._right(off, before))

    def _would(self, kind: Kind, text: str, number: int | None) -> tuple[str, str]:
        """What would come of it, in words, and whom it needs."""
        words, tried = self._till.words, self._try(kind, text, number, "")
        if tried is None:
            return words.translate("discount", "Nothing is taken off"), ""
        off, before = _taken(self._till.selling.quoted_as(tried.given), number)
        told = words.translate("discount", "Becomes {sum}: {off} less, {percent} %")
        percent = _percent(divide_half_up(tried.off * _ALL, tried.before), words)
        would = told.format(sum=words.money(before - off), off=words.money(off), percent=percent)
        right = tried.right
        if right is None or self._till.people.may(right):
            return would, ""
        if right == "hand_discount":
            return would, words.translate("discount", "A senior cashier has to allow so much")
        return would, words.translate("discount", "A manager has to allow so much")

    def take_away(self, number: int | None) -> Outcome:
        """What was given by hand on a line, or on the whole receipt, is given no more; nothing happens without any."""
        line, selling = self._goods(number), self._till.selling
        hand = selling.receipt.hand if line is None else line.hand
        if not hand:
            return Outcome("none", selling.view())
        outcome = selling.show(receipts.give_by_hand(selling.receipt, number, NO_HAND))
        name = line.item.name if line is not None else self._till.words.translate("discount", "Whole receipt")
        self._till.journal.write("hand_discount_removed", name=name, reason=hand.reason)
        return outcome

    def _goods(self, number: int | None) -> Line | None:
        """The line of goods; None for the whole receipt."""
        receipt = self._till.selling.receipt
        if not receipt.goods:
            raise EmptyReceipt()
        if number is None:
            return None
        for line in receipt.goods:
            if line.number == number:
                return line
        raise NoSuchLine(number=number)

    def _read(self, kind: Kind, text: str, line: Line | None, costs: Kopecks, reason: str) -> Hand:
        """What was typed, as it stands on the receipt; `NO_HAND` for nothing."""
        words = self._till.words
        if kind == "percent":
            rate = parse_scaled(text.strip().rstrip("%"), _PERCENT_DECIMALS, _ALL)
            if rate >= _ALL:
                raise TooMuchDiscount(percent=text)
            shown = _percent(rate, words)
            named = words.translate("selling", "Discount {percent} %").format(percent=shown)
            if reason:
                named = words.translate("discount", "{reason} {percent} %").format(reason=reason, percent=shown)
            return Hand(rate=rate, reason=named) if rate else NO_HAND
        amount = parse_money(text)
        if kind == "sum":
            if amount >= costs:
                raise MoreThanItCosts(sum=money_figure(amount), cost=money_figure(costs))
            return Hand(amount=amount, reason=reason or words.translate("discount", "Discount")) if amount else NO_HAND
        if line is None or not 0 < amount < line.item.price:
            raise PriceNotLower(price=money_figure(line.item.price if line is not None else costs))
        return Hand(price=amount, reason=reason or words.translate("discount", "Price by hand"))

    def _share(self, bare: Receipt, given: Receipt, number: int | None) -> BasisPoints:
        """What share of the goods that it touches a discount takes, so that it stays at that."""
        selling = self._till.selling
        before, after = selling.quoted_as(bare), selling.quoted_as(given)
        off = costs = 0
        for was, is_now in zip(before.lines, after.lines, strict=True):
            own = was.discounted - is_now.discounted
            if number in (None, was.number) and own > 0:
                off += own
                costs += was.discounted
        return -(-off * _ALL // costs)

    def _right(self, off: Kopecks, before: Kopecks) -> Right | None:
        """The right that so much needs; None where the person's own role may give it.  Raises `AboveEveryLimit`."""
        limits = self._till.settings.selling
        for percent, right in (
            (limits.hand_discount_cashier_percent, None),
            (limits.hand_discount_percent, "hand_discount"),
            (limits.hand_discount_manager_percent, "hand_discount_above_limit"),
        ):
            if off <= percent_of(before, percent * 100):
                return right  # type: ignore[return-value]
        raise AboveEveryLimit(percent=limits.hand_discount_manager_percent)

    def _told(self, outcome: Outcome, kind: Kind, tried: _Tried, line: Line | None) -> Outcome:
        """The outcome, with words where the goods' cost, or goods without discounts, left less than was asked for."""
        hand, wanted = tried.hand, tried.hand.amount
        if kind == "percent":
            wanted = percent_of(tried.before, hand.rate)
        elif hand.price is not None and line is not None:
            wanted = tried.before - line_amount(hand.price, line.quantity)
        # each line of the receipt is rounded by itself
        if wanted - tried.off <= (0 if line is not None else len(outcome.view.lines)):
            return outcome
        words = self._till.words
        text = words.translate("discount", "{sum} was taken off, not more").format(sum=words.money(tried.off))
        detail = words.translate(
            "discount", "The programme lets no goods go below their cost, and some take no discounts"
        )
        return msgspec.structs.replace(outcome, notice=Notice(text, detail, "warning"))


def hand_offer(receipt: Receipt, words: Words) -> OfferView | None:
    """What was given off the whole receipt, as it stands beside its codes: a touch takes it away."""
    if not receipt.hand:
        return None
    off = words.translate("discount", "on the whole receipt")
    return OfferView("hand", "hand", receipt.hand.reason, off, off, "success", "remove")


def _taken(quote: Quote, number: int | None) -> tuple[Kopecks, Kopecks]:
    """What is taken off a line (None: all lines) by hand, and what they cost without that."""
    off = costs = 0
    for line in quote.lines:
        if number in (None, line.number):
            off += _off(line)
            costs += line.discounted
    return off, costs + off


def _touched(quote: Quote, number: int | None) -> tuple[Kopecks, Kopecks]:
    """The same of the lines alone that something is taken off: what a limit is a share of."""
    lines = [line for line in quote.lines if number in (None, line.number) and _off(line)]
    off = sum(map(_off, lines))
    return off, sum(line.discounted for line in lines) + off


def _off(line: QuotedLine) -> Kopecks:
    return sum(discount.amount for discount in line.discounts if discount.step == "hand")


def _percent(rate: BasisPoints, words: Words) -> str:
    return format_scaled(rate, _PERCENT_DECIMALS, words.decimal_mark, trim=True)
