"""What a file says about a product, as text, before anybody has judged it."""

from __future__ import annotations

import msgspec


class Draft(msgspec.Struct):
    """The raw words of one row or element; None where the file says nothing, so that what is stored stays.

    `deleted` is the file's mark; `replaceable_id` tells that the id was taken from the barcode, which then
    must be sound.
    """

    product_id: str
    file: str = ""
    line: int = 0
    replaceable_id: bool = False
    name: str | None = None
    price: str | None = None
    currency: str = ""
    #: How many base units the price is for.
    price_units: str = ""
    member_price: str | None = None
    codes: tuple[str, ...] | None = None
    unit: str | None = None
    category: str | None = None
    brand: str | None = None
    supplier: str | None = None
    tags: str | None = None
    cost: str | None = None
    vat: str | None = None
    age: str | None = None
    article: str | None = None
    stock: str | None = None
    deleted: bool = False
    #: Cells or lines that do not belong to the row: why it cannot be trusted.
    flaw: str = ""
    #: Reasons of `outcome.REMARKS` that the file itself gives, each with what stood there.
    remarks: tuple[tuple[str, str], ...] = ()


def merged(first: Draft, second: Draft) -> Draft:
    """What both say; where both speak, the second is right."""
    said = {
        field: value
        for field in Draft.__struct_fields__
        if (value := getattr(second, field)) is not None and value not in ("", False, 0, ())
    }
    return msgspec.structs.replace(first, **said)
