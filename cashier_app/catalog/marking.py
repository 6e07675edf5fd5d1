"""Marking codes of «Честный ЗНАК»: GTIN, serial number and the verification key, or why they cannot be read.

A full code is `01` GTIN `21` serial GS … and ends in a key: `91` (4 characters) GS `92` (44 or 88), or `93` (4).
A packet of tobacco is 29 characters without identifiers: GTIN 14, serial 7, price 4, key 4.
GS (0x1D) is what tells where the serial ends; a scanner that drops it makes the serial swallow the key.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

from cashier_app.catalog.codes import has_check_digit
from cashier_app.core.quantity import Thousandths

GS = "\x1d"
#: GS1's 82 characters that a serial number may hold.
_SERIAL = r"[!\"%&'()*+,\-./0-9:;<=>?A-Z_a-z]"
_START = re.compile(r"01([0-9]{14})21")
_TOBACCO = re.compile(rf"([0-9]{{14}})({_SERIAL}{{7}}){_SERIAL}{{8}}")
_SERIAL_ONLY = re.compile(rf"{_SERIAL}{{1,20}}")
_SWALLOWED = re.compile(r".{1,20}?(?:91.{4}92.{4,}|93.{4}|8005[0-9]{6}93.{4})", re.DOTALL)
_WEIGHT = re.compile(r"310([0-3])([0-9]{6})")
#: What may follow a weight without GS: dates, codes of the trade, measures, a price, keys.  Else it is another code.
_FOLLOWING = re.compile(r"1[0-35-7]|24[01]|3[1-6][0-9]{2}|7003|8005|9[1-3]")

#: Lengths of the values after the serial that have a fixed one.
_KEY_LENGTHS = {"91": (4,), "92": (44, 88), "93": (4,)}

Flaw: TypeAlias = Literal["lost_separators", "cut_short", "check_digit"]


class MarkingCode(msgspec.Struct, frozen=True):
    """A marking code in full; `text` is what goes to the register, AIM id and leading GS taken off."""

    gtin: str
    serial: str
    text: str
    #: Net weight in grams where the code carries one.
    weight: Thousandths | None = None


def looks_marked(text: str) -> bool:
    """Whether a text begins like a marking code, or has a tobacco packet's 29 characters."""
    return _START.match(text) is not None or (len(text) == 29 and is_tobacco(text))


def is_tobacco(text: str) -> bool:
    """29 characters of a tobacco packet, told from 29 other ones by the GTIN's check digit."""
    found = _TOBACCO.fullmatch(text)
    return found is not None and has_check_digit(found[1])


def read_marking(text: str) -> MarkingCode | Flaw:
    """The code, or its flaw.  `text` begins like a marking code (`looks_marked`), without AIM id and leading GS."""
    start = _START.match(text)
    if start is None:
        return MarkingCode(gtin=text[:14], serial=text[14:21], text=text)
    if not has_check_digit(start[1]):
        return "check_digit"
    serial, *fields = text[start.end() :].split(GS)
    if not _SERIAL_ONLY.fullmatch(serial):
        return "lost_separators"
    if not fields:
        return "lost_separators" if _SWALLOWED.fullmatch(serial) else "cut_short"
    keys: set[str] = set()
    weight = None
    for element in fields:
        field = element
        if found := _WEIGHT.match(element):  # of fixed length: the next element may follow without GS
            weight = int(found[2]) * 10 ** (3 - int(found[1]))
            field = element[found.end() :]
            if field and not _FOLLOWING.match(field):
                return "cut_short"
        identifier, value = field[:2], field[2:]
        lengths = _KEY_LENGTHS.get(identifier)
        if lengths and len(value) not in lengths:
            return "lost_separators" if len(value) > lengths[-1] else "cut_short"
        keys.add(identifier)
    if "92" in keys and "91" not in keys:
        return "lost_separators"  # the serial has swallowed 91
    if not ({"91", "92"} <= keys or "93" in keys):
        return "cut_short"
    return MarkingCode(gtin=start[1], serial=serial, text=text, weight=weight)
