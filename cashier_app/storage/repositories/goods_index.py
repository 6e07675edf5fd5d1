"""Keeps the index of goods' words in step with the catalogue: each product on sale has a place in it.

A place says what a cashier would take first of goods that are found alike: those in stock, then those with short names.
It is the row of the full-text index, which gives its rows in that order and can stop after the first page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, func, select

from cashier_app.catalog.goods_words import fold, index_words
from cashier_app.storage.repositories.meta import Meta
from cashier_app.storage.rows import ProductRow
from cashier_app.storage.statements import Link, Statement
from cashier_app.storage.tables import product

#: Counts the changes of the index: who keeps its words in memory reads them anew.
CHANGES_KEY: Final = "goods_words"
#: Places of one length of name, which is more goods than any shop has.
_ROOM: Final = 1 << 32
_LONGEST: Final = 255

_INDEXED: Final = Statement(
    select(product.c.product_id, product.c.place, product.c.folded, product.c.brand, product.c.article).where(
        product.c.product_id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value)),
        product.c.place.is_not(None),
    )
)
_LAST_PLACE: Final = Statement(
    select(func.max(product.c.place)).where(product.c.place >= bindparam("low"), product.c.place < bindparam("high"))
)
_FORGET: Final = "DELETE FROM goods_words WHERE rowid = ?"
_KEEP: Final = "INSERT INTO goods_words (rowid, words) VALUES (?, ?)"


class _Indexed(msgspec.Struct, frozen=True):
    """A product as the index has it."""

    place: int
    folded: str
    brand: str
    article: str


class GoodsIndex:
    """The index as whoever writes the catalogue changes it."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._meta = Meta(link)

    def keep(self, rows: Sequence[ProductRow]) -> dict[str, int | None]:
        """Index products that are about to be written, each id once; the place of each, None for one off sale."""
        ids = json.dumps([row.product_id for row in rows])
        known = {product_id: _Indexed(*found) for product_id, *found in self._link.all(_INDEXED, ids=ids)}
        last: dict[int, int] = {}
        places: dict[str, int | None] = {}
        forgotten: list[tuple[int]] = []
        kept: list[tuple[int, str]] = []
        for row in rows:
            before = known.get(row.product_id)
            place = places[row.product_id] = self._place(row, before, last)
            found = None if place is None else _Indexed(place, fold(row.name), row.brand, row.article)
            if found == before:
                continue
            if before is not None:
                forgotten.append((before.place,))
            if place is not None:
                kept.append((place, index_words(row.name, row.brand, row.article)))
        self._link.driver.executemany(_FORGET, forgotten)
        self._link.driver.executemany(_KEEP, kept)
        if forgotten or kept:
            self._meta.put(CHANGES_KEY, str(int(self._meta.get(CHANGES_KEY) or 0) + 1))
        return places

    def _place(self, row: ProductRow, before: _Indexed | None, last: dict[int, int]) -> int | None:
        """Where a product stands: where it stood, unless its name's length or its stock moves it."""
        if row.deleted:
            return None
        block = _block(row.stock, len(fold(row.name)))
        if before is not None and before.place // _ROOM == block:
            return before.place
        if block not in last:
            found = self._link.value(_LAST_PLACE, low=block * _ROOM, high=(block + 1) * _ROOM)
            last[block] = block * _ROOM if found is None else found
        last[block] += 1
        return last[block]


def _block(stock: int | None, length: int) -> int:
    """Goods in stock, or of which it is not known, before those that are out of it; then by the name's length."""
    out = stock is not None and stock <= 0
    return (out << 8) | min(length, _LONGEST)


def index_all(driver: Any) -> None:
    """Give every product on sale its place and index it anew: for a catalogue that has no index yet."""
    driver.execute("UPDATE product SET place = NULL WHERE place IS NOT NULL")
    driver.execute("INSERT INTO goods_words (goods_words) VALUES ('delete-all')")
    rows = driver.execute(
        "SELECT rowid, name, brand, article, stock, length(folded) FROM product WHERE deleted = 0 "
        "ORDER BY stock IS NOT NULL AND stock <= 0, min(length(folded), ?)",
        (_LONGEST,),
    )
    for batch in _batches(_placed(rows)):
        driver.executemany("UPDATE product SET place = ? WHERE rowid = ?", [(place, row) for row, place, _ in batch])
        driver.executemany(_KEEP, [(place, words) for _, place, words in batch])
    driver.execute("INSERT INTO goods_words (goods_words) VALUES ('optimize')")


def _placed(rows: Iterable[Any]) -> Iterator[tuple[int, int, str]]:
    last: dict[int, int] = {}
    for row, name, brand, article, stock, length in rows:
        block = _block(stock, length)
        last[block] = last.get(block, block * _ROOM) + 1
        yield row, last[block], index_words(name, brand, article)


def _batches(items: Iterator[tuple[int, int, str]], size: int = 5000) -> Iterator[list[tuple[int, int, str]]]:
    batch: list[tuple[int, int, str]] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
