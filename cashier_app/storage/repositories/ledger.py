"""The loyalty cache and the entries made here: accounts, identifiers, lots with their rights, purchases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

import msgspec
from sqlalchemy import bindparam, case, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import (
    AccountRow,
    EntryRow,
    IdentifierRow,
    LotRow,
    MemberRecord,
    PurchaseRow,
    RightRow,
)
from cashier_app.storage.statements import Link, RowInsert, RowStatement, Statement, columns_of
from cashier_app.storage.tables import (
    ENTRY_PENDING,
    PURCHASE_PENDING,
    account,
    beyond,
    entry,
    identifier,
    lot,
    node_right,
    outbox,
    purchase,
)

_LOT_FIELDS: Final = tuple(name for name in LotRow.__struct_fields__ if name not in ("pending", "under_nodes"))

_IDENTIFIER: Final = Statement(columns_of(identifier, IdentifierRow).where(identifier.c.hash == bindparam("hash")))
_IDENTIFIERS: Final = Statement(
    columns_of(identifier, IdentifierRow)
    .where(identifier.c.account_id == bindparam("account_id"))
    .order_by(identifier.c.kind, identifier.c.masked, identifier.c.hash)
)
_SET_STATE: Final = Statement(
    update(identifier).where(identifier.c.hash == bindparam("of_hash")).values(state=bindparam("state"))
)
_CARD_OF: Final = Statement(
    select(identifier.c.masked)
    .where(identifier.c.account_id == bindparam("account_id"), identifier.c.state == "active")
    .order_by(identifier.c.kind)
    .limit(1)
)
_ACCOUNT: Final = Statement(columns_of(account, AccountRow).where(account.c.account_id == bindparam("account_id")))
_TOLD: Final = Statement(
    select(account.c.as_of, account.c.told_at).where(account.c.account_id == bindparam("account_id"))
)
_told = func.json_each(bindparam("known")).table_valued("key", "value")
_TOLD_SINCE: Final = Statement(
    select(account.c.account_id)
    .join(_told, _told.c.key == account.c.account_id)
    .where(
        account.c.as_of == account.c.told_at,
        account.c.as_of > _told.c.value,
        account.c.as_of <= _told.c.value + bindparam("longest"),
    )
)
_LOTS: Final = Statement(
    select(*(lot.c[name] for name in _LOT_FIELDS)).where(lot.c.account_id == bindparam("account_id"))
)
_LOT: Final = Statement(select(*(lot.c[name] for name in _LOT_FIELDS)).where(lot.c.lot_id == bindparam("lot_id")))
_NAMED_LOTS: Final = Statement(
    select(*(lot.c[name] for name in _LOT_FIELDS)).where(
        lot.c.lot_id.in_(select(func.json_each(bindparam("lots")).table_valued("value").c.value))
    )
)
_NAMED_PENDING: Final = Statement(
    select(entry.c.lot_id, func.sum(entry.c.points))
    .where(entry.c.lot_id.in_(select(func.json_each(bindparam("lots")).table_valued("value").c.value)), ENTRY_PENDING)
    .group_by(entry.c.lot_id)
)
_held = lot.c.granted + lot.c.earned - lot.c.used - lot.c.released > 0
_node_held = node_right.c.granted + node_right.c.earned - node_right.c.used - node_right.c.released > 0
_LOTS_HELD: Final = Statement(
    select(*(lot.c[name] for name in _LOT_FIELDS)).where(lot.c.account_id == bindparam("account_id"), _held)
)
_LOTS_HELD_UNDER_NODES: Final = Statement(
    select(*(lot.c[name] for name in _LOT_FIELDS)).where(
        lot.c.account_id == bindparam("account_id"),
        lot.c.lot_id.in_(select(node_right.c.lot_id).where(_node_held)),
        ~_held,
    )
)
_account_like = (lot.c.account_id >= bindparam("first")) & (lot.c.account_id < bindparam("behind"))
_HELD_LIKE: Final = Statement(select(lot.c.account_id).where(_account_like, _held).distinct())
_HELD_LIKE_UNDER_NODES: Final = Statement(
    select(lot.c.account_id)
    .join(node_right, node_right.c.lot_id == lot.c.lot_id)
    .where(_account_like, _node_held)
    .distinct()
)
_HELD_UNDER: Final = Statement(
    columns_of(node_right, RightRow).where(node_right.c.parent == bindparam("of_parent"), _node_held)
)
_ANY_NODE: Final = Statement(select(node_right.c.lot_id).limit(1))
_NODE_RIGHTS: Final = Statement(
    columns_of(node_right, RightRow)
    .where(node_right.c.lot_id.in_(select(func.json_each(bindparam("lots")).table_valued("value").c.value)))
    .order_by(node_right.c.parent)
)
_MOVE_LOTS: Final = Statement(
    update(lot).where(lot.c.account_id == bindparam("of_account")).values(account_id=bindparam("to_account"))
)
_PENDING: Final = Statement(
    select(entry.c.lot_id, func.sum(entry.c.points))
    .where(entry.c.lot_id.in_(select(lot.c.lot_id).where(lot.c.account_id == bindparam("account_id"))), ENTRY_PENDING)
    .group_by(entry.c.lot_id)
)
_PENDING_NET: Final = Statement(
    select(
        func.coalesce(func.sum(purchase.c.net), 0),
        func.coalesce(func.sum(purchase.c.net > 0), 0),
        func.coalesce(func.max(case((purchase.c.net > 0, purchase.c.at))), 0),
    ).where(purchase.c.account_id == bindparam("account_id"), PURCHASE_PENDING)
)
_UNCOUNTED: Final = Statement(
    select(func.coalesce(func.sum(beyond.c.points), 0))
    .select_from(beyond.join(outbox, outbox.c.op_id == beyond.c.op_id))
    .where(beyond.c.account_id == bindparam("account_id"), outbox.c.durable == 0)
)
_ANY_BEYOND: Final = Statement(select(beyond.c.op_id).limit(1))
_ADD_BEYOND: Final = Statement(
    insert(beyond).values({name: bindparam(name) for name in ("op_id", "account_id", "points")})
)
_ACCOUNTS_PENDING: Final = Statement(select(entry.c.account_id).where(ENTRY_PENDING).distinct())
_ADD_ENTRY: Final = RowInsert(entry, EntryRow)
_ADD_PURCHASE: Final = RowInsert(purchase, PurchaseRow)
_ADD_LOT: Final = Statement(insert(lot).values({name: bindparam(name) for name in _LOT_FIELDS}))
_SET_COUNTERS: Final = Statement(
    update(lot)
    .where(lot.c.lot_id == bindparam("of_lot"))
    .values({name: bindparam(name) for name in ("earned", "used", "released")})
)
_insert_node_right = insert(node_right).values({name: bindparam(name) for name in RightRow.__struct_fields__})
_SET_NODE_COUNTERS: Final = Statement(
    _insert_node_right.on_conflict_do_update(
        index_elements=["lot_id", "parent"],
        set_={name: _insert_node_right.excluded[name] for name in ("earned", "used", "released")},
    )
)
_GRANT_UNDER_NODE: Final = Statement(
    _insert_node_right.on_conflict_do_update(
        index_elements=["lot_id", "parent"],
        set_={"granted": func.max(node_right.c.granted, _insert_node_right.excluded.granted)},
    )
)
_FORGET_NODE_RIGHTS: Final = Statement(node_right.delete())
_HELD: Final = Statement(
    select(lot.c.lot_id, literal(""), lot.c.granted, lot.c.earned, lot.c.used, lot.c.released).where(
        (lot.c.granted != 0) | (lot.c.earned != 0) | (lot.c.used != 0) | (lot.c.released != 0)
    )
)
_HELD_UNDER_NODES: Final = Statement(columns_of(node_right, RightRow))
_insert_right = insert(lot).values({name: bindparam(name) for name in _LOT_FIELDS})
_PUT_RIGHT: Final = Statement(
    _insert_right.on_conflict_do_update(
        index_elements=["lot_id"], set_={"granted": func.max(lot.c.granted, _insert_right.excluded.granted)}
    )
)
_CLEAR_RIGHTS: Final = Statement(
    update(lot)
    .where((lot.c.granted != 0) | (lot.c.earned != 0) | (lot.c.used != 0) | (lot.c.released != 0))
    .values(granted=0, earned=0, used=0, released=0)
)
_LEAVE_HOME: Final = Statement(update(account).where(account.c.home).values(home=False))

# --- the feed --------------------------------------------------------------------------------------------

_ids = select(func.json_each(bindparam("ids")).table_valued("value").c.value)
_insert_account = insert(account).values({name: bindparam(name) for name in AccountRow.__struct_fields__})
_AT_HOME: Final = Statement(select(account.c.account_id).where(account.c.account_id.in_(_ids), account.c.home))
_PUT_ACCOUNT: Final = RowStatement(
    _insert_account.on_conflict_do_update(
        index_elements=["account_id"],
        set_={name: _insert_account.excluded[name] for name in AccountRow.__struct_fields__ if name != "account_id"},
    )
)
_FORGET_IDENTIFIERS: Final = Statement(identifier.delete().where(identifier.c.account_id.in_(_ids)))
_insert_identifier = insert(identifier).values({name: bindparam(name) for name in IdentifierRow.__struct_fields__})
_PUT_IDENTIFIER: Final = RowStatement(
    _insert_identifier.on_conflict_do_update(
        index_elements=["hash"],
        set_={name: _insert_identifier.excluded[name] for name in IdentifierRow.__struct_fields__ if name != "hash"},
    )
)
_EMPTY_LOTS: Final = Statement(update(lot).where(lot.c.account_id.in_(_ids), lot.c.balance != 0).values(balance=0))
_insert_lot = insert(lot).values({name: bindparam(name) for name in _LOT_FIELDS})
_PUT_LOT: Final = RowStatement(
    _insert_lot.on_conflict_do_update(
        index_elements=["lot_id"],
        set_={
            **{
                name: _insert_lot.excluded[name]
                for name in ("account_id", "wallet", "source", "balance", "active_at", "expires_at")
            },
            "granted": func.max(lot.c.granted, _insert_lot.excluded.granted),
            "lapsed": func.max(lot.c.lapsed, _insert_lot.excluded.lapsed),
        },
    )
)
_INCLUDE_ENTRIES: Final = Statement(
    update(entry)
    .where(
        entry.c.account_id.in_(_ids) | entry.c.lot_id.in_(select(lot.c.lot_id).where(lot.c.account_id.in_(_ids))),
        ENTRY_PENDING,
        entry.c.epoch == bindparam("of_epoch"),
        entry.c.seq <= bindparam("up_to"),
    )
    .values(included=1)
)
_INCLUDE_NAMED: Final = Statement(
    update(entry)
    .where(
        entry.c.lot_id.in_(select(func.json_each(bindparam("lots")).table_valued("value").c.value)),
        ENTRY_PENDING,
        entry.c.epoch == bindparam("of_epoch"),
        entry.c.seq <= bindparam("up_to"),
    )
    .values(included=1)
)
_unheard = select(outbox.c.op_id).where(outbox.c.epoch == bindparam("of_epoch"), outbox.c.seq > bindparam("up_to"))
_EXCLUDE_ENTRIES: Final = Statement(
    update(entry)
    .where(
        entry.c.op_id.in_(_unheard),
        entry.c.account_id.in_(_ids) | entry.c.lot_id.in_(select(lot.c.lot_id).where(lot.c.account_id.in_(_ids))),
    )
    .values(included=0)
)
_EXCLUDE_PURCHASES: Final = Statement(
    update(purchase).where(purchase.c.op_id.in_(_unheard), purchase.c.account_id.in_(_ids)).values(included=0)
)
_MOVE_ENTRIES: Final = Statement(
    update(entry)
    .where(entry.c.op_id == bindparam("of_operation"))
    .values(epoch=bindparam("new_epoch"), seq=bindparam("new_seq"), included=0)
)
_MOVE_PURCHASE: Final = Statement(
    update(purchase)
    .where(purchase.c.op_id == bindparam("of_operation"))
    .values(epoch=bindparam("new_epoch"), seq=bindparam("new_seq"), included=0)
)
_INCLUDE_PURCHASES: Final = Statement(
    update(purchase)
    .where(
        purchase.c.account_id.in_(_ids),
        PURCHASE_PENDING,
        purchase.c.epoch == bindparam("of_epoch"),
        purchase.c.seq <= bindparam("up_to"),
    )
    .values(included=1)
)


class CountersLike(Protocol):
    """`sync.messages.RightCounters`."""

    @property
    def lot_id(self) -> str: ...
    @property
    def earned(self) -> int: ...
    @property
    def used(self) -> int: ...
    @property
    def released(self) -> int: ...
    @property
    def parent(self) -> str: ...


class Ledger:
    """Read for a quote, append for a sale, replace by the feed."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- reading -----------------------------------------------------------------------------------------

    def identifier(self, hash_: bytes) -> IdentifierRow | None:
        """A card or phone by its keyed hash."""
        return self._link.row(_IDENTIFIER, IdentifierRow, hash=hash_)

    def identifiers(self, account_id: str) -> list[IdentifierRow]:
        """All cards and telephones of an account, those no longer used among them."""
        return self._link.rows(_IDENTIFIERS, IdentifierRow, account_id=account_id)

    def set_identifier(self, hash_: bytes, state: str) -> int:
        """Another state of a card; 0 if it is not known."""
        return self._link.run(_SET_STATE, of_hash=hash_, state=state)

    def put_identifier(self, row: IdentifierRow) -> None:
        """A card or telephone of an account that is known here."""
        self._link.insert_all(_PUT_IDENTIFIER, [row])

    def card_of(self, account_id: str) -> str:
        """The mask of an active card of an account (`..4417`), or ""."""
        return self._link.value(_CARD_OF, account_id=account_id) or ""

    def lots(self, account_id: str) -> list[LotRow]:
        """Lots of an account with what happened here since the last feed."""
        pending: dict[str, int] = dict(self._link.all(_PENDING, account_id=account_id))
        rows = self._link.all(_LOTS, account_id=account_id)
        return self._with_nodes([LotRow(*(*row, pending.get(row[0], 0))) for row in rows])

    def lot(self, lot_id: str) -> LotRow | None:
        """One lot's row; `pending` is not computed."""
        row = self._link.one(_LOT, lot_id=lot_id)
        return None if row is None else self._with_nodes([LotRow(*row)])[0]

    def named_lots(self, lot_ids: Sequence[str]) -> list[LotRow]:
        """Of the lots named those that are known, with what happened here since the last feed."""
        if not lot_ids:
            return []
        named = json.dumps(list(lot_ids))
        pending: dict[str, int] = dict(self._link.all(_NAMED_PENDING, lots=named))
        rows = self._link.all(_NAMED_LOTS, lots=named)
        return self._with_nodes([LotRow(*(*row, pending.get(row[0], 0))) for row in rows])

    def _with_nodes(self, lots: list[LotRow]) -> list[LotRow]:
        """The lots with their counters under store nodes; a till that has never had one is asked nothing more."""
        if not lots or self._link.one(_ANY_NODE) is None:
            return lots
        rights: dict[str, list[RightRow]] = {}
        for right in self._link.rows(_NODE_RIGHTS, RightRow, lots=json.dumps([row.lot_id for row in lots])):
            rights.setdefault(right.lot_id, []).append(right)
        return [
            msgspec.structs.replace(row, under_nodes=tuple(rights[row.lot_id])) if row.lot_id in rights else row
            for row in lots
        ]

    def at_home(self, account_ids: Iterable[str]) -> frozenset[str]:
        """Of the accounts named those whose home is here: their untouched caps may be opened without asking."""
        return frozenset(name for (name,) in self._link.all(_AT_HOME, ids=json.dumps(list(account_ids))))

    def member(self, account_id: str) -> MemberRecord | None:
        """An account and all that a quote needs of it."""
        row = self._link.row(_ACCOUNT, AccountRow, account_id=account_id)
        if row is None:
            return None
        net, purchases, at = self._link.all(_PENDING_NET, account_id=account_id)[0]
        return MemberRecord(row, tuple(self.lots(account_id)), net, purchases, at, self._uncounted(account_id))

    def _uncounted(self, account_id: str) -> int:
        """What was taken beyond the rights and is not counted; a till that never did so is asked nothing more."""
        if self._link.one(_ANY_BEYOND) is None:
            return 0
        return int(self._link.value(_UNCOUNTED, account_id=account_id) or 0)

    def told_of(self, account_id: str) -> tuple[int, int] | None:
        """(as_of, told_at) of an account; None for one that is not known."""
        found = self._link.one(_TOLD, account_id=account_id)
        return None if found is None else (found[0], found[1])

    def told_directly_since(self, known: Iterable[tuple[str, int]], longest: int) -> frozenset[str]:
        """Of (account, instant) those accounts that the central server itself has told since, within `longest`."""
        found = self._link.all(_TOLD_SINCE, known=json.dumps(dict(known)), longest=longest)
        return frozenset(account_id for (account_id,) in found)

    def accounts_pending(self) -> list[str]:
        """Accounts with entries that the server's balances do not contain yet."""
        return [account_id for (account_id,) in self._link.all(_ACCOUNTS_PENDING)]

    def lots_held(self, account_id: str) -> list[LotRow]:
        """Lots of an account of which something may be spent here; `pending` is not computed."""
        rows = self._link.all(_LOTS_HELD, account_id=account_id)
        rows += self._link.all(_LOTS_HELD_UNDER_NODES, account_id=account_id)
        return self._with_nodes([LotRow(*row) for row in rows])

    def held_under(self, parent: str) -> list[RightRow]:
        """Rights under a store node of which something may be spent here."""
        return self._link.rows(_HELD_UNDER, RightRow, of_parent=parent)

    def holding(self, prefix: str) -> list[str]:
        """Accounts whose ids begin so and of whose lots something may be spent here."""
        behind = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        found = self._link.all(_HELD_LIKE, first=prefix, behind=behind)
        found += self._link.all(_HELD_LIKE_UNDER_NODES, first=prefix, behind=behind)
        return list(dict.fromkeys(account_id for (account_id,) in found))

    def held(self) -> list[RightRow]:
        """The counters of every lot under every parent where one of them is not zero."""
        return self._link.rows(_HELD, RightRow) + self._link.rows(_HELD_UNDER_NODES, RightRow)

    # --- appending ---------------------------------------------------------------------------------------

    def add_entries(self, entries: Sequence[EntryRow]) -> None:
        """Append entries; (operation, kind, lot) is unique."""
        self._link.insert_all(_ADD_ENTRY, entries)

    def add_beyond(self, op_id: str, account_id: str, points: int) -> None:
        """Points of an account that an operation took beyond the rights."""
        self._link.run(_ADD_BEYOND, op_id=op_id, account_id=account_id, points=points)

    def add_purchase(self, row: PurchaseRow) -> None:
        """Money that counts for levels."""
        self._link.insert(_ADD_PURCHASE, row)

    def add_lots(self, lots: Iterable[LotRow]) -> None:
        """Lots that were earned here."""
        rows = list(lots)
        self._link.run_all(_ADD_LOT, [_lot_values(_ADD_LOT, row) for row in rows])
        self._grant_under_nodes(rows)

    def set_counters(self, counters: Iterable[CountersLike]) -> None:
        """The cumulative counters of lots in this epoch, each under its parent; the caller has only raised them."""
        central, under_nodes = [], []
        for one in counters:
            values = {"earned": one.earned, "used": one.used, "released": one.released}
            if one.parent:
                own = {"lot_id": one.lot_id, "parent": one.parent, "granted": 0, **values}
                under_nodes.append(_SET_NODE_COUNTERS.values(own))
            else:
                central.append(_SET_COUNTERS.values({"of_lot": one.lot_id, **values}))
        self._link.run_all(_SET_COUNTERS, central)
        if under_nodes:
            self._link.run_all(_SET_NODE_COUNTERS, under_nodes)

    def add_account(self, row: AccountRow, identifiers: Sequence[IdentifierRow]) -> None:
        """An account that was made here: the feed will replace it."""
        self._link.run(_PUT_ACCOUNT, **_fields(row))
        self._link.insert_all(_PUT_IDENTIFIER, identifiers)

    def move_lots(self, account_id: str, to_account: str) -> None:
        """Hand all lots of an account to another; entries stay as they were written."""
        self._link.run(_MOVE_LOTS, of_account=account_id, to_account=to_account)

    def put_right(self, row: LotRow) -> None:
        """A right that is not points, as it was granted; of one that is known `granted` becomes the larger."""
        self._link.run_all(_PUT_RIGHT, [_lot_values(_PUT_RIGHT, row)])
        self._grant_under_nodes([row])

    def _grant_under_nodes(self, lots: Iterable[LotRow]) -> None:
        """What store nodes have granted, the larger of the two; other counters as given where none are known."""
        granted = [
            _GRANT_UNDER_NODE.values(_fields(right)) for row in lots if row.under_nodes for right in row.under_nodes
        ]
        if granted:
            self._link.run_all(_GRANT_UNDER_NODE, granted)

    def clear_rights(self) -> None:
        """A new epoch begins without rights, and opens no cap before the server has told which were touched."""
        self._link.run(_CLEAR_RIGHTS)
        self._link.run(_FORGET_NODE_RIGHTS)
        self._link.run(_LEAVE_HOME)

    def move_pending(self, op_id: str, epoch: str, seq: int) -> None:
        """What an operation wrote stands at another place of another epoch, which no balance contains yet."""
        for statement in (_MOVE_ENTRIES, _MOVE_PURCHASE):
            self._link.run(statement, of_operation=op_id, new_epoch=epoch, new_seq=seq)

    # --- the feed ----------------------------------------------------------------------------------------

    def put_accounts(
        self,
        accounts: Sequence[AccountRow],
        identifiers: Sequence[IdentifierRow],
        lots: Sequence[LotRow],
        included: Iterable[tuple[str, int]],
    ) -> None:
        """Replace accounts with all that hangs on them, set-wise.

        A lot no longer named keeps its counters, with balance 0; `granted` becomes the larger.  Lots of a
        campaign are told one by one: those not named stay as they were.  Purchases of these accounts, and
        entries of them or of their lots, are inside the new balances up to each (epoch, seq) of `included`.
        """
        members = json.dumps([row.account_id for row in accounts if row.state != "campaign"])
        campaigns = [row.account_id for row in accounts if row.state == "campaign"]
        self._link.insert_all(_PUT_ACCOUNT, accounts)
        self._link.run(_FORGET_IDENTIFIERS, ids=members)
        self._link.insert_all(_PUT_IDENTIFIER, identifiers)
        self._link.run(_EMPTY_LOTS, ids=members)
        self._link.insert_all(_PUT_LOT, lots)
        self._grant_under_nodes(lots)
        named = json.dumps([row.lot_id for row in lots if row.account_id in campaigns])
        for epoch, seq in included:
            self._include(members, epoch, seq)
            if campaigns:
                self._link.run(_INCLUDE_NAMED, lots=named, of_epoch=epoch, up_to=seq)

    def include(self, account_id: str, epoch: str, seq: int) -> None:
        """Entries and purchases of an account, no campaign, are inside its balances up to (epoch, seq)."""
        self._include(json.dumps([account_id]), epoch, seq)

    def _include(self, ids: str, epoch: str, seq: int) -> None:
        self._link.run(_INCLUDE_ENTRIES, ids=ids, of_epoch=epoch, up_to=seq)
        self._link.run(_INCLUDE_PURCHASES, ids=ids, of_epoch=epoch, up_to=seq)

    def grant(self, lots: Iterable[LotRow]) -> None:
        """What was granted of lots, the larger of the two; one that is not known stays empty."""
        rows = [msgspec.structs.replace(row, balance=0) for row in lots if row.granted or row.under_nodes]
        self._link.run_all(_PUT_RIGHT, [_lot_values(_PUT_RIGHT, row) for row in rows])
        self._grant_under_nodes(rows)

    def exclude(self, account_ids: Sequence[str], included: Iterable[tuple[str, int]]) -> None:
        """Entries and purchases of accounts behind each (epoch, seq) of `included` are not inside their balances."""
        ids = json.dumps(list(account_ids))
        for epoch, seq in included:
            self._link.run(_EXCLUDE_ENTRIES, ids=ids, of_epoch=epoch, up_to=seq)
            self._link.run(_EXCLUDE_PURCHASES, ids=ids, of_epoch=epoch, up_to=seq)


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _lot_values(statement: Statement, row: LotRow) -> list[Any]:
    return statement.values(_fields(row))
