"""The wire: operations up, state down, one round trip for both.

JSON by msgspec, the same types on the till and on the server.  Money is kopecks, points hundredths,
quantity thousandths, instants UTC milliseconds; hashes are lower-case hex.  What comes from outside
is bounded here, so that no number or text is larger than what a database holds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from cashier_app.loyalty.cart import Cart, LotState, MemberState
from cashier_app.loyalty.recalculation import LevelReason
from cashier_app.loyalty.sold import Returned, SoldFacts

PROTOCOL: Final = 1

#: Operations in one request, and changes in one page of the feed, at most.
MAXIMUM_OPERATIONS: Final = 1000
MAXIMUM_PAGE: Final = 10_000

#: A server's clock further away than this makes the till's own time suspect.
SUSPECT_CLOCK_MS: Final = 300_000

#: Any sum, count, number or instant on the wire.
Whole: TypeAlias = Annotated[int, Meta(ge=-(10**15), le=10**15)]
#: A number that cannot be negative: a cumulative counter, an instant, a sequence number.
Count: TypeAlias = Annotated[int, Meta(ge=0, le=10**15)]
Key: TypeAlias = Annotated[str, Meta(max_length=200)]
Text: TypeAlias = Annotated[str, Meta(max_length=2000)]
#: SHA-256 in hex.
Hash: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]

# --- what an operation says ------------------------------------------------------------------------------


class EntryMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the ledger; an accrual also describes the lot it opens (`lot_id` = `op_id.n`)."""

    kind: Literal["accrual", "redemption", "expiry", "reversal", "adjustment"]
    account_id: Key
    wallet: Key
    lot_id: Key
    points: Whole
    active_at: Count = 0
    expires_at: Count | None = None
    source: Key = ""


class RightCounters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The cumulative counters of one lot in this epoch under one parent, after the operation; they only grow.

    `parent` is who grants: empty for the central server, else the epoch of the shop's store node.
    """

    lot_id: Key
    earned: Count
    used: Count
    released: Count
    parent: Key = ""


class DiscountMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One discount of a line, in the order of calculation; `step` as in `loyalty.quoted.Discount`."""

    step: Literal["member_price", "promotion", "level", "promo_code", "hand"]
    rule_id: Key
    name: Text
    amount: Whole


class AccrualMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points that one rule gave for a line."""

    rule_id: Key
    name: Text
    points: Whole


class GiftCardMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The gift card that a line loads: its account (`loyalty.gift_cards.gift_account`), and what is shown of it.

    `topped_up`: the till knew that it had been sold before.
    """

    account_id: Annotated[str, Meta(pattern="^gift-[0-9a-f]{32}$")]
    masked: Annotated[str, Meta(max_length=20)]
    topped_up: bool = False


class LineMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sold or returned line as a fact, its price explained.

    base - Σ discounts - redeemed = to_pay and Σ accruals = accrued_points, on a sale; a return names neither rule.
    """

    number: Count
    product_id: Key
    name: Text
    quantity: Whole
    price: Whole
    base: Whole
    discount: Whole
    redeemed: Whole
    redeemed_points: Whole
    to_pay: Whole
    accrued_points: Whole
    vat_rate: Whole | None
    vat: Whole
    original_line: Count | None = None
    discounts: tuple[DiscountMessage, ...] = ()
    accruals: tuple[AccrualMessage, ...] = ()
    unit: Literal["pc", "kg", "l", "m"] = "pc"
    fractional: bool = False
    gift_card: GiftCardMessage | None = None


class PaymentMessage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Money that came (or, negative, went back).

    `payment_id` names a payment of a sale; `refunds` the payment that a refund gives back, by whatever kind.
    `reference` is the number of the terminal's slip, or the account of the gift card.
    """

    kind: Literal["cash", "card", "sbp", "gift"]
    amount: Whole
    reference: Text = ""
    payment_id: Key = ""
    refunds: Key = ""


class BeyondRight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Points of a lot that a redemption took beyond the rights, under the programme's floor."""

    lot_id: Key
    points: Count


class SaleBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="sale"):
    """A final sale: facts, the ledger's entries, and the inputs its quote was made from.

    `account_id` is None for a buyer without a card; an unknown card's keyed hash (hex) stands in
    `unclaimed` and its points go to the account `unclaimed_account(hash)`.  `net` is the money that
    counts for levels; `rounding` what was left to a buyer who paid in cash alone.  Promo codes stand in
    `cart.promo_codes`, the kinds of payment that the price was made for in `cart.payment_kinds`.
    `entries` and `rights` name the lots of several accounts: the member's own, and those of campaigns
    (`ledger.campaign_account`) and of gift cards sold or paid with.  `confirmed_by` says who confirmed a large
    redemption: `buyer`, or a colleague's id.  `beyond` is what of the points redeemed no right stood for, while nobody
    could be asked for one.
    """

    receipt_id: Key
    number: Count
    shift: Count
    user_id: Key
    account_id: Key | None
    unclaimed: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")]
    lines: tuple[LineMessage, ...]
    payments: tuple[PaymentMessage, ...]
    entries: tuple[EntryMessage, ...]
    rights: tuple[RightCounters, ...]
    net: Whole
    cart: Cart
    member: MemberState | None
    quoted_at: Count
    rounding: Whole = 0
    confirmed_by: Key = ""
    beyond: tuple[BeyondRight, ...] = ()


class ReturnBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="return"):
    """A final return; `net` is negative, as are its payments.

    `points` says who settles the points: the till did (`entries` are what it moved), the `server` does (the right to
    return could not be had: money only, by a manager's word), or nobody (without a receipt: `original_id` is None).
    Where the receipt's lines were not known here its goods stand without `original_line`.  `charged` is the price of
    a gift that stayed with the buyer.  `returned` and `lots` are what the till settled from, so that it can be settled
    again; `lapsed` by lot the accrued points that nobody asks for because they had lapsed.  `stopped`: policy `deny`
    moved no points.  `rights` name the member's lots, and the right to return where it was given back with this.
    """

    receipt_id: Key
    number: Count
    shift: Count
    user_id: Key
    original_id: Key | None
    account_id: Key | None
    lines: tuple[LineMessage, ...]
    payments: tuple[PaymentMessage, ...]
    entries: tuple[EntryMessage, ...]
    rights: tuple[RightCounters, ...]
    net: Whole
    points: Literal["till", "server", "nobody"] = "till"
    reason: Text = ""
    allowed_by: Key = ""
    charged: Whole = 0
    returned: Returned = Returned()
    lots: tuple[LotState, ...] = ()
    lapsed: tuple[tuple[Key, Count], ...] = ()
    stopped: bool = False


class ReleaseBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="release"):
    """Rights given back without a sale (a cancelled or parked receipt).

    `left` names a parent (the epoch of a store node that is no more) of whose rights nothing is held or used from here
    on.
    """

    rights: tuple[RightCounters, ...]
    left: Key = ""


class WriteOffBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="write_off"):
    """A store node has taken back what it had lent to one of its tills, an `epoch` that it has closed.

    `node` is the till, and `revoked` whether its key was taken away too.  `points` by lot went back into the store
    node's hands: what the till tells of them later is an overspend at most.  `author` and `reason` are the person's
    there.  `why`: a person wrote the till off, or its machine said that it had told everything.
    """

    node: Key
    epoch: Key = ""
    points: Annotated[tuple[tuple[Key, Count], ...], Meta(max_length=1000)] = ()
    revoked: bool = False
    author: Text = ""
    reason: Text = ""
    why: Literal["written_off", "finished"] = "written_off"


class CashBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="cash"):
    """Cash put into or taken out of the drawer."""

    shift: Count
    kind: Literal["in", "out"]
    amount: Whole
    reason: Text
    user_id: Key


class ShiftBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="shift"):
    """A shift opened or closed."""

    number: Count
    act: Literal["opened", "closed"]
    user_id: Key
    cash: Whole
    counted: Whole | None = None


