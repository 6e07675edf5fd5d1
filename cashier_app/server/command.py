"""`cashier-app server …`: run the loyalty server, pair tills, publish programmes, look after it."""

from __future__ import annotations

import argparse
import functools
import sys
from collections.abc import Callable
from typing import Any, Final

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.server import (
    attention_command,
    backing_up,
    backup_command,
    gift_card_command,
    jobs,
    journal,
    journal_command,
    member_command,
    nodes,
    nodes_command,
    own_certificate,
    programme_command,
    programmes,
    releases_command,
    restoring,
    rights,
    serving,
    store_node_command,
    tls,
    verify,
)
from cashier_app.server.bounds import bounds_of
from cashier_app.server.database import ServerDatabase
from cashier_app.server.journal_command import add_author
from cashier_app.server.opened import database_option, opened


class NoSuchNode(Refused):
    """A till that is not known, or revoked already."""

    text = QT_TRANSLATE_NOOP("errors", "There is no active till {node}")
    way_out = QT_TRANSLATE_NOOP("errors", "See “cashier-app server nodes” for their ids")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The acts and what each needs."""
    common = database_option()
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")

    def act(name: str, about: str, inside: Any = acts) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = inside.add_parser(name, help=about, parents=[common])
        return made

    _add_run(act("run", QT_TRANSLATE_NOOP("cli", "serve tills until told to stop")))
    _add_join(act("join", QT_TRANSLATE_NOOP("cli", "make this server the node of a shop of a central server")))
    _add_pair(act("pair", QT_TRANSLATE_NOOP("cli", "make a one-time code by which a till joins")))
    programme = parser_of(acts, "programme", QT_TRANSLATE_NOOP("cli", "the loyalty programme"))
    programme_command.add_arguments(act, programme)
    people = parser_of(acts, "members", QT_TRANSLATE_NOOP("cli", "members: levels given by hand, coupons"))
    member_command.add_arguments(act, people)
    cards = parser_of(acts, "gift-card", QT_TRANSLATE_NOOP("cli", "gift cards: issued beforehand, balances, blocks"))
    gift_card_command.add_arguments(act, cards)
    given = parser_of(acts, "releases", QT_TRANSLATE_NOOP("cli", "versions of the program, given to the tills"))
    releases_command.add_arguments(act, given)
    again = act("recalculate", QT_TRANSLATE_NOOP("cli", "work out the levels that are due"))
    again.add_argument(
        "--now", action="store_true", help=QT_TRANSLATE_NOOP("cli", "everybody's, from the beginning, due or not")
    )
    act("expire", QT_TRANSLATE_NOOP("cli", "let lapse what is over"))
    nodes_command.add_arguments(act)
    revoke = act("revoke", QT_TRANSLATE_NOOP("cli", "take a till's key away"))
    revoke.add_argument("node", help=QT_TRANSLATE_NOOP("cli", "id of the till, as “nodes” lists it"))
    add_author(revoke)
    attention_command.add_arguments(act)
    act("verify", QT_TRANSLATE_NOOP("cli", "rebuild balances from entries and compare; exit code 1 if they differ"))
    restored = act(
        "restored",
        QT_TRANSLATE_NOOP("cli", "say that this database was restored from a backup: begin a new incarnation"),
    )
    add_author(restored)
    backup_command.add_arguments(act)
    journal_command.add_arguments(act)
    about = QT_TRANSLATE_NOOP("cli", "make a certificate of the shop's own, by which tills know this server")
    own_certificate.add_arguments(acts.add_parser("certificate", help=about))


def _add_run(run: argparse.ArgumentParser) -> None:
    run.add_argument("--host", default="", help=QT_TRANSLATE_NOOP("cli", "address to listen on"))
    run.add_argument(
        "--port", type=int, default=-1, help=QT_TRANSLATE_NOOP("cli", "port to listen on; 0: any free one")
    )
    run.add_argument(
        "--workers",
        type=int,
        default=0,
        metavar="N",
        help=QT_TRANSLATE_NOOP("cli", "how many processes serve; more than one needs PostgreSQL"),
    )
    run.add_argument(
        "--upstream",
        default="",
        metavar="URL",
        help=QT_TRANSLATE_NOOP("cli", "serve as the node of a shop, between its tills and this central server"),
    )
    run.add_argument(
        "--certificate", default="", metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "serve HTTPS by this certificate")
    )
    run.add_argument(
        "--private-key", default="", metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "the certificate's private key")
    )
    run.add_argument(
        "--every-address",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "allow --host 0.0.0.0: every address of this machine"),
    )
    run.add_argument(
        "--plain-http",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "allow plain HTTP to other machines: whoever is on the wire reads along"),
    )


def _add_join(store_node: argparse.ArgumentParser) -> None:
    store_node.add_argument(
        "code", help=QT_TRANSLATE_NOOP("cli", "what “cashier-app server pair --store-node” has printed there")
    )
    store_node.add_argument(
        "--upstream", default="", metavar="URL", help=QT_TRANSLATE_NOOP("cli", "address of the central server")
    )
    store_node.add_argument(
        "--ca-file",
        default="",
        metavar="FILE",
        help=QT_TRANSLATE_NOOP("cli", "certificate (PEM) that the central server must be signed by"),
    )


def _add_pair(pair: argparse.ArgumentParser) -> None:
    pair.add_argument("--store", default="", help=QT_TRANSLATE_NOOP("cli", "id of the till's store; made if new"))
    pair.add_argument("--name", default="", help=QT_TRANSLATE_NOOP("cli", "name of the store"))
    pair.add_argument("--zone", default="", help=QT_TRANSLATE_NOOP("cli", "time zone of the store"))
    kinds = pair.add_mutually_exclusive_group()
    kinds.add_argument(
        "--store-node",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "the code is for the shop's own node, not for a till"),
    )
    kinds.add_argument("--site", action="store_true", help=QT_TRANSLATE_NOOP("cli", "for a web site instead of a till"))
    pair.add_argument("--minutes", type=int, default=60, help=QT_TRANSLATE_NOOP("cli", "how long the code can be used"))
    add_author(pair)


def parser_of(acts: Any, name: str, about: str) -> Any:
    """A group of acts within the command."""
    return acts.add_parser(name, help=about).add_subparsers(dest="inner", required=True, metavar="ACT")


def run(arguments: argparse.Namespace) -> int:
    """Open the database and do the act; the exit code."""
    act = f"{arguments.act} {getattr(arguments, 'inner', '') or ''}".strip()
    if act == "certificate":
        return own_certificate.run(arguments)
    if act in backup_command.ACTS:
        return backup_command.run(arguments)
    with opened(arguments, begins=act not in _ASKING) as database:
        return _ACTS[act](database, arguments, arguments.words)


# --- serving ---------------------------------------------------------------------------------------------


def _run(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    settings = arguments.settings
    workers = arguments.workers or settings.node.workers
    serving.check_crew(database, workers)
    upstream = store_node_command.opened(database, arguments.upstream or settings.node.upstream)
    journal_command.check_at_start(database, words)
    bounds = bounds_of(settings.node)
    certificate = tls.checked(
        arguments.certificate or settings.node.certificate, arguments.private_key or settings.node.private_key
    )
    if certificate is not None and certificate.days < tls.SOON_DAYS:
        n = certificate.days
        _say(words.translate("server", "The certificate is valid for %n day(s) more: renew it in time", "", n))
    host = arguments.host or settings.node.host
    port = arguments.port if arguments.port >= 0 else settings.node.port
    openness = serving.Openness(
        certificate is not None,
        arguments.every_address or settings.node.every_address,
        arguments.plain_http or settings.node.plain_http,
    )
    with serving.listen(host, port, openness) as listening:
        address = listening.getsockname()
        shown = f"[{address[0]}]" if ":" in address[0] else address[0]
        scheme = "http" if certificate is None else "https"
        text = words.translate("server", "The loyalty server listens at {url}")
        tell = functools.partial(_say, text, url=f"{scheme}://{shown}:{address[1]}")
        if workers == 1:
            rules = backup_command.rules_of(settings)
            with backing_up.by_hours(database.place.path, database.clock, rules, settings.backups.every_hours):
                serving.serve_alone(database, listening, tell, bounds, certificate, upstream)
        else:
            tell()
            serving.serve_together(database, listening, workers, arguments.places, settings.log, bounds, certificate)
    return 0


# --- looking after it ------------------------------------------------------------------------------------


def _pair(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    store = arguments.store or arguments.settings.shop.store
    kind: nodes.NodeKind = "site" if arguments.site else "store" if arguments.store_node else "till"
    with database.write() as transaction:
        code = nodes.make_pairing_code(
            transaction,
            store,
            arguments.name,
            arguments.zone,
            arguments.minutes,
            arguments.settings.shop.zone,
            kind,
        )
        journal.write(
            transaction, "pairing_code_made", arguments.author, store=store, kind=kind, minutes=arguments.minutes
        )
    _say(words.translate("server", "Pairing code of store {store}: {code}"), store=store, code=code)
    return 0


def _revoke(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.write() as transaction:
        done = nodes.revoke(transaction, arguments.node)
        if done:
            journal.write(transaction, "node_revoked", arguments.author, node=arguments.node)
    if not done:
        raise NoSuchNode(node=arguments.node)
    _say(words.translate("server", "The key of {node} opens nothing any more"), node=arguments.node)
    return 0


def _verify(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        findings = verify.verify(connection)
        figures = verify.totals(connection)
    _say(
        words.translate("server", "{accounts} accounts, {lots} lots, {entries} entries, {operations} operations"),
        **msgspec.structs.asdict(figures),
    )
    text = words.translate("server", "Balance: {balance}, reserved: {reserved}, claims: {claims}")
    _say(
        text,
        balance=words.points(figures.balance),
        reserved=words.points(figures.reserved),
        claims=words.points(figures.claims),
    )
    line = words.translate("server", "{what}: {where} is {found}, should be {expected}")
    for finding in findings:
        _say(line, **msgspec.structs.asdict(finding))
    if not findings:
        _say(words.translate("server", "The ledger is right"))
    return 1 if findings else 0


def _restored(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.write() as transaction:
        begun = restoring.begin_incarnation(transaction, arguments.author)
        waiting = rights.restored(transaction.connection)
    _say(words.translate("server", "Incarnation {incarnation} has begun"), incarnation=begun)
    if waiting:
        _say(words.translate("server", "No rights are granted until every till has reported what it holds"))
    return 0


def _recalculate(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    done = jobs.recalculate(database, programmes.Programmes(), anew=arguments.now)
    text = words.translate(
        "server",
        "Levels looked at: {accounts}; {risen} have risen, {fallen} have fallen, {other} have changed otherwise",
    )
    _say(text, **msgspec.structs.asdict(done))
    return 0


def _expire(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    done = jobs.expire(database)
    n = done.lots
    text = words.translate("server", "%n lot(s) are over; points that lapsed with them: {points}", "", n)
    _say(text, points=words.points(done.points))
    return 0


def _say(text: str, **values: object) -> None:
    sys.stdout.write(text.format(**values) + "\n")
    sys.stdout.flush()


_ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "run": _run,
    "join": store_node_command.join,
    "pair": _pair,
    **{f"programme {name}": act for name, act in programme_command.ACTS.items()},
    **nodes_command.ACTS,
    "revoke": _revoke,
    **attention_command.ACTS,
    "verify": _verify,
    "restored": _restored,
    "recalculate": _recalculate,
    "expire": _expire,
    **journal_command.ACTS,
    **member_command.ACTS,
    **gift_card_command.ACTS,
    **releases_command.ACTS,
}

#: Acts on what is there: none of them makes a database.
_ASKING: Final = frozenset(_ACTS) - {"run", "pair", "join", "programme publish"}
