"""`cashier-app server gift-card …`: cards issued beforehand, their balances, blocks, lists."""

from __future__ import annotations

import argparse
import csv
import datetime
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from cashier_app.core.clock import Instant, local_time, start_of_day
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks, parse_money
from cashier_app.core.number import MalformedNumber
from cashier_app.core.words import Words
from cashier_app.server import gift_cards
from cashier_app.server.database import ServerDatabase
from cashier_app.server.gift_cards import CardRow, Issue, Issued
from cashier_app.server.journal_command import add_author
from cashier_app.server.nodes_command import add_json, say_json

#: States by their names in the command, English; shown through `words.translate("server", …)`.
STATES: Final = {
    "issued": QT_TRANSLATE_NOOP("server", "not sold yet"),
    "active": QT_TRANSLATE_NOOP("server", "holds money"),
    "spent": QT_TRANSLATE_NOOP("server", "spent"),
    "blocked": QT_TRANSLATE_NOOP("server", "blocked"),
}
SHORTEST, LONGEST = 4, 40


class NoCards(Refused):
    """An issue of nothing."""

    text = QT_TRANSLATE_NOOP("errors", "No gift card is named")
    way_out = QT_TRANSLATE_NOOP("errors", "Give numbers, or --file with a number in the first cell of every row")


class BadCard(Refused):
    """A row that is no gift card."""

    text = QT_TRANSLATE_NOOP("errors", "{place}: “{card}” is no gift card's number, or “{nominal}” no sum")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "A row is the number as the scanner reads it, and a sum in roubles if it has one"
    )


class NoNominal(Refused):
    """Money to be loaded at once, and no sum."""

    text = QT_TRANSLATE_NOOP("errors", "It is not said how much the gift card {card} holds")
    way_out = QT_TRANSLATE_NOOP("errors", "Give --nominal, or a sum in the second cell of its row")


def add_arguments(act: Callable[..., argparse.ArgumentParser], inside: Any) -> None:
    """The acts on gift cards; `act` makes a parser with what all acts have in common."""
    new = act("issue", QT_TRANSLATE_NOOP("cli", "make gift cards known before they are sold"), inside)
    new.add_argument("cards", nargs="*", help=QT_TRANSLATE_NOOP("cli", "numbers of the cards"))
    new.add_argument("--file", type=Path, help=QT_TRANSLATE_NOOP("cli", "CSV: number, and a sum in roubles"))
    new.add_argument("--batch", required=True, help=QT_TRANSLATE_NOOP("cli", "name of the issue"))
    new.add_argument(
        "--nominal", default="", metavar="SUM", help=QT_TRANSLATE_NOOP("cli", "roubles that they are printed for")
    )
    new.add_argument(
        "--load",
        action="store_true",
        help=QT_TRANSLATE_NOOP("cli", "they hold that money at once (sold by invoice); else the till loads them"),
    )
    new.add_argument(
        "--until", type=_day, metavar="DAY", help=QT_TRANSLATE_NOOP("cli", "last day of money loaded at once")
    )
    add_author(new)
    balance = act("balance", QT_TRANSLATE_NOOP("cli", "what is on a gift card, and what moved last"), inside)
    balance.add_argument("card", help=QT_TRANSLATE_NOOP("cli", "number of the card"))
    add_json(balance)
    for name, about in (
        ("block", QT_TRANSLATE_NOOP("cli", "take a gift card no more")),
        ("unblock", QT_TRANSLATE_NOOP("cli", "take a gift card again")),
    ):
        blocks = act(name, about, inside)
        blocks.add_argument("card", help=QT_TRANSLATE_NOOP("cli", "number of the card"))
        blocks.add_argument("--reason", required=True, help=QT_TRANSLATE_NOOP("cli", "why, for the journal"))
        add_author(blocks)
    listed = act("list", QT_TRANSLATE_NOOP("cli", "list gift cards and what is owed to their holders"), inside)
    listed.add_argument("--batch", default="", help=QT_TRANSLATE_NOOP("cli", "of one issue"))
    listed.add_argument("--state", choices=tuple(STATES), default="", help=QT_TRANSLATE_NOOP("cli", "in one state"))
    listed.add_argument("--csv", type=Path, metavar="FILE", help=QT_TRANSLATE_NOOP("cli", "write them to a CSV file"))
    add_json(listed)


