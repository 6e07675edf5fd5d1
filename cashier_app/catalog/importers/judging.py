"""A draft becomes a product, or is refused with the reason; what can be mended is mended and remarked.

Rules of a shop: a product is refused only if it could not be sold rightly (no name, no price).  A barcode
that no scanner can ever read is left out and reported, and the product stays sellable by name; but where the
barcode is all that a row is known by, the row is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import msgspec

from cashier_app.catalog.codes import GTIN_LENGTHS, MAXIMUM_CODE, gtins, is_digits
from cashier_app.catalog.importers.draft import Draft
from cashier_app.catalog.importers.outcome import Remark
from cashier_app.catalog.product import MAXIMUM_NAME, ImportedProduct, Unit
from cashier_app.catalog.vat import KNOWN_RATES
from cashier_app.core.money import BasisPoints, Kopecks, parse_money
from cashier_app.core.number import MalformedNumber, parse_scaled

#: ОКЕИ codes and the ways units are written.
_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("166", "кг", "килограмм", "kg", "kgm"), "kg"),
    **dict.fromkeys(("112", "л", "литр", "l", "ltr", "л; дм3"), "l"),
    **dict.fromkeys(("006", "6", "м", "метр", "m", "mtr", "пог. м", "пог.м", "018", "п.м"), "m"),
}
#: Measures that cannot be sold as pieces without a mistake in the price.
_OTHER_MEASURES = frozenset(
    {
        "163",
        "г",
        "грамм",
        "gr",
        "g",
        "168",
        "т",
        "тонна",
        "111",
        "мл",
        "ml",
        "004",
        "см",
        "cm",
        "055",
        "м2",
        "113",
        "м3",
    }
)
_ROUBLES = frozenset({"", "rub", "rur", "руб", "руб.", "643", "810", "₽", "р", "р."})
#: What a spreadsheet makes of a long barcode: 4,60123E+12.
SPOILED_NUMBER = re.compile(r"[0-9][.,][0-9]+[eе][+]?[0-9]+", re.IGNORECASE)
_WHOLE_NUMBER = re.compile(r"([0-9]+)[.,]0+")
_PLAIN_CODE = re.compile(r"[!-~]{1,48}")
_VAT = re.compile(r"(?:ндс|vat)?\s*([0-9]{1,2})(?:[.,]0+)?\s*%?(?:\s*/\s*1[0-9]{2})?", re.IGNORECASE)
_NO_VAT = frozenset({"", "без ндс", "без налога", "нет", "none", "no", "-", "ндс не облагается"})
#: Traces of UTF-8 read as windows-1251 and of letters that an encoding had not: `d?lice`, `pag?в+uelos`.
_SPOILED_NAME = re.compile(
    "\ufffd|[^\\W\\d_][?][^\\W\\d_]|(?:[вгдрс][?'\"<>+°±¶§їўґ‡†‰‹›„…‚“”•–—™љњћќџ]\\s?){2}", re.IGNORECASE
)
_MAXIMUM_STOCK = 10**12


class Refusal(Exception):
    """A row that is not taken; `reason` is one of `outcome.REFUSALS`, `value` what stood there."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason, value)
        self.reason = reason
        self.value = value[:80]


