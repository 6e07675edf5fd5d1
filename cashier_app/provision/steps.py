"""What answers ask for, step by step: how each stands, and doing it by the same code as commands and screens.

A step that fails leaves the others done; whoever runs the same answers again does what is left.  What somebody
has set otherwise since is told, and changed only where that is asked for.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import msgspec

from cashier_app.config import Places, Settings
from cashier_app.config_change import SettingsNotWritten, change_settings, check_change
from cashier_app.config_fields import HIDDEN, is_secret
from cashier_app.config_file import load_settings, read_toml, shown
from cashier_app.core.words import Words
from cashier_app.provision.answers import PRIVATE_FILES
from cashier_app.provision.reading import Given, named_files, said_keys

if TYPE_CHECKING:
    from cashier_app.storage.reader import Reader
    from cashier_app.till.opening import Till

#: What is still to be done, is done already, or somebody has set otherwise.
Standing: TypeAlias = Literal["todo", "done", "differs"]
#: Key of the till's meta table: which goods were brought in by answers, so that a second run changes nothing.
CATALOGUE_KEY: Final = "provisioned_catalogue"


class Step(msgspec.Struct, frozen=True):
    """One thing to be set up: what it is, how it stands, in words, and what does it."""

    title: str
    standing: Standing
    detail: str
    do: Callable[[], None]


class Surroundings(msgspec.Struct, frozen=True):
    """What steps are done with."""

    given: Given
    places: Places
    words: Words
    #: Whether what somebody has set otherwise is set as the answers say.
    overwrite: bool
    broken_notice: Any

    @property
    def settings(self) -> Settings:
        """The settings in force by now."""
        return load_settings(self.places)


def steps(around: Surroundings) -> Iterator[Step]:
    """What the answers ask for, in order; how each stands is found out when it is reached."""
    given = around.given
    yield from _files(around)
    yield from _settings(around)
    if given.answers.administrator.name:
        yield _administrator(around)
    if given.answers.catalogue.file:
        yield _catalogue(around)
    if given.answers.programme.file:
        yield _programme(around)
    if given.answers.store_node.code:
        yield _store_node(around)
    if given.answers.join.code:
        yield _join(around)


# --- settings --------------------------------------------------------------------------------------------


def wanted_keys(around: Surroundings) -> dict[str, Any]:
    """What is to stand in the settings file: files that were copied by where they are then."""
    keys = said_keys(around.given.said)
    for key in named_files(around.given):
        if key in keys:
            keys[key] = str(_target(around, keys[key]))
    return keys


def _target(around: Surroundings, name: str) -> Path:
    """Where a file that the settings name is kept: one that is named in full stays where it is."""
    return Path(name) if Path(name).is_absolute() else around.places.settings_file.parent / Path(name).name


def _files(around: Surroundings) -> Iterator[Step]:
    words, given = around.words, around.given
    for key, name in named_files(given).items():
        source, target = given.beside(name), _target(around, name)
        if key not in said_keys(given.said) or source == target:
            continue
        there = target.exists()
        same = there and target.read_bytes() == source.read_bytes()
        standing: Standing = "done" if same else "differs" if there and not around.overwrite else "todo"
        title = words.translate("provision", "File {name}").format(name=target.name)
        yield Step(title, standing, str(target), functools.partial(_copy, source, target, key in PRIVATE_FILES))


def _copy(source: Path, target: Path, private: bool) -> None:
    """Put a file beside the settings; one that is private for this user alone.  Raises `SettingsNotWritten`."""
    fresh = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        mode = 0o600 if private else 0o644
        made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(made, "wb") as out:
            out.write(source.read_bytes())
        fresh.replace(target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise SettingsNotWritten(source=target, reason=error, lines=source) from error


def _settings(around: Surroundings) -> Iterator[Step]:
    """All keys that are not there yet in one step, and each that somebody has set otherwise in one of its own."""
    words = around.words
    there = read_toml(around.places.settings_file)
    missing: dict[str, Any] = {}
    for path, value in wanted_keys(around).items():
        place, _, key = path.rpartition(".")
        found = there.get(place, {}).get(key) if place else there.get(key)
        if found == value:
            continue
        if found is None or around.overwrite:
            missing[path] = value
        else:
            text = words.translate("provision", "Setting {key}").format(key=path)
            yield Step(text, "differs", f"{_told(path, found)} ≠ {_told(path, value)}", lambda: None)
    if not around.given.said:
        return
    title = words.translate("provision", "Settings")
    if missing:
        check_change(around.places, missing)
        detail = ", ".join(f"{path} = {_told(path, value)}" for path, value in missing.items())
        yield Step(title, "todo", detail, lambda: _change(around, missing))
    else:
        yield Step(title, "done", str(around.places.settings_file), lambda: None)


def _change(around: Surroundings, missing: dict[str, Any]) -> None:
    change_settings(around.places, missing)


def _told(path: str, value: object) -> str:
    return HIDDEN if is_secret(path) else shown(value)


# --- the till --------------------------------------------------------------------------------------------


@contextmanager
def _till(around: Surroundings) -> Iterator[Till]:
    """The till, opened for a step."""
    from cashier_app.clock import SystemClock
    from cashier_app.till.opening import open_till

    settings = around.settings
    till = open_till(settings, around.places.till_folder(settings), SystemClock(), around.words)
    try:
        yield till
    finally:
        till.close()


def _asked(around: Surroundings, ask: Callable[[Reader], Any]) -> Any:
    """What a till's database says, read without opening the till; None where there is none, or an older one."""
    from cashier_app.storage.database import NAME
    from cashier_app.storage.migrations import HEAD
    from cashier_app.storage.reader import Reader

    path = around.places.till_folder(around.settings) / NAME
    if not path.exists():
        return None
    with closing(Reader(path)) as reader:
        return ask(reader) if reader.revision() == HEAD else None


