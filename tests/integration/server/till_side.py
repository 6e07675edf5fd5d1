"""A till as a server sees it, built by hand: sealed operations with true quotes, and one HTTP client."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any, TypeVar

import httpx
import msgspec

from cashier_app.core.ids import identifier_hash, new_id
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.ledger import sale_posting
from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.settlement import settle_return
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldLine, SoldPayment, sold_facts
from cashier_app.sync.chain import chain_start, seal, sealed
from cashier_app.sync.messages import (
    PROTOCOL,
    AccountAnswer,
    AccountChange,
    AcquireRequest,
    BeyondRight,
    Body,
    EnrolRequest,
    EnrolResponse,
    EntryMessage,
    ExchangeRequest,
    ExchangeResponse,
    LineMessage,
    Operation,
    PaymentMessage,
    ReleaseBody,
    ReturnBody,
    ReturnRequest,
    RightCounters,
    SaleAnswer,
    SaleBody,
    SealedOperation,
    unclaimed_account,
)
from tests.clock import START

T = TypeVar("T")
ZONE = "Europe/Moscow"
PROGRAMME_FILE = Path(__file__).resolve().parents[3] / "resources" / "programmes" / "reference.json"
PROGRAMME = load_programme(PROGRAMME_FILE.read_bytes())

#: Two loaves, dear enough that points may pay for a part of them.
CART = Cart(lines=(CartLine(1, "bread", price=50_000, quantity=2000),), zone=ZONE)


def card_hash(identifier_key: str, card: str) -> str:
    """The hash (hex) under which a till knows a card."""
    return identifier_hash(bytes.fromhex(identifier_key), "card", card).hex()


class Client:
    """One node's HTTP, with its key once it has enrolled."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30, trust_env=False)
        self.key = ""

    def ask(self, method: str, path: str, body: object = None, packed: bool = False, **headers: str) -> httpx.Response:
        """Send a message (or bytes as they are) and return whatever comes."""
        content = body if isinstance(body, bytes) or body is None else msgspec.json.encode(body)
        if packed and content is not None:
            content = gzip.compress(content)
            headers["Content-Encoding"] = "gzip"
        if self.key:
            headers.setdefault("Authorization", f"Bearer {self.key}")
        return self.http.request(method, path, content=content, headers=headers)

    def get(self, kind: type[T], method: str, path: str, body: object = None, packed: bool = False) -> T:
        """Send a message that must succeed."""
        answer = self.ask(method, path, body, packed)
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=kind)

    def enrol(self, code: str, name: str = "till 1", machine: str = "m-1") -> EnrolResponse:
        """Join, and use the key from now on."""
        answer = self.get(EnrolResponse, "POST", "/v1/enrol", EnrolRequest(code, name, machine))
        self.key = answer.key
        return answer

    def exchange(self, request: ExchangeRequest, packed: bool = False) -> ExchangeResponse:
        """One round trip."""
        return self.get(ExchangeResponse, "POST", "/v1/exchange", request, packed)

    def acquire(self, epoch: str, account_id: str, *targets: tuple[str, int]) -> AccountAnswer:
        """Ask for rights."""
        return self.get(AccountAnswer, "POST", "/v1/rights", AcquireRequest(epoch, account_id, targets))

    def ask_return(self, epoch: str, receipt_id: str, target: int) -> SaleAnswer:
        """Ask for a sale and the right to return its goods."""
        return self.get(SaleAnswer, "POST", "/v1/returns", ReturnRequest(epoch, receipt_id, target))

    def close(self) -> None:
        """Close the connection."""
        self.http.close()


