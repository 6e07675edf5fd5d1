"""Gift cards: money on an account of its own, under the same spending rights as points.

A card's account has no member and no level.  Its id follows from the card's keyed hash, so that every machine knows
it without asking.  What was loaded stands in lots of the wallet `gift`, counted in kopecks; a sale that pays with the
card redeems them, earliest expiry first, and a return gives them back, the one that lives longest first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from cashier_app.core.clock import DAY, Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.ledger import Entry, Posting, RightChange, RightExceeded, consumption_order, is_active
from cashier_app.loyalty.quoted import LotUse
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldPayment

#: What the account of every gift card begins with; the card's keyed hash (hex) follows.
GIFT_ACCOUNTS: Final = "gift-"
#: The wallet that a card's money lives in, counted in kopecks.
GIFT_WALLET: Final = "gift"
#: The kind of payment.
GIFT_KIND: Final = "gift"
#: Money that comes back to a lot which has lapsed meanwhile lives so many days, unless the programme gives more.
GRACE_DAYS: Final = 30

_NOMINAL, _BATCH = "nominal=", "batch="


class GiftCardShort(RightExceeded):
    """A payment of more than may be taken from a gift card here."""

    text = QT_TRANSLATE_NOOP("errors", "This sum cannot be taken from the gift card at this till any more")
    way_out = QT_TRANSLATE_NOOP("errors", "Take the card off the payment and scan it again: what is left is shown")


class CardFacts(msgspec.Struct, frozen=True):
    """What is known of a card besides its lots: printed for a nominal (0: any), sold already, blocked.

    `batch` is the issue that it belongs to.  These stand in the account's segments, one a line.
    """

    nominal: Kopecks = 0
    batch: str = ""
    sold: bool = False
    blocked: bool = False

    def as_segments(self) -> tuple[str, ...]:
        """As the account keeps them."""
        return (
            *((f"{_NOMINAL}{self.nominal}",) if self.nominal else ()),
            *((f"{_BATCH}{self.batch}",) if self.batch else ()),
            *(("sold",) if self.sold else ()),
            *(("blocked",) if self.blocked else ()),
        )


def card_facts(segments: Iterable[str]) -> CardFacts:
    """What an account's segments say of a card; those that say nothing of it are passed over."""
    lines = list(segments)
    nominal = next((line.removeprefix(_NOMINAL) for line in lines if line.startswith(_NOMINAL)), "0")
    batch = next((line.removeprefix(_BATCH) for line in lines if line.startswith(_BATCH)), "")
    return CardFacts(int(nominal) if nominal.isdecimal() else 0, batch, "sold" in lines, "blocked" in lines)


def gift_account(identifier_hash: str) -> str:
    """The account of a gift card by its keyed hash (hex), the same on every machine."""
    return GIFT_ACCOUNTS + identifier_hash


def is_gift_account(account_id: str) -> bool:
    """Whether an account is a gift card's."""
    return account_id.startswith(GIFT_ACCOUNTS)


def gift_hash(account_id: str) -> bytes | None:
    """The keyed hash of a gift card by its account; None for any other account."""
    if not is_gift_account(account_id):
        return None
    try:
        digest = bytes.fromhex(account_id.removeprefix(GIFT_ACCOUNTS))
    except ValueError:
        return None
    return digest if len(digest) == 16 else None


def gift_lot(op_id: str, line: int) -> str:
    """Id of the lot that a sale's line loads onto a card."""
    return f"{op_id}.card{line}"


# --- selling and paying ----------------------------------------------------------------------------------


class GiftLoad(msgspec.Struct, frozen=True):
    """A card sold by a line of a receipt: what it is loaded with, and until when that may be spent (None: for ever)."""

    line: int
    account_id: str
    amount: Kopecks
    expires_at: Instant | None = None


class GiftPayment(msgspec.Struct, frozen=True):
    """A payment by gift card, what is shown of the card, and the lots that it took."""

    payment_id: str
    account_id: str
    amount: Kopecks
    masked: str = ""
    uses: tuple[LotUse, ...] = ()


def spendable(lots: Iterable[LotState], now: Instant) -> Kopecks:
    """What may be taken of a card here now: within balances and rights, lots that are over left out."""
    return sum(max(min(lot.balance, lot.right), 0) for lot in _alive(lots, now))


def balance(lots: Iterable[LotState], now: Instant) -> Kopecks:
    """What a card holds now, whoever has the right to it."""
    return sum(max(lot.balance, 0) for lot in _alive(lots, now))


def expiry(lots: Iterable[LotState], now: Instant) -> Instant | None:
    """When the first of a card's money lapses; None where none ever does."""
    return min((lot.expires_at for lot in _alive(lots, now) if lot.balance > 0 and lot.expires_at), default=None)


def take(lots: Iterable[LotState], amount: Kopecks, now: Instant, must_hold: bool = True) -> tuple[LotUse, ...]:
    """The lots that a payment takes, within balances and rights, earliest expiry first.

    With `must_hold` off (something has been charged for this sale already) what is missing is taken all the same, of
    the last lot there is, and the server flags it.  Raises `GiftCardShort`.
    """
    alive = sorted(_alive(lots, now), key=consumption_order)
    taken, left = [], amount
    for lot in alive:
        part = max(min(lot.balance, lot.right, left), 0)
        taken.append(part)
        left -= part
    if left and (must_hold or not alive):
        raise GiftCardShort()
    if left:
        taken[-1] += left
    return tuple(
        LotUse(lot.lot_id, part, lot.active_at, lot.expires_at, lot.source)
        for lot, part in zip(alive, taken, strict=True)
        if part
    )


