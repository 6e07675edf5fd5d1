"""Accrual: the best rate per line, multiplied; points added; a rule's points rounded once, then shared over its lines.

What the level or a rate rule gives is one rule's; what a multiplier makes of it beyond that is the multiplier's: so
that the rate and its multiple are rounded together, once, and the receipt still names both.

Of a group the rule that alone gives most counts, of an exclusive rule and all others whatever gives more.  A rate rule
that a cap has cut down to less than its lines would earn without it steps aside.
"""

from __future__ import annotations

from collections.abc import Sequence

from cashier_app.core.money import Kopecks, allocate
from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.quoted import NewLot, TraceStep
from cashier_app.loyalty.rules import AddedPoints, GiveCoupon, Multiply, RateEffect
from cashier_app.loyalty.working import Active, WorkingLine, WorkingReceipt

#: A multiplier's number is in hundredths.
_ONE = 100


class _Earning:
    """What one rule gives: points, before and after its caps, and the weights by which its lines share them.

    `active` is None for the level; `wallet` is set for a coupon.
    """

    __slots__ = ("active", "lines", "points", "uncut", "wallet", "weights")

    def __init__(self, active: Active | None) -> None:
        self.active = active
        self.wallet = POINTS_WALLET
        self.points: Points = 0
        self.uncut: Points = 0
        self.lines: list[WorkingLine] = []
        self.weights: list[int] = []


class _Offer:
    """Rules that count together: what they give, and rules that a cap has made worth nothing."""

    __slots__ = ("aside", "earnings", "total")

    def __init__(self, earnings: list[_Earning], aside: Sequence[Active] = ()) -> None:
        self.earnings = earnings
        self.aside = aside
        self.total: Points = sum(earning.points for earning in earnings if earning.wallet == POINTS_WALLET)


def accrue(receipt: WorkingReceipt) -> tuple[NewLot, ...]:
    """Lots that the sale will open, one a rule: the level's first, then in the rules' order; none without a member."""
    member, programme = receipt.member, receipt.programme
    if member is None:
        return ()
    amount = _before_redemption if programme.accrual.on == "before_redemption" else _paid
    total = sum(amount(line) for line in receipt.lines)
    circumstances = receipt.circumstances.before(total)
    rules = receipt.prepared.accrual_rules
    active = list(receipt.active(rules, "accruals", amount, circumstances).values()) if rules else []
    if member.unclaimed:
        active = [each for each in active if not isinstance(each.rule.effect, GiveCoupon)]
    sums = _Sums(receipt, [amount(line) for line in receipt.lines], total)
    return _lots(receipt, _chosen(sums, active))


def _paid(line: WorkingLine) -> Kopecks:
    """What remains to be paid in money."""
    return line.amount - line.redeemed


def _before_redemption(line: WorkingLine) -> Kopecks:
    """What points, money and gift cards pay together."""
    return line.amount


# --- which rules count together --------------------------------------------------------------------------


def _chosen(sums: _Sums, active: list[Active]) -> _Offer:
    """What the rules that count give: the best of each group, and an exclusive rule alone or all others.

    Of equals an exclusive rule counts, as with discounts, the first of them.
    """
    exclusive = [each for each in active if each.rule.rule.exclusive]
    if not exclusive:
        return _offer(sums, _best_of_groups(sums, active))
    best = _offer(sums, _best_of_groups(sums, [each for each in active if not each.rule.rule.exclusive]))
    for alone in reversed(exclusive):
        offer = _offer(sums, [alone])
        if offer.total >= best.total:
            best = offer
    return best


def _best_of_groups(sums: _Sums, active: list[Active]) -> list[Active]:
    """Of each group the rule that gives most by itself; of equals the first."""
    groups: dict[str, list[Active]] = {}
    for each in active:
        if each.rule.rule.group:
            groups.setdefault(each.rule.rule.group, []).append(each)
    beaten: set[Active] = set()
    for members in groups.values():
        if len(members) > 1:
            best = max(members, key=lambda each: _offer(sums, [each]).total)
            beaten.update(each for each in members if each is not best)
    return [each for each in active if each not in beaten] if beaten else active


