"""What slips of sales and returns say alike: the buyer's points, the taxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks, vat_inside
from cashier_app.core.points import Points
from cashier_app.core.words import Words
from cashier_app.documents.receipt import EarnedFacts, ExpiringFacts, MemberFacts, VatFacts
from cashier_app.loyalty.cart import POINTS_WALLET, MemberState
from cashier_app.loyalty.explain import explain_lot
from cashier_app.loyalty.ledger import is_active, standing
from cashier_app.loyalty.levels import effective_level, progress, rise_after
from cashier_app.loyalty.programme import Level, Programme
from cashier_app.loyalty.quoted import NewLot
from cashier_app.till.members import EXPIRING_SOON, has_points, is_near
from cashier_app.till.selling_text import capital

#: Dates of expiry on one slip; more would not be read.
_DATES = 3


def member_facts(
    display: str,
    card: str,
    programme: Programme,
    before: MemberState,
    after: MemberState,
    now: Instant,
    as_of: Instant | None,
    words: Words,
    redeemed: Points = 0,
    restored: Points = 0,
    taken_back: Points = 0,
    earned: Sequence[NewLot] = (),
    zone: str = "",
) -> MemberFacts:
    """The buyer on the slip; `earned` are this purchase's new lots, coupons among them.

    With the store's `zone` a level that the purchase has reached is told, and a change decided before.
    """
    wallet = standing(after.lots, now)
    level = effective_level(after, programme, now)
    ladder = progress(programme, level.id, after.net_purchases)
    reached, reached_at = coming_change(after, programme, zone, now) if zone else (None, None)
    points = [lot for lot in earned if lot.wallet == POINTS_WALLET]
    return MemberFacts(
        display=display,
        card=card,
        level=level.name.in_language(words.language),
        before=standing(before.lots, now).active,
        after=wallet.active,
        redeemed=redeemed,
        restored=restored,
        taken_back=taken_back,
        earned_now=sum(lot.points for lot in points if lot.active_at <= now),
        earned_later=sum(lot.points for lot in points if lot.active_at > now),
        earned_by=tuple(EarnedFacts(capital(explain_lot(lot, zone, words)), lot.points) for lot in points),
        points=bool(wallet.active or wallet.pending or wallet.debt or has_points(level, programme)),
        pending=wallet.pending,
        expiring=_expiring(after, now),
        reached_level=reached.name.in_language(words.language) if reached is not None else "",
        reached_at=reached_at,
        next_level=ladder.next.name.in_language(words.language) if ladder.next else "",
        to_next_level=ladder.missing,
        as_of=as_of,
    )


def coming_change(
    state: MemberState, programme: Programme, zone: str, now: Instant
) -> tuple[Level, Instant | None] | tuple[None, None]:
    """The level to come and from when (None: from the next purchase); a rise earned goes before a change decided."""
    rise = rise_after(state, programme, zone, now)
    if rise is not None:
        return rise.level, rise.at if rise.at > now else None
    if is_near(state, now):
        return programme.level(state.next_level), state.next_level_at
    return None, None


def _expiring(state: MemberState, now: Instant) -> tuple[ExpiringFacts, ...]:
    """Active points that go within a month, earliest first."""
    sums: dict[Instant, Points] = {}
    for lot in state.lots:
        soon = lot.expires_at is not None and lot.expires_at - now <= EXPIRING_SOON
        if soon and lot.balance > 0 and lot.wallet == POINTS_WALLET and is_active(lot, now):
            assert lot.expires_at is not None
            sums[lot.expires_at] = sums.get(lot.expires_at, 0) + lot.balance
    return tuple(ExpiringFacts(sums[at], at) for at in sorted(sums)[:_DATES])


def vat_facts(lines: Iterable[tuple[BasisPoints | None, Kopecks]]) -> tuple[VatFacts, ...]:
    """VAT by rate, rounded per line, the highest rate first; goods without VAT last, with their sum."""
    sums: dict[BasisPoints | None, Kopecks] = {}
    for rate, amount in lines:
        inside = amount if rate is None else vat_inside(amount, rate)
        sums[rate] = sums.get(rate, 0) + inside
    rates = sorted(sums, key=lambda rate: -1 if rate is None else rate, reverse=True)
    return tuple(VatFacts(rate, sums[rate]) for rate in rates)
