"""CommerceML 2: goods of import.xml joined with offers of offers.xml, in one file or in many.

Everything read is put on a `Shelf` first, so that offers find their goods whichever came first, memory stays
small, and a file broken in the middle changes nothing.  Written after the schema 2.09 and real exports: an offer
with a characteristic is a product of its own (`goods#characteristic`), goods themselves may come with one,
several prices stand side by side, and barcodes are with the goods in some exports and with the offers in others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Protocol

import msgspec

from cashier_app.catalog.importers.draft import Draft, merged
from cashier_app.catalog.importers.files import Document, Progress, detect_encoding
from cashier_app.catalog.importers.outcome import Note
from cashier_app.catalog.importers.xml import Element, declared_encoding, read_elements
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

_ROOT = "КоммерческаяИнформация"
_BRAND = re.compile(r"(бренд|производитель|изготовитель|торговая марка|марка|brand)\b", re.IGNORECASE)
_SUPPLIER = re.compile(r"(основной )?поставщик$", re.IGNORECASE)
_RETAIL = re.compile(r"розн|retail", re.IGNORECASE)
_ALCOHOL = re.compile(r"алкогол|вино|водк|пиво\b", re.IGNORECASE)
_TOBACCO = re.compile(r"табак|табач|сигарет", re.IGNORECASE)
_TRUE = frozenset({"true", "1", "да", "истина"})
_ADULT = "18"


class NoSuchPriceType(Refused):
    """An option names a kind of prices that the files have not."""

    text = QT_TRANSLATE_NOOP("errors", "The files have no price type “{name}”")
    way_out = QT_TRANSLATE_NOOP("errors", "They have: {names}")


class Shelf(Protocol):
    """Where records wait until all files are read; keys of a kind keep the order of their first coming."""

    def put(self, kind: str, key: str, owner: str, body: bytes) -> None:
        """Lay a record down, or another in the place of one with the same key."""

    def get(self, kind: str, key: str) -> bytes | None:
        """The record of a key."""

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Keys and records of a kind."""

    def owned(self, kind: str, owner: str) -> Iterator[tuple[str, bytes]]:
        """Keys and records of a kind that belong to an owner."""


class PriceType(msgspec.Struct):
    """A kind of prices; `vat_included` is None where the file does not say."""

    type_id: str
    name: str
    currency: str = ""
    vat_included: bool | None = None


class Price(msgspec.Struct):
    """One price of an offer, as text."""

    value: str
    currency: str = ""
    units: str = ""


class Good(msgspec.Struct):
    """A Товар: what it says, and what must still be looked up when all files are read."""

    draft: Draft
    group: str = ""
    kind: str = ""
    #: Property id → value or id of a value.
    values: dict[str, str] = {}


class Offer(msgspec.Struct):
    """A Предложение."""

    draft: Draft
    characteristics: tuple[str, ...] = ()
    prices: dict[str, Price] = {}


class PriceChoice(msgspec.Struct, frozen=True):
    """Which price types a person asked for, by name or id; empty: retail, else the first."""

    price: str = ""
    member_price: str = ""


class PriceIds(msgspec.Struct, frozen=True):
    """Ids of the price types that an offer is priced by; empty: none."""

    price: str
    member_price: str


