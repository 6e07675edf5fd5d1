"""What each policy of offline redemption grants, and what it overspends: the same days of trade under each of them.

Twenty stores of three tills; a member shops at home in 85 visits of 100; a store's line to the central server is off
5 % of the time, for three quarters of an hour on average, and now and then a till is cut off from everything for
minutes.  Tills, store nodes and the central server are the program's own over their own databases; days, outages and
receipts come from a seed, the same for every policy.  An overspend is what a redemption took beyond what the member had
at that instant, all shops taken together, whatever anybody knew of it.
"""

from __future__ import annotations

import heapq
import json
import math
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.clock import HOUR, MINUTE, Instant
from cashier_app.core.points import ONE_POINT, Points
from cashier_app.core.words import Words
from cashier_app.loyalty.cart import Asked
from cashier_app.server import members, verify
from cashier_app.simulation.beginnings import Beginnings, Shop, node_name
from cashier_app.simulation.chance import Chance, drawn
from cashier_app.simulation.clocks import HardwareClock
from cashier_app.simulation.machines import CENTRAL, NodeMachine
from cashier_app.simulation.policy_till import Large, PolicyTillMachine, Spends
from cashier_app.simulation.world import World

#: How a policy is called in the table.
Name: TypeAlias = Literal["deny", "copy", "split", "node", "floor"]

#: Points that the last policy lends on a card in an outage.
FLOOR: Final[Points] = 50 * ONE_POINT
#: A shop is open so long a day.
OPEN: Final[Instant] = 12 * HOUR
#: How much of the time a store's line is off, and how long on average; the same of a till inside its shop.
LINE_OFF, LINE_MEAN = 0.05, 45 * MINUTE
LAN_OFF, LAN_MEAN = 0.003, 6 * MINUTE
#: A fraudster goes through so many shops, a quarter of an hour apart.
SHOPS_OF_A_FRAUD: Final = 4


class Policy(msgspec.Struct, frozen=True):
    """What the programme says, what tills do, and who holds the rights of a shop's members."""

    name: Name
    offline: dict[str, Any]
    node: bool = False
    split: bool = False
    spends: Spends = "programme"


POLICIES: Final[tuple[Policy, ...]] = (
    Policy("deny", {"redemption": "deny"}),
    Policy("copy", {"redemption": "rights"}, spends="copy"),
    Policy("split", {"redemption": "rights"}, split=True),
    Policy("node", {"redemption": "rights"}, node=True),
    Policy("floor", {"redemption": "rights+floor", "floor": FLOOR}, node=True),
)


class Trade(msgspec.Struct, frozen=True):
    """How much is going on: stores with their tills, members, days, visits of a member a day, and who cheats."""

    stores: int = 20
    tills: int = 3
    members: int = 400
    days: float = 10
    visits: float = 0.7
    home: float = 0.85
    fraudsters: float = 0.005
    line_off: float = LINE_OFF


class Event(msgspec.Struct, frozen=True, order=True):
    """Something at an instant; `who` is a store, a till's number or a member's."""

    at: Instant
    what: Literal["off", "on", "cut", "joined", "visit"]
    who: int
    #: Of a visit: the store, the till in it, the price, the share of the balance asked for (100: as much as may be).
    store: int = 0
    till: int = 0
    price: int = 0
    share: int = 100


class Outcome(msgspec.Struct):
    """What a policy did; `asked` are visits in which points were wanted and the member had some."""

    name: Name
    asked: int = 0
    full: int = 0
    asked_offline: int = 0
    full_offline: int = 0
    part_offline: int = 0
    less_online: int = 0
    redemptions: int = 0
    overspent: int = 0
    overspent_points: Points = 0
    fraud_redemptions: int = 0
    fraud_overspent: int = 0
    fraud_overspent_points: Points = 0
    lent_points: Points = 0
    seconds: float = 0
    alarms: Counter[str] = msgspec.field(default_factory=Counter)


# --- what happens ----------------------------------------------------------------------------------------


