"""A receipt that nobody has paid, for trying a template: a discount, points, a level to come, points that burn."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import DAY, Instant
from cashier_app.core.words import Words
from cashier_app.documents.receipt import (
    CouponFacts,
    DiscountFacts,
    ExpiringFacts,
    LineFacts,
    MemberFacts,
    PaymentFacts,
    ReceiptFacts,
    VatFacts,
)

#: Whose receipt it is: a member's, a stranger's, or a member's return.
Sample: TypeAlias = Literal["member", "stranger", "return"]
SAMPLES: tuple[Sample, ...] = ("member", "stranger", "return")


def sample_receipt(which: Sample, at: Instant, zone: str, words: Words) -> ReceiptFacts:
    """The sample as it would be sold at that instant; the caller puts the shop's own head and foot to it."""
    sale = _to_member(at, zone, words)
    if which == "stranger":
        return _to_stranger(sale)
    return _taken_back(sale, at) if which == "return" else sale


def _to_member(at: Instant, zone: str, words: Words) -> ReceiptFacts:
    level = words.translate("sample", "Silver")
    return ReceiptFacts(
        kind="sale",
        receipt_id="0123456789abcdef0123456789abcdef",
        number=1187,
        till=2,
        shift=341,
        cashier=words.translate("sample", "Petrova M."),
        at=at,
        zone=zone,
        header=(),
        lines=_goods(level, words),
        base=158_800,
        discount=12_490,
        redeemed=30_000,
        to_pay=116_310,
        vat=(VatFacts(1000, 10_574),),
        payments=(PaymentFacts("cash", 116_310, 120_000),),
        change=3690,
        member=_member(level, at, words),
        coupons=(CouponFacts(words.translate("sample", "a cake for half its price"), True, at + 14 * DAY),),
    )


def _goods(level: str, words: Words) -> tuple[LineFacts, ...]:
    milk = words.translate("sample", "Milk “Village” 3.2 %, 1 l")
    cheese = words.translate("sample", "Cheese “Russian” 45 %, by weight")
    coffee = words.translate("sample", "Coffee beans “Arabica”, 1 kg")
    return (
        LineFacts(milk, 2000, 9490, 18_980),
        LineFacts(cheese, 299, 49_900, 14_920, "kg"),
        LineFacts(coffee, 1000, 124_900, 124_900, discounts=(DiscountFacts(f"{level} 10 %", 12_490),)),
    )


def _member(level: str, at: Instant, words: Words) -> MemberFacts:
    return MemberFacts(
        display=words.translate("sample", "Anna K."),
        card="..4417",
        level=level,
        before=124_500,
        redeemed=30_000,
        after=94_500,
        earned_later=5_700,
        pending=5_700,
        expiring=(ExpiringFacts(21_000, at + 9 * DAY), ExpiringFacts(4_000, at + 20 * DAY)),
        next_level=words.translate("sample", "Gold"),
        to_next_level=168_182,
    )


def _to_stranger(sale: ReceiptFacts) -> ReceiptFacts:
    return msgspec.structs.replace(
        sale,
        member=None,
        redeemed=0,
        to_pay=146_310,
        vat=(VatFacts(1000, 13_301),),
        payments=(PaymentFacts("card", 146_310, reference="004512"),),
        change=0,
        coupons=(),
    )


def _taken_back(sale: ReceiptFacts, at: Instant) -> ReceiptFacts:
    """The second line of the sale comes back."""
    assert sale.member is not None
    member = msgspec.structs.replace(
        sale.member, before=94_500, redeemed=0, restored=2810, taken_back=500, after=96_810, earned_later=0
    )
    return msgspec.structs.replace(
        sale,
        kind="return",
        number=1190,
        original_number=1187,
        original_at=at,
        lines=sale.lines[1:2],
        base=14_920,
        discount=0,
        redeemed=2810,
        to_pay=12_110,
        vat=(VatFacts(1000, 1101),),
        payments=(PaymentFacts("cash", 12_110),),
        change=0,
        member=member,
        coupons=(),
    )
