"""The goods page: goods without a barcode in folders, and a search that answers while one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from cashier_app.core.errors import WorldError
from cashier_app.ui import messages, sounds, theme
from cashier_app.ui.buttons import TouchButton
from cashier_app.ui.language import fixed, translate
from cashier_app.ui.letters import SearchPad
from cashier_app.ui.listing import Entry, Listing
from cashier_app.ui.panels import Label, Panel, column, row
from cashier_app.ui.picture_button import initials
from cashier_app.ui.screen import Desk, Screen
from cashier_app.ui.tiles import STEPS, Tile, TileGrid

if TYPE_CHECKING:
    from cashier_app.devices.scan import Scan
    from cashier_app.till.quick_goods import QuickTile
    from cashier_app.till.selling_view import GoodsView

#: Typing goes on this long before the database is asked, milliseconds: under what a hand needs for two keys.
PAUSE_MS: Final = 20
#: The folder of everything that cannot be scanned, and the one that a manager laid out.
QUICK: Final = ""
LAID_OUT: Final = "\0quick"
#: What a tile within that one is called that opens a folder, and the one that leads out of it.
OPENS: Final = "\0folder:"
LEADS_OUT: Final = "\0out"


class GoodsScreen(Screen):
    """`entered(typed=…)` begins with a search; `entered(resolve=number)` finds the goods of a red line.

    `entered(take_back=True)` finds goods for a return without a receipt.

    Touching goods puts them on the receipt and goes back to it.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._resolve: int | None = None
        self._take_back = False
        self._folder = LAID_OUT
        #: The laid out folder that is open; empty: the top.
        self._inner = ""
        self._laid_out = False
        #: Goods are sought for the quick page: called with the one that was chosen.
        self._picked: Callable[[str], None] | None = None
        #: What the database is being asked; empty once it has answered.
        self._asked = ""
        #: Enter came before the answer: its first goods are taken.
        self._take_found = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.halves(self._left(), self._right())

    def _left(self) -> QWidget:
        panel = Panel(padding=12)
        self.title = Label(self._title, "title", wrap=True)
        self.leave = TouchButton(lambda: translate("goods", "To the receipt"), "plain", Qt.Key.Key_Escape)
        self.leave.activated.connect(self._leave)
        head = row()
        self.lay_out = TouchButton(lambda: translate("goods", "Lay out"), "plain", Qt.Key.Key_F4)
        self.lay_out.activated.connect(lambda: self.desk.go("quick_goods"))
        head.addWidget(self.title, 1)
        head.addWidget(self.lay_out)
        head.addWidget(self.leave)
        self.folders = TileGrid(columns=1, rows=6, keys=False)
        self.folders.chosen.connect(self._open_folder)
        self.goods = TileGrid(columns=2, rows=6, pictures=True)
        self.goods.chosen.connect(self._take)
        quick = QWidget()
        both = row(quick, gap=12)
        both.addWidget(self.folders, 2)
        both.addWidget(self.goods, 5)
        self.found = Listing(lambda: translate("goods", "Nothing is found"))
        self.found.touched.connect(self._take)
        results = QWidget()
        box = column(results)
        box.addWidget(self.found, 1)
        steps = row()
        steps.addWidget(self.found.up, 1)
        steps.addWidget(self.found.down, 1)
        box.addLayout(steps)
        self.pages = QStackedWidget()
        self.pages.addWidget(quick)
        self.pages.addWidget(results)
        panel.box.addLayout(head)
        panel.box.addWidget(self.pages, 1)
        return panel

    def _right(self) -> QWidget:
        self.pad = SearchPad(lambda: translate("goods", "Name, code or last digits"))
        self.pad.field.changed.connect(lambda _: self._typed())
        self.pad.entered.connect(lambda _: self._take_marked())
        self.keypad = self.pad
        self.clear = TouchButton(lambda: translate("goods", "Clear"), "side", Qt.Key.Key_Delete)
        self.clear.activated.connect(lambda: self.pad.field.set_text(""))
        self.add = TouchButton(lambda: translate("goods", "Add"), "action", Qt.Key.Key_F12)
        self.add.setMinimumHeight(theme.px(72))
        self.add.activated.connect(self._take_marked)
        right = QWidget()
        box = column(right, gap=12)
        box.addWidget(self.pad, 1)
        both = row()
        both.addWidget(self.pad.switch, 1)
        both.addWidget(self.clear, 1)
        box.addLayout(both)
        box.addWidget(self.add)
        return right

    def _title(self) -> str:
        if self._resolve is not None:
            return translate("goods", "What is it?")
        return translate("goods", "Goods")

    # --- coming and going ------------------------------------------------------------------------------

    def entered(self, **given: Any) -> None:
        self._resolve = given.get("resolve")
        self._picked = given.get("picked")
        self._folder, self._inner = LAID_OUT, ""
        self._take_back = bool(given.get("take_back"))
        self.title.set_text(self._title)
        may = self.desk.open_till.people.may("quick_goods")
        self.lay_out.set_reason("" if may else lambda: translate("goods", "Only a manager lays out the quick goods"))
        self.pad.field.set_text(given.get("typed", ""))
        self.pad.show_letters(False)
        self._take_found = False
        self._ask_folders()
        self._search()

    def left(self) -> None:
        self._pause.stop()
        self._asked = ""

    def refreshed(self) -> None:
        self._ask_folders()

    def scanned(self, scan: Scan) -> bool:
        if self._take_back:
            self.desk.go("return", loose=True, scan=scan)
        else:
            self.desk.go("selling", scan=scan)
        return True

    def _leave(self) -> None:
        if self._picked is not None:
            self.desk.go("quick_goods")
        elif self._take_back:
            self.desk.go("return", loose=True)
        else:
            self.desk.go("selling")

    # --- showing ---------------------------------------------------------------------------------------

    def _ask_folders(self) -> None:
        page = self.desk.open_till.goods_page
        quick = self.desk.open_till.quick_goods.tiles()
        self.desk.background.watch(quick, self._know_laid_out, owner=self)
        self.desk.background.watch(page.categories(), self._show_folders, owner=self)
        page.warm()

    def _know_laid_out(self, tiles: Sequence[QuickTile]) -> None:
        self._laid_out = bool(tiles)

    def _show_folders(self, folders: Sequence[str]) -> None:
        mine = [Tile(LAID_OUT, lambda: translate("goods", "Quick goods"))] if self._laid_out else []
        quick = Tile(QUICK, lambda: translate("goods", "No barcode"))
        # a category is a path; the tile has room for its last step
        self.folders.set_tiles([*mine, quick, *(Tile(folder, fixed(folder.rpartition("/")[2])) for folder in folders)])
        known = {*folders, QUICK, *((LAID_OUT,) if self._laid_out else ())}
        self._open_folder(self._folder if self._folder in known else QUICK)

    def _open_folder(self, folder: str) -> None:
        self._folder = folder
        self.folders.mark(folder)
        if folder == LAID_OUT:
            self._open_laid_out(self._inner)
            return
        page = self.desk.open_till.goods_page
        asked = page.without_barcode() if folder == QUICK else page.of_category(folder)

        def show(goods: Sequence[GoodsView]) -> None:
            if folder == self._folder:
                self._show_goods(goods)

        self.desk.background.watch(asked, show, owner=self)

    def _open_laid_out(self, inner: str) -> None:
        """Read a folder of the quick page, its pictures decoded behind the screen."""
        self._inner = inner
        reading = self.desk.open_till.quick_goods.tiles(inner)

        def decoded(tiles: Sequence[QuickTile]) -> list[tuple[QuickTile, QImage | None]]:
            return [(tile, QImage.fromData(tile.picture) if tile.picture else None) for tile in tiles]

        def show(shown: Sequence[tuple[QuickTile, QImage | None]]) -> None:
            if self._folder == LAID_OUT and self._inner == inner:
                self._show_laid_out(shown)

        def read(tiles: Sequence[QuickTile]) -> None:
            self.desk.background.run(lambda: decoded(tiles), show, owner=self)

        self.desk.background.watch(reading, read, owner=self)

    def _show_laid_out(self, shown: Sequence[tuple[QuickTile, QImage | None]]) -> None:
        tiles = [Tile(LEADS_OUT, lambda: translate("goods", "Back"))] if self._inner else []
        for tile, picture in shown:
            name = tile.product_id or OPENS + tile.tile_id
            sub = fixed(tile.price) if tile.product_id else _is_folder
            tiles.append(Tile(name, fixed(tile.name), sub, picture, initials(tile.name)))
        self.goods.mark("")
        self.goods.set_tiles(tiles)
        self._settle()

    def _show_goods(self, goods: Sequence[GoodsView]) -> None:
        self.goods.mark("")
        self.goods.set_tiles([Tile(item.product_id, fixed(item.name), fixed(item.price)) for item in goods])
        self._settle()

    def _typed(self) -> None:
        self._pause.start()
        self._take_found = False
        # Enter right after the last letter searches at once
        self.add.set_reason("")

    def _search(self) -> None:
        self._pause.stop()
        typed = self.pad.field.text.strip()
        self._asked = typed
        if not typed:
            self.pages.setCurrentIndex(0)
            self._settle()
            return
        search = self.desk.open_till.goods_page.search(typed)
        self.desk.background.watch(search, lambda found: self._show_found(typed, found), owner=self)

    def _show_found(self, typed: str, found: Sequence[GoodsView]) -> None:
        """The answer to what was typed; one to what is no longer typed is dropped."""
        if typed != self._asked:
            return
        self._asked = ""
        self.found.set_entries([Entry(item.product_id, item.name, item.detail, item.price) for item in found])
        self.found.set_current(found[0].product_id if found else "")
        self.pages.setCurrentIndex(1)
        self._settle()
        if self._take_found:
            self._take_marked()

    def _settle(self) -> None:
        self.add.set_reason(
            "" if self._marked() else lambda: translate("goods", "type a name or a code, or touch the goods"),
            shown=True,
        )

    def _marked(self) -> str:
        return self.found.current if self.pages.currentIndex() == 1 else self.goods.marked

    # --- acts ------------------------------------------------------------------------------------------

    def _take_marked(self) -> None:
        if self._pause.isActive():
            self._search()
        self._take_found = bool(self._asked)
        marked = self._marked()
        if marked and not self._take_found:
            self._take(marked)

    def _take(self, product_id: str) -> None:
        if product_id == LEADS_OUT or product_id.startswith(OPENS):
            self._open_laid_out(product_id.removeprefix(OPENS) if product_id != LEADS_OUT else "")
            return
        if self._picked is not None:
            self._picked(product_id)
            return
        selling = self.desk.open_till.selling
        messages.clear()
        try:
            if self._take_back:
                self.desk.open_till.loose_returning.add_product(product_id)
                self.desk.go("return", loose=True)
                return
            if self._resolve is not None:
                outcome = selling.resolve(self._resolve, product_id)
            else:
                outcome = selling.add_product(product_id)
        except WorldError as error:
            sounds.refused()
            messages.failure(error)
            return
        self.desk.go("selling", outcome=outcome)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Arrows choose among the quick goods."""
        step = STEPS.get(event.key())
        if step is not None and self.pages.currentIndex() == 0:
            self.goods.step(step)
            self._settle()
            return True
        return super().key_pressed(event)


def _is_folder() -> str:
    return translate("goods", "folder")
