"""Tiles to choose from, in pages: people, goods, folders.  Pages, because a finger finds a place again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cashier_app.ui import theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import Text, fixed, translate
from cashier_app.ui.panels import Label, column, row
from cashier_app.ui.picture_button import PictureButton

#: Arrow keys and where they step to.
STEPS: Final[dict[int, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
NO_TEXT: Final = fixed("")


class Tile(msgspec.Struct, frozen=True):
    """What stands on a tile, and what its touch is called."""

    name: str
    text: Text
    sub: Text = NO_TEXT
    #: A small picture (`QImage`) at the left; without one the initials there, empty: neither.
    picture: Any = None
    initials: str = ""


class TileGrid(QWidget):
    """A grid of fixed places; `chosen(name)` when a tile is touched; one of them may be marked."""

    chosen = Signal(str)

    def __init__(
        self, columns: int, rows: int, keys: bool = True, pictures: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._count = columns * rows
        self._tiles: Sequence[Tile] = ()
        self._page = 0
        self._marked = ""
        grid = QGridLayout()
        grid.setSpacing(theme.px(theme.GAP))
        kind = PictureButton if pictures else TouchButton
        self.places = [kind("", "tile", shortens=True) for _ in range(self._count)]
        for index, place in enumerate(self.places):
            place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
            retain = place.sizePolicy()
            retain.setRetainSizeWhenHidden(True)
            place.setSizePolicy(retain)
            place.activated.connect(lambda index=index: self._touch(index))
            grid.addWidget(place, index // columns, index % columns)
        for index in range(rows):
            grid.setRowStretch(index, 1)
            grid.setRowMinimumHeight(index, theme.px(theme.MAIN_TARGET))
        for index in range(columns):
            grid.setColumnStretch(index, 1)
        self.before = TouchButton("", "side", Qt.Key.Key_PageUp if keys else None, icon="up")
        self.after = TouchButton("", "side", Qt.Key.Key_PageDown if keys else None, icon="down")
        self.before.activated.connect(lambda: self._turn(-1))
        self.after.activated.connect(lambda: self._turn(1))
        self.page = Label("", "quiet", align=Qt.AlignmentFlag.AlignCenter)
        foot = row()
        foot.addWidget(self.before, 1)
        foot.addWidget(self.page, 1)
        foot.addWidget(self.after, 1)
        box = column(self)
        box.addLayout(grid, 1)
        box.addLayout(foot)
        self.set_tiles(())

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show other tiles from their first page."""
        self._tiles = tiles
        self._page = 0
        self._show()

    def mark(self, name: str) -> None:
        """Mark the tile of this name as chosen; "" for none."""
        self._marked = name
        self._show()

    @property
    def marked(self) -> str:
        """Name of the marked tile; "" for none."""
        return self._marked

    def step(self, by: int) -> None:
        """Mark the tile before or after the marked one, turning pages as needed: for the arrow keys."""
        names = [tile.name for tile in self._tiles]
        if not names:
            return
        at = min(max(names.index(self._marked) + by, 0), len(names) - 1) if self._marked in names else 0
        self._page = at // self._count
        self.mark(names[at])

    def tile(self, name: str) -> TouchButton:
        """The button of a tile on the present page; `KeyError` if it is not there."""
        for place, tile in zip(self.places, self._shown(), strict=False):
            if tile.name == name:
                return place
        raise KeyError(name)

    def _shown(self) -> Sequence[Tile]:
        return self._tiles[self._page * self._count : (self._page + 1) * self._count]

    def _show(self) -> None:
        shown = self._shown()
        for index, place in enumerate(self.places):
            place.setVisible(index < len(shown))
            if index < len(shown):
                tile = shown[index]
                place.set_text(tile.text)
                place.set_sub(tile.sub)
                if isinstance(place, PictureButton):
                    place.show_picture(tile.picture, tile.initials)
                place.set_role("chosen" if tile.name == self._marked else "tile")
        pages = max(1, -(-len(self._tiles) // self._count))
        page = self._page
        self.page.set_text(
            lambda: translate("tiles", "Page {page} of {pages}").format(page=page + 1, pages=pages) if pages > 1 else ""
        )
        self.before.set_reason(fixed("") if page else lambda: translate("tiles", "This is the first page"))
        self.after.set_reason(fixed("") if page + 1 < pages else lambda: translate("tiles", "This is the last page"))

    def _turn(self, by: int) -> None:
        self._page += by
        self._show()

    def _touch(self, index: int) -> None:
        self.chosen.emit(self._shown()[index].name)
