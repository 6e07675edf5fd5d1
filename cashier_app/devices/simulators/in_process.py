"""A simulated printer without threads, sockets or real time: what a port does when seconds are only counted.

The till's end is a `printer_dialogue.Port`; the time passes while it waits, and the printer works meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

from cashier_app.core.clock import Instant
from cashier_app.devices.simulators.mechanism import Fault, LineFault, Mechanism
from cashier_app.devices.simulators.paper import Model
from cashier_app.devices.transports import PortFailed

LineKind: TypeAlias = Literal["tcp", "serial"]

#: What a line holds that the printer has not taken in, bytes; little, so that a printer that stalls is noticed.
_LINE_HOLDS: Final = 1024
_CONNECT_SECONDS: Final = 1.5
_NEVER: Final = float("inf")


class SimulatedTime:
    """Seconds that pass when somebody waits; also a `core.clock.Clock`."""

    def __init__(self, start: Instant = 1_795_251_600_000) -> None:
        self._start = start
        self.elapsed = 0.0

    def seconds(self) -> float:
        """Seconds since the beginning."""
        return self.elapsed

    def now(self) -> Instant:
        """The wall clock."""
        return self._start + self.monotonic_ms()

    def monotonic_ms(self) -> int:
        """The same in milliseconds."""
        return round(self.elapsed * 1000)


class _Connection:
    """A connection, or a serial line while it is open: what is under way in both directions."""

    def __init__(self) -> None:
        self.wire = bytearray()
        self.answers = bytearray()
        #: The till has closed it; the printer has ended it (FIN), or it is broken (RST).
        self.closed = self.ended = self.broken = False


class SimulatedPrinter:
    """A printer with its line in simulated time; `port` makes the till's end.

    Over TCP one connection is served at a time and the others wait; a serial line is one for ever, and what
    was written to it stays there when the till closes it.
    """

    def __init__(self, model: Model, line: LineKind = "tcp") -> None:
        self.time = SimulatedTime()
        self.line = line
        self.inside = Mechanism(model, self._answer, self._line_fails)
        #: Called when a fault strikes.
        self.on_fault: Callable[[], None] = lambda: None
        self._serving: list[_Connection] = []
        self._busy_until = 0.0
        self._events: list[tuple[float, Callable[[], None]]] = []
        self._refuses = False

    def port(self) -> InProcessPort:
        """A fresh port of the till."""
        return InProcessPort(self)

    # --- what a person does --------------------------------------------------------------------------------

    def later(self, seconds: float, act: Callable[[], None]) -> None:
        """Do something when so many seconds have passed."""
        self._events.append((self.time.elapsed + seconds, act))
        self._events.sort(key=lambda event: event[0])

    def fault_at(self, position: int, fault: Fault) -> None:
        """Let a fault happen at a byte of the jobs to come."""
        self.inside.fault_at(position, fault)

    def power_on(self) -> None:
        """It starts empty; connections of before are not known to it."""
        self.inside.restore_power()
        self._refuses = False
        if self.line == "tcp":
            self._break_all()

    def settle(self) -> None:
        """Let it print all it has."""
        while self.work(self.time.elapsed + 1.0):
            pass

    # --- the passing of time -------------------------------------------------------------------------------

    def wait(self, seconds: float, enough: Callable[[], bool] = lambda: False) -> bool:
        """Let time pass, and the printer work, for so long or until it is enough; whether it was."""
        until = self.time.elapsed + seconds
        while not enough():
            if not self.work(until):
                if self.time.elapsed >= until:
                    return False
                self.time.elapsed = min(until, self._next_event())
        return True

    def work(self, until: float) -> bool:
        """One thing that happens by then; False if nothing does.  Never goes beyond `until`."""
        if self._events and self._events[0][0] <= self.time.elapsed:
            self._events.pop(0)[1]()
            return True
        if self._busy_until > self.time.elapsed:
            if self._busy_until > min(until, self._next_event()):
                return False
            self.time.elapsed = self._busy_until
        took = bool(self._serving) and self._take_in(self._serving[0])
        inside = self.inside
        worked = inside.step()
        if inside.moved and inside.model.lines_per_second:
            self._busy_until = self.time.elapsed + 1 / inside.model.lines_per_second
        return took or worked

    def _next_event(self) -> float:
        return self._events[0][0] if self._events else _NEVER

    def _take_in(self, present: _Connection) -> bool:
        """What the printer reads of the line now."""
        inside = self.inside
        if present.wire:
            if not inside.power:
                present.wire.clear()
                return True
            room = inside.room
            if room:
                data = bytes(present.wire[:room])
                del present.wire[:room]
                faults = inside.faults
                inside.take(data)
                if inside.faults != faults:
                    self._struck()
            return room > 0
        if present.closed and self.line == "tcp" and inside.power and not inside.stalled:
            self._serving.pop(0)
            return True
        return False

    def _struck(self) -> None:
        if not self.inside.power and self.line == "tcp":
            self._refuses = True
        self.on_fault()

    # --- the line ------------------------------------------------------------------------------------------

    def _answer(self, data: bytes) -> None:
        if self._serving:
            self._serving[0].answers += data

    def _line_fails(self, fault: LineFault) -> None:
        if self.line == "serial" or fault == "drop":
            self._refuses = fault == "drop"
            self._break_all()
        elif self._serving:
            present = self._serving.pop(0)
            present.wire.clear()
            present.ended, present.broken = True, fault == "reset"
            if present.broken:
                present.answers.clear()

    def _break_all(self) -> None:
        for connection in self._serving:
            connection.wire.clear()
            connection.answers.clear()
            connection.ended = connection.broken = True
        self._serving.clear()

    def connect(self) -> _Connection:
        """A connection of the till's; `PortFailed` where there is nobody."""
        if self._refuses:
            self.wait(_CONNECT_SECONDS if self.line == "tcp" else 0.0)
            raise PortFailed("off", "simulated")
        if self.line == "serial" and self._serving:
            present = self._serving[0]
            present.answers.clear()  # opening a serial port forgets what came before
            present.closed = False
            return present
        made = _Connection()
        self._serving.append(made)
        return made


