"""The language of the screens, and how it changes while the till runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from cashier_app.core.words import Words
from cashier_app.words import LANGUAGES, load_words

#: A text that can be asked again after the language has changed: `lambda: translate("login", "Lock")`.
Text: TypeAlias = Callable[[], str]

_words: Words | None = None


def words() -> Words:
    """The words of the language on the screen (Russian until another is chosen)."""
    global _words
    if _words is None:
        _words = load_words(LANGUAGES[0])
    return _words


def translate(context: str, source: str, comment: str = "", n: int | None = None) -> str:
    """A text in the language on the screen; `%n` becomes the count.  Braces are filled by the caller afterwards."""
    return words().translate(context, source, comment, n)


def fixed(text: str) -> Text:
    """A text that is the same in every language: a name, a number, a brand."""
    return lambda: text


def use(chosen: Words) -> None:
    """Speak with these words from the start, before there is anything on the screen."""
    global _words
    _words = chosen


def set_language(language: str) -> None:
    """Change the language at once; every widget gets `QEvent.LanguageChange` and asks for its texts again."""
    global _words
    _words = load_words(language)
    if isinstance(QCoreApplication.instance(), QApplication):
        for window in QApplication.topLevelWidgets():
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
