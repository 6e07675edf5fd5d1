"""Which column of a foreign table holds what: by its name, in Russian or English."""

from __future__ import annotations

import csv
import re

import msgspec

from cashier_app.whatif.reading.refusals import ColumnMissing

#: Fields and what their columns are called, in small letters without spaces and punctuation.
NAMES: dict[str, tuple[str, ...]] = {
    "receipt": (
        "receipt", "receiptid", "receiptno", "receiptnumber", "invoice", "invoiceno", "invoicenumber", "check", "order",
        "orderid", "чек", "номерчека", "чекномер", "документ", "номердокумента", "заказ", "номерзаказа", "idчека",
    ),
    "time": (
        "time", "datetime", "date", "invoicedate", "receiptdate", "timestamp", "at", "датавремя", "датаивремя", "дата",
        "время", "датачека", "времячека", "датапродажи", "датадокумента",
    ),
    "product": (
        "product", "productid", "stockcode", "sku", "article", "item", "itemid", "code", "barcode", "товар", "артикул",
        "кодтовара", "код", "idтовара", "номенклатура", "штрихкод",
    ),
    "name": ("name", "description", "productname", "itemname", "наименование", "название", "наименованиетовара"),
    "quantity": ("quantity", "qty", "amount", "count", "количество", "колво", "кол"),
    "price": ("price", "unitprice", "ценазаединицу", "цена", "розничнаяцена", "ценабезскидки", "ценапродажи"),
    "member": (
        "member", "memberid", "customer", "customerid", "card", "cardnumber", "client", "clientid", "buyer", "участник",
        "карта", "номеркарты", "клиент", "покупатель", "кодклиента", "idклиента", "держатель",
    ),
    "original": ("original", "originalreceipt", "saleid", "исходныйчек", "чекпродажи", "кчеку", "основание"),
    "store": ("store", "shop", "storeid", "outlet", "магазин", "торговаяточка", "точка", "подразделение"),
    "category": ("category", "group", "productgroup", "категория", "группа", "товарнаягруппа", "раздел"),
    "brand": ("brand", "бренд", "марка", "торговаямарка"),
    "supplier": ("supplier", "vendor", "поставщик"),
    "tags": ("tags", "tag", "теги", "метки", "признаки"),
    "cost": ("cost", "unitcost", "purchaseprice", "себестоимость", "закупочнаяцена", "ценазакупки"),
    "member_price": ("memberprice", "cardprice", "ценапокарте", "ценаучастника"),
    "promo_code": ("promocode", "promo", "coupon", "промокод", "кодакции"),
    "birthday": ("birthday", "birthdate", "dateofbirth", "деньрождения", "датарождения"),
    "segments": ("segment", "segments", "сегмент", "сегменты", "группаклиентов"),
}  # fmt: skip
_FIELDS = {name: field for field, names in NAMES.items() for name in names}
REQUIRED = ("receipt", "time", "product", "quantity", "price")


class Columns(msgspec.Struct, frozen=True):
    """Place of each field's column, the titles, and the titles that mean nothing here."""

    places: dict[str, int]
    titles: tuple[str, ...]
    delimiter: str
    unused: tuple[str, ...]
    #: A second column that holds the time of day, where the date stands alone.
    clock: int = -1

    def title(self, field: str) -> str:
        """The column's title as the file writes it."""
        return self.titles[self.places[field]]


def find_columns(file: str, header: str) -> Columns:
    """The columns of a header line, its delimiter being the one that tells most of them apart.

    Raises `ColumnMissing`.
    """
    header = header.lstrip("\ufeff").rstrip("\r\n")
    found = max((_columns(header, delimiter) for delimiter in ",;\t|"), key=lambda columns: len(columns.places))
    for field in REQUIRED:
        if field not in found.places:
            raise ColumnMissing(
                file=file,
                column=NAMES[field][0],
                columns=", ".join(found.titles)[:300],
                allowed=", ".join(NAMES[field]),
            )
    return found


def _columns(header: str, delimiter: str) -> Columns:
    titles = tuple(title.strip() for title in next(csv.reader([header], delimiter=delimiter), []))
    places: dict[str, int] = {}
    unused: list[str] = []
    clock = -1
    for place, title in enumerate(titles):
        plain = _plain(title)
        field = _FIELDS.get(plain)
        if field == "time" and "time" in places and plain in ("время", "time", "времячека"):
            clock = place
        elif field is None or field in places:
            unused.append(title)
        else:
            places[field] = place
    return Columns(places, titles, delimiter, tuple(title for title in unused if title), clock)


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title.casefold().replace("ё", "е"))
