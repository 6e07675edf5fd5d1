"""Goods found while somebody types: by article, by the end of a code, by words of the name in any order.

Each way of finding is a tier, the surest first; what one tier finds stands before what the next one does.  Within a
tier the index gives goods in their places (`goods_index`) and stops after a page, so that the commonest word costs no
more than a rare one.  The middles of words, the other keyboard's letters and a slip of the finger are tried only where
the tiers before them left room.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, func, select, text

from cashier_app.catalog.goods_words import (
    FIRST,
    Vocabulary,
    one_mistake,
    other_layout,
    typed_words,
)
from cashier_app.storage.repositories.goods_index import CHANGES_KEY
from cashier_app.storage.repositories.meta import Meta
from cashier_app.storage.rows import ProductRow
from cashier_app.storage.statements import Link, Statement, columns_of
from cashier_app.storage.tables import BARCODE_TAIL, PRODUCT_LISTED, barcode, product

#: Fewer digits than these are no end of a code.
TAIL: Final = 4
#: A part of a word shorter than this is looked for at the beginnings of words alone.
SHORTEST_PART: Final = 2
#: Beginnings up to this length have an index of their own (`tables.GOODS_WORDS`).
INDEXED_BEGINNING: Final = 3
#: Of the words that a part, or a slip, may stand for, at most so many are looked for.
MOST_ALTERNATIVES: Final = 60

_PRODUCT: Final[Select[Any]] = columns_of(product, ProductRow)
_AT_PLACES: Final = Statement(
    _PRODUCT.add_columns(product.c.place).where(
        product.c.place.in_(select(func.json_each(bindparam("places")).table_valued("value").c.value))
    )
)
_BY_ARTICLE: Final = Statement(
    select(product.c.place)
    .where(product.c.article == bindparam("article"), PRODUCT_LISTED)
    .order_by(product.c.place)
    .limit(bindparam("limit"))
)
_BY_CODE: Final = Statement(
    select(product.c.place)
    .join(barcode, barcode.c.product_id == product.c.product_id)
    .where(barcode.c.code.in_(select(func.json_each(bindparam("codes")).table_valued("value").c.value)), PRODUCT_LISTED)
)
_BY_TAIL: Final = Statement(
    select(product.c.place)
    .join(barcode, barcode.c.product_id == product.c.product_id)
    .where(
        bindparam("tail") == BARCODE_TAIL,
        barcode.c.code.like(bindparam("pattern")),
        PRODUCT_LISTED,
    )
    .order_by(product.c.place)
    .limit(bindparam("limit"))
)
_MATCH: Final = Statement(
    text("SELECT rowid FROM goods_words WHERE goods_words MATCH :match ORDER BY rowid LIMIT :limit")
)
#: Words that are a figure and nothing else are found by their beginning, never by their middle.
_WORDS: Final = Statement(
    text("SELECT term FROM goods_vocabulary WHERE term < :first AND term GLOB '*[^0-9.,]*'").bindparams(first=FIRST)
)


class GoodsSearch:
    """Searches on one connection; keeps the words of the index in memory, read anew when they have changed.

    Used by one thread at a time.
    """

    def __init__(self, link: Link) -> None:
        self._link = link
        self._meta = Meta(link)
        self._vocabulary = Vocabulary([])
        self._read_at: str | None = None

    def find(self, typed: str, limit: int, wanted: Callable[[], bool] = lambda: True) -> list[ProductRow]:
        """Goods for what has been typed so far, at most so many, those that were surely meant first.

        Asked between two looks at the database: once nothing is `wanted` any more, it stops where it is.
        """
        places: dict[int, None] = {}
        for tier in self._tiers(typed, limit, places):
            places.update(dict.fromkeys(tier))
            if len(places) >= limit or not wanted():
                break
        return self._rows(list(places)[:limit])

    def warm(self) -> None:
        """Read the words of the index if they have changed: some tenths of a second; a search then knows them."""
        changes = self._meta.get(CHANGES_KEY) or ""
        if changes != self._read_at:
            self._vocabulary = Vocabulary([term for (term,) in self._link.all(_WORDS)])
            self._read_at = changes

    # --- the tiers ---------------------------------------------------------------------------------------

    def _tiers(self, typed: str, limit: int, found: Collection[int]) -> Iterator[Sequence[int]]:
        """What each way of finding gives, the surest first; `found` is what those before it gave."""
        words = typed_words(typed)
        if not words:
            return
        yield self._places(_BY_ARTICLE, article=typed.strip(), limit=limit)
        figures = all(word.isdigit() for word in words)
        if figures and len(words) == 1 and words[0].isascii() and len(words[0]) >= TAIL:
            yield self._by_code(words[0], limit)
        for match in self._beginnings(words):
            yield self._match(match, limit)
        if figures:
            return
        other = typed_words(other_layout(typed)) if not found else []
        for match in self._beginnings(other):
            yield self._match(match, limit)
        yield self._match(self._parts(words), limit)
        if other:
            yield self._match(self._parts(other), limit)
        for meant in (words, other):
            if not found:
                yield self._match(self._corrected(meant), limit)

    def _by_code(self, digits: str, limit: int) -> list[int]:
        """Goods whose code is this, or ends so."""
        whole = self._places(_BY_CODE, codes=json.dumps([digits, digits.zfill(14)]))
        return [*whole, *self._places(_BY_TAIL, tail=digits[-4:], pattern=f"%{digits}", limit=limit)]

    def _beginnings(self, words: Sequence[str]) -> Iterator[str]:
        """Searches for words that begin so: those that the name begins with, whole words, then any."""
        if not words:
            return
        rest = [self._begun(word) for word in words[1:]]
        yield " AND ".join([_term(FIRST + words[0]), *rest])
        yield " AND ".join([self._begun(words[0], FIRST), *rest])
        begun = [self._begun(word) for word in words[:-1]]
        yield " AND ".join([*begun, _term(words[-1])])
        yield " AND ".join([*begun, self._begun(words[-1])])

    def _begun(self, word: str, before: str = "") -> str:
        """A search for words that begin so: where they are few, for each of them, which needs no list of all goods."""
        if len(before + word) > INDEXED_BEGINNING and not word.isdigit():
            known = self._vocabulary.beginning(word, MOST_ALTERNATIVES)
            if known:
                return _any([_term(before + each) for each in known])
        return _term(before + word, beginning=True)

    def _parts(self, words: Sequence[str]) -> str:
        """A search for words that contain these anywhere."""
        wanted = []
        for word in words:
            alternatives = [self._begun(word)]
            if len(word) >= SHORTEST_PART and not word.isdigit():
                known = self._vocabulary.containing(word, MOST_ALTERNATIVES)
                alternatives += [_term(part) for part in known if not part.startswith(word)]
            wanted.append(_any(alternatives))
        return " AND ".join(wanted)

    def _corrected(self, words: Sequence[str]) -> str:
        """A search for words one mistake away from those that no name has; "" where nothing is."""
        wanted = []
        slips = 0
        for word in words:
            if word.isdigit() or self._vocabulary.has_beginning(word):
                wanted.append(self._begun(word))
                continue
            near = [meant for meant in dict.fromkeys(one_mistake(word)) if self._vocabulary.has_beginning(meant)]
            if not near:
                return ""
            slips += 1
            wanted.append(_any([self._begun(meant) for meant in near[:MOST_ALTERNATIVES]]))
        return " AND ".join(wanted) if slips else ""

    # --- the database ------------------------------------------------------------------------------------

    def _match(self, match: str, limit: int) -> list[int]:
        if not match:
            return []
        return [place for (place,) in self._link.all(_MATCH, match=match, limit=limit)]

    def _places(self, statement: Statement, **given: Any) -> list[int]:
        return [place for (place,) in self._link.all(statement, **given) if place is not None]

    def _rows(self, places: list[int]) -> list[ProductRow]:
        found = {place: ProductRow(*row) for *row, place in self._link.all(_AT_PLACES, places=json.dumps(places))}
        return [found[place] for place in places if place in found]


def _term(word: str, beginning: bool = False) -> str:
    """A word as the index is asked for it."""
    return '"' + word.replace('"', '""') + ('"*' if beginning else '"')


def _any(terms: Sequence[str]) -> str:
    return f"({' OR '.join(terms)})" if len(terms) > 1 else terms[0]
