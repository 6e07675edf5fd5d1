"""The selling screen as a cashier uses it: scans, keys and touches in, what she sees out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cashier_app.ui import language
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.goods import GoodsScreen
from cashier_app.ui.permission import PermissionScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

COFFEE = shop.GOODS[4]


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at an open shift, on the selling screen."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as made:
        yield made


@pytest.fixture
def cashier(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A cashier, who may not do everything."""
    with at_the_till(till_template, tmp_path / "till", qtbot, "Иванова Мария") as made:
        yield made


def screen(hand: Hand) -> SellingScreen:
    """The selling screen, which must be shown."""
    return hand.on("selling", SellingScreen)


def names(hand: Hand) -> list[str]:
    """What stands on the receipt."""
    return [line.name for line in screen(hand).list.lines]


def to_pay(hand: Hand) -> str:
    """The large sum, with ordinary spaces."""
    return screen(hand).totals.to_pay.replace("\u00a0", " ")


def touch_line(hand: Hand, row: int, x_from_right: int = 300) -> None:
    """Touch a line of the receipt, so far from its right edge."""
    listing = screen(hand).list
    rect = listing.place_of(row)
    point = QPoint(rect.right() - x_from_right, rect.center().y())
    hand.qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=point)
    hand.rest()


# --- goods ------------------------------------------------------------------------------------------------------


def test_scans_fill_the_receipt_and_the_newest_line_is_marked(hand: Hand) -> None:
    hand.scan(shop.MILK, shop.MILK, COFFEE)
    assert names(hand) == ["Молоко «Деревенское» 3,2 %, 1 л", "Кофе в зёрнах «Арабика», 1 кг"]
    assert [line.detail for line in screen(hand).list.lines] == ["2 × 94,90", "1 × 1\u00a0249,00"]
    assert [line.newest for line in screen(hand).list.lines] == [False, True]
    assert to_pay(hand) == "1 438,80 ₽"


def test_digits_then_a_scan_are_a_quantity(hand: Hand) -> None:
    hand.type("3")
    hand.scan(shop.MILK)
    assert screen(hand).list.lines[0].detail == "3 × 94,90"
    assert screen(hand).pad.field.text == ""


def test_digits_then_quantity_change_the_newest_or_the_touched_line(hand: Hand) -> None:
    hand.scan(shop.MILK, COFFEE)
    hand.type("2")
    hand.key(Qt.Key.Key_F2)
    touch_line(hand, 0)
    hand.type("5")
    hand.touch(screen(hand).quantity)
    assert [line.detail for line in screen(hand).list.lines] == ["5 × 94,90", "2 × 1\u00a0249,00"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("0", "Количество должно быть больше нуля. Чтобы убрать товар, удалите строку"),
        ("1000000000", "не подходящее число"),
        ("0,0001", "не подходящее число"),
        ("0,5", "продаётся поштучно"),
        ("", "Сначала наберите количество"),
    ],
)
def test_a_bad_quantity_is_refused_with_words_and_nothing_changes(hand: Hand, typed: str, told: str) -> None:
    hand.scan(shop.MILK)
    hand.type(typed)
    hand.key(Qt.Key.Key_F2)
    assert told in hand.last_told()
    assert screen(hand).list.lines[0].detail == "1 × 94,90"


def test_a_code_typed_and_entered_is_like_a_scan(hand: Hand) -> None:
    hand.type(shop.MILK)
    hand.key(Qt.Key.Key_Return)
    assert names(hand) == ["Молоко «Деревенское» 3,2 %, 1 л"]
    hand.key(Qt.Key.Key_Return)
    assert len(names(hand)) == 1


def test_an_unknown_code_bars_payment_until_it_is_taken_out_and_scanning_goes_on(hand: Hand) -> None:
    hand.scan(shop.MILK, shop.UNKNOWN, COFFEE)
    pay = screen(hand).pay
    assert names(hand)[1] == f"Не найден: {shop.UNKNOWN}"
    assert pay.reason == "сначала разберите красную строку"
    hand.key(Qt.Key.Key_F12, Qt.Key.Key_Return, Qt.Key.Key_Enter)
    assert hand.where == "selling"
    touch_line(hand, 1, x_from_right=60)
    assert len(names(hand)) == 2
    assert pay.reason == ""


