"""The goods page: goods found while somebody types, and folders of goods that have no barcode.

Everything is asked on a thread of its own with its own reading connection, so that neither the screen nor a commit
waits for a search.  A search takes the place of the one before it: what is no longer typed is not looked for.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from cashier_app.till.selling_view import GoodsView

if TYPE_CHECKING:
    from cashier_app.storage.reader import Reader
    from cashier_app.storage.rows import ProductRow
    from cashier_app.till.opening import Till

T = TypeVar("T")

#: Goods that one search, or one folder, shows at most.
FOUND: Final = 50
FOLDER: Final = 200


class _Job(msgspec.Struct):
    """Something to read; `ends` is set once nobody waits for it any more."""

    read: Callable[[Reader, _Job], Any]
    future: Future[Any]
    is_search: bool
    superseded: bool = False


class GoodsPage:
    """Called on the screen's thread; what comes of it arrives in futures.

    A future of a search that another one has taken the place of is cancelled.
    """

    def __init__(self, till: Till) -> None:
        self._till = till
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._running: _Job | None = None
        #: The connection, while a search may be interrupted in it.
        self._searching: Reader | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    # --- what is asked -----------------------------------------------------------------------------------

    def search(self, text: str, limit: int = FOUND) -> Future[list[GoodsView]]:
        """Goods by words of the name in any order, article, code or its last digits, the likeliest first.

        A search that is under way or waits is given up: its future is cancelled.
        """

        def read(reader: Reader, job: _Job) -> list[GoodsView]:
            reader.warm_search()
            with self._changed:
                self._searching = reader
            try:
                rows = reader.search(text, limit, lambda: not job.superseded)
            finally:
                with self._changed:
                    self._searching = None
            return [self.view_of(row) for row in rows]

        return self._ask(read, is_search=True)

    def categories(self) -> Future[list[str]]:
        """Folders of the goods page that the catalogue gives."""
        return self._ask(lambda reader, _: reader.categories())

    def warm(self) -> None:
        """Read what the first search would wait for: somebody has opened the page."""
        self._ask(lambda reader, _: reader.warm_search())

    def of_category(self, category: str) -> Future[list[GoodsView]]:
        """Goods of a category, by name."""
        return self._ask(lambda reader, _: [self.view_of(row) for row in reader.of_category(category, FOLDER)])

    def without_barcode(self) -> Future[list[GoodsView]]:
        """Goods that cannot be scanned."""
        return self._ask(lambda reader, _: [self.view_of(row) for row in reader.without_barcode("", FOLDER)])

    def read(self, job: Callable[[Reader], T]) -> Future[T]:
        """Anything else that the page shows, read on its thread after what was asked before."""
        return self._ask(lambda reader, _: job(reader))

    def view_of(self, row: ProductRow) -> GoodsView:
        """A product as the page shows it."""
        words = self._till.words
        price = words.money(row.price)
        if row.unit == "kg":
            price = words.translate("selling", "{price} per kg").format(price=price)
        detail = " · ".join(filter(None, (row.brand, row.article)))
        return GoodsView(row.product_id, row.name, price, detail)

    def close(self) -> None:
        """Give up what waits, end what runs, stop the thread."""
        with self._changed:
            self._closed = True
            waiting = list(self._jobs)
            self._jobs.clear()
            waiting += self._give_up_running()
            self._changed.notify()
        for job in waiting:
            _cancel(job.future)
        if self._thread is not None:
            self._thread.join()

    # --- the thread --------------------------------------------------------------------------------------

    def _ask(self, read: Callable[[Reader, _Job], T], is_search: bool = False) -> Future[T]:
        job = _Job(read, Future(), is_search)
        given_up: list[_Job] = []
        with self._changed:
            if self._closed:
                _cancel(job.future)
                return job.future
            if is_search:
                given_up = [waiting for waiting in self._jobs if waiting.is_search]
                for waiting in given_up:
                    self._jobs.remove(waiting)
                given_up += self._give_up_running()
            self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="goods", daemon=True)
                self._thread.start()
            self._changed.notify()
        for other in given_up:
            _cancel(other.future)
        return job.future

    def _give_up_running(self) -> list[_Job]:
        """The search that runs, unless it was given up before: it ends as soon as it can.  Under the lock."""
        running = self._running
        if running is None or not running.is_search or running.superseded:
            return []
        running.superseded = True
        if self._searching is not None:
            self._searching.interrupt()
        return [running]

    def _work(self) -> None:
        reader: Reader | None = None
        while True:
            with self._changed:
                while not self._jobs and not self._closed:
                    self._changed.wait()
                if self._closed:
                    return
                job = self._running = self._jobs.popleft()
            try:
                reader = reader or self._till.database.reader()
                result, failure = job.read(reader, job), None
            except BaseException as error:  # noqa: BLE001 - whatever a job raises belongs to who waits for it
                result, failure = None, error
            with self._changed:
                self._running = None
            # one that was given up has been cancelled, whatever its interrupted connection said
            if not job.superseded and job.future.set_running_or_notify_cancel():
                if failure is None:
                    job.future.set_result(result)
                else:
                    job.future.set_exception(failure)
            del job, result, failure


def _cancel(future: Future[Any]) -> None:
    """Nobody waits for it any more, and whoever does hears so at once."""
    if future.cancel():
        future.set_running_or_notify_cancel()