class Judge:
    """Turns drafts into products.

    `price_default` (kopecks) prices what the file leaves without one; `prices` gives a price's text by
    the product's id or code and wins over the file.  `vat_rates` are standard rates of VAT besides those known.
    """

    def __init__(
        self,
        price_default: Kopecks | None = None,
        prices: Callable[[tuple[str, ...]], str | None] | None = None,
        vat_rates: frozenset[BasisPoints] = frozenset(),
    ) -> None:
        self._price_default = price_default
        self._prices = prices
        self._vat_rates = KNOWN_RATES | vat_rates

    def judge(self, draft: Draft, stored: ImportedProduct | None) -> tuple[ImportedProduct, list[Remark]]:
        """The product that a draft makes of what is stored, and remarks; raises `Refusal`."""
        if draft.flaw:
            raise Refusal(draft.flaw)
        if not draft.product_id:
            raise Refusal("no_id")
        remarks = [Remark(*remark) for remark in draft.remarks]
        if draft.deleted:
            if stored is None:
                raise Refusal("deleted")
            return msgspec.structs.replace(stored, deleted=True, codes=()), remarks
        codes = self._codes(draft, stored, remarks)
        name = _name(draft, stored, remarks)
        price = self._price(draft, stored, codes)
        unit, fractional = _unit(draft, stored)
        product = ImportedProduct(
            product_id=draft.product_id,
            name=name,
            price=price,
            codes=codes,
            unit=unit,
            fractional=fractional,
            member_price=_member_price(draft, stored, price, remarks),
            category=_text(draft.category, stored.category if stored else ""),
            brand=_text(draft.brand, stored.brand if stored else ""),
            supplier=_text(draft.supplier, stored.supplier if stored else ""),
            tags=_tags(draft, stored),
            cost=_optional_sum(draft.cost, stored.cost if stored else None, "cost", remarks),
            vat_rate=_vat(draft, stored, remarks, self._vat_rates),
            minimum_age=_age(draft, stored, remarks),
            article=_text(draft.article, stored.article if stored else ""),
            stock=_stock(draft, stored, remarks),
        )
        return product, remarks

    def _price(self, draft: Draft, stored: ImportedProduct | None, codes: tuple[str, ...]) -> Kopecks:
        text = self._prices((draft.product_id, *codes)) if self._prices else None
        given = text is not None
        if text is None:
            text = draft.price
        if text is None or not text.strip():
            if self._price_default is not None:
                return self._price_default
            if text is None and stored is not None:
                return stored.price
            raise Refusal("no_price")
        if not given and draft.currency.strip().lower() not in _ROUBLES:
            raise Refusal("currency", draft.currency)
        if not given and draft.price_units.strip() not in ("", "1", "1.0", "1.00", "1.000", "1,000", "0"):
            raise Refusal("price_unit", draft.price_units)
        price = _sum(text)
        if price is None:
            raise Refusal("bad_price", text)
        if price == 0:
            raise Refusal("zero_price", text)
        return price

    def _codes(self, draft: Draft, stored: ImportedProduct | None, remarks: list[Remark]) -> tuple[str, ...]:
        if draft.codes is None:
            return stored.codes if stored else ()
        sound: list[str] = []
        for text in draft.codes:
            code, flaw = compared_code(text)
            if code is not None:
                if code not in sound:
                    sound.append(code)
            elif flaw:
                if draft.replaceable_id:
                    raise Refusal(flaw, text)
                remarks.append(Remark("code_check_digit" if flaw == "check_digit" else "code_bad", text[:80]))
        return tuple(sorted(sound))


def compared_code(text: str) -> tuple[str | None, str]:
    """A code as it is compared, or None and the reason (`check_digit`, `bad_code`; empty for an empty code)."""
    code = text.strip().replace(" ", "").replace("\u00a0", "")
    if found := _WHOLE_NUMBER.fullmatch(code):  # a spreadsheet made a number of it
        code = found[1]
    if not code:
        return None, ""
    if is_digits(code):
        if not code.strip("0"):
            return None, "bad_code"
        if len(code) in GTIN_LENGTHS:
            forms = gtins(code)
            return (forms[0], "") if forms else (None, "check_digit")
        return (code, "") if len(code) <= MAXIMUM_CODE else (None, "bad_code")
    if SPOILED_NUMBER.fullmatch(code) or not _PLAIN_CODE.fullmatch(code):
        return None, "bad_code"
    return code, ""


@lru_cache(maxsize=8192)
def _sum(text: str) -> Kopecks | None:
    """A sum, its currency sign taken off; None if it is none."""
    bare = text.strip().rstrip("₽. ").removesuffix("руб").removesuffix("р").strip()
    try:
        return parse_money(bare)
    except MalformedNumber:
        return None


def _optional_sum(text: str | None, stored: Kopecks | None, reason: str, remarks: list[Remark]) -> Kopecks | None:
    if text is None:
        return stored
    if not text.strip():
        return None
    value = _sum(text)
    if value is None:
        remarks.append(Remark(reason, text[:80]))
    return value


