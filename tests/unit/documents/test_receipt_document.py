"""The receipt says what happened, at any width of paper, in the buyer's words."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.words import Words
from cashier_app.documents.document import Cut, Document, DrawerPulse, Qr, Text, decode, encode
from cashier_app.documents.plain import plain_text
from cashier_app.documents.receipt import ReceiptFacts, as_copy, receipt_document
from cashier_app.words import load_words
from tests.unit.documents.samples import EXPLAINED, OFFLINE, RECEIPT_ID, RETURN, SALE, UNCLAIMED, with_names

RUSSIAN = load_words("ru")

EXAMPLE = """\
                 РОМАШКА
          ул. Ленина, 12, Пермь
Чек 1187                  21.11.2026 14:27
Касса 2 · смена 341 · кассир Иванова М.
------------------------------------------
Молоко «Деревенское» 3,2 %, 1 л
  2 × 94,90                         189,80
Сыр «Российский» 45 %, вес.
  0,299 кг × 499,00                 149,20
  цена по карте                     −14,92
Кофе в зёрнах «Арабика», 1 кг
  1 × 1 249,00                    1 249,00
  Серебро 10 %                     −124,90
------------------------------------------
Без скидок                        1 588,00
Вы сэкономили                       139,82
Списано баллами                     300,00
К ОПЛАТЕ                          1 148,18
в т.ч. НДС 10 %                     104,38
Наличными 1 200,00             сдача 51,82
------------------------------------------
Анна К. · карта ..4417 · Серебро
Баллы: было 1 245, списано 300, стало 945
  ещё 143 станут доступны (57 за покупку)
До уровня «Золото»: 1 681,82 ₽
------------------------------------------
[CASHIER:R:0123456789abcdef0123456789abcdef]
        Возврат: покажите этот код
    Не является фискальным документом
