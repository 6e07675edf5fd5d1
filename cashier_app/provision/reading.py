"""Reads an answers file: everything that does not fit is found at once, before anything is written."""

from __future__ import annotations

import functools
import os
import ssl
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, get_args

import msgspec

from cashier_app.config import Section, Settings
from cashier_app.config_fields import overruled, variable_over
from cashier_app.config_file import (
    MissingKey,
    SettingsRefused,
    UnknownKey,
    bare_type,
    declared_types,
    decode,
    decode_section,
    describe,
    describe_sections,
    find_fault_in,
    read_toml,
    shown,
)
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused, WorldError
from cashier_app.core.words import Words
from cashier_app.provision.answers import FILES, SECRETS, Answers

FROM_VARIABLE: Final = "env:"
FROM_INPUT: Final = "stdin"


class NoAnswers(Refused):
    """The answers file is not there."""

    text = QT_TRANSLATE_NOOP("errors", "There is no answers file {file}")
    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app provision --describe” prints one with every key")


class AnswersRefused(Refused):
    """Answers that do not fit; `faults` are all of them."""

    text = QT_TRANSLATE_NOOP("errors", "{file} has errors: {count}. Nothing was changed")
    way_out = QT_TRANSLATE_NOOP("errors", "Mend what is said above and run the same command again")

    def __init__(self, file: Path, faults: list[Refused]) -> None:
        super().__init__(file=file, count=len(faults))
        self.faults = faults


class SecretMissing(SettingsRefused):
    """A secret that was to come from elsewhere, and did not."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} brings nothing")
    way_out = QT_TRANSLATE_NOOP("errors", "Set that variable, or give a line on the standard input")


class PinRefused(SettingsRefused):
    """A PIN that no person may have."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} does not fit")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose 4 to 8 digits, not all the same and not 1234")


class NotAPinHash(SettingsRefused):
    """A text that no PIN becomes."""

    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app provision --hash-pin” prints what belongs here")


class OnePinOnly(SettingsRefused):
    """An administrator with two PINs, or without any."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: the administrator needs pin or pin_hash, and not both")
    way_out = QT_TRANSLATE_NOOP("errors", "Keep one of the two keys in the section [administrator]")


class NameRefused(SettingsRefused):
    """An administrator whom nobody could call."""

    way_out = QT_TRANSLATE_NOOP("errors", "A name of at most 60 letters is allowed")


class FileMissing(SettingsRefused):
    """A file that an answer names."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Put the file beside the answers file, or name it with its folder")


class NoCertificate(SettingsRefused):
    """A file that holds no certificate."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} holds no certificate")
    way_out = QT_TRANSLATE_NOOP("errors", "A file in PEM form is allowed, with -----BEGIN CERTIFICATE-----")


class ProgrammeRefused(SettingsRefused):
    """A programme that would not be published."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value} is no valid programme")
    way_out = QT_TRANSLATE_NOOP("errors", "“cashier-app programme validate FILE” says every error")


