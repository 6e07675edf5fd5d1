"""What a person is told to see to: graded, with a way out, and back again when it gets worse."""

from __future__ import annotations

import msgspec
import pytest

from cashier_app.core.clock import DAY, HOUR, MINUTE
from cashier_app.core.words import Words
from cashier_app.devices.customer_display import DisplayStatus
from cashier_app.devices.drawer import DrawerStatus
from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scales import ScaleStatus
from cashier_app.devices.scanners import ScannerView
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.devices.terminal_worker import TerminalStatus
from cashier_app.sync.state import SyncState
from cashier_app.till.attention import Concern, Facts, Failure, Seen, concerns, put_off, worst
from cashier_app.till.update_news import News
from cashier_app.ui.screens import SCREENS
from tests.clock import START

ZONE = "Asia/Yekaterinburg"
ALL_IS_WELL = Facts(
    now=START,
    zone=ZONE,
    has_server=True,
    paired=True,
    sync=SyncState(online=True, trouble="none", last_sync=START),
    printers={"receipts": PrinterStatus("ready")},
    scanners=(ScannerView(name="COM3", address="COM3", found=False, status=ScannerStatus("ready")),),
    shift_since=START - HOUR,
    free=50 << 30,
    copied_at=START - HOUR,
)


def silent(milliseconds: int) -> dict[str, object]:
    return {"sync": SyncState(online=False, trouble="unreachable", last_sync=START - milliseconds)}


def found(words: Words, **changes: object) -> tuple[Concern, ...]:
    return concerns(msgspec.structs.replace(ALL_IS_WELL, **changes), words)


def test_a_till_in_order_has_nothing_to_tell(words: Words) -> None:
    assert concerns(ALL_IS_WELL, words) == ()
    assert worst(()) is None


CASES = {
    "not paired": ({"paired": False, "sync": None}, "pairing", "warning"),
    "silent for minutes": (silent(6 * MINUTE), "server", "information"),
    "silent for hours": (silent(2 * HOUR), "server", "warning"),
    "silent for days": (silent(2 * DAY), "server", "error"),
    "unknown key": ({"sync": SyncState(online=False, trouble="unknown_key", last_sync=START)}, "server", "error"),
    "node silent": ({"sync": SyncState(online=True, last_sync=START, past_node=True)}, "node", "warning"),
    "rejected": ({"rejected": 2}, "rejected", "error"),
    "long queue": ({"waiting": 300}, "queue", "warning"),
    "clock": ({"clock_suspect": True}, "clock", "error"),
    "printer off": ({"printers": {"receipts": PrinterStatus("down", "off")}}, "printer:receipts", "error"),
    "little paper": ({"printers": {"receipts": PrinterStatus("ready", near_end=True)}}, "paper:receipts", "warning"),
    "unknown slips": ({"unknown_slips": 1}, "slips", "warning"),
    "scanner": (
        {"scanners": (ScannerView(name="A", address="COM3", found=False, status=ScannerStatus("down", "absent")),)},
        "scanner:A",
        "error",
    ),
    "scale": ({"scale": ScaleStatus("down")}, "scale", "warning"),
    "display": ({"display": DisplayStatus("down")}, "display", "warning"),
    "buyer's screen": ({"buyer_screen": False}, "window", "warning"),
    "drawer opened without the till": ({"drawer": DrawerStatus(open=True)}, "drawer", "warning"),
    "terminal": ({"terminal": TerminalStatus("down", "off")}, "terminal", "warning"),
    "shift of 21 h": ({"shift_since": START - 21 * HOUR}, "shift", "warning"),
    "shift of 25 h": ({"shift_since": START - 25 * HOUR}, "shift", "error"),
    "little room": ({"free": 1 << 30}, "disk", "warning"),
    "no room": ({"free": 100 << 20}, "disk", "error"),
    "no copy": ({"copied_at": None}, "copy", "warning"),
    "old copy": ({"copied_at": START - 4 * DAY}, "copy", "warning"),
    "very old copy": ({"copied_at": START - 8 * DAY}, "copy", "error"),
    "restored": ({"beginning": "restored"}, "origin", "warning"),
    "moved": ({"beginning": "moved"}, "origin", "warning"),
    "journal": ({"journal_broken": 7}, "journal", "error"),
    "unwritten": ({"unwritten": 3}, "unwritten", "error"),
    "settings broken": ({"settings_broken": Failure("settings", "Файл испорчен", "Исправьте")}, "settings", "error"),
    "settings wait": ({"settings_waiting": ("server.url",)}, "restart", "information"),
    "version ready": ({"update": News("ready", "9.9")}, "update", "information"),
    "version waits for a person": ({"update": News("ready", "9.9", by_itself=False)}, "update", "information"),
    "version chosen": ({"update": News("chosen", "9.9")}, "update", "information"),
    "version taken back": ({"update": News("failed", "9.9", "ended", "3")}, "update", "warning"),
    "programme": ({"programme_tomorrow": "Весна"}, "programme", "information"),
    "reports": ({"failures": (Failure("reports", "Отчёт не записан", "Место", "reports"),)}, "reports", "error"),
}


@pytest.mark.parametrize(("changes", "key", "grade"), CASES.values(), ids=CASES)
def test_each_trouble_is_one_graded_sentence_with_a_way_out_and_a_screen_that_is_there(
    words: Words, changes: dict[str, object], key: str, grade: str
) -> None:
    (concern,) = found(words, **changes)
    assert (concern.key, concern.grade) == (key, grade)
    assert concern.text
    assert concern.way_out
    assert "{" not in concern.text + concern.way_out
    assert concern.screen in SCREENS or concern.screen == ""


def test_a_till_without_a_server_is_told_nothing_of_it(words: Words) -> None:
    assert found(words, has_server=False, paired=False, sync=None, rejected=0) == ()
    assert found(words, drawer=DrawerStatus(open=True, by_till=True)) == (), "every sale for cash opens it"
    assert found(words, **silent(2 * MINUTE)) == (), "a moment's silence is the lamp's to show"


def test_the_gravest_stands_first(words: Words) -> None:
    told = found(words, update=News("ready", "9.9"), scale=ScaleStatus("down"), rejected=1)
    assert [concern.grade for concern in told] == ["error", "warning", "information"]
    assert worst(told) == "error"


def test_what_was_put_off_comes_back_the_next_day_or_when_it_gets_worse(words: Words) -> None:
    (concern,) = found(words, rejected=2)
    seen = [Seen(concern.key, concern.grade, concern.degree, "Орлова Вера", START)]
    assert put_off(concern, seen, START + HOUR, ZONE) == seen[0]
    (worse,) = found(words, rejected=3)
    assert put_off(worse, seen, START + HOUR, ZONE) is None
    (better,) = found(words, rejected=1)
    assert put_off(better, seen, START + HOUR, ZONE) == seen[0]
    assert put_off(concern, seen, START + DAY, ZONE) is None
    (warned,) = found(words, shift_since=START - 21 * HOUR)
    (late,) = found(words, shift_since=START - 25 * HOUR)
    assert put_off(late, [Seen("shift", warned.grade, warned.degree, "Орлова Вера", START)], START, ZONE) is None
