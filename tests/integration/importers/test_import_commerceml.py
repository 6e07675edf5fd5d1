"""CommerceML 2 as shops export it: goods and offers in any split, and nothing half done."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier_app.catalog.importers.commerceml import NoSuchPriceType, PriceChoice
from cashier_app.catalog.importers.files import BrokenFile, CutShort, NoCatalogue, OnlyOrders
from cashier_app.catalog.importers.xml import ForbiddenXml
from tests.integration.importers.conftest import Shop

Write = Callable[..., Path]

HEAD = '<?xml version="1.0" encoding="{encoding}"?>\n<КоммерческаяИнформация ВерсияСхемы="2.07">'
CLASSIFIER = """
<Классификатор><Ид>k</Ид>
 <Группы>
  <Группа><Ид>g1</Ид><Наименование>Продукты</Наименование>
   <Группы><Группа><Ид>g2</Ид><Наименование>Молоко/кефир</Наименование></Группа></Группы>
  </Группа>
 </Группы>
 <Свойства>
  <Свойство><Ид>p1</Ид><Наименование>Производитель</Наименование><ТипЗначений>Справочник</ТипЗначений>
   <ВариантыЗначений><Справочник><ИдЗначения>v1</ИдЗначения><Значение>Лужок</Значение></Справочник></ВариантыЗначений>
  </Свойство>
 </Свойства>
