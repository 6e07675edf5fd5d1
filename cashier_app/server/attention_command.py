"""`cashier-app server alarms | letters | rebuild`: what a person should look at, and what can be done about it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, Final

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.server import alarms, letters, rebuilding, verify
from cashier_app.server.alarms import Alarm
from cashier_app.server.database import ServerDatabase
from cashier_app.server.journal_command import add_author
from cashier_app.server.letters import Letter, Tried
from cashier_app.server.nodes_command import add_json, moment, say, say_json
from cashier_app.server.opened import database_option
from cashier_app.server.programmes import Programmes


class NeedsReason(Refused):
    """Figures are changed only for a reason."""

    text = QT_TRANSLATE_NOOP("errors", "It is not said why the ledger is to be rebuilt")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --reason TEXT, or only look with --check")


def add_arguments(act: Callable[..., argparse.ArgumentParser]) -> None:
    """The acts; `act` makes a parser with what all acts have in common."""
    listed = act("alarms", QT_TRANSLATE_NOOP("cli", "list what a person should look at, or settle it"))
    listed.add_argument("--kind", default="", help=QT_TRANSLATE_NOOP("cli", "of this kind only"))
    listed.add_argument(
        "--state",
        choices=("open", "resolved", "all"),
        default="open",
        help=QT_TRANSLATE_NOOP("cli", "those that nobody has settled (the default), those settled, or all"),
    )
    listed.add_argument("--after", type=int, default=0, metavar="ID", help=QT_TRANSLATE_NOOP("cli", "behind this one"))
    _add_page(listed, alarms.PAGE)
    inner = listed.add_subparsers(dest="inner", metavar="ACT")
    settle = inner.add_parser("resolve", help=QT_TRANSLATE_NOOP("cli", "settle alarms"), parents=[_again()])
    settle.add_argument("number", type=int, nargs="+", metavar="ID", help=QT_TRANSLATE_NOOP("cli", "as listed"))
    settle.add_argument("--note", required=True, help=QT_TRANSLATE_NOOP("cli", "what came of it, for the journal"))
    add_author(settle)
    aside = act("letters", QT_TRANSLATE_NOOP("cli", "list operations set aside, show one, or try them again"))
    aside.add_argument("--epoch", default="", help=QT_TRANSLATE_NOOP("cli", "of this epoch only"))
    aside.add_argument("--skip", type=int, default=0, metavar="N", help=QT_TRANSLATE_NOOP("cli", "without the first"))
    _add_page(aside, letters.PAGE)
    inner = aside.add_subparsers(dest="inner", metavar="ACT")
    shown = inner.add_parser("show", help=QT_TRANSLATE_NOOP("cli", "one with its content"), parents=[_again()])
    shown.add_argument("of_epoch", metavar="EPOCH", help=QT_TRANSLATE_NOOP("cli", "its epoch"))
    shown.add_argument("seq", type=int, metavar="NUMBER", help=QT_TRANSLATE_NOOP("cli", "its number"))
    again = inner.add_parser("retry", help=QT_TRANSLATE_NOOP("cli", "try them once more"), parents=[_again()])
    again.add_argument("of_epoch", nargs="?", default="", metavar="EPOCH", help=QT_TRANSLATE_NOOP("cli", "its epoch"))
    again.add_argument("seq", type=int, nargs="?", metavar="NUMBER", help=QT_TRANSLATE_NOOP("cli", "its number"))
    add_author(again)
    rebuild = act(
        "rebuild",
        QT_TRANSLATE_NOOP("cli", "work balances, rights and levels out again; exit code 1 if not all is right"),
    )
    rebuild.add_argument("--check", action="store_true", help=QT_TRANSLATE_NOOP("cli", "only compare"))
    rebuild.add_argument("--reason", default="", help=QT_TRANSLATE_NOOP("cli", "why, for the journal"))
    add_author(rebuild)
    add_json(rebuild)


def _add_page(parser: argparse.ArgumentParser, size: int) -> None:
    parser.add_argument(
        "--limit", type=int, default=size, metavar="N", help=QT_TRANSLATE_NOOP("cli", "at most so many")
    )
    add_json(parser)


def _again() -> argparse.ArgumentParser:
    """The database named behind an inner act, too; it does not undo what was said before it."""
    option = database_option(argparse.SUPPRESS)
    option.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help=QT_TRANSLATE_NOOP("cli", "print JSON")
    )
    return option


# --- alarms ----------------------------------------------------------------------------------------------


def _alarms(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    limit = max(arguments.limit, 1)
    with database.read() as connection:
        found = alarms.listed(connection, arguments.kind, arguments.state, arguments.after, limit)
    if arguments.json:
        say_json(found)
        return 0
    for each in found:
        say(_alarm_line(each, words))
    if len(found) == limit:
        say(words.translate("server", "There may be more: --after {number}").format(number=found[-1].alarm_id))
    return 0


def _alarm_line(each: Alarm, words: Words) -> str:
    where = " ".join(filter(None, (each.epoch, str(each.seq or ""), each.account_id, each.lot_id)))
    line = f"{each.alarm_id} · {moment(each.at)} · {each.kind} · {where} · {each.amount} · {each.detail}"
    if each.resolved_at is None:
        return line.rstrip(" ·")
    text = words.translate("server", "settled {at} by {who}: {note}")
    settled = text.format(at=moment(each.resolved_at), who=each.resolved_by or "–", note=each.note or "–")
    return f"{line.rstrip(' ·')} · {settled}"


def _resolve(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.write() as transaction:
        fresh = alarms.resolve(transaction, arguments.number, arguments.author, arguments.note)
    if arguments.json:
        say_json(fresh)
        return 0
    for number in arguments.number:
        settled = words.translate("server", "alarm {number} is settled")
        before = words.translate("server", "alarm {number} was settled already")
        say((settled if number in fresh else before).format(number=number))
    return 0


# --- letters ---------------------------------------------------------------------------------------------


def _letters(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    limit = max(arguments.limit, 1)
    with database.read() as connection:
        found = letters.listed(connection, arguments.epoch, max(arguments.skip, 0), limit)
    if arguments.json:
        say_json([_told(each) for each in found])
        return 0
    for each in found:
        say(_letter_line(each))
    if len(found) == limit:
        more = words.translate("server", "There may be more: --skip {number}")
        say(more.format(number=max(arguments.skip, 0) + limit))
    return 0


def _show(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        letter = letters.one(connection, arguments.of_epoch, arguments.seq)
    if arguments.json:
        say_json(_told(letter, whole=True))
        return 0
    say(_letter_line(letter))
    say(words.translate("server", "hash {hash}").format(hash=letter.hash))
    try:
        say(msgspec.json.format(letter.body, indent=2).decode())
    except (msgspec.DecodeError, UnicodeDecodeError):
        say(repr(letter.body))
    return 0


def _letter_line(each: Letter) -> str:
    place = f"{each.name}, {each.store}"
    return f"{moment(each.received_at)} · {place} · {each.epoch} {each.seq} · {each.kind or '–'} · {_why(each)}"


def _why(each: Letter | Tried) -> str:
    return f"{each.reason}: {each.detail}" if each.detail else each.reason


def _told(each: Letter, whole: bool = False) -> dict[str, Any]:
    """A letter as JSON; its content as text, since it may be no JSON itself."""
    fields = msgspec.structs.asdict(each)
    body = fields.pop("body")
    return {**fields, "body": body.decode("utf-8", "replace")} if whole else fields


def _retry(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        if arguments.seq is not None:
            wanted = [letters.one(connection, arguments.of_epoch, arguments.seq)]
        else:
            wanted = letters.listed(connection, arguments.of_epoch, limit=1_000_000)
    tried = letters.retry(database, Programmes(), wanted, arguments.author)
    if arguments.json:
        say_json(tried)
    for each in tried if not arguments.json else ():
        if each.state == "rejected":
            text = words.translate("server", "operation {seq} of epoch {epoch} stays aside: {why}")
        else:
            text = words.translate("server", "operation {seq} of epoch {epoch} is applied")
        say(text.format(seq=each.seq, epoch=each.epoch, why=_why(each)))
    return 1 if any(each.state == "rejected" for each in tried) else 0


# --- the ledger ------------------------------------------------------------------------------------------


def _rebuild(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    if arguments.check:
        with database.read() as connection:
            found = tuple(verify.verify(connection))
        done = rebuilding.Rebuilt(found, found)
    else:
        if not arguments.reason:
            raise NeedsReason()
        with database.write() as transaction:
            done = rebuilding.rebuild(transaction, Programmes(), arguments.author, arguments.reason)
    if arguments.json:
        say_json([{**msgspec.structs.asdict(each), "left": each in done.left} for each in done.found])
        return 1 if done.left else 0
    right = words.translate("server", "put right: {what}: {where} was {found}, is {expected}")
    wrong = words.translate("server", "{what}: {where} is {found}, should be {expected}")
    for each in done.found:
        say((wrong if each in done.left else right).format(**msgspec.structs.asdict(each)))
    for each in done.left:
        if each not in done.found:
            say(wrong.format(**msgspec.structs.asdict(each)))
    if not done.left:
        say(words.translate("server", "The ledger is right"))
    elif not arguments.check:
        say(words.translate("server", "What is left does not follow from other facts: a person has to look at it"))
    return 1 if done.left else 0


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "alarms": _alarms,
    "alarms resolve": _resolve,
    "letters": _letters,
    "letters show": _show,
    "letters retry": _retry,
    "rebuild": _rebuild,
}
