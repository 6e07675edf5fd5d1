"""The thread that keeps a store node and its central server in step; tills never wait for it."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from typing import Final

import msgspec

from cashier_app.core.clock import Clock, Instant
from cashier_app.core.errors import WorldError
from cashier_app.core.ids import IdSource, new_id
from cashier_app.server.database import ServerDatabase, read_meta
from cashier_app.server.finishing import to_pass_up
from cashier_app.server.rights import held_by
from cashier_app.server.upstream.delivering import Delivery, next_delivery, request_of, settled_since, take
from cashier_app.server.upstream.identity import UPSTREAM_CURSOR, upstream_of
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import ExchangeResponse
from cashier_app.sync.state import Trouble
from cashier_app.sync.worker import Timing, backoff

log = logging.getLogger(__name__)

#: An exchange is repeated at most so often in a row.
LONGEST_BURST: Final = 100_000


class UpstreamState(msgspec.Struct, frozen=True):
    """How a store node stands with its central server."""

    online: bool = False
    last_sync: Instant | None = None
    trouble: Trouble = "none"
    detail: str = ""
    loading: bool = False


class UpstreamClock:
    """A clock that follows the central server's, as near as an exchange tells it; satisfies `core.clock.Clock`."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._offset = 0

    def now(self) -> Instant:
        """The present instant."""
        return self._base.now() + self._offset

    def monotonic_ms(self) -> int:
        """Milliseconds that never run backwards within one boot."""
        return self._base.monotonic_ms()

    def server_says(self, server_time: Instant) -> None:
        """What the central server's clock shows now."""
        self._offset = server_time - self._base.now()


class UpstreamWorker:
    """Delivers and asks until it is stopped; `turn` is what its thread does again and again."""

    def __init__(
        self,
        database: ServerDatabase,
        clock: UpstreamClock,
        timing: Timing | None = None,
        link: Callable[[Address], Link] = Link,
        ids: IdSource = new_id,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._clock = clock
        self._timing = timing or Timing(operations=500, page=1000)
        self._ids = ids
        self._chance = chance
        with database.read() as connection:
            upstream = upstream_of(connection)
        assert upstream is not None, "a store node has joined its central server"
        self.upstream = upstream
        self._link = link(Address(upstream.url, upstream.key, upstream.ca_file))
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._for_ever, name="upstream", daemon=True)
        self._failures = 0
        self._report_held = False
        self._behind = False
        self.state = UpstreamState()

    def start(self) -> None:
        """Begin; the first exchange starts at once."""
        self._thread.start()

    def wake(self) -> None:
        """There is something to deliver; safe from any thread."""
        self._wake.set()

    def stop(self) -> None:
        """Stop, breaking an exchange that hangs."""
        self._stopping.set()
        self._wake.set()
        self._link.close()
        if self._thread.is_alive():
            self._thread.join()

    def _for_ever(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            self._wake.wait(self.turn())

    def turn(self) -> float:
        """Exchange until there is nothing more to say; seconds to wait before the next turn."""
        # a chain of which the central server knows another history waits for a person, and holds nobody up
        stuck: set[str] = set()
        try:
            for _ in range(LONGEST_BURST):
                if self._stopping.is_set() or not self._exchange(stuck):
                    break
        except LinkFailure as failure:
            return self._failed(failure.trouble, failure.detail, failure.retry_after)
        except (WorldError, TimeoutError) as error:
            return self._failed("database", str(error), None)
        except Exception as error:
            if self._stopping.is_set():
                return 0.0
            log.exception("the exchange with the central server failed by a mistake of ours")
            return self._failed("mistake", f"{type(error).__name__}: {error}", None)
        self._failures = 0
        return self._timing.interval_ms / 1000

    def _exchange(self, stuck: set[str]) -> bool:
        """One round trip, booked; whether there is more to do at once.  An epoch that did not move on gets `stuck`."""
        timing = self._timing
        with self._database.read() as connection:
            # a till may have shown meanwhile that this database was put back
            self.upstream = upstream_of(connection) or self.upstream
            own = self.upstream.epoch
            delivery = Delivery(own, "")
            if not self._behind:
                delivery = next_delivery(connection, own, timing.operations, timing.size, stuck)
            settled = settled_since(connection, self._clock.now())
            cursor = read_meta(connection, UPSTREAM_CURSOR)
            request = request_of(own, delivery, cursor, timing.page, settled, to_pass_up(connection))
            if self._report_held:
                request = msgspec.structs.replace(request, held=tuple(held_by(connection, own, "")))
        response = self._link.ask(
            "POST",
            "/v1/exchange",
            ExchangeResponse,
            request,
            timing.connect_ms / 1000,
            timing.read_ms / 1000,
        )
        self._clock.server_says(response.server_time)
        with self._database.write() as transaction:
            taken = take(transaction, delivery, response, self._ids)
            begun = upstream_of(transaction.connection) if taken.begun else None
        self._behind = taken.behind
        if begun is not None:
            log.warning("epoch %s of this store node is over for the central server: it goes on by another", own)
            self.upstream = begun
        if delivery.operations and not taken.moved:
            log.info("the central server does not take the operations of epoch %s", delivery.epoch)
            stuck.add(delivery.epoch)
        self._report_held = response.report_held and not self._report_held
        self.state = UpstreamState(True, response.server_time, loading=response.more)
        return taken.more or self._report_held

    def _failed(self, trouble: Trouble, detail: str, retry_after: float | None) -> float:
        """Remember what went wrong; seconds to wait."""
        if self._stopping.is_set():
            return 0.0
        self._failures += 1
        log.info("no exchange with the central server: %s (%s), %d in a row", trouble, detail, self._failures)
        self.state = msgspec.structs.replace(self.state, online=False, trouble=trouble, detail=detail, loading=False)
        if retry_after is not None:
            return retry_after + self._chance()
        return backoff(self._failures, self._timing, self._chance())
