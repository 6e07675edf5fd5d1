"""Past receipts as the replay wants them: purchases and goods brought back, in the order of time.

Where they come from (a CSV, JSON lines, a database) is known to `whatif.reading` alone; it also counts
what it took and what it left out, so that the counts sum to the rows it read.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from cashier_app.core.clock import DAY, Instant, local_date
from cashier_app.core.money import Kopecks
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import Cart, MemberState


class Purchase(msgspec.Struct, frozen=True):
    """One receipt as it was rung up, its prices before any discount.

    `member` is the buyer's account, empty without a card.  `cart.redeem` is what the buyer asked for
    then; only the behaviour `history` looks at it.
    """

    receipt_id: str
    at: Instant
    cart: Cart
    member: str = ""


class GoodsBack(msgspec.Struct, frozen=True):
    """Goods of one earlier receipt brought back: quantities (above zero) by line number.

    `return_id` is unique among all events; a return of goods from several receipts is several of these.
    """

    return_id: str
    at: Instant
    original: str
    quantities: tuple[tuple[int, Thousandths], ...]


Event: TypeAlias = Purchase | GoodsBack

#: Rows that were not replayed, and why; each has its words in `whatif.wording`.
Reason: TypeAlias = Literal[
    "service",  # postage, fees, manual corrections: not goods
    "no_price",  # price 0: gifts, samples and corrections of stock
    "no_quantity",  # quantity 0
    "return_unmatched",  # no earlier receipt of that buyer in the file holds the goods
    "return_anonymous",  # a return without a card: nobody can say which receipt it belongs to
    "not_final",  # of a database: receipts that were never paid
    "unreadable",  # of a database: operations that were rejected
    "gift_card",  # of a database: receipts that only sell gift cards, or take them back
]

#: Rows that were replayed, by what they became.
Taken: TypeAlias = Literal["sale_member", "sale_anonymous", "return"]


class Part(msgspec.Struct, frozen=True):
    """Some of the rows read: how many, of what value (kopecks, positive), with examples (codes)."""

    kind: str
    rows: int
    amount: Kopecks = 0
    examples: tuple[str, ...] = ()


class Remark(msgspec.Struct, frozen=True):
    """Something about rows that were taken nevertheless, such as a receipt with two times."""

    kind: Literal["times", "twins", "rounded", "unused_columns", "partly_matched", "opening", "zones"]
    count: int = 0
    detail: str = ""


class Reading(msgspec.Struct, frozen=True):
    """What was read: the rows of all parts sum to `rows`.

    `unit` says what a row is: a line of a table, or a whole receipt of a database or of JSON lines.
    """

    source: str
    unit: Literal["row", "receipt"]
    rows: int
    taken: tuple[Part, ...]
    left_out: tuple[Part, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def unaccounted(self) -> int:
        """Rows that are neither taken nor left out: 0, or this program is wrong."""
        return self.rows - sum(part.rows for part in (*self.taken, *self.left_out))


class Person(msgspec.Struct, frozen=True):
    """What is known of a member besides the purchases.

    `opening` is the member as the history first shows him: level, lots, net purchases; None: a new member.
    """

    birthday: tuple[int, int] | None = None
    segments: frozenset[str] = frozenset()
    opening: MemberState | None = None


class History(msgspec.Struct, frozen=True):
    """All events in the order of time, the members, and the names of goods where they are known."""

    events: tuple[Event, ...]
    zone: str
    reading: Reading
    people: dict[str, Person] = {}
    names: dict[str, str] = {}

    @property
    def since(self) -> Instant:
        """The first event; 0 for an empty history."""
        return self.events[0].at if self.events else 0

    @property
    def until(self) -> Instant:
        """The last event; 0 for an empty history."""
        return self.events[-1].at if self.events else 0


def moved(history: History, first_day: date) -> History:
    """The history in another time: moved by whole weeks, so that it begins in the week of a day and weekdays stay."""
    days = (first_day - local_date(history.since, history.zone)).days
    shift = round(days / 7) * 7 * DAY
    events = tuple(replace(event, at=event.at + shift) for event in history.events)
    people = {
        member: replace(person, opening=_moved_state(person.opening, shift) if person.opening else None)
        for member, person in history.people.items()
    }
    return replace(history, events=events, people=people)


def _moved_state(state: MemberState, shift: Instant) -> MemberState:
    lots = tuple(
        replace(
            lot, active_at=lot.active_at + shift, expires_at=None if lot.expires_at is None else lot.expires_at + shift
        )
        for lot in state.lots
    )

    def later(instant: Instant) -> Instant:
        return instant + shift if instant else 0

    return replace(
        state,
        lots=lots,
        as_of=later(state.as_of),
        level_since=later(state.level_since),
        next_level_at=later(state.next_level_at),
        last_purchase_at=later(state.last_purchase_at),
    )


def in_order(events: list[Event]) -> tuple[Event, ...]:
    """Events by time; of one instant purchases before returns, else as they came."""
    return tuple(sorted(events, key=lambda event: (event.at, isinstance(event, GoodsBack))))
