"""Printer, scanner and server fail at a real till's window: what the lamp and the screen say, and nothing is lost.

The printer is a simulator on a real port, the scanner one on a pty, the server a real one behind a front that
answers as it is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.config import Printer, Scanner, Server
from cashier_app.core.clock import HOUR
from cashier_app.devices.simulators.printer import PrinterSimulator
from cashier_app.devices.simulators.scanner import ScannerSimulator
from cashier_app.sync.enrolment import enrol
from cashier_app.ui import language
from cashier_app.ui.diagnosis import DiagnosisScreen
from cashier_app.ui.equipment import Equipment
from cashier_app.ui.payment import PaymentScreen
from tests.clock import ManualClock
from tests.gui import shop
from tests.gui.faults import plain
from tests.gui.hand import Hand, at_the_till
from tests.integration.server.running import RunningServer
from tests.integration.sync.strange import LossyProxy, http, read_request

Key = Qt.Key
#: The printer is looked at again after eight seconds at the latest.
PATIENCE_S: Final = 15.0


def until(hand: Hand, condition: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"it reads: {screen_text(hand)}"
        hand.qtbot.wait(10)


def screen_text(hand: Hand) -> str:
    lamps = {name: (lamp.state, lamp.caption) for name, lamp in hand.shell.strip.lamps.items()}
    return f"{lamps} {slip(hand) if hand.where == 'payment' else ''}"


def speak(hand: Hand, tongue: str) -> None:
    language.set_language(tongue)
    hand.till.set_words(language.words())
    hand.shell.refreshed()
    hand.rest()


@contextmanager
def equipped(hand: Hand, **changes: object) -> Iterator[Equipment]:
    """The devices of these settings, started as the program starts them."""
    hand.equip(**changes)
    equipment = Equipment(hand.till, hand.till.settings, hand.shell)
    equipment.start()
    try:
        yield equipment
    finally:
        equipment.stop(2.0)
        hand.rest()


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot, expect_log: Callable[[str], None]) -> Iterator[Hand]:
    """A manager at the till."""
    expect_log("printer|scanner|server")
    with at_the_till(till_template, tmp_path / "till", qtbot) as taken:
        yield taken


# --- the printer -------------------------------------------------------------------------------------------------


class Trouble(NamedTuple):
    """What happens to the printer, what is read, and what a person does about it."""

    begin: Callable[[PrinterSimulator], None]
    lamp: str
    russian: str
    english: str
    mend: Callable[[PrinterSimulator], None]


def unmute(printer: PrinterSimulator) -> None:
    printer.mute(False)


#: Bytes of a slip after which a fault strikes: within its head.
IN_THE_MIDDLE: Final = 150
PAPER_RU, PAPER_EN = (
    "В принтере кончилась бумага. Вставьте новый рулон: печать продолжится сама",
    "The printer is out of paper. Put in a new roll: it goes on by itself",
)
COVER_RU, COVER_EN = (
    "Открыта крышка принтера. Закройте крышку: печать продолжится сама",
    "The printer's cover is open. Close the cover: it goes on by itself",
)

TROUBLES: Final = {
    "off": Trouble(
        PrinterSimulator.power_off,
        "Принтер выкл.",
        "Ждёт принтера. Принтер выключен или недоступен. Включите его и проверьте кабель; "
        "чеки подождут и напечатаются сами",
        "Waits for the printer. The printer is off or cannot be reached. Switch it on and check its cable; "
        "slips wait and come by themselves",
        PrinterSimulator.power_on,
    ),
    "silent": Trouble(
        PrinterSimulator.mute,
        "Принтер!",
        "Ждёт принтера. Принтер не отвечает. Выключите и включите его, проверьте кабель",
        "Waits for the printer. The printer does not answer. Switch it off and on again and check its cable",
        unmute,
    ),
    "out of paper": Trouble(
        PrinterSimulator.remove_paper,
        "Нет бумаги",
        f"Ждёт принтера. {PAPER_RU}",
        f"Waits for the printer. {PAPER_EN}",
        PrinterSimulator.load_paper,
    ),
    "cover open": Trouble(
        PrinterSimulator.open_cover,
        "Открыта крышка",
        f"Ждёт принтера. {COVER_RU}",
        f"Waits for the printer. {COVER_EN}",
        PrinterSimulator.close_cover,
    ),
    "out of paper in the middle": Trouble(
        lambda printer: printer.fault_at(IN_THE_MIDDLE, "paper_out"),
        "Нет бумаги",
        f"Печатается. {PAPER_RU}",
        f"Is being printed. {PAPER_EN}",
        PrinterSimulator.load_paper,
    ),
    "cover open in the middle": Trouble(
        lambda printer: printer.fault_at(IN_THE_MIDDLE, "cover_open"),
        "Открыта крышка",
        f"Печатается. {COVER_RU}",
        f"Is being printed. {COVER_EN}",
        PrinterSimulator.close_cover,
    ),
}


@pytest.fixture
def printer() -> Iterator[PrinterSimulator]:
    """A printer on a port of its own."""
    made = PrinterSimulator.over_tcp()
    yield made
    made.stop()


def slip(hand: Hand) -> str:
    """What the page after a payment says of the slip."""
    return plain(hand.on("payment", PaymentScreen).done.slip_state.text())


def sell(hand: Hand, *codes: str) -> None:
    """Scan and take the exact sum in cash."""
    hand.scan(*codes)
    hand.key(Key.Key_F12, Key.Key_F1)


def printed_slips(printer: PrinterSimulator) -> int:
    """How many slips came out whole: each ends with its legal line."""
    return printer.text().count("фискальным")


@pytest.mark.parametrize("case", TROUBLES)
def test_a_printer_that_fails_holds_no_sale_up_says_what_to_do_and_prints_each_slip_once(
    hand: Hand, printer: PrinterSimulator, case: str
) -> None:
    trouble = TROUBLES[case]
    lamp = hand.shell.strip.lamps["printer"]
    # without a drawer the slip is the first thing that is sent
    with equipped(hand, printers=(Printer(address=printer.address, drawer_pin=0),)):
        until(hand, lambda: lamp.state == "good")
        trouble.begin(printer)
        sell(hand, shop.MILK)
        until(hand, lambda: slip(hand) == trouble.russian)
        assert (lamp.state, lamp.caption) == ("error", trouble.lamp)
        speak(hand, "en")
        assert slip(hand) == trouble.english
        speak(hand, "ru")
        # the sale is there, and the next buyer is served meanwhile
        sell(hand, shop.GOODS[3])
        assert len(hand.till.reader.receipts(0, 2**53)) == 2
        trouble.mend(printer)
        until(hand, lambda: slip(hand) == "Напечатан")
        until(hand, lambda: lamp.state == "good")
    assert printed_slips(printer) == 2
    text = printer.text()
    assert text.index("Молоко") < text.index("Шоколад")
    assert "КОПИЯ" not in text


def test_a_slip_cut_off_in_the_middle_is_asked_about_and_its_copy_is_marked(
    hand: Hand, printer: PrinterSimulator
) -> None:
    with equipped(hand, printers=(Printer(address=printer.address, drawer_pin=0),)):
        until(hand, lambda: hand.shell.strip.lamps["printer"].state == "good")
        printer.fault_at(IN_THE_MIDDLE, "cut_off")
        sell(hand, shop.MILK)
        said = "Возможно, напечатан: посмотрите на чек. Связь с принтером прервалась посреди чека"
        until(hand, lambda: slip(hand) == said)
        done = hand.on("payment", PaymentScreen).done
        assert (done.printed.reason, done.copy.reason) == ("", "")
        printer.power_on()
        until(hand, lambda: hand.shell.strip.lamps["printer"].state == "good")
        assert printed_slips(printer) == 0  # nothing is sent again by itself
        hand.touch(done.copy)
        until(hand, lambda: printed_slips(printer) == 1)
    assert "КОПИЯ" in printer.text()
    assert len(hand.till.reader.receipts(0, 2**53)) == 1
    assert hand.till.reader.jobs_in_doubt() == 0


def test_a_drawer_that_could_not_be_opened_in_time_stays_shut(hand: Hand, printer: PrinterSimulator) -> None:
    printer.power_off()
    with equipped(hand, printers=(Printer(address=printer.address),)):
        sell(hand, shop.MILK)
        clock = hand.till.clock._base
        assert isinstance(clock, ManualClock)
        clock.advance(60_000)
        printer.power_on()
        until(hand, lambda: slip(hand) == "Напечатан")
    assert printer.drawer == []
    assert printed_slips(printer) == 1


def test_a_slip_that_waits_for_one_printer_is_sent_to_another_by_a_touch(hand: Hand, printer: PrinterSimulator) -> None:
    other = PrinterSimulator.over_tcp()
    printer.remove_paper()
    settings = (
        Printer(name="касса", address=printer.address, drawer_pin=0),
        Printer(name="склад", address=other.address, drawer_pin=0),
    )
    try:
        with equipped(hand, printers=settings):
            until(hand, lambda: hand.shell.strip.lamps["printer"].caption == "Нет бумаги")
            sell(hand, shop.MILK)
            until(hand, lambda: slip(hand) == f"Ждёт принтера. {PAPER_RU}")
            done = hand.on("payment", PaymentScreen).done
            assert done.copy.caption == "Печатать на «склад»"
            assert done.copy.reason == ""
            hand.key(Key.Key_F6)
            until(hand, lambda: slip(hand) == "Напечатан · склад")
            assert done.copy.caption == "Печатать копию"
            printer.load_paper()
            until(hand, lambda: hand.shell.strip.lamps["printer"].state == "good")
        assert (printed_slips(printer), printed_slips(other)) == (0, 1)
        assert "КОПИЯ" not in other.text()
    finally:
        other.stop()


def test_little_paper_is_said_once_a_roll_and_bars_nothing(hand: Hand, printer: PrinterSimulator) -> None:
    def said() -> int:
        return sum(message.text == "Бумага заканчивается" for message in hand.told)

    lamp = hand.shell.strip.lamps["printer"]
    with equipped(hand, printers=(Printer(address=printer.address, drawer_pin=0),)):
        until(hand, lambda: lamp.state == "good")
        printer.leave_paper(printer.model.near_end)
        until(hand, lambda: (lamp.state, lamp.caption) == ("warning", "Мало бумаги"))
        until(hand, lambda: said() == 1)
        assert hand.where == "selling", "nobody is held up"
        sell(hand, shop.MILK)
        until(hand, lambda: slip(hand) == "Напечатан")
        assert said() == 1
        printer.load_paper()
        sell(hand, shop.GOODS[3])
        until(hand, lambda: lamp.state == "good")
        printer.leave_paper(printer.model.near_end)
        sell(hand, shop.GOODS[4])
        until(hand, lambda: said() == 2)


# --- the scanner -------------------------------------------------------------------------------------------------


def finding(hand: Hand, device: str) -> str:
    """The diagnosis of a device, its way out after it."""
    hand.shell.go("diagnosis", device=device)
    hand.rest()
    screen = hand.on("diagnosis", DiagnosisScreen)
    shown = screen.finding
    text, way_out = shown.text.text(), shown.way_out.text() if shown.way_out.isVisible() else ""
    return plain(". ".join(filter(None, (text, way_out))))


def test_a_scanner_pulled_out_is_told_within_a_second_and_back_without_a_restart(hand: Hand, tmp_path: Path) -> None:
    scanner = ScannerSimulator(tmp_path / "scanner")
    lamp = hand.shell.strip.lamps["scanner"]
    with equipped(hand, scanner=Scanner(port=scanner.address)):
        until(hand, lambda: lamp.state == "good")
        scanner.scan(shop.MILK)
        until(hand, lambda: len(hand.till.selling.receipt.lines) == 1)
        scanner.send(shop.GOODS[4][:6].encode())  # the cable goes in the middle of a code
        scanner.unplug()
        until(hand, lambda: (lamp.state, lamp.caption) == ("error", "Нет сканера"), seconds=1.0)
        assert finding(hand, "scanner") == (
            "Сканер отключён. Подключите его: он заработает сам. Пока коды можно вводить руками"
        )
        speak(hand, "en")
        assert finding(hand, "scanner") == (
            "The scanner is unplugged. Plug it in: it is taken up by itself. Codes can be typed meanwhile"
        )
        speak(hand, "ru")
        hand.shell.go("selling")
        hand.type(shop.GOODS[3])
        hand.key(Key.Key_Return)
        assert len(hand.till.selling.receipt.lines) == 2
        scanner.plug()
        until(hand, lambda: lamp.state == "good")
        scanner.scan(shop.GOODS[4])
        until(hand, lambda: len(hand.till.selling.receipt.lines) == 3)
    scanner.stop()
    assert not hand.till.selling.receipt.unresolved


# --- the server --------------------------------------------------------------------------------------------------


class Front(LossyProxy):
    """Stands before a real server: passes everything on, or gives an answer of its own."""

    def __init__(self, target: str) -> None:
        #: None: lets through; b"": hangs up.
        self.answer: bytes | None = None
        self.silent = False
        super().__init__(target, lambda: "pass")

    def serve(self, connection: object) -> None:
        import socket

        assert isinstance(connection, socket.socket)
        if self.silent:
            read_request(connection)
            self.closing.wait(30)
        elif self.answer is not None:
            read_request(connection)
            if self.answer:
                connection.sendall(self.answer)
        else:
            super().serve(connection)


HALF: Final = b'{"server_time": 1795251600000, "incarnation": "abc", "acknowl'
HTML: Final = b"<html><body>Welcome to the hotel's network</body></html>"
SELL_ON_RU: Final = "Продавайте дальше: всё хранится здесь и уйдёт, когда сервер ответит"
SELL_ON_EN: Final = "Sell on: everything is kept here and sent when the server answers"
FAILING: Final = "Сервер сообщает о своей неисправности", "The server reports a failure of its own"
STRANGER: Final = (
    "По этому адресу отвечает не сервер лояльности",
    "What answers at this address is not the loyalty server",
)

ANSWERS: Final[dict[str, tuple[bytes, tuple[str, str]]]] = {
    "500": (http("500 Internal Server Error", b"Traceback"), FAILING),
    "HTML": (http("200 OK", HTML), STRANGER),
    "half a JSON": (http("200 OK", HALF, "application/json"), STRANGER),
    "nothing": (b"", ("Нет связи с сервером", "The server cannot be reached")),
}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A real server with the reference programme."""
    made = RunningServer(tmp_path / "server.db", ManualClock())
    made.publish()
    yield made
    made.stop()


