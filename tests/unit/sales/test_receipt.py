"""The receipt on the screen: what a scan, a quantity, a removal and a card do to it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cashier_app.core.errors import Refused
from cashier_app.core.money import MAXIMUM_KOPECKS
from cashier_app.core.quantity import MAXIMUM_QUANTITY, FractionOfPiece, ZeroQuantity
from cashier_app.sales.receipt import (
    NO_HAND,
    AgeNotConfirmed,
    EmptyReceipt,
    Hand,
    Item,
    Line,
    NoMember,
    NoPrice,
    NoSuchLine,
    QuantityTooLarge,
    Receipt,
    Unresolved,
    UnresolvedLine,
    add_goods,
    add_unresolved,
    age_to_confirm,
    ask_points,
    attach_member,
    attach_unclaimed,
    change_quantity,
    check_payable,
    confirm_age,
    detach_member,
    give_by_hand,
    open_receipt,
    remove_line,
    resolve,
    to_cart,
)

MILK = Item("milk", "Молоко", 9490)
CHEESE = Item("cheese", "Сыр", 49900, unit="kg", fractional=True)
WINE = Item("wine", "Вино", 70000, minimum_age=18)


def receipt() -> Receipt:
    """An empty one."""
    return open_receipt("a" * 32, 1)


def shown(made: Receipt) -> list[tuple[int, str, int]]:
    """Number, product or code, quantity of each line."""
    return [
        (line.number, line.item.product_id if isinstance(line, Line) else line.code, line.quantity)
        for line in made.lines
    ]


# --- goods -----------------------------------------------------------------------------------------------


def test_the_same_piece_scanned_again_adds_to_its_line_and_highlights_it() -> None:
    made = add_goods(add_goods(add_goods(receipt(), MILK, code="460"), WINE), MILK, code="460")
    assert shown(made) == [(1, "milk", 2000), (2, "wine", 1000)]
    assert made.newest == 1


def test_a_quantity_before_the_scan_adds_as_much() -> None:
    made = add_goods(add_goods(receipt(), MILK, 3000), MILK, 2000)
    assert shown(made) == [(1, "milk", 5000)]


def test_weighed_packs_keep_their_own_lines() -> None:
    made = add_goods(add_goods(receipt(), CHEESE, 299), CHEESE, 299)
    assert shown(made) == [(1, "cheese", 299), (2, "cheese", 299)]


@pytest.mark.parametrize("other", [replace(MILK, price=9990), replace(MILK, member_price=9000)])
def test_a_price_that_has_changed_starts_a_line_of_its_own(other: Item) -> None:
    assert len(add_goods(add_goods(receipt(), MILK), other).lines) == 2


def test_another_code_or_a_discount_by_hand_starts_a_line_of_its_own() -> None:
    made = add_goods(add_goods(receipt(), MILK, code="460"), MILK, code="461")
    made = add_goods(give_by_hand(made, 2, Hand(amount=100, reason="помято")), MILK, code="461")
    assert [line.number for line in made.lines] == [1, 2, 3]


def test_it_is_the_last_equal_line_that_grows() -> None:
    made = add_goods(add_goods(receipt(), MILK), replace(MILK, price=9990))
    assert shown(add_goods(made, MILK)) == [(1, "milk", 2000), (2, "milk", 1000)]


@pytest.mark.parametrize(
    ("item", "quantity", "error"),
    [
        (MILK, 0, ZeroQuantity),
        (MILK, -1000, ZeroQuantity),
        (MILK, 500, FractionOfPiece),
        (MILK, MAXIMUM_QUANTITY + 1000, QuantityTooLarge),
        (CHEESE, MAXIMUM_QUANTITY + 1, QuantityTooLarge),
        (replace(CHEESE, price=MAXIMUM_KOPECKS), 2000, QuantityTooLarge),
        (replace(MILK, price=0), 1000, NoPrice),
        (replace(MILK, price=-1), 1000, NoPrice),
    ],
)
def test_what_cannot_be_sold_is_refused(item: Item, quantity: int, error: type[Refused]) -> None:
    with pytest.raises(error):
        add_goods(receipt(), item, quantity)


@pytest.mark.parametrize(("item", "error"), [(MILK, FractionOfPiece), (replace(CHEESE, price=0), NoPrice)])
def test_a_red_line_is_resolved_only_into_what_can_be_sold(item: Item, error: type[Refused]) -> None:
    with pytest.raises(error):
        resolve(add_unresolved(receipt(), "2101234002991", 299), 1, item)


def test_a_line_never_grows_beyond_what_it_holds() -> None:
    full = add_goods(receipt(), MILK, MAXIMUM_QUANTITY)
    with pytest.raises(QuantityTooLarge):
        add_goods(full, MILK)


def test_half_a_kilogram_is_fine_and_half_a_bottle_is_not() -> None:
    made = add_goods(add_goods(receipt(), CHEESE, 500), MILK)
    assert change_quantity(made, 1, 1).lines[0].quantity == 1
    with pytest.raises(FractionOfPiece):
        change_quantity(made, 2, 1500)


# --- red lines -------------------------------------------------------------------------------------------


def test_an_unknown_code_is_a_red_line_that_bars_payment_until_it_is_resolved() -> None:
    made = add_unresolved(add_goods(receipt(), WINE), "4601234567890", 2000)
    with pytest.raises(Unresolved) as refused:
        check_payable(confirm_age(made))
    assert refused.value.details == {"code": "4601234567890"}
    solved = resolve(made, 2, MILK)
    check_payable(confirm_age(solved))
    line = solved.goods[1]
    assert (line.number, line.item, line.quantity, line.code) == (2, MILK, 2000, "4601234567890")


def test_or_removed() -> None:
    made = add_unresolved(add_goods(receipt(), MILK), "460")
    check_payable(remove_line(made, 2))


def test_a_red_line_alone_is_named_before_the_empty_receipt() -> None:
    with pytest.raises(Unresolved):
        check_payable(add_unresolved(receipt(), "460"))
    with pytest.raises(EmptyReceipt):
        check_payable(receipt())


def test_only_a_red_line_is_resolved() -> None:
    with pytest.raises(NoSuchLine):
        resolve(add_goods(receipt(), MILK), 1, MILK)


def test_goods_are_what_the_engine_is_asked_about() -> None:
    made = add_unresolved(add_goods(receipt(), CHEESE, 299), "460")
    made = give_by_hand(made, 1, Hand(amount=500, reason="обветрился", most=5000))
    cart = to_cart(ask_points(attach_member(made, "anna"), "maximum"), "1", "Asia/Omsk", frozenset({"cash"}))
    (line,) = cart.lines
    assert (line.product_id, line.price, line.quantity) == ("cheese", 49900, 299)
    assert (line.hand_discount, line.hand_discount_reason, line.hand_most) == (500, "обветрился", 5000)
    assert (cart.redeem, cart.store, cart.zone, cart.payment_kinds) == ("maximum", "1", "Asia/Omsk", {"cash"})


def test_a_discount_on_the_whole_receipt_is_the_carts_own() -> None:
    made = give_by_hand(add_goods(receipt(), MILK), None, Hand(rate=500, reason="постоянный"))
    cart = to_cart(made, "1", "Asia/Omsk")
    assert (cart.hand_rate, cart.hand_discount_reason, cart.lines[0].hand_rate) == (500, "постоянный", 0)
    assert not give_by_hand(made, None, NO_HAND).hand


# --- buyer, points, age ----------------------------------------------------------------------------------


def test_another_card_forgets_the_points_asked_for_and_the_same_one_does_not() -> None:
    made = ask_points(attach_member(receipt(), "anna"), 30000)
    assert attach_member(made, "anna").redeem == 30000
    assert attach_member(made, "boris").redeem == 0
    assert detach_member(made).redeem == 0
    unknown = attach_unclaimed(made, "ff")
    assert (unknown.account_id, unknown.unclaimed, unknown.redeem) == (None, "ff", 0)
    assert attach_member(unknown, "anna").unclaimed == ""


@pytest.mark.parametrize("made", [receipt(), attach_unclaimed(receipt(), "ff")])
def test_points_need_a_known_card(made: Receipt) -> None:
    with pytest.raises(NoMember):
        ask_points(made, "maximum")
    assert ask_points(made, 0).redeem == 0


def test_the_age_is_asked_once_a_receipt() -> None:
    made = add_goods(add_goods(receipt(), MILK), WINE)
    assert age_to_confirm(made) == 18
    with pytest.raises(AgeNotConfirmed):
        check_payable(made)
    made = add_goods(confirm_age(made), WINE)
    assert age_to_confirm(made) == 0
    check_payable(made)


# --- always ----------------------------------------------------------------------------------------------

Change = Callable[[Receipt], Receipt]
numbers = st.integers(0, 8)
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(
        lambda item, q: lambda r: add_goods(r, item, q), st.sampled_from([MILK, CHEESE, WINE]), st.integers(0, 3000)
    ),
    st.builds(lambda n: lambda r: add_unresolved(r, f"code-{n}"), numbers),
    st.builds(lambda n, q: lambda r: change_quantity(r, n, q), numbers, st.integers(-1, 3000)),
    st.builds(lambda n: lambda r: remove_line(r, n), numbers),
    st.builds(lambda n: lambda r: resolve(r, n, MILK), numbers),
    st.builds(lambda n: lambda r: give_by_hand(r, n or None, Hand(amount=100, reason="x")), numbers),
)


@given(st.lists(changes, max_size=20))
def test_numbers_are_never_reused_and_a_refusal_changes_nothing(made_changes: list[Change]) -> None:
    made, ever = receipt(), {}
    for change in made_changes:
        before = msgspec.json.encode(made)
        try:
            after = change(made)
        except Refused:
            after = made
        assert msgspec.json.encode(made) == before
        for line in after.lines:
            first = ever.setdefault(line.number, line)
            same = isinstance(first, UnresolvedLine) or (isinstance(line, Line) and first.item == line.item)
            assert same, "a number stands for another product"
            assert line.quantity > 0
        assert len({line.number for line in after.lines}) == len(after.lines)
        assert after.newest == 0 if not after.lines else after.newest in {line.number for line in after.lines}
        made = after
    assert msgspec.json.decode(msgspec.json.encode(made), type=Receipt) == made
