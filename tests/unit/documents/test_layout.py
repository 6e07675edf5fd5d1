"""Lines are broken between words and figures stand at the right edge, on any paper."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.documents.document import Block, Document, Row, Text
from cashier_app.documents.layout import Line, lay_out, wrap

LETTERS = st.text(st.sampled_from("абвг АБВ12,.-/\u00a0"), max_size=120)


def lines_of(block: Block, columns: int) -> list[str]:
    return [line.text for line in lay_out(Document(blocks=(block,)), columns, str) if isinstance(line, Line)]


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(
    left=LETTERS,
    right=st.text("0123456789,\u00a0", min_size=1, max_size=14).filter(str.strip),
    indent=st.integers(0, 4),
    columns=st.integers(24, 64),
)
def test_a_row_loses_nothing_overflows_nowhere_and_ends_in_its_figure(
    left: str, right: str, indent: int, columns: int
) -> None:
    lines = lines_of(Row(left, right, indent=indent), columns)
    assert max(map(len, lines)) <= columns
    assert lines[-1].endswith(right.replace("\u00a0", " "))
    assert len(lines[-1]) == columns
    assert letters("".join(lines)) == letters(left + right)
    assert all(line.startswith(" " * indent) for line in lines)


@given(text=LETTERS, indent=st.integers(0, 4), columns=st.integers(24, 64))
def test_a_paragraph_loses_nothing_and_overflows_nowhere(text: str, indent: int, columns: int) -> None:
    lines = lines_of(Text(text, indent=indent), columns)
    assert max(map(len, lines)) <= columns
    assert letters("".join(lines)) == letters(text)


def test_a_figure_that_finds_no_room_beside_the_last_words_gets_a_line_of_its_own() -> None:
    left = "Скидка постоянного покупателя"
    assert lines_of(Row(left, "-1 234,56"), 24) == ["Скидка постоянного", "покупателя     -1 234,56"]
    assert lines_of(Row(left, "-1 234 567,89 р."), 24) == [
        "Скидка постоянного",
        "покупателя",
        "        -1 234 567,89 р.",
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("Масло сливочное", 10, ["Масло", "сливочное"]),
        ("Мультизлаковые-хлопья", 16, ["Мультизлаковые-", "хлопья"]),
        ("Электроэнергетика", 10, ["Электроэне", "ргетика"]),
        ("а  б", 10, ["а  б"]),
        ("сыр 45\u00a0%", 7, ["сыр", "45\u00a0%"]),
    ],
)
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
