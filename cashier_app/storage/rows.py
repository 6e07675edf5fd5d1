"""Rows of the till's database as values; no SQLAlchemy here, so that anybody may import them.

Money is kopecks, points hundredths, quantity thousandths, instants UTC milliseconds.
"""

from __future__ import annotations

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.ids import Id
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths


class ProductRow(msgspec.Struct, frozen=True):
    """A product of the catalogue."""

    product_id: str
    name: str
    price: Kopecks
    unit: str = "pc"
    fractional: bool = False
    member_price: Kopecks | None = None
    category: str = ""
    brand: str = ""
    supplier: str = ""
    tags: str = ""
    cost: Kopecks | None = None
    vat_rate: BasisPoints | None = None
    minimum_age: int = 0
    article: str = ""
    stock: Thousandths | None = None
    deleted: bool = False
    digest: bytes = b""


class QuickRow(msgspec.Struct, frozen=True):
    """A tile of the quick page: goods, or a folder with a name."""

    tile_id: str
    folder: str
    position: int
    product_id: str = ""
    name: str = ""


class IdentifierRow(msgspec.Struct, frozen=True):
    """A card, phone or virtual card, known by its keyed hash only."""

    hash: bytes
    account_id: str
    kind: str
    masked: str
    state: str


class AccountRow(msgspec.Struct, frozen=True):
    """A member's account as the server last described it."""

    account_id: str
    display: str
    level_id: str
    state: str
    birthday: str | None
    net_purchases: Kopecks
    purchases: int
    as_of: Instant
    #: This till holds the account's rights and keeps them after a receipt.
    home: bool = False
    #: Groups of buyers that the member belongs to, one a line.
    segments: str = ""
    #: Since when the level is held; a level given by hand below which purchases never take the member.
    level_since: Instant = 0
    level_floor: str = ""
    #: A change of level decided already, and the instant from which it holds.
    next_level: str = ""
    next_level_at: Instant = 0
    last_purchase_at: Instant = 0
    #: When whoever told it last did so; `as_of` is the central server's time, which a store node passes on, 0 for a
    #: member of this shop of whom the central server has not told anything yet.
    told_at: Instant = 0
    #: JSON of (epoch, number) up to which a store node counted in operations of the shop's tills besides; "" for none.
    seen: str = ""

    @property
    def known_at(self) -> Instant:
        """How old all this is, for a person."""
        return self.as_of or self.told_at


class RightRow(msgspec.Struct, frozen=True):
    """This epoch's cumulative counters of a lot under one parent: empty for the central server, else a store node."""

    lot_id: str
    parent: str = ""
    granted: Points = 0
    earned: Points = 0
    used: Points = 0
    released: Points = 0

    @property
    def right(self) -> Points:
        """What this till may spend of the lot under this parent."""
        return self.granted + self.earned - self.used - self.released


class LotRow(msgspec.Struct, frozen=True):
    """A lot: the server's balance and this epoch's cumulative right counters under the central server.

    `pending` is the sum of the entries made here that `balance` does not contain yet; `under_nodes` are the counters
    under store nodes.
    """

    lot_id: str
    account_id: str
    wallet: str
    source: str
    balance: Points
    active_at: Instant
    expires_at: Instant | None
    granted: Points = 0
    earned: Points = 0
    used: Points = 0
    released: Points = 0
    #: What the server has let expire of it, told for lots whose rights this till has moved.
    lapsed: Points = 0
    pending: Points = 0
    under_nodes: tuple[RightRow, ...] = ()

    @property
    def rights(self) -> tuple[RightRow, ...]:
        """The counters under every parent, the central server's first."""
        return (RightRow(self.lot_id, "", self.granted, self.earned, self.used, self.released), *self.under_nodes)

    @property
    def right(self) -> Points:
        """What this till may spend of the lot, under all parents together."""
        right = self.granted + self.earned - self.used - self.released
        return right + sum(each.right for each in self.under_nodes) if self.under_nodes else right

    @property
    def all_earned(self) -> Points:
        """What was earned here of the lot, under all parents together."""
        return self.earned + sum(each.earned for each in self.under_nodes)

    @property
    def all_released(self) -> Points:
        """What was given back of the lot, under all parents together."""
        return self.released + sum(each.released for each in self.under_nodes)

    def under(self, parent: str) -> RightRow:
        """The counters under a parent; all zero at first."""
        return next((each for each in self.rights if each.parent == parent), RightRow(self.lot_id, parent))

    def counting(self, right: RightRow) -> LotRow:
        """The lot with other counters under one parent."""
        if not right.parent:
            return msgspec.structs.replace(
                self, granted=right.granted, earned=right.earned, used=right.used, released=right.released
            )
        others = [each for each in self.under_nodes if each.parent != right.parent]
        return msgspec.structs.replace(self, under_nodes=(*others, right))

    @property
    def left(self) -> Points:
        """What the member has in the lot: the server's balance and what happened here since."""
        return self.balance + self.pending


