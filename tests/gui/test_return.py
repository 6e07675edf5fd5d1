"""Returns at the screen: found by code, number, day, sum or card; chosen by line and quantity; seen before done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.permission import PermissionScreen
from cashier_app.ui.returning import ReturnScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


def sell(hand: Hand, *codes: str) -> str:
    """Sell goods for cash; the receipt's id."""
    hand.scan(*codes)
    hand.key(Key.Key_F12, Key.Key_F1, Key.Key_F12)
    assert hand.where == "selling"
    return hand.till.reader.receipts(0, 2**53)[0].receipt_id


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at the till, who has sold three bottles of milk."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.receipt = sell(taken, *[shop.MILK] * 3)  # type: ignore[attr-defined]
        taken.key(Key.Key_F9)
        yield taken


def screen(hand: Hand) -> ReturnScreen:
    return hand.on("return", ReturnScreen)


def take(hand: Hand) -> None:
    hand.scan(f"CASHIER:R:{hand.receipt}")  # type: ignore[attr-defined]


def returns(hand: Hand) -> list[int]:
    """What has been given back, by return."""
    rows = hand.till.database.worker.call(lambda unit: unit.receipts.of_shift(1))
    return [row.to_pay for row in rows if row.kind == "return"]


def test_the_code_on_the_slip_takes_the_receipt(hand: Hand) -> None:
    take(hand)
    assert hand.till.returning.active
    assert len(screen(hand).list.entries) == 1
    assert screen(hand).give.reason


def test_todays_receipts_stand_there_at_once_and_a_touch_takes_one(hand: Hand) -> None:
    found = screen(hand).list
    assert len(found.entries) == 1
    place = found.visualRect(found.model().index(0, 0)).center()
    hand.qtbot.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert hand.till.returning.active


@pytest.mark.parametrize("way", [(Key.Key_F1, "1"), (Key.Key_F2, "21.11"), (Key.Key_F2, "")])
def test_a_receipt_is_found_by_number_or_day(hand: Hand, way: tuple[Key, str]) -> None:
    key, typed = way
    hand.key(key)
    hand.type(typed)
    hand.key(Key.Key_Return)
    assert hand.till.returning.active


def test_a_receipt_is_found_by_its_sum(hand: Hand) -> None:
    row = hand.till.reader.receipt(hand.receipt)  # type: ignore[attr-defined]
    assert row is not None
    hand.key(Key.Key_F3)
    hand.type(f"{row.to_pay / 100:.2f}")
    hand.key(Key.Key_Return)
    assert hand.till.returning.active


def test_a_receipt_is_found_by_the_buyers_card(hand: Hand) -> None:
    hand.key(Key.Key_Escape)
    hand.scan(shop.ANNA)
    sell(hand, shop.MILK)
    hand.key(Key.Key_F9, Key.Key_F4)
    hand.type(shop.ANNA)
    hand.key(Key.Key_Return)
    assert hand.till.returning.active
    assert "Анна" in screen(hand).detail.text()


@pytest.mark.parametrize("typed", ["999", "0", "31.2"])
def test_what_is_not_found_is_said_and_nothing_is_lost(hand: Hand, typed: str) -> None:
    hand.type(typed)
    hand.key(Key.Key_Return)
    assert not hand.till.returning.active
    assert hand.told
    assert hand.where == "return"


def test_goods_scanned_here_are_no_receipt_and_are_said_so(hand: Hand) -> None:
    hand.scan(shop.MILK)
    assert not hand.till.returning.active
    assert hand.told


def test_a_part_is_typed_and_seen_before_it_is_done(hand: Hand) -> None:
    take(hand)
    hand.type("2")
    hand.key(Key.Key_Return)
    view = hand.till.returning.view()
    assert view.lines[0].chosen == "2"
    assert screen(hand).total.figure.text() == view.total
    assert "Наличными" in screen(hand).money.text()
    assert returns(hand) == []
    hand.key(Key.Key_F12)
    assert returns(hand) == [view.total_kopecks]
    assert screen(hand).done.change.text() == view.total


def test_enter_alone_never_gives_money_back(hand: Hand) -> None:
    take(hand)
    hand.key(Key.Key_F5, Key.Key_Return, Key.Key_Enter, Key.Key_Return)
    assert returns(hand) == []
    assert hand.where == "return"