class CommerceML:
    """Reads documents onto a shelf (`read`), then gives their products (`drafts`)."""

    def __init__(self, shelf: Shelf, notes: list[Note]) -> None:
        self._shelf = shelf
        self._notes = notes
        self._groups: dict[str, str] = {}
        self._properties: dict[str, str] = {}
        self._values: dict[str, str] = {}
        self._types: dict[str, PriceType] = {}
        #: Price types that each file declares: separate exports in one folder have retail prices of their own.
        self._declared: dict[str, list[str]] = {}
        self._file = ""
        self.goods = 0
        self.offers = 0
        #: How many files held orders.
        self.orders = 0

    # --- reading -----------------------------------------------------------------------------------------

    def read(self, document: Document, progress: Progress = lambda count: None) -> None:
        """Read one document.  Raises `BrokenFile`, `ForbiddenXml`, `BrokenArchive`."""
        self._file = document.name
        counted = self.goods, self.offers
        parts: set[str] = set()
        with document.open(progress) as stream:
            read_elements(
                document.name,
                stream,
                wanted=_is_record,
                take=self._take,
                seen=lambda path: parts.add("/".join(path[:2])),
                encoding=self._encoding(document),
            )
        if (self.goods, self.offers) == counted:
            self._note_other(document.name, parts)

    def _encoding(self, document: Document) -> str | None:
        """An encoding to read by, where the document lies about its own."""
        with document.open() as stream:
            declared = declared_encoding(stream.read(300))
        if declared in ("utf-8", "utf8") and detect_encoding(document).name == "windows-1251":
            text = QT_TRANSLATE_NOOP("import", "{file}: says it is UTF-8 and is windows-1251; read as windows-1251")
            self._notes.append(Note(text, {"file": document.name}))
            return "windows-1251"
        return None

    def _note_other(self, name: str, parts: set[str]) -> None:
        if any(part.endswith("/Документ") for part in parts):
            self.orders += 1
            text = QT_TRANSLATE_NOOP("import", "{file}: orders, not a catalogue; passed over")
        elif _ROOT in parts or "Классификатор" in parts:
            text = QT_TRANSLATE_NOOP("import", "{file}: no goods and no offers")
        else:
            text = QT_TRANSLATE_NOOP("import", "{file}: not CommerceML; passed over")
        self._notes.append(Note(text, {"file": name}))

    def _take(self, path: tuple[str, ...], element: Element) -> None:
        if element.tag == "Товар":
            self._take_good(element)
        elif element.tag == "Предложение":
            self._take_offer(element)
        elif element.tag == "Группа":
            self._take_group(element, "")
        elif element.tag == "ТипЦены":
            self._take_price_type(element)
        else:
            self._take_property(element)

    def _take_group(self, element: Element, above: str) -> None:
        # a slash would read as a level of its own
        name = (element.said("Наименование") or "").replace("/", "∕").strip()
        where = f"{above}/{name}" if above else name
        self._groups[element.said("Ид") or ""] = where
        for group in element.each("Группы", "Группа"):
            self._take_group(group, where)

    def _take_property(self, element: Element) -> None:
        self._properties[element.said("Ид") or ""] = element.said("Наименование") or ""
        for value in element.each("ВариантыЗначений", "Справочник"):
            self._values[value.said("ИдЗначения") or ""] = value.said("Значение") or ""

    def _take_price_type(self, element: Element) -> None:
        type_id = element.said("Ид") or element.said("Наименование") or ""
        self._declared.setdefault(self._file, []).append(type_id)
        included = element.said("Налог", "УчтеноВСумме")
        self._types[type_id] = PriceType(
            type_id,
            element.said("Наименование") or type_id,
            element.said("Валюта") or "",
            None if included is None else included.lower() in _TRUE,
        )

    def _take_good(self, element: Element) -> None:
        self.goods += 1
        draft = _common(element, self._file)
        values = {
            value.said("Ид") or "": value.said("Значение") or ""
            for value in element.each("ЗначенияСвойств", "ЗначенияСвойства")
        }
        details = {
            detail.said("Наименование") or "": detail.said("Значение") or ""
            for detail in element.each("ЗначенияРеквизитов", "ЗначениеРеквизита")
        }
        for tax in element.each("СтавкиНалогов", "СтавкаНалога"):
            if (tax.said("Наименование") or "НДС").strip().upper() == "НДС":
                draft.vat = tax.said("Ставка")
        draft.brand = element.said("Изготовитель", "Наименование") or element.said("ТорговаяМарка")
        good = Good(draft, element.said("Группы", "Ид") or "", details.get("ВидНоменклатуры", ""), values)
        if characteristics := _characteristics(element):
            draft.name = _with_characteristics(draft.name, characteristics)
        before = self._shelf.get("good", draft.product_id)
        if before is not None:
            good.draft = merged(msgspec.msgpack.decode(before, type=Good).draft, draft)
        self._shelf.put("good", draft.product_id, "", _pack(good))

    def _take_offer(self, element: Element) -> None:
        self.offers += 1
        draft = _common(element, self._file)
        amount = element.said("Количество") or element.said("Остатки", "Остаток", "Количество")
        stores = [store.attributes.get("КоличествоНаСкладе", "") for store in element.each("Склад")]
        draft.stock = amount if amount is not None else _total(stores)
        prices = {
            price.said("ИдТипаЦены") or "": Price(
                price.said("ЦенаЗаЕдиницу") or "", price.said("Валюта") or "", price.said("Коэффициент") or ""
            )
            for price in element.each("Цены", "Цена")
        }
        for type_id in prices:
            self._types.setdefault(type_id, PriceType(type_id, type_id))
        offer = Offer(draft, _characteristics(element), prices)
        before = self._shelf.get("offer", draft.product_id)
        if before is not None:  # prices and stock come in files of their own since CommerceML 2.10
            old = msgspec.msgpack.decode(before, type=Offer)
            offer = Offer(
                merged(old.draft, draft), offer.characteristics or old.characteristics, {**old.prices, **prices}
            )
        self._shelf.put("offer", draft.product_id, _base(draft.product_id), _pack(offer))

    # --- joining -----------------------------------------------------------------------------------------

    def drafts(self, choice: PriceChoice) -> Iterator[Draft]:
        """All products, goods in their order with their offers, then offers without goods.

        Raises `NoSuchPriceType` before the first one.
        """
        choose = self._chooser(choice)
        for good_id, body in self._shelf.all("good"):
            good = msgspec.msgpack.decode(body, type=Good)
            self._look_up(good)
            offers = [offer for _, offer in self._offers(good_id)]
            if not offers:
                yield good.draft
            variants = sum(offer.draft.product_id != good_id for offer in offers)
            for offer in offers:
                yield _joined(good.draft, offer, variants, choose(offer))
        for offer_id, body in self._shelf.all("offer"):
            if self._shelf.get("good", offer_id) is None and self._shelf.get("good", _base(offer_id)) is None:
                offer = msgspec.msgpack.decode(body, type=Offer)
                yield _joined(None, offer, 0, choose(offer))

    def _offers(self, good_id: str) -> Iterator[tuple[str, Offer]]:
        """The offers of goods: the goods themselves, and their variants unless those are goods too."""
        if _base(good_id) != good_id:
            body = self._shelf.get("offer", good_id)
            if body is not None:
                yield good_id, msgspec.msgpack.decode(body, type=Offer)
            return
        for offer_id, body in list(self._shelf.owned("offer", good_id)):
            if offer_id == good_id or self._shelf.get("good", offer_id) is None:
                yield offer_id, msgspec.msgpack.decode(body, type=Offer)

    def _look_up(self, good: Good) -> None:
        draft = good.draft
        if good.group in self._groups:
            draft.category = self._groups[good.group]
        for property_id, value in good.values.items():
            name = self._properties.get(property_id, "")
            shown = self._values.get(value, value)
            if not draft.brand and _BRAND.match(name):
                draft.brand = shown
            elif _SUPPLIER.match(name):
                draft.supplier = shown
        if _ALCOHOL.search(good.kind):
            draft.tags, draft.age = "alcohol", _ADULT
        elif _TOBACCO.search(good.kind):
            draft.tags, draft.age = "tobacco", _ADULT

    def _chooser(self, choice: PriceChoice) -> Callable[[Offer], PriceIds]:
        """Which price types an offer is priced by: those asked for, else retail or the first of its file.

        Says in a note what was chosen where there was a choice.
        """
        everywhere = list(self._types.values())
        asked = _by_name(everywhere, choice.price) if choice.price else None
        member = _by_name(everywhere, choice.member_price) if choice.member_price else None
        chosen: dict[str, PriceType | None] = {}

        def choose(offer: Offer) -> PriceIds:
            file = offer.draft.file if offer.draft.file in self._declared else ""
            if file not in chosen:
                known = [self._types[type_id] for type_id in self._declared[file]] if file else everywhere
                retail = next((found for found in known if _RETAIL.search(found.name)), None)
                chosen[file] = asked or retail or next(iter(known), None)
                self._note_choice(file, chosen[file], member, known)
            price = chosen[file]
            return PriceIds(price.type_id if price else "", member.type_id if member else "")

        return choose

    def _note_choice(
        self, file: str, price: PriceType | None, member: PriceType | None, known: list[PriceType]
    ) -> None:
        where = file or self._file
        if price is not None and len(known) > 1:
            text = QT_TRANSLATE_NOOP("import", "{file}: prices of type “{chosen}” are taken; it also has {others}")
            others = ", ".join(f"“{found.name}”" for found in known if found is not price)
            self._notes.append(Note(text, {"file": where, "chosen": price.name, "others": others}))
        for found in (price, member):
            if found is not None and found.vat_included is False:
                text = QT_TRANSLATE_NOOP(
                    "import", "{file}: prices of type “{name}” are marked as without VAT; they are taken as they stand"
                )
                self._notes.append(Note(text, {"file": where, "name": found.name}))


