"""Whatever scanners send, each scan is one: none brings the till down, none becomes two, none is swallowed.

`FUZZ_SCANS` says how many scans are sent (soak: a million), `FUZZ_SEED` which; a failure names the scan's number
and bytes, so that it can be sent again.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Final, get_args

import pytest

from cashier_app.catalog.masks import CardMask, InStoreMask, Masks
from cashier_app.catalog.recognition import Foreign, Garbage, Recognised, recognise
from cashier_app.devices.framing import LIMIT, Framer, Suffix
from cashier_app.devices.scan import scan_of

SCANS: Final = int(os.environ.get("FUZZ_SCANS", "100000"))
SEED: Final = int(os.environ.get("FUZZ_SEED", "1"))
#: Scans of one stream, cut into pieces as a port delivers them.
STREAM: Final = 50
GAP_MS: Final = 60

KEY = b"92T5OX4wpd5QPymkC3U/aJZQrishzxCOeJUi/grI7GxIo="
#: One of every kind that a till meets.
CODES: Final = (
    b"4601234567893",
    b"]E04601234567893",
    b"46012340",
    b"012345678905",
    b"04252614",
    b"14601234567890",
    b"2200107003005",
    b"2300107149908",
    b"2000018987155",
    b"7770001000079195",
    b";7770001000079195=2912?",
    b"2790000000015",
    b"999000001",
    b"CASHIER:B:0001",
    b"CASHIER:R:" + b"a" * 32,
    b"010461008041021521e'?xOJHdNYNFl\x1d91EE11\x1d" + KEY,
    b"]d2010461008041021521e'?xOJHdNYNFl\x1d91EE11\x1d" + KEY,
    b"0104610080410215215abcde\x1d93Dxyz\x1d3103000250",
    b"00000046209849Uon<TYfACyAJPHJ",
    b"]C10104610080410215310300012310ABC",
    b"]C101046100804102153922149\x1d10A",
    b"]C100146012345678901230",
    b"https://example.ru/shop?id=1",
    b"t=20261121T1427&s=1148.18&fn=9960440300000000&i=1187&fp=12345&n=1",
    "ST00012|Name=ООО Ромашка|PersonalAcc=40702810000000000000".encode(),
    "46шт01кириллица".encode("cp1251"),
    b"ABC-12",
)
MASKS: Final = Masks(
    cards=(
        CardMask(kind="card", prefix="7770", length=16, check_digit="luhn"),
        CardMask(kind="virtual", first="2790000000000", last="2799999999999", check_digit="ean"),
        CardMask(kind="badge", prefix="999", length=9),
    ),
    in_store=(InStoreMask("22"), InStoreMask("23", kind="price")),
)


def _flip(code: bytearray, chance: random.Random) -> None:
    code[chance.randrange(len(code))] = chance.randrange(256)


def _drop(code: bytearray, chance: random.Random) -> None:
    del code[chance.randrange(len(code))]


def _insert(code: bytearray, chance: random.Random) -> None:
    code.insert(chance.randrange(len(code) + 1), chance.randrange(256))


def _cut(code: bytearray, chance: random.Random) -> None:
    del code[chance.randrange(len(code)) :]


def _behead(code: bytearray, chance: random.Random) -> None:
    del code[: chance.randrange(len(code))]


def _glue(code: bytearray, chance: random.Random) -> None:
    code += chance.choice(CODES)


def _swap(code: bytearray, chance: random.Random) -> None:
    at = chance.randrange(max(1, len(code) - 1))
    code[at : at + 2] = code[at : at + 2][::-1]


def _separators(code: bytearray, chance: random.Random) -> None:
    code[:] = code.replace(b"\x1d", chance.choice((b"", b" ", b"\x1d\x1d", b"\x1e", b"<GS>")))


def _long(code: bytearray, chance: random.Random) -> None:
    code *= chance.randrange(2, 200)


def _russian(code: bytearray, chance: random.Random) -> None:
    code[:] = code.decode("latin-1").translate({ord("a"): "ф", ord("E"): "У", ord("C"): "С"}).encode("utf-8")


MUTATIONS: Final[tuple[Callable[[bytearray, random.Random], None], ...]] = (
    _flip, _drop, _insert, _cut, _behead, _glue, _swap, _separators, _russian,
)  # fmt: skip


def sent(chance: random.Random) -> bytes:
    """A scan as it may come: whole, spoiled once or more, or noise; without what ends a code."""
    fate = chance.random()
    if fate < 0.1:
        code = bytearray(chance.randbytes(chance.randrange(1, 40)))
    else:
        code = bytearray(chance.choice(CODES))
        while fate > 0.3 and code and chance.random() < 0.6:
            chance.choice(MUTATIONS)(code, chance)
        if code and chance.random() < 0.001:
            _long(code, chance)
    return bytes(code.translate(None, b"\r\n\t"))


def judge(frame: bytes) -> Recognised:
    """What the till makes of a frame."""
    scan = scan_of(frame, "serial:test", 0)
    return recognise(scan.text, scan.raw, scan.symbology, MASKS)


def pieces(stream: bytes, chance: random.Random) -> list[bytes]:
    """The stream as a port delivers it."""
    cut = []
    while stream:
        size = chance.choice((1, 3, 16, 64, 500))
        cut.append(stream[:size])
        stream = stream[size:]
    return cut


ENDS: Final[dict[Suffix, tuple[bytes, ...]]] = {
    "auto": (b"\r", b"\n", b"\r\n"),
    "cr": (b"\r", b"\r\n"),
    "lf": (b"\n", b"\r\n"),
    "crlf": (b"\r\n",),
    "tab": (b"\t",),
    "gap": (b"",),
}


@pytest.mark.parametrize("suffix", get_args(Suffix))
def test_each_scan_is_one_whatever_it_holds(suffix: Suffix) -> None:
    kinds = get_args(Suffix)
    chance = random.Random(f"{SEED} {suffix}")
    framer, now, number = Framer(suffix, GAP_MS), 0, 0
    for _ in range(SCANS // len(kinds) // STREAM):
        codes = [sent(chance) for _ in range(STREAM)]
        frames: list[bytes] = []
        if suffix == "gap":
            for code in codes:
                for piece in pieces(code, chance):
                    now += chance.randrange(GAP_MS)
                    frames += framer.feed(piece, now)
                now += GAP_MS
                frames += framer.feed(b"", now)
        else:
            stream = b"".join(code + chance.choice(ENDS[suffix]) for code in codes)
            for piece in pieces(stream, chance):
                now += chance.randrange(GAP_MS)
                frames += framer.feed(piece, now)
        assert frames == [code[:LIMIT] for code in codes if code], f"scans {number}…{number + STREAM} of seed {SEED}"
        assert not framer.waiting
        for frame in frames:
            number += 1
            found = judge(frame)
            if isinstance(found, Foreign | Garbage):
                assert found.shown.isprintable(), f"scan {number}: {frame!r}"
            # a flood is refused as too long, never cut to something that could be sold
            assert len(frame) < LIMIT or isinstance(found, Garbage), f"scan {number}: {frame!r}"


def test_two_codes_glued_by_a_lost_line_end_are_never_one_product() -> None:
    whole = [code for code in CODES if not code.startswith((b"]", b"http", b"t=", b"ST0", b";", b"CASHIER", b"ABC"))]
    for first in whole:
        for second in whole:
            found = judge(first + second)
            suspect = getattr(found, "suspect", "none")
            assert isinstance(found, Garbage | Foreign) or suspect not in (None, "none"), (first, second, found)