def happenings(trade: Trade, seed: int) -> list[Event]:
    """Every outage and every visit, in order; the same for each policy."""
    chance, end = Chance(seed), round(trade.days * OPEN)
    events: list[Event] = []
    for store in range(trade.stores):
        events += _outages(chance, "off", "on", store, (trade.line_off, LINE_MEAN), end)
    for till in range(trade.stores * trade.tills):
        events += _outages(chance, "cut", "joined", till, (LAN_OFF, LAN_MEAN), end)
    for member in range(trade.members):
        for _ in range(_poisson(chance, trade.visits * trade.days)):
            events.append(_visit(chance, trade, member, chance.randrange(end)))
    return sorted(events)


def _visit(chance: Chance, trade: Trade, member: int, at: Instant) -> Event:
    home = member % trade.stores
    store = home if chance.happens(trade.home) else chance.randrange(trade.stores)
    price = round(chance.lognormvariate(11.3, 0.7)) + 1000
    share = 100 if chance.happens(0.7) else chance.randrange(10, 100)
    return Event(at, "visit", member, store, chance.randrange(trade.tills), price, share)


def _outages(
    chance: Chance,
    begins: Literal["off", "cut"],
    ends: Literal["on", "joined"],
    who: int,
    off: tuple[float, Instant],
    end: Instant,
) -> Iterator[Event]:
    share, mean = off
    now = chance.expovariate(1 / (mean * (1 - share) / share)) if share else end
    while now < end:
        yield Event(round(now), begins, who)
        now += chance.expovariate(1 / mean)
        yield Event(round(min(now, end)), ends, who)
        now += chance.expovariate(1 / (mean * (1 - share) / share))


def _poisson(chance: Chance, mean: float) -> int:
    count, left = 0, chance.expovariate(1.0)
    while left < mean:
        count += 1
        left += chance.expovariate(1.0)
    return count


def programme(offline: dict[str, Any]) -> bytes:
    """Ten per cent of a purchase in points, which pay up to a half of the next."""
    names = {"ru": "Правила", "en": "Policy"}
    body = {
        "version": 1,
        "valid_from": "2020-01-01",
        "name": names,
        "levels": {"ladder": [{"id": "base", "name": names, "threshold": 0}]},
        "redemption": {"maximum_share": 5000},
        "accrual": {"rate": 1000},
        "offline": offline,
    }
    return json.dumps(body, ensure_ascii=False).encode()


# --- the chain -------------------------------------------------------------------------------------------


