"""One value a key: who this database is, marks of the feed, the last clock reading; secrets in a file beside it."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.key_file import SECRETS, KeyFile
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

    def __init__(self, link: Link, keys: KeyFile | None = None) -> None:
        """Without `keys` for one who has nothing to do with secrets."""
        self._link = link
        self._keys = keys

    def get(self, key: str) -> str | None:
        """A value, or None."""
        if key in SECRETS and self._keys is not None:
            return self._keys.get(key)
        value: str | None = self._link.value(_GET, key=key)
        return value

    def put(self, key: str, value: str) -> None:
        """Keep a value; a secret is on the disk at once, whatever becomes of the transaction."""
        if key in SECRETS and self._keys is not None:
            self._keys.put(key, value)
        else:
            self._link.run(_PUT, key=key, value=value)

    def drop(self, key: str) -> None:
        """Forget a value."""
        if key in SECRETS and self._keys is not None:
            self._keys.drop(key)
        else:
            self._link.run(_DROP, key=key)

    def move_secrets(self) -> None:
        """Take secrets out of a database that an earlier version wrote, their bytes too; what the file has is newer."""
        assert self._keys is not None
        for key in sorted(SECRETS):
            found = self._link.value(_GET, key=key)
            if found is None:
                continue
            if self._keys.get(key) is None:
                self._keys.put(key, found)
            self._link.driver.execute("PRAGMA secure_delete=ON")
            self._link.run(_DROP, key=key)
            self._link.driver.execute("PRAGMA secure_delete=OFF")
