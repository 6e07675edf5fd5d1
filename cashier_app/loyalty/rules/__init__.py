"""The registry of promotion rules: every kind of condition and effect is one class in this package.

A rule is conditions × effect × stacking (`programme.Rule`).  A new kind is one class with its schema (its fields), its
words for the cashier (`describe`) and its tests; nothing else changes.  The modules are by subject: `goods`,
`purchase` and `membership` hold conditions, `discounts` and `accruals` effects, `base` what they share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from cashier_app.loyalty.rules.accruals import (
    AccrualEffect,
    AccrueByBands,
    AccrueFixed,
    AccruePerAmount,
    AccruePercent,
    AccruePerUnit,
    AddedPoints,
    Band,
    GiveCoupon,
    Multiply,
    RateEffect,
)
from cashier_app.loyalty.rules.base import (
    CONDITIONS,
    EFFECTS,
    Circumstances,
    Condition,
    Effect,
    NamedSet,
    Quantity,
    Rate,
    Sum,
    condition,
    effect,
    percent_text,
)
from cashier_app.loyalty.rules.discounts import (
    AmountOff,
    CheapestItem,
    DiscountEffect,
    FixedPrice,
    Gift,
    Goods,
    LineDiscount,
    NthItem,
    PercentOff,
    SetDiscount,
    UnitOff,
)
from cashier_app.loyalty.rules.goods import (
    OfBrands,
    OfCategories,
    OfGoodsSum,
    OfProducts,
    OfQuantity,
    OfSuppliers,
    WithTags,
    within,
)
from cashier_app.loyalty.rules.membership import (
    AroundBirthday,
    FirstPurchase,
    HasMember,
    OfLevels,
    OfSegments,
    WithCoupon,
)
from cashier_app.loyalty.rules.purchase import (
    WEEKDAYS,
    AtHours,
    ByChannels,
    InStores,
    OnDates,
    OnWeekdays,
    PaidBy,
    ReceiptSum,
    Weekday,
    WithPromoCode,
    fold_code,
    folded_codes,
)

__all__ = [
    "CONDITIONS",
    "EFFECTS",
    "WEEKDAYS",
    "AccrualEffect",
    "AccrueByBands",
    "AccrueFixed",
    "AccruePerAmount",
    "AccruePerUnit",
    "AccruePercent",
    "AddedPoints",
    "AmountOff",
    "AnyCondition",
    "AnyEffect",
    "AroundBirthday",
    "AtHours",
    "Band",
    "ByChannels",
    "CheapestItem",
    "Circumstances",
    "Condition",
    "DiscountEffect",
    "Effect",
    "FirstPurchase",
    "FixedPrice",
    "Gift",
    "GiveCoupon",
    "Goods",
    "HasMember",
    "InStores",
    "LineDiscount",
    "Multiply",
    "NamedSet",
    "NthItem",
    "OfBrands",
    "OfCategories",
    "OfGoodsSum",
    "OfLevels",
    "OfProducts",
    "OfQuantity",
    "OfSegments",
    "OfSuppliers",
    "OnDates",
    "OnWeekdays",
    "PaidBy",
    "PercentOff",
    "Quantity",
    "Rate",
    "RateEffect",
    "ReceiptSum",
    "SetDiscount",
    "Sum",
    "UnitOff",
    "Weekday",
    "WithCoupon",
    "WithPromoCode",
    "WithTags",
    "condition",
    "effect",
    "fold_code",
    "folded_codes",
    "percent_text",
    "within",
]

if TYPE_CHECKING:
    AnyCondition = Condition
    AnyEffect = Effect
else:  # msgspec decodes a tagged union of exactly the registered classes
    AnyCondition = Union[tuple(CONDITIONS)]  # noqa: UP007 - made from the registry
    AnyEffect = Union[tuple(EFFECTS)]  # noqa: UP007
