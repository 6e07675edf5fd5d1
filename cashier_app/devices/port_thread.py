"""Runs the blocking calls of one port on a thread of their own, which can be left behind when one never returns."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)

_SLICE = 0.1
_HURRY = 0.5


class PortHung(Exception):
    """A call did not return in its time; the thread that made it is not to be used again."""


class PortThread:
    """One daemon thread, started by the first call, that makes the calls of one port in turn."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._calls: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._abandoned = threading.Event()
        self._farewell: Callable[[], None] | None = None

    def call(self, function: Callable[[], T], timeout: float, hurry: threading.Event) -> T:
        """What `function` returns or raises; `PortHung` after `timeout` seconds, or half a second of `hurry`."""
        if self._thread is None:
            # A daemon: a driver that never returns must not keep the till from closing.
            self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        future: Future[T] = Future()
        self._calls.put((future, function))
        deadline = time.monotonic() + timeout
        hurried = False
        while not wait((future,), min(_SLICE, max(0.0, deadline - time.monotonic()))).done:
            if hurry.is_set() and not hurried:
                hurried = True
                deadline = min(deadline, time.monotonic() + _HURRY)
            if time.monotonic() >= deadline:
                raise PortHung(self._name)
        return future.result()

    def abandon(self, farewell: Callable[[], None]) -> None:
        """Leave a hung thread behind; should it come back, it runs `farewell` (closing the port) and ends."""
        self._farewell = farewell
        self._abandoned.set()
        self._calls.put(None)

    def stop(self, timeout: float) -> bool:
        """End the thread; whether it ended within `timeout` seconds."""
        self._calls.put(None)
        if self._thread is not None:
            self._thread.join(timeout)
            return not self._thread.is_alive()
        return True

    def _run(self) -> None:
        while (item := self._calls.get()) is not None:
            future, function = item
            try:
                future.set_result(function())
            except BaseException as error:  # noqa: BLE001 - handed to whoever made the call
                future.set_exception(error)
        if self._abandoned.is_set() and self._farewell is not None:
            log.warning("%s: the port came back after it was given up", self._name)
            self._farewell()
