"""Wallets besides points: campaigns' shared accounts, caps opened when somebody first needs them, who may open them.

A cap that nobody has touched holds its amount by the programme and has no lot yet.  The lot is opened once: by this
server when a till acquires it, or by the till itself where it is the account's home.  Only one of the two may ever do
it, or a cap would be given twice (`homes`).

How much a till asks for is its own affair, how much it gets is what is free: of a promo code or another one-use
thing 1; of a campaign's budget what the receipt needs and a small reserve for the next ones, so that several tills
share what is left (`sync.messages.AcquireRequest`); in a chain of one till that till holds everything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from cashier_app.core.clock import DAY, Instant
from cashier_app.loyalty.cart import CAP_WALLETS, LotState
from cashier_app.loyalty.ledger import REDEMPTION, campaign_account, cap_lots
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.rules import WithPromoCode, folded_codes
from cashier_app.server import tables
from cashier_app.server.book import Account, Book, Source
from cashier_app.server.database import Transaction
from cashier_app.server.homes import may_open
from cashier_app.sync.messages import EntryMessage

if TYPE_CHECKING:
    from cashier_app.server.nodes import Node
    from cashier_app.server.programmes import Programmes

#: What every campaign's account begins with.
CAMPAIGNS: Final = "campaign-"
#: A cap's lot: `cap.<rule>.<number>.<period>.<holder>`.
_CAP_LOT: Final = "cap."


def shared_rules(programme: Programme) -> tuple[str, ...]:
    """Rules with a cap that all buyers share: each has a campaign's account."""
    shared = [rule.id for rule in programme.rules if any(cap.per in ("everyone", "code") for cap in rule.caps)]
    if any(cap.per == "everyone" for cap in programme.redemption.caps):
        shared.append(REDEMPTION)
    return tuple(shared)


def open_campaigns(transaction: Transaction, programme: Programme) -> None:
    """Make the accounts of a version's campaigns; those that are there already stay as they are."""
    wanted = [campaign_account(rule_id) for rule_id in shared_rules(programme)]
    book = Book(transaction, programme.base_level.id)
    book.load(wanted, ())
    for account_id in wanted:
        if account_id not in book.accounts:
            book.new_account(account_id, "campaign")
    book.write()


def is_cap(lot_id: str) -> bool:
    """Whether a lot of this id holds what is left of a cap."""
    return lot_id.startswith(_CAP_LOT) and lot_id.count(".") >= 4


def openable(
    programmes: Iterable[Programme], lot_ids: Collection[str], account: Account, zone: str, now: Instant
) -> Iterator[LotState]:
    """The caps named that the programmes know, as nobody has touched them; the first programme that knows one counts.

    A day that ended, or is about to begin, a day around the asker's midnight is still known: the till chose the
    period by its own clock.
    """
    left = {lot_id for lot_id in lot_ids if is_cap(lot_id)}
    holders = {lot_id.split(".", 4)[4] for lot_id in left}
    member = "" if account.state == "campaign" else account.account_id
    for programme in programmes:
        for instant in (now, now - DAY, now + DAY):
            if not left:
                return
            states = cap_lots(
                programme,
                zone,
                instant,
                account_id=member,
                birthday=birthday_of(account),
                codes=sorted(holders & codes_of(programme, account)),
                may_open=True,
            )
            for state in states:
                owner = member or campaign_account(state.source)
                if state.lot_id in left and owner == account.account_id:
                    left.discard(state.lot_id)
                    yield state


def codes_of(programme: Programme, account: Account) -> frozenset[str]:
    """The promo codes, folded, of the rule whose campaign an account is."""
    rules = [rule for rule in programme.rules if campaign_account(rule.id) == account.account_id]
    conditions = [each for rule in rules for each in rule.conditions if isinstance(each, WithPromoCode)]
    return frozenset(code for each in conditions for code in folded_codes(each.codes))


def birthday_of(account: Account) -> tuple[int, int] | None:
    """(month, day) of an account's `MM-DD`."""
    if not account.birthday:
        return None
    month, _, day = account.birthday.partition("-")
    return int(month), int(day)


