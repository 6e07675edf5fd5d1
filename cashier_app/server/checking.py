"""What a till says is checked against what is known here: differences are noted for a person, never refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.loyalty.cart import MemberState
from cashier_app.loyalty.ledger import sale_posting
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.server import tables
from cashier_app.server.book import Book, Source
from cashier_app.server.database import Transaction, chunks
from cashier_app.server.sales import is_computable, zones
from cashier_app.sync.messages import EntryMessage, Operation, ReturnBody, SaleBody, unclaimed_account


def contradiction(operation: Operation) -> str:
    """Why an operation's entries cannot be booked at all; empty if they can."""
    body = operation.body
    if operation.zone not in zones():
        return f"zone {operation.zone} is not known"
    if not isinstance(body, SaleBody | ReturnBody):
        return ""
    if isinstance(body, ReturnBody) and body.points != "till" and body.entries:
        return f"entries of a return whose points {body.points} settles"
    unclaimed = body.unclaimed if isinstance(body, SaleBody) else ""
    allowed = {body.account_id} | ({unclaimed_account(unclaimed)} if unclaimed else set())
    for n, entry in enumerate(body.entries):
        where = f"entries[{n}]"
        if entry.account_id not in allowed and isinstance(body, SaleBody):
            return f"{where}: account {entry.account_id} is not the buyer's"
        if entry.points == 0:
            return f"{where}: no points"
        if entry.kind == "expiry":
            return f"{where}: only the server lets points expire"
        if (entry.kind == "redemption" and entry.points > 0) or (entry.kind == "accrual" and entry.points < 0):
            return f"{where}: {entry.kind} of {entry.points}"
        if not entry.account_id or not entry.lot_id or not entry.wallet:
            return f"{where}: account, wallet or lot is not named"
    return ""


def check_quote(book: Book, operation: Operation, body: SaleBody, programme: Programme | None, source: Source) -> None:
    """Compute the sale again from its inputs with the same engine; note any difference."""
    if programme is None:
        if body.entries:
            book.alarm("unknown_programme", source, detail=f"version {operation.programme_version}")
        return
    if not is_computable(body):
        book.alarm("quote", source, body.account_id or "", detail="the cart cannot be computed")
        return
    again = quote(body.cart, body.member, programme, body.quoted_at)
    account_id = body.account_id or (unclaimed_account(body.unclaimed) if body.unclaimed else "")
    differences: list[str] = []
    if quote_digest(again) != operation.quote_digest:
        differences.append("digest")
    paid, to_pay = sum(line.to_pay for line in body.lines), again.to_pay
    if paid != to_pay:
        differences.append(f"to pay {paid}, should be {to_pay}")
    if account_id:
        lots = body.member.lots if body.member is not None else ()
        posting = sale_posting(operation.op_id, account_id, again, lots)
        expected = sorted((entry.kind, entry.lot_id, entry.points) for entry in posting.entries)
        if expected != sorted((entry.kind, entry.lot_id, entry.points) for entry in body.entries):
            differences.append(f"entries {_short(body.entries)}, should be {expected}")
    elif body.entries:
        differences.append(f"entries {_short(body.entries)} without a member")
    if differences:
        book.alarm("quote", source, account_id, amount=paid - to_pay, detail="; ".join(differences))
    money = sum(payment.amount for payment in body.payments) + body.rounding
    if money != paid:
        book.alarm("payments", source, account_id, amount=money - paid, detail=f"paid {money} of {paid}")


class Snapshots:
    """What members were like in the past, loaded set-wise for the sales of one batch."""

    def __init__(
        self, transaction: Transaction, book: Book, own_epochs: Iterable[str], sales: Iterable[SaleBody]
    ) -> None:
        self._book = book
        self._own_epochs = frozenset(own_epochs)
        members = [sale.member for sale in sales if sale.member is not None]
        book.load((), (lot.lot_id for member in members for lot in member.lots))
        book.load_history(lot.lot_id for member in members for lot in member.lots)
        self._levels = _level_changes(transaction, {member.account_id for member in members})

    def check(self, body: SaleBody, source: Source) -> None:
        """Note what of the sale's member snapshot was not true at its own as-of time."""
        member = body.member
        if member is None or member.as_of == 0 or body.account_id is None:
            return
        differences = [*self._lot_differences(member, source)]
        account = self._book.accounts.get(member.account_id)
        if account is not None:
            level = next((was for at, was in self._levels[member.account_id] if at > member.as_of), account.level_id)
            if level != member.level_id:
                differences.append(f"level {member.level_id}, was {level}")
        if differences:
            self._book.alarm("snapshot", source, member.account_id, detail="; ".join(differences))

    def _lot_differences(self, member: MemberState, source: Source) -> Iterator[str]:
        """What the server had told the till by then, plus what the till had done itself, is what it should know."""
        for state in member.lots:
            lot = self._book.lots.get(state.lot_id)
            if lot is None:
                yield f"lot {state.lot_id} is not known"
                continue
            balance = sum(
                posted.points
                for posted in self._book.posted(state.lot_id)
                if posted.booked_at <= member.as_of or self._is_own(posted.epoch, posted.seq, source)
            )
            if balance != state.balance:
                yield f"lot {state.lot_id}: {state.balance}, was {balance}"
            if (lot.active_at, lot.expires_at) != (state.active_at, state.expires_at):
                yield f"lot {state.lot_id}: another life"

    def _is_own(self, epoch: str, seq: int, source: Source) -> bool:
        return seq < source.seq if epoch == source.epoch else epoch in self._own_epochs


def _level_changes(transaction: Transaction, account_ids: set[str]) -> defaultdict[str, list[tuple[Instant, str]]]:
    """For each account the instants at which its level changed, and what it was before, in order."""
    changes: defaultdict[str, list[tuple[Instant, str]]] = defaultdict(list)
    change = tables.level_change.c
    for chunk in chunks(account_ids):
        query = sa.select(change.account_id, change.at, change.from_level).where(change.account_id.in_(chunk))
        for row in transaction.rows(query.order_by(change.at)):
            changes[row.account_id].append((row.at, row.from_level))
    return changes


def _short(entries: Iterable[EntryMessage]) -> str:
    return str(sorted((entry.kind, entry.lot_id, entry.points) for entry in entries))
