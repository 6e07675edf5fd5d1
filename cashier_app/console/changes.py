"""What changed between two versions of a programme: each change in a marketer's words, better or worse for the buyer.

How a change is judged stands in `judged`.  A level's rate that is left out is compared as what the programme gives
instead, so that a change of the base rate is told once and a level that names it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import Any, TypeAlias

import msgspec

from cashier_app.console import judged
from cashier_app.console.judged import Judge, Verdict
from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import Cap, Level, Names, Override, Programme, Rule, Selector
from cashier_app.loyalty.rules import OnDates, WithPromoCode
from cashier_app.quotes import programme_words

#: A value in words.
Shown: TypeAlias = Callable[[Any, Words], str]


class Change(msgspec.Struct, frozen=True):
    """One change: of what, which of its sides, from what to what."""

    subject: str
    label: str
    old: str
    new: str
    verdict: Verdict

    def text(self, words: Words) -> str:
        """`Серебро: скидка 10 % → 8 % (хуже)`."""
        subject = f"{self.subject}: " if self.subject else ""
        label = f"{self.label} " if self.label else ""
        if not self.old and not self.new:
            return f"{subject}{self.label} ({verdict_words(self.verdict, words)})"
        return f"{subject}{label}{self.old or '—'} → {self.new or '—'} ({verdict_words(self.verdict, words)})"


def verdict_words(verdict: Verdict, words: Words) -> str:
    """A verdict in the person's language."""
    match verdict:
        case "better":
            return words.translate("diff", "better")
        case "worse":
            return words.translate("diff", "worse")
        case "changed":
            return words.translate("diff", "changed")
        case "neutral":
            return words.translate("diff", "neutral")


class _Side(msgspec.Struct, frozen=True):
    """One field that is compared: its words, its form, its judge."""

    field: str
    label: str
    shown: Shown
    judge: Judge


def changes(old: Programme, new: Programme, words: Words) -> list[Change]:
    """Everything that changed, in the order of the document: numbers of versions and their dates are not told."""
    return [
        *_of(old, new, "", _whole(words), words),
        *_levels(old, new, words),
        *_of(old.levels, new.levels, words.translate("diff", "Levels"), _ladder(words), words),
        *_of(
            old.member_prices, new.member_prices, words.translate("diff", "Card prices"), _member_prices(words), words
        ),
        *_prices(old.member_prices.prices, new.member_prices.prices, words),
        *_rules(old, new, words),
        *_of(old.points, new.points, words.translate("diff", "Points"), _points(words), words),
        *_of(old.accrual, new.accrual, words.translate("diff", "Points"), _accrual(words), words),
        *_of(old.redemption, new.redemption, words.translate("diff", "Redemption"), _redemption(words), words),
        *_caps(old.redemption.caps, new.redemption.caps, words.translate("diff", "Redemption"), words),
        *_of(old.discounts, new.discounts, words.translate("diff", "Discounts"), _discounts(words), words),
        *_of(old.enrolment, new.enrolment, words.translate("diff", "Registration"), _enrolment(words), words),
        *_of(old.returns, new.returns, words.translate("diff", "Returns"), _returns(words), words),
        *_of(old.offline, new.offline, words.translate("diff", "Without a network"), _offline(words), words),
    ]


def _of(
    old: msgspec.Struct, new: msgspec.Struct, subject: str, sides: Sequence[_Side], words: Words
) -> Iterator[Change]:
    """The fields of one part that differ."""
    for side in sides:
        before, after = getattr(old, side.field), getattr(new, side.field)
        if before != after:
            shown = _apart(before, after, side.shown(before, words), side.shown(after, words))
            yield Change(subject, side.label, *shown, side.judge(before, after))


