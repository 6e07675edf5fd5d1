"""Answers of a printer are told apart wherever they are split, and garbage answers nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.devices.escpos_status import (
    AnswerReader,
    InOrder,
    Processed,
    RealTime,
    confirm_by_process_id,
)


def test_the_request_of_the_reference() -> None:
    assert confirm_by_process_id(b"A7Q2") == bytes.fromhex("1d2848060030304137 5132")
    with pytest.raises(ValueError, match="four printable"):
        confirm_by_process_id(b"\x00\x01\x02\x03")


@pytest.mark.parametrize(
    ("byte", "fault"), [(0x12, ""), (0x16, "cover_open"), (0x32, "paper_out"), (0x52, "error"), (0x36, "cover_open")]
)
def test_causes_of_being_off_line(byte: int, fault: str) -> None:
    (answer,) = AnswerReader().feed(bytes((byte,)))
    assert isinstance(answer, RealTime)
    assert answer.fault == fault


def test_paper_sensors() -> None:
    reader = AnswerReader()
    near, out = reader.feed(b"\x1e\x7e")
    assert isinstance(near, RealTime)
    assert isinstance(out, RealTime)
    assert (near.near_end, near.paper_out) == (True, False)
    assert (out.near_end, out.paper_out) == (True, True)
    assert reader.feed(b"\x00\x03\x0f") == [InOrder(0), InOrder(3), InOrder(15)]
    assert (InOrder(3).near_end, InOrder(3).paper_out, InOrder(0x0F).paper_out) == (True, False, True)


def test_what_nobody_asked_for_is_left_out() -> None:
    automatic_status, flow_control = b"\x14\x00\x0f\x00", b"\x13\x11"
    stream = b"\x12" + automatic_status + flow_control + b"\x37\x22WXYZ\x00" + b"\x00"
    assert AnswerReader().feed(stream) == [RealTime(0x12), Processed(b"WXYZ"), InOrder(0)]


@given(
    answers=st.lists(
        st.sampled_from([b"\x12", b"\x1e", b"\x00", b"\x0c", b"\x37\x22ABCD\x00", b"\x37\x22\x12\x00\x10~\x00"]),
        max_size=8,
    ),
    size=st.integers(1, 9),
)
def test_splitting_changes_nothing(answers: list[bytes], size: int) -> None:
    stream = b"".join(answers)
    reader = AnswerReader()
    parts = [answer for at in range(0, len(stream), size) for answer in reader.feed(stream[at : at + size])]
    assert parts == AnswerReader().feed(stream)
    assert len(parts) == len(answers)


@given(noise=st.binary(max_size=200))
def test_noise_confirms_no_job(noise: bytes) -> None:
    answers = AnswerReader().feed(noise)
    if b"\x37\x22A7Q2" not in noise:
        assert Processed(b"A7Q2") not in answers
