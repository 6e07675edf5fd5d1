"""Rows and items on the disk while they are judged: a file of any length takes the same memory.

A private temporary database of SQLite, gone with its process, however that ends.  A row of the members'
file is the *holder* of what hangs on it; an account that is registered already, and stands in no members' file, is a
holder with a negative number.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Self

import msgspec
import pysqlite3.dbapi2 as driver

from cashier_app.server.migrating.items import (
    CouponItem,
    Flaw,
    IdentifierItem,
    Item,
    Judged,
    LotItem,
    MemberItem,
    PurchaseItem,
)
from cashier_app.server.migrating.totals import HUNDREDTH, ONE, last_day

#: Rows handed to the database at a time.
BATCH: Final = 5000

_TABLES: Final = """
CREATE TABLE file (file INTEGER PRIMARY KEY, name TEXT NOT NULL, part TEXT NOT NULL);
CREATE TABLE line (
    line_id INTEGER PRIMARY KEY, file INTEGER NOT NULL, number INTEGER NOT NULL, part TEXT NOT NULL,
    link_kind TEXT NOT NULL, link TEXT NOT NULL, who TEXT NOT NULL, figures BLOB NOT NULL,
    holder INTEGER, reason TEXT NOT NULL DEFAULT '', value TEXT NOT NULL DEFAULT '');
CREATE TABLE item (
    item_id INTEGER PRIMARY KEY, line_id INTEGER NOT NULL, kind TEXT NOT NULL, plain TEXT NOT NULL,
    figure TEXT NOT NULL, amount INTEGER NOT NULL, body BLOB NOT NULL,
    op_id TEXT NOT NULL DEFAULT '', fate TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '');
CREATE TABLE holder (holder INTEGER PRIMARY KEY, account_id TEXT, fresh INTEGER NOT NULL DEFAULT 1);
CREATE TABLE claim (
    kind TEXT NOT NULL, plain TEXT NOT NULL, item_id INTEGER NOT NULL, line_id INTEGER NOT NULL,
    holder INTEGER NOT NULL, account_id TEXT, disputed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (kind, plain)) WITHOUT ROWID;