def _is_record(path: tuple[str, ...]) -> bool:
    """Whether the element at a path is one of those that are built."""
    tag, parents = path[-1], path[:-1]
    if tag == "Товар":
        return "Каталог" in parents
    if tag == "Предложение":
        return "Предложения" in parents
    if tag == "Группа":
        return "Классификатор" in parents
    if tag == "Свойство":
        return parents[-1:] == ("Свойства",)
    return tag == "ТипЦены" and parents[-1:] == ("ТипыЦен",)


def _common(element: Element, file: str) -> Draft:
    """What goods and offers say in the same way."""
    codes = [found.text for found in element.each("Штрихкод")]
    codes += [found.text for found in element.each("Штрихкоды", "Штрихкод")]
    unit = element.find("БазоваяЕдиница")
    status = element.attributes.get("Статус", "") or element.said("Статус") or ""
    mark = element.said("ПометкаУдаления") or element.attributes.get("ПометкаУдаления", "")
    return Draft(
        product_id=(element.said("Ид") or "")[:200],
        file=file,
        line=element.line,
        name=element.said("Наименование"),
        codes=tuple(code for text in codes for code in re.split(r"[;,\s]+", text) if code) if codes else None,
        article=element.said("Артикул"),
        unit=(unit.attributes.get("Код", "").strip() or unit.text) if unit is not None else None,
        deleted=status.strip().lower() in ("удален", "удалён") or mark.strip().lower() in _TRUE,
    )


