"""What hangs on an open till: printer, scanner and server, each on its own threads, heard on the GUI thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from cashier_app.core.clock import Instant
from cashier_app.ui import messages
from cashier_app.ui.attention import Attention
from cashier_app.ui.counter import CounterDevices
from cashier_app.ui.lamps import Lamps
from cashier_app.ui.printers import Printers
from cashier_app.ui.screen import nobody_looks
from cashier_app.ui.shell import Shell

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.devices.scanners import Scanners, Views
    from cashier_app.sync.messages import FoundMembers, FoundSales, GiftCardSummary
    from cashier_app.sync.questions import Answer, CodeVerdict, PurchasesFound, SaleFound
    from cashier_app.sync.state import SyncState
    from cashier_app.sync.worker import SyncWorker
    from cashier_app.till.backing_up import BackupSchedule
    from cashier_app.till.opening import Till
    from cashier_app.till.report_schedule import ReportSchedule

log = logging.getLogger(__name__)

#: How the account of a card that nobody has registered begins (`sync.messages.unclaimed_account`).
_UNCLAIMED = "unclaimed-"


class Equipment(QObject):
    """Starts and stops the workers and brings their news to `Desk.surroundings` and the screen.

    The workers call back on their own threads; every callback only emits a signal that is queued.
    """

    _sync_changed = Signal(object)
    _scanner_said = Signal(int, object)

    def __init__(self, till: Till, settings: Settings, shell: Shell) -> None:
        super().__init__(shell)
        self._till = till
        self._settings = settings
        self._shell = shell
        self._surroundings = shell.desk.surroundings
        self.printers = Printers(till, settings, shell)
        self._scanners: Scanners | None = None
        #: How often the scanners were set anew: what an earlier set of them still says is not heard.
        self._scanner_changes = 0
        self._sync: SyncWorker | None = None
        self._reports: ReportSchedule | None = None
        self._backups: BackupSchedule | None = None
        self._last_sync: Instant | None = None
        self._lamps = Lamps(shell)
        self._attention = shell.desk.attention = Attention(shell)
        self.counter = CounterDevices(settings, shell.desk, self)
        queued = Qt.ConnectionType.QueuedConnection
        self._sync_changed.connect(self._show_sync, queued)
        self._scanner_said.connect(self._show_scanners, queued)

    def start(self) -> None:
        """Start whatever the settings name."""
        self.printers.start()
        self.start_scanners()
        self.counter.start()
        self._till.on_operation = self._sync_now
        self._till.on_failure = messages.failure
        self._shell.desk.buyer_attached = self._ask_for_rights
        self._shell.desk.code_wanted = self._verify_code
        self._shell.desk.limits_wanted = self._ask_for_limits
        self._shell.desk.look_up = self._look_up
        self._shell.desk.ask_sale = self._ask_sale
        self._shell.desk.find_sales = self._find_sales
        self._shell.desk.ask_gift = self._ask_gift
        self._shell.desk.gift_balance = self._gift_balance
        self._shell.desk.purchases = self._purchases
        self._shell.desk.find_members = self._find_members
        self._surroundings.sync_now = self._sync_now
        self.start_sync()
        self._attention.start()
        self._start_reports()

    def stop(self, seconds: float) -> None:
        """Stop all of it at once, within a time; what does not end in it is told to the log."""
        self.retire(seconds)()

    def retire(self, seconds: float) -> Callable[[], None]:
        """Let all of it end; what is returned waits for that, on any thread, within a time."""
        self._lamps.stop()
        self._attention.stop()
        stops: list[tuple[str, Callable[[float], bool]]] = [
            (name, worker.stop)
            for name, worker in (("scanner", self._scanners), ("sync", self._sync))
            if worker is not None
        ]
        stops += self.printers.stops() + self.counter.stops()
        if self._reports is not None:
            stops.append(("reports", self._reports.stop))
        if self._backups is not None:
            stops.append(("backups", self._backups.stop))

        def wait() -> None:
            threads = [threading.Thread(target=stop, args=(seconds,), name=f"stop-{name}") for name, stop in stops]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(seconds)
                if thread.is_alive():
                    log.warning("%s did not end in time", thread.name)

        return wait

    def _start_reports(self) -> None:
        """Reports that are written by themselves; what is wanted is read from the settings each time."""
        places = self._shell.desk.places
        if places is None or self._till.practice:
            return
        from cashier_app.till.report_schedule import ReportSchedule

        self._reports = ReportSchedule(self._till, places.data)
        self._reports.start()
        self._start_backups()

    def _start_backups(self) -> None:
        """Copies of the database by the hours."""
        from cashier_app.till.backing_up import BackupSchedule

        self._backups = BackupSchedule(self._till)
        self._backups.start()

    def forget(self) -> None:
        """Take everything off the screens that this equipment has put there; it has been retired before."""
        desk = self._shell.desk
        desk.terminal = None
        desk.buyer_sees = nobody_looks
        self._lamps.deleteLater()
        self._attention.deleteLater()
        self.deleteLater()
        self.printers.deleteLater()
        self._surroundings.forget()

    # --- scanners --------------------------------------------------------------------------------------

    def start_scanners(self) -> None:
        """Begin to hear the scanners on serial ports that the settings name, or that are to be found."""
        from cashier_app.config import ports_of_others, scanner_places, scanner_ports

        wanted = scanner_ports(self._settings)
        if not wanted:
            return
        from cashier_app.devices.scanners import Scanners, ScannerSpec

        specs = [
            msgspec.structs.replace(msgspec.convert(each, ScannerSpec, from_attributes=True), place=place)
            for each, place in zip(wanted, scanner_places(self._settings), strict=True)
        ]
        self._scanners = Scanners(
            specs,
            self._till.clock,
            self._shell.scanned.emit,
            partial(self._scanner_said.emit, self._scanner_changes),
            claimed=ports_of_others(self._settings),
        )
        self._scanners.start()
        self._surroundings.scanner_ports = self._scanners
        self._surroundings.set_scanners(self._scanners.views)

    def settings_changed(self, settings: Settings) -> None:
        """Let every device whose settings are others now work by them; the payment terminal and the server do not."""
        before = self._settings
        if (before.printers, before.shop.logo) != (settings.printers, settings.shop.logo):
            self.printers.changed(settings)
        if (before.scanner, before.scanners) != (settings.scanner, settings.scanners):
            self.scanners_changed(settings)
        self._settings = settings
        self.counter.changed(settings)

    def scanners_changed(self, settings: Settings) -> None:
        """Hear the scanners as other settings say: those of before end behind the screen, then the others begin."""
        self._settings = settings
        old, self._scanners = self._scanners, None
        self._scanner_changes += 1
        if old is None:
            self.start_scanners()
            return
        self._surroundings.scanner_ports = None
        self._surroundings.set_scanners(())
        change = self._scanner_changes

        def begin(_: object) -> None:
            if change == self._scanner_changes:
                self.start_scanners()

        # a port that hangs holds its thread for seconds
        self._shell.desk.background.run(old.stop, begin, owner=self)

    def _show_scanners(self, change: int, views: Views) -> None:
        if change == self._scanner_changes:
            self._surroundings.set_scanners(views)

    # --- server ----------------------------------------------------------------------------------------

    def start_sync(self) -> None:
        """Begin to exchange with the server, once the till has been enrolled there."""
        server = self._settings.server
        if not server.central_url or self._sync is not None:
            return
        from cashier_app.sync.worker import LONG_PAGE, Address, SyncWorker, Timing

        membership = self._till.sync_store.membership()
        self._surroundings.paired = bool(membership.key)
        if not membership.key:
            return
        self._sync = SyncWorker(
            self._till.sync_store,
            Address(server.central_url, membership.key, server.central_ca_file),
            self._till.clock,
            self._sync_changed.emit,
            Timing(
                connect_ms=server.connect_timeout_ms,
                read_ms=server.read_timeout_ms,
                acquire_ms=server.acquire_timeout_ms,
                interval_ms=server.interval_ms,
                backoff_ms=server.backoff_ms,
                backoff_limit_ms=server.backoff_limit_ms,
                page=server.page,
                largest_page=LONG_PAGE,
            ),
            node=Address(server.node_url, membership.key, server.node_ca_file) if server.node_url else None,
        )
        self._sync.start()

    def _sync_now(self) -> None:
        if self._sync is not None:
            self._sync.sync_now()

    def _show_sync(self, state: SyncState) -> None:
        from cashier_app.till.opening import Connection

        before, alone = self._surroundings.sync, self._till.connection.alone
        self._till.set_connection(Connection(state.online, state.last_sync or 0, state.past_node, state.central_silent))
        member = self._till.selling.member
        if alone and not self._till.connection.alone and member is not None and member.beyond:
            # what was to be lent beyond the rights can be granted now
            self._ask_for_rights(member.account_id)
        self._surroundings.set_sync(state)
        if before is None or before.online != state.online or state.last_sync != self._last_sync:
            self._last_sync = state.last_sync
            self._shell.refreshed()

    def _ask_for_rights(self, account_id: str) -> None:
        """A card was attached: ask for the right to spend its points while the cashier scans on.

        The server is first asked whose card it is where this till does not know it.
        """
        sync, store = self._sync, self._till.sync_store
        if sync is None or not sync.state.online:
            return

        def ask() -> Answer:
            epoch, known = store.current_epoch(), account_id
            if account_id.startswith(_UNCLAIMED):
                answer = sync.look_up(epoch, account_id.removeprefix(_UNCLAIMED)).result()
                if answer.account is None:
                    return answer
                known = answer.account.account.account_id
            return sync.acquire(epoch, known, lambda central: store.targets(known, None, central)).result()

        self._shell.desk.background.run(ask, self._rights_came, owner=self)

    def _rights_came(self, answer: Answer) -> None:
        """Show what may be spent now; if the buyer has gone meanwhile, nothing is held back for nobody."""
        if answer.account is not None:
            self._till.selling.rights_came(answer.account.account.account_id)
            self._till.give_back_idle([answer.account.account.account_id])
        self._shell.refreshed()

    def _verify_code(self) -> None:
        """A telephone's changing code was scanned: ask whether it is good, and tell."""
        selling = self._till.selling
        asked = selling.take_code()
        if asked is None:
            return

        def came(verdict: CodeVerdict) -> None:
            notice = selling.code_verified(asked, verdict)
            if notice is not None:
                tell = messages.warning if notice.tone == "warning" else messages.info
                tell(notice.text, notice.detail)
                self._shell.refreshed()

        sync = self._sync
        if sync is None or not sync.state.online:
            came("unreachable")
            return
        self._shell.desk.background.watch(sync.verify_card(asked.card, asked.code, asked.attempt), came, owner=self)

    def _ask_for_limits(self) -> None:
        """Ask for what the receipt lacks of codes, gifts and caps, while the cashier scans on."""
        sync, store, selling = self._sync, self._till.sync_store, self._till.selling
        if sync is None or not sync.state.online:
            return
        wanted = selling.take_wants()
        if not wanted:
            return

        def ask() -> None:
            epoch = store.current_epoch()
            asked = [sync.acquire(epoch, want.account_id, partial(store.targets_for, want.needs)) for want in wanted]
            for answer in asked:
                answer.result()

        def came(_: object) -> None:
            """Show what may be given now; for a receipt that has gone meanwhile nothing is held back."""
            selling.answered(wanted)
            self._till.give_back_idle(want.account_id for want in wanted)
            self._shell.refreshed()

        def failed(error: BaseException) -> None:
            selling.answered(wanted)
            messages.failure(error)

        self._shell.desk.background.run(ask, came, failed, owner=self)

    def _look_up(self, identifier_hash: str, told: Callable[[bool], None]) -> None:
        """Ask the server whose card or telephone this is; told whether it is now known here."""
        sync, store = self._sync, self._till.sync_store
        if sync is None or not sync.state.online:
            told(False)
            return

        def ask() -> bool:
            return sync.look_up(store.current_epoch(), identifier_hash).result().outcome == "found"

        self._shell.desk.background.run(ask, told, owner=self)

    def _ask_gift(self, account_id: str, identifier_hash: str, told: Callable[[], None]) -> None:
        """Ask about a gift card, and for the right to spend all that it holds; told when it is known here."""
        sync, store = self._sync, self._till.sync_store
        if sync is None or not sync.state.online:
            told()
            return

        def ask() -> None:
            epoch = store.current_epoch()
            if identifier_hash:
                sync.look_up(epoch, identifier_hash).result()
            sync.acquire(epoch, account_id, lambda central: store.targets(account_id, None, central)).result()

        def failed(error: BaseException) -> None:
            messages.failure(error)
            told()

        self._shell.desk.background.run(ask, lambda _: told(), failed, owner=self)

    def _gift_balance(self, identifier_hash: str, told: Callable[[GiftCardSummary | None], None]) -> None:
        """Ask the server what is on a gift card; nothing of it is kept."""
        sync = self._sync
        if sync is None or not sync.state.online:
            told(None)
            return
        self._shell.desk.background.watch(sync.gift_card(identifier_hash), told, owner=self)

    def _ask_sale(self, receipt_id: str, told: Callable[[SaleFound], None]) -> None:
        """Ask the server for another till's sale; what it says is booked here before it is told."""
        from cashier_app.sync.questions import SaleFound

        sync, store = self._sync, self._till.sync_store
        if sync is None or not sync.state.online:
            told(SaleFound("unreachable"))
            return

        def ask() -> SaleFound:
            return sync.ask_sale(store.current_epoch(), receipt_id, partial(store.return_target, receipt_id)).result()

        self._shell.desk.background.run(ask, told, owner=self)

    def _find_sales(self, number: int, told: Callable[[FoundSales | None], None]) -> None:
        """Ask the server for the sales of all tills with a number."""
        sync = self._sync
        if sync is None or not sync.state.online:
            told(None)
            return
        self._shell.desk.background.watch(sync.find_sales(number), told, owner=self)

    def _find_members(self, digits: str, told: Callable[[FoundMembers | None], None]) -> None:
        """Ask the server for buyers by a part of a number."""
        sync = self._sync
        if sync is None or not sync.state.online:
            told(None)
            return
        self._shell.desk.background.watch(sync.find_members(digits), told, owner=self)

    def _purchases(self, account_id: str, cursor: str, told: Callable[[PurchasesFound], None]) -> None:
        """Ask the server for a page of what a buyer bought."""
        from cashier_app.sync.questions import PurchasesFound

        sync = self._sync
        if sync is None or not sync.state.online:
            told(PurchasesFound("unreachable"))
            return
        self._shell.desk.background.watch(sync.purchases(account_id, cursor), told, owner=self)
