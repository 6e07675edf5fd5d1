"""The log holds whole errors and no personal data; what ended the run before is known at the next start."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cashier_app import logs
from cashier_app.config import Log, Places

PROGRAM = """
import sys, threading, os, signal, ctypes
from cashier_app import logs
from cashier_app.config import Log, Places
run = logs.begin("till", Places.of(), Log())
print(run.last_crash.kind if run.last_crash else "none", flush=True)
what = sys.argv[1]
if what == "error":
    raise ZeroDivisionError("in the main thread")
if what == "thread":
    thread = threading.Thread(target=lambda: {}["missing"]); thread.start(); thread.join()
if what == "fault":
    os.kill(os.getpid(), signal.SIGSEGV)
if what == "cut":
    os.kill(os.getpid(), signal.SIGKILL)
if what == "wait":
    sys.stdin.read()
run.end()
"""


@pytest.fixture
def run(places: Places) -> Iterator[logs.Run]:
    """A running log."""
    run = logs.begin("till", places, Log())
    yield run
    run.end()


def lines(run: logs.Run) -> list[dict[str, Any]]:
    """The log file, read."""
    return [json.loads(line) for line in run.log_file.read_text(encoding="utf-8").splitlines()]


def program(what: str, home: Path) -> str:
    """Start and end a program in a certain way; what it was told about the run before."""
    environment = {**os.environ, "CASHIER_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, what], env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def test_line_is_json_with_data_and_the_whole_error(run: logs.Run, expect_log: Callable[[str], None]) -> None:
    expect_log("could not")
    try:
        raise ValueError("half a JSON")
    except ValueError:
        logging.getLogger("sync").exception("could not read %s", "the answer", extra={"data": {"bytes": 7}})
    line = lines(run)[-1]
    assert (line["level"], line["logger"], line["message"]) == ("error", "sync", "could not read the answer")
    assert line["data"] == {"bytes": 7}
    assert "Traceback" in line["error"]
    assert "ValueError: half a JSON" in line["error"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("card 7789001122334417", "card …4417"),
        ("phone +7 (912) 345-67-89 called", "phone …6789 called"),
        ("89123456789", "…6789"),
        ("mail anna.k@example.ru!", "mail …@…!"),
        ("receipt 5f0c9a1e7d3b42c8a6e4f1029384756b", "receipt 5f0c9a1e7d3b42c8a6e4f1029384756b"),
        ("3 lines, 1187 of 20000", "3 lines, 1187 of 20000"),
        ("took 12.345678901 ms", "took 12.345678901 ms"),
    ],
)
def test_personal_data_stays_out(text: str, written: str) -> None:
    assert logs.without_personal_data(text) == written


@pytest.mark.parametrize("text", ["x" * 100_000, "1" * 100_000, "1 " * 50_000, "a.b+c-" * 20_000, "1-(" * 30_000])
def test_a_long_text_takes_no_longer_than_its_length(text: str) -> None:
    began = time.perf_counter()
    logs.without_personal_data(text)
    assert time.perf_counter() - began < 2.0


def test_personal_data_stays_out_of_errors(run: logs.Run, expect_log: Callable[[str], None]) -> None:
    expect_log("an error that nobody caught")
    run.unexpected(ValueError("card 7789001122334417 of anna@example.ru"))
    assert "7789001122334417" not in run.log_file.read_text() + run.crash_file.read_text()
    assert "anna@" not in run.log_file.read_text() + run.crash_file.read_text()
    assert "4417" in run.crash_file.read_text()


def test_log_turns_over(places: Places) -> None:
    run = logs.begin("till", places, Log(megabytes=1, files=2))
    for number in range(3000):
        logging.getLogger("till").info("a line %s", "x" * 1000 + str(number))
    run.end()
    files = sorted(path.name for path in places.logs.glob("till.log*"))
    assert files == ["till.log", "till.log.1", "till.log.2"]
    assert all(path.stat().st_size <= 1_000_000 for path in places.logs.glob("till.log*"))


def test_listeners_hear_of_an_error_in_a_thread(run: logs.Run, expect_log: Callable[[str], None]) -> None:
    expect_log("an error that nobody caught")
    heard: list[BaseException] = []
    run.listeners.append(heard.append)

    def fall() -> None:
        raise LookupError("nobody home")

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    assert [str(error) for error in heard] == ["nobody home"]


@pytest.mark.parametrize(
    ("what", "kind", "says"),
    [
        ("error", "error", "ZeroDivisionError: in the main thread"),
        ("thread", "error", "KeyError: 'missing'"),
        ("fault", "fault", "Segmentation fault"),
        ("cut", "cut", ""),
    ],
)
def test_next_start_knows_how_the_run_before_ended(home: Path, what: str, kind: str, says: str) -> None:
    assert program(what, home) == "none"
    run = logs.begin("till", Places.of(home), Log())
    run.end()
    assert run.last_crash is not None
    assert run.last_crash.kind == kind
    assert says in run.last_crash.text
    assert program("", home) == "none", "a crash is told once"


def test_orderly_end_is_no_crash(home: Path) -> None:
    assert program("", home) == "none"
    assert program("", home) == "none"


def test_second_start_is_no_crash_and_leaves_the_first_its_traces(home: Path) -> None:
    environment = {**os.environ, "CASHIER_HOME": str(home)}
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", PROGRAM, "wait"], env=environment, stdin=pipe, stdout=pipe) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"none\n"
        assert program("", home) == "none"
        first.send_signal(signal.SIGKILL)
    assert program("", home) == "cut"


def test_unwritable_folder_silences_nothing_else(places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    places.logs.parent.mkdir(exist_ok=True)
    places.logs.write_text("a file where the folder should be")
    run = logs.begin("till", places, Log())
    logging.getLogger("till").info("still here")
    run.end()
    assert "still here" in capsys.readouterr().err


def test_full_disk_does_not_stop_the_program(places: Places, expect_log: Callable[[str], None]) -> None:
    expect_log("nobody will read this|an error that nobody caught|could not be written")
    places.logs.mkdir()
    for name in ("till.log", "till.running"):
        (places.logs / name).symlink_to("/dev/full")
    run = logs.begin("till", places, Log())
    logging.getLogger("till").warning("nobody will read this")
    run.unexpected(ValueError("nor this"))
    run.end()
