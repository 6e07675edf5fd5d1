"""Returns at the screen: found by code, number, day, sum or card; chosen by line and quantity; seen before done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cashier_app.ui.login import LoginScreen
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


# --- money that goes back on the terminal ----------------------------------------------------------------


def bought_by_card(hand: Hand) -> str:
    """A bottle of milk paid by card, wholly chosen for its return; the receipt's id."""
    hand.key(Key.Key_Escape)
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12, Key.Key_F7)
    hand.type("123")
    hand.key(Key.Key_F12, Key.Key_F12)
    receipt = hand.till.reader.receipts(0, 2**53)[0].receipt_id
    hand.key(Key.Key_F9)
    hand.scan(f"CASHIER:R:{receipt}")
    hand.key(Key.Key_F5)
    return receipt


def refunds(hand: Hand, receipt: str) -> list[tuple[str, str, str]]:
    """State of the receipt's returns, and of their refunds with the numbers of the slips."""
    return [
        (row.state, payment.state, payment.reference)
        for row in hand.till.reader.returns(receipt)
        for payment in hand.till.reader.payments(row.receipt_id)
    ]


def test_a_card_is_asked_for_on_the_terminal_and_its_number_makes_the_return(hand: Hand) -> None:
    receipt = bought_by_card(hand)
    total = hand.till.returning.view().total
    hand.key(Key.Key_F12)
    assert screen(hand).ask.isVisible()
    assert f"возврат {total}" in screen(hand).ask_title.text()
    assert refunds(hand, receipt) == [("paying", "authorising", "")]
    assert returns(hand) == []
    # without the number nothing is approved, Enter answers nothing, and there is no way round the answer
    hand.key(Key.Key_F12, Key.Key_Return, Key.Key_Escape, Key.Key_F1, Key.Key_F10)
    hand.scan(shop.MILK)
    assert "Возврат ждёт" in hand.last_told()
    assert hand.where == "return"
    assert refunds(hand, receipt) == [("paying", "authorising", "")]
    hand.type("47")
    hand.key(Key.Key_F10)
    assert "терминала" in hand.last_told()
    hand.type("11")
    hand.key(Key.Key_Return)
    assert returns(hand) == []
    hand.key(Key.Key_F12)
    assert refunds(hand, receipt) == [("final", "approved", "4711")]
    assert screen(hand).done.change_name.text() == "Возвращено через терминал"
    hand.key(Key.Key_F12)
    assert hand.where == "selling"
    assert len(returns(hand)) == 1


def test_a_declined_refund_returns_nothing_and_can_be_tried_again(hand: Hand) -> None:
    receipt = bought_by_card(hand)
    chosen = hand.till.returning.view()
    hand.key(Key.Key_F12, Key.Key_F9)
    assert "ничего не возвращено" in hand.last_told()
    assert refunds(hand, receipt) == []
    assert hand.till.returning.view() == chosen
    assert not screen(hand).ask.isVisible()
    hand.key(Key.Key_F12)
    hand.type("12")
    hand.key(Key.Key_F12)
    assert refunds(hand, receipt) == [("final", "approved", "12")]


def test_a_declined_card_can_have_its_money_in_cash_by_a_managers_word(hand: Hand) -> None:
    receipt = bought_by_card(hand)
    hand.key(Key.Key_F12, Key.Key_F6)
    row = hand.till.reader.receipt(receipt)
    assert row is not None
    [given] = hand.till.reader.returns(receipt)
    paid = [(each.kind, each.state, each.amount) for each in hand.till.reader.payments(given.receipt_id)]
    assert paid == [("card", "declined", -row.to_pay), ("cash", "approved", -row.to_pay)]
    assert screen(hand).done.change_name.text() == "Выдать наличными"
    acts = [record.act for record in hand.till.journal.latest().result(10)]
    assert acts[:2] == ["return", "refund_in_cash"]


