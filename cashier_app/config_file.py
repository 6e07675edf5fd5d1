"""Reads the settings file and the environment, says what does not fit, and prints every key.

A TOML file, and over it the environment: `CASHIER_TILL_NUMBER=2` is `[till] number`.  Unknown keys and
values that do not fit are refused with the file or variable, the key's path, the value and what is allowed.
"""

from __future__ import annotations

import contextlib
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from cashier_app.config import HOME_VARIABLE, Places, Section, Settings
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words

SectionType = TypeVar("SectionType", bound=Section)

PREFIX = "CASHIER_"
#: Variables of ours that are no settings.
RESERVED = frozenset({HOME_VARIABLE, "CASHIER_SHARED_DATA", "CASHIER_POSTGRES_URL"})
_PLACE = re.compile(r"at line ([0-9]+), column ([0-9]+)")

# --- what may be wrong with a settings file --------------------------------------------------------------


class SettingsRefused(Refused):
    """A setting that does not fit; details name the source, the key's path and the value."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} does not fit")


class NotANumber(SettingsRefused):
    """A whole number out of its bounds, or no number."""

    way_out = QT_TRANSLATE_NOOP("errors", "A whole number from {minimum} to {maximum} is allowed")


class NotAChoice(SettingsRefused):
    """Not one of the few values allowed."""

    way_out = QT_TRANSLATE_NOOP("errors", "One of these is allowed: {choices}")


class NotASwitch(SettingsRefused):
    """Neither true nor false."""

    way_out = QT_TRANSLATE_NOOP("errors", "true or false is allowed")


class NotAText(SettingsRefused):
    """Not a text, or one of another form or length."""

    way_out = QT_TRANSLATE_NOOP(
        "errors", "A text such as {example} is allowed, {shortest} to {longest} characters long"
    )


class NotOfThisForm(SettingsRefused):
    """A text of another form than the declared one."""

    way_out = QT_TRANSLATE_NOOP("errors", "A text of this form is allowed: {examples}")


class NotAList(SettingsRefused):
    """A single value where a list belongs."""

    way_out = QT_TRANSLATE_NOOP("errors", "A list in square brackets is allowed")


class UnknownProfile(SettingsRefused):
    """No profile of a printer has that name."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} is no printer profile")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "One of these is allowed, or a file {folder}/NAME.toml of your own: {choices}"
    )


class PaperTooWide(SettingsRefused):
    """The model does not take paper of that width."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value}, but the profile {profile} has no such paper")
    way_out = QT_TRANSLATE_NOOP("errors", "One of these is allowed: {choices}")


class NotASection(SettingsRefused):
    """A single value where a section with keys belongs."""

    way_out = QT_TRANSLATE_NOOP("errors", "A section with these keys is allowed: {choices}")


class UnknownZone(SettingsRefused):
    """A time zone that nobody knows."""

    way_out = QT_TRANSLATE_NOOP("errors", "A name of the IANA time zones is allowed, for example Europe/Moscow")


class UnknownEncoding(SettingsRefused):
    """A text encoding that nobody knows."""

    way_out = QT_TRANSLATE_NOOP("errors", "An encoding of one byte a letter is allowed, for example cp866")


class NameTaken(SettingsRefused):
    """Two printers of one name."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} is there twice")
    way_out = QT_TRANSLATE_NOOP("errors", "Give every printer a name of its own")


class NotADay(SettingsRefused):
    """A date that no calendar has."""

    way_out = QT_TRANSLATE_NOOP("errors", "A date such as 2026-01-01 is allowed")


class NotAMask(SettingsRefused):
    """A mask that takes no code, or every code."""

    way_out = QT_TRANSLATE_NOOP(
        "errors",
        "A card has a prefix, or the first and last number of a range; in a code of the scales the prefix and "
        "both numbers are 12 digits together, or 11 where one digit is skipped",
    )


class UnknownKey(Refused):
    """A key that no part of the program reads: usually a slip of the hand."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: there is no setting {key}")
    way_out = QT_TRANSLATE_NOOP("errors", "These keys are allowed there: {choices}")


class MissingKey(Refused):
    """A key that has no default."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: the setting {key} is missing")
    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app config --describe” shows every key with an example")