@contextmanager
def joined(hand: Hand, server: RunningServer) -> Iterator[Front]:
    """The till has joined the server through a front, and is in step with it."""
    hand.till.sync_store.enrolled(enrol(server.url, server.pair("perm-1"), "perm-1-2", "machine"))
    with Front(server.url) as front:
        quick = Server(
            url=front.url, read_timeout_ms=400, connect_timeout_ms=400, interval_ms=200, backoff_ms=50,
            backoff_limit_ms=200,
        )  # fmt: skip
        with equipped(hand, server=quick):
            until(hand, lambda: hand.shell.strip.lamps["server"].state == "good" and waiting(hand) == 0)
            yield front


def waiting(hand: Hand) -> int:
    return hand.till.reader.backlog()[0]


def outbox(hand: Hand) -> list[tuple[int, str, bytes]]:
    """What waits for the server, as it will be sent."""
    return [(row.seq, row.kind, row.hash) for row in hand.till.database.worker.call(lambda u: u.outbox.waiting(100))]


@pytest.mark.parametrize("case", [*ANSWERS, "silence"])
def test_a_server_that_fails_is_named_selling_goes_on_and_the_queue_drains_afterwards(
    hand: Hand, server: RunningServer, case: str
) -> None:
    lamp = hand.shell.strip.lamps["server"]
    with joined(hand, server) as front:
        if case == "silence":
            front.silent = True
            russian, english = "Сервер не отвечает вовремя", "The server does not answer in time"
        else:
            front.answer, (russian, english) = ANSWERS[case]
        sell(hand, shop.MILK)
        until(hand, lambda: (lamp.state, lamp.caption) == ("warning", "Офлайн 0 мин · 1"))
        assert finding(hand, "server") == f"{russian}. {SELL_ON_RU}"
        speak(hand, "en")
        assert finding(hand, "server") == f"{english}. {SELL_ON_EN}"
        speak(hand, "ru")
        hand.shell.go("selling")
        sell(hand, shop.GOODS[3])
        kept = outbox(hand)
        assert [kind for _, kind, _ in kept] == ["sale", "sale"]
        assert outbox(hand) == kept
        front.answer, front.silent = None, False
        until(hand, lambda: lamp.state == "good" and waiting(hand) == 0)
    assert sales(server) == 2
    assert server.findings() == []


