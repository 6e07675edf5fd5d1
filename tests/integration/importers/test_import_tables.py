"""CSV catalogues: any usual form of them goes in, every refusal has its reason, nothing is half done."""

from __future__ import annotations

import gzip
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier_app.catalog.importers.files import (
    BrokenArchive,
    EmptyFile,
    NoCatalogue,
    NoSuchFile,
    NotAFile,
    NotText,
    UnclosedQuote,
)
from cashier_app.catalog.importers.table import NoHeader, NoSuchColumn, TableOptions
from cashier_app.till.importing import NothingWithPrices
from tests.integration.importers.conftest import Shop

Write = Callable[..., Path]

HEADER = "Код;Штрихкод;Наименование;Цена;Цена по карте;Единица;НДС;Категория;Остаток\n"
MILK = "1;4601234567893;Молоко «Деревенское»;94,90;84,90;шт;10%;Молочные продукты/Молоко;12\n"
CHEESE = "2;;Сыр, вес.;499,00;;кг;10%;Молочные продукты/Сыры;-1,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_any_usual_encoding_and_delimiter_is_found_out(shop: Shop, write: Write, encoding: str, delimiter: str) -> None:
    text = "Штрихкод;Наименование;Цена\n4601234567893;Молоко «Деревенское»;94.90\n".replace(";", delimiter)
    assert shop.fates(write("goods.csv", text, encoding)) == {"taken": 1}
    assert shop.by_code("04601234567893") == "Молоко «Деревенское»"


def test_english_headers_and_gzip_go_in(shop: Shop, write: Write) -> None:
    path = write("goods.csv.gz", "")
    path.write_bytes(gzip.compress(b"barcode,name,price,brand\n4601234567893,Milk,94.90,Meadow\n"))
    assert shop.fates(path) == {"taken": 1}
    product = shop.product("04601234567893")
    assert product is not None
    assert (product.name, product.price, product.brand) == ("Milk", 9490, "Meadow")


def test_a_product_arrives_whole(shop: Shop, write: Write) -> None:
    shop.take(write("goods.csv", HEADER + MILK + CHEESE))
    milk, cheese = shop.product("1"), shop.product("2")
    assert milk is not None
    assert cheese is not None
    assert (milk.price, milk.member_price, milk.unit, milk.fractional) == (9490, 8490, "pc", False)
    assert (milk.vat_rate, milk.category, milk.stock) == (1000, "Молочные продукты/Молоко", 12000)
    assert milk.codes == ("04601234567893",)
    assert (cheese.unit, cheese.fractional, cheese.stock, cheese.codes) == ("kg", True, -1500, ())


def test_the_same_file_again_changes_nothing(shop: Shop, write: Write) -> None:
    path = write("goods.csv", HEADER + MILK + CHEESE)
    assert shop.fates(path) == {"taken": 2}
    before = shop.everything()
    assert shop.fates(path) == {"unchanged": 2}
    assert shop.everything() == before


def test_what_changed_is_changed_and_the_rest_is_left(shop: Shop, write: Write) -> None:
    shop.take(write("goods.csv", HEADER + MILK + CHEESE))
    assert shop.fates(write("next.csv", HEADER + MILK.replace("94,90", "99,90") + CHEESE)) == {
        "changed": 1,
        "unchanged": 1,
    }
    milk = shop.product("1")
    assert milk is not None
    assert milk.price == 9990


