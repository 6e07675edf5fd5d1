"""The demo: the day it plays by itself without a display, and its two windows with one."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pysqlite3.dbapi2 as driver

from cashier_app.demo.ledger import compare
from tests.e2e.printed import QrCode, decode
from tests.e2e.stage import Display, Hand, running, wait_for

DEMO = [sys.executable, "-m", "cashier_app", "demo"]


def test_day_played_without_a_display(tmp_path: Path) -> None:
    output = tmp_path / "output"
    home = {"CASHIER_HOME": str(tmp_path / "home")}
    environment = {**os.environ, **home, "CASHIER_UI_LANGUAGE": "en"}
    del environment["QT_QPA_PLATFORM"]
    environment.pop("DISPLAY", None)
    command = [*DEMO, "--output", str(output)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Both ledgers agree to the kopeck" in done.stdout
    for name in ("receipt.png", "receipt.txt", "receipt.bin", "x-report.txt", "z-report.txt", "ledgers.txt"):
        assert (output / name).stat().st_size > 0
        assert name in done.stdout
    screens = sorted(path.stem for path in (output / "screens").glob("*.png"))
    assert len(screens) >= 15
    receipt = decode((output / "receipt.bin").read_bytes(), chinese=True)
    assert len(receipt.slips()) == 1
    assert len(receipt.all(QrCode)) == 1
    # the other printer, on the serial port, printed the rest of the day, the drawer's count with the Z report
    rest = decode((output / "serial-printer.bin").read_bytes(), chinese=True)
    assert len(rest.slips()) == 6
    comparison_can_fail(output / "shop" / "data")


def comparison_can_fail(data: Path) -> None:
    """One hundredth of a point more on one side, and the ledgers differ."""
    till, server = data / "till" / "till.db", data / "server" / "loyalty.db"
    assert compare(till, server).agrees
    with contextlib.closing(driver.connect(server)) as connection, connection:
        connection.execute("UPDATE entry SET points = points + 1 WHERE entry_id = (SELECT max(entry_id) FROM entry)")
    assert not compare(till, server).agrees


def test_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "letters.txt"
    kept.write_text("mine")
    environment = {**os.environ, "CASHIER_HOME": str(tmp_path / "home"), "CASHIER_UI_LANGUAGE": "en"}
    command = [*DEMO, "--offscreen", "--output", str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "is not empty" in done.stderr
    assert kept.read_text() == "mine"


def test_two_windows_and_an_orderly_end(tmp_path: Path) -> None:
    display = Display(1920, 1080)
    try:
        environment = {**display.environment, "CASHIER_HOME": str(tmp_path)}
        log = tmp_path / "data" / "demo" / "logs" / "till.log"
        with running(DEMO, environment, tmp_path / "demo.out") as demo:
            wait_for(lambda: log.exists() and "the till is open" in log.read_text(), "the till", 60)
            children = psutil.Process(demo.pid).children(recursive=True)
            assert len(children) == 2, "the server and the till"
            for child in [psutil.Process(demo.pid), *(each for each in children if "run" in each.cmdline()[-1:])]:
                assert Hand(display, child.pid).window
            settings = (tmp_path / "data" / "demo" / "settings.toml").read_bytes()
            said = tmp_path / "second.out"
            with running(DEMO, environment, said):
                wait_for(lambda: "уже запущена" in said.read_text(), "the refusal of a second demo")
            assert (tmp_path / "data" / "demo" / "settings.toml").read_bytes() == settings
        assert demo.returncode == 0
        wait_for(lambda: not any(child.is_running() for child in children), "the end of the server and the till")
    finally:
        display.close()
