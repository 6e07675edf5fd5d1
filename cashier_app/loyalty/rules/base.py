"""What every kind of condition and effect has: its questions, its words, and the registry it enters.

A class registers itself under its tag, which is the `kind` written in the programme's JSON; its fields are its schema.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Final, TypeVar

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.number import format_scaled
from cashier_app.core.quantity import Thousandths
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import COUPON_WALLETS, Cart, CartLine, MemberState
from cashier_app.loyalty.quoted import CodeRefusal

#: A percentage of 0 to 100 % in basis points.
Rate = Annotated[BasisPoints, msgspec.Meta(ge=0, le=10_000)]
#: A sum of money that is not negative.
Sum = Annotated[Kopecks, msgspec.Meta(ge=0)]
#: A quantity in thousandths that is not negative.
Quantity = Annotated[Thousandths, msgspec.Meta(ge=0)]
#: A set that a condition compares with; an empty one would silently never hold.
NamedSet = Annotated[frozenset[str], msgspec.Meta(min_length=1)]
#: Names that a sentence lists before it only counts the rest.
_LISTED: Final = 5


class _Known:
    """What has been worked out for one receipt, for all steps alike."""

    __slots__ = ("coupons", "local")

    def __init__(self) -> None:
        self.local: datetime | None = None
        self.coupons: frozenset[str] | None = None


class Circumstances:
    """What a rule may ask about besides the line: the receipt before the rule's step, the member, the instant.

    `total` is the receipt's sum in kopecks before the step; `level_id` the level in force; `codes` the promo codes
    given, folded.
    """

    __slots__ = ("_known", "cart", "codes", "level_id", "member", "now", "total")

    def __init__(
        self,
        cart: Cart,
        member: MemberState | None,
        total: Kopecks,
        now: Instant,
        level_id: str = "",
        codes: frozenset[str] = frozenset(),
    ) -> None:
        self.cart = cart
        self.member = member
        self.total = total
        self.now = now
        self.level_id = level_id
        self.codes = codes
        self._known = _Known()

    @property
    def coupons(self) -> frozenset[str]:
        """Wallets of the coupons that the member may use now, rights aside."""
        known = self._known
        if known.coupons is None:
            lots = self.member.lots if self.member is not None else ()
            known.coupons = frozenset(
                lot.wallet
                for lot in lots
                if lot.wallet.startswith(COUPON_WALLETS)
                and lot.balance >= 1
                and lot.active_at <= self.now
                and (lot.expires_at is None or self.now < lot.expires_at)
            )
        return known.coupons

    @property
    def local(self) -> datetime:
        """The store's wall clock."""
        known = self._known
        if known.local is None:
            known.local = local_time(self.now, self.cart.zone)
        return known.local

    def before(self, total: Kopecks) -> Circumstances:
        """The same before another step, whose receipt sums up to `total`."""
        other = Circumstances(self.cart, self.member, total, self.now, self.level_id, self.codes)
        other._known = self._known
        return other


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="condition"):
    """One condition; it narrows lines, asks about the receipt, or about all the lines together that a rule takes."""

    #: The answer to `line` depends on the product alone, so it may be remembered for that product.
    by_product: ClassVar[bool] = True

    def line(self, line: CartLine) -> bool:
        """Whether the rule may touch this line."""
        return True

    def receipt(self, circumstances: Circumstances) -> bool:
        """Whether the rule may touch this receipt."""
        return True

    def together(self, quantity: Thousandths, amount: Kopecks) -> bool:
        """Whether the lines that the rule takes suffice together: their quantity, their sum before the step."""
        return True

    def contradiction(self, levels: frozenset[str]) -> str:
        """What is allowed instead, if the condition contradicts itself or names none of the levels; else empty."""
        return ""

    def refusal(self, circumstances: Circumstances) -> CodeRefusal:
        """Why a promo code does nothing where this condition does not hold."""
        return "conditions"

    def describe(self, words: Words) -> str:
        """The condition in the cashier's words."""
        raise NotImplementedError


class Effect(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="effect"):
    """What a rule does; an effect gives either discounts or points."""

    def contradiction(self) -> str:
        """What is allowed instead, if the effect contradicts itself; else empty."""
        return ""

    def describe(self, words: Words) -> str:
        """The effect in the cashier's words."""
        raise NotImplementedError


CONDITIONS: list[type[Condition]] = []
EFFECTS: list[type[Effect]] = []
_C = TypeVar("_C", bound=type[Condition])
_E = TypeVar("_E", bound=type[Effect])


def condition(cls: _C) -> _C:
    """Register a kind of condition."""
    CONDITIONS.append(cls)
    return cls


def effect(cls: _E) -> _E:
    """Register a kind of effect."""
    EFFECTS.append(cls)
    return cls


def percent_text(rate: BasisPoints, words: Words) -> str:
    """`7,5 %` with a no-break space."""
    return f"{format_scaled(rate, 2, words.decimal_mark)}\u00a0%"


def listed(names: frozenset[str], words: Words) -> str:
    """`Bread, Dairy`: names in order; of many the first few and how many more there are."""
    ordered = sorted(names)
    if len(ordered) <= _LISTED:
        return ", ".join(ordered)
    rest = words.translate("rules", "{names} and {count} more")
    return rest.format(names=", ".join(ordered[: _LISTED - 1]), count=len(ordered) - _LISTED + 1)
