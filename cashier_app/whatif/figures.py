"""What a replay finds out, in whole kopecks and hundredths of a point; every sum here reconciles.

Money of goods brought back is subtracted everywhere ("net"); points keep their flows apart, so that
opening + accrued + restored = redeemed + taken back + expired + owed at the end.
"""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks, divide_half_up
from cashier_app.core.points import ONE_POINT, Points
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.history import Reading


class PointsBook(msgspec.Struct, frozen=True):
    """The points of all members over the whole history, by what happened to them; all flows ≥ 0."""

    opening: Points
    accrued: Points
    restored: Points
    redeemed: Points
    taken_back: Points
    expired: Points
    #: What the members hold at the end: active + pending - debt.
    owed: Points
    active: Points
    pending: Points
    debt: Points

    @property
    def unaccounted(self) -> Points:
        """Opening + flows - owed: 0, or this program is wrong."""
        flows = self.accrued + self.restored - self.redeemed - self.taken_back - self.expired
        return self.opening + flows - self.owed

    @property
    def available(self) -> Points:
        """Points that there were to spend: opening + accrued - taken back."""
        return self.opening + self.accrued - self.taken_back


class Due(msgspec.Struct, frozen=True):
    """Points owed at the end whose last day lies in a month (`2026-03`); an empty month: they never expire."""

    month: str
    points: Points


class Month(msgspec.Struct, frozen=True):
    """One calendar month of the store; money is net, `owed` is what members hold at its end."""

    month: str
    turnover: Kopecks = 0
    discount: Kopecks = 0
    redeemed: Kopecks = 0
    accrued: Points = 0
    expired: Points = 0
    owed: Points = 0


class RuleUse(msgspec.Struct, frozen=True):
    """How often a rule worked and what it cost; `points` are net of those taken back for goods returned.

    `step` is where it works: member_price, promotion, level, promo_code, hand, or accrual.
    """

    rule_id: str
    step: str
    receipts: int
    lines: int
    discount: Kopecks
    points: Points


class GoodsUse(msgspec.Struct, frozen=True):
    """What a category or a product sold and what the programme gave for it."""

    key: str
    turnover: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    accrued: Points


class LevelUse(msgspec.Struct, frozen=True):
    """Members on a level before and after, and the purchases made while on it."""

    level_id: str
    before: int
    after: int
    turnover: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    accrued: Points


class LevelMove(msgspec.Struct, frozen=True):
    """Members who began on one level and ended on another (or the same)."""

    before: str
    after: str
    members: int


class Margin(msgspec.Struct, frozen=True):
    """Goods whose cost is known: what they sell for before discounts, what is paid for them, what they cost; net."""

    turnover: Kopecks
    paid: Kopecks
    cost: Kopecks


class MemberUse(msgspec.Struct, frozen=True):
    """One member: purchases, what the programme gave, and what is still held."""

    member: str
    receipts: int
    turnover: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    accrued: Points
    expired: Points
    owed: Points
    #: What the points owed are worth more than those held at the beginning, kopecks.
    gained: Kopecks
    level_before: str
    level_after: str

    @property
    def benefit(self) -> Kopecks:
        """What the member has of it: discounts, points spent, and points gained and still held."""
        return self.discount + self.redeemed + self.gained


class Title(msgspec.Struct, frozen=True):
    """What a level or a rule is called."""

    ru: str
    en: str