def _issue(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    nominal = _sum(arguments.nominal, "--nominal") if arguments.nominal else 0
    cards = [(_number(each, each), 0) for each in arguments.cards]
    cards += _read(arguments.file) if arguments.file is not None else []
    if not cards:
        raise NoCards()
    if arguments.load:
        for number, own in cards:
            if not (own or nominal):
                raise NoNominal(card=f"..{number[-4:]}")
    zone = arguments.settings.shop.zone
    until = arguments.until
    ends = start_of_day(until + datetime.timedelta(days=1), zone) if until is not None else None
    asked = Issue(arguments.batch, nominal, arguments.load, ends)
    done = Issued()
    for start in range(0, len(cards), gift_cards.BATCH):
        with database.write() as transaction:
            part = cards[start : start + gift_cards.BATCH]
            more = gift_cards.issue(transaction, asked, part, arguments.author)
        done = Issued(done.fresh + more.fresh, done.known + more.known, done.loaded + more.loaded)
    text = words.translate("server", "Issue {batch}: {fresh} cards are new, {known} were known, {loaded} on them")
    _say(text, batch=arguments.batch, fresh=done.fresh, known=done.known, loaded=words.money(done.loaded))
    return 0


def _balance(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        account_id = gift_cards.account_named(connection, arguments.card)
        told = gift_cards.summary(connection, account_id, database.now())
    assert told is not None, "a card that was found is known"
    if arguments.json:
        say_json(told)
        return 0
    zone = arguments.settings.shop.zone
    text = words.translate("server", "Gift card {card}: {state}, {balance}, {free} of it held by nobody")
    state = words.translate("server", STATES[told.state])
    _say(text, card=told.masked, state=state, balance=words.money(told.balance), free=words.money(told.free))
    for lot in told.lots:
        _say(
            words.translate("server", "  {sum} {until}"),
            sum=words.money(lot.amount),
            until=_until(lot.expires_at, zone, words),
        )
    for move in told.moves:
        _say("  {at} {amount}", at=f"{local_time(move.at, zone):%Y-%m-%d %H:%M}", amount=words.money(move.amount))
    return 0


def _block(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    blocked = arguments.inner == "block"
    with database.write() as transaction:
        shown, fresh = gift_cards.set_blocked(transaction, arguments.card, blocked, arguments.author, arguments.reason)
    texts = {
        (True, True): words.translate("server", "Gift card {card} is blocked; tills hear of it at their next exchange"),
        (True, False): words.translate("server", "Gift card {card} was blocked already"),
        (False, True): words.translate("server", "Gift card {card} is taken again"),
        (False, False): words.translate("server", "Gift card {card} was not blocked"),
    }
    _say(texts[blocked, fresh], card=shown)
    return 0


def _list(database: ServerDatabase, arguments: argparse.Namespace, words: Words) -> int:
    with database.read() as connection:
        rows = list(gift_cards.listed(connection, database.now(), arguments.batch, arguments.state))
    if arguments.csv is not None:
        _write(arguments.csv, rows, arguments.settings.shop.zone)
    if arguments.json:
        say_json(rows)
        return 0
    zone, line = (
        arguments.settings.shop.zone,
        words.translate("server", "{card} · {batch} · {state} · {balance} {until}"),
    )
    for row in rows:
        _say(
            line,
            card=row.masked,
            batch=row.batch or "–",
            state=words.translate("server", STATES[row.state]),
            balance=words.money(row.balance),
            until=_until(row.expires_at, zone, words) if row.balance else "",
        )
    n = len(rows)
    told = words.translate("server", "%n gift card(s)", "", n)
    owed = words.translate("server", "{cards}, {sum} owed to their holders")
    _say(owed, cards=told, sum=words.money(gift_cards.liability(rows)))
    return 0


def _write(path: Path, rows: list[CardRow], zone: str) -> None:
    """A table that spreadsheets open: masks alone, never numbers."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(["account", "card", "batch", "state", "nominal", "balance", "until"])
        for row in rows:
            until = f"{local_time(row.expires_at - 1, zone):%Y-%m-%d}" if row.expires_at is not None else ""
            sums = [f"{amount // 100}.{amount % 100:02d}" for amount in (row.nominal, row.balance)]
            table.writerow([row.account_id, row.masked, row.batch, row.state, *sums, until])


def _read(path: Path) -> list[tuple[str, Kopecks]]:
    """Numbers and sums of a table; a first row that is no card is its titles."""
    return [row for row in _rows(path) if row is not None]


def _rows(path: Path) -> Iterator[tuple[str, Kopecks] | None]:
    from cashier_app.catalog.importers.sheets import open_rows

    # the first row counts as titles, whatever it says
    with open_rows(path, lambda cells: 1 if any(cells) else 0) as rows:
        first = list(rows.titles)
        if first and any(character.isdigit() for character in first[0]):
            yield _row(first, f"{path.name}:1")
        for place, cells in rows.rows:
            yield _row(list(cells), f"{path.name}:{place}") if cells and cells[0].strip() else None


def _row(cells: list[str], place: str) -> tuple[str, Kopecks]:
    nominal = cells[1].strip() if len(cells) > 1 else ""
    number = _number(cells[0], place)
    return number, _sum(nominal, place, number) if nominal else 0


def _number(text: str, place: str) -> str:
    """A card's number as a scanner reads it.  Raises `BadCard`."""
    number = "".join(text.split())
    if not (SHORTEST <= len(number) <= LONGEST and number.isascii() and number.isalnum()):
        raise BadCard(place=place, card=text[:LONGEST], nominal="")
    return number


def _sum(text: str, place: str, card: str = "") -> Kopecks:
    """A sum above zero.  Raises `BadCard`."""
    try:
        amount = parse_money(text)
    except MalformedNumber as error:
        raise BadCard(place=place, card=card, nominal=text[:LONGEST]) from error
    if amount <= 0:
        raise BadCard(place=place, card=card, nominal=text[:LONGEST])
    return amount


def _until(expires_at: Instant | None, zone: str, words: Words) -> str:
    if expires_at is None:
        return words.translate("server", "for ever")
    return words.translate("server", "until {day}").format(day=f"{local_time(expires_at - 1, zone):%Y-%m-%d}")


def _day(text: str) -> datetime.date:
    """A day of these times; raises `ValueError` for any other, which the parser of the command line tells."""
    day = datetime.date.fromisoformat(text)
    if not 1970 <= day.year < 2100:
        raise ValueError(text)
    return day


def _say(text: str, **values: object) -> None:
    sys.stdout.write(text.format(**values).rstrip() + "\n")
    sys.stdout.flush()


ACTS: Final[dict[str, Callable[[ServerDatabase, argparse.Namespace, Words], int]]] = {
    "gift-card issue": _issue,
    "gift-card balance": _balance,
    "gift-card block": _block,
    "gift-card unblock": _block,
    "gift-card list": _list,
}
