"""Words: Russian plurals, money and points in both languages, errors with a way out."""

from __future__ import annotations

import pytest

from cashier_app.core.errors import WorldError
from cashier_app.core.money import money_figure
from cashier_app.core.quantity import ZeroQuantity
from cashier_app.core.words import Words, plural_form
from cashier_app.words import load_words


@pytest.mark.parametrize(
    ("counts", "form"),
    [
        ((1, 21, 101, 1001, -1), 0),
        ((2, 3, 4, 22, 104, -3), 1),
        ((0, 5, 10, 11, 12, 13, 14, 19, 20, 111, 112, 1011), 2),
    ],
)
def test_russian_has_three_plural_forms(counts: tuple[int, ...], form: int) -> None:
    assert {plural_form("ru", n) for n in counts} == {form}


def test_english_has_two_plural_forms() -> None:
    assert [plural_form("en", n) for n in (0, 1, 2, 11, 21)] == [1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("points", "russian", "english"),
    [
        (100, "1 балл", "1 point"),
        (200, "2 балла", "2 points"),
        (500, "5 баллов", "5 points"),
        (1100, "11 баллов", "11 points"),
        (2100, "21 балл", "21 points"),
        (124500, "1\u00a0245 баллов", "1\u00a0245 points"),
        (1250, "12,5 балла", "12.5 points"),
        (0, "0 баллов", "0 points"),
    ],
)
def test_points_take_the_right_plural(points: int, russian: str, english: str) -> None:
    assert load_words("ru").points(points) == russian
    assert load_words("en").points(points) == english


def test_money_reads_as_in_a_shop() -> None:
    assert load_words("ru").money(123456) == "1\u00a0234,56\u00a0₽"
    assert load_words("en").money(123456) == "1\u00a0234.56\u00a0₽"
    assert load_words("ru").sum(-5) == "−0,05"


def test_a_missing_translation_leaves_the_source() -> None:
    words = Words("ru", {("points", "%n point(s)"): ("", "", "")})
    assert words.translate("nowhere", "Never translated") == "Never translated"
    assert words.translate("points", "%n point(s)", "", 5) == "5 point(s)"


def test_an_error_has_words_and_a_way_out_in_the_language_of_the_person() -> None:
    text, way_out = load_words("ru").error(ZeroQuantity())
    assert (text, way_out) == ("Количество должно быть больше нуля", "Чтобы убрать товар, удалите строку")


def _every_error(kind: type[WorldError]) -> list[type[WorldError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _every_error(child))]


def test_every_error_of_the_middle_speaks_russian() -> None:
    import cashier_app.loyalty.programme
    import cashier_app.loyalty.settlement
    import cashier_app.sales.payment
    import cashier_app.sales.receipt
    import cashier_app.sales.returning  # noqa: F401 - their errors are what is checked

    words = load_words("ru")
    pure = [e for e in _every_error(WorldError) if e.__module__.split(".")[1] in ("core", "loyalty", "sales")]
    for error in pure:
        for source in (error.text, error.way_out):
            if source:
                assert words.translate("errors", source) != source, f"{error.__name__}: {source}"


@pytest.mark.parametrize(("language", "sum_"), [("ru", "1\u00a0000,50"), ("en", "1\u00a0000.50")])
def test_figures_of_a_refusal_are_written_as_the_language_writes_them(language: str, sum_: str) -> None:
    class Short(WorldError):
        text = "{sum_} is missing"
        way_out = "Take {sum_} more"

    words = Words(language, {})
    assert words.error(Short(sum_=money_figure(100_050))) == (f"{sum_} is missing", f"Take {sum_} more")
