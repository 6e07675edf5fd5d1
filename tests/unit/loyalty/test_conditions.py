"""Every kind of condition: both sides of its boundary, its contradictions, its words."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cashier_app.core.clock import Instant, start_of_day
from cashier_app.loyalty.birthdays import birthday_in, nearest_birthday
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.rules import (
    AroundBirthday,
    AtHours,
    ByChannels,
    Circumstances,
    Condition,
    FirstPurchase,
    InStores,
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
    ReceiptSum,
    WithCoupon,
    WithPromoCode,
    WithTags,
    fold_code,
)
from cashier_app.words import load_words
from tests.unit.loyalty.made import NOW, ZONE, member

TEA = CartLine(
    1, "tea", 10_000, 1000, category="Tea/Green", brand="Leaf", supplier="Importer", tags=frozenset({"new", "sale"})
)


def some(*names: str) -> Any:
    """A set of names."""
    return frozenset(names)


def at(text: str, zone: str = ZONE) -> Instant:
    """The instant at which a store's clock shows a local time, `2026-11-21 14:27`; of two such the earlier."""
    local = datetime.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return round(local.timestamp()) * 1000


def circumstances(now: Instant = NOW, who: MemberState | None = None, **parts: Any) -> Circumstances:
    """What a rule is asked with; `total`, `level_id` and `codes` apart, all else is the cart's."""
    total, level_id = parts.pop("total", 0), parts.pop("level_id", "")
    codes = frozenset(fold_code(code) for code in parts.get("promo_codes", ()))
    return Circumstances(Cart((), **{"zone": ZONE, **parts}), who, total, now, level_id, codes)


# --- goods -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        OfProducts(products=some("tea", "x")),
        OfCategories(categories=some("Tea")),
        OfBrands(brands=some("Leaf")),
        OfSuppliers(suppliers=some("Importer")),
        WithTags(tags=some("sale", "excluded")),
    ],
)
def test_goods_are_named_or_opted_out(condition: Any) -> None:
    fields = {name: getattr(condition, name) for name in condition.__struct_fields__}
    opted_out = type(condition)(**{**fields, "absent": True})
    other = CartLine(2, "other", 1, 1000)
    assert condition.line(TEA)
    assert not condition.line(other)
    assert opted_out.line(other)
    assert not opted_out.line(TEA)


@pytest.mark.parametrize(
    ("condition", "quantities"),
    [
        (OfQuantity(at_least=30_000), {29_999: False, 30_000: True, 30_001: True}),
        (OfQuantity(over=30_000), {30_000: False, 30_001: True}),
        (OfQuantity(below=2_000), {1_999: True, 2_000: False}),
        (OfQuantity(at_least=1_000, below=2_000), {999: False, 1_000: True, 1_999: True, 2_000: False}),
    ],
)
def test_thirty_litres_are_thirty_and_not_a_millilitre_less(condition: OfQuantity, quantities: dict[int, bool]) -> None:
    for quantity, holds in quantities.items():
        assert condition.together(quantity, 0) is holds
        assert condition.line(CartLine(1, "fuel", 5_000, quantity)), "together all lines count"
        alone = OfQuantity(at_least=condition.at_least, over=condition.over, below=condition.below, each_line=True)
        assert alone.line(CartLine(1, "fuel", 5_000, quantity)) is holds
        assert alone.together(0, 0)


@pytest.mark.parametrize(
    ("condition", "sums"),
    [
        (OfGoodsSum(at_least=500), {499: False, 500: True}),
        (OfGoodsSum(over=500), {500: False, 501: True}),
        (OfGoodsSum(below=500), {499: True, 500: False}),
    ],
)
def test_a_sum_of_these_goods(condition: OfGoodsSum, sums: dict[int, bool]) -> None:
    for amount, holds in sums.items():
        assert condition.together(1, amount) is holds


# --- time ------------------------------------------------------------------------------------------------

NOVEMBER = OnDates(first_day=datetime.date(2026, 11, 1), last_day=datetime.date(2026, 11, 30))


