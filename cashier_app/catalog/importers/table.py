"""Goods from a CSV: header in Russian or English, any usual delimiter, UTF-8 or windows-1251, gzip too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

import msgspec

from cashier_app.catalog.importers.draft import Draft
from cashier_app.catalog.importers.files import Document, Progress, UnclosedQuote, encoding_of
from cashier_app.catalog.importers.judging import SPOILED_NUMBER, compared_code
from cashier_app.catalog.importers.outcome import Note
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

#: A row over more lines than this has an unclosed quote that swallows the rest.
MAXIMUM_LINES = 20

#: Fields and what their columns are called, in small letters without punctuation.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("id", "ид", "guid", "uuid", "код", "код товара", "код номенклатуры", "внутренний код", "product id"),
    "article": ("артикул", "article", "sku", "vendor code", "арт"),
    "codes": (
        "штрихкод", "штрих код", "штрихкоды", "шк", "barcode", "barcodes", "ean", "ean13", "ean 13", "gtin", "код ean",
    ),
    "plu": ("plu", "плу", "код для весов", "код весов"),
    "name": ("наименование", "название", "товар", "номенклатура", "name", "title", "product", "product name"),
    "price": ("цена", "розничная цена", "цена розничная", "цена продажи", "розница", "price", "retail price"),
    "member_price": (
        "цена по карте", "цена с картой", "цена участника", "цена для участников", "member price", "card price",
    ),
    "unit": ("единица", "единица измерения", "ед", "ед изм", "unit", "units", "uom"),
    "category": ("категория", "группа", "раздел", "товарная группа", "category", "group"),
    "brand": ("бренд", "марка", "торговая марка", "производитель", "изготовитель", "brand", "manufacturer"),
    "supplier": ("поставщик", "supplier", "vendor"),
    "tags": ("теги", "метки", "признаки", "tags"),
    "cost": ("себестоимость", "закупочная цена", "цена закупки", "цена закупочная", "закупка", "cost"),
    "vat": ("ндс", "ставка ндс", "vat", "vat rate", "tax"),
    "age": ("возраст", "возрастное ограничение", "18", "age", "minimum age"),
    "stock": ("остаток", "остатки", "количество", "кол во", "наличие", "stock", "quantity", "qty"),
    "deleted": ("удален", "удалено", "пометка удаления", "deleted"),
}  # fmt: skip
_FIELDS = {name: field for field, names in COLUMNS.items() for name in names}
_TRUE = frozenset({"1", "да", "истина", "true", "yes", "y", "x", "+", "удален", "deleted"})
_CODE_SEPARATORS = re.compile(r"[;,|/\s]+")


class NoHeader(Refused):
    """A table whose columns nobody can tell apart."""

    text = QT_TRANSLATE_NOOP("errors", "The first line of “{file}” does not name the columns: “{line}”")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "A header with at least “наименование” (name) and “штрихкод” (barcode) or “код” (id) is needed"
    )


class NoSuchColumn(Refused):
    """An option names a column that the file has not."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” has no column “{column}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Its columns are: {columns}")


class Layout(msgspec.Struct, frozen=True):
    """Which column holds which field."""

    delimiter: str
    fields: dict[str, int]
    width: int
    unused: tuple[str, ...]


class TableOptions(msgspec.Struct, frozen=True):
    """What a person said about a table; empty: found out."""

    price_column: str = ""
    member_price_column: str = ""
    encoding: str = ""


def read_table(
    document: Document, options: TableOptions, notes: list[Note], progress: Progress = lambda count: None
) -> Iterator[Draft]:
    """The rows of a table as drafts, in order; neighbouring rows of one id become one draft with all barcodes.

    Raises `NoHeader`, `NoSuchColumn`, `UnclosedQuote`, `BrokenArchive`, `UnknownEncoding`, `OtherEncoding`.
    """
    encoding = encoding_of(document, options.encoding)
    with document.open(progress) as stream:
        lines = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        header = lines.readline()
        layout = _layout(document.name, header, options)
        if layout.unused:
            text = QT_TRANSLATE_NOOP("import", "{file}: columns not used: {columns}")
            notes.append(Note(text, {"file": document.name, "columns": ", ".join(layout.unused)}))
        held: Draft | None = None
        for line, cells in rows_of(document.name, lines, layout.delimiter):
            draft = _draft(document.name, line, cells, layout)
            if held is not None and _same_product(held, draft):
                held.codes = (*(held.codes or ()), *(draft.codes or ()))
                continue
            if held is not None:
                yield held
            held = draft
        if held is not None:
            yield held


