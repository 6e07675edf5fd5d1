"""Points beyond the rights: what a till lends a member while it can ask nobody (programme `offline`, `rights+floor`).

A till lends at most the programme's floor on a card between two moments at which the central server has counted what
was lent; so the debt that an outage leaves is bounded, whatever the member spends elsewhere meanwhile.  What was lent
is kept with the sale, in its transaction, so that a restart does not forget it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cashier_app.core.points import Points
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.loyalty.ledger import RightChange
from cashier_app.loyalty.programme import Programme
from cashier_app.storage.rows import LotRow, MemberRecord
from cashier_app.sync.messages import BeyondRight


def lendable(record: MemberRecord, programme: Programme, alone: bool, suspect: bool = False) -> Points:
    """Points that may be lent to a member now: none unless the till is `alone` and the account is good.

    Nor with a `suspect` clock, which does not know what has expired.
    """
    account, offline = record.account, programme.offline
    if offline.redemption != "rights+floor" or not alone or suspect or account.state != "active":
        return 0
    return max(offline.floor - record.beyond, 0)


def still_lendable(offered: Points, record: MemberRecord, programme: Programme) -> Points:
    """Of points offered at the quote those that may still be lent at the commit: another sale may have come between."""
    return min(offered, max(programme.offline.floor - record.beyond, 0))


def lent(lots: Iterable[LotRow], changes: Sequence[RightChange], most: Points) -> tuple[BeyondRight, ...]:
    """What changes use of lots of points beyond the rights held on them, `most` together; the rest is not lent."""
    held = {lot.lot_id: sum(max(right.right, 0) for right in lot.rights) for lot in lots if lot.wallet == POINTS_WALLET}
    found = []
    for change in changes:
        if change.lot_id in held:
            part = min(max(change.used - change.earned - held[change.lot_id], 0), most)
            if part:
                most -= part
                found.append(BeyondRight(change.lot_id, part))
    return tuple(found)
