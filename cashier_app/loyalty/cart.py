"""What the engine is asked about: a cart, the member's state, and nothing else."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths

#: The wallet that points live in; one-use entitlements have wallets of their own.
POINTS_WALLET: Final = "points"

#: Points asked for: a sum in hundredths, or all that the rules allow.
Asked: TypeAlias = Points | Literal["maximum"]


class CartLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a receipt as the rules see it; the price froze when the product was scanned."""

    number: int
    product_id: str
    price: Kopecks
    quantity: Thousandths
    member_price: Kopecks | None = None
    category: str = ""
    brand: str = ""
    supplier: str = ""
    tags: frozenset[str] = frozenset()
    cost: Kopecks | None = None
    #: A discount the cashier gave by hand, off this line, and its words: a sum, or a share of the running amount.
    hand_discount: Kopecks = 0
    hand_discount_reason: str = ""
    hand_rate: BasisPoints = 0


class Cart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines and the circumstances of a purchase."""

    lines: tuple[CartLine, ...]
    store: str = ""
    zone: str = "Europe/Moscow"
    channel: str = "till"
    promo_codes: tuple[str, ...] = ()
    payment_kinds: frozenset[str] = frozenset()
    redeem: Asked = 0


class LotState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is left of one lot, and how much of it may be spent here.

    `balance` is what the member has in the lot; `right` what this till may spend of it
    (the spending right: granted + earned - used - released).
    """

    lot_id: str
    balance: Points
    right: Points
    active_at: Instant
    expires_at: Instant | None = None
    wallet: str = POINTS_WALLET
    source: str = ""
    #: Points of this lot that have expired already (their entries are posted).
    lapsed: Points = 0


class MemberState(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member as this machine knows it; `as_of` says when the server last confirmed it."""

    account_id: str
    level_id: str
    lots: tuple[LotState, ...] = ()
    net_purchases: Kopecks = 0
    birthday: tuple[int, int] | None = None
    segments: frozenset[str] = frozenset()
    purchases: int = 0
    as_of: Instant = 0
    #: A card that this machine does not know: it earns at the base level for its owner to come,
    #: and redeems nothing.
    unclaimed: bool = False
