"""A site's basket as the engine is asked about it: with the member and the limits as they are here at that instant.

Where a till spends what it holds, a site may spend what nobody holds: the pool of each lot (`homes.may_open` says
which untouched caps this server may open).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.ids import identifier_hash
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import CAP_WALLETS, Cart, LotState, MemberState
from cashier_app.loyalty.ledger import campaign_account, cap_lots
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.reading import BadDocument
from cashier_app.loyalty.rules import folded_codes
from cashier_app.quotes.documents import BadReceipt, LineDocument, ReceiptDocument, cart_of
from cashier_app.quotes.judging import check, receipt_contradictions
from cashier_app.quotes.quoting import Answer, told
from cashier_app.server import problems, tables
from cashier_app.server.book import Account, Book, Lot
from cashier_app.server.database import Transaction
from cashier_app.server.finding import present
from cashier_app.server.homes import may_open
from cashier_app.server.nodes import Node, zone_of
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.site_messages import Basket, BasketLine, MemberName
from cashier_app.server.wallets import birthday_of

#: States of accounts whose points are not spent.
_CLOSED: Final = frozenset({"blocked", "erased", "unclaimed"})


class Asked(msgspec.Struct, frozen=True):
    """What the engine is asked: everything that its answer follows from; kept with a hold, so that a price stays."""

    receipt: ReceiptDocument
    cart: Cart
    member: MemberState | None
    programme_version: int
    at: Instant
    #: What the engine need not know of the lines, in their order.
    lines: tuple[BasketLine, ...]
    language: str


class Reading:
    """One basket read in one transaction; `book` has loaded whatever of the ledger the basket may spend."""

    def __init__(
        self, transaction: Transaction, programmes: Programmes, who: Node, basket: Basket, store: str = ""
    ) -> None:
        connection = transaction.connection
        self._transaction = transaction
        self._who = who
        store_id = store or who.store_id
        if store and not connection.scalar(sa.select(tables.store.c.store_id).where(tables.store.c.store_id == store)):
            raise problems.not_found("store")
        zone = zone_of(connection, store_id)
        self.book = Book(transaction, "")
        self.account = self._account(basket.member)
        segments = frozenset(self.account.segments.splitlines()) if self.account is not None else frozenset[str]()
        programme = programmes.in_force(connection, zone, transaction.now, store_id, segments)
        if programme is None:
            raise no_programme()
        self.programme: Programme = programme
        receipt = _receipt(basket, store_id, zone)
        member = self._member(zone)
        cart = replace(cart_of(receipt), wallets=self._shared(receipt, zone))
        self.asked = Asked(receipt, cart, member, programme.version, transaction.now, basket.lines, basket.language)

    def _account(self, name: MemberName | None) -> Account | None:
        if name is None:
            return None
        account_id = account_named(self._transaction.connection, self._transaction.meta("identifier_key"), name)
        self.book.load([account_id], ())
        return self.book.accounts[account_id]

    def _member(self, zone: str) -> MemberState | None:
        account = self.account
        if account is None:
            return None
        now = self._transaction.now
        self.book.load((), self.book.lots_of(account.account_id))
        own = [lot for lot in self.book.lots.values() if lot.account_id == account.account_id]
        closed = account.state in _CLOSED
        lots = [self._state(lot, closed) for lot in own if lot.balance or lot.wallet.startswith(CAP_WALLETS)]
        birthday = birthday_of(account)
        untouched = cap_lots(
            self.programme,
            zone,
            now,
            account_id=account.account_id,
            birthday=birthday,
            known={lot.lot_id for lot in own},
            may_open=not closed and may_open(self._transaction, self._who, account),
        )
        return MemberState(
            account_id=account.account_id,
            level_id=account.level_id,
            lots=(*sorted(lots, key=lambda lot: lot.lot_id), *untouched),
            net_purchases=account.net_purchases,
            birthday=birthday,
            segments=frozenset(account.segments.splitlines()),
            purchases=account.purchases,
            as_of=now,
            level_since=account.level_since,
            level_floor=account.level_floor,
            next_level=account.next_level,
            next_level_at=account.next_level_at,
            last_purchase_at=account.last_purchase_at,
        )

    def _shared(self, receipt: ReceiptDocument, zone: str) -> tuple[LotState, ...]:
        """The lots of caps that all buyers share, and of the promo codes given."""
        codes = folded_codes(frozenset(receipt.promo_codes))
        untouched = cap_lots(self.programme, zone, self._transaction.now, codes=sorted(codes))
        campaigns = {lot.lot_id: campaign_account(lot.source) for lot in untouched}
        self.book.load(campaigns.values(), campaigns)
        states = []
        for lot in untouched:
            campaign = self.book.accounts.get(campaigns[lot.lot_id])
            known = self.book.lots.get(lot.lot_id)
            if known is not None:
                states.append(self._state(known, False))
            elif campaign is not None and may_open(self._transaction, self._who, campaign):
                states.append(replace(lot, right=lot.opens))
            else:
                states.append(lot)
        return tuple(states)

    def _state(self, lot: Lot, closed: bool) -> LotState:
        return LotState(
            lot_id=lot.lot_id,
            balance=lot.balance,
            right=0 if closed else max(min(self.book.pool(lot), lot.balance), 0),
            active_at=lot.active_at,
            expires_at=lot.expires_at,
            wallet=lot.wallet,
            source=lot.source,
            lapsed=lot.lapsed,
        )


def opened(asked: Asked, lot_ids: Iterable[str]) -> Asked:
    """The same question after the caps named have been opened."""
    gone = frozenset(lot_ids)

    def touched(lots: tuple[LotState, ...]) -> tuple[LotState, ...]:
        return tuple(replace(lot, opens=0) if lot.lot_id in gone else lot for lot in lots)

    member = asked.member
    if member is not None:
        member = replace(member, lots=touched(member.lots))
    return replace(asked, cart=replace(asked.cart, wallets=touched(asked.cart.wallets)), member=member)


def unheld(asked: Asked) -> Asked:
    """The same question as if nobody held anything: what a buyer could spend if all of it were given up."""

    def free(lots: tuple[LotState, ...]) -> tuple[LotState, ...]:
        return tuple(lot if lot.opens else replace(lot, right=max(lot.balance, 0)) for lot in lots)

    member = asked.member
    if member is not None:
        member = replace(member, lots=free(member.lots))
    return replace(asked, cart=replace(asked.cart, wallets=free(asked.cart.wallets)), member=member)


def answered(asked: Asked, programme: Programme, words: Words) -> Answer:
    """The engine's answer as a document."""
    return told(asked.receipt, asked.cart, asked.member, programme, asked.at, words)


