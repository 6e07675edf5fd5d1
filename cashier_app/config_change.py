"""Changes keys and sections of the settings file: the rest of it, comments too, stays as somebody wrote it."""

from __future__ import annotations

import copy
import os
import re
import shutil
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cashier_app.config import Places, Settings
from cashier_app.config_file import SettingsUnreadable, decode, load_settings, read_toml, to_toml
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError

#: `scanner.suffix`, `scanners[0].suffix`, and `scanners[0]` for the whole section.
_PATH: Final = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?(?:\.([a-z_]+))?")
_HEADER: Final = re.compile(r"\s*(\[\[?)\s*([A-Za-z_]+)\s*\]\]?\s*(?:#.*)?$")


class SettingsByHand(Refused):
    """The settings file is written in a way that this program does not change by itself."""

    text = QT_TRANSLATE_NOOP("errors", "{source} is written in a way that the till does not change by itself")
    way_out = QT_TRANSLATE_NOOP("errors", "Write this into it by hand: {lines}")


class SettingsNotWritten(WorldError):
    """The settings file cannot be written."""

    text = QT_TRANSLATE_NOOP("errors", "The settings in {source} cannot be written: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Let this user write the file, or write into it by hand: {lines}")


class SettingOverruled(Refused):
    """A variable of the environment wins over the file that was changed."""

    text = QT_TRANSLATE_NOOP("errors", "The settings file was changed, but a variable of the environment wins over it")
    way_out = QT_TRANSLATE_NOOP("errors", "Take this variable away and start the till again: {variable}")


def check_change(places: Places, changes: Mapping[str, object]) -> None:
    """Whether a change could be written and would be taken: raises what `change_settings` would, and writes nothing."""
    file = places.settings_file
    decode(_wanted(read_toml(file), changes), str(file), folder=file.parent)


def _read(file: Path) -> str:
    """The text of the settings file; nothing where there is none."""
    try:
        return file.read_bytes().decode("utf-8-sig") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsUnreadable(source=file, reason=error) from error


def change_settings(
    places: Places, changes: Mapping[str, object], environment: Mapping[str, str] = os.environ
) -> Settings:
    """Write keys (`scanner.wedge_prefix`, `scanners[0].suffix`) into the settings file; the settings now in force.

    None takes a key out, and of `scanners[0]` the whole section; a number one beyond the last adds a section; a list's
    name alone (`vat_rates`) takes all of it.  A copy of the file as it was is kept beside it (`settings.toml.before`).
    Raises a `Refused` before anything is written where a value does not fit, and `SettingsNotWritten` for a disk or
    file that cannot be written.
    """
    file = places.settings_file
    lines = "; ".join(f"{path} = {'—' if value is None else to_toml(value)}" for path, value in changes.items())
    before = _read(file)
    wanted = _wanted(read_toml(file), changes)
    intended = decode(wanted, str(file), folder=file.parent)
    after = before
    for path, value in changes.items():
        after = _changed(after, path, value)
    try:
        same = tomllib.loads(after) == wanted
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise SettingsByHand(source=file, lines=lines)
    fresh = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists():
            shutil.copy2(file, file.with_name(file.name + ".before"))
        fresh.write_text(after, encoding="utf-8")
        fresh.replace(file)
    except OSError as error:
        raise SettingsNotWritten(source=file, reason=error, lines=lines) from error
    settings = load_settings(places, environment)
    _check_in_force(settings, intended, changes)
    return settings


def value_of(settings: Settings, path: str) -> object:
    """The value of a key by its path."""
    place, _, key = path.rpartition(".")
    if not place:
        return getattr(settings, key)
    return getattr(section_of(settings, place), key)


def section_of(settings: Settings, place: str) -> Any:
    """A section by its place: `scanner`, `scanners[0]`."""
    section, number, _ = _parts(place)
    found = getattr(settings, section)
    return found if number is None else found[number]