class RegisteredIdentifier(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card, phone or e-mail of a new member: in the clear for the server alone, and its keyed hash (hex)."""

    kind: Literal["card", "phone", "virtual", "email"]
    value: Annotated[str, Meta(min_length=3, max_length=100)]
    hash: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


class RegistrationBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="registration"):
    """A buyer became a member: the account, how it is known again, what was agreed to, the welcome points.

    `account_id` is `registered_account(identifiers)`, so that the same buyer registered twice is one account.
    `value` stands as the buyer gave it; `birthday` is MM-DD or empty; `consent` names the text agreed to.
    `receipt_id` is the receipt that was open, if any.  `entries` hold at most the welcome lot.
    """

    account_id: Key
    identifiers: Annotated[tuple[RegisteredIdentifier, ...], Meta(min_length=1, max_length=8)]
    name: Text
    birthday: Annotated[str, Meta(pattern="^([0-9]{2}-[0-9]{2})?$")]
    consent: Key
    consented_at: Count
    user_id: Key
    store: Key
    channel: Key = "till"
    receipt_id: Key = ""
    entries: tuple[EntryMessage, ...] = ()
    rights: tuple[RightCounters, ...] = ()


class CardBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="card"):
    """A member's card or telephone changed by a person at a till, the member standing there.

    `replaced`: `old` (a hash in hex; empty for none) is used no more, and `new` is the member's from now on.
    `blocked`: `old` alone, which was lost.  Points and level stay with the account.
    """

    account_id: Key
    act: Literal["replaced", "blocked"]
    old: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")]
    user_id: Key
    store: Key
    new: RegisteredIdentifier | None = None


Body = SaleBody | ReturnBody | ReleaseBody | WriteOffBody | CashBody | ShiftBody | RegistrationBody | CardBody


class Operation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One immutable fact of a till; it is sealed by `sync.chain.seal`."""

    op_id: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    epoch: Key
    seq: Annotated[int, Meta(ge=1, le=10**15)]
    at: Count
    zone: Key
    boot_id: Key
    monotonic_ms: Count
    clock_state: Literal["good", "suspect"]
    programme_version: Count | None
    quote_digest: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")]
    body: Body


def unclaimed_account(identifier_hash: str) -> str:
    """The account that collects points of a card nobody has registered yet (hash in hex)."""
    return f"unclaimed-{identifier_hash}"


def registered_account(identifiers: Sequence[RegisteredIdentifier]) -> str:
    """The account that a registration makes: the same for the same phone, or for the same first identifier."""
    known_by = next((each for each in identifiers if each.kind == "phone"), identifiers[0])
    return account_of(bytes.fromhex(known_by.hash))


def account_of(identifier_hash: bytes) -> str:
    """Id of the account that is made for an identifier that nobody has registered, the same on every machine."""
    return hashlib.sha256(b"account:" + identifier_hash).hexdigest()[:32]


def accrued_lot(op_id: str, n: int) -> str:
    """Id of the n-th lot (from 1) that an operation opens, the same on the till and on the server."""
    return f"{op_id}.{n}"


#: Lots of the right to return: one a receipt, of amount 1.
RETURN_RIGHTS: Final = "sold:"


def return_right(receipt_id: str) -> str:
    """The lot that the right to return a receipt's goods is: who holds it is the only one who may, and knows
    everything that has gone back.

    Born with the sale at the selling till and kept there (`earned` 1, told only when it moves); given to another
    epoch by the server after the selling till has released it.  The same counters as for points.
    """
    return RETURN_RIGHTS + receipt_id


# --- the exchange ----------------------------------------------------------------------------------------


class SealedOperation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An operation exactly as the till stored and hashed it."""

    seq: Annotated[int, Meta(ge=1, le=10**15)]
    hash: Hash
    operation: msgspec.Raw


#: Lots of which one exchange says what a store node has lent of them.
MOST_LENT: Final = 200


class HeldRight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All four cumulative counters of one lot in the asker's present epoch, under one parent (`RightCounters`)."""

    lot_id: Key
    granted: Count
    earned: Count
    used: Count
    released: Count
    parent: Key = ""


#: Epochs that one request says are over, at most.
MOST_FINISHED: Final = 100


class FinishedEpoch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An earlier epoch of the asker's own machine that is over, and how far it went.

    `seq` is its last operation, and `hash` (empty where it is not known) that one's.  `node` names the till whose it
    is, where a store node passes the word on.
    """

    epoch: Annotated[str, Meta(min_length=1, max_length=200)]
    seq: Count
    hash: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    node: Key = ""


class ExchangeRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One round trip: operations of one epoch in order, and where the feed was left.

    `epoch` is the till's present life, whose rights the feed tells.  `operations_epoch` is the life
    that the operations belong to (the present one, or an older one still being delivered), and
    `previous` the hash that its first operation hangs on (`sync.chain.chain_start` for seq 1).
    `cursor` is empty for the first load; `page` 0 asks for no changes.  `held` reports the rights
    held after the server asked for them (`ExchangeResponse.report_held`).  A store node also delivers
    the operations of its tills: `of_node` says whose `operations_epoch` is, and `settled_ms` how long ago
    (ms) the last of its tills was here with nothing left to send.  `finished` names earlier epochs of the asker that
    are over, until `ExchangeResponse.closed` names them.
    """

    protocol: int
    epoch: Annotated[str, Meta(min_length=1, max_length=200)]
    cursor: Annotated[str, Meta(max_length=400)]
    operations_epoch: Key = ""
    previous: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    operations: Annotated[tuple[SealedOperation, ...], Meta(max_length=MAXIMUM_OPERATIONS)] = ()
    page: Annotated[int, Meta(ge=0, le=MAXIMUM_PAGE)] = 1000
    held: Annotated[tuple[HeldRight, ...], Meta(max_length=1_000_000)] | None = None
    of_node: Key = ""
    settled_ms: Count | None = None
    #: The asked server's incarnation as the asker knows it, and the last number of `operations_epoch` that the central
    #: server has acknowledged by then: one that knows less was restored from a backup.  A store node claims nothing.
    incarnation: Key = ""
    known_seq: Count = 0
    #: The last number of that incarnation's feed that an answer about an account named (`AccountAnswer.revision`): of
    #: what was granted with it the cursor does not tell.
    heard: Count = 0
    #: At a store node: of what it has lent to `epoch`, what is held here still, no more than `MOST_LENT` lots.  One
    #: that has lent less was put back from a backup, and might lend the same to somebody else.
    lent: Annotated[tuple[HeldRight, ...], Meta(max_length=MOST_LENT)] = ()
    finished: Annotated[tuple[FinishedEpoch, ...], Meta(max_length=MOST_FINISHED)] = ()


#: Why an operation was set aside: `words` of each are in sync.reasons.
Reason: TypeAlias = Literal["", "unreadable", "misplaced", "broken", "inconsistent", "mistake"]


class Acknowledgement(msgspec.Struct, frozen=True):
    """What became of one operation, named by number and hash.

    `applied` now, `known` from before, or `rejected`: kept aside for a person, and the queue goes on.
    `reason` says why and `detail` where, in English.  `durable` once the central server has it;
    until then a till keeps the operation to send it again.
    """

    seq: Count
    hash: Hash
    state: Literal["applied", "known", "rejected"]
    durable: bool = True
    reason: Reason = ""
    detail: str = ""


class ChainHead(msgspec.Struct, frozen=True):
    """How far the server knows one epoch: the till compares it with its own history.

    Higher than the till's own last number, or another hash at the same number: the histories have
    parted (a clone or a restored copy).  Lower than what was acknowledged: the server was restored,
    and all above is to be sent again.  A `frozen` epoch gets no more grants; a person decides.
    """

    epoch: Key
    seq: Count
    hash: Key
    durable_seq: Count
    state: Literal["open", "frozen", "closed"]


class EpochMark(msgspec.Struct, frozen=True):
    """The operations of one epoch, up to a number, that an account's state contains."""

    epoch: Key
    seq: Count


class IdentifierState(msgspec.Struct, frozen=True):
    """A card, phone or virtual card: only its keyed hash (hex, 32 digits) and its mask."""

    hash: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    kind: Literal["card", "phone", "virtual", "email", "gift"]
    masked: Key
    state: Literal["active", "blocked", "expired", "replaced"]


class LotChange(msgspec.Struct, frozen=True):
    """A lot's balance at the server, and what is granted to the asking epoch (cumulative).

    `lapsed`: what has expired of it, for lots whose rights the asking epoch has moved.
    """

    lot_id: Key
    wallet: Key
    source: Key
    balance: Whole
    active_at: Whole
    expires_at: Whole | None
    granted: Count
    lapsed: Count = 0


class AccountChange(msgspec.Struct, frozen=True, tag="account"):
    """The present state of one account, with all that hangs on it: it replaces what was known.

    Lots without balance and without a right of the asker are left out; a till keeps its own counters
    of a lot that is no longer named.  `home`: the asker holds this account's rights and keeps them, and may
    open its untouched caps by itself (`ledger.cap_lots`), all of whose touched ones are named here then, used up
    or not; anybody else gives the rights back after the receipt and has caps opened by asking for rights.
    `campaign`: the shared wallets of one rule (`ledger.campaign_account`), no member's; its lots that are not
    named stay as they were known.  `gift`: a gift card, whose `segments` say what is known of it
    (`gift_cards.card_facts`).
    """

    account_id: Key
    display: Text
    level_id: Key
    state: Literal["active", "blocked", "erased", "unclaimed", "merged", "campaign", "gift"]
    birthday: str | None
    net_purchases: Whole
    purchases: Whole
    identifiers: tuple[IdentifierState, ...]
    lots: tuple[LotChange, ...]
    home: bool = False
    segments: tuple[str, ...] = ()
    #: Since when the level is held, and a level given by hand below which purchases never take the member.
    level_since: Whole = 0
    level_floor: Key = ""
    #: A change decided already that starts at a midnight to come, so that a till offline changes by itself.
    next_level: Key = ""
    next_level_at: Whole = 0
    last_purchase_at: Whole = 0
    #: A store node passes on what the central server told at that time (0: the answer's own), and `seen` of the tills
    #: in the shop since: their operations up to these numbers are contained as well, the asker's own too, which the
    #: central server may have had before the node.
    as_of: Whole = 0
    seen: tuple[EpochMark, ...] = ()


class ProgrammeChange(msgspec.Struct, frozen=True, tag="programme"):
    """A published programme version, present or future; from `withdrawn_at` on it is in force nowhere."""

    version: Count
    valid_from: Whole
    body: msgspec.Raw
    withdrawn_at: Whole | None = None


class NodeChange(msgspec.Struct, frozen=True, tag="node"):
    """A till of the asker's store, told to a store node alone, so that it knows the till without asking.

    `key_hash` is SHA-256 in hex; `epochs` are (epoch, state, last number, its hash in hex) as the central server knows
    them: where a chain that the store node has never heard of goes on.
    """

    node: str
    name: str
    machine: str
    key_hash: str
    state: Literal["active", "revoked"]
    epochs: tuple[tuple[str, Literal["open", "frozen", "closed"], int, str], ...] = ()
    #: A person gave the machine up: what was lent to it may be taken back, whichever lives it had.
    written_off: bool = False


class StoreChange(msgspec.Struct, frozen=True, tag="store"):
    """The asker's store, told to a store node alone."""

    store: str
    name: str
    zone: str


Change = AccountChange | ProgrammeChange | NodeChange | StoreChange


class Recall(msgspec.Struct, frozen=True):
    """Somebody else needs a right that the asking epoch holds: it is to be released, unless it is being used.

    `granted` is the cumulative counter, should its answer have been lost.  `parent` is who granted it, and `epoch`
    whose right it is, where a store node passes the question on to one of its tills (empty: the asker's own).
    """

    lot_id: Key
    granted: Count
    parent: str = ""
    epoch: str = ""


class ExchangeResponse(msgspec.Struct, frozen=True):
    """Fate of what was sent, and a page of the feed.

    `included` names, for every epoch of the asking node, the last operation contained in the account
    states **of this page** (and of no other account): entries and purchases of these accounts and
    lots up to there are inside the balances given.  `more`: ask again at once.  `report_held`: a restored server
    wants to know the rights held before it grants anything.  `server` is who answers, and whose grants the page tells:
    empty for the central server, else the epoch of a store node, which is then the till's parent.  `upstream` is the
    incarnation of the central server that a store node knows: another one than before wants a till's report, too.
    """

    server_time: Count
    incarnation: Key
    acknowledged: tuple[Acknowledgement, ...]
    head: ChainHead
    included: tuple[EpochMark, ...]
    changes: tuple[Change, ...]
    cursor: Text
    more: bool
    report_held: bool = False
    recalls: tuple[Recall, ...] = ()
    server: Key = ""
    upstream: Key = ""
    #: The page is of a first load: the next one may be asked for while this one is being booked.
    ahead: bool = False
    #: Of the epochs that the asker has called finished those that are closed: it need not name them again.
    closed: tuple[str, ...] = ()


# --- asked while the buyer stands there ------------------------------------------------------------------


class AcquireRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for spending rights: absolute targets of the cumulative `granted`, a lot each.

    A cap's lot that nobody has touched is opened by this (its id tells rule, cap, period and holder), unless the
    account lives elsewhere.  A campaign's account (`ledger.campaign_account`) is asked for in the same way.
    The answer names every lot asked for, used up or not.
    """

    epoch: Annotated[str, Meta(min_length=1, max_length=200)]
    account_id: Key
    targets: Annotated[tuple[tuple[Key, Count], ...], Meta(max_length=1000)]
    #: Whether the asker keeps its counters by parent; a store node lends nothing to one that does not.
    by_parent: bool = False


class AccountAnswer(msgspec.Struct, frozen=True):
    """The account as it is now, its lots carrying the cumulative `granted` of the asking epoch.

    The answer to both acquire and look-up; `included` as in `ExchangeResponse`, for this account.
    """

    server_time: Count
    incarnation: Key
    included: tuple[EpochMark, ...]
    account: AccountChange
    #: Whose grants these are (`ExchangeResponse.server`).
    server: Key = ""
    #: The last number of the feed by then.
    revision: Count = 0


class VerifyCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Is this the code of now of a card in a telephone (`card` is its keyed hash, hex)?

    `attempt` is made once a scan: asked again after a lost answer, the same is answered.
    """

    card: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
    code: Annotated[str, Meta(pattern="^[0-9]{6,10}$")]
    attempt: Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]


