"""Words by which goods are found: folded alike on both sides, meant where they were mistyped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.catalog.goods_words import (
    FIRST,
    Vocabulary,
    fold,
    index_words,
    one_mistake,
    other_layout,
    typed_words,
)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Молоко «Ёлочка» 3,2 %, 1 л", "молоко елочка 3.2 % 1 л"),
        ("Пакет 100%_майка", "пакет 100%_майка майка"),
        ("КОКА-КОЛА 0,5л", "кока-кола кола 0.5л"),
        ("Порошок д/стирки", "порошок д/стирки стирки"),
        ("Mолoко", "молоко"),
        ("Milk UHT", "milk uht"),
        ("Сок сок СОК", "сок"),
        ("(л) 631937/1063", "л 631937/1063"),
    ],
)
def test_a_name_is_indexed_by_its_words_and_their_parts(name: str, words: str) -> None:
    first, *rest = index_words(name).split()
    assert (first, " ".join(rest)) == (FIRST + words.split()[0], words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("Head & Shoulders", ["head", "shoulders"]), ("№", ["№"]), ("молоко 3,2 %", ["молоко", "3.2"]), ("а А", ["а"])],
)
def test_signs_are_searched_for_where_nothing_else_is_typed(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words


def test_brand_and_article_are_words_too() -> None:
    assert index_words("Чай", "Белый берег", "А-17") == f"{FIRST}чай чай белый берег а-17 17"


@given(st.text(max_size=60))
def test_what_is_typed_is_found_in_the_name_itself(name: str) -> None:
    indexed = set(index_words(name).split(" "))
    assert all(word in indexed for word in typed_words(name)[:20])
    assert all(not sign.isspace() and sign.isprintable() for word in typed_words(name) for sign in word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vjkjrj", "молоко"),
        ("VJKJRJ", "молоко"),
        ("ьшдл", "milk"),
        ("[kt,", "хлеб"),
        ("хлеб бел", "[kt, ,tk"),
        ("4600", ""),
        ("", ""),
    ],
)
def test_the_keyboards_other_language(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant


@given(st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=12))
def test_a_word_typed_with_the_other_layout_twice_is_the_word(word: str) -> None:
    assert fold(other_layout(other_layout(word))) in (word, "")


@pytest.mark.parametrize(
    ("slip", "meant"), [("малоко", "молоко"), ("моолко", "молоко"), ("молко", "молоко"), ("моллоко", "молоко")]
)
def test_one_slip_of_the_finger_is_undone(slip: str, meant: str) -> None:
    assert meant in set(one_mistake(slip))


@pytest.mark.parametrize("word", ["мол", "4600", "3,2", "а1бв"])
def test_short_words_and_figures_are_never_corrected(word: str) -> None:
    assert list(one_mistake(word)) == []


WORDS = st.lists(st.text("абвЯz\u0451-", min_size=1, max_size=5), max_size=30, unique=True)


@given(WORDS, st.text("абвz\u0451-", min_size=1, max_size=3))
def test_the_vocabulary_knows_beginnings_and_parts(words: list[str], asked: str) -> None:
    vocabulary = Vocabulary(sorted(words, key=str.encode))
    assert vocabulary.has_beginning(asked) == any(word.startswith(asked) for word in words)
    holding = [word for word in words if asked in word]
    assert sorted(vocabulary.containing(asked, 100)) == sorted(holding)
    fewer = vocabulary.containing(asked, 2)
    assert len(fewer) == min(2, len(holding))
    assert all(len(word) <= max(map(len, fewer), default=0) or word not in fewer for word in fewer)
