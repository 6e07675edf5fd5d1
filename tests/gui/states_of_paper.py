"""States of the screen where a shop writes the head and foot of its receipts, for the gallery and the tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.ui.receipt_text import ReceiptTextScreen
from tests.gui import shop

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell

OWN_TEXT: Final = """[header]
{logo}
*^ {shop}
{address}
Ежедневно с 8 до 22
[footer]
---
* До уровня «{next_level}» осталось {to_next_level}
{if burning_points} Сгорят {burning_date} | {burning_points}
{if from 2026-12-01 and until 2027-01-10} С Новым годом!
{qr https://romashka.example.ru/r/{receipt_id}}
Спасибо за покупку!
"""


def the_screen(shell: Shell) -> ReceiptTextScreen:
    """The screen, opened by a person with the right."""
    shop.log_in(shell.desk.open_till)
    shell.go("receipt_text")
    screen = shell.current
    assert isinstance(screen, ReceiptTextScreen)
    return screen


def receipt_text(shell: Shell) -> None:
    """The shop's head and foot with a receipt of a card's holder."""
    the_screen(shell).editor.setPlainText(OWN_TEXT)


def receipt_text_mistake(shell: Shell) -> None:
    """A name that does not exist: where, what is allowed; the last good receipt stays."""
    screen = the_screen(shell)
    screen.editor.setPlainText(OWN_TEXT)
    screen.editor.setPlainText(OWN_TEXT.replace("{burning_points}\n", "{burning_point}\n"))


def receipt_text_words(shell: Shell) -> None:
    """Every word that can be written."""
    screen = the_screen(shell)
    screen.editor.setPlainText(OWN_TEXT)
    screen.help.press()


STATES_OF_PAPER: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state for state in (receipt_text, receipt_text_mistake, receipt_text_words)
}
