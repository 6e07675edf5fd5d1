"""Bar codes as a row of dark and light modules: EAN-13 and Code 128 (ISO 15420, ISO 15417)."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

Symbology: TypeAlias = Literal["ean13", "code128"]

#: Light modules at either side that a reader needs.
QUIET: Final = 10

_EAN_LEFT = (
    "0001101",
    "0011001",
    "0010011",
    "0111101",
    "0100011",
    "0110001",
    "0101111",
    "0111011",
    "0110111",
    "0001011",
)
#: Which of the six left digits are drawn mirrored, by the first digit of the code.
_EAN_PARITY = ("000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010")

#: Widths of bars and spaces of the 103 values and three starts (the stop is apart).
_WIDTHS = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
114311 411113 411311 113141 114131 311141 411131 211412 211214 211232
"""
_CODE128 = _WIDTHS.split()
_START_B, _START_C = 104, 105
_STOP = "2331112"


def check_digit(digits: str) -> str:
    """The thirteenth digit of an EAN-13 whose twelve are given."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def fits(symbology: Symbology, data: str) -> bool:
    """Whether a text can be such a code: thirteen digits with the right last one, or ASCII of at most 48."""
    if symbology == "ean13":
        return len(data) == 13 and data.isascii() and data.isdigit() and check_digit(data[:12]) == data[12]
    return 0 < len(data) <= 48 and data.isascii() and data.isprintable()


def is_paired(data: str) -> bool:
    """Whether Code 128 packs a text as pairs of digits (set C)."""
    return len(data) >= 4 and len(data) % 2 == 0 and data.isdigit()


def modules(symbology: Symbology, data: str) -> tuple[bool, ...]:
    """The modules from left to right, the quiet zones left out.  `ValueError` for a text that cannot be such a code."""
    if not fits(symbology, data):
        raise ValueError(f"no {symbology}: {data!r}")
    return _ean13(data) if symbology == "ean13" else _code128(data)


def _ean13(data: str) -> tuple[bool, ...]:
    left = []
    for digit, mirrored in zip(data[1:7], _EAN_PARITY[int(data[0])], strict=True):
        drawn = _EAN_LEFT[int(digit)]
        left.append(_negative(drawn)[::-1] if mirrored == "1" else drawn)
    right = [_negative(_EAN_LEFT[int(digit)]) for digit in data[7:]]
    return tuple(mark == "1" for mark in "101" + "".join(left) + "01010" + "".join(right) + "101")


def _negative(drawn: str) -> str:
    return drawn.translate({ord("0"): "1", ord("1"): "0"})


def _code128(data: str) -> tuple[bool, ...]:
    if is_paired(data):
        values = [_START_C, *(int(data[at : at + 2]) for at in range(0, len(data), 2))]
    else:
        values = [_START_B, *(ord(letter) - 32 for letter in data)]
    check = (values[0] + sum(place * value for place, value in enumerate(values))) % 103
    widths = "".join(_CODE128[value] for value in (*values, check)) + _STOP
    return tuple(place % 2 == 0 for place, width in enumerate(widths) for _ in range(int(width)))
