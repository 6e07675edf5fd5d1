"""A member during a replay: lots, window and level, carried through time by the engine's own functions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from cashier_app.core.clock import Instant
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET, LotState, MemberState
from cashier_app.loyalty.ledger import Entry, cap_lots, expiries
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.recalculation import (
    LevelChange,
    Purchase,
    Timeline,
    net_purchases,
    next_due,
    opening,
    purchases_from,
    recalculate,
)
from cashier_app.whatif.history import Person

#: A day before any history, for which a programme is in force.
_LONG_AGO: Final = datetime.date(1970, 1, 1)
#: Facts of a window before those that have left it are dropped.
_MANY: Final = 64


class Lots:
    """The lots of one account; those with nothing in them are kept apart, since a quote has no use for them."""

    __slots__ = ("empty", "live")

    def __init__(self, lots: Iterable[LotState] = ()) -> None:
        self.live: dict[str, LotState] = {}
        self.empty: dict[str, LotState] = {}
        for lot in lots:
            kept = self.live if lot.balance else self.empty
            kept[lot.lot_id] = replace(lot, right=max(lot.balance, 0), opens=0)

    def post(self, entry: Entry) -> None:
        """Apply an entry: whoever replays all receipts holds every right."""
        lot = self.live.pop(entry.lot_id, None) or self.empty.pop(entry.lot_id, None)
        if lot is None:
            lot = LotState(entry.lot_id, 0, 0, entry.active_at, entry.expires_at, entry.wallet, entry.source)
        balance = lot.balance + entry.points
        lapsed = lot.lapsed - entry.points if entry.kind == "expiry" else lot.lapsed
        lot = replace(lot, balance=balance, right=max(balance, 0), lapsed=lapsed)
        (self.live if balance else self.empty)[lot.lot_id] = lot

    def or_untouched(self, untouched: Iterable[LotState]) -> tuple[LotState, ...]:
        """Caps as they stand: those that nobody has touched hold what the programme says."""
        return tuple(self.live.get(lot.lot_id) or self.empty.get(lot.lot_id) or lot for lot in untouched)

    def all(self) -> tuple[LotState, ...]:
        """Every lot there ever was, as a return wants them."""
        return (*self.live.values(), *self.empty.values())

    def points(self) -> Points:
        """The balance of the points wallet, debts subtracted."""
        return sum(lot.balance for lot in self.live.values() if lot.wallet == POINTS_WALLET)


class Terms:
    """One programme as a replay sees it: in force from the beginning of time, in every store."""

    def __init__(self, programme: Programme, zone: str) -> None:
        self.programme = programme
        self.zone = zone
        self.timeline = Timeline([replace(programme, valid_from=_LONG_AGO, pilot=None)], zone)
        caps = [cap for rule in programme.rules for cap in rule.caps] + list(programme.redemption.caps)
        self.caps_members = any(cap.per == "member" for cap in caps)
        self.caps_everybody = any(cap.per in ("everyone", "code") for cap in caps)


class Holder:
    """One member under one programme, from his first receipt on."""

    __slots__ = (
        "_due",
        "_facts",
        "_level",
        "_terms",
        "first_level",
        "lots",
        "member",
        "person",
        "purchases",
        "touched_at",
    )

    def __init__(self, member: str, person: Person, terms: Terms, now: Instant) -> None:
        state = person.opening
        self.member = member
        self.person = person
        self.lots = Lots(state.lots if state else ())
        self.purchases = state.purchases if state else 0
        self.touched_at: Instant = 0
        self._terms = terms
        level_id = terms.programme.level(state.level_id if state else "").id
        self._level = opening(level_id, now - 2, terms.zone)
        self._facts: list[Purchase] = []
        self._due: Instant | None = None
        self.first_level = level_id
        if state is not None:
            self._level = replace(self._level, floor=state.level_floor, since=min(state.level_since or now, now) - 2)
            if state.net_purchases:
                # what was bought before the history begins counts from its beginning on
                self._facts.append(Purchase(now - 1, state.net_purchases))

    @property
    def level_id(self) -> str:
        """The level held."""
        return self._level.level_id

    def state(self, now: Instant, zone: str) -> MemberState:
        """The member for a quote in a store of that zone; the level must be up to date (`advance`)."""
        terms = self._terms
        lots = tuple(lot for lot in self.lots.live.values() if not lot.wallet.startswith(CAP_WALLETS))
        if terms.caps_members:
            untouched = cap_lots(
                terms.programme,
                zone,
                now,
                account_id=self.member,
                birthday=self.person.birthday,
                may_open=True,
            )
            lots += self.lots.or_untouched(untouched)
        return MemberState(
            account_id=self.member,
            level_id=self._level.level_id,
            lots=lots,
            net_purchases=net_purchases(self._level, self._facts, terms.programme, terms.zone, now),
            birthday=self.person.birthday,
            segments=self.person.segments,
            purchases=self.purchases,
            level_since=self._level.since,
            level_floor=self._level.floor,
            last_purchase_at=self._level.last_purchase_at,
        )

    def expire(self, now: Instant) -> tuple[Entry, ...]:
        """Let points lapse whose life has ended; the entries posted."""
        entries = expiries(self.lots.live.values(), self.member, now)
        for entry in entries:
            self.lots.post(entry)
        return entries

    def advance(self, now: Instant) -> tuple[LevelChange, ...]:
        """What time alone brings to the level, up to and including an instant."""
        fresh = bool(self._facts) and self._facts[-1].counted > self._level.until
        if not fresh and (self._due is None or now < self._due):
            return ()
        return self._recalculated(now)

    def bought(self, at: Instant, net: Kopecks) -> tuple[LevelChange, ...]:
        """A purchase paid in money; the changes of level that it brings at once."""
        return self._count(Purchase(at, net, max(at, self._level.until + 1)))

    def returned(self, sold_at: Instant, at: Instant, net: Kopecks) -> tuple[LevelChange, ...]:
        """Money given back for goods of an earlier purchase; the changes of level that it brings at once."""
        return self._count(Purchase(sold_at, -net, max(at, self._level.until + 1), is_return=True))

    def _count(self, fact: Purchase) -> tuple[LevelChange, ...]:
        self._facts.append(fact)
        return self._recalculated(fact.counted)

    def _recalculated(self, until: Instant) -> tuple[LevelChange, ...]:
        history = recalculate(self._level, self._facts, (), self._terms.timeline, until)
        self._level = history.state
        if len(self._facts) >= _MANY:
            start = purchases_from(self._level, self._terms.timeline)
            self._facts = [fact for fact in self._facts if fact.at >= start]
        self._due = next_due(self._level, self._facts, self._terms.timeline)
        return history.changes
