"""What a row of the old system's files says, once it is understood."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points

IdentifierKind: TypeAlias = Literal["card", "phone", "email"]


class MemberItem(msgspec.Struct, frozen=True, tag="member", omit_defaults=True):
    """A person; `level` is the programme's, empty where the file names none."""

    name: str = ""
    birthday: str = ""
    level: str = ""
    state: Literal["active", "blocked"] = "active"
    store: str = ""
    segments: tuple[str, ...] = ()


class IdentifierItem(msgspec.Struct, frozen=True, tag="identifier", omit_defaults=True):
    """A card, telephone or e-mail in the form it is compared in."""

    kind: IdentifierKind
    plain: str
    state: Literal["active", "blocked", "expired", "replaced"] = "active"


class LotItem(msgspec.Struct, frozen=True, tag="lot", omit_defaults=True):
    """Points, below zero for a debt; `key` is the old system's number, `told` its dates as they stood there."""

    points: Points
    active_at: Instant = 0
    expires_at: Instant | None = None
    key: str = ""
    told: str = ""


class PurchaseItem(msgspec.Struct, frozen=True, tag="purchase", omit_defaults=True):
    """Money that counts for levels; a return is below zero."""

    at: Instant
    net: Kopecks
    key: str = ""
    store: str = ""
    #: A sum of many purchases, not one of them.
    turnover: bool = False


class CouponItem(msgspec.Struct, frozen=True, tag="coupon", omit_defaults=True):
    """Uses of a coupon; `told` is its expiry as it stood there."""

    coupon: str
    uses: int
    expires_at: Instant | None = None
    told: str = ""


Item: TypeAlias = MemberItem | IdentifierItem | LotItem | PurchaseItem | CouponItem


class Judged(msgspec.Struct, frozen=True):
    """A row that is understood: by what it names its member, who that is for a person, and its items."""

    link: tuple[str, str]
    who: str
    items: tuple[Item, ...]


class Flaw(Exception):
    """What is wrong with a row: a reason of `reasons`, and the value that stood there."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason, value)
        self.reason = reason
        self.value = value