def _offer(sums: _Sums, active: list[Active]) -> _Offer:
    """What rules give together; a rate that a cap has cut below what its lines earn without it steps aside."""
    offer = _Offer(sums.earnings(active))
    for cut in [earning.active for earning in offer.earnings if earning.points < earning.uncut]:
        if cut is not None and isinstance(cut.rule.effect, RateEffect):
            others = [each for each in active if each is not cut]
            without = _Offer(sums.earnings(others), (*offer.aside, cut))
            if without.total > offer.total:
                active, offer = others, without
    return offer


# --- what they give --------------------------------------------------------------------------------------


class _Sums:
    """The receipt's figures that points are worked out from."""

    def __init__(self, receipt: WorkingReceipt, amounts: list[Kopecks], total: Kopecks) -> None:
        points = receipt.programme.points
        self._total = total
        self._step = points.accrual_step
        self._floor = points.accrual_rounding == "floor"
        #: Kopecks × basis points that make one step.
        self._unit = 100 * points.kopecks_per_point * points.accrual_step
        self._lines = receipt.lines
        self._amounts = amounts
        self._level_rates = [receipt.level_accrual(line) for line in receipt.lines]
        self._places: dict[WorkingLine, int] = {}

    def earnings(self, active: list[Active]) -> list[_Earning]:
        """What the level and these rules give together, the level first; rules that give nothing are left out."""
        level = _Earning(None)
        of_rules = {each: _Earning(each) for each in active}
        multipliers: list[_Earning] = []
        rates: list[tuple[_Earning, Active, RateEffect]] = []
        for each, earning in of_rules.items():
            effect = each.rule.effect
            if isinstance(effect, RateEffect):
                rates.append((earning, each, effect))
            elif isinstance(effect, Multiply):
                multipliers.append(earning)
            elif isinstance(effect, AddedPoints):
                self._add(earning, each.lines, effect)
            elif isinstance(effect, GiveCoupon):
                earning.wallet, earning.uncut, earning.lines = effect.wallet, 1, each.lines
        owners = self._rates(level, rates)
        if multipliers:
            self._multiply(owners, multipliers)
        given = [level, *of_rules.values()]
        for earning in given:
            self._cut(earning)
        return [earning for earning in given if earning.uncut]

    def _rates(self, level: _Earning, rates: list[tuple[_Earning, Active, RateEffect]]) -> list[_Earning]:
        """The best rate of every line; of equals the level's, then the rules' order.  Gives who owns any line."""
        best = list(self._level_rates)
        owner: list[_Earning] = [level] * len(best)
        for earning, active, effect in rates:
            rate = effect.rate(self._total)
            for place in self._where(active.lines):
                if rate > best[place]:
                    best[place], owner[place] = rate, earning
        owners: dict[_Earning, None] = {}
        for place, rate in enumerate(best):
            weight = rate * self._amounts[place]
            if weight:
                earning = owner[place]
                earning.lines.append(self._lines[place])
                earning.weights.append(weight)
                owners[earning] = None
        for earning in owners:
            earning.uncut = self._rounded(sum(earning.weights), self._unit)
        return list(owners)

    def _multiply(self, owners: list[_Earning], multipliers: list[_Earning]) -> None:
        """Each multiplier in turn: what it makes of every owner's total, rounded as one, is its own beyond that."""
        so_far = {owner: (owner.uncut, owner.weights) for owner in owners}
        unit = self._unit
        for earning in multipliers:
            assert earning.active is not None
            effect = earning.active.rule.effect
            assert isinstance(effect, Multiply)
            unit *= _ONE
            taken = set(earning.active.lines)
            for owner, (points, weights) in so_far.items():
                factors = [effect.times if line in taken else _ONE for line in owner.lines]
                multiplied = [weight * factor for weight, factor in zip(weights, factors, strict=True)]
                made = self._rounded(sum(multiplied), unit)
                so_far[owner] = made, multiplied
                earning.uncut += made - points
                for line, weight in zip(owner.lines, weights, strict=True):
                    if line in taken:
                        earning.lines.append(line)
                        earning.weights.append(weight)

    def _add(self, earning: _Earning, lines: list[WorkingLine], effect: AddedPoints) -> None:
        """Points that add to any rate, shared by amount or quantity (by quantity where all amounts are nothing)."""
        amounts = [self._amounts[place] for place in self._where(lines)]
        quantities = [line.source.quantity for line in lines]
        points, parts = effect.points(sum(amounts), sum(quantities))
        earning.uncut = self._rounded(points, parts * self._step)
        earning.lines = lines
        earning.weights = quantities if effect.shared_by == "quantity" or not any(amounts) else amounts

    def _cut(self, earning: _Earning) -> None:
        """What the rule's caps leave of its points."""
        earning.points = earning.uncut
        room = earning.active.room if earning.active is not None else None
        if room is not None and room.points is not None and room.points < earning.uncut:
            earning.points = room.points - room.points % self._step

    def _rounded(self, total: int, unit: int) -> Points:
        """Points of a rule: its total rounded to whole steps, once."""
        steps = total // unit if self._floor else (2 * total + unit) // (2 * unit)
        return steps * self._step

    def _where(self, lines: list[WorkingLine]) -> list[int]:
        """Places of lines on the receipt."""
        if len(lines) == len(self._lines):
            return list(range(len(lines)))
        if not self._places:
            self._places = {line: place for place, line in enumerate(self._lines)}
        return [self._places[line] for line in lines]


