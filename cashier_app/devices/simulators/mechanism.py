"""The inside of a simulated printer: buffer, paper, cover, power and faults, without threads or time.

Whoever owns it brings bytes (`take`) and lets it work (`step`), one command at a time.  Real-time requests
(DLE EOT) are answered as they arrive, even off-line; everything else waits its turn in the buffer.  Out of
paper, it stops where it is and goes on by itself when paper is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from cashier_app.devices.simulators.paper import Interpreter, Model, OnPaper, PaperCut, PaperLine

#: What may happen when a chosen byte arrives: power gone and the line with it, as when a cable is torn out;
#: power gone and the line silent; nothing read or printed any more; cover open; paper out; no more answers;
#: the connection ended in order (FIN) or broken (RST), while the printer prints what it has.
Fault: TypeAlias = Literal["cut_off", "power_off", "stall", "cover_open", "paper_out", "mute", "hang_up", "reset"]
#: What happens to the line between till and printer.
LineFault: TypeAlias = Literal["drop", "hang_up", "reset"]

_DLE_EOT = b"\x10\x04"


class Mechanism:
    """One printer's inside.  Not safe for threads: its owner holds a lock where there are several.

    `answer` sends bytes back to the till, `line` does something to the line.
    """

    def __init__(
        self,
        model: Model,
        answer: Callable[[bytes], None],
        line: Callable[[LineFault], None],
        on_paper: Callable[[OnPaper], None] | None = None,
    ) -> None:
        self.model = model
        self.paper: list[OnPaper] = []
        self.received = bytearray()
        self.drawer: list[int] = []
        #: A pulse, or a key, opens it; a person shuts it.
        self.drawer_open = False
        self.lines_left = model.lines
        self.cover = False
        self.power = True
        self.stalled = False
        self.muted = False
        #: Whether the last step moved paper, which takes time.
        self.moved = False
        self._buffer = bytearray()
        self._prefix = b""
        self._faults: list[tuple[int, Fault]] = []
        self._send = answer
        self._line = line
        self._on_paper = on_paper
        self._interpreter = self._fresh()

    # --- bytes ---------------------------------------------------------------------------------------------

    @property
    def room(self) -> int:
        """Bytes it takes in now; a fault strikes at its byte, so nothing beyond it is taken in with it."""
        if not self.power or self.stalled:
            return 0
        room = self.model.buffer - len(self._buffer)
        for position, _ in self._faults:
            room = min(room, max(1, position - len(self.received)))
        return max(0, room)

    @property
    def faults(self) -> int:
        """How many faults are still to strike."""
        return len(self._faults)

    def take(self, data: bytes) -> None:
        """Sort real-time requests out of the stream, wherever it was split, and buffer the rest."""
        stream, position = self._prefix + data, 0
        self._prefix = b""
        while position < len(stream):
            found = stream.find(b"\x10", position)
            if found != position:
                self._keep(stream[position : found if found >= 0 else len(stream)])
                position = found if found >= 0 else len(stream)
            elif stream[position : position + 2] == _DLE_EOT and stream[position + 2 : position + 3] in _KINDS:
                self.answer(bytes((self._real_time(stream[position + 2]),)))
                position += 3
            elif len(stream) - position < 3 and _DLE_EOT.startswith(stream[position : position + 2]):
                self._prefix = stream[position:]
                return
            else:
                self._keep(stream[position : position + 1])
                position += 1
            if not self.power:
                return

    def _keep(self, data: bytes) -> None:
        self._buffer += data
        self.received += data
        if self._faults:
            self._strike()

    def answer(self, data: bytes) -> None:
        """Say something, where it can."""
        if not self.muted and not self.stalled and self.power:
            self._send(data)

    # --- work ----------------------------------------------------------------------------------------------

    def step(self) -> bool:
        """Execute one command if it is on-line and has one; whether it did.  `moved`: whether paper moved."""
        self.moved = False
        online = self.power and not self.stalled and not self.cover and self.lines_left > 0
        used = self._interpreter.execute(self._buffer) if online and self._buffer else 0
        if used and self.power:
            del self._buffer[:used]
        return bool(used)

    def _fresh(self) -> Interpreter:
        return Interpreter(self.model, self._print, self._pulse, self.answer, self._paper_status)

    def _pulse(self, pin: int) -> None:
        self.drawer.append(pin)
        self.drawer_open = True

    def _print(self, thing: OnPaper) -> None:
        self.paper.append(thing)
        if isinstance(thing, PaperLine):
            self.lines_left -= 1
        self.moved = True
        if self._on_paper is not None:
            self._on_paper(thing)

    # --- what happens to it --------------------------------------------------------------------------------

    def fault_at(self, position: int, fault: Fault) -> None:
        """Let a fault happen when that many more bytes of jobs have arrived (real-time requests not counted)."""
        self._faults.append((len(self.received) + position, fault))

    def _strike(self) -> None:
        count = len(self.received)
        due = [fault for position, fault in self._faults if count >= position]
        if not due:
            return
        self._faults = [(position, fault) for position, fault in self._faults if count < position]
        for fault in due:
            self.suffer(fault)

    def suffer(self, fault: Fault) -> None:
        """A fault happens now."""
        if fault in ("cut_off", "power_off"):
            self.lose_power("drop" if fault == "cut_off" else None)
        elif fault == "stall":
            self.stalled = True
        elif fault == "cover_open":
            self.cover = True
        elif fault == "paper_out":
            self.lines_left = 0
        elif fault == "mute":
            self.muted = True
        elif fault == "hang_up":
            self._line("hang_up")
        else:
            self._line("reset")

    def lose_power(self, line: LineFault | None = "drop") -> None:
        """What is in the buffer is lost; `line`: what becomes of the line with it, None if it only falls silent."""
        self.power = False
        self._buffer.clear()
        self._prefix = b""
        self._interpreter = self._fresh()
        if line is not None:
            self._line(line)

    def restore_power(self) -> None:
        """It starts empty, and answers again."""
        self.power = True
        self.stalled = self.muted = False

    # --- what it says --------------------------------------------------------------------------------------

    def _real_time(self, kind: int) -> int:
        out = self.lines_left <= 0
        if kind == 1:
            sensor = self.model.drawer_sensor
            high = sensor != "none" and self.drawer_open == (sensor == "high")
            return 0x12 | (0x08 if out or self.cover else 0) | (0x04 if high else 0)
        if kind == 2:
            return 0x12 | (0x04 if self.cover else 0) | (0x20 if out else 0)
        if kind == 4:
            return 0x12 | (0x0C if self.lines_left <= self.model.near_end else 0) | (0x60 if out else 0)
        return 0x12

    def _paper_status(self) -> int:
        near = 0x03 if self.lines_left <= self.model.near_end else 0
        return near | (0x0C if self.lines_left <= 0 else 0)


_KINDS = (b"\x01", b"\x02", b"\x03", b"\x04")


def slips_of(paper: list[OnPaper]) -> list[list[OnPaper]]:
    """A stretch of paper in pieces, as it was cut; the last piece may hang in the printer."""
    pieces: list[list[OnPaper]] = [[]]
    for thing in paper:
        if isinstance(thing, PaperCut):
            pieces.append([])
        else:
            pieces[-1].append(thing)
    return [piece for piece in pieces if piece]
