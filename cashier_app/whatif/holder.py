"""A member during a replay: lots, window and level, carried through time by the engine's own functions."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec.structs import replace

from cashier_app.core.clock import Instant, local_date
from cashier_app.core.money import Kopecks
from cashier_app.core.points import Points
from cashier_app.loyalty.cart import CAP_WALLETS, POINTS_WALLET, LotState, MemberState
from cashier_app.loyalty.ledger import Entry, cap_lots, expiries, lot_id_of
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
from cashier_app.loyalty.sold import SoldFacts
from cashier_app.whatif.history import Person

#: A day before any history, for which a programme is in force.
_LONG_AGO: Final = datetime.date(1970, 1, 1)
#: Days of purchases before those that have left every window are dropped.
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

    def of_sale(self, sold: SoldFacts) -> tuple[LotState, ...]:
        """What a return wants: all that holds anything, and the lots that the sale opened or used, empty or not."""
        named = [lot_id_of(sold.op_id, number) for number in range(1, len(sold.new_lots) + 1)]
        named += [use.lot_id for use in sold.redemption.uses] if sold.redemption else []
        named += [use.lot_id for use in sold.wallet_uses]
        emptied = dict.fromkeys(lot_id for lot_id in named if lot_id in self.empty)
        return (*self.live.values(), *(self.empty[lot_id] for lot_id in emptied))

    def points(self) -> Points:
        """The balance of the points wallet, debts subtracted."""
        return sum(lot.balance for lot in self.live.values() if lot.wallet == POINTS_WALLET)


class Terms:
    """One programme as a replay sees it: in force from the beginning of time, in every store."""

    def __init__(self, programme: Programme, zone: str) -> None:
        self.programme = programme
        self.zone = zone
        self.timeline = Timeline([replace(programme, valid_from=_LONG_AGO, pilot=None)], zone)
        caps = [cap for rule in programme.rules for cap in rule.all_caps] + list(programme.redemption.caps)
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
        self._facts: dict[tuple[datetime.date, bool], Purchase] = {}
        self._due: Instant | None = None
        self.first_level = level_id
        if state is not None:
            self._level = replace(self._level, floor=state.level_floor, since=min(state.level_since or now, now) - 2)
            if state.net_purchases:
                # what was bought before the history begins counts from its beginning on
                self._keep(Purchase(now - 1, state.net_purchases))
            self._due = now - 1

    @property
    def level_id(self) -> str:
        """The level held."""
        return self._level.level_id

    def state(self, now: Instant, zone: str) -> MemberState:
        """The member for a quote in a store of that zone; the level must be up to date (`advance`)."""
        terms = self._terms
        lots = tuple(self.lots.live.values())
        if terms.caps_members:
            lots = tuple(lot for lot in lots if not lot.wallet.startswith(CAP_WALLETS))
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
            net_purchases=net_purchases(self._level, self._facts.values(), terms.programme, terms.zone, now),
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
        if self._due is None or now < self._due:
            return ()
        return self._recalculated((), now)

    def bought(self, at: Instant, net: Kopecks) -> tuple[LevelChange, ...]:
        """A purchase paid in money; the changes of level that it brings at once."""
        return self._count(Purchase(at, net, max(at, self._level.until + 1)))

    def returned(self, sold_at: Instant, at: Instant, net: Kopecks) -> tuple[LevelChange, ...]:
        """Money given back for goods of an earlier purchase; the changes of level that it brings at once."""
        return self._count(Purchase(sold_at, -net, max(at, self._level.until + 1), is_return=True))

    def _count(self, fact: Purchase) -> tuple[LevelChange, ...]:
        return self._recalculated((fact,), fact.counted)

    def _recalculated(self, new: Sequence[Purchase], until: Instant) -> tuple[LevelChange, ...]:
        """The level up to an instant with what is new, and when it could change next by itself."""
        timeline = self._terms.timeline
        history = recalculate(self._level, [*self._facts.values(), *new], (), timeline, until)
        self._level = history.state
        for fact in new:
            self._keep(fact)
        self._due = next_due(self._level, self._facts.values(), timeline)
        return history.changes

    def _keep(self, fact: Purchase) -> None:
        """Remember a fact that is counted; those of one day leave every window together, so they are kept as one."""
        key = local_date(fact.at, self._terms.zone), fact.is_return
        before = self._facts.get(key)
        if before is not None:
            fact = replace(fact, at=before.at, net=before.net + fact.net)
        self._facts[key] = fact
        if before is None and len(self._facts) % _MANY == 0:
            start = purchases_from(self._level, self._terms.timeline)
            self._facts = {day: kept for day, kept in self._facts.items() if kept.at >= start}
