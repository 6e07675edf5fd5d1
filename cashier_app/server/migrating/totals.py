"""Control totals: what the files hold, counted apart from all judging, and what the database holds.

A total is a figure by its key: `members`, `card`, `phone`, `email`, `level:<id>`, `points:<last day | never>`,
`coupon:<id>`, `purchases`, `turnover`, and `unreadable` for cells that are no number.  Values are millionths, so
that three decimals that are refused are counted too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from decimal import Decimal
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant, local_date
from cashier_app.loyalty.cart import COUPON_WALLETS, POINTS_WALLET
from cashier_app.server import tables
from cashier_app.server.migrating.items import Flaw
from cashier_app.server.migrating.mapping import Part
from cashier_app.server.migrating.reading import Cells, RowReader

#: Millionths: of a member, a point, a rouble.
ONE: Final = 10**6
#: Hundredths as millionths.
HUNDREDTH: Final = 10**4

_NEVER: Final = "never"
_UNKNOWN: Final = "?"
_APART: Final = re.compile(r"[;,|\n]")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,40})?")
_MEMBERS: Final = ("active", "blocked")


class Total(msgspec.Struct, frozen=True):
    """One figure: in the files, and what became of it; in the database before and after.

    in_files = refused + left_out + known + new, and after - before = new, or there is a difference.
    """

    key: str
    in_files: int = 0
    refused: int = 0
    left_out: int = 0
    known: int = 0
    new: int = 0
    before: int = 0
    after: int = 0

    @property
    def lost(self) -> int:
        """What of the files is in no column; 0 where everything is accounted for."""
        return self.in_files - self.refused - self.left_out - self.known - self.new

    @property
    def difference(self) -> int:
        """What the database gained beyond what was taken; 0 where it holds exactly that."""
        return self.after - self.before - self.new

    @property
    def equal(self) -> bool:
        """Whether both controls hold."""
        return not self.lost and not self.difference


# --- the files -------------------------------------------------------------------------------------------


def figures_of(part: Part, row: Cells, reader: RowReader) -> dict[str, int]:
    """What a row adds to the totals of the files, counted from its cells alone, whether it can be taken or not."""
    found: defaultdict[str, int] = defaultdict(int)
    for kind in _IDENTIFIERS[part]:
        text = row.get(kind, "")
        if text:
            found[kind] += ONE * sum(1 for each in _APART.split(text) if each.strip() not in _EMPTY)
    if part == "members":
        found["members"] = ONE
        found[f"level:{reader.levels.find(row.get('level', '')) or _UNKNOWN}"] = ONE
        _count_purchases(found, row.get("turnover", ""))
        if row.get("coupon", "").strip():
            _count_coupons(found, row, "1", reader)
    if part in ("members", "lots"):
        amount = _amount(row.get("points", ""))
        if amount is None:
            found["unreadable"] += ONE
        elif amount:
            found[f"points:{_NEVER if amount < 0 else _last_day(row, reader)}"] += amount
    if part == "purchases":
        _count_purchases(found, row.get("sum", ""))
    if part == "coupons":
        _count_coupons(found, row, row.get("uses", ""), reader)
    return {key: value for key, value in found.items() if value}


_EMPTY: Final = frozenset({"", "-", "\u2013", "\u2014", "0"})
_IDENTIFIERS: Final[dict[Part, tuple[str, ...]]] = {
    "members": ("card", "phone", "email"),
    "cards": ("card",),
    "lots": (),
    "purchases": (),
    "coupons": (),
}


def _count_purchases(found: defaultdict[str, int], text: str) -> None:
    amount = _amount(text)
    if amount is None:
        found["unreadable"] += ONE
    elif amount:
        found["turnover"] += amount
        found["purchases"] += ONE


def _count_coupons(found: defaultdict[str, int], row: Cells, text: str, reader: RowReader) -> None:
    bare = text.strip() or "1"
    if bare.isascii() and bare.isdigit() and len(bare) < 10:
        found[f"coupon:{reader.coupon(row.get('coupon', '')) or _UNKNOWN}"] += ONE * int(bare)
    else:
        found["unreadable"] += ONE


def _amount(text: str) -> int | None:
    """A number of a cell in millionths; None where it is none."""
    if not text:
        return 0
    bare = "".join(text.replace("'", "").split())
    if bare.startswith("(") and bare.endswith(")"):
        bare = "-" + bare[1:-1]
    bare = bare.replace("\u2212", "-").replace("\u2013", "-").replace(",", ".")
    if bare == "":
        return 0
    if not _DECIMAL.fullmatch(bare):
        return None
    scaled = Decimal(bare) * ONE
    # beyond what any column of the database holds a number is not one
    return int(scaled) if scaled == int(scaled) and abs(scaled) < 10**18 else None


def _last_day(row: Cells, reader: RowReader) -> str:
    try:
        return last_day(reader.life(row)[1], reader.zone)
    except Flaw:
        return _UNKNOWN


def last_day(expires_at: Instant | None, zone: str) -> str:
    """The last day on which points can be spent, `YYYY-MM-DD`; `never` for those without an end."""
    return _NEVER if expires_at is None else local_date(expires_at - 1, zone).isoformat()


# --- the database ----------------------------------------------------------------------------------------


def figures_in(connection: sa.Connection, zone: str) -> Counter[str]:
    """What the whole database holds: members, identifiers, points of lots, purchases."""
    found: Counter[str] = Counter()
    account, identifier, lot, purchase = tables.account.c, tables.identifier.c, tables.lot.c, tables.purchase.c
    count, total = sa.func.count(), sa.func.sum
    levels = sa.select(account.level_id, count).where(account.state.in_(_MEMBERS)).group_by(account.level_id)
    for level, number in connection.execute(levels):
        found[f"level:{level}"] += ONE * number
        found["members"] += ONE * number
    for kind, number in connection.execute(sa.select(identifier.kind, count).group_by(identifier.kind)):
        found[kind] += ONE * number
    points = sa.select(lot.expires_at, total(lot.balance)).where(lot.wallet == POINTS_WALLET).group_by(lot.expires_at)
    for expires_at, balance in connection.execute(points):
        found[f"points:{last_day(expires_at, zone)}"] += HUNDREDTH * int(balance)
    coupons = sa.select(lot.wallet, total(lot.balance)).where(lot.wallet.startswith(COUPON_WALLETS, autoescape=True))
    for wallet, balance in connection.execute(coupons.group_by(lot.wallet)):
        found[f"coupon:{wallet.removeprefix(COUPON_WALLETS)}"] += ONE * int(balance)
    number, net = connection.execute(sa.select(count, sa.func.coalesce(total(purchase.net), 0))).one()
    found["purchases"], found["turnover"] = ONE * number, HUNDREDTH * int(net)
    return found


def entries_at(connection: sa.Connection, booked_at: Instant) -> int:
    """Sum of the entries that one transaction wrote into wallets of points: the ledger beside the balances."""
    entry = tables.entry.c
    query = sa.select(sa.func.coalesce(sa.func.sum(entry.points), 0))
    written = connection.scalar(query.where(entry.booked_at == booked_at, entry.wallet == POINTS_WALLET))
    return HUNDREDTH * int(written or 0)
