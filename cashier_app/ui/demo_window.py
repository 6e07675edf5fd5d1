"""The demo shop's other window: the paper, the goods and cards to scan, and everything that can be broken."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from cashier_app.core.errors import WorldError
from cashier_app.core.words import Words
from cashier_app.devices.simulators.paper import OnPaper
from cashier_app.ui import theme
from cashier_app.ui.background import Background
from cashier_app.ui.paper_view import PaperView

if TYPE_CHECKING:
    from cashier_app.devices.simulators.printer import PrinterSimulator

#: A label of the scales: prefix 22, the product's number, grams, check digit.
SCALES_PREFIX = "22"


class Stage(Protocol):
    """What the window shows and moves; `cashier_app.demo` makes it.  All calls may take a while."""

    def scan(self, code: str) -> None:
        """Send a code through the serial scanner."""

    @property
    def printers(self) -> dict[str, PrinterSimulator]:
        """The simulated printers by name."""

    @property
    def server_running(self) -> bool:
        """Whether the loyalty server's process is there."""

    @property
    def till_running(self) -> bool:
        """Whether the till's process is there."""

    def start_server(self) -> None:
        """Start the server."""

    def stop_server(self) -> None:
        """Stop it."""

    def start_till(self) -> None:
        """Start the till's window."""

    def compare(self) -> str:
        """Both ledgers side by side, in words."""

    def open(self, told: Callable[[str], None]) -> None:
        """Make or open the shop."""

    def close(self) -> None:
        """End everything."""


