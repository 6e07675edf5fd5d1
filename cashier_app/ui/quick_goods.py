"""The quick page laid out by a manager: goods and folders in their order, and a picture for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cashier_app.ui import messages, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import translate
from cashier_app.ui.letters import LetterGrid
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.screen import Desk, Screen

if TYPE_CHECKING:
    from cashier_app.till.quick_goods import QuickGoods, QuickTile
    from cashier_app.till.rights import Permission

#: Pictures to choose from that are listed at most.
MOST_FILES = 300


class QuickGoodsScreen(Screen):
    """`entered()` shows the top; a folder is opened by a second touch, and left by Esc."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._folder = ""
        self._folder_name = ""
        self._tiles: dict[str, QuickTile] = {}
        #: Files to choose a picture from, while one is being chosen for a tile.
        self._files: dict[str, Path] = {}
        self._for: QuickTile | None = None
        self._touched_last = ""
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=16)
        self.title = Label(self._title, "title", wrap=True)
        self.list = Listing(self._nothing)
        self.list.touched.connect(self._touched)
        self.list.moved.connect(lambda _: self._settle())
        panel.box.addWidget(self.title)
        panel.box.addWidget(self.list, 1)
        steps = row()
        self.earlier = TouchButton(lambda: translate("quick", "Earlier"), "side", Qt.Key.Key_PageUp)
        self.later = TouchButton(lambda: translate("quick", "Later"), "side", Qt.Key.Key_PageDown)
        self.earlier.activated.connect(lambda: self._change(lambda tile, given: self.quick.move(tile, -1, given)))
        self.later.activated.connect(lambda: self._change(lambda tile, given: self.quick.move(tile, 1, given)))
        for button in (self.list.up, self.list.down, self.earlier, self.later):
            steps.addWidget(button, 1)
        panel.box.addLayout(steps)
        foot = row()
        self.picture = TouchButton(lambda: translate("quick", "Picture"), "plain", Qt.Key.Key_F5)
        self.picture.activated.connect(self._choose_picture)
        self.away = TouchButton(lambda: translate("quick", "Take off the page"), "danger", Qt.Key.Key_Delete)
        self.away.activated.connect(lambda: self._change(self.quick.remove))
        self.open = TouchButton(lambda: translate("quick", "Open"), "plain", Qt.Key.Key_F4)
        self.open.activated.connect(lambda: self._open(self._tiles[self.list.current]))
        foot.addWidget(self.open)
        foot.addWidget(self.picture)
        foot.addStretch(1)
        foot.addWidget(self.away)
        panel.box.addLayout(foot)
        return panel

    def _right(self) -> QWidget:
        self.letters = LetterGrid(lambda: translate("quick", "Folder's name"))
        self.letters.field.changed.connect(lambda _: self._settle())
        self.make = TouchButton(lambda: translate("quick", "New folder"), "side", Qt.Key.Key_F2)
        self.make.activated.connect(self._new_folder)
        self.rename = TouchButton(lambda: translate("quick", "Rename"), "side", Qt.Key.Key_F3)
        self.rename.activated.connect(lambda: self._change(self._renamed))
        self.leave = TouchButton(self._leave_text, "side", Qt.Key.Key_Escape)
        self.leave.activated.connect(self._leave)
        self.add = TouchButton(lambda: translate("quick", "Add goods"), "action", Qt.Key.Key_F12)
        self.add.activated.connect(lambda: self.desk.go("goods", picked=self._pick))
        for button in (self.leave, self.add):
            button.setMinimumHeight(theme.px(76))
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.letters, 1)
        names, foot = row(), row()
        for button in (self.make, self.rename):
            button.setMinimumHeight(theme.px(theme.MAIN_TARGET))
            names.addWidget(button, 1)
        foot.addWidget(self.leave, 1)
        foot.addWidget(self.add, 2)
        box.addLayout(names)
        box.addLayout(foot)
        return right

    # --- coming and going ------------------------------------------------------------------------------

    @property
    def quick(self) -> QuickGoods:
        """The quick page."""
        return self.desk.open_till.quick_goods

    def entered(self, **given: Any) -> None:
        self._for = None
        self._touched_last = ""
        self.letters.field.set_text("")
        self._read()

    def returned(self) -> None:
        """Back from a colleague's permission: where one was."""
        self._read()

    def key_pressed(self, event: QKeyEvent) -> bool:
        return super().key_pressed(event) or self.letters.key_pressed(event)

    def _leave_text(self) -> str:
        return (
            translate("quick", "Back") if self._folder or self._for is not None else translate("quick", "To the goods")
        )

    def _leave(self) -> None:
        if self._for is not None:
            self._for = None
            self._read()
        elif self._folder:
            self._folder = self._folder_name = ""
            self._read()
        else:
            self.desk.go("goods")

    # --- showing ---------------------------------------------------------------------------------------

    def _title(self) -> str:
        if self._for is not None:
            return translate("quick", "A picture for “{name}”").format(name=self._for.name)
        return self._folder_name or translate("quick", "Quick goods")

    def _nothing(self) -> str:
        if self._for is not None:
            return translate(
                "quick", "No PNG or JPEG file lies on a stick, or in the folder “pictures” beside the data."
            )
        return translate("quick", "Nothing is laid out here yet. Add goods, or make a folder.")

    def _read(self) -> None:
        self.desk.background.watch(self.quick.tiles(self._folder), self._show, owner=self)

    def _show(self, tiles: Sequence[QuickTile]) -> None:
        self._tiles = {tile.tile_id: tile for tile in tiles}
        with_picture = translate("quick", "with a picture")
        opens = translate("quick", "folder: a second touch opens it")
        self.list.set_entries(
            [
                Entry(
                    tile.tile_id,
                    tile.name,
                    " · ".join(filter(None, (opens if tile.is_folder else "", with_picture if tile.picture else ""))),
                    tile.price,
                )
                for tile in tiles
            ]
        )
        self._settle()

    def _settle(self) -> None:
        chosen = self._tiles.get(self.list.current) if self._for is None else None
        none = "" if chosen is not None else (lambda: translate("quick", "Choose a tile first"))
        for button in (self.earlier, self.later, self.picture, self.away):
            button.set_reason(none)
        named = bool(self.letters.field.text.strip())
        unnamed = "" if named else (lambda: translate("quick", "Type the folder's name first"))
        inside = (lambda: translate("quick", "A folder holds goods alone")) if self._folder else ""
        self.make.set_reason(inside or unnamed)
        folder = chosen is not None and chosen.is_folder
        self.open.set_reason("" if folder else (lambda: translate("quick", "Choose a folder first")))
        self.rename.set_reason(unnamed if folder else (lambda: translate("quick", "Choose a folder first")))
        self.add.set_reason("" if self._for is None else (lambda: translate("quick", "Choose the picture first")))
        self.title.set_text(self._title)
        self.leave.set_text(self._leave_text)

    # --- acts ------------------------------------------------------------------------------------------

    def _touched(self, key: str) -> None:
        """A file becomes the picture; a tile is chosen, and a folder that was chosen already is opened."""
        if self._for is not None:
            self._take_picture(self._files[key])
            return
        tile, again = self._tiles.get(key), key == self._touched_last
        self._touched_last = key
        if tile is not None and tile.is_folder and again:
            self._open(tile)

    def _open(self, folder: QuickTile) -> None:
        self._folder, self._folder_name = folder.tile_id, folder.name
        self._read()

    def _pick(self, product_id: str) -> None:
        self.desk.go("quick_goods")
        self.attempt(lambda given: self.quick.add(product_id, self._folder, given), lambda _: self._read())

    def _new_folder(self) -> None:
        name = self.letters.field.take()
        self.attempt(lambda given: self.quick.add_folder(name, given), lambda _: self._read())

    def _renamed(self, tile_id: str, given: Permission | None) -> Future[None]:
        return self.quick.rename(tile_id, self.letters.field.take(), given)

    def _change(self, act: Callable[[str, Permission | None], Future[None]]) -> None:
        tile_id = self.list.current
        messages.clear()
        self.attempt(lambda given: act(tile_id, given), lambda _: self._read())

    # --- pictures --------------------------------------------------------------------------------------

    def _choose_picture(self) -> None:
        self._for = self._tiles[self.list.current]
        places = self.desk.places
        folder = places.data / "pictures" if places is not None else None
        self.desk.background.run(lambda: _files(folder), self._show_files, owner=self)

    def _show_files(self, files: Sequence[Path]) -> None:
        self._files = {str(path): path for path in files}
        self.list.set_entries([Entry(key, path.name, str(path.parent)) for key, path in self._files.items()])
        self._settle()

    def _take_picture(self, path: Path) -> None:
        from cashier_app.till.pictures import small_picture

        tile, self._for = self._for, None
        assert tile is not None
        owner = tile.product_id or f"tile:{tile.tile_id}"

        def keep(body: bytes) -> None:
            self.attempt(lambda given: self.quick.keep_picture(owner, body, given), lambda _: self._read())

        self._read()
        self.desk.background.run(lambda: small_picture(path), keep, owner=self)


def _files(folder: Path | None) -> list[Path]:
    """Pictures on sticks and in the folder for them; off the screen's thread."""
    from cashier_app.till.pictures import KINDS
    from cashier_app.till.support import sticks

    found: list[Path] = []
    for place in (*sticks(), *((folder,) if folder is not None else ())):
        try:
            found += sorted(each for each in place.iterdir() if each.suffix.lower() in KINDS)
        except OSError:
            continue
    return found[:MOST_FILES]