"""
#: Made when everything has been read: rows go in faster without them.
_INDEXES: Final = """
CREATE INDEX item_of ON item (line_id);
CREATE INDEX item_kind ON item (kind, plain);
CREATE INDEX line_of ON line (holder);
CREATE INDEX claim_of ON claim (holder);
CREATE INDEX holder_account ON holder (account_id);
CREATE INDEX line_part ON line (part, link_kind, link);
"""

_decoder: Final = msgspec.msgpack.Decoder(MemberItem | IdentifierItem | LotItem | PurchaseItem | CouponItem)
_figures: Final = msgspec.msgpack.Decoder(dict[str, int])


class Refusal(msgspec.Struct, frozen=True):
    """A row refused, or an item left out of one: where it stands, why, and what stood there."""

    file: str
    line: int
    part: str
    who: str
    fate: str
    reason: str
    value: str


class Taken(msgspec.Struct, frozen=True):
    """One item that is to be written, its holder, and the operation that it is booked by."""

    holder: int
    account_id: str | None
    item: Item
    op_id: str


class Staging:
    """The temporary database of one run."""

    def __init__(self, zone: str) -> None:
        self._zone = zone
        self._lines: list[tuple[Any, ...]] = []
        self._items: list[tuple[Any, ...]] = []
        self._line_id = 0
        # a file with a name: some builds of SQLite keep nameless databases, as they do sorted rows, in memory whole
        self._folder = TemporaryDirectory(prefix="cashier-migrate-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / "staging.db"
        self.connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
        self.connection.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
        )
        self.connection.executescript(_TABLES)
        self.connection.execute("BEGIN")
        # where the system allows it the file has lost its name already, and nothing is left behind by a kill
        with contextlib.suppress(OSError):
            path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.connection.close()
        self._folder.cleanup()

    # --- rows come in ------------------------------------------------------------------------------------

    def add_file(self, number: int, name: str, part: str) -> None:
        """A file whose rows come."""
        self.connection.execute("INSERT INTO file VALUES (?, ?, ?)", (number, name, part))

    def add(self, file: int, number: int, part: str, figures: Mapping[str, int], judged: Judged) -> None:
        """A row that is understood, with its items."""
        self._line_id += 1
        holder = self._line_id if part == "members" else None
        packed = msgspec.msgpack.encode(figures)
        self._lines.append((self._line_id, file, number, part, *judged.link, judged.who, packed, holder, "", ""))
        for item in judged.items:
            kind, plain, figure, amount = self._described(item)
            self._items.append((self._line_id, kind, plain, figure, amount, msgspec.msgpack.encode(item)))
        if len(self._lines) >= BATCH:
            self._flush()

    def refuse(
        self, file: int, number: int, part: str, figures: Mapping[str, int], row: Mapping[str, str], flaw: Flaw
    ) -> None:
        """A row of which nothing is taken; what hangs on it finds it by the old system's key."""
        self._line_id += 1
        packed = msgspec.msgpack.encode(figures)
        holder = self._line_id if part == "members" else None
        member = row.get("member", "")
        link = ("member", member) if member else ("", "")
        who = next((row[field] for field in ("name", "member", "card", "phone", "email") if row.get(field)), "")
        said = (flaw.reason, flaw.value[:200])
        self._lines.append((self._line_id, file, number, part, *link, who, packed, holder, *said))
        if len(self._lines) >= BATCH:
            self._flush()

    def finish(self) -> None:
        """All rows have come."""
        self._flush()
        self.connection.execute("COMMIT")
        self.connection.executescript(_INDEXES)

    def _flush(self) -> None:
        self.connection.executemany(
            "INSERT INTO line (line_id, file, number, part, link_kind, link, who, figures, holder, reason, value)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            self._lines,
        )
        self.connection.executemany(
            "INSERT INTO item (line_id, kind, plain, figure, amount, body) VALUES (?, ?, ?, ?, ?, ?)", self._items
        )
        self._lines.clear()
        self._items.clear()

    def _described(self, item: Item) -> tuple[str, str, str, int]:
        """Kind, what it is compared by, and what it adds to which total."""
        match item:
            case MemberItem():
                return "member", item.level, "members", ONE
            case IdentifierItem():
                return item.kind, item.plain, item.kind, ONE
            case LotItem():
                return "lot", item.key, f"points:{last_day(item.expires_at, self._zone)}", item.points * HUNDREDTH
            case PurchaseItem():
                return "purchase", item.key, "turnover", item.net * HUNDREDTH
            case CouponItem():
                return "coupon", item.coupon, f"coupon:{item.coupon}", item.uses * ONE

    # --- what came of them -------------------------------------------------------------------------------

    def run(self, sql: str, *values: Any) -> int:
        """One statement; how many rows it changed."""
        changed: int = self.connection.execute(sql, values).rowcount
        return changed

    def run_all(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """One statement with many rows."""
        self.connection.executemany(sql, rows)

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Rows of a query, as they are fetched."""
        yield from self.connection.execute(sql, values)

    def item(self, body: bytes) -> Item:
        """An item as it was given."""
        item: Item = _decoder.decode(body)
        return item

    def place(self, line_id: int) -> str:
        """`members.csv:17`, for a person."""
        name, number = self.connection.execute(
            "SELECT name, number FROM line JOIN file USING (file) WHERE line_id = ?", (line_id,)
        ).fetchone()
        return f"{name}:{number}"

    def refusals(self) -> Iterator[Refusal]:
        """Rows refused and items left out, in the order of the files."""
        refused = "SELECT file, number, part, who, 'refused', reason, value, line_id FROM line WHERE reason <> ''"
        left_out = (
            "SELECT line.file, number, part, who, 'left_out', item.reason, item.plain, line_id FROM item"
            " JOIN line USING (line_id) WHERE fate = 'left_out' AND line.reason = ''"
        )
        query = f"SELECT name, q.* FROM ({refused} UNION ALL {left_out}) q JOIN file USING (file) ORDER BY q.line_id"
        for name, _, number, part, who, fate, reason, value, _ in self.rows(query):
            yield Refusal(name, number, part, who, fate, reason, value)

    def reasons(self) -> Counter[tuple[str, str]]:
        """How many rows are refused and items left out, by (fate, reason)."""
        found: Counter[tuple[str, str]] = Counter()
        for reason, count in self.rows("SELECT reason, count(*) FROM line WHERE reason <> '' GROUP BY reason"):
            found["refused", reason] = count
        query = "SELECT item.reason, count(*) FROM item JOIN line USING (line_id) WHERE fate = 'left_out'"
        for reason, count in self.rows(f"{query} AND line.reason = '' GROUP BY item.reason"):
            found["left_out", reason] = count
        return found

    def refused_figures(self) -> Counter[str]:
        """The totals of the rows refused."""
        found: Counter[str] = Counter()
        for (figures,) in self.rows("SELECT figures FROM line WHERE reason <> ''"):
            for key, value in _figures.decode(figures).items():
                found[key] += value
        return found

    def figures(self, fate: str) -> Counter[str]:
        """The totals of the items of one fate (empty: those to be written) in rows that are not refused."""
        found: Counter[str] = Counter()
        query = (
            "SELECT kind, plain, figure, sum(amount), count(*) FROM item JOIN line USING (line_id)"
            " WHERE fate = ? AND line.reason = '' GROUP BY kind, CASE kind WHEN 'member' THEN plain END, figure"
        )
        for kind, plain, figure, amount, count in self.rows(query, fate):
            found[figure] += amount
            if kind == "member":
                found[f"level:{plain}"] += ONE * count
            if kind == "purchase":
                found["purchases"] += ONE * count
        return found

    def to_write(self) -> Iterator[Taken]:
        """What is to be written, holder by holder."""
        query = (
            # in the order of an index, so that only one holder's items are sorted at a time
            "SELECT line.holder, account_id, body, op_id FROM line INDEXED BY line_of"
            " CROSS JOIN item ON item.line_id = line.line_id CROSS JOIN holder ON holder.holder = line.holder"
            " WHERE fate = '' AND line.reason = '' ORDER BY line.holder, item_id"
        )
        for holder, account_id, body, op_id in self.rows(query):
            yield Taken(holder, account_id, self.item(body), op_id)
