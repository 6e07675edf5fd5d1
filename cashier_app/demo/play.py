"""A day at the demo shop, played offscreen by the real till, and what came out of it: pictures, paper, ledgers."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cashier_app import logs
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.words import Words
from cashier_app.demo import ledger
from cashier_app.demo.cashier import Cashier
from cashier_app.demo.shop import DemoShop, goods
from cashier_app.ui.app import TillProgram

if TYPE_CHECKING:
    from cashier_app.devices.simulators.printer import PrinterSimulator

SIZE = "1280x800"


def play(output: Path, words: Words) -> int:
    """Play the day into a folder; 0 if both ledgers agree in the end.  Raises `FolderTaken`."""
    make_room(output)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    shop = DemoShop(output / "shop", lambda printer, thing: None)
    day = Day(shop, output, words)
    try:
        shop.open(words, say, day.extra)
        day.morning()
        day.afternoon()
        comparison = day.evening()
    finally:
        day.leave()
        shop.close()
    (output / "ledgers.txt").write_text(ledger.in_words(comparison, words), encoding="utf-8")
    say("\n" + ledger.in_words(comparison, words))
    say(words.translate("demo", "What came out of it is in {folder}").format(folder=output))
    for path in sorted(output.rglob("*")):
        if path.is_file() and not path.is_relative_to(output / "shop"):
            say(f"  {path.relative_to(output)}")
    return 0 if comparison.agrees else 1


def make_room(output: Path) -> None:
    """An empty folder: what an earlier day has left there goes, anything else stays and is refused."""
    mark = output / "played-by-cashier-app"
    if mark.exists():
        shutil.rmtree(output)
    elif output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise FolderTaken(folder=output)
    (output / "screens").mkdir(parents=True)
    mark.touch()


def say(text: str) -> None:
    """Tell the person at the terminal, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class FolderTaken(Refused):
    """The folder holds something that is not ours to throw away."""

    text = QT_TRANSLATE_NOOP("errors", "{folder} is not empty")
    way_out = QT_TRANSLATE_NOOP("errors", "Name another folder with --output, or empty this one")


