"""`cashier-app server members …`: a level given by hand, coupons given, listed and taken back, a level's history."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from cashier_app.core.clock import Instant, local_time, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.loyalty.explain import explain_level_reason
from cashier_app.server import coupons, feed, finding, journal
from cashier_app.server.book import Book
from cashier_app.server.database import ServerDatabase
from cashier_app.server.journal_command import add_author
from cashier_app.server.levels import Levels, assign
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import LevelStep

#: What stands for no level: an assignment or a floor ends.
NONE: Final = "none"


class NoSuchLevel(Refused):
    """A level that the programme in force does not have."""

    text = QT_TRANSLATE_NOOP("errors", "The programme has no level “{level}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Its levels are: {levels}; “none” ends a level given by hand")


class AssignedFloor(Refused):
    """A floor that purchases could never reach."""

    text = QT_TRANSLATE_NOOP("errors", "The level “{level}” is not earned by purchases and cannot be a floor")
    way_out = QT_TRANSLATE_NOOP("errors", "Give the level without --floor")


class NoSuchCoupon(Refused):
    """A coupon that no rule of the programme takes."""

    text = QT_TRANSLATE_NOOP("errors", "No rule of the programme takes the coupon “{coupon}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Coupons of the versions published: {coupons}")


class NobodyNamed(Refused):
    """An issue to nobody."""

    text = QT_TRANSLATE_NOOP("errors", "No member is named")
    way_out = QT_TRANSLATE_NOOP("errors", "Name members, a file of theirs with --file, or a segment with --segment")


class NoDays(Refused):
    """A coupon that is over before it begins."""

    text = QT_TRANSLATE_NOOP("errors", "A coupon from {first} to {last} is never valid")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a last day that is not before the first")


def add_arguments(act: Callable[..., argparse.ArgumentParser], inside: Any) -> None:
    """The acts on members; `act` makes a parser with what all acts have in common."""
    level = act("level", QT_TRANSLATE_NOOP("cli", "give a member a level by hand"), inside)
    level.add_argument("member", help=QT_TRANSLATE_NOOP("cli", "account, card, telephone or e-mail"))
    level.add_argument("level", help=QT_TRANSLATE_NOOP("cli", "id of the level; none: purchases decide again"))
    level.add_argument(
        "--floor", action="store_true", help=QT_TRANSLATE_NOOP("cli", "purchases may lift the member above it")
    )
    level.add_argument("--reason", required=True, help=QT_TRANSLATE_NOOP("cli", "why, for the member's history"))
    level.add_argument("--author", required=True, help=QT_TRANSLATE_NOOP("cli", "who gives it"))
    history = act("history", QT_TRANSLATE_NOOP("cli", "how a member's level changed, and why"), inside)
    history.add_argument("member", help=QT_TRANSLATE_NOOP("cli", "account, card, telephone or e-mail"))
    coupon = act("coupon", QT_TRANSLATE_NOOP("cli", "give members a coupon for one use"), inside)
    coupon.add_argument("coupon", help=QT_TRANSLATE_NOOP("cli", "id of the coupon, as the programme's rules name it"))
    _add_whom(coupon)
    coupon.add_argument(
        "--from", dest="first", type=_day, help=QT_TRANSLATE_NOOP("cli", "first day, YYYY-MM-DD; today by default")
    )
    coupon.add_argument("--to", dest="last", type=_day, help=QT_TRANSLATE_NOOP("cli", "last day; for ever by default"))
    add_author(coupon)
    back = act("withdraw", QT_TRANSLATE_NOOP("cli", "take unused coupons back"), inside)
    back.add_argument("coupon", help=QT_TRANSLATE_NOOP("cli", "id of the coupon"))
    _add_whom(back)
    back.add_argument("--all", action="store_true", help=QT_TRANSLATE_NOOP("cli", "from everybody who got it"))
    add_author(back)
    shown = act("coupons", QT_TRANSLATE_NOOP("cli", "list coupons given"), inside)
    shown.add_argument("coupon", nargs="?", default="", help=QT_TRANSLATE_NOOP("cli", "id of the coupon"))
    shown.add_argument("--campaign", default="", help=QT_TRANSLATE_NOOP("cli", "only those of one campaign"))


def _add_whom(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("members", nargs="*", help=QT_TRANSLATE_NOOP("cli", "accounts, cards, telephones or e-mails"))
    parser.add_argument("--file", type=Path, help=QT_TRANSLATE_NOOP("cli", "a list of them, one a line or CSV"))
    parser.add_argument("--segment", default="", help=QT_TRANSLATE_NOOP("cli", "everybody of a segment"))
    parser.add_argument(
        "--campaign", default="", help=QT_TRANSLATE_NOOP("cli", "its name: each campaign gives a member one")
    )


# --- levels ----------------------------------------------------------------------------------------------


def give_level(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """Give a level or a floor, or end it."""
    programmes = Programmes()
    level_id = "" if arguments.level == NONE else arguments.level
    with database.write() as transaction:
        account_id = finding.find_one(transaction.connection, arguments.member)
        book = Book(transaction, "")
        book.load([account_id], ())
        account = book.accounts[account_id]
        levels = Levels(transaction, book, programmes)
        terms = levels.terms(account)
        programme = programmes.in_force(
            transaction.connection, terms.zone, transaction.now, terms.store, frozenset(terms.segments)
        )
        ladder = [level.id for level in programme.levels.ladder] if programme is not None else []
        if programme is None or (level_id and level_id not in ladder):
            raise NoSuchLevel(level=arguments.level, levels=", ".join(ladder))
        if arguments.floor and level_id and programme.level(level_id).is_assigned:
            raise AssignedFloor(level=level_id)
        assign(book, account, level_id, arguments.author, arguments.reason, floor=arguments.floor)
        levels.update([account_id])
        book.touch(account)
        book.write()
        journal.write(
            transaction,
            "level_given",
            arguments.author,
            account=account_id,
            level=arguments.level,
            floor=arguments.floor,
            reason=arguments.reason,
        )
        name = programme.level(account.level_id).name.in_language(words.language)
    text = words.translate("server", "{member} has the level {level} now; tills hear of it at their next exchange")
    _say(text, member=account.display or account_id, level=name)
    return 0


def show_history(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """The history of a member's level, the newest change first."""
    programmes = Programmes()
    with database.read() as connection:
        account_id = finding.find_one(connection, arguments.member)
        names = {
            level.id: level.name.in_language(words.language)
            for each in programmes.all(connection)
            for level in each.programme.levels.ladder
        }
        cursor = ""
        steps: list[LevelStep] = []
        while True:
            page = feed.level_history(connection, account_id, database.now(), cursor)
            steps += page.steps
            cursor = page.next
            if not cursor:
                break
    line = words.translate("server", "{at}: {before} → {after}, {reason}")
    for step in steps:
        before, after = (names.get(each, each) or "–" for each in (step.from_level, step.to_level))
        reason = explain_level_reason(step.reason, words)
        _say(line, at=_moment(step.at), before=before, after=after, reason=f"{reason} {step.note}".strip())
    if not steps:
        _say(words.translate("server", "The level has never changed"))
    return 0


