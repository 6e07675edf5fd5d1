"""`cashier-app backup now | list | verify FILE`: copies of the till's database, made, listed, examined."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cashier_app.clock import SystemClock
from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.till.restoring import Copy, copies, look

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork


class NoDatabaseYet(Refused):
    """Nothing to copy."""

    text = QT_TRANSLATE_NOOP("errors", "There is no till's database at {path} yet")
    way_out = QT_TRANSLATE_NOOP("errors", "Name its folder with --home, or in the settings: [till] folder")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("now", help=QT_TRANSLATE_NOOP("cli", "make a verified copy, also while the till sells"))
    acts.add_parser("list", help=QT_TRANSLATE_NOOP("cli", "copies that are here and in the second place"))
    verify = acts.add_parser(
        "verify", help=QT_TRANSLATE_NOOP("cli", "open a copy, check the file and its sums; exit code 1 if it is bad")
    )
    verify.add_argument("file", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "a copy, .db or .db.gz"))


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    if arguments.act == "verify":
        return _verify(arguments.file.expanduser(), arguments)
    if arguments.act == "list":
        sys.stdout.write(listed(arguments))
        return 0
    return _now(arguments)


def listed(arguments: argparse.Namespace) -> str:
    """Copies with their time and size, newest first."""
    from cashier_app.storage.database import NAME
    from cashier_app.storage.second_place import copies_there
    from cashier_app.till.backing_up import owner, second_place

    settings, words = arguments.settings, arguments.words
    found = copies(arguments.places.till_folder(settings) / NAME)
    if settings.backups.folder:
        found += copies_there(second_place(settings), owner(settings))
    if not found:
        return str(words.translate("backup", "There are no copies yet")) + "\n"
    lines = []
    for file in found:
        state = file.stat()
        made = local_time(round(state.st_mtime * 1000), settings.shop.zone)
        size = words.translate("backup", "{size} MB").format(size=max(1, state.st_size // 1_000_000))
        lines.append(f"{made:%d.%m.%Y %H:%M}  {size:>10}  {file}\n")
    return "".join(lines)


def _now(arguments: argparse.Namespace) -> int:
    from cashier_app.storage.backup import back_up
    from cashier_app.storage.database import NAME
    from cashier_app.storage.second_place import copy_there
    from cashier_app.till.backing_up import keeping, owner, second_place
    from cashier_app.till.verifying import verify_file

    settings, words = arguments.settings, arguments.words
    path = arguments.places.till_folder(settings) / NAME
    if not path.exists():
        raise NoDatabaseYet(path=path)
    now, keep = SystemClock().now(), keeping(settings)

    def doubts(copy: Path) -> str:
        return next((each.text(words) for each in verify_file(copy)), "")

    made = back_up(path, now, keep, settings.shop.zone, doubts=doubts)
    sys.stdout.write(words.translate("backup", "A verified copy: {file}").format(file=made) + "\n")
    _write_down(path, made.name, now, words)
    if settings.backups.folder:
        there = copy_there(made, second_place(settings), owner(settings), settings.backups.compress, keep)
        sys.stdout.write(words.translate("backup", "In the second place: {file}").format(file=there) + "\n")
    return 0


def _write_down(path: Path, name: str, now: int, words: Words) -> None:
    """A record of the journal; a till that runs is the only one that writes, and its log has it then."""
    from cashier_app.storage.database import Database
    from cashier_app.storage.errors import AlreadyRunning
    from cashier_app.till.writing import append_to_journal

    def job(unit: UnitOfWork) -> None:
        append_to_journal(unit, "backup_made", "", "", now, {"name": name})

    try:
        with Database.open(path.parent) as database:
            database.worker.call(job)
    except AlreadyRunning:
        sys.stderr.write(words.translate("backup", "The till runs: the copy is not written into its journal") + "\n")


def _verify(file: Path, arguments: argparse.Namespace) -> int:
    words = arguments.words
    copy = look(file)
    sys.stdout.write(described(copy, words, arguments.settings.shop.zone) + "\n")
    return 1 if copy.disagreements else 0


def described(copy: Copy, words: Words, zone: str) -> str:
    """A copy in words: what it holds, and what in it does not hold."""
    last = f"{local_time(copy.last_at, zone):%d.%m.%Y %H:%M}" if copy.last_at else "—"
    n = copy.receipts
    text = words.translate("backup", "{file}: %n receipt(s), the last of {last}; tables {version}", "", n)
    lines = [text.format(file=copy.file, last=last, version=copy.version)]
    lines += [each.text(words) for each in copy.disagreements]
    if not copy.disagreements:
        lines.append(words.translate("backup", "The file is whole, and its sums and chains agree"))
    return "\n".join(lines)
