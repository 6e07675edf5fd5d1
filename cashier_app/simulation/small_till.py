"""A till without screens: the real database, clock, writer and sync store; sales by the real engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.core.ids import Id, IdSource, identifier_hash, masked, new_id
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import Cart, CartLine, MemberState
from cashier_app.loyalty.enrolment import enrolment_posting
from cashier_app.loyalty.ledger import Posting, sale_posting
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from cashier_app.loyalty.rules import fold_code
from cashier_app.loyalty.settlement import ReturnedLine, after_return, settle_return
from cashier_app.loyalty.sold import Returned, SoldLine, SoldPayment, sold_facts
from cashier_app.storage.database import Database
from cashier_app.storage.life import LifeFile, Mark
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, MemberRecord, PurchaseRow
from cashier_app.storage.unit import UnitOfWork
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.link import Address
from cashier_app.sync.messages import (
    EntryMessage,
    LineMessage,
    PaymentMessage,
    RegisteredIdentifier,
    RegistrationBody,
    ReturnBody,
    RightCounters,
    SaleBody,
    registered_account,
    unclaimed_account,
)
from cashier_app.sync.state import SyncState
from cashier_app.sync.worker import SyncWorker, Timing
from cashier_app.till.exchange import TillSyncStore
from cashier_app.till.identity import Identity, begin_start
from cashier_app.till.members import buyer_state, member_state, unclaimed_state
from cashier_app.till.parents import move, parent_of, release
from cashier_app.till.posting import entry_rows, merged_counters
from cashier_app.till.till_clock import TillClock
from cashier_app.till.wallets import Want, shared_wallets, wants
from cashier_app.till.writing import Sealed, Transaction, Writer

ZONE = "Europe/Moscow"

#: Quick enough for a test, with the promises that a shop's own timing has.
FAST = Timing(connect_ms=1000, read_ms=2000, acquire_ms=300, interval_ms=60_000, backoff_ms=20, backoff_limit_ms=200)


class Sold(msgspec.Struct):
    """What a sale did, and what has come back of it."""

    op_id: Id
    receipt_id: Id
    place: Sealed
    quoted: Quote
    account_id: str | None
    quantity: int
    returned: int = 0
    back: Returned = Returned()

    @property
    def redeemed(self) -> Points:
        """Points that paid a part."""
        return self.quoted.redemption.points


class SmallTill:
    """Opened over a folder; opened again over the same folder it is the same till."""

    #: Only a test of the tests makes a till that spends what it has no right to.
    checks_rights = True

    def __init__(
        self,
        folder: Path,
        clock: Clock,
        ids: IdSource = new_id,
        machine: str = "",
        open_database: Callable[[Path], Database] = Database.open,
    ) -> None:
        self.folder = folder
        self.ids = ids
        self.states: list[SyncState] = []
        self.sync: SyncWorker | None = None
        self.database = open_database(folder)
        self._mark = Mark(folder)
        self.clock = TillClock(clock)
        try:
            self.identity = self._begun(machine or folder.name)
        except BaseException:
            self.close()
            raise
        self.clock.not_before(self.identity.last_at)
        self.epoch = self.identity.epoch
        self.writer = Writer(self.database, self.clock, ZONE, self.identity.start, self._mark)
        self.store = TillSyncStore(self.database.worker, self.writer, self.clock, ids)

    def _begun(self, machine: str) -> Identity:
        life, now = LifeFile(self.folder), self.clock.now()
        return begin_start(self.database.worker, life, self._mark, machine, self.ids, now)

    # --- joining and syncing ------------------------------------------------------------------------------

    def join(self, url: str, code: str) -> None:
        """Enrol by a pairing code."""
        self.store.enrolled(enrol(url, code, self.folder.name, self.folder.name))

    def start_sync(self, url: str, timing: Timing = FAST) -> SyncWorker:
        """Start the worker against a server."""
        address = Address(url, self.store.membership().key)
        self.sync = SyncWorker(self.store, address, self.clock, self.states.append, timing)
        self.writer.on_operation = self.sync.sync_now
        self.sync.start()
        return self.sync

    def close(self) -> None:
        """Stop in order."""
        if self.sync is not None:
            assert self.sync.stop(), "the sync threads did not end in time"
        self.database.close()
        self._mark.close()

    # --- buyers -------------------------------------------------------------------------------------------

    def account_of(self, card: str) -> str | None:
        """The account of a card in the till's own cache."""
        digest = self.card_hash(card)
        row = self.database.worker.call(lambda unit: unit.ledger.identifier(digest))
        return row.account_id if row is not None else None

    def card_hash(self, card: str) -> bytes:
        """The keyed hash of a card."""
        return identifier_hash(bytes.fromhex(self.store.membership().identifier_key), "card", card)

    def member(self, account_id: str) -> MemberRecord | None:
        """A member with everything a quote needs."""
        return self.database.worker.call(lambda unit: unit.ledger.member(account_id))

    def points(self, account_id: str) -> Points:
        """The balance as this till knows it."""
        record = self.member(account_id)
        return sum(lot.left for lot in record.lots) if record is not None else 0

    def rights(self, account_id: str) -> Points:
        """What this till may spend."""
        record = self.member(account_id)
        return sum(lot.right for lot in record.lots) if record is not None else 0

    def programme(self) -> Programme:
        """The newest programme in the cache."""
        rows = self.database.worker.call(lambda unit: unit.programmes.all())
        return max((load_programme(row.body) for row in rows), key=lambda each: each.version)

    # --- selling ------------------------------------------------------------------------------------------

    def sell(
        self,
        card: str = "",
        redeem: Points = 0,
        price: int = 50_000,
        quantity: int = 2000,
        codes: tuple[str, ...] = (),
        releases: bool = False,
    ) -> Sold:
        """Sell bread to the owner of a card (or to nobody), committed before it returns.

        `releases`: what is held of a buyer who lives elsewhere is given back by the sale itself.
        Raises `RightExceeded` if the points were spent between the quote and the commit.
        """
        return self.writer.submit(
            lambda transaction: self._sell(transaction, card, redeem, price, quantity, codes, releases)
        ).result(30)

    def wants(self, card: str, codes: tuple[str, ...], price: int = 50_000, quantity: int = 2000) -> tuple[Want, ...]:
        """What the server would have to be asked for before such a sale."""

        def job(unit: UnitOfWork) -> tuple[Want, ...]:
            programme = self.newest(unit)
            cart = self._cart(unit, programme, price, quantity, 0, codes)
            member, _, _ = self._buyer(unit, card, programme)
            return wants(quote(cart, member, programme, self.clock.now()), cart, member, programme)

        return self.database.worker.call(job)

    def _cart(
        self, unit: UnitOfWork, programme: Programme, price: int, quantity: int, redeem: Points, codes: tuple[str, ...]
    ) -> Cart:
        folded = [fold_code(code) for code in codes]
        shared = shared_wallets(unit.ledger, programme, folded, ZONE, self.clock.now())
        line = CartLine(1, "bread", price=price, quantity=quantity)
        return Cart((line,), zone=ZONE, redeem=redeem, promo_codes=codes, wallets=shared)

    def _buyer(
        self, unit: UnitOfWork, card: str, programme: Programme
    ) -> tuple[MemberState | None, MemberRecord | None, str]:
        """The member for a quote, the record, or the hash of a card that is nobody's."""
        known = unit.ledger.identifier(self._hash_in(unit, card)) if card else None
        record = unit.ledger.member(known.account_id) if known is not None else None
        if record is not None:
            now, suspect = self.clock.now(), self.clock.state == "suspect"
            state = member_state(record, now, programme, suspect)
            caps = buyer_state(record, now, programme, ZONE, suspect).lots[len(record.lots) :]
            return msgspec.structs.replace(state, lots=(*state.lots, *caps)), record, ""
        unclaimed = self._hash_in(unit, card).hex() if card else ""
        return (unclaimed_state(unclaimed, programme) if unclaimed else None), None, unclaimed

    def _sell(
        self,
        transaction: Transaction,
        card: str,
        redeem: Points,
        price: int,
        quantity: int,
        codes: tuple[str, ...],
        releases: bool,
    ) -> Sold:
        unit, now = transaction.unit, self.clock.now()
        programme = self.newest(unit)
        cart = self._cart(unit, programme, price, quantity, redeem, codes)
        receipt_id = self.ids()
        member, record, unclaimed = self._buyer(unit, card, programme)
        quoted = quote(cart, member, programme, now)
        op_id = self.ids()
        account_id, lots = (member.account_id, member.lots) if member is not None else ("", ())
        posting = sale_posting(op_id, account_id, quoted, lots)
        counters = self.raise_rights(transaction, posting)
        if releases and record is not None and not record.account.home:
            counters = merged_counters(counters, release(unit, record.account.account_id))
        place = transaction.record(
            op_id,
            "sale",
            SaleBody(
                receipt_id=receipt_id,
                number=transaction.next_place().seq,
                shift=1,
                user_id="u",
                account_id=record.account.account_id if record is not None else None,
                unclaimed=unclaimed,
                lines=(_line(quoted, price, quantity),),
                payments=(PaymentMessage("cash", quoted.to_pay, payment_id="p"),),
                entries=tuple(EntryMessage(**msgspec.structs.asdict(entry)) for entry in posting.entries),
                rights=counters,
                net=quoted.to_pay,
                cart=cart,
                member=member,
                quoted_at=now,
            ),
            now,
            programme.version,
            quote_digest(quoted),
        )
        self._keep(transaction, op_id, place, posting, member.account_id if member is not None else "", quoted.to_pay)
        return Sold(op_id, receipt_id, place, quoted, member.account_id if member is not None else None, quantity)

    def give_back(self, sold: Sold, quantity: int) -> Points:
        """Take bread back; the points that went back to their lots."""
        return self.writer.submit(lambda transaction: self._give_back(transaction, sold, quantity)).result(30)

    def _give_back(self, transaction: Transaction, sold: Sold, quantity: int) -> Points:
        now, op_id = self.clock.now(), self.ids()
        record = transaction.unit.ledger.member(sold.account_id) if sold.account_id else None
        programme = self.newest(transaction.unit)
        lots = member_state(record, now, programme).lots if record is not None else ()
        account_id = sold.account_id if record is not None else None
        line = _sold_line(sold)
        facts = sold_facts(sold.op_id, account_id, [line], [SoldPayment("p", "cash", sold.quoted.to_pay)], sold.quoted)
        before = sold.back
        settled = settle_return(op_id, facts, before, {1: quantity}, lots, programme.returns, now)
        counters = self.raise_rights(transaction, settled.posting)
        money = tuple(PaymentMessage("cash", -one.amount, refunds=one.payment_id) for one in settled.payments)
        back = settled.lines[0]
        body = ReturnBody(
            receipt_id=self.ids(),
            number=transaction.next_place().seq,
            shift=1,
            user_id="u",
            original_id=sold.receipt_id,
            account_id=account_id,
            lines=(_returned_line(back, line),),
            payments=money,
            entries=tuple(EntryMessage(**msgspec.structs.asdict(entry)) for entry in settled.posting.entries),
            rights=counters,
            net=-settled.net,
            returned=before,
            lots=lots,
            lapsed=settled.lapsed_own,
            stopped=settled.stopped,
        )
        place = transaction.record(op_id, "return", body, now, programme.version)
        self._keep(transaction, op_id, place, settled.posting, account_id or "", -settled.net)
        sold.returned += quantity
        sold.back = after_return(before, settled)
        return settled.restored

    def register(self, card: str) -> str:
        """Make the owner of a card a member, offline or not; the account, or "" where the card has one here."""
        return self.writer.submit(lambda transaction: self._register(transaction, card)).result(30)

    def _register(self, transaction: Transaction, card: str) -> str:
        unit, now, op_id = transaction.unit, self.clock.now(), self.ids()
        digest, programme = self._hash_in(unit, card), self.newest(unit)
        if unit.ledger.identifier(digest) is not None:
            return ""
        known = (RegisteredIdentifier("card", card, digest.hex()),)
        account_id = registered_account(known)
        row = AccountRow(
            account_id, "Анна К.", programme.base_level.id, "active", None, 0, 0, 0, level_since=now, told_at=now
        )
        unit.ledger.add_account(row, [IdentifierRow(digest, account_id, "card", masked("card", card), "active")])
        unit.ledger.move_lots(unclaimed_account(digest.hex()), account_id)
        posting = enrolment_posting(op_id, account_id, programme, now, ZONE)
        body = RegistrationBody(
            account_id=account_id,
            identifiers=known,
            name="Анна К",
            birthday="",
            consent="2026-01",
            consented_at=now,
            user_id="u",
            store=unit.meta.get("store") or "",
            entries=tuple(EntryMessage(**msgspec.structs.asdict(entry)) for entry in posting.entries),
            rights=merged_counters(self.raise_rights(transaction, posting), release(unit, account_id)),
        )
        place = transaction.record(op_id, "registration", body, now, programme.version)
        self.keep_entries(transaction, op_id, place, posting)
        return account_id

    def newest(self, unit: UnitOfWork) -> Programme:
        """The newest programme that the till has heard of."""
        rows = unit.programmes.all()
        return max((load_programme(row.body) for row in rows), key=lambda each: each.version)

    def _hash_in(self, unit: UnitOfWork, card: str) -> bytes:
        return identifier_hash(bytes.fromhex(unit.meta.get("identifier_key") or ""), "card", card)

    def raise_rights(self, transaction: Transaction, posting: Posting) -> tuple[RightCounters, ...]:
        """Raise the counters, opening lots that are new; the right is checked where it is spent."""
        ledger = transaction.unit.ledger
        fresh = {
            entry.lot_id: entry
            for entry in posting.entries
            if entry.kind == "accrual" or (entry.kind == "adjustment" and ledger.lot(entry.lot_id) is None)
        }
        ledger.add_lots(
            LotRow(lot_id, entry.account_id, entry.wallet, entry.source, 0, entry.active_at, entry.expires_at)
            for lot_id, entry in fresh.items()
        )
        counters: list[RightCounters] = []
        parent = parent_of(transaction.unit.meta.get)
        for change in posting.rights:
            lot = ledger.lot(change.lot_id)
            assert lot is not None
            _, moved = move(lot, change, parent, must_hold=self.checks_rights)
            ledger.set_counters(moved)
            counters += moved
        return tuple(counters)

    def _keep(
        self, transaction: Transaction, op_id: Id, place: Sealed, posting: Posting, account_id: str, net: int
    ) -> None:
        self.keep_entries(transaction, op_id, place, posting)
        if account_id:
            now = self.clock.now()
            row = PurchaseRow(op_id=op_id, account_id=account_id, at=now, net=net, epoch=place.epoch, seq=place.seq)
            transaction.unit.ledger.add_purchase(row)

    def keep_entries(self, transaction: Transaction, op_id: Id, place: Sealed, posting: Posting) -> None:
        """Write the entries of an operation into the till's own ledger."""
        transaction.unit.ledger.add_entries(entry_rows(op_id, posting, place, self.clock.now()))


