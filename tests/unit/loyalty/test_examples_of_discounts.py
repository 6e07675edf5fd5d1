"""The example programmes for discounts at work, every figure worked out by hand, both sides of every boundary."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from cashier_app.core.clock import DAY, HOUR, Instant, start_of_day
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import cap_lots
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from tests.unit.loyalty.examples import example
from tests.unit.loyalty.made import NOW, ZONE, cart, line, lot, member


def offs(quoted: Quote) -> list[list[tuple[str, int]]]:
    """What the receipt names, and kopecks off, line by line."""
    return [[(discount.name, discount.amount) for discount in line.discounts] for line in quoted.lines]


def day(text: str, hour: int = 12) -> Instant:
    """An hour of a day in a Moscow store."""
    return start_of_day(datetime.date.fromisoformat(text), ZONE) + hour * HOUR


def own(programme: Programme, who: MemberState, now: Instant = NOW) -> MemberState:
    """The member as the server's own till has it: with the untouched lots of all caps."""
    lots = cap_lots(programme, ZONE, now, account_id=who.account_id, birthday=who.birthday, may_open=True)
    return replace(who, lots=(*who.lots, *lots))


def with_codes(goods: Cart, programme: Programme, *codes: str) -> Cart:
    """A cart with promo codes, at a till that may open the lots of all caps."""
    folded = [code.casefold() for code in codes]
    return replace(goods, promo_codes=codes, wallets=cap_lots(programme, ZONE, NOW, codes=folded, may_open=True))


def tagged(number: int, price: int, *tags: str) -> CartLine:
    """A line with coloured tags."""
    return line(number, price, tags=frozenset(tags))


# --- coloured price tags ---------------------------------------------------------------------------------


def test_price_tags_show_members_a_saving() -> None:
    tags = example("price-tags")
    goods = cart(
        line(1, 18_990, product_id="butter-180"),
        tagged(2, 20_001, "yellow"),
        tagged(3, 12_000, "orange"),
        tagged(4, 10_000, "yellow", "orange"),
        line(5, 5_000, member_price=4_500),
        line(6, 15_000, category="Табак", tags=frozenset({"yellow"})),
    )
    quoted = quote(goods, member(), tags, NOW)
    assert offs(quoted) == [
        [("зелёный ценник", 4_000)],
        [("жёлтый ценник −15 %", 3_000)],
        [("оранжевый ценник 99,00", 2_100)],
        [("жёлтый ценник −15 %", 1_500)],
        [("зелёный ценник", 500)],
        [],
    ]
    assert (quoted.base, quoted.discount, quoted.to_pay) == (80_991, 11_100, 69_891)
    assert quote(goods, None, tags, NOW).discount == 0


@pytest.mark.parametrize(("hour", "minute", "off"), [(19, 59, 0), (20, 0, 4_000), (23, 59, 4_000)])
def test_the_red_tag_is_for_the_evening(hour: int, minute: int, off: int) -> None:
    now = day("2026-11-21", hour) + minute * 60_000
    quoted = quote(cart(tagged(1, 10_000, "red")), member(), example("price-tags"), now)
    assert quoted.discount == off


def test_the_red_tag_stands_alone_where_it_is_better() -> None:
    quoted = quote(cart(tagged(1, 10_000, "red", "yellow")), member(), example("price-tags"), day("2026-11-21", 21))
    assert offs(quoted) == [[("красный ценник −40 %", 4_000)]]


# --- promo codes -----------------------------------------------------------------------------------------

CODES = example("promo-codes")


@pytest.mark.parametrize(
    ("today", "refusal"), [("2026-08-31", "not_yet"), ("2026-09-01", ""), ("2026-11-30", ""), ("2026-12-01", "over")]
)
def test_a_dated_code_works_on_its_days(today: str, refusal: str) -> None:
    goods = with_codes(cart(line(1, 10_000)), CODES, "осень")
    quoted = quote(goods, None, CODES, day(today))
    assert (quoted.codes[0].refusal, quoted.discount) == (refusal, 0 if refusal else 1_000)