# --- coupons ---------------------------------------------------------------------------------------------


def give_coupon(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """Give a coupon to members named, to a file of them or to a segment."""
    zone = arguments.settings.shop.zone
    first, last = arguments.first, arguments.last
    if first is not None and last is not None and last < first:
        raise NoDays(first=first, last=last)
    campaign = arguments.campaign or arguments.coupon
    with database.read() as connection:
        known = sorted(_coupons(Programmes(), connection))
        if arguments.coupon not in known:
            raise NoSuchCoupon(coupon=arguments.coupon, coupons=", ".join(known) or "–")
    account_ids, strangers = _whom(database, arguments)
    active_at = start_of_day(first, zone) if first is not None else 0
    expires_at = start_of_day(last + datetime.timedelta(days=1), zone) if last is not None else None
    done = coupons.Issued()
    for start in range(0, len(account_ids), coupons.BATCH):
        with database.write() as transaction:
            part = account_ids[start : start + coupons.BATCH]
            more = coupons.issue(transaction, arguments.coupon, campaign, part, active_at, expires_at)
            journal.write(
                transaction,
                "coupon_given",
                arguments.author,
                coupon=arguments.coupon,
                campaign=campaign,
                given=more.given,
                segment=arguments.segment,
            )
        done = coupons.Issued(done.given + more.given, done.had + more.had, done.closed + more.closed)
    text = words.translate("server", "Coupon {coupon}: {given} given, {had} had it already, {closed} cannot have one")
    _say(text, coupon=arguments.coupon, **msgspec.structs.asdict(done))
    _tell_strangers(strangers, words)
    return 1 if strangers and not account_ids else 0


def withdraw_coupon(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """Take unused coupons back."""
    campaign = arguments.campaign or arguments.coupon
    strangers: Sequence[str] = ()
    account_ids: list[str] | None = None
    if not arguments.all:
        account_ids, strangers = _whom(database, arguments)
    with database.write() as transaction:
        done = coupons.withdraw(transaction, arguments.coupon, campaign, account_ids)
        journal.write(
            transaction,
            "coupon_withdrawn",
            arguments.author,
            coupon=arguments.coupon,
            campaign=campaign,
            taken=done.taken,
        )
    text = words.translate("server", "Coupon {coupon}: {taken} taken back, {held} of them may still be at tills")
    _say(text, coupon=arguments.coupon, taken=done.taken, held=done.held)
    _tell_strangers(strangers, words)
    return 0


def list_coupons(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    """Coupons given, one a line."""
    line = words.translate("server", "{coupon} · campaign {campaign} · {member} {account} · {days} · {state}")
    now = database.now()
    with database.read() as connection:
        for row in coupons.listed(connection, arguments.coupon, arguments.campaign):
            _say(
                line,
                coupon=row.coupon,
                campaign=row.campaign,
                member=row.display,
                account=row.account_id,
                days=_days(row, words),
                state=_state(row, now, words),
            )
    return 0


def _state(row: coupons.CouponRow, now: Instant, words: Words) -> str:
    if row.left <= 0:
        return words.translate("server", "used or taken back")
    if row.expires_at is not None and row.expires_at <= now:
        return words.translate("server", "over")
    return words.translate("server", "unused")


def _days(row: coupons.CouponRow, words: Words) -> str:
    first = _moment(row.active_at) if row.active_at else "–"
    last = _moment(row.expires_at) if row.expires_at is not None else words.translate("server", "for ever")
    return f"{first} … {last}"


def _coupons(programmes: Programmes, connection: Any) -> set[str]:
    """Coupons that some rule of a published version takes."""
    from cashier_app.server.migrating.mapping import coupons_of

    return {coupon for each in programmes.all(connection) for coupon in coupons_of(each.programme)}


def _whom(database: ServerDatabase, arguments: argparse.Namespace) -> tuple[list[str], list[str]]:
    """Accounts of everybody named, and the names that nobody is known by; raises `NobodyNamed`."""
    names = [*arguments.members, *(_read_names(arguments.file) if arguments.file is not None else ())]
    with database.read() as connection:
        found = finding.find(connection, names)
        account_ids = [each for each in found.values() if each is not None]
        if arguments.segment:
            account_ids += finding.of_segment(connection, arguments.segment)
    strangers = [name for name, each in found.items() if each is None]
    if not account_ids and not strangers:
        raise NobodyNamed()
    return list(dict.fromkeys(account_ids)), strangers


def _read_names(path: Path) -> list[str]:
    """The first cell of every row of a table; a row of titles is somebody that nobody is known as."""
    from cashier_app.catalog.importers.sheets import open_rows

    # the first row counts as titles, whatever it says
    with open_rows(path, lambda cells: 1 if any(cells) else 0) as rows:
        first = [rows.titles[0]] if rows.titles else []
        return [*first, *(cells[0] for _, cells in rows.rows if cells)]


def _tell_strangers(strangers: Sequence[str], words: Words) -> None:
    line = words.translate("server", "nobody is known as {name}")
    for name in strangers:
        _say(line, name=name)


def _day(text: str) -> datetime.date:
    """A day of these times; raises `ValueError` for any other, which the parser of the command line tells."""
    day = datetime.date.fromisoformat(text)
    if not 1970 <= day.year < 2100:
        raise ValueError(text)
    return day


def _moment(instant: Instant) -> str:
    return local_time(instant, "UTC").strftime("%Y-%m-%d %H:%M:%SZ")


def _say(text: str, **values: object) -> None:
    sys.stdout.write(text.format(**values) + "\n")
    sys.stdout.flush()


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "members level": give_level,
    "members history": show_history,
    "members coupon": give_coupon,
    "members withdraw": withdraw_coupon,
    "members coupons": list_coupons,
}
