"""The wire: operations up, state down, one round trip for both.

JSON by msgspec, the same types on the till and on the server.  Money is kopecks, points hundredths,
quantity thousandths, instants UTC milliseconds; hashes are lower-case hex.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from cashier_app.loyalty.cart import Cart, MemberState

PROTOCOL = 1


class EntryMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the ledger; an accrual also describes the lot it opens."""

    kind: Literal["accrual", "redemption", "expiry", "reversal", "adjustment"]
    account_id: str
    wallet: str
    lot_id: str
    points: int
    active_at: int = 0
    expires_at: int | None = None
    source: str = ""


class RightCounters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The till's cumulative counters of one lot in this epoch, after the operation; they only grow."""

    lot_id: str
    earned: int
    used: int
    released: int


class LineMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sold or returned line as a fact."""

    number: int
    product_id: str
    name: str
    quantity: int
    price: int
    base: int
    discount: int
    redeemed: int
    redeemed_points: int
    to_pay: int
    accrued_points: int
    vat_rate: int | None
    vat: int
    original_line: int | None = None


class PaymentMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Money that came (or, negative, went back)."""

    kind: Literal["cash", "card", "sbp"]
    amount: int
    reference: str = ""


class SaleBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sale"):
    """A final sale: facts, the ledger's entries, and the inputs its quote was made from."""

    receipt_id: str
    number: int
    shift: int
    user_id: str
    account_id: str | None
    unclaimed: str
    lines: tuple[LineMessage, ...]
    payments: tuple[PaymentMessage, ...]
    entries: tuple[EntryMessage, ...]
    rights: tuple[RightCounters, ...]
    net: int
    cart: Cart
    member: MemberState | None
    quoted_at: int


class ReturnBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="return"):
    """A final return of lines of a receipt."""

    receipt_id: str
    number: int
    shift: int
    user_id: str
    original_id: str
    account_id: str | None
    lines: tuple[LineMessage, ...]
    payments: tuple[PaymentMessage, ...]
    entries: tuple[EntryMessage, ...]
    rights: tuple[RightCounters, ...]
    net: int


class ReleaseBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="release"):
    """Rights given back without a sale (a cancelled or parked receipt)."""

    rights: tuple[RightCounters, ...]


class CashBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="cash"):
    """Cash put into or taken out of the drawer."""

    shift: int
    kind: Literal["in", "out"]
    amount: int
    reason: str
    user_id: str


class ShiftBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="shift"):
    """A shift opened or closed."""

    number: int
    act: Literal["opened", "closed"]
    user_id: str
    cash: int
    counted: int | None = None


Body = SaleBody | ReturnBody | ReleaseBody | CashBody | ShiftBody


class Operation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One immutable fact of a till; `hash` = SHA-256(previous hash ‖ encoded operation without hash)."""

    op_id: str
    epoch: str
    seq: int
    at: int
    zone: str
    boot_id: str
    monotonic_ms: int
    clock_state: Literal["good", "suspect"]
    programme_version: int | None
    quote_digest: str
    body: Body


class SealedOperation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An operation exactly as the till stored and hashed it."""

    hash: str
    operation: msgspec.Raw


class ExchangeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One round trip: operations of one epoch in order, and where the feed was left."""

    protocol: int
    epoch: str
    cursor: str
    operations: tuple[SealedOperation, ...] = ()
    page: int = 1000


class Acknowledgement(msgspec.Struct, frozen=True):
    """What became of one operation; `rejected` carries a reason a manager can read."""

    seq: int
    hash: str
    state: Literal["applied", "known", "rejected"]
    durable: bool = True
    reason: str = ""


class AccountChange(msgspec.Struct, frozen=True, tag="account"):
    """The present state of one account, with all that hangs on it."""

    account_id: str
    display: str
    level_id: str
    state: str
    birthday: str | None
    net_purchases: int
    purchases: int
    identifiers: tuple[IdentifierState, ...]
    lots: tuple[LotChange, ...]


class IdentifierState(msgspec.Struct, frozen=True):
    """A card, phone or virtual card: only its keyed hash (hex) and its mask."""

    hash: str
    kind: str
    masked: str
    state: str


class LotChange(msgspec.Struct, frozen=True):
    """A lot's balance at the server, and what is granted to the asking epoch (cumulative)."""

    lot_id: str
    wallet: str
    source: str
    balance: int
    active_at: int
    expires_at: int | None
    granted: int


class ProgrammeChange(msgspec.Struct, frozen=True, tag="programme"):
    """A published programme version, present or future."""

    version: int
    valid_from: int
    body: msgspec.Raw


Change = AccountChange | ProgrammeChange


class ExchangeResponse(msgspec.Struct, frozen=True):
    """Fate of what was sent, and a page of the feed.

    `included_seq` is the last operation of the asking epoch contained in the account states of this page.
    """

    server_time: int
    incarnation: str
    acknowledged: tuple[Acknowledgement, ...]
    next_seq: int
    included_seq: int
    changes: tuple[Change, ...]
    cursor: str
    more: bool


class AcquireRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for spending rights: absolute targets of the cumulative `granted`, a lot each."""

    epoch: str
    account_id: str
    targets: tuple[tuple[str, int], ...]


class AcquireResponse(msgspec.Struct, frozen=True):
    """The account as it is now, its lots carrying the cumulative `granted` of the asking epoch."""

    server_time: int
    included_seq: int
    account: AccountChange


class EnrolRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A till joins by a one-time pairing code."""

    pairing_code: str
    node: str
    machine: str


class EnrolResponse(msgspec.Struct, frozen=True):
    """The node's own key, and the key under which identifiers are hashed."""

    node: str
    store: str
    key: str
    identifier_key: str
    incarnation: str


class Problem(msgspec.Struct, frozen=True):
    """Every error of the API (RFC 9457)."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"
