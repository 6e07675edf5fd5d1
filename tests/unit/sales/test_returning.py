"""Choosing what comes back: never more than is left, whole pieces of pieces."""

from __future__ import annotations

import pytest

from cashier_app.core.quantity import FractionOfPiece
from cashier_app.loyalty.sold import NotSold, Returned, SoldFacts, SoldGift, SoldLine, SoldPayment, TooMuchReturned
from cashier_app.sales.returning import ReturnDraft, choose, choose_all, gifts_to_pay, left_to_return


def sold_line(number: int, quantity: int, fractional: bool = False) -> SoldLine:
    """A line of some product, one rouble a unit."""
    amount = quantity // 10
    return SoldLine(
        number, f"p{number}", f"Товар {number}", 100, quantity, amount, 0, 0, 0, amount, 0, fractional=fractional
    )


@pytest.fixture
def draft() -> ReturnDraft:
    """Three bottles, of which one is back already, and some cheese."""
    sold = SoldFacts(
        "op", None, (sold_line(1, 3000), sold_line(2, 299, fractional=True)), (SoldPayment("", "cash", 329),)
    )
    return ReturnDraft(sold, Returned(quantities={1: 1000}))


def test_what_is_left_counts_earlier_returns(draft: ReturnDraft) -> None:
    assert [left_to_return(draft, number) for number in (1, 2)] == [2000, 299]


def test_choosing_again_replaces_and_zero_takes_out(draft: ReturnDraft) -> None:
    chosen = choose(choose(choose(draft, 2, 100), 1, 1000), 1, 2000)
    assert dict(chosen.chosen) == {1: 2000, 2: 100}
    assert dict(choose(chosen, 2, 0).chosen) == {1: 2000}
    assert dict(draft.chosen) == {}


def test_everything_that_is_left(draft: ReturnDraft) -> None:
    assert dict(choose_all(draft).chosen) == {1: 2000, 2: 299}


@pytest.mark.parametrize(
    ("number", "quantity", "error"),
    [
        (1, 3000, TooMuchReturned),
        (1, -1000, TooMuchReturned),
        (2, 300, TooMuchReturned),
        (1, 500, FractionOfPiece),
        (3, 1000, NotSold),
    ],
)
def test_what_cannot_come_back_is_refused(
    draft: ReturnDraft, number: int, quantity: int, error: type[Exception]
) -> None:
    with pytest.raises(error):
        choose(draft, number, quantity)


def test_a_part_of_weighed_goods_may_come_back(draft: ReturnDraft) -> None:
    assert dict(choose(draft, 2, 1).chosen) == {2: 1}


# --- gifts -----------------------------------------------------------------------------------------------


def with_gift() -> ReturnDraft:
    """Line 2 is a gift that line 1 earned."""
    sold = SoldFacts(
        "op",
        None,
        (sold_line(1, 2000), sold_line(2, 1000)),
        (SoldPayment("", "cash", 329),),
        gifts=(SoldGift("mug", "mug", ((2, 30_000),), (1,)),),
    )
    return ReturnDraft(sold, Returned())


def test_a_gift_is_chosen_with_the_last_of_what_earned_it() -> None:
    part = choose(with_gift(), 1, 1000)
    assert part.chosen == {1: 1000}
    assert gifts_to_pay(part) == ()
    every = choose(part, 1, 2000)
    assert every.chosen == {1: 2000, 2: 1000}
    assert gifts_to_pay(every) == ()


def test_a_gift_taken_out_again_is_kept_and_paid_for() -> None:
    kept = choose(choose(with_gift(), 1, 2000), 2, 0)
    assert kept.chosen == {1: 2000}
    assert [gift.name for gift in gifts_to_pay(kept)] == ["mug"]
    # another change of what earned it does not bring the gift back in by itself
    assert choose(kept, 1, 2000).chosen == {1: 2000}
    assert choose_all(kept).chosen == {1: 2000, 2: 1000}
