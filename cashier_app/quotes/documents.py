"""Receipts and members as JSON documents: what a person or another system states, and the engine is asked about.

The units are the engine's: money is kopecks, points hundredths, quantity thousandths, percentages basis points.
Whatever can be left out has a default, so that `{"lines": [{"price": 9490}]}` is a whole receipt.  Everything that
`loyalty.cart` knows can be stated here; `read_receipt` and `read_member` refuse what has the wrong form, and
`cart_of` and `member_of` turn a document without contradictions (`quotes.judging`) into the engine's own values.

An instant is a text, ISO 8601: `2026-11-21T14:27+05:00`, without an offset the store's wall clock
(`2026-11-21 14:27`), a bare date its midnight at the beginning of that day; or whole milliseconds since 1970, UTC.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.money import MAXIMUM_KOPECKS
from cashier_app.core.points import MAXIMUM_POINTS
from cashier_app.core.quantity import MAXIMUM_QUANTITY, ONE
from cashier_app.loyalty.cart import POINTS_WALLET, Cart, CartLine, LotState, MemberState
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.reading import BadDocument, read_strictly

#: Instants that the rules of calendars can be asked about without leaving them.
EARLIEST: Final[Instant] = 0
LATEST: Final[Instant] = 4_102_444_800_000  # 2100-01-01T00:00:00Z
_MOMENT: Final = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$"
#: What a person is told that an instant looks like.
MOMENT_FORMS: Final = "YYYY-MM-DD | YYYY-MM-DDThh:mm[:ss][±hh:mm | Z], 1970…2099"

Moment: TypeAlias = (
    Annotated[
        str,
        Meta(
            pattern=_MOMENT,
            description="ISO 8601; without an offset the store's wall clock, a bare date its first midnight",
            examples=["2026-11-21T14:27+05:00", "2026-11-21 14:27", "2026-11-21"],
        ),
    ]
    | Annotated[int, Meta(ge=EARLIEST, lt=LATEST, description="Milliseconds since 1970, UTC")]
)
Money: TypeAlias = Annotated[int, Meta(ge=0, le=MAXIMUM_KOPECKS)]
Price: TypeAlias = Annotated[int, Meta(ge=1, le=MAXIMUM_KOPECKS)]
Word: TypeAlias = Annotated[str, Meta(max_length=200)]
Id: TypeAlias = Annotated[str, Meta(min_length=1, max_length=100)]
Count: TypeAlias = Annotated[int, Meta(ge=0, le=10**9)]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every part of a document refuses fields that it does not know."""


class LotDocument(_Part, frozen=True, kw_only=True):
    """What is left of one lot: points, uses of a coupon, or what is left of a cap."""

    balance: Annotated[
        int,
        Meta(
            ge=-MAXIMUM_POINTS,
            le=MAXIMUM_POINTS,
            description="Hundredths of a point (a debt is negative); in other wallets uses, or what the cap counts",
        ),
    ]
    lot_id: Annotated[
        str,
        Meta(max_length=200, description="Left out: lot-1, lot-2… in order; of cap:<rule> the rule's caps in order"),
    ] = ""
    right: Annotated[
        int | None,
        Meta(description="What may be spent of it at this till, 0 to the balance; left out: all of it"),
    ] = None
    active_at: Annotated[Moment, Meta(description="From when it may be spent; left out: always")] = 0
    expires_at: Annotated[
        Moment | None, Meta(description="From when it may no longer be spent; left out: it never expires")
    ] = None
    wallet: Annotated[
        str,
        Meta(
            pattern=r"^(points|coupon:.{1,100}|cap:.{1,100})$",
            description="points, coupon:<id of the coupon>, or cap:<id of the rule>",
        ),
    ] = POINTS_WALLET
    source: Annotated[Word, Meta(description="Id of the rule or level that gave it")] = ""
    opens: Annotated[Count, Meta(description="Of a cap that nobody has touched yet: the amount it opens with")] = 0
    lapsed: Annotated[Count, Meta(description="Points of the lot that have expired already")] = 0


class LineDocument(_Part, frozen=True, kw_only=True):
    """One line of a receipt."""

    price: Annotated[Price, Meta(description="Kopecks for one unit, before any discount")]
    quantity: Annotated[
        int,
        Meta(ge=1, le=MAXIMUM_QUANTITY, description="Thousandths: 2 pieces are 2000, 30 litres 30000, 299 g 299"),
    ] = ONE
    number: Annotated[
        Annotated[int, Meta(ge=1, le=1_000_000)] | None,
        Meta(description="Each number once on the receipt; left out: the place of the line"),
    ] = None
    product_id: Annotated[
        Word, Meta(description="Id of the product, as rules name it; left out: product-<number of the line>")
    ] = ""
    name: Annotated[Word, Meta(description="Name of the product, for the explanation alone")] = ""
    member_price: Annotated[Price | None, Meta(description="The coloured price tag, kopecks for one unit")] = None
    category: Annotated[Word, Meta(description="Category, or a path such as Dairy/Cheese")] = ""
    brand: Word = ""
    supplier: Word = ""
    tags: Annotated[frozenset[Id], Meta(description="Marks of the product that rules ask about: sale, marked…")] = (
        frozenset()
    )
    cost: Annotated[Money | None, Meta(description="Kopecks for one unit, for cost floors; left out: not known")] = None
    hand_discount: Annotated[Money, Meta(description="Kopecks off the line, given by the cashier")] = 0
    hand_rate: Annotated[
        int, Meta(ge=0, le=10_000, description="Basis points off what the line costs by then, given by the cashier")
    ] = 0
    hand_discount_reason: Annotated[Word, Meta(description="The cashier's words for it")] = ""
    hand_most: Annotated[
        int,
        Meta(ge=0, le=10_000, description="Basis points of what the line costs by then that `hand_discount` may take"),
    ] = 10_000
    hand_price: Annotated[
        Price | None, Meta(description="Kopecks for one unit, given by the cashier: the line comes down to it")
    ] = None


