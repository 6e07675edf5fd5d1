"""The thread that keeps a till and its server in step, and the questions asked while a buyer waits.

With a store node everything goes by that; while it does not answer, what the till has to tell goes to the central
server past it, and nothing but that.  Plain threads, no Qt.  Selling never waits for either: they read and write
through the till's `SyncStore`, and what they learn is told by a listener.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from typing import Final, TypeAlias
from urllib.parse import quote

import msgspec

from cashier_app.core.clock import Clock, Instant
from cashier_app.core.errors import WorldError
from cashier_app.core.points import Points
from cashier_app.sync.link import ABSURD, Address, Link, LinkFailure
from cashier_app.sync.messages import (
    PROTOCOL,
    SUSPECT_CLOCK_MS,
    AccountAnswer,
    AcquireRequest,
    CardVerified,
    ExchangeRequest,
    ExchangeResponse,
    FoundMembers,
    FoundSales,
    GiftCardRequest,
    GiftCardSummary,
    Purchases,
    ReturnRequest,
    SaleAnswer,
    VerifyCard,
)
from cashier_app.sync.questions import (
    CENTRAL_FIRST,
    WIDEST_FIRST,
    Answer,
    Asker,
    CodeVerdict,
    PurchasesFound,
    Question,
    SaleFound,
    Servers,
)
from cashier_app.sync.state import StateListener, SyncState, Trouble
from cashier_app.sync.store import Outgoing, Route, SyncStore

log = logging.getLogger(__name__)

__all__ = ["LONG_PAGE", "Address", "SyncWorker", "Targets", "Timing"]

#: Absolute targets of the cumulative `granted` by lot that a server is to be asked for, the central one if True:
#: worked out when its turn comes, after what the one before has granted.
Targets: TypeAlias = Callable[[bool], Sequence[tuple[str, Points]]]

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


class _Line:
    """What is under way with one server."""

    def __init__(self, route: Route, link: Link, timing: Timing) -> None:
        self.route: Route = route
        self.link = link
        self.size = timing.size
        self.page = timing.page
        self.report_held = False
        #: Who answers there (`ExchangeResponse.server`).
        self.server = ""

    def failed(self, failure: LinkFailure, timing: Timing) -> None:
        """Begin small again."""
        self.page = timing.page
        if failure.status == 413:
            self.size = max(self.size // 4, 1)


class SyncWorker:
    """Exchanges operations for changes until it is stopped; see the module's words for the promises.

    `address` is the central server's, `node` the address of the shop's store node if it has one.
    """

    def __init__(
        self,
        store: SyncStore,
        address: Address,
        clock: Clock,
        listener: StateListener,
        timing: Timing | None = None,
        chance: Callable[[], float] = random.random,
        link: Callable[[Address], Link] = Link,
        node: Address | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._listener = listener
        self._timing = timing or Timing()
        self._chance = chance
        self._central = _Line("central" if node is None else "past", link(address), self._timing)
        self._node = _Line("node", link(node), self._timing) if node is not None else None
        self._stopping = threading.Event()
        self._wake = threading.Event()
        servers = Servers(link(address), link(node) if node is not None else None)
        self._asker = Asker(servers, clock, lambda: self._state.past_node, self.sync_now, self._central_answers)
        exchanging = threading.Thread(target=self._exchange_for_ever, name="sync", daemon=True)
        self._threads = (exchanging, self._asker.thread)
        self._state = SyncState(since=clock.now())
        #: Both threads tell of what they have seen.
        self._telling = threading.Lock()
        self._noted: tuple[int, bool] | None = None
        self._failures = 0
        #: The central server wants to hear from this till itself (`_wants_past`).
        self._called_past = False
        #: The next page of a first load, asked for already, and of whom.
        self._ahead: tuple[Future[_Exchanged], _Line] | None = None

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
        self._asker.stop()
        for line in self._lines():
            line.link.close()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(seconds / len(self._threads))
        return not any(thread.is_alive() for thread in self._threads)

    def _lines(self) -> list[_Line]:
        return [line for line in (self._node, self._central) if line is not None]

    # --- questions while the buyer waits ------------------------------------------------------------------

    def acquire(self, epoch: str, account_id: str, targets: Targets) -> Future[Answer]:
        """Ask for spending rights: of the store node, and of the central server for what is lacking then.

        Done within `Timing.acquire_ms`; a lost answer is asked for again once in that time.
        """

        def body(central: bool) -> AcquireRequest | None:
            wanted = tuple(targets(central))
            return AcquireRequest(epoch, account_id, wanted, by_parent=True) if wanted else None

        deadline = self._deadline(self._timing.acquire_ms)
        ask = Question("POST", "/v1/rights", deadline, AccountAnswer, self._account_taken, Answer, body, more=True)
        return self._asker.put(ask)

    def look_up(self, epoch: str, identifier_hash: str) -> Future[Answer]:
        """Ask for the account of a card that is not in the cache, by its keyed hash (hex); timed as `acquire`."""
        path = f"/v1/identifiers/{identifier_hash}?epoch={epoch}"
        deadline = self._deadline(self._timing.acquire_ms)
        return self._asker.put(Question("GET", path, deadline, AccountAnswer, self._account_taken, Answer))

    def ask_sale(self, epoch: str, receipt_id: str, target: Callable[[bool], int]) -> Future[SaleFound]:
        """Ask for a sale of any till and for the right to return its goods: an absolute target of `granted`.

        `target(central)` of that server.  Done within `Timing.return_ms`; a lost answer is asked for again once in
        that time.
        """

        def taken(answer: SaleAnswer, now: Instant) -> SaleFound:
            self._store.take_sale(answer, epoch, now)
            return SaleFound(answer.state, answer)

        def failed(outcome: str) -> SaleFound:
            return SaleFound("unknown" if outcome == "unknown" else "unreachable")

        def body(central: bool) -> ReturnRequest:
            return ReturnRequest(epoch, receipt_id, target(central), by_parent=True)

        deadline = self._deadline(self._timing.return_ms)
        return self._asker.put(Question("POST", "/v1/returns", deadline, SaleAnswer, taken, failed, body))

    def find_sales(self, number: int) -> Future[FoundSales | None]:
        """Sales of all tills with a number, of the shop's alone where only its node answers; None where nobody does."""

        def taken(answer: FoundSales, now: Instant) -> FoundSales | None:
            return answer

        def failed(outcome: str) -> FoundSales | None:
            return None

        path, deadline = f"/v1/sales?number={number}", self._deadline(self._timing.return_ms)
        return self._asker.put(Question("GET", path, deadline, FoundSales, taken, failed, steps=WIDEST_FIRST))

    def purchases(self, account_id: str, cursor: str = "") -> Future[PurchasesFound]:
        """A page of what a member bought in any shop, the newest first; `cursor` is the `next` of the page before.

        Done within `Timing.return_ms`; nothing of it is kept.
        """

        def taken(answer: Purchases, now: Instant) -> PurchasesFound:
            return PurchasesFound("found", answer)

        deadline = self._deadline(self._timing.return_ms)
        path = f"/v1/members/{quote(account_id, safe='')}/purchases?cursor={quote(cursor, safe='')}"
        return self._asker.put(Question("GET", path, deadline, Purchases, taken, PurchasesFound, steps=CENTRAL_FIRST))

    def find_members(self, digits: str) -> Future[FoundMembers | None]:
        """Members by a part of a card's or telephone's number; None where the central server does not answer.

        Done within `Timing.return_ms`.
        """

        def taken(answer: FoundMembers, now: Instant) -> FoundMembers | None:
            return answer

        def failed(outcome: str) -> FoundMembers | None:
            return None

        path, deadline = f"/v1/members?digits={digits}", self._deadline(self._timing.return_ms)
        return self._asker.put(Question("GET", path, deadline, FoundMembers, taken, failed, steps=CENTRAL_FIRST))

    def verify_card(self, card: str, code: str, attempt: str) -> Future[CodeVerdict]:
        """Whether a telephone's changing code is good (`CardVerified.verdict`, or `unreachable`).

        Only the central server has the secret: the shop's node passes the question on where the till has no way there.
        Done within `Timing.acquire_ms`; a lost answer is asked for again once in that time.
        """

        def taken(answer: CardVerified, now: Instant) -> CodeVerdict:
            return answer.verdict

        def failed(outcome: str) -> CodeVerdict:
            return "unreachable"

        def body(central: bool) -> VerifyCard:
            return VerifyCard(card, code, attempt)

        deadline = self._deadline(self._timing.acquire_ms)
        ask = Question("POST", "/v1/cards/verify", deadline, CardVerified, taken, failed, body, steps=CENTRAL_FIRST)
        return self._asker.put(ask)

    def gift_card(self, identifier_hash: str) -> Future[GiftCardSummary | None]:
        """What the central server says of a gift card by its keyed hash (hex); None where it does not answer.

        The shop's node passes the question on where the till has no way there.  A card that is not known is None, too.
        """

        def taken(answer: GiftCardSummary, now: Instant) -> GiftCardSummary | None:
            return answer

        def failed(outcome: str) -> GiftCardSummary | None:
            return None

        def body(central: bool) -> GiftCardRequest:
            return GiftCardRequest(hash=identifier_hash)

        deadline = self._deadline(self._timing.return_ms)
        path = "/v1/gift-cards/find"
        return self._asker.put(
            Question("POST", path, deadline, GiftCardSummary, taken, failed, body, steps=CENTRAL_FIRST)
        )

    def answer_waiting(self) -> None:
        """Settle the questions asked so far, as their thread does; a simulation, which has no threads, calls it."""
        self._asker.answer_waiting()

    def _deadline(self, milliseconds: int) -> int:
        return self._clock.monotonic_ms() + milliseconds

    def _account_taken(self, answer: AccountAnswer, now: Instant) -> Answer:
        self._store.take_account(answer, now)
        return Answer("found", answer)

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
            if self._node is None:
                self._exchange_all(self._central)
            else:
                self._exchange_by_node(self._node)
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

    def _exchange_by_node(self, node: _Line) -> None:
        """Exchange with the store node; past it where it does not answer, or where the central server wants it too."""
        try:
            self._exchange_all(node)
        except LinkFailure as failure:
            if self._stopping.is_set():
                return
            log.info("the store node does not answer: %s (%s)", failure.trouble, failure.detail)
            self._drop_ahead()
            self._tell(node_trouble=failure.trouble, node_detail=failure.detail)
            self._exchange_all(self._central)
            return
        if self._called_past:
            try:
                self._exchange_all(self._central)
            except LinkFailure as failure:
                # the next turn tries again; with the node all is well
                log.info("the central server wants to hear from this till, but: %s", failure.trouble)

    def _exchange_all(self, line: _Line) -> None:
        try:
            for _ in range(LONGEST_BURST):
                if self._stopping.is_set() or not self._exchange_once(line):
                    return
        except LinkFailure as failure:
            line.failed(failure, self._timing)
            raise

    def _exchange_once(self, line: _Line) -> bool:
        """One round trip, booked; whether there is more to do at once."""
        exchanged = self._ahead[0].result() if self._ahead is not None else self._ask_now(line, self._outgoing(line))
        self._ahead = None
        sent, response = exchanged.sent, exchanged.response
        if self._stopping.is_set():
            return False
        line.size, line.server = self._timing.size, response.server
        line.page = self._next_page(line, response.more, exchanged.took_ms)
        put_back = sent.incarnation not in ("", response.incarnation)
        # unasked too: a copy of this till, which the server takes for it, may have answered for both
        line.report_held = (response.report_held or put_back) and not line.report_held
        if response.ahead and self._timing.largest_page:
            self._ask_ahead(line, response.cursor)
        try:
            self._store.take(sent, response, exchanged.received_at)
        except ABSURD as error:
            log.warning("what the server answered makes no sense and is not kept", exc_info=True)
            raise LinkFailure("not_a_server", f"{type(error).__name__}: {error}"[:300]) from error
        self._called_past = line.route == "node" and _wants_past(sent, response)
        parts = _has_parted(sent, response)
        parted = parts and self._store.part(sent, response)
        again = self._compare(sent, response) or parted
        waiting = self._show(line, exchanged, "diverged" if parts and not parted else "none")
        drained = bool(sent.operations) and len(response.acknowledged) == len(sent.operations)
        more = response.more and line.route != "past"
        goes_on = (drained and (waiting > 0 or line.route == "past")) or (put_back and waiting > 0)
        return more or again or line.report_held or goes_on

    def _show(self, line: _Line, exchanged: _Exchanged, trouble: Trouble) -> int:
        """Tell what an exchange has shown; how many operations wait."""
        response = exchanged.response
        offset = self._offset(exchanged)
        backlog = self._store.backlog()
        past = line.route == "past" and self._state.node_trouble != "none"
        changes: dict[str, object] = {} if line.route == "past" else {"node_trouble": "none", "node_detail": ""}
        if line.route != "node":
            changes["central_silent"] = False
        self._tell(
            online=True,
            past_node=past,
            last_sync=exchanged.received_at,
            waiting=backlog.waiting,
            rejected=backlog.rejected,
            loading=response.more and line.route != "past",
            trouble=trouble,
            detail=response.head.state if trouble == "diverged" else "",
            clock_offset_ms=offset,
            clock_suspect=abs(offset) > SUSPECT_CLOCK_MS,
            **changes,
        )
        return backlog.waiting

    def _outgoing(self, line: _Line) -> Outgoing:
        return self._store.outgoing(self._timing.operations, line.size, line.route)

    def _ask_now(self, line: _Line, sent: Outgoing) -> _Exchanged:
        """One round trip, not yet booked."""
        sent_at, begun = self._clock.now(), self._clock.monotonic_ms()
        response = line.link.ask(
            "POST",
            "/v1/exchange",
            ExchangeResponse,
            self._request(line, sent),
            self._timing.connect_ms / 1000,
            self._timing.read_ms / 1000,
        )
        return _Exchanged(sent, response, sent_at, self._clock.now(), self._clock.monotonic_ms() - begun)

    def _ask_ahead(self, line: _Line, cursor: str) -> None:
        """Ask for the page behind a cursor on a thread of its own, while the page before it is being booked."""
        sent = msgspec.structs.replace(self._outgoing(line), cursor=cursor)
        ahead: Future[_Exchanged] = Future()
        self._ahead = ahead, line

        def ask() -> None:
            try:
                ahead.set_result(self._ask_now(line, sent))
            except Exception as error:  # noqa: BLE001 - handed to the thread that waits for the page
                ahead.set_exception(error)

        threading.Thread(target=ask, name="sync-ahead", daemon=True).start()

    def _drop_ahead(self) -> None:
        """Forget a page that nobody takes any more: its connection is free again."""
        if self._ahead is not None:
            future, line = self._ahead
            line.link.cut()
            wait([future])
            self._ahead = None

    def _request(self, line: _Line, sent: Outgoing) -> ExchangeRequest:
        return ExchangeRequest(
            protocol=PROTOCOL,
            epoch=sent.epoch,
            cursor=sent.cursor,
            operations_epoch=sent.operations_epoch,
            previous=sent.previous,
            operations=sent.operations,
            page=0 if line.route == "past" else line.page,
            held=tuple(self._store.held(line.server)) if line.report_held else None,
            incarnation=sent.incarnation,
            # a node lags behind what was said past it
            known_seq=0 if line.route == "node" else sent.acknowledged_seq,
            heard=sent.heard,
            lent=sent.lent,
            finished=sent.finished,
        )

    def _next_page(self, line: _Line, more: bool, took_ms: int) -> int:
        """How many changes to ask for next: more and more of a long load, as long as the network is quick."""
        usual = self._timing.page
        if not more or took_ms > QUICK_MS:
            return usual
        return min(2 * line.page, max(self._timing.largest_page, usual))

    def _compare(self, sent: Outgoing, response: ExchangeResponse) -> bool:
        """Send again what a restored server has lost; whether there was anything."""
        head = response.head
        if head.epoch != sent.operations_epoch or head.seq >= sent.acknowledged_seq:
            return False
        count = self._store.send_again(head, sent.route)
        # a node lags behind whenever the till has spoken to the central server past it
        level = logging.INFO if sent.route == "node" else logging.WARNING
        log.log(level, "the server knows epoch %s up to %d only: %d operations go again", head.epoch, head.seq, count)
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
        log.info("no exchange with the server: %s (%s), %d in a row", trouble, detail, self._failures)
        changes: dict[str, int] = {}
        try:
            backlog = self._store.backlog()
            changes = {"waiting": backlog.waiting, "rejected": backlog.rejected}
        except (WorldError, TimeoutError) as error:
            log.info("the queue cannot be counted: %s", error)
        self._tell(online=False, past_node=False, trouble=trouble, detail=detail, loading=False, **changes)
        if failure is not None and failure.retry_after is not None:
            return failure.retry_after + self._chance()
        return backoff(self._failures, self._timing, self._chance())

    def _tell(self, **changes: object) -> None:
        """Change the picture and show it, if it is another."""
        with self._telling:
            state = msgspec.structs.replace(self._state, **changes)
            if state.online != self._state.online:
                state = msgspec.structs.replace(state, since=self._clock.now())
            if state != self._state:
                self._state = state
                self._listener(state)

    def _central_answers(self, answers: bool) -> None:
        """Tell what a question has shown of the central server, where a node answers besides it."""
        if self._node is not None:
            self._tell(central_silent=not answers)


