"""`cashier-app server journal`: list the privileged acts and prove that none was changed or taken out."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable
from typing import Any, Final

from cashier_app.core.clock import local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.server import journal
from cashier_app.server.database import ServerDatabase

log = logging.getLogger(__name__)

#: Records shown if nobody says how many.
SHOWN: Final = 100


class NotInJournal(Refused):
    """A hash noted earlier that no record has: the journal was written anew."""

    text = QT_TRANSLATE_NOOP("errors", "No record of the journal has the hash {hash}")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Compare it with the note; if it is right, the journal is not the one of that day"
    )


def add_arguments(act: Callable[..., argparse.ArgumentParser]) -> None:
    """The act; `act` makes a parser with what all acts have in common."""
    shown = act(
        "journal", QT_TRANSLATE_NOOP("cli", "list privileged acts and verify them; exit code 1 if one was changed")
    )
    shown.add_argument(
        "--last", type=int, default=SHOWN, metavar="N", help=QT_TRANSLATE_NOOP("cli", "how many of the newest")
    )
    shown.add_argument(
        "--contains",
        default="",
        metavar="HASH",
        help=QT_TRANSLATE_NOOP("cli", "the end of the journal as it was noted down: it has to be in there still"),
    )


def add_author(parser: argparse.ArgumentParser) -> None:
    """`--author` of a privileged act."""
    about = QT_TRANSLATE_NOOP("cli", "who does it, for the journal; by default the user of this machine")
    parser.add_argument("--author", default="", help=about)


def show(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """The newest records, oldest first, and whether all hold."""
    with database.read() as connection:
        standing = journal.verify(connection)
        records = journal.latest(connection, max(0, arguments.last))
        noted = arguments.contains.strip().lower()
        if noted and not journal.contains(connection, noted):
            raise NotInJournal(hash=noted)
    for record in records:
        _say(_line(record, words))
    if standing.broken is not None:
        _say(_broken(standing.broken, words))
        return 1
    text = words.translate("journal", "Every record follows from those before it: {count}, the end is {hash}")
    _say(text.format(count=standing.records, hash=standing.end.hex()))
    return 0


def check_at_start(database: ServerDatabase, words: Words) -> None:
    """Tell of a journal that does not hold; tills are served all the same."""
    with database.read() as connection:
        broken = journal.verify(connection).broken
    if broken is not None:
        log.error("the journal of privileged acts does not hold", extra={"data": {"record": broken}})
        sys.stderr.write(_broken(broken, words) + "\n")


def _broken(number: int, words: Words) -> str:
    return words.translate("journal", "Record {number} was changed or taken out after it was written").format(
        number=number
    )


def _line(record: journal.Record, words: Words) -> str:
    act = words.translate("journal", journal.ACTS[record.act]) if record.act in journal.ACTS else record.act
    details = ", ".join(f"{key} {value}" for key, value in record.details.items() if value not in (None, ""))
    at = local_time(record.at, "UTC").strftime("%Y-%m-%d %H:%M:%SZ")
    return " · ".join(filter(None, (str(record.number), at, record.author, act, details)))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


ACTS: Final[dict[str, Any]] = {"journal": show}