def test_columns_that_a_file_has_not_stay_as_they_are_stored(shop: Shop, write: Write) -> None:
    shop.take(write("goods.csv", HEADER + MILK))
    assert shop.fates(write("prices.csv", "код;цена\n1;101\n")) == {"changed": 1}
    milk = shop.product("1")
    assert milk is not None
    assert (milk.price, milk.name, milk.codes) == (10100, "Молоко «Деревенское»", ("04601234567893",))
    assert shop.take(write("new.csv", "код;цена\n3;101\n")).refusals == {"no_name": 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("4601234567893;;94,90", "no_name"),
        ("4601234567893;  \x01 ;94,90", "no_name"),
        ("4601234567893;Молоко;", "no_price"),
        ("4601234567893;Молоко;0", "zero_price"),
        ("4601234567893;Молоко;0,00", "zero_price"),
        ("4601234567893;Молоко;-5", "bad_price"),
        ("4601234567893;Молоко;1e3", "bad_price"),
        ("4601234567893;Молоко;дорого", "bad_price"),
        ("4601234567893;Молоко;12,345", "bad_price"),
        ("4601234567893;Молоко;99999999999999", "bad_price"),
        ("4601234567890;Молоко;94,90", "check_digit"),
        ("4,60123E+12;Молоко;94,90", "bad_code"),
        ("шук;Молоко;94,90", "bad_code"),
        ("0000000000000;Молоко;94,90", "bad_code"),
        (";Молоко;94,90", "no_id"),
        ("4601234567893;Молоко;94,90;лишнее", "columns"),
    ],
)
def test_a_row_that_cannot_be_sold_rightly_is_refused_with_its_reason(
    shop: Shop, write: Write, row: str, reason: str
) -> None:
    tally = shop.take(write("goods.csv", f"Штрихкод;Наименование;Цена\n{row}\n4006381333931;Ручка;10\n"))
    assert dict(tally.refusals) == {reason: 1}
    assert tally.fates["taken"] == 1
    refused = next(outcome for outcome in shop.outcomes if outcome.fate == "refused")
    assert (refused.file, refused.line) == ("goods.csv", 2)


def test_a_barcode_is_refused_alone_where_the_product_has_an_id(shop: Shop, write: Write) -> None:
    tally = shop.take(write("goods.csv", "Код;Штрихкод;Наименование;Цена\n7;4601234567890;Молоко;94,90\n"))
    assert dict(tally.remarks) == {"code_check_digit": 1}
    product = shop.product("7")
    assert product is not None
    assert product.codes == ()


def test_a_barcode_stays_with_the_product_that_had_it_first(shop: Shop, write: Write) -> None:
    header = "Код;Штрихкод;Наименование;Цена\n"
    tally = shop.take(write("goods.csv", header + "1;4601234567893;Молоко;90\n2;4601234567893;Кефир;80\n"))
    assert (dict(tally.fates), dict(tally.remarks)) == ({"taken": 2}, {"code_duplicate": 1})
    assert shop.by_code("04601234567893") == "Молоко"
    assert shop.fates(write("again.csv", header + "2;4601234567893;Кефир;80\n1;4601234567893;Молоко;90\n")) == {
        "unchanged": 2
    }
    by_barcode = shop.take(write("bare.csv", "Штрихкод;Наименование;Цена\n4601234567893;Ряженка;70\n"))
    assert dict(by_barcode.refusals) == {"duplicate_code": 1}


def test_a_barcode_moves_to_another_product_in_whichever_order_the_rows_stand(shop: Shop, write: Write) -> None:
    header = "Код;Штрихкод;Наименование;Цена\n"
    shop.take(write("goods.csv", header + "1;4601234567893;Молоко;90\n2;;Кефир;80\n"))
    many = "".join(f"{n};;Товар {n};10\n" for n in range(100, 2600))
    swapped = header + "2;4601234567893;Кефир;80\n" + many + "1;;Молоко;90\n"
    assert not shop.take(write("swap.csv", swapped)).remarks
    assert shop.by_code("04601234567893") == "Кефир"
    assert shop.fates(write("swap.csv", swapped)) == {"unchanged": 2502}


def test_one_row_a_barcode_makes_one_product_with_all_its_barcodes(shop: Shop, write: Write) -> None:
    text = "Код;Штрихкод;Наименование;Цена\n1;4601234567893;Молоко;90\n1;4006381333931;Молоко;90\n"
    assert shop.fates(write("goods.csv", text)) == {"taken": 1}
    product = shop.product("1")
    assert product is not None
    assert product.codes == ("04006381333931", "04601234567893")
    text = "Код;Штрихкод;Наименование;Цена\n1;4601234567893, 4006381333931;Молоко;90\n"
    assert shop.fates(write("cell.csv", text)) == {"unchanged": 1}
    # nor does a file that says nothing of barcodes
    assert shop.fates(write("prices.csv", "код;цена\n1;90\n")) == {"unchanged": 1}


