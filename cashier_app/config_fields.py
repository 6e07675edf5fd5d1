"""Every setting as a field that a screen can show and change, read off the declarations in `cashier_app.config`.

A place is a section (`shop`, `printers[0]`, `selling.card_masks[1]`), a path one of its keys.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin

import msgspec
from msgspec import Meta

from cashier_app.config import Section, Settings
from cashier_app.config_file import (
    allowed_words,
    bare_type,
    declared_types,
    find_fault_in,
    from_environment,
    shown,
    to_toml,
    variable_of,
)
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words

#: What a field holds: a text, a whole number, yes or no, one of a few, a list of one of the first two, or sections.
Kind: TypeAlias = Literal["text", "number", "switch", "choice", "texts", "numbers", "sections"]
#: When a change is in force: at once, at the next start, or when the loyalty server is started again.
Effect: TypeAlias = Literal["now", "restart", "server"]

#: What sections are called; one that is not here is called by its name in the file.
SECTION_NAMES: Final[dict[str, str]] = {
    "shop": QT_TRANSLATE_NOOP("settings", "Shop and receipts"),
    "till": QT_TRANSLATE_NOOP("settings", "This till"),
    "server": QT_TRANSLATE_NOOP("settings", "Loyalty server"),
    "node": QT_TRANSLATE_NOOP("settings", "Server on this machine"),
    "authority": QT_TRANSLATE_NOOP("settings", "Exchange of members"),
    "scanner": QT_TRANSLATE_NOOP("settings", "Scanner"),
    "scanners": QT_TRANSLATE_NOOP("settings", "More scanners"),
    "scale": QT_TRANSLATE_NOOP("settings", "Scale"),
    "display": QT_TRANSLATE_NOOP("settings", "Buyer's display"),
    "terminal": QT_TRANSLATE_NOOP("settings", "Payment terminal"),
    "printers": QT_TRANSLATE_NOOP("settings", "Printers"),
    "selling": QT_TRANSLATE_NOOP("settings", "Rules of selling"),
    "sale_hours": QT_TRANSLATE_NOOP("settings", "Hours of sale"),
    "vat_rates": QT_TRANSLATE_NOOP("settings", "Rates of VAT"),
    "reports": QT_TRANSLATE_NOOP("settings", "Reports"),
    "gift_cards": QT_TRANSLATE_NOOP("settings", "Gift cards"),
    "updates": QT_TRANSLATE_NOOP("settings", "Newer versions"),
    "backups": QT_TRANSLATE_NOOP("settings", "Copies of the database"),
    "training": QT_TRANSLATE_NOOP("settings", "Training mode"),
    "ui": QT_TRANSLATE_NOOP("settings", "Screen"),
    "log": QT_TRANSLATE_NOOP("settings", "Log"),
}
#: What is read anew whenever it is needed, or taken up by the devices at once; the rest waits for the next start.
AT_ONCE: Final = (
    *("shop", "till", "scanner", "scanners", "scale", "display", "printers"),
    *("selling", "sale_hours", "vat_rates", "gift_cards", "reports", "updates", "backups", "training", "ui"),
)
NEXT_START: Final = ("shop.store", "shop.zone", "till.folder", "selling.drawer_open_s", "ui.size")
OF_SERVER: Final = ("node", "authority")
#: The key that a new item of a list begins with, where none of its keys must be given.
FIRST_KEYS: Final = ("prefix", "port", "address", "first_day", "name")

_SECRET: Final = re.compile(r"(token|password|secret)$")
_ACCESS: Final = re.compile(r"(://)[^/@\s]+@")
_STEP: Final = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")
HIDDEN: Final = "•••"


class Field(msgspec.Struct, frozen=True):
    """One key of a section; `hint` is its declared type."""

    path: str
    kind: Kind
    hint: Any
    bare: Any
    meta: Meta
    default: object
    required: bool

    @property
    def key(self) -> str:
        """Its name within the section."""
        return self.path.rpartition(".")[2]

    @property
    def choices(self) -> tuple[Any, ...]:
        """The few values allowed; none where more are."""
        if self.kind == "switch":
            return (True, False)
        return get_args(self.bare) if self.kind == "choice" else ()

    @property
    def item(self) -> Any:
        """Declared type of an item of a list."""
        return get_args(self.bare)[0]

    @property
    def item_choices(self) -> tuple[Any, ...]:
        """The few values that an item of a list may have; none where more are."""
        item, _ = bare_type(self.item)
        return get_args(item) if get_origin(item) is Literal else ()

    def description(self, words: Words) -> str:
        """What it is for."""
        return words.translate("settings", self.meta.description or "")

    def allowed(self, words: Words) -> str:
        """What may stand there, in a few words; "" where every text goes."""
        return allowed_words(self.bare, self.meta, words)


class Added(msgspec.Struct, frozen=True):
    """What an item that is to be added to a list begins with."""

    field: Field
    #: Its place, one beyond the last.
    place: str


def section_names(words: Words) -> list[tuple[str, str]]:
    """Key and name of every section, in the order of the file."""
    return [
        (name, words.translate("settings", SECTION_NAMES[name]) if name in SECTION_NAMES else name)
        for name in Settings.__struct_fields__
    ]


def fields_of(place: str) -> tuple[Field, ...]:
    """The keys of a place, in the order of their declaration."""
    section = _declared(place)
    defaults = {field.name: field for field in msgspec.structs.fields(section)}
    return tuple(_field(f"{place}.{key}", hint, defaults[key]) for key, hint in declared_types(section).items())


def field_of(path: str) -> Field:
    """One key, or a list of sections that stands by itself (`printers`)."""
    place, _, key = path.rpartition(".")
    section = _declared(place) if place else Settings
    declared = next(each for each in msgspec.structs.fields(section) if each.name == key)
    return _field(path, declared_types(section)[key], declared)


def is_list(name: str) -> bool:
    """Whether a section may be there several times."""
    return get_origin(bare_type(declared_types(Settings)[name])[0]) is tuple


def value_at(settings: Settings, path: str) -> Any:
    """What stands at a place or path; None where there is no such item of a list yet."""
    found: Any = settings
    for step in path.split("."):
        name, number = _step(step)
        found = getattr(found, name)
        if number is not None:
            if number >= len(found):
                return None
            found = found[number]
    return found


def changes_at(settings: Settings, path: str, value: object) -> dict[str, object]:
    """What has to be written so that a value stands at a path; lists within a section are written whole."""
    outer, inner = _outer(path)
    if not inner and "." not in path.split("]")[0]:
        name, number = _step(path.split(".")[0])
        if number is not None and getattr(Settings(), name):
            # the file may lack what is there without a word: then all of it is written
            outer, inner = name, (number, path.partition("].")[2])
    if not inner:
        return {path: value}
    items = [_plain(item) for item in value_at(settings, outer)]
    number, key = inner
    if number == len(items):
        items.append({})
    if key:
        items[number][key] = value
    elif value is None:
        del items[number]
    else:
        items[number] = value
    return {outer: items}


def addition(settings: Settings, path: str) -> Added:
    """What has to be given first so that a list of sections gets one more item."""
    count = len(value_at(settings, path))
    place = f"{path}[{count}]"
    fields = {field.key: field for field in fields_of(place)}
    required = [field for field in fields.values() if field.required]
    first = required or [fields[key] for key in FIRST_KEYS if key in fields] or list(fields.values())
    return Added(first[0], place)


def parsed(field: Field, text: str) -> object:
    """A value from what was typed for a field or an item of its list; a text that is no number stays one."""
    if field.kind in ("number", "numbers"):
        clean = text.strip()
        return int(clean) if re.fullmatch(r"-?[0-9]{1,18}", clean) else text
    return text


def fault(hint: Any, value: object, path: str, words: Words) -> str:
    """Why a value does not fit its declaration: what is allowed, in words; "" where it fits."""
    try:
        find_fault_in(hint, value, path, "", {})
    except Refused as error:
        return words.error(error)[1]
    return ""


def value_text(path: str, value: object, words: Words) -> str:
    """A value as a person reads it: no secret, switches in words, lists by their items."""
    if value is None or value == "" or value == ():
        return "—"
    if is_secret(path):
        return HIDDEN
    if isinstance(value, bool):
        return words.translate("settings", "yes") if value else words.translate("settings", "no")
    if isinstance(value, tuple | list):
        if any(isinstance(item, Section) for item in value):
            return str(len(value))
        return ", ".join(str(item) for item in value)
    return _ACCESS.sub(rf"\1{HIDDEN}@", str(value)).replace("\n", " ⏎ ")


def item_text(item: object, words: Words) -> str:
    """An item of a list in a few words: a section by the keys that are not as they would be without a word."""
    if not isinstance(item, Section):
        return str(item)
    told = []
    for field in msgspec.structs.fields(type(item)):
        value = getattr(item, field.name)
        if value != field.default and value not in ("", 0):
            told.append(value_text(field.name, value, words))
    return " · ".join(told[:4]) or "—"


def journal_text(path: str, value: object) -> str:
    """A value as the journal keeps it: as it would stand in the file, short, and no secret."""
    if value is None:
        return "—"
    if is_secret(path) and value:
        return HIDDEN
    return _ACCESS.sub(rf"\1{HIDDEN}@", shown(value))


def without_secrets(text: str) -> str:
    """A settings file as anybody may see it: what opens something is hidden."""
    lines = []
    for line in text.splitlines():
        key, separator, value = line.partition(" = ")
        if separator and value != '""' and is_secret(key):
            value = to_toml(HIDDEN)
        lines.append(key + separator + _ACCESS.sub(rf"\1{HIDDEN}@", value))
    return "\n".join(lines) + "\n"


def is_secret(path: str) -> bool:
    """Whether a value may be shown to nobody."""
    return _SECRET.search(path) is not None


def effect_of(path: str) -> Effect:
    """When a change of a key is in force."""
    section = _STEP.match(path)
    name = section[1] if section is not None else path
    if name in OF_SERVER:
        return "server"
    return "now" if name in AT_ONCE and not path.startswith(NEXT_START) else "restart"


def waiting(started: Settings, now: Settings) -> tuple[str, ...]:
    """Keys that differ from what the program was started with and wait for the next start."""
    found = []
    for name in Settings.__struct_fields__:
        before, after = getattr(started, name), getattr(now, name)
        if before == after or not isinstance(after, Section):
            continue
        for key in after.__struct_fields__:
            path = f"{name}.{key}"
            if effect_of(path) == "restart" and getattr(before, key) != getattr(after, key):
                found.append(path)
    return tuple(found)


def overruled(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Paths that a variable of the environment decides, and its name; none where a variable does not fit."""
    try:
        return from_environment(environment)[1]
    except Refused:
        return {}