def rows_of(name: str, lines: Iterable[str], delimiter: str, first: int = 2) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of the line they begin in; empty ones are passed over.

    `first` is the number of the first of the lines: the header was the one before.  Raises `UnclosedQuote`.
    """
    reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=delimiter)
    while True:
        begun = reader.line_num + first
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnclosedQuote(file=name, line=begun, column=1, what=error) from error
        if reader.line_num + first - begun > MAXIMUM_LINES:
            raise UnclosedQuote(file=name, line=begun, column=1)
        if any(cells):
            yield begun, cells


def _draft(name: str, line: int, cells: list[str], layout: Layout) -> Draft:
    fields = layout.fields

    def cell(field: str) -> str | None:
        place = fields.get(field)
        if place is None:
            return None
        return cells[place] if place < len(cells) else ""

    codes: tuple[str, ...] | None = None
    if (text := cell("codes")) is not None:
        single = text.isdigit() or SPOILED_NUMBER.fullmatch(text.strip())
        codes = (text,) if single else tuple(filter(None, _CODE_SEPARATORS.split(text.strip())))
    plu = (cell("plu") or "").strip()
    if plu:
        codes = (*(codes or ()), plu)
    given = (cell("id") or "").strip()
    product_id, from_code = given, False
    if not given and codes:
        product_id, from_code = compared_code(codes[0])[0] or codes[0], True
    if not product_id:
        product_id = (cell("article") or "").strip()
    return Draft(
        product_id=product_id[:100],
        file=name,
        line=line,
        replaceable_id=from_code,
        name=cell("name"),
        price=cell("price"),
        member_price=cell("member_price"),
        codes=codes,
        unit=cell("unit"),
        category=cell("category"),
        brand=cell("brand"),
        supplier=cell("supplier"),
        tags=cell("tags"),
        cost=cell("cost"),
        vat=cell("vat"),
        age=cell("age"),
        article=cell("article"),
        stock=cell("stock"),
        deleted=(cell("deleted") or "").strip().lower() in _TRUE,
        flaw="columns" if len(cells) > layout.width and any(cells[layout.width :]) else "",
    )


def _same_product(first: Draft, second: Draft) -> bool:
    """Whether a row only adds a barcode to the one before it."""
    return (
        first.product_id == second.product_id
        and bool(first.product_id)
        and not first.replaceable_id
        and first.name == second.name
        and first.price == second.price
        and first.codes != second.codes
    )


def plain_title(title: str) -> str:
    """A column's title in small letters, without punctuation, currency and double spaces."""
    words = re.sub(r"[^0-9a-zа-яё]+", " ", title.strip().lower()).replace("ё", "е").split()
    while len(words) > 1 and words[-1] in ("руб", "р", "rub"):
        words.pop()
    return " ".join(words)


def _layout(file: str, header: str, options: TableOptions) -> Layout:
    """The delimiter that makes the most of the header, and its columns."""
    best: Layout | None = None
    for delimiter in ";,\t|":
        titles = next(csv.reader([header.lstrip("\ufeff")], delimiter=delimiter), [])
        layout = _columns(file, delimiter, titles)
        if best is None or len(layout.fields) > len(best.fields):
            best = layout
    assert best is not None
    if "name" not in best.fields and not ({"codes", "id", "article"} & best.fields.keys() and len(best.fields) > 1):
        raise NoHeader(file=file, line=header.strip()[:80])
    if not {"codes", "id", "article", "plu"} & best.fields.keys():
        raise NoHeader(file=file, line=header.strip()[:80])
    fields = dict(best.fields)
    titles = next(csv.reader([header.lstrip("\ufeff")], delimiter=best.delimiter))
    unused = set(best.unused)
    for field, title in (("price", options.price_column), ("member_price", options.member_price_column)):
        if title:
            wanted = [place for place, own in enumerate(titles) if plain_title(own) == plain_title(title)]
            if not wanted:
                raise NoSuchColumn(file=file, column=title, columns=", ".join(titles).strip())
            fields[field] = wanted[0]
            unused.discard(titles[wanted[0]].strip())
    return msgspec.structs.replace(best, fields=fields, unused=tuple(sorted(unused)))


def _columns(file: str, delimiter: str, titles: list[str]) -> Layout:
    fields: dict[str, int] = {}
    unused: list[str] = []
    for place, title in enumerate(titles):
        field = _FIELDS.get(plain_title(title))
        if field is not None and field not in fields:
            fields[field] = place
        elif title.strip():
            unused.append(title.strip())
    return Layout(delimiter, fields, len(titles), tuple(unused))