class DemoWindow(QWidget):
    """Opens the stage in the background, then hands it to the person."""

    _told = Signal(str)
    _printed = Signal(str, object)

    def __init__(
        self,
        stage: Stage,
        words: Words,
        goods: list[dict[str, str]],
        members: list[tuple[str, str]],
        people: list[tuple[str, str]],
        home: Path,
    ) -> None:
        super().__init__()
        self._stage = stage
        self._words = words
        self._goods = goods
        self._home = home
        self._background = Background(self)
        self._server_moves = False
        self.setWindowTitle(words.translate("demo", "Demo shop"))
        self._papers = {"network": PaperView(42), "serial": PaperView(42)}
        box = QVBoxLayout(self)
        self._state = QLabel()
        self._state.setWordWrap(True)
        box.addWidget(self._state)
        sides = QHBoxLayout()
        box.addLayout(sides, 1)
        sides.addWidget(self._make_papers(), 1)
        self._panel = QWidget()
        panel = QVBoxLayout(self._panel)
        panel.setContentsMargins(0, 0, 0, 0)
        panel.addWidget(self._make_people(people))
        panel.addWidget(self._make_scanner(members), 1)
        panel.addWidget(self._make_printer())
        panel.addWidget(self._make_server())
        self._panel.setEnabled(False)
        sides.addWidget(self._panel, 1)
        self._told.connect(self._state.setText)
        self._printed.connect(self._show_paper)
        self._pulse = QTimer(self)
        self._pulse.setInterval(500)
        self._pulse.timeout.connect(self._refresh)
        self._pulse.start()

    # --- building --------------------------------------------------------------------------------------

    def _make_papers(self) -> QWidget:
        tabs = QTabWidget()
        tabs.addTab(self._papers["network"], self._words.translate("demo", "Network printer"))
        tabs.addTab(self._papers["serial"], self._words.translate("demo", "Serial printer"))
        self._tabs = tabs
        return tabs

    def _make_people(self, people: list[tuple[str, str]]) -> QWidget:
        box = QGroupBox(self._words.translate("demo", "People and their PINs"))
        grid = QGridLayout(box)
        for number, (name, pin) in enumerate(people):
            grid.addWidget(QLabel(f"{name} — {pin}"), number // 2, number % 2)
        return box

    def _make_scanner(self, members: list[tuple[str, str]]) -> QWidget:
        box = QGroupBox(self._words.translate("demo", "Scanner"))
        lines = QVBoxLayout(box)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self._words.translate("demo", "Find a product"))
        self._search.textChanged.connect(self._filter)
        self._list = QListWidget()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMinimumHeight(120)
        self._list.itemActivated.connect(self._scan_item)
        lines.addWidget(self._search)
        lines.addWidget(self._list, 1)
        self._cards = QComboBox()
        self._cards.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._cards.setMinimumContentsLength(12)
        for name, card in members:
            self._cards.addItem(name, card)
        row = QHBoxLayout()
        row.addWidget(self._button(self._words.translate("demo", "Scan the product"), self._scan_chosen))
        row.addWidget(self._button(self._words.translate("demo", "Any five"), self._scan_any))
        lines.addLayout(row)
        row = QHBoxLayout()
        row.addWidget(self._cards, 1)
        scan_card = self._words.translate("demo", "Scan the card")
        row.addWidget(self._button(scan_card, lambda: self._stage.scan(self._cards.currentData())))
        lines.addLayout(row)
        row = QHBoxLayout()
        unknown = self._words.translate("demo", "Unknown product")
        row.addWidget(self._button(unknown, lambda: self._stage.scan("4600000000008")))
        foreign = self._words.translate("demo", "Another chain's card")
        row.addWidget(self._button(foreign, lambda: self._stage.scan("7780000000000005")))
        lines.addLayout(row)
        self._filter("")
        return box

    def _make_printer(self) -> QWidget:
        box = QGroupBox(self._words.translate("demo", "The printer whose paper is shown"))
        grid = QGridLayout(box)
        deeds: list[tuple[str, Callable[[PrinterSimulator], None]]] = [
            (self._words.translate("demo", "Take the paper out"), lambda printer: printer.remove_paper()),
            (self._words.translate("demo", "Put paper in"), lambda printer: printer.load_paper()),
            (self._words.translate("demo", "Open the cover"), lambda printer: printer.open_cover()),
            (self._words.translate("demo", "Shut the cover"), lambda printer: printer.close_cover()),
            (self._words.translate("demo", "Switch off"), lambda printer: printer.power_off()),
            (self._words.translate("demo", "Switch on"), lambda printer: printer.power_on()),
        ]
        for number, (text, deed) in enumerate(deeds):
            grid.addWidget(self._button(text, self._to_printer(deed)), number // 2, number % 2)
        return box

    def _to_printer(self, deed: Callable[[PrinterSimulator], None]) -> Callable[[], None]:
        """Do it to the printer whose paper is in front."""
        return lambda: deed(self._printer())

    def _make_server(self) -> QWidget:
        box = QGroupBox(self._words.translate("demo", "Loyalty server and till"))
        grid = QGridLayout(box)
        self._server = self._button("", self._move_server)
        self._till = self._button(self._words.translate("demo", "Start the till"), self._stage.start_till)
        grid.addWidget(self._server, 0, 0)
        grid.addWidget(self._till, 0, 1)
        compare = self._words.translate("demo", "Lay the ledgers side by side")
        grid.addWidget(self._button(compare, self._compare), 1, 0, 1, 2)
        return box

    def _button(self, text: str, deed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setMinimumHeight(40)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._do(deed))
        return button

    def _do(self, deed: Callable[[], None]) -> None:
        """Do what a button says; what the world refuses is said in words."""
        try:
            deed()
        except (OSError, WorldError) as error:
            text, way_out = self._words.error(error) if isinstance(error, WorldError) else (str(error), "")
            self._state.setText(f"{text}. {way_out}")

    # --- the stage -------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the stage in the background."""
        self._background.run(lambda: self._stage.open(self._told.emit), self._opened, self._not_opened)

    def _opened(self, _: object) -> None:
        self._panel.setEnabled(True)
        place = self._words.translate("demo", "The shop's files: {folder}").format(folder=self._home)
        self._state.setText(place)
        self._do(self._stage.start_till)
        self._refresh()

    def _not_opened(self, error: BaseException) -> None:
        """What happened stays in the window, and stands at the terminal it was started from."""
        words = self._words.error(error) if isinstance(error, WorldError) else (repr(error), "")
        self._pulse.stop()
        self._state.setText(". ".join(words))
        sys.stderr.write(". ".join(words) + "\n")

    def _refresh(self) -> None:
        running = self._stage.server_running
        stop, start = (
            self._words.translate("demo", "Stop the server"),
            self._words.translate("demo", "Start the server"),
        )
        self._server.setText(stop if running else start)
        self._server.setEnabled(not self._server_moves)
        self._till.setEnabled(not self._stage.till_running)

    def _move_server(self) -> None:
        self._server_moves = True
        self._refresh()
        deed = self._stage.stop_server if self._stage.server_running else self._stage.start_server

        def moved(_: object = None) -> None:
            self._server_moves = False
            self._refresh()

        self._background.run(deed, moved, moved)

    def _compare(self) -> None:
        self._background.run(self._stage.compare, self._show_comparison)

    def _show_comparison(self, text: str) -> None:
        shown = QPlainTextEdit(text, self)
        # A window of its own, but this one's: the program does not live on for it alone.
        shown.setWindowFlag(Qt.WindowType.Window)
        QShortcut(Qt.Key.Key_Escape, shown, shown.close)
        shown.setReadOnly(True)
        shown.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        # The program's style sheet sets a font for everything, which is stronger than a widget's own font.
        shown.setStyleSheet("QPlainTextEdit { font: 14px 'IBM Plex Mono'; padding: 12px; }")
        shown.setWindowTitle(self._words.translate("demo", "Lay the ledgers side by side"))
        place = self.frameGeometry()
        shown.setGeometry(place.left(), place.top(), min(720, place.width()), 420)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.show()

    # --- scanning --------------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        self._list.clear()
        for good in self._goods:
            if text.lower() in good["Наименование"].lower() or text in good["Штрихкод"]:
                item = QListWidgetItem(f"{good['Наименование']} — {good['Цена']}")
                item.setData(Qt.ItemDataRole.UserRole, scanned_code(good))
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _scan_item(self, item: QListWidgetItem) -> None:
        code = item.data(Qt.ItemDataRole.UserRole)
        self._do(lambda: self._stage.scan(code))

    def _scan_chosen(self) -> None:
        if self._list.currentItem() is not None:
            self._scan_item(self._list.currentItem())

    def _scan_any(self) -> None:
        for good in random.sample([good for good in self._goods if scanned_code(good)], 5):
            self._stage.scan(scanned_code(good))

    # --- paper -----------------------------------------------------------------------------------------

    def paper(self, printer: str, thing: OnPaper) -> None:
        """Something came out of a printer; called on the printer's thread."""
        self._printed.emit(printer, thing)

    def _show_paper(self, printer: str, thing: OnPaper) -> None:
        self._papers[printer].add(thing)

    def _printer(self) -> PrinterSimulator:
        return self._stage.printers["network" if self._tabs.currentIndex() == 0 else "serial"]

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pulse.stop()
        self._background.stop(5.0)
        self._stage.close()
        super().closeEvent(event)


def scanned_code(good: dict[str, str], grams: int = 0) -> str:
    """What a scanner reads of a product: its barcode, or a label of the scales (0: some hundred grams)."""
    from cashier_app.catalog.codes import check_digit

    if not good["PLU"]:
        return good["Штрихкод"]
    bare = f"{SCALES_PREFIX}{int(good['PLU']):05}{grams or random.randint(150, 900):05}"
    return f"{bare}{check_digit(bare)}"


def run_demo_window(make: Callable[[], DemoWindow], words: Words) -> int:
    """Show the window made by `make` until it is closed; the exit code."""
    application = QApplication([words.translate("demo", "Demo shop")])
    theme.load_fonts()
    theme.apply("light", 1.0)
    application.setStyleSheet(application.styleSheet() + "QComboBox, QLineEdit { font-size: 16px; min-height: 38px; }")
    window = make()
    screen = QGuiApplication.primaryScreen().availableGeometry()
    width = min(max(880, window.minimumSizeHint().width()), screen.width())
    window.setGeometry(screen.right() + 1 - width, screen.top(), width, min(900, screen.height()))
    window.show()
    window.open()
    return application.exec()
