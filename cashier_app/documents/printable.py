"""Makes any text safe to send to a printer: no control characters, nothing its code page lacks.

A product name comes from a supplier's file and may hold anything; one stray byte below 0x20 is a
command to a printer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

#: What to print where the code page has no such character.
SUBSTITUTES = {
    "₽": "руб.",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "″": '"',
    "‹": "'",
    "›": "'",
    "‘": "'",
    "’": "'",
    "‚": "'",
    "′": "'",
    "`": "'",
    "´": "'",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "…": "...",
    "×": "x",
    "÷": ":",
    "±": "+-",
    "•": "*",
    "·": "*",
    "№": "N",
    "°": "гр.",
    "™": "(tm)",
    "®": "(R)",
    "©": "(C)",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "½": "1/2",
    "¼": "1/4",
    "¾": "3/4",
    "²": "2",
    "³": "3",
    "µ": "мк",
    "μ": "мк",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "і": "i",
    "І": "I",
    "ї": "i",
    "Ї": "I",
    "є": "е",
    "Є": "Е",
    "ґ": "г",
    "Ґ": "Г",
    "ў": "у",
    "Ў": "У",
    "ё": "е",
    "Ё": "Е",
}
#: What stands for a character that nothing can replace.
REPLACEMENT = "?"
NO_BREAK_SPACE = "\u00a0"


@lru_cache(maxsize=16)
def cleaner(encoding: str) -> Callable[[str], str]:
    """A function that makes a text printable in a single-byte code page, keeping no-break spaces.

    NFC first; line breaks, tabs and odd spaces become spaces; control, format and private characters
    go; a character the page lacks is substituted, stripped of its accent, or shown as `?`.
    `LookupError` for an unknown encoding, `ValueError` for one that is not single-byte over ASCII.
    """
    plain = _repertoire(encoding)
    odd = re.compile(f"[^{re.escape(''.join(sorted(plain)))}{NO_BREAK_SPACE}]").search
    known: dict[str, str] = {}

    def one(character: str) -> str:
        if character in plain or character == NO_BREAK_SPACE:
            return character
        category = unicodedata.category(character)
        if category in ("Zs", "Zl", "Zp") or character in "\t\n\r\v\f":
            return " "
        if category.startswith("C"):
            return ""
        if character in SUBSTITUTES:
            return "".join(map(one, SUBSTITUTES[character]))
        bare = "".join(
            part for part in unicodedata.normalize("NFKD", character) if not unicodedata.category(part).startswith("M")
        )
        if not bare:
            return ""
        return bare if set(bare) <= plain else REPLACEMENT

    def clean(text: str) -> str:
        if odd(text) is None:
            return text
        pieces = []
        for character in unicodedata.normalize("NFC", text):
            piece = known.get(character)
            if piece is None:
                if len(known) > 5000:
                    known.clear()
                piece = known[character] = one(character)
            pieces.append(piece)
        return "".join(pieces)

    return clean


def _repertoire(encoding: str) -> frozenset[str]:
    """The printable characters of a code page, ASCII included, no-break space excluded."""
    ascii_part = bytes(range(0x20, 0x7F))
    if ascii_part.decode(encoding, "replace") != ascii_part.decode("ascii"):
        raise ValueError(f"{encoding} is not a code page of one byte a character over ASCII")
    characters = set(ascii_part.decode("ascii"))
    for value in range(0x80, 0x100):
        character = bytes((value,)).decode(encoding, "ignore")
        if len(character) == 1 and not unicodedata.category(character).startswith(("C", "Z")):
            characters.add(character)
    if len(characters) < 160:
        raise ValueError(f"{encoding} is not a code page of one byte a character over ASCII")
    return frozenset(characters)


def clean_unicode(text: str) -> str:
    """Text for a screen or a file: NFC, without control and format characters, line breaks as spaces."""
    if text.isprintable() and text.isascii():
        return text
    pieces = []
    for character in unicodedata.normalize("NFC", text):
        if character.isprintable() or character == NO_BREAK_SPACE:
            pieces.append(character)
        elif character in "\t\n\r\v\f" or unicodedata.category(character).startswith("Z"):
            pieces.append(" ")
    return "".join(pieces)
