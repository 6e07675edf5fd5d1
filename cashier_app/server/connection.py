"""One connection of somebody who asks: its requests have to begin in time, and what is no HTTP is told so."""

from __future__ import annotations

import asyncio
import http
import sys
from typing import Any

import h11
import msgspec
from uvicorn.protocols.http.h11_impl import H11Protocol

from cashier_app.server import problems
from cashier_app.server.bounds import FAREWELL_SECONDS, HEAD_SECONDS
from cashier_app.server.problems import ApiError


class Connection(H11Protocol):
    """uvicorn's protocol, with a deadline for a request's head and errors that are problem documents."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody has connected, and should say something."""
        super().connection_made(transport)
        self._arm()

    def data_received(self, data: bytes) -> None:
        """Some of a request."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """An answer is out; the next request may have begun already."""
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._disarm()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """The server ends: whoever has his answer is hung up on, and need not say good-bye first (TLS waits for it)."""
        super().shutdown()
        if self.cycle is None or self.cycle.response_complete:
            self.loop.call_later(FAREWELL_SECONDS, self.transport.abort)

    def send_400_response(self, msg: str) -> None:
        """Tell that this is no HTTP, or that its head is too large."""
        error = sys.exception()
        status = error.error_status_hint if isinstance(error, h11.RemoteProtocolError) else 400
        code = "head-too-large" if status == 431 else "not-http"
        self._refuse(ApiError(status, code, http.HTTPStatus(status).phrase, str(error or msg)[:200]))

    # --- inside ------------------------------------------------------------------------------------------

    def _watch(self) -> None:
        """A deadline for whatever has begun and is not being served: a head, or the rest of a refused body."""
        serving = self.cycle is not None and not self.cycle.response_complete
        resting = self.conn.their_state is h11.IDLE and not self.conn.trailing_data[0]
        if serving or resting:
            self._disarm()
        elif self._deadline is None:
            self._arm()

    def _arm(self) -> None:
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._late)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._deadline = None
        if self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self._refuse(problems.too_slow(HEAD_SECONDS))
        else:
            self.transport.close()

    def _refuse(self, error: ApiError) -> None:
        """Answer, if nothing was answered yet, and hang up."""
        if self.cycle is not None and not self.cycle.response_complete:
            # whoever serves the request that broke off hears that nobody waits for it
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        body = msgspec.json.encode(error.problem())
        headers = [
            (b"content-type", problems.MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
        ]
        reason = http.HTTPStatus(error.status).phrase.encode()
        events = (h11.Response(status_code=error.status, headers=headers, reason=reason), h11.Data(data=body))
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            for event in (*events, h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self.transport.close()
