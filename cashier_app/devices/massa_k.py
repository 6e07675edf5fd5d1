"""Scales of Massa-K by their «Протокол 100»: packets, checksums, answers.  Pure: bytes in, values out.

After the maker's «Протокол 100» (rev. 5, 2018), as public drivers implement it (github.com/VladStandard/WeightService,
`Protokol_100 (r 5) 2018`), whose captured exchange the tests hold:

    F8 55 CE | length, two bytes, the lower first | body: command and data | CRC-16 of the body, the lower first

The CRC is CCITT's polynomial 0x1021 from zero, the data shifted in at the lower end, as the maker's text lists it.
"""

from __future__ import annotations

from typing import Final

import msgspec

from cashier_app.devices.scales import Weight, WeightTrouble

HEADER: Final = b"\xf8\x55\xce"

GET_MASSA: Final = 0x23
ACK_MASSA: Final = 0x24
ERROR: Final = 0x28
NACK: Final = 0xF0

#: A body is a few bytes; a longer one is noise that looks like a header.
LONGEST_BODY: Final = 64
_FRAME: Final = len(HEADER) + 2 + 2
#: Thousandths of a kilogram in a unit of `Division`, times ten: 100 mg, 1 g, 10 g, 100 g, 1 kg.
_DIVISIONS: Final = (1, 10, 100, 1000, 10_000)

_TROUBLES: Final[dict[int, WeightTrouble]] = {
    0x08: "overload",
    0x09: "not_weighing",
    0x17: "faulty",
    0x18: "loaded_at_start",
    0x19: "faulty",
}


def checksum(body: bytes) -> int:
    """The CRC of a body."""
    crc = 0
    for byte in body:
        for bit in range(7, -1, -1):
            out = crc & 0x8000
            crc = (crc << 1 | byte >> bit & 1) & 0xFFFF
            if out:
                crc ^= 0x1021
    return crc


def packet(command: int, data: bytes = b"") -> bytes:
    """A whole packet with its header, length and checksum."""
    body = bytes((command,)) + data
    return HEADER + len(body).to_bytes(2, "little") + body + checksum(body).to_bytes(2, "little")


class Said(msgspec.Struct, frozen=True):
    """What a scale said that is no weight: its command, and the code of an error."""

    command: int
    code: int = 0


class PacketReader:
    """Cuts a scale's stream into bodies, wherever the reads happen to split it.

    What is no packet, or has a wrong checksum, is left out and counted in `broken`; the packet after it is found.
    """

    def __init__(self) -> None:
        self._held = b""
        self.broken = 0

    def feed(self, data: bytes) -> list[bytes]:
        """The bodies completed by these bytes."""
        self._held += data
        bodies: list[bytes] = []
        while True:
            start = self._held.find(HEADER)
            if start < 0:
                # the beginning of a header may be at the end
                kept = next((n for n in (2, 1) if self._held.endswith(HEADER[:n])), 0)
                self._held = self._held[len(self._held) - kept :]
                return bodies
            self._held = self._held[start:]
            if len(self._held) < len(HEADER) + 2:
                return bodies
            length = int.from_bytes(self._held[3:5], "little")
            if not 1 <= length <= LONGEST_BODY:
                self._skip()
                continue
            if len(self._held) < _FRAME + length:
                return bodies
            body = self._held[5 : 5 + length]
            if checksum(body) != int.from_bytes(self._held[5 + length : 7 + length], "little"):
                self._skip()
                continue
            bodies.append(body)
            self._held = self._held[_FRAME + length :]

    def clear(self) -> int:
        """Forget a packet that broke off; how many bytes of it there were."""
        held, self._held = len(self._held), b""
        if held:
            self.broken += 1
        return held

    def _skip(self) -> None:
        """A header that leads nowhere: the search goes on behind it."""
        self.broken += 1
        self._held = self._held[len(HEADER) :]


def understood(body: bytes) -> Weight | Said | None:
    """What a body says; None for one that this protocol does not know."""
    command = body[0]
    if command == ACK_MASSA:
        return _weight(body)
    if command == ERROR and len(body) >= 2:
        trouble = _TROUBLES.get(body[1])
        return Weight(0, trouble=trouble) if trouble else Said(command, body[1])
    if command == NACK:
        return Said(command)
    return None


def _weight(body: bytes) -> Weight | None:
    """Net weight, unit, stable, net, zero, and the tare where the scale sends it."""
    if len(body) not in (9, 13) or body[5] >= len(_DIVISIONS) or body[6] > 1:
        return None
    unit = _DIVISIONS[body[5]]
    # the half of a thousandth that fine scales know is left to the goods
    net = _whole(int.from_bytes(body[1:5], "little", signed=True) * unit)
    tare = _whole(int.from_bytes(body[9:13], "little", signed=True) * unit) if len(body) == 13 else 0
    return Weight(net, stable=body[6] == 1, tare=tare, trouble="under_zero" if net < 0 else "")


def _whole(tenths: int) -> int:
    """Thousandths from ten times as many, towards zero."""
    return tenths // 10 if tenths >= 0 else -(-tenths // 10)
