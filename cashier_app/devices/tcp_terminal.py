"""A payment terminal over TCP, by the simulator's protocol: one question a connection, one line each way.

A request is a JSON object and a line end, an answer the same:

    {"do": "charge", "id": "01J…", "kind": "card", "amount": 114818}
    {"do": "refund", "id": "01J…", "kind": "card", "amount": 5000, "reference": "100001"}
    {"do": "ask", "id": "01J…"}
    {"do": "void", "id": "01J…"}
    {"id": "01J…", "state": "approved", "reference": "100001", "reason": ""}

Amounts are kopecks.  `id` is the till's and the terminal's key against doing anything twice.  States are
`approved`, `declined`, `authorising` (the buyer is at it) and `unknown` (never heard of).  Lines that answer another
id are passed over: a gateway may repeat itself.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import Final, Literal, Protocol

import msgspec

from cashier_app.core.ids import Id
from cashier_app.devices.payment_terminal import (
    Charge,
    PaymentState,
    Refund,
    TerminalAnswer,
    TerminalOff,
    TerminalSilent,
)

#: A line longer than this is no answer.
LONGEST: Final = 4096
_CONNECT_SECONDS: Final = 3.0
#: Questions about a payment are answered at once or not at all.
_ASK_SECONDS: Final = 4.0


class Request(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line to the terminal."""

    do: Literal["charge", "refund", "ask", "void"]
    id: Id
    kind: str = ""
    amount: int = 0
    reference: str = ""


class Reply(msgspec.Struct, frozen=True):
    """One line from it."""

    id: Id
    state: PaymentState
    reference: str = ""
    reason: str = ""


class TerminalSettings(Protocol):
    """Which terminal, as the settings say it."""

    @property
    def address(self) -> str:
        """Host and port."""

    @property
    def answer_seconds(self) -> int:
        """How long a buyer may look for a card."""


class TcpTerminal:
    """The driver; called on one thread, but for `interrupt`."""

    manual = False

    def __init__(self, address: str, answer_seconds: float = 90.0) -> None:
        """`address` is host:port; `ValueError` for another form."""
        host, _, port = address.rpartition(":")
        if not host or not port.isdecimal():
            raise ValueError(f"{address!r} is not host:port")
        self.address = address
        self._place = host.strip("[]"), int(port)
        self._answer_seconds = answer_seconds
        self._lock = threading.Lock()
        self._connection: socket.socket | None = None

    def charge(self, charge: Charge) -> TerminalAnswer:
        """Take a sum."""
        request = Request("charge", charge.payment_id, charge.kind, charge.amount)
        return self._exchange(request, self._answer_seconds)

    def refund(self, refund: Refund) -> TerminalAnswer:
        """Give a sum back."""
        request = Request("refund", refund.payment_id, refund.kind, refund.amount, refund.reference)
        return self._exchange(request, self._answer_seconds)

    def ask(self, payment_id: Id) -> TerminalAnswer:
        """What became of a payment."""
        return self._exchange(Request("ask", payment_id), _ASK_SECONDS)

    def void(self, payment_id: Id) -> TerminalAnswer:
        """Let it never be, unless it was approved."""
        return self._exchange(Request("void", payment_id), _ASK_SECONDS)

    def interrupt(self) -> None:
        """Break the connection of the call under way."""
        with self._lock:
            connection = self._connection
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _exchange(self, request: Request, seconds: float) -> TerminalAnswer:
        try:
            connection = socket.create_connection(self._place, _CONNECT_SECONDS)
        except OSError as error:
            raise TerminalOff() from error
        with connection:
            with self._lock:
                self._connection = connection
            try:
                connection.settimeout(_CONNECT_SECONDS)
                connection.sendall(msgspec.json.encode(request) + b"\n")
                return self._answer(connection, request.id, time.monotonic() + seconds)
            except OSError as error:
                raise TerminalSilent() from error
            finally:
                with self._lock:
                    self._connection = None

    def _answer(self, connection: socket.socket, payment_id: Id, until: float) -> TerminalAnswer:
        """The first whole line that answers this payment."""
        held = b""
        while (left := until - time.monotonic()) > 0:
            line, end, rest = held.partition(b"\n")
            if end:
                held = rest
                try:
                    reply = msgspec.json.decode(line, type=Reply)
                except msgspec.DecodeError as error:
                    raise TerminalSilent() from error
                if reply.id == payment_id:
                    return TerminalAnswer(reply.state, reply.reference, reply.reason)
                continue
            if len(held) > LONGEST:
                raise TerminalSilent()
            connection.settimeout(left)
            data = connection.recv(LONGEST)
            if not data:
                raise TerminalSilent()
            held += data
        raise TerminalSilent()


def make_terminal(settings: TerminalSettings) -> TcpTerminal:
    """The terminal that the settings name; nothing is connected yet."""
    return TcpTerminal(settings.address, settings.answer_seconds)