class Chain:
    """One epoch of a till: seals bodies one after another, and keeps its own counters."""

    def __init__(self, epoch: str = "", programme: Programme = PROGRAMME) -> None:
        self.epoch = epoch or new_id()
        self.programme = programme
        self.operations: list[SealedOperation] = []
        self.hashes = [chain_start(self.epoch)]
        self.counters: dict[tuple[str, str], list[int]] = {}
        #: Who lends rights: empty for the central server, else a store node's epoch.
        self.parent = ""

    @property
    def seq(self) -> int:
        """Number of the last operation."""
        return len(self.operations)

    def add(self, body: Body, op_id: str = "", at: int = START, **changes: Any) -> SealedOperation:
        """Seal the next operation."""
        fields: dict[str, Any] = {
            "op_id": op_id or new_id(),
            "epoch": self.epoch,
            "seq": self.seq + 1,
            "at": at,
            "zone": ZONE,
            "boot_id": "boot",
            "monotonic_ms": 1,
            "clock_state": "good",
            "programme_version": self.programme.version,
            "quote_digest": "",
        }
        raw, digest = seal(self.hashes[-1], Operation(body=body, **{**fields, **changes}))
        return self.add_raw(raw, digest)

    def add_raw(self, raw: bytes, digest: bytes) -> SealedOperation:
        """Append bytes under any hash."""
        self.hashes.append(digest)
        self.operations.append(sealed(self.seq + 1, digest, raw))
        return self.operations[-1]

    def count(self, lot_id: str, earned: int = 0, used: int = 0, released: int = 0) -> RightCounters:
        """Raise own counters of a lot under the present parent; what they are then."""
        counters = self.counters.setdefault((lot_id, self.parent), [0, 0, 0])
        for n, more in enumerate((earned, used, released)):
            counters[n] += more
        return RightCounters(lot_id, *counters, self.parent)

    def sell(
        self,
        account: AccountChange | None = None,
        redeem: Points = 0,
        rights: dict[str, int] | None = None,
        unclaimed: str = "",
        as_of: int = 0,
        at: int = START,
        receipt_id: str = "",
        price: int = 50_000,
        codes: tuple[str, ...] = (),
        wallets: tuple[LotState, ...] = (),
        more_lots: tuple[LotState, ...] = (),
        lent: Points = 0,
    ) -> SealedOperation:
        """A sale of two loaves with the quote and the entries that the engine gives for it.

        `lent`: of the first lot's points so many are beyond the rights.
        """
        op_id = new_id()
        member = None
        if account is not None:
            member = member_state(account, rights or {}, as_of)
            member = msgspec.structs.replace(member, lots=(*member.lots, *more_lots), beyond=lent)
        elif unclaimed:
            member = MemberState(unclaimed_account(unclaimed), self.programme.base_level.id)
        line = msgspec.structs.replace(CART.lines[0], price=price)
        cart = msgspec.structs.replace(CART, lines=(line,), redeem=redeem, promo_codes=codes, wallets=wallets)
        quoted = quote(cart, member, self.programme, at)
        account_id, lots = (member.account_id, member.lots) if member is not None else ("", ())
        posting = sale_posting(op_id, account_id, quoted, lots)
        entries = tuple(_entry(entry) for entry in posting.entries)
        moved = [self.count(c.lot_id, c.earned, c.used) for c in posting.rights]
        sold = quoted.lines[0]
        body = SaleBody(
            receipt_id=receipt_id or new_id(),
            number=self.seq + 1,
            shift=1,
            user_id="u",
            account_id=account.account_id if account is not None else None,
            unclaimed=unclaimed,
            lines=(
                LineMessage(
                    number=1,
                    product_id="bread",
                    name="Хлеб",
                    quantity=2000,
                    price=price,
                    base=sold.base,
                    discount=sold.base - sold.discounted,
                    redeemed=sold.redeemed,
                    redeemed_points=sold.redeemed_points,
                    to_pay=sold.to_pay,
                    accrued_points=sold.accrued,
                    vat_rate=None,
                    vat=0,
                ),
            ),
            payments=(PaymentMessage("cash", quoted.to_pay, payment_id="paid"),),
            entries=entries,
            rights=tuple(moved),
            net=quoted.to_pay,
            cart=cart,
            member=member,
            quoted_at=at,
            beyond=(BeyondRight(entries[0].lot_id, lent),) if lent else (),
        )
        return self.add(body, op_id, at, quote_digest=quote_digest(quoted))

    def take_back(
        self, original_id: str, account_id: str, *entries: EntryMessage, quantity: int = 1000, **counts: int
    ) -> SealedOperation:
        """A return of some bread; `entries` move points, `counts` (earned, used) the first entry's lot."""
        line = LineMessage(1, "bread", "Хлеб", quantity, 50_000, -50_000, 0, 0, 0, -50_000, 0, None, 0, 1)
        rights = (self.count(entries[0].lot_id, **counts),) if counts else ()
        payments = (PaymentMessage("cash", -50_000),)
        body = ReturnBody(new_id(), 99, 1, "u", original_id, account_id, (line,), payments, entries, rights, -50_000)
        return self.add(body)

    def give_back(
        self,
        sale: SealedOperation,
        quantity: int = 1000,
        lots: tuple[LotState, ...] = (),
        returned: Returned = Returned(),  # noqa: B008 - a value that never changes
        at: int = START,
        **changes: Any,
    ) -> SealedOperation:
        """A return of some of a sale's bread, settled as a till does; `changes` are of the body."""
        op_id, told = new_id(), msgspec.json.decode(sale.operation, type=Operation)
        facts = sale_facts(told)
        settled = settle_return(op_id, facts, returned, {1: quantity}, lots, PROGRAMME.returns, at)
        assert isinstance(told.body, SaleBody)
        line = settled.lines[0]
        body = ReturnBody(
            receipt_id=op_id,
            number=self.seq + 1,
            shift=1,
            user_id="u",
            original_id=told.body.receipt_id,
            account_id=facts.account_id,
            lines=(
                msgspec.structs.replace(
                    told.body.lines[0],
                    quantity=quantity,
                    base=line.base,
                    discount=line.discount,
                    redeemed=line.redeemed,
                    redeemed_points=line.redeemed_points,
                    to_pay=line.to_pay,
                    accrued_points=line.accrued_points,
                    original_line=1,
                ),
            ),
            payments=tuple(
                PaymentMessage(_kind(paid.kind), -paid.amount, refunds=paid.payment_id) for paid in settled.payments
            ),
            entries=tuple(_entry(entry) for entry in settled.posting.entries),
            rights=tuple(self.count(c.lot_id, c.earned, c.used) for c in settled.posting.rights),
            net=-settled.net,
            returned=returned,
            lots=lots,
            lapsed=settled.lapsed_own,
            stopped=settled.stopped,
        )
        return self.add(msgspec.structs.replace(body, **changes), op_id, at)

    def use(self, account_id: str, lot_id: str, wallet: str) -> SealedOperation:
        """A sale's bare facts that used an entitlement (what else was sold is of no interest)."""
        entry = EntryMessage("redemption", account_id, wallet, lot_id, -1)
        rights = (self.count(lot_id, used=1),)
        body = SaleBody(
            new_id(), self.seq + 1, 1, "u", account_id, "", (), (), (entry,), rights, 0, Cart(()), None, START
        )
        return self.add(body)

    def release(self, lot_id: str, points: Points) -> SealedOperation:
        """Give rights back."""
        return self.add(ReleaseBody((self.count(lot_id, released=points),)))

    def request(self, first: int = 1, last: int | None = None, cursor: str = "", page: int = 1000) -> ExchangeRequest:
        """An exchange of the operations from `first` to `last` (all by default)."""
        operations = tuple(self.operations[first - 1 : last])
        return ExchangeRequest(PROTOCOL, self.epoch, cursor, self.epoch, self.hashes[first - 1].hex(), operations, page)