class ReceiptDocument(_Part, frozen=True, kw_only=True):
    """A receipt before payment, and the circumstances of the purchase."""

    lines: Annotated[tuple[LineDocument, ...], Meta(min_length=1, max_length=10_000)]
    at: Annotated[Moment | None, Meta(description="When it is paid; `--at` wins over it; left out: now")] = None
    store: Annotated[Word, Meta(description="Id of the store")] = ""
    zone: Annotated[
        str, Meta(min_length=1, max_length=64, description="Time zone of the store, such as Asia/Yekaterinburg")
    ] = "Europe/Moscow"
    channel: Annotated[Word, Meta(description="Where the purchase is made: till, web, app…")] = "till"
    promo_codes: Annotated[
        tuple[Id, ...], Meta(max_length=100, description="Promo codes as the buyer gave them, each once")
    ] = ()
    payment_kinds: Annotated[
        frozenset[Id], Meta(description="How it is going to be paid, where rules ask: cash, card, sbp…")
    ] = frozenset()
    redeem: Annotated[
        Annotated[int, Meta(ge=0, le=MAXIMUM_POINTS)] | Literal["maximum"],
        Meta(description='Points to be redeemed, in hundredths, or "maximum"; needs a member'),
    ] = 0
    wallets: Annotated[
        tuple[LotDocument, ...],
        Meta(
            max_length=10_000,
            description="Lots that all buyers share: caps of campaigns, promo codes with a number of uses",
        ),
    ] = ()

    enrolment: Annotated[
        Word,
        Meta(
            description="Id of the operation that registered the buyer on this very receipt: "
            "the welcome points, lot <id>.1, wait for the next purchase"
        ),
    ] = ""
    hand_discount: Annotated[
        Money, Meta(description="Kopecks off the whole receipt, given by the cashier, spread over its lines")
    ] = 0
    hand_rate: Annotated[
        int,
        Meta(ge=0, le=10_000, description="Basis points off each line by then, given by the cashier on the receipt"),
    ] = 0
    hand_discount_reason: Annotated[Word, Meta(description="The cashier's words for it")] = ""
    hand_most: Annotated[
        int, Meta(ge=0, le=10_000, description="Basis points of the receipt by then that its `hand_discount` may take")
    ] = 10_000
    caps: Annotated[
        Literal["untouched", "unknown"],
        Meta(
            description="Caps that no lot tells of: nobody has touched them (as when the server answers), "
            "or nothing is known of them (as without a network)"
        ),
    ] = "untouched"


class MemberDocument(_Part, frozen=True, kw_only=True):
    """A member as the till or the server knows it; an empty document is a new member."""

    account_id: Id = "member"
    level_id: Annotated[Word, Meta(description="Id of the level held; left out: the programme's base level")] = ""
    level_since: Annotated[Moment, Meta(description="Since when the level is held")] = 0
    level_floor: Annotated[
        Word, Meta(description="A level given by hand: purchases never take the member below it")
    ] = ""
    next_level: Annotated[Word, Meta(description="A change of level that is decided and starts at `next_level_at`")] = (
        ""
    )
    next_level_at: Moment = 0
    lots: Annotated[
        tuple[LotDocument, ...], Meta(max_length=10_000, description="Points, coupons and what is left of caps")
    ] = ()
    net_purchases: Annotated[
        int,
        Meta(ge=-MAXIMUM_KOPECKS, le=10**15, description="Kopecks paid in money within the qualification window"),
    ] = 0
    purchases: Annotated[Count, Meta(description="How many purchases so far; 0: this is the first")] = 0
    last_purchase_at: Moment = 0
    birthday: Annotated[str, Meta(pattern=r"^(\d{4}-)?\d{2}-\d{2}$", description="MM-DD or YYYY-MM-DD")] | None = None
    segments: Annotated[frozenset[Id], Meta(description="Groups of members that rules ask about")] = frozenset()
    as_of: Annotated[Moment, Meta(description="When the server last confirmed all this")] = 0
    unclaimed: Annotated[
        bool, Meta(description="A card that the till does not know: it earns at the base level and redeems nothing")
    ] = False


class BadReceipt(BadDocument):
    """A receipt of the wrong form, or one that contradicts itself."""

    text = QT_TRANSLATE_NOOP("errors", "The receipt is wrong at {path}: {value}")


