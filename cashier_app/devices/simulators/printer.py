"""A receipt printer that behaves like one: buffer, speed, paper, cover, power, and answers in order.

It is reached over TCP or through a pseudo-terminal.  Real-time requests (DLE EOT) are answered as
they arrive, even off-line; everything else waits its turn in the buffer.  Out of paper, it stops
where it is and finishes the job by itself when paper is loaded.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from cashier_app.devices.simulators.paper import (
    Interpreter,
    Model,
    OnPaper,
    PaperCut,
    PaperLine,
    paper_picture,
    paper_text,
)

if TYPE_CHECKING:
    from PIL import Image

#: What may happen when a chosen byte arrives: power and connection gone; nothing read or printed any
#: more; cover open; paper out; no more answers.
Fault: TypeAlias = Literal["cut_off", "stall", "cover_open", "paper_out", "mute"]

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
_TICK = 0.05
_DLE_EOT = b"\x10\x04"


class Line(Protocol):
    """One end of a cable; used by the reading thread, `send` also by the mechanism."""

    def receive(self, limit: int, timeout: float) -> bytes:
        """At most `limit` bytes; nothing after `timeout` seconds."""

    def send(self, data: bytes) -> None:
        """Answer; lost if nobody listens."""

    def drop(self) -> None:
        """The power is gone: connections break, new ones are refused."""

    def restore(self) -> None:
        """The power is back."""

    def close(self) -> None:
        """The end."""


class PrinterSimulator:
    """One printer.  Use `over_tcp` or `over_pty`; `stop` ends its two threads.

    `on_paper` is called on the mechanism's thread for every line, code and cut.
    """

    def __init__(self, line: Line, address: str, model: Model, on_paper: Callable[[OnPaper], None] | None) -> None:
        self.address = address
        self.model = model
        self.columns = model.columns
        self._line = line
        self._listener = on_paper
        self._changed = threading.Condition()
        self._buffer = bytearray()
        self._prefix = b""
        self._paper: list[OnPaper] = []
        self._received = bytearray()
        self._drawer: list[int] = []
        self._lines_left = model.lines
        self._cover = False
        self._power = True
        self._stalled = False
        self._muted = False
        self._busy = False
        self._faults: list[tuple[int, Fault]] = []
        self._stopping = False
        self._interpreter = self._fresh_interpreter()
        self._threads = [
            threading.Thread(target=self._receive, name="simulated-printer-line", daemon=True),
            threading.Thread(target=self._work, name="simulated-printer-mechanism", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @classmethod
    def over_tcp(
        cls, port: int = 0, model: Model | None = None, on_paper: Callable[[OnPaper], None] | None = None
    ) -> PrinterSimulator:
        """A printer on 127.0.0.1; port 0 takes a free one, see `address`."""
        line = TcpLine(port)
        return cls(line, f"127.0.0.1:{line.port}", model or Model(), on_paper)

    @classmethod
    def over_pty(
        cls, link: Path | None = None, model: Model | None = None, on_paper: Callable[[OnPaper], None] | None = None
    ) -> PrinterSimulator:
        """A printer on a serial port; `link` is a path to make for it, else see `address`."""
        line = PtyLine(link)
        return cls(line, line.path, model or Model(), on_paper)

    # --- what a person does to it --------------------------------------------------------------------------

    def open_cover(self) -> None:
        """It stops at once."""
        self._set(cover=True)

    def close_cover(self) -> None:
        """It goes on."""
        self._set(cover=False)

    def remove_paper(self) -> None:
        """The roll is out."""
        with self._changed:
            self._lines_left = 0
            self._changed.notify_all()

    def leave_paper(self, lines: int) -> None:
        """So many lines are left on the roll."""
        with self._changed:
            self._lines_left = lines
            self._changed.notify_all()

    def load_paper(self) -> None:
        """A new roll: what was begun is finished."""
        self.leave_paper(self.model.lines)

    def power_off(self) -> None:
        """What is in the buffer is lost."""
        with self._changed:
            self._lose_power()

    def power_on(self) -> None:
        """It starts empty, and answers again."""
        with self._changed:
            self._power = True
            self._stalled = self._muted = False
            self._line.restore()
            self._changed.notify_all()

    def mute(self, muted: bool = True) -> None:
        """It prints, and says nothing."""
        self._muted = muted

    def stall(self, stalled: bool = True) -> None:
        """It neither reads nor prints."""
        with self._changed:
            self._stalled = stalled
            self._changed.notify_all()

    def fault_at(self, position: int, fault: Fault) -> None:
        """Let a fault happen when that many more bytes of jobs have arrived (real-time requests not counted)."""
        with self._changed:
            self._faults.append((len(self._received) + position, fault))

    def stop(self) -> None:
        """End the threads and the line."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(5)
        self._line.close()

    # --- what it has done ----------------------------------------------------------------------------------

    @property
    def paper(self) -> list[OnPaper]:
        """All that was printed, from the first line."""
        with self._changed:
            return list(self._paper)

    @property
    def slips(self) -> list[list[OnPaper]]:
        """The paper in pieces, as it was cut; the last piece may hang in the printer."""
        pieces: list[list[OnPaper]] = [[]]
        for thing in self.paper:
            if isinstance(thing, PaperCut):
                pieces.append([])
            else:
                pieces[-1].append(thing)
        return [piece for piece in pieces if piece]

    @property
    def received(self) -> bytes:
        """Every byte that came, real-time requests left out."""
        with self._changed:
            return bytes(self._received)

    @property
    def drawer(self) -> list[int]:
        """Pins of the drawer pulses given."""
        with self._changed:
            return list(self._drawer)

    def text(self) -> str:
        """The paper as text."""
        return paper_text(self.paper, self.columns)

    def picture(self, paper: list[OnPaper] | None = None) -> Image.Image:
        """The paper, or one slip of it, as a picture."""
        return paper_picture(self.paper if paper is None else paper, self.columns, FONTS)

    def wait_until(self, condition: Callable[[PrinterSimulator], bool], timeout: float = 5.0) -> bool:
        """Wait for something to be printed or received."""
        deadline = time.monotonic() + timeout
        while not condition(self):
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            with self._changed:
                self._changed.wait(min(left, _TICK))
        return True

    # --- inside --------------------------------------------------------------------------------------------

    def _set(self, cover: bool) -> None:
        with self._changed:
            self._cover = cover
            self._changed.notify_all()

    def _fresh_interpreter(self) -> Interpreter:
        return Interpreter(self.model, self._print, self._pulse, self._answer, self._paper_status)

    def _lose_power(self) -> None:
        self._power = False
        self._buffer.clear()
        self._prefix = b""
        self._interpreter = self._fresh_interpreter()
        self._line.drop()
        self._changed.notify_all()

    def _receive(self) -> None:
        while True:
            with self._changed:
                if self._stopping:
                    return
                room = self.model.buffer - len(self._buffer)
                if not self._power or self._stalled or room <= 0:
                    self._changed.wait(_TICK)
                    continue
                # A fault strikes at its byte, so nothing beyond it may be taken in with it.
                for position, _ in self._faults:
                    room = min(room, max(1, position - len(self._received)))
            data = self._line.receive(room, _TICK)
            if data:
                with self._changed:
                    if self._power:
                        self._take(data)
                        self._changed.notify_all()

    def _take(self, data: bytes) -> None:
        """Sort real-time requests out of the stream, wherever it was split, and buffer the rest."""
        stream = self._prefix + data
        self._prefix = b""
        position = 0
        while position < len(stream):
            rest = stream[position:]
            if rest.startswith(_DLE_EOT) and len(rest) >= 3 and 1 <= rest[2] <= 4:
                self._answer(bytes((self._real_time(rest[2]),)))
                position += 3
            elif len(rest) < 3 and (_DLE_EOT.startswith(rest) or rest.startswith(_DLE_EOT)):
                self._prefix = rest
                break
            else:
                self._buffer.append(rest[0])
                self._received.append(rest[0])
                position += 1
                self._strike()
                if not self._power:
                    return

    def _strike(self) -> None:
        due = [fault for position, fault in self._faults if len(self._received) >= position]
        self._faults = [(position, fault) for position, fault in self._faults if len(self._received) < position]
        for fault in due:
            if fault == "cut_off":
                self._lose_power()
            elif fault == "stall":
                self._stalled = True
            elif fault == "cover_open":
                self._cover = True
            elif fault == "paper_out":
                self._lines_left = 0
            else:
                self._muted = True

    def _real_time(self, kind: int) -> int:
        out = self._lines_left <= 0
        if kind == 1:
            return 0x12 | (0x08 if out or self._cover else 0)
        if kind == 2:
            return 0x12 | (0x04 if self._cover else 0) | (0x20 if out else 0)
        if kind == 4:
            return 0x12 | (0x0C if self._lines_left <= self.model.near_end else 0) | (0x60 if out else 0)
        return 0x12

    def _paper_status(self) -> int:
        near = 0x03 if self._lines_left <= self.model.near_end else 0
        return near | (0x0C if self._lines_left <= 0 else 0)

    def _answer(self, data: bytes) -> None:
        if not self._muted and not self._stalled and self._power:
            self._line.send(data)

    def _work(self) -> None:
        """The mechanism: one command at a time while it is on-line."""
        while True:
            with self._changed:
                if self._stopping:
                    return
                online = self._power and not self._stalled and not self._cover and self._lines_left > 0
                used = self._interpreter.execute(self._buffer) if online and self._buffer else 0
                if used and self._power:
                    del self._buffer[:used]
                    self._changed.notify_all()
                elif not used:
                    self._changed.wait(_TICK)
                pause = self._busy and self.model.lines_per_second > 0
                self._busy = False
            if pause:
                time.sleep(1 / self.model.lines_per_second)

    def _print(self, thing: OnPaper) -> None:
        self._paper.append(thing)
        if isinstance(thing, PaperLine):
            self._lines_left -= 1
        self._busy = True
        if self._listener is not None:
            self._listener(thing)

    def _pulse(self, pin: int) -> None:
        self._drawer.append(pin)


