"""Parts of a programme in a marketer's words: rates, lives of points, goods, caps, rules as one sentence each."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import (
    AfterDays,
    AfterHours,
    AtOnce,
    CalendarYear,
    Cap,
    ForDays,
    ForEver,
    Inactivity,
    Lifetime,
    LotRules,
    Names,
    NextDay,
    NoticePeriods,
    Pilot,
    Programme,
    RollingDays,
    RollingMonths,
    Rule,
    Selector,
    ToDate,
    ToMonthEnd,
)
from cashier_app.loyalty.rules import Condition, Effect, Gift, OfLevels, percent_text

#: Names that a sentence lists before it counts the rest.
_LISTED = 6


def name(names: Names, words: Words) -> str:
    """The words a programme carries, in the person's language."""
    return names.in_language(words.language)


def rate(value: BasisPoints | None, words: Words) -> str:
    """`7,5 %`; a dash for none."""
    return "—" if value is None else percent_text(value, words)


def money(value: Kopecks | None, words: Words) -> str:
    """`1 000,00 ₽`; a dash for none."""
    return "—" if value is None else words.money(value)


def points(value: Points | None, words: Words) -> str:
    """`50 баллов`; a dash for none."""
    return "—" if value is None else words.points(value)


def days(value: int, words: Words) -> str:
    """`45 дней`."""
    return words.translate("programme", "%n day(s)", "", value)


def yes(value: bool, words: Words) -> str:
    """`да` or `нет`."""
    return words.translate("programme", "yes") if value else words.translate("programme", "no")


def day(value: datetime.date) -> str:
    """`21.11.2026`."""
    return f"{value:%d.%m.%Y}"


def listed(names: frozenset[str], words: Words) -> str:
    """`Хлеб, Чай`, of many the first few and how many more there are."""
    ordered = sorted(names)
    if len(ordered) <= _LISTED:
        return ", ".join(ordered)
    rest = words.translate("programme", "{names} and {count} more")
    return rest.format(names=", ".join(ordered[: _LISTED - 1]), count=len(ordered) - _LISTED + 1)


def goods(selector: Selector, words: Words) -> str:
    """`категории: Алкоголь, Табак; метки: sale`; a dash for none."""
    parts = []
    if selector.products:
        parts.append(words.translate("programme", "products: {names}").format(names=listed(selector.products, words)))
    if selector.categories:
        text = words.translate("programme", "categories: {names}")
        parts.append(text.format(names=listed(selector.categories, words)))
    if selector.brands:
        parts.append(words.translate("programme", "brands: {names}").format(names=listed(selector.brands, words)))
    if selector.suppliers:
        text = words.translate("programme", "suppliers: {names}")
        parts.append(text.format(names=listed(selector.suppliers, words)))
    if selector.tags:
        parts.append(words.translate("programme", "tags: {names}").format(names=listed(selector.tags, words)))
    return "; ".join(parts) or "—"


def activation(rule: AtOnce | AfterHours | AfterDays | NextDay, words: Words) -> str:
    """When points given may be spent."""
    match rule:
        case AtOnce():
            return words.translate("programme", "at once")
        case AfterHours(hours=hours):
            return words.translate("programme", "after %n hour(s)", "", hours)
        case AfterDays(days=count):
            return words.translate("programme", "after %n day(s)", "", count)
        case NextDay():
            return words.translate("programme", "from the next day")


def life(rule: ForEver | ForDays | ToMonthEnd | ToDate, words: Words) -> str:
    """How long points live."""
    match rule:
        case ForEver():
            return words.translate("programme", "for ever")
        case ForDays(days=count):
            return words.translate("programme", "%n day(s)", "", count)
        case ToMonthEnd(months=0):
            return words.translate("programme", "to the end of the month")
        case ToMonthEnd(months=months):
            return words.translate("programme", "to the end of the month, %n month(s) later", "", months)
        case ToDate(date=date):
            return words.translate("programme", "through {date}").format(date=day(date))


def lots(rules: LotRules | None, words: Words) -> str:
    """When points may be spent, and how long they live."""
    if rules is None:
        return words.translate("programme", "as the programme says")
    text = words.translate("programme", "usable {when}, live {long}")
    return text.format(when=activation(rules.activation, words), long=life(rules.life, words))


def window(rule: RollingMonths | RollingDays | CalendarYear | Lifetime, words: Words) -> str:
    """Which purchases count for a level."""
    match rule:
        case RollingMonths(months=months):
            return words.translate("programme", "of the last %n month(s)", "", months)
        case RollingDays(days=count):
            return words.translate("programme", "of the last %n day(s)", "", count)
        case CalendarYear():
            return words.translate("programme", "since 1 January")
        case Lifetime():
            return words.translate("programme", "of all time")


def rise(value: str, words: Words) -> str:
    """When a rise takes effect."""
    if value == "at_once":
        return words.translate("programme", "at once")
    return words.translate("programme", "from the next day")


def fall(value: str, words: Words) -> str:
    """What becomes of a level whose purchases are no longer there."""
    match value:
        case "never":
            return words.translate("programme", "never falls")
        case "to_earned":
            return words.translate("programme", "falls to the level earned")
        case _:
            return words.translate("programme", "falls by one step")


def inactivity(rule: Inactivity | None, words: Words) -> str:
    """The fall of those who buy nothing."""
    if rule is None:
        return words.translate("programme", "none")
    count = rule.days
    if rule.to == "base":
        return words.translate("programme", "to the base level after %n day(s) without purchases", "", count)
    return words.translate("programme", "by one step after %n day(s) without purchases", "", count)


def share_of(value: str, words: Words) -> str:
    """What the redeemable share is a share of."""
    if value == "receipt":
        return words.translate("programme", "of the whole receipt")
    return words.translate("programme", "of the goods that points may pay for")


