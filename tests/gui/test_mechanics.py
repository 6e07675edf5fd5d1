"""Promo codes, gifts, large redemptions, new cards and the honest price, as a cashier with a queue uses them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cashier_app.sync.messages import Operation, RegistrationBody
from cashier_app.ui.codes import CodesScreen
from cashier_app.ui.payment import PaymentScreen
from cashier_app.ui.permission import PermissionScreen
from cashier_app.ui.registering import RegisteringScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import mechanics, shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key
COFFEE = shop.GOODS[4]
SPACE = "\u00a0"


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at an open shift, under the programme with everything."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as made:
        mechanics.publish(made.till)
        yield made


@pytest.fixture
def cashier(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A cashier, who may not do everything."""
    with at_the_till(till_template, tmp_path / "till", qtbot, "Иванова Мария") as made:
        mechanics.publish(made.till)
        yield made


def screen(hand: Hand) -> SellingScreen:
    return hand.on("selling", SellingScreen)


def to_pay(hand: Hand) -> str:
    return screen(hand).totals.to_pay.replace(SPACE, " ")


def write(hand: Hand, text: str) -> None:
    """Type letters as a Russian keyboard sends them."""
    for letter in text:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(hand.shell, event)


def shown(hand: Hand) -> list[str]:
    """What stands on the buttons over the totals."""
    buttons = screen(hand).offers.buttons
    return [button.caption.replace(SPACE, " ") for button in buttons if button.isVisible()]


# --- promo codes ------------------------------------------------------------------------------------------


def test_a_code_scanned_on_the_receipt_works_at_once_and_a_touch_takes_it_off(hand: Hand) -> None:
    hand.scan(shop.MILK, "AUTUMN10")
    assert to_pay(hand) == "85,41 ₽"
    assert shown(hand) == ["AUTUMN10 ×"]
    assert "Осень −10 %" in hand.last_told()
    hand.touch(screen(hand).offers.buttons[0])
    assert to_pay(hand) == "94,90 ₽"
    assert not screen(hand).offers.isVisible()


