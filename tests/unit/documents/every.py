"""Every document that the program prints, in both languages, with the longest and the oddest that a shop has."""

from __future__ import annotations

import msgspec

from cashier_app.core.words import Words
from cashier_app.documents.document import DRAWER_DOCUMENT, Document
from cashier_app.documents.escpos import Format
from cashier_app.documents.receipt import (
    CouponFacts,
    DiscountFacts,
    ExpiringFacts,
    LineFacts,
    PaymentFacts,
    ReceiptFacts,
    VatFacts,
    as_copy,
    receipt_document,
)
from cashier_app.documents.reports import CashFacts, cash_document, printer_test_page, report_document
from tests.unit.documents.samples import EXPLAINED, MEMBER, OFFLINE, RETURN, SALE, UNCLAIMED, ZONE, at
from tests.unit.documents.test_report_documents import FACTS

#: Widths of paper: 58 mm (24, 32) and 80 mm (42, 48, 64).
WIDTHS = (24, 32, 42, 48, 64)

_LONG_NAME = (
    "Набор подарочный «Новогодний» кондитерских изделий в жестяной банке с музыкальным механизмом, ассорти: "
    "шоколадно-вафельные конфеты, мармелад желейный формовой, печенье сдобное, 1,25 кг"
)

#: All kinds of lines at once: weighed, measured, free, long, discounted by several rules, sums of seven figures.
RICH: ReceiptFacts = msgspec.structs.replace(
    EXPLAINED,
    header=("РОМАШКА", "ул. Академика Королёва-Щербаковского, д. 12, корп. 3, стр. 1, Пермь", "ИНН 5902123456"),
    cashier="Константинопольская-Преображенская А.",
    lines=(
        *EXPLAINED.lines,
        LineFacts(_LONG_NAME, 12_000, 123_456_789, 1_481_481_468, "pc", (DiscountFacts("скидка", 148_148_146),)),
        LineFacts("Кабель ВВГ-нг(А)-LS 3×2,5 ГОСТ 31996-2012", 137_550, 8990, 1_236_575, "m"),
        LineFacts("Квас «Добрый», розлив", 1500, 12_000, 18_000, "l"),
        LineFacts(
            "Электроштабелёр самоходный",
            1000,
            999_999_999,
            999_999_999,
            discounts=(
                DiscountFacts("Скидка постоянного покупателя по накопительной программе «Золотой клуб»", 9_999_999),
            ),
            to_pay=990_000_000,
        ),
    ),
    base=2_482_736_042,
    discount=158_178_145,
    rounding=42,
    to_pay=2_294_557_897,
    vat=(VatFacts(2200, 413_772_735), VatFacts(1000, 10_438), VatFacts(None, 5250)),
    payments=(
        PaymentFacts("card", 2_000_000_000, reference="004512-AB-7789"),
        PaymentFacts("sbp", 200_000_000, reference="A53270A1B2C3D4E5F60000012345678"),
        PaymentFacts("cash", 94_557_855, 100_000_000),
    ),
    change=5_442_145,
    coupons=(*EXPLAINED.coupons, CouponFacts("праздничный набор со скидкой 15 % на всё", True)),
    announcements=("С 01.12.2026 баллы списываются по новым правилам: не больше 30 % чека",),
    footer=("Спасибо за покупку!", "Горячая линия 8-800-555-35-35", "https://romashka-perm.example.ru/otzyvy"),
    member=msgspec.structs.replace(
        MEMBER,
        display="Преображенская А.",
        level="Платиновый постоянный покупатель",
        lent=5000,
        expiring=(ExpiringFacts(21_050, at(2026, 12, 1, 0, 0)), ExpiringFacts(100, at(2026, 12, 9, 0, 0))),
        as_of=at(2026, 11, 21, 9, 5),
    ),
)

LOOSE_RETURN = msgspec.structs.replace(
    RETURN,
    original_number=None,
    original_at=None,
    reason="упаковка вскрыта, покупатель чек потерял, товар опознан старшим кассиром",
    charged=7990,
)

CASH = CashFacts(
    "out", RICH.header, 2, 341, at(2026, 11, 21, 15, 0), "Иванова М.", ZONE, 40_000_000, "Инкассация, сумка 0017"
)


def every_document(words: Words, columns: int = 42) -> dict[str, Document]:
    """All of them by name."""
    receipts = {
        "sale": SALE,
        "offline": OFFLINE,
        "unclaimed": UNCLAIMED,
        "explained": EXPLAINED,
        "rich": RICH,
        "return": RETURN,
        "loose-return": LOOSE_RETURN,
    }
    found = {name: receipt_document(facts, words) for name, facts in receipts.items()}
    found["copy"] = as_copy(found["rich"], words)
    found["z"] = report_document(msgspec.structs.replace(FACTS, header=RICH.header), words)
    found["x"] = report_document(msgspec.structs.replace(FACTS, kind="x", counted=None), words)
    found["cash-out"] = cash_document(CASH, words)
    found["cash-in"] = cash_document(msgspec.structs.replace(CASH, kind="in", reason="Размен"), words)
    found["test-page"] = printer_test_page("касса", Format(columns=columns), words)
    found["drawer"] = DRAWER_DOCUMENT
    return found