def test_the_same_id_further_down_is_refused(shop: Shop, write: Write) -> None:
    text = "Код;Наименование;Цена\n1;Молоко;90\n2;Кефир;80\n1;Сметана;70\n"
    assert dict(shop.take(write("goods.csv", text)).refusals) == {"duplicate_id": 1}
    text = "Штрихкод;Наименование;Цена\n4601234567893;Молоко;90\n04601234567893;Кефир;80\n"
    assert dict(shop.take(write("codes.csv", text)).refusals) == {"duplicate_code": 1}


def test_a_deleted_mark_takes_a_product_off_sale_and_it_can_come_back(shop: Shop, write: Write) -> None:
    header = "Код;Штрихкод;Наименование;Цена;Удален\n"
    shop.take(write("goods.csv", header + "1;4601234567893;Молоко;90;\n"))
    gone = write("gone.csv", header + "1;4601234567893;Молоко;90;да\n2;;Кефир;80;да\n")
    tally = shop.take(gone)
    assert (dict(tally.fates), dict(tally.refusals)) == ({"withdrawn": 1, "refused": 1}, {"deleted": 1})
    assert shop.by_code("04601234567893") is None
    assert shop.take(gone).fates["unchanged"] == 1
    assert shop.fates(write("back.csv", header + "1;4601234567893;Молоко;90;\n")) == {"changed": 1}
    assert shop.by_code("04601234567893") == "Молоко"


def test_names_are_cleaned_cut_and_said_so(shop: Shop, write: Write) -> None:
    rows = [
        "1;Мо\x07локо   «Д»\u00a0;90",
        f"2;{'Очень длинное название ' * 10};90",
        "3;Кофе\ufffd;90",
        '4;"Сыр ""Р""";90',
    ]
    shop.take(write("goods.csv", "Код;Наименование;Цена\n" + "\n".join(rows) + "\n"))
    names = [product.name for product in map(shop.product, "1234") if product]
    assert names[0] == "Мо локо «Д»"
    assert len(names[1]) <= 128
    assert names[1].endswith("…")
    assert names[3] == 'Сыр "Р"'
    assert [reason for _, reason in shop.remarks()] == ["name_cleaned", "name_cut", "name_spoiled"]


def test_what_cannot_be_read_beside_the_price_is_left_out_and_said_so(shop: Shop, write: Write) -> None:
    header = "Код;Наименование;Цена;Цена по карте;НДС;Остаток;Себестоимость;Возраст\n"
    shop.take(write("goods.csv", header + "1;Молоко;90;95;13%;много;дорого;старый\n2;Пиво;90;90;Без НДС;1;50;18+\n"))
    assert sorted(reason for _, reason in shop.remarks()) == ["age", "cost", "member_price", "stock", "vat"]
    beer = shop.product("2")
    assert beer is not None
    assert (beer.member_price, beer.vat_rate, beer.minimum_age, beer.cost) == (None, None, 18, 5000)


@pytest.mark.parametrize(
    ("unit", "stored"), [("шт", "pc"), ("кг", "kg"), ("166", "kg"), ("Л.", "l"), ("м", "m"), ("упак", "pc"), ("", "pc")]
)
def test_units_by_word_and_by_code(shop: Shop, write: Write, unit: str, stored: str) -> None:
    shop.take(write("goods.csv", f"Код;Наименование;Цена;Ед. изм.\n1;Товар;90;{unit}\n"))
    product = shop.product("1")
    assert product is not None
    assert product.unit == stored
    assert product.fractional is (stored != "pc")


def test_a_unit_that_would_falsify_the_price_is_refused(shop: Shop, write: Write) -> None:
    assert dict(shop.take(write("goods.csv", "Код;Наименование;Цена;Ед.\n1;Чай;0,90;г\n")).refusals) == {"unit": 1}


