"""A slip as PDF: paper of its width, letters that can be searched, codes that can be read; and as a letter."""

from __future__ import annotations

import email
import re
from email.policy import default
from pathlib import Path

import pytest

from cashier_app.documents.bitmap import LogoFile
from cashier_app.documents.document import Barcode, Blank, Cut, Document, Logo, Qr, Text
from cashier_app.documents.letter import COLUMNS, letter
from cashier_app.documents.pdf import pdf
from cashier_app.documents.plain import plain_text
from cashier_app.words import load_words
from tests.unit.documents.every import WIDTHS, every_document

pdfium = pytest.importorskip("pypdfium2", reason="the reader of PDF files is not installed (dev requirements)")
zxingcpp = pytest.importorskip("zxingcpp", reason="the reader of codes is not installed (dev requirements)")

MM = 72 / 25.4


def read(data: bytes) -> list[str]:
    """The words of a file as its reader finds them."""
    file = pdfium.PdfDocument(data)
    return " ".join(page.get_textpage().get_text_range() for page in file).split()


def letters(text: str) -> str:
    """Letters apart from spaces, hyphens (which this reader takes away at a line's end) and a code's brackets."""
    return re.sub(r"[\s\ufffe\x02\[\]-]", "", text)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_document_can_be_searched_in_its_pdf(language: str) -> None:
    for columns in WIDTHS:
        for name, document in every_document(load_words(language), columns).items():
            bare = Document(tuple(block for block in document.blocks if not isinstance(block, Qr)), document.title)
            text = plain_text(bare, columns)
            assert letters("".join(read(pdf(document, columns)))) == letters(text), (name, columns)


def test_the_page_is_the_paper() -> None:
    document = every_document(load_words("ru"))["sale"]
    for columns, width in ((24, 58), (32, 58), (42, 80), (48, 80), (64, 80)):
        file = pdfium.PdfDocument(pdf(document, columns))
        assert len(file) == 1
        assert abs(file[0].get_size()[0] - width * MM) < 0.5
        assert file.get_metadata_dict()["Title"] == "Чек 1187"


def test_letters_stand_on_the_paper_and_not_beside_it() -> None:
    page = pdfium.PdfDocument(pdf(every_document(load_words("ru"))["rich"], 42))[0]
    width, height = page.get_size()
    text = page.get_textpage()
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        assert 0 <= left <= right <= width
        assert 0 <= bottom <= top <= height


def test_codes_and_logo_are_on_the_page(tmp_path: Path) -> None:
    from tests.unit.documents.test_codes_on_paper import logo_file

    document = Document((Logo(), Qr("https://пример.рф"), Barcode("4607001415299", "ean13"), Cut()))
    with_logo = pdfium.PdfDocument(pdf(document, 42, LogoFile(logo_file(tmp_path))))
    image = with_logo[0].render(scale=4).to_pil().convert("L")
    found = sorted((one.format.name, one.text) for one in zxingcpp.read_barcodes(image))
    assert found == [("EAN13", "4607001415299"), ("QRCode", "https://пример.рф")]
    assert image.getpixel((image.width // 2, round(4 * (4 * MM + 20)))) < 60, "the disc of the logo"
    bare = pdfium.PdfDocument(pdf(document, 42))
    assert bare[0].get_size()[1] < with_logo[0].get_size()[1]


def test_a_cut_begins_a_page_and_a_slip_of_metres_has_several() -> None:
    assert len(pdfium.PdfDocument(pdf(Document((Text("а"), Cut(), Text("б"), Cut()))))) == 2
    long = pdfium.PdfDocument(pdf(Document((Text("а"), Blank(3000), Text("я")))))
    assert len(long) > 1
    assert all(page.get_size()[1] <= 14_400 for page in long)
    assert read(pdf(Document((Text("а"), Blank(3000), Text("я"))))) == ["а", "я"]


def test_an_empty_document_and_odd_letters_make_a_file() -> None:
    assert len(pdfium.PdfDocument(pdf(Document(())))) == 1
    assert read(pdf(Document((Text("чай \x00\x1b龍井 ) ( \\ 'зелёный'"),))))[-1] == "'зелёный'"


def test_the_same_document_is_the_same_file() -> None:
    document = every_document(load_words("ru"))["sale"]
    assert pdf(document) == pdf(document)


def test_a_letter_is_plain_text_that_a_telephone_shows() -> None:
    document = every_document(load_words("ru"))["sale"]
    message = email.message_from_bytes(letter(document, "kassa@example.ru", "anna@example.ru"), policy=default)
    assert (message["From"], message["To"], message["Subject"]) == ("kassa@example.ru", "anna@example.ru", "Чек 1187")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == plain_text(document, COLUMNS).splitlines()
    with pytest.raises(ValueError, match="line"):
        letter(document, "kassa@example.ru", "anna@example.ru\nBcc: all@example.ru")
