"""The suite's own reader of printer bytes knows the reference, and refuses what is not in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.printed import Asked, Cut, Line, NotEscPos, Pulse, QrCode, decode


def test_text_styles_and_alignment() -> None:
    data = b"\x1b@\x1bt\x11\x1c." + "Итого".encode("cp866") + b"\x1bE\x01\x1d!\x01 5\x1d!\x00\x1bE\x00\n\x1ba\x01ok\n"
    paper = decode(data)
    first, second = paper.events
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.text, second.text, second.align) == ("Итого 5", "ok", "centre")
    assert [(piece.text, piece.style.bold, piece.style.height) for piece in first.pieces] == [
        ("Итого", False, 1),
        (" 5", True, 2),
    ]
    assert (paper.pages, paper.kanji, paper.resets) == ([17], [False], 1)


def test_events() -> None:
    qr = b"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1\x1d(k\x05\x001P0AB\x1d(k\x03\x001Q0"
    paper = decode(b"\x1bp\x00\x19\xfa" + qr + b"\x10\x04\x04\x1d(H\x06\x0000abcd\x1dVB\x03")
    assert paper.events == [
        Pulse(pin=2, on_ms=50, off_ms=500),
        QrCode(b"AB", 6, "M", "left"),
        Asked("status", b"\x04"),
        Asked("process_id", b"abcd"),
        Cut(partial=True, feed=3),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b\x7f",
        b"a\x07\n",
        b"\x1b",
        b"\x1d(k\x09\x00abc",
        b"half a line",
        b"\x1bt\x09\xe1\n",
        b"\x1d(k\x03\x000C\x03",
    ],
)
def test_what_is_no_command_is_refused(data: bytes) -> None:
    with pytest.raises(NotEscPos):
        decode(data)


def test_clone_prints_hieroglyphs_until_it_is_told_not_to() -> None:
    data = b"\x1bt\x11" + "Сыр".encode("cp866") + b"1\n\x1c." + "Сыр".encode("cp866") + b"\n"
    assert decode(data, chinese=True).lines == ["??", "Сыр"]


def test_streams_of_other_programs_are_read_whole(shared_data: Path) -> None:
    texts = {path.stem: decode(path.read_bytes()).text for path in sorted(shared_data.glob("escpos/*.bin"))}
    assert len(texts) == 5
    assert "A final item                                4.45" in texts["receipt-with-logo"]
    assert "2020 rue du Finfin" in texts["receipt-with-qrcode"]