def _sold_line(sold: Sold) -> SoldLine:
    line = _line(sold.quoted, 1, sold.quantity)
    return SoldLine(
        1,
        "bread",
        "Хлеб",
        1,
        sold.quantity,
        line.base,
        line.discount,
        line.redeemed,
        line.redeemed_points,
        line.to_pay,
        line.accrued_points,
    )


def _returned_line(back: ReturnedLine, line: SoldLine) -> LineMessage:
    return LineMessage(
        number=1,
        product_id="bread",
        name="Хлеб",
        quantity=back.quantity,
        price=line.price,
        base=-back.base,
        discount=-back.discount,
        redeemed=-back.redeemed,
        redeemed_points=-back.redeemed_points,
        to_pay=-back.to_pay,
        accrued_points=-back.accrued_points,
        vat_rate=None,
        vat=0,
        original_line=1,
    )


def _line(quoted: Quote, price: int, quantity: int) -> LineMessage:
    line = quoted.lines[0]
    return LineMessage(
        number=1,
        product_id="bread",
        name="Хлеб",
        quantity=quantity,
        price=price,
        base=line.base,
        discount=line.base - line.discounted,
        redeemed=line.redeemed,
        redeemed_points=line.redeemed_points,
        to_pay=line.to_pay,
        accrued_points=line.accrued,
        vat_rate=None,
        vat=0,
    )