def sale_facts(told: Operation) -> SoldFacts:
    """What a return needs of a sale that was sealed here."""
    body = told.body
    assert isinstance(body, SaleBody)
    quoted = quote(body.cart, body.member, PROGRAMME, body.quoted_at)
    lines = [
        SoldLine(
            number=line.number,
            product_id=line.product_id,
            name=line.name,
            price=line.price,
            quantity=line.quantity,
            base=line.base,
            discount=line.discount,
            redeemed=line.redeemed,
            redeemed_points=line.redeemed_points,
            to_pay=line.to_pay,
            accrued_points=line.accrued_points,
        )
        for line in body.lines
    ]
    payments = [SoldPayment(paid.payment_id, paid.kind, paid.amount) for paid in body.payments]
    account_id = body.account_id or (unclaimed_account(body.unclaimed) if body.unclaimed else None)
    return sold_facts(told.op_id, account_id, lines, payments, quoted)


def _kind(kind: str) -> Any:
    return kind


def member_state(account: AccountChange, rights: dict[str, int], as_of: int) -> MemberState:
    """The snapshot a till quotes with: the server's state, and its own rights by lot."""
    lots = tuple(
        LotState(
            lot.lot_id,
            lot.balance,
            rights.get(lot.lot_id, lot.granted),
            lot.active_at,
            lot.expires_at,
            lot.wallet,
            lot.source,
        )
        for lot in account.lots
    )
    return MemberState(
        account.account_id,
        account.level_id,
        lots,
        account.net_purchases,
        as_of=as_of,
        level_since=account.level_since,
        next_level=account.next_level,
        next_level_at=account.next_level_at,
        seen=tuple((mark.epoch, mark.seq) for mark in account.seen),
    )


def _entry(entry: object) -> EntryMessage:
    return msgspec.convert(msgspec.structs.asdict(entry), EntryMessage)  # type: ignore[type-var]
