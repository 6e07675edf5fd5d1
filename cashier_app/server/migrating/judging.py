"""What becomes of every row: whose it is, whether it stands twice, whether it is there already; set by set.

The order is that of the reasons: rows that name one member twice, cards and telephones of two members, owners that
the database knows, rows whose member is refused, points and purchases that were brought in before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final, TypeVar

import sqlalchemy as sa

from cashier_app.core.ids import identifier_hash
from cashier_app.server import tables
from cashier_app.server.database import CHUNK, Transaction, by_key, read_meta
from cashier_app.server.migrating.items import CouponItem, Item, LotItem, PurchaseItem
from cashier_app.server.migrating.mapping import Mapping
from cashier_app.server.migrating.staging import Staging

_T = TypeVar("_T")
_PARTS_WITH_MEMBERS: Final = ("lots", "purchases", "coupons")


class Judge:
    """Settles the rows of one run against each other and against a database."""

    def __init__(self, staging: Staging, mapping: Mapping, transaction: Transaction) -> None:
        self._staging = staging
        self._mapping = mapping
        self._transaction = transaction
        self._key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))
        #: Of a database in which nobody is yet nothing has to be asked.
        self._anybody = not is_empty(transaction, tables.identifier)
        self._anything = not (is_empty(transaction, tables.entry) and is_empty(transaction, tables.purchase))

    def judge(self) -> None:
        """Give every row its holder or its reason, every item its fate and operation."""
        self._staging.run("BEGIN")
        self._members_twice()
        self._staging.run("INSERT INTO holder (holder) SELECT line_id FROM line WHERE part = 'members' AND reason = ''")
        self._claim("members")
        self._link(("cards",))
        self._claim("cards")
        self._know_owners()
        self._refuse_nameless()
        self._link(_PARTS_WITH_MEMBERS)
        self._spread()
        self._twice_by_key("lot", "lot_twice")
        self._twice_by_key("purchase", "purchase_twice")
        self._known_items()
        self._spread()
        self._settle_members()
        self._staging.run("COMMIT")

    # --- whose it is -------------------------------------------------------------------------------------

    def _members_twice(self) -> None:
        """The old system's key names one member: its second row is refused."""
        first = (
            "SELECT link, min(line_id) AS first FROM line WHERE part = 'members' AND link_kind = 'member'"
            " GROUP BY link HAVING count(*) > 1"
        )
        query = f"SELECT line_id, first FROM line JOIN ({first}) USING (link) WHERE part = 'members'"
        self._refuse("member_twice", self._staging.rows(f"{query} AND link_kind = 'member' AND line_id <> first"))

    def _claim(self, part: str) -> None:
        """Each identifier is its first holder's; on another member it is refused, or a telephone left out by choice."""
        of_part = (
            "WHERE line.part = ? AND line.reason = '' AND line.holder IS NOT NULL"
            " AND item.kind IN ('card', 'phone', 'email')"
        )
        self._staging.run(
            "INSERT OR IGNORE INTO claim (kind, plain, item_id, line_id, holder)"
            " SELECT item.kind, item.plain, item.item_id, line.line_id, line.holder"
            f" FROM item NOT INDEXED CROSS JOIN line ON line.line_id = item.line_id {of_part} ORDER BY item.item_id",
            part,
        )
        again = (
            "SELECT item.item_id, line.line_id, claim.line_id, claim.holder = line.holder, item.kind, item.plain"
            " FROM item JOIN line ON line.line_id = item.line_id"
            " JOIN claim ON claim.kind = item.kind AND claim.plain = item.plain"
            f" {of_part} AND claim.item_id <> item.item_id"
        )
        for item_id, line_id, first, same, kind, plain in list(self._staging.rows(again, part)):
            if same:
                self._leave_out(item_id, "repeated")
                continue
            self._dispute(kind, plain)
            if kind == "phone" and self._mapping.same_phone == "leave_out":
                self._leave_out(item_id, "phone_shared")
            else:
                self._refuse(f"{kind}_twice", [(line_id, first)])

    def _link(self, parts: tuple[str, ...]) -> None:
        """Rows that hang on a member find it: by the old key, by an identifier of the files, by the database."""
        names = ", ".join(f"'{part}'" for part in parts)
        waiting = f"part IN ({names}) AND reason = '' AND holder IS NULL"
        self._staging.run(
            "UPDATE line SET holder = (SELECT min(line_id) FROM line AS own WHERE own.part = 'members'"
            " AND own.link_kind = 'member' AND own.link = line.link)"
            f" WHERE {waiting} AND link_kind = 'member'"
        )
        by_claim = "FROM claim WHERE claim.kind = line.link_kind AND claim.plain = line.link"
        self._staging.run(
            f"UPDATE line SET reason = 'disputed', value = link WHERE {waiting}"
            f" AND EXISTS (SELECT 1 {by_claim} AND disputed)"
        )
        self._staging.run(
            f"UPDATE line SET holder = (SELECT claim.holder {by_claim}) WHERE {waiting} AND link_kind <> 'member'"
        )
        self._link_to_accounts(waiting)
        self._staging.run(f"UPDATE line SET reason = 'unknown_member', value = link WHERE {waiting}")

    def _link_to_accounts(self, waiting: str) -> None:
        """Rows whose member stands in no file, but is registered."""
        query = f"SELECT DISTINCT link_kind, link FROM line WHERE {waiting} AND link_kind <> 'member'"
        for chunk in _chunked(list(self._staging.rows(query)), CHUNK):
            for (kind, plain), account_id in self._accounts(chunk).items():
                known = list(self._staging.rows("SELECT holder FROM holder WHERE account_id = ?", account_id))
                if known:
                    holder = known[0][0]
                else:
                    holder = next(self._staging.rows("SELECT min(min(holder), 0) - 1 FROM holder"))[0] or -1
                    self._staging.run("INSERT INTO holder VALUES (?, ?, 0)", holder, account_id)
                changed = f"UPDATE line SET holder = ? WHERE {waiting} AND link_kind = ? AND link = ?"
                self._staging.run(changed, holder, kind, plain)

    def _accounts(self, identifiers: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The accounts that identifiers belong to at the server, those merged into another followed."""
        if not self._anybody:
            return {}
        hashes = {identifier_hash(self._key, kind, plain): (kind, plain) for kind, plain in identifiers}
        found = by_key(self._transaction, tables.identifier.c.hash, hashes)
        accounts = by_key(self._transaction, tables.account.c.account_id, {row.account_id for row in found.values()})
        return {
            hashes[digest]: str(accounts[row.account_id].merged_into or row.account_id) for digest, row in found.items()
        }

    def _know_owners(self) -> None:
        """Identifiers that the database knows decide which account a holder is."""
        staging = self._staging
        query = "SELECT kind, plain FROM claim"
        for chunk in _chunked(staging.rows(query), 20 * CHUNK):
            found = self._accounts(chunk)
            staging.run_all(
                "UPDATE claim SET account_id = ? WHERE kind = ? AND plain = ?",
                [(account_id, kind, plain) for (kind, plain), account_id in found.items()],
            )
        self._refuse_contradictions()
        # the row of the members' file first, then its cards in their order
        staging.run(
            "UPDATE holder SET account_id = (SELECT account_id FROM claim WHERE claim.holder = holder.holder"
            " AND account_id IS NOT NULL ORDER BY claim.item_id LIMIT 1) WHERE account_id IS NULL"
        )
        strangers = (
            "SELECT claim.line_id, claim.kind, claim.plain FROM claim JOIN holder ON holder.holder = claim.holder"
            " JOIN line ON line.line_id = claim.line_id"
            " WHERE claim.account_id <> holder.account_id AND line.reason = ''"
        )
        for line_id, kind, plain in list(staging.rows(strangers)):
            self._dispute(kind, plain)
            staging.run("UPDATE line SET reason = 'known_to_another', value = ? WHERE line_id = ?", plain, line_id)
        twice = (
            "SELECT other.holder, one.first FROM holder AS other JOIN (SELECT account_id, min(holder.holder) AS first"
            " FROM holder JOIN line ON line.line_id = holder.holder AND line.reason = ''"
            " WHERE account_id IS NOT NULL GROUP BY account_id HAVING count(*) > 1) AS one"
            " ON one.account_id = other.account_id WHERE other.holder > 0 AND other.holder <> one.first"
        )
        self._refuse("same_account", staging.rows(twice))
        self._refuse_closed()
        staging.run("UPDATE holder SET fresh = 0 WHERE account_id IS NOT NULL")

    def _refuse_contradictions(self) -> None:
        """Members whose own row names identifiers of different accounts."""
        query = (
            "SELECT claim.line_id FROM claim JOIN line ON line.line_id = claim.line_id"
            " WHERE part = 'members' AND account_id IS NOT NULL AND line.reason = ''"
            " GROUP BY claim.line_id HAVING count(DISTINCT account_id) > 1"
        )
        for (line_id,) in list(self._staging.rows(query)):
            self._staging.run("UPDATE line SET reason = 'two_owners', value = who WHERE line_id = ?", line_id)

    def _refuse_closed(self) -> None:
        """Nothing is brought to an account that was erased."""
        query = "SELECT holder, account_id FROM holder WHERE account_id IS NOT NULL"
        for chunk in _chunked(self._staging.rows(query), 20 * CHUNK):
            states = by_key(self._transaction, tables.account.c.account_id, [account_id for _, account_id in chunk])
            for holder, account_id in chunk:
                if states[account_id].state == "erased":
                    self._staging.run(
                        "UPDATE line SET reason = 'closed', value = who WHERE holder = ? AND reason = ''", holder
                    )

    def _refuse_nameless(self) -> None:
        """A member without any card, telephone or e-mail left could never be recognised."""
        self._staging.run(
            "UPDATE line SET reason = 'no_identifier', value = who WHERE part = 'members' AND reason = ''"
            " AND NOT EXISTS (SELECT 1 FROM claim JOIN line AS own ON own.line_id = claim.line_id"
            " WHERE claim.holder = line.line_id AND own.reason = '')"
        )

    def _spread(self) -> None:
        """What hangs on a refused member is refused with it."""
        query = (
            "SELECT line.line_id, own.line_id FROM line JOIN line AS own ON own.line_id = line.holder"
            " WHERE own.reason <> '' AND line.reason = ''"
        )
        self._refuse("member_refused", self._staging.rows(query))

    # --- what stands twice, or is there already ----------------------------------------------------------

    def _twice_by_key(self, kind: str, reason: str) -> None:
        """The old system's own number of points or a purchase stands once."""
        first = (
            "SELECT plain, min(item_id) AS first FROM item JOIN line USING (line_id) WHERE kind = ? AND plain <> ''"
            " AND line.reason = '' GROUP BY plain HAVING count(*) > 1"
        )
        query = (
            f"SELECT item.line_id, one.line_id FROM item JOIN ({first}) f USING (plain)"
            " JOIN item AS one ON one.item_id = f.first JOIN line ON line.line_id = item.line_id"
            " WHERE item.kind = ? AND item.item_id <> f.first AND line.reason = ''"
        )
        self._refuse(reason, self._staging.rows(query, kind, kind))

    def _known_items(self) -> None:
        """Name every item's operation, and find those that were booked by an earlier run."""
        for chunk in _chunked(self._named_items(), 10 * CHUNK):
            self._staging.run_all("UPDATE item SET op_id = ? WHERE item_id = ?", [(op, i) for i, _, op, _ in chunk])
            booked = self._booked(chunk)
            for item_id, line_id, op_id, item in chunk:
                if op_id in booked:
                    if booked[op_id] == _sum(item):
                        self._staging.run("UPDATE item SET fate = 'known' WHERE item_id = ?", item_id)
                    else:
                        self._staging.run("UPDATE line SET reason = 'changed', value = who WHERE line_id = ?", line_id)
                elif self._is_over(item):
                    self._leave_out(item_id, "coupon_expired" if isinstance(item, CouponItem) else "expired")

    def _named_items(self) -> Iterator[tuple[int, int, str, Item]]:
        """(item, row, operation, item) of points, purchases and coupons.

        The operation's id is made of the old system's name and its own number; without a number of the member, the
        dates as they were written and which of several alike it is, so that the same files give the same ids.
        """
        query = (
            "SELECT item_id, item.line_id, item.kind, item.plain, body, coalesce(own.link_kind, line.link_kind),"
            " coalesce(own.link, line.link), line.holder FROM line INDEXED BY line_of"
            " CROSS JOIN item ON item.line_id = line.line_id LEFT JOIN line AS own ON own.line_id = line.holder"
            " WHERE item.kind IN ('lot', 'purchase', 'coupon') AND line.reason = ''"
            " ORDER BY line.holder, item.kind, item.amount, item_id"
        )
        alike: dict[tuple[str, ...], int] = {}
        last = 0
        # by the order of an index, a holder at a time; what is changed meanwhile is in no index that is gone through
        for item_id, line_id, kind, plain, body, link_kind, link, holder in self._staging.rows(query):
            if holder != last:
                last = holder
                alike.clear()
            item = self._staging.item(body)
            named = self._named(kind, plain, item, (link_kind, link))
            alike[named] = number = alike.get(named, 0) + 1
            yield item_id, line_id, operation_id(self._mapping.source, *named, str(number)), item

    def _named(self, kind: str, plain: str, item: Item, holder: tuple[str, str]) -> tuple[str, ...]:
        match item:
            case LotItem(key="", told=told):
                return kind, *holder, told
            case PurchaseItem(key="", turnover=True):
                return "turnover", *holder
            case PurchaseItem(key="", at=at, net=net):
                return kind, *holder, str(at), str(net)
            case CouponItem(coupon=coupon, told=told):
                return kind, *holder, coupon, told
            case _:
                return kind, plain

    def _booked(self, named: Iterable[tuple[int, int, str, Item]]) -> dict[str, int]:
        """What operations have booked by now: the points of their entry, or the money of their purchase."""
        if not self._anything:
            return {}
        bought: list[str] = []
        given: list[str] = []
        for _, _, op_id, item in named:
            (bought if isinstance(item, PurchaseItem) else given).append(op_id)
        entries = by_key(self._transaction, tables.entry.c.op_id, given, tables.entry.c.n == 0)
        purchases = by_key(self._transaction, tables.purchase.c.op_id, bought)
        return {op: row.points for op, row in entries.items()} | {op: row.net for op, row in purchases.items()}

    def _is_over(self, item: Item) -> bool:
        return (
            isinstance(item, LotItem | CouponItem)
            and item.expires_at is not None
            and item.expires_at <= self._transaction.now
        )

    def _settle_members(self) -> None:
        """Members and identifiers that are registered are there already."""
        staging = self._staging
        staging.run(
            "UPDATE item SET fate = 'known' WHERE kind = 'member' AND line_id IN"
            " (SELECT holder FROM holder WHERE fresh = 0)"
        )
        staging.run(
            "UPDATE item SET fate = 'known' WHERE fate = '' AND item_id IN"
            " (SELECT item_id FROM claim WHERE account_id IS NOT NULL)"
        )

    # --- small things ------------------------------------------------------------------------------------

    def _refuse(self, reason: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Refuse rows, each with the place of the row that it stumbles over."""
        for line_id, first in list(rows):
            self._staging.run(
                "UPDATE line SET reason = ?, value = ? WHERE line_id = ? AND reason = ''",
                reason,
                self._staging.place(first),
                line_id,
            )

    def _leave_out(self, item_id: int, reason: str) -> None:
        self._staging.run("UPDATE item SET fate = 'left_out', reason = ? WHERE item_id = ?", reason, item_id)

    def _dispute(self, kind: str, plain: str) -> None:
        self._staging.run("UPDATE claim SET disputed = 1 WHERE kind = ? AND plain = ?", kind, plain)


def is_empty(transaction: Transaction, table: sa.Table) -> bool:
    """Whether a table has no row."""
    return transaction.connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is None


def operation_id(*parts: str) -> str:
    """Id of what is brought in, always the same for the same parts."""
    return hashlib.sha256("\x1f".join(("migration", *parts)).encode()).hexdigest()[:32]


def _sum(item: Item) -> int:
    match item:
        case LotItem(points=points):
            return points
        case PurchaseItem(net=net):
            return net
        case CouponItem(uses=uses):
            return uses
        case _:
            raise AssertionError(item)


def _chunked(values: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Values in lists of so many."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk
