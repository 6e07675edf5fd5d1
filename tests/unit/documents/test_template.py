"""The shop's own head and foot: what the language says, what it refuses, and what it can never take away."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cashier_app.documents.document import Barcode, Blank, Block, Cut, Document, Logo, Qr, Row, Rule, Text
from cashier_app.documents.plain import plain_text
from cashier_app.documents.receipt import ReceiptFacts, ShopFacts, receipt_document
from cashier_app.documents.template import (
    FACTS,
    LONGEST_LINE,
    MOST_LINES,
    NAMES,
    PARTS,
    BadTemplate,
    default_template,
    escaped,
    parse,
)
from cashier_app.words import load_words
from tests.unit.documents.every import RICH
from tests.unit.documents.samples import OFFLINE, RECEIPT_ID, RETURN, SALE, at

RUSSIAN = load_words("ru")
SHOP = ShopFacts("РОМАШКА", "ул. Ленина, 12, Пермь", "5902123456")
CODE = f"CASHIER:R:{RECEIPT_ID}"


def with_template(text: str, facts: ReceiptFacts = SALE) -> Document:
    return receipt_document(msgspec.structs.replace(facts, template=parse(text), shop=SHOP), RUSSIAN)


def head(text: str, facts: ReceiptFacts = SALE) -> tuple[Block, ...]:
    """The blocks that a header makes: what stands before the number of the receipt."""
    blocks = with_template(f"[header]\n{text}", facts).blocks
    return blocks[: next(at for at, block in enumerate(blocks) if isinstance(block, Row) and "1187" in block.left)]


def problems(text: str, language: str = "ru") -> list[str]:
    with pytest.raises(BadTemplate) as caught:
        parse(text)
    return [problem.words(load_words(language)) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("Добро пожаловать!", Text("Добро пожаловать!", "center")),
        ("* {shop}", Text("РОМАШКА", "center", bold=True)),
        ("<*^ {shop}", Text("РОМАШКА", "left", bold=True, tall=True)),
        ("> касса {till}, смена {shift}", Text("касса 2, смена 341", "right")),
        ("К оплате | {total}", Row("К оплате", "1\u00a0148,18\u00a0₽")),
        ("* Вы сэкономили | {saved}", Row("Вы сэкономили", "139,82\u00a0₽", bold=True)),
        ("---", Rule()),
        ("", Blank()),
        ("{logo}", Logo()),
        ("{qr https://romashka.ru/r/{receipt_id}}", Qr(f"https://romashka.ru/r/{RECEIPT_ID}", 5)),
        ("{barcode R-{receipt}}", Barcode("R-1187")),
        ("{ean13 4607001415299}", Barcode("4607001415299", "ean13")),
        ("{receipt_code}", Qr(CODE)),
        (r"\* звёздочка \{и скобки\} \| черта", Text("* звёздочка {и скобки} | черта", "center")),
        ("{buyer}, {card}: {level}", Text("Анна К., ..4417: Серебро", "center")),
        ("{date} {time}, {cashier}", Text("21.11.2026 14:27, Иванова М.", "center")),
        ("{points}, +{earned}", Text("945 баллов, +57 баллов", "center")),
    ],
)
def test_what_a_line_says(line: str, block: Block) -> None:
    # a blank between two lines, since those at the end belong to nobody
    assert head(f"а\n{line}\nб") == (Text("а", "center"), block, Text("б", "center"))


def test_a_line_whose_name_has_nothing_to_say_is_left_out() -> None:
    stranger = msgspec.structs.replace(SALE, member=None, discount=0)
    assert head("Ваш уровень {level}\nВы сэкономили | {saved}\n{burning_points} сгорят", stranger) == ()


@pytest.mark.parametrize(
    ("condition", "shown"),
    [
        ("member", True),
        ("not member", False),
        ("sale", True),
        ("return", False),
        ("not return", True),
        ("next_level", True),
        ("burning_points", False),
        ("from 2026-11-21", True),
        ("from 2026-11-22", False),
        ("until 2026-11-21", True),
        ("until 2026-11-20", False),
        ("not from 2026-11-22", True),
        ("total >= 1148", True),
        ("total >= 1149", False),
        ("total < 1149", True),
        ("member and sale and total >= 500 and from 2026-01-01 and until 2026-12-31", True),
        ("member and return", False),
    ],
)
def test_a_condition_before_a_line(condition: str, shown: bool) -> None:
    assert head(f"{{if {condition}}} * Акция!") == ((Text("Акция!", "center", bold=True),) if shown else ())


def test_a_day_is_the_stores_own() -> None:
    """In Perm it is the 22nd when in Moscow it is still the 21st."""
    late = msgspec.structs.replace(SALE, at=at(2026, 11, 22, 0, 30))
    assert head("{if from 2026-11-22} да", late) == (Text("да", "center"),)


def test_what_a_template_says_in_its_own_words_is_not_said_twice() -> None:
    default = plain_text(receipt_document(OFFLINE, RUSSIAN))
    assert "До уровня «Золото»" in default
    assert "сгорят после 30.11.2026" in default
    assert CODE in default
    own = plain_text(
        with_template(
            "[footer]\nЕщё {to_next_level} — и вы {next_level}\nСгорит: | {burning_points} {burning_date}\n"
            "{receipt_code}",
            OFFLINE,
        )
    )
    assert "До уровня «Золото»" not in own
    assert "Ещё 1 681,82 ₽ — и вы Золото" in own
    assert "сгорят после" not in own
    assert "210 баллов 30.11.2026" in own
    assert own.count(CODE) == 1
    bare = plain_text(
        with_template("[footer]\n{without receipt_code}\n{without level_progress}\n{without burning}", OFFLINE)
    )
    assert not any(text in bare for text in (CODE, "До уровня", "сгорят"))
    # what is only said under a condition that does not hold is said by the receipt itself
    assert "До уровня" in plain_text(with_template("[footer]\n{if return} {to_next_level}", OFFLINE))


def test_of_several_burnings_the_first_is_the_templates_and_the_others_stay() -> None:
    told = plain_text(with_template("[footer]\nСгорит {burning_points}", RICH))
    assert "210,5 сгорят" not in told
    assert "1 сгорит после 08.12.2026" in told


def test_a_section_that_is_not_there_is_the_settings_own() -> None:
    facts = msgspec.structs.replace(SALE, footer=("Из настроек",))
    assert "Из настроек" in plain_text(with_template("[header]\n{shop}", facts))
    assert "ул. Ленина" in plain_text(with_template("[footer]\nСвоё", facts))
    assert "Из настроек" not in plain_text(with_template("[footer]\nСвоё", facts))


def test_the_template_to_begin_with_prints_what_the_settings_print() -> None:
    header, footer = ("* не жирная", "{скобки} | черта", "--- так"), ("Спасибо!", "[footer]", "// http")
    text = default_template(header, footer, RUSSIAN)
    facts = msgspec.structs.replace(SALE, header=("РОМАШКА", SHOP.address, "ИНН 5902123456", *header), footer=footer)
    assert with_template(text, facts) == receipt_document(facts, RUSSIAN)


@given(text=st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=60).map(str.strip))
@example(text="* {shop} | {total}")
@example(text=r"\\{a\}")
def test_any_letters_can_be_written(text: str) -> None:
    line = "".join(text.splitlines())
    written = head(f"а\n{escaped(line)}\nб")[1]
    assert written == (Text(line, "center") if line else Blank())


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[header]\n{shop}\n{nmae}", ["Строка 3: имени {nmae} нет"]),
        ("[header]\n{levle}", ["Строка 2: имени {levle} нет; может быть, {level}?"]),
        ("[header]\n{shop\nи}", ["Строка 2: скобка без пары; \\ перед ней", "Строка 3: скобка без пары"]),
        ("{shop}", ["Строка 1: строка до [header] или [footer]"]),
        ("[head]\nа", ["Строка 1: раздела [head] нет"]),
        ("[header]\n[header]", ["Строка 2: раздела [header] нет, или он стоит дважды"]),
        ("[footer]\n{if чек} а", ["Строка 2: «чек» — не условие"]),
        ("[footer]\n{if from 2026-02-30} а", ["Строка 2: 2026-02-30 — не день"]),
        ("[footer]\n{without total}", ["Строка 2: «total» нельзя убрать"]),
        ("[footer]\n{ean13 4607001415290}", ["Строка 2: 4607001415290 — не EAN-13"]),
        ("[footer]\n{barcode Чек}", ["Строка 2: в штрихкод помещаются"]),
        ("[footer]\nскажите {qr а}", ["Строка 2: {qr а} стоит в отдельной строке"]),
        ("[footer]\nа|б|в", ["Строка 2: черта | делит строку один раз"]),
        ("[footer]\n" + "а" * (LONGEST_LINE + 1), ["Строка 2: строка длиннее 400 знаков"]),
        ("[footer]\n" * (MOST_LINES + 1), ["Строка 1: шаблон длиннее 100 строк"]),
        ("[footer]\n{qr " + "я" * 160 + "}", ["Строка 2: в QR-код здесь помещается не больше 300 байт"]),
        ("[footer]\n{shop.__class__}\n{0}\n{}", ["Строка 2", "Строка 3", "Строка 4"]),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(text: str, told: list[str]) -> None:
    found = problems(text)
    assert len(found) == len(told)
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True)), found


def test_what_is_allowed_is_told() -> None:
    assert all(name in problems("[header]\n{x}")[0] for name in NAMES)
    assert all(fact in problems("[header]\n{if x} а", "en")[0] for fact in FACTS)
    assert all(part in problems("[header]\n{without x}", "en")[0] for part in PARTS)


# --- what a template can never do ------------------------------------------------------------------------

LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("{" + name + "}" for name in NAMES),
                *("{if " + fact + "} да" for fact in FACTS),
                *("{without " + part + "}" for part in PARTS),
                *("[header]", "[footer]", "---", "{logo}", "{receipt_code}", "{qr {receipt_id}}", "{ean13 {till}}"),
                *("а | б", "^ tall", "{barcode {cashier}}", "// не печатается", "{if total >= 1} {total}"),
            ]
        ),
        st.text(max_size=40),
    ),
    max_size=30,
)


@given(lines=LINES, facts=st.sampled_from([SALE, OFFLINE, RETURN, RICH]))
def test_no_template_takes_away_what_was_sold_the_sums_the_taxes_and_what_the_law_wants(
    lines: list[str], facts: ReceiptFacts
) -> None:
    text = "\n".join(["[header]", *lines])
    try:
        document = with_template(text, facts)
    except BadTemplate:
        return
    default = receipt_document(msgspec.structs.replace(facts, header=(), footer=()), RUSSIAN)
    dispensable = ("До уровня", "сгор", "Возврат: покажите")
    needed = [
        block
        for block in default.blocks
        if not isinstance(block, Qr | Logo)
        and not (isinstance(block, Text) and any(t in block.text for t in dispensable))
    ]
    rest = iter(document.blocks)
    assert all(any(block == other for other in rest) for block in needed), "in their order, none missing"
    assert isinstance(document.blocks[-1], Cut)
    assert sum(isinstance(block, Cut) for block in document.blocks) == 1
    plain_text(document, 24)


def test_what_a_name_brings_is_never_read_as_the_language() -> None:
    facts = msgspec.structs.replace(SALE, cashier="{total} | * {if sale}")
    assert head("{cashier}", facts) == (Text("{total} | * {if sale}", "center"),)


def test_days_are_read_as_days() -> None:
    template = parse("[footer]\n{if from 2026-12-01} а")
    assert template.footer is not None
    assert date.fromisoformat(template.footer[0].tests[0].value) == date(2026, 12, 1)