def sales(server: RunningServer) -> int:
    import sqlalchemy as sa

    from cashier_app.server import tables

    return len(server.rows(sa.select(tables.operation.c.op_id).where(tables.operation.c.kind == "sale")))


def test_a_server_with_another_clock_is_told_and_holds_nothing_up(hand: Hand, server: RunningServer) -> None:
    lamp = hand.shell.strip.lamps["server"]
    with joined(hand, server):
        clock = server.clock
        assert isinstance(clock, ManualClock)
        clock.advance(HOUR)
        until(hand, lambda: (lamp.state, lamp.caption) == ("error", "Сервер!"))
        assert finding(hand, "server") == (
            "Часы кассы и сервера расходятся на 1 ч. "
            "Выставьте часы: до тех пор баллы, которые скоро сгорят, не списываются"
        )
        hand.shell.go("selling")
        sell(hand, shop.MILK)
        until(hand, lambda: waiting(hand) == 0)
    assert sales(server) == 1


def test_the_screen_is_not_held_by_a_silent_server_when_a_card_is_scanned(hand: Hand, server: RunningServer) -> None:
    with joined(hand, server) as front:
        front.silent = True
        hand.scan(shop.MILK)
        begun = time.monotonic()
        hand.shell.scan(shop.scanned(shop.NOBODY))
        assert time.monotonic() - begun < 0.15
        assert hand.till.selling.receipt.unclaimed
        until(hand, lambda: hand.shell.strip.lamps["server"].state == "warning")
        sell(hand, shop.GOODS[3])
        assert len(hand.till.reader.receipts(0, 2**53)) == 1


def test_all_of_it_at_once_and_the_sale_is_there(
    hand: Hand, printer: PrinterSimulator, server: RunningServer, tmp_path: Path
) -> None:
    printer.power_off()
    gone = tmp_path / "no-scanner"
    hand.equip(printers=(Printer(address=printer.address),), scanner=Scanner(port=str(gone)))
    with joined(hand, server) as front:
        front.answer = b""
        sell(hand, shop.MILK)
        receipts = hand.till.reader.receipts(0, 2**53)
        assert len(receipts) == 1
        lamps = hand.shell.strip.lamps
        until(hand, lambda: [lamps[name].state for name in ("server", "scanner", "printer")].count("good") == 0)
        front.answer = None
        printer.power_on()
        until(hand, lambda: slip(hand) == "Напечатан" and waiting(hand) == 0)
    assert sales(server) == 1
    assert printed_slips(printer) == 1
