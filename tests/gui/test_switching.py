"""The next cashier in one touch, and what a colleague allows once by PIN or badge."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import CardMask, Printer
from cashier_app.till.rights import Right
from cashier_app.ui.permission import PermissionScreen
from cashier_app.ui.selling import SellingScreen
from cashier_app.ui.switching import SwitchingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key
#: A badge of the shop, as a scanner reads it.
BADGE = "9900000042"


def with_badges(hand: Hand, name: str) -> None:
    """The shop has badges, and somebody has this one."""
    selling = hand.shell.desk.settings.selling
    masks = (CardMask(kind="badge", prefix="99", length=10), *selling.card_masks)
    hand.equip(
        selling=msgspec.structs.replace(selling, card_masks=masks, hand_reasons=()),
        printers=(Printer(address="127.0.0.1:9"),),
    )
    present = hand.till.people.current
    shop.log_in(hand.till, "Лебедев Игорь")
    user = next(user for user in hand.till.people.everybody() if user.name == name)
    hand.till.people.set_badge(user.user_id, BADGE).result(10)
    assert present is not None
    shop.log_in(hand.till, present.name)


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A cashier with a receipt."""
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as taken:
        taken.scan(shop.MILK)
        yield taken


def touch_name(hand: Hand) -> SwitchingScreen:
    """Touch the cashier's name on the strip."""
    hand.qtbot.mouseClick(hand.shell.strip.place, Qt.MouseButton.LeftButton)
    hand.rest()
    return hand.on("switching", SwitchingScreen)


def here(hand: Hand) -> str:
    """Who is at the till."""
    user = hand.till.people.current
    return user.name if user is not None else ""


def choose(hand: Hand, name: str) -> None:
    """Touch a colleague's tile."""
    screen = hand.shell.current
    user = next(user for user in hand.till.people.everybody() if user.name == name)
    hand.touch(screen.tiles.tile(user.user_id))  # type: ignore[union-attr]


def test_a_colleague_takes_over_and_the_receipt_is_hers(hand: Hand) -> None:
    screen = touch_name(hand)
    names = [place.caption for place in screen.tiles.places if place.isVisible()]
    assert names == ["Лебедев Игорь", "Орлова Вера", "Соколова Рита"]
    choose(hand, "Соколова Рита")
    hand.type("3690")
    assert here(hand) == "Иванова Мария"
    hand.key(Key.Key_F12)
    assert here(hand) == "Соколова Рита"
    selling = hand.on("selling", SellingScreen)
    assert len(selling.list.lines) == 1
    hand.till.paying.start()
    sold = hand.till.paying.pay_cash("1000").result(10).sold
    assert sold is not None
    row = hand.till.reader.receipt(sold.receipt_id)
    assert row is not None
    assert row.user_id == hand.till.people.current.user_id  # type: ignore[union-attr]


def test_the_receipt_is_parked_by_choice_under_the_name_of_who_began_it(hand: Hand) -> None:
    touch_name(hand)
    hand.key(Key.Key_F4)
    choose(hand, "Соколова Рита")
    hand.type("3690")
    hand.key(Key.Key_F12)
    assert not hand.till.selling.receipt.lines
    assert [each.name for each in hand.till.parking.list()] == ["Иванова Мария"]


def test_a_wrong_pin_and_a_change_of_mind_change_nobody(hand: Hand) -> None:
    touch_name(hand)
    choose(hand, "Соколова Рита")
    hand.type("0000")
    hand.key(Key.Key_F12)
    assert here(hand) == "Иванова Мария"
    assert hand.where == "switching"
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"
    assert here(hand) == "Иванова Мария"


def test_a_badge_scanned_over_the_receipt_takes_over_at_once(hand: Hand) -> None:
    with_badges(hand, "Соколова Рита")
    hand.scan(BADGE)
    assert hand.where == "selling"
    assert here(hand) == "Соколова Рита"
    assert len(hand.till.selling.receipt.lines) == 1


def test_nobody_takes_over_in_the_middle_of_a_payment_or_on_the_log_in_screen(hand: Hand) -> None:
    hand.key(Key.Key_F12)
    hand.qtbot.mouseClick(hand.shell.strip.place, Qt.MouseButton.LeftButton)
    hand.rest()
    assert hand.where == "payment"
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_F11)
    hand.qtbot.mouseClick(hand.shell.strip.place, Qt.MouseButton.LeftButton)
    hand.rest()
    assert hand.where == "login"


def by_key(*keys: Key) -> Callable[[Hand], None]:
    """Something a cashier does with keys."""
    return lambda hand: hand.key(*keys)


def give_discount(hand: Hand) -> None:
    hand.type("5")
    hand.key(Key.Key_F3)


def take_back(hand: Hand) -> None:
    hand.till.paying.start()
    sold = hand.till.paying.pay_cash("1000").result(10).sold
    assert sold is not None
    hand.shell.go("return", code=f"CASHIER:R:{sold.receipt_id}")
    hand.rest()


def cancel(hand: Hand) -> None:
    screen = hand.on("selling", SellingScreen)
    screen.cancel.press()
    screen.question.first.press()
    hand.rest()


def copy(hand: Hand) -> None:
    hand.till.paying.start()
    hand.till.paying.pay_cash("1000").result(10)
    hand.shell.go("menu")
    hand.key(Key.Key_4)


@pytest.mark.parametrize(
    ("right", "act", "way"),
    [
        ("cancel_receipt", cancel, "badge"),
        ("hand_discount", give_discount, "pin"),
        ("open_drawer", by_key(Key.Key_F10, Key.Key_5), "badge"),
        ("return", take_back, "pin"),
        ("reprint", copy, "badge"),
    ],
)
def test_what_a_cashier_may_not_a_colleague_allows_once_by_pin_or_badge(
    hand: Hand, right: Right, act: Callable[[Hand], None], way: str
) -> None:
    with_badges(hand, "Соколова Рита")
    act(hand)
    asked = hand.on("permission", PermissionScreen)
    assert asked._right == right
    hand.scan(shop.MILK)
    assert hand.where == "permission", "a scan of goods allows nothing"
    if way == "badge":
        hand.scan(BADGE)
    else:
        choose(hand, "Соколова Рита")
        hand.type("3690")
        hand.key(Key.Key_F12)
    assert hand.where != "permission"
    assert here(hand) == "Иванова Мария"
    if right != "return":
        shop.log_in(hand.till)
        record = hand.till.journal.latest().result(10)[0]
        assert (record.user, record.allowed_by) == ("Иванова Мария", "Соколова Рита")


def test_a_badge_of_somebody_without_the_right_allows_nothing(hand: Hand) -> None:
    with_badges(hand, "Иванова Мария")
    hand.key(Key.Key_F10, Key.Key_5)
    hand.scan(BADGE)
    assert hand.where == "permission"
