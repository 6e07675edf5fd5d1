"""The history of a member's level: a pure function of purchases, assignments, programme versions and the store's zone.

Levels change with a purchase, a return or an assignment, and at the store's midnights: a rise that waits for the next
day, a fall because purchases left the window or because nothing was bought for too long, a new programme version.
`recalculate` goes on from a checkpoint (`LevelState`).  Run once, twice, days late or in pieces it gives the same
changes with the same dates and reasons: a change is dated by what brought it about, never by when it was worked out.
`next_due` tells when anything could change without a new purchase, so that a day on which nothing can costs nothing.

Money is kopecks, instants UTC milliseconds, days are the store's.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from operator import attrgetter
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import Instant, local_date, next_midnight, start_of_day
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.levels import earned_levels, leaves_window, level_for, window_start
from cashier_app.loyalty.programme import (
    CalendarYear,
    Level,
    LevelRules,
    Programme,
    RollingDays,
    RollingMonths,
    in_force,
    starts_at,
)

# --- facts -----------------------------------------------------------------------------------------------


class Purchase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Money that counts for levels, negative for a return.

    `at` says in which window it counts: the instant of the sale, for a return that of the sale returned, so that a
    whole return leaves the window as if nothing had been sold.  `counted_at` is when it may change a level: the
    return's own instant, or that of the booking where the news came late (0: the same as `at`).  A fact that is
    booked must be counted after the checkpoint's `until`, and stay so for ever.
    """

    at: Instant
    net: Kopecks
    counted_at: Instant = 0
    is_return: bool = False

    @property
    def counted(self) -> Instant:
        """When it may change a level."""
        return self.counted_at or self.at


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A level given by hand or by another system, whose name is `by`.

    `level`: the member holds it from now on; where purchases earn it they carry on from there; an empty id ends an
    assigned level: purchases decide again.  `floor`: purchases never take the member below it; an empty id lifts it.
    An id that the programme in force does not know changes nothing.
    """

    at: Instant
    level_id: str
    by: str = ""
    kind: Literal["level", "floor"] = "level"


#: Why a level changed: purchases in the window, nothing bought for too long, a return, an assignment, a floor,
#: another programme version.
ReasonKind: TypeAlias = Literal["purchases", "inactivity", "return", "assigned", "floor", "programme"]


class LevelReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why a level changed, as data; `explain.explain_level_reason` has the words.

    `net` is the sum of purchases in the window (`window`, of `length` months or days), `days` those without a
    purchase, `by` who assigned it, `version` the programme's.
    """

    kind: ReasonKind
    net: Kopecks = 0
    window: Literal["", "months", "days", "year", "lifetime"] = ""
    length: int = 0
    days: int = 0
    by: str = ""
    version: int = 0


class LevelChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the level history: from an instant on the member holds another level."""

    at: Instant
    from_level: str
    to_level: str
    reason: LevelReason


class LevelState(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The checkpoint from which the history goes on; `opening` makes the first one.

    Everything counted up to and including `until` is in it.  `total` is the sum of all purchases so far, less
    `returned`, that of all returns.  `idle_since` is the midnight at which the days without a purchase begin.
    `dormant`: the member fell because nothing was bought, and rises by nothing but a purchase.
    """

    level_id: str
    since: Instant
    until: Instant
    idle_since: Instant
    floor: str = ""
    next_level: str = ""
    next_level_at: Instant = 0
    next_reason: LevelReason | None = None
    last_purchase_at: Instant = 0
    total: Kopecks = 0
    returned: Kopecks = 0
    dormant: bool = False


class History(msgspec.Struct, frozen=True):
    """What a run gives: the checkpoint to keep, and the changes to add, in order."""

    state: LevelState
    changes: tuple[LevelChange, ...]


def opening(level_id: str, at: Instant, zone: str) -> LevelState:
    """The checkpoint of a member who begins with a level at an instant, nothing bought so far."""
    return LevelState(level_id, at, at, next_midnight(at, zone))


# --- programme versions ----------------------------------------------------------------------------------


