"""The thread that keeps a till and its server in step, and the one that asks while a buyer waits.

Plain threads, no Qt.  Selling never waits for either: they read and write through the till's
`SyncStore`, and what they learn is told by a listener.
"""

from __future__ import annotations

import logging
import queue
import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar
from urllib.parse import quote

import msgspec

from cashier_app.core.clock import Clock, Instant
from cashier_app.core.errors import WorldError
from cashier_app.core.points import Points
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import (
    PROTOCOL,
    SUSPECT_CLOCK_MS,
    AccountAnswer,
    AcquireRequest,
    ExchangeRequest,
    ExchangeResponse,
    FoundSales,
    Purchases,
    ReturnRequest,
    SaleAnswer,
)
from cashier_app.sync.state import StateListener, SyncState, Trouble
from cashier_app.sync.store import Outgoing, SyncStore

log = logging.getLogger(__name__)

__all__ = ["LONG_PAGE", "Address", "Answer", "PurchasesFound", "SaleFound", "SyncWorker", "Timing"]

A = TypeVar("A")
R = TypeVar("R")

#: A clock that moved less than this since it was last noted is not noted again.
WORTH_NOTING_MS: Final = 1000
#: A page that came within this time may be followed by a longer one.
QUICK_MS: Final = 1500
#: Changes in a page of a long load: taking one apart holds the screen's thread up for no more than a frame.
LONG_PAGE: Final = 4000
#: An exchange without content is repeated at most so often in a row.
LONGEST_BURST: Final = 100_000


class Timing(msgspec.Struct, frozen=True):
    """How long to wait for what, in milliseconds, and how much goes into one exchange."""

    connect_ms: int = 2000
    read_ms: int = 15_000
    acquire_ms: int = 300
    #: Longest wait for an answer about goods that were sold elsewhere.
    return_ms: int = 3000
    interval_ms: int = 10_000
    backoff_ms: int = 1000
    backoff_limit_ms: int = 60_000
    page: int = 1000
    #: Changes in one answer at most: while pages come quickly, each asks for twice as many as the one before.
    largest_page: int = 0
    operations: int = 200
    #: Bytes of operations in one request.
    size: int = 1_000_000


Outcome: TypeAlias = Literal["found", "unknown", "unreachable"]


