"""The screen of a receipt's head and foot: letter by letter what would be printed; nothing is before it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.documents.bitmap import Bitmap
from cashier_app.documents.layout import Line
from cashier_app.ui.menu import MenuScreen
from cashier_app.ui.receipt_text import ReceiptTextScreen
from tests.gui.hand import Hand, at_the_till
from tests.gui.states_of_paper import OWN_TEXT

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A manager at the screen."""
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        taken.key(Key.Key_F10)
        taken.key(Key.Key_Delete)
        yield taken


def shown(screen: ReceiptTextScreen) -> str:
    """What stands on the paper."""
    return "\n".join(each.text for each in screen.slip.paper._lines if isinstance(each, Line))


def test_what_is_typed_is_on_the_receipt_at_once(hand: Hand) -> None:
    screen = hand.on("receipt_text", ReceiptTextScreen)
    assert "Спасибо за покупку!" in shown(screen), "it begins with what the settings say"
    assert "Не является фискальным" in shown(screen)
    screen.editor.setPlainText(OWN_TEXT)
    assert "До уровня «Золото» осталось 1 681,82 ₽" in " ".join(shown(screen).split())
    assert sum(isinstance(each, Bitmap) for each in screen.slip.paper._lines) == 2, "the shop's code and the receipt's"
    hand.key(Key.Key_F2)
    assert "До уровня" not in shown(screen)
    hand.key(Key.Key_F3)
    assert "ВОЗВРАТ ТОВАРА" in shown(screen)


def test_other_paper_is_a_key_away(hand: Hand) -> None:
    screen = hand.on("receipt_text", ReceiptTextScreen)
    seen = set()
    for _ in range(3):
        seen.add(max(len(each.text) for each in screen.slip.paper._lines if isinstance(each, Line)))
        hand.key(Key.Key_F4)
    assert seen == {32, 42, 48}


def test_a_mistake_is_told_with_its_line_and_keeps_the_last_good_receipt(hand: Hand) -> None:
    screen = hand.on("receipt_text", ReceiptTextScreen)
    screen.editor.setPlainText(OWN_TEXT)
    good = shown(screen)
    screen.editor.setPlainText(OWN_TEXT.replace("{shop}", "{shpo}"))
    assert screen.told.text().startswith("Строка 3: имени {shpo} нет; может быть, {shop}?")
    assert shown(screen) == good
    hand.key(Key.Key_F12)
    assert hand.till.look.text == "", "it cannot be kept"
    screen.editor.setPlainText(OWN_TEXT)
    assert "Строка" not in screen.told.text()


def test_it_is_printed_once_it_is_kept_and_not_before(hand: Hand) -> None:
    screen = hand.on("receipt_text", ReceiptTextScreen)
    screen.editor.setPlainText(OWN_TEXT)
    assert hand.till.look.template is None
    hand.key(Key.Key_Escape)
    hand.on("menu", MenuScreen)
    hand.key(Key.Key_Delete)
    assert hand.on("receipt_text", ReceiptTextScreen).editor.toPlainText() == OWN_TEXT, "what was typed is not lost"
    hand.key(Key.Key_F12)
    assert hand.till.look.template is not None
    assert hand.till.look.text == OWN_TEXT
    screen.editor.setPlainText("[header]\nдругое")
    hand.key(Key.Key_F8)
    assert screen.editor.toPlainText() == OWN_TEXT, "taken back to what is printed"


def test_a_touched_word_stands_where_the_cursor_is(hand: Hand) -> None:
    screen = hand.on("receipt_text", ReceiptTextScreen)
    screen.editor.setPlainText("[header]\n")
    screen.editor.moveCursor(screen.editor.textCursor().MoveOperation.End)
    hand.key(Key.Key_F5)
    assert "{next_level}" in [entry.key for entry in screen.names.entries]
    screen.names.touched.emit("{shop}")
    assert screen.editor.toPlainText() == "[header]\n{shop}"
    hand.key(Key.Key_F5)
    assert screen.shown.currentWidget() is screen.slip


@pytest.fixture
def cashier(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    """A cashier in the menu."""
    with at_the_till(till_template, tmp_path / "till", qtbot, name="Иванова Мария") as taken:
        taken.key(Key.Key_F10)
        yield taken


def test_a_cashier_does_not_change_receipts(cashier: Hand) -> None:
    cashier.key(Key.Key_Delete)
    menu = cashier.on("menu", MenuScreen)
    assert menu.receipt_text.reason
