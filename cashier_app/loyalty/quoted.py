"""What the engine answers: an honest price, every kopeck explained."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.points import Points
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import POINTS_WALLET

#: Where a discount came from, in the order of calculation.
Step: TypeAlias = Literal["member_price", "promotion", "level", "promo_code", "hand"]

#: The one limit that binds a redemption.
Limit: TypeAlias = Literal[
    "none",  # everything asked for was given
    "no_member",
    "balance",  # the member has no more active points
    "right",  # no more may be spent at this till while offline
    "share",  # the programme's or the level's maximum share
    "floor",  # the price floor of the lines
    "excluded",  # every line is excluded from redemption
    "minimum",  # below the programme's minimum redemption
    "minimum_receipt",
    "minimum_balance",
    "step",  # points are redeemed in whole steps
    "unclaimed",  # the card is not known here: it only earns
    "cost",  # the goods' cost: points never pay below it
    "promo_code",  # receipts with a promo code are not paid with points
    "cap",  # the programme's cap on redemption, a receipt, day or campaign
    "off",  # the programme or the level allows no redemption
]


class Discount(msgspec.Struct, frozen=True):
    """One discount on one line, by the name of the rule that gave it."""

    step: Step
    rule_id: str
    name: str
    amount: Kopecks


class QuotedLine(msgspec.Struct, frozen=True):
    """A line with its price explained: base - discounts - redeemed = to_pay."""

    number: int
    base: Kopecks
    discounts: tuple[Discount, ...]
    redeemed: Kopecks
    redeemed_points: Points
    to_pay: Kopecks
    accrued: Points

    @property
    def discounted(self) -> Kopecks:
        """Amount after discounts, before points."""
        return self.base - sum(discount.amount for discount in self.discounts)


class LotUse(msgspec.Struct, frozen=True):
    """Points taken from one lot, and the lot's own dates, by which a return restores it."""

    lot_id: str
    points: Points
    active_at: Instant = 0
    expires_at: Instant | None = None
    source: str = ""


class NewLot(msgspec.Struct, frozen=True):
    """Points given by one rule: they become a lot when the sale is committed.

    `lines` shares the lot's points over receipt lines (line number, points); it sums to `points`.
    A coupon given (`wallet` `coupon:<id>`, points 1) is shared by the lines that earned it: see `WalletUse.lines`.
    """

    rule_id: str
    name: str
    points: Points
    active_at: Instant
    expires_at: Instant | None
    lines: tuple[tuple[int, Points], ...]
    wallet: str = POINTS_WALLET


class WalletUse(msgspec.Struct, frozen=True):
    """What a rule took from a one-use entitlement or a cap: one lot, an amount, and the lines it paid for.

    `amount` counts uses, kopecks or points, as the cap does.  `shared`: the lot is everybody's and stands on
    `ledger.campaign_account(rule_id)`.  `opens`: nobody had touched the lot; it is opened with this amount.
    `lines` are (line number, its part of `amount`), for uses (line number, 0): they go back together.
    """

    rule_id: str
    wallet: str
    lot_id: str
    amount: int
    active_at: Instant
    expires_at: Instant | None
    lines: tuple[tuple[int, int], ...]
    shared: bool = False
    opens: int = 0


#: Why a promo code does nothing; each has its words in `explain`.
CodeRefusal: TypeAlias = Literal[
    "",  # it works
    "unknown",  # no rule knows it
    "not_yet",  # its dates begin later
    "over",  # its dates have passed
    "used_up",  # as often as it may be has it been used
    "no_right",  # whether it has been used is not known here without the server
    "member",  # it needs a card, or is another member's
    "conditions",  # the receipt does not fulfil the rest of its conditions
    "beaten",  # a better price stands, or an exclusive rule excludes it
    "doubled",  # another code of the same rule works already
]


class CodeAnswer(msgspec.Struct, frozen=True):
    """What became of one promo code: the rule that it works by, or why it does nothing."""

    code: str
    rule_id: str = ""
    name: str = ""
    refusal: CodeRefusal = ""


class GiftOffer(msgspec.Struct, frozen=True):
    """A gift that the receipt has earned and that is not on it yet: any of the products, up to `quantity`."""

    rule_id: str
    name: str
    products: tuple[str, ...]
    quantity: Thousandths
    price: Kopecks


class GiftGiven(msgspec.Struct, frozen=True):
    """A gift that lies on the receipt: (line number, quantity given) of the gift itself, and the lines that earned it.

    `earned_by` are the lines that the rule's conditions counted, without the gift's own; when the last of them comes
    back, the gift comes back with it or is paid for (`settlement`).
    """

    rule_id: str
    name: str
    lines: tuple[tuple[int, Thousandths], ...]
    earned_by: tuple[int, ...]


class EnrolmentOffer(msgspec.Struct, frozen=True):
    """A buyer without a card may be offered one: points for the registration, usable from the next purchase."""

    points: Points
    would_earn: Points = 0


class Capped(msgspec.Struct, frozen=True):
    """A rule that gave nothing, or less than it would have, because of a cap."""

    rule_id: str
    name: str
    #: No right here (the server is needed), or used up.
    reason: Literal["no_right", "used_up", "cut"]
    lot_id: str = ""


class Redemption(msgspec.Struct, frozen=True):
    """What may be redeemed, what is, and the one limit that binds.

    `limit` explains `maximum` when the maximum (or more) was asked for or nothing was;
    `share` is the share in force; `minimum` the programme's smallest redemption.
    """

    maximum: Points
    points: Points
    amount: Kopecks
    limit: Limit
    share: BasisPoints = 0
    #: The programme's smallest redemption, and what the other limits left before it was compared.
    minimum: Points = 0
    available: Points = 0
    #: Active points of the member, and how many of them may be spent at this till now.
    balance: Points = 0
    spendable: Points = 0
    #: The sum or the points that a `minimum_receipt` or `minimum_balance` asks for.
    required: int = 0
    #: Amount of the lines that points may not pay for.
    excluded: Kopecks = 0
    step: Points = 1
    uses: tuple[LotUse, ...] = ()
    #: (line number, lot, points): the allocation a return goes back by.
    allocation: tuple[tuple[int, str, Points], ...] = ()
    #: The programme wants a redemption of this size confirmed by the buyer or a colleague.
    confirm: bool = False
    #: Some goods have a share of their own, which counts for them instead.
    shares_differ: bool = False


class TraceStep(msgspec.Struct, frozen=True):
    """One decision of the engine, in order: which rule, on which line (0 = the receipt), with what effect."""

    step: str
    rule_id: str
    line: int
    amount: int
    note: str = ""


class Quote(msgspec.Struct, frozen=True):
    """The whole answer for one cart, member, programme version and instant."""

    programme_version: int
    at: Instant
    lines: tuple[QuotedLine, ...]
    base: Kopecks
    discount: Kopecks
    redemption: Redemption
    to_pay: Kopecks
    accrued: Points
    new_lots: tuple[NewLot, ...]
    trace: tuple[TraceStep, ...]
    #: One-use entitlements and caps used, in the order of the rules.
    wallet_uses: tuple[WalletUse, ...] = ()
    codes: tuple[CodeAnswer, ...] = ()
    #: Gifts earned that are not on the receipt yet, and those that are.
    gifts: tuple[GiftOffer, ...] = ()
    given: tuple[GiftGiven, ...] = ()
    capped: tuple[Capped, ...] = ()
    enrolment: EnrolmentOffer | None = None
