"""A member during a replay: lots, window and level, carried through time by the engine's own functions."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET, LotState, MemberState
from cashier_app.loyalty.ledger import Entry, expiries
from cashier_app.loyalty.levels import level_after, window_start
from cashier_app.loyalty.programme import Programme
from cashier_app.whatif.history import Person


class Lots:
    """The lots of one account; those with nothing in them are kept apart, since a quote has no use for them."""

    __slots__ = ("empty", "live")

    def __init__(self, lots: Iterable[LotState] = ()) -> None:
        self.live = {lot.lot_id: replace(lot, right=max(lot.balance, 0)) for lot in lots}
        self.empty: dict[str, LotState] = {}

    def post(self, entry: Entry) -> None:
        """Apply an entry: whoever replays all receipts holds every right."""
        lot = self.live.pop(entry.lot_id, None) or self.empty.pop(entry.lot_id, None)
        if lot is None:
            lot = LotState(entry.lot_id, 0, 0, entry.active_at, entry.expires_at, entry.wallet, entry.source)
        balance = lot.balance + entry.points
        lapsed = lot.lapsed - entry.points if entry.kind == "expiry" else lot.lapsed
        lot = replace(lot, balance=balance, right=max(balance, 0), opens=0, lapsed=lapsed)
        (self.live if balance else self.empty)[lot.lot_id] = lot

    def all(self) -> tuple[LotState, ...]:
        """Every lot there ever was, as a return wants them."""
        return (*self.live.values(), *self.empty.values())

    def points(self) -> Points:
        """The balance of the points wallet, debts subtracted."""
        return sum(lot.balance for lot in self.live.values() if lot.wallet == POINTS_WALLET)


class Holder:
    """One member under one programme."""

    __slots__ = ("_net", "_window", "first_level", "level_id", "lots", "member", "person", "purchases", "touched_at")

    def __init__(self, member: str, person: Person, programme: Programme) -> None:
        opening = person.opening
        self.member = member
        self.person = person
        self.level_id = programme.base_level.id
        self.lots = Lots(opening.lots if opening else ())
        self.purchases = opening.purchases if opening else 0
        self.touched_at: Instant = 0
        #: Purchases and returns that may still count, the oldest first, and their sum.
        self._window: list[tuple[Instant, Kopecks]] = []
        self._net: Kopecks = 0
        if opening:
            self.level_id = programme.level(opening.level_id).id
            if opening.net_purchases:
                self.count(0, opening.net_purchases)
        self.first_level = self.level_id

    def state(self) -> MemberState:
        """The member for a quote."""
        return MemberState(
            account_id=self.member,
            level_id=self.level_id,
            lots=tuple(self.lots.live.values()),
            net_purchases=self._net,
            birthday=self.person.birthday,
            segments=self.person.segments,
            purchases=self.purchases,
        )

    def expire(self, now: Instant) -> tuple[Entry, ...]:
        """Let points lapse whose life has ended; the entries posted."""
        entries = expiries(self.lots.live.values(), self.member, now)
        for entry in entries:
            self.lots.post(entry)
        return entries

    def count(self, at: Instant, net: Kopecks) -> None:
        """Money that counts for the level; negative for a return."""
        self._window.append((at, net))
        self._net += net

    def recalculate(self, programme: Programme, zone: str, now: Instant, may_fall: bool) -> int:
        """The level as of now: 1 after a rise, -1 after a fall, 0 where it stays."""
        since = window_start(programme.levels, zone, now)
        if since is not None:
            while self._window and self._window[0][0] < since:
                self._net -= self._window.pop(0)[1]
        level = level_after(programme, self.level_id, self._net, may_fall)
        if level.id == self.level_id:
            return 0
        ladder = [step.id for step in programme.levels.ladder]
        rose = ladder.index(level.id) > ladder.index(self.level_id)
        self.level_id = level.id
        return 1 if rose else -1
