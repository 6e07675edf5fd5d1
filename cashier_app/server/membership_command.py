"""`cashier-app member …`: members found, blocked, merged, adjusted, erased; levels, coupons and purchases by hand."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

import msgspec

from cashier_app.core.clock import Instant, local_time, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.number import MalformedNumber
from cashier_app.core.one_time import DIGITS, PERIOD_S, base32
from cashier_app.core.points import Points, parse_points
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET
from cashier_app.server import (
    adjusting,
    blocking,
    dossier,
    erasing,
    finding,
    journal,
    member_command,
    merging,
    phone_cards,
)
from cashier_app.server.database import ServerDatabase
from cashier_app.server.dossier import Dossier
from cashier_app.server.finding import NoSuchMember
from cashier_app.server.journal_command import add_author
from cashier_app.server.opened import database_option, opened
from cashier_app.server.programmes import Programmes


class NotPoints(Refused):
    """Points that are no number."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is no number of points")
    way_out = QT_TRANSLATE_NOOP("errors", "Give points to add, such as 150 or 12.5, or to take, such as -150")


class NotSaidYes(Refused):
    """An act that cannot be undone, without the word that it is meant."""

    text = QT_TRANSLATE_NOOP("errors", "The personal data of a member would be gone for good")
    way_out = QT_TRANSLATE_NOOP("errors", "Look at what would go with --dry-run, then say --yes")


class NotADay(Refused):
    """A day that is none."""

    text = QT_TRANSLATE_NOOP("errors", "“{value}” is not a day")
    way_out = QT_TRANSLATE_NOOP("errors", "Give it as YYYY-MM-DD, such as 2026-11-21")


class _Rehearsed(Exception):
    """Ends a dry run: the transaction is rolled back."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The acts and what each needs."""
    common = database_option()
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")

    def act(name: str, about: str, inside: Any = acts) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = inside.add_parser(name, help=about, parents=[common])
        return made

    member = QT_TRANSLATE_NOOP("cli", "account, card, telephone or e-mail")
    _add_find(act("find", QT_TRANSLATE_NOOP("cli", "who that is: points, cards, who holds what, what is open")))
    for name, about in (
        ("block", QT_TRANSLATE_NOOP("cli", "spend no more points of a member, or take a card no more")),
        ("unblock", QT_TRANSLATE_NOOP("cli", "let a member or a card in again")),
    ):
        _add_block(act(name, about), member)
    _add_merge(act("merge", QT_TRANSLATE_NOOP("cli", "make one member part of another")))
    _add_adjust(act("adjust", QT_TRANSLATE_NOOP("cli", "give a member points, or take some")), member)
    erase = act("erase", QT_TRANSLATE_NOOP("cli", "forget a member's person for good; the ledger stays"))
    erase.add_argument("member", help=member)
    erase.add_argument("--dry-run", action="store_true", help=QT_TRANSLATE_NOOP("cli", "only say what would go"))
    erase.add_argument("--yes", action="store_true", help=QT_TRANSLATE_NOOP("cli", "it is meant: it cannot be undone"))
    _add_reason(erase)
    phone = act("phone-card", QT_TRANSLATE_NOOP("cli", "give a card in a telephone the secret of its changing code"))
    phone.add_argument("card", help=QT_TRANSLATE_NOOP("cli", "number of the card"))
    phone.add_argument("--forget", action="store_true", help=QT_TRANSLATE_NOOP("cli", "its code changes no more"))
    _add_reason(phone)
    member_command.add_arguments(act, acts)


def _add_find(find: argparse.ArgumentParser) -> None:
    find.add_argument(
        "text",
        help=QT_TRANSLATE_NOOP("cli", "card, telephone, e-mail, last four digits, part of a name, account"),
    )
    find.add_argument("--json", action="store_true", help=QT_TRANSLATE_NOOP("cli", "print JSON"))


def _add_block(blocks: argparse.ArgumentParser, member: str) -> None:
    blocks.add_argument("member", help=member)
    blocks.add_argument(
        "--card", action="store_true", help=QT_TRANSLATE_NOOP("cli", "this card alone, not the whole account")
    )
    _add_reason(blocks)


def _add_merge(merge: argparse.ArgumentParser) -> None:
    merge.add_argument("gone", help=QT_TRANSLATE_NOOP("cli", "the member that becomes part of the other"))
    merge.add_argument("stays", help=QT_TRANSLATE_NOOP("cli", "the member that stays"))
    merge.add_argument(
        "--level",
        choices=("better", "purchases"),
        default="better",
        help=QT_TRANSLATE_NOOP("cli", "keep the better level of both (the default), or let purchases decide alone"),
    )
    _add_reason(merge)


