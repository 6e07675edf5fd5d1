"""A payment terminal that can lose its answers, refuse, take its time, and be asked again; by calls or over TCP.

Its book is what buyers were really charged.
"""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import msgspec

from cashier_app.core.ids import Id
from cashier_app.core.money import Kopecks
from cashier_app.devices.payment_terminal import Charge, Refund, TerminalAnswer, TerminalSilent
from cashier_app.devices.tcp_terminal import LONGEST, Reply, Request

#: What happens to the next call: the answer is lost after the deed; the request is lost before it; refusal.
Trouble: TypeAlias = Literal["answer_lost", "request_lost", "declined"]
#: What happens to the next connection, besides: the request arrives twice; the answer comes twice, after another
#: payment's; half an answer; the request arrives only when the till has hung up.
Wire: TypeAlias = Literal["", "request_twice", "answer_twice", "half", "late"]

_TICK: Final = 0.05


class TerminalSimulator:
    """Keeps its own book, so that a test can see what buyers were really charged."""

    manual = False

    def __init__(self) -> None:
        self._troubles: deque[Trouble] = deque()
        self._answers: dict[Id, TerminalAnswer] = {}
        self._book: list[tuple[Id, Kopecks]] = []
        self._numbers = itertools.count(100_001)
        self._lock = threading.Lock()

    def trouble(self, *troubles: Trouble) -> None:
        """What happens to the next calls of `charge`, `refund` and `ask`, one each, in order."""
        self._troubles.extend(troubles)

    @property
    def book(self) -> list[tuple[Id, Kopecks]]:
        """Money really taken (positive) and given back (negative), by payment."""
        with self._lock:
            return list(self._book)

    def charge(self, charge: Charge) -> TerminalAnswer:
        """Take a sum once."""
        return self._do(charge.payment_id, charge.amount)

    def refund(self, refund: Refund) -> TerminalAnswer:
        """Give a sum back once."""
        return self._do(refund.payment_id, -refund.amount)

    def ask(self, payment_id: Id) -> TerminalAnswer:
        """What became of a payment."""
        with self._lock:
            if self._troubles and self._troubles[0] != "declined":
                self._troubles.popleft()
                raise TerminalSilent()
            return self._answers.get(payment_id, TerminalAnswer("unknown"))

    def void(self, payment_id: Id) -> TerminalAnswer:
        """Refuse a payment for good that was not approved, also one that it has not heard of yet."""
        with self._lock:
            present = self._answers.get(payment_id)
            if present is None or present.state != "approved":
                self._answers[payment_id] = present = TerminalAnswer("declined", reason="void")
            return present

    def interrupt(self) -> None:
        """Calls return at once here."""

    def begin(self, payment_id: Id) -> TerminalAnswer:
        """The buyer is asked for a card; what is known already where it is not the first time."""
        with self._lock:
            return self._answers.setdefault(payment_id, TerminalAnswer("authorising"))

    def _do(self, payment_id: Id, amount: Kopecks) -> TerminalAnswer:
        with self._lock:
            trouble = self._troubles.popleft() if self._troubles else None
            if trouble == "request_lost":
                raise TerminalSilent()
            known = self._answers.get(payment_id)
            if known is None or known.state == "authorising":
                if trouble == "declined":
                    self._answers[payment_id] = TerminalAnswer("declined", reason="51")
                else:
                    self._answers[payment_id] = TerminalAnswer("approved", str(next(self._numbers)))
                    self._book.append((payment_id, amount))
            if trouble == "answer_lost":
                raise TerminalSilent()
            return self._answers[payment_id]


