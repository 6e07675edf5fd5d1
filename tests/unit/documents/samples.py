"""Receipts to try documents on: the one of the design, a long one, a return, an offline one."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.documents.receipt import (
    CodeFacts,
    CouponFacts,
    DiscountFacts,
    EarnedFacts,
    ExpiringFacts,
    LineFacts,
    MemberFacts,
    PaymentFacts,
    ReceiptFacts,
    UnclaimedFacts,
    VatFacts,
)

ZONE = "Asia/Yekaterinburg"
RECEIPT_ID = "0123456789abcdef0123456789abcdef"


def at(*moment: int) -> Instant:
    """The instant of a wall clock in Perm."""
    return round(datetime(*moment, tzinfo=ZoneInfo(ZONE)).timestamp()) * 1000  # type: ignore[arg-type, misc]


MEMBER = MemberFacts(
    display="Анна К.",
    card="..4417",
    level="Серебро",
    before=124_500,
    redeemed=30_000,
    after=94_500,
    earned_later=5_700,
    pending=14_300,
    next_level="Золото",
    to_next_level=168_182,
)

SALE = ReceiptFacts(
    kind="sale",
    receipt_id=RECEIPT_ID,
    number=1187,
    till=2,
    shift=341,
    cashier="Иванова М.",
    at=at(2026, 11, 21, 14, 27),
    zone=ZONE,
    header=("РОМАШКА", "ул. Ленина, 12, Пермь"),
    lines=(
        LineFacts("Молоко «Деревенское» 3,2 %, 1 л", 2000, 9490, 18_980),
        LineFacts("Сыр «Российский» 45 %, вес.", 299, 49_900, 14_920, "kg", (DiscountFacts("цена по карте", 1492),)),
        LineFacts(
            "Кофе в зёрнах «Арабика», 1 кг", 1000, 124_900, 124_900, "pc", (DiscountFacts("Серебро 10 %", 12_490),)
        ),
    ),
    base=158_800,
    discount=13_982,
    redeemed=30_000,
    to_pay=114_818,
    vat=(VatFacts(1000, 10_438),),
    payments=(PaymentFacts("cash", 114_818, 120_000),),
    change=5182,
    member=MEMBER,
)

OFFLINE = msgspec.structs.replace(
    SALE,
    member=msgspec.structs.replace(
        MEMBER,
        expiring=(ExpiringFacts(21_000, at(2026, 12, 1, 0, 0)),),
        as_of=at(2026, 11, 21, 9, 5),
    ),
)

UNCLAIMED = msgspec.structs.replace(SALE, member=None, unclaimed=UnclaimedFacts("..9001", 5_700))

RETURN = msgspec.structs.replace(
    SALE,
    kind="return",
    number=1190,
    original_number=1187,
    original_at=SALE.at,
    lines=SALE.lines[1:2],
    base=14_920,
    discount=1492,
    redeemed=2810,
    to_pay=10_618,
    vat=(),
    payments=(PaymentFacts("card", 10_618, reference="004512"),),
    change=0,
    member=msgspec.structs.replace(
        MEMBER, before=94_500, redeemed=0, restored=2810, taken_back=500, after=96_810, earned_later=0, pending=13_800
    ),
)


def with_names(*names: str) -> ReceiptFacts:
    """The sample sale with goods of these names."""
    return msgspec.structs.replace(SALE, lines=tuple(LineFacts(name, 1000, 9900, 9900) for name in names))


#: A sale whose every line is explained: codes, a gift, coupons used and given, points by rule, a level to come.
EXPLAINED = msgspec.structs.replace(
    SALE,
    lines=(
        LineFacts(
            "Кофе в зёрнах «Арабика», 1 кг",
            1000,
            124_900,
            124_900,
            discounts=(DiscountFacts("Серебро 10 %", 12_490), DiscountFacts("осень −10 %", 11_241)),
            redeemed=10_000,
            to_pay=91_169,
        ),
        LineFacts(
            "Печенье сахарное, 300 г",
            1000,
            7990,
            7990,
            discounts=(DiscountFacts("печенье к кофе", 7989),),
            to_pay=1,
            gift=True,
        ),
        LineFacts("Хлеб", 1000, 5250, 5250, to_pay=5250),
    ),
    codes=(CodeFacts("AUTUMN10", "осень −10 %"),),
    coupons=(CouponFacts("кофе за полцены"), CouponFacts("купон на торт", True, at(2026, 12, 6, 0, 0))),
    member=msgspec.structs.replace(
        MEMBER,
        earned_by=(EarnedFacts("За покупку", 4500), EarnedFacts("Чай: 10 % баллами", 1200)),
        reached_level="Золото",
        reached_at=at(2026, 11, 22, 0, 0),
    ),
)