def _apart(before: Any, after: Any, old: str, new: str) -> tuple[str, str]:
    """Two values in words; where the words are the same, what tells the values apart stands with them."""
    if old != new:
        return old, new
    if isinstance(before, Names) and isinstance(after, Names):
        return f"{before.ru} / {before.en}", f"{after.ru} / {after.en}"
    came, gone = _names_in(after) - _names_in(before), _names_in(before) - _names_in(after)
    marked = [f"+{name}" for name in sorted(came)] + [f"{MINUS}{name}" for name in sorted(gone)]
    return old, f"{new} ({', '.join(marked)})" if marked else new


def _names_in(value: Any) -> set[str]:
    """All names that the sets of a part hold."""
    fields = [getattr(value, field) for field in getattr(value, "__struct_fields__", ())]
    return {str(name) for field in fields if isinstance(field, Set) for name in field}


# --- levels ----------------------------------------------------------------------------------------------


def _levels(old: Programme, new: Programme, words: Words) -> Iterator[Change]:
    before = {level.id: level for level in old.levels.ladder}
    after = {level.id: level for level in new.levels.ladder}
    for level in old.levels.ladder:
        if level.id not in after:
            yield _came(words.translate("diff", "level is gone"), programme_words.name(level.name, words), "worse")
    for level in new.levels.ladder:
        name = programme_words.name(level.name, words)
        if level.id not in before:
            yield _came(words.translate("diff", "new level"), name, "better")
        else:
            yield from _level(before[level.id], level, old, new, name, words)
    kept = [level.id for level in old.levels.ladder if level.id in after]
    if kept != [level.id for level in new.levels.ladder if level.id in before]:
        yield _came(words.translate("diff", "another order of levels"), words.translate("diff", "Levels"), "changed")


def _level(old: Level, new: Level, before: Programme, after: Programme, name: str, words: Words) -> Iterator[Change]:
    sides = (
        _Side("name", words.translate("diff", "name"), programme_words.name, judged.neutral),
        _Side("threshold", words.translate("diff", "purchases from"), programme_words.money, _threshold),
        _Side("discount", words.translate("diff", "discount"), programme_words.rate, judged.more),
    )
    yield from _of(old, new, name, sides, words)
    instead = (
        ("accrual", words.translate("diff", "points"), before.accrual.rate, after.accrual.rate),
        (
            "maximum_share",
            words.translate("diff", "payable with points"),
            before.redemption.maximum_share,
            after.redemption.maximum_share,
        ),
    )
    for field, label, base_before, base_after in instead:
        yield from _own_or_base(
            (getattr(old, field), getattr(new, field)), (base_before, base_after), name, label, words
        )
    terms = new.with_promo_code
    if old.with_promo_code != terms:
        subject = words.translate("diff", "{level}, with a promo code").format(level=name)
        for field, label in _rates(words):
            own = getattr(old, field), getattr(new, field)
            given = getattr(old.with_promo_code, field), getattr(terms, field)
            yield from _own_or_base(given, own, subject, label, words)
    yield from _overrides(old, new, name, words)


def _threshold(old: int | None, new: int | None) -> Verdict:
    """A lower threshold is better; from earned to assigned, or back, is another kind of level."""
    return "changed" if old is None or new is None else judged.less(old, new)


def _rates(words: Words) -> tuple[tuple[str, str], ...]:
    return (
        ("discount", words.translate("diff", "discount")),
        ("accrual", words.translate("diff", "points")),
        ("maximum_share", words.translate("diff", "payable with points")),
    )


def _own_or_base(
    given: tuple[int | None, int | None],
    instead: tuple[int | None, int | None],
    subject: str,
    label: str,
    words: Words,
) -> Iterator[Change]:
    """A rate that may be left out: judged by what counts instead of it."""
    if given[0] == given[1]:
        return
    counts = [own if own is not None else base for own, base in zip(given, instead, strict=True)]
    shown = [
        programme_words.rate(own, words) if own is not None else _inherited(base, words)
        for own, base in zip(given, instead, strict=True)
    ]
    verdict: Verdict = "changed"
    if counts[0] is not None and counts[1] is not None:
        verdict = "neutral" if counts[0] == counts[1] else judged.more(counts[0], counts[1])
    yield Change(subject, label, shown[0], shown[1], verdict)