class TcpLine:
    """A listening socket that serves one client at a time, as print servers do."""

    def __init__(self, port: int) -> None:
        self._lock = threading.Lock()
        self._client: socket.socket | None = None
        self._server: socket.socket | None = None
        self.port = port
        self.restore()

    def receive(self, limit: int, timeout: float) -> bytes:
        """Bytes of the present client, or of the next one."""
        with self._lock:
            client, server = self._client, self._server
        if client is None:
            if server is not None and _readable(server, timeout):
                with contextlib.suppress(OSError):
                    accepted = server.accept()[0]
                    with self._lock:
                        self._client = accepted
            return b""
        if not _readable(client, timeout):
            return b""
        data = b""
        with contextlib.suppress(OSError):
            data = client.recv(limit)
        if not data:
            self._hang_up()
        return data

    def send(self, data: bytes) -> None:
        """Answer the present client."""
        with self._lock, contextlib.suppress(OSError):
            if self._client is not None:
                self._client.sendall(data)

    def drop(self) -> None:
        """Reset the connection and refuse new ones."""
        with self._lock:
            if self._client is not None:
                with contextlib.suppress(OSError):
                    self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            if self._server is not None:
                self._server.close()
                self._server = None
        self._hang_up()

    def restore(self) -> None:
        """Listen again on the same port."""
        with self._lock:
            if self._server is None:
                self._server = socket.create_server(("127.0.0.1", self.port), backlog=8)
                self.port = self._server.getsockname()[1]

    def close(self) -> None:
        """Stop listening."""
        self.drop()

    def _hang_up(self) -> None:
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None


