"""The engine's decisions in the cashier's words."""

from __future__ import annotations

from typing import Final

from cashier_app.core.clock import DAY, local_date
from cashier_app.core.words import Words
from cashier_app.loyalty.quoted import CodeRefusal, NewLot, Redemption
from cashier_app.loyalty.recalculation import LevelReason
from cashier_app.loyalty.rules import percent_text

#: Points that live no longer than this are called by their last day.
SHORT_LIFE: Final = 31 * DAY


def explain_limit(redemption: Redemption, words: Words) -> str:
    """Why no more points may be redeemed: the one limit that binds; empty when none does."""
    text = _limit_text(redemption, words)
    required = redemption.required
    return text.format(
        share=percent_text(redemption.share, words),
        minimum=words.points(redemption.minimum),
        available=words.points(redemption.available),
        balance=words.points(redemption.balance),
        spendable=words.points(redemption.spendable),
        step=words.points(redemption.step),
        sum=words.money(required),
        points=words.points(required),
    )


def _limit_text(redemption: Redemption, words: Words) -> str:
    """The sentence of a limit, its figures still in braces."""
    match redemption.limit:
        case "none":
            return ""
        case "no_member":
            return words.translate("limits", "Scan the buyer's card")
        case "balance" if redemption.balance == 0:
            return words.translate("limits", "No active points on the card")
        case "balance":
            return words.translate("limits", "All active points of the card: {balance}")
        case "right" if redemption.spendable == 0:
            return words.translate(
                "limits", "Points of this card cannot be spent at this till now: the server is needed"
            )
        case "right":
            return words.translate("limits", "At this till now up to {spendable}: for more the server is needed")
        case "share" if redemption.shares_differ:
            return words.translate("limits", "These goods take points in different shares: here up to {available}")
        case "share" if redemption.excluded:
            return words.translate("limits", "Up to {share} of the goods that points may pay for")
        case "share":
            return words.translate("limits", "Up to {share} of the receipt")
        case "floor":
            return words.translate("limits", "Points cannot make the goods any cheaper")
        case "excluded":
            return words.translate("limits", "These goods cannot be paid for with points")
        case "minimum":
            return words.translate("limits", "Redemption starts at {minimum}, only {available} possible here")
        case "minimum_receipt":
            return words.translate("limits", "Points pay for receipts from {sum}")
        case "minimum_balance":
            return words.translate("limits", "Points are spent when the card has {points} or more")
        case "step":
            return words.translate("limits", "Points are redeemed by {step}")
        case "unclaimed":
            return words.translate("limits", "Card not known here yet: it earns points but does not spend them")
        case "cost":
            return words.translate("limits", "Points cannot take the goods below their lowest price")
        case "promo_code":
            return words.translate("limits", "With this promo code points are not spent")
        case "cap":
            return words.translate("limits", "No more points may be spent for now: the programme's limit is reached")
        case "off":
            return words.translate("limits", "Points are not redeemed at this level")


def explain_code(refusal: CodeRefusal, words: Words) -> str:
    """Why a promo code does nothing, to be read out to the buyer; empty when it works."""
    match refusal:
        case "":
            return ""
        case "unknown":
            return words.translate("codes", "There is no such promo code")
        case "not_yet":
            return words.translate("codes", "This promo code is not valid yet")
        case "over":
            return words.translate("codes", "This promo code is no longer valid")
        case "used_up":
            return words.translate("codes", "This promo code has been used already")
        case "no_right":
            return words.translate(
                "codes", "Only the server knows whether this promo code is free, and there is no connection"
            )
        case "member":
            return words.translate("codes", "This promo code needs the right loyalty card")
        case "conditions":
            return words.translate("codes", "The receipt does not meet the conditions of this promo code")
        case "beaten":
            return words.translate("codes", "This promo code would not make the receipt cheaper")
        case "doubled":
            return words.translate("codes", "Only one such promo code works on a receipt")


def explain_lot(lot: NewLot, zone: str, words: Words) -> str:
    """What a receipt calls points just given: `за покупку 3 %`, or `горящие баллы до 04.12` where their life is short.

    The date is the last of the store's days on which they can be spent.
    """
    if lot.expires_at is None or lot.expires_at - lot.active_at > SHORT_LIFE:
        return lot.name
    last = local_date(lot.expires_at - 1, zone)
    return words.translate("accruals", "{name} until {date}").format(name=lot.name, date=f"{last:%d.%m}")


def explain_level_reason(reason: LevelReason, words: Words) -> str:
    """Why a member's level changed: `покупки на 15 400,00 ₽ за 12 месяцев`, `180 дней без покупок`."""
    match reason.kind:
        case "purchases":
            return _purchases(reason, words)
        case "return":
            return words.translate("levels", "after a return: {purchases}").format(purchases=_purchases(reason, words))
        case "inactivity":
            days = reason.days
            return words.translate("levels", "no purchase for %n day(s)", "", days)
        case "assigned" if reason.by:
            return words.translate("levels", "assigned by {name}").format(name=reason.by)
        case "assigned":
            return words.translate("levels", "assigned by hand")
        case "floor" if reason.by:
            return words.translate("levels", "not below this level: {name}").format(name=reason.by)
        case "floor":
            return words.translate("levels", "not below this level")
        case "programme":
            return words.translate("levels", "version {version} of the programme").format(version=reason.version)


def _purchases(reason: LevelReason, words: Words) -> str:
    """The sum of purchases in the window that decides."""
    length = reason.length
    match reason.window:
        case "months":
            text = words.translate("levels", "purchases of {sum} in %n month(s)", "", length)
        case "days":
            text = words.translate("levels", "purchases of {sum} in %n day(s)", "", length)
        case "year":
            text = words.translate("levels", "purchases of {sum} this year")
        case _:
            text = words.translate("levels", "purchases of {sum} in all")
    return text.format(sum=words.money(reason.net))
