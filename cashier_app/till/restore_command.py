"""`cashier-app restore FILE | --list`: a copy in the place of the till's database, what it lacks told before."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cashier_app.clock import SystemClock
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.till.backup_command import described, listed
from cashier_app.till.restoring import Lacking, lacking, look, restore


class NotAsked(Refused):
    """Nobody can be asked."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing was changed: a restore has to be confirmed")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --yes where nobody can answer")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy, and whether to ask."""
    parser.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help=QT_TRANSLATE_NOOP("cli", "a copy, .db or .db.gz; its name is enough where it lies among the copies"),
    )
    parser.add_argument("--list", action="store_true", help=QT_TRANSLATE_NOOP("cli", "which copies there are"))
    parser.add_argument("--yes", action="store_true", help=QT_TRANSLATE_NOOP("cli", "do not ask"))
    parser.add_argument(
        "--no-deliver",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "do not take over what the server has not been told yet"),
    )


def run(arguments: argparse.Namespace) -> int:
    """Tell what would come of it, ask, and do it; the till must not be running."""
    from cashier_app.storage.database import NAME
    from cashier_app.storage.errors import backups_folder

    words, settings = arguments.words, arguments.settings
    if arguments.list or arguments.file is None:
        sys.stdout.write(listed(arguments))
        return 0
    path = arguments.places.till_folder(settings) / NAME
    file = arguments.file.expanduser()
    if not file.exists() and (backups_folder(path) / file.name).is_file():
        file = backups_folder(path) / file.name
    copy = look(file)
    _say(described(copy, words, settings.shop.zone))
    lacks = lacking(path, copy)
    for each in lacks:
        _say(_lack_words(each, words))
    deliver = not arguments.no_deliver
    if any(each.unsent for each in lacks) and deliver:
        _say(words.translate("backup", "Those go into the queue of the new database, and on to the server"))
    if not arguments.yes and not _confirmed(words):
        _say(words.translate("backup", "Nothing was changed"))
        return 1
    done = restore(path, copy, deliver, SystemClock().now(), settings.shop.zone)
    _say(words.translate("backup", "The copy is in place; the next start of the till begins a new life without rights"))
    if done.delivered:
        _say(words.translate("backup", "Operations taken over for the server: {count}").format(count=done.delivered))
    if done.aside is not None:
        _say(words.translate("backup", "The database that was there: {file}").format(file=done.aside))
    return 0


def _lack_words(lack: Lacking, words: Words) -> str:
    text = words.translate("backup", "Made after this copy: operations {first}–{last}.").format(
        first=lack.first, last=lack.last
    )
    if lack.unsent is None:
        more = words.translate("backup", "How many of them the server has nobody here can tell")
    elif lack.unsent:
        more = words.translate("backup", "{sent} of them are at the server, {unsent} are not").format(
            sent=lack.count - lack.unsent, unsent=lack.unsent
        )
    else:
        more = words.translate("backup", "The server has all of them")
    return f"{text} {more}"


def _confirmed(words: Words) -> bool:
    if not sys.stdin.isatty():
        raise NotAsked()
    sys.stdout.write(words.translate("backup", "Put this copy in the place of the database? (y/n)") + " ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "д", "да")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
