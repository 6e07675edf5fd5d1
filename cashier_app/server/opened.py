"""The server's database as a command opens it: named on the command line, else where the settings say."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager

from cashier_app.clock import SystemClock
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.server.database import ServerDatabase, is_begun
from cashier_app.server.place import Place
from cashier_app.server.upstream.worker import UpstreamClock


class NoDatabase(Refused):
    """A question about a ledger that has not been begun."""

    text = QT_TRANSLATE_NOOP("errors", "There is no server's database at {path}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Name its place with --database or --home, or begin one with “programme publish”"
    )


class NoProgramme(Refused):
    """Members need levels, and levels come with a programme."""

    text = QT_TRANSLATE_NOOP("errors", "No loyalty programme is published yet")
    way_out = QT_TRANSLATE_NOOP("errors", "Publish one first: cashier-app programme publish FILE")


def database_option(default: str = "") -> argparse.ArgumentParser:
    """What every act on the database has in common, as a parent of its parser."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--database",
        metavar="URL",
        default=default,
        help=QT_TRANSLATE_NOOP("cli", "the server's database: a file or postgresql://user@host/name"),
    )
    return common


@contextmanager
def opened(arguments: argparse.Namespace, begins: bool = False) -> Iterator[ServerDatabase]:
    """The database for as long as an act takes; raises `NoDatabase` unless there is one or the act `begins` one."""
    url = arguments.database or arguments.places.server_url(arguments.settings)
    if not begins and not is_begun(url):
        raise NoDatabase(path=Place.of(url))
    with ServerDatabase.open(url, UpstreamClock(SystemClock())) as database:
        yield database