#: `server.phone_cards` says what each means.
CardVerdict: TypeAlias = Literal["verified", "used", "wrong", "unknown", "no_secret", "blocked"]


class CardVerified(msgspec.Struct, frozen=True):
    """Whether it is, and may be spent with; else why not."""

    server_time: int
    verdict: CardVerdict


class WalletSummary(msgspec.Struct, frozen=True):
    """A wallet's points by what may be done with them; `expiring` lapses within 30 days.

    `free` of those active are held by no till and no site: so much can be had at once.
    """

    wallet: str
    active: int
    pending: int
    expiring: int
    free: int = 0


class LotSummary(msgspec.Struct, frozen=True):
    """Points of one lot (a debt is negative), pending until `active_at`, gone from `expires_at` (None: never) on."""

    lot_id: str
    points: int
    active_at: int
    expires_at: int | None
    source: str


class CouponSummary(msgspec.Struct, frozen=True):
    """A coupon that the member has not used, and its days; `source` is the campaign or the rule that gave it."""

    coupon: str
    active_at: int
    expires_at: int | None
    source: str


class MemberSummary(msgspec.Struct, frozen=True):
    """What a member may be told about the account; level and balances are those of `server_time`.

    `account_id` is the account that the one asked for is part of today.  `lots` are those of points in the order in
    which they are spent, of very many the first; `coupons` likewise.
    """

    server_time: int
    account_id: str
    display: str
    level_id: str
    state: str
    net_purchases: int
    purchases: int
    wallets: tuple[WalletSummary, ...]
    level_since: int = 0
    level_floor: str = ""
    next_level: str = ""
    next_level_at: int = 0
    last_purchase_at: int = 0
    segments: tuple[str, ...] = ()
    lots: tuple[LotSummary, ...] = ()
    coupons: tuple[CouponSummary, ...] = ()


