"""Returns that come up: settled again with the till's own function, or settled here where the till could not."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import Refused
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.gift_cards import GIFT_KIND
from cashier_app.loyalty.programme import ReturnRules
from cashier_app.loyalty.settlement import ReturnSettlement, settle_return
from cashier_app.loyalty.sold import Returned
from cashier_app.server import return_rights, tables
from cashier_app.server.book import Book, Source
from cashier_app.server.database import Transaction
from cashier_app.server.programmes import Programmes
from cashier_app.server.sales import Sale, find_sale, matched, quantities_of, returned_of, returns_of, took_of
from cashier_app.sync.messages import EntryMessage, Operation, ReturnBody


class Settling:
    """The returns of one batch."""

    def __init__(self, transaction: Transaction, book: Book, programmes: Programmes) -> None:
        self._transaction = transaction
        self._book = book
        self._programmes = programmes

    def settled(self, operation: Operation, body: ReturnBody, source: Source) -> ReturnBody:
        """The return as it is to be booked: as it was told, with differences noted, or settled here.

        Raises nothing: whatever is odd becomes an alarm for a person.
        """
        if body.original_id is None:
            return body
        if body.points == "server":
            money = -sum(payment.amount for payment in body.payments)
            detail = f"receipt {body.original_id}: {body.reason}"
            self._book.alarm("return_elsewhere", source, body.account_id or "", amount=money, detail=detail)
        sale = find_sale(self._transaction, self._programmes, body.original_id)
        if sale is None:
            self._book.alarm("unknown_sale", source, body.account_id or "", detail=body.original_id)
            return body
        before = returned_of(one.took for one in returns_of(self._transaction, sale, (source.epoch, source.seq)))
        self._check_quantities(operation, body, source, sale, before)
        if body.points == "server":
            return_rights.recall(self._transaction, sale)
            return self._settled_here(operation, body, source, sale, before)
        self._check(operation, body, source, sale)
        return body

    def settled_late(self, operation: Operation, body: ReturnBody) -> ReturnBody:
        """A return that came before its sale, which is here now: as it is to be booked, without what was booked."""
        source = Source(operation.op_id, operation.at, operation.epoch, operation.seq)
        assert body.original_id is not None
        sale = find_sale(self._transaction, self._programmes, body.original_id)
        assert sale is not None, "a sale that is being booked is kept"
        earlier = []
        for one in returns_of(self._transaction, sale):
            if one.operation.op_id == operation.op_id:
                break
            earlier.append(one.took)
        before = returned_of(earlier)
        self._check_quantities(operation, body, source, sale, before)
        return_rights.recall(self._transaction, sale)
        alarm = tables.alarm.c
        told = sa.update(tables.alarm).where(alarm.op_id == operation.op_id, alarm.kind == "unknown_sale")
        self._transaction.connection.execute(told.values(resolved_at=self._transaction.now))
        return msgspec.structs.replace(self._settled_here(operation, body, source, sale, before), rights=())

    # --- checking -----------------------------------------------------------------------------------------

    def _check_quantities(
        self, operation: Operation, body: ReturnBody, source: Source, sale: Sale, before: Returned
    ) -> None:
        """Note a return of more than was sold, or of what was not sold at all."""
        took = took_of(operation, body, sale.facts, before)
        left = {line.number: line.quantity - before.quantities.get(line.number, 0) for line in sale.facts.lines}
        for number, quantity in took.quantities.items():
            left[number] = left.get(number, 0) - quantity
        unmatched = sum(abs(line.quantity) for line in body.lines) - sum(took.quantities.values())
        if unmatched > 0 or any(quantity < 0 for quantity in left.values()):
            money = sum(payment.amount for payment in body.payments)
            detail = f"receipt {body.original_id}: left {left}, not found {unmatched}"
            self._book.alarm("returned_twice", source, body.account_id or "", amount=money, detail=detail)

    def _check(self, operation: Operation, body: ReturnBody, source: Source, sale: Sale) -> None:
        """Settle a return again from its inputs; note any difference, and points that policy has stopped."""
        account_id = body.account_id or ""
        rules = self._rules_of(operation)
        if rules is None:
            self._book.alarm("settlement", source, account_id, detail=f"version {operation.programme_version}")
            return
        if sale.quoted is None and body.account_id is not None and sale.operation.programme_version is not None:
            self._book.alarm("settlement", source, account_id, detail="the sale cannot be computed")
            return
        differences: list[str] = []
        facts = msgspec.structs.replace(sale.facts, account_id=body.account_id)
        quantities = quantities_of(body.lines)
        try:
            again = settle_return(operation.op_id, facts, body.returned, quantities, body.lots, rules, operation.at)
        except Refused as refused:
            differences.append(f"{type(refused).__name__} of {quantities}")
        else:
            differences += _differences(body, again)
        if differences:
            self._book.alarm("settlement", source, account_id, detail="; ".join(differences))
        if body.stopped:
            self._book.alarm("points_stopped", source, account_id, detail=f"receipt {body.original_id}")

    # --- settling -----------------------------------------------------------------------------------------

    def _settled_here(
        self, operation: Operation, body: ReturnBody, source: Source, sale: Sale, before: Returned
    ) -> ReturnBody:
        """The points and the window of a return for which a till gave money only.

        By the lots as they are known here now, at the instant of the return, under the version that its till knew.
        The money is what the till gave; the purchases lose what the sale's lines say.
        """
        account_id = sale.facts.account_id
        to_cards = {paid.refunds for paid in body.payments if paid.kind == GIFT_KIND}
        if account_id is None and not to_cards:
            return body
        owner = ""
        if account_id is not None:
            self._book.load({account_id}, ())
            owner = self._book.owner(account_id, source).account_id
        # money that the till gave in cash instead does not go to a gift card as well
        payments = tuple(
            paid if paid.payment_id in to_cards else msgspec.structs.replace(paid, card="", uses=())
            for paid in sale.facts.payments
        )
        facts = msgspec.structs.replace(sale.facts, account_id=owner or None, payments=payments)
        quantities = (
            quantities_of(body.lines)
            if all(line.original_line is not None for line in body.lines)
            else matched(sale.facts, before, body.lines)
        )
        left = {line.number: line.quantity - before.quantities.get(line.number, 0) for line in facts.lines}
        quantities = {number: min(wanted, left.get(number, 0)) for number, wanted in quantities.items()}
        quantities = {number: wanted for number, wanted in quantities.items() if wanted > 0}
        if not quantities:
            return body
        rules = self._rules_of(operation) or self._rules_of(sale.operation)
        if rules is None:
            self._book.alarm("unknown_programme", source, owner, detail=f"version {operation.programme_version}")
            return body
        settled = settle_return(operation.op_id, facts, before, quantities, self._lots(owner), rules, operation.at)
        if settled.stopped:
            self._book.alarm("points_stopped", source, owner, detail=f"receipt {body.original_id}")
        entries = tuple(EntryMessage(**msgspec.structs.asdict(entry)) for entry in settled.posting.entries)
        self._book.load({entry.account_id for entry in entries}, {entry.lot_id for entry in entries})
        return msgspec.structs.replace(body, account_id=owner or None, entries=entries, net=-settled.net)

    def _rules_of(self, operation: Operation) -> ReturnRules | None:
        """How a till settled by its version, or without any programme; None for a version that is not known here."""
        if operation.programme_version is None:
            return ReturnRules()
        programme = self._programmes.version(self._transaction.connection, operation.programme_version)
        return programme.returns if programme is not None else None

    def _lots(self, account_id: str) -> Sequence[LotState]:
        """An account's lots as they are here; nobody's rights are used up."""
        lot = tables.lot.c
        query = sa.select(lot.lot_id).where(lot.account_id == account_id)
        self._book.load((), self._transaction.connection.scalars(query).all())
        return [
            LotState(
                each.lot_id,
                each.balance,
                0,
                each.active_at,
                each.expires_at,
                each.wallet,
                each.source,
                lapsed=each.lapsed,
            )
            for each in self._book.lots.values()
            if each.account_id == account_id
        ]


def _differences(body: ReturnBody, again: ReturnSettlement) -> list[str]:
    """What a return says otherwise than it comes out here."""
    found = []
    expected = sorted((entry.kind, entry.lot_id, entry.points) for entry in again.posting.entries)
    told = sorted((entry.kind, entry.lot_id, entry.points) for entry in body.entries)
    if told != expected:
        found.append(f"entries {told}, should be {expected}")
    money = -sum(payment.amount for payment in body.payments)
    if money != again.money:
        found.append(f"money {money}, should be {again.money}")
    against: dict[str, int] = {}
    for payment in body.payments:
        against[payment.refunds] = against.get(payment.refunds, 0) - payment.amount
    wanted = {paid.payment_id: paid.amount for paid in again.payments}
    if against != wanted:
        found.append(f"against payments {against}, should be {wanted}")
    if -body.net != again.net:
        found.append(f"net {-body.net}, should be {again.net}")
    amounts = {line.original_line: abs(line.to_pay) for line in body.lines}
    wanted_amounts = {line.number: line.to_pay for line in again.lines}
    if amounts != wanted_amounts:
        found.append(f"lines {amounts}, should be {wanted_amounts}")
    if dict(body.lapsed) != dict(again.lapsed_own) or body.stopped != again.stopped or body.charged != again.charged:
        found.append(f"lapsed {body.lapsed}, stopped {body.stopped}, charged {body.charged}")
    return found