def _administrator(around: Surroundings) -> Step:
    words, person = around.words, around.given.answers.administrator
    name = " ".join(person.name.split())
    people = _asked(around, lambda reader: [(row.name, row.role) for row in reader.users()]) or []
    title = words.translate("provision", "First administrator")
    if (name, "administrator") in people:
        return Step(title, "done", name, lambda: None)
    if people:
        others = ", ".join(known for known, _ in people)
        text = words.translate("provision", "{others} work here already; {name} is added on the till's screen")
        return Step(title, "differs", text.format(others=others, name=name), lambda: None)

    def begin() -> None:
        pin = around.given.secrets.get("administrator.pin", "")
        with _till(around) as till:
            one_time = bool(pin) or person.change_pin
            till.people.begin(name, pin, person.pin_hash, one_time=one_time).result(60)

    return Step(title, "todo", name, begin)


def _catalogue(around: Surroundings) -> Step:
    from cashier_app.till import import_command

    words, wanted = around.words, around.given.answers.catalogue
    path = around.given.beside(wanted.file)
    digest = _digest(path, wanted)
    title = words.translate("provision", "Goods")
    if _asked(around, lambda reader: reader.meta(CATALOGUE_KEY)) == digest:
        return Step(title, "done", path.name, lambda: None)

    def bring() -> None:
        from cashier_app.storage.database import Database

        options = {"report": None, "prices": None, "price_default": None, "dry_run": False, "path": path}
        said = {key: value or None for key, value in msgspec.structs.asdict(wanted).items() if key != "file"}
        settings = around.settings
        surroundings = {"places": around.places, "settings": settings, "words": words}
        import_command.run(argparse.Namespace(**options, **said, **surroundings))
        with Database.open(around.places.till_folder(settings)) as database:
            database.worker.call(lambda unit: unit.meta.put(CATALOGUE_KEY, digest))

    return Step(title, "todo", path.name, bring)


def _digest(path: Path, said: msgspec.Struct) -> str:
    """What is brought in and how: another file, or another column for the price, is brought in again."""
    digest = hashlib.sha256(msgspec.json.encode(said))
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
    return digest.hexdigest()


def _join(around: Surroundings) -> Step:
    from cashier_app.till.exchange import NODE_KEY, STORE
    from cashier_app.till.join_command import join

    words = around.words
    store = _asked(around, lambda reader: reader.meta(STORE) if reader.meta(NODE_KEY) else None)
    title = words.translate("provision", "Joining the loyalty server")
    if store:
        text = words.translate("provision", "this till belongs to store {store}")
        return Step(title, "done", text.format(store=store), lambda: None)

    def enrol() -> None:
        with _till(around) as till:
            join(till, around.settings, around.given.secrets["join.code"])

    return Step(title, "todo", around.given.settings.server.central_url, enrol)


# --- the server ------------------------------------------------------------------------------------------


def _server(around: Surroundings, act: Callable[..., int], **said: Any) -> None:
    """An act of `cashier-app server`, as the command does it."""
    from cashier_app.server.opened import opened

    settings = around.settings
    arguments = argparse.Namespace(
        database="", places=around.places, settings=settings, broken_notice=around.broken_notice, **said
    )
    with opened(arguments, begins=True) as database:
        act(database, arguments, around.words)


def _programme(around: Surroundings) -> Step:
    from cashier_app.loyalty.programme import load_programme
    from cashier_app.server.programme_command import ACTS
    from cashier_app.server.programmes import Programmes

    words, wanted = around.words, around.given.answers.programme
    path = around.given.beside(wanted.file)
    programme = load_programme(path.read_bytes())
    published = _of_server(around, lambda connection: [each.programme for each in Programmes().all(connection)]) or []
    title = words.translate("provision", "Loyalty programme")
    detail = words.translate("provision", "version {version}").format(version=programme.version)
    if programme in published:
        return Step(title, "done", detail, lambda: None)
    return Step(title, "todo", detail, lambda: _server(around, ACTS["publish"], file=path, author=wanted.author))


def _store_node(around: Surroundings) -> Step:
    from cashier_app.server.store_node_command import join
    from cashier_app.server.upstream.identity import upstream_of

    words, wanted = around.words, around.given.answers.store_node
    joined = _of_server(around, upstream_of)
    title = words.translate("provision", "Joining the central server as a store node")
    if joined is not None:
        return Step(title, "done", joined.url, lambda: None)
    ca_file = str(around.given.beside(wanted.ca_file)) if wanted.ca_file else ""
    code = around.given.secrets["store_node.code"]

    def enrol() -> None:
        kept = ca_file
        if ca_file:
            target = _target(around, wanted.ca_file)
            if target != Path(ca_file):
                _copy(Path(ca_file), target, private=False)
            kept = str(target)
        _server(around, join, code=code, upstream="", ca_file=kept)

    return Step(title, "todo", around.given.settings.node.upstream, enrol)


def _of_server(around: Surroundings, ask: Callable[[Any], Any]) -> Any:
    """What the server's database says; None where none was begun."""
    from cashier_app.server.database import is_begun
    from cashier_app.server.opened import opened

    settings = around.settings
    if not is_begun(around.places.server_url(settings)):
        return None
    arguments = argparse.Namespace(database="", places=around.places, settings=settings)
    with opened(arguments) as database, database.read() as connection:
        return ask(connection)
