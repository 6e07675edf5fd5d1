"""The people who work at the till."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import UserRow
from cashier_app.storage.statements import Link, Statement, columns_of
from cashier_app.storage.tables import user

_ALL: Final = Statement(columns_of(user, UserRow).order_by(user.c.name, user.c.user_id))
_BY_ID: Final = Statement(columns_of(user, UserRow).where(user.c.user_id == bindparam("user_id")))
_insert = insert(user).values({name: bindparam(name) for name in UserRow.__struct_fields__})
_PUT: Final = Statement(
    _insert.on_conflict_do_update(
        index_elements=["user_id"],
        set_={name: _insert.excluded[name] for name in UserRow.__struct_fields__ if name != "user_id"},
    )
)
_SET_ATTEMPTS: Final = Statement(
    update(user)
    .where(user.c.user_id == bindparam("of_user"))
    .values(failed_attempts=bindparam("failed_attempts"), locked_until=bindparam("locked_until"))
)
_COUNT: Final = Statement(select(func.count()).select_from(user))


class People:
    """Users by id."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> list[UserRow]:
        """Everybody, by name."""
        return self._link.rows(_ALL, UserRow)

    def by_id(self, user_id: str) -> UserRow | None:
        """One person."""
        return self._link.row(_BY_ID, UserRow, user_id=user_id)

    def put(self, row: UserRow) -> None:
        """Add or change a person."""
        self._link.run(_PUT, **{name: getattr(row, name) for name in UserRow.__struct_fields__})

    def set_attempts(self, user_id: str, failed_attempts: int, locked_until: int) -> None:
        """Wrong PINs in a row, and until when no PIN is taken."""
        self._link.run(_SET_ATTEMPTS, of_user=user_id, failed_attempts=failed_attempts, locked_until=locked_until)

    def count(self) -> int:
        """How many people there are."""
        count: int = self._link.value(_COUNT)
        return count
