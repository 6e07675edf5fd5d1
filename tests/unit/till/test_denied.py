"""A programme that denies redemption offline: what the server granted counts, what was only earned here does not."""

from __future__ import annotations

import pytest

from cashier_app.loyalty.programme import OfflineRules
from cashier_app.storage.rows import AccountRow, LotRow, MemberRecord, RightRow
from cashier_app.till.members import member_state
from tests.clock import START
from tests.unit.loyalty.made import level, programme

DENYING = programme(level(), offline=OfflineRules(redemption="deny"))
ACCOUNT = AccountRow("anna", "Анна К.", "base", "active", None, 0, 0, START)


def spendable(**counters: object) -> int:
    """What of a lot of 200 points the till lets its owner spend."""
    lot = LotRow("lot", "anna", "points", "base", 20_000, 0, None, **counters)  # type: ignore[arg-type]
    return member_state(MemberRecord(ACCOUNT, (lot,)), START, DENYING).lots[0].right


@pytest.mark.parametrize(
    ("counters", "right"),
    [
        ({"earned": 10_000}, 0),
        ({"granted": 5000, "earned": 10_000}, 5000),
        ({"granted": 5000, "earned": 10_000, "used": 5000}, 0),
        # given back after the receipt that earned it, and granted since for another
        ({"granted": 10_000, "earned": 10_000, "released": 10_000}, 10_000),
        ({"under_nodes": (RightRow("lot", "node", 10_000, 10_000, 0, 10_000),)}, 10_000),
    ],
)
def test_points_earned_here_are_spent_here_once_the_server_has_granted_them(
    counters: dict[str, object], right: int
) -> None:
    assert spendable(**counters) == right
