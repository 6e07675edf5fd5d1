"""A whole history, however it comes here: in one batch, in many, late, mixed with runs of the jobs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

import pytest
import sqlalchemy as sa

from cashier_app.core.clock import DAY, HOUR, MINUTE
from cashier_app.core.ids import identifier_hash
from cashier_app.server import jobs, tables
from cashier_app.server.book import Book
from cashier_app.server.levels import Levels, assign
from cashier_app.sync.messages import AccountChange, RegisteredIdentifier, RegistrationBody, registered_account
from tests.clock import START, ManualClock
from tests.integration.server.desk import Desk, resource
from tests.integration.server.till_side import Chain
from tests.server_places import ServerPlaces

#: Rises wait for the next day, purchases leave after twelve months, a level is held thirty days.
PROGRAMME = resource("accumulating-discount")
#: The same in every database, so that the same operations mean the same members.
KEY = bytes(range(32))
CARDS = [f"770{n}" for n in range(4)]
#: Longer than the window: what rises falls again.
SPAN = 500 * DAY


class Past:
    """What two tills did, in the order it happened."""

    def __init__(self, seed: int, registrations: bool) -> None:
        self.chance = random.Random(seed)
        self.chains = [Chain(programme=PROGRAMME) for _ in range(2)]
        #: (instant, chain) of every operation.
        self.made: list[tuple[int, int]] = []
        self._sales: list[tuple[int, object, int]] = []
        at = START
        for _ in range(24):
            at += self.chance.randrange(MINUTE, SPAN // 20)
            n = self.chance.randrange(2)
            act = self.chance.random()
            if registrations and act < 0.25:
                self._register(n, at)
            elif self._sales and act < 0.4:
                self._return(at)
            else:
                self._sell(n, at)
        self.end = at + HOUR

    def _sell(self, n: int, at: int) -> None:
        card = self.chance.choice(CARDS)
        price = self.chance.choice([1_000, 60_000, 100_000, 300_000])
        digest = identifier_hash(KEY, "card", card)
        if self.chance.random() < 0.2:
            self.chains[n].sell(unclaimed=digest.hex(), at=at, price=price)
        else:
            account_id = registered_account([RegisteredIdentifier("card", card, digest.hex())])
            state = AccountChange(account_id, "", PROGRAMME.base_level.id, "active", None, 0, 0, (), ())
            self._sales.append((n, self.chains[n].sell(state, at=at, price=price), at))
        self.made.append((at, n))

    def _return(self, at: int) -> None:
        n, sale, _ = self._sales.pop(self.chance.randrange(len(self._sales)))
        self.chains[n].give_back(sale, 2000, at=at)  # type: ignore[arg-type]
        self.made.append((at, n))

    def _register(self, n: int, at: int) -> None:
        kinds = [("card", self.chance.choice(CARDS))]
        if self.chance.random() < 0.6:
            kinds.append(("phone", self.chance.choice(["9120000001", "9120000002"])))
        identifiers = tuple(
            RegisteredIdentifier(kind, value, identifier_hash(KEY, kind, value).hex())  # type: ignore[arg-type]
            for kind, value in kinds
        )
        body = RegistrationBody(registered_account(identifiers), identifiers, "Анна К", "", "c", at, "u", "1")
        self.chains[n].add(body, at=at)
        self.made.append((at, n))


def opened(place: str, past: Past, members: bool) -> tuple[Desk, list[object]]:
    """A server that knows nothing of the past yet."""
    desk = Desk(place, ManualClock(), PROGRAMME)
    with desk.database.write() as transaction:
        meta = sa.update(tables.meta).where(tables.meta.c.key == "identifier_key")
        transaction.connection.execute(meta.values(value=KEY.hex()))
    nodes: list[object] = [desk.join(str(n), f"till {n}") for n in range(len(past.chains))]
    if members:
        first, *_ = [desk.member(card) for card in CARDS]
        with desk.database.write() as transaction:
            book = Book(transaction, "")
            book.load([first], ())
            assign(book, book.accounts[first], "d10", "Иванова", "a neighbour", START + 100 * DAY, floor=True)
            Levels(transaction, book, desk.programmes).update([first])
            book.write()
    return desk, nodes


def deliver(
    desk: Desk, nodes: Sequence[object], past: Past, order: Sequence[tuple[int, int]], cuts: random.Random
) -> None:
    """Send what was made in an order, a till's operations together as the cuts have it; jobs run in between."""
    sent = [0] * len(past.chains)
    waiting = [0] * len(past.chains)
    for at, n in order:
        waiting[n] += 1
        if cuts.random() < 0.4:
            desk.clock.set_wall_clock(max(at + HOUR, desk.clock.now()))
            for till in range(len(past.chains)):
                if waiting[till]:
                    last = sent[till] + waiting[till]
                    desk.send(nodes[till], past.chains[till], sent[till] + 1, last)  # type: ignore[arg-type]
                    sent[till], waiting[till] = last, 0
        if cuts.random() < 0.3:
            desk.recalculate()
    for till, chain in enumerate(past.chains):
        if sent[till] < chain.seq:
            desk.send(nodes[till], chain, sent[till] + 1)  # type: ignore[arg-type]


