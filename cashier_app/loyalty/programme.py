"""A loyalty programme: one immutable JSON document per version, data and not code.

`load_programme` reads it strictly; whatever is wrong is refused with the field's path, the value
found and what is allowed there.  Money is kopecks, points hundredths, percentages basis points.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Set
from typing import Annotated, Literal

import msgspec

from cashier_app.core.clock import Instant, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.points import ONE_POINT, Points
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.reading import UNIQUE, BadDocument, read_strictly, shown
from cashier_app.loyalty.rules import (
    AccrualEffect,
    AnyCondition,
    AnyEffect,
    AroundBirthday,
    DiscountEffect,
    FirstPurchase,
    Gift,
    GiveCoupon,
    Rate,
    Sum,
    WithCoupon,
    WithPromoCode,
    within,
)

#: Ids stand in ledgers, on receipts' traces and in files: short, plain, lower case.
RuleId = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Wording = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
PointsSum = Annotated[Points, msgspec.Meta(ge=0)]
Step = Annotated[Points, msgspec.Meta(ge=1)]
Count = Annotated[int, msgspec.Meta(ge=1, le=3660)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every part of a programme is immutable and refuses fields that it does not know."""


class Names(_Part, frozen=True, kw_only=True):
    """Words shown to the buyer, in both languages; may hold `{level}` and `{rate}` where that is said."""

    ru: Wording
    en: Wording

    def in_language(self, language: str) -> str:
        """The words in `ru`, or in English for any other language."""
        return self.ru if language == "ru" else self.en


class Selector(_Part, frozen=True, kw_only=True):
    """Goods named in any of five ways; a line that answers to one of them belongs to it.

    A category stands for everything below it in a path such as `Dairy/Cheese`.
    """

    products: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    brands: frozenset[str] = frozenset()
    suppliers: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    def matches(self, line: CartLine) -> bool:
        """Whether a line belongs to the goods named."""
        return (
            line.product_id in self.products
            or line.brand in self.brands
            or line.supplier in self.suppliers
            or not self.tags.isdisjoint(line.tags)
            or (bool(self.categories) and within(line.category, self.categories))
        )


class PointRules(_Part, frozen=True, kw_only=True):
    """What a point is worth and how finely points are redeemed and accrued."""

    kopecks_per_point: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] = 100
    #: A redemption is a whole number of these (hundredths of a point).
    redemption_step: Step = ONE_POINT
    #: An accrual is a whole number of these, once on a rule's total.
    accrual_step: Step = ONE_POINT
    accrual_rounding: Literal["floor", "half_up"] = "floor"


# --- lives of lots ---------------------------------------------------------------------------------------


class AtOnce(_Part, frozen=True, kw_only=True, tag_field="kind", tag="at_once"):
    """Points are active from the moment they are given."""


class AfterHours(_Part, frozen=True, kw_only=True, tag_field="kind", tag="hours"):
    """Points become active a number of hours after they are given."""

    hours: Count


class AfterDays(_Part, frozen=True, kw_only=True, tag_field="kind", tag="days"):
    """Points become active at the store's midnight that begins the n-th day after."""

    days: Count


class NextDay(_Part, frozen=True, kw_only=True, tag_field="kind", tag="next_day"):
    """Points become active at the store's next midnight."""


class ForEver(_Part, frozen=True, kw_only=True, tag_field="kind", tag="never"):
    """Points never expire."""


class ForDays(_Part, frozen=True, kw_only=True, tag_field="kind", tag="days"):
    """Points live a number of the store's days after activation, to the midnight that ends the last."""

    days: Count


class ToMonthEnd(_Part, frozen=True, kw_only=True, tag_field="kind", tag="end_of_month"):
    """Points live to the end of the month of activation, or of the `months`-th one after it."""

    months: Annotated[int, msgspec.Meta(ge=0, le=120)] = 0


class ToDate(_Part, frozen=True, kw_only=True, tag_field="kind", tag="date"):
    """Points live through a fixed day of the store."""

    date: datetime.date


class LotRules(_Part, frozen=True, kw_only=True):
    """When points given become active and when they expire."""

    activation: AtOnce | AfterHours | AfterDays | NextDay = AtOnce()
    life: ForEver | ForDays | ToMonthEnd | ToDate = ForEver()


