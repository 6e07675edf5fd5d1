"""From three scans the till learns prefix, suffix and pause of a scanner, and says what stands in the way."""

from __future__ import annotations

import pytest

from cashier_app.catalog.codes import has_check_digit
from cashier_app.devices.learning import (
    ByteListener,
    KeyListener,
    Sample,
    SerialProposal,
    WedgeProposal,
    heard_by_port,
    heard_by_wedge,
    propose_serial,
    propose_wedge,
    visible,
)
from cashier_app.devices.wedge import Key, WedgeSettings
from tests.clock import ManualClock
from tests.unit.devices.test_wedge import ENTER, GS, KEYCODES, RUSSIAN, SHIFTED

CODES = ("4607001771562", "4600000000039", "4601234567893")
KEYS = {**KEYCODES, "`": 49}
OFFSET = 8


def is_code(text: str) -> bool:
    return len(text) == 13 and text.isdigit() and has_check_digit(text)


class Scanner:
    """Types into a listener, as a scanner set up in some way does."""

    def __init__(self, every: int = 20, russian: bool = False, caps: bool = False) -> None:
        self.listener = KeyListener(OFFSET)
        self.every, self.russian, self.caps = every, russian, caps
        self.now = 1000
        self.samples: list[Sample] = []

    def key(self, key: Key) -> None:
        self.now += self.every
        self.samples += self.listener.press(Key(key.scan_code, key.text, self.now, key.shift, key.control))

    def type(self, text: str, end: int | None = ENTER) -> None:
        for sign in text:
            base = SHIFTED.get(sign, "`" if sign == "~" else sign)
            shown = RUSSIAN.get(base, sign) if self.russian else sign
            shift = base != sign
            if shown.isalpha():
                shown = shown.upper() if shift != self.caps else shown.lower()
            self.key(Key(KEYS[base], shown, 0, shift))
        if end is not None:
            self.key(Key(end, "\r" if end == ENTER else "\t", 0))
        self.now += 1000

    def rest(self) -> list[Sample]:
        self.samples += self.listener.silence()
        return self.samples


@pytest.mark.parametrize(
    ("prefix", "end", "suffix"), [("", ENTER, "enter"), ("~", ENTER, "enter"), ("]E0", 23, "tab"), ("ab", None, "none")]
)
@pytest.mark.parametrize("every", [4, 35, 90])
def test_prefix_suffix_and_pause_are_learned_and_then_heard(
    prefix: str, end: int | None, suffix: str, every: int
) -> None:
    scanner = Scanner(every)
    for code in CODES:
        scanner.type(prefix + code, end)
    samples = scanner.rest()
    assert [sample.text for sample in samples] == [prefix + code for code in CODES]
    found = propose_wedge(samples, is_code)
    assert isinstance(found, WedgeProposal)
    assert (found.prefix, found.suffix, found.tail) == (prefix, suffix, "")
    assert every < found.key_ms <= every * 1.5 + 30
    settings = WedgeSettings(prefix=found.prefix, suffix=found.suffix, key_ms=found.key_ms, offset=OFFSET)
    assert [heard_by_wedge(sample, settings, ManualClock()) for sample in samples] == [[code] for code in CODES]


def test_a_slow_scanner_is_taken_for_a_hand_until_its_pause_is_set() -> None:
    scanner = Scanner(110)
    scanner.type(CODES[0])
    assert heard_by_wedge(scanner.samples[0], WedgeSettings(), ManualClock()) == []


def test_signs_behind_the_code_are_told_for_they_cannot_be_set() -> None:
    scanner = Scanner()
    for code in CODES:
        scanner.type(code + "x")
    found = propose_wedge(scanner.rest(), is_code)
    assert isinstance(found, WedgeProposal)
    assert (found.prefix, found.tail) == ("", "x")


def test_nothing_is_proposed_where_nothing_can_be_learned() -> None:
    hand = Scanner(180)
    odd = Scanner()
    for code in CODES:
        hand.type(code)
        odd.type("12345678901234567")
    assert propose_wedge(hand.rest(), is_code) == "hand"
    assert propose_wedge(odd.rest(), is_code) == "no_code"
    mixed = Scanner()
    mixed.type(CODES[0])
    mixed.type(CODES[1], 23)
    assert propose_wedge(mixed.rest(), is_code) == "differ"


def test_layout_caps_lock_and_num_lock_are_seen_and_spoil_nothing() -> None:
    plain, russian, caps = Scanner(), Scanner(russian=True), Scanner(caps=True)
    for scanner in (plain, russian, caps):
        scanner.type("abCD4607001771265")
        assert scanner.samples[0].text == "abCD4607001771265"
    assert plain.samples[0].hints == frozenset()
    assert russian.samples[0].hints == {"russian_layout"}
    assert caps.samples[0].hints == {"caps_lock"}
    keypad = Scanner()
    for code in (79 + OFFSET - 8, 80, 81, 83, 84):  # 7, 8, 9, 4, 5 of the keypad, moving the cursor
        keypad.key(Key(code, "", 0))
    (sample,) = keypad.rest()
    assert (sample.text, sample.hints) == ("78945", {"num_lock_off"})


def test_keys_that_act_on_the_screen_are_none_of_a_scan() -> None:
    listener = KeyListener(OFFSET)
    assert listener.takes(Key(KEYCODES["7"], "7", 0))
    assert listener.takes(Key(KEYCODES["]"], GS, 0, control=True))
    assert not listener.takes(Key(74, "", 0))  # F8
    assert not listener.takes(Key(9, "\x1b", 0))  # Esc


@pytest.mark.parametrize(
    ("end", "suffix"), [(b"\r", "cr"), (b"\n", "lf"), (b"\r\n", "crlf"), (b"\t", "tab"), (b"", "gap")]
)
def test_the_suffix_of_a_serial_port_is_learned_and_then_cuts(end: bytes, suffix: str) -> None:
    listener, now, samples = ByteListener(), 0, []
    for code in CODES:
        samples += listener.feed("left", code[:6].encode(), now)
        samples += listener.feed("left", code[6:].encode() + end, now + 40)
        now += 1000
    samples += listener.silence()
    assert [sample.raw for sample in samples] == [code.encode() + end for code in CODES]
    found = propose_serial(samples)
    assert isinstance(found, SerialProposal)
    assert found == SerialProposal(suffix=suffix, gap_ms=80)  # type: ignore[arg-type]
    assert heard_by_port(samples[0], found.suffix, found.gap_ms) == [CODES[0]]


def test_two_scanners_are_not_mixed_up() -> None:
    listener = ByteListener()
    assert listener.feed("left", b"46070", 0) == []
    assert listener.feed("right", b"46000", 1) == []
    assert listener.feed("left", b"01771265\r", 2) == []
    assert {sample.source: sample.raw for sample in listener.silence()} == {
        "left": b"4607001771265\r",
        "right": b"46000",
    }


def test_what_has_no_shape_is_named() -> None:
    assert visible(b"]d201\x1d91 x\r\n\xff\x00") == "]d201<GS>91␣x<CR><LF>\\xff<00>"
