"""The small daily file of another system: a member, the discount group, and what else it may know of the member.

A CSV (UTF-8 or windows-1251) or XLSX with titles in Russian or English; without titles the columns are identifier,
group and the day from which it holds.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.catalog.importers.sheets import Rows, open_rows
from cashier_app.catalog.importers.table import NoHeader, plain_title
from cashier_app.core.ids import plain_identifier
from cashier_app.server.migrating import cells
from cashier_app.server.migrating.dates import DateReader, NoDate
from cashier_app.server.migrating.items import Flaw

#: Fields and what their columns are called, in small letters without punctuation.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "identifier": ("идентификатор", "номер", "клиент", "identifier", "id", "number", "member"),
    "card": ("карта", "номер карты", "код карты", "card", "card number"),
    "phone": ("телефон", "номер телефона", "phone", "mobile", "telephone"),
    "email": ("email", "e mail", "почта", "электронная почта", "mail"),
    "group": ("группа", "группа скидок", "скидочная группа", "уровень", "group", "discount group", "level"),
    "since": ("с даты", "дата", "с", "действует с", "from", "from date", "since", "date", "valid from"),
    "segments": ("сегменты", "сегмент", "segments", "segment"),
    "name": ("имя", "фио", "наименование", "name", "full name"),
    "birthday": ("дата рождения", "день рождения", "birthday", "birth date", "date of birth"),
    "state": ("состояние", "статус", "заблокирован", "блокировка", "state", "status", "blocked"),
}
_FIELDS: Final = {name: field for field, names in COLUMNS.items() for name in names}
_WITHOUT_TITLES: Final = ("identifier", "group", "since")
_WHO: Final = ("identifier", "card", "phone", "email")
#: What stands for "none": out of every group, in no segment.
NONE: Final = "-"
_NONE: Final = frozenset({NONE, "\u2013", "\u2014", "нет", "none", "no"})
_SEVERAL: Final = re.compile(r"[;,|\n]")
_DATES: Final = ("DD.MM.YYYY", "DD.MM.YY", "DD/MM/YYYY", "YYYYMMDD")
#: A card, telephone or e-mail, and hardly anything else.
_IDENTIFIER: Final = re.compile(r"\+?[0-9A-Za-z]{0,8}[0-9][0-9 ()\u00a0-]{4,40}|[^@\s\"{]+@[^@\s]+\.[^@\s.]+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()\u00a0-]{8,18}")


class GroupRow(msgspec.Struct, frozen=True):
    """What a row says: whom it names, and of each attribute what it should be; None where the file is silent.

    `named` are (kind, value in the form it is compared in); of an identifier without a kind there are several guesses
    (`guessed`), of which one is looked for.  `group` is the other system's word, empty for none.
    """

    line: int
    told: str
    named: tuple[tuple[str, str], ...]
    guessed: tuple[tuple[str, str], ...] = ()
    group: str | None = None
    since: datetime.date | None = None
    segments: frozenset[str] | None = None
    name: str | None = None
    birthday: str | None = None
    state: str | None = None


class Unread(msgspec.Struct, frozen=True):
    """A row that says nothing that could be understood, and why (`migrating.reasons`)."""

    line: int
    told: str
    reason: str
    value: str = ""


def read_groups(path: Path, sheet: str = "", encoding: str = "") -> Iterator[GroupRow | Unread]:
    """The rows of a file one by one.

    Raises `NoSuchFile` and its kinds, `NoSuchSheet`, `NoHeader`, `UnclosedQuote`, `BrokenArchive`.
    """
    dates = DateReader(_DATES)
    try:
        with open_rows(path, _score, sheet, encoding) as rows:
            fields = _fields(rows.titles)
            yield from _read(rows, fields, dates)
            return
    except NoHeader:
        pass
    with open_rows(path, _looks_bare, sheet, encoding) as rows:
        # the first row is no title but a member already
        yield _row(1, list(rows.titles), dict(enumerate(_WITHOUT_TITLES)), dates)
        yield from _read(rows, dict(enumerate(_WITHOUT_TITLES)), dates)


def _score(titles: list[str]) -> int:
    """How many columns are known, if one of them names the member and another says something of it."""
    fields = set(_fields(titles).values())
    return len(fields) if fields & set(_WHO) and len(fields) > 1 else 0


def _looks_bare(row: list[str]) -> int:
    """Whether a row without titles is identifier, group and perhaps a day."""
    filled = [cell for cell in row if cell.strip()]
    return len(filled) if len(filled) in (2, 3) and _IDENTIFIER.fullmatch(filled[0].strip()) else 0


def _fields(titles: Sequence[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, title in enumerate(titles):
        field = _FIELDS.get(plain_title(title.lstrip("\ufeff")))
        if field is not None and field not in found.values():
            found[place] = field
    return found


def _read(rows: Rows, fields: Mapping[int, str], dates: DateReader) -> Iterator[GroupRow | Unread]:
    width = max(len(rows.titles), 3)
    for line, row in rows.rows:
        if any(cell.strip() for cell in row[width:]):
            yield Unread(line, row[0], "columns")
        else:
            yield _row(line, row, fields, dates)


def _row(line: int, row: Sequence[str], fields: Mapping[int, str], dates: DateReader) -> GroupRow | Unread:
    cell = {field: text for place, field in fields.items() if place < len(row) and (text := _plain(row[place]))}
    told = next((cell[field] for field in _WHO if field in cell), "")
    try:
        named = [
            (item.kind, item.plain)
            for kind in ("card", "phone", "email")
            for item in cells.identifiers(kind, cell.get(kind, ""))
        ]
        guessed = _guesses(cell.get("identifier", ""))
        if not named and not guessed:
            raise Flaw("no_identifier")
        return GroupRow(
            line=line,
            told=told,
            named=tuple(named),
            guessed=tuple(guessed),
            group=_group(cell.get("group")),
            since=_day(cell.get("since"), dates),
            segments=_segments(cell.get("segments")),
            name=cell.get("name"),
            birthday=_birthday(cell.get("birthday"), dates),
            state=_state(cell.get("state")),
        )
    except Flaw as flaw:
        return Unread(line, told, str(flaw.args[0]), str(flaw.args[1]))


def _plain(text: str) -> str:
    """A cell without the apostrophe by which an export marks a text that is no formula."""
    bare = text.strip()
    return bare[1:] if bare.startswith("'") and bare[1:].lstrip().startswith(("=", "+", "-", "@")) else bare


def _guesses(text: str) -> list[tuple[str, str]]:
    """What an identifier without a kind may be: an e-mail, else a card, and a telephone where it looks like one."""
    if not text:
        return []
    if "@" in text:
        return [("email", item.plain) for item in cells.identifiers("email", text)]
    if _PHONE.fullmatch(text) and text.startswith("+"):
        return [("phone", plain_identifier("phone", text))]
    cards = [item.plain for item in cells.identifiers("card", text.replace(" ", ""))]
    found = [(kind, value) for kind in ("card", "virtual") for value in cards]
    if _PHONE.fullmatch(text):
        found.append(("phone", plain_identifier("phone", text)))
    return found


def _group(text: str | None) -> str | None:
    if text is None:
        return None
    return "" if cells.fold(text) in _NONE else text


def _segments(text: str | None) -> frozenset[str] | None:
    if text is None:
        return None
    if cells.fold(text) in _NONE:
        return frozenset()
    return frozenset(part.strip() for part in _SEVERAL.split(text) if part.strip())


def _day(text: str | None, dates: DateReader) -> datetime.date | None:
    try:
        return dates.day(text) if text else None
    except NoDate as error:
        raise Flaw("bad_date", text or "") from error


def _birthday(text: str | None, dates: DateReader) -> str | None:
    try:
        return dates.birthday(text) or None if text else None
    except NoDate as error:
        raise Flaw("bad_birthday", text or "") from error


def _state(text: str | None) -> str | None:
    if text is None:
        return None
    return "blocked" if cells.blocked(text) else "active"
