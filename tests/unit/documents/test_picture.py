"""The picture of a slip looks like the slip."""

from __future__ import annotations

import io

import qrcode
from PIL import Image

from cashier_app.documents.document import Document, Qr, Text
from cashier_app.documents.picture import picture, png
from cashier_app.documents.receipt import receipt_document
from cashier_app.words import load_words
from tests.unit.documents.samples import SALE

RUSSIAN = load_words("ru")


def test_wider_paper_is_a_wider_and_shorter_picture() -> None:
    narrow, usual, wide = (picture(receipt_document(SALE, RUSSIAN), columns) for columns in (32, 42, 48))
    assert narrow.width < usual.width < wide.width
    assert narrow.height > usual.height


def test_a_tall_line_takes_twice_the_paper() -> None:
    plain, tall = (picture(Document(blocks=(Text("К ОПЛАТЕ", tall=tall),))) for tall in (False, True))
    text_line = picture(Document(blocks=(Text("а"), Text("б")))).height - plain.height
    assert tall.height - plain.height == text_line


def test_the_code_can_be_read_off_the_picture() -> None:
    data, module = "CASHIER:R:0123456789abcdef0123456789abcdef", 6
    image = picture(Document(blocks=(Qr(data, module),))).convert("L")
    dark = image.point(lambda value: 255 if value < 90 else 0)
    box = dark.getbbox()
    assert box is not None
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=2)
    code.add_data(data, optimize=0)
    code.make(fit=True)
    matrix = code.get_matrix()
    read = [
        [dark.getpixel((box[0] + x * module + 3, box[1] + y * module + 3)) == 255 for x in range(len(matrix))]
        for y in range(len(matrix))
    ]
    assert read == matrix


def test_a_png_file() -> None:
    image = Image.open(io.BytesIO(png(receipt_document(SALE, RUSSIAN), 42)))
    assert image.format == "PNG"
    assert image.height > image.width
