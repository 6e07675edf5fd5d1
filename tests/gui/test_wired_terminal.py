"""A wired terminal at a real till's window: it answers by itself, is asked again, and is never asked to charge anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Terminal
from cashier_app.devices.simulators.terminal import TerminalServer, Trouble, Wire
from cashier_app.devices.tcp_terminal import Request
from cashier_app.storage.rows import PaymentRow
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.payment import PaymentScreen
from cashier_app.ui.returning import ReturnScreen
from tests.gui import shop
from tests.gui.faults import plain, sentence
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


class Counter:
    """A manager and a terminal that waits for cards."""

    def __init__(self, hand: Hand, server: TerminalServer) -> None:
        self.hand, self.server = hand, server

    @property
    def screen(self) -> PaymentScreen:
        return self.hand.on("payment", PaymentScreen)

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < end, self.reads()
            self.hand.qtbot.wait(10)

    def reads(self) -> str:
        if self.hand.where != "payment":
            return self.hand.where
        screen = self.screen
        asks = plain(screen.ask_text.text()) if screen.ask.isVisible() else ""
        return f"{asks} [{screen.take.caption}|{screen.declined.caption}]"

    def ask(self) -> None:
        """Milk is to be paid by card."""
        self.hand.scan(shop.MILK)
        self.hand.key(Key.Key_F12, Key.Key_F7)

    @property
    def paid(self) -> bool:
        return self.screen.pages.currentWidget() is self.screen.done


@pytest.fixture
def counter(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Counter]:
    server = TerminalServer(by_hand=True)
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        hand.equip(terminal=Terminal(driver="simulator", address=server.address))
        equipment = Equipment(hand.till, hand.till.settings, hand.shell)
        equipment.start()
        try:
            yield Counter(hand, server)
        finally:
            equipment.stop(2.0)
            hand.rest()
            server.stop()


def test_the_card_pays_without_another_touch(counter: Counter) -> None:
    counter.ask()
    counter.until(lambda: "Терминал ждёт карту" in counter.reads())
    assert counter.screen.take.reason
    counter.hand.key(Key.Key_F12, Key.Key_F7, Key.Key_F8, Key.Key_Escape)
    counter.until(lambda: len(counter.server.waiting) == 1)
    counter.server.card()
    counter.until(lambda: counter.paid)
    assert [amount for _, amount in counter.server.book] == [9490]
    assert len(counter.server.requests) == 1


def test_a_refusal_and_a_buyer_who_gives_up_leave_the_sum(counter: Counter) -> None:
    counter.ask()
    counter.until(lambda: len(counter.server.waiting) == 1)
    counter.server.card(approved=False)
    counter.until(lambda: not counter.screen.ask.isVisible())
    assert "Терминал отказал" in sentence(counter.hand)
    counter.hand.key(Key.Key_F7)
    counter.until(lambda: len(counter.server.waiting) == 1)
    assert counter.screen.declined.caption == "Отменить"
    counter.hand.key(Key.Key_F9)
    counter.until(lambda: not counter.screen.ask.isVisible())
    assert counter.server.book == []
    counter.hand.type("500")
    counter.hand.key(Key.Key_F12)
    assert counter.paid


def test_a_lost_answer_is_asked_for_until_it_comes(counter: Counter) -> None:
    counter.server._fate = lambda request: ("answer_lost", "")
    counter.ask()
    counter.until(lambda: len(counter.server.waiting) == 1)
    counter.server.card()
    counter.until(lambda: "не ответил" in counter.reads())
    counter.until(lambda: "посмотрите его последний слип" in counter.reads())
    counter.server._fate = lambda request: (None, "")
    counter.hand.key(Key.Key_F12)
    counter.until(lambda: counter.paid)
    assert [amount for _, amount in counter.server.book] == [9490]
    assert [request.do for request in counter.server.requests].count("charge") == 1


def test_a_terminal_that_is_off_says_so_and_cash_is_taken(counter: Counter) -> None:
    counter.server.switch_off()
    counter.ask()
    counter.until(lambda: not counter.screen.ask.isVisible())
    assert "Терминал выключен" in sentence(counter.hand)
    assert counter.hand.shell.desk.surroundings.terminal is not None
    assert counter.hand.shell.desk.surroundings.terminal.cause == "off"


def test_the_answer_comes_though_the_till_was_locked(counter: Counter) -> None:
    counter.ask()
    counter.until(lambda: len(counter.server.waiting) == 1)
    counter.hand.shell.lock()
    counter.server.card()
    counter.until(lambda: not counter.hand.till.paying.active)
    counter.hand.rest()
    counter.hand.type("7913")
    counter.hand.key(Key.Key_Return)
    counter.until(lambda: counter.hand.where == "payment")
    assert counter.paid


def test_a_silent_terminal_is_answered_for_and_contradicts_later(counter: Counter) -> None:
    counter.server._fate = lambda request: ("answer_lost", "")
    counter.ask()
    counter.until(lambda: len(counter.server.waiting) == 1)
    counter.server.card()
    counter.until(lambda: "посмотрите его последний слип" in counter.reads())
    counter.hand.key(Key.Key_F9)
    counter.until(lambda: counter.screen.declined.caption == "Отказ")
    counter.hand.key(Key.Key_F9)
    counter.until(lambda: not counter.screen.ask.isVisible())
    counter.server._fate = lambda request: (None, "")
    assert counter.hand.shell.desk.terminal is not None
    counter.hand.shell.desk.terminal.ask_now()
    counter.until(lambda: any("всё-таки провёл" in told.text for told in counter.hand.told))
    assert counter.hand.till.terminal_doubts.open() == ()


def test_a_refund_goes_back_by_itself(counter: Counter) -> None:
    counter.ask()
    counter.until(lambda: len(counter.server.waiting) == 1)
    counter.server.card()
    counter.until(lambda: counter.paid)
    counter.server._fate = lambda request: ("answer_lost" if request.do == "refund" else None, "")
    counter.hand.shell.go("return")
    screen = counter.hand.on("return", ReturnScreen)
    counter.hand.type("1")
    counter.hand.key(Key.Key_Return)
    counter.hand.touch(screen.everything)
    counter.hand.key(Key.Key_F12)
    counter.until(lambda: screen.pages.currentWidget() is screen.done)
    assert [amount for _, amount in counter.server.book] == [9490, -9490]
    assert [request.do for request in counter.server.requests].count("refund") == 1


@pytest.mark.parametrize("way", ["asked again", "in cash"])
def test_a_part_that_the_terminal_refuses_is_the_cashiers_to_decide(counter: Counter, way: str) -> None:
    """One part has gone back already: the refused one is neither asked for by itself nor given twice."""
    counter.server.by_hand = False
    counter.hand.scan(shop.MILK)
    counter.hand.key(Key.Key_F12)
    counter.hand.type("50")
    counter.hand.key(Key.Key_F7)
    counter.until(lambda: not counter.screen.ask.isVisible() and not counter.paid)
    counter.hand.key(Key.Key_F7)
    counter.until(lambda: counter.paid)
    refused: list[str] = []

    def fate(request: Request) -> tuple[Trouble | None, Wire]:
        refunds = [each for each in counter.server.requests if each.do == "refund"]
        if request.do == "refund" and len(refunds) == 2:
            refused.append(request.id)
            return "declined", ""
        return None, ""

    counter.server._fate = fate
    counter.hand.shell.go("return")
    screen = counter.hand.on("return", ReturnScreen)
    counter.hand.type("1")
    counter.hand.key(Key.Key_Return)
    counter.hand.touch(screen.everything)
    counter.hand.key(Key.Key_F12)
    counter.until(lambda: "отдайте её наличными" in plain(screen.ask_text.text()))
    counter.hand.qtbot.wait(200)
    assert len([each for each in counter.server.requests if each.do == "refund"]) == 2, "it was asked for by itself"
    assert screen.declined.reason
    counter.hand.key(Key.Key_F12 if way == "asked again" else Key.Key_F6)
    counter.until(lambda: screen.pages.currentWidget() is screen.done)
    back = -sum(amount for _, amount in counter.server.book if amount < 0)
    assert back == (9490 if way == "asked again" else 5000)
    assert refused[0] not in dict(counter.server.book)
    kinds = [(row.kind, row.amount) for row in _payments(counter) if row.state == "approved" and row.amount < 0]
    assert sorted(kinds) == sorted([("card", -5000), ("card" if way == "asked again" else "cash", -4490)])


def _payments(counter: Counter) -> list[PaymentRow]:
    reader = counter.hand.till.reader
    number = reader.next_number() - 1
    made = reader.receipt_by_number(number)
    assert made is not None
    return reader.payments(made.receipt_id)
