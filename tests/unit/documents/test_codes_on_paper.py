"""Logo, QR and bar codes: native where the printer draws them, dot by dot where it does not, readable either way."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cashier_app.documents import bars
from cashier_app.documents.bitmap import LOGO_HEIGHT, NO_LOGO, BadLogo, LogoFile, load_logo, qr_matrix, qr_modules
from cashier_app.documents.document import Barcode, Document, Logo, Qr, Text
from cashier_app.documents.escpos import Format, build, paper_dots
from cashier_app.documents.picture import picture
from cashier_app.documents.plain import plain_text
from cashier_app.documents.receipt import receipt_document
from cashier_app.words import load_words
from tests.escpos_decoder import Picture, Slip, decode
from tests.unit.documents.samples import RECEIPT_ID, SALE

zxingcpp = pytest.importorskip("zxingcpp", reason="the reader of codes is not installed (dev requirements)")

NATIVE = Format(columns=32)
DRAWN = msgspec.structs.replace(NATIVE, qr="image", barcode="image")
WIDTHS = (24, 32, 42, 48, 64)


def scanned(image: Image.Image) -> list[tuple[str, str]]:
    """What a reader with no knowledge of ours finds in a picture."""
    found = zxingcpp.read_barcodes(image.convert("L"))
    return [(one.format.name, one.text) for one in found]


def on_paper(dots: Picture, paper: int = 576) -> Image.Image:
    """Dots in the middle of white paper."""
    assert dots.align == 1
    drawn = Image.frombytes("1", (dots.width, dots.height), dots.rows, "raw", "1;I")
    sheet = Image.new("L", (paper, dots.height + 40), 255)
    sheet.paste(drawn, ((paper - dots.width) // 2, 20))
    return sheet


def printed(block: Qr | Barcode | Logo, printer: Format, logo: LogoFile = NO_LOGO) -> Slip:
    return decode(build(Document((Text("до"), block, Text("после"))), printer, logo))


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    "data", [f"CASHIER:R:{RECEIPT_ID}", "https://пример.рф/чек?n=1187&s=1 148,18", "a" * 300], ids=["id", "url", "long"]
)
def test_a_qr_code_drawn_by_the_program_is_read_by_a_reader(data: str, columns: int) -> None:
    slip = printed(Qr(data), msgspec.structs.replace(DRAWN, columns=columns))
    assert slip.codes == []
    (dots,) = slip.pictures
    assert dots.width <= paper_dots(columns) + 7
    assert scanned(on_paper(dots)) == [("QRCode", data)]
    assert [line.text for line in slip.lines] == ["до", "после"]


def test_the_printers_own_qr_code_gets_the_data_and_fits_the_paper() -> None:
    slip = printed(Qr("a" * 300, module=16), NATIVE)  # the decoder refuses one wider than the paper
    assert slip.codes == ["a" * 300]
    assert slip.pictures == []


def test_a_text_too_long_for_a_code_stands_in_letters() -> None:
    for printer in (NATIVE, DRAWN):
        slip = printed(Qr("б" * 1500), printer)
        assert (slip.codes, slip.pictures) == ([], [])
        assert sum(line.text.count("б") for line in slip.lines) == 1500


@given(data=st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=400))
def test_the_size_of_a_code_is_known_before_it_is_drawn(data: str) -> None:
    assert len(qr_matrix(data, 0)) == qr_modules(data)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize(
    ("code", "read"),
    [
        (Barcode("4607001415299", "ean13"), ("EAN13", "4607001415299")),
        (Barcode("CASHIER-1187"), ("Code128", "CASHIER-1187")),
        (Barcode("00460700141529"), ("Code128", "00460700141529")),
    ],
    ids=["ean13", "letters", "pairs"],
)
def test_a_bar_code_is_read_by_a_reader_or_drawn_by_the_printer(
    code: Barcode, read: tuple[str, str], columns: int
) -> None:
    assert bars.fits(code.symbology, code.data)
    slip = printed(code, msgspec.structs.replace(DRAWN, columns=columns))
    (dots,) = slip.pictures
    assert scanned(on_paper(dots)) == [read]
    assert [(line.text, line.align) for line in slip.lines] == [("до", 0), (code.data, 1), ("после", 0)]
    native = printed(code, msgspec.structs.replace(NATIVE, columns=columns))
    if native.bars:
        (drawn,) = native.bars
        assert (drawn.system, drawn.data, drawn.letters, drawn.align) == (code.symbology, code.data, 2, 1)
    else:
        assert columns == 24, "only paper this narrow leaves the printer's thinnest bars no room"


@given(data=st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=30))
def test_any_ascii_is_a_code_128_that_both_read(data: str) -> None:
    slip = printed(Barcode(data), Format(columns=48))
    if slip.bars:
        assert slip.bars[0].data == data
    drawn = msgspec.structs.replace(DRAWN, columns=48)
    pictures = printed(Barcode(data), drawn).pictures
    assert not pictures or [text for _, text in scanned(on_paper(pictures[0]))] == [data]


@pytest.mark.parametrize(
    "code", [Barcode("4607001415290", "ean13"), Barcode("460700141529", "ean13"), Barcode("чек"), Barcode("a" * 40)]
)
def test_what_is_no_bar_code_stands_in_letters(code: Barcode) -> None:
    for printer in (NATIVE, DRAWN):
        slip = printed(code, printer)
        assert (slip.bars, slip.pictures) == ([], [])
        assert "".join(line.text for line in slip.lines) == f"до{code.data}после"


# --- the logo --------------------------------------------------------------------------------------------


def logo_file(folder: Path, size: tuple[int, int] = (200, 80)) -> Path:
    """A black disc with a clear ground, as shops draw their logos."""
    from PIL import ImageDraw

    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, size[0] - 10, size[1] - 10), fill=(0, 0, 0, 255))
    image.save(folder / "logo.png")
    return folder / "logo.png"


def test_a_logo_stands_at_the_head_in_stripes_that_a_small_buffer_takes(tmp_path: Path) -> None:
    logo = LogoFile(logo_file(tmp_path))
    slip = decode(build(receipt_document(SALE, load_words("ru")), NATIVE, logo))
    assert slip.events[0][0] == "picture"
    (dots,) = slip.pictures
    assert (dots.width, dots.height, dots.align) == (200, 80, 1)
    assert dots.dark(100, 40)
    assert not dots.dark(2, 2), "what is transparent is not printed"


def test_a_large_logo_is_made_as_small_as_the_paper_and_its_cost_allow(tmp_path: Path) -> None:
    path = logo_file(tmp_path, (1600, 900))
    for columns in WIDTHS:
        drawn = load_logo(path, paper_dots(columns))
        assert drawn.width <= paper_dots(columns)
        assert drawn.height <= LOGO_HEIGHT
        assert abs(drawn.width / drawn.height - 16 / 9) < 0.03
    assert load_logo(logo_file(tmp_path, (30, 30)), 384).width == 30


def test_grey_is_dithered_to_its_share_of_black(tmp_path: Path) -> None:
    Image.new("L", (160, 160), 192).save(tmp_path / "grey.png")
    drawn = load_logo(tmp_path / "grey.png", 384)
    share = sum(byte.bit_count() for byte in drawn.rows) / (160 * 160)
    assert 0.2 < share < 0.3


def test_a_new_file_is_seen_and_an_old_one_is_not_read_again(tmp_path: Path) -> None:
    path = logo_file(tmp_path)
    first = load_logo(path, 384)
    assert load_logo(path, 384) is first
    logo_file(tmp_path, (300, 100))
    assert load_logo(path, 384).width == 300


def _huge(path: Path) -> None:
    """A file of a few bytes that says it is 30,000 dots wide and high."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\r" + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\0\0IDAT")


