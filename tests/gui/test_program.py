"""The till as a program: what its start waits for, what it says when it cannot open, how it ends."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from cashier_app import logs
from cashier_app.clock import SystemClock
from cashier_app.config import Places, Printer, Scanner, Settings
from cashier_app.config_file import show
from cashier_app.devices.scan import Scan
from cashier_app.till.opening import open_till
from cashier_app.ui import language, theme
from cashier_app.ui.app import LONGEST_STOP_SECONDS, TillProgram
from cashier_app.ui.login import LoginScreen
from cashier_app.ui.selling import SellingScreen
from cashier_app.words import load_words
from tests.gui import shop

#: What must not be read from the disk before the first frame.
HEAVY = ("sqlalchemy", "alembic", "pysqlite3", "requests", "escpos", "biip", "PIL", "serial", "argon2", "fastapi")


@pytest.fixture
def settings(till_template: Path, tmp_path: Path) -> Settings:
    """The demo shop's settings over a copy of its till."""
    import shutil

    shutil.copytree(till_template, tmp_path / "till")
    made = shop.settings()
    return msgspec.structs.replace(made, till=msgspec.structs.replace(made.till, folder=str(tmp_path / "till")))


@pytest.fixture
def program(settings: Settings, places: Places, qtbot: QtBot) -> Iterator[TillProgram]:
    """A program that has shown its window and opened its till."""
    made = TillProgram(settings, places, load_words("ru"))
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.show()
    yield made
    made.stop()
    made.shell.close()
    shiboken6.delete(made.shell)


def test_the_till_opens_behind_the_first_frame_and_ends_in_time(program: TillProgram, qtbot: QtBot) -> None:
    login = program.login
    assert isinstance(login, LoginScreen)
    assert [place.caption for place in login.tiles.places if place.isVisible()] == [
        "Иванова Мария",
        "Лебедев Игорь",
        "Орлова Вера",
        "Соколова Рита",
    ]
    began = time.monotonic()
    program.shell.close()
    assert time.monotonic() - began < LONGEST_STOP_SECONDS


def test_what_the_settings_screen_writes_is_in_force_at_once_or_waits_in_the_notices(
    settings: Settings, places: Places, program: TillProgram, qtbot: QtBot
) -> None:
    places.settings_file.parent.mkdir(parents=True, exist_ok=True)
    places.settings_file.write_text(show(settings), encoding="utf-8")
    shell = program.shell
    shop.log_in(shell.desk.open_till, "Лебедев Игорь")
    shell.go("selling")
    shell.desk.change_settings({"ui.theme": "dark", "ui.large_type": True, "shop.name": "ЛЮТИК", "ui.language": "en"})
    assert theme.current().tokens.name == "dark"
    assert theme.current().large
    assert language.words().language == "en"
    assert shell.strip.place.spoken()[0].startswith("ЛЮТИК")
    assert shell.desk.open_till.settings.shop.name == "ЛЮТИК"
    attention = shell.desk.attention
    assert attention is not None
    assert "restart" not in [concern.key for concern in attention.found]
    shell.desk.change_settings({"server.interval_ms": 20_000})
    qtbot.waitUntil(lambda: "restart" in [concern.key for concern in attention.found], timeout=5000)
    assert shell.strip.notices.state in ("good", "warning")


def test_it_ends_in_time_with_a_printer_that_does_not_answer_and_no_scanner(
    settings: Settings, places: Places, qtbot: QtBot, tmp_path: Path, expect_log: object
) -> None:
    expect_log("scanner|printer|port")  # type: ignore[operator]
    equipped = msgspec.structs.replace(
        settings,
        printers=(Printer(address="127.0.0.1:9"),),
        scanner=Scanner(port=str(tmp_path / "no-such-port")),
    )
    made = TillProgram(equipped, places, load_words("ru"))
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.show()
    qtbot.waitUntil(lambda: made.shell.strip.lamps["scanner"].state == "error", timeout=5000)
    qtbot.waitUntil(lambda: made.shell.strip.lamps["printer"].state == "error", timeout=5000)
    began = time.monotonic()
    made.stop()
    assert time.monotonic() - began < LONGEST_STOP_SECONDS
    made.shell.close()
    shiboken6.delete(made.shell)


def test_a_scan_and_a_sale_reach_screen_and_paper(
    settings: Settings, places: Places, qtbot: QtBot, tmp_path: Path
) -> None:
    """The whole way: a serial scanner's cable, the selling screen, payment, the printer's socket."""
    from cashier_app.devices.simulators.printer import PrinterSimulator
    from cashier_app.devices.simulators.scanner import ScannerSimulator

    scanner = ScannerSimulator(tmp_path / "scanner")
    printer = PrinterSimulator.over_tcp()
    equipped = msgspec.structs.replace(
        settings, printers=(Printer(address=printer.address),), scanner=Scanner(port=scanner.address)
    )
    made = TillProgram(equipped, places, load_words("ru"))
    try:
        with qtbot.waitSignal(made.opened, timeout=10_000):
            made.show()
        lamps = made.shell.strip.lamps
        qtbot.waitUntil(lambda: lamps["scanner"].state == lamps["printer"].state == "good", timeout=10_000)
        till = made.shell.desk.open_till
        shop.log_in(till)
        made.shell.go("selling")
        screen = made.shell.current
        assert isinstance(screen, SellingScreen)
        scanner.scan(shop.MILK)
        qtbot.waitUntil(lambda: len(screen.list.lines) == 1, timeout=5000)
        till.paying.start()
        till.paying.pay_cash("100").result(10)
        qtbot.waitUntil(lambda: "Молоко" in printer.text(), timeout=10_000)
    finally:
        made.stop()
        made.shell.close()
        shiboken6.delete(made.shell)
        printer.stop()
        scanner.stop()