def test_a_code_is_typed_on_the_screen_and_its_answer_is_told(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.key(Key.Key_Insert)
    codes = hand.on("codes", CodesScreen)
    for letter in "AUTUMN":
        hand.touch(next(cell for cell in codes.letters.cells if cell.caption == letter))
    hand.touch(codes.letters.other)
    for digit in "10":
        hand.touch(next(cell for cell in codes.letters.cells if cell.caption == digit))
    assert codes.letters.field.text == "AUTUMN10"
    hand.touch(codes.add)
    assert to_pay(hand) == "85,41 ₽"


def test_a_code_that_does_nothing_is_told_and_another_may_be_typed_at_once(hand: Hand) -> None:
    hand.scan(shop.MILK)
    hand.key(Key.Key_Insert)
    hand.type("nosuch")
    hand.key(Key.Key_F12)
    codes = hand.on("codes", CodesScreen)
    assert "нет" in hand.last_told().lower()
    assert codes.letters.field.text == ""
    hand.type("old2025")
    hand.key(Key.Key_Return)
    assert "Срок промокода прошёл" in hand.last_told()
    assert list(codes._offers) == ["code old2025"]
    hand.key(Key.Key_Delete)
    assert codes._offers == {}
    hand.scan("AUTUMN10")
    assert to_pay(hand) == "85,41 ₽"


def test_goods_scanned_while_a_code_is_typed_are_on_the_receipt(hand: Hand) -> None:
    hand.key(Key.Key_Insert)
    hand.scan(shop.MILK)
    assert to_pay(hand) == "94,90 ₽"


def test_nothing_typed_is_no_code(hand: Hand) -> None:
    hand.key(Key.Key_Insert)
    hand.key(Key.Key_Return)
    assert hand.where == "codes"
    codes = hand.on("codes", CodesScreen)
    assert "промокод" in codes.add.reason
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"


def test_a_limited_code_offline_is_refused_with_words_and_selling_goes_on(hand: Hand) -> None:
    hand.scan(shop.MILK, "THX-7Q2M")
    assert "связи нет" in hand.last_told()
    assert shown(hand) == ["THX-7Q2M ×"]
    assert to_pay(hand) == "94,90 ₽"
    assert screen(hand).pay.reason == ""


def test_where_there_is_more_to_tell_one_touch_shows_all_of_it(hand: Hand) -> None:
    hand.scan(shop.MILK, COFFEE, "AUTUMN10", "OLD2025")
    assert shown(hand) == [f"Подарок: {mechanics.COOKIES_NAME}", "Ещё 2"]
    hand.touch(screen(hand).offers.buttons[1])
    codes = hand.on("codes", CodesScreen)
    assert list(codes._offers) == ["gift cookies", "code old2025", "code autumn10"]


# --- gifts ------------------------------------------------------------------------------------------------


def test_one_touch_puts_the_gift_on_the_receipt_and_it_is_shown_as_one(hand: Hand) -> None:
    hand.scan(COFFEE)
    assert shown(hand) == [f"Подарок: {mechanics.COOKIES_NAME}"]
    hand.touch(screen(hand).offers.buttons[0])
    line = screen(hand).list.lines[-1]
    assert (line.name, line.gift, line.chips[0]) == (mechanics.COOKIES_NAME, True, "Подарок")
    assert to_pay(hand) == "1 249,01 ₽"
    assert not screen(hand).offers.isVisible()


def test_the_gift_scanned_is_the_gift(hand: Hand) -> None:
    hand.scan(COFFEE, mechanics.COOKIES_CODE)
    assert to_pay(hand) == "1 249,01 ₽"


# --- large redemptions ------------------------------------------------------------------------------------


def test_so_many_points_need_a_colleagues_pin(cashier: Hand) -> None:
    cashier.scan(*shop.GOODS, *shop.GOODS, shop.ANNA)
    cashier.key(Key.Key_F6)
    current = screen(cashier)
    assert current.hand.currentIndex() == 1
    assert "подтвердите" in current.pay.reason
    cashier.touch(current.question.first)
    permission = cashier.on("permission", PermissionScreen)
    assert {"Соколова Рита", "Орлова Вера", "Лебедев Игорь"} == {tile.text() for tile in permission.tiles._tiles}
    permission.tiles.chosen.emit(next(u.user_id for u in cashier.till.people.everybody() if u.name == "Соколова Рита"))
    cashier.type("3690")
    cashier.key(Key.Key_F12)
    cashier.qtbot.waitUntil(lambda: cashier.where == "selling")
    assert screen(cashier).hand.currentIndex() == 0
    assert screen(cashier).pay.reason == ""


def test_declined_the_points_stay_on_the_card(cashier: Hand) -> None:
    cashier.scan(*shop.GOODS, *shop.GOODS, shop.ANNA)
    cashier.key(Key.Key_F6)
    cashier.touch(screen(cashier).question.second)
    assert screen(cashier).hand.currentIndex() == 0
    assert cashier.till.selling.quoted.redemption.points == 0


def test_points_added_behind_an_open_question_are_asked_about_with_the_new_sum(cashier: Hand) -> None:
    cashier.scan(*shop.GOODS, *shop.GOODS, shop.ANNA)
    cashier.key(Key.Key_F6)
    before = screen(cashier).question.title.text()
    cashier.scan(COFFEE)
    assert screen(cashier).question.title.text() != before


# --- a new card -------------------------------------------------------------------------------------------


def test_a_buyer_is_registered_offline_in_one_screen_and_is_on_the_receipt(hand: Hand) -> None:
    hand.scan(*shop.GOODS)
    assert "Предложите карту: +100 баллов" in screen(hand).member.who.text()
    hand.key(Key.Key_Home)
    form = hand.on("registering", RegisteringScreen)
    assert "телефон" in form.register.reason
    hand.scan(shop.NOBODY)
    hand.type("89161234567")
    hand.key(Key.Key_Return)
    write(hand, "Анна Кузнецова")
    hand.key(Key.Key_Return)
    hand.type("24,11")
    hand.key(Key.Key_Return, Key.Key_Return)
    assert "согласие" in form.register.reason, "no Enter registers anybody, and nobody without consent"
    hand.key(Key.Key_F5, Key.Key_F12)
    hand.qtbot.waitUntil(lambda: hand.where == "selling")
    assert "Анна К. · Старт" in screen(hand).member.who.text()
    assert "Зарегистрировано: Анна К." in hand.last_told()
    assert "100" in screen(hand).member.pending.text()
    rows = hand.till.database.worker.call(lambda unit: unit.outbox.since(hand.till.identity.epoch, 1, 100))
    bodies = [msgspec.json.decode(row.body, type=Operation).body for row in rows]
    (body,) = [body for body in bodies if isinstance(body, RegistrationBody)]
    assert [each.value for each in body.identifiers] == [shop.NOBODY, "79161234567"]
    assert screen(hand).card.reason


def test_a_card_that_is_somebodys_is_refused_as_it_is_scanned(hand: Hand) -> None:
    hand.key(Key.Key_Home)
    hand.scan(shop.ANNA)
    form = hand.on("registering", RegisteringScreen)
    assert "уже есть в программе: Анна К." in hand.last_told()
    assert form._texts["card"] == ""
    hand.scan(shop.MILK)
    assert "не карта этого магазина" in hand.last_told()
    assert hand.till.selling.receipt.lines == ()


def test_a_telephone_that_is_somebodys_is_refused_and_what_was_typed_stays(hand: Hand) -> None:
    hand.key(Key.Key_F5)
    hand.type(shop.PHONE)
    hand.key(Key.Key_Home)
    form = hand.on("registering", RegisteringScreen)
    assert form._texts["phone"] == shop.PHONE, "what was typed for the search is there"
    hand.key(Key.Key_F3)
    write(hand, "Анна")
    hand.key(Key.Key_F5, Key.Key_F12)
    assert "уже есть в программе" in hand.last_told()
    assert hand.where == "registering"
    assert form._texts["name"] == "Анна"
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Home)
    assert set(form._texts.values()) == {""}, "the next buyer begins with an empty form"