class Answer(msgspec.Struct, frozen=True):
    """What came of a question asked while the buyer waits.

    `found`: the account is already booked in the till's database.  `unknown`: the server answered
    that it does not know this card or account.  `unreachable`: decide by what is known here.
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


class SyncWorker:
    """Exchanges operations for changes until it is stopped; see the module's words for the promises."""

    def __init__(
        self,
        store: SyncStore,
        address: Address,
        clock: Clock,
        listener: StateListener,
        timing: Timing | None = None,
        chance: Callable[[], float] = random.random,
        link: Callable[[Address], Link] = Link,
    ) -> None:
        self._store = store
        self._clock = clock
        self._listener = listener
        self._timing = timing or Timing()
        self._chance = chance
        self._link = link(address)
        self._question_link = link(address)
        self._questions: queue.SimpleQueue[_Question[Any, Any] | None] = queue.SimpleQueue()
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._threads = (
            threading.Thread(target=self._exchange_for_ever, name="sync", daemon=True),
            threading.Thread(target=self._answer_for_ever, name="sync-questions", daemon=True),
        )
        self._state = SyncState(since=clock.now())
        self._noted: tuple[int, bool] | None = None
        self._failures = 0
        self._size = self._timing.size
        self._page = self._timing.page
        self._report_held = False
        #: The next page of a first load, asked for already.
        self._ahead: Future[_Exchanged] | None = None

    # --- for everybody else -------------------------------------------------------------------------------

    @property
    def state(self) -> SyncState:
        """The last picture told to the listener."""
        return self._state

    def start(self) -> None:
        """Begin; the first exchange starts at once."""
        for thread in self._threads:
            thread.start()

    def sync_now(self) -> None:
        """Do not wait for the next turn; safe from any thread."""
        self._wake.set()

    def stop(self, seconds: float = 1.5) -> bool:
        """Stop cleanly, breaking a question that hangs; whether both threads ended in time."""
        self._stopping.set()
        self._wake.set()
        self._questions.put(None)
        self._link.close()
        self._question_link.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(seconds / len(self._threads))
        return not any(thread.is_alive() for thread in self._threads)

    def acquire(self, epoch: str, account_id: str, targets: Sequence[tuple[str, Points]]) -> Future[Answer]:
        """Ask for spending rights: absolute targets of `granted`, one a lot; without any, the account's state.

        Done within `Timing.acquire_ms`; a lost answer is asked for again once in that time.
        """
        body = AcquireRequest(epoch, account_id, tuple(targets))
        return self._ask(_account_question("POST", "/v1/rights", body, self._deadline(), self._store))

    def look_up(self, epoch: str, identifier_hash: str) -> Future[Answer]:
        """Ask for the account of a card that is not in the cache, by its keyed hash (hex); timed as `acquire`."""
        path = f"/v1/identifiers/{identifier_hash}?epoch={epoch}"
        return self._ask(_account_question("GET", path, None, self._deadline(), self._store))

    def ask_sale(self, epoch: str, receipt_id: str, target: int) -> Future[SaleFound]:
        """Ask for a sale of any till and for the right to return its goods: an absolute target of `granted`.

        Done within `Timing.return_ms`; a lost answer is asked for again once in that time.
        """

        def taken(answer: SaleAnswer, now: Instant) -> SaleFound:
            self._store.take_sale(answer, epoch, now)
            return SaleFound(answer.state, answer)

        body = ReturnRequest(epoch, receipt_id, target)
        deadline = self._clock.monotonic_ms() + self._timing.return_ms
        return self._ask(_Question("POST", "/v1/returns", body, deadline, SaleAnswer, taken, SaleFound))

    def find_sales(self, number: int) -> Future[FoundSales | None]:
        """Sales of all tills with a number; None where the server does not answer."""
        deadline = self._clock.monotonic_ms() + self._timing.return_ms
        path = f"/v1/sales?number={number}"
        return self._ask(
            _Question("GET", path, None, deadline, FoundSales, lambda answer, now: answer, lambda outcome: None)
        )

    def purchases(self, account_id: str, cursor: str = "") -> Future[PurchasesFound]:
        """A page of what a member bought in any shop, the newest first; `cursor` is the `next` of the page before.

        Done within `Timing.return_ms`; nothing of it is kept.
        """

        def taken(answer: Purchases, now: Instant) -> PurchasesFound:
            return PurchasesFound("found", answer)

        deadline = self._clock.monotonic_ms() + self._timing.return_ms
        path = f"/v1/members/{quote(account_id, safe='')}/purchases?cursor={quote(cursor, safe='')}"
        return self._ask(_Question("GET", path, None, deadline, Purchases, taken, PurchasesFound))

    # --- exchanging ---------------------------------------------------------------------------------------

    def _exchange_for_ever(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            pause = self.turn()
            self._tell(next_try=self._clock.now() + round(pause * 1000))
            self._wake.wait(pause)

    def turn(self) -> float:
        """Exchange until there is nothing more to say; seconds to wait before the next turn.

        What the sync thread does again and again; a simulation, which has no threads, calls it itself.
        """
        try:
            self._exchange_all()
        except LinkFailure as failure:
            return self._failed(failure.trouble, failure.detail, failure)
        except (WorldError, TimeoutError) as error:
            return self._failed("database", str(error))
        except Exception as error:
            if self._stopping.is_set():
                return 0.0
            log.exception("the exchange with the server failed by a mistake of ours")
            return self._failed("mistake", f"{type(error).__name__}: {error}")
        finally:
            self._drop_ahead()
        self._failures = 0
        return self._timing.interval_ms / 1000

    def _exchange_all(self) -> None:
        for _ in range(LONGEST_BURST):
            if self._stopping.is_set() or not self._exchange_once():
                return

    def _exchange_once(self) -> bool:
        """One round trip, booked; whether there is more to do at once."""
        exchanged = self._ahead.result() if self._ahead is not None else self._ask_now(self._outgoing())
        self._ahead = None
        sent, response = exchanged.sent, exchanged.response
        if self._stopping.is_set():
            return False
        self._size = self._timing.size
        self._page = self._next_page(response.more, exchanged.took_ms)
        self._report_held = response.report_held and not self._report_held
        if response.ahead and self._timing.largest_page:
            self._ask_ahead(response.cursor)
        self._store.take(sent, response, exchanged.received_at)
        offset = self._offset(exchanged)
        again = self._compare(sent, response)
        backlog = self._store.backlog()
        trouble = _divergence(sent, response)
        self._tell(
            online=True,
            last_sync=exchanged.received_at,
            waiting=backlog.waiting,
            rejected=backlog.rejected,
            loading=response.more,
            trouble=trouble,
            detail=response.head.state if trouble == "diverged" else "",
            clock_offset_ms=offset,
            clock_suspect=abs(offset) > SUSPECT_CLOCK_MS,
        )
        drained = bool(sent.operations) and len(response.acknowledged) == len(sent.operations)
        return response.more or again or self._report_held or (drained and backlog.waiting > 0)

    def _outgoing(self) -> Outgoing:
        return self._store.outgoing(self._timing.operations, self._size)

    def _ask_now(self, sent: Outgoing) -> _Exchanged:
        """One round trip, not yet booked."""
        sent_at, begun = self._clock.now(), self._clock.monotonic_ms()
        response = self._link.ask(
            "POST",
            "/v1/exchange",
            ExchangeResponse,
            self._request(sent),
            self._timing.connect_ms / 1000,
            self._timing.read_ms / 1000,
        )
        return _Exchanged(sent, response, sent_at, self._clock.now(), self._clock.monotonic_ms() - begun)

    def _ask_ahead(self, cursor: str) -> None:
        """Ask for the page behind a cursor on a thread of its own, while the page before it is being booked."""
        sent = msgspec.structs.replace(self._outgoing(), cursor=cursor)
        ahead = self._ahead = Future()

        def ask() -> None:
            try:
                ahead.set_result(self._ask_now(sent))
            except Exception as error:  # noqa: BLE001 - handed to the thread that waits for the page
                ahead.set_exception(error)

        threading.Thread(target=ask, name="sync-ahead", daemon=True).start()

    def _drop_ahead(self) -> None:
        """Forget a page that nobody takes any more: its connection is free again."""
        if self._ahead is not None:
            self._link.cut()
            wait([self._ahead])
            self._ahead = None

    def _request(self, sent: Outgoing) -> ExchangeRequest:
        return ExchangeRequest(
            protocol=PROTOCOL,
            epoch=sent.epoch,
            cursor=sent.cursor,
            operations_epoch=sent.operations_epoch,
            previous=sent.previous,
            operations=sent.operations,
            page=self._page,
            held=tuple(self._store.held()) if self._report_held else None,
        )

    def _next_page(self, more: bool, took_ms: int) -> int:
        """How many changes to ask for next: more and more of a long load, as long as the network is quick."""
        usual = self._timing.page
        if not more or took_ms > QUICK_MS:
            return usual
        return min(2 * self._page, max(self._timing.largest_page, usual))

    def _compare(self, sent: Outgoing, response: ExchangeResponse) -> bool:
        """Send again what a restored server has lost; whether there was anything."""
        head = response.head
        if head.epoch != sent.operations_epoch or head.seq >= sent.acknowledged_seq:
            return False
        count = self._store.send_again(head)
        log.warning("the server knows epoch %s up to %d only: %d operations go again", head.epoch, head.seq, count)
        return count > 0

    def _offset(self, exchanged: _Exchanged) -> int:
        """How far the server's clock is ahead of ours, told to the store when it changed."""
        offset = exchanged.response.server_time - (exchanged.sent_at + exchanged.took_ms // 2)
        suspect = abs(offset) > SUSPECT_CLOCK_MS
        noted = self._noted
        if noted is None or noted[1] != suspect or abs(noted[0] - offset) > WORTH_NOTING_MS:
            self._store.note_server_time(offset, suspect)
            self._noted = offset, suspect
        return offset

    def _failed(self, trouble: Trouble, detail: str, failure: LinkFailure | None = None) -> float:
        """Tell what went wrong; seconds to wait: doubling with jitter up to a cap, or as the server asks."""
        if self._stopping.is_set():
            return 0.0
        self._failures += 1
        self._page = self._timing.page
        if failure is not None and failure.status == 413:
            self._size = max(self._size // 4, 1)
        log.info("no exchange with the server: %s (%s), %d in a row", trouble, detail, self._failures)
        changes: dict[str, int] = {}
        try:
            backlog = self._store.backlog()
            changes = {"waiting": backlog.waiting, "rejected": backlog.rejected}
        except (WorldError, TimeoutError) as error:
            log.info("the queue cannot be counted: %s", error)
        self._tell(online=False, trouble=trouble, detail=detail, loading=False, **changes)
        if failure is not None and failure.retry_after is not None:
            return failure.retry_after + self._chance()
        return backoff(self._failures, self._timing, self._chance())

    def _tell(self, **changes: object) -> None:
        """Change the picture and show it, if it is another."""
        state = msgspec.structs.replace(self._state, **changes)
        if state.online != self._state.online:
            state = msgspec.structs.replace(state, since=self._clock.now())
        if state != self._state:
            self._state = state
            self._listener(state)

    # --- questions while the buyer waits ------------------------------------------------------------------

    def _deadline(self) -> int:
        return self._clock.monotonic_ms() + self._timing.acquire_ms

    def _ask(self, question: _Question[A, R]) -> Future[R]:
        if self._stopping.is_set():
            question.future.set_result(question.failed("unreachable"))
        else:
            self._questions.put(question)
        return question.future

    def _answer_for_ever(self) -> None:
        while (question := self._questions.get()) is not None:
            self._settle(question)
        self.answer_waiting()

    def answer_waiting(self) -> None:
        """Settle the questions asked so far; after `stop` they are all unreachable.

        What the questions' thread does as they come; a simulation, which has no threads, calls it itself.
        """
        while not self._questions.empty():
            question = self._questions.get()
            if question is not None:
                self._settle(question)

    def _settle(self, question: _Question[A, R]) -> None:
        result = question.failed("unreachable")
        try:
            result = self._answer(question)
        except (WorldError, TimeoutError) as error:
            log.warning("what the server answered could not be kept: %s", error)
        except Exception:
            log.exception("a question to the server failed by a mistake of ours")
        question.future.set_result(result)

    def _answer(self, question: _Question[A, R]) -> R:
        """Ask, and once more if the answer was lost and there is time."""
        for share in (0.6, 1.0):
            left = question.deadline - self._clock.monotonic_ms()
            if left <= 0 or self._stopping.is_set():
                break
            limit = left * share / 1000
            try:
                answer = self._question_link.ask(
                    question.method, question.path, question.answer, question.body, connect=limit, limit=limit
                )
            except LinkFailure as failure:
                if failure.status == 404 and failure.trouble == "refused":
                    return question.failed("unknown")
                log.info("no answer while the buyer waits: %s (%s)", failure.trouble, failure.detail)
                continue
            return question.taken(answer, self._clock.now())
        return question.failed("unreachable")


class _Exchanged(msgspec.Struct, frozen=True):
    """A round trip: what was sent and answered, when by this machine's clock, and how long it took."""

    sent: Outgoing
    response: ExchangeResponse
    sent_at: Instant
    received_at: Instant
    took_ms: int


class _Question(Generic[A, R]):
    """A question on its way: what to ask, until when (monotonic ms), what to do with its answer, and who waits."""

    def __init__(
        self,
        method: str,
        path: str,
        body: object,
        deadline: int,
        answer: type[A],
        taken: Callable[[A, Instant], R],
        failed: Callable[[Literal["unknown", "unreachable"]], R],
    ) -> None:
        self.method = method
        self.path = path
        self.body = body
        self.deadline = deadline
        self.answer = answer
        self.taken = taken
        self.failed = failed
        self.future: Future[R] = Future()


def _account_question(
    method: str, path: str, body: AcquireRequest | None, deadline: int, store: SyncStore
) -> _Question[AccountAnswer, Answer]:
    """A question that an account answers, which is booked."""

    def taken(account: AccountAnswer, now: Instant) -> Answer:
        store.take_account(account, now)
        return Answer("found", account)

    return _Question(method, path, body, deadline, AccountAnswer, taken, Answer)


def backoff(failures: int, timing: Timing, chance: float) -> float:
    """Seconds to wait after so many failures in a row: doubled each time, capped, half of it by chance.

    The chance keeps the tills of a chain from coming back at one instant.
    """
    full = min(timing.backoff_ms << min(failures - 1, 30), timing.backoff_limit_ms)
    return (full / 2 + full / 2 * chance) / 1000


def _divergence(sent: Outgoing, response: ExchangeResponse) -> Trouble:
    """Whether the server's history of this epoch is still ours; the till judges, not the server."""
    head = response.head
    if head.epoch != sent.operations_epoch:
        return "none"
    parted = head.seq > sent.last_seq or (head.seq == sent.last_seq > 0 and head.hash != sent.last_hash)
    return "diverged" if parted or head.state == "frozen" else "none"