def _member_price(
    draft: Draft, stored: ImportedProduct | None, price: Kopecks, remarks: list[Remark]
) -> Kopecks | None:
    value = _optional_sum(draft.member_price, stored.member_price if stored else None, "member_price", remarks)
    if not value:
        return None
    if value >= price:
        if draft.member_price is not None and value > price:
            remarks.append(Remark("member_price", draft.member_price))
        return None
    return value


def _name(draft: Draft, stored: ImportedProduct | None, remarks: list[Remark]) -> str:
    """The name in one line: composed letters, no control characters, no double spaces, not too long."""
    if draft.name is None:
        if stored is None:
            raise Refusal("no_name")
        return stored.name
    text = name = draft.name
    if not (text.isprintable() and unicodedata.is_normalized("NFC", text)):
        name = unicodedata.normalize("NFC", text)
        visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in name)
        if visible != name.replace("\u00ad", " "):
            remarks.append(Remark("name_cleaned", text[:80]))
        name = visible
    name = " ".join(name.split())
    if not any(map(str.isalnum, name)):
        raise Refusal("no_name", text)
    if _SPOILED_NAME.search(name):
        remarks.append(Remark("name_spoiled", name[:80]))
    if len(name) > MAXIMUM_NAME:
        remarks.append(Remark("name_cut", name))
        name = name[: MAXIMUM_NAME - 1].rstrip() + "…"
    return name


def _text(text: str | None, stored: str) -> str:
    return stored if text is None else _clean(text)


@lru_cache(maxsize=8192)  # categories and brands repeat a thousand times
def _clean(text: str) -> str:
    """Text in one line without control characters."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:400]


def _unit(draft: Draft, stored: ImportedProduct | None) -> tuple[Unit, bool]:
    if draft.unit is None:
        return (stored.unit, stored.fractional) if stored else ("pc", False)
    word = draft.unit.strip().lower().rstrip(".")
    unit = _UNITS.get(word)
    if unit is not None:
        return unit, True
    if word in _OTHER_MEASURES:
        raise Refusal("unit", draft.unit)
    return "pc", False


def _tags(draft: Draft, stored: ImportedProduct | None) -> tuple[str, ...]:
    if draft.tags is None:
        return stored.tags if stored else ()
    return tuple(sorted(set(re.split(r"[\s,;|]+", draft.tags.strip().lower())) - {""}))


def _vat(
    draft: Draft, stored: ImportedProduct | None, remarks: list[Remark], known: frozenset[BasisPoints]
) -> int | None:
    if draft.vat is None:
        return stored.vat_rate if stored else None
    text = draft.vat.strip().lower()
    if text in _NO_VAT:
        return None
    found = _VAT.fullmatch(text)
    rate = int(found[1]) * 100 if found else -1
    if rate not in known:
        remarks.append(Remark("vat", draft.vat[:80]))
        return None
    return rate


def _age(draft: Draft, stored: ImportedProduct | None, remarks: list[Remark]) -> int:
    if draft.age is None:
        return stored.minimum_age if stored else 0
    text = draft.age.strip().rstrip("+").strip()
    if not text:
        return 0
    if is_digits(text) and int(text) <= 100:
        return int(text)
    remarks.append(Remark("age", draft.age[:80]))
    return 0


def _stock(draft: Draft, stored: ImportedProduct | None, remarks: list[Remark]) -> int | None:
    """Stock in thousandths; below zero is ordinary where sales are booked before deliveries."""
    if draft.stock is None:
        return stored.stock if stored else None
    if not draft.stock.strip():
        return None
    amount = _amount(draft.stock)
    if amount is None:
        remarks.append(Remark("stock", draft.stock[:80]))
    return amount


@lru_cache(maxsize=8192)
def _amount(text: str) -> int | None:
    """Thousandths, below zero too; None for no number."""
    bare = text.strip().replace("\u2212", "-")
    try:
        amount = parse_scaled(bare.removeprefix("-").strip(), decimals=3, maximum=_MAXIMUM_STOCK)
    except MalformedNumber:
        return None
    return -amount if bare.startswith("-") else amount