class Outcome(msgspec.Struct, frozen=True):
    """One programme over the whole history.

    `discounts` are net kopecks by step.  `by_first` and `by_repeat` are what was given (discounts, and points accrued
    at their worth) on members' first purchases and on all later ones, `by_anonymous` without a card.
    """

    version: int
    name_ru: str
    name_en: str
    kopecks_per_point: int
    receipts: int
    receipts_with_card: int
    receipts_redeeming: int
    returns: int
    sold: Kopecks
    returned: Kopecks
    member_turnover: Kopecks
    discounts: dict[str, Kopecks]
    redeemed: Kopecks
    #: Kopecks by which the parts of lines brought back do not sum to what they had cost.
    rounding: Kopecks
    paid: Kopecks
    points: PointsBook
    due: tuple[Due, ...]
    months: tuple[Month, ...]
    rules: tuple[RuleUse, ...]
    levels: tuple[LevelUse, ...]
    moves: tuple[LevelMove, ...]
    rises: int
    falls: int
    #: Changes of level by their reason (`loyalty.recalculation.ReasonKind`).
    level_reasons: dict[str, int]
    categories: tuple[GoodsUse, ...]
    products: tuple[GoodsUse, ...]
    margin: Margin
    by_first: Kopecks
    by_repeat: Kopecks
    by_anonymous: Kopecks
    enrolments_offered: int
    welcome_points: Points
    coupons_given: int
    coupons_used: int
    members: tuple[MemberUse, ...]
    level_titles: dict[str, Title] = {}
    rule_titles: dict[str, Title] = {}

    @property
    def turnover(self) -> Kopecks:
        """Goods sold less goods brought back, at prices before any discount."""
        return self.sold - self.returned

    @property
    def discount(self) -> Kopecks:
        """What the programme took off prices; discounts by hand are the cashier's."""
        return sum(amount for step, amount in self.discounts.items() if step != "hand")

    @property
    def by_hand(self) -> Kopecks:
        """Discounts by hand."""
        return self.discounts.get("hand", 0)

    @property
    def owed_growth(self) -> Kopecks:
        """What is owed at the end over what was owed at the beginning."""
        return self.worth(self.points.owed) - self.worth(self.points.opening)

    @property
    def cost(self) -> Kopecks:
        """The whole cost: discounts, points spent, and what more is owed."""
        return self.discount + self.redeemed + self.owed_growth

    def worth(self, points: Points) -> Kopecks:
        """Kopecks that points pay for."""
        return divide_half_up(points * self.kopecks_per_point, ONE_POINT)

    @property
    def unaccounted(self) -> Kopecks:
        """Turnover - rounding - discounts - points - money paid: 0, or this program is wrong."""
        return self.turnover - self.rounding - self.discount - self.by_hand - self.redeemed - self.paid


class Change(msgspec.Struct, frozen=True):
    """A member under the old programme and the new: kopecks of benefit."""

    member: str
    turnover: Kopecks
    level_old: str
    level_new: str
    old: Kopecks
    new: Kopecks

    @property
    def difference(self) -> Kopecks:
        """Above zero: the new programme gives more."""
        return self.new - self.old


class Group(msgspec.Struct, frozen=True):
    """Members of one kind: how many gain, lose or have the same, and by how much; a level or `all`."""

    key: str
    gain: int
    lose: int
    same: int
    gained: Kopecks
    lost: Kopecks


class GoodsChange(msgspec.Struct, frozen=True):
    """What buyers of a category get under both programmes, kopecks (points at their worth)."""

    key: str
    turnover: Kopecks
    old: Kopecks
    new: Kopecks


class Comparison(msgspec.Struct, frozen=True):
    """Who wins and who loses; without an old programme, against no programme at all."""

    everyone: Group
    levels: tuple[Group, ...]
    winners: tuple[Change, ...]
    losers: tuple[Change, ...]
    categories: tuple[GoodsChange, ...]
    moves: tuple[LevelMove, ...]


class WhatIf(msgspec.Struct, frozen=True):
    """The whole answer, as the JSON file holds it."""

    reading: Reading
    zone: str
    since: Instant
    until: Instant
    behaviour: Behaviour
    new: Outcome
    old: Outcome | None
    comparison: Comparison
    #: Gross margin assumed for goods whose cost is not known, basis points; None: nothing is assumed.
    assumed_margin: BasisPoints | None = None
    names: dict[str, str] = {}


def per_hundred(amount: Kopecks, turnover: Kopecks) -> BasisPoints:
    """An amount for 100 roubles of turnover, as basis points (1.25 roubles of 100 are 125); 0 without turnover."""
    return divide_half_up(amount * 10_000, turnover) if turnover > 0 else 0