def test_prices_come_from_a_column_a_default_or_another_file(shop: Shop, write: Write) -> None:
    goods = write(
        "goods.csv", "Штрихкод;Наименование;Опт;Розница за шт\n4601234567893;Молоко;70;90\n4006381333931;Ручка;;\n"
    )
    assert shop.take(goods).refusals == {"no_price": 2}
    assert shop.fates(goods, table=TableOptions(price_column="розница за ШТ")) == {"taken": 1, "refused": 1}
    shop.take(goods, price_default=9990)
    assert [product.price for product in map(shop.product, ("04601234567893", "04006381333931")) if product] == [
        9990
    ] * 2
    prices = write("prices.csv", "barcode,price\n4601234567893,101.50\n")
    assert shop.fates(goods, prices=prices, price_default=9990) == {"changed": 1, "unchanged": 1}
    milk = shop.product("04601234567893")
    assert milk is not None
    assert milk.price == 10150
    with pytest.raises(NoSuchColumn, match="Its columns are: Штрихкод, Наименование"):
        shop.take(goods, table=TableOptions(price_column="Цена"))
    with pytest.raises(NothingWithPrices):
        shop.take(goods, prices=goods)


def test_a_trial_changes_nothing_and_tells_the_same(shop: Shop, write: Write) -> None:
    path = write("goods.csv", HEADER + MILK + CHEESE)
    before = shop.everything()
    assert shop.fates(path, dry_run=True) == {"taken": 2}
    assert shop.everything() == before
    assert shop.fates(path) == {"taken": 2}


def test_an_unclosed_quote_leaves_the_catalogue_as_it_was(shop: Shop, write: Write) -> None:
    shop.take(write("goods.csv", HEADER + MILK))
    before = shop.everything()
    rows = "".join(f"{n};;Товар {n};10;;шт;10%;;\n" for n in range(10, 2500))
    broken = rows + '3;;"Сыр;50;;шт;10%;;\n' + "".join(f"{n};;Товар {n};10;;шт;10%;;\n" for n in range(3000, 3100))
    with pytest.raises(UnclosedQuote) as caught:
        shop.take(write("broken.csv", HEADER + broken))
    assert caught.value.details["line"] == 2492
    assert shop.everything() == before


@pytest.mark.parametrize("text", ["\n", "4601234567893;Молоко;94,90\n", "a,b,c\n1,2,3\n", "\x01\x02\n"])
def test_a_table_without_a_header_is_refused_with_what_is_needed(shop: Shop, write: Write, text: str) -> None:
    with pytest.raises(NoHeader, match="наименование"):
        shop.take(write("goods.csv", text))


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", EmptyFile),
        (b"\x00\x01\x02\n", NotText),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotText),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", NotText),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(
    shop: Shop, write: Write, content: bytes, refusal: type[NoSuchFile]
) -> None:
    path = write("goods.csv", "")
    path.write_bytes(content)
    with pytest.raises(refusal, match=re.escape(str(path))):
        shop.take(path)


def test_a_pipe_that_never_ends_is_not_waited_for(shop: Shop, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "goods.csv")
    with pytest.raises(NotAFile):
        shop.take(tmp_path / "goods.csv")


def test_a_few_spoiled_bytes_do_not_turn_utf_8_into_another_encoding(shop: Shop, write: Write) -> None:
    path = write("goods.csv", HEADER + MILK * 1 + CHEESE)
    path.write_bytes(path.read_bytes().replace("Сыр".encode(), "Сы".encode() + b"\xd1"))
    shop.take(path)
    assert shop.by_code("04601234567893") == "Молоко «Деревенское»"
    assert ("Сы\ufffd, вес.", "name_spoiled") in shop.remarks()


def test_what_is_not_there_or_cannot_be_unpacked_is_said(shop: Shop, write: Write, tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        shop.take(tmp_path / "nowhere.csv")
    cut = write("goods.csv.gz", "")
    cut.write_bytes(gzip.compress((HEADER + MILK * 1000).encode())[:-20])
    with pytest.raises(BrokenArchive):
        shop.take(cut)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoCatalogue):
        shop.take(tmp_path / "empty")
    archive = tmp_path / "goods.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("goods.csv", HEADER + MILK)
    assert shop.fates(archive) == {"taken": 1}