def open_lot(book: Book, account: Account, state: LotState) -> None:
    """Open a cap's lot with its amount; the operation is the lot itself, so that it happens once."""
    entry = EntryMessage(
        kind="adjustment",
        account_id=account.account_id,
        wallet=state.wallet,
        lot_id=state.lot_id,
        points=state.opens,
        active_at=state.active_at,
        expires_at=state.expires_at,
        source=state.source,
    )
    book.post(entry, 0, Source(state.lot_id, book.transaction.now))


def open_wanted(
    book: Book, who: Node, account: Account, lot_ids: Collection[str], programmes: Programmes, zone: str
) -> None:
    """Open the caps that a till asks for and nobody has touched, where nobody else may do so by itself."""
    missing = [lot_id for lot_id in lot_ids if lot_id not in book.lots and is_cap(lot_id)]
    if not missing or not may_open(book.transaction, who, account):
        return
    seen = programmes.seen(book.transaction.connection, zone, book.transaction.now, who.store_id, segments_of(account))
    for state in openable(seen, missing, account, zone, book.transaction.now):
        open_lot(book, account, state)


def join_caps(book: Book, gone: Account, stays: Account, source: Source) -> None:
    """Count on the caps of one account what another one, which becomes part of it, has used of its own.

    `source` is the operation that joins them.  The lots of the account that is gone have been moved already; they stay
    as they are, and nobody looks at them any more.
    """
    suffix = f".{gone.account_id}"
    for n, lot in enumerate(sorted(book.lots.values(), key=lambda each: each.lot_id)):
        if not is_cap(lot.lot_id) or not lot.lot_id.endswith(suffix):
            continue
        opened, used = _opened_and_used(book, lot.lot_id)
        target = lot.lot_id.removesuffix(suffix) + f".{stays.account_id}"
        book.load((), [target])
        if used <= 0:
            continue
        if target not in book.lots:
            state = LotState(target, opened, 0, lot.active_at, lot.expires_at, lot.wallet, lot.source, opens=opened)
            open_lot(book, stays, state)
        entry = EntryMessage("adjustment", stays.account_id, lot.wallet, target, -used)
        book.post(entry, n, source)
        book.settle([target], source, taking_back=False)


def pass_on(book: Book, entries: Iterable[EntryMessage], source: Source) -> None:
    """Count on the caps of the account that stays what an operation that still names the one that is gone has used.

    To be called after the operation's entries are posted.
    """
    own = Source(f"{source.op_id}.joined", source.at)
    for n, entry in enumerate(entries):
        gone = book.accounts.get(entry.account_id)
        moves = entry.wallet.startswith(CAP_WALLETS) and entry.kind in ("redemption", "reversal")
        if not moves or gone is None or gone.state != "merged" or not entry.lot_id.endswith(f".{gone.account_id}"):
            continue
        stays = book.accounts[gone.merged_into]
        target = entry.lot_id.removesuffix(gone.account_id) + stays.account_id
        book.load((), [target])
        if target not in book.lots:
            lot = book.lots[entry.lot_id]
            opened, _ = _opened_and_used(book, entry.lot_id)
            state = LotState(target, opened, 0, lot.active_at, lot.expires_at, lot.wallet, lot.source, opens=opened)
            open_lot(book, stays, state)
        book.post(EntryMessage("adjustment", stays.account_id, entry.wallet, target, entry.points), n, own)
        book.settle([target], source, taking_back=False)


def _opened_and_used(book: Book, lot_id: str) -> tuple[int, int]:
    """What a cap's lot was opened with, and how much of it has been used and not come back."""
    entry = tables.entry.c
    query = sa.select(entry.kind, entry.points).where(entry.lot_id == lot_id)
    moves = [(row.kind, row.points) for row in book.transaction.rows(query)]
    moves += [(row["kind"], row["points"]) for row in book.added(tables.entry) if row["lot_id"] == lot_id]
    opened = sum(points for kind, points in moves if kind == "adjustment" and points > 0)
    # below zero: what was used of the caps of accounts that have become part of this one
    adjusted = sum(points for kind, points in moves if kind == "adjustment" and points < 0)
    return opened, -adjusted - sum(points for kind, points in moves if kind in ("redemption", "reversal"))


def segments_of(account: Account) -> frozenset[str] | None:
    """The member's segments; None for a campaign, whose buyers may be in any."""
    return None if account.state == "campaign" else frozenset(account.segments.splitlines())
