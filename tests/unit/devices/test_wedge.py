"""A scanner that types is told from a hand, whatever the keyboard's layout."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.devices.wedge import GS, Key, Verdict, Wedge, WedgeSettings
from tests.clock import ManualClock

#: Where a US keyboard has its keys: X11 key codes, from xkb's evdev table.
KEYCODES = {
    **{key: 10 + n for n, key in enumerate("1234567890-=")},
    **{key: 24 + n for n, key in enumerate("qwertyuiop[]")},
    **{key: 38 + n for n, key in enumerate("asdfghjkl;'")},
    **{key: 52 + n for n, key in enumerate("zxcvbnm,./")},
}
SHIFTED = dict(
    zip('!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?', "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./", strict=True)
)
LATIN, CYRILLIC = "qwertyuiop[]asdfghjkl;'zxcvbnm,.", "йцукенгшщзхъфывапролджэячсмитьбю"
RUSSIAN = dict(zip(LATIN, CYRILLIC, strict=True))
ENTER = 36


class Typist:
    """Types into a wedge as the window system would tell it."""

    def __init__(self, settings: WedgeSettings | None = None, russian: bool = False) -> None:
        self.wedge = Wedge(settings or WedgeSettings(), ManualClock())
        self.russian = russian
        self.now = 1000
        self.scans: list[str] = []
        self.given_back: list[Key] = []

    def _hear(self, verdict: Verdict) -> None:
        if verdict.scan is not None:
            self.scans.append(verdict.scan.text)
        self.given_back += verdict.keys

    def type(self, text: str, every: int) -> None:
        for character in text:
            base = SHIFTED.get(character, character)
            shown = character
            if self.russian and base in RUSSIAN:
                shown = RUSSIAN[base].upper() if character in SHIFTED else RUSSIAN[base]
            if character == GS:
                self.press(Key(KEYCODES["]"], "ъ" if self.russian else GS, 0, control=True), every)
            else:
                self.press(Key(KEYCODES[base], shown, 0, shift=character in SHIFTED), every)

    def enter(self, every: int) -> None:
        self.press(Key(ENTER, "\r", 0), every)

    def press(self, key: Key, after: int) -> None:
        self.now += after
        if self.wedge.holding and after > self.wedge.hold_ms:
            self._hear(self.wedge.silence())
        self._hear(
            self.wedge.press(Key(key.scan_code, key.text, self.now, key.shift, key.control, key.alt, key.repeat))
        )

    def rest(self) -> None:
        if self.wedge.holding:
            self._hear(self.wedge.silence())

    @property
    def field(self) -> str:
        """What a focused field would hold."""
        return "".join(key.text for key in self.given_back)


@pytest.mark.parametrize("russian", [False, True], ids=["latin layout", "russian layout"])
@pytest.mark.parametrize(
    ("code", "every"),
    [
        *(
            (code, every)
            for every in (5, 20, 55)
            for code in (
                "4607001771265",
                "96385074",
                "010460000000000021aB(c)'/+_5%\x1d91EE06\x1d92Zx[]{}",
                "CASHIER:R:0123456789abcdef",
            )
        ),
        ("2900000", 5),
        ("2900000", 35),
    ],
)
def test_a_scan_is_a_scan_in_any_layout_and_reaches_no_field(code: str, every: int, russian: bool) -> None:
    typist = Typist(russian=russian)
    typist.type(code, every)
    typist.enter(every)
    typist.rest()
    assert typist.scans == [code]
    assert typist.given_back == []


@given(
    text=st.text("0123456789qwerty,.", min_size=1, max_size=30),
    pauses=st.lists(st.integers(80, 900), min_size=31, max_size=31),
    russian=st.booleans(),
)
def test_a_hand_is_never_taken_for_a_scanner_and_loses_no_key(text: str, pauses: list[int], russian: bool) -> None:
    typist = Typist(russian=russian)
    for character, pause in zip(text, pauses, strict=False):
        typist.type(character, pause)
    typist.enter(pauses[-1])
    typist.rest()
    assert typist.scans == []
    expected = "".join(RUSSIAN.get(character, character) for character in text) if russian else text
    assert typist.field == expected + "\r"


def test_fingers_rolling_over_a_few_keys_are_a_hand() -> None:
    typist = Typist()
    typist.type("12", 15)
    typist.enter(30)
    typist.type("5", 300)
    typist.type("00", 25)
    typist.enter(25)
    typist.rest()
    assert (typist.scans, typist.field) == ([], "12\r500\r")


def test_digits_typed_before_a_scan_are_given_back_before_it() -> None:
    typist = Typist()
    typist.type("3", 400)
    typist.type("4607001771265", 400)
    typist.scans.clear()
    typist = Typist()
    typist.type("3", 400)
    typist.now += 400
    typist.rest()
    typist.type("4607001771265", 10)
    typist.enter(10)
    assert (typist.scans, typist.field) == (["4607001771265"], "3")


def test_two_scans_in_one_breath() -> None:
    typist = Typist()
    for code in ("4607001771265", "4600000000017"):
        typist.type(code, 8)
        typist.enter(8)
    assert (typist.scans, typist.given_back) == (["4607001771265", "4600000000017"], [])


def test_a_code_without_its_enter_is_still_kept_from_the_field() -> None:
    typist = Typist()
    typist.type("4607001771265", 8)
    typist.rest()
    assert (typist.scans, typist.given_back) == (["4607001771265"], [])


def test_a_prefix_makes_timing_meaningless_and_holds_up_no_hand() -> None:
    typist = Typist(WedgeSettings(prefix="~"), russian=True)
    typist.press(Key(49, "Ё", 0, shift=True), 100)
    typist.type("46070", 300)
    typist.type("01771265", 20)
    typist.enter(400)
    assert (typist.scans, typist.given_back) == (["4607001771265"], [])
    typist.type("500", 5)
    assert typist.field == "500"
    assert not typist.wedge.holding
    typist.enter(5)
    assert (typist.scans, typist.field) == (["4607001771265"], "500\r")


def test_a_prefixed_code_broken_off_fills_no_field() -> None:
    typist = Typist(WedgeSettings(prefix="~"))
    typist.press(Key(49, "~", 0, shift=True), 100)
    typist.type("46070", 10)
    typist.rest()
    assert (typist.scans, typist.given_back) == (["46070"], [])


def test_tab_and_no_suffix() -> None:
    typist = Typist(WedgeSettings(suffix="tab"))
    typist.type("4607001771265", 8)
    typist.press(Key(23, "\t", 0), 8)
    assert typist.scans == ["4607001771265"]
    typist = Typist(WedgeSettings(suffix="none"))
    typist.type("460700", 8)
    typist.rest()
    assert (typist.scans, typist.given_back) == (["460700"], [])


def test_gs_typed_as_alt_and_digits() -> None:
    typist = Typist()
    typist.type("0104600000000000", 8)
    for code in (90, 88, 81):  # 0, 2, 9 of the keypad under Alt
        typist.press(Key(code, "", 0, alt=True), 8)
    typist.type("21ab", 8)
    typist.enter(8)
    assert (typist.scans, typist.given_back) == (["0104600000000000\x1d21ab"], [])


def test_keys_of_a_keypad_without_scan_codes_and_shortcuts() -> None:
    typist = Typist()
    typist.press(Key(0, "5", 0), 300)
    typist.rest()
    typist.press(Key(74, "", 0), 300)  # F8
    typist.press(Key(54, "\x03", 0, control=True), 300)  # Ctrl+C
    typist.press(Key(31, "", 0, alt=True), 300)  # Alt+I
    assert [key.scan_code for key in typist.given_back] == [0, 74, 54, 31]
    assert typist.scans == []


def test_a_key_held_down_is_a_hand() -> None:
    typist = Typist()
    for _ in range(20):
        typist.press(Key(KEYCODES["0"], "0", 0, repeat=True), 30)
    typist.enter(30)
    assert (typist.scans, typist.field) == ([], "0" * 20 + "\r")


@given(
    keys=st.lists(
        st.tuples(
            st.integers(0, 400),
            st.text(max_size=2),
            st.booleans(),
            st.booleans(),
            st.booleans(),
            st.booleans(),
            st.integers(0, 300),
        ),
        max_size=60,
    ),
    prefix=st.sampled_from(["", "~", "]C1"]),
    suffix=st.sampled_from(["enter", "tab", "none"]),
)
def test_no_keys_break_it_and_none_is_lost(keys: list, prefix: str, suffix: str) -> None:  # type: ignore[type-arg]
    typist = Typist(WedgeSettings(prefix=prefix, suffix=suffix))  # type: ignore[arg-type]
    for code, text, shift, control, alt, repeat, pause in keys:
        typist.press(Key(code, text, 0, shift, control, alt, repeat), pause)
    typist.rest()
    assert not typist.wedge.holding
    if not typist.scans:
        assert [(key.scan_code, key.text) for key in typist.given_back] == [(key[0], key[1]) for key in keys]
