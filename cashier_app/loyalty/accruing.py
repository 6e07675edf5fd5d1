"""Accrual: the best rate per line, points floored once on each rule's total, then shared over its lines."""

from __future__ import annotations

from collections.abc import Sequence

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, allocate
from cashier_app.loyalty.cart import Cart, MemberState
from cashier_app.loyalty.lives import life
from cashier_app.loyalty.prepared import Prepared, PreparedRule
from cashier_app.loyalty.programme import Level, PointRules
from cashier_app.loyalty.quoted import NewLot, TraceStep
from cashier_app.loyalty.rules import Circumstances, RateEffect
from cashier_app.loyalty.working import WorkingLine, WorkingReceipt


class _Earning:
    """What one rule gives: a rate for each of its lines."""

    def __init__(self, rule_id: str, name: str) -> None:
        self.rule_id = rule_id
        self.name = name
        self.lines: list[WorkingLine] = []
        #: kopecks × basis points of each line.
        self.weights: list[int] = []


def accrue(receipt: WorkingReceipt) -> tuple[NewLot, ...]:
    """Lots that the sale will open, one a rule, in the rules' order; none without a member."""
    member, cart, prepared, now, language = receipt.member, receipt.cart, receipt.prepared, receipt.now, receipt.language
    lines, trace = receipt.lines, receipt.trace
    if member is None:
        return ()
    programme = prepared.programme
    level = programme.base_level if member.unclaimed else programme.level(member.level_id)
    before = programme.accrual.on == "before_redemption"
    total = sum(line.amount if before else line.to_pay for line in lines)
    circumstances = Circumstances(cart, member, total, now)
    active = {rule for rule in prepared.accrual_rules if rule.holds(circumstances)}
    earnings = {level.id: _Earning(level.id, programme.accrual.name.in_language(language))}
    for rule in prepared.accrual_rules:
        earnings[rule.rule.id] = _Earning(rule.rule.id, rule.rule.name.in_language(language))
    for line in lines:
        amount = line.amount if before else line.to_pay
        rule_id, rate = _best_rate(line, level, active)
        if rate and amount:
            earnings[rule_id].lines.append(line)
            earnings[rule_id].weights.append(amount * rate)
    dates = life(programme.lots, cart.zone, now)
    lots = (_lot(earning, programme.points, dates, trace) for earning in earnings.values() if earning.lines)
    return tuple(lot for lot in lots if lot is not None)


def _best_rate(line: WorkingLine, level: Level, active: set[PreparedRule]) -> tuple[str, BasisPoints]:
    """The best accrual rate for a line and whose it is; of equals the level's, then the rules' order."""
    best, rate = level.id, line.profile.level_rates[level.id][1]
    for rule in line.profile.accrual_rules:
        if rule in active and rule.takes(line.source):
            assert isinstance(rule.effect, RateEffect)
            offered = rule.effect.rate(0)
            if offered > rate:
                best, rate = rule.rule.id, offered
    return best, rate


def _lot(
    earning: _Earning, rules: PointRules, dates: tuple[Instant, Instant | None], trace: list[TraceStep]
) -> NewLot | None:
    """The lot of one rule: its points rounded once, on the total; None when nothing comes of it."""
    unit = 100 * rules.kopecks_per_point * rules.accrual_step  # kopecks × basis points in one step
    total = sum(earning.weights)
    steps = total // unit if rules.accrual_rounding == "floor" else (2 * total + unit) // (2 * unit)
    points = steps * rules.accrual_step
    active_at, expires_at = dates
    if points == 0 or (expires_at is not None and expires_at <= active_at):
        return None
    trace.append(TraceStep("accrual", earning.rule_id, 0, points, earning.name))
    parts = allocate(points, earning.weights, [line.tie for line in earning.lines])
    shared = tuple((line.number, part) for line, part in zip(earning.lines, parts, strict=True) if part)
    return NewLot(earning.rule_id, earning.name, points, active_at, expires_at, shared)
