"""A two-line customer display on a pseudo-terminal, which shows what it was sent and forgets it without power."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cashier_app.devices.simulators.printer import PtyLine

_TICK: Final = 0.02


class Screen:
    """Two lines of signs and the commands that change them: ESC @, ESC t n, FF, ESC Q A … CR, ESC Q B … CR."""

    def __init__(self, columns: int = 20, encoding: str = "cp866") -> None:
        self.columns = columns
        self.encoding = encoding
        #: The slot that ESC t chose; None before.
        self.code_page: int | None = None
        self._held = b""
        self.clear()

    def clear(self) -> None:
        """Both lines empty, the cursor at their beginning."""
        self._signs = bytearray(b" " * (2 * self.columns))
        self._cursor = 0

    @property
    def lines(self) -> tuple[str, str]:
        """What a person reads."""
        text = self._signs.decode(self.encoding, errors="replace")
        return text[: self.columns], text[self.columns :]

    def feed(self, data: bytes) -> None:
        """Obey these bytes, wherever the stream was split."""
        self._held += data
        while self._held and (used := self._obey(self._held)):
            self._held = self._held[used:]

    def _obey(self, data: bytes) -> int:
        """Carry out the first command; how long it was, 0 when the rest of it is still to come."""
        if data[0] == 0x0C:
            self.clear()
            return 1
        if data[0] == 0x1B:
            return self._escape(data)
        if data[0] >= 0x20:
            self._signs[self._cursor] = data[0]
            self._cursor = (self._cursor + 1) % (2 * self.columns)
        return 1

    def _escape(self, data: bytes) -> int:
        if data[1:2] == b"@":
            self.clear()
            return 2
        if data[1:2] == b"t":
            if len(data) < 3:
                return 0
            self.code_page = data[2]
            return 3
        if data[1:2] == b"Q" and len(data) > 2 and data[2:3] in b"AB":
            end = data.find(b"\r")
            if end < 0:
                return 0
            start = 0 if data[2:3] == b"A" else self.columns
            self._signs[start : start + self.columns] = data[3:end][: self.columns].ljust(self.columns)
            return end + 1
        return 2 if len(data) > 1 and data[1:2] != b"Q" else 0


class DisplaySimulator:
    """One display at `link`; `stop` ends its thread.  `on_change` is called with both lines when they change."""

    def __init__(
        self,
        link: Path,
        columns: int = 20,
        encoding: str = "cp866",
        on_change: Callable[[tuple[str, str]], None] = lambda lines: None,
    ) -> None:
        self._line = PtyLine(link)
        self._on_change = on_change
        self._lock = threading.Lock()
        self._screen = Screen(columns, encoding)
        #: Everything that was shown, one after another.
        self.history: list[tuple[str, str]] = []
        self._stalled = False
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="simulated-display", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """The port for the till's settings."""
        return self._line.path

    @property
    def lines(self) -> tuple[str, str]:
        """What a person reads."""
        with self._lock:
            return self._screen.lines

    @property
    def code_page(self) -> int | None:
        """The slot that was chosen."""
        return self._screen.code_page

    def unplug(self) -> None:
        """Pull the cable, which is its power too: it goes dark."""
        self._line.drop()
        with self._lock:
            self._screen = Screen(self._screen.columns, self._screen.encoding)

    def plug(self) -> None:
        """Put it back, at the same path."""
        self._line.restore()

    def stall(self, stalled: bool = True) -> None:
        """It takes nothing any more."""
        self._stalled = stalled

    def stop(self) -> None:
        """Take it away for good."""
        self._stopping = True
        self._thread.join(5)
        self._line.close()

    def _run(self) -> None:
        while not self._stopping:
            data = b"" if self._stalled else self._line.receive(4096, _TICK)
            if not data:
                time.sleep(_TICK)
                continue
            with self._lock:
                self._screen.feed(data)
                lines = self._screen.lines
            if not self.history or self.history[-1] != lines:
                self.history.append(lines)
                self._on_change(lines)