class FoundMember(msgspec.Struct, frozen=True):
    """A member found by a part of a number: initials, and the card or telephone that has it, masked."""

    account_id: str
    display: str
    level_id: str
    state: str
    kind: str
    masked: str
    #: Keyed hash (hex) of that card or telephone, to look the account up by.
    hash: str


class FoundMembers(msgspec.Struct, frozen=True):
    """Members found by a part of a number; `more`: there are others, so that more digits are wanted."""

    server_time: int
    members: tuple[FoundMember, ...]
    more: bool = False


class LevelStep(msgspec.Struct, frozen=True):
    """One change of a member's level: the instant from which it holds, and why, as data.

    `note` is what the person said who gave the level.
    """

    at: int
    from_level: str
    to_level: str
    reason: LevelReason
    note: str = ""


class LevelHistory(msgspec.Struct, frozen=True):
    """Changes of a member's level, the newest first; `next` asks for the page after this one, empty at the end."""

    server_time: int
    account_id: str
    level_id: str
    steps: tuple[LevelStep, ...]
    next: str = ""


class PurchaseLine(msgspec.Struct, frozen=True):
    """A line of a receipt in a member's history; `returned` of its quantity (thousandths) has come back since.

    base - discount - redeemed = to_pay.  Of a return the same figures are what came and went back, none negative.
    """

    number: int
    product_id: str
    name: str
    quantity: int
    unit: Literal["pc", "kg", "l", "m"]
    price: int
    base: int
    discount: int
    redeemed: int
    to_pay: int
    accrued_points: int
    returned: int = 0


