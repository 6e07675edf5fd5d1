"""One value a key: who this database is, marks of the feed, the last clock reading."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.statements import Link, Statement
from cashier_app.storage.tables import meta

_PUT: Final = Statement(
    insert(meta)
    .values(key=bindparam("key"), value=bindparam("value"))
    .on_conflict_do_update(index_elements=["key"], set_={"value": bindparam("value")})
)
_GET: Final = Statement(select(meta.c.value).where(meta.c.key == bindparam("key")))
_DROP: Final = Statement(delete(meta).where(meta.c.key == bindparam("key")))


class Meta:
    """Texts by name."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, key: str) -> str | None:
        """A value, or None."""
        value: str | None = self._link.value(_GET, key=key)
        return value

    def put(self, key: str, value: str) -> None:
        """Keep a value."""
        self._link.run(_PUT, key=key, value=value)

    def drop(self, key: str) -> None:
        """Forget a value."""
        self._link.run(_DROP, key=key)
