"""Bytes for the printer, read back by the tests' own decoder."""

from __future__ import annotations

import csv
import gzip
import string
import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cashier_app.documents.document import DRAWER_DOCUMENT, Document, Row, Text
from cashier_app.documents.document import decode as from_queue
from cashier_app.documents.document import encode as to_queue
from cashier_app.documents.escpos import Format, build
from cashier_app.documents.plain import plain_text
from cashier_app.documents.receipt import receipt_document
from cashier_app.documents.reports import CANDIDATE_ENCODINGS, CANDIDATE_SLOTS, RARE_PAGES, printer_test_page
from cashier_app.words import load_words
from tests.escpos_decoder import Slip, decode
from tests.unit.documents.samples import OFFLINE, RECEIPT_ID, RETURN, SALE, UNCLAIMED, with_names

RUSSIAN = load_words("ru")
CP866 = Format(encoding="cp866", code_page=17)
CP1251 = Format(encoding="cp1251", code_page=46)

#: What each code page cannot print, and what is read instead.
ON_PAPER = {
    "cp866": str.maketrans({"«": '"', "»": '"', "−": "-", "×": "x", "\u00a0": " "}),
    "cp1251": str.maketrans({"−": "-", "×": "x", "\u00a0": " "}),
}


def texts(slip: Slip) -> list[str]:
    return [line.text for line in slip.lines]


def without_code(text: str) -> str:
    return "".join(f"{line}\n" for line in text.splitlines() if "CASHIER:R:" not in line)


@pytest.mark.parametrize("printer", [CP866, CP1251], ids=["cp866", "cp1251"])
@pytest.mark.parametrize("columns", [32, 42, 48])
@pytest.mark.parametrize("facts", [SALE, OFFLINE, UNCLAIMED, RETURN], ids=["sale", "offline", "unclaimed", "return"])
def test_paper_says_what_the_document_says(facts, columns: int, printer: Format) -> None:  # type: ignore[no-untyped-def]
    document = receipt_document(facts, RUSSIAN)
    slip = decode(build(document, msgspec.structs.replace(printer, columns=columns)))
    in_letters = from_queue(to_queue(document).replace("₽".encode(), "руб.".encode()))
    expected = without_code(plain_text(in_letters, columns)).translate(ON_PAPER[printer.encoding])
    assert slip.text(columns) == expected
    assert slip.codes == [f"CASHIER:R:{RECEIPT_ID}"]
    assert slip.events[-1] == ("cut", "partial")
    assert slip.pulses == []


def test_styles_reach_the_paper() -> None:
    slip = decode(build(receipt_document(SALE, RUSSIAN), CP866))
    styles = {line.text.split("  ")[0]: (line.align, line.bold, line.height, line.width) for line in slip.lines}
    assert styles["РОМАШКА"] == (1, True, 1, 1)
    assert styles["К ОПЛАТЕ"] == (0, True, 2, 1)
    assert styles["Без скидок"] == styles["Наличными 1 200,00"] == (0, False, 1, 1)


def test_hieroglyphs_are_switched_off_after_every_reset() -> None:
    stream = build(receipt_document(SALE, RUSSIAN), CP866)
    assert stream.startswith(b"\x1b@\x1c.\x1bt\x11")
    assert stream.count(b"\x1b@") == 1
    naive = build(receipt_document(SALE, RUSSIAN), msgspec.structs.replace(CP866, fs_dot=False))
    assert decode(naive, chinese=False).text(42) == decode(stream).text(42)
    assert "漢漢漢漢" in decode(naive).text(42)  # what a clone makes of it


#: Every character there is, and the ones that are commands to a printer more often.
NAMES = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x07\x08\x0a\x0c\x0d\x10\x1b\x1c\x1d\x7f\x80\x9b")))


@given(name=NAMES, printer=st.sampled_from([CP866, CP1251]))
@example(name="\x1b@\x1dV\x00\x1bp\x00\x19\xfa", printer=CP866)
@example(name="\x10\x14\x01\x00\x01", printer=CP866)
@example(name="\u2028\u202e\ufeff\udc80\U000e0041", printer=CP1251)
def test_no_name_commands_the_printer(name: str, printer: Format) -> None:
    slip = decode(build(receipt_document(with_names(name), RUSSIAN), printer))
    assert [kind for kind, _ in slip.events if kind != "line"] == ["code", "cut"]
    assert max(map(len, texts(slip))) <= printer.columns