def _check_in_force(settings: Settings, intended: Settings, changes: Mapping[str, object]) -> None:
    from cashier_app.config_file import variable_of

    for path, value in changes.items():
        if value is not None and value_of(settings, path) != value_of(intended, path):
            raise SettingOverruled(variable=variable_of(path.split("[")[0] if "[" in path else path))


def _parts(path: str) -> tuple[str, int | None, str]:
    found = _PATH.fullmatch(path)
    if found is None:
        raise ValueError(f"no path of a setting: {path}")
    return found[1], None if found[2] is None else int(found[2]), found[3] or ""


def _wanted(values: dict[str, Any], changes: Mapping[str, object]) -> dict[str, Any]:
    wanted = copy.deepcopy(values)
    for path, value in changes.items():
        section, number, key = _parts(path)
        if not key and number is None:
            wanted[section] = value
            continue
        if not key:
            assert number is not None
            del wanted[section][number]
            if not wanted[section]:
                del wanted[section]
            continue
        if value is None and number is None and section not in wanted:
            continue
        if number is not None and number == len(wanted.setdefault(section, [])):
            wanted[section].append({})
        place = wanted.setdefault(section, {}) if number is None else wanted[section][number]
        if value is None:
            place.pop(key, None)
        else:
            place[key] = list(value) if isinstance(value, tuple) else value
    return wanted


def _changed(text: str, path: str, value: object) -> str:
    """The text with one key changed: its line replaced, or put under its section's header, or both at the end."""
    section, number, key = _parts(path)
    lines = text.splitlines()
    if not key and number is None:
        assert isinstance(value, list)
        blocks = [
            ["", f"[[{section}]]", *(f"{name} = {to_toml(each)}" for name, each in item.items())] for item in value
        ]
        return "\n".join([*_without_tables(lines, section), *(line for block in blocks for line in block)]) + "\n"
    if key and number is None:
        lines = _without_tables(lines, f"{section}.{key}")
    begin, end = _section(lines, section, number)
    if not key:
        return "\n".join(_without_section(lines, begin, end)) + "\n"
    line = [] if value is None else [f"{key} = {to_toml(value)}"]
    if begin is None:
        header = f"[{section}]" if number is None else f"[[{section}]]"
        made = [*([""] if lines and lines[-1] else []), header, *line]
        return "\n".join([*lines, *(made if line or number is not None else [])]) + "\n"
    for place in range(begin, end):
        if re.match(rf"\s*{key}\s*=", lines[place]):
            return "\n".join([*lines[:place], *line, *lines[_end_of_value(lines, place) :]]) + "\n"
    return "\n".join([*lines[:begin], *line, *lines[begin:]]) + "\n"


def _end_of_value(lines: list[str], place: int) -> int:
    """The line behind a value, which may be a list over several lines."""
    for end in range(place + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[place:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return place + 1


def _without_tables(lines: list[str], name: str) -> list[str]:
    """The lines without the tables of a list within a section (`[[selling.card_masks]]`), which is written whole."""
    kept: list[str] = []
    within = False
    for line in lines:
        if re.match(r"\s*\[", line):
            within = re.match(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]", line) is not None
        if not within:
            kept.append(line)
    return kept


def _without_section(lines: list[str], begin: int | None, end: int) -> list[str]:
    """The lines without a section; comments above the next one belong to that, and stay."""
    if begin is None:
        return lines
    while end < len(lines) and end > begin and not lines[end - 1].partition("#")[0].strip():
        end -= 1
    return [*lines[: begin - 1], *lines[end:]]


def _section(lines: list[str], section: str, number: int | None) -> tuple[int | None, int]:
    """The lines of a section: the first after its header, and the one behind its last."""
    begin, seen = None, -1
    for place, line in enumerate(lines):
        header = _HEADER.match(line)
        if header is None:
            if begin is not None and re.match(r"\s*\[", line):
                return begin, place
            continue
        if begin is not None:
            return begin, place
        if header[2] == section and (header[1] == "[[") == (number is not None):
            seen += 1
            if number is None or seen == number:
                begin = place + 1
    return begin, len(lines)