class Purchase(msgspec.Struct, frozen=True):
    """A receipt of a member, from any shop; of a return `original_id` names the receipt that it belongs to.

    Sums are those of the lines; `at` is the till's instant.
    """

    kind: Literal["sale", "return"]
    receipt_id: str
    number: int
    store: str
    store_name: str
    at: int
    base: int
    discount: int
    redeemed: int
    to_pay: int
    redeemed_points: int
    accrued_points: int
    lines: tuple[PurchaseLine, ...]
    original_id: str = ""


class Purchases(msgspec.Struct, frozen=True):
    """A page of a member's receipts, the newest first; `next` asks for the page after this one, empty at the end.

    `account_id` is the account that the one asked for is part of today.
    """

    server_time: int
    account_id: str
    purchases: tuple[Purchase, ...]
    next: str = ""


# --- gift cards ---------------------------------------------------------------------------------------------

#: Not sold yet, with money, without, or taken no more.
GiftCardState: TypeAlias = Literal["issued", "active", "spent", "blocked"]


class GiftCardRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask about a gift card: by its number as it was typed, or (a till) by its keyed hash (hex)."""

    card: Annotated[str, Meta(max_length=100)] = ""
    hash: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""


class GiftCardLot(msgspec.Struct, frozen=True):
    """Money on a gift card (kopecks), gone from `expires_at` (None: never) on."""

    amount: Whole
    expires_at: Whole | None


class GiftCardMove(msgspec.Struct, frozen=True):
    """A movement on a gift card: kopecks loaded or come back (positive), spent, lapsed or taken off (negative)."""

    at: int
    kind: Literal["accrual", "redemption", "expiry", "reversal", "adjustment"]
    amount: int


class GiftCardSummary(msgspec.Struct, frozen=True):
    """What may be told about a gift card; `free` of its balance is held by no till, `moves` are the newest first.

    `nominal` is what the card was printed for (0: any sum).
    """

    server_time: Count
    account_id: str
    masked: str
    state: GiftCardState
    balance: Whole
    free: Whole
    nominal: Count
    lots: tuple[GiftCardLot, ...]
    moves: tuple[GiftCardMove, ...]


# --- goods sold elsewhere -----------------------------------------------------------------------------------


class ReturnRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a sale and for the right to return its goods: an absolute target of the cumulative `granted`."""

    epoch: Annotated[str, Meta(min_length=1, max_length=200)]
    receipt_id: Annotated[str, Meta(min_length=1, max_length=200)]
    target: Count
    by_parent: bool = False


