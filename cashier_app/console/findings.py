"""What is wrong with a programme file, all of it, and what is allowed but is hardly meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Set
from typing import Any, Final, Literal

import msgspec

from cashier_app.console.showing import gives_points, shares
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import (
    Level,
    LotRules,
    Programme,
    Rule,
    Selector,
    ToDate,
    contradictions,
)
from cashier_app.loyalty.reading import everything_wrong, read_strictly, shown
from cashier_app.loyalty.rules import (
    AccrualEffect,
    AccrueFixed,
    AccruePerAmount,
    AccruePercent,
    AroundBirthday,
    ByChannels,
    Condition,
    DiscountEffect,
    FixedPrice,
    Gift,
    GiveCoupon,
    InStores,
    Multiply,
    OfBrands,
    OfCategories,
    OfGoodsSum,
    OfLevels,
    OfProducts,
    OfSuppliers,
    OnDates,
    OnWeekdays,
    PercentOff,
    ReceiptSum,
    UnitOff,
    WithCoupon,
    WithPromoCode,
    WithTags,
    within,
)
from cashier_app.quotes.programme_words import name as named

#: Net purchases in kopecks that nobody makes: a threshold beyond is a slip of the hand.
NOBODY_BUYS: Final = 10_000_000_000
_WHOLE: Final = 10_000


class Finding(msgspec.Struct, frozen=True):
    """One finding: where, and in words; only an error refuses the file."""

    kind: Literal["error", "warning"]
    path: str
    text: str


def findings(body: bytes, words: Words) -> list[Finding]:
    """Every error of a programme file; of one without any the warnings."""
    wrong = everything_wrong(body, Programme)
    if not wrong:
        programme = read_strictly(body, Programme)
        wrong = list(contradictions(programme))
        if not wrong:
            return [Finding("warning", path, text) for path, text in _warnings(programme, words)]
    text = words.translate("validate", "{value}; allowed there: {allowed}")
    return [Finding("error", path, text.format(value=shown(value), allowed=allowed)) for path, value, allowed in wrong]


def _warnings(programme: Programme, words: Words) -> Iterator[tuple[str, str]]:
    yield from _of_levels(programme, words)
    yield from _of_points(programme, words)
    for place, rule in enumerate(programme.rules):
        path = f"$.rules[{place}]"
        yield from ((path, text) for text in _never(rule, programme, words))
        yield from ((path, text) for text in _doubtful(rule, programme, words))
    yield from _shadowed(programme, words)
    yield from _together(programme, words)


# --- levels and points -----------------------------------------------------------------------------------


def _of_levels(programme: Programme, words: Words) -> Iterator[tuple[str, str]]:
    below: Level | None = None
    for place, level in enumerate(programme.levels.ladder):
        path = f"$.levels.ladder[{place}]"
        if level.threshold is not None and level.threshold > NOBODY_BUYS:
            yield path, words.translate("validate", "nobody buys for so much: this level will never be reached")
        if level.is_assigned:
            continue
        if below is not None:
            verdict = _compared(below, level, programme)
            if verdict < 0:
                yield path, words.translate("validate", "the level gives less than the one below it")
            elif verdict == 0:
                yield path, words.translate("validate", "the level gives nothing that the one below it does not give")
        below = level


def _compared(below: Level, level: Level, programme: Programme) -> int:
    """-1 where a level gives less than another in something and more in nothing, 0 the same, 1 otherwise."""
    first, second = _terms(below, programme), _terms(level, programme)
    if below.overrides != level.overrides or below.with_promo_code != level.with_promo_code:
        return 1
    if any(after > before for before, after in zip(first, second, strict=True)):
        return 1
    return 0 if first == second else -1


def _terms(level: Level, programme: Programme) -> tuple[int, int, int]:
    accrual = programme.accrual.rate if level.accrual is None else level.accrual
    share = programme.redemption.maximum_share if level.maximum_share is None else level.maximum_share
    return level.discount, accrual, share


def _of_points(programme: Programme, words: Words) -> Iterator[tuple[str, str]]:
    if gives_points(programme) and not any(shares(programme)):
        yield "$.redemption.maximum_share", words.translate("validate", "points are given but can never be spent")
    for path, lots in _all_lots(programme):
        if isinstance(lots.life, ToDate) and lots.life.date < programme.valid_from:
            yield f"{path}.life", words.translate("validate", "the points are over before the version starts")
    best = max(_best_rates(programme))
    for place, rule in enumerate(programme.rules):
        if isinstance(rule.effect, Multiply):
            best = max(best, max(_best_rates(programme)) * rule.effect.times // 100)
            if best > _WHOLE:
                path = f"$.rules[{place}].effect"
                yield path, words.translate("validate", "more than 100 % of the price comes back as points")
        if isinstance(rule.effect, AccruePerAmount):
            worth = rule.effect.value * programme.points.kopecks_per_point // 100
            if worth > rule.effect.amount:
                path = f"$.rules[{place}].effect"
                yield path, words.translate("validate", "more than 100 % of the price comes back as points")
    if not programme.member_prices.enabled and programme.member_prices.prices:
        yield "$.member_prices.prices", words.translate("validate", "card prices are named but not in force")


def _all_lots(programme: Programme) -> Iterator[tuple[str, LotRules]]:
    yield "$.lots", programme.lots
    if programme.enrolment.welcome_points:
        yield "$.enrolment.lots", programme.enrolment.lots
    for place, rule in enumerate(programme.rules):
        if rule.lots is not None:
            yield f"$.rules[{place}].lots", rule.lots


def _best_rates(programme: Programme) -> Iterator[int]:
    """Accrual rates that some line may have."""
    yield programme.accrual.rate
    for level in programme.levels.ladder:
        yield level.accrual or 0
        yield from (override.accrual or 0 for override in level.overrides)
    yield from (rule.effect.percent for rule in programme.rules if isinstance(rule.effect, AccruePercent))


# --- rules that never give anything ----------------------------------------------------------------------


def _never(rule: Rule, programme: Programme, words: Words) -> Iterator[str]:
    """Why a rule can never hold."""
    for each in rule.conditions:
        if (
            isinstance(each, OnDates | WithPromoCode)
            and each.last_day is not None
            and each.last_day < programme.valid_from
        ):
            yield words.translate("validate", "its days are over before the version starts")
    low, high = _band(rule, ReceiptSum)
    if high is not None and low >= high:
        yield words.translate("validate", "its conditions ask for a receipt that is both larger and smaller")
    low, high = _band(rule, OfGoodsSum)
    if high is not None and low >= high:
        yield words.translate("validate", "its conditions ask for a sum of goods that is both larger and smaller")
    for kind, field, asked in _SINGLE:
        if _nothing_left([each for each in rule.conditions if isinstance(each, kind)], field):
            yield words.translate("validate", "{what}: no purchase fulfils all of these conditions").format(
                what=words.translate("validate", asked)
            )
    if _contrary_tags(rule):
        yield words.translate("validate", "goods are asked to have a mark and not to have it")
    if isinstance(rule.effect, DiscountEffect) and _inside(rule, programme.no_discounts):
        yield words.translate("validate", "its goods are among those that no discount touches")
    if isinstance(rule.effect, AccrualEffect) and _inside(rule, programme.accrual.exclude):
        yield words.translate("validate", "its goods are among those that earn no points")


def _band(rule: Rule, kind: type[Any]) -> tuple[int, int | None]:
    """The least and the first too large sum that all conditions of a kind allow together."""
    low, high = 0, None
    for each in rule.conditions:
        if isinstance(each, kind):
            low = max(low, each.at_least or 0, -1 if each.over is None else each.over + 1)
            if each.below is not None:
                high = each.below if high is None else min(high, each.below)
    return low, high


#: Conditions on something of which a purchase or a line has one: (class, field, what it is).
_SINGLE: Final[tuple[tuple[type[Condition], str, str], ...]] = (
    (OfProducts, "products", QT_TRANSLATE_NOOP("validate", "products")),
    (OfBrands, "brands", QT_TRANSLATE_NOOP("validate", "brands")),
    (OfSuppliers, "suppliers", QT_TRANSLATE_NOOP("validate", "suppliers")),
    (OfLevels, "levels", QT_TRANSLATE_NOOP("validate", "levels")),
    (InStores, "stores", QT_TRANSLATE_NOOP("validate", "stores")),
    (ByChannels, "channels", QT_TRANSLATE_NOOP("validate", "channels")),
    (OnWeekdays, "days", QT_TRANSLATE_NOOP("validate", "weekdays")),
)


def _nothing_left(conditions: list[Any], field: str) -> bool:
    """Whether sets of which one must be met and others must not leave nothing."""
    wanted: Set[str] | None = None
    barred: set[str] = set()
    for each in conditions:
        names = getattr(each, field)
        if getattr(each, "absent", False):
            barred |= names
        else:
            wanted = names if wanted is None else wanted & names
    return wanted is not None and not wanted - barred


def _contrary_tags(rule: Rule) -> bool:
    tags = [each for each in rule.conditions if isinstance(each, WithTags)]
    barred = {tag for each in tags if each.absent for tag in each.tags}
    return any(each.tags <= barred for each in tags if not each.absent)


def _inside(rule: Rule, selector: Selector) -> bool:
    """Whether all goods that a rule may take are among those of a selector."""
    for each in rule.conditions:
        if getattr(each, "absent", False):
            continue
        if isinstance(each, OfProducts) and each.products <= selector.products:
            return True
        if isinstance(each, OfBrands) and each.brands <= selector.brands:
            return True
        if isinstance(each, OfSuppliers) and each.suppliers <= selector.suppliers:
            return True
        if isinstance(each, WithTags) and each.tags <= selector.tags:
            return True
        if isinstance(each, OfCategories) and all(within(one, selector.categories) for one in each.categories):
            return True
    return False


# --- rules that are hardly meant so ----------------------------------------------------------------------


def _doubtful(rule: Rule, programme: Programme, words: Words) -> Iterator[str]:
    kinds = {type(each) for each in rule.conditions}
    yearly = any(cap.per == "member" and cap.period in ("birthday", "year") for cap in rule.caps)
    if AroundBirthday in kinds and isinstance(rule.effect, Gift | AccrueFixed | GiveCoupon) and not yearly:
        yield words.translate(
            "validate", "given with every purchase around the birthday: a limit a birthday is missing"
        )
    if (
        isinstance(rule.effect, AccrueFixed)
        and not rule.all_caps
        and not kinds & {ReceiptSum, OfGoodsSum, AroundBirthday}
    ):
        yield words.translate(
            "validate", "the same points for every receipt, however small: a limit or a sum is missing"
        )
    if isinstance(rule.effect, PercentOff | AccruePercent) and rule.effect.percent == 0:
        yield words.translate("validate", "it gives 0 %")
    if isinstance(rule.effect, PercentOff) and rule.effect.percent == _WHOLE:
        yield words.translate("validate", "it gives the goods away: 100 %")
    if isinstance(rule.effect, AccruePercent) and rule.effect.percent:
        lowest = min(_terms(level, programme)[1] for level in programme.levels.ladder)
        if rule.effect.percent <= lowest:
            yield words.translate("validate", "no more than every level gives anyway")


def _shadowed(programme: Programme, words: Words) -> Iterator[tuple[str, str]]:
    """Rules that another, which holds whenever they do, always beats."""
    text = words.translate("validate", "it never counts: “{name}” holds whenever it does and gives no less")
    for place, rule in enumerate(programme.rules):
        for other in programme.rules:
            if other is not rule and _beats(other, rule):
                yield f"$.rules[{place}]", text.format(name=named(other.name, words))
                break


def _beats(other: Rule, rule: Rule) -> bool:
    """Whether `other` always wins against `rule`: they compete, it holds wherever `rule` does, and gives more."""
    compete = (other.exclusive and rule.exclusive) or (rule.group != "" and other.group == rule.group)
    if isinstance(rule.effect, AccruePercent):
        compete = True
    if not compete or other.caps or type(other.effect) is not type(rule.effect):
        return False
    if any(each not in rule.conditions for each in other.conditions):
        return False
    gives, given = _measure(other.effect), _measure(rule.effect)
    if gives is None or given is None:
        return False
    first = (other.priority, other.id) < (rule.priority, rule.id)
    return gives > given or (gives == given and first)


def _measure(effect: object) -> int | None:
    """How much an effect gives, where one number says it."""
    if isinstance(effect, PercentOff | AccruePercent):
        return effect.percent
    if isinstance(effect, UnitOff):
        return effect.amount
    return -effect.price if isinstance(effect, FixedPrice) else None


def _together(programme: Programme, words: Words) -> Iterator[tuple[str, str]]:
    """What shows only over all rules: coupons, names, groups."""
    given = {rule.effect.coupon for rule in programme.rules if isinstance(rule.effect, GiveCoupon)}
    taken = {each.coupon for rule in programme.rules for each in rule.conditions if isinstance(each, WithCoupon)}
    names = Counter(named(rule.name, words) for rule in programme.rules)
    groups = Counter(rule.group for rule in programme.rules if rule.group)
    tests: tuple[tuple[Callable[[Rule], bool], str], ...] = (
        (
            lambda rule: isinstance(rule.effect, GiveCoupon) and rule.effect.coupon not in taken,
            words.translate("validate", "no rule takes the coupon that it gives"),
        ),
        (
            lambda rule: any(isinstance(each, WithCoupon) and each.coupon not in given for each in rule.conditions),
            words.translate("validate", "no rule gives its coupon: it has to be given by hand"),
        ),
        (
            lambda rule: names[named(rule.name, words)] > 1,
            words.translate("validate", "another rule has the same name: on a receipt nobody can tell them apart"),
        ),
        (
            lambda rule: groups[rule.group] == 1,
            words.translate("validate", "nothing else is in its group"),
        ),
    )
    for place, rule in enumerate(programme.rules):
        yield from ((f"$.rules[{place}]", text) for holds, text in tests if holds(rule))
