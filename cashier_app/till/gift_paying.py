"""A gift card among the payments of a receipt: how much it pays, why it may not, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks, money_figure, parse_money
from cashier_app.core.words import Words
from cashier_app.documents.receipt import GiftCardFacts
from cashier_app.loyalty.gift_cards import GiftPayment
from cashier_app.sales.payment import MoreThanDue
from cashier_app.till.gift_cards import until

if TYPE_CHECKING:
    from cashier_app.till.frozen import Frozen
    from cashier_app.till.gift_cards import CardStanding
    from cashier_app.till.opening import Till


class GiftPaysGift(Refused):
    """A receipt that sells a gift card is not paid with one: the advance would only change its card."""

    text = QT_TRANSLATE_NOOP("errors", "A gift card is not paid for with a gift card")
    way_out = QT_TRANSLATE_NOOP("errors", "Take cash or a bank card; other goods can be sold on a receipt of their own")


class GiftCardAgain(Refused):
    """The same card twice on one payment."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} pays for this receipt already")
    way_out = QT_TRANSLATE_NOOP("errors", "Take another payment for the rest")


class GiftCardHasLess(Refused):
    """A sum typed that is more than the card may give here."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} can pay {most} here, not {sum}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Scan it without a sum to take all of it, and take the rest by another payment"
    )


class NothingLeft(Refused):
    """A gift card for a receipt that is paid already, or costs nothing."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is left to pay with the gift card")
    way_out = QT_TRANSLATE_NOOP("errors", "Finish the payment")


def sum_by_gift(
    card: CardStanding, typed: str, left: Kopecks, frozen: Frozen, others: Iterable[GiftPayment], till: Till
) -> Kopecks:
    """What a card pays: the sum typed, or all that it may give of what is left.

    Raises why it may not pay at all, `MoreThanDue`, `GiftCardHasLess`, `NothingLeft`, `MalformedNumber`.
    """
    if frozen.loads:
        raise GiftPaysGift()
    if any(paid.account_id == card.asked.account_id for paid in others):
        raise GiftCardAgain(card=card.asked.masked)
    if not left:
        raise NothingLeft()
    till.gift_cards.check_paying(card)
    if not typed.strip():
        return min(left, card.spendable)
    asked = parse_money(typed)
    if asked > left:
        raise MoreThanDue(amount=money_figure(asked), due=money_figure(left))
    if asked > card.spendable:
        raise GiftCardHasLess(card=card.asked.masked, most=money_figure(card.spendable), sum=money_figure(asked))
    if not asked:
        raise NothingLeft()
    return asked


def why_no_gift(frozen: Frozen, till: Till) -> str:
    """Why no gift card is taken for a receipt, for the button; empty where one may be."""
    if not till.gift_cards.used:
        return till.words.translate("payment", "This shop has no gift cards")
    if frozen.loads:
        return till.words.translate("payment", "A gift card is sold on this receipt")
    return ""


def told_of_card(card: GiftCardFacts, words: Words) -> str:
    """What is on a card after the sale: `Карта ..1234: 500,00 ₽`."""
    text = words.translate("payment", "Gift card {card}: {balance}")
    return text.format(card=card.card, balance=words.money(card.balance))


def told_of_leg(card: CardStanding, amount: Kopecks, till: Till) -> str:
    """What a card will hold then, and until when: `останется 500,00 ₽; действует до 30.11.2027`."""
    words = till.words
    rest = words.translate("payment", "{sum} will be left").format(sum=words.money(card.balance - amount))
    return "; ".join(filter(None, (rest, until(card.expires_at, till.zone, words))))