class NeedsAnswer(Refused):
    """An answer that is of no use without another one."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} needs {other}")
    way_out = QT_TRANSLATE_NOOP("errors", "Say {other} too, or leave {key} out")


class Decided(SettingsRefused):
    """A setting that a variable of the environment decides."""

    text = QT_TRANSLATE_NOOP("errors", "{source}: {key} = {value}, but the variable {variable} wins over the settings")
    way_out = QT_TRANSLATE_NOOP("errors", "Take the variable away, or leave the key out")


class Given(msgspec.Struct, frozen=True):
    """Answers that fit."""

    file: Path
    answers: Answers
    #: The settings by section as they were said, and nothing else.
    said: dict[str, Any]
    #: The settings as they would be with these answers alone.
    settings: Settings
    #: Secrets by their key, wherever they came from.
    secrets: dict[str, str]
    #: Whether somebody else can read secrets in the file.
    exposed: bool

    def beside(self, name: str) -> Path:
        """A file that an answer names."""
        return self.file.parent / name


def read_answers(
    file: Path, environment: Mapping[str, str] = os.environ, line: Callable[[], str] | None = None
) -> Given:
    """The answers of a file; raises `NoAnswers`, `SettingsUnreadable` or `AnswersRefused` with every fault."""
    file = file.absolute()
    if not file.exists():
        raise NoAnswers(file=file)
    values = read_toml(file)
    source = str(file)
    faults = list(_faults_of_sections(values, source))
    own = {key: value for key, value in values.items() if key in Answers.__struct_fields__}
    said = {key: value for key, value in values.items() if key not in own}
    if faults:
        raise AnswersRefused(file, faults)
    answers = decode_section(Answers, own, source)
    settings = decode(said, source, folder=file.parent)
    secrets, missing = _secrets(answers, source, environment, line or sys.stdin.readline)
    given = Given(file, answers, said, settings, secrets, _is_exposed(file, answers))
    faults = [*missing, *_faults_together(given), *_faults_of_files(given), *_decided(given, environment)]
    if faults:
        raise AnswersRefused(file, faults)
    return given


def describe_answers(words: Words) -> str:
    """Every key with what is allowed: an answers file that changes nothing until something is said in it."""
    head = [
        words.translate("provision", "Answers for “cashier-app provision FILE”: what is said here is set up."),
        words.translate("provision", "Sections of the answers file:"),
    ]
    tail = words.translate("provision", "And every setting, as “cashier-app config --describe” shows it:")
    settings = [
        line if not line or line.startswith(("#", "[")) else f"# {line}" for line in describe(words).splitlines()[2:]
    ]
    return "\n".join(
        [*(f"# {line}" for line in head), *describe_sections(Answers, words), "", f"# {tail}", *settings, ""]
    )


# --- what does not fit -----------------------------------------------------------------------------------


def _faults_of_sections(values: Mapping[str, Any], source: str) -> list[Refused]:
    """Everything that a declaration does not allow, key by key; then what goes beyond types, by section."""
    types = {**declared_types(Answers), **declared_types(Settings)}
    faults: list[Refused] = []
    for name, value in values.items():
        if name not in types:
            faults.append(UnknownKey(source=source, key=name, choices=", ".join(types)))
            continue
        found = _faults_of_value(types[name], value, name, source)
        if not found and name in Settings.__struct_fields__:
            found = _caught(functools.partial(decode, {name: value}, source))
        faults += found
    return faults


def _faults_of_value(hint: Any, value: Any, path: str, source: str) -> list[Refused]:
    kind, _ = bare_type(hint)
    if not (isinstance(kind, type) and issubclass(kind, Section)) or not isinstance(value, Mapping):
        if isinstance(value, list) and all(isinstance(each, Mapping) for each in value):
            return _faults_of_items(kind, value, path, source)
        return _caught(lambda: find_fault_in(hint, value, path, source, {}))
    hints = declared_types(kind)
    faults: list[Refused] = []
    for key, inner in value.items():
        here = f"{path}.{key}"
        if key not in hints:
            faults.append(UnknownKey(source=source, key=here, choices=", ".join(hints)))
        else:
            faults += _faults_of_value(hints[key], inner, here, source)
    required = [field.name for field in msgspec.structs.fields(kind) if field.required and field.name not in value]
    return [*faults, *(MissingKey(source=source, key=f"{path}.{name}") for name in required)]


def _faults_of_items(kind: Any, items: list[Any], path: str, source: str) -> list[Refused]:
    """Each item of a list of sections by itself."""
    inner = get_args(kind)
    if not inner:
        return _caught(lambda: find_fault_in(kind, items, path, source, {}))
    return [
        fault
        for number, item in enumerate(items)
        for fault in _faults_of_value(inner[0], item, f"{path}[{number}]", source)
    ]


def _caught(judge: Callable[[], object]) -> list[Refused]:
    try:
        judge()
    except Refused as error:
        return [error]
    return []


def _faults_together(given: Given) -> list[Refused]:
    """What answers need of each other."""
    answers, source = given.answers, str(given.file)
    machine = answers.install.machine

    def needs(key: str, other: str) -> Refused:
        return NeedsAnswer(source=source, key=key, other=other)

    needed = {
        ("join.code", "server.url"): bool(answers.join.code) and not given.settings.server.central_url,
        ("join.code", "install.machine: till"): bool(answers.join.code) and "till" not in machine,
        ("store_node.code", "node.upstream"): bool(answers.store_node.code) and not given.settings.node.upstream,
        ("store_node.code", "install.machine: store_node"): bool(answers.store_node.code)
        and "store_node" not in machine,
        ("administrator.name", "install.machine: till"): bool(answers.administrator.name) and "till" not in machine,
        ("catalogue.file", "install.machine: till"): bool(answers.catalogue.file) and "till" not in machine,
        ("programme.file", "install.machine: server"): bool(answers.programme.file) and "server" not in machine,
    }
    needed["install", "install.machine: till, store_node, server"] = not machine
    faults = [needs(*pair) for pair, lacking in needed.items() if lacking]
    return [*faults, *_faults_of_administrator(given)]


def _faults_of_administrator(given: Given) -> list[Refused]:
    from cashier_app.till.people import UnfitPin, check_pin, fits_name, is_pin_hash

    person, source = given.answers.administrator, str(given.file)
    faults: list[Refused] = []
    if not person.name:
        if person.pin or person.pin_hash:
            faults.append(NeedsAnswer(source=source, key="administrator.pin", other="administrator.name"))
        return faults
    if not fits_name(" ".join(person.name.split())):
        faults.append(NameRefused(source=source, key="administrator.name", value=shown(person.name)))
    if bool(person.pin) == bool(person.pin_hash):
        faults.append(OnePinOnly(source=source, key="administrator.pin", value=""))
    if person.pin_hash and not is_pin_hash(person.pin_hash):
        faults.append(NotAPinHash(source=source, key="administrator.pin_hash", value=shown(person.pin_hash)))
    pin = given.secrets.get("administrator.pin", "")
    if pin:
        try:
            check_pin(pin)
        except UnfitPin:
            faults.append(PinRefused(source=source, key="administrator.pin", value=""))
    return faults


def _faults_of_files(given: Given) -> list[Refused]:
    """Files that are named are there, and are what they should be."""
    faults: list[Refused] = []
    for key, name in named_files(given).items():
        path = given.beside(name)
        where = {"source": str(given.file), "key": key, "value": shown(name)}
        try:
            if key == "catalogue.file" and path.is_dir():
                continue
            content = b"" if key == "catalogue.file" and path.stat() else path.read_bytes()
        except OSError as error:
            faults.append(FileMissing(**where, reason=error.strerror or error))
            continue
        if key.endswith("ca_file") and not _is_certificate(path):
            faults.append(NoCertificate(**where))
        if key == "programme.file" and not _is_programme(content):
            faults.append(ProgrammeRefused(**where))
    return faults


def named_files(given: Given) -> dict[str, str]:
    """Every file that the answers name, by its key; of settings those that are said and not empty."""
    answers = given.answers
    own = {
        "store_node.ca_file": answers.store_node.ca_file,
        "catalogue.file": answers.catalogue.file,
        "programme.file": answers.programme.file,
    }
    settings = {key: given.said.get(key.split(".")[0], {}).get(key.split(".")[1], "") for key in FILES}
    return {key: name for key, name in {**own, **settings}.items() if name}


def _is_certificate(path: Path) -> bool:
    try:
        ssl.create_default_context(cafile=str(path))
    except (ssl.SSLError, OSError, ValueError):
        return False
    return True


def _is_programme(content: bytes) -> bool:
    from cashier_app.loyalty.programme import load_programme

    try:
        load_programme(content)
    except WorldError:
        return False
    return True


def _decided(given: Given, environment: Mapping[str, str]) -> list[Refused]:
    """Keys over which a variable of the environment would win."""
    names = overruled(environment)
    return [
        Decided(source=str(given.file), key=path, value=shown(value), variable=variable)
        for path, value in said_keys(given.said).items()
        if (variable := variable_over(path, names))
    ]


def said_keys(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of settings, by paths as `config_change` takes them; a list of sections is one of them."""
    keys: dict[str, Any] = {}
    for name, value in said.items():
        if isinstance(value, Mapping):
            keys.update({f"{name}.{key}": inner for key, inner in value.items()})
        else:
            keys[name] = value
    return keys