class SettingsUnreadable(Refused):
    """The settings file cannot be read or is not TOML."""

    text = QT_TRANSLATE_NOOP("errors", "The settings in {source} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Mend the file, or move it away to start with the defaults")


class SettingsBroken(SettingsUnreadable):
    """The settings file is not TOML from some place on."""

    text = QT_TRANSLATE_NOOP("errors", "The settings in {source} are broken at line {line}, column {column}")


class SettingsNotText(SettingsUnreadable):
    """The settings file is a picture, or in another encoding."""

    text = QT_TRANSLATE_NOOP("errors", "The settings in {source} are not a text in UTF-8")


# --- reading ---------------------------------------------------------------------------------------------


def load_settings(places: Places, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of an installation: its file if there is one, then the environment.

    Raises a `Refused` that names the source, the key's path, the value and what is allowed.
    """
    from_file = read_toml(places.settings_file)
    settings = decode(from_file, str(places.settings_file), folder=places.settings_file.parent)
    overlay, names = from_environment(environment)
    if not overlay:
        return settings
    merged = {key: dict(value) if isinstance(value, dict) else value for key, value in from_file.items()}
    for section, keys in overlay.items():
        if isinstance(keys, dict):
            merged.setdefault(section, {}).update(keys)
        else:
            merged[section] = keys
    return decode(merged, str(places.settings_file), names, places.settings_file.parent)


def decode(
    values: Mapping[str, Any], source: str, names: Mapping[str, str] | None = None, folder: Path | None = None
) -> Settings:
    """Settings from plain values as TOML gives them; `names` maps a key's path to a source of its own.

    `folder` is that of the settings file, beside which a shop keeps its own printer profiles.
    Raises a `Refused` for the first value that does not fit.
    """
    settings = decode_section(Settings, _with_profiles(values, source, names or {}, folder), source, names)
    _check_beyond_types(settings, source, names or {})
    return settings


def decode_section(
    section: type[SectionType], values: Mapping[str, Any], source: str, names: Mapping[str, str] | None = None
) -> SectionType:
    """A section, with all in it, from plain values; a `Refused` for the first value that does not fit."""
    try:
        return msgspec.convert(values, section)
    except msgspec.ValidationError as error:
        _find_fault(section, values, "", source, names or {})
        # The walk above knows every kind of declaration made in this module.
        raise SettingsUnreadable(source=source, reason=str(error)) from error


def _with_profiles(
    values: Mapping[str, Any], source: str, names: Mapping[str, str], folder: Path | None
) -> Mapping[str, Any]:
    """The same with what each printer's profile gives where no key says otherwise."""
    printers = values.get("printers")
    if not isinstance(printers, list | tuple) or not any(isinstance(each, Mapping) and each for each in printers):
        return values
    filled: list[Any] = []
    for number, printer in enumerate(printers):
        name = printer.get("profile") if isinstance(printer, Mapping) else None
        key = f"printers[{number}].profile"
        given = _of_profile(name, printer, key, names.get("printers", source), folder) if name else {}
        filled.append({**given, **printer} if isinstance(printer, Mapping) else printer)
    return {**values, "printers": filled}


def _of_profile(name: object, printer: Mapping[str, Any], key: str, source: str, folder: Path | None) -> dict[str, Any]:
    """The keys that a named profile gives."""
    from cashier_app.devices.profiles import COLLECTION, OWN_FOLDER, collection, find_profile
    from cashier_app.devices.profiles import names as profile_names

    profile = find_profile(name, folder) if isinstance(name, str) else None
    if profile is None:
        where = (folder / OWN_FOLDER) if folder is not None else OWN_FOLDER
        known = collection() if isinstance(name, str) and name.startswith(COLLECTION) else sorted(profile_names(folder))
        raise UnknownProfile(source=source, key=key, value=shown(name), folder=where, choices=", ".join(known))
    mm = printer.get("paper", 80 if profile.on(80) else 58)
    paper = profile.on(mm) if isinstance(mm, int) else profile.paper[0]
    if paper is None:
        choices = ", ".join(str(each.mm) for each in profile.paper)
        key = key.replace("profile", "paper")
        raise PaperTooWide(source=source, key=key, value=mm, profile=name, choices=choices)
    return {"paper": paper.mm, **profile.settings(paper)}


def _check_beyond_types(settings: Settings, source: str, names: Mapping[str, str]) -> None:
    """What a type cannot say: zones and encodings exist, printers have names of their own."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    from cashier_app.catalog.masks import masks_of

    def refuse(kind: type[SettingsRefused], key: str, value: str) -> SettingsRefused:
        return kind(source=names.get(key, source), key=key, value=shown(value))

    try:
        ZoneInfo(settings.shop.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refuse(UnknownZone, "shop.zone", settings.shop.zone) from error
    for number, each in enumerate(settings.vat_rates):
        try:
            date.fromisoformat(each.first_day)
        except ValueError as error:
            raise refuse(NotADay, f"vat_rates[{number}].first_day", each.first_day) from error
    taken: set[str] = set()
    if not _one_byte(settings.display.encoding):
        raise refuse(UnknownEncoding, "display.encoding", settings.display.encoding)
    for number, printer in enumerate(settings.printers):
        if not _one_byte(printer.encoding):
            raise refuse(UnknownEncoding, f"printers[{number}].encoding", printer.encoding)
        if printer.name in taken:
            raise refuse(NameTaken, f"printers[{number}].name", printer.name)
        taken.add(printer.name)
    cards = {f"selling.card_masks[{n}]": ((mask,), ()) for n, mask in enumerate(settings.selling.card_masks)}
    labels = {f"selling.in_store_masks[{n}]": ((), (mask,)) for n, mask in enumerate(settings.selling.in_store_masks)}
    for key, masks in {**cards, **labels}.items():
        try:
            masks_of(*masks)
        except Refused as error:
            raise refuse(NotAMask, key, to_toml(masks[0] or masks[1])) from error


def _one_byte(encoding: str) -> bool:
    """Whether a device that counts bytes can show Cyrillic in it."""
    try:
        return len("Щ".encode(encoding)) == 1
    except (LookupError, UnicodeError):
        return False


def read_toml(path: Path) -> dict[str, Any]:
    """The plain values of a settings file or a profile; none where there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise SettingsNotText(source=path) from error
    except OSError as error:
        raise SettingsUnreadable(source=path, reason=error) from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # the parser names the place, or the end of the document
        found = _PLACE.search(str(error))
        line, column = found.groups() if found else (text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1)
        raise SettingsBroken(source=path, line=line, column=column) from error


def from_environment(environment: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Plain values of the CASHIER_ variables by section, and for each key's path its variable.

    Texts are taken as they are; anything else is read as a TOML value: `CASHIER_TILL_NUMBER=2`.
    """
    overlay: dict[str, Any] = {}
    names: dict[str, str] = {}
    known: dict[str, tuple[str, str, Any]] | None = None
    for variable, text in environment.items():
        if not variable.startswith(PREFIX) or variable in RESERVED:
            continue
        known = known or {variable_of(path): (section, key, kind) for path, section, key, kind in _keys()}
        if variable not in known:
            raise UnknownKey(source="CASHIER_*", key=variable, choices=_likely(variable, known))
        section, key, kind = known[variable]
        names[f"{section}.{key}" if key else section] = variable
        value: Any = text
        if kind is not str:
            # A word such as `dark` is no TOML: it stays a text, and is refused later where it does not fit.
            with contextlib.suppress(tomllib.TOMLDecodeError):
                value = tomllib.loads(f"value = {text}")["value"]
        if key:
            overlay.setdefault(section, {})[key] = value
        else:
            overlay[section] = value
    return overlay, names


def _likely(name: str, known: Iterable[str]) -> str:
    """The few names that a slip of the hand was probably meant to be."""
    import difflib

    near = difflib.get_close_matches(name, known, n=4, cutoff=0.5)
    return ", ".join(near or sorted(known)[:4]) + ", …"


def variable_of(path: str) -> str:
    """Name of the environment variable of a key: `till.number` → `CASHIER_TILL_NUMBER`."""
    return PREFIX + path.upper().replace(".", "_")


def _keys() -> Iterator[tuple[str, str, str, Any]]:
    """Path, section, key and bare type of every setting; a list of sections has no key of its own."""
    for field, hint in declared_types(Settings).items():
        kind, _ = bare_type(hint)
        if isinstance(kind, type) and issubclass(kind, Section):
            for key, inner in declared_types(kind).items():
                yield f"{field}.{key}", field, key, bare_type(inner)[0]
        else:
            yield field, field, "", kind


# --- saying what is wrong --------------------------------------------------------------------------------


def shown(value: object) -> str:
    """A value as a person may be shown it: short, as it would stand in the file."""
    text = to_toml(value) if isinstance(value, str | int | float | bool | list | tuple) else str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def declared_types(section: type[Section]) -> dict[str, Any]:
    """Declared types of a section with their annotations, in the order of declaration."""
    hints = get_type_hints(section, include_extras=True)
    return {name: hints[name] for name in section.__struct_fields__}


def bare_type(hint: Any) -> tuple[Any, Meta]:
    """A declared type without its annotation, and the annotation."""
    if get_origin(hint) is Annotated:
        kind, meta, *_ = get_args(hint)
        return kind, meta
    return hint, Meta()


def _find_fault(section: type[Section], values: object, path: str, source: str, names: Mapping[str, str]) -> None:
    """Raise the refusal of the first value of a section that does not fit; return if all do."""
    hints = declared_types(section)
    choices = ", ".join(hints)
    if not isinstance(values, Mapping):
        raise NotASection(source=names.get(path, source), key=path, value=shown(values), choices=choices)
    for key, value in values.items():
        here = f"{path}.{key}" if path else str(key)
        if key not in hints:
            raise UnknownKey(source=names.get(here, source), key=here, choices=choices)
        find_fault_in(hints[key], value, here, source, names)
    for field in msgspec.structs.fields(section):
        if field.required and field.name not in values:
            here = f"{path}.{field.name}" if path else field.name
            raise MissingKey(source=names.get(path, source), key=here)


def find_fault_in(hint: Any, value: object, path: str, source: str, names: Mapping[str, str]) -> None:
    """Raise the refusal of one value if it does not fit its declaration."""
    kind, meta = bare_type(hint)
    if isinstance(kind, type) and issubclass(kind, Section):
        _find_fault(kind, value, path, source, names)
        return
    where = {"source": names.get(path, source), "key": path, "value": shown(value)}
    if get_origin(kind) is tuple:
        if not isinstance(value, list | tuple):
            raise NotAList(**where)
        for number, item in enumerate(value):
            find_fault_in(get_args(kind)[0], item, f"{path}[{number}]", source, names)
        return
    try:
        msgspec.convert(value, hint)
    except msgspec.ValidationError as error:
        raise _refusal(kind, meta, where) from error


def _refusal(kind: Any, meta: Meta, where: dict[str, str]) -> SettingsRefused:
    """The refusal that says what a declaration allows."""
    if get_origin(kind) is Literal:
        return NotAChoice(**where, choices=", ".join(map(str, get_args(kind))))
    if kind is bool:
        return NotASwitch(**where)
    if kind is int:
        return NotANumber(**where, minimum=meta.ge, maximum=meta.le)
    example = meta.examples[0] if meta.examples else "abc"
    if meta.pattern:
        return NotOfThisForm(**where, examples=", ".join(map(to_toml, meta.examples or [example])))
    return NotAText(
        **where,
        example=to_toml(example),
        shortest=meta.min_length or 0,
        longest=meta.max_length or len(str(example)) + 20,
    )


# --- showing all of them ---------------------------------------------------------------------------------


def to_toml(value: object) -> str:
    """A plain value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON's escapes are TOML's; so is its text.
        return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(to_toml, value)) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {to_toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, msgspec.Struct):
        return to_toml(msgspec.structs.asdict(value))
    return str(value)


def describe(words: Words, folder: Path | None = None) -> str:
    """Every key with its description, what is allowed, its variable and default: a settings file of its own.

    `folder` is that of the settings file, beside which a shop keeps its own printer profiles.
    """
    parts = [
        "# " + words.translate("settings", "Every setting with its default. The file:") + " settings.toml",
        "# " + words.translate("settings", "A variable of the environment wins over the file."),
    ]
    for name, hint in declared_types(Settings).items():
        kind, meta = bare_type(hint)
        if get_origin(kind) is tuple:
            parts += ["", f"# {_translated(meta, words)}", *_list_of_sections(name, get_args(kind)[0], words)]
            parts += _profiles(folder, words) if name == "printers" else []
        else:
            parts += ["", f"[{name}]", *_keys_of(kind, f"{name}.", words)]
    return "\n".join(parts) + "\n"


def describe_sections(sections: type[Section], words: Words) -> list[str]:
    """The keys of sections that are no settings, described in the same way."""
    parts: list[str] = []
    for name, hint in declared_types(sections).items():
        parts += ["", f"[{name}]", *_keys_of(bare_type(hint)[0], "", words)]
    return parts


def _keys_of(section: type[Section], prefix: str, words: Words, comment: str = "") -> Iterator[str]:
    """The lines of a section; `comment` stands before every one that would set something."""
    defaults = {field.name: field for field in msgspec.structs.fields(section)}
    for key, hint in declared_types(section).items():
        kind, meta = bare_type(hint)
        yield f"# {_translated(meta, words)}"
        allowed = allowed_words(kind, meta, words)
        variable = variable_of(prefix + key) if prefix else ""
        if allowed or variable:
            yield "#   " + "; ".join(filter(None, (allowed, variable)))
        field = defaults[key]
        yield f"{comment}{key} = {to_toml(meta.examples[0] if field.required and meta.examples else field.default)}"
        inner = get_args(kind)[0] if get_origin(kind) is tuple else None
        if isinstance(inner, type) and issubclass(inner, Section):
            yield from ("#   " + line.removeprefix("# ") for line in _keys_of(inner, "", words))


def _list_of_sections(name: str, section: type[Section], words: Words) -> Iterator[str]:
    """An example of a list of sections, as a comment: by default there are none."""
    yield f"#   {variable_of(name)}"
    yield f"# [[{name}]]"
    for line in _keys_of(section, "", words):
        yield line if line.startswith("#") else f"# {line}"


def _profiles(folder: Path | None, words: Words) -> Iterator[str]:
    """The printer profiles by name, and whether somebody has seen their figures of that very model."""
    from cashier_app.devices.profiles import all_profiles

    yield "#"
    yield "# " + words.translate("settings", "Printer profiles; those with a question mark are not proved:")
    for name, profile in all_profiles(folder).items():
        widths = ", ".join(f"{paper.mm} mm: {paper.columns}" for paper in profile.paper)
        doubt = "" if profile.verified else " (?)"
        yield f"#   {f'profile = {to_toml(name)}':<30}{profile.name}{doubt}; {widths}; ESC t {profile.code_page}"


def _translated(meta: Meta, words: Words) -> str:
    return words.translate("settings", meta.description or "")


def allowed_words(kind: Any, meta: Meta, words: Words) -> str:
    """What a declaration allows, in a few words; nothing where every text goes."""
    if get_origin(kind) is Literal:
        return words.translate("settings", "one of {choices}").format(choices=", ".join(map(str, get_args(kind))))
    if kind is bool:
        return words.translate("settings", "true or false")
    if kind is int:
        return words.translate("settings", "from {minimum} to {maximum}").format(minimum=meta.ge, maximum=meta.le)
    if meta.examples:
        return words.translate("settings", "for example {example}").format(example=to_toml(meta.examples[0]))
    return ""


def show(settings: Settings) -> str:
    """The settings in force as a settings file."""
    parts: list[str] = []
    for name in settings.__struct_fields__:
        value = getattr(settings, name)
        heading, sections = (f"[{name}]", (value,)) if isinstance(value, Section) else (f"[[{name}]]", value)
        for section in sections:
            keys = (f"{key} = {to_toml(getattr(section, key))}" for key in section.__struct_fields__)
            parts += [heading, *keys, ""]
    return "\n".join(parts)
