"""Questions asked while a buyer waits: of whom, in which order, and for how long.

A till with a store node asks that first, which holds the rights of the shop's members, and the central server for
what is lacking then, all within one time; without a node, or while it is known to be silent, the central server alone.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar

import msgspec

from cashier_app.core.clock import Clock, Instant
from cashier_app.core.errors import WorldError
from cashier_app.sync.link import ABSURD, Link, LinkFailure
from cashier_app.sync.messages import AccountAnswer, CardVerdict, Purchases, SaleAnswer

log = logging.getLogger(__name__)

A = TypeVar("A")
R = TypeVar("R")

#: Path under which a store node passes a question on to the central server, in the till's own name.
UPSTREAM: Final = "/upstream"

Outcome: TypeAlias = Literal["found", "unknown", "unreachable", "enough"]


class Answer(msgspec.Struct, frozen=True):
    """What came of a question about an account.

    `found`: the account is already booked in the till's database.  `unknown`: the central server answered
    that it does not know this card or account.  `unreachable`: decide by what is known here.  `enough`: nothing was
    lacking, so nobody was asked.
    """

    outcome: Outcome
    account: AccountAnswer | None = None


SaleOutcome: TypeAlias = Literal["held", "asked", "barred", "unknown", "unreachable"]


class SaleFound(msgspec.Struct, frozen=True):
    """What came of a question about a sale, already booked in the till's database where there was an answer.

    `held`, `asked`, `barred` as in `SaleAnswer.state`; `unknown`: the server has no such sale (yet).
    """

    outcome: SaleOutcome
    answer: SaleAnswer | None = None


class PurchasesFound(msgspec.Struct, frozen=True):
    """What came of a question about a member's purchases; `unknown`: the server has no such account."""

    outcome: Outcome
    answer: Purchases | None = None


#: What became of a telephone's changing code.
CodeVerdict: TypeAlias = CardVerdict | Literal["unreachable"]


class Servers(msgspec.Struct, frozen=True):
    """The connections that questions go by: to the central server, and to the shop's node if there is one."""

    central: Link
    node: Link | None = None


class Step(msgspec.Struct, frozen=True):
    """One try: whom to ask, and the part of the question's time by which it must be over."""

    central: bool
    share: float
    #: Stands before the question's path.
    prefix: str = ""

    @property
    def whom(self) -> str:
        """Who answers in the end: the central server by one of two ways, or the node."""
        return self.prefix or ("central" if self.central else "node")


#: A lost answer is asked for again once in the time.
CENTRAL_ALONE: Final = (Step(True, 0.6), Step(True, 1.0))
NODE_FIRST: Final = (Step(False, 0.4), Step(False, 0.65), Step(True, 1.0))
#: What only the central server knows; the node may have a way there where the till has none.
CENTRAL_FIRST: Final = (Step(True, 0.5), Step(False, 1.0, UPSTREAM))
#: The same where what the node knows is better than nothing.
WIDEST_FIRST: Final = (Step(True, 0.4), Step(False, 0.8, UPSTREAM), Step(False, 1.0))


class Question(Generic[A, R]):
    """A question on its way: what to ask, until when (monotonic ms), what to do with its answer, and who waits.

    `body(central)` is what that server is asked; None: nothing, the next one is asked.  `more`: an answer of the node
    does not end it, the central server is asked for what is lacking then.
    """

    def __init__(
        self,
        method: str,
        path: str,
        deadline: int,
        answer: type[A],
        taken: Callable[[A, Instant], R],
        failed: Callable[[Literal["unknown", "unreachable", "enough"]], R],
        body: Callable[[bool], object | None] | None = None,
        steps: Sequence[Step] = NODE_FIRST,
        more: bool = False,
    ) -> None:
        self.method = method
        self.path = path
        self.deadline = deadline
        self.answer = answer
        self.taken = taken
        self.failed = failed
        self.body = body
        self.steps = steps
        self.more = more
        self.future: Future[R] = Future()


