"""Every document that the program prints comes out of the printer as it was written, on any paper, in any code page."""

from __future__ import annotations

import csv
import gzip
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.documents.document import Block, CodePages, Document, FsDot, Row, Text
from cashier_app.documents.document import decode as from_queue
from cashier_app.documents.document import encode as to_queue
from cashier_app.documents.escpos import Format, build
from cashier_app.documents.plain import plain_text
from cashier_app.words import load_words
from tests.escpos_decoder import decode
from tests.unit.documents.every import WIDTHS, every_document

#: Slots of a printer that has all of them (Epson's numbers; 59 is ISO 8859-5 on some others).
SLOTS = {0: "cp437", 17: "cp866", 34: "cp855", 46: "cp1251", 53: "kz1048", 59: "iso8859_5"}
PAGES = {encoding: slot for slot, encoding in SLOTS.items() if slot}

_FEW_LETTERS = {"«": '"', "»": '"', "–": "-", "—": "-", "“": '"', "”": '"', "…": "..."}
#: What the programme's own words hold and a page lacks, and what is read instead; written by hand.
READ_AS: dict[str, dict[str, str]] = {
    "cp866": _FEW_LETTERS,
    "cp1251": {},
    "cp855": {**_FEW_LETTERS, "«": "«", "»": "»", "·": "*"},
    "kz1048": {},
    "iso8859_5": {**_FEW_LETTERS, "·": "*"},
}
EVERYWHERE = {"₽": "руб.", "−": "-", "×": "x", "\u00a0": " "}


def read_on_paper(document: Document, encoding: str, columns: int) -> list[str]:
    """The lines of the document as they must stand on paper of that page."""
    table = str.maketrans(EVERYWHERE | READ_AS[encoding])
    in_letters = to_queue(document).decode().replace("₽", "руб.").replace("…", "...")
    kept = [block for block in from_queue(in_letters.encode()).blocks if not isinstance(block, CodePages | FsDot)]
    text = plain_text(Document(tuple(kept)), columns)
    return [line.translate(table) for line in text.splitlines() if "CASHIER:" not in line]


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("encoding", PAGES)
def test_every_document_is_read_from_its_bytes(encoding: str, language: str) -> None:
    words = load_words(language)
    for columns in WIDTHS:
        printer = Format(columns=columns, encoding=encoding, code_page=PAGES[encoding])
        for name, document in every_document(words, columns).items():
            if name == "test-page":
                continue  # it changes the page on purpose; it has tests of its own
            slip = decode(build(document, printer), SLOTS)
            assert slip.text(columns).splitlines() == read_on_paper(document, encoding, columns), (name, columns)


@pytest.mark.parametrize("encoding", PAGES)
def test_what_the_page_has_of_real_names_is_read_from_the_bytes(encoding: str, shared_data: Path) -> None:
    """Mojibake, hieroglyphs, control characters and accents stand in these names as their suppliers wrote them."""
    names: list[str] = []
    for file_name, step in (("uhtt_quirks.csv.gz", 1), ("uhtt_foreign50k.csv.gz", 10)):
        with gzip.open(shared_data / "catalogue" / file_name, "rt", encoding="utf-8", newline="") as file:
            names += [row["name"] for row in csv.DictReader(file)][::step]
    assert len(names) > 12_000
    printer = Format(columns=64, encoding=encoding, code_page=PAGES[encoding])
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        slip = decode(build(Document(tuple(Row(name, "7|7|7") for name in part)), printer), SLOTS)
        assert [kind for kind, _ in slip.events if kind != "line"] == []
        read = "".join(line.text.replace(" ", "") for line in slip.lines).split("7|7|7")
        for name, text in zip(part, read[:-1], strict=True):
            assert _is_within(printable_in(name, encoding), text), (name, text)


def printable_in(text: str, encoding: str) -> str:
    """The characters of a text, spaces apart, that a page prints as they are."""
    return "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if character.isprintable() and not character.isspace() and _has(encoding, character)
    )


def _has(encoding: str, character: str) -> bool:
    try:
        return len(character.encode(encoding)) == 1
    except UnicodeEncodeError:
        return False


def _is_within(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)


