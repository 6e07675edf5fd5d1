"""Tells a scanner that types like a keyboard from a hand.  Pure: keys in; a scan, or keys to be given back, out.

Keys are read by their place on the keyboard, so that a Russian layout does not matter.  While it is
undecided whether a scanner is typing, keys are held; a scan's keys never reach a field, the others
are given back in their order.  With a prefix nothing depends on timing, and a hand is never held up.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.devices.scan import Scan, scan_of

#: Set-1 scan codes of a US keyboard: plain and shifted.  Linux (evdev) counts alike; X11 adds 8.
_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
)
_PLAIN: Final = {first + n: key for first, plain, _ in _ROWS for n, key in enumerate(plain)} | {57: " "}
_SHIFTED: Final = {first + n: key for first, _, shifted in _ROWS for n, key in enumerate(shifted)} | {57: " "}
_KEYPAD: Final = {first + n: key for first, keys in ((71, "789-456+1230."), (55, "*")) for n, key in enumerate(keys)}
#: Enter, the keypad's Enter (evdev; Windows), Tab.
_ENTER: Final = frozenset({28, 96, 284, 0xE01C})
_TAB: Final = 15
#: The keypad's slash (evdev; Windows).
_SLASH: Final = frozenset({98, 309, 0xE035})
#: Where no scan code is known (a remote desktop, a test): what the Russian layout makes of Latin keys.
_RUSSIAN: Final = str.maketrans(
    "йцукенгшщзхъфывапролджэячсмитьбюЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ№",
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>#",
)
GS: Final = "\x1d"
_LIMIT: Final = 4096
#: A hand rolls over two or three keys as fast as a scanner; no hand keeps it up for so many.
_CERTAIN: Final = 8
#: How long a prefixed code may pause before it counts as broken off.
_PATIENCE_MS: Final = 500


class Key(msgspec.Struct, frozen=True):
    """One key pressed: not a release, and not a modifier by itself.

    `scan_code` is the system's (0: unknown), `text` what the layout made of it, `at_ms` the event's own
    time stamp, `event` whatever the caller needs to give the key back.
    """

    scan_code: int
    text: str
    at_ms: int
    shift: bool = False
    control: bool = False
    alt: bool = False
    repeat: bool = False
    event: object = None


class Verdict(msgspec.Struct, frozen=True):
    """What became of the keys: a scan, and keys to be given back in this order (perhaps neither, while held).

    `scan` came before the keys given back.
    """

    scan: Scan | None = None
    keys: tuple[Key, ...] = ()


_NOTHING: Final = Verdict()


class WedgeSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the scanner types; `offset` is what the system adds to scan codes (8 on X11 and Wayland, 0 elsewhere)."""

    prefix: str = ""
    suffix: Literal["enter", "tab", "none"] = "enter"
    key_ms: int = 60
    shortest: int = 6
    offset: int = 8


def end_of(key: Key, offset: int) -> Literal["enter", "tab", ""]:
    """Which suffix a key may be; empty for any other key."""
    code = key.scan_code - offset if key.scan_code else 0
    if key.control:
        return ""
    if code == _TAB or key.text == "\t":
        return "tab"
    return "enter" if code in _ENTER or key.text in ("\r", "\n", "\r\n") else ""


def character_of(key: Key, offset: int) -> str:
    """What a key means on a US keyboard; nothing for a key that no code contains."""
    code = key.scan_code - offset if key.scan_code else 0
    plain = _PLAIN.get(code, "")
    if key.control:
        # A scanner's GS is Ctrl+], which a Russian layout shows as Ctrl+ъ.
        return GS if plain == "]" or key.text == GS or (not code and key.text in ("]", "ъ", "Ъ")) else ""
    if code in _SLASH:
        return "/"
    if plain:
        return _SHIFTED[code] if key.shift else plain
    if code in _KEYPAD:
        # Without NumLock the same keys move the cursor and have no text.
        return _KEYPAD[code] if key.text.isprintable() and key.text else ""
    if len(key.text) == 1 and (key.text.isprintable() or key.text == GS):
        return key.text.translate(_RUSSIAN)
    return ""


def keypad_character(key: Key, offset: int) -> str:
    """What a key of the keypad would mean if NumLock were on; nothing for any other key."""
    return _KEYPAD.get(key.scan_code - offset, "")


