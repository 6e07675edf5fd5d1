"""A serial scanner on a pseudo-terminal: bursts, split codes, and a cable that can be pulled."""

from __future__ import annotations

import contextlib
import os
import select
import time
from collections.abc import Iterable
from pathlib import Path

from cashier_app.devices.simulators import pseudo_terminal


class ScannerSimulator:
    """One scanner at `link`, a path made for it (as /dev/serial/by-id is); it has no thread."""

    def __init__(self, link: Path, suffix: bytes = b"\r") -> None:
        self.link = link
        self.suffix = suffix
        self._master: int | None = None
        self._slave: int | None = None
        self.plug()

    @property
    def address(self) -> str:
        """The port for the till's settings."""
        return str(self.link)

    def scan(self, code: str | bytes, suffix: bytes | None = None) -> None:
        """Send one code and the suffix; text goes as UTF-8."""
        raw = code.encode() if isinstance(code, str) else code
        self.send(raw + (self.suffix if suffix is None else suffix))

    def burst(self, codes: Iterable[str]) -> None:
        """Several codes in one breath."""
        self.send(b"".join(code.encode() + self.suffix for code in codes))

    def split(self, code: str, at: int, pause: float) -> None:
        """One code in two pieces with a pause between, as slow adapters deliver it."""
        raw = code.encode() + self.suffix
        self.send(raw[:at])
        time.sleep(pause)
        self.send(raw[at:])

    def send(self, data: bytes, timeout: float = 5.0) -> None:
        """Raw bytes; `TimeoutError` if the till does not take them, `OSError` if it is unplugged."""
        if self._master is None:
            raise OSError("the scanner is unplugged")
        rest = memoryview(data)
        deadline = time.monotonic() + timeout
        while rest:
            if not select.select([], [self._master], [], max(0.0, deadline - time.monotonic()))[1]:
                raise TimeoutError("nobody reads the scanner's port")
            with contextlib.suppress(BlockingIOError):
                rest = rest[os.write(self._master, rest) :]

    @property
    def unread(self) -> int:
        """Bytes sent that the till has not read yet."""
        if self._slave is None:
            return 0
        return pseudo_terminal.unread(self._slave)

    def unplug(self) -> None:
        """Pull the cable: the port's node is gone, a program reading it gets an error."""
        self.link.unlink(missing_ok=True)
        for descriptor in (self._master, self._slave):
            if descriptor is not None:
                os.close(descriptor)
        self._master = self._slave = None

    def plug(self) -> None:
        """Put it back, at the same path."""
        if self._master is None:
            self._master, self._slave = pseudo_terminal.open_pair()
            self.link.unlink(missing_ok=True)
            self.link.symlink_to(pseudo_terminal.name_of(self._slave))

    def stop(self) -> None:
        """Take it away for good."""
        self.unplug()
