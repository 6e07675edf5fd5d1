"""Redemption: how many points a receipt takes, which one limit binds, and which line pays with which lot."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks, allocate, percent_floor
from cashier_app.core.points import ONE_POINT, Points
from cashier_app.loyalty.cart import Asked, MemberState
from cashier_app.loyalty.ledger import Standing, redemption_uses, standing
from cashier_app.loyalty.prepared import Prepared
from cashier_app.loyalty.quoted import Limit, LotUse, Redemption, TraceStep
from cashier_app.loyalty.working import WorkingLine


def redeem(
    lines: Sequence[WorkingLine],
    asked: Asked,
    member: MemberState | None,
    prepared: Prepared,
    now: Instant,
    trace: list[TraceStep],
) -> Redemption:
    """Decide a redemption and spread it over the lines, whose `redeemed` it sets.

    Maximum = min(spendable, share, Σ over eligible lines of (amount - floor)), down to the step;
    below the programme's minimum it is 0.
    """
    limits = _limits(lines, member, prepared, now)
    if member is None or limits.maximum == 0 or asked == 0:
        return limits
    points, limit = _granted(asked, limits)
    if points == 0:
        return replace(limits, limit=limit)
    amount = points * prepared.programme.points.kopecks_per_point // ONE_POINT
    eligible = [line for line in lines if _capacity(line, prepared) > 0]
    _spread(eligible, amount, points, prepared)
    uses = redemption_uses(member.lots, points, now)
    trace.append(TraceStep("redemption", "", 0, -amount, limit))
    for line in eligible:
        if line.redeemed:
            trace.append(TraceStep("redemption", "", line.number, -line.redeemed))
    return replace(limits, points=points, amount=amount, limit=limit, uses=uses, allocation=_matched(eligible, uses))


def _limits(lines: Sequence[WorkingLine], member: MemberState | None, prepared: Prepared, now: Instant) -> Redemption:
    """The maximum and what binds it, before anything is asked for."""
    programme = prepared.programme
    rules, step = programme.redemption, programme.points.redemption_step
    if member is None:
        return Redemption(0, 0, 0, "no_member", rules.maximum_share, rules.minimum, step=step)
    level = programme.level(member.level_id)
    share = rules.maximum_share if level.maximum_share is None else level.maximum_share
    wallet = standing(member.lots, now)
    known = Redemption(
        maximum=0,
        points=0,
        amount=0,
        limit="off",
        share=share,
        minimum=rules.minimum,
        balance=wallet.active,
        spendable=wallet.spendable,
        step=step,
    )
    receipt = sum(line.amount for line in lines)
    eligible = [line for line in lines if line.profile.redeemable]
    if member.unclaimed:
        return replace(known, limit="unclaimed")
    if share == 0:
        return known
    if wallet.active <= 0:
        return replace(known, limit="balance")
    if not eligible:
        return replace(known, limit="excluded")
    if receipt < rules.minimum_receipt:
        return replace(known, limit="minimum_receipt", required=rules.minimum_receipt)
    if wallet.active < rules.minimum_balance:
        return replace(known, limit="minimum_balance", required=rules.minimum_balance)
    payable = sum(line.amount for line in eligible)
    known = replace(known, excluded=receipt - payable)
    share_base = receipt if rules.share_of == "receipt" else payable
    room = sum(_capacity(line, prepared) for line in eligible)
    return _bounded(known, wallet, percent_floor(share_base, share), room, prepared)


def _bounded(known: Redemption, wallet: Standing, share: Kopecks, room: Kopecks, prepared: Prepared) -> Redemption:
    """The smallest of the limits, by name; of equal ones the one that a cashier explains most easily."""
    worth = prepared.programme.points.kopecks_per_point
    bounds: tuple[tuple[Limit, Points], ...] = (
        ("balance", wallet.active),
        ("share", share * ONE_POINT // worth),
        ("floor", room * ONE_POINT // worth),
        ("right", wallet.spendable),
    )
    limit, available = min(bounds, key=lambda bound: bound[1])
    available -= available % known.step
    if available == 0 and limit in ("balance", "right"):
        return replace(known, limit=limit)
    if available < max(known.minimum, 1):
        return replace(known, limit="minimum" if known.minimum else limit, available=available)
    return replace(known, maximum=available, limit=limit, available=available)


def _granted(asked: Asked, limits: Redemption) -> tuple[Points, Limit]:
    """Points given of those asked for, and the limit that cut them."""
    if asked == "maximum" or asked > limits.maximum:
        return limits.maximum, limits.limit
    if asked < limits.minimum:
        return 0, "minimum"
    whole = max(asked - asked % limits.step, 0)
    if whole < limits.minimum:
        return 0, "minimum"
    return whole, "none" if whole == asked else "step"


def _capacity(line: WorkingLine, prepared: Prepared) -> Kopecks:
    """What points may take off a line: its amount above the price floor of its quantity, rounded up."""
    if not line.profile.redeemable:
        return 0
    floor = -(-prepared.programme.redemption.price_floor * line.source.quantity // 1000)
    return max(line.amount - floor, 0)


def _spread(eligible: Sequence[WorkingLine], amount: Kopecks, points: Points, prepared: Prepared) -> None:
    """Share the redemption over the lines by the allocation rule, in kopecks and the same in points."""
    ties = [line.tie for line in eligible]
    caps = [_capacity(line, prepared) for line in eligible]
    parts = allocate(amount, [line.amount for line in eligible], ties, caps)
    in_points = parts if amount == points else allocate(points, parts, ties)
    for line, part, part_points in zip(eligible, parts, in_points, strict=True):
        line.redeemed, line.redeemed_points = part, part_points


def _matched(eligible: Sequence[WorkingLine], uses: Sequence[LotUse]) -> tuple[tuple[int, str, Points], ...]:
    """Which line is paid by which lot: lots in order of consumption fill lines in allocation order."""
    matched: list[tuple[int, str, Points]] = []
    lots = iter(uses)
    lot, left = "", 0
    for line in sorted(eligible, key=lambda line: line.tie):
        wanted = line.redeemed_points
        while wanted:
            if not left:
                use = next(lots)
                lot, left = use.lot_id, use.points
            taken = min(wanted, left)
            matched.append((line.number, lot, taken))
            wanted -= taken
            left -= taken
    return tuple(matched)