class TerminalServer:
    """The same over TCP (`cashier_app.devices.tcp_terminal` tells the protocol); `stop` ends its threads.

    `fate` tells for each request what happens to it on the terminal and on the wire; by default nothing does.
    With `by_hand` a buyer has to come (`card`, `refuse`) before a charge is answered.
    """

    def __init__(
        self,
        port: int = 0,
        fate: Callable[[Request], tuple[Trouble | None, Wire]] = lambda request: (None, ""),
        by_hand: bool = False,
        on_request: Callable[[Request], None] = lambda request: None,
    ) -> None:
        self.terminal = TerminalSimulator()
        self.by_hand = by_hand
        self._fate = fate
        self._on_request = on_request
        self._decided = threading.Condition()
        self._decisions: dict[Id, bool] = {}
        self._waiting: list[Id] = []
        self._stopping = False
        self._off = False
        self._threads: list[threading.Thread] = []
        #: Requests as they came, for a test that no charge is sent twice.
        self.requests: list[Request] = []
        self._server = socket.create_server(("127.0.0.1", port), backlog=16)
        self._server.settimeout(_TICK)
        self.port: int = self._server.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, name="simulated-terminal", daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """For the till's settings."""
        return f"127.0.0.1:{self.port}"

    @property
    def book(self) -> list[tuple[Id, Kopecks]]:
        """Money really moved, by payment."""
        return self.terminal.book

    @property
    def waiting(self) -> list[Id]:
        """Payments for which a card is awaited."""
        with self._decided:
            return list(self._waiting)

    def card(self, approved: bool = True) -> None:
        """The buyer of the payment that waits longest puts a card to it."""
        with self._decided:
            if self._waiting:
                self._decisions[self._waiting[0]] = approved
                self._decided.notify_all()

    def switch_off(self) -> None:
        """Nobody listens any more; what was asked is not answered."""
        self._off = True
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)  # at once, though another thread waits in it
        self._server.close()
        with self._decided:
            self._decided.notify_all()

    def switch_on(self) -> None:
        """It listens again; its book is what it was."""
        self._server = socket.create_server(("127.0.0.1", self.port), backlog=16)
        self._server.settimeout(_TICK)
        self._off = False

    def stop(self) -> None:
        """The end."""
        self._stopping = True
        with self._decided:
            self._decided.notify_all()
        self._thread.join(5)
        for thread in self._threads:
            thread.join(5)
        self._server.close()

    # --- inside --------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        while not self._stopping:
            try:
                connection = self._server.accept()[0]
            except TimeoutError:
                continue
            except OSError:  # switched off
                threading.Event().wait(_TICK)
                continue
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            thread = threading.Thread(target=self._answer, args=(connection,), name="terminal-call", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(5)
            held = b""
            while not held.endswith(b"\n"):
                data = connection.recv(LONGEST)
                if not data or len(held) > LONGEST:
                    return
                held += data
            request = msgspec.json.decode(held, type=Request)
            self.requests.append(request)
            if not self._waits_for_card(request):
                self._on_request(request)
            trouble, wire = self._fate(request)
            if wire == "late":
                connection.shutdown(socket.SHUT_RDWR)
            self._reply(connection, request, trouble, wire)

    def _reply(self, connection: socket.socket, request: Request, trouble: Trouble | None, wire: Wire) -> None:
        answer = self._done(request, trouble)
        if wire == "request_twice":
            self._done(request, None)
        if answer is None or self._off or wire == "late":
            return
        line = msgspec.json.encode(Reply(request.id, answer.state, answer.reference, answer.reason)) + b"\n"
        if wire == "half":
            line = line[: len(line) // 2]
        elif wire == "answer_twice":
            line = msgspec.json.encode(Reply("another", "approved", "999999")) + b"\n" + line + line
        connection.sendall(line)

    def _done(self, request: Request, trouble: Trouble | None) -> TerminalAnswer | None:
        """What the terminal does and says; None where its answer is lost."""
        if trouble == "request_lost":
            return None
        if request.do == "ask":
            answer = self.terminal.ask(request.id)
        elif request.do == "void":
            answer = self.terminal.void(request.id)
            with self._decided:
                self._decided.notify_all()
        else:
            answer = self._money(request, trouble == "declined")
        return None if trouble == "answer_lost" else answer

    def _waits_for_card(self, request: Request) -> bool:
        """Whether it is told of only once a card may be put to it."""
        return self.by_hand and request.do == "charge"

    def _money(self, request: Request, refuse: bool) -> TerminalAnswer:
        begun = self.terminal.begin(request.id)
        waits = self._waits_for_card(request)
        if begun.state != "authorising":
            if waits:
                self._on_request(request)
            return begun
        if waits:
            with self._decided:
                self._waiting.append(request.id)
            self._on_request(request)
            with self._decided:
                while not (self._stopping or self._off or request.id in self._decisions):
                    self._decided.wait(_TICK)
                    if self.terminal.ask(request.id).state != "authorising":
                        break
                self._waiting.remove(request.id)
                decision = self._decisions.get(request.id)
            if decision is None:  # voided, or the power is gone before a card came
                return self.terminal.void(request.id)
            refuse = not decision
        if refuse:
            return self.terminal.void(request.id)
        if request.do == "charge":
            return self.terminal.charge(Charge(request.id, "sbp" if request.kind == "sbp" else "card", request.amount))
        return self.terminal.refund(Refund(request.id, "card", request.amount, request.reference))