def _inherited(value: int | None, words: Words) -> str:
    text = words.translate("diff", "as everywhere ({rate})")
    return text.format(rate=programme_words.rate(value, words))


def _overrides(old: Level, new: Level, name: str, words: Words) -> Iterator[Change]:
    """A level's own rates for some goods, matched by the goods."""
    before = {_goods_key(one.goods): one for one in old.overrides}
    after = {_goods_key(one.goods): one for one in new.overrides}
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        goods = programme_words.goods((now or was or Override(goods=Selector())).goods, words)
        for field, label in _rates(words):
            given = getattr(was, field, None), getattr(now, field, None)
            own = getattr(old, field), getattr(new, field)
            yield from _own_or_base(given, own, f"{name}, {goods}", label, words)


def _goods_key(goods: Selector) -> bytes:
    return msgspec.json.encode(goods, order="deterministic")


# --- rules -----------------------------------------------------------------------------------------------


def _rules(old: Programme, new: Programme, words: Words) -> Iterator[Change]:
    before, after = {rule.id: rule for rule in old.rules}, {rule.id: rule for rule in new.rules}
    for rule in old.rules:
        if rule.id not in after:
            label = words.translate("diff", "rule is gone")
            verdict: Verdict = "neutral" if _is_over(rule, new) else "worse"
            yield _came(f"{label}: {programme_words.rule(rule, old, words)}", "", verdict)
    for rule in new.rules:
        if rule.id not in before:
            label = words.translate("diff", "new rule")
            verdict = "neutral" if _is_over(rule, new) else "better"
            yield _came(f"{label}: {programme_words.rule(rule, new, words)}", "", verdict)
        elif before[rule.id] != rule:
            yield from _rule(before[rule.id], rule, (old, new), words)


def _is_over(rule: Rule, version: Programme) -> bool:
    """Whether a rule's days are over before a version begins: nobody gets or loses anything by it."""
    return any(
        isinstance(each, OnDates | WithPromoCode) and each.last_day is not None and each.last_day < version.valid_from
        for each in rule.conditions
    )


def _rule(old: Rule, new: Rule, programmes: tuple[Programme, Programme], words: Words) -> Iterator[Change]:
    subject = words.translate("diff", "Rule “{name}”").format(name=programme_words.name(new.name, words))

    def text(value: str, words: Words) -> str:
        return value or "—"

    sides = (
        _Side("name", words.translate("diff", "name"), programme_words.name, judged.neutral),
        _Side("effect", "", programme_words.effect, judged.effect),
        _Side(
            "priority", words.translate("diff", "place in the order"), lambda place, words: str(place), judged.unknown
        ),
        _Side("group", words.translate("diff", "group"), text, judged.unknown),
        _Side("exclusive", words.translate("diff", "stands alone"), programme_words.yes, judged.unknown),
        _Side("stack", words.translate("diff", "level's discount on top"), programme_words.yes, judged.wish),
        _Side("lots", words.translate("diff", "points"), programme_words.lots, judged.lots),
    )
    yield from _of(old, new, subject, sides, words)
    yield from _conditions(old, new, subject, programmes, words)
    yield from _caps(old.caps, new.caps, subject, words)


def _conditions(
    old: Rule, new: Rule, subject: str, programmes: tuple[Programme, Programme], words: Words
) -> Iterator[Change]:
    """Conditions of one kind are compared with one another, the first with the first."""
    before, after = _numbered(old), _numbered(new)
    label = words.translate("diff", "condition")
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        shown = [
            "" if one is None else programme_words.condition(one, programme, words)
            for one, programme in zip((was, now), programmes, strict=True)
        ]
        if was is None or now is None:
            verdict: Verdict = "better" if now is None else "worse"
        else:
            verdict = judged.condition(was, now)
        old_text, new_text = _apart(was, now, shown[0], shown[1])
        yield Change(subject, label, old_text, new_text, verdict)