def test_names_are_typed_on_the_screen_with_their_capitals(hand: Hand) -> None:
    hand.key(Key.Key_Home, Key.Key_F3)
    form = hand.on("registering", RegisteringScreen)
    for letter in "аня":
        hand.touch(next(cell for cell in form.letters.cells if cell.caption == letter))
    hand.touch(form.letters.space)
    hand.touch(next(cell for cell in form.letters.cells if cell.caption == "к"))
    assert form._texts["name"] == "Аня К"


# --- the honest price -------------------------------------------------------------------------------------


def test_a_touch_on_a_line_explains_its_price_and_scanning_goes_on(hand: Hand) -> None:
    hand.scan(shop.MILK, COFFEE, shop.ANNA)
    listing = screen(hand).list
    rect = listing.place_of(0)
    hand.qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, rect.center().y()))
    names = [row.name for row in listing.explanation]
    assert names == ["1 × 94,90", "Цена по карте", "К оплате", "За покупку"]
    assert listing.cut_texts() == []
    assert listing.place_of(0).height() > rect.height() * 2
    hand.scan(shop.GOODS[2])
    assert listing.explanation == (), "the next scan has folded it"
    assert len(listing.lines) == 3


def test_an_explanation_follows_what_changes_the_price(hand: Hand) -> None:
    hand.scan(COFFEE, shop.MILK)
    hand.key(Key.Key_Up)
    listing = screen(hand).list
    assert [row.name for row in listing.explanation] == ["1 × 94,90", "К оплате"]
    hand.scan(shop.ANNA)
    assert [row.name for row in listing.explanation] == ["1 × 94,90", "Цена по карте", "К оплате", "За покупку"]


# --- payment by kind --------------------------------------------------------------------------------------


def test_the_price_by_sbp_stands_on_its_button_before_anything_is_charged(hand: Hand) -> None:
    hand.scan(COFFEE)
    hand.key(Key.Key_F12)
    payment = hand.on("payment", PaymentScreen)
    assert payment.sbp.sub.replace(SPACE, " ") == "1 236,51 ₽"
    assert payment.card.sub == ""
    assert "СБП −1 % −12,49" in payment.by_kind.text()
    hand.key(Key.Key_F8)
    assert payment.to_pay.figure.text().replace(SPACE, " ") == "1 236,51 ₽"
    assert "СБП −1 % −12,49" in payment.by_kind.text()
    hand.key(Key.Key_F9)
    assert payment.to_pay.figure.text().replace(SPACE, " ") == "1 249,00 ₽"


def test_a_card_is_offered_on_the_payment_screen_too(hand: Hand) -> None:
    hand.scan(COFFEE)
    hand.key(Key.Key_F12)
    payment = hand.on("payment", PaymentScreen)
    assert "Предложите карту" in payment.card_offer.text()
    hand.key(Key.Key_Escape)
    hand.scan(shop.ANNA)
    hand.key(Key.Key_F12)
    assert payment.card_offer.text() == ""


# --- the buyer's panel ------------------------------------------------------------------------------------


def test_the_panel_says_what_has_room_and_the_buyers_screen_all_of_it(hand: Hand) -> None:
    hand.scan(shop.ANNA)
    mechanics.next_level(hand.till, "gold", 1)
    hand.shell.refreshed()
    panel = screen(hand).member.who
    assert panel.fits()
    assert "Купон: кофе со скидкой 50 %, до 30.11" in panel.text()
    assert "С 22.11: Золото" in panel.text()
    hand.key(Key.Key_F5)
    current = hand.shell.current
    assert current is not None
    told = " ".join(label.text() for label in (current.detail, current.coming, current.perks))  # type: ignore[attr-defined]
    for part in ("до уровня", "данные 14:00", "С 22.11: Золото", "Купон", "Ко дню рождения", "День рождения"):
        assert part in told


def test_a_gift_is_added_by_a_key_from_the_list_of_all_offers(hand: Hand) -> None:
    hand.scan(COFFEE, "OLD2025")
    hand.key(Key.Key_Insert)
    codes = hand.on("codes", CodesScreen)
    assert codes.list.current == "gift cookies"
    assert codes.remove.reason
    hand.key(Key.Key_F5)
    assert to_pay(hand) == "1 249,01 ₽"