class Day:
    """The story, in three parts; between the first and the second the till is switched off and on again."""

    def __init__(self, shop: DemoShop, output: Path, words: Words) -> None:
        self._shop = shop
        self._output = output
        self._words = words
        self.extra = {"ui": {"size": SIZE, "language": words.language, "sounds": False}}
        self._program: TillProgram | None = None
        self._run: logs.Run | None = None
        self._first_receipt = ""
        self._goods = {good["Наименование"]: good for good in goods()}
        self._members = shop.facts()["members"]

    # --- the till's program ------------------------------------------------------------------------------

    def arrive(self, printer: str) -> Cashier:
        """Switch the till on, with one of the printers for receipts, and log in."""
        self._shop.write_settings(printer, self.extra)
        settings = self._shop.settings()
        self._run = logs.begin("till", self._shop.places, settings.log)
        self._program = TillProgram(settings, self._shop.places, self._words, self._run)
        self._program.show()
        cashier = Cashier(self._program, self._shop, self._output / "screens")
        cashier.until(lambda: self._program is not None and self._program.shell.desk.till is not None, "the open till")
        return cashier

    def leave(self) -> None:
        """Switch the till off."""
        if self._program is not None:
            self._program.shell.close()
            self._program.shell.deleteLater()
            self._program = None
        if self._run is not None:
            self._run.end()
            self._run = None

    def _told(self, text: str) -> None:
        """What comes next."""
        say("• " + self._words.translate("demo", text))

    # --- the story ---------------------------------------------------------------------------------------

    def morning(self) -> None:
        """Log in, open the shift, a sale by card and cash with points, another put aside."""
        key = Qt.Key
        cashier = self.arrive("network")
        self._told(QT_TRANSLATE_NOOP("demo", "Logging in by PIN, opening the shift"))
        cashier.at("login")
        cashier.picture("login")
        cashier.log_in(*self._person("cashier"))
        cashier.at("shift_opening")
        cashier.type("3000")
        cashier.picture("shift")
        cashier.press(key.Key_F12)
        cashier.at("selling")
        self._told(
            QT_TRANSLATE_NOOP("demo", "Scanning: serial scanner, keyboard scanner, label of the scales, unknown code")
        )
        self._scan_basket(cashier)
        self._told(QT_TRANSLATE_NOOP("demo", "The buyer's card: panel, points with their limit"))
        self._redeem(cashier)
        self._told(QT_TRANSLATE_NOOP("demo", "Paying in cash and by card"))
        self._pay_mixed(cashier)
        self._told(QT_TRANSLATE_NOOP("demo", "A receipt put aside, the till switched off and on, the other printer"))
        self._park(cashier)
        self.leave()

    def _person(self, role: str) -> tuple[dict[str, str], str]:
        person = next(person for person in self._shop.facts()["people"] if person["role"] == role)
        return person, person["pin"]

    def _code(self, beginning: str) -> str:
        """Barcode of the first product whose name begins so."""
        return next(good["Штрихкод"] for name, good in self._goods.items() if name.startswith(beginning))

    def _member(self, level: str) -> str:
        """The card of the first member of a level who has points to spend, and whose card is in force."""
        for member in self._members:
            card = member["identifiers"][0]
            ready = [lot for lot in member.get("lots", ()) if "active_in_days" not in lot]
            if member["level"] == level and card["kind"] == "card" and "state" not in card and ready:
                return str(card["value"])
        raise LookupError(f"no member of level {level} with points")

    def _scan_basket(self, cashier: Cashier) -> None:
        from cashier_app.ui.demo_window import scanned_code

        cashier.scan(self._code("Молоко"), self._code("Кофе"), self._code("Шоколад"))
        cashier.type("2")
        cashier.press(Qt.Key.Key_F2)
        cashier.wedge(self._code("Чай"))
        cheese = next(good for name, good in self._goods.items() if name.startswith("Сыр «"))
        cashier.scan(scanned_code(cheese, grams=299))
        cashier.until(lambda: len(cashier.lines()) == 5, "five lines")
        cashier.picture("selling")
        cashier.scan("4600000000008")
        cashier.until(lambda: cashier.till.selling.view().red, "a red line")
        cashier.picture("unknown-code")
        cashier.press(Qt.Key.Key_Delete)
        cashier.until(lambda: not cashier.till.selling.view().red, "the red line gone")

    def _redeem(self, cashier: Cashier) -> None:
        cashier.scan(self._member("silver"))
        cashier.until(lambda: cashier.till.selling.view().member, "the buyer's panel")
        cashier.until(lambda: cashier.till.selling.view().points.enabled, "points to spend")
        cashier.picture("buyer")
        cashier.press(Qt.Key.Key_F6)
        cashier.until(lambda: cashier.till.selling.view().points.redeemed, "points redeemed")
        cashier.picture("points")

    def _pay_mixed(self, cashier: Cashier) -> None:
        key, printer, before = Qt.Key, self._shop.printers["network"], len(self._receipts())
        cashier.press(key.Key_F12)
        cashier.at("payment")
        cashier.type("200")
        cashier.press(key.Key_F12)
        cashier.until(lambda: cashier.till.paying.view().legs, "cash taken")
        cashier.press(key.Key_F7)
        cashier.until(lambda: cashier.till.paying.view().card_asked, "the card asked")
        cashier.type("004512")
        cashier.picture("payment")
        cashier.press(key.Key_F12)
        self._first_receipt = self._sold(cashier, before)
        cashier.until(lambda: printer.slips, "the slip")
        self._keep_paper(printer, "receipt")
        cashier.picture("paid")
        (self._output / "receipt.bin").write_bytes(printer.received)
        cashier.press(key.Key_F12)
        cashier.at("selling")

    def _sold(self, cashier: Cashier, before: int) -> str:
        """Wait for one more final receipt than before; its id."""
        cashier.until(lambda: len(self._receipts()) > before, "the sale")
        cashier.until(lambda: cashier.till.selling.view().empty, "the next receipt")
        return self._receipts()[-1]

    def _receipts(self) -> list[str]:
        """Ids of all final receipts, oldest first, as they are on the disk."""
        return ledger.receipts(self._shop.places.till_folder(self._shop.settings()) / "till.db")

    def _park(self, cashier: Cashier) -> None:
        cashier.scan(self._code("Хлеб"), self._code("Масло"))
        cashier.type("7")
        cashier.press(Qt.Key.Key_F4)
        cashier.until(lambda: cashier.till.selling.view().empty, "an empty receipt")

    def afternoon(self) -> None:
        """Without the server: a sale with points, the parked receipt; then the server is back."""
        key = Qt.Key
        cashier = self.arrive("serial")
        cashier.log_in(*self._person("senior"))
        cashier.at("selling")
        self._told(QT_TRANSLATE_NOOP("demo", "The server is stopped: selling and points go on"))
        self._shop.server.stop()
        cashier.until(lambda: not cashier.till.connection.online, "the till to notice")
        cashier.scan(self._code("Кофе"), self._code("Печенье"), self._member("gold"))
        cashier.until(lambda: cashier.till.selling.view().points.enabled, "points to spend offline")
        cashier.press(key.Key_F6)
        cashier.until(lambda: cashier.till.selling.view().points.redeemed, "points redeemed offline")
        cashier.picture("offline")
        self._pay_cash(cashier, "5000")
        self._told(QT_TRANSLATE_NOOP("demo", "The parked receipt is taken up"))
        cashier.press(key.Key_F10, key.Key_2)
        cashier.at("parked")
        cashier.picture("parked")
        cashier.press(key.Key_F12)
        cashier.at("selling")
        cashier.until(lambda: len(cashier.lines()) == 2, "the parked lines")
        self._pay_cash(cashier, "1000")
        self._told(QT_TRANSLATE_NOOP("demo", "The server is back: the queue drains by itself"))
        self._shop.server.start()
        cashier.until(self._drained, "the queue to drain")
        self._return(cashier)
        self._close_shift(cashier)

    def _pay_cash(self, cashier: Cashier, sum_given: str) -> None:
        before = len(self._receipts())
        cashier.press(Qt.Key.Key_F12)
        cashier.at("payment")
        cashier.type(sum_given)
        cashier.press(Qt.Key.Key_F12)
        self._sold(cashier, before)
        cashier.press(Qt.Key.Key_F12)
        cashier.at("selling")

    def _drained(self) -> bool:
        figures = self.compare().rows[0]
        return figures.till == figures.server

    def _return(self, cashier: Cashier) -> None:
        from cashier_app.ui.returning import ReturnScreen

        def asked() -> bool:
            return isinstance(screen := cashier.screen, ReturnScreen) and screen.ask.isVisible()

        key = Qt.Key
        self._told(QT_TRANSLATE_NOOP("demo", "A line of the first receipt comes back, found by its QR code"))
        cashier.press(key.Key_F9)
        cashier.at("return")
        cashier.scan(f"CASHIER:R:{self._first_receipt}")
        cashier.press(key.Key_Down, key.Key_Return)
        cashier.picture("return")
        cashier.press(key.Key_F12)
        cashier.until(asked, "the terminal asked for the refund")
        cashier.type("004513")
        cashier.picture("refund")
        cashier.press(key.Key_F12)
        cashier.until(lambda: self._returns() == 1, "the return")
        cashier.picture("returned")
        cashier.press(key.Key_F12)
        cashier.at("selling")

    def _returns(self) -> int:
        return next(row.till for row in self.compare().rows if row.what == "returns")

    def _close_shift(self, cashier: Cashier) -> None:
        from cashier_app.till.drawer_count import DENOMINATIONS

        key, printer = Qt.Key, self._shop.printers["serial"]
        self._told(QT_TRANSLATE_NOOP("demo", "X report, the drawer counted, Z report, the shift closed"))
        cashier.press(key.Key_F10, key.Key_6)
        cashier.at("shift")
        cashier.picture("x-report")
        slips = len(printer.slips)
        cashier.press(key.Key_F3)
        cashier.until(lambda: len(printer.slips) > slips, "the X report on paper")
        self._keep_paper(printer, "x-report")
        rest = cashier.till.shifts.preview_closing("0").result(30).expected
        cashier.press(key.Key_F12)
        cashier.at("closing")
        for denomination in DENOMINATIONS:
            count, rest = divmod(rest, denomination)
            cashier.type(str(count))
            cashier.press(key.Key_Return)
        cashier.picture("drawer")
        slips = len(printer.slips)
        cashier.press(key.Key_F12)
        cashier.until(lambda: cashier.till.shifts.current is None, "the closed shift")
        cashier.until(lambda: len(printer.slips) > slips, "the Z report on paper")
        self._keep_paper(printer, "z-report")
        cashier.picture("closed")
        cashier.until(self._drained, "the queue to drain")

    def _keep_paper(self, printer: PrinterSimulator, name: str) -> None:
        """The newest slip as a picture and as text."""
        from cashier_app.devices.simulators.paper import paper_text

        slip = printer.slips[-1]
        printer.picture(slip).save(self._output / f"{name}.png")
        (self._output / f"{name}.txt").write_text(paper_text(slip, printer.columns), encoding="utf-8")

    def evening(self) -> ledger.Comparison:
        """Switch off; both ledgers side by side."""
        self.leave()
        for name, printer in self._shop.printers.items():
            (self._output / f"{name}-printer.bin").write_bytes(printer.received)
        return self.compare()

    def compare(self) -> ledger.Comparison:
        """Both ledgers as they are now."""
        places, settings = self._shop.places, self._shop.settings()
        return ledger.compare(places.till_folder(settings) / "till.db", places.server_database(settings))
