"""A scale on a serial port (RS-232 or USB-COM): a thread that asks it for the weight, over and over."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.devices import massa_k
from cashier_app.devices.scales import ScaleSettings, ScaleStatus, ScaleTest, Weight
from cashier_app.devices.watched_port import Parity, PortCause, WatchedPort

if TYPE_CHECKING:
    import serial

log = logging.getLogger(__name__)

#: A question is put again this long after the answer before it, in seconds.
_PAUSE: Final = 0.08
#: An answer takes at most this long; then the question is put again.
_ANSWER: Final = 0.4
#: A weight is no longer true after this long without an answer.
_FRESH: Final = 0.6
#: A scale that says nothing for so long is down.
_SILENT: Final = 1.5


class SerialScale:
    """Keeps the last weight of one Massa-K scale; `Scale` in `devices.scales`.

    `on_weight` (None once the weight is not fresh) and `on_status` are called on the port's thread when something
    has changed: hand over, never block.
    """

    def __init__(
        self,
        address: str,
        on_weight: Callable[[Weight | None], None],
        on_status: Callable[[ScaleStatus], None],
        *,
        baud: int = 4800,
        parity: Parity = "even",
    ) -> None:
        self._on_weight = on_weight
        self._on_status = on_status
        self._status = ScaleStatus()
        self._weight: Weight | None = None
        self._answers = 0
        self._reader = massa_k.PacketReader()
        self._port = _Port(self, address, baud, parity)

    @property
    def address(self) -> str:
        """The port."""
        return self._port.address

    @property
    def status(self) -> ScaleStatus:
        """What was last known."""
        return self._status

    @property
    def weight(self) -> Weight | None:
        """The last answer while it is fresh."""
        return self._weight

    def start(self) -> None:
        """Begin to ask."""
        self._port.start()

    def stop(self, timeout: float = 2.0) -> bool:
        """End the thread; whether it ended in time."""
        return self._port.stop(timeout)

    def look(self) -> ScaleTest:
        """What a test of the scale shows."""
        return ScaleTest(self._status, self._weight, self._answers, self._reader.broken)

    # --- on the port's thread ------------------------------------------------------------------------------

    def converse(self, port: serial.Serial, stopping: threading.Event) -> None:
        """Ask and listen until it is time to stop."""
        self._reader.clear()
        heard = time.monotonic()
        while not stopping.is_set():
            port.reset_input_buffer()  # an answer that came too late is not one to the next question
            self._write(port, massa_k.packet(massa_k.GET_MASSA))
            said = self._listen(port, stopping)
            now = time.monotonic()
            if said is None:
                self._reader.clear()
                if now - heard > _FRESH:
                    self._show_weight(None)
                if now - heard > _SILENT:
                    self.show(ScaleStatus("down", "no_answer"))
                continue
            heard = now
            self._answers += 1
            self.show(ScaleStatus("ready"))
            if isinstance(said, Weight):
                self._show_weight(said)
            else:
                log.info("scale %s: refused with %#04x, code %#04x", self.address, said.command, said.code)
                self._show_weight(None)
            stopping.wait(_PAUSE)

    def _write(self, port: serial.Serial, question: bytes) -> None:
        """Put a question; what nobody took of the one before is thrown away."""
        import serial

        try:
            port.write(question)
        except serial.SerialTimeoutException:  # switched off, with the line held: it is asked again
            port.reset_output_buffer()

    def _listen(self, port: serial.Serial, stopping: threading.Event) -> Weight | massa_k.Said | None:
        """The answer, or None when none came whole."""
        deadline = time.monotonic() + _ANSWER
        while time.monotonic() < deadline and not stopping.is_set():
            data = port.read(1)
            if data:
                data += port.read(port.in_waiting)
            for body in self._reader.feed(data):
                said = massa_k.understood(body)
                if said is not None:
                    return said
        return None

    def lost(self, cause: PortCause) -> None:
        """The port is gone: so is the weight."""
        self._show_weight(None)
        self.show(ScaleStatus("down", cause))

    def show(self, status: ScaleStatus) -> None:
        """Tell a new state."""
        if status != self._status:
            self._status = status
            self._on_status(status)

    def _show_weight(self, weight: Weight | None) -> None:
        if weight != self._weight:
            self._weight = weight
            self._on_weight(weight)


class _Port(WatchedPort):
    """The port of one scale."""

    def __init__(self, scale: SerialScale, address: str, baud: int, parity: Parity) -> None:
        super().__init__("scale", address, baud, parity)
        self._scale = scale

    def _serve(self, port: serial.Serial) -> None:
        self._scale.converse(port, self._stopping)

    def _lost(self, cause: PortCause) -> None:
        self._scale.lost(cause)


def make_scale(
    settings: ScaleSettings, on_weight: Callable[[Weight | None], None], on_status: Callable[[ScaleStatus], None]
) -> SerialScale:
    """The scale that the settings name; nothing is opened yet."""
    return SerialScale(settings.port, on_weight, on_status, baud=settings.baud, parity=settings.parity)