def _characteristics(element: Element) -> tuple[str, ...]:
    return tuple(
        value
        for found in element.each("ХарактеристикиТовара", "ХарактеристикаТовара")
        if (value := found.said("Значение"))
    )


def _with_characteristics(name: str | None, values: tuple[str, ...]) -> str | None:
    """A name that tells the variant: cashiers cannot choose between two of one name."""
    if not name or not values or all(value.lower() in name.lower() for value in values):
        return name
    return f"{name} ({', '.join(values)})"


def _joined(good: Draft | None, offer: Offer, variants: int, ids: PriceIds) -> Draft:
    """An offer with what its goods say; `variants` counts the goods' offers with a characteristic."""
    said = offer.draft
    shared = good.codes if good is not None and said.codes is None and good.product_id != said.product_id else None
    if shared and variants > 1:
        said.remarks = (("code_shared", ", ".join(shared)),)
        said.codes = ()
    draft = said
    if good is not None:
        draft = msgspec.structs.replace(merged(good, said), deleted=good.deleted or said.deleted)
        draft.codes = said.codes if said.codes is not None else good.codes
    if good is None or draft.name == good.name:
        draft.name = _with_characteristics(draft.name, offer.characteristics)
    if offer.prices:
        found = offer.prices.get(ids.price, Price(""))
        draft.price, draft.currency, draft.price_units = found.value, found.currency, found.units
        if ids.member_price:
            draft.member_price = offer.prices.get(ids.member_price, Price("")).value
    return draft


def _by_name(types: list[PriceType], name: str) -> PriceType:
    wanted = name.strip().casefold()
    for price_type in types:
        if wanted in (price_type.name.strip().casefold(), price_type.type_id.casefold()):
            return price_type
    raise NoSuchPriceType(name=name, names=", ".join(f"“{price_type.name}”" for price_type in types))


def _total(amounts: list[str]) -> str | None:
    """The sum of the stores' stocks, as text; None where there is none."""
    total: Decimal | None = None
    for amount in amounts:
        try:
            total = (total or Decimal(0)) + Decimal(amount.replace(",", ".").replace("\u00a0", "").strip() or "0")
        except InvalidOperation:
            return None
    return None if total is None else f"{total:f}"


def _base(product_id: str) -> str:
    """The goods' part of an id with a characteristic."""
    return product_id.partition("#")[0]


_pack = msgspec.msgpack.Encoder().encode
