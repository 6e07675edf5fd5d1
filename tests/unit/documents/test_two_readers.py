"""The tests' decoder and the simulated printer, written apart from each other, read every document alike."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cashier_app.devices.simulators.paper import (
    Interpreter,
    Model,
    OnPaper,
    PaperBarcode,
    PaperCode,
    PaperCut,
    PaperLine,
    PaperPicture,
    aligned_text,
)
from cashier_app.documents.bitmap import LogoFile
from cashier_app.documents.document import Barcode, Document, Logo, Qr, Text
from cashier_app.documents.escpos import Format, build
from cashier_app.words import load_words
from tests.escpos_decoder import decode
from tests.unit.documents.every import WIDTHS, every_document
from tests.unit.documents.test_codes_on_paper import logo_file

SLOTS = {0: "cp437", 17: "cp866"}


def printed(stream: bytes, columns: int) -> list[OnPaper]:
    """The paper of the simulated printer; a stream that it cannot finish fails."""
    paper: list[OnPaper] = []
    model = Model(columns=columns, slots=tuple(SLOTS.items()))
    interpreter = Interpreter(model, paper.append, lambda pin: None, lambda answer: None, lambda: 0)
    buffer = bytearray(stream)
    while buffer:
        used = interpreter.execute(buffer)
        assert used, f"stuck before {bytes(buffer[:12])!r}"
        del buffer[:used]
    return paper


@pytest.mark.parametrize("drawing", ["native", "image"])
def test_every_document_is_read_alike(drawing: str, tmp_path: Path) -> None:
    logo = LogoFile(logo_file(tmp_path))
    for columns in WIDTHS:
        printer = msgspec.structs.replace(Format(columns=columns), qr=drawing, barcode=drawing)
        documents = every_document(load_words("ru"), columns)
        codes = (Logo(), Qr("https://пример.рф"), Barcode("4607001415299", "ean13"), Barcode("{A}"), Barcode("001234"))
        documents["codes"] = Document((*codes, Text("после")))
        for name, document in documents.items():
            if name == "test-page":
                continue  # it asks for slots that neither of them has
            stream = build(document, printer, logo)
            slip, paper = decode(stream, SLOTS), printed(stream, columns)
            lines = [aligned_text(thing, columns) for thing in paper if isinstance(thing, PaperLine)]
            fed = sum(count for kind, count in slip.events if kind == "feed" and isinstance(count, int))
            assert lines == slip.text(columns).splitlines() + [""] * fed, (name, columns)
            assert [thing.data for thing in paper if isinstance(thing, PaperCode)] == slip.codes
            assert [thing.data for thing in paper if isinstance(thing, PaperBarcode)] == [bar.data for bar in slip.bars]
            dots = b"".join(thing.rows for thing in paper if isinstance(thing, PaperPicture))
            assert dots == b"".join(drawn.rows for drawn in slip.pictures)
            assert sum(isinstance(thing, PaperCut) for thing in paper) == len(slip.cuts)
