"""What a shop says about codes of its own: loyalty cards by prefix or range, in-store labels by a mask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from cashier_app.catalog.codes import check_digit, has_check_digit, has_luhn_digit, is_digits
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.money import Kopecks
from cashier_app.core.quantity import Thousandths

CardKind: TypeAlias = Literal["card", "virtual", "badge", "foreign", "gift"]
CheckRule: TypeAlias = Literal["none", "ean", "luhn"]


class BadMask(Refused):
    """A setting that describes no label of thirteen digits."""

    text = QT_TRANSLATE_NOOP("errors", "The in-store mask with prefix “{prefix}” does not describe a label")
    way_out = QT_TRANSLATE_NOOP(
        "errors",
        "A prefix 20 to 29, the digits of the product and the digits of the value are 12 together, "
        "or 11 if a digit is skipped between them; the check digit is the thirteenth",
    )


class BadCardMask(Refused):
    """A setting that describes no card number."""

    text = QT_TRANSLATE_NOOP("errors", "The mask of cards “{mask}” is not usable: {field} is “{value}”")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Give a prefix of digits or Latin letters, or the first and last number of a range, of one length"
    )


class CardMask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which numbers are cards of one kind.

    Either `prefix` (and `length`, 0 for any) or a range `first`…`last`, both included, of equal length.
    `foreign` names the cards of another chain, so that they are told apart from goods.
    """

    kind: CardKind = "card"
    name: str = ""
    prefix: str = ""
    length: int = 0
    first: str = ""
    last: str = ""
    check_digit: CheckRule = "none"

    def __post_init__(self) -> None:
        """Refuse a mask that would take everything, or nothing."""
        for field in ("prefix", "first", "last"):
            value: str = getattr(self, field)
            if value and not (value.isascii() and value.isalnum()):
                raise BadCardMask(mask=self.name or self.kind, field=field, value=value)
        if len(self.first) != len(self.last) or self.first > self.last:
            raise BadCardMask(mask=self.name or self.kind, field="last", value=self.last)
        if not (self.prefix or self.first):
            raise BadCardMask(mask=self.name or self.kind, field="prefix", value="")

    def matches(self, digits: str) -> bool:
        """Whether the number has this mask's prefix, range and length; the check digit is asked apart."""
        if self.length and len(digits) != self.length:
            return False
        if self.first and not (len(digits) == len(self.first) and self.first <= digits <= self.last):
            return False
        return digits.startswith(self.prefix)

    def checked(self, digits: str) -> bool:
        """Whether the number's check digit, if the mask has one, is right."""
        if self.check_digit != "none" and not is_digits(digits):
            return False
        if self.check_digit == "ean":
            return has_check_digit(digits)
        return self.check_digit == "none" or has_luhn_digit(digits)


class Label(msgspec.Struct, frozen=True):
    """What an in-store label says: the product's own number, and its weight or its price."""

    lookup: tuple[str, ...]
    quantity: Thousandths | None = None
    amount: Kopecks | None = None


class InStoreMask(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A label that scales or a packing table print: prefix, the product's number, a value, the check digit.

    `22PPPPPWWWWWC` is prefix 22 with five digits of each; the value is grams (thousandths) or kopecks.
    Raises `BadMask` if the digits do not fill an EAN-13.
    """

    prefix: str
    kind: Literal["weight", "price"] = "weight"
    code_digits: int = 5
    value_digits: int = 5

    def __post_init__(self) -> None:
        """Refuse a mask that is none."""
        total = len(self.prefix) + self.code_digits + self.value_digits
        if not is_digits(self.prefix) or self.prefix[0] != "2" or total not in (11, 12):
            raise BadMask(prefix=self.prefix)

    def read(self, digits: str) -> Label:
        """The label's parts; `digits` are 13 with this prefix and a right check digit.

        A product is known by its label with zero weight (13 digits with their check digit), by prefix and
        number, or by its number with or without leading zeros: programs for scales differ in what they export.
        """
        head = digits[: len(self.prefix) + self.code_digits]
        number = head[len(self.prefix) :]
        value = int(digits[12 - self.value_digits : 12])
        bare = head.ljust(12, "0")
        lookup = (f"0{bare}{check_digit(bare)}", head, number, number.lstrip("0") or "0")
        return Label(lookup, quantity=value) if self.kind == "weight" else Label(lookup, amount=value)


class Masks(msgspec.Struct, frozen=True):
    """All a shop says about codes of its own; the first card mask that fits wins."""

    cards: tuple[CardMask, ...] = ()
    in_store: tuple[InStoreMask, ...] = ()


def masks_of(cards: Iterable[object], in_store: Iterable[object]) -> Masks:
    """The masks that settings describe: objects with attributes named like the fields of the masks here."""
    return Masks(
        tuple(msgspec.convert(mask, CardMask, from_attributes=True) for mask in cards),
        tuple(msgspec.convert(mask, InStoreMask, from_attributes=True) for mask in in_store),
    )