class PolicyWorld(World):
    """The chain under one policy; nothing is lost but by outages."""

    losses = (0.0,)

    def __init__(self, policy: Policy, trade: Trade, seed: int, folder: Path, beginnings: Beginnings) -> None:
        self.policy = policy
        self.trade = trade
        shops = tuple(Shop(f"s{n:02}", tills=trade.tills, node=policy.node) for n in range(trade.stores))
        self.shapes = (shops,)  # type: ignore[misc]
        self.programme = programme(policy.offline)  # type: ignore[misc]
        super().__init__(Large(seed), 0, folder, beginnings)
        self.stores = [shop.store for shop in shops]
        self.outcome = Outcome(policy.name)
        #: What each member has, all shops taken together.
        self.truth: dict[str, Points] = {}
        self.accounts: list[str] = []
        self._off: set[int] = set()
        self._begun: Instant = self.clock.now()
        self._frauds: list[Event] = []
        self._walked: dict[int, int] = {}
        self._kept: defaultdict[str, set[str]] = defaultdict(set)
        #: When the ledger of each member moved last, and when each store's node asked for news last.
        self._moved: dict[str, Instant] = {}
        self._heard: dict[int, Instant] = {}

    def add_till(self, name: str, store: str, machine: str) -> PolicyTillMachine:
        """A till over a folder of its name, which is there already."""
        made = PolicyTillMachine(name, machine, store, self.folder / name, HardwareClock(self.clock), self, self.chance)
        made.node = node_name(store) if node_name(store) in self.servers else ""
        made.till.spends = self.policy.spends
        self.tills.append(made)
        return made

    def till_of(self, store: int, number: int) -> PolicyTillMachine:
        """A till of a store."""
        made = self.tills[store * self.trade.tills + number]
        assert isinstance(made, PolicyTillMachine)
        return made

    def node_of(self, store: int) -> NodeMachine | None:
        """The node of a store, where there is one."""
        node = self.servers.get(node_name(self.stores[store]))
        return node if isinstance(node, NodeMachine) else None

    def found(self) -> None:
        """Bring the members in, and let every shop hear of them."""
        chance = Chance(self.trade.members)
        with self.central.database.write() as transaction:
            for n in range(self.trade.members):
                lots = (members.LotRecord(str(chance.randrange(50, 500))),)
                card = members.IdentifierRecord("card", f"7780{n:012}")
                record = members.MemberRecord((card,), "Анна К", home=self.stores[n % self.trade.stores], lots=lots)
                members.bring_in(transaction, [("1", record)], ["base"][0], ["base"], "", members.Brought())
        for _ in range(2):
            for store in range(self.trade.stores):
                self.speak(store)
            self.clock.advance(1)
        till = self.till_of(0, 0).till
        for n in range(self.trade.members):
            account_id = till.account_of(f"7780{n:012}")
            assert account_id is not None
            self.accounts.append(account_id)
            self.truth[account_id] = till.points(account_id)
            if self.policy.split:
                self.share_out(n)

    def speak(self, store: int) -> None:
        """A store's machines say and hear everything, as far as they can."""
        self._node_speaks(store)
        for number in range(self.trade.tills):
            self.till_of(store, number).turn()
        self._node_speaks(store)

    def _node_speaks(self, store: int) -> None:
        """A store's node, where there is one, says and hears everything, if its line is not off."""
        node = self.node_of(store)
        if node is not None and store not in self._off:
            node.worker.turn()
            self._heard[store] = self.clock.now()

    def share_out(self, member: int) -> None:
        """Split over the tills of the home store what nobody holds of a member's points."""
        account_id, home = self.accounts[member], member % self.trade.stores
        for number in range(self.trade.tills):
            machine = self.till_of(home, number)
            part = self.truth[account_id] // self.trade.tills
            if machine.till.connection.online and machine.till.rights(account_id) < part:
                machine.ask(account_id, part)

    # --- what happens ---------------------------------------------------------------------------------------

    def play(self, events: list[Event], seconds: float = math.inf) -> Outcome:
        """Let everything happen, for so many seconds at most; then everybody hears of it, and the ledger holds."""
        begun = time.monotonic()
        waiting = list(events)
        heapq.heapify(waiting)
        acts: dict[str, Callable[[Event], None]] = {
            "off": self._line_off,
            "on": self._line_on,
            "cut": self._cut_off,
            "joined": self._joined,
            "visit": self._visited,
        }
        while waiting and time.monotonic() - begun < seconds:
            event = heapq.heappop(waiting)
            self._reach(event.at)
            acts[event.what](event)
            for more in self._frauds:
                heapq.heappush(waiting, more)
            self._frauds.clear()
        self.outcome.seconds = time.monotonic() - begun
        self._compare()
        return self.outcome

    def _reach(self, at: Instant) -> None:
        """The clock shows the instant of an event: nights are passed over."""
        day, within = divmod(at, OPEN)
        self.clock.advance(max(self._begun + day * 24 * HOUR + within - self.clock.now(), 1))

    def _line_off(self, event: Event) -> None:
        """Everything has been told until then: to the store's node, which its tills go on asking, or to the tills."""
        self._hear(event.who)
        self._off.add(event.who)
        self.cut |= self._lines(event.who)
        if self.node_of(event.who) is None:
            self._hear(event.who)
        self._walk(event.at)

    def _line_on(self, event: Event) -> None:
        self._off.discard(event.who)
        self.cut -= self._lines(event.who)
        self._hear(event.who)
        for number in range(self.trade.tills):
            self._give_back_kept(self.till_of(event.who, number))

    def _lines(self, store: int) -> set[frozenset[str]]:
        """The lines of a store's machines to the central server."""
        node = self.node_of(store)
        names = [node.name] if node is not None else []
        names += [self.till_of(store, number).name for number in range(self.trade.tills)]
        return {frozenset((name, CENTRAL)) for name in names}

    def _hear(self, store: int) -> None:
        """Whoever of a store speaks to the central server does so."""
        if self.node_of(store) is not None:
            self._node_speaks(store)
            return
        for number in range(self.trade.tills):
            self.till_of(store, number).turn()

    def _cut_off(self, event: Event) -> None:
        machine = self.tills[event.who]
        assert isinstance(machine, PolicyTillMachine)
        machine.turn()
        self.cut |= {frozenset((machine.name, to)) for to in (CENTRAL, machine.node) if to}
        machine.turn()

    def _joined(self, event: Event) -> None:
        machine, store = self.tills[event.who], event.who // self.trade.tills
        assert isinstance(machine, PolicyTillMachine)
        self.cut -= {frozenset((machine.name, machine.node))}
        if store not in self._off:
            self.cut -= {frozenset((machine.name, CENTRAL))}
        machine.turn()
        self._give_back_kept(machine)

    def _give_back_kept(self, machine: PolicyTillMachine) -> None:
        """What stayed at a till because nobody could hear of it."""
        if machine.till.connection.online:
            for account_id in sorted(self._kept.pop(machine.name, ())):
                machine.till.store.release(account_id)
            machine.turn()

    def _walk(self, at: Instant) -> None:
        """Whoever cheats goes through the shops without a line, once a day, as soon as there are two of them."""
        shops, day = sorted(self._off), at // OPEN
        for member in range(round(self.trade.members * self.trade.fraudsters)):
            if len(shops) > 1 and self._walked.get(member) != day:
                self._walked[member] = day
                self._frauds += [
                    Event(at + n * 15 * MINUTE, "visit", member, store, n % self.trade.tills, 200_000, -1)
                    for n, store in enumerate(shops[:SHOPS_OF_A_FRAUD])
                ]

    def _visited(self, event: Event) -> None:
        """A member buys something and pays a part with points."""
        machine, account_id = self.till_of(event.store, event.till), self.accounts[event.who]
        if self._moved.get(account_id, 0) > self._heard.get(event.store, 0):
            # it asks every ten seconds: only what it has not heard is of interest here
            self._node_speaks(event.store)
        had = self.truth[account_id]
        wish = min(had * abs(event.share) // 100 if event.share != -1 else had, event.price // 2)
        wish -= wish % ONE_POINT
        asked: Asked = "maximum" if event.share in (100, -1) else max(wish, 0)
        machine.ask(account_id)
        if machine.till.connection.online and machine.till.rights(account_id) < min(wish, had):
            self._ask_holders(event.who)
            machine.ask(account_id)
        away = frozenset((machine.name, CENTRAL)) in self.cut
        before = machine.till.lent(account_id)
        quoted = machine.till.sell_to(account_id, asked, event.price)
        lent = machine.till.lent(account_id)
        self.insist([f"{machine.name} has lent {lent} in one outage"] if lent > FLOOR else [])
        self.outcome.lent_points += lent - before
        self._count(event, wish, had, quoted.redemption.points, away)
        self.truth[account_id] += quoted.accrued - quoted.redemption.points
        if away and machine.till.rights(account_id):
            self._kept[machine.name].add(account_id)
        self._moved[account_id] = self.clock.now()
        machine.turn()
        self._node_speaks(event.store)
        if self.policy.split:
            self.share_out(event.who)

    def _ask_holders(self, member: int) -> None:
        """Seconds later whoever holds the member's rights has been asked for them, where a line leads there."""
        home = member % self.trade.stores
        if home in self._off:
            return
        self._node_speaks(home)
        if self.policy.split:
            for number in range(self.trade.tills):
                self.till_of(home, number).turn()
                self.till_of(home, number).turn()

    def _count(self, event: Event, wish: Points, had: Points, redeemed: Points, away: bool) -> None:
        """What came of a wish; a fraudster's own visits are no part of what others are granted."""
        outcome, excess = self.outcome, max(redeemed - max(had, 0), 0)
        fraud = event.who < round(self.trade.members * self.trade.fraudsters)
        outcome.fraud_redemptions += redeemed > 0
        outcome.fraud_overspent += excess > 0
        outcome.fraud_overspent_points += excess
        if fraud:
            return
        outcome.redemptions += redeemed > 0
        outcome.overspent += excess > 0
        outcome.overspent_points += excess
        if wish <= 0:
            return
        full = redeemed >= wish
        outcome.asked += 1
        outcome.full += full
        outcome.asked_offline += away
        outcome.full_offline += away and full
        outcome.part_offline += away and 0 < redeemed < wish
        outcome.less_online += not away and not full

    def _compare(self) -> None:
        """The ledger holds, and says of every member what really happened."""
        self.cut.clear()
        self._off.clear()
        for _ in range(3):
            for store in range(self.trade.stores):
                self.speak(store)
            self.clock.advance(1000)
        with self.central.database.read() as connection:
            found = verify.verify(connection)
            self.insist([f"{each}" for each in found[:5]])
            kinds = self.central.database.ask("SELECT kind, count(*) FROM alarm GROUP BY kind")
        self.outcome.alarms.update(dict(kinds))
        if self.policy.spends == "programme":
            over = self.outcome.fraud_overspent_points
            self.insist([f"overspent {over}"] if over > self.outcome.lent_points else [])
            self.insist(["what was lent is called an overspend"] if self.outcome.alarms["overspend"] else [])
        booked = dict(self.central.database.ask("SELECT account_id, sum(balance) FROM lot GROUP BY account_id"))
        wrong = [name for name, points in self.truth.items() if booked.get(name, 0) != points]
        self.insist([f"{name}: {booked.get(name, 0)}, should be {self.truth[name]}" for name in wrong[:5]])


# --- the table -------------------------------------------------------------------------------------------


def policy_name(name: Name, words: Words) -> str:
    """A policy in words."""
    match name:
        case "deny":
            return words.translate("simulation", "deny")
        case "copy":
            return words.translate("simulation", "stale copy (what others do)")
        case "split":
            return words.translate("simulation", "rights, split over tills")
        case "node":
            return words.translate("simulation", "rights at the store node")
        case "floor":
            text = words.translate("simulation", "the same + floor of {points}")
            return text.format(points=words.points(FLOOR))


def row(outcome: Outcome, words: Words) -> tuple[str, ...]:
    """A line of the table: shares in per cent, overspends of 10,000 redemptions."""

    def of(part: int, whole: int) -> str:
        return f"{100 * part / whole:.1f} %" if whole else "–"

    def over(count: int, points: Points, redemptions: int) -> str:
        each = 10_000 / max(redemptions, 1)
        return f"{count * each:.1f} / {points / ONE_POINT * each:,.0f}"

    return (
        policy_name(outcome.name, words),
        of(outcome.full_offline, outcome.asked_offline),
        of(outcome.full, outcome.asked),
        over(outcome.overspent, outcome.overspent_points, outcome.redemptions),
        over(outcome.fraud_overspent, outcome.fraud_overspent_points, outcome.fraud_redemptions),
    )


def head(words: Words) -> tuple[str, ...]:
    """What stands above the columns."""
    return (
        words.translate("simulation", "policy"),
        words.translate("simulation", "asked offline, granted in full"),
        words.translate("simulation", "of all"),
        words.translate("simulation", "overspent per 10,000: operations / points"),
        words.translate("simulation", "the same with fraudsters"),
    )


def say(outcome: Outcome, words: Words) -> str:
    """What the line of the table rests on."""
    text = words.translate(
        "simulation",
        "{redemptions} redemptions, {offline} wishes without a line, {less} online that got less; {seconds} s",
    )
    return text.format(
        redemptions=outcome.fraud_redemptions,
        offline=outcome.asked_offline,
        less=outcome.less_online,
        seconds=round(outcome.seconds),
    )


def simulate(policy: Policy, trade: Trade, seed: int, beginnings: Beginnings, seconds: float = math.inf) -> Outcome:
    """One policy over the days of a seed, or over as much of them as is played in so many seconds."""
    folder = beginnings.folder / f"policy-{policy.name}-{seed}"
    with drawn(Chance(seed)):
        world = PolicyWorld(policy, trade, seed, folder, beginnings)
        try:
            world.found()
            return world.play(happenings(trade, seed), seconds)
        finally:
            world.close()