# --- levels ----------------------------------------------------------------------------------------------


class RollingMonths(_Part, frozen=True, kw_only=True, tag_field="kind", tag="months"):
    """The last n months to the day."""

    months: Annotated[int, msgspec.Meta(ge=1, le=120)]


class RollingDays(_Part, frozen=True, kw_only=True, tag_field="kind", tag="days"):
    """The last n days."""

    days: Count


class CalendarYear(_Part, frozen=True, kw_only=True, tag_field="kind", tag="year"):
    """Since the store's 1 January."""


class Lifetime(_Part, frozen=True, kw_only=True, tag_field="kind", tag="lifetime"):
    """Since the first purchase."""


class Override(_Part, frozen=True, kw_only=True):
    """Other rates of a level for some goods; a rate left out stays the level's own.

    Where several overrides name one good, the best rate among them counts.
    """

    goods: Selector
    discount: Rate | None = None
    accrual: Rate | None = None
    maximum_share: Rate | None = None


class Terms(_Part, frozen=True, kw_only=True):
    """A level's own terms for a receipt on which a promo code works; what is left out stays the level's own.

    They replace the level's rates and its overrides, also where they are lower.
    """

    discount: Rate | None = None
    accrual: Rate | None = None
    maximum_share: Rate | None = None


class Level(_Part, frozen=True, kw_only=True):
    """One level: what it takes to reach it and what it gives."""

    id: RuleId
    name: Names
    #: Net purchases in the qualification window from which the level is reached; none: it is assigned, by hand
    #: or by another system, and purchases neither earn nor lose it.
    threshold: Sum | None = None
    discount: Rate = 0
    #: Accrual rate; the programme's base rate where left out.
    accrual: Rate | None = None
    #: Largest share of a receipt payable by points; the programme's where left out.
    maximum_share: Rate | None = None
    overrides: tuple[Override, ...] = ()
    with_promo_code: Terms = Terms()

    @property
    def is_assigned(self) -> bool:
        """Given by hand or by another system; purchases neither earn nor lose it."""
        return self.threshold is None


class Inactivity(_Part, frozen=True, kw_only=True):
    """A fall of members who have bought nothing for a number of days: one step, or to the base level.

    The days are whole days of the store without a purchase, the first of them the day after the last purchase;
    a fall by one step begins them anew.  The next purchase earns what purchases in the window earn.
    """

    days: Count
    to: Literal["one_step", "base"] = "one_step"


class LevelRules(_Part, frozen=True, kw_only=True):
    """The ladder of levels, from the base level (threshold 0) upwards."""

    ladder: Annotated[tuple[Level, ...], msgspec.Meta(min_length=1)]
    window: RollingMonths | RollingDays | CalendarYear | Lifetime = Lifetime()
    #: A rise starts at once, or at the store's next midnight.
    rise: Literal["at_once", "next_day"] = "at_once"
    #: A fall at the store's midnight when purchases in the window no longer earn the level: none, to the level
    #: earned, or one step a midnight (`minimum_days` spaces the steps).
    fall: Literal["never", "to_earned", "one_step"] = "never"
    #: A level is held at least this many of the store's days before it falls, for whatever reason but a return
    #: where returns let the level fall at once; never less than to the next midnight.
    minimum_days: Annotated[int, msgspec.Meta(ge=0, le=3660)] = 0
    inactivity: Inactivity | None = None
    #: Name of the level's discount on a receipt; may hold `{level}` and `{rate}`.
    discount_name: Names = Names(ru="{level} {rate}", en="{level} {rate}")
    #: Goods that the level's discount never touches.
    exclude: Selector = Selector()


# --- the rest --------------------------------------------------------------------------------------------


class MemberPriceRules(_Part, frozen=True, kw_only=True):
    """Prices for members: the coloured price tag.

    A product's own member price comes with the catalogue; `prices` (kopecks by product id) wins over it.
    """

    enabled: bool = True
    name: Names = Names(ru="цена по карте", en="card price")
    prices: dict[str, Annotated[int, msgspec.Meta(ge=1)]] = {}
    #: The level's discount applies on top of a member price.
    stack: bool = False