def test_no_logo_is_told_and_never_holds_up_a_slip(tmp_path: Path, expect_log: Callable[[str], None]) -> None:
    expect_log("slips come out without the logo")
    text = tmp_path / "text.png"
    text.write_text("not a picture")
    large = tmp_path / "large.png"
    _huge(large)
    jpeg = tmp_path / "photo.png"
    with io.BytesIO() as stream:
        Image.new("RGB", (10, 10)).save(stream, "JPEG")
        jpeg.write_bytes(stream.getvalue())
    cut = tmp_path / "cut.png"
    cut.write_bytes(logo_file(tmp_path).read_bytes()[:-200])
    document = receipt_document(SALE, load_words("ru"))
    for path in (text, large, jpeg, cut, tmp_path / "absent.png", tmp_path):
        with pytest.raises(BadLogo):
            load_logo(path, 384)
        assert decode(build(document, NATIVE, LogoFile(path))).codes == [f"CASHIER:R:{RECEIPT_ID}"]


def test_the_picture_and_the_text_show_the_same_codes(tmp_path: Path) -> None:
    document = Document((Logo(), Qr("https://пример.рф"), Barcode("4607001415299", "ean13")))
    drawn = picture(document, 42, LogoFile(logo_file(tmp_path)))
    assert sorted(scanned(drawn)) == [("EAN13", "4607001415299"), ("QRCode", "https://пример.рф")]
    assert drawn.height > picture(document, 42).height
    assert "[4607001415299]" in plain_text(document)
