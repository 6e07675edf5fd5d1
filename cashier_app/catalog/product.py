"""A product as an importer brings it: clean, whole, ready to be stored.

Money is kopecks, stock thousandths of the unit, VAT basis points.
"""

from __future__ import annotations

import hashlib
from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.quantity import Thousandths

Unit: TypeAlias = Literal["pc", "kg", "l", "m"]

#: A fiscal receipt's line holds no longer name (tag 1030).
MAXIMUM_NAME = 128


class ImportedProduct(msgspec.Struct, frozen=True):
    """One product of a catalogue; `codes` are as they are compared (`catalog.codes`), sorted."""

    product_id: str
    name: str
    price: Kopecks
    codes: tuple[str, ...] = ()
    unit: Unit = "pc"
    fractional: bool = False
    member_price: Kopecks | None = None
    category: str = ""
    brand: str = ""
    supplier: str = ""
    tags: tuple[str, ...] = ()
    cost: Kopecks | None = None
    #: As the catalogue declares it; `catalog.vat.rate_on` makes it the day's.
    vat_rate: BasisPoints | None = None
    minimum_age: int = 0
    article: str = ""
    stock: Thousandths | None = None
    deleted: bool = False

    def digest(self) -> bytes:
        """16 bytes that differ whenever anything of the product differs."""
        return hashlib.blake2b(_encode(self), digest_size=16).digest()


_encode = msgspec.msgpack.Encoder().encode
