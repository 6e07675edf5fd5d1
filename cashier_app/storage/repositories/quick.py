"""The quick page: tiles of goods and folders in their order, and pictures."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from cashier_app.storage.rows import ProductRow, QuickRow
from cashier_app.storage.statements import Link, RowInsert, Statement, columns_of
from cashier_app.storage.tables import PRODUCT_LISTED, picture, product, quick_tile

_ADD: Final = RowInsert(quick_tile, QuickRow)
_ALL: Final = Statement(columns_of(quick_tile, QuickRow).order_by(quick_tile.c.folder, quick_tile.c.position))
#: Goods of a folder with their pictures; those that are not on sale any more have no row.
_GOODS_OF: Final = Statement(
    select(quick_tile.c.tile_id, picture.c.body, *(product.c[name] for name in ProductRow.__struct_fields__))
    .join(product, product.c.product_id == quick_tile.c.product_id)
    .outerjoin(picture, picture.c.owner == quick_tile.c.product_id)
    .where(quick_tile.c.folder == bindparam("of_folder"), PRODUCT_LISTED)
)
_FOLDERS: Final = Statement(
    select(quick_tile.c.tile_id, picture.c.body)
    .outerjoin(picture, picture.c.owner == "tile:" + quick_tile.c.tile_id)
    .where(quick_tile.c.product_id == "")
)
_DROP: Final = Statement(
    delete(quick_tile).where((quick_tile.c.tile_id == bindparam("tile")) | (quick_tile.c.folder == bindparam("tile")))
)
_PLACE: Final = Statement(
    update(quick_tile).where(quick_tile.c.tile_id == bindparam("of_tile")).values(position=bindparam("position"))
)
_NAME: Final = Statement(
    update(quick_tile).where(quick_tile.c.tile_id == bindparam("of_tile")).values(name=bindparam("name"))
)
_PUT_PICTURE: Final = Statement(
    insert(picture)
    .values(owner=bindparam("owner"), body=bindparam("body"))
    .on_conflict_do_update(index_elements=["owner"], set_={"body": bindparam("body")})
)
_DROP_PICTURE: Final = Statement(delete(picture).where(picture.c.owner == bindparam("owner")))
_PICTURES: Final = Statement(select(func.count()).select_from(picture))


class Quick:
    """Tiles and pictures."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def tiles(self) -> list[QuickRow]:
        """All tiles, those of a folder in their order."""
        return self._link.rows(_ALL, QuickRow)

    def goods_of(self, folder: str) -> dict[str, tuple[ProductRow, bytes]]:
        """By tile: goods on sale of a folder, and their pictures (empty: none)."""
        found = self._link.all(_GOODS_OF, of_folder=folder)
        return {tile: (ProductRow(*fields), body or b"") for tile, body, *fields in found}

    def folder_pictures(self) -> dict[str, bytes]:
        """By tile: pictures of folders (empty: none)."""
        return {tile: body or b"" for tile, body in self._link.all(_FOLDERS)}

    def add(self, row: QuickRow) -> None:
        """One more tile."""
        self._link.insert(_ADD, row)

    def drop(self, tile_id: str) -> None:
        """A tile goes, and with a folder what is in it."""
        self._link.run(_DROP, tile=tile_id)

    def place(self, tile_id: str, position: int) -> None:
        """Another place in its folder."""
        self._link.run(_PLACE, of_tile=tile_id, position=position)

    def rename(self, tile_id: str, name: str) -> None:
        """Another name of a folder."""
        self._link.run(_NAME, of_tile=tile_id, name=name)

    def put_picture(self, owner: str, body: bytes) -> None:
        """Keep a picture."""
        self._link.run(_PUT_PICTURE, owner=owner, body=body)

    def drop_picture(self, owner: str) -> None:
        """A picture goes."""
        self._link.run(_DROP_PICTURE, owner=owner)

    def pictures(self) -> int:
        """How many pictures there are."""
        count: int = self._link.value(_PICTURES)
        return count