def variable_over(path: str, names: Mapping[str, str]) -> str:
    """The variable that decides a path; "" where the file does."""
    top = path.split("[")[0]
    for over in (path, top, ".".join(path.split(".")[:2]).split("[")[0]):
        if over in names:
            return names[over]
    return ""


def variable_for(path: str) -> str:
    """The variable that could decide a path; "" for keys within lists, which have none of their own."""
    return "" if "[" in path else variable_of(path)


def as_toml(path: str, value: object) -> str:
    """A key as it stands in the file."""
    return f"{path.rpartition('.')[2]} = {HIDDEN if is_secret(path) else to_toml(value)}"


# --- declarations ----------------------------------------------------------------------------------------


def _declared(place: str) -> type[Section]:
    """The section that is declared at a place."""
    found: Any = Settings
    for step in place.split("."):
        name, number = _step(step)
        found, _ = bare_type(declared_types(found)[name])
        if number is not None:
            found, _ = bare_type(get_args(found)[0])
    assert isinstance(found, type)
    assert issubclass(found, Section), place
    return found


def _field(path: str, hint: Any, declared: Any) -> Field:
    bare, meta = bare_type(hint)
    return Field(path, _kind(bare), hint, bare, meta, declared.default, declared.required)


def _kind(bare: Any) -> Kind:
    if get_origin(bare) is Literal:
        return "choice"
    if get_origin(bare) is tuple:
        item, _ = bare_type(get_args(bare)[0])
        if isinstance(item, type) and issubclass(item, Section):
            return "sections"
        return "numbers" if item is int else "texts"
    if bare is bool:
        return "switch"
    return "number" if bare is int else "text"


def _step(step: str) -> tuple[str, int | None]:
    found = _STEP.fullmatch(step)
    if found is None:
        raise ValueError(f"no path of a setting: {step}")
    return found[1], None if found[2] is None else int(found[2])


def _outer(path: str) -> tuple[str, tuple[int, str] | None]:
    """The key that the file has by itself, and the number and key within its list."""
    steps = path.split(".")
    if len(steps) >= 2 and "[" in steps[1]:
        name, number = _step(steps[1])
        assert number is not None
        return f"{steps[0]}.{name}", (number, steps[2] if len(steps) > 2 else "")
    return path, None


def _plain(item: object) -> Any:
    """An item of a list as the file has it: of a section only what is said."""
    if not isinstance(item, Section):
        return item
    defaults = {field.name: field.default for field in msgspec.structs.fields(type(item))}
    return {key: getattr(item, key) for key in item.__struct_fields__ if getattr(item, key) != defaults[key]}