def test_a_second_start_says_so_and_opens_when_the_first_is_closed(
    settings: Settings, places: Places, qtbot: QtBot, program: TillProgram, expect_log: object
) -> None:
    expect_log("the till cannot be opened")  # type: ignore[operator]
    second = TillProgram(settings, places, load_words("ru"))
    second.show()
    login = second.login
    assert isinstance(login, LoginScreen)
    qtbot.waitUntil(lambda: login.title.text() == "Касса не открылась", timeout=5000)
    assert "уже запущена" in login.detail.text()
    program.stop()
    with qtbot.waitSignal(second.opened, timeout=10_000):
        login.again.press()
    second.stop()
    second.shell.close()
    shiboken6.delete(second.shell)


def test_a_crash_of_the_run_before_is_told(
    settings: Settings, places: Places, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = logs.Run("till", places.logs)
    run.last_crash = logs.Crash(kind="cut", text="", at=0, program="till")
    made = TillProgram(settings, places, load_words("ru"), run)
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.show()
    qtbot.waitUntil(made.shell.message.isVisible, timeout=3000)
    assert "завершилась аварийно" in made.shell.message.text.text()
    made.stop()
    assert run.listeners == []
    made.shell.close()
    shiboken6.delete(made.shell)


def test_a_journal_that_was_changed_is_told_at_the_start_and_the_till_sells(
    settings: Settings, places: Places, qtbot: QtBot, expect_log: object
) -> None:
    expect_log("the journal of privileged acts does not hold")  # type: ignore[operator]
    expect_log("the copy does not hold|no backup")  # type: ignore[operator]
    till = open_till(settings, Path(settings.till.folder), SystemClock(), load_words("ru"))
    till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute("UPDATE journal SET act = 'x' WHERE number = 1") and None
    )
    till.close()
    made = TillProgram(settings, places, load_words("ru"))
    with qtbot.waitSignal(made.opened, timeout=10_000):
        made.show()
    qtbot.waitUntil(lambda: "Запись 1 журнала изменена или изъята" in made.shell.message.text.text(), timeout=5000)
    shop.log_in(made.shell.desk.open_till)
    made.shell.go("selling")
    made.shell.desk.open_till.selling.scan(Scan(shop.MILK.encode(), shop.MILK, "", "serial", 0))
    qtbot.waitUntil(lambda: len(made.shell.desk.open_till.selling.view().lines) == 1, timeout=5000)
    made.stop()
    made.shell.close()
    shiboken6.delete(made.shell)


def test_a_mistake_in_a_slot_is_written_whole_told_and_the_till_goes_on(
    settings: Settings, places: Places, tmp_path: Path
) -> None:
    """In a process of its own, because the test runner has hooks of its own for exceptions in slots."""
    code = f"""
import sys, msgspec
from cashier_app import logs
from cashier_app.config import Places, Settings, Till, Ui
from cashier_app.ui.app import TillProgram
from cashier_app.ui.launch import application
from cashier_app.words import load_words
from PySide6.QtCore import QTimer
from pathlib import Path
app = application()
places = Places.of(Path({str(tmp_path / "home")!r}))
run = logs.begin("till", places, Settings().log)
settings = Settings(till=Till(folder={settings.till.folder!r}), ui=Ui(sounds=False))
program = TillProgram(settings, places, load_words("ru"), run)
def fail(): raise KeyError("oops")
def look():
    print(program.shell.message.text.text())
    program.shell.close()
program.opened.connect(lambda: (QTimer.singleShot(0, fail), QTimer.singleShot(300, look)))
program.show()
app.exec()
run.end()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.startswith("Ошибка программы; она записана, касса работает дальше"), done.stderr
    lines = [json.loads(line) for line in (tmp_path / "home" / "logs" / "till.log").read_text().splitlines()]
    assert any("KeyError: 'oops'" in line.get("error", "") for line in lines)


def test_nothing_heavy_is_read_before_the_first_frame(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from cashier_app.config import Places, Settings, Ui
from cashier_app.ui.app import TillProgram
from cashier_app.ui.launch import application
from cashier_app.words import load_words
app = application()
program = TillProgram(Settings(ui=Ui(size="1024x768")), Places.of(Path({str(tmp_path)!r})), load_words("ru"))
program.shell.first_frame.disconnect()
program.shell.first_frame.connect(app.quit)
program.show()
app.exec()
print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == "[]", done.stderr


def test_the_next_start_shows_the_last_ones_screen_at_once(program: TillProgram, places: Places, qtbot: QtBot) -> None:
    picture = places.data / "first-frame.png"
    qtbot.waitUntil(picture.exists, timeout=5000)
    code = f"""
import sys
from pathlib import Path
from cashier_app.start import data_folder
from cashier_app.ui import launch
path = data_folder(["--home", {str(places.data.parent)!r}, "run"], "") / "first-frame.png"
launch.show_picture(path)
shown = launch._picture
heavy = [name for name in ("msgspec", *{HEAVY!r}) if name in sys.modules]
print(path, shown.painted, shown.width(), shown.height(), heavy)
launch.close_picture()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.strip() == f"{picture} True 1024 768 []", done.stderr


def test_a_broken_picture_or_no_display_stops_nobody(tmp_path: Path) -> None:
    broken = tmp_path / "first-frame.png"
    broken.write_bytes(b"no picture")
    code = f"from pathlib import Path; from cashier_app.ui import launch; launch.show_picture(Path({str(broken)!r}))"
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    for environment in (bare, {**bare, "QT_QPA_PLATFORM": "offscreen"}):
        done = subprocess.run([sys.executable, "-c", code], timeout=60, check=False, env=environment)
        assert done.returncode == 0


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """The log's level as it was."""
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)
