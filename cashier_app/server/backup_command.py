"""`cashier-app server backup | restore`: copies of the server's database where that is a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cashier_app.clock import SystemClock
from cashier_app.config import Settings
from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.server import backing_up, journal
from cashier_app.server.database import ServerDatabase
from cashier_app.server.journal_command import add_author
from cashier_app.server.opened import NoDatabase
from cashier_app.server.place import Place
from cashier_app.storage.backup import Keeping, backups
from cashier_app.storage.before_migration import kept_before
from cashier_app.storage.errors import backups_folder
from cashier_app.storage.second_place import copies_there

#: Acts that look after the database from outside of it.
ACTS: Final = frozenset({"backup", "restore"})


class RestoreNotConfirmed(Refused):
    """Nobody said yes."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing was changed: a restore has to be confirmed")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --yes where nobody can answer")


def add_arguments(act: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Copies and what may be asked for."""
    backup = act("backup", QT_TRANSLATE_NOOP("cli", "a verified copy of the server's database, also while it runs"))
    backup.add_argument("--list", action="store_true", help=QT_TRANSLATE_NOOP("cli", "which copies there are"))
    add_author(backup)
    restore = act("restore", QT_TRANSLATE_NOOP("cli", "a copy in the place of the server's database, which is kept"))
    restore.add_argument("file", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "a copy, .db or .db.gz"))
    restore.add_argument("--yes", action="store_true", help=QT_TRANSLATE_NOOP("cli", "do not ask"))
    add_author(restore)


def rules_of(settings: Settings) -> backing_up.Rules:
    """How the settings want copies of the server made."""
    own = settings.backups
    place = Path(own.folder).expanduser() if own.folder else None
    keep = Keeping(settings.till.backups, own.days, own.weeks)
    return backing_up.Rules(keep, settings.shop.zone, place, own.compress)


def run(arguments: argparse.Namespace) -> int:
    """Do it; raises `NotAFile` for PostgreSQL."""
    url = arguments.database or arguments.places.server_url(arguments.settings)
    path = backing_up.file_of(Place.of(url))
    if arguments.act == "restore":
        return _restore(path, arguments)
    if not path.exists():
        raise NoDatabase(path=path)
    return _list(path, arguments) if arguments.list else _backup(path, arguments)


def _backup(path: Path, arguments: argparse.Namespace) -> int:
    words: Words = arguments.words
    clock = SystemClock()
    with ServerDatabase.open(str(path), clock) as database:
        made = backing_up.make(path, clock.now(), rules_of(arguments.settings))
        with database.write() as transaction:
            journal.write(transaction, "backup_made", arguments.author, file=made.name)
    _say(words.translate("backup", "A verified copy: {file}").format(file=made))
    return 0


def _list(path: Path, arguments: argparse.Namespace) -> int:
    place = rules_of(arguments.settings).second_place
    found = [*backups(path), *kept_before(path)]
    found += copies_there(place, f"server-{path.stem}") if place is not None else []
    for file in found:
        made = local_time(round(file.stat().st_mtime * 1000), arguments.settings.shop.zone)
        _say(f"{made:%d.%m.%Y %H:%M}  {file}")
    if not found:
        _say(arguments.words.translate("backup", "There are no copies yet"))
    return 0


def _restore(path: Path, arguments: argparse.Namespace) -> int:
    words: Words = arguments.words
    file = arguments.file.expanduser()
    if not file.exists() and (backups_folder(path) / file.name).is_file():
        file = backups_folder(path) / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.restoring")
    clock = SystemClock()
    try:
        version = backing_up.look(file, draft)
        _say(words.translate("backup", "{file}: whole; tables {version}").format(file=file, version=version))
        if not arguments.yes and not _confirmed(words):
            raise RestoreNotConfirmed()
        aside = backing_up.restore(path, draft, clock.now(), arguments.settings.shop.zone)
    finally:
        draft.unlink(missing_ok=True)
    # opened, it begins another incarnation: tills send again what it lacks
    with ServerDatabase.open(str(path), clock) as database, database.write() as transaction:
        incarnation = transaction.meta("incarnation")
    _say(words.translate("server", "Incarnation {incarnation} has begun").format(incarnation=incarnation))
    _say(words.translate("backup", "Tills send again what this copy lacks; nothing is granted until all have reported"))
    if aside is not None:
        _say(words.translate("backup", "The database that was there: {file}").format(file=aside))
    return 0


def _confirmed(words: Words) -> bool:
    if not sys.stdin.isatty():
        return False
    sys.stdout.write(words.translate("backup", "Put this copy in the place of the database? (y/n)") + " ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "д", "да")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