def accrued_on(value: str, words: Words) -> str:
    """What points are given for."""
    if value == "paid":
        return words.translate("programme", "of what is paid in money")
    return words.translate("programme", "of the sum before points are spent")


def rounding(value: str, words: Words) -> str:
    """How points are rounded."""
    if value == "floor":
        return words.translate("programme", "down")
    return words.translate("programme", "to the nearest")


def debt(value: str, words: Words) -> str:
    """What becomes of accrued points that are spent when the goods come back."""
    match value:
        case "debt":
            return words.translate("programme", "become a debt")
        case "clamp":
            return words.translate("programme", "are forgiven")
        case _:
            return words.translate("programme", "stop the points of the return")


def level_after_return(value: str, words: Words) -> str:
    """When a return lowers the level."""
    match value:
        case "at_once":
            return words.translate("programme", "at once")
        case "recalculation":
            return words.translate("programme", "at the next recalculation")
        case _:
            return words.translate("programme", "never")


def offline(value: str, words: Words) -> str:
    """Redemption without a network."""
    if value == "deny":
        return words.translate("programme", "not possible")
    if value == "rights+floor":
        return words.translate("programme", "within the points reserved for the store, and a little in advance")
    return words.translate("programme", "within the points reserved for the store")


def floor(value: Points, words: Words) -> str:
    """How much is lent on a card in one outage."""
    if not value:
        return words.translate("programme", "nothing")
    return words.translate("programme", "up to {points} a card").format(points=words.points(value))


def notice(periods: NoticePeriods, words: Words) -> str:
    """How long before a change members are told."""
    better, worse = periods.better_working_days, periods.worse_days
    if not better and not worse:
        return words.translate("programme", "nothing is promised")
    parts = [
        words.translate("programme", "better terms: %n working day(s)", "", better),
        words.translate("programme", "worse terms: %n day(s)", "", worse),
    ]
    return "; ".join(parts)


def pilot(rule: Pilot | None, words: Words) -> str:
    """Who sees the version before all others."""
    if rule is None:
        return "—"
    parts = []
    if rule.stores:
        parts.append(words.translate("programme", "stores: {names}").format(names=listed(rule.stores, words)))
    if rule.segments:
        parts.append(words.translate("programme", "segments: {names}").format(names=listed(rule.segments, words)))
    return "; ".join(parts)


def cap(rule: Cap, words: Words) -> str:
    """`лимит 3 раза в день на участника`."""
    count = rule.amount
    match rule.of:
        case "uses":
            amount = words.translate("programme", "%n time(s)", "", count)
        case "kopecks":
            amount = words.money(count)
        case _:
            amount = words.points(count)
    text = words.translate("programme", "limit {amount} {period} {per}")
    return " ".join(
        text.format(amount=amount, period=_period(rule.period, rule.per, words), per=_per(rule.per, words)).split()
    )


def cap_key(rule: Cap, words: Words) -> str:
    """Which cap it is, its amount left out: `на участника в день`."""
    return " ".join(f"{_per(rule.per, words)} {_period(rule.period, rule.per, words)}".split())


def cap_amount(rule: Cap, words: Words) -> str:
    """How much a cap allows."""
    count = rule.amount
    if rule.of == "uses":
        return words.translate("programme", "%n time(s)", "", count)
    return words.money(count) if rule.of == "kopecks" else words.points(count)


def _per(value: str, words: Words) -> str:
    match value:
        case "receipt":
            return words.translate("programme", "on a receipt")
        case "member":
            return words.translate("programme", "for a member")
        case "everyone":
            return words.translate("programme", "for everybody together")
        case _:
            return words.translate("programme", "for a promo code")


def _period(value: str, per: str, words: Words) -> str:
    if per == "receipt":
        return ""
    match value:
        case "day":
            return words.translate("programme", "a day")
        case "month":
            return words.translate("programme", "a month")
        case "year":
            return words.translate("programme", "a year")
        case "birthday":
            return words.translate("programme", "a birthday")
        case _:
            return words.translate("programme", "in the whole campaign")


def condition(one: Condition, programme: Programme, words: Words) -> str:
    """A condition in words; levels by their names."""
    if isinstance(one, OfLevels):
        known = {level.id: name(level.name, words) for level in programme.levels.ladder}
        one = msgspec.structs.replace(one, levels=frozenset(known.get(level, level) for level in one.levels))
    return one.describe(words)


def effect(one: Effect, words: Words) -> str:
    """What a rule gives; of a gift the products and their price too."""
    text = one.describe(words)
    if isinstance(one, Gift):
        about = words.translate("programme", "{gift} ({names}, for {price})")
        text = about.format(gift=text, names=listed(one.products, words), price=money(one.price, words))
    return text


def rule(one: Rule, programme: Programme, words: Words) -> str:
    """A rule as one sentence: what it gives, when, how it goes together with others, its caps."""
    parts = [effect(one.effect, words)]
    if one.conditions:
        when = ", ".join(condition(each, programme, words) for each in one.conditions)
        parts.append(words.translate("programme", "when: {conditions}").format(conditions=when))
    parts += _stacking(one, words)
    if one.lots is not None:
        parts.append(lots(one.lots, words))
    parts += [cap(each, words) for each in one.caps]
    text = words.translate("programme", "“{name}”: {terms}")
    return text.format(name=name(one.name, words), terms="; ".join(parts))


def _stacking(one: Rule, words: Words) -> Iterator[str]:
    if one.exclusive:
        yield words.translate("programme", "stands alone, with no other promotion")
    if one.group:
        yield words.translate("programme", "the best of the group “{group}”").format(group=one.group)
    if one.stack:
        yield words.translate("programme", "the level's discount comes on top")