def _lots(receipt: WorkingReceipt, offer: _Offer) -> tuple[NewLot, ...]:
    """The lots of what is given, with the dates of their rules; caps count them."""
    lots = []
    for earning in offer.earnings:
        active = earning.active
        rule = active.rule.rule if active is not None else None
        if active is not None and active.room is not None and earning.points < earning.uncut:
            receipt.refuse(active.rule, active.room)
        dates = receipt.programme.lots if rule is None or rule.lots is None else rule.lots
        active_at, expires_at = receipt.life(dates)
        if not earning.points or (expires_at is not None and expires_at <= active_at):
            continue
        assert receipt.level is not None  # a member has one
        rule_id = receipt.level.id if rule is None else rule.id
        name = _level_name(receipt, earning) if rule is None else rule.name.in_language(receipt.language)
        lines = _shared(earning)
        receipt.trace.append(TraceStep("accrual", rule_id, 0, earning.points, name))
        lots.append(NewLot(rule_id, name, earning.points, active_at, expires_at, lines, earning.wallet))
        if active is not None:
            receipt.spend(active, lines, points=earning.points)
    for aside in offer.aside:
        if aside.room is not None:
            receipt.refuse(aside.rule, aside.room)
    return tuple(lots)


def _level_name(receipt: WorkingReceipt, earning: _Earning) -> str:
    """What the receipt calls the level's points: `за покупку`, `за покупку 3 %`, `за покупку 3–5 %`."""
    language = receipt.language
    name = receipt.programme.accrual.name.in_language(language)
    if "{" not in name or receipt.level is None:
        return name
    rates = sorted({receipt.level_accrual(line) for line in earning.lines})
    ends = rates[:1] if len(rates) == 1 else [rates[0], rates[-1]]
    rate = "–".join(format_scaled(end, 2, "," if language == "ru" else ".") for end in ends)
    # not str.format: a stray brace in a programme must not stop a till
    name = name.replace("{level}", receipt.level.name.in_language(language))
    return name.replace("{rate}", f"{rate}{NO_BREAK_SPACE}%")


def _shared(earning: _Earning) -> tuple[tuple[int, Points], ...]:
    """Points of a lot by line number; a coupon names the lines that earned it."""
    if earning.wallet != POINTS_WALLET:
        return tuple((line.number, 0) for line in earning.lines)
    if len(earning.lines) == 1:
        return ((earning.lines[0].number, earning.points),)
    parts = allocate(earning.points, earning.weights, [line.tie for line in earning.lines])
    return tuple((line.number, part) for line, part in zip(earning.lines, parts, strict=True) if part)
