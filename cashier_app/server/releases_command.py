"""`cashier-app server releases list | put | stop`: versions of the program given out to the fleet, step by step."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words
from cashier_app.server import journal, releases
from cashier_app.server.database import ServerDatabase
from cashier_app.server.journal_command import add_author
from cashier_app.server.nodes_command import add_json, moment, say, say_json
from cashier_app.server.releases import NoSuchRelease, Release


def add_arguments(act: Callable[..., argparse.ArgumentParser], inside: Any) -> None:
    """The acts on releases; `act` makes a parser with what all acts have in common."""
    add_json(act("list", QT_TRANSLATE_NOOP("cli", "versions that are given out, and what became of them"), inside))
    put = act("put", QT_TRANSLATE_NOOP("cli", "give a version to some tills, later to more, at last to all"), inside)
    put.add_argument("version", help=QT_TRANSLATE_NOOP("cli", "a version whose folder lies in [node] releases"))
    put.add_argument("--channel", default="stable", help=QT_TRANSLATE_NOOP("cli", "for tills of this channel"))
    put.add_argument(
        "--percent", type=int, default=0, metavar="N", help=QT_TRANSLATE_NOOP("cli", "to so many of a hundred tills")
    )
    put.add_argument(
        "--node", action="append", default=[], metavar="ID", help=QT_TRANSLATE_NOOP("cli", "and to this one, named")
    )
    add_author(put)
    stop = act("stop", QT_TRANSLATE_NOOP("cli", "give a version to nobody else; who has it keeps it"), inside)
    stop.add_argument("version", help=QT_TRANSLATE_NOOP("cli", "a version that is given out"))
    add_author(stop)


def _list(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        found = releases.listed(connection)
    if arguments.json:
        say_json(found)
        return 0
    for each in found:
        say(_line(each, words))
    return 0


def _put(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    folder = arguments.settings.node.releases
    with database.write() as transaction:
        given = releases.put(
            transaction,
            arguments.version,
            arguments.channel,
            arguments.percent,
            arguments.node,
            arguments.author,
            folder,
        )
        journal.write(
            transaction,
            "release_put",
            arguments.author,
            version=given.version,
            channel=given.channel,
            percent=given.percent,
            nodes=" ".join(given.nodes),
        )
    say(_line(given, words))
    return 0


def _stop(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.write() as transaction:
        if not releases.stop(transaction, arguments.version):
            raise NoSuchRelease(version=arguments.version, folder=arguments.version)
        journal.write(transaction, "release_stopped", arguments.author, version=arguments.version)
    text = words.translate("server", "Version {version} goes to nobody else; who has it keeps it")
    say(text.format(version=arguments.version))
    return 0


def _line(each: Release, words: Words) -> str:
    text = words.translate(
        "server", "{version} · {channel} · {percent} % · {since} · runs: {runs} · ready: {ready} · went back: {failed}"
    )
    line = text.format(
        version=each.version,
        channel=each.channel,
        percent=each.percent,
        since=moment(each.at),
        runs=each.runs,
        ready=each.ready,
        failed=each.failed,
    )
    notes = [" ".join(each.nodes)] if each.nodes else []
    if each.stopped_at is not None:
        notes.append(words.translate("server", "stopped"))
    elif not each.is_given:
        notes.append(words.translate("server", "stopped by itself: too many tills went back"))
    return " · ".join((line, *notes))


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "releases list": _list,
    "releases put": _put,
    "releases stop": _stop,
}
