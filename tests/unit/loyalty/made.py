"""Programmes, carts and members made for the tests of the engine, by hand and by hypothesis."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from cashier_app.core.clock import DAY, Instant
from cashier_app.loyalty.cart import Asked, Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.programme import (
    AccrualRules,
    AfterHours,
    AtOnce,
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
)
from cashier_app.loyalty.rules import (
    AccruePercent,
    OfBrands,
    OfCategories,
    OfProducts,
    PercentOff,
    ReceiptSum,
    WithTags,
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
TAGS = [frozenset(), frozenset({"sale"}), frozenset({"sale", "new"})]


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
                tags=TAGS[index % len(TAGS)],
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
    return MemberState(
        "account",
        draw(st.sampled_from(["base", "silver", "gold", "from-another-version"])),
        draw(lots()),
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
conditions = st.sampled_from(
    [
        (),
        (OfCategories(categories=frozenset({"Dairy"})),),
        (OfBrands(brands=frozenset({"Own", "Other"})),),
        (OfProducts(products=frozenset({"product-2"})),),
        (WithTags(tags=frozenset({"sale"}), absent=True),),
        (ReceiptSum(at_least=100_000),),
        (ReceiptSum(over=50_000), WithTags(tags=frozenset({"sale"}))),
    ]
)


@st.composite
def rules(draw: st.DrawFn) -> tuple[Rule, ...]:
    """Promotion rules of every kind and every way of stacking."""
    made = []
    for index in range(draw(st.integers(0, 5))):
        effect = draw(st.one_of(st.builds(PercentOff, percent=rates), st.builds(AccruePercent, percent=rates)))
        exclusive = draw(st.booleans())
        made.append(
            Rule(
                id=f"rule-{index}",
                name=names(f"rule {index}"),
                effect=effect,
                conditions=draw(conditions),
                priority=draw(st.integers(0, 3)),
                group="" if exclusive else draw(st.sampled_from(["", "a", "b"])),
                exclusive=exclusive,
                stack=draw(st.booleans()),
            )
        )
    return tuple(made)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
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
        rules=draw(rules()),
    )
