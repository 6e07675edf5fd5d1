"""Two lines for the buyer: as bytes of both dialects, as they are read, and what they say of a receipt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.config import Display
from cashier_app.devices.customer_display import begun, shown
from cashier_app.devices.simulators.vfd import Screen
from cashier_app.till.buyer_view import BuyerLine, BuyerView, initials, two_lines
from cashier_app.words import load_words

RU = load_words("ru")
SELLING = BuyerView(
    "selling",
    (
        BuyerLine("Хлеб «Бородинский», 400 г", "1 × 52,90", "52,90"),
        BuyerLine("Молоко «Деревенское» 3,2 %, 1 л", "2 × 94,90", "189,80", newest=True),
    ),
    "К оплате",
    "1\u00a0148,18\u00a0₽",
    who="А. К.",
)


@pytest.mark.parametrize("dialect", ["cd5220", "epson"])
def test_both_dialects_show_the_lines_in_cp866(dialect: str) -> None:
    settings = Display(dialect=dialect, code_page=7)  # type: ignore[arg-type]
    screen = Screen()
    screen.feed(begun(settings) + shown("Молоко", "ИТОГО 94,90", settings))
    assert screen.lines == ("Молоко".ljust(20), "ИТОГО 94,90".ljust(20))
    assert screen.code_page == 7


def test_the_bytes_are_those_of_the_command_set() -> None:
    assert begun(Display()) == b"\x1b@\x0c"
    assert shown("Да", "1", Display(columns=8)) == b"\x1bQA\x84\xa0      \r\x1bQB1       \r"
    assert shown("Да", "1", Display(columns=8, dialect="epson")) == b"\x0c\x84\xa0      1       "


@given(
    messages=st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), min_size=1, max_size=4),
    dialect=st.sampled_from(["cd5220", "epson"]),
    cut=st.integers(1, 9),
)
def test_no_text_breaks_out_of_its_line(messages: list[tuple[str, str]], dialect: str, cut: int) -> None:
    settings = Display(dialect=dialect)  # type: ignore[arg-type]
    stream = begun(settings) + b"".join(shown(*message, settings) for message in messages)
    stream += shown("верх", "низ", settings)
    screen = Screen()
    for start in range(0, len(stream), cut):
        screen.feed(stream[start : start + cut])
    assert screen.lines == ("верх".ljust(20), "низ".ljust(20))


def test_what_the_lines_say() -> None:
    assert two_lines(SELLING, "", 20, RU) == ('Молоко "Дерев 189,80', "ИТОГО     1 148,18 р")
    assert two_lines(BuyerView(), "Добро\nпожаловать!", 20, RU) == ("       Добро        ", "    пожаловать!     ")
    paid = BuyerView("paid", caption="Ваша сдача", sum="51,82\u00a0₽", points=("Начислено: 57 баллов",))
    assert two_lines(paid, "", 20, RU) == ("Ваша сдача   51,82 р", "Начислено: 57 баллов")
    waits = BuyerView("paying", caption="К оплате", sum="99,00\u00a0₽", told="Оплатите на терминале")
    assert two_lines(waits, "", 20, RU) == ("К оплате     99,00 р", "Оплатите на терминал")


@given(
    name=st.text(max_size=60),
    amount=st.text("0123456789,\u00a0−", max_size=12),
    total=st.text("0123456789,\u00a0", max_size=14),
    columns=st.integers(16, 24),
)
def test_lines_are_as_wide_as_the_display_and_keep_their_sums(name: str, amount: str, total: str, columns: int) -> None:
    view = BuyerView("selling", (BuyerLine(name, "", amount, newest=True),), "", total)
    upper, lower = two_lines(view, "", columns, RU)
    assert (len(upper), len(lower)) == (columns, columns)
    assert upper.endswith(amount.replace("\u00a0", " ").replace("−", "-"))
    assert lower.endswith(total.replace("\u00a0", " "))


def test_a_name_is_never_more_than_initials() -> None:
    assert initials("Анна К.") == "А. К."
    assert initials("Иванова Мария Петровна") == "И. М. П."
    assert initials("  ") == ""