def test_a_refund_cut_off_by_a_crash_is_asked_about_and_never_made_anew(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.key(Key.Key_F9)
        receipt = bought_by_card(hand)
        hand.key(Key.Key_F12)
    # the program is gone, the money has perhaps gone back
    with at_the_till(tmp_path / "till", tmp_path / "again", qtbot) as hand:
        user = next(user for user in hand.till.people.everybody() if user.name == "Орлова Вера")
        hand.shell.go("login")
        hand.touch(hand.on("login", LoginScreen).tiles.tile(user.user_id))
        hand.type("7913")
        hand.key(Key.Key_F12)
        assert screen(hand).ask.isVisible()
        assert "прошёл" in screen(hand).ask_title.text()
        assert "Не проводите возврат заново" in screen(hand).ask_text.text()
        assert refunds(hand, receipt) == [("paying", "unknown", "")]
        hand.key(Key.Key_Escape, Key.Key_F10)
        assert hand.where == "return"
        hand.type("4711")
        hand.key(Key.Key_F12)
        assert refunds(hand, receipt) == [("final", "approved", "4711")]


def test_after_the_lock_the_question_is_where_it_was(hand: Hand) -> None:
    receipt = bought_by_card(hand)
    hand.key(Key.Key_F12, Key.Key_F11)
    assert hand.where == "login"
    hand.type("7913")
    hand.key(Key.Key_F12)
    assert screen(hand).ask.isVisible()
    hand.key(Key.Key_F9)
    assert refunds(hand, receipt) == []


def test_a_drawer_that_lacks_the_cash_is_said_and_bars_nothing(hand: Hand) -> None:
    held = hand.till.reports.x().result(10).expected_cash
    hand.till.shifts.cash("out", f"{held // 100}", "В сейф").result(10)
    take(hand)
    assert not screen(hand).warning.isVisible()
    hand.key(Key.Key_F5)
    assert screen(hand).warning.isVisible()
    assert "не хватает" in screen(hand).warning.text()
    hand.key(Key.Key_F12)
    assert len(returns(hand)) == 1


def test_what_is_left_to_return_stands_on_the_line(hand: Hand) -> None:
    take(hand)
    hand.type("1")
    hand.key(Key.Key_Return, Key.Key_F12, Key.Key_F12, Key.Key_F9)
    take(hand)
    assert [entry.state for entry in screen(hand).list.entries] == ["можно вернуть: 2"]


# --- without a receipt -----------------------------------------------------------------------------------


def test_goods_without_a_receipt_are_scanned_for_a_reason_and_paid_in_cash(hand: Hand) -> None:
    hand.key(Key.Key_F7)
    assert screen(hand).title.text() == "Возврат без чека"
    hand.scan(shop.MILK, shop.MILK)
    view = hand.till.loose_returning.view()
    assert [line.chosen for line in view.lines] == ["2"]
    hand.key(Key.Key_F12)  # not without a reason
    assert returns(hand) == []
    hand.key(Key.Key_F1)
    hand.type("1")
    hand.key(Key.Key_Return)
    total = hand.till.loose_returning.view().total_kopecks
    hand.key(Key.Key_F12)
    assert returns(hand) == [total]
    [made] = [
        row for row in hand.till.database.worker.call(lambda unit: unit.receipts.of_shift(1)) if row.kind == "return"
    ]
    assert (made.original_id, made.reason) == (None, "Брак")
    assert screen(hand).done.change.text() == hand.till.words.money(total)
    record = hand.till.journal.latest().result(10)[0]
    assert (record.act, record.details["reason"]) == ("return_without_receipt", "Брак")


def test_a_reason_may_be_written_and_goods_found_by_name(hand: Hand) -> None:
    hand.key(Key.Key_F7, Key.Key_F4)
    hand.type("size")
    hand.key(Key.Key_F12, Key.Key_F5)
    assert hand.where == "goods"
    hand.key(Key.Key_Escape)
    assert hand.where == "return"
    hand.type(shop.MILK)
    hand.key(Key.Key_Return, Key.Key_F12)
    assert len(returns(hand)) == 1
    record = hand.till.journal.latest().result(10)[0]
    assert record.details["reason"].lower() == "size"


def test_what_is_no_product_is_refused_and_nothing_is_lost(hand: Hand) -> None:
    hand.key(Key.Key_F7)
    hand.scan(shop.MILK)
    before = hand.till.loose_returning.view()
    hand.scan("4600000999992", shop.ANNA)
    assert "не товар" in hand.last_told()
    hand.type("0,5")
    hand.key(Key.Key_Return)
    assert hand.till.loose_returning.view() == before


def test_more_than_the_settings_allow_is_said_and_barred(hand: Hand) -> None:
    hand.key(Key.Key_F7, Key.Key_F1)
    hand.scan(shop.MILK)
    hand.type("500")
    hand.key(Key.Key_Return)
    assert "не больше" in screen(hand).warning.text()
    hand.key(Key.Key_F12)
    assert returns(hand) == []


def test_without_a_receipt_a_manager_is_asked_for(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        hand.key(Key.Key_F9, Key.Key_F7)
        assert hand.where == "permission"


def test_leaving_forgets_goods_without_a_receipt(hand: Hand) -> None:
    hand.key(Key.Key_F7)
    hand.scan(shop.MILK)
    hand.key(Key.Key_F6)
    assert not hand.till.loose_returning.active
    hand.key(Key.Key_F7, Key.Key_Escape)
    assert hand.where == "selling"
    assert not hand.till.loose_returning.active
