"""The test page finds an unusual printer's settings: by reading it as an installer does, from the paper alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import msgspec
import pytest

from cashier_app.config import Printer
from cashier_app.devices.simulators.paper import (
    Model,
    OnPaper,
    PaperBarcode,
    PaperCode,
    PaperCut,
    PaperLine,
    PaperPicture,
)
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.transports import make_transport
from cashier_app.documents.document import Document
from cashier_app.documents.escpos import build
from cashier_app.documents.receipt import receipt_document
from cashier_app.documents.reports import printer_test_page
from cashier_app.words import load_words
from tests.unit.documents.samples import SALE

RUSSIAN = load_words("ru")
#: What an installer knows by heart.
SAMPLE = "Съешь ещё"


def model(slot: int, encoding: str, columns: int, chinese: bool) -> Model:
    """A printer whose Cyrillic lies in one slot; every other one is Latin."""
    return Model(columns=columns, slots=((0, "cp437"), (slot, encoding)), chinese=chinese)


PRINTERS = [
    model(59, "cp866", 32, True),
    model(37, "cp866", 48, False),
    model(7, "cp866", 42, True),
    model(10, "cp866", 32, False),
    model(73, "cp1251", 48, True),
    model(60, "cp855", 42, False),
    model(39, "iso8859_5", 32, True),
    model(53, "kz1048", 64, True),
]


@pytest.fixture(params=PRINTERS, ids=lambda made: f"{made.slots[1][0]}-{made.slots[1][1]}-{made.columns}")
def printer(request: pytest.FixtureRequest) -> Iterator[PrinterSimulator]:
    made = PrinterSimulator.over_tcp(model=request.param)
    yield made
    made.stop()


def paper_of(printer: PrinterSimulator, settings: Printer, document: Document) -> list[OnPaper]:
    """Send a document as the till does, and take the slip out of the printer."""
    before = len(printer.paper)
    port = make_transport(settings)
    port.open()
    try:
        port.write(build(document, settings), 10)
    finally:
        port.close()
    assert printer.wait_until(lambda it: any(isinstance(thing, PaperCut) for thing in it.paper[before:]))
    return printer.paper[before:]


def read_settings(paper: list[OnPaper]) -> dict[str, object]:
    """What the page tells a person who types into the settings what he sees."""
    lines = [thing.text for thing in paper if isinstance(thing, PaperLine)]
    found: dict[str, object] = {}
    for line in lines:
        row = re.match(r" *(\d+) (\S+) +(.*)", line)
        if row and row[3].startswith(SAMPLE[: len(row[3])]) and len(row[3]) >= 6 and "code_page" not in found:
            found |= {"code_page": int(row[1]), "encoding": row[2]}
    start = next(at for at, line in enumerate(lines) if line.startswith("....5...10"))
    found["columns"] = len(lines[start])
    return found


def test_an_installer_finds_the_slot_the_encoding_and_the_width(printer: PrinterSimulator) -> None:
    fresh = Printer(address=printer.address)
    found = read_settings(paper_of(printer, fresh, printer_test_page("касса", fresh, RUSSIAN)))
    (_, (slot, encoding)) = printer.model.slots
    assert found == {"code_page": slot, "encoding": encoding, "columns": printer.columns}
    set_up = msgspec.structs.replace(fresh, **found)
    slip = paper_of(printer, set_up, receipt_document(SALE, RUSSIAN))
    text = "\n".join(thing.text for thing in slip if isinstance(thing, PaperLine))
    assert "Кассир" in text or "кассир Иванова" in text
    assert "К ОПЛАТЕ" in text
    assert max(len(line) for line in text.splitlines()) <= printer.columns


def test_the_page_shows_whether_a_clone_needs_fs_dot() -> None:
    told = {}
    for chinese in (True, False):
        printer = PrinterSimulator.over_tcp(model=model(17, "cp866", 42, chinese))
        try:
            settings = Printer(address=printer.address)
            paper = paper_of(printer, settings, printer_test_page("касса", settings, RUSSIAN))
        finally:
            printer.stop()
        lines = [thing.text for thing in paper if isinstance(thing, PaperLine) and thing.text.startswith("FS . o")]
        told[chinese] = [SAMPLE in line for line in lines]
    assert told == {True: [False, True], False: [True, True]}


def test_the_page_shows_codes_both_ways_bold_tall_and_the_cut() -> None:
    printer = PrinterSimulator.over_tcp(model=Model())
    try:
        settings = Printer(address=printer.address, qr="image", barcode="image")
        paper = paper_of(printer, settings, printer_test_page("касса", settings, RUSSIAN))
    finally:
        printer.stop()
    kinds = [kind for kind, _ in groupby(map(type, paper))]  # a picture comes in stripes
    drawn = [kind for kind in kinds if kind is not PaperLine]
    assert drawn == [PaperCode, PaperBarcode, PaperPicture, PaperCut]
    assert len({thing.width for thing in paper if isinstance(thing, PaperPicture)}) == 2, "a QR and a bar code"
    lines = [thing for thing in paper if isinstance(thing, PaperLine) and thing.text]
    styles = {line.text.split()[0]: (line.bold, line.tall) for line in lines}
    assert (styles["Обычный"], styles["Жирный"], styles["Высокий"]) == ((False, False), (True, False), (False, True))