def outcome(desk: Desk, past: Past) -> dict[str, object]:
    """Everything that the past has led to."""
    desk.clock.set_wall_clock(past.end + DAY)
    jobs.expire(desk.database)
    desk.recalculate()
    assert desk.findings() == []
    found = desk.contents()
    desk.close()
    return found


@pytest.mark.parametrize("seed", range(4))
def test_batches_of_any_size_give_what_one_gives(seed: int, place: ServerPlaces) -> None:
    """The server learns of things in one order; how many at a time, and when, makes no difference."""
    past = Past(seed, registrations=True)
    one, nodes = opened(place("one"), past, members=False)
    one.clock.set_wall_clock(past.end)
    for run in runs(past):
        one.send(nodes[run.till], past.chains[run.till], run.first, run.last)  # type: ignore[arg-type]
    expected = outcome(one, past)
    many, nodes = opened(place("many"), past, members=False)
    for run in runs(past):
        cut = past.chance.randrange(run.first, run.last + 1)
        many.clock.set_wall_clock(run.at + HOUR)
        for low, high in ((run.first, cut), (cut + 1, run.last)):
            if low <= high:
                many.send(nodes[run.till], past.chains[run.till], low, high)  # type: ignore[arg-type]
        many.recalculate()
    assert outcome(many, past) == expected


class Run(NamedTuple):
    """Operations of one till that follow one another, and when the last of them was made."""

    till: int
    first: int
    last: int
    at: int


def runs(past: Past) -> list[Run]:
    """What was made, as runs of one till's operations."""
    found: list[Run] = []
    seen = [0] * len(past.chains)
    for at, till in sorted(past.made):
        seen[till] += 1
        if found and found[-1].till == till:
            found[-1] = found[-1]._replace(last=seen[till], at=at)
        else:
            found.append(Run(till, seen[till], seen[till], at))
    return found


@pytest.mark.parametrize("seed", range(4))
def test_levels_do_not_depend_on_when_a_till_was_heard(seed: int, place: ServerPlaces) -> None:
    """One till tells everything at the end, the other as it goes; jobs run in between: one history."""
    past = Past(seed + 100, registrations=False)
    order = sorted(past.made)
    results = []
    for silent in (None, 0, 1):
        desk, nodes = opened(place(f"silent {silent}"), past, members=True)
        heard = [each for each in order if each[1] != silent]
        deliver(desk, nodes, past, heard, random.Random(seed))
        results.append(outcome(desk, past))
    assert results[0] == results[1] == results[2]
    histories = results[0]["histories"]
    assert isinstance(histories, dict)
    assert any(histories.values()), "nobody's level has ever changed"