# --- secrets ---------------------------------------------------------------------------------------------


def _secrets(
    answers: Answers, source: str, environment: Mapping[str, str], line: Callable[[], str]
) -> tuple[dict[str, str], list[Refused]]:
    """What is secret by its key, and which of them did not come."""
    secrets: dict[str, str] = {}
    faults: list[Refused] = []
    for key in SECRETS:
        said = _said(answers, key)
        if said.startswith(FROM_VARIABLE):
            secret = environment.get(said.removeprefix(FROM_VARIABLE), "").strip()
        else:
            secret = line().strip() if said == FROM_INPUT else said
        if secret:
            secrets[key] = secret
        elif said:
            faults.append(SecretMissing(source=source, key=key, value=shown(said)))
    return secrets, faults


def _said(answers: Answers, key: str) -> str:
    section, _, name = key.partition(".")
    return str(getattr(getattr(answers, section), name))


def _is_exposed(file: Path, answers: Answers) -> bool:
    """Whether others than its owner may read a file with secrets in it; Windows' rights are not asked."""
    kept = [key for key in SECRETS if (said := _said(answers, key)) and not said.startswith(FROM_VARIABLE)]
    kept = [key for key in kept if _said(answers, key) != FROM_INPUT]
    others = stat.S_IRGRP | stat.S_IROTH
    return bool(kept) and sys.platform != "win32" and bool(file.stat().st_mode & others)
