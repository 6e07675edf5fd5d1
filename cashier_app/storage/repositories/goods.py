"""The catalogue: products and the codes they are found by; `goods_search` finds them by words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Select, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.catalog.goods_words import fold
from cashier_app.storage.repositories.goods_index import GoodsIndex
from cashier_app.storage.rows import ProductRow
from cashier_app.storage.statements import Link, Statement, columns_of
from cashier_app.storage.tables import PRODUCT_LISTED, PRODUCT_UNCODED, barcode, product

_FIELDS: Final = (*ProductRow.__struct_fields__, "folded", "coded", "place")
_PRODUCT: Final[Select[Any]] = columns_of(product, ProductRow)
_LISTED: Final = _PRODUCT.where(PRODUCT_LISTED)

_BY_CODE: Final = Statement(
    _LISTED.join(barcode, barcode.c.product_id == product.c.product_id).where(barcode.c.code == bindparam("code"))
)
_BY_ID: Final = Statement(_PRODUCT.where(product.c.product_id == bindparam("product_id")))
_BY_ARTICLE: Final = Statement(
    _LISTED.where(product.c.article == bindparam("article")).order_by(product.c.place).limit(1)
)
_WITHOUT_CODE: Final = Statement(
    _LISTED.where(
        PRODUCT_UNCODED,
        (product.c.category == bindparam("category")) | (bindparam("category") == ""),
    )
    .order_by(product.c.folded)
    .limit(bindparam("limit"))
)
_OF_CATEGORY: Final = Statement(
    _LISTED.where(product.c.category == bindparam("category")).order_by(product.c.folded).limit(bindparam("limit"))
)
_CATEGORIES: Final = Statement(
    select(product.c.category).distinct().where(PRODUCT_LISTED, product.c.category != "").order_by(product.c.category)
)
_DIGESTS: Final = Statement(
    select(product.c.product_id, product.c.digest).where(
        product.c.product_id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    )
)
_insert_product = insert(product).values({name: bindparam(name) for name in _FIELDS})
_PUT: Final = Statement(
    _insert_product.on_conflict_do_update(
        index_elements=["product_id"],
        set_={name: _insert_product.excluded[name] for name in _FIELDS if name != "product_id"},
    )
)
_CODES_OF: Final = Statement(
    select(barcode.c.product_id, barcode.c.code).where(
        barcode.c.product_id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))
    )
)
_OWNERS: Final = Statement(
    select(barcode.c.code, barcode.c.product_id).where(
        barcode.c.code.in_(select(func.json_each(bindparam("codes")).table_valued("value").c.value))
    )
)
_FORGET_CODE: Final = Statement(
    delete(barcode).where(barcode.c.code == bindparam("code"), barcode.c.product_id == bindparam("product_id"))
)
_ADD_CODE: Final = Statement(
    insert(barcode)
    .values(code=bindparam("code"), product_id=bindparam("product_id"))
    .on_conflict_do_nothing(index_elements=["code"])
)
_MARK_CODED: Final = Statement(
    update(product)
    .where(product.c.product_id == bindparam("of_product"))
    .values(coded=exists().where(barcode.c.product_id == product.c.product_id))
)
_COUNT: Final = Statement(select(func.count()).select_from(product).where(PRODUCT_LISTED))


class Put(msgspec.Struct, frozen=True):
    """What became of a batch of products, by product id."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    #: (code, product it was for, product that has it): the code stays where it was.
    taken_codes: tuple[tuple[str, str, str], ...]


class Goods:
    """Products by code, id and folder; set-wise changes for importers."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._index = GoodsIndex(link)

    def by_code(self, code: str) -> ProductRow | None:
        """The product of a code as it is compared (GTIN of 14 digits, or as it is); never a deleted one."""
        return self._link.row(_BY_CODE, ProductRow, code=code)

    def by_id(self, product_id: str) -> ProductRow | None:
        """A product by its id, deleted or not."""
        return self._link.row(_BY_ID, ProductRow, product_id=product_id)

    def by_article(self, article: str) -> ProductRow | None:
        """The first product on sale with an article."""
        return self._link.row(_BY_ARTICLE, ProductRow, article=article)

    def count(self) -> int:
        """How many products there are."""
        count: int = self._link.value(_COUNT)
        return count

    def categories(self) -> list[str]:
        """Categories that have goods, in order."""
        return [name for (name,) in self._link.all(_CATEGORIES)]

    def of_category(self, category: str, limit: int) -> list[ProductRow]:
        """Goods of a category, by name."""
        return self._link.rows(_OF_CATEGORY, ProductRow, category=category, limit=limit)

    def without_barcode(self, category: str, limit: int) -> list[ProductRow]:
        """Goods that no code finds; of all categories if `category` is empty."""
        return self._link.rows(_WITHOUT_CODE, ProductRow, category=category, limit=limit)

    def put(self, products: Sequence[ProductRow], codes: Iterable[tuple[str, str]]) -> Put:
        """Take a batch: rows with an unknown digest are written, the rest is left alone.

        `codes` are (code, product id) of the batch's products; they replace the codes that a written product
        had.  A code that belongs to a product outside the batch, or came twice, stays with its first owner.
        """
        latest = {row.product_id: row for row in products}
        known: dict[str, bytes] = dict(self._link.all(_DIGESTS, ids=json.dumps(list(latest))))
        written = [row for row in latest.values() if known.get(row.product_id) != row.digest]
        places = self._index.keep(written)
        self._link.run_all(_PUT, [_values(row, places[row.product_id]) for row in written])
        taken = self._put_codes({row.product_id for row in written}, codes)
        return Put(
            added=tuple(row.product_id for row in written if row.product_id not in known),
            changed=tuple(row.product_id for row in written if row.product_id in known),
            unchanged=tuple(key for key, row in latest.items() if known.get(key) == row.digest),
            taken_codes=tuple(taken),
        )

    def _put_codes(self, written: set[str], codes: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
        wanted = [(code, owner) for code, owner in codes if owner in written]
        kept = set(wanted)
        old = self._link.all(_CODES_OF, ids=json.dumps(list(written)))
        self._link.run_all(_FORGET_CODE, [(code, owner) for owner, code in old if (code, owner) not in kept])
        self._link.run_all(_ADD_CODE, wanted)
        self._link.run_all(_MARK_CODED, [(product_id,) for product_id in written])
        owners: dict[str, str] = dict(self._link.all(_OWNERS, codes=json.dumps([code for code, _ in wanted])))
        return [(code, owner, owners[code]) for code, owner in wanted if owners[code] != owner]


def _values(row: ProductRow, place: int | None) -> list[Any]:
    given = {name: getattr(row, name) for name in ProductRow.__struct_fields__}
    given["folded"] = fold(row.name)
    given["coded"] = 0  # set once its codes are in
    given["place"] = place
    return _PUT.values(given)