</Классификатор>"""
MILK = """<Товар><Ид>milk</Ид><Артикул>М-1</Артикул><Штрихкод>4601234567893</Штрихкод>
<Наименование>Молоко</Наименование>
<БазоваяЕдиница Код="796">шт</БазоваяЕдиница><Группы><Ид>g2</Ид></Группы>
<ЗначенияСвойств><ЗначенияСвойства><Ид>p1</Ид><Значение>v1</Значение></ЗначенияСвойства></ЗначенияСвойств>
<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>10</Ставка></СтавкаНалога></СтавкиНалогов></Товар>"""
BOOTS = """<Товар><Ид>boots</Ид><Наименование>Ботинки</Наименование><БазоваяЕдиница Код="715 "/></Товар>"""
SAUSAGE = """<Товар><Ид>sausage</Ид><Наименование>Колбаса</Наименование><БазоваяЕдиница Код="166">кг</БазоваяЕдиница>
<Изготовитель><Ид>x</Ид><Наименование>Хутор</Наименование></Изготовитель></Товар>"""
TYPES = """<ТипыЦен>
<ТипЦены><Ид>t1</Ид><Наименование>Оптовая</Наименование><Валюта>RUB</Валюта></ТипЦены>
<ТипЦены><Ид>t2</Ид><Наименование>Розничная</Наименование><Валюта>RUB</Валюта></ТипЦены>
<ТипЦены><Ид>t3</Ид><Наименование>По карте</Наименование><Валюта>RUB</Валюта></ТипЦены></ТипыЦен>"""


def price(type_id: str, value: str, currency: str = "RUB", units: str = "1") -> str:
    """A Цена."""
    return (
        f"<Цена><ИдТипаЦены>{type_id}</ИдТипаЦены><ЦенаЗаЕдиницу>{value}</ЦенаЗаЕдиницу>"
        f"<Валюта>{currency}</Валюта><Коэффициент>{units}</Коэффициент></Цена>"
    )


def offer(offer_id: str, prices: str, more: str = "") -> str:
    """A Предложение."""
    return f"<Предложение><Ид>{offer_id}</Ид>{more}<Цены>{prices}</Цены></Предложение>"


def goods_file(*goods: str, encoding: str = "utf-8") -> str:
    """import.xml."""
    body = f"<Каталог СодержитТолькоИзменения='false'><Ид>k</Ид><Товары>{''.join(goods)}</Товары></Каталог>"
    return f"{HEAD.format(encoding=encoding)}{CLASSIFIER}{body}</КоммерческаяИнформация>"


def offers_file(*offers: str, types: str = TYPES, encoding: str = "utf-8") -> str:
    """offers.xml."""
    body = f"<ПакетПредложений>{types}<Предложения>{''.join(offers)}</Предложения></ПакетПредложений>"
    return f"{HEAD.format(encoding=encoding)}{body}</КоммерческаяИнформация>"


ALL_GOODS = goods_file(MILK, BOOTS, SAUSAGE)
ALL_OFFERS = offers_file(
    offer("milk", price("t1", "70") + price("t2", "94.90") + price("t3", "84,90"), "<Количество>12.5</Количество>"),
    offer(
        "boots#39",
        price("t2", "1 719"),
        "<Штрихкод>2000018987155</Штрихкод><Наименование>Ботинки (39)</Наименование><Количество>-3</Количество>",
    ),
    offer("boots#40", price("t2", "1719"), "<Наименование>Ботинки (40)</Наименование>"),
    offer(
        "sausage", price("t2", "549"), '<Склад ИдСклада="a" КоличествоНаСкладе="1,5"/><Склад КоличествоНаСкладе="2"/>'
    ),
)


def check_all(shop: Shop) -> None:
    """The catalogue of ALL_GOODS and ALL_OFFERS is in the shop, whole."""
    milk, boots, sausage = shop.product("milk"), shop.product("boots#39"), shop.product("sausage")
    assert milk is not None
    assert boots is not None
    assert sausage is not None
    assert (milk.name, milk.price, milk.codes, milk.brand) == ("Молоко", 9490, ("04601234567893",), "Лужок")
    assert (milk.category, milk.vat_rate, milk.stock, milk.article) == ("Продукты/Молоко∕кефир", 1000, 12500, "М-1")
    assert (boots.name, boots.price, boots.codes, boots.stock) == ("Ботинки (39)", 171900, ("02000018987155",), -3000)
    assert (sausage.unit, sausage.fractional, sausage.brand, sausage.stock) == ("kg", True, "Хутор", 3500)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
def test_a_folder_in_any_encoding(shop: Shop, write: Write, encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    # windows-1251 has no division slash of ours: it is made while reading
    folder = write("import.xml", ALL_GOODS.replace("utf-8", declared), encoding).parent
    write("offers.xml", ALL_OFFERS.replace("utf-8", declared), encoding)
    assert shop.fates(folder) == {"taken": 4}
    check_all(shop)
    assert shop.fates(folder) == {"unchanged": 4}


def test_a_file_that_lies_about_its_encoding_is_read_all_the_same(shop: Shop, write: Write) -> None:
    folder = write("import.xml", ALL_GOODS, "windows-1251").parent
    write("offers.xml", ALL_OFFERS, "windows-1251")
    tally = shop.take(folder)
    assert dict(tally.fates) == {"taken": 4}
    assert len(tally.notes) == 3  # two lies, and the choice of a price type
    check_all(shop)


def test_a_zip_and_one_file_with_both(shop: Shop, tmp_path: Path, write: Write) -> None:
    archive = tmp_path / "exchange.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("webdata/offers0_1.xml", ALL_OFFERS)
        packed.writestr("webdata/import0_1.xml", ALL_GOODS)
    assert shop.fates(archive) == {"taken": 4}
    check_all(shop)
    both = ALL_GOODS.replace("</КоммерческаяИнформация>", "") + ALL_OFFERS.partition('2.07">')[2]
    assert shop.fates(write("both.xml", both)) == {"unchanged": 4}


def test_offers_first_then_goods_in_two_imports(shop: Shop, write: Write) -> None:
    tally = shop.take(write("offers.xml", ALL_OFFERS))
    assert dict(tally.refusals) == {"no_name": 2}  # milk and sausage have their names in import.xml alone
    assert dict(tally.fates) == {"taken": 2, "refused": 2}
    tally = shop.take(write("import.xml", ALL_GOODS))
    assert dict(tally.refusals) == {"no_price": 3}


def test_prices_and_names_may_change_apart(shop: Shop, write: Write) -> None:
    folder = write("import.xml", ALL_GOODS).parent
    offers = write("offers.xml", ALL_OFFERS)
    shop.take(folder)
    assert shop.fates(write("offers.xml", ALL_OFFERS.replace("94.90", "99.90"))) == {"changed": 1, "unchanged": 3}
    milk = shop.product("milk")
    assert milk is not None
    assert (milk.price, milk.name, milk.codes, milk.category) == (
        9990,
        "Молоко",
        ("04601234567893",),
        "Продукты/Молоко∕кефир",
    )
    offers.unlink()
    renamed = ALL_GOODS.replace(">Молоко<", ">Молоко 1 л<")
    tally = shop.take(write("import.xml", renamed))
    assert dict(tally.fates) == {"changed": 1, "unchanged": 1, "refused": 1}
    milk = shop.product("milk")
    assert milk is not None
    assert (milk.price, milk.name) == (9990, "Молоко 1 л")


def test_prices_of_a_file_of_their_own_join_the_offers(shop: Shop, write: Write) -> None:
    folder = write("import0_1.xml", goods_file(MILK)).parent
    write("offers0_1.xml", offers_file("<Предложение><Ид>milk</Ид><Наименование>Молоко</Наименование></Предложение>"))
    write("prices0_1.xml", offers_file(offer("milk", price("t2", "94.90")), types=""))
    write(
        "rests0_1.xml",
        offers_file(
            "<Предложение><Ид>milk</Ид><Остатки><Остаток><Количество>7</Количество></Остаток></Остатки></Предложение>"
        ),
    )
    assert shop.fates(folder) == {"taken": 1}
    milk = shop.product("milk")
    assert milk is not None
    assert (milk.price, milk.stock, milk.codes) == (9490, 7000, ("04601234567893",))


def test_the_price_type_is_retail_unless_another_is_asked_for(shop: Shop, write: Write) -> None:
    folder = write("import.xml", goods_file(MILK)).parent
    write("offers.xml", offers_file(offer("milk", price("t1", "70") + price("t2", "94.90") + price("t3", "84.90"))))
    tally = shop.take(folder)
    assert [note.details["chosen"] for note in tally.notes] == ["Розничная"]
    assert shop.fates(folder, price_types=PriceChoice(price="оптовая")) == {"changed": 1}
    assert shop.fates(folder, price_types=PriceChoice("t2", "По карте")) == {"changed": 1}
    milk = shop.product("milk")
    assert milk is not None
    assert (milk.price, milk.member_price) == (9490, 8490)
    with pytest.raises(NoSuchPriceType, match="“Оптовая”, “Розничная”, “По карте”"):
        shop.take(folder, price_types=PriceChoice("Акция"))


@pytest.mark.parametrize(
    ("prices", "reason"),
    [
        (price("t2", "0"), "zero_price"),
        (price("t2", ""), "no_price"),
        (price("t1", "70"), "no_price"),
        (price("t2", "7", "USD"), "currency"),
        (price("t2", "700", units="10"), "price_unit"),
        (price("t2", "по запросу"), "bad_price"),
    ],
)
def test_a_price_that_is_none_is_refused(shop: Shop, write: Write, prices: str, reason: str) -> None:
    folder = write("import.xml", goods_file(MILK)).parent
    write("offers.xml", offers_file(offer("milk", prices)))
    assert dict(shop.take(folder).refusals) == {reason: 1}


def test_variants_of_one_name_are_told_apart(shop: Shop, write: Write) -> None:
    def variant(key: str, colour: str) -> str:
        named = f"<Наименование>Цвет</Наименование><Значение>{colour}</Значение>"
        named = f"<ХарактеристикиТовара><ХарактеристикаТовара>{named}</ХарактеристикаТовара></ХарактеристикиТовара>"
        more = f"<Наименование>Ботинки</Наименование>{named}"
        return offer(f"boots#{key}", price("t2", "100"), more)

    folder = write("import.xml", goods_file(BOOTS)).parent
    write("offers.xml", offers_file(variant("1", "Белый"), variant("2", "Красный")))
    shop.take(folder)
    assert [p.name for p in (shop.product("boots#1"), shop.product("boots#2")) if p] == [
        "Ботинки (Белый)",
        "Ботинки (Красный)",
    ]


def test_a_barcode_of_the_goods_goes_to_their_only_variant_and_to_none_of_several(shop: Shop, write: Write) -> None:
    folder = write("import.xml", goods_file(MILK)).parent
    write("offers.xml", offers_file(offer("milk#a", price("t2", "90"))))
    shop.take(folder)
    only = shop.product("milk#a")
    assert only is not None
    assert only.codes == ("04601234567893",)
    write("offers.xml", offers_file(offer("milk#a", price("t2", "90")), offer("milk#b", price("t2", "95"))))
    assert dict(shop.take(folder).remarks) == {"code_shared": 2}


@pytest.mark.parametrize(
    "deleted",
    [
        MILK.replace("<Товар>", '<Товар Статус="Удален">'),
        MILK.replace("</Товар>", "<Статус>Удален</Статус></Товар>"),
        MILK.replace("</Товар>", "<ПометкаУдаления>true</ПометкаУдаления></Товар>"),
    ],
)
def test_goods_marked_as_deleted_leave_the_shop_with_all_their_variants(shop: Shop, write: Write, deleted: str) -> None:
    folder = write("import.xml", goods_file(MILK)).parent
    offers = write("offers.xml", offers_file(offer("milk", price("t2", "90")), offer("milk#a", price("t2", "95"))))
    assert shop.fates(folder) == {"taken": 2}
    offers.unlink()
    gone = write("import.xml", goods_file(deleted))
    assert shop.fates(gone) == {"withdrawn": 2}
    assert shop.count() == 0
    assert shop.fates(gone) == {"unchanged": 1}
    write("import.xml", goods_file(MILK))
    write("offers.xml", offers_file(offer("milk", price("t2", "90"))))
    assert shop.fates(folder) == {"changed": 1}


def test_goods_that_were_never_here_and_are_deleted_are_refused(shop: Shop, write: Write) -> None:
    path = write("import.xml", goods_file(MILK.replace("<Товар>", '<Товар Статус="Удален">')))
    assert dict(shop.take(path).refusals) == {"deleted": 1}


def test_spirits_and_tobacco_get_their_age_limit(shop: Shop, write: Write) -> None:
    kind = (
        "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>ВидНоменклатуры</Наименование>"
        "<Значение>{}</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>"
    )
    goods = (MILK.replace("</Товар>", kind.format("Алкоголь")), SAUSAGE.replace("</Товар>", kind.format("Табак")))
    folder = write("import.xml", goods_file(*goods)).parent
    write("offers.xml", ALL_OFFERS)
    shop.take(folder)
    alcohol, tobacco = shop.product("milk"), shop.product("sausage")
    assert alcohol is not None
    assert tobacco is not None
    assert (alcohol.minimum_age, alcohol.tags, tobacco.minimum_age, tobacco.tags) == (
        18,
        ("alcohol",),
        18,
        ("tobacco",),
    )


def test_a_file_broken_in_the_middle_leaves_the_catalogue_as_it_was(shop: Shop, write: Write) -> None:
    folder = write("import.xml", ALL_GOODS).parent
    write("offers.xml", ALL_OFFERS)
    shop.take(folder)
    before = shop.everything()
    many = "".join(offer(f"x{n}", price("t2", "5"), f"<Наименование>Товар {n}</Наименование>\n") for n in range(3000))
    write("offers.xml", offers_file(many).replace("Товар 2500<", "Товар & 2500<"))
    with pytest.raises(BrokenFile) as caught:
        shop.take(folder)
    assert caught.value.details["line"] == 2505  # five lines of head, then one an offer
    assert shop.everything() == before
    write("offers.xml", offers_file(many)[:100_000])
    with pytest.raises(CutShort):
        shop.take(folder)
    assert shop.everything() == before


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_a_doctype_is_refused(shop: Shop, write: Write, declaration: str) -> None:
    path = write("import.xml", ALL_GOODS.replace("<Коммерч", f"{declaration}\n<Коммерч", 1))
    with pytest.raises(ForbiddenXml, match="DOCTYPE"):
        shop.take(path)


def test_orders_are_named_and_passed_over(shop: Shop, write: Write) -> None:
    order = f"<Документ><Ид>1</Ид><Товары>{MILK}</Товары></Документ>"
    orders = f"{HEAD.format(encoding='utf-8')}{order}</КоммерческаяИнформация>"
    path = write("orders.xml", orders)
    with pytest.raises(OnlyOrders, match="orders, not a catalogue"):
        shop.take(path)
    write("import.xml", ALL_GOODS)
    write("offers.xml", ALL_OFFERS)
    tally = shop.take(path.parent)
    assert dict(tally.fates) == {"taken": 4}
    assert any("orders" in note.text for note in tally.notes)


@pytest.mark.parametrize("text", ["<html><body>404</body></html>", "<КоммерческаяИнформация/>"])
def test_xml_without_goods_is_refused(shop: Shop, write: Write, text: str) -> None:
    with pytest.raises(NoCatalogue):
        shop.take(write("page.xml", text))


def test_prefixed_namespaces_are_read(shop: Shop, write: Write) -> None:
    text = ALL_GOODS.replace("<Товар>", "<Товар xmlns:x='urn:1C.ru:commerceml_2'>").replace(
        '2.07">', '2.07" xmlns="urn:1C.ru:commerceml_2">'
    )
    folder = write("import.xml", text).parent
    write("offers.xml", ALL_OFFERS)
    assert shop.fates(folder) == {"taken": 4}