class MemberRecord(msgspec.Struct, frozen=True):
    """Everything a quote needs about a member, read in one go."""

    account: AccountRow
    lots: tuple[LotRow, ...]
    #: Money of purchases made here that `account.net_purchases` does not contain yet.
    pending_net: Kopecks = 0
    pending_purchases: int = 0
    #: When the last of them was made; 0 without one.
    pending_at: Instant = 0
    #: Points that were taken beyond the rights here and that the central server has not counted yet.
    beyond: Points = 0


class EntryRow(msgspec.Struct, frozen=True):
    """One entry of the ledger, append-only."""

    op_id: Id
    kind: str
    account_id: str
    wallet: str
    lot_id: str
    points: Points
    at: Instant
    seq: int
    epoch: str
    included: bool = False


class PurchaseRow(msgspec.Struct, frozen=True):
    """Money that counts for levels; negative for a return."""

    op_id: Id
    account_id: str
    at: Instant
    net: Kopecks
    seq: int
    epoch: str
    included: bool = False


class UserRow(msgspec.Struct, frozen=True):
    """A person who works at the till."""

    user_id: str
    name: str
    role: str
    pin_hash: str
    badge_hash: bytes | None = None
    active: bool = True
    failed_attempts: int = 0
    locked_until: Instant = 0


class ShiftRow(msgspec.Struct, frozen=True):
    """A shift; open while `closed_at` is None."""

    number: int
    opened_at: Instant
    opened_by: str
    float: Kopecks
    closed_at: Instant | None = None
    closed_by: str | None = None
    counted: Kopecks | None = None
    report: bytes | None = None


class CashRow(msgspec.Struct, frozen=True):
    """Cash put into (`in`) or taken out of (`out`) the drawer."""

    op_id: Id
    shift: int
    kind: str
    amount: Kopecks
    reason: str
    user_id: str
    at: Instant


class ReceiptRow(msgspec.Struct, frozen=True):
    """A sale or a return.  State: paying, final, cancelled; `number` is given when final."""

    receipt_id: Id
    number: int | None
    kind: str
    state: str
    shift: int
    user_id: str
    account_id: str | None
    unclaimed: str
    opened_at: Instant
    closed_at: Instant | None
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    to_pay: Kopecks
    redeemed_points: Points
    accrued_points: Points
    original_id: Id | None
    programme_version: int | None
    quote: bytes
    #: The epoch that it was sealed under; why a manager let goods come back without the right to return them.
    epoch: str = ""
    reason: str = ""


class LineRow(msgspec.Struct, frozen=True):
    """A line of a sale or a return; `item` is the msgspec JSON of sales.receipt.Item."""

    receipt_id: Id
    number: int
    product_id: str
    name: str
    item: bytes
    code: str
    quantity: Thousandths
    price: Kopecks
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued_points: Points
    vat_rate: BasisPoints | None
    vat: Kopecks
    original_line: int | None = None


class PaymentRow(msgspec.Struct, frozen=True):
    """Money of a receipt; negative `amount` is a refund.  State: authorising, approved, declined, unknown.

    `refunds` names the payment that a refund gives back; one that was declined may be given in cash instead.
    """

    payment_id: Id
    receipt_id: Id
    kind: str
    amount: Kopecks
    tendered: Kopecks
    state: str
    reference: str
    asked_at: Instant
    resolved_at: Instant | None
    refunds: str = ""


class ParkedRow(msgspec.Struct, frozen=True):
    """A receipt put aside; `body` is the msgspec JSON of sales.receipt.Receipt."""

    parked_id: Id
    name: str
    body: bytes
    total: Kopecks
    user_id: str
    at: Instant


class PrintJobRow(msgspec.Struct, frozen=True):
    """A job for a printer; states as in devices.printing."""

    job_id: int
    kind: str
    receipt_id: str | None
    document: bytes
    state: str
    attempts: int
    next_at: Instant
    created_at: Instant
    changed_at: Instant
    detail: str
    printer: str = ""


class OutboxRow(msgspec.Struct, frozen=True):
    """A sealed operation, `body` exactly as it was hashed."""

    epoch: str
    seq: int
    op_id: Id
    kind: str
    hash: bytes
    body: bytes
    at: Instant
    state: str
    reason: str
    durable: bool


class EpochRow(msgspec.Struct, frozen=True):
    """One continuous life of the database."""

    epoch: str
    node: str
    started_at: Instant
    machine: str
    boots: int
    last_seq: int
    last_hash: bytes
    state: str


class ProgrammeRow(msgspec.Struct, frozen=True):
    """A published programme version as the server sent it; from `withdrawn_at` on it is in force nowhere."""

    version: int
    valid_from: Instant
    body: bytes
    withdrawn_at: Instant | None = None


class JournalRow(msgspec.Struct, frozen=True):
    """A privileged act; `hash` binds it to all before it."""

    number: int
    at: Instant
    user_id: str
    allowed_by: str
    act: str
    details: bytes
    hash: bytes