@pytest.mark.parametrize(("price", "off"), [(999_990, 99_999), (1_000_000, 100_000), (1_000_010, 100_000)])
def test_ten_percent_of_a_code_are_at_most_a_thousand_roubles(price: int, off: int) -> None:
    quoted = quote(with_codes(cart(line(1, price)), CODES, "ОСЕНЬ"), None, CODES, NOW)
    assert quoted.discount == off
    assert [capped.reason for capped in quoted.capped] == (["cut"] if price > 1_000_005 else [])


def test_a_code_leaves_goods_on_sale_alone() -> None:
    goods = with_codes(cart(line(1, 10_000), line(2, 10_000, tags=frozenset({"sale"}))), CODES, "ОСЕНЬ")
    assert offs(quote(goods, None, CODES, NOW)) == [[("промокод ОСЕНЬ", 1_000)], []]


@pytest.mark.parametrize(("price", "off"), [(199_999, 0), (200_000, 50_000)])
def test_a_one_use_code_from_two_thousand_roubles(price: int, off: int) -> None:
    quoted = quote(with_codes(cart(line(1, price)), CODES, "thx-7q2m"), None, CODES, NOW)
    assert quoted.discount == off
    used = [(use.lot_id, use.amount, use.opens) for use in quoted.wallet_uses]
    assert used == ([("cap.thanks.0.campaign.thx-7q2m", 1, 1)] if off else [])


def test_a_one_use_code_that_was_used_or_whose_right_is_elsewhere_is_refused() -> None:
    goods = with_codes(cart(line(1, 200_000)), CODES, "THX-7Q2M")
    for balance, right, refusal in ((0, 0, "used_up"), (1, 0, "no_right")):
        wallets = tuple(replace(each, balance=balance, right=right, opens=0) for each in goods.wallets)
        quoted = quote(replace(goods, wallets=wallets), None, CODES, NOW)
        assert (quoted.codes[0].refusal, quoted.discount) == (refusal, 0)


@pytest.mark.parametrize(("price", "off"), [(100_000, 0), (100_001, 30_000)])
def test_a_members_code_over_a_thousand_roubles(price: int, off: int) -> None:
    goods = with_codes(cart(line(1, price)), CODES, "Привет")
    quoted = quote(goods, own(CODES, member()), CODES, NOW)
    assert quoted.discount == off
    used = [(use.lot_id, use.amount, use.shared) for use in quoted.wallet_uses]
    assert used == (
        [("cap.hello.0.campaign.account", 1, False), ("cap.hello.1.campaign.campaign-hello", 1, True)] if off else []
    )
    assert quote(goods, None, CODES, NOW).codes[0].refusal == ("member" if off else "conditions")


def test_a_members_code_is_given_once_to_each() -> None:
    anna = own(CODES, member())
    used = replace(anna, lots=tuple(replace(each, balance=0, right=0, opens=0) for each in anna.lots))
    quoted = quote(with_codes(cart(line(1, 200_000)), CODES, "ПРИВЕТ"), used, CODES, NOW)
    assert (quoted.codes[0].refusal, quoted.discount) == ("used_up", 0)


def test_codes_combine_by_priority_and_an_exclusive_one_excludes() -> None:
    goods = cart(line(1, 300_000))
    combined = quote(with_codes(goods, CODES, "ОСЕНЬ", "THX-8R4N"), None, CODES, NOW)
    assert offs(combined) == [[("промокод ОСЕНЬ", 30_000), ("одноразовый код −500", 50_000)]]
    # 20 % are 600,00; the two together are 800,00
    beaten = quote(with_codes(goods, CODES, "ОСЕНЬ", "THX-8R4N", "СОЛО"), None, CODES, NOW)
    assert [answer.refusal for answer in beaten.codes] == ["", "", "beaten"]
    assert beaten.lines == combined.lines
    alone = quote(with_codes(goods, CODES, "ОСЕНЬ", "СОЛО"), None, CODES, NOW)
    assert offs(alone) == [[("код СОЛО −20 %", 60_000)]]
    assert [answer.refusal for answer in alone.codes] == ["beaten", ""]