class Cap(_Part, frozen=True, kw_only=True):
    """How much a rule may give: so many receipts (`uses`), kopecks off or points, per whom and in what time.

    `receipt` looks at one receipt alone; the others are counted across tills in wallets under spending rights.
    `code`: each promo code of the rule apart.  Days, months and years are the store's; `birthday` is the year of
    the member's birthday around which the rule works, so that a window over New Year gives once.
    """

    per: Literal["receipt", "member", "everyone", "code"]
    period: Literal["campaign", "day", "month", "year", "birthday"] = "campaign"
    of: Literal["uses", "kopecks", "points"] = "uses"
    amount: Annotated[int, msgspec.Meta(ge=1, le=10**12)]


class RedemptionRules(_Part, frozen=True, kw_only=True):
    """How much of a receipt points may pay."""

    maximum_share: Rate
    #: What the share is a share of: the lines that may be paid by points, or the whole receipt.
    share_of: Literal["eligible", "receipt"] = "eligible"
    #: Smallest redemption.
    minimum: PointsSum = 0
    #: Smallest receipt (after discounts) and smallest active balance for a redemption.
    minimum_receipt: Sum = 0
    minimum_balance: PointsSum = 0
    #: Goods that points never pay.
    exclude: Selector = Selector()
    #: A unit of goods never costs less than this after points.
    price_floor: Sum = 1
    #: With a margin: points never take a line below its cost and this much more (0: the cost itself).
    #: Lines whose cost is not known keep the price floor alone.
    cost_floor: Rate | None = None
    #: Receipts on which a promo code works are not paid with points.
    exclude_with_promo_code: bool = False
    #: A redemption of more than this is confirmed by the buyer or a colleague.
    confirm_above: PointsSum | None = None
    #: Caps of `points`, or of `uses` (receipts with a redemption), per receipt, member or everyone.
    caps: tuple[Cap, ...] = ()


class AccrualRules(_Part, frozen=True, kw_only=True):
    """Points for purchases."""

    #: Base rate, where the level names none.
    rate: Rate = 0
    #: What the receipt calls the points of the level; may hold `{level}` and `{rate}` (`3 %`, or `3–5 %`).
    name: Names = Names(ru="за покупку", en="for the purchase")
    #: On what is paid in money, or on the amount before points are redeemed.
    on: Literal["paid", "before_redemption"] = "paid"
    #: Goods that earn nothing.
    exclude: Selector = Selector()


class DiscountRules(_Part, frozen=True, kw_only=True):
    """What holds for all discounts together: steps 2 to 5 of the calculation."""

    #: With a margin: promotions, levels, codes and hand discounts never take a line below its cost and this much more.
    #: A gift is outside of it.  Lines whose cost is not known have no such floor.
    cost_floor: Rate | None = None


class EnrolmentRules(_Part, frozen=True, kw_only=True):
    """A card is offered to a buyer without one, on a purchase above a sum; points for the registration."""

    #: To pay, strictly more than this; none: registration is never offered, but possible.
    over: Sum | None = None
    welcome_points: PointsSum = 0
    #: Life of the welcome points: usable from the next purchase, or later.
    lots: LotRules = LotRules()
    name: Names = Names(ru="за регистрацию", en="for registering")


class NoticePeriods(_Part, frozen=True, kw_only=True):
    """How long before a change members are told: working days for better terms, days for worse ones."""

    better_working_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 0
    worse_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 0
    #: Days besides Saturdays and Sundays on which nobody works.
    holidays: frozenset[datetime.date] = frozenset()


class Pilot(_Part, frozen=True, kw_only=True):
    """Who sees this version before all others: buyers in these stores, or members of these segments anywhere.

    It ends with the first later version without a pilot, or is withdrawn.
    """

    stores: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()


class ReturnRules(_Part, frozen=True, kw_only=True):
    """What a return does to points and levels."""

    #: Accrued points that are spent already: become a debt, are forgiven, or stop the points of the return.
    debt: Literal["debt", "clamp", "deny"] = "debt"
    #: Redeemed points whose lot lapsed meanwhile live this many days more; 0: they come back lapsed.
    grace_days: Annotated[int, msgspec.Meta(ge=0, le=365)] = 0
    #: When the level may fall because of a return: with the return (even if `levels.fall` is never), at the next
    #: midnight by `levels.fall`, or not at all, as if nothing had been returned.
    level: Literal["at_once", "recalculation", "never"] = "recalculation"


