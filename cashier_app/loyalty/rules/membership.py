"""Conditions about the member: a card, a level, a birthday, the first purchase, a coupon."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec

from cashier_app.core.words import Words
from cashier_app.loyalty.birthdays import nearest_birthday
from cashier_app.loyalty.cart import COUPON_WALLETS
from cashier_app.loyalty.quoted import CodeRefusal
from cashier_app.loyalty.rules.base import Circumstances, Condition, NamedSet, condition, listed

#: Days on either side of a birthday; both together stay below a year, so that windows never meet.
WindowDays = Annotated[int, msgspec.Meta(ge=0, le=180)]


class OfMember(Condition, frozen=True, tag="of_member"):
    """A condition that only a card on the receipt can fulfil."""

    def refusal(self, circumstances: Circumstances) -> CodeRefusal:
        """A card is missing, or it is not the right one."""
        return "member"


@condition
class HasMember(OfMember, frozen=True, tag="member"):
    """A loyalty card is on the receipt."""

    def receipt(self, circumstances: Circumstances) -> bool:
        """True when there is a member."""
        return circumstances.member is not None

    def describe(self, words: Words) -> str:
        """`with a card`."""
        return words.translate("rules", "with a card")


@condition
class OfLevels(OfMember, frozen=True, tag="levels"):
    """The member's level is one of these, or, with `absent`, none of them.

    A card that is not known here is at the base level.
    """

    levels: NamedSet
    absent: bool = False

    def receipt(self, circumstances: Circumstances) -> bool:
        """True for members of these levels."""
        return circumstances.member is not None and (circumstances.level_id in self.levels) is not self.absent

    def contradiction(self, levels: frozenset[str]) -> str:
        """Only levels of the ladder."""
        return "" if self.levels <= levels else " | ".join(sorted(levels))

    def describe(self, words: Words) -> str:
        """`level: gold, silver` or `not at level: gold`."""
        if self.absent:
            text = words.translate("rules", "not at level: {names}")
        else:
            text = words.translate("rules", "level: {names}")
        return text.format(names=listed(self.levels, words))


@condition
class OfSegments(OfMember, frozen=True, tag="segments"):
    """The member belongs to one of these segments, or, with `absent`, to none of them."""

    segments: NamedSet
    absent: bool = False

    def receipt(self, circumstances: Circumstances) -> bool:
        """True for members of these segments."""
        member = circumstances.member
        return member is not None and member.segments.isdisjoint(self.segments) is self.absent

    def describe(self, words: Words) -> str:
        """`segment: students` or `not in segment: students`."""
        if self.absent:
            text = words.translate("rules", "not in segment: {names}")
        else:
            text = words.translate("rules", "segment: {names}")
        return text.format(names=listed(self.segments, words))


@condition
class AroundBirthday(OfMember, frozen=True, tag="birthday"):
    """The store's day is at most so many days before or after the member's birthday, over New Year too.

    Who was born on 29 February has the birthday on the 28th where the year has no such day.
    """

    days_before: WindowDays = 0
    days_after: WindowDays = 0

    def receipt(self, circumstances: Circumstances) -> bool:
        """True around the birthday nearest to today."""
        member = circumstances.member
        if member is None or member.birthday is None:
            return False
        today = circumstances.local.date()
        birthday = nearest_birthday(member.birthday, today)
        return birthday - timedelta(days=self.days_before) <= today <= birthday + timedelta(days=self.days_after)

    def describe(self, words: Words) -> str:
        """`birthday, 3 days before, 7 days after`."""
        parts = [words.translate("rules", "birthday")]
        days_before, days_after = self.days_before, self.days_after
        if days_before:
            parts.append(words.translate("rules", "%n day(s) before", "", days_before))
        if days_after:
            parts.append(words.translate("rules", "%n day(s) after", "", days_after))
        return ", ".join(parts)


@condition
class FirstPurchase(OfMember, frozen=True, tag="first_purchase"):
    """The member has bought nothing yet.

    A rule with it gives one use to a member, as by a cap (`Rule.all_caps`): two tills without a network do not give
    it twice.  A card that is not known here has none.
    """

    def receipt(self, circumstances: Circumstances) -> bool:
        """True before the first purchase."""
        member = circumstances.member
        return member is not None and not member.unclaimed and member.purchases == 0

    def describe(self, words: Words) -> str:
        """`first purchase`."""
        return words.translate("rules", "first purchase")


@condition
class WithCoupon(OfMember, frozen=True, tag="coupon"):
    """The member holds a coupon of this id that may be used now; a receipt uses one of them.

    Whether it may be used at this till is asked of the spending right (`caps.Caps`).
    """

    coupon: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]

    @property
    def wallet(self) -> str:
        """The wallet that such coupons stand in."""
        return COUPON_WALLETS + self.coupon

    def receipt(self, circumstances: Circumstances) -> bool:
        """True when an active coupon is there."""
        return self.wallet in circumstances.coupons

    def describe(self, words: Words) -> str:
        """`coupon: birthday-2026`."""
        return words.translate("rules", "coupon: {name}").format(name=self.coupon)
