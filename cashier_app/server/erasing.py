"""A person is forgotten: name, cards, telephones, e-mail and birthday go, the ledger stays and still verifies.

What goes: the name, every identifier (tills drop theirs with the feed), initials, birthday and segments, the words
beside levels given by hand, and whatever of it stands in operations as tills told them: registrations, dead letters,
evidence of forks.  A sale's snapshot loses the birthday unless the price followed from it.  An operation so rewritten
keeps its hash, by which its chain goes on, and gets another of what is left (`operation.rewritten`): both are checked.

What stays: entries, lots, sums, levels, receipts, all under the account's id, which names nobody any more.  Whoever
registers again with the same card or telephone is a new member (`registering`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import chain_hash
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.server import holds, journal, tables
from cashier_app.server.among import among
from cashier_app.server.book import Book
from cashier_app.server.database import Transaction
from cashier_app.server.programmes import Programmes
from cashier_app.server.sales import is_computable
from cashier_app.sync.chain import chain_start
from cashier_app.sync.messages import Body, CardBody, Operation, RegistrationBody, SaleBody

#: What stands for a value that was erased, and for its hash.
GONE: Final = "erased"
NO_HASH: Final = "0" * 32
#: What is left of a letter that nobody could read.
NOTHING: Final = b'{"erased":true}'

_operations = msgspec.json.Decoder(Operation)
_encoder = msgspec.json.Encoder()


class NotToErase(Refused):
    """An account that is nobody's."""

    text = QT_TRANSLATE_NOOP("errors", "The account {account} has no person to forget: it is {state}")
    way_out = QT_TRANSLATE_NOOP("errors", "Name an active or blocked member")


class Erased(msgspec.Struct):
    """What went: how many of what; `birthdays_kept` are sales whose price followed from the birthday."""

    accounts: int = 0
    names: int = 0
    identifiers: int = 0
    registrations: int = 0
    letters: int = 0
    birthdays: int = 0
    birthdays_kept: int = 0
    holds: int = 0


def erase(transaction: Transaction, programmes: Programmes, account_id: str, author: str, reason: str) -> Erased:
    """Forget the person of an account (of today), and of those that have become part of it.

    Cannot be undone.  Raises `NotToErase`.
    """
    connection = transaction.connection
    book = Book(transaction, "")
    book.load([account_id], ())
    account = book.accounts[account_id]
    if account.state not in ("active", "blocked"):
        raise NotToErase(account=account_id, state=account.state)
    of_account = tables.account.c
    merged = sa.select(of_account.account_id).where(of_account.merged_into == account_id, of_account.state == "merged")
    family = [account_id, *connection.scalars(merged)]
    book.load(family, ())
    done = Erased(accounts=len(family))
    done.holds = holds.drop(transaction, programmes, family)
    needles = _needles(transaction, family)
    done.registrations = _registrations(transaction, family)
    done.letters = _letters(transaction, needles)
    _birthdays(transaction, programmes, family, done)
    theirs = among(tables.member.c.account_id, family)
    named = sa.select(sa.func.count()).select_from(tables.member).where(theirs, tables.member.c.name != "")
    done.names = connection.scalar(named) or 0
    connection.execute(sa.update(tables.member).where(theirs).values(name=""))
    known = among(tables.identifier.c.account_id, family)
    done.identifiers = connection.scalar(sa.select(sa.func.count()).select_from(tables.identifier).where(known)) or 0
    theirs_too = sa.select(tables.identifier.c.hash).where(known)
    connection.execute(sa.delete(tables.phone_card).where(tables.phone_card.c.hash.in_(theirs_too)))
    connection.execute(sa.delete(tables.identifier).where(known))
    given = sa.update(tables.level_assignment).where(among(tables.level_assignment.c.account_id, family))
    connection.execute(given.values(reason=""))
    for each in family:
        row = book.accounts[each]
        row.display, row.birthday, row.segments = "", None, ""
        book.touch(row)
    account.state, account.level_due, account.next_level, account.next_level_at = "erased", None, "", 0
    book.write()
    journal.write(
        transaction,
        "member_erased",
        author,
        account=account_id,
        identifiers=done.identifiers,
        operations=done.registrations + done.letters + done.birthdays,
        reason=reason,
    )
    return done