class ReturnElsewhere(msgspec.Struct, frozen=True):
    """What one return took of a sale: quantities by line, kopecks by payment, accrued points lapsed by lot."""

    receipt_id: str
    quantities: dict[int, int] = {}
    payments: dict[str, int] = {}
    lapsed: dict[str, int] = {}


class SoldUnit(msgspec.Struct, frozen=True):
    """How a line's goods are counted."""

    number: int
    unit: Literal["pc", "kg", "l", "m"]
    code: str = ""


class SaleElsewhere(msgspec.Struct, frozen=True):
    """A sale as the server knows it, with every return of it that has reached the server."""

    receipt_id: str
    number: int
    store: str
    store_name: str
    at: int
    to_pay: int
    programme_version: int | None
    facts: SoldFacts
    units: tuple[SoldUnit, ...]
    returns: tuple[ReturnElsewhere, ...] = ()


class SaleAnswer(msgspec.Struct, frozen=True):
    """A sale, and what became of the question for the right to return its goods.

    `granted` is the asking epoch's cumulative counter.  `state`: the asker holds the right (`held`); the till that
    holds it, named in `holder` and last heard of at `holder_seen`, has been asked to give it up (`asked`); or nothing
    is given just now (`barred`): this server was restored, the asker's epoch is frozen, or its own release of the
    right is still on its way.
    """

    server_time: Count
    incarnation: str
    state: Literal["held", "asked", "barred"]
    granted: Count
    sale: SaleElsewhere
    included: tuple[EpochMark, ...] = ()
    account: AccountChange | None = None
    holder: str = ""
    holder_seen: int | None = None
    #: Whose grant this is (`ExchangeResponse.server`).
    server: Key = ""


