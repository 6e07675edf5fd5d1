"""A programme made ready for quoting: what can be known before the cart is known once per version and product.

Quoting runs on every scan; whatever depends on the product alone is remembered here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cashier_app.core.money import BasisPoints
from cashier_app.core.number import NO_BREAK_SPACE, format_scaled
from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.programme import Level, Programme, Rule
from cashier_app.loyalty.rules import (
    AccrualEffect,
    Circumstances,
    Condition,
    DiscountEffect,
    Gift,
    LineDiscount,
    SetDiscount,
    WithCoupon,
    WithPromoCode,
    folded_codes,
)

#: Products and versions remembered before beginning anew; a receipt needs a few dozen and one.
_PRODUCTS: Final = 20_000
_VERSIONS: Final = 8


class PreparedRule:
    """A promotion rule with its conditions sorted by what they need.

    `codes` are its promo codes, folded (None: it needs none); `coupon` the wallet of the coupon it needs (or empty);
    `of_line`, `of_set` and `gift` are the effect by its kind of discount.
    """

    __slots__ = (
        "asks_nothing",
        "by_line",
        "by_product",
        "by_receipt",
        "caps",
        "codes",
        "counts_kopecks",
        "coupon",
        "dated_code",
        "effect",
        "exclusive",
        "gift",
        "group",
        "id",
        "is_accrual",
        "is_counted",
        "name_en",
        "name_ru",
        "of_line",
        "of_set",
        "per_member",
        "rule",
        "stacks",
        "takes_all",
        "together",
    )

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self.id = rule.id
        self.name_ru, self.name_en = rule.name.ru, rule.name.en
        self.group = rule.group
        self.exclusive = rule.exclusive
        self.stacks = rule.stack
        self.effect = effect = rule.effect
        self.of_line = effect if isinstance(effect, LineDiscount) else None
        self.of_set = effect if isinstance(effect, SetDiscount) else None
        self.gift = effect if isinstance(effect, Gift) else None
        self.is_accrual = isinstance(effect, AccrualEffect)
        self.caps = rule.all_caps
        self.counts_kopecks = any(cap.of == "kopecks" for cap in self.caps)
        # whether a code of the rule was given is found by `Prepared.by_code`
        asking = [c for c in rule.conditions if type(c).receipt is not Condition.receipt]
        self.by_receipt = [c for c in asking if not isinstance(c, WithPromoCode)]
        narrowing = [c for c in rule.conditions if type(c).line is not Condition.line]
        self.by_product = [c for c in narrowing if c.by_product]
        self.by_line = [c for c in narrowing if not c.by_product]
        self.together = [c for c in rule.conditions if type(c).together is not Condition.together]
        #: It takes every line that any rule may take.
        self.takes_all = not narrowing
        self.codes: frozenset[str] | None = None
        self.dated_code: WithPromoCode | None = None
        self.coupon = ""
        for condition in rule.conditions:
            if isinstance(condition, WithPromoCode):
                self.codes = folded_codes(condition.codes)
                self.dated_code = condition if condition.first_day or condition.last_day else None
            elif isinstance(condition, WithCoupon):
                self.coupon = condition.wallet
        #: It is counted by member, so that nobody without a card has it.
        self.per_member = any(cap.per == "member" for cap in self.caps)
        #: Nothing about the receipt decides whether it is at work.
        self.asks_nothing = not (self.by_receipt or self.dated_code or self.per_member)
        #: Its uses are limited in number across tills, or its sum on a receipt.
        self.is_counted = bool(self.caps or self.coupon)

    def holds(self, circumstances: Circumstances) -> bool:
        """Whether the rule may touch the receipt."""
        return self.unmet(circumstances) is None

    def unmet(self, circumstances: Circumstances) -> Condition | None:
        """The first condition about the receipt that does not hold; the days of a promo code before all others."""
        if self.dated_code is not None and self.dated_code.refusal(circumstances):
            return self.dated_code
        for condition in self.by_receipt:
            if not condition.receipt(circumstances):
                return condition
        return None

    def takes(self, line: CartLine) -> bool:
        """Whether the rule takes a line of a product that it takes."""
        return all(condition.line(line) for condition in self.by_line)


class Profile:
    """What a programme says about one product."""

    __slots__ = (
        "accruals",
        "accrues",
        "coded",
        "discountable",
        "gifts",
        "level_rates",
        "level_shares",
        "levelled",
        "promotions",
        "redeemable",
    )

    def __init__(self, line: CartLine, prepared: Prepared) -> None:
        programme = prepared.programme
        self.discountable = not programme.no_discounts.matches(line)
        self.levelled = self.discountable and not programme.levels.exclude.matches(line)
        self.redeemable = not programme.redemption.exclude.matches(line)
        self.accrues = not programme.accrual.exclude.matches(line)
        #: Rules that take the product and not simply everything, by the step that asks.
        self.promotions = _taking(line, prepared.promotions) if self.discountable else ()
        self.gifts = _taking(line, prepared.gifts) if self.discountable else ()
        coded = [rule for rule in prepared.coded if (self.accrues if rule.is_accrual else self.discountable)]
        self.coded = _taking(line, [rule for rule in coded if rule.gift is None])
        uncoded = [rule for rule in prepared.accrual_rules if rule.codes is None]
        self.accruals = _taking(line, uncoded) if self.accrues else ()
        #: (discount, accrual) in basis points by level id.
        self.level_rates = {
            level.id: (
                _level_discount(level, line) if self.levelled else 0,
                _level_accrual(level, line, programme.accrual.rate) if self.accrues else 0,
            )
            for level in programme.levels.ladder
        }
        #: Levels that have a share of their own for the product, which points may pay of it.
        self.level_shares = {
            level.id: share for level in programme.levels.ladder if (share := _level_share(level, line)) is not None
        }


def gift_profile(programme: Programme) -> Profile:
    """What a programme says about goods that are given as a gift: nothing else touches them."""
    profile = Profile.__new__(Profile)
    profile.discountable = profile.levelled = profile.redeemable = profile.accrues = False
    profile.promotions = profile.gifts = profile.coded = profile.accruals = ()
    profile.level_rates = {level.id: (0, 0) for level in programme.levels.ladder}
    profile.level_shares = {}
    return profile


class Prepared:
    """One programme version with its indexes."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        rules = sorted((PreparedRule(rule) for rule in programme.rules), key=lambda r: (r.rule.priority, r.rule.id))
        self.discount_rules = [rule for rule in rules if isinstance(rule.effect, DiscountEffect)]
        self.accrual_rules = [rule for rule in rules if isinstance(rule.effect, AccrualEffect)]
        #: Discounts of step 2, gifts, and every rule that needs a promo code.
        self.promotions = [rule for rule in self.discount_rules if rule.codes is None and rule.gift is None]
        self.gifts = [rule for rule in self.discount_rules if rule.gift is not None]
        self.coded = [rule for rule in rules if rule.codes is not None]
        self.by_code: dict[str, list[PreparedRule]] = {}
        for rule in rules:
            for code in rule.codes or ():
                self.by_code.setdefault(code, []).append(rule)
        self.gift_profile = gift_profile(programme)
        self._profiles: dict[object, Profile] = {}
        self._names: dict[tuple[str, str, BasisPoints], str] = {}

    def profile(self, line: CartLine) -> Profile:
        """What the programme says about the line's product."""
        key = (line.product_id, line.category, line.brand, line.supplier, line.tags)
        profile = self._profiles.get(key)
        if profile is None:
            if len(self._profiles) >= _PRODUCTS:
                self._profiles.clear()
            profile = self._profiles[key] = Profile(line, self)
        return profile

    def level_discount_name(self, level: Level, rate: BasisPoints, language: str) -> str:
        """`Серебро 10 %`: the level's discount as the receipt names it."""
        key = (level.id, language, rate)
        name = self._names.get(key)
        if name is None:
            percent = format_scaled(rate, 2, "," if language == "ru" else ".") + NO_BREAK_SPACE + "%"
            pattern = self.programme.levels.discount_name.in_language(language)
            # not str.format: a stray brace in a programme must not stop a till
            name = pattern.replace("{level}", level.name.in_language(language)).replace("{rate}", percent)
            self._names[key] = name
        return name