class Timeline:
    """The versions that one buyer sees in a store's zone, each from its midnight on; made once for many members.

    `lives` names, by a version's number, the instants between which it holds (an open end is None) where these are
    others: one published after its first day holds from then on, one that was withdrawn until then.  So nothing that
    is published or withdrawn changes what has been.
    """

    def __init__(
        self,
        programmes: Iterable[Programme],
        zone: str,
        store: str = "",
        segments: Set[str] = frozenset(),
        lives: Mapping[int, tuple[Instant, Instant | None]] = {},
    ) -> None:
        lived = [(each, *lives.get(each.version, (starts_at(each, zone), None))) for each in programmes]
        self.zone = zone
        self._starts: list[Instant] = []
        self._versions: list[Programme] = []
        for start in sorted({instant for _, *life in lived for instant in life if instant is not None}):
            alive = [each for each, begins, ends in lived if begins <= start and (ends is None or start < ends)]
            programme = in_force(alive, zone, start, store, segments)
            if programme is not None and not (self._versions and self._versions[-1] is programme):
                self._starts.append(start)
                self._versions.append(programme)
        self._changes = [
            start
            for n, start in enumerate(self._starts)
            if n == 0 or self._versions[n].levels != self._versions[n - 1].levels
        ]

    def at(self, instant: Instant) -> Programme | None:
        """The version in force at an instant; None before the first."""
        index = bisect_right(self._starts, instant) - 1
        return self._versions[index] if index >= 0 else None

    def next_start(self, after: Instant) -> Instant | None:
        """The first midnight after an instant at which the terms of levels change."""
        index = bisect_right(self._changes, after)
        return self._changes[index] if index < len(self._changes) else None

    def begins_at(self, instant: Instant) -> bool:
        """Whether the terms of levels change at an instant."""
        return self.next_start(instant - 1) == instant

    def windows(self) -> Iterator[LevelRules]:
        """The level rules of every version."""
        return (version.levels for version in self._versions)


def purchases_from(state: LevelState, timeline: Timeline) -> Instant:
    """From which instant (`Purchase.at`) on purchases must be handed to `recalculate` and `next_due`.

    Older ones count in no window any more, except in that of a lifetime, whose sum the checkpoint keeps.  What is
    counted after `state.until` must be handed over however old it is.
    """
    starts = [window_start(rules, timeline.zone, state.until) for rules in timeline.windows()]
    return min((start for start in starts if start is not None), default=state.until)


# --- the history -----------------------------------------------------------------------------------------


def recalculate(
    state: LevelState,
    purchases: Iterable[Purchase],
    assignments: Iterable[Assignment],
    timeline: Timeline,
    until: Instant,
) -> History:
    """The history from a checkpoint up to and including an instant.

    `purchases` are those in the windows of `purchases_from` and all that is new, in any order; `assignments` the new
    ones, older ones do no harm.  At the same instant a midnight comes first, then assignments, then all purchases
    together.
    """
    walk = _Walk(state, purchases, timeline)
    facts: list[Purchase | Assignment] = [*assignments, *walk.purchases]
    news = sorted((fact for fact in facts if state.until < _when(fact) <= until), key=_fact_order)
    for at, together in groupby(news, _when):
        walk.to_midnights(at)
        bought = []
        for fact in together:
            if isinstance(fact, Purchase):
                bought.append(fact)
            else:
                walk.assign(fact)
        if bought:
            walk.trade(at, bought)
    walk.to_midnights(until)
    return History(walk.state, tuple(walk.changes))


def next_due(state: LevelState, purchases: Iterable[Purchase], timeline: Timeline) -> Instant | None:
    """The earliest midnight after the checkpoint at which the level could change without a new fact.

    None: never, as far as the versions known say; publishing a version brings the date forward to its start for
    everybody.  `purchases` as for `recalculate`.  Before that instant a run changes nothing.
    """
    return _Walk(state, purchases, timeline).due()


def coming_change(state: LevelState, purchases: Iterable[Purchase], timeline: Timeline) -> LevelChange | None:
    """The change that the next due midnight brings if nothing is bought before; None if it brings none.

    What tills are told beforehand (`MemberState.next_level`), so that it starts there without a network.
    """
    walk = _Walk(state, purchases, timeline)
    due = walk.due()
    if due is None:
        return None
    walk.to_midnights(due)
    return walk.changes[-1] if walk.changes else None


