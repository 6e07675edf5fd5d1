"""A two-line customer display (VFD, 20×2) on a serial port: the newest message wins, and nobody waits for it.

Dialects: `cd5220`, the command set of the Chinese and Korean pole displays (`ESC Q A … CR` the upper line, `ESC Q B …
CR` the lower one), and `epson`, ESC/POS of the DM-D series (`FF` clears, text runs on from the upper line into the
lower one).  Both know `ESC @` and `ESC t n`.
"""

from __future__ import annotations

import threading
import time
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

import msgspec

from cashier_app.devices.watched_port import PortCause, WatchedPort

if TYPE_CHECKING:
    import serial

Dialect: TypeAlias = Literal["cd5220", "epson"]

_CLEAR: Final = b"\x0c"
_INITIALISE: Final = b"\x1b@"
#: A newer message is looked for this often, in seconds.
_LOOK_EVERY: Final = 0.05


class DisplayStatus(msgspec.Struct, frozen=True):
    """`unknown` before the first try, `ready` while its port is open, else `down` with the cause."""

    state: Literal["unknown", "ready", "down"] = "unknown"
    cause: PortCause = ""


class DisplaySettings(Protocol):
    """Which two-line display, as the settings say it."""

    @property
    def port(self) -> str:
        """The serial port; empty without such a display."""

    @property
    def baud(self) -> int:
        """Its speed."""

    @property
    def dialect(self) -> Dialect:
        """Its commands."""

    @property
    def columns(self) -> int:
        """Signs a line."""

    @property
    def encoding(self) -> str:
        """Its code page as Python names it."""

    @property
    def code_page(self) -> int:
        """The slot of that code page (ESC t n); -1: nothing is sent."""


def begun(settings: DisplaySettings) -> bytes:
    """What is sent once when the display is switched on."""
    page = b"\x1bt" + bytes((settings.code_page,)) if settings.code_page >= 0 else b""
    return _INITIALISE + page + _CLEAR


def shown(upper: str, lower: str, settings: DisplaySettings) -> bytes:
    """Two lines as bytes: each exactly as wide as the display, control signs left out."""
    lines = [_line(text, settings) for text in (upper, lower)]
    if settings.dialect == "epson":
        return _CLEAR + b"".join(lines)
    return b"\x1bQA" + lines[0] + b"\r\x1bQB" + lines[1] + b"\r"


def _line(text: str, settings: DisplaySettings) -> bytes:
    plain = "".join(sign for sign in unicodedata.normalize("NFC", text) if sign.isprintable())
    return plain[: settings.columns].ljust(settings.columns).encode(settings.encoding, errors="replace")


class SerialDisplay(WatchedPort):
    """One display; `show` may be called from any thread and returns at once.

    `on_status` is called on the port's thread: hand over, never block.
    """

    def __init__(self, settings: DisplaySettings, on_status: Callable[[DisplayStatus], None]) -> None:
        super().__init__("customer display", settings.port, settings.baud, "none", read_seconds=_LOOK_EVERY)
        self._settings = settings
        self._on_status = on_status
        self._status = DisplayStatus()
        self._newest: tuple[str, str] = ("", "")
        self._lock = threading.Lock()

    @property
    def status(self) -> DisplayStatus:
        """What was last known."""
        return self._status

    def show(self, upper: str, lower: str) -> None:
        """Show two lines as soon as the display takes them; what waited before them is dropped."""
        with self._lock:
            self._newest = upper, lower

    def test(self) -> None:
        """Show every letter for a look at the code page, until the next message."""
        self.show("АБВГДЕЖЗИЙКЛМНОПРСТУ", "ЁФХЦЧШЩЪЫЬЭЮЯ 1234567")

    def _serve(self, port: serial.Serial) -> None:
        import serial

        at_work: tuple[str, str] | None = None
        while not self._stopping.is_set():
            with self._lock:
                newest = self._newest
            if newest != at_work:
                data = shown(*newest, self._settings)
                try:
                    port.write(data if at_work is not None else begun(self._settings) + data)
                    at_work = newest
                    self._show(DisplayStatus("ready"))
                except serial.SerialTimeoutException:  # off, with the line held: the whole of it is sent anew
                    port.reset_output_buffer()
                    at_work = None
                    self._show(DisplayStatus("down", "no_answer"))
            # it says nothing, but a cable that is pulled is heard by listening
            if port.read(1):
                time.sleep(_LOOK_EVERY)

    def _lost(self, cause: PortCause) -> None:
        self._show(DisplayStatus("down", cause))

    def _show(self, status: DisplayStatus) -> None:
        if status != self._status:
            self._status = status
            self._on_status(status)