NAMES = st.text(
    st.one_of(
        st.characters(), st.sampled_from("\x00\x07\x08\x0a\x0c\x0d\x10\x1b\x1c\x1d\x7f\x80\x9b\u0301\u0306йё龍「")
    )
)


@given(name=NAMES, encoding=st.sampled_from(sorted(PAGES)))
def test_no_byte_of_a_name_is_a_command_in_any_page(name: str, encoding: str) -> None:
    printer = Format(encoding=encoding, code_page=PAGES[encoding])
    plain = build(Document((Text("название"), Row("слева", "1"))), printer)
    odd = build(Document((Text("название" + name), Row("слева" + name, "1"))), printer)
    slip = decode(odd, SLOTS)
    assert [kind for kind, _ in slip.events if kind != "line"] == []
    assert sum(byte < 0x20 for byte in odd) - odd.count(b"\n") == sum(byte < 0x20 for byte in plain) - plain.count(
        b"\n"
    )
    told = "".join("".join(line.text.split()) for line in slip.lines)
    assert _is_within(printable_in(name, encoding), told)


# --- words and figures -----------------------------------------------------------------------------------

WORDS = st.lists(st.text("абвгдежАБВ12,.-/", min_size=1, max_size=16), min_size=1, max_size=30)
FIGURE = st.sampled_from(["0,00", "1 234,56 ₽", "−14,92", "9 999 999,99", "1 / 1"])


@given(words=WORDS, held=st.integers(0, 7), columns=st.integers(24, 64), indent=st.integers(0, 4), figure=FIGURE)
def test_a_word_that_fits_on_a_line_is_never_broken_and_a_figure_stays_whole_at_the_edge(
    words: list[str], held: int, columns: int, indent: int, figure: str
) -> None:
    """Every seventh space or so is a no-break one: it too parts words before a word is broken."""
    text = "".join(word + ("\u00a0" if held and at % 7 < held else " ") for at, word in enumerate(words)).strip()
    blocks: tuple[Block, ...] = (
        Text(text, indent=indent),
        Row(text, figure, indent=indent),
        Text(text, align="center"),
    )
    for block in blocks:
        lines = plain_text(Document((block,)), columns).splitlines()
        assert max(map(len, lines)) <= columns
        read = " ".join(lines).split()
        if isinstance(block, Row):
            assert lines[-1].endswith(figure)
            assert len(lines[-1]) == columns
            read = read[: -len(figure.split())]
        assert read == text.split()


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_document_of_the_program_breaks_a_word_or_runs_over_the_paper(columns: int, language: str) -> None:
    for name, document in every_document(load_words(language), columns).items():
        lines = [line for line in plain_text(document, columns).splitlines() if "[CASHIER:" not in line]
        assert all(len(line) <= columns for line in lines), name
        pieces = set(" ".join(lines).split())
        for block in document.blocks:
            for word in " ".join(_texts(block)).split():
                assert word in pieces or len(word) > columns - 2 or word == "·", (name, word)
        for row in (block for block in document.blocks if isinstance(block, Row) and block.right):
            if len(row.right) <= columns:
                assert any(line.endswith(row.right.replace("\u00a0", " ")) for line in lines), (name, row)


def _texts(block: Block) -> tuple[str, ...]:
    if isinstance(block, Text):
        return (block.text,)
    return (block.left, block.right) if isinstance(block, Row) else ()


def test_a_name_of_two_hundred_characters_is_wrapped_and_whole() -> None:
    name = ("Молокосодержащий " * 20)[:200].strip()
    for columns in WIDTHS:
        printer = Format(columns=columns)
        slip = decode(build(Document((Text(name), Row(name, "1,00"))), printer), SLOTS)
        assert all(len(line.text) <= columns for line in slip.lines)
        assert " ".join(line.text.strip() for line in slip.lines).split() == [*name.split(), *name.split(), "1,00"]
    unbroken = "Ы" * 200
    lines = [line.text for line in decode(build(Document((Text(unbroken),)), Format(columns=32)), SLOTS).lines]
    assert "".join(lines) == unbroken
    assert max(map(len, lines)) == 32


def test_a_sum_is_not_taken_apart_at_its_point_where_a_joint_is_at_hand() -> None:
    code = Text("Артикул-12345678.90123456,7890")
    assert plain_text(Document((code,)), 24).splitlines() == ["Артикул-12345678.9012345", "6,7890"]