"""


def lines_of(facts: ReceiptFacts, columns: int = 42, words: Words = RUSSIAN) -> list[str]:
    return plain_text(receipt_document(facts, words), columns).splitlines()


def test_the_receipt_of_the_design_comes_out() -> None:
    assert "\n".join(lines_of(SALE)) + "\n" == EXAMPLE


def test_the_sum_to_pay_stands_out() -> None:
    total = next(block for block in receipt_document(SALE, RUSSIAN).blocks if getattr(block, "left", "") == "К ОПЛАТЕ")
    assert (total.tall, total.bold) == (True, True)  # type: ignore[union-attr]


@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize(
    "facts",
    [SALE, OFFLINE, UNCLAIMED, RETURN, EXPLAINED],
    ids=["sale", "offline", "unclaimed", "return", "explained"],
)
def test_no_line_is_too_long_and_no_word_is_cut(facts: ReceiptFacts, columns: int) -> None:
    document = receipt_document(facts, RUSSIAN)
    lines = [line for line in plain_text(document, columns).splitlines() if "CASHIER:R:" not in line]
    assert max(map(len, lines)) <= columns
    printed = {word for line in lines for word in line.split()}
    meant = {
        word
        for block in document.blocks
        for text in (getattr(block, "text", ""), getattr(block, "left", ""), getattr(block, "right", ""))
        for word in re.split(r"[ \u00a0]+", text)
        if word
    }
    assert meant <= printed


@given(
    name=st.text(st.sampled_from("абвгдеёжз ABC123-.,%«»\u00a0"), min_size=1, max_size=130),
    columns=st.integers(24, 80),
)
def test_any_name_fits_any_paper_and_loses_nothing(name: str, columns: int) -> None:
    lines = lines_of(with_names(name), columns)
    start = next(n for n, line in enumerate(lines) if line.startswith("---")) + 1
    end = next(n for n, line in enumerate(lines) if line.startswith("  1 × 99,00"))
    assert max(map(len, lines[start:end])) <= columns
    assert re.sub(r"\s", "", "".join(lines[start:end])) == re.sub(r"\s", "", name)


@given(name=st.lists(st.text("абвгдеё", min_size=1, max_size=24), min_size=1, max_size=12))
def test_words_that_fit_the_paper_are_never_cut(name: list[str]) -> None:
    printed = " ".join(lines_of(with_names(" ".join(name)), 24)).split()
    assert [word for word in printed if set(word) <= set("абвгдеё")][: len(name)] == name


def test_points_given_at_once_and_points_lost_soon() -> None:
    member = msgspec.structs.replace(SALE.member, earned_later=0, earned_now=5_750, pending=0, after=100_250)
    assert "Баллы: было 1 245, списано 300, начислено 57,5, стало 1 002,5" in " ".join(
        lines_of(msgspec.structs.replace(SALE, member=member))
    )
    assert "  210 сгорят после 30.11.2026" in lines_of(OFFLINE)


def test_one_point_takes_the_singular() -> None:
    member = msgspec.structs.replace(OFFLINE.member, pending=100, earned_later=100)
    assert "  ещё 1 станет доступен (1 за покупку)" in lines_of(msgspec.structs.replace(OFFLINE, member=member))


def test_an_offline_balance_names_its_moment() -> None:
    assert "по данным на 21.11.2026 09:05" in lines_of(OFFLINE)
    assert not any("по данным" in line for line in lines_of(SALE))


def test_an_unknown_card_is_told_that_its_points_wait() -> None:
    text = lines_of(UNCLAIMED)
    assert "Карта ..9001: 57 баллов за покупку" in text
    assert any("как только будет связь" in line for line in text)


def test_a_return_shows_money_and_points_going_back() -> None:
    text = lines_of(RETURN)
    assert "ВОЗВРАТ ТОВАРА" in text[2]
    assert "По чеку 1187              21.11.2026 14:27" in text
    assert "К ВОЗВРАТУ                          106,18" in text
    assert "Картой, № 004512                    106,18" in text
    assert "возвращено 28,1, снято 5, стало 968,1" in " ".join(text)


def test_rounding_of_cash_is_shown_and_taken_off() -> None:
    text = lines_of(msgspec.structs.replace(SALE, rounding=18))
    assert "Округление в вашу пользу              0,18" in text
    assert "К ОПЛАТЕ                          1 148,00" in text


@given(
    facts=st.sampled_from([SALE, OFFLINE, UNCLAIMED, RETURN]),
    copy=st.booleans(),
    language=st.sampled_from(["ru", "en"]),
    footer=st.lists(st.text(max_size=60), max_size=3).map(tuple),
)
def test_every_slip_denies_being_fiscal_and_carries_its_code(
    facts: ReceiptFacts, copy: bool, language: str, footer: tuple[str, ...]
) -> None:
    words = load_words(language)
    document = receipt_document(msgspec.structs.replace(facts, copy=copy, footer=footer), words)
    texts = [block.text for block in document.blocks if isinstance(block, Text)]
    assert words.translate("receipt", "This is not a fiscal document") in texts
    assert Qr(f"CASHIER:R:{RECEIPT_ID}") in document.blocks
    assert isinstance(document.blocks[-1], Cut)
    assert texts.count(words.translate("receipt", "COPY")) == (2 if copy else 0)


def test_a_reprint_is_a_marked_copy_that_opens_no_drawer() -> None:
    document = receipt_document(SALE, RUSSIAN)
    with_pulse = Document(blocks=(DrawerPulse(), *document.blocks), title=document.title)
    copy = as_copy(with_pulse, RUSSIAN)
    text = plain_text(copy)
    assert text.count("КОПИЯ") == 2
    assert text.replace("КОПИЯ", "").split() == plain_text(document).split()
    assert not any(isinstance(block, DrawerPulse) for block in copy.blocks)
    assert as_copy(copy, RUSSIAN) == copy
    assert copy == receipt_document(msgspec.structs.replace(SALE, copy=True), RUSSIAN)


def test_a_document_survives_the_queue() -> None:
    document = receipt_document(OFFLINE, RUSSIAN)
    assert decode(encode(document)) == document


def test_english_words() -> None:
    text = "\n".join(lines_of(OFFLINE, 48, load_words("en")))
    assert "Points: before 1 245, spent 300, now 945" in text
    assert "This is not a fiscal document" in text


def test_a_level_reached_by_the_purchase_is_said_before_the_way_to_the_next() -> None:
    assert SALE.member is not None
    member = msgspec.structs.replace(SALE.member, reached_level="Золото", next_level="Платина")
    lines = lines_of(msgspec.structs.replace(SALE, member=member))
    at = lines.index("Новый уровень со следующей покупки: Золото")
    assert lines[at + 1].startswith("До уровня «Платина»")


# --- the honest price -----------------------------------------------------------------------------------------------


def test_every_line_is_explained_to_what_is_left_to_pay() -> None:
    lines = lines_of(EXPLAINED)
    start = lines.index("Кофе в зёрнах «Арабика», 1 кг")
    assert lines[start : start + 12] == [
        "Кофе в зёрнах «Арабика», 1 кг",
        "  1 × 1 249,00                    1 249,00",
        "  Серебро 10 %                     −124,90",
        "  осень −10 %                      −112,41",
        "  баллами                          −100,00",
        "  к оплате                          911,69",
        "Печенье сахарное, 300 г (подарок)",
        "  1 × 79,90                          79,90",
        "  печенье к кофе                    −79,89",
        "  к оплате                            0,01",
        "Хлеб",
        "  1 × 52,50                          52,50",
    ]
    assert lines[start + 12].startswith("---"), "a line without discounts needs no explanation"


def test_codes_coupons_points_by_rule_and_a_level_to_come_are_told() -> None:
    told = "\n".join(lines_of(EXPLAINED))
    for text in (
        "Промокод AUTUMN10: осень −10 %",
        "Использован купон: кофе за полцены",
        "Новый купон: купон на торт, до 05.12.2026",
        "  За покупку                           +45",
        "  Чай: 10 % баллами                    +12",
        "Новый уровень с 22.11.2026: Золото",
    ):
        assert text in told
    assert "(57 за покупку)" not in told, "the rules say it already"


def test_the_holder_of_a_discount_card_reads_nothing_of_points() -> None:
    assert EXPLAINED.member is not None
    facts = msgspec.structs.replace(EXPLAINED, member=msgspec.structs.replace(EXPLAINED.member, points=False))
    told = "\n".join(lines_of(facts))
    assert "Баллы" not in told
    assert "Анна К." in told
