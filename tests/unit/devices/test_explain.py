"""Every state of a device has words, in both languages, and tells what to do."""

from __future__ import annotations

from typing import get_args

import pytest

from cashier_app.devices.explain import cause_words, job_words, printer_words, scanner_words
from cashier_app.devices.printing import Cause, JobKind, JobState, PrinterStatus
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.words import load_words

RUSSIAN = load_words("ru")


def russian(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.lower())


@pytest.mark.parametrize("cause", [cause for cause in get_args(Cause) if cause])
def test_every_cause_says_what_is_wrong_and_what_to_do(cause: Cause) -> None:
    what, way_out = cause_words(cause, RUSSIAN)
    assert russian(what)
    assert russian(way_out)
    assert printer_words(PrinterStatus("down", cause), RUSSIAN) == (what, way_out)
    assert cause_words(cause, load_words("en"))[0] != what


@pytest.mark.parametrize("kind", get_args(JobKind))
@pytest.mark.parametrize("state", get_args(JobState))
def test_every_state_of_every_job_has_words(kind: JobKind, state: JobState) -> None:
    assert russian(job_words(kind, state, "", RUSSIAN))
    assert job_words(kind, state, "paper_out", RUSSIAN).endswith("В принтере кончилась бумага")


def test_the_lamps() -> None:
    assert printer_words(PrinterStatus("ready"), RUSSIAN) == ("Принтер готов", "")
    assert printer_words(PrinterStatus("ready", near_end=True), RUSSIAN)[0] == "Бумага заканчивается"
    assert printer_words(PrinterStatus("sending", "paper_out"), RUSSIAN)[0] == "В принтере кончилась бумага"
    assert russian(printer_words(PrinterStatus(), RUSSIAN)[0])
    assert scanner_words(ScannerStatus("ready"), RUSSIAN) == ("Сканер готов", "")
    assert scanner_words(ScannerStatus("down", "unplugged"), RUSSIAN)[0] == "Сканер отключён"
    assert russian(scanner_words(ScannerStatus("down", "busy"), RUSSIAN)[1])
