"""Under which parent a spending right stands: the central server, or the node of the shop.

Every counter belongs to (lot, this epoch, parent), and the right is never negative under any of them.  What is earned
here stands under the till's parent; what is used comes first from what the central server has granted directly, so
that nothing is stranded there, then from the parent's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, Protocol

from msgspec.structs import replace

from cashier_app.core.points import Points
from cashier_app.loyalty.ledger import Counters, RightChange, RightExceeded, apply_change
from cashier_app.storage.rows import LotRow, RightRow
from cashier_app.sync.messages import RETURN_RIGHTS, RightCounters

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.sync.messages import Recall

#: Key of the meta table: the till's parent as it said itself at the last exchange; empty: the central server.
PARENT: Final = "parent"
#: How the central server is named as a parent.
CENTRAL: Final = ""


class HasMeta(Protocol):
    """The screen's reader, or the meta table of a transaction."""

    def __call__(self, key: str) -> str | None: ...


def parent_of(meta: HasMeta) -> str:
    """The till's parent: empty for the central server, else the epoch of its store node, also while that is gone."""
    return meta(PARENT) or CENTRAL


def move(
    lot: LotRow, change: RightChange, parent: str, must_hold: bool = True, lent: Points = 0
) -> tuple[LotRow, tuple[RightCounters, ...]]:
    """A lot after a change of its rights, and the counters that moved, one a parent.

    Raises `RightExceeded` where the rights under all parents and what is `lent` beyond them do not reach; with
    `must_hold` off nothing is too much.  What is missing is used of the till's parent, which then grants it.
    """
    mine = lot.under(parent)
    mine = replace(mine, earned=mine.earned + change.earned)
    moved = {parent: mine} if change.earned or not change.used else {}
    missing = change.used
    for right in _in_order(lot.counting(mine), parent):
        part = min(missing, max(right.right, 0))
        if part:
            moved[right.parent] = _used(right, part)
            missing -= part
    if missing:
        if must_hold and missing > lent:
            raise RightExceeded()
        right = moved.get(parent, mine)
        moved[parent] = replace(right, used=right.used + missing)
    for right in moved.values():
        lot = lot.counting(right)
    return lot, tuple(map(counted, moved.values()))


def _in_order(lot: LotRow, parent: str) -> list[RightRow]:
    """The counters under every parent in the order in which they are used: the central server's, then the till's."""
    return sorted(lot.rights, key=lambda right: (right.parent != CENTRAL, right.parent != parent))


def _used(right: RightRow, points: Points) -> RightRow:
    """The counters after a use; raises `RightExceeded` rather than let the right be negative."""
    held = Counters(right.granted, right.earned, right.used, right.released)
    return replace(right, used=apply_change(held, RightChange(right.lot_id, used=points)).used)


def counted(right: RightRow) -> RightCounters:
    """A till's own counters as an operation tells them."""
    return RightCounters(right.lot_id, right.earned, right.used, right.released, right.parent)


def released(right: RightRow) -> RightRow:
    """Everything that is held given back."""
    return replace(right, released=right.released + max(right.right, 0))


def release(
    unit: UnitOfWork, account_id: str, answers: Callable[[str], bool] = lambda parent: True
) -> tuple[RightCounters, ...]:
    """Give back what is held of an account's lots under the parents that `answers` names; what changed."""
    held = [right for lot in unit.ledger.lots_held(account_id) for right in lot.rights]
    changed = tuple(counted(released(right)) for right in held if right.right > 0 and answers(right.parent))
    unit.ledger.set_counters(changed)
    return changed


def give_up_idle(unit: UnitOfWork, recalls: Iterable[Recall], served: frozenset[str]) -> tuple[RightCounters, ...]:
    """Give back what somebody else needs of points, coupons and limits; what changed.

    Not of accounts and lots that are `served`: they are asked for again.  What was granted unseen is given back with
    the rest.
    """
    changed = []
    for recall in recalls:
        lot = None if recall.lot_id.startswith(RETURN_RIGHTS) else unit.ledger.lot(recall.lot_id)
        # a lot that is not known here yet is told by the feed, and asked for again
        if lot is None or lot.account_id in served or lot.lot_id in served:
            continue
        right = lot.under(recall.parent)
        right = replace(right, granted=max(right.granted, recall.granted))
        unit.ledger.put_right(lot.counting(right))
        if right.right > 0:
            changed.append(counted(released(right)))
    unit.ledger.set_counters(changed)
    return tuple(changed)