class BadMember(BadDocument):
    """A member of the wrong form, or one that contradicts itself."""

    text = QT_TRANSLATE_NOOP("errors", "The member is wrong at {path}: {value}")


class BadMoment(ValueError):
    """A text of the right form that is no instant: the 30th of February, a year beyond calendars."""


def read_receipt(body: bytes) -> ReceiptDocument:
    """A receipt's JSON; raises `BadReceipt` with the path of the field, the value and what is allowed."""
    return read_strictly(body, ReceiptDocument, BadReceipt)


def read_member(body: bytes) -> MemberDocument:
    """A member's JSON; raises `BadMember` with the path of the field, the value and what is allowed."""
    return read_strictly(body, MemberDocument, BadMember)


def read_moment(text: str) -> Moment:
    """A moment that a person typed; raises `BadMoment`."""
    if re.fullmatch(_MOMENT[1:-1], text) is None:
        raise BadMoment(text)
    return text


def instant_of(moment: Moment, zone: str) -> Instant:
    """The instant of a text or number in a store of that (existing) time zone; raises `BadMoment`."""
    if isinstance(moment, int):
        return moment
    try:
        read = datetime.datetime.fromisoformat(moment.replace(" ", "T"))
        if read.tzinfo is None:
            read = read.replace(tzinfo=ZoneInfo(zone))
        instant = round(read.timestamp() * 1000)
    except (ValueError, OverflowError) as error:
        raise BadMoment(moment) from error
    if not EARLIEST <= instant < LATEST:
        raise BadMoment(moment)
    return instant


def cart_of(receipt: ReceiptDocument) -> Cart:
    """The engine's cart; the receipt must be free of contradictions."""
    return Cart(
        lines=tuple(_line_of(line, place) for place, line in enumerate(receipt.lines, start=1)),
        store=receipt.store,
        zone=receipt.zone,
        channel=receipt.channel,
        promo_codes=receipt.promo_codes,
        payment_kinds=receipt.payment_kinds,
        redeem=receipt.redeem,
        wallets=_lots_of(receipt.wallets, receipt.zone, "wallet"),
        enrolment=receipt.enrolment,
        hand_discount=receipt.hand_discount,
        hand_discount_reason=receipt.hand_discount_reason,
        hand_rate=receipt.hand_rate,
        hand_most=receipt.hand_most,
    )


def member_of(member: MemberDocument, programme: Programme, zone: str) -> MemberState:
    """The engine's member in a store of that time zone; the document must be free of contradictions."""

    def instant(moment: Moment) -> Instant:
        return instant_of(moment, zone)

    return MemberState(
        account_id=member.account_id,
        level_id=member.level_id or programme.base_level.id,
        lots=_lots_of(member.lots, zone, "lot"),
        net_purchases=member.net_purchases,
        birthday=birthday_of(member),
        segments=member.segments,
        purchases=member.purchases,
        as_of=instant(member.as_of),
        unclaimed=member.unclaimed,
        level_since=instant(member.level_since),
        level_floor=member.level_floor,
        next_level=member.next_level,
        next_level_at=instant(member.next_level_at),
        last_purchase_at=instant(member.last_purchase_at),
    )


def birthday_of(member: MemberDocument) -> tuple[int, int] | None:
    """Month and day, whether or not there is such a day."""
    if member.birthday is None:
        return None
    month, day = member.birthday[-5:].split("-")
    return int(month), int(day)


def number_of(line: LineDocument, place: int) -> int:
    """The line's number: its own, or its place on the receipt (from 1)."""
    return place if line.number is None else line.number


def lot_id_of(lot: LotDocument, place: int, prefix: str) -> str:
    """The lot's id: its own, or `lot-1`, `lot-2`… by its place (from 1)."""
    return lot.lot_id or f"{prefix}-{place}"


def _line_of(line: LineDocument, place: int) -> CartLine:
    number = number_of(line, place)
    return CartLine(
        number=number,
        product_id=line.product_id or f"product-{number}",
        price=line.price,
        quantity=line.quantity,
        member_price=line.member_price,
        category=line.category,
        brand=line.brand,
        supplier=line.supplier,
        tags=line.tags,
        cost=line.cost,
        hand_discount=line.hand_discount,
        hand_discount_reason=line.hand_discount_reason,
        hand_rate=line.hand_rate,
        hand_most=line.hand_most,
        hand_price=line.hand_price,
    )


def _lots_of(lots: tuple[LotDocument, ...], zone: str, prefix: str) -> tuple[LotState, ...]:
    return tuple(
        LotState(
            lot_id=lot_id_of(lot, place, prefix),
            balance=lot.balance,
            right=max(lot.balance, 0) if lot.right is None else lot.right,
            active_at=instant_of(lot.active_at, zone),
            expires_at=None if lot.expires_at is None else instant_of(lot.expires_at, zone),
            wallet=lot.wallet,
            source=lot.source,
            opens=lot.opens,
            lapsed=lot.lapsed,
        )
        for place, lot in enumerate(lots, start=1)
    )
