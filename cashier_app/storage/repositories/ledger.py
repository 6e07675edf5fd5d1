"""The loyalty cache and the entries made here: accounts, identifiers, lots with their rights, purchases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from sqlalchemy import bindparam, case, func, select, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import AccountRow, EntryRow, IdentifierRow, LotRow, MemberRecord, PurchaseRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import ENTRY_PENDING, PURCHASE_PENDING, account, entry, identifier, lot, purchase

_LOT_FIELDS: Final = tuple(name for name in LotRow.__struct_fields__ if name != "pending")

_IDENTIFIER: Final = Statement(columns_of(identifier, IdentifierRow).where(identifier.c.hash == bindparam("hash")))
_CARD_OF: Final = Statement(
    select(identifier.c.masked)
    .where(identifier.c.account_id == bindparam("account_id"), identifier.c.state == "active")
    .order_by(identifier.c.kind)
    .limit(1)
)
_ACCOUNT: Final = Statement(columns_of(account, AccountRow).where(account.c.account_id == bindparam("account_id")))
_AS_OF: Final = Statement(select(account.c.as_of).where(account.c.account_id == bindparam("account_id")))
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
_LOTS_HELD: Final = Statement(
    select(*(lot.c[name] for name in _LOT_FIELDS)).where(
        lot.c.account_id == bindparam("account_id"),
        lot.c.granted + lot.c.earned - lot.c.used - lot.c.released > 0,
    )
)
_HELD_LIKE: Final = Statement(
    select(lot.c.account_id)
    .where(
        lot.c.account_id >= bindparam("first"),
        lot.c.account_id < bindparam("behind"),
        lot.c.granted + lot.c.earned - lot.c.used - lot.c.released > 0,
    )
    .distinct()
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
_ACCOUNTS_PENDING: Final = Statement(select(entry.c.account_id).where(ENTRY_PENDING).distinct())
_ADD_ENTRY: Final = RowInsert(entry, EntryRow)
_ADD_PURCHASE: Final = RowInsert(purchase, PurchaseRow)
_ADD_LOT: Final = Statement(insert(lot).values({name: bindparam(name) for name in _LOT_FIELDS}))
_SET_COUNTERS: Final = Statement(
    update(lot)
    .where(lot.c.lot_id == bindparam("of_lot"))
    .values({name: bindparam(name) for name in ("earned", "used", "released")})
)
_HELD: Final = Statement(
    select(lot.c.lot_id, lot.c.granted, lot.c.earned, lot.c.used, lot.c.released).where(
        (lot.c.granted != 0) | (lot.c.earned != 0) | (lot.c.used != 0) | (lot.c.released != 0)
    )
)
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
_PUT_ACCOUNT: Final = Statement(
    _insert_account.on_conflict_do_update(
        index_elements=["account_id"],
        set_={name: _insert_account.excluded[name] for name in AccountRow.__struct_fields__ if name != "account_id"},
    )
)
_FORGET_IDENTIFIERS: Final = Statement(identifier.delete().where(identifier.c.account_id.in_(_ids)))
_insert_identifier = insert(identifier).values({name: bindparam(name) for name in IdentifierRow.__struct_fields__})
_PUT_IDENTIFIER: Final = Statement(
    _insert_identifier.on_conflict_do_update(
        index_elements=["hash"],
        set_={name: _insert_identifier.excluded[name] for name in IdentifierRow.__struct_fields__ if name != "hash"},
    )
)
_EMPTY_LOTS: Final = Statement(update(lot).where(lot.c.account_id.in_(_ids), lot.c.balance != 0).values(balance=0))
_insert_lot = insert(lot).values({name: bindparam(name) for name in _LOT_FIELDS})
_PUT_LOT: Final = Statement(
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


class Ledger:
    """Read for a quote, append for a sale, replace by the feed."""

    def __init__(self, link: Link) -> None:
        self._link = link

    # --- reading -----------------------------------------------------------------------------------------

    def identifier(self, hash_: bytes) -> IdentifierRow | None:
        """A card or phone by its keyed hash."""
        return self._link.row(_IDENTIFIER, IdentifierRow, hash=hash_)

    def card_of(self, account_id: str) -> str:
        """The mask of an active card of an account (`..4417`), or ""."""
        return self._link.value(_CARD_OF, account_id=account_id) or ""

    def lots(self, account_id: str) -> list[LotRow]:
        """Lots of an account with what happened here since the last feed."""
        pending: dict[str, int] = dict(self._link.all(_PENDING, account_id=account_id))
        return [LotRow(*(*row, pending.get(row[0], 0))) for row in self._link.all(_LOTS, account_id=account_id)]

    def lot(self, lot_id: str) -> LotRow | None:
        """One lot's row; `pending` is not computed."""
        row = self._link.one(_LOT, lot_id=lot_id)
        return None if row is None else LotRow(*row)

    def named_lots(self, lot_ids: Sequence[str]) -> list[LotRow]:
        """Of the lots named those that are known, with what happened here since the last feed."""
        if not lot_ids:
            return []
        named = json.dumps(list(lot_ids))
        pending: dict[str, int] = dict(self._link.all(_NAMED_PENDING, lots=named))
        return [LotRow(*(*row, pending.get(row[0], 0))) for row in self._link.all(_NAMED_LOTS, lots=named)]

    def at_home(self, account_ids: Iterable[str]) -> frozenset[str]:
        """Of the accounts named those whose home is here: their untouched caps may be opened without asking."""
        return frozenset(name for (name,) in self._link.all(_AT_HOME, ids=json.dumps(list(account_ids))))

    def member(self, account_id: str) -> MemberRecord | None:
        """An account and all that a quote needs of it."""
        row = self._link.row(_ACCOUNT, AccountRow, account_id=account_id)
        if row is None:
            return None
        pending = self._link.all(_PENDING_NET, account_id=account_id)[0]
        return MemberRecord(row, tuple(self.lots(account_id)), *pending)

    def as_of(self, account_id: str) -> int | None:
        """When the server confirmed an account last; None for one that is not known."""
        as_of: int | None = self._link.value(_AS_OF, account_id=account_id)
        return as_of

    def accounts_pending(self) -> list[str]:
        """Accounts with entries that the server's balances do not contain yet."""
        return [account_id for (account_id,) in self._link.all(_ACCOUNTS_PENDING)]

    def lots_held(self, account_id: str) -> list[LotRow]:
        """Lots of an account of which something may be spent here; `pending` is not computed."""
        return [LotRow(*row) for row in self._link.all(_LOTS_HELD, account_id=account_id)]

    def holding(self, prefix: str) -> list[str]:
        """Accounts whose ids begin so and of whose lots something may be spent here."""
        behind = prefix[:-1] + chr(ord(prefix[-1]) + 1)
        return [account_id for (account_id,) in self._link.all(_HELD_LIKE, first=prefix, behind=behind)]

    def held(self) -> list[tuple[str, int, int, int, int]]:
        """(lot, granted, earned, used, released) of every lot with a counter that is not zero."""
        return self._link.all(_HELD)

    # --- appending ---------------------------------------------------------------------------------------

    def add_entries(self, entries: Sequence[EntryRow]) -> None:
        """Append entries; (operation, kind, lot) is unique."""
        self._link.insert_all(_ADD_ENTRY, entries)

    def add_purchase(self, row: PurchaseRow) -> None:
        """Money that counts for levels."""
        self._link.insert(_ADD_PURCHASE, row)

    def add_lots(self, lots: Iterable[LotRow]) -> None:
        """Lots that were earned here."""
        self._link.run_all(_ADD_LOT, [_lot_values(_ADD_LOT, row) for row in lots])

    def set_counters(self, counters: Iterable[CountersLike]) -> None:
        """The cumulative counters of lots in this epoch; the caller has only raised them."""
        self._link.run_all(
            _SET_COUNTERS,
            [
                _SET_COUNTERS.values(
                    {"of_lot": one.lot_id, "earned": one.earned, "used": one.used, "released": one.released}
                )
                for one in counters
            ],
        )

    def add_account(self, row: AccountRow, identifiers: Sequence[IdentifierRow]) -> None:
        """An account that was made here: the feed will replace it."""
        self._link.run(_PUT_ACCOUNT, **_fields(row))
        self._link.run_all(_PUT_IDENTIFIER, [_PUT_IDENTIFIER.values(_fields(known)) for known in identifiers])

    def move_lots(self, account_id: str, to_account: str) -> None:
        """Hand all lots of an account to another; entries stay as they were written."""
        self._link.run(_MOVE_LOTS, of_account=account_id, to_account=to_account)

    def put_right(self, row: LotRow) -> None:
        """A right that is not points, as it was granted; of one that is known `granted` becomes the larger."""
        self._link.run_all(_PUT_RIGHT, [_lot_values(_PUT_RIGHT, row)])

    def clear_rights(self) -> None:
        """A new epoch begins without rights, and opens no cap before the server has told which were touched."""
        self._link.run(_CLEAR_RIGHTS)
        self._link.run(_LEAVE_HOME)

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
        self._link.run_all(_PUT_ACCOUNT, [_PUT_ACCOUNT.values(_fields(row)) for row in accounts])
        self._link.run(_FORGET_IDENTIFIERS, ids=members)
        self._link.run_all(_PUT_IDENTIFIER, [_PUT_IDENTIFIER.values(_fields(row)) for row in identifiers])
        self._link.run(_EMPTY_LOTS, ids=members)
        self._link.run_all(_PUT_LOT, [_lot_values(_PUT_LOT, row) for row in lots])
        named = json.dumps([row.lot_id for row in lots if row.account_id in campaigns])
        for epoch, seq in included:
            self._link.run(_INCLUDE_ENTRIES, ids=members, of_epoch=epoch, up_to=seq)
            self._link.run(_INCLUDE_PURCHASES, ids=members, of_epoch=epoch, up_to=seq)
            if campaigns:
                self._link.run(_INCLUDE_NAMED, lots=named, of_epoch=epoch, up_to=seq)


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _lot_values(statement: Statement, row: LotRow) -> list[Any]:
    return statement.values(_fields(row))