class Asker:
    """Asks one question after the other on a thread of its own.

    `passes_node` tells whether the node is known to be silent; `node_silent` is called when it does not answer;
    `central_answers` with whether the central server did.
    """

    def __init__(
        self,
        servers: Servers,
        clock: Clock,
        passes_node: Callable[[], bool],
        node_silent: Callable[[], None],
        central_answers: Callable[[bool], None] = lambda answers: None,
    ) -> None:
        self._servers = servers
        self._clock = clock
        self._passes_node = passes_node
        self._node_silent = node_silent
        self._central_answers = central_answers
        self._waiting: queue.SimpleQueue[Question[Any, Any] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self.thread = threading.Thread(target=self._answer_for_ever, name="sync-questions", daemon=True)

    def put(self, question: Question[A, R]) -> Future[R]:
        """Ask as soon as those before it are answered; safe from any thread."""
        if self._stopping.is_set():
            question.future.set_result(question.failed("unreachable"))
        else:
            self._waiting.put(question)
        return question.future

    def stop(self) -> None:
        """Ask nobody any more, and break what is under way; the thread ends by itself then."""
        self._stopping.set()
        self._waiting.put(None)
        self._servers.central.close()
        if self._servers.node is not None:
            self._servers.node.close()

    def _answer_for_ever(self) -> None:
        while (question := self._waiting.get()) is not None:
            self._settle(question)
        self.answer_waiting()

    def answer_waiting(self) -> None:
        """Settle the questions asked so far; after `stop` they are all unreachable.

        What the thread does as they come; a simulation, which has no threads, calls it itself.
        """
        while not self._waiting.empty():
            question = self._waiting.get()
            if question is not None:
                self._settle(question)

    def _settle(self, question: Question[A, R]) -> None:
        result = question.failed("unreachable")
        try:
            result = self._answer(question)
        except (WorldError, TimeoutError) as error:
            log.warning("what the server answered could not be kept: %s", error)
        except ABSURD:
            log.warning("what the server answered makes no sense and is not kept", exc_info=True)
        except Exception:
            log.exception("a question to the server failed by a mistake of ours")
        question.future.set_result(result)

    def _steps(self, question: Question[A, R]) -> Iterator[tuple[Step, Link]]:
        """Whom to ask, one after the other; a node that is known to be silent is left out."""
        node = self._servers.node
        if node is None or self._passes_node():
            for step in CENTRAL_ALONE:
                yield step, self._servers.central
            return
        for step in question.steps:
            yield step, self._servers.central if step.central else node

    def _answer(self, question: Question[A, R]) -> R:
        """Ask until somebody has answered, and for what is lacking then the next one, while there is time."""
        begun = self._clock.monotonic_ms()
        result: R | None = None
        enough, done = True, set[str]()
        for step, link in self._steps(question):
            if step.whom in done:
                continue
            body = question.body(step.central) if question.body is not None else None
            if question.body is not None and body is None:
                done.add(step.whom)
                continue
            enough = False
            answer = self._try(question, step, link, body, begun)
            if answer == "lost":
                continue
            done.add(step.whom)
            if answer != "unknown":
                result = question.taken(answer, self._clock.now())
            elif step.whom == "node":
                continue
            if step.whom != "node" or not question.more:
                return result if result is not None else question.failed("unknown")
        if result is not None:
            return result
        return question.failed("enough" if enough else "unreachable")

    def _try(
        self, question: Question[A, R], step: Step, link: Link, body: object, begun: int
    ) -> A | Literal["lost", "unknown"]:
        """One message there and back, within the step's part of the time."""
        left = begun + int((question.deadline - begun) * step.share) - self._clock.monotonic_ms()
        if left <= 0 or self._stopping.is_set():
            return "lost"
        path, limit = step.prefix + question.path, left / 1000
        try:
            found: A | Literal["lost", "unknown"] = link.ask(
                question.method, path, question.answer, body, connect=limit, limit=limit
            )
        except LinkFailure as failure:
            found = "unknown" if failure.status == 404 and failure.trouble == "refused" else "lost"
            if found == "lost":
                log.info("no answer while the buyer waits: %s (%s)", failure.trouble, failure.detail)
        if step.whom == "central":
            self._central_answers(found != "lost")
        elif step.whom == "node" and found == "lost":
            self._node_silent()
        return found
