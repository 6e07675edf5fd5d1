"""Types of messages, made ready before threads decode them.

msgspec works out what a type consists of when it is first decoded, and hands it to other threads while it is still at
it: two threads that decode a type for the first time at once end the process by a segmentation fault (msgspec 0.22,
Python 3.11).  Whoever starts threads therefore has the types that they share worked out beforehand.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec


def make_ready(*packages: str) -> int:
    """Work out every message type that modules of these packages have defined so far; how many there are."""
    known = 0
    for kind in _below(msgspec.Struct):
        if any(f"{kind.__module__}.".startswith(f"{package}.") for package in packages):
            known += _is_decoded(kind)
    return known


def _below(kind: type) -> Iterator[type]:
    below: list[type] = kind.__subclasses__()
    for each in below:
        yield each
        yield from _below(each)


def _is_decoded(kind: type) -> bool:
    """Whether a type can be decoded at all: a view that a screen is given need not be."""
    try:
        msgspec.json.Decoder(kind)
    except (TypeError, NameError):
        return False
    return True