@pytest.mark.parametrize("zone", ["Europe/Kaliningrad", "Europe/Moscow", "Asia/Kamchatka"])
def test_dates_are_whole_days_of_the_store(zone: str) -> None:
    first, after = start_of_day(datetime.date(2026, 11, 1), zone), start_of_day(datetime.date(2026, 12, 1), zone)
    for condition in (
        NOVEMBER,
        WithPromoCode(codes=some("X"), first_day=NOVEMBER.first_day, last_day=NOVEMBER.last_day),
    ):
        answers = [
            condition.receipt(circumstances(now, zone=zone, promo_codes=("x",)))
            for now in (first - 1, first, after - 1, after)
        ]
        assert answers == [False, True, True, False]


def test_dates_say_whether_it_is_too_early_or_too_late() -> None:
    for text, refusal in (("2026-10-31", "not_yet"), ("2026-11-01", ""), ("2026-11-30", ""), ("2026-12-01", "over")):
        now = circumstances(at(f"{text} 12:00"))
        assert NOVEMBER.refusal(now) == refusal
        code = WithPromoCode(codes=some("x"), first_day=NOVEMBER.first_day, last_day=NOVEMBER.last_day)
        assert code.refusal(now) == refusal


def test_a_date_may_be_left_open() -> None:
    assert OnDates(first_day=datetime.date(2026, 11, 1)).receipt(circumstances(at("2036-01-01 00:00")))
    assert OnDates(last_day=datetime.date(2026, 11, 30)).receipt(circumstances(at("2016-01-01 00:00")))


def test_weekdays_run_from_midnight_to_midnight() -> None:
    weekend = OnWeekdays(days=frozenset({"sat", "sun"}))
    times = ["2026-11-20 23:59", "2026-11-21 00:00", "2026-11-22 23:59", "2026-11-23 00:00"]
    assert [weekend.receipt(circumstances(at(time))) for time in times] == [False, True, True, False]


@pytest.mark.parametrize(
    ("condition", "times"),
    [
        (AtHours("09:00", "11:30"), {"08:59": False, "09:00": True, "11:29": True, "11:30": False}),
        (
            AtHours("22:00", "06:00"),
            {"21:59": False, "22:00": True, "23:59": True, "00:00": True, "05:59": True, "06:00": False},
        ),
        (AtHours("20:00", "24:00"), {"19:59": False, "20:00": True, "23:59": True, "00:00": False}),
        (AtHours("00:00", "24:00"), {"00:00": True, "12:00": True, "23:59": True}),
    ],
)
def test_hours_of_the_stores_wall_clock(condition: AtHours, times: dict[str, bool]) -> None:
    for time, holds in times.items():
        assert condition.receipt(circumstances(at(f"2026-11-21 {time}"))) is holds, time


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    night = AtHours("22:00", "06:00", days=frozenset({"fri"}))
    friday, saturday, sunday = "2026-11-20", "2026-11-21", "2026-11-22"
    holding = [f"{friday} 22:00", f"{saturday} 00:00", f"{saturday} 05:59"]
    not_holding = [f"{friday} 05:59", f"{friday} 21:59", f"{saturday} 06:00", f"{saturday} 22:00", f"{sunday} 02:00"]
    assert all(night.receipt(circumstances(at(time))) for time in holding)
    assert not any(night.receipt(circumstances(at(time))) for time in not_holding)
    by_day = AtHours("10:00", "12:00", days=frozenset({"fri"}))
    assert by_day.receipt(circumstances(at(f"{friday} 10:00")))
    assert not by_day.receipt(circumstances(at(f"{saturday} 10:00")))


