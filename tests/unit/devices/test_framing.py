"""A scanner's stream is cut into codes, however the bytes happen to arrive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.devices.framing import LIMIT, Framer, Suffix

CODES = st.binary(min_size=1, max_size=60).filter(lambda code: b"\r" not in code and b"\n" not in code)


@pytest.mark.parametrize(
    ("suffix", "end"),
    [
        ("auto", b"\r"),
        ("auto", b"\n"),
        ("auto", b"\r\n"),
        ("cr", b"\r"),
        ("lf", b"\n"),
        ("crlf", b"\r\n"),
        ("tab", b"\t"),
    ],
)
def test_each_line_end_ends_a_code_once(suffix: Suffix, end: bytes) -> None:
    framer = Framer(suffix)
    assert framer.feed(b"4607001771265" + end + b"2900000000017" + end, 0) == [b"4607001771265", b"2900000000017"]
    assert framer.pause(10_000) == []


@given(codes=st.lists(CODES, min_size=1, max_size=6), cuts=st.lists(st.integers(1, 40), max_size=20))
def test_codes_survive_any_splitting_of_the_stream(codes: list[bytes], cuts: list[int]) -> None:
    framer, stream, frames, now = Framer("auto", gap_ms=60), b"".join(code + b"\r\n" for code in codes), [], 0
    for size in [*cuts, len(stream)]:
        now += 20
        frames += framer.feed(stream[:size], now)
        stream = stream[size:]
    assert frames == codes
    assert not framer.waiting


@given(pieces=st.lists(st.tuples(st.binary(max_size=300), st.integers(0, 200)), max_size=30))
def test_noise_never_breaks_it_and_never_makes_an_empty_code(pieces: list[tuple[bytes, int]]) -> None:
    framer, now, frames = Framer(), 0, []
    for data, pause in pieces:
        now += pause
        frames += framer.feed(data, now)
    frames += framer.pause(now + 1000)
    assert all(frames)
    assert all(b"\r" not in frame and b"\n" not in frame for frame in frames)
    assert sum(map(len, frames)) == sum(len(data) - data.count(b"\r") - data.count(b"\n") for data, _ in pieces)


def test_a_scanner_without_a_suffix_is_framed_by_its_pauses() -> None:
    framer = Framer("gap", gap_ms=60)
    assert framer.feed(b"46070017", 0) == []
    assert framer.feed(b"71265", 59) == []
    assert framer.pause(118) == []
    assert framer.pause(119) == [b"4607001771265"]


def test_a_code_that_lost_its_suffix_is_not_glued_to_the_next() -> None:
    framer = Framer("cr")
    assert framer.feed(b"46070", 0) == []
    assert framer.feed(b"4607001771265\r", 2000) == [b"46070", b"4607001771265"]


def test_separators_inside_a_marking_code_stay() -> None:
    code = b"]d20104600000000000215abc\x1d91EE06\x1d92sig"
    assert Framer().feed(code + b"\r\n", 0) == [code]


def test_a_flood_is_held_to_the_limit_and_the_next_code_is_whole() -> None:
    framer = Framer()
    frames = [frame for _ in range(50) for frame in framer.feed(b"x" * 1000, 0)]
    frames += framer.feed(b"\r4607001771265\r", 1)
    assert [len(frame) for frame in frames] == [LIMIT, 13]
