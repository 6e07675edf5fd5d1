"""Programmes, carts and members made for the tests of the engine, by hand and by hypothesis."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant
from cashier_app.loyalty.cart import Asked, Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import (
    AccrualRules,
    AfterHours,
    AtOnce,
    Cap,
    DiscountRules,
    ForDays,
    ForEver,
    Level,
    LevelRules,
    LotRules,
    MemberPriceRules,
    Names,
    NextDay,
    Override,
    PointRules,
    Programme,
    RedemptionRules,
    Rule,
    Selector,
    Terms,
)
from cashier_app.loyalty.rules import (
    AccrueByBands,
    AccrueFixed,
    AccruePerAmount,
    AccruePercent,
    AccruePerUnit,
    AmountOff,
    AroundBirthday,
    AtHours,
    Band,
    ByChannels,
    CheapestItem,
    Condition,
    DiscountEffect,
    Effect,
    FirstPurchase,
    FixedPrice,
    Gift,
    GiveCoupon,
    HasMember,
    InStores,
    Multiply,
    NthItem,
    OfBrands,
    OfCategories,
    OfGoodsSum,
    OfLevels,
    OfProducts,
    OfQuantity,
    OfSegments,
    OfSuppliers,
    OnDates,
    OnWeekdays,
    PaidBy,
    PercentOff,
    ReceiptSum,
    UnitOff,
    WithCoupon,
    WithPromoCode,
    WithTags,
    fold_code,
)

#: Saturday, 21 November 2026, 14:27 in Moscow.
NOW: Instant = 1_795_260_420_000
ZONE = "Europe/Moscow"


def names(text: str) -> Names:
    """The same words in both languages."""
    return Names(ru=text, en=text)


def level(level_id: str = "base", threshold: int = 0, **rest: Any) -> Level:
    """A level named by its id."""
    return Level(id=level_id, name=names(level_id), threshold=threshold, **rest)


def programme(*levels: Level, **parts: Any) -> Programme:
    """A programme of these levels (default: one that gives nothing) where points may pay everything."""
    ladder = LevelRules(ladder=levels or (level(),), **parts.pop("levels", {}))
    redemption = RedemptionRules(**{"maximum_share": 10_000, **parts.pop("redemption", {})})
    return Programme(
        version=1,
        valid_from=datetime.date(2026, 1, 1),
        name=names("test"),
        levels=ladder,
        redemption=redemption,
        **parts,
    )


def line(number: int, price: int, quantity: int = 1000, **rest: Any) -> CartLine:
    """A line of product `p<number>`."""
    return CartLine(number, rest.pop("product_id", f"p{number}"), price, quantity, **rest)


def cart(*lines: CartLine, redeem: Asked = 0) -> Cart:
    """A cart in a Moscow store."""
    return Cart(lines, zone=ZONE, redeem=redeem)


def lot(
    lot_id: str, balance: int, right: int | None = None, active_at: int = 0, expires_at: int | None = None
) -> LotState:
    """A lot, its whole balance spendable here unless `right` says less."""
    return LotState(lot_id, balance, balance if right is None else right, active_at, expires_at)


def member(*lots: LotState, level_id: str = "base", **rest: Any) -> MemberState:
    """A member with these lots."""
    return MemberState("account", level_id, lots, **rest)


# --- strategies ------------------------------------------------------------------------------------------

CATEGORIES = ["", "Dairy", "Dairy/Cheese", "Tea", "Tobacco"]
BRANDS = ["", "Own", "Other"]
SUPPLIERS = ["", "South", "North"]
TAGS = [frozenset(), frozenset({"sale"}), frozenset({"sale", "new"})]
CODES = ["TEN", "one-1", "ONE-2", "ЧАЙ", "ten", "Чай", "later", "unknown"]


@st.composite
def lines(draw: st.DrawFn, most: int = 8) -> tuple[CartLine, ...]:
    """Lines over a few products; all that is not price or quantity depends on the product alone."""
    count = draw(st.integers(1, most))
    made = []
    for number in range(1, count + 1):
        index = draw(st.integers(0, 5))
        price = draw(st.integers(1, 300_000))
        made.append(
            CartLine(
                number,
                f"product-{index}",
                price,
                draw(st.one_of(st.integers(1, 5).map(lambda n: n * 1000), st.integers(1, 20_000))),
                member_price=draw(st.one_of(st.none(), st.integers(1, price))),
                category=CATEGORIES[index % len(CATEGORIES)],
                brand=BRANDS[index % len(BRANDS)],
                supplier=SUPPLIERS[index // 2 % len(SUPPLIERS)],
                tags=TAGS[index % len(TAGS)],
                cost=None if index == 0 else price * (index + 3) // 10,
                hand_discount=draw(st.sampled_from([0, 0, 0, 100, 5_000])),
                hand_rate=draw(st.sampled_from([0, 0, 0, 1_000])),
                hand_most=draw(st.sampled_from([10_000, 10_000, 2_000])),
                hand_price=draw(st.sampled_from([None, None, None, None, 1 + price // 2])),
            )
        )
    return tuple(made)


asked = st.one_of(st.just("maximum"), st.integers(0, 500_000), st.just(0))


@st.composite
def lots(draw: st.DrawFn) -> tuple[LotState, ...]:
    """Lots active, pending and expired, with rights up to their balances."""
    made = []
    for index in range(draw(st.integers(0, 5))):
        balance = draw(st.integers(0, 200_000))
        active_at = NOW + draw(st.integers(-100, 3)) * DAY
        life = draw(st.one_of(st.none(), st.integers(1, 120)))
        made.append(
            LotState(
                f"lot-{index}",
                balance,
                draw(st.one_of(st.just(balance), st.integers(0, balance))),
                active_at,
                None if life is None else active_at + life * DAY,
            )
        )
    return tuple(made)


@st.composite
def members(draw: st.DrawFn) -> MemberState:
    """A member of any level the made programmes have, or one that this machine does not know."""
    coupons = tuple(
        LotState(f"coupon-{index}", 1, draw(st.integers(0, 1)), 0, NOW + (index + 1) * DAY, "coupon:cake")
        for index in range(draw(st.integers(0, 2)))
    )
    return MemberState(
        "account",
        draw(st.sampled_from(["base", "silver", "gold", "from-another-version"])),
        (*draw(lots()), *coupons),
        birthday=draw(st.sampled_from([None, (11, 24), (5, 1)])),
        segments=draw(st.sampled_from([frozenset(), frozenset({"staff"})])),
        purchases=draw(st.integers(0, 1)),
        unclaimed=draw(st.integers(0, 9)) == 0,
    )


rates = st.integers(0, 10_000)
selectors = st.sampled_from(
    [
        Selector(),
        Selector(categories=frozenset({"Dairy"})),
        Selector(brands=frozenset({"Own"})),
        Selector(tags=frozenset({"sale"})),
        Selector(products=frozenset({"product-1", "product-3"})),
    ]
)
goods_conditions: list[Condition] = [
    OfCategories(categories=frozenset({"Dairy"})),
    OfBrands(brands=frozenset({"Own", "Other"})),
    OfProducts(products=frozenset({"product-2"})),
    OfProducts(products=frozenset({"product-2", "product-3"}), absent=True),
    OfSuppliers(suppliers=frozenset({"South"})),
    OfSuppliers(suppliers=frozenset({"South"}), absent=True),
    WithTags(tags=frozenset({"sale"}), absent=True),
    WithTags(tags=frozenset({"new"})),
    OfQuantity(at_least=3_000),
    OfQuantity(over=1_500, below=9_000, each_line=True),
    OfGoodsSum(at_least=80_000),
]
receipt_conditions: list[Condition] = [
    ReceiptSum(at_least=100_000),
    ReceiptSum(over=50_000, below=2_000_000),
    OnDates(first_day=datetime.date(2026, 11, 21), last_day=datetime.date(2026, 11, 21)),
    OnWeekdays(days=frozenset({"sat"})),
    AtHours(start="14:00", end="02:00"),
    AtHours(start="22:00", end="10:00"),
    InStores(stores=frozenset({"1"})),
    ByChannels(channels=frozenset({"online"}), absent=True),
    PaidBy(kinds=frozenset({"sbp"})),
    PaidBy(kinds=frozenset({"sbp", "cash"}), match="any"),
]
member_conditions: list[Condition] = [
    HasMember(),
    OfLevels(levels=frozenset({"silver", "gold"})),
    OfSegments(segments=frozenset({"staff"})),
    AroundBirthday(days_before=3, days_after=7),
    FirstPurchase(),
    WithCoupon(coupon="cake"),
]
code_conditions: list[Condition] = [
    WithPromoCode(codes=frozenset({"ten"})),
    WithPromoCode(codes=frozenset({"ONE-1", "ONE-2"})),
    WithPromoCode(codes=frozenset({"Чай", "TEN"})),
    WithPromoCode(codes=frozenset({"later"}), first_day=datetime.date(2026, 11, 22)),
]
all_conditions = [*goods_conditions, *receipt_conditions, *member_conditions, *code_conditions]


@st.composite
def conditions(draw: st.DrawFn, pool: Sequence[Condition] = all_conditions) -> tuple[Condition, ...]:
    """Up to three conditions, each of another kind."""
    drawn = draw(st.lists(st.sampled_from(pool), max_size=3))
    return tuple({type(condition): condition for condition in drawn}.values())


any_conditions = conditions()

line_discounts: list[st.SearchStrategy[Effect]] = [
    st.builds(PercentOff, percent=rates),
    st.builds(FixedPrice, price=st.integers(1, 200_000)),
    st.builds(UnitOff, amount=st.integers(1, 50_000)),
]
set_discounts: list[st.SearchStrategy[Effect]] = [
    st.builds(AmountOff, amount=st.integers(1, 500_000)),
    st.builds(NthItem, every=st.integers(2, 4), percent=rates),
    st.builds(CheapestItem, at_least=st.integers(1, 4), percent=rates),
]
gifts: st.SearchStrategy[Effect] = st.builds(
    Gift,
    products=st.sampled_from(
        [frozenset({"product-1"}), frozenset({"product-0", "product-1", "product-2", "product-4"})]
    ),
    quantity=st.sampled_from([1_000, 2_000, 2_500]),
    price=st.sampled_from([0, 1, 1, 5_000]),
)
accruals: list[st.SearchStrategy[Effect]] = [
    st.builds(AccruePercent, percent=rates),
    st.builds(
        AccrueByBands,
        bands=st.just((Band(at_least=60_000, percent=1_000), Band(at_least=100_000, percent=2_000))),
    ),
    st.builds(Multiply, times=st.sampled_from([150, 200, 300])),
    st.builds(AccruePerUnit, value=st.integers(1, 5_000)),
    st.builds(AccruePerAmount, value=st.integers(1, 5_000), amount=st.integers(1, 100_000)),
    st.builds(AccrueFixed, value=st.integers(1, 50_000)),
    st.builds(GiveCoupon, coupon=st.just("cake")),
]
discounts = st.one_of(*line_discounts, *set_discounts, gifts)
effects = st.one_of(discounts, *accruals)


@st.composite
def caps(draw: st.DrawFn, effect: Effect, conditions: Sequence[Condition]) -> tuple[Cap, ...]:
    """Up to two caps that a rule of this effect and these conditions may have."""
    kinds = {type(condition) for condition in conditions}
    made = []
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        sums = [] if isinstance(effect, GiveCoupon) else ["kopecks" if isinstance(effect, DiscountEffect) else "points"]
        of = draw(st.sampled_from(["uses", *sums]))
        holders = ["member", "everyone"] + (["code"] if WithPromoCode in kinds else [])
        per = draw(st.sampled_from([*holders, "receipt"] if of != "uses" else holders))
        periods = ["campaign", "day", "month", "year"] if per != "receipt" else ["campaign"]
        if per == "member" and AroundBirthday in kinds:
            periods.append("birthday")
        amount = draw(st.integers(1, 3) if of == "uses" else st.integers(1, 100_000))
        made.append(Cap(per=per, period=draw(st.sampled_from(periods)), of=of, amount=amount))
    return tuple(made)


@st.composite
def rules(
    draw: st.DrawFn,
    effects: st.SearchStrategy[Effect] = effects,
    conditions: st.SearchStrategy[tuple[Condition, ...]] = any_conditions,
    least: int = 0,
    most: int = 6,
) -> tuple[Rule, ...]:
    """Promotion rules of every kind, with every way of stacking and of being limited."""
    made = []
    for index in range(draw(st.integers(least, most))):
        effect = draw(effects)
        asked_for = draw(conditions)
        alone = isinstance(effect, Gift)
        exclusive = not alone and draw(st.booleans())
        made.append(
            Rule(
                id=f"rule-{index}",
                name=names(f"rule {index}"),
                effect=effect,
                conditions=asked_for,
                priority=draw(st.integers(0, 3)),
                group="" if exclusive or alone else draw(st.sampled_from(["", "a", "b"])),
                exclusive=exclusive,
                stack=draw(st.booleans()),
                caps=draw(caps(effect, asked_for)),
            )
        )
    return tuple(made)


terms = st.builds(
    Terms,
    discount=st.one_of(st.none(), rates),
    accrual=st.one_of(st.none(), rates),
    maximum_share=st.one_of(st.none(), rates),
)


any_rules = rules()


@st.composite
def entitled_conditions(draw: st.DrawFn) -> tuple[Condition, ...]:
    """A promo code or a coupon mostly, and goods at times."""
    entitlement = draw(st.sampled_from([*code_conditions[:3], *code_conditions[:3], WithCoupon(coupon="cake"), None]))
    goods = draw(st.sampled_from([*goods_conditions[:4], *[None] * 8]))
    return tuple(condition for condition in (entitlement, goods) if condition is not None)


#: Rules that mostly need a promo code or a coupon, and mostly discounts.
entitled_rules = rules(st.one_of(discounts, discounts, effects), entitled_conditions(), least=1)
#: Gifts for next to anything, and a few other rules.
gift_rules = rules(st.one_of(gifts, gifts, discounts), st.just(()), least=1, most=3)


@st.composite
def programmes(draw: st.DrawFn, rules: st.SearchStrategy[tuple[Rule, ...]] = any_rules) -> Programme:
    """Programmes over everything the engine knows."""
    worth = draw(st.sampled_from([1, 50, 100, 200, 1000]))
    step = draw(st.sampled_from([100, 200, 1000]))
    overrides = draw(
        st.sampled_from([(), (Override(goods=Selector(categories=frozenset({"Tea"})), discount=700, accrual=1500),)])
    )
    ladder = tuple(
        level(
            level_id,
            threshold,
            discount=draw(rates),
            accrual=draw(st.one_of(st.none(), rates)),
            maximum_share=draw(st.one_of(st.none(), rates)),
            overrides=overrides,
            with_promo_code=draw(st.one_of(st.just(Terms()), terms)),
        )
        for level_id, threshold in (("base", 0), ("silver", 1_000_000), ("gold", 3_000_000))
    )
    return programme(
        *ladder,
        levels={"exclude": draw(selectors)},
        redemption={
            "maximum_share": draw(rates),
            "share_of": draw(st.sampled_from(["eligible", "receipt"])),
            "minimum": draw(st.sampled_from([0, 0, step, 50 * step])),
            "minimum_receipt": draw(st.sampled_from([0, 0, 50_000])),
            "minimum_balance": draw(st.sampled_from([0, 0, 10_000])),
            "exclude": draw(selectors),
            "price_floor": draw(st.sampled_from([0, 1, 1, 500])),
            "exclude_with_promo_code": draw(st.booleans()),
            "cost_floor": draw(st.sampled_from([None, None, 0, 1_000])),
        },
        points=PointRules(
            kopecks_per_point=worth,
            redemption_step=step,
            accrual_step=draw(st.sampled_from([1, 100])),
            accrual_rounding=draw(st.sampled_from(["floor", "half_up"])),
        ),
        lots=LotRules(
            activation=draw(st.sampled_from([AtOnce(), NextDay(), AfterHours(hours=5)])),
            life=draw(st.sampled_from([ForEver(), ForDays(days=30)])),
        ),
        member_prices=MemberPriceRules(enabled=draw(st.booleans()), stack=draw(st.booleans())),
        accrual=AccrualRules(
            rate=draw(rates), on=draw(st.sampled_from(["paid", "before_redemption"])), exclude=draw(selectors)
        ),
        no_discounts=draw(selectors),
        discounts=DiscountRules(cost_floor=draw(st.sampled_from([None, None, 0, 1_000]))),
        rules=draw(rules),
    )


class Purchase(NamedTuple):
    """A cart and a member under a programme, as a till sees them."""

    cart: Cart
    who: MemberState | None
    programme: Programme


any_programmes = programmes()
any_buyers = st.one_of(members(), members(), st.none())


@st.composite
def purchases(
    draw: st.DrawFn,
    programmes: st.SearchStrategy[Programme] = any_programmes,
    who: st.SearchStrategy[MemberState | None] = any_buyers,
    now: Instant = NOW,
) -> Purchase:
    """Purchases over everything the engine is asked with: codes, coupons, caps used in part, rights held in part."""
    programme = draw(programmes)
    buyer = draw(who)
    codes = tuple(draw(st.lists(st.sampled_from(CODES), min_size=draw(st.integers(0, 1)), max_size=3)))
    shared = cap_lots(programme, ZONE, now, codes=sorted({fold_code(code) for code in codes}), may_open=True)
    cart = Cart(
        draw(lines()),
        store=draw(st.sampled_from(["1", "2"])),
        zone=ZONE,
        promo_codes=codes,
        payment_kinds=draw(st.sampled_from([frozenset(), frozenset({"sbp"}), frozenset({"sbp", "card"})])),
        redeem=draw(asked),
        wallets=tuple(draw(used_in_part(lot)) for lot in shared),
        hand_discount=draw(st.sampled_from([0, 0, 0, 0, 7_777])),
        hand_rate=draw(st.sampled_from([0, 0, 0, 0, 500])),
        hand_most=draw(st.sampled_from([10_000, 1_000])),
    )
    if buyer is not None and not buyer.unclaimed:
        own = cap_lots(programme, ZONE, now, account_id=buyer.account_id, birthday=buyer.birthday, may_open=True)
        buyer = replace(buyer, lots=(*buyer.lots, *(draw(used_in_part(lot)) for lot in own)))
    return Purchase(cart, buyer, programme)


def used_in_part(lot: LotState) -> st.SearchStrategy[LotState]:
    """A cap's lot untouched, or used in part and with a right to a part of the rest."""
    return st.one_of(
        st.just(lot),
        st.integers(0, lot.balance).flatmap(
            lambda balance: st.integers(0, balance).map(
                lambda right: replace(lot, balance=balance, right=right, opens=0)
            )
        ),
    )