def test_the_wall_clock_decides_where_the_clock_is_put_forward_and_back() -> None:
    zone, hour = "Europe/Berlin", 3_600_000
    night = AtHours("02:00", "03:00")
    # on 29 March 2026 01:59 is followed by 03:00: the hour is missing
    forward = start_of_day(datetime.date(2026, 3, 29), zone)
    assert not any(night.receipt(circumstances(forward + n * hour // 4, zone=zone)) for n in range(40))
    # on 25 October 2026 02:59 is followed by 02:00: the hour counts twice
    back = start_of_day(datetime.date(2026, 10, 25), zone)
    inside = [n for n in range(40) if night.receipt(circumstances(back + n * hour // 4, zone=zone))]
    assert inside == [8, 9, 10, 11, 12, 13, 14, 15]


# --- where and how ---------------------------------------------------------------------------------------


def test_stores_and_channels() -> None:
    assert InStores(stores=some("12")).receipt(circumstances(store="12"))
    assert not InStores(stores=some("12")).receipt(circumstances(store="14"))
    assert InStores(stores=some("12"), absent=True).receipt(circumstances(store="14"))
    assert not InStores(stores=some("12"), absent=True).receipt(circumstances(store="12"))
    assert ByChannels(channels=some("till")).receipt(circumstances())
    assert not ByChannels(channels=some("online")).receipt(circumstances())
    assert ByChannels(channels=some("online"), absent=True).receipt(circumstances())
    assert not ByChannels(channels=some("till"), absent=True).receipt(circumstances())


@pytest.mark.parametrize(
    ("paid", "wholly", "also"),
    [
        ((), False, False),
        (("sbp",), True, True),
        (("sbp", "cash"), False, True),
        (("cash",), False, False),
        (("sbp", "card"), True, True),
    ],
)
def test_payment_is_wholly_or_also_of_a_kind_and_unknown_before_the_buyer_has_chosen(
    paid: tuple[str, ...], wholly: bool, also: bool
) -> None:
    kinds = some("sbp", "card")
    asked = circumstances(payment_kinds=frozenset(paid))
    assert PaidBy(kinds=kinds).receipt(asked) is wholly
    assert PaidBy(kinds=kinds, match="any").receipt(asked) is also


# --- promo codes -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "holds"),
    [("Чай-10", True), (" чАй-1 0 ", True), ("ЧАЙ10", False), ("ЧAЙ-10", False), ("чай-10x", False), ("", False)],
)
def test_a_code_is_what_the_buyer_says_without_spaces_and_case_and_letters_that_only_look_alike_differ(
    given: str, holds: bool
) -> None:
    assert WithPromoCode(codes=some("Чай-10", "other")).receipt(circumstances(promo_codes=(given,))) is holds


# --- members ---------------------------------------------------------------------------------------------


def test_levels_and_segments_need_a_card() -> None:
    gold, students = OfLevels(levels=some("gold")), OfSegments(segments=some("students", "staff"))
    not_gold, not_students = (
        OfLevels(levels=some("gold"), absent=True),
        OfSegments(segments=some("students"), absent=True),
    )
    for condition in (gold, students, not_gold, not_students):
        assert not condition.receipt(circumstances())
        assert condition.refusal(circumstances()) == "member"
    assert gold.receipt(circumstances(who=member(), level_id="gold"))
    assert not gold.receipt(circumstances(who=member(), level_id="silver"))
    assert not not_gold.receipt(circumstances(who=member(), level_id="gold"))
    assert not_gold.receipt(circumstances(who=member(), level_id="silver"))
    student = member(segments=frozenset({"students", "x"}))
    assert students.receipt(circumstances(who=student))
    assert not students.receipt(circumstances(who=member()))
    assert not not_students.receipt(circumstances(who=student))
    assert not_students.receipt(circumstances(who=member()))


def test_the_first_purchase_is_that_of_a_card_known_here() -> None:
    assert FirstPurchase().receipt(circumstances(who=member()))
    assert not FirstPurchase().receipt(circumstances(who=member(purchases=1)))
    assert not FirstPurchase().receipt(circumstances(who=member(unclaimed=True)))
    assert not FirstPurchase().receipt(circumstances())


@pytest.mark.parametrize(
    ("birthday", "today", "holds"),
    [
        ((11, 21), "2026-11-21", True),
        ((11, 24), "2026-11-21", True),
        ((11, 25), "2026-11-21", False),
        ((11, 14), "2026-11-21", True),
        ((11, 13), "2026-11-21", False),
        ((1, 2), "2026-12-30", True),
        ((1, 3), "2026-12-30", False),
        ((12, 30), "2027-01-06", True),
        ((12, 30), "2027-01-07", False),
        ((2, 29), "2027-02-25", True),  # the 28th in a year without a 29th
        ((2, 29), "2027-02-24", False),
        ((2, 29), "2027-03-07", True),
        ((2, 29), "2027-03-08", False),
        ((2, 29), "2028-02-26", True),
        ((2, 29), "2028-03-07", True),
        ((2, 29), "2028-03-08", False),
    ],
)
def test_three_days_before_a_birthday_to_seven_after(birthday: tuple[int, int], today: str, holds: bool) -> None:
    window = AroundBirthday(days_before=3, days_after=7)
    for time in ("00:00", "23:59"):
        assert window.receipt(circumstances(at(f"{today} {time}"), member(birthday=birthday))) is holds


def test_a_birthday_that_is_not_known_is_never_near() -> None:
    window = AroundBirthday(days_before=180, days_after=180)
    assert not window.receipt(circumstances(who=member()))
    assert not window.receipt(circumstances())


def test_the_nearest_birthday() -> None:
    assert nearest_birthday((1, 5), datetime.date(2026, 12, 30)) == datetime.date(2027, 1, 5)
    assert nearest_birthday((12, 28), datetime.date(2027, 1, 3)) == datetime.date(2026, 12, 28)
    assert birthday_in(2100, (2, 29)) == datetime.date(2100, 2, 28)
    assert birthday_in(2000, (2, 29)) == datetime.date(2000, 2, 29)


@pytest.mark.parametrize(
    ("coupon", "holds"),
    [
        (LotState("c", 1, 0, NOW, NOW + 1, "coupon:cake"), True),
        (LotState("c", 0, 0, NOW, NOW + 1, "coupon:cake"), False),
        (LotState("c", 1, 1, NOW + 1, None, "coupon:cake"), False),
        (LotState("c", 1, 1, 0, NOW, "coupon:cake"), False),
        (LotState("c", 1, 1, 0, None, "coupon:tea"), False),
        (LotState("c", 100, 100, 0, None), False),
    ],
)
def test_a_coupon_is_there_while_it_is_active(coupon: LotState, holds: bool) -> None:
    assert WithCoupon(coupon="cake").receipt(circumstances(who=member(coupon))) is holds
    assert not WithCoupon(coupon="cake").receipt(circumstances())


# --- contradictions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "allowed"),
    [
        (OfQuantity(), "{at_least | over | below}"),
        (OfQuantity(at_least=5, below=5), "below > 5"),
        (OfQuantity(over=5, below=6), "below > 6"),
        (OfQuantity(over=5, below=7), ""),
        (OfGoodsSum(), "{at_least | over | below}"),
        (OfGoodsSum(over=1, below=1), "below > 2"),
        (ReceiptSum(below=0), "below > 0"),
        (OnDates(), "{first_day | last_day}"),
        (OnDates(datetime.date(2026, 2, 1), datetime.date(2026, 1, 31)), "last_day ≥ 2026-02-01"),
        (OnDates(datetime.date(2026, 2, 1), datetime.date(2026, 2, 1)), ""),
        (AtHours("10:00", "10:00"), "end ≠ 10:00"),
        (AtHours("22:00", "06:00"), ""),
        (WithPromoCode(codes=some("a", "A")), "unique, 1…"),
        (WithPromoCode(codes=some(" ")), "unique, 1…"),
        (
            WithPromoCode(codes=some("a"), first_day=datetime.date(2026, 2, 1), last_day=datetime.date(2026, 1, 1)),
            "last_day ≥ 2026-02-01",
        ),
        (WithPromoCode(codes=some("a", "b")), ""),
        (OfLevels(levels=some("gold", "titan")), "base | gold"),
        (OfLevels(levels=some("gold")), ""),
        (AroundBirthday(), ""),
    ],
)
def test_what_contradicts_itself_says_what_is_allowed(condition: Condition, allowed: str) -> None:
    assert condition.contradiction(frozenset({"base", "gold"})) == allowed


# --- words -----------------------------------------------------------------------------------------------

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("kind", "russian", "english"),
    [
        (OfProducts(products=some("a"), absent=True), "все товары, кроме отдельных (1)", "all but chosen goods (1)"),
        (OfCategories(categories=some("Чай"), absent=True), "кроме категории: Чай", "not of category: Чай"),
        (OfBrands(brands=some("Лист"), absent=True), "кроме марки: Лист", "not of brand: Лист"),
        (OfSuppliers(suppliers=some("Юг")), "поставщик: Юг", "supplier: Юг"),
        (OfSuppliers(suppliers=some("Юг"), absent=True), "кроме поставщика: Юг", "not of supplier: Юг"),
        (OfBrands(brands=some(*"abcdef")), "марка: a, b, c, d и ещё 2", "brand: a, b, c, d and 2 more"),
        (OfBrands(brands=some(*"abcde")), "марка: a, b, c, d, e", "brand: a, b, c, d, e"),
        (OfQuantity(at_least=30_000), "количество от 30", "quantity from 30"),
        (
            OfQuantity(over=500, below=2_500, each_line=True),
            "в одной строке: количество больше 0,5, количество меньше 2,5",
            "in one line: quantity over 0.5, quantity below 2.5",
        ),
        (OfGoodsSum(at_least=50_000), f"этих товаров от 500,00{NBSP}₽", f"these goods from 500.00{NBSP}₽"),
        (
            OfGoodsSum(over=100, below=200),
            f"этих товаров больше чем на 1,00{NBSP}₽, этих товаров меньше чем на 2,00{NBSP}₽",
            f"these goods over 1.00{NBSP}₽, these goods below 2.00{NBSP}₽",
        ),
        (NOVEMBER, "с 01.11.2026 по 30.11.2026", "from 2026-11-01 to 2026-11-30"),
        (OnDates(last_day=datetime.date(2026, 11, 30)), "по 30.11.2026", "to 2026-11-30"),
        (OnWeekdays(days=frozenset({"sun", "mon"})), "по дням: пн, вс", "on Mon, Sun"),
        (AtHours("22:00", "06:00"), "22:00–06:00", "22:00–06:00"),
        (AtHours("22:00", "06:00", frozenset({"fri"})), "22:00–06:00, начало: пт", "22:00–06:00, beginning on Fri"),
        (InStores(stores=some("7")), "магазин: 7", "in store: 7"),
        (InStores(stores=some("7"), absent=True), "кроме магазина: 7", "not in store: 7"),
        (ByChannels(channels=some("till")), "канал: till", "by channel: till"),
        (ByChannels(channels=some("till"), absent=True), "кроме канала: till", "not by channel: till"),
        (PaidBy(kinds=some("sbp", "card")), "оплата целиком: банковская карта, СБП", "paid wholly by: bank card, SBP"),
        (PaidBy(kinds=some("cash"), match="any"), "в оплате есть: наличные", "paid also by: cash"),
        (WithPromoCode(codes=some("ЧАЙ")), "промокод: ЧАЙ", "promo code: ЧАЙ"),
        (
            WithPromoCode(codes=some("ЧАЙ"), first_day=datetime.date(2026, 11, 1)),
            "промокод: ЧАЙ, с 01.11.2026",
            "promo code: ЧАЙ, from 2026-11-01",
        ),
        (OfLevels(levels=some("gold")), "уровень: gold", "level: gold"),
        (OfLevels(levels=some("gold"), absent=True), "кроме уровня: gold", "not at level: gold"),
        (OfSegments(segments=some("staff")), "сегмент: staff", "segment: staff"),
        (OfSegments(segments=some("staff"), absent=True), "кроме сегмента: staff", "not in segment: staff"),
        (AroundBirthday(), "день рождения", "birthday"),
        (
            AroundBirthday(days_before=3, days_after=21),
            "день рождения, за 3 дня до, 21 день после",
            "birthday, 3 days before, 21 days after",
        ),
        (FirstPurchase(), "первая покупка", "first purchase"),
        (WithCoupon(coupon="cake"), "купон: cake", "coupon: cake"),
    ],
)
def test_a_condition_speaks_the_cashiers_words(kind: Condition, russian: str, english: str) -> None:
    assert kind.describe(load_words("ru")) == russian
    assert kind.describe(load_words("en")) == english
