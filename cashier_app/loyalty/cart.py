"""What the engine is asked about: a cart, the member's state, and nothing else."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths

#: The wallet that points live in; one-use entitlements and caps have wallets of their own.
POINTS_WALLET: Final = "points"
#: Wallets of one-use entitlements (a personal coupon, a gift): `coupon:` and the coupon's id; the balance counts uses.
COUPON_WALLETS: Final = "coupon:"
#: Wallets of what is left of a rule's cap: `cap:` and the rule's id.
CAP_WALLETS: Final = "cap:"

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
    #: A sum by hand takes no larger share of the running amount than this, whatever becomes of the quantity.
    hand_most: BasisPoints = 10_000
    #: A price of one unit by hand: what the line costs by then comes down to it.
    hand_price: Kopecks | None = None


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
    #: A cap that nobody has touched yet: the lot is opened with this amount when it is first used.
    opens: int = 0
    #: Points of this lot that have expired already (their entries are posted).
    lapsed: Points = 0


class Cart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines and the circumstances of a purchase.

    `promo_codes` are codes as the buyer gave them; `wallets` the lots that all buyers share (caps of
    campaigns, codes with a limited number of uses), as far as this machine knows and may use them.
    """

    lines: tuple[CartLine, ...]
    store: str = ""
    zone: str = "Europe/Moscow"
    channel: str = "till"
    promo_codes: tuple[str, ...] = ()
    payment_kinds: frozenset[str] = frozenset()
    redeem: Asked = 0
    wallets: tuple[LotState, ...] = ()
    #: The operation that registered the buyer on this very receipt: its welcome points are for the next purchase.
    enrolment: str = ""
    #: Numbers of lines that are no goods but an advance (a gift card): no rule sees them, and they cost their price.
    advances: frozenset[int] = frozenset()
    #: A discount by hand off the whole receipt, after those of its lines: a sum spread over them, or a share of each.
    hand_discount: Kopecks = 0
    hand_discount_reason: str = ""
    hand_rate: BasisPoints = 0
    hand_most: BasisPoints = 10_000


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
    #: Since when the level is held, and a level given by hand below which purchases never take the member.
    level_since: Instant = 0
    level_floor: str = ""
    #: A change of level decided already, and the store's midnight at which it starts.
    next_level: str = ""
    next_level_at: Instant = 0
    last_purchase_at: Instant = 0
    #: (epoch, number) up to which operations of the shop's other tills are counted in besides what `as_of` says.
    seen: tuple[tuple[str, int], ...] = ()
    #: Points that this machine, which can ask nobody, may let the member spend beyond its rights (`offline.floor`).
    beyond: Points = 0
