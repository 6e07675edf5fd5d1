"""What every request passes: how many at once, how often without a key, one line in the log, and the figures.

A line of the log names the route's template and the node, never a key, a card or a telephone.
"""

from __future__ import annotations

import logging
import time
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cashier_app.server import problems
from cashier_app.server.bounds import Bounds
from cashier_app.server.metrics import Metrics
from cashier_app.server.problems import ApiError
from cashier_app.server.rates import Rates

log = logging.getLogger(__name__)

#: Key of a request's scope under which its node's id stands once it is known.
NODE: Final = "cashier.node"
#: Answered however many are asking: by these a person sees that they are many.
_ALWAYS: Final = frozenset({"/v1/health", "/metrics"})

#: Methods by name in figures and log; whatever else somebody makes up is one.
_METHODS: Final = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})


class _Passing:
    """One request on its way through."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self.received = self.sent = 0
        #: Nothing was answered: the asker has gone, or it ended by a mistake of ours.
        self.status = 0

    async def receive(self) -> Message:
        message = await self._receive()
        self.received += len(message.get("body", b""))
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self.sent += len(message.get("body", b""))
        await self._send(message)


class Gate:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, bounds: Bounds, rates: Rates, metrics: Metrics) -> None:
        self._app = app
        self._bounds = bounds
        self._rates = rates
        self._metrics = metrics
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        passing = _Passing(receive, send)
        begun = time.perf_counter()
        self._running += 1
        try:
            self._admit(scope)
            await self._app(scope, passing.receive, passing.send)
        except ApiError as error:
            await problems.response(error)(scope, passing.receive, passing.send)
        except Exception:
            passing.status = 500
            raise
        finally:
            self._running -= 1
            self._tell(scope, passing, time.perf_counter() - begun)

    def _admit(self, scope: Scope) -> None:
        """Raises `ApiError` 503 where too many are asking, 429 for a stranger who asks too often."""
        if self._running > self._bounds.at_once and scope["path"] not in _ALWAYS:
            raise problems.crowded()
        if "authorization" not in Headers(scope=scope):
            self._rates.stranger(address(scope))

    def _tell(self, scope: Scope, passing: _Passing, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        route = f"{method} {template(scope)}"
        self._metrics.request(route, passing.status, seconds)
        data = {
            "route": route,
            "status": passing.status,
            "ms": round(seconds * 1000, 1),
            "node": scope.get(NODE, ""),
            "in": passing.received,
            "out": passing.sent,
        }
        log.info("request", extra={"data": data})


def address(scope: Scope) -> str:
    """Where a request comes from."""
    client = scope.get("client")
    return client[0] if client else ""


def template(scope: Scope) -> str:
    """A route's path as it is declared; whatever else was asked for is one thing."""
    return getattr(scope.get("route"), "path", "other")
