"""Better or worse for the buyer: the rule by which each kind of change in a programme is judged.

A value that says how much a buyer gets is better when it is more, a value that says what a buyer must reach, pay or
wait for when it is less; a bound that is gone is better than any bound.  A set of goods that something good excludes
is better when it is smaller, worse when it is larger; a condition is better when it holds for more buyers, goods or
days.  A level, rule, cap or condition that is gone or new is judged by what it gave or asked: levels and rules only
give, caps and conditions only take, and a rule whose days are over does neither.  What cannot be told from the two
values alone is `changed`; names are `neutral`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Any, Final, Literal, TypeAlias

from cashier_app.loyalty.programme import (
    AfterDays,
    AfterHours,
    AtOnce,
    CalendarYear,
    ForDays,
    ForEver,
    Inactivity,
    Lifetime,
    LotRules,
    NextDay,
    RollingDays,
    RollingMonths,
    Selector,
    ToDate,
    ToMonthEnd,
)
from cashier_app.loyalty.rules import AccrueByBands, Condition, Effect

Verdict: TypeAlias = Literal["better", "worse", "changed", "neutral"]
Judge: TypeAlias = Callable[[Any, Any], Verdict]

#: Fields of conditions and effects of which more is better, and those of which less is; sets by `_sets`.
_MORE: Final = frozenset({"below", "last_day", "days_before", "days_after", "percent", "amount", "times", "value"})
_LESS: Final = frozenset({"at_least", "over", "first_day", "price", "every"})
#: Kinds in which a field has the other meaning: a fixed quantity of goods for which points are given.
_LESS_OF: Final = frozenset({("accrue_per_unit", "quantity"), ("accrue_per_amount", "amount")})
_MORE_OF: Final = frozenset({("gift", "quantity")})


def neutral(old: object, new: object) -> Verdict:
    """Words, dates of validity: nothing that a buyer gets or pays."""
    return "neutral"


def unknown(old: object, new: object) -> Verdict:
    """Cannot be told from the values."""
    return "changed"


def more(old: int, new: int) -> Verdict:
    """More is better."""
    return "better" if new > old else "worse"


def less(old: int, new: int) -> Verdict:
    """Less is better."""
    return "better" if new < old else "worse"


def less_or_none(old: int | None, new: int | None) -> Verdict:
    """A bound that is not there is better than any, a lower one better than a higher."""
    if old is None or new is None:
        return "better" if new is None else "worse"
    return less(old, new)


def more_or_none(old: int | None, new: int | None) -> Verdict:
    """No limit is better than any, a higher one better than a lower."""
    if old is None or new is None:
        return "better" if new is None else "worse"
    return more(old, new)


def one_of(*order: str) -> Judge:
    """Values from the best to the worst."""

    def judge(old: str, new: str) -> Verdict:
        return "better" if order.index(new) < order.index(old) else "worse"

    return judge


def wish(old: bool, new: bool) -> Verdict:
    """Yes is better."""
    return "better" if new else "worse"


def burden(old: bool, new: bool) -> Verdict:
    """No is better."""
    return "worse" if new else "better"


def excluded(old: Selector, new: Selector) -> Verdict:
    """Fewer goods excluded from something good are better."""
    names = Selector.__struct_fields__
    return together(_sets(getattr(new, each), getattr(old, each)) for each in names)


def lots(old: LotRules | None, new: LotRules | None) -> Verdict:
    """Points that may be spent sooner and live longer are better."""
    if old is None or new is None:
        return "changed"
    return together((activation(old.activation, new.activation), life(old.life, new.life)))


def activation(
    old: AtOnce | AfterHours | AfterDays | NextDay, new: AtOnce | AfterHours | AfterDays | NextDay
) -> Verdict:
    """Sooner is better; hours cannot be compared with days that begin at midnight, but by their longest wait."""
    if old == new:
        return "neutral"
    (old_least, old_most), (new_least, new_most) = _wait(old), _wait(new)
    if new_most <= old_least:
        return "better"
    return "worse" if new_least >= old_most else "changed"


def _wait(rule: AtOnce | AfterHours | AfterDays | NextDay) -> tuple[int, int]:
    """Hours that a buyer waits, at least and at most."""
    match rule:
        case AtOnce():
            return 0, 0
        case AfterHours(hours=hours):
            return hours, hours
        case NextDay():
            return 0, 24
        case AfterDays(days=days):
            return (days - 1) * 24, days * 24


def life(old: ForEver | ForDays | ToMonthEnd | ToDate, new: ForEver | ForDays | ToMonthEnd | ToDate) -> Verdict:
    """Longer is better; of different kinds only "for ever" can be compared."""
    match old, new:
        case _ if old == new:
            return "neutral"
        case (_, ForEver()):
            return "better"
        case (ForEver(), _):
            return "worse"
        case (ForDays(days=before), ForDays(days=after)):
            return more(before, after)
        case (ToMonthEnd(months=before), ToMonthEnd(months=after)):
            return more(before, after)
        case (ToDate(date=before), ToDate(date=after)):
            return "better" if after > before else "worse"
        case _:
            return "changed"


def window(
    old: RollingMonths | RollingDays | CalendarYear | Lifetime,
    new: RollingMonths | RollingDays | CalendarYear | Lifetime,
) -> Verdict:
    """A longer window counts more purchases; a year since January is shorter than twelve months."""
    match old, new:
        case (_, Lifetime()):
            return "better"
        case (Lifetime(), _):
            return "worse"
        case (RollingMonths(months=before), RollingMonths(months=after)):
            return more(before, after)
        case (RollingDays(days=before), RollingDays(days=after)):
            return more(before, after)
        case (CalendarYear(), RollingMonths(months=months)) if months >= 12:
            return "better"
        case (RollingMonths(months=months), CalendarYear()) if months >= 12:
            return "worse"
        case _:
            return "changed"


def inactivity(old: Inactivity | None, new: Inactivity | None) -> Verdict:
    """No fall is best, a later one better than an earlier, one step better than all the way down."""
    if old is None or new is None:
        return "better" if new is None else "worse"
    late: Verdict = "neutral" if old.days == new.days else more(old.days, new.days)
    far: Verdict = "neutral" if old.to == new.to else one_of("one_step", "base")(old.to, new.to)
    return together((late, far))


def condition(old: Condition, new: Condition) -> Verdict:
    """Of one kind: better when it holds for more."""
    return _fields(old, new)


def effect(old: Effect, new: Effect) -> Verdict:
    """Of one kind: better when it gives more."""
    if isinstance(old, AccrueByBands) and isinstance(new, AccrueByBands):
        sums = {band.at_least for band in (*old.bands, *new.bands)}
        return together(_rates(old.rate(total), new.rate(total)) for total in sums)
    return _fields(old, new) if type(old) is type(new) else "changed"


def together(verdicts: Iterable[Verdict]) -> Verdict:
    """Several changes of one thing: better if none is worse, and the other way round; else it cannot be told."""
    found = {verdict for verdict in verdicts if verdict != "neutral"}
    if not found:
        return "neutral"
    return found.pop() if len(found) == 1 else "changed"


def _fields(old: Condition | Effect, new: Condition | Effect) -> Verdict:
    kind = str(type(old).__struct_config__.tag)
    changed = [each for each in type(old).__struct_fields__ if getattr(old, each) != getattr(new, each)]
    turned = bool(getattr(old, "absent", False))
    if "absent" in changed:
        return "changed"
    return together(_field(kind, each, getattr(old, each), getattr(new, each), turned) for each in changed)


def _field(kind: str, field: str, old: Any, new: Any, turned: bool) -> Verdict:
    """One field of a condition or effect."""
    if isinstance(old, Set) and isinstance(new, Set):
        return _sets(new, old) if turned else _sets(old, new)
    if (kind, field) in _LESS_OF or (field in _LESS and (kind, field) not in _MORE_OF):
        return less_or_none(old, new)
    if field in _MORE or (kind, field) in _MORE_OF:
        return more_or_none(old, new)
    return "changed"


def _rates(old: int, new: int) -> Verdict:
    return "neutral" if old == new else more(old, new)


def _sets(old: Set[object], new: Set[object]) -> Verdict:
    """More is better."""
    if old == new:
        return "neutral"
    if old <= new:
        return "better"
    return "worse" if new <= old else "changed"