def _numbered(rule: Rule) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for condition in rule.conditions:
        kind = str(type(condition).__struct_config__.tag)
        found[kind, sum(1 for key in found if key[0] == kind)] = condition
    return found


def _caps(old: Sequence[Cap], new: Sequence[Cap], subject: str, words: Words) -> Iterator[Change]:
    """Caps of the same holder, period and measure are compared; one more takes, one less gives."""
    before = {(cap.per, cap.period, cap.of): cap for cap in old}
    after = {(cap.per, cap.period, cap.of): cap for cap in new}
    for key in [*before, *(key for key in after if key not in before)]:
        was, now = before.get(key), after.get(key)
        cap = now or was
        if was == now or cap is None:
            continue
        label = words.translate("diff", "limit {what}").format(what=programme_words.cap_key(cap, words))
        shown = ["" if one is None else programme_words.cap_amount(one, words) for one in (was, now)]
        amounts = None if was is None else was.amount, None if now is None else now.amount
        yield Change(subject, label, shown[0], shown[1], judged.more_or_none(*amounts))


def _prices(old: dict[str, int], new: dict[str, int], words: Words) -> Iterator[Change]:
    """Card prices of single products: a price that is gone is that of the catalogue again."""
    subject = words.translate("diff", "Card prices")
    for product in sorted(old.keys() | new.keys()):
        was, now = old.get(product), new.get(product)
        if was != now:
            verdict: Verdict = "changed" if was is None or now is None else judged.less(was, now)
            shown = [
                words.translate("diff", "of the catalogue") if one is None else words.money(one) for one in (was, now)
            ]
            yield Change(subject, product, shown[0], shown[1], verdict)


def _came(label: str, subject: str, verdict: Verdict) -> Change:
    """Something that is new or gone."""
    return Change(subject, label, "", "", verdict)


# --- the fields of every part ----------------------------------------------------------------------------


def _whole(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("name", words.translate("diff", "Name of the programme"), programme_words.name, judged.neutral),
        _Side("lots", words.translate("diff", "Points"), programme_words.lots, judged.lots),
        _Side("no_discounts", words.translate("diff", "Without any discount"), programme_words.goods, judged.excluded),
        _Side("notice", words.translate("diff", "Notice of changes"), programme_words.notice, judged.unknown),
        _Side("pilot", words.translate("diff", "Pilot"), programme_words.pilot, judged.neutral),
        _Side("announcement", words.translate("diff", "Announcement"), _announcement, judged.neutral),
    )


def _announcement(value: Any, words: Words) -> str:
    return "—" if value is None else programme_words.name(value, words)


def _ladder(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("window", words.translate("diff", "purchases that count"), programme_words.window, judged.window),
        _Side("rise", words.translate("diff", "rise"), programme_words.rise, judged.one_of("at_once", "next_day")),
        _Side(
            "fall",
            words.translate("diff", "fall"),
            programme_words.fall,
            judged.one_of("never", "one_step", "to_earned"),
        ),
        _Side("minimum_days", words.translate("diff", "held at least"), programme_words.days, judged.more),
        _Side(
            "inactivity",
            words.translate("diff", "fall without purchases"),
            programme_words.inactivity,
            judged.inactivity,
        ),
        _Side(
            "discount_name", words.translate("diff", "discount on the receipt"), programme_words.name, judged.neutral
        ),
        _Side("exclude", words.translate("diff", "no discount on"), programme_words.goods, judged.excluded),
    )


def _member_prices(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("enabled", words.translate("diff", "in use"), programme_words.yes, judged.wish),
        _Side("name", words.translate("diff", "name"), programme_words.name, judged.neutral),
        _Side("stack", words.translate("diff", "level's discount on top"), programme_words.yes, judged.wish),
    )


