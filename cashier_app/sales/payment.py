"""How a receipt is paid: cash with change, card, SBP, or a mixture; cash is rounded where the shop does so."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks, money_figure

PaymentKind: TypeAlias = Literal["cash", "card", "sbp", "gift"]


class Tender(msgspec.Struct, frozen=True):
    """One payment: what it pays, and for cash what was handed over."""

    kind: PaymentKind
    amount: Kopecks
    tendered: Kopecks


class PaymentPlan(msgspec.Struct, frozen=True):
    """How a sum is paid: the tenders sum to `due` = `to_pay` - `rounding`; `change` is cash given back.

    Tenders that need an authorisation (card, sbp) stand before cash, gift cards before all.
    """

    to_pay: Kopecks
    rounding: Kopecks
    due: Kopecks
    tenders: tuple[Tender, ...]
    change: Kopecks


class CashBelowSum(Refused):
    """The cash handed over does not pay the rest."""

    text = QT_TRANSLATE_NOOP("errors", "{tendered} in cash is less than the {due} to pay")
    way_out = QT_TRANSLATE_NOOP("errors", "Take {missing} more, or pay a part by card")


class MoreThanDue(Refused):
    """A card is never charged more than the receipt."""

    text = QT_TRANSLATE_NOOP("errors", "{amount} by card is more than the {due} to pay")
    way_out = QT_TRANSLATE_NOOP("errors", "There is no change from a card: type at most the sum to pay")


def cash_rounding(to_pay: Kopecks, step: Kopecks) -> Kopecks:
    """Kopecks let off when all is paid in cash: down to a multiple of `step` (1: none), as buyers expect."""
    return to_pay % step if step > 1 and to_pay >= step else 0


def plan_payment(
    to_pay: Kopecks,
    *,
    cash: Kopecks | None = None,
    card: Kopecks = 0,
    sbp: Kopecks = 0,
    gift: Kopecks = 0,
    rounding_step: Kopecks = 1,
) -> PaymentPlan:
    """Plan a payment: all but `cash` pay what they say, `cash` handed over pays the rest (None: exactly the rest).

    `gift` is what gift cards pay together.  Raises `MoreThanDue` or `CashBelowSum`.
    """
    by_machine = card + sbp + gift
    if min(card, sbp, gift) < 0 or by_machine > to_pay:
        raise MoreThanDue(amount=money_figure(by_machine), due=money_figure(to_pay))
    rounding = cash_rounding(to_pay, rounding_step) if by_machine == 0 else 0
    due = to_pay - rounding
    rest = due - by_machine
    handed = rest if cash is None else cash
    if handed < rest:
        details = (money_figure(handed), money_figure(rest), money_figure(rest - handed))
        raise CashBelowSum(tendered=details[0], due=details[1], missing=details[2])
    tenders: list[Tender] = []
    if gift:
        tenders.append(Tender("gift", gift, gift))
    if card:
        tenders.append(Tender("card", card, card))
    if sbp:
        tenders.append(Tender("sbp", sbp, sbp))
    if rest:
        tenders.append(Tender("cash", rest, handed))
    return PaymentPlan(to_pay, rounding, due, tuple(tenders), handed - rest)
