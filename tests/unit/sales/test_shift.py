"""A shift's totals: what X and Z reports print."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cashier_app.sales.shift import (
    Cancelled,
    CashMoved,
    KindTotal,
    NamedTotal,
    ShiftReceipt,
    Tally,
    VatTotal,
    total_shift,
)

SALE = ShiftReceipt(
    kind="sale",
    base=158_800,
    to_pay=114_818,
    payments=(("cash", 114_800),),
    discounts=(("цена по карте", 1_492), ("Серебро 10 %", 12_490), ("цена по карте", 8)),
    redeemed=30_000,
    redeemed_points=30_000,
    accrued_points=5_700,
    vat=((1000, 25_694, 2_336), (2000, 89_124, 14_854)),
    with_card=True,
)
CARD = ShiftReceipt(
    "sale", 10_000, 10_000, (("card", 4_000), ("cash", 6_000)), (("Серебро 10 %", 500),), vat=((None, 10_000, 0),)
)
RETURN = ShiftReceipt(
    "return", 9_490, 5_000, (("cash", 5_000),), redeemed_points=2_000, accrued_points=300, vat=((1000, 5_000, 455),)
)


def test_an_empty_shift_is_all_zeros() -> None:
    totals = total_shift(100_000, [])
    assert (totals.sales, totals.returns, totals.kinds, totals.vat, totals.discounts) == (Tally(), Tally(), (), (), ())
    assert totals.cash_expected == 100_000


def test_a_day_of_one_till() -> None:
    totals = total_shift(
        100_000,
        [SALE, CARD, RETURN],
        [CashMoved("in", 50_000), CashMoved("out", 20_000), CashMoved("out", 1_000)],
        [Cancelled("line", 9_490), Cancelled("receipt", 700), Cancelled("line", 10)],
    )
    assert (totals.sales, totals.returns) == (Tally(2, 124_800), Tally(1, 5_000))
    assert totals.kinds == (KindTotal("card", 4_000, 0), KindTotal("cash", 120_800, 5_000))
    assert totals.kinds[1].net == 115_800
    assert totals.discounts == (NamedTotal("Серебро 10 %", 2, 12_990), NamedTotal("цена по карте", 1, 1_500))
    assert totals.vat == (VatTotal(2000, 89_124, 14_854), VatTotal(1000, 20_694, 1_881), VatTotal(None, 10_000, 0))
    assert (totals.base, totals.redeemed, totals.rounding) == (168_800, 30_000, 18)
    assert (totals.redeemed_points, totals.accrued_points) == (30_000, 5_700)
    assert (totals.restored_points, totals.taken_back_points) == (2_000, 300)
    assert totals.receipts_with_card == 1
    assert (totals.cash_in, totals.cash_out) == (Tally(1, 50_000), Tally(2, 21_000))
    assert totals.cash_expected == 100_000 + 120_800 - 5_000 + 50_000 - 21_000
    assert (totals.cancelled_lines, totals.cancelled_receipts) == (Tally(2, 9_500), Tally(1, 700))


receipts = st.builds(
    lambda kind, cash, card: ShiftReceipt(kind, cash + card, cash + card, (("cash", cash), ("card", card))),
    st.sampled_from(["sale", "return"]),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)


@given(st.lists(receipts, max_size=10), st.lists(receipts, max_size=10), st.integers(0, 10**6))
def test_totals_of_a_shift_are_those_of_its_halves(
    first: list[ShiftReceipt], second: list[ShiftReceipt], cash_float: int
) -> None:
    whole = total_shift(cash_float, [*first, *second])
    halves = total_shift(cash_float, first), total_shift(0, second)
    assert whole.cash_expected == sum(half.cash_expected for half in halves)
    assert whole.sales.amount == sum(half.sales.amount for half in halves)
    assert sum(kind.net for kind in whole.kinds) == whole.sales.amount - whole.returns.amount


def test_gift_cards_sold_are_an_advance_apart_from_the_takings() -> None:
    sold = ShiftReceipt("sale", 310_000, 310_000, (("cash", 310_000),), cards=(300_000,))
    paid = ShiftReceipt("sale", 50_000, 50_000, (("gift", 40_000), ("cash", 10_000)))
    back = ShiftReceipt("return", 100_000, 100_000, (("cash", 100_000),), cards=(100_000,))
    whole = total_shift(5000, [sold, paid, back])
    assert (whole.cards_sold.count, whole.cards_sold.amount) == (1, 300_000)
    assert (whole.cards_returned.count, whole.cards_returned.amount) == (1, 100_000)
    assert whole.takings == 10_000 + 50_000
    assert whole.cash_expected == 5000 + 310_000 + 10_000 - 100_000
    assert {kind.kind: kind.net for kind in whole.kinds} == {"cash": 220_000, "gift": 40_000}
