"""`cashier-app report`: tables and files of a till's figures, beside a till that runs."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from cashier_app.cli import main
from cashier_app.core.clock import DAY
from cashier_app.documents.report_files import report_csv, report_json, report_text, report_xlsx
from cashier_app.documents.report_pdf import report_pdf
from cashier_app.reports.catalogue import REPORTS, of_source
from cashier_app.reports.periods import days
from cashier_app.reports.report import Column, cell_text
from cashier_app.till.manager_reports import Asked, gather, report_of
from cashier_app.words import load_words
from tests.clock import START, ManualClock
from tests.integration.reports.days import FIRST_DAY, THIRD_DAY
from tests.integration.till.shop import SETTINGS

Capture = pytest.CaptureFixture[str]
SCALES = {"money": 2, "points": 2, "quantity": 3, "share": 2}


@pytest.fixture
def shop(home: Path, after_days: Path) -> Path:
    """A home whose till has two days behind it."""
    (home / "settings.toml").write_text('[shop]\nname = "РОМАШКА"\nzone = "Asia/Yekaterinburg"\n', encoding="utf-8")
    shutil.copytree(after_days, home / "data" / "till")
    return home


def words_of(page: bytes) -> str:
    """All that can be searched for in a PDF."""
    file = pypdfium2.PdfDocument(page)
    text = "\n".join(file[number].get_textpage().get_text_range() for number in range(len(file)))
    file.close()
    return text.replace("\u00a0", " ").replace("\r", "")


def report(*arguments: str, language: str = "ru") -> int:
    return main(["--language", language, "report", *arguments])


def test_every_report_has_the_same_figures_in_every_form(after_days: Path, tmp_path: Path) -> None:
    words, period = load_words("ru"), days(date(2026, 11, 21), date(2026, 11, 23), SETTINGS.shop.zone)
    for definition in of_source("till"):
        made = report_of(
            gather(after_days / "till.db", Asked(definition.name, period), START + DAY, SETTINGS.shop.zone),
            SETTINGS,
            words,
        )
        body = json.loads(report_json(made))
        kinds = [one["kind"] for one in body["columns"]]
        rows = body["rows"] + ([body["totals"]] if body["totals"] else [])
        on_paper, printed = words_of(report_pdf(made, words)), report_text(made, words)
        written = list(csv.reader(io.StringIO(report_csv(made, words).decode("utf-8-sig")), delimiter=";"))[1:]
        sheet = openpyxl.load_workbook(io.BytesIO(report_xlsx(made))).active
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
                    text = cell_text(value, Column("", "", kind), words)
                    assert text in printed
                    assert text.replace("\u00a0", " ") in on_paper


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf", "json", "table"])
def test_a_file_is_written_in_the_form_of_its_ending(shop: Path, capsys: Capture, ending: str) -> None:
    file = shop / f"report.{ending}"
    asked = ("payments", "--from", FIRST_DAY, "--to", THIRD_DAY, "--out", str(file))
    assert report(*asked) == 0
    assert str(file) in capsys.readouterr().out
    begins = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF", "json": b"{", "table": "Опл".encode()}
    assert file.read_bytes().startswith(begins[ending])


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


def test_what_is_kept_is_made_anew(shop: Path, capsys: Capture) -> None:
    assert report("rebuild") == 0
    assert "2 смены" in capsys.readouterr().out
    assert report("summary", "--from", FIRST_DAY, "--to", THIRD_DAY) == 0


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