class OfflineRules(_Part, frozen=True, kw_only=True):
    """Redemption without a network: not at all, within the spending rights held, or a little beyond them."""

    redemption: Literal["deny", "rights", "rights+floor"] = "rights"
    #: With `rights+floor`: points that a till which can ask nobody spends at most of a card beyond the rights until
    #: the server has counted them; what the member did not have becomes a debt that later accruals repay.
    floor: PointsSum = 0


class Rule(_Part, frozen=True, kw_only=True):
    """A promotion rule: all its conditions must hold.

    On a line, rules apply by `priority` (smaller first), then id, each to the running amount; of a
    `group` only the best on the line; an `exclusive` rule only alone.  The best for the buyer of the
    member price, each exclusive rule and the stacked rest counts.  `stack` lets the level's discount
    apply to lines that the rule touched.

    A discount by `promo_code` comes after the level and combines with what stands, unless an exclusive rule has
    the line or one of its group gives the buyer more; an exclusive one stands without promotions and member price,
    and without the level too unless it stacks.  What is counted by member needs a card.
    """

    id: RuleId
    name: Names
    effect: AnyEffect
    conditions: tuple[AnyCondition, ...] = ()
    priority: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 100
    group: Annotated[str, msgspec.Meta(max_length=40)] = ""
    exclusive: bool = False
    stack: bool = False
    #: Dates of the points this rule gives; the programme's where left out.
    lots: LotRules | None = None
    caps: tuple[Cap, ...] = ()

    @property
    def all_caps(self) -> tuple[Cap, ...]:
        """The caps, and the one use a member that the condition of the first purchase brings with it."""
        if any(isinstance(condition, FirstPurchase) for condition in self.conditions):
            return (*self.caps, Cap(per="member", amount=1))
        return self.caps


class Programme(_Part, frozen=True, kw_only=True):
    """One version of a programme; it starts at each store's midnight of `valid_from`."""

    version: Annotated[int, msgspec.Meta(ge=1)]
    valid_from: datetime.date
    name: Names
    levels: LevelRules
    redemption: RedemptionRules
    points: PointRules = PointRules()
    lots: LotRules = LotRules()
    member_prices: MemberPriceRules = MemberPriceRules()
    accrual: AccrualRules = AccrualRules()
    rules: tuple[Rule, ...] = ()
    #: Goods whose price nothing lowers: no member price, promotion, level or hand discount.
    no_discounts: Selector = Selector()
    discounts: DiscountRules = DiscountRules()
    enrolment: EnrolmentRules = EnrolmentRules()
    returns: ReturnRules = ReturnRules()
    offline: OfflineRules = OfflineRules()
    notice: NoticePeriods = NoticePeriods()
    pilot: Pilot | None = None
    #: Told to buyers from publication until the version starts; may hold `{date}`.
    announcement: Names | None = None

    def level(self, level_id: str) -> Level:
        """The level of that id; the base level for an id this version does not know."""
        for level in self.levels.ladder:
            if level.id == level_id:
                return level
        return self.levels.ladder[0]

    @property
    def base_level(self) -> Level:
        """The level of a new member."""
        return self.levels.ladder[0]


class BadProgramme(BadDocument):
    """A programme that contradicts itself."""

    text = QT_TRANSLATE_NOOP("errors", "The loyalty programme is wrong at {path}: {value}")
    way_out = QT_TRANSLATE_NOOP("errors", "Allowed there: {allowed}")


def load_programme(body: bytes) -> Programme:
    """Read and check a programme's JSON.

    Raises `BadProgramme` that names the path of the field, the value and what is allowed.
    """
    programme = read_strictly(body, Programme, BadProgramme)
    for path, value, allowed in contradictions(programme):
        raise BadProgramme(path=path, value=shown(value), allowed=allowed)
    return programme


def starts_at(programme: Programme, zone: str) -> Instant:
    """The instant from which a version is in force in a store of that time zone."""
    return start_of_day(programme.valid_from, zone)


def includes(programme: Programme, store: str, segments: Set[str]) -> bool:
    """Whether a version is meant for a buyer of these segments in this store: a pilot only for those it names."""
    pilot = programme.pilot
    return pilot is None or store in pilot.stores or not pilot.segments.isdisjoint(segments)


