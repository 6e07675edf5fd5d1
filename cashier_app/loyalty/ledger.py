"""The ledger: append-only entries, lots consumed in one order, spending rights that only grow.

A lot's balance is the sum of its entries, a wallet's the sum of its lots.  Applying an operation
twice changes nothing: there is one entry per (operation, kind, lot).  Points are hundredths.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET, LotState
from cashier_app.loyalty.quoted import LotUse, Quote

EntryKind: TypeAlias = Literal["accrual", "redemption", "expiry", "reversal", "adjustment"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the ledger, `points` signed.

    `active_at`, `expires_at` and `source` describe the lot, so that a ledger which has never seen it can open it.
    """

    kind: EntryKind
    account_id: str
    wallet: str
    lot_id: str
    points: Points
    active_at: Instant = 0
    expires_at: Instant | None = None
    source: str = ""


class RightChange(msgspec.Struct, frozen=True):
    """What an operation adds to a till's own counters of one lot; never negative."""

    lot_id: str
    earned: Points = 0
    used: Points = 0


class Posting(msgspec.Struct, frozen=True):
    """What an operation writes: entries and additions to the right counters, in one transaction."""

    entries: tuple[Entry, ...] = ()
    rights: tuple[RightChange, ...] = ()


class Counters(msgspec.Struct, frozen=True):
    """Cumulative spending-right counters of one lot in one epoch; each only grows."""

    granted: Points = 0
    earned: Points = 0
    used: Points = 0
    released: Points = 0

    @property
    def right(self) -> Points:
        """What may be spent: granted + earned - used - released."""
        return self.granted + self.earned - self.used - self.released


class RightExceeded(Refused):
    """A redemption of more than may be spent at this till."""

    text = QT_TRANSLATE_NOOP("errors", "These points can no longer be spent at this till")
    way_out = QT_TRANSLATE_NOOP("errors", "Press the points button again: the sum has been recalculated")


def lot_id_of(op_id: str, number: int) -> str:
    """Id of the n-th lot (from 1) that an operation opens; the same on every machine."""
    return f"{op_id}.{number}"


def consumption_order(lot: LotState) -> tuple[bool, Instant, Instant, str]:
    """Sort key of lots as they are consumed: earliest expiry (never-expiring last), activation, id."""
    raise NotImplementedError


def apply_change(counters: Counters, change: RightChange) -> Counters:
    """Counters after an operation; raises `RightExceeded` when the right would become negative."""
    raise NotImplementedError


def sale_posting(op_id: str, account_id: str, quoted: Quote, lots: Sequence[LotState] = ()) -> Posting:
    """Entries of a sale: its redemption from the lots quoted, its accruals as new lots, debts repaid first.

    `lots` are the member's lots as quoted; those below zero are debts, repaid from the new points.
    """
    raise NotImplementedError


class Standing(msgspec.Struct, frozen=True):
    """A wallet at an instant, as the cashier reads it out."""

    active: Points
    pending: Points
    #: Of the active points, what may be spent at this till.
    spendable: Points
    debt: Points
    #: Active points that expire first, and when; None where none ever does.
    expiring: Points = 0
    expiring_at: Instant | None = None
    #: Pending points that become active first, and when.
    pending_at: Instant | None = None


def standing(lots: Iterable[LotState], now: Instant, wallet: str = POINTS_WALLET) -> Standing:
    """Sum up a member's lots at an instant; lots expired count for nothing."""
    raise NotImplementedError


def is_active(lot: LotState, now: Instant) -> bool:
    """Whether a lot may be spent: active_at ≤ now < expires_at."""
    return lot.active_at <= now and (lot.expires_at is None or now < lot.expires_at)


def redemption_uses(lots: Iterable[LotState], points: Points, now: Instant) -> tuple[LotUse, ...]:
    """Which lots a redemption takes, within balances and rights, earliest expiry first.

    Raises `RightExceeded` when they do not hold as much.
    """
    raise NotImplementedError


def expiries(lots: Iterable[LotState], account_id: str, now: Instant) -> tuple[Entry, ...]:
    """Entries that take what is left of every lot whose life has ended; a second run gives none."""
    raise NotImplementedError


class Ledger:
    """Balances kept while entries come in; equal to a replay of the same entries in any state."""

    def __init__(self) -> None:
        self.lots: dict[str, LotState] = {}
        self._known: set[tuple[str, str, str]] = set()

    def post(self, op_id: str, entries: Iterable[Entry]) -> int:
        """Apply an operation's entries; how many were new (0 when it is applied again)."""
        raise NotImplementedError

    def balance(self, wallet: str = POINTS_WALLET) -> Points:
        """Sum of a wallet's lots."""
        raise NotImplementedError


def replay(operations: Iterable[tuple[str, Sequence[Entry]]]) -> dict[str, Points]:
    """Balance of every lot from all entries (operation id, its entries)."""
    raise NotImplementedError
