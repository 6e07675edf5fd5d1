"""What comes by itself: points lapse, holds end, levels change at midnights.  Late, twice or in pieces it is the same.

Every page is one transaction: a server killed in the middle goes on where it was.
"""

from __future__ import annotations

import logging
import threading
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.errors import WorldError
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.server import holds, living, recalling, rights, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.levels import Recalculated, recalculate_page
from cashier_app.server.programmes import Programmes

log = logging.getLogger(__name__)

#: Seconds between two runs within a server.
EVERY: Final = 60.0


class Expired(msgspec.Struct):
    """Lots whose life has ended, and the points that lapsed with them."""

    lots: int = 0
    points: Points = 0


def expire(database: ServerDatabase, stop: threading.Event | None = None) -> Expired:
    """Write the expiry of everything that is over, page by page, until nothing is left or `stop` is set."""
    done = Expired()
    entry = tables.entry.c
    lapsed = sa.select(sa.func.coalesce(sa.func.sum(-entry.points), 0)).where(
        entry.kind == "expiry", entry.wallet == POINTS_WALLET
    )
    while stop is None or not stop.is_set():
        with database.write() as transaction:
            before = transaction.connection.scalar(sa.select(sa.func.max(entry.entry_id))) or 0
            lots = rights.expire(transaction, at_once=True)
            done.lots += lots
            done.points += int(transaction.connection.scalar(lapsed.where(entry.entry_id > before)) or 0)
        if lots < rights.EXPIRY_LOTS:
            break
    return done


def recalculate(
    database: ServerDatabase, programmes: Programmes, anew: bool = False, stop: threading.Event | None = None
) -> Recalculated:
    """Recalculate every account that is due (`anew`: all of them, from the beginning), page by page.

    A run that is stopped, or killed, leaves the rest due.
    """
    total = Recalculated()
    after: str | None = "" if anew else None
    while stop is None or not stop.is_set():
        with database.write() as transaction:
            done, last = recalculate_page(transaction, programmes, after)
        total.add(done)
        if last is None:
            break
        after = last if anew else None
    return total


def end_holds(database: ServerDatabase, programmes: Programmes, stop: threading.Event | None = None) -> int:
    """Give back what sites hold by leases that are over, page by page; how many holds ended."""
    total = 0
    while stop is None or not stop.is_set():
        with database.write() as transaction:
            ended = holds.expire(transaction, programmes)
        total += ended
        if ended < holds.PAGE:
            break
    return total


def forget_recalls(database: ServerDatabase) -> int:
    """Ask no more for rights that nobody has asked for lately; how many those were."""
    with database.read() as connection:
        recall = tables.recall.c
        over = connection.execute(sa.select(recall.lot_id).where(recall.until <= database.now()).limit(1)).first()
    if over is None:
        return 0
    with database.write() as transaction:
        return recalling.forget(transaction)


def settle_homes(database: ServerDatabase, stop: threading.Event | None = None) -> int:
    """Look where members live who have bought elsewhere, page by page; how many have moved."""
    total = 0
    while stop is None or not stop.is_set():
        with database.read() as connection:
            if connection.scalar(sa.select(tables.visit_elsewhere.c.account_id).limit(1)) is None:
                break
        with database.write() as transaction:
            _, moved = living.settle(transaction)
        total += moved
    return total


class Jobs:
    """The jobs in a thread of their own, at once and then every so many seconds, until stopped."""

    def __init__(self, database: ServerDatabase, programmes: Programmes, every: float = EVERY) -> None:
        self._database = database
        self._programmes = programmes
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="jobs")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the page that is being written."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._once()
            except WorldError as error:
                log.error("what comes by itself has to wait: %s", error)
            except Exception:
                # ours: whole in the log, and tills are served all the same
                log.exception("what comes by itself went wrong by a mistake of ours")
            self._stop.wait(self._every)

    def _once(self) -> None:
        """One run, unless another worker is at it: nothing would be wrong, but all would be looked at again."""
        with self._database.alone("jobs") as alone:
            if not alone:
                return
            ended = end_holds(self._database, self._programmes, self._stop)
            forget_recalls(self._database)
            expired = expire(self._database, self._stop)
            levels = recalculate(self._database, self._programmes, stop=self._stop)
            moved = settle_homes(self._database, self._stop)
        if expired.lots or levels.accounts or ended or moved:
            words = "%d lots have expired, %d holds are over, %d members live elsewhere; levels: %s"
            log.info(words, expired.lots, ended, moved, levels)
