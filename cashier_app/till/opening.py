"""The start of a till: the database is opened and checked, what a crash left is resolved, the parts are wired.

`open_till` runs on a worker thread; it imports the database's libraries, so that the first frame
need not wait for them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cashier_app.catalog.vat import StandardRates, standard_rates
from cashier_app.core.clock import Clock, Instant
from cashier_app.core.decoding import make_ready
from cashier_app.core.ids import IdSource, new_id
from cashier_app.core.words import Words
from cashier_app.sync.messages import ReleaseBody
from cashier_app.till.identity import Identity, begin_start
from cashier_app.till.parents import CENTRAL, release
from cashier_app.till.sale_hours import rules_of
from cashier_app.till.selling_view import Notice
from cashier_app.till.till_clock import TillClock

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.sales.hours import SaleRule
    from cashier_app.sales.receipt import Receipt
    from cashier_app.storage.database import Database
    from cashier_app.storage.life import Mark
    from cashier_app.storage.rows import MemberRecord, PaymentRow
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.sync.messages import RightCounters
    from cashier_app.till.frozen import Frozen
    from cashier_app.till.goods_back import GoodsBack
    from cashier_app.till.printing import DatabasePrintQueue
    from cashier_app.till.writing import Transaction

_log = logging.getLogger(__name__)


class Connection(msgspec.Struct, frozen=True):
    """How the server can be reached, told by the sync worker (`Till.set_connection`)."""

    online: bool = False
    #: When the last exchange succeeded; 0 before the first.
    last_exchange_at: Instant = 0
    #: The shop's node does not answer, and the central server does.
    past_node: bool = False
    #: The shop's node answers, and the central server does not.
    central_silent: bool = False

    @property
    def alone(self) -> bool:
        """Nobody can be asked who could grant more than is here: not the central server, by any way."""
        return not self.online or (self.central_silent and not self.past_node)

    def hears(self, parent: str) -> bool:
        """Whether a parent learns now what it is told: the central server by any way, a store node by itself."""
        return self.online and (parent == CENTRAL or not self.past_node)


class Till:
    """A till at work: its parts, each a small class in a module of its own.  No Qt.

    Everything is called on the screen's thread, except `sync_store` (sync worker) and `print_queues`
    (printer's thread).  What writes returns a `Future` that is done when it is on the disk.
    """

    def __init__(
        self,
        settings: Settings,
        words: Words,
        ids: IdSource,
        clock: TillClock,
        database: Database,
        identity: Identity,
        mark: Mark,
        found: Found,
    ) -> None:
        from cashier_app.till.backing_up import BackingUp
        from cashier_app.till.exchange import STORE
        from cashier_app.till.failures import Failures
        from cashier_app.till.programmes import Programmes
        from cashier_app.till.writing import Writer

        self.settings = settings
        #: Called (on the database's thread) when a shift was opened or closed; to be set.
        self.on_shift_changed: Callable[[], None] = lambda: None
        #: Nothing here is real: the till to practise on (`till.practice`).
        self.practice = False
        self.words = words
        self.ids = ids
        self.clock = clock
        self.database = database
        self.identity = identity
        #: What opening found and a person should know: a crash, a restored database, receipts given back.
        wired = settings.terminal.driver != "manual"
        self.notices: tuple[Notice, ...] = found.notices(identity, database.unclean, words, wired)
        #: What parts of the till could not do while nobody waited for it.
        self.failures = Failures()
        self._mark = mark
        #: Accounts that live elsewhere whose rights stayed here because the server could not hear of them; changed
        #: on the database's thread alone.
        self._kept = dict.fromkeys(found.kept)
        self._connection = Connection()
        self.backing_up = BackingUp(self)
        self.reader = database.reader()
        self.writer = Writer(database, clock, self.zone, identity.start, mark)
        self.store = self.reader.meta(STORE) or settings.shop.store
        self.programmes = Programmes(self.reader, self.zone, self.store)
        self._put_people()
        self._put_counter(found)
        self._put_buyers()
        self._put_office()
        self._put_exchange()

    def _put_people(self) -> None:
        """Who is here, what they do is written down, and the drawer's day."""
        from cashier_app.till.journal import Journal
        from cashier_app.till.people import People
        from cashier_app.till.shifts import Shifts

        self.people = People(self)
        self.journal = Journal(self)
        self.shifts = Shifts(self)

    def _put_counter(self, found: Found) -> None:
        """What sells, takes money and gives it back."""
        from cashier_app.till.gift_cards import GiftCards
        from cashier_app.till.goods_page import GoodsPage
        from cashier_app.till.hand_discount import HandDiscounts
        from cashier_app.till.loose_return import LooseReturning
        from cashier_app.till.parking import Parking
        from cashier_app.till.paying import Paying
        from cashier_app.till.quick_goods import QuickGoods
        from cashier_app.till.returning import Returning
        from cashier_app.till.selling import Selling
        from cashier_app.till.terminal_doubts import TerminalDoubts

        self.gift_cards = GiftCards(self)
        self.selling = Selling(self, found.draft)
        self.goods_page = GoodsPage(self)
        self.hand_discounts = HandDiscounts(self)
        self.quick_goods = QuickGoods(self)
        self.paying = Paying(self, found.in_doubt)
        self.terminal_doubts = TerminalDoubts(self)
        self.returning = Returning(self, found.refund)
        self.loose_returning = LooseReturning(self)
        self.parking = Parking(self)

    def _put_buyers(self) -> None:
        """What is done for a buyer besides selling."""
        from cashier_app.till.buyer_history import BuyerHistory
        from cashier_app.till.member_cards import MemberCards
        from cashier_app.till.registering import Registering

        self.registering = Registering(self)
        self.buyer_history = BuyerHistory(self)
        self.member_cards = MemberCards(self)

    def _put_office(self) -> None:
        """Reports and what comes on paper."""
        from cashier_app.till.manager_reports import ManagerReports
        from cashier_app.till.printing import Printing
        from cashier_app.till.receipt_look import ReceiptLook
        from cashier_app.till.reports import Reports

        self.reports = Reports(self)
        self.manager_reports = ManagerReports(self)
        self.printing = Printing(self)
        self.look = ReceiptLook(self)

    def _put_exchange(self) -> None:
        """The till's side of the exchange with the server."""
        from cashier_app.till.exchange import TillSyncStore

        self.sync_store = TillSyncStore(self.database.worker, self.writer, self.clock, self.ids)
        self.sync_store.in_use = self.returning.in_use
        self.sync_store.served = lambda: self._served() | self.paying.lots
        self.sync_store.on_new_epoch = self._goes_on_under

    # --- what the parts ask ------------------------------------------------------------------------------

    @property
    def zone(self) -> str:
        """IANA name of the store's time zone."""
        return self.settings.shop.zone

    @property
    def sale_rules(self) -> tuple[SaleRule, ...]:
        """Hours of sale, as the settings say them now."""
        return rules_of(self.settings.sale_hours)

    @property
    def vat_rates(self) -> StandardRates:
        """Standard rates of VAT, newest first, as the settings say them now."""
        return standard_rates((each.first_day, each.percent) for each in self.settings.vat_rates)

    @property
    def has_printer(self) -> bool:
        """Whether slips are printed at all."""
        return bool(self.settings.printers)

    @property
    def has_drawer(self) -> bool:
        """Whether a printer opens a drawer."""
        return any(printer.drawer_pin for printer in self.settings.printers)

    def print_queues(self) -> dict[str, DatabasePrintQueue]:
        """A queue for each printer of the settings, by its name; each belongs to that printer's thread."""
        from cashier_app.till.printing import print_queues

        return print_queues(self.database.worker, self.settings.printers)

    def header(self) -> tuple[str, ...]:
        """The head of every slip: name, address, taxpayer number, the shop's own lines."""
        shop = self.settings.shop
        inn = self.words.translate("receipt", "INN {inn}").format(inn=shop.inn) if shop.inn else ""
        return tuple(filter(None, (shop.name, shop.address, inn, *shop.header)))

    @property
    def connection(self) -> Connection:
        """The sync worker's last news."""
        return self._connection

    def set_connection(self, connection: Connection) -> None:
        """The sync worker's news, handed to the screen's thread."""
        before, self._connection = self._connection, connection
        if (connection.online, connection.past_node, connection.alone) != (
            before.online,
            before.past_node,
            before.alone,
        ):
            self.selling.look_again()
            if connection.online and self._kept:
                self.writer.behind(self._give_back_kept)

    def _goes_on_under(self, epoch: str) -> None:
        """Another epoch has begun while the till works."""
        self.identity = msgspec.structs.replace(self.identity, epoch=epoch)

    def set_words(self, words: Words) -> None:
        """Another language: the next view and document speak it."""
        self.words = words
        self.selling.set_words()

    def change_settings(self, settings: Settings) -> None:
        """Work by other settings from now on, as far as they are asked for anew each time."""
        self.settings = settings
        self.selling.set_masks()

    def rights_back(self, unit: UnitOfWork, account_id: str, record: MemberRecord | None) -> tuple[RightCounters, ...]:
        """Release after a receipt what of an account lives elsewhere, under every parent that can hear of it.

        Under one that cannot it is kept, and released as soon as that one answers again; an account that is not known
        here lives elsewhere.
        """
        if record is not None and record.account.home:
            return ()
        connection = self._connection
        if not connection.online or connection.past_node:
            self._kept[account_id] = None
        return release(unit, account_id, connection.hears)

    def give_back_rights(self, transaction: Transaction, accounts: Iterable[str], now: Instant) -> None:
        """Release what is held on accounts that live elsewhere: their receipt was cancelled, parked or detached.

        Nothing of an account that has come back on the screen meanwhile: that receipt will release it.
        """
        unit = transaction.unit
        counters = [
            released
            for account_id in sorted(accounts)
            # asked as late as can be: the card may have been scanned again since this job began
            if account_id not in self._served()
            for released in self.rights_back(unit, account_id, unit.ledger.member(account_id))
        ]
        if counters:
            transaction.record(self.ids(), "release", ReleaseBody(tuple(counters)), now)

    def give_back_idle(self, accounts: Iterable[str]) -> None:
        """Release rights that came for a card or a promo code which is not on the receipt any more."""
        idle = frozenset(accounts) - self._served()
        if idle:
            now = self.clock.now()
            self.writer.behind(lambda transaction: self.give_back_rights(transaction, idle, now))

    def _served(self) -> frozenset[str]:
        """Accounts of the open receipt, of payments that are not over, and of gift cards that come back as goods."""
        return self.selling.accounts | self.paying.accounts | self.returning.cards

    def _give_back_kept(self, transaction: Transaction) -> None:
        """Release what was kept while the server did not answer; an account is forgotten once nothing of it is left."""
        unit = transaction.unit
        released: list[RightCounters] = []
        for account_id in self._kept.keys() - self._served():
            record = unit.ledger.member(account_id)
            home = record is not None and record.account.home
            counters = () if home else release(unit, account_id, self._connection.hears)
            released += counters
            if home or not (counters or unit.ledger.lots_held(account_id)):
                del self._kept[account_id]
        if released:
            transaction.record(self.ids(), "release", ReleaseBody(tuple(released)), self.clock.now())

    @property
    def on_print_job(self) -> Callable[[], None]:
        """Called (on the database's thread) after a commit that queued a job for the printer; to be set."""
        return self.writer.on_print_job

    @on_print_job.setter
    def on_print_job(self, wake: Callable[[], None]) -> None:
        self.writer.on_print_job = wake

    @property
    def on_operation(self) -> Callable[[], None]:
        """Called (on the database's thread) after a commit that queued an operation for the server; to be set."""
        return self.writer.on_operation

    @on_operation.setter
    def on_operation(self, wake: Callable[[], None]) -> None:
        self.writer.on_operation = wake

    @property
    def on_failure(self) -> Callable[[BaseException], None]:
        """Called (on the database's thread) with why something nobody waits for was not written; to be set."""
        return self.writer.on_failure

    @on_failure.setter
    def on_failure(self, tell: Callable[[BaseException], None]) -> None:
        self.writer.on_failure = tell

    # --- backups and the end -----------------------------------------------------------------------------

    def back_up(self) -> Path:
        """A verified copy of the database, rotated; blocks (call it off the screen's thread).  The copy's path."""
        return self.backing_up.make()

    def back_up_soon(self) -> None:
        """Begin a backup behind the scenes, unless one is under way; a failure is logged."""
        self.backing_up.make_soon()

    def close(self) -> None:
        """Stop in order: a backup is given up, the queue of writes finished, the database closed and unlocked."""
        self.backing_up.give_up()
        self.goods_page.close()
        self.people.close()
        self.writer.catch_up()
        self.backing_up.wait()
        self.database.close()
        self._mark.close()


class Found(msgspec.Struct, frozen=True):
    """What the last run left behind."""

    draft: Receipt | None = None
    in_doubt: tuple[tuple[Frozen, tuple[PaymentRow, ...]], ...] = ()
    #: A return whose refund on the terminal has no answer yet.
    refund: tuple[GoodsBack, tuple[PaymentRow, ...]] | None = None
    slips: int = 0
    #: Accounts with operations that the server has not counted yet.
    kept: tuple[str, ...] = ()

    def notices(self, identity: Identity, unclean: bool, words: Words, wired: bool) -> tuple[Notice, ...]:
        """The sentences for the first screen, the gravest first."""
        notices: list[Notice] = []
        look = words.translate("opening", "Look at the terminal's slip and say whether it was approved")
        if wired:
            look = words.translate("opening", "The terminal is asked what became of it as soon as somebody logs in")
        if identity.beginning == "restored":
            notices.append(
                Notice(
                    words.translate("opening", "The database is an older copy than the one that stopped here"),
                    words.translate("opening", "Points can be spent again after the next contact with the server"),
                    "warning",
                )
            )
        elif identity.beginning == "moved":
            notices.append(
                Notice(
                    words.translate("opening", "The database comes from another computer"),
                    words.translate("opening", "Points can be spent again after the next contact with the server"),
                    "warning",
                )
            )
        if self.in_doubt:
            notices.append(
                Notice(
                    words.translate("opening", "A card payment was not finished"),
                    look,
                    "warning",
                )
            )
        if self.refund is not None:
            notices.append(
                Notice(
                    words.translate("opening", "A refund on the terminal was not finished"),
                    look,
                    "warning",
                )
            )
        n = self.slips
        if n:
            notices.append(
                Notice(
                    words.translate("opening", "It is not known whether %n slip(s) were printed", "", n),
                    words.translate("opening", "Look at the printer and answer in the list of slips"),
                    "warning",
                )
            )
        if unclean and self.draft is not None and self.draft.lines:
            notices.append(Notice(words.translate("opening", "The till was stopped suddenly: the receipt is back")))
        return tuple(notices)


def open_till(
    settings: Settings,
    folder: Path,
    clock: Clock,
    words: Words,
    ids: IdSource = new_id,
    progress: Callable[[str], None] = lambda text: None,
    machine: str | None = None,
) -> Till:
    """Open the till whose database lies in `folder` (`Places.till_folder`).

    Raises `WorldError`s with words and a way out: second start, corrupt database, newer database, read-only
    folder, disk full, locked.  `progress` is told, in words, what is being done.  `machine` names this
    computer where it is not to be asked (a simulation).
    """
    from cashier_app.storage.database import Database
    from cashier_app.storage.errors import as_world_error
    from cashier_app.storage.life import LifeFile, Mark, machine_id

    stages = {
        "checking": words.translate("opening", "Checking the database after a sudden stop…"),
        "copying": words.translate("opening", "Keeping a copy of the database before it is changed…"),
        "migrating": words.translate("opening", "Preparing the database…"),
    }
    database = Database.open(folder, lambda stage: progress(stages.get(stage, stage)))
    mark = None
    try:
        mark = Mark(folder)
        till_clock = TillClock(clock)
        name = machine or machine_id()
        identity = begin_start(database.worker, LifeFile(folder), mark, name, ids, till_clock.now())
        till_clock.not_before(identity.last_at)
        found = database.worker.call(lambda unit: _resolve(unit, till_clock.now()))
        till = Till(settings, words, ids, till_clock, database, identity, mark, found)
        # the screen's thread, the database's and those that speak to the server share these types
        make_ready("cashier_app.sync", "cashier_app.loyalty", "cashier_app.sales")
        return till
    except OSError as error:
        _release(database, mark)
        raise as_world_error(error, database.path) or error from error
    except BaseException:
        _release(database, mark)
        raise


def _release(database: Database, mark: Mark | None) -> None:
    database.close()
    if mark is not None:
        mark.close()


def _resolve(unit: UnitOfWork, now: Instant) -> Found:
    """Settle what a crash left: card payments become unknown, cash alone was no sale, slips under way are unknown."""
    from cashier_app.loyalty.gift_cards import GIFT_ACCOUNTS
    from cashier_app.loyalty.ledger import campaign_account
    from cashier_app.sales.receipt import Receipt
    from cashier_app.till.frozen import decode_frozen
    from cashier_app.till.goods_back import decode_goods_back

    unit.receipts.interrupted()
    in_doubt, refund = [], None
    for row in unit.receipts.paying():
        payments = tuple(unit.receipts.payments(row.receipt_id))
        if row.kind == "return":
            refund = decode_goods_back(row.quote), payments
        elif any(payment.kind in ("card", "sbp") and payment.state != "declined" for payment in payments):
            in_doubt.append((decode_frozen(row.quote), payments))
        else:
            unit.receipts.cancel(row.receipt_id, now)
    unit.printing.interrupted("stopped", now)
    unit.printing.give_back()  # the settings may name other printers now
    body = unit.drafts.load()
    draft = msgspec.json.decode(body, type=Receipt) if body is not None else None
    if draft is not None:
        doubted = {frozen.receipt.receipt_id for frozen, _ in in_doubt}
        known = unit.receipts.by_id(draft.receipt_id)
        if draft.receipt_id in doubted or (known is not None and known.state == "final"):
            draft = None
    shared = (*unit.ledger.holding(campaign_account("")), *unit.ledger.holding(GIFT_ACCOUNTS))
    kept = (*unit.ledger.accounts_pending(), *shared)
    return Found(draft, tuple(in_doubt), refund, len(unit.printing.unknown()), kept)