def _add_adjust(adjust: argparse.ArgumentParser, member: str) -> None:
    adjust.add_argument("member", help=member)
    adjust.add_argument("points", help=QT_TRANSLATE_NOOP("cli", "150 gives points, -150 takes them"))
    adjust.add_argument("--lot", default="", help=QT_TRANSLATE_NOOP("cli", "the lot to add to or to take from"))
    life = adjust.add_mutually_exclusive_group()
    life.add_argument(
        "--expires",
        metavar="DAY",
        default="",
        help=QT_TRANSLATE_NOOP("cli", "last day; by default as the programme says"),
    )
    life.add_argument("--forever", action="store_true", help=QT_TRANSLATE_NOOP("cli", "the points never expire"))
    adjust.add_argument(
        "--owe", action="store_true", help=QT_TRANSLATE_NOOP("cli", "what is not free to be taken is owed")
    )
    _add_reason(adjust)


def _add_reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, help=QT_TRANSLATE_NOOP("cli", "why, for the journal"))
    add_author(parser)


def run(arguments: argparse.Namespace) -> int:
    """Do the act; the exit code."""
    with opened(arguments) as database:
        return ACTS[arguments.act](database, arguments, arguments.words)


# --- acts ------------------------------------------------------------------------------------------------


def _find(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        found = dossier.search(connection, arguments.text)
        if not found:
            raise NoSuchMember(name=arguments.text)
        shown = [dossier.read(connection, account_id, database.now()) for account_id in found[: dossier.MOST_FOUND]]
        names = {
            level.id: level.name.in_language(words.language)
            for each in Programmes().all(connection)
            for level in each.programme.levels.ladder
        }
    if arguments.json:
        _say("{document}", document=msgspec.json.format(msgspec.json.encode(shown), indent=2).decode())
        return 0
    for n, each in enumerate(shown):
        if n:
            _say("")
        for line in _described(each, names, words):
            _say("{line}", line=line)
    if len(found) > dossier.MOST_FOUND:
        _say(words.translate("server", "There are more: say it more exactly"))
    return 0


def _set_blocked(blocked: bool) -> Callable[[ServerDatabase, argparse.Namespace, Words], int]:
    def act(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
        with database.write() as transaction:
            done = blocking.set_blocked(
                transaction, arguments.member, arguments.card, blocked, arguments.author, arguments.reason
            )
        what = done.masked or done.account_id
        if not done.fresh:
            text = words.translate("server", "{what}: nothing changes")
        elif blocked:
            text = words.translate("server", "{what} is blocked; tills hear of it at their next exchange")
        else:
            text = words.translate("server", "{what} is let in again; tills hear of it at their next exchange")
        _say(text, what=what)
        return 0

    return act


def _merge(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.write() as transaction:
        gone = finding.find_one(transaction.connection, arguments.gone)
        stays = finding.find_one(transaction.connection, arguments.stays)
        done = merging.merge(
            transaction, Programmes(), gone, stays, arguments.author, arguments.reason, arguments.level
        )
    if not done.fresh:
        _say(words.translate("server", "{account}: both are one already"), account=done.account_id)
        return 0
    text = words.translate("server", "{gone} is part of {account} now: moved {points}, the level is {level}")
    _say(text, gone=gone, account=stays, points=words.points(done.points), level=done.level_id)
    return 0


def _adjust(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    points = _points(arguments.points)
    expires_at: Any = None if arguments.forever else adjusting.AS_PROGRAMME
    if arguments.expires:
        expires_at = _end_of(arguments.expires, arguments.settings.shop.zone)
    with database.write() as transaction:
        account_id = finding.find_one(transaction.connection, arguments.member)
        done = adjusting.adjust(
            transaction,
            Programmes(),
            account_id,
            points,
            arguments.author,
            arguments.reason,
            arguments.lot,
            expires_at,
            "claim" if arguments.owe else "refuse",
        )
    if points > 0:
        text = words.translate("server", "{account}: given {points}, lot {lot}")
    elif done.owed:
        text = words.translate("server", "{account}: taken {points}, owed of these {owed}")
    else:
        text = words.translate("server", "{account}: taken {points}")
    shown = words.points(abs(done.points))
    _say(text, account=account_id, points=shown, owed=words.points(done.owed), lot=done.lot_ids[0])
    return 0


def _erase(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    if not arguments.yes and not arguments.dry_run:
        raise NotSaidYes()
    done = erasing.Erased()
    account_id = ""
    try:
        with database.write() as transaction:
            account_id = finding.find_one(transaction.connection, arguments.member)
            done = erasing.erase(transaction, Programmes(), account_id, arguments.author, arguments.reason)
            if arguments.dry_run:
                raise _Rehearsed
    except _Rehearsed:
        _say(words.translate("server", "This would go for good, and nothing has gone yet:"))
    else:
        _say(words.translate("server", "Gone for good; the points and receipts of {account} stay:"), account=account_id)
    for text, count in (
        (words.translate("server", "names: {count}"), done.names),
        (words.translate("server", "cards, telephones and e-mails: {count}"), done.identifiers),
        (words.translate("server", "registrations, emptied of them: {count}"), done.registrations),
        (words.translate("server", "operations set aside and forks, emptied: {count}"), done.letters),
        (words.translate("server", "sales without the birthday now: {count}"), done.birthdays),
        (
            words.translate("server", "sales whose price followed from the birthday, which keep it: {count}"),
            done.birthdays_kept,
        ),
        (words.translate("server", "holds of sites given back: {count}"), done.holds),
    ):
        if count:
            _say("  " + text, count=count)
    return 0


# --- words -----------------------------------------------------------------------------------------------


def _described(each: Dossier, names: dict[str, str], words: Words) -> list[str]:
    """A dossier in lines."""
    summary = each.summary
    line = words.translate("server", "{name} · account {account} · {state}")
    lines = [line.format(name=each.name or summary.display or "–", account=summary.account_id, state=summary.state)]
    line = words.translate("server", "level {level} since {since} · purchases {net} in {count} receipts · as of {now}")
    lines.append(
        line.format(
            level=names.get(summary.level_id, summary.level_id),
            since=_moment(summary.level_since) if summary.level_since else "–",
            net=words.money(summary.net_purchases),
            count=summary.purchases,
            now=_moment(summary.server_time),
        )
    )
    if summary.next_level:
        line = words.translate("server", "from {at} on the level is {level}")
        level = names.get(summary.next_level, summary.next_level)
        lines.append(line.format(at=_moment(summary.next_level_at), level=level))
    line = words.translate("server", "{kind} {masked} · {state}")
    lines += [line.format(kind=card.kind, masked=card.masked, state=card.state) for card in each.cards]
    line = words.translate("server", "{wallet}: active {active}, free of these {free}, pending {pending}")
    for wallet in summary.wallets:
        show = words.points if wallet.wallet == POINTS_WALLET else str
        figures = {"active": show(wallet.active), "free": show(wallet.free), "pending": show(wallet.pending)}
        lines.append(line.format(wallet=wallet.wallet, **figures))
    line = words.translate("server", "lot {lot}: {points}, {days}, from {source}")
    for lot in summary.lots:
        days = f"{_moment(lot.active_at) if lot.active_at else '–'} … {_until(lot.expires_at, words)}"
        lines.append(line.format(lot=lot.lot_id, points=words.points(lot.points), days=days, source=lot.source or "–"))
    line = words.translate("server", "held: {points} of {wallet} at {name}, store {store} ({node})")
    for held in each.held:
        if held.wallet.startswith(CAP_WALLETS):
            continue
        shown = words.points(held.points) if held.wallet == POINTS_WALLET else str(held.points)
        lines.append(line.format(points=shown, wallet=held.wallet, name=held.name, store=held.store, node=held.node))
    line = words.translate("server", "owed: {points} of lot {lot}")
    lines += [line.format(points=words.points(claim.points), lot=claim.lot_id) for claim in each.claims]
    line = words.translate("server", "to be looked at: {at} {kind} {amount} {detail}")
    lines += [
        line.format(at=_moment(alarm.at), kind=alarm.kind, amount=alarm.amount, detail=alarm.detail).rstrip()
        for alarm in each.alarms
    ]
    line = words.translate("server", "with the earlier account {account}")
    return [*lines, *(line.format(account=account) for account in each.merged)]


def _until(expires_at: Instant | None, words: Words) -> str:
    return _moment(expires_at) if expires_at is not None else words.translate("server", "for ever")


def _points(text: str) -> Points:
    """Points with a sign; raises `NotPoints`."""
    sign, bare = (-1, text[1:]) if text[:1] in ("-", "−") else (1, text.removeprefix("+"))
    try:
        return sign * parse_points(bare)
    except MalformedNumber as error:
        raise NotPoints(value=text) from error


def _end_of(day: str, zone: str) -> Instant:
    """The end of a day in the shop's zone; raises `NotADay`."""
    try:
        return start_of_day(datetime.date.fromisoformat(day) + datetime.timedelta(days=1), zone)
    except (ValueError, OverflowError) as error:
        raise NotADay(value=day) from error


def _moment(instant: Instant) -> str:
    return local_time(instant, "UTC").strftime("%Y-%m-%d %H:%M:%SZ")


def _say(text: str, **values: object) -> None:
    sys.stdout.write(text.format(**values) + "\n")
    sys.stdout.flush()


def _phone_card(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """A secret for the telephone, told this once; or none any more."""
    with database.write() as transaction:
        digest = phone_cards.card_named(transaction, arguments.card)
        secret = None
        if arguments.forget:
            phone_cards.forget_secret(transaction, digest)
        else:
            secret = phone_cards.give_secret(transaction, digest)
        act = "card_secret_forgotten" if secret is None else "card_secret_given"
        account_id = finding.find_one(transaction.connection, arguments.card)
        journal.write(transaction, act, arguments.author, account=account_id, reason=arguments.reason)
    if secret is None:
        _say(words.translate("server", "The card has no changing code any more"))
        return 0
    _say(words.translate("server", "Put this into the telephone now, it is not shown again:"))
    uri = f"otpauth://totp/{quote(arguments.card)}?secret={base32(secret)}&algorithm=SHA256"
    _say("{uri}", uri=f"{uri}&digits={DIGITS}&period={PERIOD_S}")
    return 0


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "find": _find,
    "block": _set_blocked(True),
    "unblock": _set_blocked(False),
    "merge": _merge,
    "adjust": _adjust,
    "erase": _erase,
    "phone-card": _phone_card,
    **{name.removeprefix("members "): act for name, act in member_command.ACTS.items()},
}
