"""A monkey at the till: keys, touches, good and bad scans in any order, a disk that is full now and then.

Whatever it does, nothing is raised, every sale on the disk is paid to the kopeck, the journal's chain holds, and
the receipt on the screen is the one that a crash would give back.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from cashier_app.devices.scan import scan_of
from cashier_app.sales.receipt import Receipt
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.equipment import Equipment
from tests.clock import START
from tests.faults import full_disk
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key
#: Seeds of a run; `MONKEYS` asks for more.
MONKEYS: Final = int(os.environ.get("MONKEYS", "3"))
DEEDS: Final = 250

KEYS: Final = (
    *(Key(Key.Key_F1 + number) for number in range(12)),
    *(Key.Key_Return, Key.Key_Enter, Key.Key_Escape, Key.Key_Delete, Key.Key_Backspace),
    *(Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_Space, Key.Key_Tab),
)
TYPED: Final = ("0", "1", "7", "12,5", "-5", "0,0001", "1000000000", "100", "abc", "Молоко", "%", "31.02", "25.13", "'")
SCANS: Final = (
    *(code.encode() for code in (*shop.GOODS, shop.WINE, shop.UNKNOWN)),
    *(card.encode() for card in (shop.ANNA, shop.BORIS, shop.NOBODY, shop.VERA)),
    b"",
    bytes(range(256)),
    b"4" * 4096,
    "46773ОБ211056".encode(),
    b"2200112233445566",
    b"CASHIER:R:0123456789abcdef0123456789abcdef",
    b"CASHIER:B:1",
    b"https://example.com",
)


class Monkey:
    """Does one thing after another, and remembers what."""

    def __init__(self, hand: Hand, seed: int) -> None:
        self.hand = hand
        self.chance = random.Random(seed)
        self.done: list[str] = []

    def act(self) -> None:
        """One deed, followed to its end."""
        deeds = [self._key, self._touch, self._type, self._scan, self._come_in, self._begin_to_pay, self._answer]
        deed = self.chance.choices(deeds, [4, 4, 3, 5, 1, 2, 1])[0]
        with ExitStack() as fault:
            if self.chance.random() < 0.05 and deed != self._come_in:
                self.done.append("full disk:")
                fault.enter_context(full_disk())
            deed()
            self.hand.rest()

    def _key(self) -> None:
        key = self.chance.choice(KEYS)
        self.done.append(key.name)
        self.hand.qtbot.keyClick(self.hand.shell, key)

    def _touch(self) -> None:
        screen = self.hand.shell.current
        assert screen is not None
        buttons = [button for button in screen.findChildren(TouchButton) if button.isVisible()]
        button = self.chance.choice(buttons)
        self.done.append(f"[{button.caption}]")
        self.hand.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def _type(self) -> None:
        text = self.chance.choice(TYPED)
        self.done.append(repr(text))
        for sign in text:
            # QTest types no Cyrillic
            key = ord(sign.upper()) if sign.isascii() else 0
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(self.hand.shell, event)

    def _scan(self) -> None:
        raw = self.chance.choice(SCANS)
        self.done.append(f"scan {raw[:20]!r}")
        self.hand.shell.scan(scan_of(raw, "serial:test", START))

    def _begin_to_pay(self) -> None:
        """What a cashier does all day, up to where it gets interesting."""
        if self.hand.where in ("login", "first_person", "permission") or self.hand.till.shifts.current is None:
            return
        if not self.hand.till.paying.active:
            self.done.append("a sale")
            self.hand.shell.go("selling")
            self.hand.scan(*self.chance.sample(shop.GOODS, self.chance.randint(1, 4)))
            self.hand.key(Key.Key_F12)

    def _answer(self) -> None:
        """The terminal's answer to a card, or the exact sum."""
        if self.hand.where == "payment" and self.hand.till.paying.active:
            key = self.chance.choice((Key.Key_F1, Key.Key_F9))
            self.done.append(f"answer {key.name}")
            self.hand.key(key)

    def _come_in(self) -> None:
        """Back to work, whoever has locked the till."""
        people = self.hand.till.people
        if self.hand.where in ("login", "first_person", "permission") or people.current is None:
            self.done.append("log in")
            shop.log_in(self.hand.till)
            self.hand.shell.go("payment" if self.hand.till.paying.active else "selling")


def settled(hand: Hand) -> None:
    """All that was written behind the screen is on the disk."""
    hand.rest()
    hand.till.writer.catch_up()
    for _ in range(3):
        hand.till.database.worker.call(lambda unit: None)


@pytest.mark.parametrize("seed", range(MONKEYS))
def test_a_monkey_breaks_nothing(
    till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None], seed: int
) -> None:
    expect_log("not written|no backup|mark not written")
    with at_the_till(till_template, tmp_path / "till", qtbot) as hand:
        equipment = Equipment(hand.till, hand.shell.desk.settings, hand.shell)
        equipment.start()
        monkey = Monkey(hand, seed)
        for _ in range(DEEDS):
            with capture_exceptions() as raised:
                monkey.act()
            assert not raised, f"after {monkey.done[-12:]} at {hand.where}"
        settled(hand)
        everything_holds(hand)
        equipment.stop(1.0)
        hand.rest()


def everything_holds(hand: Hand) -> None:
    """Sales are paid, the journal's chain holds, the draft is the receipt on the screen."""
    reader = hand.till.reader
    for sale in reader.receipts(0, 2**53, limit=1000):
        paid = sum(payment.amount for payment in reader.payments(sale.receipt_id) if payment.state == "approved")
        assert paid == sum(line.to_pay for line in reader.lines(sale.receipt_id))
    assert hand.till.journal.verify().result(10) is None
    if hand.till.paying.active:
        return
    body = hand.till.database.worker.call(lambda unit: unit.drafts.load())
    draft = msgspec.json.decode(body, type=Receipt) if body is not None else None
    receipt = hand.till.selling.receipt
    if receipt.lines or receipt.account_id or receipt.unclaimed:
        assert draft == receipt
    else:
        assert draft is None or draft.lines == ()
