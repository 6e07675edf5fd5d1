"""A gift card on the receipt: chosen as goods, then its card scanned; or scanned to pay with later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cashier_app.catalog.vat import rate_on
from cashier_app.core.clock import local_date
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import BasisPoints, Kopecks, money_figure, parse_money
from cashier_app.core.words import Words
from cashier_app.sales.receipt import CardToLoad, Item, Receipt, remove_line
from cashier_app.till.gift_cards import (
    CardAsked,
    CardStanding,
    GiftCardBlocked,
    GiftCardNominal,
    GiftCardSold,
)
from cashier_app.till.selling_view import GiftToSellView, Notice

if TYPE_CHECKING:
    from cashier_app.config import GiftCards as GiftCardSettings
    from cashier_app.till.opening import Till

#: VAT of an advance by the setting, in basis points; the standard rate is the day's.
_RATES: dict[str, BasisPoints | None] = {"none": None, "0": 0, "5": 500, "7": 700, "10": 1000, "standard": 2000}


class CardFirst(Refused):
    """Another gift card is chosen while one waits for its card."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” waits for its card")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the gift card itself, or leave it out")


class NoCardWaits(Refused):
    """A sum for a gift card that nobody has chosen."""

    text = QT_TRANSLATE_NOOP("errors", "No gift card is being sold")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose the gift card among the goods first")


class NoGiftSum(Refused):
    """A card of any sum, and no sum."""

    text = QT_TRANSLATE_NOOP("errors", "The sum of the gift card is missing")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the sum in roubles, then scan the card")


class GiftSumOutOfBounds(Refused):
    """A sum that the shop sells no card for."""

    text = QT_TRANSLATE_NOOP("errors", "A gift card of {sum} cannot be sold")
    way_out = QT_TRANSLATE_NOOP("errors", "Type a sum from {minimum} to {maximum}")


class GiftToSell(msgspec.Struct, frozen=True):
    """A gift card chosen as goods, without its card; `amount` is what was typed for one of any sum."""

    item: Item
    any_sum: bool
    amount: Kopecks = 0
    red: int | None = None


def waiting_card(item: Item, settings: GiftCardSettings, red: int | None = None) -> GiftToSell | None:
    """The product as a gift card that waits for its card; None for any other goods."""
    if settings.any_sum_tag in item.tags:
        return GiftToSell(item, True, red=red)
    return GiftToSell(item, False, red=red) if settings.tag in item.tags else None


def with_sum(waiting: GiftToSell, text: str, settings: GiftCardSettings) -> GiftToSell:
    """The sum that is typed for a card of any sum.  Raises `GiftSumOutOfBounds`, `MalformedNumber`."""
    amount = parse_money(text)
    if not settings.minimum * 100 <= amount <= settings.maximum * 100:
        raise GiftSumOutOfBounds(
            sum=money_figure(amount),
            minimum=money_figure(settings.minimum * 100),
            maximum=money_figure(settings.maximum * 100),
        )
    return msgspec.structs.replace(waiting, amount=amount)


def card_item(waiting: GiftToSell, card: CardStanding, till: Till) -> Item:
    """The line's item once its card is known: an advance of its sum, without card price or tags.

    Raises `GiftCardBlocked`, `GiftCardSold`, `GiftCardNominal`, `NoGiftSum`.
    """
    asked, settings = card.asked, till.settings.gift_cards
    if card.state == "blocked":
        raise GiftCardBlocked(card=asked.masked)
    if card.sold and not settings.top_up:
        raise GiftCardSold(card=asked.masked, balance=money_figure(card.balance))
    nominal = 0 if card.sold else card.facts.nominal
    amount = (waiting.amount or nominal) if waiting.any_sum else waiting.item.price
    if not amount:
        raise NoGiftSum()
    if nominal and nominal != amount:
        raise GiftCardNominal(card=asked.masked, nominal=money_figure(nominal), sum=money_figure(amount))
    return msgspec.structs.replace(
        waiting.item,
        name=f"{waiting.item.name} {asked.masked}",
        price=amount,
        unit="pc",
        fractional=False,
        member_price=None,
        tags=frozenset(),
        vat_rate=rate_on(_RATES[settings.vat], local_date(till.clock.now(), till.zone), till.vat_rates),
        card=CardToLoad(asked.account_id, asked.masked, card.sold),
    )


def waiting_view(waiting: GiftToSell, settings: GiftCardSettings, words: Words) -> GiftToSellView:
    """What stands on the screen while the card is waited for."""
    if not waiting.any_sum:
        return GiftToSellView(
            waiting.item.name, words.money(waiting.item.price), words.translate("selling", "Scan the gift card")
        )
    bounds = words.translate("selling", "from {minimum} to {maximum}")
    bounds = bounds.format(minimum=words.money(settings.minimum * 100), maximum=words.money(settings.maximum * 100))
    if waiting.amount:
        return GiftToSellView(
            waiting.item.name, words.money(waiting.amount), words.translate("selling", "Scan the gift card")
        )
    told = words.translate("selling", "Type the sum, then scan the gift card")
    return GiftToSellView(waiting.item.name, "", told, bounds)


def without_sold(receipt: Receipt, card: CardStanding, words: Words) -> tuple[Receipt, Notice] | None:
    """The receipt without a card that turns out to be sold already, and what to say; None where all is well."""
    line = next(
        (
            line
            for line in receipt.goods
            if line.item.card is not None and line.item.card.account_id == card.asked.account_id
        ),
        None,
    )
    if line is None or line.item.card is None or line.item.card.topped_up:
        return None
    if not card.sold and card.state != "blocked":
        return None
    error: Refused = (
        GiftCardBlocked(card=card.asked.masked)
        if card.state == "blocked"
        else GiftCardSold(card=card.asked.masked, balance=money_figure(card.balance))
    )
    text, way_out = words.error(error)
    return remove_line(receipt, line.number), Notice(text, way_out, "error")


def paying_notice(card: CardStanding, till: Till) -> Notice:
    """What is said of a card that was scanned to pay with."""
    words = till.words
    title, detail = till.gift_cards.texts(card)
    if card.state == "active":
        told = words.translate("selling", "it pays when payment is opened")
        return Notice(title, "; ".join(filter(None, (detail, told))), "success")
    if card.state in ("issued", "unknown"):
        text = words.translate("selling", "The gift card {card} is not active").format(card=card.asked.masked)
        way_out = words.translate("selling", "To sell it, choose the gift card among the goods first")
        return Notice(text, way_out, "warning")
    return Notice(title, detail, "warning")


def remembered(before: tuple[CardAsked, ...], asked: CardAsked) -> tuple[CardAsked, ...]:
    """The cards that are to pay, one more of them; a card scanned again is not there twice."""
    return (*(each for each in before if each.account_id != asked.account_id), asked)
