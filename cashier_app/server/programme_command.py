"""`cashier-app programme publish | list | withdraw`: the versions that buyers see, and from when."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from cashier_app.core.clock import local_date, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.loyalty.programme import Pilot, Programme
from cashier_app.server import journal, programmes
from cashier_app.server.database import ServerDatabase


class FileUnreadable(Refused):
    """A file that is not there or may not be read."""

    text = QT_TRANSLATE_NOOP("errors", "{file} cannot be read: {reason}")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the name and the right to read it")


class NobodyPublishes(Refused):
    """A version without an author: neither named nor known to the system."""

    text = QT_TRANSLATE_NOOP("errors", "It is not known who does this")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a name with --author: it is kept with the version")


def add_arguments(act: Callable[..., argparse.ArgumentParser], inside: Any) -> None:
    """The acts on versions; `act` makes a parser with what all acts have in common."""
    publish = act("publish", QT_TRANSLATE_NOOP("cli", "publish a version"), inside)
    publish.add_argument("file", type=Path, help=QT_TRANSLATE_NOOP("cli", "the programme, JSON"))
    about = QT_TRANSLATE_NOOP("cli", "who does it, kept with the version; by default the user of this machine")
    publish.add_argument("--author", default="", help=about)
    act("list", QT_TRANSLATE_NOOP("cli", "list the versions, their days and authors"), inside)
    withdraw = act("withdraw", QT_TRANSLATE_NOOP("cli", "take a version back: from now on nobody sees it"), inside)
    withdraw.add_argument("version", type=int, help=QT_TRANSLATE_NOOP("cli", "its number"))
    withdraw.add_argument("--author", default="", help=about)


def _publish(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    author = _author(arguments)
    try:
        body = arguments.file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=arguments.file, reason=error) from error
    with database.write() as transaction:
        now = transaction.now
        before = programmes.Programmes().valid(transaction.connection, now)
        programme, fresh = programmes.publish(transaction, body, author)
        if fresh:
            day = programme.valid_from.isoformat()
            journal.write(transaction, "programme_published", author, version=programme.version, valid_from=day)
    old = programmes.followed_by(before, programme)
    told = local_date(now, arguments.settings.shop.zone)
    warnings = arguments.broken_notice(old, programme, told, words) if fresh and old is not None else []
    if fresh:
        text = words.translate("server", "Version {version} is published, valid from {day}")
    else:
        text = words.translate("server", "Version {version}, valid from {day}, was published already")
    _say(text, version=programme.version, day=programme.valid_from)
    for warning in warnings:
        _say("{warning}", warning=warning)
    return 0


def _list(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        every = programmes.Programmes().all(connection)
        authors = programmes.authors(connection)
    line = words.translate("server", "version {version}, valid from {day}: {name}")
    for published in every:
        programme = published.programme
        shown = [line.format(version=programme.version, day=programme.valid_from, name=_named(programme, words))]
        text = words.translate("server", "published {instant} by {author}")
        author = authors[programme.version] or "–"
        shown.append(text.format(instant=_instant(published.published_at), author=author))
        if programme.pilot is not None:
            shown.append(_pilot_words(programme.pilot, words))
        if published.withdrawn_at is not None:
            text = words.translate("server", "withdrawn {instant}")
            shown.append(text.format(instant=_instant(published.withdrawn_at)))
        _say("{line}", line=" · ".join(shown))
    return 0


def _withdraw(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    author = _author(arguments)
    with database.write() as transaction:
        programme = programmes.withdraw(transaction, arguments.version)
        journal.write(transaction, "programme_withdrawn", author, version=programme.version)
    text = words.translate("server", "Version {version} ({name}) is withdrawn: tills hear of it at their next exchange")
    _say(text, version=programme.version, name=_named(programme, words))
    return 0


def _author(arguments: argparse.Namespace) -> str:
    """Who does it; raises `NobodyPublishes`."""
    author = arguments.author.strip() or journal.this_user()
    if not author:
        raise NobodyPublishes()
    return str(author)


def _named(programme: Programme, words: Words) -> str:
    return programme.name.in_language(words.language)


def _pilot_words(pilot: Pilot, words: Words) -> str:
    """`pilot: stores perm-1, perm-2; segments staff`."""
    parts = []
    if pilot.stores:
        parts.append(words.translate("server", "stores {names}").format(names=", ".join(sorted(pilot.stores))))
    if pilot.segments:
        parts.append(words.translate("server", "segments {names}").format(names=", ".join(sorted(pilot.segments))))
    return words.translate("server", "pilot: {whom}").format(whom="; ".join(parts))


def _say(text: str, **values: object) -> None:
    sys.stdout.write(text.format(**values) + "\n")
    sys.stdout.flush()


def _instant(instant: int) -> str:
    return local_time(instant, "UTC").strftime("%Y-%m-%d %H:%M:%SZ")


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "publish": _publish,
    "list": _list,
    "withdraw": _withdraw,
}
#: Acts that may begin a database.
BEGINNING: Final = frozenset({"publish"})
