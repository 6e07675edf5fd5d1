"""The return screen with a real server beside it: another till's receipt, asked for, waited for, or paid by a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.clock import SystemClock
from cashier_app.config import Server
from cashier_app.sync.messages import ReleaseBody, return_right
from cashier_app.till.join_command import join
from cashier_app.ui import elsewhere
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.returning import ReturnScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.server.running import RunningServer
from tests.integration.server.till_side import Chain, Client

Key = Qt.Key
RECEIPT = "5" * 32


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A loyalty server."""
    running = RunningServer(tmp_path / "server.db", SystemClock())
    running.publish()
    yield running
    running.stop()


class Seller:
    """Another shop's till, which has sold two loaves."""

    def __init__(self, server: RunningServer) -> None:
        self.client = Client(server.url)
        self.client.enrol(server.pair("другой"), "Касса на Ленина", "m-2")
        self.chain = Chain("other")
        self.chain.sell(receipt_id=RECEIPT, at=server.clock.now())
        self.tell()

    def tell(self) -> list[str]:
        """An exchange; the rights that it is asked for."""
        answer = self.client.exchange(msgspec.structs.replace(self.chain.request(), page=0))
        return [recall.lot_id for recall in answer.recalls]

    def give_up(self) -> None:
        """Release the right, as a till does by itself."""
        assert self.tell() == [return_right(RECEIPT)]
        self.chain.add(ReleaseBody((self.chain.count(return_right(RECEIPT), earned=1, released=1),)))
        self.tell()


@pytest.fixture
def seller(server: RunningServer) -> Iterator[Seller]:
    other = Seller(server)
    yield other
    other.client.close()


@pytest.fixture
def hand(
    server: RunningServer,
    seller: Seller,
    till_template: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Hand]:
    """A manager at a till that has joined the server."""
    del seller
    monkeypatch.setattr(elsewhere, "AGAIN_MS", 20)
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.equip(server=Server(url=server.url, interval_ms=3_600_000, acquire_timeout_ms=3000))
        join(taken.till, taken.shell.desk.settings, server.pair("perm-1"))
        equipment = Equipment(taken.till, taken.shell.desk.settings, taken.shell)
        equipment.start()
        try:
            around = taken.shell.desk.surroundings
            qtbot.waitUntil(lambda: around.sync is not None and around.sync.online and not around.sync.loading)
            taken.key(Key.Key_F9)
            yield taken
        finally:
            equipment.stop(2.0)


def screen(hand: Hand) -> ReturnScreen:
    return hand.on("return", ReturnScreen)


def test_the_receipt_comes_as_soon_as_its_till_has_given_the_right_up(hand: Hand, seller: Seller, qtbot: QtBot) -> None:
    hand.scan(f"CASHIER:R:{RECEIPT}")
    qtbot.waitUntil(lambda: "Касса на Ленина" in screen(hand).ask_text.text())
    assert screen(hand).ask_title.text() == "Ждём кассу, где продан товар…"
    assert not hand.till.returning.active
    seller.give_up()
    qtbot.waitUntil(lambda: hand.till.returning.active)
    assert not screen(hand).ask.isVisible()
    assert "магазин «" in screen(hand).detail.text()
    hand.key(Key.Key_F5, Key.Key_F12)
    [made] = hand.till.reader.returns(RECEIPT)
    assert (made.to_pay, made.reason) == (100_000, "")
    # the right went back with the return, and the next one asks again
    hand.key(Key.Key_F12, Key.Key_F9)
    hand.scan(f"CASHIER:R:{RECEIPT}")
    qtbot.waitUntil(lambda: hand.till.returning.active)
    assert not hand.till.returning.view().enabled


def test_a_number_is_looked_for_at_all_tills(hand: Hand, seller: Seller, qtbot: QtBot) -> None:
    hand.type("1")
    hand.key(Key.Key_Return)
    qtbot.waitUntil(lambda: screen(hand).elsewhere.active)
    qtbot.waitUntil(lambda: "Касса на Ленина" in screen(hand).ask_text.text())
    seller.give_up()
    qtbot.waitUntil(lambda: hand.till.returning.active)


def test_a_manager_gives_the_money_where_the_other_till_does_not_answer(
    hand: Hand, server: RunningServer, qtbot: QtBot
) -> None:
    hand.scan(f"CASHIER:R:{RECEIPT}")
    qtbot.waitUntil(lambda: screen(hand).elsewhere.may_pay)
    hand.key(Key.Key_F7)
    assert hand.till.returning.view().money_only
    hand.key(Key.Key_F5, Key.Key_F12)
    [made] = hand.till.reader.returns(RECEIPT)
    assert made.reason
    record = hand.till.journal.latest().result(10)[0]
    assert record.act == "return_money_only"
    qtbot.waitUntil(lambda: server.alarms() == ["return_elsewhere"])


def test_with_the_server_gone_goods_are_scanned_and_the_slips_number_is_kept(
    hand: Hand, server: RunningServer, qtbot: QtBot
) -> None:
    server.stop()
    hand.shell.desk.surroundings.sync_now()
    qtbot.waitUntil(lambda: not hand.shell.desk.surroundings.sync.online)  # type: ignore[union-attr]
    hand.scan(f"CASHIER:R:{RECEIPT}")
    assert screen(hand).ask_title.text() == "Сервер не отвечает"
    hand.key(Key.Key_F7)
    assert hand.till.loose_returning.view().money_only
    hand.key(Key.Key_F1)
    hand.scan(shop.MILK)
    hand.key(Key.Key_F12)
    rows = hand.till.database.worker.call(lambda unit: unit.receipts.of_shift(1))
    assert [(row.original_id, row.reason) for row in rows if row.kind == "return"] == [(RECEIPT, "Брак")]


def test_a_receipt_that_the_server_does_not_know_is_said(hand: Hand, qtbot: QtBot) -> None:
    hand.scan(f"CASHIER:R:{'0' * 32}")
    qtbot.waitUntil(lambda: screen(hand).ask_title.text() == "Сервер не знает такого чека")
    hand.key(Key.Key_Escape)
    assert hand.where == "selling"
    assert not screen_of(hand).elsewhere.active


def screen_of(hand: Hand) -> ReturnScreen:
    found = hand.shell.findChild(ReturnScreen)
    assert found is not None
    return found