def _readable(connection: socket.socket, timeout: float) -> bool:
    try:
        return bool(select.select([connection], [], [], timeout)[0])
    except (OSError, ValueError):  # closed by another thread meanwhile
        return False


class PtyLine:
    """A pseudo-terminal; the printer holds the master, the till opens the other end like a serial port."""

    def __init__(self, link: Path | None) -> None:
        self._lock = threading.Lock()
        self._link = link
        self._master: int | None = None
        self._slave: int | None = None
        self.path = ""
        self.restore()

    def receive(self, limit: int, timeout: float) -> bytes:
        """Bytes the till wrote."""
        master = self._master
        if master is None:
            return b""
        try:
            if select.select([master], [], [], timeout)[0]:
                with self._lock:  # the number may belong to somebody else once the cable was pulled
                    return os.read(master, limit) if self._master == master else b""
        except (OSError, ValueError):
            pass
        return b""

    def send(self, data: bytes) -> None:
        """Answer."""
        with self._lock, contextlib.suppress(OSError):
            if self._master is not None:
                os.write(self._master, data)

    def drop(self) -> None:
        """Pull the cable: the port's node is gone."""
        with self._lock:
            for descriptor in (self._master, self._slave):
                if descriptor is not None:
                    with contextlib.suppress(OSError):
                        os.close(descriptor)
            self._master = self._slave = None
        if self._link is not None:
            self._link.unlink(missing_ok=True)

    def restore(self) -> None:
        """Plug it in again; without a link the path may be another."""
        with self._lock:
            if self._master is not None:
                return
            # The slave stays open here, or the master would read an error whenever no till is there.
            self._master, self._slave = os.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)
            name = os.ttyname(self._slave)
        if self._link is None:
            self.path = name
        else:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(name)
            self.path = str(self._link)

    def close(self) -> None:
        """Take it away."""
        self.drop()
