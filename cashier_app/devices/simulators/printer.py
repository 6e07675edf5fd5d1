"""A receipt printer that behaves like one, on threads of its own, reached over TCP or a pseudo-terminal.

What it does with bytes is in `mechanism`; here are its line, its speed and the hands of a person.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cashier_app.devices.simulators import pseudo_terminal
from cashier_app.devices.simulators.mechanism import Fault, LineFault, Mechanism, slips_of
from cashier_app.devices.simulators.paper import Model, OnPaper, paper_picture, paper_text

if TYPE_CHECKING:
    from PIL import Image

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
_TICK = 0.05


class Line(Protocol):
    """One end of a cable; used by the reading thread, `send` also by the mechanism."""

    def receive(self, limit: int, timeout: float) -> bytes:
        """At most `limit` bytes; nothing after `timeout` seconds."""

    def send(self, data: bytes) -> None:
        """Answer; lost if nobody listens."""

    def drop(self) -> None:
        """The power is gone: connections break, new ones are refused."""

    def hang_up(self, broken: bool) -> None:
        """The present connection ends, in order or broken; the next one is served."""

    def forget(self) -> None:
        """The printer starts anew: it knows no connection of before."""

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
        self._changed = threading.Condition()
        self._stopping = False
        self._inside = Mechanism(self.model, line.send, self._line_fails, on_paper)
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

    @contextlib.contextmanager
    def _handled(self) -> Iterator[Mechanism]:
        """The inside, under the lock; both threads look again afterwards."""
        with self._changed:
            yield self._inside
            self._changed.notify_all()

    def open_cover(self) -> None:
        """It stops at once."""
        with self._handled() as inside:
            inside.cover = True

    def close_cover(self) -> None:
        """It goes on."""
        with self._handled() as inside:
            inside.cover = False

    def move_drawer(self, is_open: bool) -> None:
        """A person shuts the drawer, or opens it by its key."""
        with self._handled() as inside:
            inside.drawer_open = is_open

    def remove_paper(self) -> None:
        """The roll is out."""
        self.leave_paper(0)

    def leave_paper(self, lines: int) -> None:
        """So many lines are left on the roll."""
        with self._handled() as inside:
            inside.lines_left = lines

    def load_paper(self) -> None:
        """A new roll: what was begun is finished."""
        self.leave_paper(self.model.lines)

    def power_off(self) -> None:
        """What is in the buffer is lost, and the line is gone."""
        with self._handled() as inside:
            inside.lose_power()

    def power_on(self) -> None:
        """It starts empty, and answers again."""
        with self._handled() as inside:
            inside.restore_power()
            self._line.forget()
            self._line.restore()

    def mute(self, muted: bool = True) -> None:
        """It prints, and says nothing."""
        self._inside.muted = muted

    def stall(self, stalled: bool = True) -> None:
        """It neither reads nor prints."""
        with self._handled() as inside:
            inside.stalled = stalled

    def fault_at(self, position: int, fault: Fault) -> None:
        """Let a fault happen when that many more bytes of jobs have arrived (real-time requests not counted)."""
        with self._changed:
            self._inside.fault_at(position, fault)

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
    def struck(self) -> bool:
        """Whether every fault that was planned has happened."""
        with self._changed:
            return not self._inside.faults

    @property
    def paper(self) -> list[OnPaper]:
        """All that was printed, from the first line."""
        with self._changed:
            return list(self._inside.paper)

    @property
    def slips(self) -> list[list[OnPaper]]:
        """The paper in pieces, as it was cut; the last piece may hang in the printer."""
        return slips_of(self.paper)

    @property
    def received(self) -> bytes:
        """Every byte that came, real-time requests left out."""
        with self._changed:
            return bytes(self._inside.received)

    @property
    def drawer(self) -> list[int]:
        """Pins of the drawer pulses given."""
        with self._changed:
            return list(self._inside.drawer)

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

    def _line_fails(self, fault: LineFault) -> None:
        if fault == "drop":
            self._line.drop()
        else:
            self._line.hang_up(broken=fault == "reset")

    def _receive(self) -> None:
        while True:
            with self._changed:
                if self._stopping:
                    return
                inside = self._inside
                silent = not inside.power
                room = self.model.buffer if silent else inside.room
                if room <= 0:
                    self._changed.wait(_TICK)
                    continue
            data = self._line.receive(room, _TICK)
            if data:
                with self._handled():
                    if inside.power and not silent:
                        inside.take(data)

    def _work(self) -> None:
        """The mechanism: one command at a time while it is on-line."""
        while True:
            with self._changed:
                if self._stopping:
                    return
                if self._inside.step():
                    self._changed.notify_all()
                else:
                    self._changed.wait(_TICK)
                pause = self._inside.moved and self.model.lines_per_second > 0
            if pause:
                time.sleep(1 / self.model.lines_per_second)


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
            if self._server is not None:
                self._server.close()
                self._server = None
        self.hang_up(broken=True)

    def forget(self) -> None:
        """Break the connection of before."""
        self.hang_up(broken=True)

    def hang_up(self, broken: bool) -> None:
        """Close the connection; broken, it is reset."""
        with self._lock:
            if broken and self._client is not None:
                with contextlib.suppress(OSError):
                    self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
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

    def forget(self) -> None:
        """A serial line knows no connection."""

    def hang_up(self, broken: bool) -> None:
        """A serial line has no connection that could end: the cable is pulled, and is in again at once."""
        self.drop()
        self.restore()

    def restore(self) -> None:
        """Plug it in again; without a link the path may be another."""
        with self._lock:
            if self._master is not None:
                return
            # The slave stays open here, or the master would read an error whenever no till is there.
            self._master, self._slave = pseudo_terminal.open_pair()
            name = pseudo_terminal.name_of(self._slave)
        if self._link is None:
            self.path = name
        else:
            self._link.unlink(missing_ok=True)
            self._link.symlink_to(name)
            self.path = str(self._link)

    def close(self) -> None:
        """Take it away."""
        self.drop()
