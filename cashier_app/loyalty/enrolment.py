"""Enrolment: when a buyer without a card is offered one, and the points for the registration."""

from __future__ import annotations

from typing import Final

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET, Cart, LotState
from cashier_app.loyalty.ledger import Entry, Posting, RightChange, lot_id_of
from cashier_app.loyalty.lives import life
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quoted import EnrolmentOffer

#: Source of the lot of welcome points.
WELCOME: Final = "welcome"


def is_offered(programme: Programme, to_pay: Kopecks) -> bool:
    """Whether a receipt without a member offers a card: to pay is strictly more than the programme's sum."""
    over = programme.enrolment.over
    return over is not None and to_pay > over


def offer(programme: Programme, to_pay: Kopecks, would_earn: Points = 0) -> EnrolmentOffer | None:
    """The offer of a card on a receipt without a member, or None.

    `would_earn`: what the purchase would earn were the card on it before payment.
    """
    if not is_offered(programme, to_pay):
        return None
    return EnrolmentOffer(programme.enrolment.welcome_points, would_earn)


def enrolment_posting(op_id: str, account_id: str, programme: Programme, now: Instant, zone: str) -> Posting:
    """What a registration writes: one lot of welcome points, spendable where it was opened; nothing without any.

    The points are for the next purchase: a receipt on which the buyer was registered names the operation
    (`Cart.enrolment`), and the lot waits.
    """
    rules = programme.enrolment
    active_at, expires_at = life(rules.lots, zone, now)
    if rules.welcome_points == 0 or (expires_at is not None and expires_at <= active_at):
        return Posting()
    lot_id = lot_id_of(op_id, 1)
    entry = Entry(
        "accrual", account_id, POINTS_WALLET, lot_id, rules.welcome_points, active_at, expires_at, source=WELCOME
    )
    return Posting((entry,), (RightChange(lot_id, earned=rules.welcome_points),))


def waits_for_the_next_purchase(lot: LotState, cart: Cart) -> bool:
    """Whether a lot was given for a registration on this very receipt."""
    return bool(cart.enrolment) and lot.lot_id == lot_id_of(cart.enrolment, 1)