def test_with_a_code_a_silver_card_has_its_own_terms_and_points_do_not_pay() -> None:
    anna = own(CODES, member(lot("a", 100_000), level_id="silver"))
    goods = replace(cart(line(1, 100_000)), redeem="maximum")
    without = quote(goods, anna, CODES, NOW)
    # 7 % off, 30 % of 930,00 by points, 5 % of 651,00
    assert (without.discount, without.redemption.points, without.accrued) == (7_000, 27_900, 3_200)
    quoted = quote(with_codes(goods, CODES, "ОСЕНЬ"), anna, CODES, NOW)
    # 3 % off, then 10 % of 970,00; 1 % of 873,00
    assert offs(quoted) == [[("Серебро 3\u00a0%", 3_000), ("промокод ОСЕНЬ", 9_700)]]
    assert (quoted.redemption.points, quoted.redemption.limit, quoted.accrued) == (0, "promo_code", 800)


def test_a_code_for_twice_the_points_of_the_codes_own_terms() -> None:
    start, silver = (own(CODES, member(level_id=level)) for level in ("start", "silver"))
    goods = with_codes(cart(line(1, 100_000)), CODES, "вдвое")
    assert quote(goods, start, CODES, NOW).accrued == 2_000
    # the silver card's own terms hold: 3 % off, twice 1 % of 970,00
    asked = quote(goods, silver, CODES, NOW)
    assert (asked.discount, asked.accrued) == (3_000, 1_900)


# --- gifts and coupons -----------------------------------------------------------------------------------

GIFTS = example("gifts-and-coupons")
MUG = line(9, 45_000, product_id="mug-blue")


def at_home(goods: Cart) -> Cart:
    """A cart at a till that may open the lots of the day's caps."""
    return replace(goods, wallets=cap_lots(GIFTS, ZONE, NOW, may_open=True))


@pytest.mark.parametrize(("tea", "given"), [(99_999, False), (100_000, True)])
def test_a_mug_with_tea_for_a_thousand_roubles(tea: int, given: bool) -> None:
    goods = at_home(cart(line(1, tea, category="Чай/Зелёный"), line(2, 90_000), MUG))
    quoted = quote(goods, None, GIFTS, NOW)
    assert offs(quoted)[2] == ([("кружка в подарок", 44_999)] if given else [])
    used = [(use.lot_id, use.amount, use.opens, use.lines) for use in quoted.wallet_uses]
    assert used == ([("cap.mug.0.2026-11-21.campaign-mug", 1, 50, ((9, 0),))] if given else [])
    assert [gift.earned_by for gift in quoted.given] == ([(1,)] if given else [])


def test_the_fifty_first_mug_of_the_day_is_refused_with_words() -> None:
    goods = at_home(cart(line(1, 100_000, category="Чай"), MUG))
    empty = tuple(replace(each, balance=0, right=0, opens=0) for each in goods.wallets)
    quoted = quote(replace(goods, wallets=empty), None, GIFTS, NOW)
    assert (quoted.to_pay, [(c.name, c.reason) for c in quoted.capped]) == (145_000, [("кружка в подарок", "used_up")])


def test_a_mug_is_offered_until_it_is_scanned() -> None:
    (offer,) = quote(at_home(cart(line(1, 100_000, category="Чай"))), None, GIFTS, NOW).gifts
    assert (offer.name, offer.products, offer.quantity) == ("кружка в подарок", ("mug-blue", "mug-white"), 1000)


@pytest.mark.parametrize(("price", "given"), [(300_000, 0), (300_001, 1)])
def test_a_coupon_for_a_purchase_of_more_than_three_thousand_roubles(price: int, given: int) -> None:
    quoted = quote(cart(line(1, price)), member(), GIFTS, NOW)
    coupons = [(new.wallet, new.points, new.active_at, new.expires_at) for new in quoted.new_lots]
    midnight = start_of_day(datetime.date(2026, 11, 22), ZONE)
    assert coupons == [("coupon:cake", 1, midnight, midnight + 14 * DAY)] * given
    assert quoted.accrued == 0


