"""Redemption: how many points a receipt takes, which one limit binds, and which line pays with which lot."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from cashier_app.core.money import BasisPoints, Kopecks, allocate
from cashier_app.core.points import ONE_POINT, Points
from cashier_app.loyalty.caps import Room
from cashier_app.loyalty.cart import Asked, LotState
from cashier_app.loyalty.enrolment import waits_for_the_next_purchase
from cashier_app.loyalty.ledger import REDEMPTION, Standing, redemption_uses, standing
from cashier_app.loyalty.quoted import Limit, LotUse, Redemption, TraceStep
from cashier_app.loyalty.working import WorkingLine, WorkingReceipt

#: All of an amount, in basis points.
_WHOLE = 10_000


class _Payable:
    """A line that points may pay for, and how much of it by each of the limits of a line, in kopecks.

    `above_floor` is what lies above the price floor of its quantity, `above_cost` what lies above its cost as well,
    `capacity` what the share of its goods allows of that; `share` is the share that counts for the line.
    """

    __slots__ = ("above_cost", "above_floor", "capacity", "has_own_share", "line", "share", "weight")

    def __init__(self, line: WorkingLine, receipt: WorkingReceipt, share: BasisPoints) -> None:
        rules, source = receipt.programme.redemption, line.source
        own = receipt.share_override(line)
        self.line = line
        self.has_own_share = own is not None
        self.share = share if own is None else own
        floor = -(-rules.price_floor * source.quantity // 1000)
        self.above_floor = self.above_cost = max(line.amount - floor, 0)
        if rules.cost_floor is not None and source.cost is not None:
            cost = -(-source.cost * source.quantity * (_WHOLE + rules.cost_floor) // (1000 * _WHOLE))
            self.above_cost = max(min(line.amount - cost, self.above_floor), 0)
        self.capacity = self.above_cost
        self.weight = line.amount

    def keep_to_share(self, of_receipt: bool) -> None:
        """Where shares differ a line is paid in proportion to its own, and no further.

        What a share of the whole receipt allows beyond that, for goods that points may not pay for, the lines without
        a share of their own take.
        """
        self.weight = self.line.amount * self.share
        if self.has_own_share or self.share == 0 or not of_receipt:
            self.capacity = min(self.above_cost, self.weight // _WHOLE)


def redeem(receipt: WorkingReceipt) -> Redemption:
    """Decide a redemption and spread it over the lines, whose `redeemed` it sets.

    Maximum = min(spendable, share, caps, Σ over eligible lines of what may be taken of each), down to the step;
    below the programme's minimum it is 0.  A line is never paid below its price floor, nor below its cost where the
    programme says so and the cost is known, nor beyond its share where goods have shares of their own.
    """
    payable: list[_Payable] = []
    limits = _limits(receipt, payable)
    member, asked = receipt.member, receipt.cart.redeem
    if member is None or limits.maximum == 0 or asked == 0:
        return limits
    points, limit = _granted(asked, limits)
    if points == 0:
        return replace(limits, limit=limit)
    programme = receipt.programme
    amount = points * programme.points.kopecks_per_point // ONE_POINT
    eligible = [each for each in payable if each.capacity > 0]
    _spread(eligible, amount, points)
    lines = [each.line for each in eligible if each.line.redeemed]
    uses = redemption_uses(_purse(receipt), points, receipt.now, member.beyond)
    receipt.trace.append(TraceStep("redemption", "", 0, -amount, limit))
    receipt.trace.extend(TraceStep("redemption", "", line.number, -line.redeemed) for line in lines)
    if programme.redemption.caps:
        parts = [(line.number, line.redeemed_points) for line in lines]
        receipt.caps.take(REDEMPTION, programme.redemption.caps, parts, points=points)
    above = programme.redemption.confirm_above
    return replace(
        limits,
        points=points,
        amount=amount,
        limit=limit,
        uses=uses,
        allocation=_matched(lines, uses),
        confirm=above is not None and points > above,
    )


def _purse(receipt: WorkingReceipt) -> Sequence[LotState]:
    """The member's lots without welcome points for a registration on this very receipt."""
    assert receipt.member is not None
    lots, cart = receipt.member.lots, receipt.cart
    return [lot for lot in lots if not waits_for_the_next_purchase(lot, cart)] if cart.enrolment else lots