class InProcessPort:
    """The till's end of the line: a `printer_dialogue.Port`."""

    address = "simulated"
    answers = True

    def __init__(self, printer: SimulatedPrinter) -> None:
        self._printer = printer
        self._connection: _Connection | None = None

    def open(self) -> None:
        """Connect."""
        self._connection = self._printer.connect()

    def write(self, data: bytes, timeout: float) -> None:
        """Hand it to the line piece by piece, as there is room."""
        connection, rest = self._connected(), data
        deadline = self._printer.time.elapsed + timeout
        while rest:
            sent = len(rest) < len(data)
            if connection.broken:
                raise PortFailed("cut_off", self.address, sent=sent)
            if connection.ended:
                connection.broken = True  # the network takes it, and is told afterwards that nobody listens
                return
            room = _LINE_HOLDS - len(connection.wire)
            connection.wire += rest[:room]
            rest = rest[room:]
            left = max(0.0, deadline - self._printer.time.elapsed)
            if rest and not self._printer.wait(left, lambda: _room(connection)):
                raise PortFailed("stalled", self.address, sent=True)

    def read(self, timeout: float) -> bytes:
        """What came."""
        connection = self._connected()
        self._printer.wait(timeout, lambda: bool(connection.answers) or connection.ended)
        if not connection.answers and connection.ended:
            raise PortFailed("cut_off", self.address)
        data = bytes(connection.answers)
        connection.answers.clear()
        return data

    def close(self) -> None:
        """What was written still arrives."""
        if self._connection is not None:
            self._connection.closed = True
            self._connection = None

    def _connected(self) -> _Connection:
        if self._connection is None:
            raise PortFailed("off", self.address)
        return self._connection


def _room(connection: _Connection) -> bool:
    return len(connection.wire) < _LINE_HOLDS or connection.ended
