"""Single cells: numbers, identifiers, states, levels, each understood or refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from cashier_app.catalog.importers.judging import SPOILED_NUMBER
from cashier_app.core.ids import plain_identifier
from cashier_app.core.money import MAXIMUM_KOPECKS
from cashier_app.core.points import MAXIMUM_POINTS
from cashier_app.loyalty.programme import Programme
from cashier_app.server.migrating.items import Flaw, IdentifierItem, IdentifierKind

#: The longest sum of uses of a coupon that is not a slip of the hand.
MAXIMUM_USES: Final = 1000

_NUMBER: Final = re.compile(r"[+]?([0-9]+)(?:[.,]([0-9]*))?")
_SPACES: Final = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'"), None)
_MINUS: Final = ("-", "\u2212", "\u2013")
_SEVERAL: Final = re.compile(r"[;,|\n]")
_NOTHING: Final = frozenset({"", "-", "\u2013", "\u2014", "0"})
_CARD: Final = re.compile(r"[0-9A-Za-z*#._-]{3,64}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_YES: Final = frozenset({"1", "да", "истина", "true", "yes", "заблокирован", "заблокирована", "блокирована", "blocked"})
_NO: Final = frozenset(
    {"", "0", "нет", "ложь", "false", "no", "активен", "активна", "действует", "действующая", "active"}
)
_CARD_STATES: Final[dict[str, Literal["expired", "replaced"]]] = {
    "expired": "expired",
    "просрочена": "expired",
    "истекла": "expired",
    "недействительна": "expired",
    "replaced": "replaced",
    "заменена": "replaced",
    "утеряна": "replaced",
}


def hundredths(text: str, reason: str) -> int:
    """Points or money of a cell in hundredths, below zero too; an empty cell is 0.

    Raises `Flaw` `decimals`, `too_large`, or `reason` for what is no number.
    """
    bare = text.strip().translate(_SPACES)
    negative = bare.startswith(_MINUS) or (bare.startswith("(") and bare.endswith(")"))
    if negative:
        bare = bare.strip("()").lstrip("".join(_MINUS))
    if not bare and not negative:
        return 0
    found = _NUMBER.fullmatch(bare)
    if not found:
        raise Flaw(reason, text)
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > 2:
        raise Flaw("decimals", text)
    value = int(found[1]) * 100 + int((fraction + "00")[:2])
    if value > min(MAXIMUM_KOPECKS, MAXIMUM_POINTS):
        raise Flaw("too_large", text)
    return -value if negative else value


def uses(text: str) -> int:
    """How often a coupon may be used; an empty cell is once.  Raises `Flaw`."""
    bare = text.strip()
    if not bare:
        return 1
    if not bare.isascii() or not bare.isdigit() or not 1 <= int(bare[:9]) <= MAXIMUM_USES or len(bare) > 9:
        raise Flaw("bad_uses", text)
    return int(bare)


def identifiers(kind: IdentifierKind, text: str, state: str = "") -> Iterator[IdentifierItem]:
    """The cards, telephones or e-mails of one cell, several set apart by commas or semicolons.

    Raises `Flaw` for one that is none.
    """
    if text.strip() in _NOTHING:
        return
    known = _state(state)
    if kind != "email" and SPOILED_NUMBER.fullmatch(text.strip()):
        raise Flaw("spoiled", text.strip())
    for part in _SEVERAL.split(text):
        value = part.strip()
        if value in _NOTHING:
            continue
        plain = plain_identifier(kind, value)
        if kind == "card" and not _CARD.fullmatch(plain):
            raise Flaw("bad_card", value)
        if kind == "phone" and not (11 <= len(plain) <= 15 and not re.search(r"[A-Za-zА-Яа-я]", value)):
            raise Flaw("bad_phone", value)
        if kind == "email" and not (_EMAIL.fullmatch(plain) and len(plain) <= 100):
            raise Flaw("bad_email", value)
        yield IdentifierItem(kind, plain, known)


def _state(text: str) -> Literal["active", "blocked", "expired", "replaced"]:
    folded = text.strip().casefold()
    if folded in _NO:
        return "active"
    if folded in _YES:
        return "blocked"
    if folded in _CARD_STATES:
        return _CARD_STATES[folded]
    raise Flaw("unknown_state", text)


def blocked(text: str) -> bool:
    """Whether a member is blocked.  Raises `Flaw`."""
    folded = text.strip().casefold()
    if folded in _NO or folded in _YES:
        return folded in _YES
    raise Flaw("unknown_state", text)


class Vocabulary:
    """The old system's words for something, folded, each with the programme's own."""

    def __init__(self, translated: Mapping[str, str], own: Mapping[str, str], otherwise: str = "") -> None:
        self._known = {fold(word): meaning for word, meaning in own.items()}
        self._known.update({fold(word): meaning for word, meaning in translated.items()})
        self._known.setdefault("", otherwise)

    def find(self, text: str) -> str | None:
        """What a word means; None for one that nobody has explained."""
        return self._known.get(fold(text))


def levels_of(mapping: Mapping[str, str], programme: Programme) -> Vocabulary:
    """Old names of levels, and the programme's own ids and names; an empty cell is the base level."""
    own: dict[str, str] = {}
    for level in reversed(programme.levels.ladder):
        own.update({level.name.ru: level.id, level.name.en: level.id, level.id: level.id})
    return Vocabulary(mapping, own, programme.base_level.id)


def fold(text: str) -> str:
    """A word as it is compared: one space between its parts, no capitals, ё as е."""
    return " ".join(text.split()).casefold().replace("ё", "е")