def _points(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("kopecks_per_point", words.translate("diff", "worth of a point"), programme_words.money, judged.more),
        _Side("redemption_step", words.translate("diff", "spent in steps of"), programme_words.points, judged.less),
        _Side("accrual_step", words.translate("diff", "given in steps of"), programme_words.points, judged.less),
        _Side(
            "accrual_rounding",
            words.translate("diff", "rounded"),
            programme_words.rounding,
            judged.one_of("half_up", "floor"),
        ),
    )


def _accrual(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("rate", words.translate("diff", "base rate"), programme_words.rate, judged.more),
        _Side("name", words.translate("diff", "name"), programme_words.name, judged.neutral),
        _Side(
            "on",
            words.translate("diff", "given"),
            programme_words.accrued_on,
            judged.one_of("before_redemption", "paid"),
        ),
        _Side("exclude", words.translate("diff", "no points for"), programme_words.goods, judged.excluded),
    )


def _redemption(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("maximum_share", words.translate("diff", "largest share"), programme_words.rate, judged.more),
        _Side(
            "share_of", words.translate("diff", "share"), programme_words.share_of, judged.one_of("receipt", "eligible")
        ),
        _Side("minimum", words.translate("diff", "from"), programme_words.points, judged.less),
        _Side("minimum_receipt", words.translate("diff", "receipts from"), programme_words.money, judged.less),
        _Side("minimum_balance", words.translate("diff", "with a balance from"), programme_words.points, judged.less),
        _Side("exclude", words.translate("diff", "no points on"), programme_words.goods, judged.excluded),
        _Side("price_floor", words.translate("diff", "lowest price"), programme_words.money, judged.less),
        _Side(
            "cost_floor",
            words.translate("diff", "not below the cost and"),
            programme_words.rate,
            judged.less_or_none,
        ),
        _Side(
            "exclude_with_promo_code",
            words.translate("diff", "no points with a promo code"),
            programme_words.yes,
            judged.burden,
        ),
        _Side("confirm_above", words.translate("diff", "confirmed above"), programme_words.points, judged.neutral),
    )


def _discounts(words: Words) -> tuple[_Side, ...]:
    label = words.translate("diff", "not below the cost and")
    return (_Side("cost_floor", label, programme_words.rate, judged.less_or_none),)


def _enrolment(words: Words) -> tuple[_Side, ...]:
    return (
        _Side("over", words.translate("diff", "offered over"), programme_words.money, _offered),
        _Side("welcome_points", words.translate("diff", "welcome points"), programme_words.points, judged.more),
        _Side("lots", words.translate("diff", "welcome points"), programme_words.lots, judged.lots),
        _Side("name", words.translate("diff", "name"), programme_words.name, judged.neutral),
    )


def _offered(old: int | None, new: int | None) -> Verdict:
    """A registration that is offered is better than none, from a smaller sum better than from a larger."""
    if old is None or new is None:
        return "better" if old is None else "worse"
    return judged.less(old, new)


def _returns(words: Words) -> tuple[_Side, ...]:
    return (
        _Side(
            "debt",
            words.translate("diff", "points that are spent already"),
            programme_words.debt,
            _debt,
        ),
        _Side("grace_days", words.translate("diff", "lapsed points come back for"), programme_words.days, judged.more),
        _Side(
            "level",
            words.translate("diff", "the level falls"),
            programme_words.level_after_return,
            judged.one_of("never", "recalculation", "at_once"),
        ),
    )


def _debt(old: str, new: str) -> Verdict:
    """Forgiven is better than owed; a return that moves no points may be either."""
    return "changed" if "deny" in (old, new) else judged.one_of("clamp", "debt")(old, new)


def _offline(words: Words) -> tuple[_Side, ...]:
    label = words.translate("diff", "redemption")
    lent = words.translate("diff", "points in advance")
    return (
        _Side("redemption", label, programme_words.offline, judged.one_of("rights+floor", "rights", "deny")),
        _Side("floor", lent, programme_words.floor, judged.more),
    )