def account_named(connection: sa.Connection, identifier_key: str, name: MemberName) -> str:
    """The account that a member's name stands for today; raises `ApiError` 404 for nobody's, and for an erased one."""
    if name.kind == "account":
        account_id: str | None = name.value
    else:
        digest = identifier_hash(bytes.fromhex(identifier_key), name.kind, name.value)
        identifier = tables.identifier.c
        account_id = connection.scalar(
            sa.select(identifier.account_id).where(identifier.hash == digest, identifier.state == "active")
        )
    if account_id is None:
        raise problems.not_found("member")
    row = present(connection, account_id)
    if row.state not in ("active", "blocked"):
        raise problems.not_found("member")
    return str(row.account_id)


def no_programme() -> ApiError:
    """Nothing can be quoted before a programme is published."""
    return ApiError(409, "no-programme", "No loyalty programme is published", "Publish one: programme publish")


def _receipt(basket: Basket, store: str, zone: str) -> ReceiptDocument:
    """The basket as a receipt; raises `ApiError` 422 with the path of what contradicts itself."""
    receipt = ReceiptDocument(
        lines=tuple(
            LineDocument(
                price=line.price,
                quantity=line.quantity,
                product_id=line.product_id,
                name=line.name,
                member_price=line.member_price,
                category=line.category,
                brand=line.brand,
                supplier=line.supplier,
                tags=line.tags,
                cost=line.cost,
            )
            for line in basket.lines
        ),
        store=store,
        zone=zone,
        channel=basket.channel,
        promo_codes=basket.promo_codes,
        payment_kinds=frozenset(basket.payment_kinds),
        redeem=basket.redeem,
        caps="unknown",
    )
    try:
        check(receipt_contradictions(receipt, basket.member is not None), BadReceipt)
    except BadDocument as error:
        details = error.details
        allowed = f"{details['path']}: {details['value']}; allowed: {details['allowed']}"
        raise problems.unreadable(allowed.replace("$.", "$.basket.", 1)) from error
    return receipt
