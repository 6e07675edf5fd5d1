"""What becomes of each row, with the reason: the words of an import's report."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP
from cashier_app.core.words import Words

Fate: TypeAlias = Literal["taken", "changed", "unchanged", "withdrawn", "refused"]
FATES: tuple[Fate, ...] = ("taken", "changed", "unchanged", "withdrawn", "refused")

#: Why a product is refused: nothing of it was stored, what was stored before stays as it was.
REFUSALS = {
    "no_id": QT_TRANSLATE_NOOP("import", "no id and no barcode"),
    "no_name": QT_TRANSLATE_NOOP("import", "no name"),
    "no_price": QT_TRANSLATE_NOOP("import", "no price"),
    "zero_price": QT_TRANSLATE_NOOP("import", "price is zero"),
    "bad_price": QT_TRANSLATE_NOOP("import", "price is not a sum in roubles and kopecks"),
    "currency": QT_TRANSLATE_NOOP("import", "price is in another currency"),
    "price_unit": QT_TRANSLATE_NOOP("import", "price is for several units at once"),
    "unit": QT_TRANSLATE_NOOP("import", "unit is neither a piece, kilogram, litre nor metre"),
    "check_digit": QT_TRANSLATE_NOOP("import", "wrong check digit of the barcode"),
    "bad_code": QT_TRANSLATE_NOOP("import", "barcode cannot be read"),
    "duplicate_code": QT_TRANSLATE_NOOP("import", "barcode belongs to another product"),
    "duplicate_id": QT_TRANSLATE_NOOP("import", "the same id stood earlier in the file"),
    "deleted": QT_TRANSLATE_NOOP("import", "marked as deleted"),
    "columns": QT_TRANSLATE_NOOP("import", "more cells than the header has columns"),
}

#: What was left out or mended while the rest of the product was taken.
REMARKS = {
    "code_check_digit": QT_TRANSLATE_NOOP("import", "taken without a barcode whose check digit is wrong"),
    "code_bad": QT_TRANSLATE_NOOP("import", "taken without a barcode that cannot be read"),
    "code_duplicate": QT_TRANSLATE_NOOP("import", "taken without a barcode that belongs to another product"),
    "code_shared": QT_TRANSLATE_NOOP("import", "taken without the barcode that all its variants share"),
    "name_cleaned": QT_TRANSLATE_NOOP("import", "control characters taken out of the name"),
    "name_cut": QT_TRANSLATE_NOOP("import", "name cut to %n character(s)"),
    "name_spoiled": QT_TRANSLATE_NOOP("import", "letters of the name were lost in another program"),
    "member_price": QT_TRANSLATE_NOOP("import", "member price left out: it is no lower than the price"),
    "vat": QT_TRANSLATE_NOOP("import", "VAT rate is none that exists, left out"),
    "stock": QT_TRANSLATE_NOOP("import", "stock is not a number, left out"),
    "cost": QT_TRANSLATE_NOOP("import", "cost is not a sum, left out"),
    "age": QT_TRANSLATE_NOOP("import", "age limit is not a number of years, left out"),
}

_FATE_WORDS: dict[Fate, str] = {
    "taken": QT_TRANSLATE_NOOP("import", "taken"),
    "changed": QT_TRANSLATE_NOOP("import", "changed"),
    "unchanged": QT_TRANSLATE_NOOP("import", "unchanged"),
    "withdrawn": QT_TRANSLATE_NOOP("import", "withdrawn"),
    "refused": QT_TRANSLATE_NOOP("import", "refused"),
}


class Remark(msgspec.Struct, frozen=True):
    """One thing mended or left out; `value` is what stood there."""

    reason: str
    value: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one product: its fate, the reason for a refusal, and remarks."""

    file: str
    line: int
    product_id: str
    name: str
    fate: Fate
    reason: str = ""
    #: What stood there, or the product that owns the barcode.
    value: str = ""
    remarks: tuple[Remark, ...] = ()


def fate_words(fate: Fate, words: Words) -> str:
    """A fate in the person's language."""
    return words.translate("import", _FATE_WORDS[fate])


def reason_words(reason: str, words: Words) -> str:
    """A reason of a refusal or a remark in the person's language."""
    source = REFUSALS.get(reason) or REMARKS[reason]
    if "%n" in source:
        from cashier_app.catalog.product import MAXIMUM_NAME

        return words.translate("import", source, "", MAXIMUM_NAME)
    return words.translate("import", source)


class Note(msgspec.Struct, frozen=True):
    """A sentence about the files: marked English (`QT_TRANSLATE_NOOP("import", …)`) and what fills its braces."""

    text: str
    details: dict[str, str] = {}

    def in_words(self, words: Words) -> str:
        """The sentence in the person's language."""
        return words.translate("import", self.text).format(**self.details)


class Tally(msgspec.Struct):
    """Counts of an import, and the first few examples of every reason."""

    fates: Counter[str] = msgspec.field(default_factory=Counter)
    refusals: Counter[str] = msgspec.field(default_factory=Counter)
    remarks: Counter[str] = msgspec.field(default_factory=Counter)
    examples: dict[str, list[Outcome]] = msgspec.field(default_factory=dict)
    notes: list[Note] = msgspec.field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one product."""
        self.fates[outcome.fate] += 1
        reasons = [outcome.reason] if outcome.reason else []
        self.refusals.update(reasons)
        for remark in outcome.remarks:
            self.remarks[remark.reason] += 1
            reasons.append(remark.reason)
        for reason in reasons:
            kept = self.examples.setdefault(reason, [])
            if len(kept) < 3:
                kept.append(outcome)

    @property
    def total(self) -> int:
        """All products that the files spoke of."""
        return sum(self.fates.values())
