"""The screens with a real server beside them: a card the till has never seen is asked for at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.clock import SystemClock
from cashier_app.config import Server
from cashier_app.core.one_time import code_at, step_of
from cashier_app.server import phone_cards, tables
from cashier_app.server.members import IdentifierRecord, LotRecord, MemberRecord
from cashier_app.sync.enrolment import enrol
from cashier_app.till.join_command import join
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.registering import RegisteringScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import mechanics, shop
from tests.gui.hand import Hand, at_the_till
from tests.integration.server.running import RunningServer

Key = Qt.Key
CARD = "7770001000979796"
PHONE = "9123456789"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A loyalty server with the demo's programme."""
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


# --- a card in a telephone --------------------------------------------------------------------------------------


@pytest.fixture
def telephone(hand: Hand, server: RunningServer) -> Callable[[], str]:
    """What the telephone of a buyer whom this till has never seen shows now."""
    with server.database.write() as transaction:
        secret = phone_cards.give_secret(transaction, phone_cards.card_named(transaction, CARD))
    return lambda: f"CASHIER:V:{CARD}:{code_at(secret, step_of(SystemClock().now()))}"


def test_a_telephones_code_is_verified_while_the_cashier_scans_on_and_then_spends(
    hand: Hand, telephone: Callable[[], str]
) -> None:
    hand.scan(*shop.GOODS)
    hand.shell.scan(shop.scanned(telephone()))
    hand.shell.scan(shop.scanned(shop.MILK))
    hand.qtbot.waitUntil(lambda: "проверена" in (hand.told[-1].text if hand.told else ""))
    assert not hand.till.selling.receipt.unverified
    hand.qtbot.waitUntil(lambda: "Пётр" in panel(hand))
    hand.key(Key.Key_F6)
    assert hand.till.selling.quoted.redemption.points > 0


def sales(server: RunningServer) -> list[str]:
    """The state of each sale that has come to the server."""
    with server.database.read() as connection:
        rows = connection.execute(tables.operation.select().where(tables.operation.c.kind == "sale")).all()
    return [row.state for row in rows]


def test_a_photographed_code_spends_nothing(hand: Hand, server: RunningServer, telephone: Callable[[], str]) -> None:
    shown = telephone()
    with server.database.write() as transaction:
        digest = phone_cards.card_named(transaction, CARD)
        assert phone_cards.verify(transaction, digest, shown.rpartition(":")[2], "f" * 32) == "verified"
    hand.scan(*shop.GOODS)
    hand.shell.scan(shop.scanned(shown))
    hand.qtbot.waitUntil(lambda: "использован" in (hand.told[-1].text if hand.told else ""))
    hand.qtbot.waitUntil(lambda: "Пётр" in panel(hand))
    hand.key(Key.Key_F6)
    assert hand.till.selling.quoted.redemption.points == 0
    view = hand.till.selling.view().member
    assert view is not None
    assert "Код не проверен" in view.note
    # the sale earns, and the server finds nothing wrong with it
    hand.key(Key.Key_F12, Key.Key_F1, Key.Key_F12)
    around = hand.shell.desk.surroundings
    around.sync_now()
    hand.qtbot.waitUntil(lambda: sales(server) == ["applied"], timeout=20_000)
    with server.database.read() as connection:
        assert connection.execute(tables.alarm.select()).all() == []
        entries = connection.execute(tables.entry.select().where(tables.entry.c.kind == "accrual")).all()
        assert any(row.points > 0 and row.epoch for row in entries)


def test_offline_a_telephone_only_identifies_and_it_is_said_at_once(
    hand: Hand, server: RunningServer, telephone: Callable[[], str]
) -> None:
    server.stop()
    hand.shell.desk.surroundings.sync_now()
    hand.qtbot.waitUntil(lambda: not hand.shell.desk.surroundings.sync.online)  # type: ignore[union-attr]
    hand.scan(shop.MILK)
    hand.shell.scan(shop.scanned(f"CASHIER:V:{shop.ANNA}:12345678"))
    assert "не списываются" in hand.last_told()
    hand.key(Key.Key_F6)
    assert hand.till.selling.quoted.redemption.points == 0
    assert panel(hand) == f"Карта ..{shop.ANNA[-4:]}"
    server.start()


# --- what is limited, and new cards -----------------------------------------------------------------------------


@pytest.fixture
def one_of_two(tmp_path: Path, till_template: Path, qtbot: QtBot) -> Iterator[tuple[Hand, RunningServer]]:
    """A manager at one of two tills of a shop whose programme has one-use codes."""
    running = RunningServer(tmp_path / "server.db", SystemClock())
    body = tmp_path / "programme.json"
    body.write_bytes(mechanics.programme(rules=("thanks",)))
    running.publish(body)
    enrol(running.url, running.pair("perm-1"), "the other till", "other")
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.equip(server=Server(url=running.url, interval_ms=3_600_000, acquire_timeout_ms=3000))
        join(taken.till, taken.shell.desk.settings, running.pair("perm-1"))
        equipment = Equipment(taken.till, taken.shell.desk.settings, taken.shell)
        equipment.start()
        try:
            around = taken.shell.desk.surroundings
            qtbot.waitUntil(lambda: around.sync is not None and around.sync.online and not around.sync.loading)
            taken.shell.refreshed()
            yield taken, running
        finally:
            equipment.stop(2.0)
            running.stop()


def test_a_one_use_code_is_asked_for_while_the_cashier_scans_on_and_then_told(
    one_of_two: tuple[Hand, RunningServer], qtbot: QtBot
) -> None:
    hand, _ = one_of_two
    hand.shell.scan(shop.scanned(shop.MILK))
    hand.shell.scan(shop.scanned("THX-7Q2M"))
    hand.shell.scan(shop.scanned(shop.GOODS[2]))
    qtbot.waitUntil(lambda: hand.till.selling.view().to_pay == 9490 + 5290 - 10_000)
    screen = hand.on("selling", SellingScreen)
    assert screen.offers.buttons[0].caption == "THX-7Q2M\u00a0×"
    assert "Спасибо −100" in hand.last_told()


def test_a_card_that_only_the_server_knows_is_not_registered_twice(
    one_of_two: tuple[Hand, RunningServer], qtbot: QtBot
) -> None:
    hand, server = one_of_two
    name = MemberRecord((IdentifierRecord("card", CARD), IdentifierRecord("phone", PHONE)), name="Пётр Новиков")
    server.bring(name, store="perm-1")
    hand.key(Key.Key_Home)
    form = hand.on("registering", RegisteringScreen)
    hand.type("8" + PHONE)
    hand.key(Key.Key_F3)
    form.letters.field.set_text("Пётр")
    hand.key(Key.Key_F5, Key.Key_F12)
    qtbot.waitUntil(lambda: any("уже есть в программе: Пётр Н." in each.text for each in hand.told))
    assert hand.where == "registering"
