"""Which language a screen speaks: every text on it, and the words that belong to the other language.

What people call goods, colleagues, shops and buyers is data and stays as it is in both; so does what the two languages
share (QR, PIN, USB, names of makers).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from cashier_app.ui.accessible import Speaks
from cashier_app.ui.buttons import TouchButton
from tests.gui import shop
from tests.gui.layout import leaves

_CYRILLIC: Final = re.compile(r"[А-Яа-яЁё]{2,}")
#: Words, neither parts of an address, a path, a setting's name or a number.
_LATIN: Final = re.compile(r"(?<![\w./:@\\#=\[-])[A-Za-z]{3,}(?![\w./:@\\=\]-])")
#: Names, signs and abbreviations that Russian writes in Latin letters too.
SHARED: Final = """
    PIN USB QR TCP CUPS HID PDF Excel CSV XLSX JSON TOML HTTP HTTPS Enter Esc Del Ins Home End Ctrl Shift Tab Caps Num
    Lock ABC ESC AIM Linux Windows Debian Bluetooth SQLite English CASHIER cashier app GTIN EAN UPC Data Matrix
    Epson EPSON Honeywell Zebra Datalogic Newland Mindeo Mertech Sewoo Star Citizen Bixolon Xprinter Ellix Gprinter
    MPRINT Posiflex Aura Rongta Zjiang QinHeng Serial tcp Language
"""
#: Words that people have typed in the states that are looked at.
TYPED: Final = """
    фывапролдж касса не подошёл размер кофе за покупку женщина в красном пальто разменная монета чеки абв кузнецова
    святослав ромашка на улице ленина receipts kitchen spring согласен согласна обработку имени телефона дня участия
    программе лояльности согласие можно отозвать рождения любом магазине подарочная карта любую сумму
"""
#: Names of the two languages and of one maker, in each of them.
NAMES: Final = "язык русский атол"
#: States in which a machine, a file or the settings' own words are shown as they are.
AS_THEY_ARE: Final = frozenset(
    {"diagnosis_server", "scanner_trial_marking", "devices_scanner", "receipt_text_mistake", "settings_section"}
    | {"settings_choice", "settings_list"}
)
#: A template's word.
_WORD_OF_TEMPLATE: Final = re.compile(r"\{[^}]*\}")


def texts(window: QWidget) -> Iterator[str]:
    """Every text that a window shows, and what its buttons say of themselves."""
    for widget in leaves(window):
        if isinstance(widget, TouchButton):
            yield from (widget.caption, str(widget.reason or ""))
        elif isinstance(widget, Speaks):
            yield from widget.spoken()
        elif isinstance(widget, QAbstractItemView):
            model = widget.model()
            for row in range(model.rowCount()):
                yield str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")
        elif isinstance(widget, QLabel):
            yield widget.text()


def foreign(window: QWidget, language: str) -> list[str]:
    """Texts with words of the other language, and those words."""
    found = []
    for text in (_WORD_OF_TEMPLATE.sub("", text) for text in texts(window)):
        if language == "ru":
            words = [word for word in _LATIN.findall(text) if word.lower() not in _data()]
        else:
            words = [word for word in _CYRILLIC.findall(text) if word.lower() not in _data()]
        if words:
            found.append(f"{', '.join(words)} in “{text[:80]}”")
    return sorted(set(found))


@cache
def _data() -> frozenset[str]:
    """Every word of the shop's own data, in small letters."""
    lines = (shop.RESOURCES / "demo" / "catalogue.csv").read_text(encoding="utf-8-sig").splitlines()
    goods = [" ".join(row) for row in csv.reader(lines, delimiter=";")]
    people = [name for name, *_ in shop.PEOPLE]
    settings = shop.settings().shop
    data = " ".join(
        [*goods, *people, settings.name, settings.address, "Анна К. Борис Ж. Вера С.", TYPED, NAMES, SHARED]
    )
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]{2,}", data))