def test_a_coupon_buys_a_cake_and_is_then_used() -> None:
    coupon = LotState("op.1", 1, 1, 0, NOW + DAY, "coupon:cake", "cake-coupon")
    goods = cart(line(1, 10_000), line(2, 80_000, product_id="cake-honey"))
    quoted = quote(goods, member(coupon), GIFTS, NOW)
    assert (quoted.to_pay, offs(quoted)) == (10_001, [[], [("торт по купону", 79_999)]])
    assert [(use.lot_id, use.amount, use.lines) for use in quoted.wallet_uses] == [("op.1", 1, ((2, 0),))]
    used = quote(goods, member(replace(coupon, balance=0, right=0)), GIFTS, NOW)
    assert (used.to_pay, used.wallet_uses) == (90_000, ())


@pytest.mark.parametrize(("price", "to_pay"), [(49_999, 49_999), (50_000, 20_000)])
def test_a_personal_coupon_from_five_hundred_roubles(price: int, to_pay: int) -> None:
    coupon = LotState("given", 1, 1, 0, None, "coupon:sorry-300", "by hand")
    assert quote(cart(line(1, price)), member(coupon), GIFTS, NOW).to_pay == to_pay
    assert quote(cart(line(1, price)), member(), GIFTS, NOW).to_pay == price


# --- birthday --------------------------------------------------------------------------------------------

BIRTHDAY = example("birthday")
ANNA = member(birthday=(12, 31))


@pytest.mark.parametrize(
    ("today", "near"),
    [("2026-12-27", False), ("2026-12-28", True), ("2026-12-31", True), ("2027-01-07", True), ("2027-01-08", False)],
)
def test_a_gift_with_any_purchase_and_thrice_the_points_around_a_birthday(today: str, near: bool) -> None:
    now = day(today)
    goods = cart(line(1, 10_000), line(2, 9_900, product_id="chocolate-100"))
    quoted = quote(goods, own(BIRTHDAY, ANNA, now), BIRTHDAY, now)
    if near:
        assert (quoted.to_pay, offs(quoted)[1]) == (10_001, [("подарок ко дню рождения", 9_899)])
        assert quoted.accrued == 900  # three times 3 % of 100,00: the gift earns nothing
        assert [use.lot_id for use in quoted.wallet_uses] == ["cap.birthday-gift.0.birthday-2026.account"]
    else:
        assert (quoted.to_pay, quoted.accrued, quoted.wallet_uses) == (19_900, 500, ())


def test_the_birthday_gift_is_given_once_a_year() -> None:
    goods = cart(line(1, 10_000), line(2, 9_900, product_id="chocolate-100"))
    before, after, next_year = day("2026-12-30"), day("2027-01-05"), day("2027-12-30")
    fresh = own(BIRTHDAY, ANNA, before)
    used = tuple(replace(each, balance=0, right=0, opens=0) for each in fresh.lots)
    again = quote(goods, replace(ANNA, lots=used), BIRTHDAY, after)
    assert (again.to_pay, [capped.reason for capped in again.capped]) == (19_900, ["used_up"])
    assert again.accrued == 1_700  # three times 3 % of 199,00 are 17,91: the points go on
    anew = cap_lots(BIRTHDAY, ZONE, next_year, account_id="account", birthday=(12, 31), may_open=True)
    assert quote(goods, replace(ANNA, lots=(*used, *anew)), BIRTHDAY, next_year).to_pay == 10_001


# --- campaigns of a week ---------------------------------------------------------------------------------

WEEK = example("campaigns")


@pytest.mark.parametrize(("price", "off"), [(149_999, 0), (150_000, 30_000)])
def test_the_first_purchase_from_fifteen_hundred_roubles(price: int, off: int) -> None:
    anna = own(WEEK, member())
    quoted = quote(cart(line(1, price)), anna, WEEK, NOW)
    assert quoted.discount == off
    assert [use.lot_id for use in quoted.wallet_uses] == (["cap.first.0.campaign.account"] if off else [])
    assert quote(cart(line(1, price)), replace(anna, purchases=1), WEEK, NOW).discount == 0


