"""What a site says and is told: baskets, holds on what they spend, sales.

Units are those of `sync.messages`.  A quote is answered as `cashier-app quote` does (`quotes.quoting.Answer`).
"""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeAlias

import msgspec
from msgspec import Meta

from cashier_app.core.money import MAXIMUM_KOPECKS
from cashier_app.core.points import MAXIMUM_POINTS
from cashier_app.core.quantity import MAXIMUM_QUANTITY, ONE
from cashier_app.quotes.quoting import Answer
from cashier_app.sync.messages import Count, Key

#: Seconds that a hold lasts if nobody says otherwise, at least, and at most at a time.
USUAL_LEASE_S: Final = 15 * 60
SHORTEST_LEASE_S: Final = 30
LONGEST_LEASE_S: Final = 60 * 60

Money: TypeAlias = Annotated[int, Meta(ge=0, le=MAXIMUM_KOPECKS)]
Name: TypeAlias = Annotated[str, Meta(max_length=200)]
#: An id that the site makes once and keeps across every repetition: 32 lower-case hex digits.
OwnId: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Lease: TypeAlias = Annotated[int, Meta(ge=SHORTEST_LEASE_S, le=LONGEST_LEASE_S)]


class MemberName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member by the account's id, or by a card, phone, virtual card or e-mail as the member typed it."""

    kind: Literal["account", "card", "phone", "virtual", "email"]
    value: Annotated[str, Meta(min_length=1, max_length=200)]


class SecretRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for the secret of a member's card, for the telephone that is to show its changing code."""

    card: Annotated[str, Meta(min_length=1, max_length=200)]
    kind: Literal["card", "virtual"] = "virtual"


class CardSecret(msgspec.Struct, frozen=True):
    """A card's new secret (base 32) and how codes are made of it by RFC 6238; it is told this once.

    The telephone shows `CASHIER:V:<card>:<code>` as a QR code.
    """

    secret: str
    algorithm: Literal["SHA256"]
    digits: int
    period_s: int


class BasketLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Goods in a basket; `number` is given by the order of the lines, from 1."""

    product_id: Annotated[str, Meta(min_length=1, max_length=200)]
    price: Annotated[int, Meta(ge=1, le=MAXIMUM_KOPECKS)]
    quantity: Annotated[int, Meta(ge=1, le=MAXIMUM_QUANTITY)] = ONE
    name: Name = ""
    member_price: Annotated[int, Meta(ge=1, le=MAXIMUM_KOPECKS)] | None = None
    category: Name = ""
    brand: Name = ""
    supplier: Name = ""
    tags: frozenset[Annotated[str, Meta(min_length=1, max_length=100)]] = frozenset()
    cost: Money | None = None
    vat_rate: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    unit: Literal["pc", "kg", "l", "m"] = "pc"
    fractional: bool = False


class Basket(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a buyer is about to buy.  `redeem` is in hundredths of a point, and needs a member."""

    lines: Annotated[tuple[BasketLine, ...], Meta(min_length=1, max_length=1000)]
    member: MemberName | None = None
    promo_codes: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=100)], ...], Meta(max_length=100)] = ()
    payment_kinds: frozenset[Literal["cash", "card", "sbp"]] = frozenset()
    redeem: Annotated[int, Meta(ge=0, le=MAXIMUM_POINTS)] | Literal["maximum"] = 0
    channel: Annotated[str, Meta(min_length=1, max_length=100)] = "web"
    language: Literal["ru", "en"] = "ru"


class QuoteRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A preview: nothing is written, and nothing is promised.  `store` by default is the site's own."""

    basket: Basket
    store: Key = ""


class HoldRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for what a basket spends: points, coupons, uses of promo codes and of other limits.

    The price freezes with it.  The same id again is the same hold.
    """

    hold_id: OwnId
    basket: Basket
    lease_s: Lease = USUAL_LEASE_S


class ProlongRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Let a hold last so many seconds from now, as far as its bound (`Hold.longest_until`) goes."""

    lease_s: Lease = USUAL_LEASE_S


class SitePayment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Money that the buyer has paid, or will on delivery."""

    kind: Literal["cash", "card", "sbp"]
    amount: Annotated[int, Meta(ge=1, le=MAXIMUM_KOPECKS)]
    reference: Name = ""


class CommitRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Make a hold a sale.  `op_id` names the sale for ever: the same again is the same sale.

    The payments are what the frozen price says; `number` is the order's, if it has one.
    """

    op_id: OwnId
    payments: Annotated[tuple[SitePayment, ...], Meta(max_length=100)]
    number: Count = 0


class HeldLot(msgspec.Struct, frozen=True):
    """What is held of one lot: hundredths of a point, uses, or what else the wallet counts."""

    lot_id: str
    wallet: str
    points: int


class SiteSale(msgspec.Struct, frozen=True):
    """The sale that a hold became; `receipt_id` is how a shop finds it when goods come back."""

    op_id: str
    receipt_id: str
    at: int
    number: int
    to_pay: int
    redeemed_points: int
    accrued_points: int


class Hold(msgspec.Struct, frozen=True):
    """A hold as it is now.

    `open` holds until `lease_until`, and may be prolonged until `longest_until`.  One that is `over` holds nothing,
    and becomes a sale only if what it spends is still there.  `quote` is the frozen price of an open one.  `awaited`:
    shops hold more of what was asked for, and have been asked to give it up: a hold made anew in a while may get it.
    """

    server_time: int
    hold_id: str
    state: Literal["open", "over", "cancelled", "committed"]
    lease_until: int
    longest_until: int
    account_id: str = ""
    held: tuple[HeldLot, ...] = ()
    quote: Answer | None = None
    sale: SiteSale | None = None
    awaited: bool = False