def gift_posting(op_id: str, loads: Iterable[GiftLoad], payments: Iterable[GiftPayment]) -> Posting:
    """Entries of the cards that a sale loads and of those that pay for it."""
    entries, rights = [], []
    for load in loads:
        lot_id = gift_lot(op_id, load.line)
        entries.append(Entry("accrual", load.account_id, GIFT_WALLET, lot_id, load.amount, 0, load.expires_at, "sold"))
        rights.append(RightChange(lot_id, earned=load.amount))
    for paid in payments:
        for use in paid.uses:
            about = use.active_at, use.expires_at, use.source
            entries.append(Entry("redemption", paid.account_id, GIFT_WALLET, use.lot_id, -use.points, *about))
            rights.append(RightChange(use.lot_id, used=use.points))
    return Posting(tuple(entries), tuple(rights))


def joined(first: Posting, second: Posting) -> Posting:
    """Two postings of one operation that name no lot in common."""
    return Posting((*first.entries, *second.entries), (*first.rights, *second.rights))


def _alive(lots: Iterable[LotState], now: Instant) -> list[LotState]:
    return [lot for lot in lots if lot.wallet == GIFT_WALLET and is_active(lot, now)]


# --- returns ---------------------------------------------------------------------------------------------


class GiftBack(msgspec.Struct, frozen=True):
    """Money that a return moved on a card: back onto it (positive), or off one that was brought back as goods.

    `grace_until` is the end of a lot's life that was opened because the one it came from had lapsed.
    """

    account_id: str
    amount: Kopecks
    grace_until: Instant | None = None


class GiftsBack(msgspec.Struct, frozen=True):
    """Everything that a return moves on gift cards."""

    posting: Posting = Posting()
    moved: tuple[GiftBack, ...] = ()


def gifts_back(
    op_id: str,
    sold: SoldFacts,
    returned: Returned,
    lines: Mapping[int, Kopecks],
    payments: Mapping[str, Kopecks],
    grace_days: int,
    now: Instant,
) -> GiftsBack:
    """Money back to the cards that paid (`payments` by id), and off the cards that come back as goods (`lines`).

    A payment's lots are filled up again in one order whatever the parts, so that several returns sum exactly to what
    was taken of each.  A lot that has lapsed gives its money to a new one: it was the buyer's.
    """
    entries: list[Entry] = []
    rights: list[RightChange] = []
    moved: list[GiftBack] = []
    for line in sold.lines:
        if line.gift_card and lines.get(line.number):
            lot_id, amount = gift_lot(sold.op_id, line.number), lines[line.number]
            entries.append(Entry("reversal", line.gift_card, GIFT_WALLET, lot_id, -amount, source="sold"))
            rights.append(RightChange(lot_id, used=amount))
            moved.append(GiftBack(line.gift_card, -amount))
    for paid in sold.payments:
        amount = payments.get(paid.payment_id, 0)
        if paid.card and amount:
            grace = now + max(grace_days, GRACE_DAYS) * DAY
            lapsed = 0
            for use, part in _refilled(paid, returned.payments.get(paid.payment_id, 0), amount):
                if use.expires_at is not None and use.expires_at <= now:
                    lapsed += part
                else:
                    about = use.active_at, use.expires_at, use.source
                    entries.append(Entry("reversal", paid.card, GIFT_WALLET, use.lot_id, part, *about))
                    rights.append(RightChange(use.lot_id, earned=part))
            if lapsed:
                lot_id = f"{op_id}.grace-{paid.payment_id}"
                entries.append(Entry("reversal", paid.card, GIFT_WALLET, lot_id, lapsed, 0, grace, "grace"))
                rights.append(RightChange(lot_id, earned=lapsed))
            moved.append(GiftBack(paid.card, amount, grace if lapsed else None))
    return GiftsBack(_summed(entries, rights), tuple(moved))


def _refilled(paid: SoldPayment, before: Kopecks, amount: Kopecks) -> list[tuple[LotUse, Kopecks]]:
    """What of a refund belongs to each lot that the payment took, `before` having gone back already."""
    parts, begins = [], 0
    for use in sorted(paid.uses, key=_lives_longest):
        ends = begins + use.points
        part = min(ends, before + amount) - max(begins, before)
        if part > 0:
            parts.append((use, part))
        begins = ends
    return parts


def _lives_longest(use: LotUse) -> tuple[bool, Instant, str]:
    return use.expires_at is not None, -(use.expires_at or 0), use.lot_id


def _summed(entries: Sequence[Entry], rights: Sequence[RightChange]) -> Posting:
    """One entry and one change of rights a lot: two payments of one sale may have taken the same lot."""
    whole: dict[str, Entry] = {}
    for entry in entries:
        known = whole.get(entry.lot_id)
        points = entry.points + (known.points if known is not None else 0)
        whole[entry.lot_id] = msgspec.structs.replace(entry, points=points)
    changes: dict[str, RightChange] = {}
    for change in rights:
        before = changes.get(change.lot_id, RightChange(change.lot_id))
        changes[change.lot_id] = RightChange(change.lot_id, before.earned + change.earned, before.used + change.used)
    return Posting(tuple(whole.values()), tuple(changes.values()))
