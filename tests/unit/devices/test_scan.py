"""Bytes of a scanner become text, whatever they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.devices.scan import scan_of


@pytest.mark.parametrize(
    ("raw", "text", "symbology"),
    [
        (b"4607001771265", "4607001771265", ""),
        (b"]E04607001771265", "4607001771265", "]E0"),
        (b"]d201046000000000\x1d91", "01046000000000\x1d91", "]d2"),
        ("Привет".encode(), "Привет", ""),
        ("Привет".encode("cp1251"), "Привет", ""),
        (b"]abc", "]abc", ""),
        (b"\xff\x98\x00", "я\ufffd\x00", ""),
    ],
)
def test_text_and_symbology(raw: bytes, text: str, symbology: str) -> None:
    scan = scan_of(raw, "serial:/dev/ttyACM0", 5)
    assert (scan.text, scan.symbology, scan.raw, scan.source, scan.at) == (
        text,
        symbology,
        raw,
        "serial:/dev/ttyACM0",
        5,
    )


@given(raw=st.binary(max_size=5000))
def test_no_bytes_are_too_odd(raw: bytes) -> None:
    scan = scan_of(raw, "x", 0)
    assert scan.raw == raw
    scan.text.encode("utf-8")  # nothing that a database or a log would choke on
