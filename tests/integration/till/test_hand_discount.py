"""Discounts and prices by hand: rights, limits and reasons; what stands on the receipt, in the journal, on the sale."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from cashier_app.core.errors import Refused, WorldError
from cashier_app.core.number import MalformedNumber
from cashier_app.sales.receipt import EmptyReceipt
from cashier_app.storage.unit import UnitOfWork
from cashier_app.till.hand_discount import (
    AboveEveryLimit,
    Kind,
    MoreThanItCosts,
    NoReason,
    NothingToTakeOff,
    PriceNotLower,
    TooMuchDiscount,
)
from cashier_app.till.opening import Till
from cashier_app.till.rights import NeedsPermission, Permission
from tests.integration.till.shop import BREAD, COFFEE, MILK, PIN, PROGRAMME, scan

InWords = Callable[[WorldError], str]
WHY = "Уценка"


def equip(till: Till, **changes: Any) -> None:
    """Other settings of the counter."""
    selling = msgspec.structs.replace(till.settings.selling, **changes)
    till.settings = msgspec.structs.replace(till.settings, selling=selling)


def log_in_cashier(till: Till) -> None:
    """Put the cashier at the till, who has no right to it."""
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)


def give(till: Till, kind: Kind, text: str, number: int | None = 1, allowed: Permission | None = None) -> int:
    """Give it, for the usual reason; what is to pay then."""
    return till.hand_discounts.give(kind, text, number, WHY, allowed).view.to_pay


def acts(till: Till, count: int) -> list[tuple[str, dict[str, Any]]]:
    """The newest acts of the journal."""
    return [(record.act, record.details) for record in till.journal.latest().result(30)[:count]]


@pytest.mark.parametrize(
    ("kind", "text", "chip", "to_pay"),
    [
        ("percent", "10", "Уценка 10 % −124,90", 112_410),
        ("percent", "2,5", "Уценка 2,5 % −31,23", 121_777),
        ("sum", "100", "Уценка −100,00", 114_900),
        ("price", "1199,90", "Уценка −49,10", 119_990),
    ],
)
def test_each_form_stands_on_the_line_by_its_reason_and_in_the_journal(
    till: Till, kind: Kind, text: str, chip: str, to_pay: int
) -> None:
    till.selling.scan(scan(COFFEE))
    assert give(till, kind, text) == to_pay
    assert till.selling.view().lines[0].chips == (chip,)
    act, details = acts(till, 1)[0]
    assert act == ("hand_price" if kind == "price" else "hand_discount")
    assert (details["name"], details["amount"], details["reason"]) == ("Кофе", 124_900 - to_pay, WHY)
    sold = till.paying.start() and till.paying.pay_cash("2000").result(30).sold
    assert sold is not None
    assert sold.to_pay == to_pay
    assert till.reader.lines(sold.receipt_id)[0].discount == 124_900 - to_pay


@pytest.mark.parametrize(
    ("kind", "text", "chips"), [("percent", "10", ["−9,49", "−5,25"]), ("sum", "10", ["−6,44", "−3,56"])]
)
def test_the_whole_receipt_is_discounted_line_by_line(till: Till, kind: Kind, text: str, chips: list[str]) -> None:
    till.selling.scan(scan(MILK))
    till.selling.scan(scan(BREAD))
    give(till, kind, text, None)
    view = till.selling.view()
    assert [line.chips[0].rpartition(" ")[2] for line in view.lines] == chips
    offer = view.offers[0]
    assert (offer.kind, offer.act, WHY in offer.text) == ("hand", "remove", True)
    assert till.hand_discounts.take_away(None).view.to_pay == 14_740
    assert till.selling.view().offers == ()
    assert [act for act, _ in acts(till, 2)] == ["hand_discount_removed", "hand_discount"]


def test_nought_takes_a_discount_away_and_the_next_one_takes_its_place(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    assert give(till, "percent", "10") == 112_410
    assert give(till, "sum", "9") == 124_000
    assert give(till, "percent", "0") == 124_900
    assert till.hand_discounts.take_away(1).sound == "none"


def test_what_is_given_follows_the_quantity_and_never_becomes_a_larger_share(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.set_quantity("10")
    give(till, "sum", "1249", 1)
    assert till.selling.view().to_pay == 1_124_100
    assert till.selling.set_quantity("1").view.to_pay == 112_410, "a tenth was agreed to, not all of one"
    till.selling.set_quantity("20")
    assert till.selling.view().to_pay == 2_373_100


# --- limits and rights -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "small", "large"), [("percent", "10", "10,1"), ("sum", "124,90", "125"), ("price", "1124,10", "1124")]
)
def test_the_limit_is_a_share_in_whatever_form_it_is_typed(
    till: Till, in_words: InWords, kind: Kind, small: str, large: str
) -> None:
    till.selling.scan(scan(COFFEE))
    log_in_cashier(till)
    with pytest.raises(NeedsPermission) as asked:
        give(till, kind, small)
    assert asked.value.right == "hand_discount"
    in_words(asked.value)
    with pytest.raises(NeedsPermission) as asked:
        give(till, kind, large, allowed=Permission("hand_discount", "somebody"))
    assert asked.value.right == "hand_discount_above_limit"
    assert till.selling.view().to_pay == 124_900
    assert give(till, kind, small, allowed=Permission("hand_discount", "somebody")) == 112_410
    newest = till.database.worker.call(lambda unit: unit.journal.latest(1))[0]
    assert newest.allowed_by == "somebody"


def test_a_cashier_gives_alone_what_the_settings_let_her_and_nobody_more_than_the_last_limit(
    till: Till, in_words: InWords
) -> None:
    equip(till, hand_discount_cashier_percent=5, hand_discount_manager_percent=30)
    till.selling.scan(scan(COFFEE))
    with pytest.raises(AboveEveryLimit) as refused:
        give(till, "percent", "30,5")
    assert "30" in in_words(refused.value)
    log_in_cashier(till)
    assert give(till, "percent", "5") == 118_655


def test_discounts_of_the_line_and_the_receipt_are_one_share_of_the_limit(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    log_in_cashier(till)
    give(till, "percent", "10", allowed=Permission("hand_discount", "somebody"))
    with pytest.raises(NeedsPermission) as asked:
        give(till, "percent", "5", None, Permission("hand_discount", "somebody"))
    assert asked.value.right == "hand_discount_above_limit"


# --- what cannot be --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [
        ("percent", "100", TooMuchDiscount),
        ("percent", "-5", MalformedNumber),
        ("percent", "", MalformedNumber),
        ("percent", "десять", MalformedNumber),
        ("sum", "1249", MoreThanItCosts),
        ("sum", "99999", MoreThanItCosts),
        ("price", "0", PriceNotLower),
        ("price", "1249", PriceNotLower),
        ("price", "1300", PriceNotLower),
    ],
)
def test_what_cannot_be_given_changes_nothing(
    till: Till, in_words: InWords, kind: Kind, text: str, refusal: type[Refused]
) -> None:
    till.selling.scan(scan(COFFEE))
    with pytest.raises(refusal) as refused:
        give(till, kind, text)
    in_words(refused.value)
    assert till.selling.view().to_pay == 124_900


def test_a_reason_of_the_list_is_asked_for_unless_the_shop_has_none(till: Till, in_words: InWords) -> None:
    till.selling.scan(scan(COFFEE))
    for reason in ("", "просто так"):
        with pytest.raises(NoReason) as refused:
            till.hand_discounts.give("percent", "5", 1, reason)
        in_words(refused.value)
    equip(till, hand_reasons=())
    till.hand_discounts.give("percent", "5", 1)
    assert till.selling.view().lines[0].chips == ("Скидка 5 % −62,45",)


def test_a_price_belongs_to_a_line_and_an_empty_receipt_has_nothing(till: Till, in_words: InWords) -> None:
    with pytest.raises(EmptyReceipt):
        give(till, "percent", "5", None)
    till.selling.scan(scan(COFFEE))
    with pytest.raises(PriceNotLower) as refused:
        give(till, "price", "100", None)
    in_words(refused.value)


# --- as it is typed --------------------------------------------------------------------------------------


def test_what_would_come_of_it_is_told_while_it_is_typed(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    log_in_cashier(till)
    view = till.hand_discounts.view(1, "percent", "20")
    assert (view.title, view.before, view.now) == ("Кофе", "1\u00a0249,00\u00a0₽", "1\u00a0249,00\u00a0₽")
    assert "999,20" in view.would
    assert "20" in view.would
    assert view.needs
    assert till.hand_discounts.view(1, "price", "2000").would
    assert till.selling.view().to_pay == 124_900
    assert till.hand_discounts.view(None).title != "Кофе"


@pytest.mark.parametrize(("cost", "to_pay"), [(115_000, 115_000), (124_900, None)])
def test_no_discount_by_hand_takes_goods_below_their_cost(
    till: Till, in_words: InWords, cost: int, to_pay: int | None
) -> None:
    programme = json.loads(PROGRAMME.read_bytes())
    programme["discounts"] = {"cost_floor": 0}
    coffee = till.reader.product_by_id("coffee")
    assert coffee is not None
    dear = msgspec.structs.replace(coffee, cost=cost, digest=b"dear")

    def change(unit: UnitOfWork) -> None:
        unit.programmes.put(2, 0, json.dumps(programme).encode())
        unit.goods.put([dear], [("0" + COFFEE, "coffee")])

    till.database.worker.call(change)
    till.selling.refresh_member()
    till.selling.scan(scan(COFFEE))
    if to_pay is None:
        with pytest.raises(NothingToTakeOff) as refused:
            give(till, "percent", "10")
        in_words(refused.value)
        return
    outcome = till.hand_discounts.give("percent", "10", 1, WHY)
    assert outcome.view.to_pay == to_pay
    assert outcome.notice is not None
    assert "99,00" in outcome.notice.text