def net_purchases(
    state: LevelState, purchases: Iterable[Purchase], programme: Programme, zone: str, now: Instant
) -> Kopecks:
    """Purchases in a programme's window at an instant, returns subtracted (`MemberState.net_purchases`)."""
    known = tuple(purchases)
    start = window_start(programme.levels, zone, now)
    if start is None:
        return state.total + sum(each.net for each in known if state.until < each.counted <= now)
    return sum(each.net for each in known if each.at >= start and each.counted <= now)


def _when(fact: Purchase | Assignment) -> Instant:
    return fact.counted if isinstance(fact, Purchase) else fact.at


def _fact_order(fact: Purchase | Assignment) -> tuple[object, ...]:
    """One order of facts whatever order they come in."""
    if isinstance(fact, Assignment):
        return fact.at, 0, 0, 0, fact.kind, fact.level_id, fact.by
    return fact.counted, 1, fact.is_return, fact.at, "", "", str(fact.net)


class _Walk:
    """The history while it is being worked out: the checkpoint as it becomes, and the changes so far."""

    def __init__(self, state: LevelState, purchases: Iterable[Purchase], timeline: Timeline) -> None:
        self.state = state
        self.changes: list[LevelChange] = []
        self.purchases = sorted(purchases, key=attrgetter("at"))
        #: (at, counted, net, is a return) of each, in the order in which they leave the window.
        self._rows = [(each.at, each.counted, each.net, each.is_return) for each in self.purchases]
        self._timeline = timeline
        self._zone = timeline.zone
        #: Up to here purchases have been taken into account.
        self._counted_to = state.until

    def to_midnights(self, until: Instant) -> None:
        """Everything that comes by itself, up to and including an instant."""
        if until < next_midnight(self.state.until, self._zone):
            return
        while (due := self.due()) is not None and due <= until:
            self._midnight(due)

    def due(self) -> Instant | None:
        """The next midnight at which something comes by itself."""
        dates = [self._timeline.next_start(self.state.until)]
        programme = self._timeline.at(self.state.until)
        if programme is not None:
            dates.append(self.state.next_level_at if self.state.next_level else None)
            dates.append(self._fall_due(programme))
        return min((date for date in dates if date is not None), default=None)

    def assign(self, fact: Assignment) -> None:
        """A level or a floor given by hand or by another system."""
        self.state = replace(self.state, until=fact.at)
        programme = self._timeline.at(fact.at)
        if programme is None:
            return
        ladder = _Ladder(programme, self.state)
        if fact.kind == "floor" and (not fact.level_id or ladder.place(fact.level_id) is not None):
            self.state = replace(self.state, floor=fact.level_id)
            lifted = _Ladder(programme, self.state)
            if lifted.held is not None and lifted.held < lifted.floor:
                self._move(lifted.levels[lifted.floor].id, fact.at, LevelReason("floor", by=fact.by))
            return
        if fact.level_id:
            target = fact.level_id if fact.level_id in ladder.ids else self.state.level_id
        elif ladder.held is None:
            earned = ladder.earned(self._net(programme, fact.at))
            target = ladder.levels[max(earned, ladder.floor)].id
        else:
            return
        if target != self.state.level_id:
            place = ladder.place(target)
            if place is not None and place < ladder.floor:
                self.state = replace(self.state, floor="")
            self._move(target, fact.at, LevelReason("assigned", by=fact.by))
            self.state = replace(self.state, dormant=False, idle_since=next_midnight(fact.at, self._zone))

    def trade(self, at: Instant, facts: Sequence[Purchase]) -> None:
        """Purchases and returns counted at one instant."""
        self._counted_to = at
        bought = [each for each in facts if not each.is_return]
        returned = sum(each.net for each in facts if each.is_return)
        state = self.state
        state = replace(
            state, until=at, total=state.total + sum(each.net for each in facts), returned=state.returned - returned
        )
        if bought:
            last = max(each.at for each in bought)
            idle_since = max(state.idle_since, next_midnight(last, self._zone))
            last = max(state.last_purchase_at, last)
            state = replace(state, last_purchase_at=last, idle_since=idle_since, dormant=False)
        self.state = state
        programme = self._timeline.at(at)
        ladder = _Ladder(programme, state) if programme is not None else None
        if programme is None or ladder is None or ladder.held is None:
            return
        net = self._net(programme, at)
        earned = ladder.earned(net)
        if earned > ladder.held:
            self._rise(programme, ladder.levels[earned], at, net, bool(bought))
            return
        self.state = replace(self.state, next_level="", next_level_at=0, next_reason=None)
        if earned < ladder.held and len(bought) < len(facts) and programme.returns.level == "at_once":
            step = ladder.held - 1 if programme.levels.fall == "one_step" else earned
            target = max(step, ladder.floor)
            if target < ladder.held:
                self._move(ladder.levels[target].id, at, _reason("return", programme, net))

    def _rise(self, programme: Programme, level: Level, at: Instant, net: Kopecks, bought: bool) -> None:
        """A higher level is earned: by a purchase at once or from midnight; a return can only lower what waits."""
        reason = _reason("purchases", programme, net)
        if bought and programme.levels.rise == "at_once":
            self._move(level.id, at, reason)
        elif bought or self.state.next_level:
            midnight = next_midnight(at, self._zone)
            self.state = replace(self.state, next_level=level.id, next_level_at=midnight, next_reason=reason)

    def _midnight(self, at: Instant) -> None:
        """What comes at a midnight: the rise that waited for it, a new version's terms, a fall."""
        programme = self._timeline.at(at)
        assert programme is not None  # nothing is due before the first version
        state = self.state = replace(self.state, until=at)
        if state.next_level:
            if state.next_reason is not None and state.next_level in _Ladder(programme, state).ids:
                self._move(state.next_level, at, state.next_reason)
            else:
                self.state = replace(state, next_level="", next_level_at=0, next_reason=None)
        if self._timeline.begins_at(at):
            self._take_up(programme, at)
        self._fall(programme, at)

    def _take_up(self, programme: Programme, at: Instant) -> None:
        """The terms of a new version: a level that it does not know ends, a level that it makes easier is earned."""
        ladder = _Ladder(programme, self.state)
        if self.state.level_id in ladder.ids and ladder.held is None:
            return
        earned = ladder.earned(self._net(programme, at))
        held = ladder.held
        if held is None:
            target = max(earned, ladder.floor)
        else:
            target = max(held, ladder.floor, held if self.state.dormant else earned)
        if target != held:
            self._move(ladder.levels[target].id, at, LevelReason("programme", version=programme.version))

    def _fall(self, programme: Programme, at: Instant) -> None:
        """A fall that is due, the deeper one of those by purchases and by inactivity."""
        rules = programme.levels
        ladder = _Ladder(programme, self.state)
        if ladder.held is None or ladder.held <= ladder.floor or at < self._held_until(rules):
            return
        target, reason = ladder.held, None
        if rules.fall != "never":
            net = self._net(programme, at)
            earned = ladder.earned(self._net(programme, at, programme.returns.level == "never"))
            if earned < target:
                target = target - 1 if rules.fall == "one_step" else earned
                reason = _reason("purchases", programme, net)
        idle = rules.inactivity is not None and at >= self._idle_until(rules.inactivity.days)
        if rules.inactivity is not None and idle:
            lower = 0 if rules.inactivity.to == "base" else ladder.held - 1
            if lower <= target:
                target, reason = lower, LevelReason("inactivity", days=rules.inactivity.days)
        if reason is not None:
            self._move(ladder.levels[max(target, ladder.floor)].id, at, reason)
            if idle:
                self.state = replace(self.state, dormant=True, idle_since=at)

    def _fall_due(self, programme: Programme) -> Instant | None:
        """The next midnight at which the level held falls if nothing is bought; None: it does not."""
        rules = programme.levels
        ladder = _Ladder(programme, self.state)
        if ladder.held is None or ladder.held <= ladder.floor:
            return None
        earliest = max(next_midnight(self.state.until, self._zone), self._held_until(rules))
        dates = []
        if rules.fall != "never":
            dates.append(self._slides_below(programme, ladder.levels[ladder.held].threshold or 0, earliest))
        if rules.inactivity is not None:
            dates.append(max(earliest, self._idle_until(rules.inactivity.days)))
        return min((date for date in dates if date is not None), default=None)

    def _slides_below(self, programme: Programme, threshold: Kopecks, earliest: Instant) -> Instant | None:
        """The first midnight from `earliest` on at which purchases in the window are less than a threshold."""
        gross = programme.returns.level == "never"
        start = window_start(programme.levels, self._zone, earliest)
        inside = self._inside(start or 0, gross)
        left = self._sum_of_all(gross) if start is None else sum(net for _, net in inside)
        if left < threshold:
            return earliest
        for number, (at, net) in enumerate(inside if start is not None else ()):
            left -= net
            if left < threshold:
                leaves = leaves_window(programme.levels, self._zone, at)
                assert leaves is not None  # the window has a beginning
                later = window_start(programme.levels, self._zone, leaves) or 0
                same_day = sum(other for day, other in inside[number + 1 :] if day < later)
                if left - same_day < threshold:
                    return leaves
        return None

    def _net(self, programme: Programme, now: Instant, gross: bool = False) -> Kopecks:
        """Purchases taken into account that lie in the window of `now`; `gross`: as if nothing had been returned."""
        start = window_start(programme.levels, self._zone, now)
        return self._sum_of_all(gross) if start is None else sum(net for _, net in self._inside(start, gross))

    def _sum_of_all(self, gross: bool) -> Kopecks:
        """All purchases taken into account, however old."""
        return self.state.total + (self.state.returned if gross else 0)

    def _inside(self, start: Instant, gross: bool) -> list[tuple[Instant, Kopecks]]:
        """(at, net) of purchases taken into account from an instant on, oldest first."""
        until = self._counted_to
        rows = self._rows[bisect_left(self._rows, (start,)) :]
        return [(at, net) for at, counted, net, back in rows if counted <= until and not (gross and back)]

    def _held_until(self, rules: LevelRules) -> Instant:
        """The first midnight at which the level held may fall: whole days after it began, at least one."""
        begun = local_date(self.state.since - 1, self._zone) + datetime.timedelta(days=1)
        earliest = start_of_day(begun + datetime.timedelta(days=rules.minimum_days), self._zone)
        return max(earliest, next_midnight(self.state.since, self._zone))

    def _idle_until(self, days: int) -> Instant:
        """The midnight that ends so many whole days without a purchase."""
        first = local_date(self.state.idle_since, self._zone)
        return start_of_day(first + datetime.timedelta(days=days), self._zone)

    def _move(self, level_id: str, at: Instant, reason: LevelReason) -> None:
        """One change of level; what waited for a midnight is settled by it."""
        self.changes.append(LevelChange(at, self.state.level_id, level_id, reason))
        self.state = replace(self.state, level_id=level_id, since=at, next_level="", next_level_at=0, next_reason=None)


class _Ladder:
    """A version's levels that purchases earn, and where a member stands on them.

    `held` and `floor` are places from 0; `held` is None on an assigned level and on one that the version does not know.
    """

    def __init__(self, programme: Programme, state: LevelState) -> None:
        self.programme = programme
        self.levels = earned_levels(programme.levels)
        self.ids = {level.id for level in programme.levels.ladder}
        self.held = self.place(state.level_id)
        self.floor = self.place(state.floor) or 0

    def place(self, level_id: str) -> int | None:
        """Where a level stands; None if purchases do not earn it."""
        for n, level in enumerate(self.levels):
            if level.id == level_id:
                return n
        return None

    def earned(self, net: Kopecks) -> int:
        """The highest level that net purchases reach."""
        return self.levels.index(level_for(self.programme, net))


def _reason(kind: ReasonKind, programme: Programme, net: Kopecks) -> LevelReason:
    """A reason that names the purchases in the programme's window."""
    match programme.levels.window:
        case RollingMonths(months=months):
            return LevelReason(kind, net, "months", months)
        case RollingDays(days=days):
            return LevelReason(kind, net, "days", days)
        case CalendarYear():
            return LevelReason(kind, net, "year")
        case _:
            return LevelReason(kind, net, "lifetime")
