"""A receipt and its lines while their quote is being computed: what every step reads and leaves for the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks, line_amount
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.caps import Caps, Room
from cashier_app.loyalty.cart import Cart, CartLine, MemberState
from cashier_app.loyalty.levels import effective_level
from cashier_app.loyalty.lives import life
from cashier_app.loyalty.prepared import Prepared, PreparedRule, Profile
from cashier_app.loyalty.programme import LotRules, Terms
from cashier_app.loyalty.quoted import CodeAnswer, Discount, GiftGiven, GiftOffer, Step, TraceStep
from cashier_app.loyalty.rules import Circumstances, fold_code

_ORDINARY: Final = Terms()


class WorkingLine:
    """A cart line with its running amount: base - discounts so far; `redeemed` is counted apart.

    `tie` orders lines in allocations: product id, unit price, quantity, line number, and before the number whatever
    else may tell two such lines apart, so that the order of lines never changes totals.  `floor` is the amount below
    which discounts never take it.
    """

    __slots__ = (
        "amount",
        "base",
        "discounts",
        "floor",
        "number",
        "profile",
        "redeemed",
        "redeemed_points",
        "running",
        "source",
        "tie",
    )

    def __init__(self, source: CartLine, profile: Profile, base: Kopecks, margin: BasisPoints | None) -> None:
        self.source = source
        self.profile = profile
        self.number = source.number
        self.tie: tuple[object, ...] = (
            source.product_id,
            source.price,
            source.quantity,
            -1 if source.member_price is None else source.member_price,
            source.hand_discount,
            source.hand_rate,
            source.hand_most,
            -1 if source.hand_price is None else source.hand_price,
            source.number,
        )
        self.base = base
        self.amount = base
        #: The amount while rules of a step are tried on the line.
        self.running: Kopecks = base
        self.floor: Kopecks = 0
        if margin is not None and source.cost is not None:
            cost = source.cost * source.quantity * (10_000 + margin)
            self.floor = -(-cost // 10_000_000)
        self.discounts: list[Discount] = []
        self.redeemed: Kopecks = 0
        self.redeemed_points: Points = 0

    def take_off(self, step: Step, rule_id: str, name: str, off: Kopecks, trace: list[TraceStep]) -> None:
        """Record a discount, never of more than is left; one of nothing leaves no mark."""
        if off > self.amount:
            off = self.amount
        if off > 0:
            self.amount -= off
            self.discounts.append(Discount(step, rule_id, name, off))
            trace.append(TraceStep(step, rule_id, self.number, -off, name))


class Active:
    """A rule that is at work in a step: the lines it takes, the promo code it works by, what its caps leave."""

    __slots__ = ("code", "lines", "room", "rule")

    def __init__(self, rule: PreparedRule, lines: list[WorkingLine], room: Room | None, code: str) -> None:
        self.rule = rule
        self.lines = lines
        self.room = room
        self.code = code


class WorkingReceipt:
    """The receipt in work, from the base prices to the points.

    `level` is the level in force (the base level for a card that is not known here, None without a card); `terms`
    the level's own terms where a promo code works; `working_codes` the rules that work by a promo code, and by which.
    `explain` asks for a trace of the rules that do not apply, and why.
    """

    def __init__(
        self,
        cart: Cart,
        member: MemberState | None,
        prepared: Prepared,
        now: Instant,
        language: str,
        explain: bool = False,
    ) -> None:
        self.cart = cart
        self.member = member
        self.prepared = prepared
        self.programme = programme = prepared.programme
        self.now = now
        self.language = language
        self.explain = explain
        self.level = effective_level(member, programme, now) if member is not None else None
        self.terms = _ORDINARY
        margin = programme.discounts.cost_floor
        self.lines = [
            WorkingLine(line, prepared.profile(line), line_amount(line.price, line.quantity), margin)
            for line in cart.lines
        ]
        self.trace: list[TraceStep] = []
        self.caps = Caps(cart, member, now)
        #: Promo codes, folded, as the buyer gave them first.
        self.codes: dict[str, str] = {}
        for code in cart.promo_codes:
            self.codes.setdefault(fold_code(code), code)
        self.working_codes: dict[PreparedRule, Active] = {}
        self.answers: tuple[CodeAnswer, ...] = ()
        self._lives: dict[int, tuple[Instant, Instant | None]] = {}
        self.gifts: list[GiftOffer] = []
        self.given: list[GiftGiven] = []
        self.circumstances = Circumstances(
            cart,
            member,
            sum(line.base for line in self.lines),
            now,
            self.level.id if self.level is not None else "",
            frozenset(self.codes),
        )

    def life(self, rules: LotRules) -> tuple[Instant, Instant | None]:
        """`active_at` and `expires_at` of points that this receipt gives by rules of the programme."""
        dates = self._lives.get(id(rules))
        if dates is None:
            dates = self._lives[id(rules)] = life(rules, self.cart.zone, self.now)
        return dates

    @property
    def with_code(self) -> bool:
        """A promo code works on the receipt."""
        return bool(self.working_codes)

    def level_discount(self, line: WorkingLine) -> BasisPoints:
        """The level's discount on a line, in basis points: its terms for receipts with a promo code, if one works."""
        if self.level is None:
            return 0
        if self.terms.discount is not None:
            return self.terms.discount if line.profile.levelled else 0
        return line.profile.level_rates[self.level.id][0]

    def level_accrual(self, line: WorkingLine) -> BasisPoints:
        """The level's accrual rate on a line: its terms for receipts with a promo code, if one works.

        Points are for members alone, who always have a level.
        """
        assert self.level is not None
        if self.terms.accrual is not None:
            return self.terms.accrual if line.profile.accrues else 0
        return line.profile.level_rates[self.level.id][1]

    def level_share(self) -> BasisPoints:
        """The share of the receipt that points may pay: the level's, its terms for promo codes, or the programme's."""
        own = self.level.maximum_share if self.level is not None else None
        own = own if self.terms.maximum_share is None else self.terms.maximum_share
        return self.programme.redemption.maximum_share if own is None else own

    def share_override(self, line: WorkingLine) -> BasisPoints | None:
        """The level's own share for a line's goods; None where the receipt's counts, as with a promo code's terms."""
        if self.level is None or self.terms.maximum_share is not None:
            return None
        return line.profile.level_shares.get(self.level.id)

    def active(
        self,
        rules: Iterable[PreparedRule],
        kind: Literal["promotions", "accruals"],
        amount: Callable[[WorkingLine], Kopecks],
        circumstances: Circumstances,
    ) -> dict[PreparedRule, Active]:
        """The rules at work in a step, in their order: all their conditions hold and their caps leave something.

        `amount` is what the step reads of a line before it.  A rule that needs a promo code is at work only if that
        code has been found to work (`working_codes`).  What a cap shuts is remembered for the cashier.
        """
        at_work: dict[PreparedRule, Active | None] = {}
        holding: list[PreparedRule] = []
        for rule in rules:
            if rule.codes is not None:
                at_work[rule] = self.working_codes.get(rule)
            elif rule.asks_nothing or self.holds(rule, circumstances):
                at_work[rule] = None
                holding.append(rule)
        for rule, lines in self.gather(holding, kind).items():
            if self.suffice(rule, lines, amount):
                room = self.room(rule) if rule.is_counted else None
                if room is None or not room.is_closed:
                    at_work[rule] = Active(rule, lines, room, "")
                else:
                    self.refuse(rule, room)
        return {rule: active for rule, active in at_work.items() if active is not None}

    def holds(self, rule: PreparedRule, circumstances: Circumstances) -> bool:
        """Whether all that a rule asks about the receipt holds; what is counted by member needs one."""
        unmet = rule.unmet(circumstances)
        if unmet is not None:
            self.tell_unmet(rule, type(unmet).__struct_config__.tag)
        elif rule.per_member and self.member is None:
            self.tell_unmet(rule, "member")
        else:
            return True
        return False

    def gather(
        self, rules: Iterable[PreparedRule], kind: Literal["promotions", "gifts", "coded", "accruals"]
    ) -> dict[PreparedRule, list[WorkingLine]]:
        """The lines that each of the rules of a kind takes, in the order of the receipt."""
        taken: dict[PreparedRule, list[WorkingLine]] = {}
        narrowing = False
        for rule in rules:
            if rule.takes_all:
                taken[rule] = self._everything(rule.is_accrual)
            else:
                taken[rule] = []
                narrowing = True
        if narrowing:
            for line in self.lines:
                source = line.source
                for rule in getattr(line.profile, kind):
                    lines = taken.get(rule)
                    if lines is not None and (not rule.by_line or rule.takes(source)):
                        lines.append(line)
        return taken

    def _everything(self, accruing: bool) -> list[WorkingLine]:
        """All lines that may be discounted, or that may earn points."""
        if accruing:
            return [line for line in self.lines if line.profile.accrues]
        return [line for line in self.lines if line.profile.discountable]

    def suffice(
        self,
        rule: PreparedRule,
        lines: Sequence[WorkingLine],
        amount: Callable[[WorkingLine], Kopecks],
        quantity: Callable[[WorkingLine], Thousandths] | None = None,
    ) -> bool:
        """Whether a rule takes any line, and its lines are enough together; `quantity` where not all of them counts."""
        if not lines:
            self.tell_unmet(rule, "goods")
            return False
        if not rule.together:
            return True
        pieces = sum(line.source.quantity if quantity is None else quantity(line) for line in lines)
        total = sum(amount(line) for line in lines)
        for condition in rule.together:
            if not condition.together(pieces, total):
                self.tell_unmet(rule, type(condition).__struct_config__.tag)
                return False
        return True

    def tell_unmet(self, rule: PreparedRule, unmet: str | bool | int | None) -> None:
        """Trace the kind of condition for which a rule does not apply, if anybody asks."""
        if self.explain:
            self.trace.append(TraceStep("unmet", rule.id, 0, 0, str(unmet)))

    def room(self, rule: PreparedRule, code: str = "") -> Room:
        """What the rule's caps and its coupon leave to give on this receipt."""
        return self.caps.room(rule.id, rule.caps, code, rule.coupon)

    def refuse(self, rule: PreparedRule, room: Room) -> None:
        """Remember for the cashier that a cap or a right shut a rule, or cut it."""
        self.caps.refuse(rule.id, self.name(rule), room)
        self.trace.append(TraceStep("capped", rule.id, 0, 0, room.reason))

    def spend(
        self, active: Active, lines: Sequence[tuple[int, int]], *, kopecks: Kopecks = 0, points: Points = 0
    ) -> None:
        """Count what a rule at work has given: one use, kopecks off or points; `lines` are (number, part of it)."""
        rule = active.rule
        if rule.is_counted:
            self.caps.take(
                rule.id, rule.caps, lines, kopecks=kopecks, points=points, code=active.code, coupon=rule.coupon
            )

    def name(self, rule: PreparedRule) -> str:
        """The rule's name in the language of the quote."""
        return rule.name_ru if self.language == "ru" else rule.name_en