def _limits(receipt: WorkingReceipt, payable: list[_Payable]) -> Redemption:
    """The maximum and what binds it, before anything is asked for; `payable` takes the eligible lines."""
    programme, member, level = receipt.programme, receipt.member, receipt.level
    rules, step = programme.redemption, programme.points.redemption_step
    if member is None or level is None:
        return Redemption(0, 0, 0, "no_member", rules.maximum_share, rules.minimum, step=step)
    share = receipt.level_share()
    wallet = standing(_purse(receipt), receipt.now)
    known = Redemption(
        maximum=0,
        points=0,
        amount=0,
        limit="off",
        share=share,
        minimum=rules.minimum,
        balance=wallet.active,
        # beyond its rights the member spends no more than there is either
        spendable=min(wallet.spendable + member.beyond, wallet.active),
        step=step,
    )
    if member.unclaimed:
        return replace(known, limit="unclaimed")
    if rules.exclude_with_promo_code and receipt.with_code:
        return replace(known, limit="promo_code")
    payable.extend(_Payable(line, receipt, share) for line in receipt.lines if line.profile.redeemable)
    if share == 0 and not any(each.share for each in payable):
        return known
    if wallet.active <= 0:
        return replace(known, limit="balance")
    if not payable:
        return replace(known, limit="excluded")
    total = sum(line.amount for line in receipt.lines)
    if total < rules.minimum_receipt:
        return replace(known, limit="minimum_receipt", required=rules.minimum_receipt)
    if wallet.active < rules.minimum_balance:
        return replace(known, limit="minimum_balance", required=rules.minimum_balance)
    differ = any(each.share != share for each in payable)
    if differ:
        for each in payable:
            each.keep_to_share(rules.share_of == "receipt")
    known = replace(known, excluded=total - sum(each.line.amount for each in payable), shares_differ=differ)
    return _bounded(known, wallet, payable, total, receipt)


def _bounded(
    known: Redemption, wallet: Standing, payable: Sequence[_Payable], total: Kopecks, receipt: WorkingReceipt
) -> Redemption:
    """The smallest of the limits, by name; of equal ones the one that a cashier explains most easily."""
    rules, worth = receipt.programme.redemption, receipt.programme.points.kopecks_per_point
    of_share = sum(each.line.amount * each.share for each in payable)
    if rules.share_of == "receipt":
        of_share += known.excluded * known.share
    room = receipt.caps.room(REDEMPTION, rules.caps) if rules.caps else Room()
    spendable = allowed = known.spendable
    if room.reason == "no_right":
        # what the cap lacks here the server may have, just as with the points themselves
        spendable = min(spendable, 0 if room.is_closed or room.points is None else room.points)
        known = replace(known, spendable=spendable)
    bounds: list[tuple[Limit, Points]] = [
        ("balance", wallet.active),
        ("share", of_share // _WHOLE * ONE_POINT // worth),
        ("floor", sum(each.above_floor for each in payable) * ONE_POINT // worth),
        ("cost", sum(each.above_cost for each in payable) * ONE_POINT // worth),
        # the share of some goods may be smaller than that of the receipt
        ("share", sum(each.capacity for each in payable) * ONE_POINT // worth),
        ("right", spendable),
        ("cap", 0 if room.is_closed else wallet.active if room.points is None else room.points),
    ]
    limit, available = min(bounds, key=lambda bound: bound[1])
    if room.reason == "no_right" and limit == "right" and spendable < allowed:
        receipt.caps.refuse(REDEMPTION, "", room)
    available -= available % known.step
    if available == 0 and limit in ("balance", "right", "cost", "cap"):
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
    # the minimum is a whole number of steps, so what is left of more than it is not less than it
    whole = asked - asked % limits.step
    return whole, "none" if whole == asked else "step"


def _spread(eligible: Sequence[_Payable], amount: Kopecks, points: Points) -> None:
    """Share the redemption over the lines by the allocation rule, in kopecks and the same in points."""
    ties = [each.line.tie for each in eligible]
    parts = allocate(amount, [each.weight for each in eligible], ties, [each.capacity for each in eligible])
    in_points = parts if amount == points else allocate(points, parts, ties)
    for each, part, part_points in zip(eligible, parts, in_points, strict=True):
        each.line.redeemed, each.line.redeemed_points = part, part_points


def _matched(lines: Sequence[WorkingLine], uses: Sequence[LotUse]) -> tuple[tuple[int, str, Points], ...]:
    """Which line is paid by which lot: lots in order of consumption fill lines in allocation order."""
    matched: list[tuple[int, str, Points]] = []
    lots = iter(uses)
    lot, left = "", 0
    for line in sorted(lines, key=lambda line: line.tie):
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
