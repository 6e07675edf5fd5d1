"""Cached programme versions, present and future."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam
from sqlalchemy.dialects.sqlite import insert

from cashier_app.core.clock import Instant
from cashier_app.storage.rows import ProgrammeRow
from cashier_app.storage.statements import Link, Statement, columns_of
from cashier_app.storage.tables import programme

_ALL: Final = Statement(columns_of(programme, ProgrammeRow).order_by(programme.c.version))
_insert = insert(programme).values({name: bindparam(name) for name in ProgrammeRow.__struct_fields__})
_PUT: Final = Statement(
    _insert.on_conflict_do_update(
        index_elements=["version"],
        set_={name: _insert.excluded[name] for name in ProgrammeRow.__struct_fields__ if name != "version"},
    )
)


class Programmes:
    """Programme documents as the server sent them."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> list[ProgrammeRow]:
        """All versions, by number."""
        return self._link.rows(_ALL, ProgrammeRow)

    def put(self, version: int, valid_from: Instant, body: bytes, withdrawn_at: Instant | None = None) -> None:
        """Keep a version, or that it is withdrawn."""
        self._link.run(_PUT, version=version, valid_from=valid_from, body=body, withdrawn_at=withdrawn_at)
