"""A buyer's purchases at the till: in any shop while the server answers, this till's own while it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.clock import SystemClock
from cashier_app.config import Server
from cashier_app.server.members import IdentifierRecord, LotRecord, MemberRecord
from cashier_app.sync.messages import AccountChange, Purchase, PurchaseLine, Purchases
from cashier_app.sync.questions import PurchasesFound
from cashier_app.till.join_command import join
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.history import HistoryScreen
from cashier_app.ui.returning import ReturnScreen
from tests.clock import START
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Chain, Client

Key = Qt.Key
CARD = "7770001000979796"


def history(hand: Hand) -> HistoryScreen:
    """The screen that is shown."""
    return hand.on("history", HistoryScreen)


def titles(screen: HistoryScreen) -> list[str]:
    """What the list says."""
    return [entry.title.replace("\u00a0", " ") for entry in screen.list.entries]


def sold(hand: Hand, *codes: str) -> None:
    """A receipt paid in cash."""
    hand.shell.go("selling")
    hand.scan(*codes)
    hand.till.paying.start()
    hand.till.paying.pay_cash("5000").result(10)


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A senior cashier, who may look, at a till without a server."""
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Соколова Рита") as taken:
        yield taken


def test_without_the_server_this_tills_own_receipts_are_there_and_said_to_be_no_more(hand: Hand) -> None:
    sold(hand, shop.MILK, shop.ANNA)
    sold(hand, shop.GOODS[2], shop.VERA)
    hand.shell.go("selling")
    hand.scan(shop.ANNA)
    hand.key(Key.Key_F5, Key.Key_F2)
    screen = history(hand)
    assert len(titles(screen)) == 1
    assert "РОМАШКА" in titles(screen)[0]
    assert screen.source.text() == "Сервер не отвечает: здесь только чеки этой кассы."
    hand.key(Key.Key_Down)
    assert [(line.title[:6], line.figure) for line in screen.lines.entries] == [("Молоко", "84,90")]
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"


def test_a_touch_on_the_buyers_panel_opens_it_and_a_return_begins_there(hand: Hand, qtbot: QtBot) -> None:
    sold(hand, shop.MILK, shop.GOODS[2], shop.ANNA)
    hand.shell.go("selling")
    hand.scan(shop.ANNA)
    selling = hand.shell.current
    qtbot.mouseClick(selling.member.who, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
    hand.rest()
    screen = history(hand)
    assert screen.give_back.reason == "Сначала выберите чек"
    hand.key(Key.Key_Down, Key.Key_F9)
    hand.on("return", ReturnScreen)
    assert hand.till.returning.active


def test_points_say_what_ends_when(hand: Hand) -> None:
    hand.scan(shop.ANNA)
    hand.key(Key.Key_F5, Key.Key_F2, Key.Key_F2)
    screen = history(hand)
    assert titles(screen) == ["210 баллов", "1 035 баллов", "86 баллов"]
    assert "сгорят после" in screen.list.entries[0].detail
    assert screen.list.entries[2].tone == "barred"
    assert "Серебро" in screen.source.text()


def test_a_cashier_needs_a_colleague_and_it_is_written_down(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as hand:
        sold(hand, shop.MILK, shop.ANNA)
        hand.shell.go("selling")
        hand.scan(shop.ANNA)
        hand.key(Key.Key_F5, Key.Key_F2)
        assert hand.where == "permission"
        hand.key(Key.Key_Escape)
        screen = history(hand)
        assert titles(screen) == []
        hand.shell.go("history")
        hand.key(Key.Key_Down)
        hand.type("9753")
        hand.key(Key.Key_F12)
        assert len(titles(history(hand))) == 1
        shop.log_in(hand.till)
        record = hand.till.journal.latest().result(10)[0]
        assert (record.act, record.allowed_by) == ("history_seen", "Лебедев Игорь")
        assert record.details == {"name": "Анна К."}


def page(first: int, count: int, cursor: str) -> PurchasesFound:
    """A page as the server tells it: receipts an hour apart, the newest first."""
    line = PurchaseLine(1, "p", "Хлеб", 2000, "pc", 5000, 10_000, 0, 0, 10_000, 100, returned=1000)
    receipts = tuple(
        Purchase(
            "sale", f"{n:032d}", n, "s2", "На Ленина", START - n * 3_600_000, 10_000, 0, 0, 10_000, 0, 100, (line,)
        )
        for n in range(first, first + count)
    )
    return PurchasesFound("found", Purchases(START, "anna", receipts, cursor))


def test_pages_come_on_demand_and_a_late_answer_disturbs_nobody(hand: Hand) -> None:
    asked: list[tuple[str, str]] = []
    waiting = []

    def purchases(account_id: str, cursor: str, told: object) -> None:
        asked.append((account_id, cursor))
        waiting.append(told)

    hand.shell.desk.purchases = purchases  # type: ignore[assignment]
    hand.scan(shop.ANNA)
    hand.shell.go("history")
    hand.rest()
    screen = history(hand)
    assert screen.source.text().startswith("Спрашиваем сервер…")
    waiting.pop()(page(1, 20, "next"))
    assert len(titles(screen)) == 20
    assert screen.source.text() == "Покупки во всех магазинах."
    hand.key(Key.Key_PageDown)
    assert asked == [("anna", ""), ("anna", "next")]
    hand.key(Key.Key_PageDown)
    assert len(asked) == 2, "one question at a time"
    waiting.pop()(page(21, 3, ""))
    assert len(titles(screen)) == 23
    assert screen.more.reason
    hand.key(Key.Key_Down)
    assert screen.lines.entries[0].state == "возвращено 1"
    hand.shell.go("selling")
    hand.shell.go("history")
    late = waiting.pop()
    hand.key(Key.Key_Escape)
    hand.scan(shop.MILK)
    late(page(1, 20, ""))
    assert hand.where == "selling"


def test_what_another_shop_sold_comes_from_the_real_server(till_template: Path, tmp_path: Path, qtbot: QtBot) -> None:
    server = RunningServer(tmp_path / "server.db", SystemClock())
    server.publish()
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.equip(server=Server(url=server.url, interval_ms=3_600_000, acquire_timeout_ms=3000))
        join(hand.till, hand.shell.desk.settings, server.pair("perm-1"))
        name = MemberRecord((IdentifierRecord("card", CARD),), name="Пётр Новиков", lots=(LotRecord(points=30_000),))
        server.bring(name, store="perm-1")
        other = Client(server.url)
        other.enrol(server.pair("другой"), "Касса на Ленина", "m-2")
        chain = Chain("other")
        answer = other.exchange(chain.request())
        account = next(each for each in answer.changes if isinstance(each, AccountChange))
        equipment = Equipment(hand.till, hand.shell.desk.settings, hand.shell)
        equipment.start()
        try:
            around = hand.shell.desk.surroundings
            qtbot.waitUntil(lambda: around.sync is not None and around.sync.online and not around.sync.loading)
            chain.sell(account, at=server.clock.now())
            other.exchange(msgspec.structs.replace(chain.request(), page=0))
            hand.scan(CARD)
            qtbot.waitUntil(lambda: hand.till.selling.member_record is not None)
            hand.shell.go("history")
            screen = history(hand)
            qtbot.waitUntil(lambda: screen.source.text() == "Покупки во всех магазинах.")
            assert len(titles(screen)) == 1
            assert "другой" in titles(screen)[0]
        finally:
            equipment.stop(2.0)
            other.close()
            server.stop()
