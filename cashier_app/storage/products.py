"""What an importer must know of the stored catalogue, a batch at a time, and how it writes one."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Final

from sqlalchemy import bindparam, func, select

from cashier_app.catalog.product import ImportedProduct, Unit
from cashier_app.storage.repositories.goods import Goods
from cashier_app.storage.rows import ProductRow
from cashier_app.storage.statements import Link, Statement, columns_of
from cashier_app.storage.tables import barcode, product

_UNITS: Final[dict[str, Unit]] = {"pc": "pc", "kg": "kg", "l": "l", "m": "m"}
_OF_IDS: Final = Statement(
    columns_of(product, ProductRow).where(
        product.c.product_id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    )
)
_CODES_OF: Final = Statement(
    select(barcode.c.product_id, barcode.c.code).where(
        barcode.c.product_id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    )
)
_OWNERS: Final = Statement(
    select(barcode.c.code, barcode.c.product_id, product.c.name)
    .join(product, product.c.product_id == barcode.c.product_id)
    .where(barcode.c.code.in_(select(func.json_each(bindparam("codes")).table_valued("value").c.value)))
)
_VARIANTS: Final = Statement(
    select(product.c.product_id).where(
        product.c.product_id > bindparam("low"), product.c.product_id < bindparam("high"), product.c.deleted == 0
    )
)


class Products:
    """Products as importers see them: with all their codes, by hundreds."""

    def __init__(self, link: Link, goods: Goods) -> None:
        self._link = link
        self._goods = goods

    def stored(self, ids: Collection[str]) -> dict[str, tuple[ImportedProduct, bytes]]:
        """Products and the digests they were stored with, by id; deleted ones too."""
        wanted = json.dumps(list(ids))
        codes: dict[str, list[str]] = {}
        for product_id, code in self._link.all(_CODES_OF, ids=wanted):
            codes.setdefault(product_id, []).append(code)
        return {
            row.product_id: (_imported(row, codes.get(row.product_id, [])), row.digest)
            for row in self._link.rows(_OF_IDS, ProductRow, ids=wanted)
        }

    def owners(self, codes: Collection[str]) -> dict[str, tuple[str, str]]:
        """Id and name of the product that each code belongs to."""
        return {
            code: (product_id, name)
            for code, product_id, name in self._link.all(_OWNERS, codes=json.dumps(list(codes)))
        }

    def variants(self, good_id: str) -> list[str]:
        """Ids of the products on sale that are variants (`id#…`) of goods."""
        return [found for (found,) in self._link.all(_VARIANTS, low=f"{good_id}#", high=f"{good_id}$")]

    def put(self, batch: Collection[tuple[ImportedProduct, bytes]]) -> None:
        """Write products, each with its digest, and their codes.

        The codes must be free or belong to products of the same batch.
        """
        codes = [(code, imported.product_id) for imported, _ in batch for code in imported.codes]
        self._goods.put([_row(imported, digest) for imported, digest in batch], codes)


def _row(imported: ImportedProduct, digest: bytes) -> ProductRow:
    return ProductRow(
        product_id=imported.product_id,
        name=imported.name,
        price=imported.price,
        unit=imported.unit,
        fractional=imported.fractional,
        member_price=imported.member_price,
        category=imported.category,
        brand=imported.brand,
        supplier=imported.supplier,
        tags=" ".join(imported.tags),
        cost=imported.cost,
        vat_rate=imported.vat_rate,
        minimum_age=imported.minimum_age,
        article=imported.article,
        stock=imported.stock,
        deleted=imported.deleted,
        digest=digest,
    )


def _imported(row: ProductRow, codes: list[str]) -> ImportedProduct:
    return ImportedProduct(
        product_id=row.product_id,
        name=row.name,
        price=row.price,
        codes=tuple(sorted(codes)),
        unit=_UNITS[row.unit],
        fractional=bool(row.fractional),
        member_price=row.member_price,
        category=row.category,
        brand=row.brand,
        supplier=row.supplier,
        tags=tuple(row.tags.split()),
        cost=row.cost,
        vat_rate=row.vat_rate,
        minimum_age=row.minimum_age,
        article=row.article,
        stock=row.stock,
        deleted=bool(row.deleted),
    )