def test_a_red_line_is_resolved_by_searching(hand: Hand) -> None:
    hand.scan(shop.UNKNOWN)
    touch_line(hand, 0, x_from_right=170)
    hand.on("goods", GoodsScreen).pad.field.set_text("арабика")
    hand.key(Qt.Key.Key_F12)
    assert names(hand) == ["Кофе в зёрнах «Арабика», 1 кг"]
    assert screen(hand).pay.reason == ""


def test_delete_takes_out_the_newest_and_arrows_choose_another(hand: Hand) -> None:
    hand.scan(*shop.GOODS[:3])
    hand.key(Qt.Key.Key_Delete)
    hand.key(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Delete)
    assert names(hand) == ["Сыр «Российский» 45 %, вес."]


def test_a_long_receipt_scrolls_to_its_newest_line_and_by_the_finger(hand: Hand) -> None:
    hand.scan(*shop.GOODS, *shop.MORE_GOODS)
    listing = screen(hand).list
    hand.rest()
    last = listing.place_of(len(listing.lines) - 1)
    assert last.bottom() <= listing.viewport().height()
    before = listing.verticalScrollBar().value()
    assert before > 0
    view = listing.viewport()
    hand.qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    hand.qtbot.mouseMove(view, QPoint(100, 220))
    hand.qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(100, 220))
    assert listing.verticalScrollBar().value() == max(0, before - 120)
    assert listing.chosen is None


# --- rights -----------------------------------------------------------------------------------------------------