@given(name=st.text(string.digits + string.ascii_letters + "абвгдеёжзАБВЁ№%.,", min_size=1, max_size=40))
def test_what_a_code_page_has_is_printed_as_it_is(name: str) -> None:
    for printer in (CP866, CP1251):
        assert texts(decode(build(Document(blocks=(Text(name),)), printer))) == [name]


@pytest.mark.parametrize(
    ("text", "cp866", "cp1251"),
    [
        ("100 ₽", "100 руб.", "100 руб."),
        ("«Алёнка» — „ириски“", '"Алёнка" - "ириски"', "«Алёнка» — „ириски“"),
        ("−14,92…", "-14,92...", "-14,92…"),
        ("Nestlé Müller crème", "Nestle Muller creme", "Nestle Muller creme"),
        ("и\u0306огурт", "йогурт", "йогурт"),
        ("чай 龍井 зелёный", "чай ?? зелёный", "чай ?? зелёный"),
        ("5\u202f%\tжир\nность", "5 % жир ность", "5 % жир ность"),
        ("Coca-Cola™ 2×0,5 л", "Coca-Cola(tm) 2x0,5 л", "Coca-Cola™ 2x0,5 л"),
        ("са\u00adхар\u200b", "сахар", "сахар"),
    ],
)
def test_what_a_code_page_lacks_is_replaced_visibly(text: str, cp866: str, cp1251: str) -> None:
    printed = [texts(decode(build(Document(blocks=(Text(text),)), printer))) for printer in (CP866, CP1251)]
    assert printed == [[cp866], [cp1251]]


def test_names_of_real_goods(shared_data: Path) -> None:
    with gzip.open(shared_data / "catalogue" / "uhtt_quirks.csv.gz", "rt", encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert len(names) > 7000
    assert any(unicodedata.category(character) == "Cc" for name in names for character in name)
    for start in range(0, len(names), 50):
        part = names[start : start + 50]
        for printer in (CP866, CP1251):
            slip = decode(build(receipt_document(with_names(*part), RUSSIAN), printer))
            assert [kind for kind, _ in slip.events if kind != "line"] == ["code", "cut"]
            assert sum("1 x 99,00" in text for text in texts(slip)) == len(part)
            assert max(map(len, texts(slip))) <= 42


def test_a_drawer_job_is_a_pulse_and_nothing_else() -> None:
    assert build(DRAWER_DOCUMENT, CP866) == b"\x1bp\x00\x19\xfa"
    pin_5 = decode(build(DRAWER_DOCUMENT, msgspec.structs.replace(CP866, drawer_pin=5)))
    assert pin_5.events == [("pulse", 5)]
    assert build(DRAWER_DOCUMENT, msgspec.structs.replace(CP866, drawer_pin=0)) == b""


def test_the_knife() -> None:
    def end(cut: str) -> bytes:
        return build(receipt_document(SALE, RUSSIAN), msgspec.structs.replace(CP866, cut=cut))[-4:]

    assert decode(end("full")).cuts == ["full"]
    assert decode(end("partial")).cuts == ["partial"]
    assert end("none").endswith(b"\x1bd\x05")  # fed past the tear bar


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030", "shift_jis", "cp037"])
def test_an_encoding_that_is_no_code_page_is_refused(encoding: str) -> None:
    with pytest.raises(ValueError, match="not a code page"):
        build(Document(blocks=(Text("Чек"),)), Format(encoding=encoding))
    with pytest.raises(LookupError):
        build(Document(blocks=(Text("Чек"),)), Format(encoding="cp999999"))


def test_figures_stand_at_the_right_edge_after_replacement() -> None:
    slip = decode(build(Document(blocks=(Row("Цена", "1 234,56\u00a0₽"),)), CP866))
    assert texts(slip) == ["Цена" + "1 234,56 руб.".rjust(38)]


def test_the_test_page_reads_as_russian_in_the_slot_that_is_right() -> None:
    others = (*CANDIDATE_SLOTS, *(slot for slot, _ in RARE_PAGES))
    slots = dict.fromkeys(others, "cp437") | {0: "cp437", 17: "cp866", 46: "cp1251"}
    lines = texts(decode(build(printer_test_page("касса", CP866, RUSSIAN), CP866), slots))
    good = [line for line in lines if "Съешь ещё булок №5" in line and not line.startswith("FS")]
    assert [line.split()[:2] for line in good] == [["17", "cp866"], ["46", "cp1251"]]
    assert sum(any(encoding in line for encoding in CANDIDATE_ENCODINGS) for line in lines) > 20
