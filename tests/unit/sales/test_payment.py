"""Paying: what covers the sum, what is change, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.sales.payment import CashBelowSum, MoreThanDue, Tender, cash_rounding, plan_payment
from cashier_app.words import load_words


def test_cash_with_change() -> None:
    plan = plan_payment(114_818, cash=120_000)
    assert plan.tenders == (Tender("cash", 114_818, 120_000),)
    assert (plan.change, plan.due, plan.rounding) == (5_182, 114_818, 0)


def test_exact_cash_is_the_default_for_what_is_left() -> None:
    assert plan_payment(10_000, card=4_000).tenders == (Tender("card", 4_000, 4_000), Tender("cash", 6_000, 6_000))


def test_all_by_card_takes_no_cash() -> None:
    plan = plan_payment(10_000, card=10_000)
    assert plan.tenders == (Tender("card", 10_000, 10_000),)
    assert plan.change == 0


def test_three_kinds_at_once_with_change_from_the_cash() -> None:
    plan = plan_payment(10_000, card=3_000, sbp=2_000, cash=6_000)
    assert [tender.kind for tender in plan.tenders] == ["card", "sbp", "cash"]
    assert plan.change == 1_000


@pytest.mark.parametrize(("cash", "card"), [(9_999, 0), (0, 0), (999, 9_000), (-10_000, 0)])
def test_cash_below_the_sum_is_refused(cash: int, card: int) -> None:
    with pytest.raises(CashBelowSum):
        plan_payment(10_000, cash=cash, card=card)


def test_the_refusal_says_how_much_is_missing() -> None:
    with pytest.raises(CashBelowSum) as refused:
        plan_payment(114_818, cash=100_000)
    assert load_words("ru").error(refused.value) == (
        "Наличных 1\u00a0000,00 — меньше, чем к оплате 1\u00a0148,18",
        "Возьмите ещё 148,18 или оплатите часть картой",
    )


@pytest.mark.parametrize(("card", "sbp"), [(10_001, 0), (6_000, 4_001), (-1, 0), (0, -1)])
def test_a_card_never_pays_more_than_the_receipt(card: int, sbp: int) -> None:
    with pytest.raises(MoreThanDue):
        plan_payment(10_000, card=card, sbp=sbp)


@pytest.mark.parametrize(
    ("to_pay", "step", "rounding"),
    [(114_818, 100, 18), (114_800, 100, 0), (114_818, 1, 0), (50, 100, 0), (100, 100, 0)],
)
def test_cash_is_rounded_down_to_the_step(to_pay: int, step: int, rounding: int) -> None:
    assert cash_rounding(to_pay, step) == rounding


def test_only_a_receipt_paid_in_cash_alone_is_rounded() -> None:
    assert plan_payment(114_818, cash=120_000, rounding_step=100).change == 5_200
    mixed = plan_payment(114_818, card=100_000, rounding_step=100)
    assert (mixed.rounding, mixed.tenders[1].amount) == (0, 14_818)


@given(
    st.integers(0, 10**9),
    st.one_of(st.none(), st.integers(0, 10**9)),
    st.integers(0, 10**9),
    st.sampled_from([1, 50, 100]),
)
def test_tenders_always_sum_to_what_is_due_and_change_to_what_is_over(
    to_pay: int, cash: int | None, card: int, step: int
) -> None:
    try:
        plan = plan_payment(to_pay, cash=cash, card=card, rounding_step=step)
    except (CashBelowSum, MoreThanDue):
        assert card > to_pay or (cash is not None and cash + card < to_pay)
        return
    assert sum(tender.amount for tender in plan.tenders) == plan.due == to_pay - plan.rounding
    assert 0 <= plan.rounding < step
    assert plan.change >= 0
    if cash is not None:
        assert cash + card == plan.due + plan.change