class Wedge:
    """The discriminator.  Call `press` for every key and, `hold_ms` after the last one held, `silence`."""

    def __init__(self, settings: WedgeSettings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._held: list[Key] = []
        self._code: list[str] = []
        self._alt_digits = ""
        self._in_scan = False
        self._last_ms = 0

    @property
    def hold_ms(self) -> int:
        """How long to wait after a held key before calling `silence`."""
        # Within a prefixed scan, slowness means nothing but a broken-off code.
        return _PATIENCE_MS if self._in_scan else self._longest_pause()

    @property
    def holding(self) -> bool:
        """Whether keys are held, so that `silence` must be called if no other comes."""
        return bool(self._held)

    def press(self, key: Key) -> Verdict:
        """Judge one key."""
        before = self._cut_off(key)
        self._last_ms = key.at_ms
        after = self._judge(key)
        if before is _NOTHING:
            return after
        return Verdict(scan=before.scan or after.scan, keys=before.keys + after.keys)

    def silence(self) -> Verdict:
        """No key has come for `hold_ms`: decide."""
        if not self._held:
            return _NOTHING
        if self._in_scan and self._code:
            return self._scanned()  # broken off; recognition says so, and no field is filled with half a code
        # Without the suffix that ends it, a code must be long enough to be no hand's doing.
        if self._fast() and (self._settings.suffix == "none" or len(self._held) >= _CERTAIN):
            return self._scanned()
        return self._give_back()

    # --- judging -------------------------------------------------------------------------------------------

    def _cut_off(self, key: Key) -> Verdict:
        """Decide about the keys held if this one came too late to belong to them."""
        if self._held and key.at_ms - self._last_ms > self._longest_pause():
            return self.silence()
        return _NOTHING

    def _judge(self, key: Key) -> Verdict:
        if key.repeat:
            return self._give_back(key)
        if key.alt and not key.control:
            return self._alt_code(key)
        end = self._ends(key)
        if end:
            if self._held and (self._in_scan or self._fast()):
                return self._scanned()
            return self._give_back(key)
        character = self._character(key)
        if not character:
            return self._give_back(key)
        return self._take(key, character)

    def _take(self, key: Key, character: str) -> Verdict:
        prefix = self._settings.prefix
        if len(self._code) >= _LIMIT:
            return _NOTHING
        self._held.append(key)
        self._code.append(character)
        if prefix and not self._in_scan:
            typed = "".join(self._code)
            if typed == prefix:
                self._in_scan = True
                self._code = []
            elif not prefix.startswith(typed):
                return self._give_back()
        return _NOTHING

    def _alt_code(self, key: Key) -> Verdict:
        """Some scanners send GS as Alt and 29 on the keypad; other Alt keys are the till's shortcuts."""
        digit = _KEYPAD.get(key.scan_code - self._settings.offset, "")
        if not digit.isdigit() or not (self._held or self._in_scan):
            return self._give_back(key)
        self._held.append(key)
        self._alt_digits += digit
        if self._alt_digits.lstrip("0") == "29":
            self._alt_digits = ""
            self._code.append(GS)
        elif len(self._alt_digits) >= 4:
            self._alt_digits = ""
        return _NOTHING

    def _ends(self, key: Key) -> bool:
        """Whether this key is the suffix."""
        return self._settings.suffix != "none" and end_of(key, self._settings.offset) == self._settings.suffix

    def _character(self, key: Key) -> str:
        return character_of(key, self._settings.offset)

    def _longest_pause(self) -> int:
        """The longest pause between two keys of one code: a few keys must come at full speed, many may be slower."""
        if self._in_scan:
            return _PATIENCE_MS
        limit = self._settings.key_ms
        return limit * 5 // 3 if len(self._held) >= _CERTAIN else limit

    def _fast(self) -> bool:
        """Whether the keys held came as only a scanner types: enough of them, and quickly on the whole."""
        if self._settings.prefix and not self._in_scan:
            return False
        count = len(self._held)
        if count < self._settings.shortest:
            return False
        mean = (self._held[-1].at_ms - self._held[0].at_ms) / (count - 1)
        limit = self._settings.key_ms
        if count < _CERTAIN:
            limit = limit * 2 // 3
        return mean <= limit

    # --- results -------------------------------------------------------------------------------------------

    def _scanned(self) -> Verdict:
        text = "".join(self._code)
        self._clear()
        if not text:
            return _NOTHING
        return Verdict(scan=scan_of(text.encode("utf-8", "replace"), "wedge", self._clock.now()))

    def _give_back(self, *more: Key) -> Verdict:
        keys = (*self._held, *more)
        self._clear()
        return Verdict(keys=keys)

    def _clear(self) -> None:
        self._held = []
        self._code = []
        self._alt_digits = ""
        self._in_scan = False