MEMBER_PRICE: Final = "member_price"
_ready: dict[int, Prepared] = {}


def prepare(programme: Programme) -> Prepared:
    """The indexes of a programme version, made at its first use and kept for the next."""
    prepared = _ready.get(id(programme))
    if prepared is None or prepared.programme is not programme:
        if len(_ready) >= _VERSIONS:
            _ready.clear()
        prepared = _ready[id(programme)] = Prepared(programme)
    return prepared


def _taking(line: CartLine, rules: Sequence[PreparedRule]) -> tuple[PreparedRule, ...]:
    """The rules that take the line's product."""
    narrowing = [rule for rule in rules if not rule.takes_all]
    return tuple(rule for rule in narrowing if all(condition.line(line) for condition in rule.by_product))


def _level_discount(level: Level, line: CartLine) -> BasisPoints:
    """The level's discount for a product: the best override that names it, else the level's own."""
    rates = [o.discount for o in level.overrides if o.discount is not None and o.goods.matches(line)]
    return max(rates, default=level.discount)


def _level_accrual(level: Level, line: CartLine, base: BasisPoints) -> BasisPoints:
    """The level's accrual rate for a product: the best override that names it, else the level's, else the base."""
    rates = [o.accrual for o in level.overrides if o.accrual is not None and o.goods.matches(line)]
    return max(rates, default=base if level.accrual is None else level.accrual)


def _level_share(level: Level, line: CartLine) -> BasisPoints | None:
    """The share of a product that points may pay at a level: the best override that names it; None: the level's own."""
    shares = [o.maximum_share for o in level.overrides if o.maximum_share is not None and o.goods.matches(line)]
    return max(shares, default=None)
