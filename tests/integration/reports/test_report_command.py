"""`cashier-app report`: tables and files of a till's figures, beside a till that runs."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cashier_app.cli import main
from cashier_app.reports.catalogue import REPORTS, of_source
from tests.clock import ManualClock
from tests.integration.reports.days import FIRST_DAY, THIRD_DAY

Capture = pytest.CaptureFixture[str]
SCALES = {"money": 2, "points": 2, "quantity": 3, "share": 2}


@pytest.fixture
def shop(home: Path, after_days: Path) -> Path:
    """A home whose till has two days behind it."""
    (home / "settings.toml").write_text('[shop]\nname = "РОМАШКА"\nzone = "Asia/Yekaterinburg"\n', encoding="utf-8")
    shutil.copytree(after_days, home / "data" / "till")
    return home


def report(*arguments: str, language: str = "ru") -> int:
    return main(["--language", language, "report", *arguments])


def test_every_report_comes_out_in_every_form_with_the_same_figures(shop: Path, capsys: Capture) -> None:
    for definition in of_source("till"):
        asked = (definition.name, "--from", FIRST_DAY, "--to", THIRD_DAY)
        assert report(*asked, "--format", "json") == 0
        body = json.loads(capsys.readouterr().out)
        kinds = [one["kind"] for one in body["columns"]]
        rows = body["rows"] + ([body["totals"]] if body["totals"] else [])
        workbook, table = shop / "report.xlsx", shop / "report.csv"
        assert report(*asked, "--out", str(workbook)) == 0
        assert report(*asked, "--out", str(table)) == 0
        capsys.readouterr()
        assert report(*asked) == 0
        printed = capsys.readouterr().out
        written = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig")), delimiter=";"))[1:]
        sheet = openpyxl.load_workbook(workbook).active
        kept = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=5, max_row=4 + len(rows))]
        assert len(written) == len(kept) == len(rows), definition.name
        for figures, of_csv, of_sheet in zip(rows, written, kept, strict=True):
            for value, kind, one, other in zip(figures, kinds, of_csv, of_sheet, strict=True):
                if value is None:
                    assert (one, other) == ("", None)
                elif kind == "text":
                    assert value in printed
                    assert {one, other} == {value.replace("\u00a0", " ")}
                else:
                    scale = SCALES.get(kind, 0)
                    assert round(float(one.replace(",", ".")) * 10**scale) == value
                    assert round(float(other) * 10 ** (4 if kind == "share" else scale)) == value


def test_a_csv_for_programs_has_commas_points_and_no_mark(shop: Path) -> None:
    file = shop / "vat.csv"
    assert report("vat", "--shift", "1", "--out", str(file), "--csv", "plain") == 0
    content = file.read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode())))
    assert all(len(row) == 7 for row in rows)
    assert float(rows[1][1]) > 0


def test_the_list_names_every_report_and_whose_it_is(home: Path, capsys: Capture) -> None:
    assert report("list", language="en") == 0
    printed = capsys.readouterr().out
    assert [line.split()[0] for line in printed.splitlines()] == list(REPORTS)
    assert "(till)" in printed
    assert "(server)" in printed


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nonsense",), "nonsense"),
        (("summary", "--day", "yesterday"), "yesterday"),
        (("summary", "--from", "2026-11-30", "--to", "2026-11-01"), "30.11.2026"),
        (("summary", "--shift", "x"), "x"),
        (("summary", "--shift", "99"), "99"),
        (("liability",), "liability"),
        (("summary", "--format", "xlsx"), "xlsx"),
        (("summary", "--server"), "loyalty.db"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    shop: Path, capsys: Capture, arguments: tuple[str, ...], says: str
) -> None:
    assert report(*arguments) == 1
    assert says in capsys.readouterr().err


def test_without_a_till_there_is_a_word(home: Path, capsys: Capture) -> None:
    assert report("summary") == 1
    assert "till.db" in capsys.readouterr().err


def test_all_tills_are_asked_of_the_server(home: Path, capsys: Capture, in_ledger: Callable[[], str]) -> None:
    url = in_ledger()
    for name in ("summary", "liability", "levels", "tills"):
        assert report(name, "--server", "--database", url, "--period", "month") == 0
        assert "Все магазины" in capsys.readouterr().out


@pytest.fixture
def in_ledger(home: Path, clock: ManualClock) -> Callable[[], str]:
    """The address of a ledger with a programme and a till."""
    from tests.integration.server.desk import Desk, resource

    def made() -> str:
        place = str(home / "ledger.db")
        desk = Desk(place, clock, resource("reference"))
        desk.join("1", "till 1")
        desk.close()
        return place

    return made