def in_force(
    programmes: Iterable[Programme], zone: str, now: Instant, store: str = "", segments: Set[str] = frozenset()
) -> Programme | None:
    """The version a buyer sees: the newest (`valid_from`, then number) that has started and includes the buyer.

    `store` and `segments` are those of the purchase; a pilot is passed over for everybody it does not name, so
    that several pilots may run at once, and ends with the first later version without one.
    """
    started = [each for each in programmes if starts_at(each, zone) <= now and includes(each, store, segments)]
    return max(started, key=_age, default=None)


def announced(
    programmes: Collection[Programme], zone: str, now: Instant, store: str = "", segments: Set[str] = frozenset()
) -> tuple[Programme, ...]:
    """Versions with an announcement that this buyer will see and that have not started yet, the earliest first.

    One that another version replaces on its very first day is not announced: it will never be in force.
    """
    coming = [
        each
        for each in programmes
        if each.announcement is not None
        and starts_at(each, zone) > now
        and in_force(programmes, zone, starts_at(each, zone), store, segments) is each
    ]
    return tuple(sorted(coming, key=_age))


def announcement_text(programme: Programme, language: str) -> str:
    """What buyers are told of a version to come, with its first day; empty without an announcement."""
    if programme.announcement is None:
        return ""
    return programme.announcement.in_language(language).format(date=f"{programme.valid_from:%d.%m.%Y}")


def _age(programme: Programme) -> tuple[datetime.date, int]:
    """Sort key of versions: a later first day is newer, then a higher number."""
    return programme.valid_from, programme.version


def contradictions(programme: Programme) -> Iterator[tuple[str, object, str]]:
    """What no type can say: (path, value, what is allowed), in the order of the document."""
    yield from _ladder_contradictions(programme.levels.ladder)
    redemption, points = programme.redemption, programme.points
    if points.redemption_step * points.kopecks_per_point % ONE_POINT:
        allowed = f"redemption_step × kopecks_per_point % {ONE_POINT} = 0"
        yield "$.points.redemption_step", points.redemption_step, allowed
    if redemption.minimum % points.redemption_step:
        yield "$.redemption.minimum", redemption.minimum, f"n × redemption_step ({points.redemption_step})"
    for place, cap in enumerate(redemption.caps):
        for field, allowed in _cap_contradictions(cap, ("uses", "points"), set()):
            yield f"$.redemption.caps[{place}].{field}", getattr(cap, field), allowed
    for path, lots in (("$.lots", programme.lots), ("$.enrolment.lots", programme.enrolment.lots)):
        yield from _life_contradictions(path, lots)
    yield from _floor_contradictions(programme.offline, points.redemption_step)
    if programme.pilot is not None and not (programme.pilot.stores or programme.pilot.segments):
        yield "$.pilot", {}, "{stores | segments}"
    if programme.announcement is not None:
        yield from _announcement_contradictions(programme.announcement)
    levels = frozenset(level.id for level in programme.levels.ladder)
    seen = {"member_price", "hand", "redemption", *levels}
    for number, rule in enumerate(programme.rules):
        path = f"$.rules[{number}]"
        if rule.id in seen:
            yield f"{path}.id", rule.id, UNIQUE
        seen.add(rule.id)
        if rule.lots is not None:
            yield from _life_contradictions(f"{path}.lots", rule.lots)
        for part, value, allowed in _rule_contradictions(rule, levels):
            yield f"{path}.{part}", value, allowed


def _floor_contradictions(offline: OfflineRules, step: Points) -> Iterator[tuple[str, object, str]]:
    """A floor belongs to its policy, which is nothing without one; less than a step could not be spent."""
    if offline.redemption != "rights+floor":
        if offline.floor:
            yield "$.offline.floor", offline.floor, '0 (redemption ≠ "rights+floor")'
    elif offline.floor == 0 or offline.floor % step:
        yield "$.offline.floor", offline.floor, f"n × redemption_step ({step}), n ≥ 1"


def _life_contradictions(path: str, lots: LotRules) -> Iterator[tuple[str, object, str]]:
    """Points live through a day, to the midnight after it: the calendar's last day has none."""
    if isinstance(lots.life, ToDate) and lots.life.date == datetime.date.max:
        yield f"{path}.life.date", lots.life.date, "YYYY-MM-DD < 9999-12-31"