class _Exchanged(msgspec.Struct, frozen=True):
    """A round trip: what was sent and answered, when by this machine's clock, and how long it took."""

    sent: Outgoing
    response: ExchangeResponse
    sent_at: Instant
    received_at: Instant
    took_ms: int


def backoff(failures: int, timing: Timing, chance: float) -> float:
    """Seconds to wait after so many failures in a row: doubled each time, capped, half of it by chance.

    The chance keeps the tills of a chain from coming back at one instant.
    """
    full = min(timing.backoff_ms << min(failures - 1, 30), timing.backoff_limit_ms)
    return (full / 2 + full / 2 * chance) / 1000


def _wants_past(sent: Outgoing, response: ExchangeResponse) -> bool:
    """Whether the central server has to be spoken to itself, past a node that answers.

    It was restored, or the node cannot deliver an epoch that the central server knows otherwise.
    """
    head = response.head
    stuck = head.epoch == sent.operations_epoch and head.state == "frozen" and head.durable_seq < sent.last_seq
    return stuck or response.upstream not in ("", sent.upstream)


def _has_parted(sent: Outgoing, response: ExchangeResponse) -> bool:
    """Whether the server's history of this epoch is another than ours.

    Of an epoch that is over, a server may well know what a restored copy has forgotten.
    """
    head = response.head
    if head.epoch != sent.operations_epoch:
        return False
    other = head.seq > sent.last_seq or (head.seq == sent.last_seq > 0 and head.hash != sent.last_hash)
    lacks = len(response.acknowledged) < len(sent.operations)
    over = sent.operations_epoch != sent.epoch
    return (head.state == "frozen" and lacks) or (not over and (other or head.state != "open"))
