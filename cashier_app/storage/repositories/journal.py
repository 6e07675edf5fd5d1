"""The hash-chained journal of privileged acts."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, or_, select

from cashier_app.storage.rows import JournalRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import journal

_ADD: Final = RowInsert(journal, JournalRow)
_END: Final = Statement(select(journal.c.number, journal.c.hash).order_by(journal.c.number.desc()).limit(1))
_LATEST: Final = Statement(columns_of(journal, JournalRow).order_by(journal.c.number.desc()).limit(bindparam("limit")))
_FROM: Final = Statement(
    columns_of(journal, JournalRow)
    .where(journal.c.number > bindparam("above"))
    .order_by(journal.c.number)
    .limit(bindparam("limit"))
)


_BETWEEN: Final = Statement(
    columns_of(journal, JournalRow)
    .where(journal.c.at >= bindparam("since"), journal.c.at <= bindparam("until"))
    .order_by(journal.c.number)
)


_BACK: Final = Statement(
    columns_of(journal, JournalRow)
    .where(
        journal.c.number < bindparam("below"),
        journal.c.at >= bindparam("since"),
        journal.c.at < bindparam("until"),
        or_(bindparam("user") == "", journal.c.user_id == bindparam("user"), journal.c.allowed_by == bindparam("user")),
        or_(bindparam("act") == "", journal.c.act == bindparam("act")),
    )
    .order_by(journal.c.number.desc())
    .limit(bindparam("limit"))
)
_OF_ACT: Final = Statement(
    columns_of(journal, JournalRow)
    .where(journal.c.act == bindparam("act"))
    .order_by(journal.c.number.desc())
    .limit(bindparam("limit"))
)


class Journal:
    """Append and read."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def end(self) -> tuple[int, bytes]:
        """Number and hash of the last record; (0, b"") before the first."""
        found = self._link.one(_END)
        return (0, b"") if found is None else (found[0], found[1])

    def add(self, row: JournalRow) -> None:
        """Append a record."""
        self._link.insert(_ADD, row)

    def latest(self, limit: int) -> list[JournalRow]:
        """The newest records first."""
        return self._link.rows(_LATEST, JournalRow, limit=limit)

    def back(self, below: int, since: int, until: int, user: str, act: str, limit: int) -> list[JournalRow]:
        """Records under a number, the newest first: of [since, until), by or allowed by a user, of an act ("": any)."""
        return self._link.rows(
            _BACK, JournalRow, below=below, since=since, until=until, user=user, act=act, limit=limit
        )

    def of_act(self, act: str, limit: int = 2000) -> list[JournalRow]:
        """The newest records of an act first."""
        return self._link.rows(_OF_ACT, JournalRow, act=act, limit=limit)

    def between(self, since: int, until: int) -> list[JournalRow]:
        """Records of a time, in order."""
        return self._link.rows(_BETWEEN, JournalRow, since=since, until=until)

    def since(self, above: int, limit: int) -> list[JournalRow]:
        """Records above a number, in order."""
        return self._link.rows(_FROM, JournalRow, above=above, limit=limit)