def test_more_than_was_sold_is_refused_and_the_choice_stands(hand: Hand) -> None:
    take(hand)
    hand.type("1")
    hand.key(Key.Key_Return)
    hand.type("4")
    hand.key(Key.Key_Return)
    assert hand.told
    assert hand.till.returning.view().lines[0].chosen == "1"


@pytest.mark.parametrize("typed", ["1,5", "0,001", "99999999999999999999", "1000000000"])
def test_a_quantity_that_cannot_be_is_refused_with_words(hand: Hand, typed: str) -> None:
    take(hand)
    hand.type(typed)
    hand.key(Key.Key_Return)
    assert hand.last_told()
    assert hand.till.returning.view().lines[0].chosen == ""
    assert returns(hand) == []


@pytest.mark.parametrize("code", ["CASHIER:R:" + "f" * 32, "CASHIER:R:", "\x00\x01", "9" * 4000, "ёжик" * 20])
def test_codes_that_are_no_receipt_are_refused_with_words(hand: Hand, code: str) -> None:
    hand.scan(code)
    assert not hand.till.returning.active
    assert hand.told


def test_the_rest_can_come_back_later_and_then_nothing(hand: Hand) -> None:
    row = hand.till.reader.receipt(hand.receipt)  # type: ignore[attr-defined]
    assert row is not None
    for quantity in "12":
        take(hand)
        hand.type(quantity)
        hand.key(Key.Key_Return, Key.Key_F12, Key.Key_F12, Key.Key_F9)
    assert sum(returns(hand)) == row.to_pay
    take(hand)
    assert "возвращ" in screen(hand).give.reason
    assert all(entry.tone == "barred" for entry in screen(hand).list.entries)


def test_everything_is_one_touch(hand: Hand) -> None:
    take(hand)
    hand.key(Key.Key_F5, Key.Key_F12)
    row = hand.till.reader.receipt(hand.receipt)  # type: ignore[attr-defined]
    assert row is not None
    assert returns(hand) == [row.to_pay]


def test_a_receipt_with_points_says_what_happens_to_them(hand: Hand) -> None:
    hand.key(Key.Key_Escape)
    hand.scan(shop.ANNA, *[shop.MILK] * 4)
    hand.key(Key.Key_F6)
    receipt = sell(hand)
    hand.key(Key.Key_F9)
    hand.scan(f"CASHIER:R:{receipt}")
    hand.key(Key.Key_F5)
    assert "балл" in screen(hand).points.text()
    assert screen(hand).points.text() == "\n".join(hand.till.returning.view().points)


def test_a_cashier_needs_a_colleague_who_allows_it_once(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        receipt = sell(hand, shop.MILK)
        hand.key(Key.Key_F9)
        hand.scan(f"CASHIER:R:{receipt}")
        asked = hand.on("permission", PermissionScreen)
        manager = next(user for user in hand.till.people.everybody() if user.name == "Орлова Вера")
        hand.touch(asked.tiles.tile(manager.user_id))
        hand.type("7913")
        hand.key(Key.Key_F12)
        assert hand.where == "return"
        assert hand.till.returning.active
        hand.key(Key.Key_F5, Key.Key_F12)
        assert len(returns(hand)) == 1
        # allowed once: the next return asks again
        hand.key(Key.Key_F12, Key.Key_F9)
        hand.scan(f"CASHIER:R:{receipt}")
        assert hand.where == "permission"


def test_leaving_forgets_the_choice(hand: Hand) -> None:
    take(hand)
    hand.key(Key.Key_F5, Key.Key_Escape)
    assert hand.where == "selling"
    assert not hand.till.returning.active
    assert returns(hand) == []


def test_a_card_gets_its_money_back_on_the_terminal_and_never_from_the_drawer(hand: Hand) -> None:
    hand.key(Key.Key_Escape)
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12, Key.Key_F7)
    hand.type("123")
    hand.key(Key.Key_F12, Key.Key_F12, Key.Key_F9)
    hand.type("2")
    hand.key(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    assert screen(hand).done.change_name.text() == "Вернуть на карту через терминал"


def test_what_is_left_to_return_stands_on_the_line(hand: Hand) -> None:
    take(hand)
    hand.type("1")
    hand.key(Key.Key_Return, Key.Key_F12, Key.Key_F12, Key.Key_F9)
    take(hand)
    assert [entry.state for entry in screen(hand).list.entries] == ["можно вернуть: 2"]
