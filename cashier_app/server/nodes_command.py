"""`cashier-app server nodes | epochs | forks | write-off | recall`: who talks to this server and what each holds."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from cashier_app.core.clock import MINUTE, Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.points import format_points
from cashier_app.core.words import Words
from cashier_app.server import jobs, overview, recalling, writing_off
from cashier_app.server.closing import Closed
from cashier_app.server.database import OWN_EPOCH, ServerDatabase, read_meta
from cashier_app.server.journal_command import add_author
from cashier_app.server.overview import EpochView, Fork, Frozen, NodeView
from cashier_app.server.programmes import Programmes

#: What nodes are called, and states of epochs; English, shown through `words.translate("server", …)`.
_ROLES: Final = {
    "till": QT_TRANSLATE_NOOP("server", "till"),
    "store": QT_TRANSLATE_NOOP("server", "store node"),
    "site": QT_TRANSLATE_NOOP("server", "site"),
}
_STATES: Final = {
    "active": QT_TRANSLATE_NOOP("server", "active"),
    "revoked": QT_TRANSLATE_NOOP("server", "key taken away"),
    "open": QT_TRANSLATE_NOOP("server", "open"),
    "frozen": QT_TRANSLATE_NOOP("server", "frozen"),
    "closed": QT_TRANSLATE_NOOP("server", "closed"),
    "written_off": QT_TRANSLATE_NOOP("server", "written off"),
    "finished": QT_TRANSLATE_NOOP("server", "finished"),
}
#: How a node stands with the next version of its program.
_UPDATES: Final = {
    "waiting": QT_TRANSLATE_NOOP("server", "no newer version: {why}"),
    "downloading": QT_TRANSLATE_NOOP("server", "fetches {version}"),
    "ready": QT_TRANSLATE_NOOP("server", "{version} is put in after the shift"),
    "trial": QT_TRANSLATE_NOOP("server", "{version} is put in at the next start"),
    "failed": QT_TRANSLATE_NOOP("server", "went back from {version}: {why}"),
}


def add_arguments(act: Callable[..., argparse.ArgumentParser]) -> None:
    """The acts; `act` makes a parser with what all acts have in common."""
    add_json(act("nodes", QT_TRANSLATE_NOOP("cli", "list tills, store nodes and sites with their epochs")))
    epochs = act("epochs", QT_TRANSLATE_NOOP("cli", "list epochs: their state, last operation and what they hold"))
    epochs.add_argument("--node", default="", help=QT_TRANSLATE_NOOP("cli", "of this node only"))
    add_json(epochs)
    add_json(act("forks", QT_TRANSLATE_NOOP("cli", "list epochs with two histories, which wait for a person")))

    gone = act(
        "write-off", QT_TRANSLATE_NOOP("cli", "give up a machine that is gone: what it held goes back to the pool")
    )
    gone.add_argument("name", help=QT_TRANSLATE_NOOP("cli", "a node with all its epochs, or one epoch"))
    gone.add_argument("--dry-run", action="store_true", help=QT_TRANSLATE_NOOP("cli", "only say what would go"))
    add_json(gone)
    add_reason(gone)
    back = act("recall", QT_TRANSLATE_NOOP("cli", "ask whoever holds points or coupons to give up what is idle"))
    back.add_argument("name", help=QT_TRANSLATE_NOOP("cli", "a lot, or a member with all lots"))
    back.add_argument(
        "--minutes",
        type=int,
        default=recalling.LEASE // MINUTE,
        help=QT_TRANSLATE_NOOP("cli", "how long it is asked for, and kept from going home again"),
    )
    add_json(back)
    add_reason(back)


class _Rehearsed(Exception):
    """Ends a dry run: the transaction is rolled back."""


def add_reason(parser: argparse.ArgumentParser) -> None:
    """`--reason` and `--author` of a privileged act."""
    parser.add_argument("--reason", required=True, help=QT_TRANSLATE_NOOP("cli", "why, for the journal"))
    add_author(parser)


def add_json(parser: argparse.ArgumentParser) -> None:
    """`--json` of an act that lists something."""
    parser.add_argument("--json", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print JSON"))


# --- acts ------------------------------------------------------------------------------------------------


def _nodes(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        found = overview.nodes(connection)
    _show(found, arguments, lambda each: _node_lines(each, words))
    return 0


def _epochs(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        found = overview.epochs(connection, arguments.node)
    _show(found, arguments, lambda each: [f"{each.node} · {_epoch_line(each, words)}"])
    return 0


def _forks(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        found = overview.frozen(connection)
    _show(found, arguments, lambda each: _fork_lines(each, words))
    if found and not arguments.json:
        say("")
        way_out = words.translate(
            "server",
            "What a frozen epoch holds stays reserved, and it gets nothing more; its till goes on under another one by "
            "itself. Find out which machine is the copy and stop it, then give up the frozen epoch: cashier-app "
            "server write-off EPOCH --reason TEXT. Operations that are known here stay.",
        )
        say(way_out)
    return 0


def _write_off(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    closed: list[Closed] = []
    try:
        with database.write() as transaction:
            closed = writing_off.write_off(
                transaction, Programmes(), arguments.name, arguments.author, arguments.reason
            )
            if arguments.dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    else:
        with database.read() as connection:
            central = not read_meta(connection, OWN_EPOCH)
        if central:
            # of very many lots the first have lapsed already
            jobs.expire(database)
    if arguments.json:
        say_json(closed)
        return 0
    if arguments.dry_run:
        say(words.translate("server", "This would be written off, and nothing has been yet:"))
    for each in closed:
        say(_closed_line(each, words))
    if any(each.fresh for each in closed) and not arguments.dry_run:
        say(
            words.translate(
                "server",
                "Should the disk turn up: join it again under its name, and what it did is applied; what it spent of "
                "this is listed by “cashier-app server alarms --kind written_off_spent”.",
            )
        )
    return 0


def _recall(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.write() as transaction:
        asked = recalling.ask_by_name(
            transaction, arguments.name, arguments.author, arguments.reason, max(arguments.minutes, 1) * MINUTE
        )
    if arguments.json:
        say_json(asked)
        return 0
    text = words.translate("server", "asked for {points} of lot {lot}: {name}, store {store} ({node}), {seen}")
    never = words.translate("server", "never seen")
    for each in asked:
        seen = moment(each.last_seen_at) if each.last_seen_at else never
        points = format_points(each.points, words.decimal_mark)
        say(text.format(points=points, lot=each.lot_id, name=each.name, store=each.store, node=each.node, seen=seen))
    say(words.translate("server", "Holders hear of it at their next exchange, and keep what they are using"))
    return 0


def _closed_line(each: Closed, words: Words) -> str:
    if not each.fresh:
        return words.translate("server", "epoch {epoch}: closed already, it holds nothing").format(epoch=each.epoch)
    text = words.translate("server", "epoch {epoch}: {points} in {count} lots are back in the pool")
    return text.format(epoch=each.epoch, points=words.points(each.points), count=each.lots)


def _show(found: Sequence[Any], arguments: argparse.Namespace, lines: Callable[[Any], list[str]]) -> None:
    """JSON if it is wanted, else the lines of each."""
    if arguments.json:
        say_json(found)
        return
    for each in found:
        for line in lines(each):
            say(line)


# --- words -----------------------------------------------------------------------------------------------


def _node_lines(each: NodeView, words: Words) -> list[str]:
    text = words.translate("server", "{node} · {role} · store {store} · {name} · {state} · {seen}")
    never = words.translate("server", "never seen")
    line = text.format(
        node=each.node,
        role=_named(_ROLES, each.kind, words),
        store=each.store,
        name=each.name,
        state=_named(_STATES, each.state, words),
        seen=moment(each.last_seen_at) if each.last_seen_at else never,
    )
    notes = []
    if each.version:
        notes.append(words.translate("server", "version {version}").format(version=each.version))
    if each.update in _UPDATES:
        notes.append(words.translate("server", _UPDATES[each.update]).format(version=each.wanted, why=_short(each.why)))
    if each.reports:
        notes.append(words.translate("server", "has still to report what it holds"))
    return [" · ".join((line, *notes)), *(f"  {_epoch_line(epoch, words)}" for epoch in each.epochs)]


def _short(text: str) -> str:
    """The first line of an explanation; all of it is in the JSON."""
    return text.partition("\n")[0][:120]


def _epoch_line(each: EpochView, words: Words) -> str:
    text = words.translate("server", "epoch {epoch} · {state} · up to {seq} · holds {points} · {heard}")
    never = words.translate("server", "never heard")
    line = text.format(
        epoch=each.epoch,
        state=_named(_STATES, each.why or each.state, words),
        seq=each.last_seq,
        points=words.points(each.points),
        heard=moment(each.heard_at) if each.heard_at else never,
    )
    notes = []
    for text, count in (
        (words.translate("server", "lots: {count}"), each.lots),
        (words.translate("server", "rights to return goods: {count}"), each.returns),
        (words.translate("server", "to go up: {count}"), each.waiting),
        (words.translate("server", "asked back: {count}"), each.recalled),
    ):
        if count:
            notes.append(text.format(count=count))
    return " · ".join((line, *notes))


def _fork_lines(each: Frozen, words: Words) -> list[str]:
    text = words.translate(
        "server", "epoch {epoch} of {name}, store {store} ({node}) · up to {seq} · holds {points} · set aside: {count}"
    )
    head = text.format(
        epoch=each.epoch,
        name=each.name,
        store=each.store,
        node=each.node,
        seq=each.last_seq,
        points=words.points(each.points),
        count=each.set_aside + len(each.forks),
    )
    return [head, *(line for fork in each.forks for line in _evidence(fork, words))]


def _evidence(fork: Fork, words: Words) -> list[str]:
    nothing = words.translate("server", "nothing")
    one = words.translate("server", "operation {seq} here: {what} {at}, {hash}")
    other = words.translate("server", "operation {seq} as it came {received}: {what} {at}, {hash}")
    ours = moment(fork.ours_at) if fork.ours_at is not None else "–"
    theirs = moment(fork.theirs_at) if fork.theirs_at is not None else "–"
    return [
        "  " + one.format(seq=fork.seq, what=fork.ours_kind or nothing, at=ours, hash=fork.ours or "–"),
        "  "
        + other.format(
            seq=fork.seq,
            received=moment(fork.received_at),
            what=fork.theirs_kind or nothing,
            at=theirs,
            hash=fork.theirs,
        ),
    ]


def _named(names: dict[str, str], key: str, words: Words) -> str:
    return words.translate("server", names[key]) if key in names else key


def moment(instant: Instant) -> str:
    """An instant as commands show it."""
    return local_time(instant, "UTC").strftime("%Y-%m-%d %H:%M:%SZ")


def say(line: str) -> None:
    """A line of the answer."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def say_json(value: object) -> None:
    """The answer as JSON that a person can read."""
    say(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "nodes": _nodes,
    "epochs": _epochs,
    "forks": _forks,
    "write-off": _write_off,
    "recall": _recall,
}
