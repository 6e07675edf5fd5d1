"""A CSV becomes a history, whoever exported it; what does not fit is refused by file, line, column and what would."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cashier_app.core.clock import local_time
from cashier_app.core.errors import WorldError
from cashier_app.whatif.history import GoodsBack, History, Purchase
from cashier_app.whatif.reading.files import read_file
from cashier_app.whatif.reading.refusals import BadCell, BadRow, ColumnMissing, NoHistory, NotAHistory, NothingInside
from cashier_app.whatif.reading.table import TableOptions
from cashier_app.words import load_words

ZONE = "Europe/Moscow"
HEADER = "Чек;Дата;Товар;Количество;Цена;Карта\n"
ROW = "1;10.01.2026 12:00;чай;2;100,50;77\n"


def read(folder: Path, content: str | bytes, name: str = "past.csv", **options: tuple[str, ...]) -> History:
    """The history of a file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, TableOptions(ZONE, **options))


def counts(history: History) -> dict[str, int]:
    """Rows by what became of them."""
    return {part.kind: part.rows for part in (*history.reading.taken, *history.reading.left_out)}


def test_a_russian_export_is_understood_to_the_last_column(tmp_path: Path) -> None:
    history = read(
        tmp_path,
        "Номер чека;Дата;Время;Артикул;Наименование;Кол-во;Цена;Номер карты;Магазин;Категория;Бренд;Себестоимость;"
        "Цена по карте;Промокод;День рождения;Сегмент;Метки;Кассир\n"
        '7;10.01.2026;12:34;А-1;"Чай ""Утро"", 100 г";0,299;1 234,50;770001;Центр;Чай/Чёрный;Утро;900;1 100,00;ВЕСНА;'
        "24.11.1980;vip, опт;sale;Иванова\n"
        "7;10.01.2026;12:34;Б-2;Хлеб;1;52;770001;Центр;Хлеб;;;;;;;;Иванова\n",
    )
    (receipt,) = history.events
    assert isinstance(receipt, Purchase)
    assert f"{local_time(receipt.at, ZONE):%d.%m.%Y %H:%M}" == "10.01.2026 12:34"
    assert (receipt.receipt_id, receipt.member, receipt.cart.store, receipt.cart.zone) == ("7", "770001", "Центр", ZONE)
    assert receipt.cart.promo_codes == ("ВЕСНА",)
    tea, bread = receipt.cart.lines
    assert (tea.product_id, tea.price, tea.quantity, tea.member_price, tea.cost) == (
        "А-1",
        123_450,
        299,
        110_000,
        90_000,
    )
    assert (tea.category, tea.brand, tea.tags) == ("Чай/Чёрный", "Утро", frozenset({"sale"}))
    assert (bread.price, bread.cost, bread.member_price, bread.number) == (5200, None, None, 2)
    assert history.names == {"А-1": 'Чай "Утро", 100 г', "Б-2": "Хлеб"}
    assert history.people["770001"].birthday == (11, 24)
    assert history.people["770001"].segments == frozenset({"vip", "опт"})
    assert [(remark.kind, remark.detail) for remark in history.reading.remarks] == [("unused_columns", "Кассир")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_any_usual_encoding_and_packing(tmp_path: Path, encoding: str, packed: bool) -> None:
    content = (HEADER + ROW).encode(encoding)
    history = read(tmp_path, gzip.compress(content) if packed else content, "past.csv.gz" if packed else "past.csv")
    assert history.events[0].cart.lines[0].product_id == "чай"  # type: ignore[union-attr]


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    history = read(
        tmp_path,
        "receipt,date,product,quantity,price,customer\n"
        "1,2026-01-10 12:00:00,tea,5,10.00,17850.0\n"  # a number that a spreadsheet made a fraction
        "1,2026-01-10 12:00:00,POST,1,18.00,17850\n"
        "1,2026-01-10 12:00:00,gift_0001,1,50.00,17850\n"
        "1,2026-01-10 12:01:00,bread,1,5.00,17850\n"
        "2,2026-01-11 12:00:00,tea,2,10.005,\n"
        "2,2026-01-11 12:00:00,tea,2,10.005,\n"
        "3,2026-01-12 12:00:00,bag,3,0,17850\n"
        "4,2026-01-13 12:00:00,bag,0,1,17850\n"
        "\n"
        "C5,2026-01-14 12:00:00,tea,-2,10.00,17850\n"
        "C6,2026-01-14 12:00:00,tea,-9,10.00,17850\n"
        "C7,2026-01-14 12:00:00,tea,-1,10.00,\n"
        "C8,2026-01-14 12:00:00,milk,-1,10.00,17850\n",
    )
    assert counts(history) == {
        "sale_member": 2,
        "sale_anonymous": 2,
        "return": 2,
        "service": 2,
        "no_price": 1,
        "no_quantity": 1,
        "return_anonymous": 1,
        "return_unmatched": 1,
    }
    assert (history.reading.rows, history.reading.unaccounted) == (12, 0)
    remarks = {remark.kind: remark.count for remark in history.reading.remarks}
    assert remarks == {"partly_matched": 1, "times": 1, "twins": 1, "rounded": 2}
    assert sorted(history.people) == ["17850"]
    assert [event.quantities for event in history.events if isinstance(event, GoodsBack)] == [
        ((1, 2000),),
        ((1, 3000),),
    ]
    anonymous = history.events[1]
    assert isinstance(anonymous, Purchase)
    assert [line.price for line in anonymous.cart.lines] == [1001, 1001]


def test_services_are_named_by_a_person_if_need_be(tmp_path: Path) -> None:
    content = HEADER + ROW + "1;10.01.2026 12:00;POST;1;100;77\n1;10.01.2026 12:00;Доставка-2;1;100;77\n"
    assert counts(read(tmp_path, content))["service"] == 1
    assert counts(read(tmp_path, content, services=("доставка*",))) == {"sale_member": 2, "service": 1}


def test_a_return_that_names_its_receipt_finds_it(tmp_path: Path) -> None:
    history = read(
        tmp_path,
        "Чек;Дата;Товар;Количество;Цена;Карта;Исходный чек\n"
        "1;10.01.2026;чай;2;100;77;\n"
        "2;11.01.2026;чай;2;100;77;\n"
        "3;12.01.2026;чай;-1;100;;1\n",
    )
    assert [event.original for event in history.events if isinstance(event, GoodsBack)] == ["1"]


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        (HEADER + ROW + "2;10.01.2026 12:00;чай;два;100;77\n", BadCell, ("строка 3", "«Количество»", "«два»", "0,299")),
        (HEADER + ROW + "2;10.01.2026 12:00;чай;2;-5;77\n", BadCell, ("строка 3", "«Цена»", "«-5»", "12,34")),
        (HEADER + ROW + "2;32.01.2026;чай;2;5;77\n", BadCell, ("строка 3", "«Дата»", "«32.01.2026»", "21.11.2026")),
        (HEADER + ROW + "2;1812-01-01;чай;2;5;77\n", BadCell, ("строка 3", "«Дата»", "«1812-01-01»")),
        (HEADER + ROW + "2;10.01.2026;;2;5;77\n", BadCell, ("строка 3", "«Товар»")),
        (HEADER + ROW + "2;10.01.2026;чай;2\n", BadRow, ("строка 3", "ячеек меньше")),
        (HEADER + ROW + "1;10.01.2026 12:00;чай;2;5;78\n", BadRow, ("строка 3", "другой покупатель")),
        (HEADER + ";10.01.2026 12:00;чай;2;5;78\n", BadRow, ("строка 2", "не указан чек")),
        ("Чек;Дата;Товар;Цена\n1;10.01.2026;чай;5\n", ColumnMissing, ("quantity", "количество", "Чек, Дата, Товар")),
        ("один столбец\n1\n", ColumnMissing, ("receipt", "чек")),
        (HEADER, NothingInside, ("нет чеков", "0")),
        (HEADER + "1;10.01.2026;чай;1;0;\n", NothingInside, ("нет чеков", "1")),
        ("", NotAHistory, ("не CSV",)),
        (b"PK\x03\x04rest of a workbook", NotAHistory, ("past.csv", "CSV (UTF-8)")),
        (b"SQLite format 3\0rest", NotAHistory, ("past.csv",)),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    tmp_path: Path, content: str | bytes, error: type[WorldError], said: tuple[str, ...]
) -> None:
    with pytest.raises(error) as refused:
        read(tmp_path, content)
    text = " ".join(load_words("ru").error(refused.value))
    assert all(word in text for word in said), text


def test_a_file_that_is_not_there_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoHistory):
        read_file(tmp_path / "nothing.csv", TableOptions(ZONE))
    with pytest.raises(NotAHistory):
        read_file(tmp_path, TableOptions(ZONE))


def test_a_quotation_mark_that_is_never_closed_is_refused_by_its_line(tmp_path: Path) -> None:
    with pytest.raises((BadRow, BadCell)) as refused:
        read(tmp_path, HEADER + ROW + '2;10.01.2026;"чай;2;5;77\n' + ROW * 3)
    assert "3" in str(refused.value)