def _needles(transaction: Transaction, family: Sequence[str]) -> list[bytes]:
    """By what a letter that nobody could read is known to tell of the person."""
    identifier = tables.identifier.c
    rows = transaction.rows(sa.select(identifier.hash).where(among(identifier.account_id, family)))
    return [*(each.encode() for each in family), *(bytes(row.hash).hex().encode() for row in rows)]


def _registrations(transaction: Transaction, family: Sequence[str]) -> int:
    """Take values and names out of the registrations and cards of any of the accounts."""
    operation = tables.operation.c
    query = sa.select(tables.operation).where(
        operation.kind.in_(["registration", "card"]),
        operation.state != "rejected",
        among(operation.account_id, family),
    )
    count = 0
    for row in transaction.rows(query):
        told = _operations.decode(row.body)
        _rewrite(transaction, row, _encoder.encode(replace(told, body=_without_person(told.body))))
        count += 1
    return count


def _without_person(body: Body) -> Body:
    """The body without what names or shows a person."""
    if isinstance(body, CardBody):
        new = replace(body.new, value=GONE, hash=NO_HASH) if body.new is not None else None
        return replace(body, old=NO_HASH if body.old else "", new=new)
    assert isinstance(body, RegistrationBody)
    identifiers = tuple(replace(each, value=GONE, hash=NO_HASH) for each in body.identifiers)
    return replace(body, identifiers=identifiers, name="", birthday="")


def _letters(transaction: Transaction, needles: Iterable[bytes]) -> int:
    """Empty dead letters and evidence of forks that tell of the person."""
    operation, fork = tables.operation.c, tables.fork.c
    wanted = list(needles)
    count = 0
    for row in transaction.rows(sa.select(tables.operation).where(operation.state == "rejected")):
        if any(needle in bytes(row.body) for needle in wanted):
            _rewrite(transaction, row, NOTHING)
            count += 1
    for row in transaction.rows(sa.select(tables.fork)):
        if any(needle in bytes(row.body) for needle in wanted):
            same = (fork.epoch == row.epoch) & (fork.seq == row.seq) & (fork.hash == row.hash)
            transaction.connection.execute(sa.update(tables.fork).where(same).values(body=NOTHING))
            count += 1
    return count


def _birthdays(transaction: Transaction, programmes: Programmes, family: Sequence[str], done: Erased) -> None:
    """Take the birthday out of the snapshots of sales, where the same price comes out without it."""
    operation = tables.operation.c
    query = sa.select(operation.epoch, operation.seq).where(
        operation.kind == "sale", operation.state != "rejected", among(operation.account_id, family)
    )
    for place in transaction.rows(query):
        here = (operation.epoch == place.epoch) & (operation.seq == place.seq)
        [row] = transaction.rows(sa.select(tables.operation).where(here))
        told = _operations.decode(row.body)
        body = told.body
        assert isinstance(body, SaleBody)
        if body.member is None or body.member.birthday is None:
            continue
        member = replace(body.member, birthday=None)
        programme = programmes.version(transaction.connection, told.programme_version)
        if programme is None or not is_computable(body):
            same = True
        else:
            digests = [
                quote_digest(quote(body.cart, each, programme, body.quoted_at)) for each in (body.member, member)
            ]
            same = digests[0] == digests[1]
        if not same:
            done.birthdays_kept += 1
            continue
        _rewrite(transaction, row, _encoder.encode(replace(told, body=replace(body, member=member))))
        done.birthdays += 1


def _rewrite(transaction: Transaction, row: sa.Row[Any], body: bytes) -> None:
    """Put another content in an operation's place; its hash stays, that of the new content stands beside it."""
    operation = tables.operation.c
    before = chain_start(row.epoch)
    if row.seq > 1:
        query = sa.select(operation.hash).where(operation.epoch == row.epoch, operation.seq == row.seq - 1)
        before = bytes(transaction.connection.execute(query).one().hash)
    here = (operation.epoch == row.epoch) & (operation.seq == row.seq)
    changed = sa.update(tables.operation).where(here)
    transaction.connection.execute(changed.values(body=body, rewritten=chain_hash(before, body)))
