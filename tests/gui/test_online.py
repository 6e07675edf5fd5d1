"""The screens with a real server beside them: a card the till has never seen is asked for at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Server
from cashier_app.server.members import IdentifierRecord, LotRecord, MemberRecord
from cashier_app.till.join_command import join
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.selling import SellingScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.server.running import RunningServer

Key = Qt.Key
CARD = "7770001000979796"
PHONE = "9123456789"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A loyalty server with the demo's programme."""
    from cashier_app.clock import SystemClock

    running = RunningServer(tmp_path / "server.db", SystemClock())
    running.publish(shop.RESOURCES / "programmes" / "reference.json")
    yield running
    running.stop()


@pytest.fixture
def hand(server: RunningServer, till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at a till that has joined the server, and hears of changes only when it asks."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.equip(server=Server(url=server.url, interval_ms=3_600_000, acquire_timeout_ms=3000))
        join(taken.till, taken.shell.desk.settings, server.pair("perm-1"))
        equipment = Equipment(taken.till, taken.shell.desk.settings, taken.shell)
        equipment.start()
        try:
            around = taken.shell.desk.surroundings
            qtbot.waitUntil(lambda: around.sync is not None and around.sync.online and not around.sync.loading)
            # from now on the server knows a buyer of whom this till has not heard
            name = MemberRecord(
                (IdentifierRecord("card", CARD), IdentifierRecord("phone", PHONE)),
                name="Пётр Новиков",
                lots=(LotRecord(points=30_000),),
            )
            server.bring(name, store="perm-1")
            yield taken
        finally:
            equipment.stop(2.0)


def panel(hand: Hand) -> str:
    member = hand.till.selling.view().member
    return member.name if member is not None else ""


def test_a_card_nobody_here_has_seen_finds_its_owner(hand: Hand, qtbot: QtBot) -> None:
    hand.scan(shop.MILK, CARD)
    qtbot.waitUntil(lambda: "Пётр" in panel(hand))
    screen = hand.on("selling", SellingScreen)
    assert screen.member.isVisible()


def test_a_telephone_nobody_here_has_heard_of_finds_its_owner(hand: Hand, qtbot: QtBot) -> None:
    hand.scan(shop.MILK)
    hand.key(Key.Key_F5)
    hand.type("8" + PHONE)
    hand.key(Key.Key_F12)
    qtbot.waitUntil(lambda: hand.where == "selling")
    assert "Пётр" in panel(hand)


def test_a_telephone_that_nobody_has_is_said_after_the_server_was_asked(hand: Hand) -> None:
    hand.key(Key.Key_F5)
    hand.type("89990000000")
    hand.key(Key.Key_F12)
    assert hand.where == "buyer"
    assert "не" in hand.last_told().lower()


def test_with_the_server_gone_the_answer_comes_at_once(hand: Hand, server: RunningServer) -> None:
    state = hand.shell.desk.surroundings.sync
    assert state is not None
    server.stop()
    hand.shell.desk.surroundings.sync_now()
    hand.qtbot.waitUntil(lambda: not hand.shell.desk.surroundings.sync.online)  # type: ignore[union-attr]
    hand.key(Key.Key_F5)
    hand.type("8" + PHONE)
    hand.key(Key.Key_F12)
    assert hand.where == "buyer"
    assert hand.told
    server.start()
