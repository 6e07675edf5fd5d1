"""A Massa-K scale on a pseudo-terminal: weights settle and tremble, answers split, break and fail, cables are pulled.

It speaks «Протокол 100» as `cashier_app.devices.massa_k` tells it, and answers only what it is asked.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.devices import massa_k
from cashier_app.devices.simulators.printer import PtyLine

_TICK: Final = 0.02

#: What happens to the next answers, one each: nothing comes; a wrong checksum; the first half alone; noise before it;
#: the answer comes after another question was put.
Trouble: TypeAlias = Literal["silent", "checksum", "half", "noise", "late"]


class Make(msgspec.Struct, frozen=True, kw_only=True):
    """What kind of scale it is; weights in grams."""

    capacity: int = 15_000
    division: int = 5
    #: How long a load swings until it stands still.
    settle_seconds: float = 1.0
    #: How an answer is cut on its way; 0: whole.
    piece: int = 0
    #: Pause between two pieces, in seconds.
    piece_pause: float = 0.005
    #: How long the scale thinks before it answers, in seconds.
    think: float = 0.01


class ScaleSimulator:
    """One scale at `link`, a path made for it (as /dev/serial/by-id is); `stop` ends its thread.

    `clock` tells seconds; a test moves them as it likes.
    """

    def __init__(
        self,
        link: Path,
        make: Make | None = None,
        clock: Callable[[], float] = time.monotonic,
        seed: int = 1,
    ) -> None:
        self.make = make or Make()
        self._clock = clock
        self._chance = random.Random(seed)
        self._lock = threading.RLock()
        self._load = self._before = 0
        self._moved_at = -1e9
        self._tare = 0
        self._error = 0
        self._muted = False
        self._troubles: list[Trouble] = []
        self._asked = 0
        self._line = PtyLine(link)
        self._held = b""
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="simulated-scale", daemon=True)
        self._thread.start()

    # --- what a person does to it --------------------------------------------------------------------------

    def put(self, grams: int) -> None:
        """So much lies on the platform now; it swings until it has settled."""
        with self._lock:
            self._before, self._load, self._moved_at = self._shown(self._clock()), grams, self._clock()

    def tare(self) -> None:
        """The button T: what lies there is the package."""
        with self._lock:
            self._tare = self._rounded(self._load)

    def error(self, code: int = 0) -> None:
        """It answers with an error of its protocol from now on (0x09 a menu is open, 0x19 broken); 0: with weights."""
        self._error = code

    def mute(self, muted: bool = True) -> None:
        """Switched off with its cable in: the port is there and nothing answers."""
        self._muted = muted

    def trouble(self, *troubles: Trouble) -> None:
        """What happens to the next answers, one each."""
        with self._lock:
            self._troubles += troubles

    def unplug(self) -> None:
        """Pull the cable: the port's node is gone."""
        self._line.drop()

    def plug(self) -> None:
        """Put it back, at the same path."""
        self._held = b""
        self._line.restore()

    def stop(self) -> None:
        """Take it away for good."""
        self._stopping = True
        self._thread.join(5)
        self._line.close()

    # --- what it shows -------------------------------------------------------------------------------------

    @property
    def address(self) -> str:
        """The port for the till's settings."""
        return self._line.path

    @property
    def asked(self) -> int:
        """How many questions came."""
        return self._asked

    def display(self) -> str:
        """What stands on its own display."""
        with self._lock:
            now = self._clock()
            if self._error:
                return f"Err {self._error:02X}"
            if self._load > self.make.capacity:
                return "H"
            sign = "" if self._steady(now) else " ~"
            return f"{(self._rounded(self._shown(now)) - self._tare) / 1000:.3f} kg{sign}"

    def _steady(self, now: float) -> bool:
        return now - self._moved_at >= self.make.settle_seconds

    def _shown(self, now: float) -> int:
        """Grams on the platform as they are felt: the new load, with a swing that dies away and a tremble."""
        if self._steady(now):
            return self._load
        rest = 1 - (now - self._moved_at) / self.make.settle_seconds
        tremble = self._chance.randint(-3, 3) * self.make.division
        return self._load + round((self._before - self._load) * rest * rest) + round(tremble * rest)

    def _rounded(self, grams: int) -> int:
        return round(grams / self.make.division) * self.make.division

    # --- the cable -----------------------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._stopping:
            data = self._line.receive(4096, _TICK)
            if not data:
                time.sleep(_TICK / 4)  # without its cable nothing is waited for
            for question in self._questions(data):
                self._reply(question)

    def _questions(self, data: bytes) -> list[bytes]:
        """Whole packets only; the checksum of a question is not looked at, as real ones do not."""
        self._held += data
        bodies = []
        while (start := self._held.find(massa_k.HEADER)) >= 0 and len(self._held) >= start + 5:
            length = int.from_bytes(self._held[start + 3 : start + 5], "little")
            end = start + 7 + length
            if len(self._held) < end:
                break
            bodies.append(self._held[start + 5 : end - 2])
            self._held = self._held[end:]
        return bodies

    def _reply(self, question: bytes) -> None:
        self._asked += 1
        with self._lock:
            trouble = self._troubles.pop(0) if self._troubles else ""
        if self._muted or trouble == "silent":
            return
        time.sleep(0.6 if trouble == "late" else self.make.think)
        answer = self._answer(question[0] if question else 0)
        if trouble == "checksum":
            answer = answer[:-1] + bytes((answer[-1] ^ 0x55,))
        elif trouble == "half":
            answer = answer[: len(answer) // 2]
        elif trouble == "noise":
            answer = b"\x00\xf8\xf8\x55\xce\xff\xff" + answer
        piece = self.make.piece or len(answer)
        for start in range(0, len(answer), piece):
            if start:
                time.sleep(self.make.piece_pause)
            self._line.send(answer[start : start + piece])

    def _answer(self, command: int) -> bytes:
        if command != massa_k.GET_MASSA:
            return massa_k.packet(massa_k.NACK)
        with self._lock:
            now = self._clock()
            grams = self._shown(now)
            code = self._error or (0x08 if grams > self.make.capacity else 0)
            if code:
                return massa_k.packet(massa_k.ERROR, bytes((code,)))
            net = self._rounded(grams) - self._tare
            flags = bytes((1, self._steady(now), bool(self._tare), net == 0 and not self._tare))
            return massa_k.packet(
                massa_k.ACK_MASSA,
                net.to_bytes(4, "little", signed=True) + flags + self._tare.to_bytes(4, "little", signed=True),
            )
