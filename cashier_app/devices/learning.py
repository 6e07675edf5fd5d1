"""Learns how a scanner sends its codes from a few of them.  Pure: keys or bytes and their times in, a proposal out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.devices.framing import Framer, Suffix
from cashier_app.devices.wedge import Key, Wedge, WedgeSettings, character_of, end_of, keypad_character

#: A silence after which what comes next is another scan, milliseconds: no scanner pauses so long.
SILENCE_MS: Final = 300
#: Fewer signs than this are a touch of a key, not a scan.
SHORTEST: Final = 4
#: So many scans are learned from.
ENOUGH: Final = 3
#: Slower keys than this on the average are a hand's, milliseconds.
_HAND_MS: Final = 130
_LONGEST_PREFIX, _LONGEST_TAIL = 8, 3

#: What stands in the way of a scanner that types, or only looks as if it did.
Hint: TypeAlias = Literal["russian_layout", "caps_lock", "num_lock_off"]
#: Why nothing is proposed: ends differ from scan to scan; no code in what was read; a hand typed.
Flaw: TypeAlias = Literal["differ", "no_code", "hand"]
WedgeSuffix: TypeAlias = Literal["enter", "tab", "none"]


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One scan as it came: `raw` with prefix and suffix, and the pauses between its keys or pieces."""

    source: str
    raw: bytes
    pauses: tuple[int, ...] = ()
    #: The key that ended it; for a serial port empty: its suffix stands in `raw`.
    end: WedgeSuffix | None = None
    hints: frozenset[Hint] = frozenset()
    keys: tuple[Key, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether keys were pressed."""
        return self.end is not None

    @property
    def text(self) -> str:
        """What was read, as far as it is text, without what ends a code on a serial port."""
        return self.raw.decode("utf-8", "replace").rstrip("\r\n\t")


class WedgeProposal(msgspec.Struct, frozen=True, kw_only=True):
    """Settings for a scanner that types; `tail` are signs at the end that no setting takes off."""

    prefix: str
    suffix: WedgeSuffix
    key_ms: int
    tail: str = ""


class SerialProposal(msgspec.Struct, frozen=True, kw_only=True):
    """Settings for a scanner on a serial port."""

    suffix: Suffix
    gap_ms: int


class KeyListener:
    """Cuts keys into samples; call `silence` once no key has come for `SILENCE_MS`."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._keys: list[Key] = []
        self._text = ""
        self._hints: set[Hint] = set()

    def takes(self, key: Key) -> bool:
        """Whether a key can belong to a scan; keys that act on the screen cannot."""
        return not key.alt and bool(self._meaning(key) or end_of(key, self._offset))

    def press(self, key: Key) -> list[Sample]:
        """The samples that this key completes: by its pause, by being the end."""
        done = []
        if self._keys and key.at_ms - self._keys[-1].at_ms > SILENCE_MS:
            done += self.silence()
        self._keys.append(key)
        if end := end_of(key, self._offset):
            return done + self._finish(end)
        self._text += self._meaning(key)
        self._hints |= _hints_of(key, self._offset)
        return done

    def silence(self) -> list[Sample]:
        """The sample that a silence completes, if there is one."""
        return self._finish("none")

    def _meaning(self, key: Key) -> str:
        return character_of(key, self._offset) or ("" if key.control else keypad_character(key, self._offset))

    def _finish(self, end: WedgeSuffix) -> list[Sample]:
        keys, text, hints = tuple(self._keys), self._text, frozenset(self._hints)
        self._keys, self._text, self._hints = [], "", set()
        if len(text) < SHORTEST:
            return []
        pauses = tuple(after.at_ms - before.at_ms for before, after in pairwise(keys))
        return [Sample(source="wedge", raw=text.encode(), pauses=pauses, end=end, hints=hints, keys=keys)]


class ByteListener:
    """Cuts a serial port's bytes into samples by silences alone."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[bytearray, list[int]]] = {}

    def feed(self, source: str, data: bytes, now_ms: int) -> list[Sample]:
        """The sample of this source that came before, if a silence has ended it."""
        done = []
        if source in self._held and now_ms - self._held[source][1][-1] > SILENCE_MS:
            done = self._finish(source)
        raw, times = self._held.setdefault(source, (bytearray(), []))
        raw += data
        times.append(now_ms)
        return done

    def silence(self) -> list[Sample]:
        """What all sources have sent so far."""
        return [sample for source in list(self._held) for sample in self._finish(source)]

    def _finish(self, source: str) -> list[Sample]:
        raw, times = self._held.pop(source)
        if len(raw.strip(b"\r\n\t")) < SHORTEST:
            return []
        pauses = tuple(after - before for before, after in pairwise(times))
        return [Sample(source=source, raw=bytes(raw), pauses=pauses)]


def _hints_of(key: Key, offset: int) -> set[Hint]:
    found: set[Hint] = set()
    text = key.text
    if any("\u0400" <= letter <= "\u04ff" for letter in text):
        found.add("russian_layout")
    if len(text) == 1 and text.isalpha() and not key.control and text.isupper() != key.shift:
        found.add("caps_lock")
    if not key.control and not character_of(key, offset) and keypad_character(key, offset):
        found.add("num_lock_off")
    return found


# --- what follows from them ------------------------------------------------------------------------------


def propose_wedge(samples: Sequence[Sample], is_code: Callable[[str], bool]) -> WedgeProposal | Flaw:
    """The settings that take all samples for codes; `is_code` knows a whole code of goods.

    The prefix is the shortest common beginning behind which each sample is a code.
    """
    ends = {sample.end for sample in samples}
    texts = [sample.text for sample in samples]
    pauses = [pause for sample in samples for pause in sample.pauses]
    if pauses and sum(pauses) / len(pauses) > _HAND_MS:
        return "hand"
    end = next(iter(ends))
    if len(ends) != 1 or end is None:
        return "differ"
    for tail in range(_LONGEST_TAIL + 1):
        for head in range(_LONGEST_PREFIX + 1):
            prefix, rest = texts[0][:head], texts[0][len(texts[0]) - tail :]
            if prefix.isdigit() or rest.isdigit():
                continue  # digits may belong to the code, and a part of any number looks like another code
            if all(
                text.startswith(prefix) and text.endswith(rest) and is_code(text[head : len(text) - tail])
                for text in texts
            ):
                return WedgeProposal(prefix=prefix, suffix=end, key_ms=_key_ms(pauses), tail=rest)
    return "no_code"


def _key_ms(pauses: Sequence[int]) -> int:
    """A limit with half as much again to spare, in tens, for a machine that is busy with something else."""
    longest = max(pauses, default=0)
    return min(max((longest * 3 // 2 + 19) // 10 * 10, 30), 250)


def propose_serial(samples: Sequence[Sample]) -> SerialProposal | Flaw:
    """The suffix that ends all samples, and for none the pause that does."""
    found: set[Suffix] = {_suffix_of(sample.raw) for sample in samples}
    if len(found) != 1:
        return "differ"
    longest = max((pause for sample in samples for pause in sample.pauses), default=0)
    return SerialProposal(suffix=found.pop(), gap_ms=min(max(longest * 2, 60), 2000))


def _suffix_of(raw: bytes) -> Suffix:
    if raw.endswith(b"\r\n"):
        return "crlf"
    endings: dict[bytes, Suffix] = {b"\r": "cr", b"\n": "lf", b"\t": "tab"}
    return endings.get(raw[-1:], "gap")


# --- what the till makes of a sample now -----------------------------------------------------------------


def heard_by_wedge(sample: Sample, settings: WedgeSettings, clock: Clock) -> list[str]:
    """The codes that these settings make of a sample's keys; none: they are taken for a hand's."""
    wedge, heard = Wedge(settings, clock), []
    for key in sample.keys:
        if (scan := wedge.press(key).scan) is not None:
            heard.append(scan.text)
    if (scan := wedge.silence().scan) is not None:
        heard.append(scan.text)
    return heard


def heard_by_port(sample: Sample, suffix: Suffix, gap_ms: int) -> list[str]:
    """The codes that these settings cut a sample into."""
    framer = Framer(suffix, gap_ms)
    frames = framer.feed(sample.raw, 0) + framer.pause(10_000)
    return [frame.decode("utf-8", "replace") for frame in frames]


def visible(raw: bytes) -> str:
    """Bytes for a person: what has no shape of its own is named."""
    names = {"\x1d": "<GS>", "\r": "<CR>", "\n": "<LF>", "\t": "<TAB>", "\x02": "<STX>", "\x03": "<ETX>", " ": "␣"}
    text = raw.decode("utf-8", "backslashreplace")
    return "".join(names.get(sign) or (sign if sign.isprintable() else f"<{ord(sign):02X}>") for sign in text)
