"""Finding the buyer by what is remembered of a number, and changing the cards, at the till's screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.clock import SystemClock
from cashier_app.config import Server
from cashier_app.server.members import IdentifierRecord, LotRecord, MemberRecord
from cashier_app.sync.messages import FoundMember, FoundMembers
from cashier_app.till.join_command import join
from cashier_app.ui.buyer import BuyerScreen
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.member_cards import MemberCardsScreen
from tests.clock import START
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.server.running import RunningServer

Key = Qt.Key
CARD = "7770001000979796"


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A senior cashier at a till without a server."""
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Соколова Рита") as taken:
        yield taken


def found(*members: FoundMember, more: bool = False) -> Callable[[str, Callable[[FoundMembers], None]], None]:
    """A server that finds these."""
    return lambda digits, told: told(FoundMembers(START, members, more))


def test_a_card_number_typed_attaches_the_buyer_without_the_server(hand: Hand) -> None:
    hand.key(Key.Key_F5)
    hand.type(shop.ANNA)
    hand.key(Key.Key_F12)
    assert hand.where == "selling"
    member = hand.till.selling.member
    assert member is not None
    assert member.account_id == "anna"


def test_a_part_of_a_number_without_the_server_is_refused_with_a_way_out(hand: Hand) -> None:
    hand.key(Key.Key_F5)
    hand.type("9195")
    hand.key(Key.Key_F12)
    assert hand.last_told().startswith("По части номера без связи с сервером никого не найти. Наберите телефон целиком")
    assert hand.where == "buyer"


def test_several_found_are_told_apart_by_initials_and_masks(hand: Hand) -> None:
    anna = hand.till.reader.identifiers("anna")
    vera = hand.till.reader.identifiers("vera")
    hand.shell.desk.find_members = found(
        FoundMember("anna", "Анна К.", "silver", "active", "card", "..9195", anna[0].hash.hex()),
        FoundMember("vera", "Вера С.", "gold", "active", "card", "..9195", vera[0].hash.hex()),
        more=True,
    )
    hand.key(Key.Key_F5)
    screen = hand.on("buyer", BuyerScreen)
    hand.type("9195")
    hand.key(Key.Key_F12)
    assert [(each.title, each.detail, each.figure) for each in screen.found.entries] == [
        ("Анна К.", "Серебро", "..9195"),
        ("Вера С.", "Золото", "..9195"),
    ]
    assert hand.last_told().startswith("Есть ещё: наберите больше цифр")
    hand.key(Key.Key_Down, Key.Key_Down)
    assert screen.search.caption == "Выбрать"
    hand.key(Key.Key_F12)
    member = hand.till.selling.member
    assert member is not None
    assert member.account_id == "vera"


def test_other_digits_forget_what_the_ones_before_found(hand: Hand) -> None:
    waiting: list[Callable[[FoundMembers], None]] = []
    hand.shell.desk.find_members = lambda digits, told: waiting.append(told)  # type: ignore[assignment]
    hand.key(Key.Key_F5)
    screen = hand.on("buyer", BuyerScreen)
    hand.type("9195")
    hand.key(Key.Key_F12)
    assert screen.search.reason == "спрашиваем сервер"
    hand.type("1")
    waiting[0](FoundMembers(START, (FoundMember("anna", "Анна К.", "silver", "active", "card", "..9195", "0" * 32),)))
    assert not screen.found.entries
    assert not screen.search.reason


def test_a_broken_card_is_replaced_and_a_lost_one_blocked(hand: Hand) -> None:
    hand.scan(shop.ANNA)
    hand.key(Key.Key_F5, Key.Key_F3)
    screen = hand.on("cards", MemberCardsScreen)
    assert screen.act.reason == "выберите карту или телефон"
    hand.scan(shop.NOBODY)
    assert screen.act.caption == "Заменить карту"
    hand.key(Key.Key_Return)
    assert hand.till.reader.card_of("anna") == f"..{shop.ANNA[-4:]}", "Enter changes nothing"
    hand.key(Key.Key_F12)
    assert "Сервер узнает, когда ответит" in hand.last_told()
    assert hand.till.reader.card_of("anna") == f"..{shop.NOBODY[-4:]}"
    hand.key(Key.Key_Down, Key.Key_F2, Key.Key_F12)
    assert [(each.title, each.detail) for each in screen.list.entries][-1] == ("Карты нет: выдать", "")
    hand.key(Key.Key_Escape, Key.Key_Escape)
    hand.till.selling.begin()
    hand.shell.go("selling")
    hand.scan(shop.NOBODY)
    assert "заблокирована" in hand.last_told()


def test_a_card_of_somebody_else_is_not_given(hand: Hand) -> None:
    hand.scan(shop.ANNA)
    hand.key(Key.Key_F5, Key.Key_F3)
    hand.scan(shop.VERA)
    assert "Вера С." in hand.last_told()
    assert not hand.on("cards", MemberCardsScreen).pad.field.text


def test_the_real_server_finds_by_four_digits_and_hears_of_a_new_card(
    till_template: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    server = RunningServer(tmp_path / "server.db", SystemClock())
    server.publish()
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.equip(server=Server(url=server.url, interval_ms=3_600_000, acquire_timeout_ms=3000))
        join(hand.till, hand.shell.desk.settings, server.pair("perm-1"))
        equipment = Equipment(hand.till, hand.shell.desk.settings, hand.shell)
        equipment.start()
        try:
            around = hand.shell.desk.surroundings
            qtbot.waitUntil(lambda: around.sync is not None and around.sync.online and not around.sync.loading)
            # from now on the server knows a buyer of whom this till has not heard
            cards = (IdentifierRecord("card", CARD), IdentifierRecord("phone", "9123456789"))
            server.bring(MemberRecord(cards, name="Пётр Новиков", lots=(LotRecord(points=30_000),)), store="perm-1")
            hand.key(Key.Key_F5)
            screen = hand.on("buyer", BuyerScreen)
            hand.type("6789")
            hand.key(Key.Key_F12)
            qtbot.waitUntil(lambda: len(screen.found.entries) == 1)
            hand.key(Key.Key_Down, Key.Key_F12)
            qtbot.waitUntil(lambda: hand.where == "selling" and hand.till.selling.member_record is not None)
            hand.key(Key.Key_F5, Key.Key_F3)
            hand.scan(shop.NOBODY)
            hand.key(Key.Key_F12)
            qtbot.waitUntil(lambda: any("заменена на" in each.text for each in hand.told))

            def states() -> set[tuple[str, str]]:
                import sqlalchemy as sa

                from cashier_app.server import tables

                with server.database.read() as connection:
                    query = sa.select(tables.identifier.c.value, tables.identifier.c.state)
                    return {(row.value, row.state) for row in connection.execute(query)}

            qtbot.waitUntil(lambda: (shop.NOBODY, "active") in states() and (CARD, "replaced") in states())
        finally:
            equipment.stop(2.0)
            server.stop()