class FoundSale(msgspec.Struct, frozen=True):
    """A sale in a list of those with one number."""

    receipt_id: str
    number: int
    store: str
    store_name: str
    at: int
    to_pay: int
    lines: int


class FoundSales(msgspec.Struct, frozen=True):
    """Sales of a number, newest first; `next` asks for the page after this one, empty at the end."""

    server_time: int
    sales: tuple[FoundSale, ...]
    next: str = ""


# --- joining, health, errors -----------------------------------------------------------------------------


class EnrolRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A till joins by a one-time pairing code; `node` is the name people know it by."""

    pairing_code: Annotated[str, Meta(min_length=1, max_length=64)]
    node: Annotated[str, Meta(min_length=1, max_length=100)]
    machine: Key


class EnrolResponse(msgspec.Struct, frozen=True):
    """The node's id and own key, its store, and the key (hex) under which identifiers are hashed."""

    node: Key
    store: Key
    key: Key
    identifier_key: Annotated[str, Meta(pattern="^([0-9a-f]{2}){0,64}$")]
    incarnation: Key
    server_time: Count
    #: What the pairing code was made for.
    kind: Literal["till", "store", "site"] = "till"


class UpdateReport(msgspec.Struct, frozen=True):
    """What a node says of its program, and asks which version is meant for it (`POST /v1/updates`).

    Not a part of the exchange, whose fields an older server refuses: a server that does not know this endpoint answers
    404, and the till goes on without.  Fields that are not known are passed over on both sides.  `state` is of
    `wanted`, `why` in English with the last lines of its log.
    """

    version: Key
    platform: Key
    channel: Key
    state: Literal["", "waiting", "downloading", "ready", "trial", "failed"] = ""
    wanted: Key = ""
    why: Text = ""


class UpdateAnswer(msgspec.Struct, frozen=True):
    """The server's own version, and the version whose files it gives this node (`/v1/releases/…`); "": none."""

    server: str
    release: str = ""


class Health(msgspec.Struct, frozen=True):
    """A server that answers; `status` is `ok`, or `restored` until every till has reported.

    `ready`: it does everything it is there for; `why` not, in English.
    """

    status: Literal["ok", "restored"]
    version: str
    protocol: int
    incarnation: str
    server_time: int
    ready: bool = True
    why: str = ""


class Problem(msgspec.Struct, frozen=True):
    """Every error of the API (RFC 9457); `type` is `urn:cashier-app:problem:<code>`."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"