@pytest.mark.parametrize(
    ("today", "hour", "level_id", "supplier", "off"),
    [
        ("2026-11-20", 18, "club", "", 700),
        ("2026-11-20", 17, "club", "", 0),
        ("2026-11-20", 22, "club", "", 700),
        ("2026-11-20", 23, "club", "", 0),
        ("2026-11-21", 18, "club", "", 0),
        ("2026-11-20", 18, "card", "", 0),
        ("2026-11-20", 18, "club", "Молзавод № 5", 0),
    ],
)
def test_a_clubs_evening_without_goods_of_a_supplier_who_opted_out(
    today: str, hour: int, level_id: str, supplier: str, off: int
) -> None:
    who = member(level_id=level_id, purchases=5)
    assert quote(cart(line(1, 10_000, supplier=supplier)), who, WEEK, day(today, hour)).discount == off


@pytest.mark.parametrize(
    ("today", "store", "left", "off"),
    [
        ("2026-11-16", "12", 100_000, 750),
        ("2026-11-22", "12", 100_000, 750),
        ("2026-11-15", "12", 100_000, 0),
        ("2026-11-23", "12", 100_000, 0),
        ("2026-11-16", "14", 100_000, 0),
        ("2026-11-16", "12", 749, 749),
        ("2026-11-16", "12", 0, 0),
    ],
)
def test_five_roubles_off_a_litre_at_a_stores_opening_within_the_days_budget(
    today: str, store: str, left: int, off: int
) -> None:
    lots = cap_lots(WEEK, ZONE, day(today), may_open=True)
    wallets = tuple(replace(each, balance=left, right=left, opens=0) for each in lots)
    goods = replace(cart(line(1, 8_000, 1_500, product_id="kvass-tap"), line(2, 9_000)), store=store, wallets=wallets)
    quoted = quote(goods, None, WEEK, day(today))
    assert quoted.discount == off
    assert [(use.lot_id, use.amount) for use in quoted.wallet_uses] == (
        [(f"cap.opening.0.{today}.campaign-opening", off)] if off else []
    )


@pytest.mark.parametrize(("third", "off"), [(1_000, 4_000), (999, 0)])
def test_the_cheapest_of_three_pieces_of_a_brand_is_free(third: int, off: int) -> None:
    goods = [line(n, price, brand="Лакомка") for n, price in ((1, 5_000), (2, 4_000))]
    goods.append(line(3, 9_000, third, brand="Лакомка"))
    assert quote(cart(*goods, line(4, 100)), None, WEEK, NOW).discount == off


@pytest.mark.parametrize(("kinds", "off"), [((), 0), (("sbp",), 100), (("sbp", "cash"), 0), (("cash",), 0)])
def test_one_percent_for_a_payment_wholly_by_sbp(kinds: tuple[str, ...], off: int) -> None:
    goods = cart(line(1, 10_000), line(2, 50_000, product_id="gift-card"))
    assert quote(replace(goods, payment_kinds=frozenset(kinds)), None, WEEK, NOW).discount == off
    assert quote(replace(goods, payment_kinds=frozenset(kinds), channel="online"), None, WEEK, NOW).discount == 0


