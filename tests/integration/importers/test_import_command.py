"""`cashier-app import catalogue`: what a person sees, and what a second program may not do."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from cashier_app.cli import main
from cashier_app.config import Places, Settings
from cashier_app.core.errors import WorldError
from cashier_app.storage.database import Database
from cashier_app.till.importing import Import, ImportOptions, ImportStopped

ROOT = Path(__file__).resolve().parents[3]
GOODS = "Штрихкод;Наименование;Цена;Цвет\n4601234567893;Молоко;94,90;белый\n4601234567890;Кефир;80;\n;Сыр;;\n"


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    """Three rows: one good, two bad."""
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    return path


def test_the_report_says_what_was_taken_and_why_not(
    home: Path, goods: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "catalogue", str(goods)]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0].split() == ["принято", "1"]
    assert lines[1].split() == ["отказано", "2"]
    assert "в штрихкоде не сходится контрольная цифра" in said.out
    assert "goods.csv:3  Кефир  [4601234567890]" in said.out
    assert "нет ни кода, ни штрихкода" in said.out
    assert "столбцы не использованы: Цвет" in said.out
    assert not said.err


def test_it_speaks_english_too(home: Path, goods: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "import", "catalogue", str(goods), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Trial only, nothing was changed\n")
    assert "wrong check digit of the barcode" in said


def test_every_product_stands_in_the_report_file(home: Path, goods: Path, tmp_path: Path) -> None:
    table, document = tmp_path / "report.csv", tmp_path / "report.json"
    assert main(["import", "catalogue", str(goods), "--report", str(table)]) == 0
    assert main(["import", "catalogue", str(goods), "--report", str(document)]) == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert [(row["line"], row["outcome"], row["reason"]) for row in rows] == [
        ("3", "refused", "check_digit"),
        ("4", "refused", "no_id"),
        ("2", "taken", ""),
    ]
    body = json.loads(document.read_text(encoding="utf-8"))
    assert [product["outcome"] for product in body] == ["refused", "refused", "unchanged"]
    assert body[0]["reasons"][0]["words"] == "в штрихкоде не сходится контрольная цифра"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["nowhere.csv"], "Нет файла или папки «nowhere.csv»"),
        (["GOODS", "--price", "Опт"], "нет столбца «Опт». Его столбцы: Штрихкод, Наименование, Цена, Цвет"),
        (["GOODS", "--price-default", "даром"], "«даром»"),
        (["GOODS", "--price-default", "0"], "«0» — не цена"),
        (["GOODS", "--encoding", "koi9"], "Нет кодировки «koi9»"),
        (["GOODS", "--encoding", "base64"], "Нет кодировки «base64»"),
        (["GOODS", "--report", "/nowhere/report.csv"], "Отчёт не записывается"),
        (["GOODS", "--report", "report.xlsx"], "Отчёт не записывается"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    home: Path, goods: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    given = [str(goods) if option == "GOODS" else option for option in options]
    assert main(["import", "catalogue", *given]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert not said.out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full to stand for a full disk")
def test_a_full_disk_under_the_report_is_said_in_words(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goods, report = tmp_path / "goods.csv", tmp_path / "report.csv"
    report.symlink_to("/dev/full")
    rows = "".join(f"{n};Товар {n};10\n" for n in range(1000))
    goods.write_text("Код;Наименование;Цена\n" + rows, encoding="utf-8")
    assert main(["import", "catalogue", str(goods), "--report", str(report)]) == 1
    assert "Ничего не изменено" in capsys.readouterr().err
    goods.write_text("Код;Наименование;Цена\n" + rows[:20], encoding="utf-8")
    assert main(["import", "catalogue", str(goods), "--report", str(report)]) == 1
    assert "Товары загружены, но отчёт" in capsys.readouterr().err


def test_beside_a_running_till_it_says_so_and_touches_nothing(
    home: Path, goods: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Places.of().till_folder(Settings())
    with Database.open(folder) as till:
        assert main(["import", "catalogue", str(goods)]) == 1
        assert till.worker.call(lambda unit: unit.goods.count()) == 0
    said = capsys.readouterr().err
    assert said.strip().endswith(".")
    assert "Traceback" not in said
    assert main(["import", "catalogue", str(goods)]) == 0


def test_an_import_stopped_half_way_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("Код;Наименование;Цена\n" + "".join(f"{n};Товар {n};10\n" for n in range(5000)), encoding="utf-8")
    seen = threading.Event()

    def told(outcome: object) -> None:
        if not seen.is_set():
            seen.set()
            work.stop()

    with Database.open(tmp_path / "till") as database:
        work = Import(path, ImportOptions(), told=told)
        with pytest.raises(ImportStopped):
            work.run(database.worker)
        assert seen.is_set()
        assert database.worker.call(lambda unit: unit.goods.count()) == 0


def test_ctrl_c_ends_it_in_order(home: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "endless.csv"
    pipe.write_text(
        "Код;Наименование;Цена\n" + "".join(f"{n};Товар {n};10\n" for n in range(300_000)), encoding="utf-8"
    )
    report = tmp_path / "report.csv"
    process = subprocess.Popen(
        [sys.executable, "-m", "cashier_app", "import", "catalogue", str(pipe), "--report", str(report)],
        cwd=ROOT,
        env={**os.environ, "CASHIER_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        until = time.monotonic() + 60
        while not (report.exists() and report.stat().st_size > 1000) and process.poll() is None:
            assert time.monotonic() < until
            threading.Event().wait(0.01)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130, errors.decode()
    assert b"Traceback" not in errors
    with Database.open(Places.of().till_folder(Settings())) as database:
        assert database.worker.call(lambda unit: unit.goods.count()) == 0


def test_every_word_of_the_report_is_russian() -> None:
    from cashier_app.catalog.importers import outcome
    from cashier_app.words import load_words

    words = load_words("ru")
    said = [outcome.reason_words(reason, words) for reason in (*outcome.REFUSALS, *outcome.REMARKS)]
    said += [outcome.fate_words(fate, words) for fate in outcome.FATES]
    assert not [text for text in said if not any("а" <= letter <= "я" for letter in text)]
    for error in _all_errors(WorldError):
        if error.__module__.startswith(("cashier_app.catalog", "cashier_app.till.import")):
            assert words.translate("errors", error.text) != error.text
            assert words.translate("errors", error.way_out) != error.way_out


def _all_errors(base: type[WorldError]) -> list[type[WorldError]]:
    return [found for child in base.__subclasses__() for found in (child, *_all_errors(child))]