def _rule_contradictions(rule: Rule, levels: frozenset[str]) -> Iterator[tuple[str, object, str]]:
    """What contradicts itself inside one rule."""
    if rule.exclusive and rule.group:
        yield "group", rule.group, '"" (exclusive)'
    if isinstance(rule.effect, Gift) and (rule.group or rule.exclusive):
        yield ("group", rule.group, '""') if rule.group else ("exclusive", True, "false")  # a gift stands alone anyhow
    wrong = rule.effect.contradiction()
    if wrong:
        yield "effect", msgspec.to_builtins(rule.effect, order="deterministic"), wrong
    seen: set[type] = set()
    for place, condition in enumerate(rule.conditions):
        wrong = condition.contradiction(levels)
        if wrong:
            yield f"conditions[{place}]", msgspec.to_builtins(condition, order="deterministic"), wrong
        elif isinstance(condition, WithPromoCode | WithCoupon) and type(condition) in seen:
            yield f"conditions[{place}]", msgspec.to_builtins(condition, order="deterministic"), UNIQUE
        seen.add(type(condition))
    if rule.lots is not None and not isinstance(rule.effect, AccrualEffect):
        yield "lots", msgspec.to_builtins(rule.lots, order="deterministic"), "—"
    counts: tuple[str, ...] = ("uses", "kopecks") if isinstance(rule.effect, DiscountEffect) else ("uses", "points")
    if isinstance(rule.effect, GiveCoupon):
        counts = ("uses",)
    for place, cap in enumerate(rule.caps):
        for field, allowed in _cap_contradictions(cap, counts, seen):
            yield f"caps[{place}].{field}", getattr(cap, field), allowed


def _cap_contradictions(cap: Cap, counts: tuple[str, ...], conditions: Set[type]) -> Iterator[tuple[str, str]]:
    """(field, what is allowed) where a cap counts what its rule never gives, or by what nobody is asked for."""
    if cap.of not in counts:
        yield "of", " | ".join(shown(count) for count in counts)
    if cap.per == "receipt" and counts == ("uses",):
        yield "per", '"member" | "everyone" | "code"'
    elif cap.per == "receipt" and cap.of == "uses":
        yield "of", shown(counts[-1])  # a rule is used once a receipt anyhow
    if cap.per == "receipt" and cap.period != "campaign":
        yield "period", shown("campaign")
    if cap.per == "code" and WithPromoCode not in conditions:
        yield "per", '"receipt" | "member" | "everyone"'
    if cap.period == "birthday" and (cap.per != "member" or AroundBirthday not in conditions):
        yield "period", '"campaign" | "day" | "month" | "year"'


def _announcement_contradictions(announcement: Names) -> Iterator[tuple[str, object, str]]:
    """Of braces only `{date}` is filled: any other would be printed as it stands, or break the line."""
    for language, words in (("ru", announcement.ru), ("en", announcement.en)):
        if set("{}") & set(words.replace("{date}", "")):
            yield f"$.announcement.{language}", words, "{date}"


def _ladder_contradictions(ladder: tuple[Level, ...]) -> Iterator[tuple[str, object, str]]:
    """Levels begin at 0 and those with a threshold rise strictly; their ids are unique."""
    if ladder[0].threshold != 0:
        yield "$.levels.ladder[0].threshold", ladder[0].threshold, "0"
    seen: set[str] = set()
    reached = 0
    for number, level in enumerate(ladder):
        path = f"$.levels.ladder[{number}]"
        if level.id in seen:
            yield f"{path}.id", level.id, UNIQUE
        seen.add(level.id)
        if number and level.threshold is not None:
            if level.threshold <= reached:
                yield f"{path}.threshold", level.threshold, f"> {reached}"
            reached = level.threshold
        for place, override in enumerate(level.overrides):
            if override.goods == Selector():
                yield f"{path}.overrides[{place}].goods", {}, "{products | categories | brands | suppliers | tags}"
            if override.discount is None and override.accrual is None and override.maximum_share is None:
                yield f"{path}.overrides[{place}]", {}, "{discount | accrual | maximum_share}"