def test_a_cancelled_receipt_asks_first_and_enter_does_not_answer(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.key(Qt.Key.Key_F8)
    assert screen(hand).question.isVisible()
    hand.key(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
    assert len(names(hand)) == 1
    hand.key(Qt.Key.Key_Minus)
    assert len(names(hand)) == 1
    assert screen(hand).pad.isVisible()
    hand.key(Qt.Key.Key_F8, Qt.Key.Key_Plus)
    assert names(hand) == []


def test_a_right_that_lacks_is_given_once_by_a_colleague(cashier: Hand) -> None:
    cashier.scan(shop.MILK)
    cashier.key(Qt.Key.Key_F8, Qt.Key.Key_Plus)
    permission = cashier.on("permission", PermissionScreen)
    assert permission.title.text() == "Аннулирование чека"
    colleague = next(user for user in cashier.till.people.everybody() if user.name == "Соколова Рита")
    cashier.touch(permission.tiles.tile(colleague.user_id))
    cashier.type("1111")
    cashier.key(Qt.Key.Key_Return)
    assert "PIN" in cashier.last_told()
    assert cashier.where == "permission"
    cashier.type("3690")
    cashier.key(Qt.Key.Key_F12)
    assert names(cashier) == []


def test_without_permission_the_receipt_stays(cashier: Hand) -> None:
    cashier.scan(shop.MILK)
    cashier.type("50")
    cashier.key(Qt.Key.Key_F3, Qt.Key.Key_Down, Qt.Key.Key_F12)
    cashier.on("permission", PermissionScreen)
    cashier.key(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert to_pay(cashier) == "94,90 ₽"


# --- buyers -----------------------------------------------------------------------------------------------------


def test_a_card_brings_the_buyer_and_one_touch_redeems_and_undoes(hand: Hand) -> None:
    hand.scan(COFFEE, shop.ANNA)
    member = screen(hand).member
    assert member.who.text().startswith("Анна К. · Серебро")
    hand.key(Qt.Key.Key_F6)
    assert member.redeem.caption.startswith("Списано 337")
    assert to_pay(hand) == "787,10 ₽"
    hand.touch(member.redeem)
    assert to_pay(hand) == "1 124,10 ₽"


@pytest.mark.parametrize("typed", ["-5", "12,345", "текст", "100000"])
def test_odd_sums_of_points_are_refused_or_limited_with_words(hand: Hand, typed: str) -> None:
    hand.scan(COFFEE, shop.ANNA)
    hand.type(typed)
    hand.key(Qt.Key.Key_F7)
    assert hand.last_told()
    assert to_pay(hand) in ("1 124,10 ₽", "787,10 ₽")


def test_an_own_sum_of_points(hand: Hand) -> None:
    hand.scan(COFFEE, shop.ANNA)
    hand.type("100")
    hand.key(Qt.Key.Key_F7)
    assert to_pay(hand) == "1 024,10 ₽"


def test_a_second_card_asks_whose_purchase_it_is(hand: Hand) -> None:
    hand.scan(COFFEE, shop.ANNA, shop.VERA)
    assert screen(hand).question.first.caption == "Анна К. · ..9195"
    hand.key(Qt.Key.Key_Return)
    assert screen(hand).question.isVisible()
    hand.key(Qt.Key.Key_Minus)
    assert screen(hand).member.who.text().startswith("Вера С.")


def test_goods_for_adults_ask_once_and_no_takes_them_out(hand: Hand) -> None:
    hand.scan(shop.MILK, shop.WINE)
    assert screen(hand).question.title.text() == "18+? Проверьте документ"
    hand.key(Qt.Key.Key_Return)
    assert screen(hand).question.isVisible()
    hand.key(Qt.Key.Key_Minus)
    assert names(hand) == ["Молоко «Деревенское» 3,2 %, 1 л"]
    hand.scan(shop.WINE)
    hand.key(Qt.Key.Key_Plus)
    hand.scan(shop.WINE)
    assert not screen(hand).question.isVisible()


def test_the_question_of_age_waits_for_its_answer_through_parking_and_other_questions(hand: Hand) -> None:
    hand.scan(shop.WINE)
    hand.shell.go("parked")
    hand.key(Qt.Key.Key_F4)
    assert not screen(hand).question.isVisible()
    hand.key(Qt.Key.Key_F4, Qt.Key.Key_F12)
    assert screen(hand).question.title.text() == "18+? Проверьте документ"
    hand.key(Qt.Key.Key_F8, Qt.Key.Key_Minus)
    assert screen(hand).question.title.text() == "18+? Проверьте документ"
    hand.key(Qt.Key.Key_Plus)
    assert screen(hand).pay.isEnabled()
    assert not screen(hand).pay.reason
    hand.key(Qt.Key.Key_Delete)
    hand.scan(shop.WINE)
    assert not screen(hand).question.isVisible()


def test_the_question_of_age_goes_with_its_goods(hand: Hand) -> None:
    hand.scan(shop.MILK, shop.WINE)
    hand.key(Qt.Key.Key_Delete)
    assert not screen(hand).question.isVisible()


def test_the_buyer_is_found_by_telephone_and_taken_off(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.type(shop.PHONE)
    hand.key(Qt.Key.Key_F5)
    assert hand.where == "buyer"
    hand.key(Qt.Key.Key_F12)
    assert screen(hand).member.who.text().startswith("Анна К.")
    hand.key(Qt.Key.Key_F5, Qt.Key.Key_Delete)
    assert screen(hand).member.who.text().startswith("Покупатель без карты")


def test_a_foreign_or_blocked_card_gives_a_notice_and_bars_nothing(hand: Hand) -> None:
    hand.scan(shop.MILK, shop.BORIS)
    assert "заблокирован" in hand.last_told()
    assert screen(hand).pay.reason == ""


@pytest.mark.parametrize("code", ["", "\x01\x02", "ф" * 40, "1" * 4096, "http://example.ru/q", "467730621105"])
def test_a_strange_scan_changes_no_sum_and_never_stops_the_till(hand: Hand, code: str) -> None:
    hand.scan(shop.MILK, code)
    assert to_pay(hand) == "94,90 ₽"
    hand.scan(COFFEE)
    assert to_pay(hand) == "1 343,90 ₽"


# --- places -----------------------------------------------------------------------------------------------------


def places(hand: Hand) -> dict[str, tuple[int, int, int, int]]:
    """Where every button of the screen stands, by what it is."""
    QApplication.processEvents()
    current = screen(hand)
    buttons = [button for button in current.findChildren(TouchButton) if not current.question.isAncestorOf(button)]
    return {
        f"{index} {button.key_sign}": (
            button.mapTo(hand.shell, QPoint(0, 0)).x(),
            button.mapTo(hand.shell, QPoint(0, 0)).y(),
            button.width(),
            button.height(),
        )
        for index, button in enumerate(buttons)
    }


def test_no_button_moves_or_goes_whatever_happens(hand: Hand) -> None:
    before = places(hand)
    for code in (*shop.GOODS, shop.ANNA, shop.UNKNOWN):
        hand.scan(code)
        assert places(hand) == before
    hand.key(Qt.Key.Key_F6)
    assert places(hand) == before


def test_the_language_changes_in_the_middle_of_a_receipt(hand: Hand) -> None:
    hand.scan(shop.MILK, shop.UNKNOWN)
    language.set_language("en")
    hand.till.set_words(language.words())
    hand.shell.refreshed()
    assert screen(hand).pay.caption == "Pay"
    assert names(hand)[1] == f"Not found: {shop.UNKNOWN}"
    assert to_pay(hand) == "94.90 ₽"


def test_a_lock_keeps_the_receipt_and_any_colleague_may_go_on(hand: Hand) -> None:
    from cashier_app.ui.login import LoginScreen

    hand.scan(shop.MILK)
    hand.key(Qt.Key.Key_F11)
    login = hand.on("login", LoginScreen)
    assert login.title.text() == "Заблокировано: Орлова Вера"
    hand.scan(COFFEE)
    colleague = next(user for user in hand.till.people.everybody() if user.name == "Иванова Мария")
    hand.touch(login.tiles.tile(colleague.user_id))
    hand.type("2580")
    hand.key(Qt.Key.Key_Return)
    assert names(hand) == ["Молоко «Деревенское» 3,2 %, 1 л"]
    assert "Иванова Мария" in hand.shell.strip.place.lower_line


def test_idle_for_long_locks(hand: Hand) -> None:
    hand.equip(selling=msgspec.structs.replace(hand.till.settings.selling, idle_lock_s=1))
    hand.qtbot.waitUntil(lambda: hand.where == "login", timeout=4000)


def test_a_chosen_line_and_the_newest_look_different_from_the_others(hand: Hand) -> None:
    hand.scan(*shop.GOODS[:3])
    touch_line(hand, 0)
    listing = screen(hand).list
    picture: QImage = listing.viewport().grab().toImage()
    rows = [listing.place_of(row) for row in range(3)]
    edge = [picture.pixelColor(1, rect.center().y()).name() for rect in rows]
    ground = [picture.pixelColor(rect.width() // 2, rect.top() + 3).name() for rect in rows]
    assert edge[0] != edge[1]
    assert ground[2] != ground[1]


def test_a_colleague_is_chosen_by_arrows_after_the_pin_as_well(cashier: Hand) -> None:
    cashier.scan(shop.MILK)
    cashier.type("10")
    cashier.key(Qt.Key.Key_F3, Qt.Key.Key_Down, Qt.Key.Key_F12)
    permission = cashier.on("permission", PermissionScreen)
    senior = next(user.user_id for user in cashier.till.people.everybody() if user.name == "Соколова Рита")
    for _ in range(5):
        cashier.key(Qt.Key.Key_Down)
    while permission.tiles.marked != senior:
        cashier.key(Qt.Key.Key_Up)
    cashier.type("3690")
    cashier.key(Qt.Key.Key_Return)
    assert to_pay(cashier) == "85,41 ₽"


def test_a_message_never_lies_over_the_line_it_is_about(hand: Hand) -> None:
    for count in range(1, 13):
        hand.scan(shop.GOODS[3] if count % 2 else shop.UNKNOWN)
        hand.shell.message.hide()
        hand.type("0")
        hand.key(Qt.Key.Key_F2)
        hand.qtbot.waitUntil(hand.shell.message.isVisible)
        view = screen(hand).list
        newest = next(row for row, line in enumerate(view.lines) if line.newest)
        place = view.place_of(newest).translated(view.mapTo(hand.shell, QPoint(0, 0)))
        assert not place.intersects(hand.shell.message.geometry()), count


def test_what_was_said_on_one_screen_is_gone_from_the_next(hand: Hand) -> None:
    hand.type("0")
    hand.key(Qt.Key.Key_F2)
    hand.qtbot.waitUntil(hand.shell.message.isVisible)
    hand.key(Qt.Key.Key_F10)
    assert hand.where == "menu"
    assert not hand.shell.message.isVisible()
