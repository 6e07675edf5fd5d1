"""The guards of tests/conftest.py notice what they are there for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LOGS = """
import logging
def test_it():
    logging.getLogger("till").warning("the drawer is open")
"""
ANNOUNCED = """
import logging
def test_it(expect_log):
    expect_log("drawer is open")
    logging.getLogger("till").warning("the drawer is open")
"""
THREAD = """
import threading, time
def test_it():
    threading.Thread(target=time.sleep, args=(30,), daemon=True, name="forgotten").start()
"""
TIMER = """
from PySide6.QtCore import QTimer
kept = []
def test_it(qapp):
    timer = QTimer()
    timer.setObjectName("forgotten")
    timer.start(60_000)
    kept.append(timer)
"""
QT_WARNING = """
from PySide6.QtCore import qWarning
def test_it(qapp):
    qWarning("a font is missing")
"""
PYTHON_WARNING = """
import warnings
def test_it():
    warnings.warn("old", DeprecationWarning)
"""


def outcome(tmp_path: Path, source: str) -> tuple[int, str]:
    """Exit code and output of a run of one test under this repository's conftest."""
    folder = tmp_path / "guarded"
    folder.mkdir()
    test = folder / "test_it.py"
    test.write_text(source, encoding="utf-8")
    (folder / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, test]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (LOGS, "the drawer is open"),
        (THREAD, "threads left running: forgotten"),
        (TIMER, "timers left running"),
        (QT_WARNING, "a font is missing"),
        (PYTHON_WARNING, "DeprecationWarning: old"),
    ],
    ids=["log", "thread", "timer", "qt", "warning"],
)
def test_guard_fails_the_test(tmp_path: Path, source: str, says: str) -> None:
    code, output = outcome(tmp_path, source)
    assert code == 1, output
    assert says in output


def test_announced_line_is_allowed(tmp_path: Path) -> None:
    code, output = outcome(tmp_path, ANNOUNCED)
    assert code == 0, output
