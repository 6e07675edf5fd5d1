"""The quick page: goods that a manager put there, in folders one deep, in an order of its own, with pictures."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.storage.rows import QuickRow
from cashier_app.till.rights import Permission

if TYPE_CHECKING:
    from cashier_app.storage.reader import Reader
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

T = TypeVar("T")
LONGEST_NAME: Final = 40
MOST_TILES: Final = 500


class QuickTile(msgspec.Struct, frozen=True):
    """A tile as the page shows it; a folder has no product."""

    tile_id: str
    name: str
    product_id: str = ""
    price: str = ""
    #: The small picture; empty: initials stand in its place.
    picture: bytes = b""

    @property
    def is_folder(self) -> bool:
        """Whether a touch opens it."""
        return not self.product_id


class BadFolderName(Refused):
    """A folder without a name."""

    text = QT_TRANSLATE_NOOP("errors", "A folder needs a name")
    way_out = QT_TRANSLATE_NOOP("errors", "Type it, at most {longest} letters")


class QuickPageFull(Refused):
    """More tiles than a page that is quick can have."""

    text = QT_TRANSLATE_NOOP("errors", "The quick page is full: {count} tiles")
    way_out = QT_TRANSLATE_NOOP("errors", "Take goods off it that are hardly sold")


class QuickGoods:
    """Reads on the goods page's thread, changes by the writer; the right `quick_goods` changes."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def tiles(self, folder: str = "") -> Future[list[QuickTile]]:
        """The tiles of a folder (empty: the top), in their order; goods off sale are left out."""
        return self._till.goods_page.read(lambda reader: self._tiles(reader, folder))

    def _tiles(self, reader: Reader, folder: str) -> list[QuickTile]:
        goods, folders = reader.quick_goods(folder), reader.quick_folders()
        made = []
        for row in reader.quick_tiles():
            if row.folder != folder:
                continue
            if row.tile_id in folders:
                made.append(QuickTile(row.tile_id, row.name, picture=folders[row.tile_id]))
            elif row.tile_id in goods:
                product, body = goods[row.tile_id]
                view = self._till.goods_page.view_of(product)
                made.append(QuickTile(row.tile_id, view.name, row.product_id, view.price, body))
        return made

    # --- changing ----------------------------------------------------------------------------------------

    def add(self, product_id: str, folder: str = "", permission: Permission | None = None) -> Future[str]:
        """Goods at the end of a folder; the tile's id.  Raises `QuickPageFull`, `NeedsPermission`."""
        return self._put(QuickRow(self._till.ids(), folder, 0, product_id), permission)

    def add_folder(self, name: str, permission: Permission | None = None) -> Future[str]:
        """A folder at the end of the top; the tile's id.  Raises `BadFolderName`, `QuickPageFull`."""
        return self._put(QuickRow(self._till.ids(), "", 0, name=_folder_name(name)), permission)

    def _put(self, row: QuickRow, permission: Permission | None) -> Future[str]:
        def job(transaction: Transaction) -> str:
            tiles = transaction.unit.quick.tiles()
            if len(tiles) >= MOST_TILES:
                raise QuickPageFull(count=len(tiles))
            last = max((tile.position for tile in tiles if tile.folder == row.folder), default=0)
            transaction.unit.quick.add(msgspec.structs.replace(row, position=last + 1))
            return row.tile_id

        return self._change(job, permission, "added")

    def remove(self, tile_id: str, permission: Permission | None = None) -> Future[None]:
        """A tile goes, and with a folder what is in it; the goods stay in the catalogue."""

        def job(transaction: Transaction) -> None:
            transaction.unit.quick.drop(tile_id)
            transaction.unit.quick.drop_picture(f"tile:{tile_id}")

        return self._change(job, permission, "removed")

    def rename(self, tile_id: str, name: str, permission: Permission | None = None) -> Future[None]:
        """Another name of a folder.  Raises `BadFolderName`."""
        kept = _folder_name(name)
        return self._change(lambda transaction: transaction.unit.quick.rename(tile_id, kept), permission, "renamed")

    def move(self, tile_id: str, by: int, permission: Permission | None = None) -> Future[None]:
        """A tile goes one place towards the beginning (-1) or the end (1) of its folder; at the edge it stays."""

        def job(transaction: Transaction) -> None:
            quick = transaction.unit.quick
            tiles = quick.tiles()
            folder = next((tile.folder for tile in tiles if tile.tile_id == tile_id), None)
            order = [tile.tile_id for tile in tiles if tile.folder == folder]
            if folder is None or not 0 <= order.index(tile_id) + by < len(order):
                return
            at = order.index(tile_id)
            order.insert(at + by, order.pop(at))
            for position, each in enumerate(order, start=1):
                quick.place(each, position)

        return self._change(job, permission, "moved")

    def keep_picture(self, owner: str, body: bytes, permission: Permission | None = None) -> Future[None]:
        """A small picture (`pictures.small_picture`) of a product, by its id, or of a folder, by `tile:` and its id."""
        return self._change(lambda transaction: transaction.unit.quick.put_picture(owner, body), permission, "picture")

    def _change(self, job: Callable[[Transaction], T], permission: Permission | None, what: str) -> Future[T]:
        allowed_by = self._till.people.require("quick_goods", permission)
        user, now = self._till.people.current, self._till.clock.now()

        def write(transaction: Transaction) -> T:
            result = job(transaction)
            transaction.journal("quick_goods", user.user_id if user else "", allowed_by, now, {"change": what})
            return result

        return self._till.writer.submit(write)


def _folder_name(name: str) -> str:
    kept = " ".join(name.split())
    if not kept or len(kept) > LONGEST_NAME:
        raise BadFolderName(longest=LONGEST_NAME)
    return kept
