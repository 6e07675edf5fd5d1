"""Real exports go in; the counts are those of an independent reading of the same files.

The expectations are made here with other means than the importer's: whole trees of ElementTree, plain csv,
a check digit of its own.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cashier_app.catalog.importers.files import NoCatalogue, OnlyOrders
from cashier_app.catalog.masks import InStoreMask, Masks
from cashier_app.catalog.recognition import Garbage, Product, WeightedProduct, recognise
from tests.integration.importers.conftest import Shop


def elements(path: Path, tag: str) -> list[ElementTree.Element]:
    """All elements of a name, whatever their namespace."""
    return [element for element in ElementTree.parse(path).iter() if element.tag.rpartition("}")[2] == tag]


def said(element: ElementTree.Element, tag: str) -> str:
    """The text of a child, or nothing."""
    return next((child.text or "" for child in element if child.tag.rpartition("}")[2] == tag), "")


@pytest.mark.parametrize(
    ("folder", "taken", "no_price"),
    [
        ("1c-demo-base", 201, 27),
        ("carono", 5, 0),
        ("cs-cart", 1455, 4),
        ("official-1c", 2, 2),
        ("ready-script", 2, 0),
        ("umi-cms", 14, 0),
    ],
)
def test_every_export_goes_in_and_again_changes_nothing(
    shop: Shop, shared_data: Path, folder: str, taken: int, no_price: int
) -> None:
    path = shared_data / "commerceml" / folder
    offers = [said(found, "Ид") for file in path.glob("offers*.xml") for found in elements(file, "Предложение")]
    goods = {said(found, "Ид") for file in path.glob("import*.xml") for found in elements(file, "Товар")}
    priced = set(offers) | {offer.split("#")[0] for offer in offers}
    assert (len(set(offers)), len(goods - priced)) == (taken, no_price)
    tally = shop.take(path)
    assert tally.fates["taken"] == taken
    assert dict(tally.refusals) == ({"no_price": no_price} if no_price else {})
    assert shop.count() == taken
    before = shop.everything()
    again = shop.take(path)
    assert (again.fates["unchanged"], again.fates["changed"], again.fates["taken"]) == (taken, 0, 0)
    assert shop.everything() == before


def test_internal_barcodes_with_prefix_2_sell_their_goods(shop: Shop, shared_data: Path) -> None:
    path = shared_data / "commerceml" / "cs-cart"
    shop.take(path)
    offers = elements(path / "offers.xml", "Предложение")
    coded = [(said(offer, "Штрихкод"), said(offer, "Ид")) for offer in offers if said(offer, "Штрихкод")]
    assert len(coded) == 1261
    assert all(code.startswith("2") for code, _ in coded)
    # without a mask none of them is a weight; a mask for labels of the scales would take some of them for one
    assert all(isinstance(recognise(code), Product) for code, _ in coded)
    masks = Masks(in_store=tuple(InStoreMask(prefix=f"2{digit}") for digit in range(10)))
    assert all(isinstance(recognise(code, masks=masks), WeightedProduct | Garbage) for code, _ in coded)
    stored = shop.database.worker.call(lambda unit: unit.products.owners([code.zfill(14) for code, _ in coded]))
    assert {code: owner for code, (owner, _) in stored.items()} == {code.zfill(14): owner for code, owner in coded}


def test_prices_units_and_vat_of_a_demo_base(shop: Shop, shared_data: Path) -> None:
    path = shared_data / "commerceml" / "1c-demo-base"
    shop.take(path)
    expected = {}
    kilograms = 0
    for offer in elements(path / "offers0_1.xml", "Предложение"):
        found = next(child for child in offer.iter() if child.tag.endswith("ЦенаЗаЕдиницу"))
        expected[said(offer, "Ид")] = round(float(found.text or "0") * 100)
        kilograms += any(child.get("Код") == "166" for child in offer)
    products = {key: shop.product(key) for key in expected}
    assert {key: product.price for key, product in products.items() if product} == expected
    assert Counter(product.unit for product in products.values() if product) == {
        "pc": len(expected) - kilograms,
        "kg": kilograms,
    }
    assert {product.vat_rate for product in products.values() if product} == {1000, 1800}
    assert all(product.category for product in products.values() if product)


def test_files_one_by_one(shop: Shop, shared_data: Path) -> None:
    folder = shared_data / "commerceml"
    for orders in ("carono/orders.xml", "official-1c/orders.xml"):
        with pytest.raises(OnlyOrders):
            shop.take(folder / orders)
    for other in ("CML209.XSD.xml", "carono/classifier.xml"):
        with pytest.raises(NoCatalogue):
            shop.take(folder / other)
    assert shop.fates(folder / "1c-demo-base" / "offers0_1.xml") == {"taken": 201}
    assert shop.fates(folder / "1c-demo-base" / "import0_1.xml") == {"changed": 201, "refused": 27}


def test_all_exports_in_one_folder_keep_their_own_price_types(shop: Shop, shared_data: Path) -> None:
    tally = shop.take(shared_data / "commerceml")
    assert tally.fates["taken"] == 201 + 5 + 1455 + 2 + 2 + 14
    assert dict(tally.refusals) == {"no_price": 27 + 4 + 2}


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a gzipped CSV."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number_of(barcode: str) -> str:
    """The GTIN of 14 digits of a barcode, or nothing; written again from the standard."""

    def right(digits: str) -> bool:
        return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits))) % 10 == 0

    if right(barcode):
        return barcode.zfill(14)
    if len(barcode) == 8 and barcode[0] in "01":
        s, (a, b, c, d, e, f), check = barcode[0], barcode[1:7], barcode[7]
        upc = {"0": a + b + "00000" + c + d + e, "1": a + b + "10000" + c + d + e, "2": a + b + "20000" + c + d + e}
        upc |= {"3": a + b + c + "00000" + d + e, "4": a + b + c + d + "00000" + e}
        long = s + upc.get(f, a + b + c + d + e + "0000" + f) + check
        return long.zfill(14) if right(long) else ""
    return ""


def test_the_odd_ones_have_reasons_and_no_crashes(shop: Shop, shared_data: Path) -> None:
    path = shared_data / "catalogue" / "uhtt_quirks.csv.gz"
    rows = read_rows(path)
    assert len(rows) == 7748
    nameless = [row for row in rows if not any(map(str.isalnum, row["name"]))]
    named = [row for row in rows if row not in nameless]
    numbers = Counter(number_of(row["barcode"]) for row in named)
    assert "" not in numbers
    repeated = sum(count - 1 for count in numbers.values())
    tally = shop.take(path, price_default=9990)
    assert dict(tally.refusals) == {"no_name": len(nameless), "duplicate_code": repeated}
    assert tally.fates["taken"] == len(numbers) == 7742
    assert tally.remarks["name_cleaned"] == sum("ctrl" in row["quirk"].split() for row in rows) == 26
    spoiled = {outcome.line for outcome in shop.outcomes if any(r.reason == "name_spoiled" for r in outcome.remarks)}
    labelled = {line for line, row in enumerate(rows, 2) if "mojibake" in row["quirk"].split()}
    assert len(spoiled & labelled) > 700
    assert len(spoiled - labelled) < len(spoiled) // 20
    assert shop.fates(path, price_default=9990) == {"unchanged": 7742, "refused": 6}


def test_a_hundred_thousand_real_goods_go_in(shop: Shop, shared_data: Path) -> None:
    path = shared_data / "catalogue" / "uhtt_ru46x_dev100k.csv.gz"
    tally = shop.take(path, price_default=9990)
    assert dict(tally.fates) == {"taken": 100_000}
    assert tally.remarks["name_spoiled"] < 10  # whole names are not suspected
    rows = read_rows(path)
    for row in rows[:: len(rows) // 50]:
        product = shop.product(number_of(row["barcode"]))
        assert product is not None
        assert (product.name, product.brand) == (" ".join(row["name"].split()), " ".join(row["brand"].split()))
    assert shop.count() == len({number_of(row["barcode"]) for row in rows}) == 100_000
