"""The one way to do something off the GUI thread and to hear of its end on it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from cashier_app.ui import messages

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Success = Callable[[Any], None]
Failure = Callable[[BaseException], None]


class Background(QObject):
    """Runs operations on worker threads and brings success or failure to the GUI thread.

    An operation must never touch a widget: it returns a value, and the callback shows it.
    A callback whose `owner` is gone by then is not called.  Without a `failure` callback the
    failure goes to `messages.failure`.
    """

    _ended = Signal(object, object, object, object)

    def __init__(self, parent: QObject | None = None, threads: int = 4) -> None:
        super().__init__(parent)
        self._threads = threads
        self._pool: ThreadPoolExecutor | None = None
        self._open: set[Future[Any]] = set()
        self._stopping = False
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        operation: Callable[[], T],
        success: Callable[[T], None] | None = None,
        failure: Failure | None = None,
        owner: QObject | None = None,
    ) -> Future[T]:
        """Start an operation on a worker thread."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="background")
        return self.watch(self._pool.submit(operation), success, failure, owner)

    def watch(
        self,
        future: Future[T],
        success: Callable[[T], None] | None = None,
        failure: Failure | None = None,
        owner: QObject | None = None,
    ) -> Future[T]:
        """Follow work that somebody else has started, such as a job of the database worker."""
        self._open.add(future)

        def ended(done: Future[T]) -> None:
            if not self._stopping and shiboken6.isValid(self):
                self._ended.emit(done, success, failure, owner)

        future.add_done_callback(ended)
        return future

    @property
    def busy(self) -> bool:
        """Whether anything started or watched has not been told to its callbacks yet."""
        return bool(self._open)

    def stop(self, seconds: float = 1.0) -> bool:
        """Stop taking work and wait for what runs; whether all of it ended in time.

        No callback is called afterwards.
        """
        self._stopping = True
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        unfinished = wait(list(self._open), timeout=seconds).not_done
        self._open.clear()
        return not unfinished

    def _finish(
        self, future: Future[Any], success: Success | None, failure: Failure | None, owner: QObject | None
    ) -> None:
        self._open.discard(future)
        if self._stopping or future.cancelled() or (owner is not None and not shiboken6.isValid(owner)):
            return
        error = future.exception()
        if error is None:
            if success is not None:
                success(future.result())
        elif failure is not None:
            failure(error)
        else:
            messages.failure(error)