# --- the accumulating discount ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level_id", "off"),
    [
        ("none", 0),
        ("d3", 300),
        ("d5", 500),
        ("d10", 1_000),
        ("d15", 1_500),
        ("d20", 2_000),
        ("d30", 3_000),
        ("d40", 4_000),
        ("d50", 5_000),
    ],
)
def test_the_accumulating_discount_is_on_all_goods(level_id: str, off: int) -> None:
    goods = cart(line(1, 10_000), line(2, 20_010, category="Любая"))
    quoted = quote(goods, member(level_id=level_id), example("accumulating-discount"), NOW)
    assert [q.base - q.to_pay for q in quoted.lines] == [off, 2 * off + (off + 500) // 1_000]
    if off:
        assert quoted.lines[0].discounts[0].name == f"накопительная скидка {off // 100}\u00a0%"
    assert (quoted.accrued, quoted.redemption.maximum) == (0, 0)


# --- an honest price -------------------------------------------------------------------------------------


def test_every_step_of_an_honest_price_on_one_receipt() -> None:
    honest = example("honest-price")
    goods = cart(
        line(1, 50_000, 2000, product_id="tea", category="Чай"),
        line(2, 12_000, product_id="biscuits", category="Сладости", hand_discount=500, hand_discount_reason="помято"),
        line(3, 9_000, product_id="zefir", category="Сладости"),
        line(4, 49_900, 299, product_id="cheese", member_price=44_910),
        line(5, 15_000, product_id="tobacco", category="Табак", member_price=10_000),
        line(6, 1_000, product_id="bag"),
        line(7, 100_000, product_id="coffee", cost=94_000),
        redeem="maximum",
    )
    anna = member(lot("a", 50_000), level_id="silver")
    quoted = quote(replace(goods, promo_codes=("ноябрь",)), anna, honest, NOW)
    assert offs(quoted) == [
        [("неделя чая −10 %", 10_000), ("Серебро 5\u00a0%", 4_500), ("промокод НОЯБРЬ −200", 14_147)],
        [("Серебро 5\u00a0%", 600), ("промокод НОЯБРЬ −200", 1_887), ("помято", 500)],
        [("второй за полцены", 4_500), ("промокод НОЯБРЬ −200", 744)],
        [("цена по карте", 1_492), ("промокод НОЯБРЬ −200", 2_222)],
        [],
        [("пакет в подарок", 999)],
        [("Серебро 5\u00a0%", 5_000), ("промокод НОЯБРЬ −200", 1_000)],
    ]
    # the code's 200,00 go by 855,00, 114,00, 45,00, 134,28 and 950,00; coffee has room for 10,00 above its cost,
    # and what it cannot take is spread again over the others
    assert [q.base for q in quoted.lines] == [100_000, 12_000, 9_000, 14_920, 15_000, 1_000, 100_000]
    assert [q.redeemed for q in quoted.lines] == [17_460, 2_206, 919, 2_742, 3_671, 0, 23_002]
    assert [q.to_pay for q in quoted.lines] == [53_893, 6_807, 2_837, 8_464, 11_329, 1, 70_998]
    assert (quoted.base, quoted.discount, quoted.redemption.amount, quoted.to_pay) == (251_920, 47_591, 50_000, 154_329)
    # 5 % of 1 004,35 are 50,2175; 10 % of 538,93 are 53,893
    assert [(new.name, new.points) for new in quoted.new_lots] == [("за покупку", 5_000), ("чай: 10 % баллами", 5_300)]
    for q in quoted.lines:
        assert q.base - sum(discount.amount for discount in q.discounts) - q.redeemed == q.to_pay


def test_two_machines_compare_every_figure_and_no_words() -> None:
    coupon = LotState("op.1", 1, 1, 0, NOW + DAY, "coupon:cake", "cake-coupon")
    goods = at_home(
        cart(line(1, 400_000, category="Чай"), MUG, line(2, 80_000, product_id="cake-honey"), line(3, 5_000))
    )
    quoted = quote(replace(goods, promo_codes=("нет",)), member(coupon), GIFTS, NOW)
    offering = quote(at_home(cart(line(1, 100_000, category="Чай"))), None, GIFTS, NOW)
    first_use, *uses = quoted.wallet_uses
    first_gift, *given = quoted.given
    (code,), (offer,), (new,) = quoted.codes, offering.gifts, quoted.new_lots
    others = [
        replace(quoted, wallet_uses=tuple(uses)),
        replace(quoted, wallet_uses=(replace(first_use, amount=2), *uses)),
        replace(quoted, wallet_uses=(replace(first_use, opens=first_use.opens + 1), *uses)),
        replace(quoted, given=(replace(first_gift, earned_by=()), *given)),
        replace(quoted, codes=(replace(code, refusal=""),)),
        replace(quoted, gifts=(offer,)),
        replace(quoted, new_lots=(replace(new, wallet="coupon:tea"),)),
    ]
    digests = {quote_digest(other) for other in (quoted, *others)}
    assert len(digests) == 1 + len(others)
    worded = replace(
        quoted,
        codes=(replace(code, name="other"),),
        given=(replace(first_gift, name="other"), *given),
        new_lots=(replace(new, name="other"),),
    )
    assert quote_digest(worded) == quote_digest(quoted)
