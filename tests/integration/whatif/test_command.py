"""`cashier-app what-if` from the command line: text, JSON, workbook and chart; refusals in words; no half results."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from cashier_app.cli import main
from cashier_app.whatif import command
from cashier_app.whatif.chart import HEIGHT, WIDTH

ROOT = Path(__file__).parents[3]
PROGRAMME = ROOT / "resources" / "programmes" / "reference.json"
HEADER = "receipt,time,product,name,quantity,price,member,category,cost\n"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def files(tmp_path: Path, home: Path) -> Path:
    """A folder with a history, the programme, and a worse one."""
    rows = [HEADER]
    for number in range(60):
        day, member = (
            f"2026-{number // 28 + 1:02}-{number % 28 + 1:02} 12:00",
            f"card-{number % 7}" if number % 4 else "",
        )
        rows.append(f'{number},{day},p{number % 5},"=SUM(A1:A9)",1,{(number + 3) * 97}.50,{member},Чай $1 & $2,50\n')
        rows.append(f"{number},{day},m{number % 3},Кофе «Утро»,2,1250,{member},Кофе,900\n")
    rows.append("C1,2026-03-04 12:00,m0,Кофе «Утро»,-1,1250,card-6,Кофе,900\n")
    (tmp_path / "past.csv").write_text("".join(rows), encoding="utf-8")
    worse = json.loads(PROGRAMME.read_text(encoding="utf-8"))
    worse["version"], worse["name"] = 2, {"ru": "Ромашка <2>", "en": "Romashka <2>"}
    for level in worse["levels"]["ladder"]:
        level["discount"] //= 2
        level["accrual"] *= 2
    worse["lots"]["life"] = {"kind": "days", "days": 20}
    (tmp_path / "worse.json").write_text(json.dumps(worse, ensure_ascii=False), encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(files: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on the history; exit code, output, errors."""

    def go(*more: object, language: str = "en", programme: Path = PROGRAMME) -> tuple[int, str, str]:
        arguments = ["--language", language, "what-if", "--programme", str(programme), *map(str, more)]
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def test_the_terminal_tells_everything_in_both_languages(run: Run, files: Path) -> None:
    arguments = ("--history", files / "past.csv", "--against", files / "worse.json")
    code, english, errors = run(*arguments)
    assert (code, errors) == (0, "")
    code, russian, _ = run(*arguments, language="ru")
    assert code == 0
    assert english.count("✓ everything adds up") == russian.count("✓ всё сходится") == 3
    for words in (
        "What was read",
        "WHOLE COST",
        "= OWED AT THE END",
        "Who gains and who loses",
        "never worked",
        "card-6",
    ):
        assert words in english
    for words in ("Что прочитано", "ПОЛНАЯ СТОИМОСТЬ", "= ДОЛГ В КОНЦЕ", "Кто выигрывает и кто теряет", "Серебро"):
        assert words in russian
    assert not any(
        "а" <= letter <= "я" for letter in english.replace("Чай", "").replace("Кофе", "").replace("Утро", "")
    )
    assert "translate" not in russian
    assert "✗" not in english + russian
    assert max(map(len, english.splitlines())) <= 140


def test_the_files_hold_what_the_terminal_says(run: Run, files: Path) -> None:
    out = files / "out"
    code, said, _ = run("--history", files / "past.csv", "--against", files / "worse.json", "--out", out)
    assert code == 0
    assert sorted(path.name for path in out.iterdir()) == ["what-if.json", "what-if.png", "what-if.xlsx"]
    body = json.loads((out / "what-if.json").read_text(encoding="utf-8"))
    answer = body["figures"]
    new = answer["new"]
    told = {row["cells"][0]["value"]: row["cells"][1] for row in body["tables"][1]["rows"]}
    assert told["Turnover"] == {"kind": "money", "value": new["sold"] - new["returned"]}
    assert all(row["about"] for row in body["tables"][1]["rows"])
    turnover = new["sold"] - new["returned"]
    assert f"{turnover // 100:,}".replace(",", "\u00a0") in said
    assert answer["reading"]["rows"] == 121
    assert answer["behaviour"] == {"kind": "maximum", "share": 10_000, "seed": 1}

    book = openpyxl.load_workbook(out / "what-if.xlsx")
    assert book.sheetnames[:3] == ["What was read", "What it costs", "What becomes of the points"]
    costs = {row[0].value: row[1].value for row in book["What it costs"].iter_rows(min_row=5) if row[0].value}
    assert costs["Turnover"] == turnover / 100
    assert round(costs["WHOLE COST"] * 100) == told["WHOLE COST"]["value"] > 0
    assert len(list(book["Members"].iter_rows(min_row=5))) == len(new["members"]) == 7
    goods = [row[0] for row in book["Goods that cost most"].iter_rows(min_row=5)]
    formulas = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == []
    assert any(str(cell.value).startswith("=SUM(A1:A9)") and cell.data_type == "s" for cell in goods)

    with Image.open(out / "what-if.png") as picture:
        assert picture.size == (WIDTH, HEIGHT)
        assert len(picture.convert("RGB").getcolors(WIDTH * HEIGHT) or ()) > 50


def test_the_same_run_gives_the_same_json(run: Run, files: Path) -> None:
    bodies = []
    for number, seed in enumerate((7, 7, 8)):
        out = files / f"out{number}"
        assert run("--history", files / "past.csv", "--redeem", "40%", "--seed", seed, "--out", out)[0] == 0
        bodies.append((out / "what-if.json").read_bytes())
    assert bodies[0] == bodies[1] != bodies[2]


def test_a_programme_against_itself_is_nothing_but_zeros(run: Run, files: Path) -> None:
    out = files / "out"
    assert run("--history", files / "past.csv", "--against", PROGRAMME, "--out", out)[0] == 0
    answer = json.loads((out / "what-if.json").read_text(encoding="utf-8"))["figures"]
    assert answer["new"] == answer["old"]
    everyone = answer["comparison"]["everyone"]
    assert (everyone["gain"], everyone["lose"], everyone["gained"], everyone["lost"]) == (0, 0, 0, 0)
    book = openpyxl.load_workbook(out / "what-if.xlsx")
    assert {row[3].value for row in book["What it costs"].iter_rows(min_row=5) if row[3].value is not None} == {0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), ("--history", "--database")),
        (("--history", "past.csv", "--database", "x"), ("--history", "--database")),
        (("--history", "past.csv", "--redeem", "often"), ("--redeem", "often", "0%…100%")),
        (("--history", "past.csv", "--redeem", "101%"), ("--redeem", "101%")),
        (("--history", "past.csv", "--redeem", "history"), ("--redeem", "history", "maximum")),
        (("--history", "past.csv", "--seed", "x"), ("--seed", "x")),
        (("--history", "past.csv", "--margin", "половина"), ("--margin", "половина")),
        (("--history", "past.csv", "--zone", "Mars/Base"), ("--zone", "Mars/Base", "Europe/Moscow")),
        (("--history", "past.csv", "--begin", "завтра"), ("--begin", "завтра", "YYYY-MM-DD")),
        (("--history", "missing.csv"), ("missing.csv",)),
        (("--history", "past.csv", "--against", "past.csv"), ("past.csv", "JSON")),
        (("--history", "past.csv", "--out", "past.csv"), ("past.csv", "--out")),
    ],
)
def test_what_does_not_fit_is_refused_in_words(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    monkeypatch.chdir(files)
    code, out, errors = run(*arguments, language="ru")
    assert (code, out) == (1, "")
    assert all(word in errors for word in said), errors
    assert any("а" <= letter <= "я" for letter in errors)


def test_results_that_cannot_be_written_leave_nothing_behind(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full when the last file is written: none of the three appears, and nothing beside them."""
    out = files / "out"
    write = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.suffix == ".new" and "png" in path.name:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    code, _, errors = run("--history", files / "past.csv", "--out", out, language="ru")
    assert code == 1
    assert "диск" in errors
    assert list(out.iterdir()) == []


def test_earlier_results_stay_whole_where_a_run_is_refused(run: Run, files: Path) -> None:
    out = files / "out"
    assert run("--history", files / "past.csv", "--out", out)[0] == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    (files / "bad.csv").write_text(HEADER + "1,не время,p,x,1,5,,,\n", encoding="utf-8")
    assert run("--history", files / "bad.csv", "--out", out)[0] == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


@pytest.mark.parametrize("more", [(), ("--against", PROGRAMME)])
def test_ctrl_c_ends_without_a_traceback_and_without_results(files: Path, home: Path, more: tuple[Any, ...]) -> None:
    """Interrupted in the middle of a long replay, alone or beside another: nothing is said and nothing is left."""
    rows = "".join(f"{n},2026-01-01 12:00,p{n % 99},x,1,5,m{n % 500},,\n" for n in range(60_000))
    (files / "long.csv").write_text(HEADER + rows, encoding="utf-8")
    out = files / "out"
    starter = (
        "import sys, _thread, cashier_app.whatif.command as c\n"
        "replay = c.replay\n"
        "def told(*a):\n"
        "    print('replaying', flush=True)\n"
        "    return replay(*a)\n"
        "c.replay = told\n"
        "from cashier_app.cli import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    arguments: list[Any] = [sys.executable, "-c", starter, "what-if", "--programme", PROGRAMME]
    arguments += ["--history", files / "long.csv", "--out", out, *more]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ)
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "replaying\n"
        process.send_signal(signal.SIGINT)
        out_text, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert (out_text, errors) == ("", "")
    assert not out.exists()


def test_two_replays_beside_each_other_give_what_each_gives_alone(files: Path, home: Path) -> None:
    """In a process without other threads the old programme is replayed in a child; if it dies, here."""
    rows = "".join(f"{n},2026-01-01 12:00,p{n % 9},x,1,{n % 50 + 1},m{n % 50},," + "\n" for n in range(3000))
    (files / "long.csv").write_text(HEADER + rows, encoding="utf-8")
    bodies = []
    for number, starter in enumerate(("", "import os\nc.ReplayBeside._start = lambda self: None\n", _DYING)):
        code = "import sys, cashier_app.whatif.command as c\n" + starter
        code += "from cashier_app.cli import main\nsys.exit(main(sys.argv[1:]))\n"
        out = files / f"out{number}"
        arguments: list[Any] = [sys.executable, "-c", code, "what-if", "--programme", PROGRAMME, "--out", out]
        arguments += ["--history", files / "long.csv", "--against", files / "worse.json"]
        done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, env=dict(os.environ), check=False)
        assert (done.returncode, done.stderr) == (0, "")
        bodies.append((out / "what-if.json").read_bytes())
    assert bodies[0] == bodies[1] == bodies[2]


#: A child that dies as soon as it is born.
_DYING = "import os, cashier_app.whatif.beside as b\nb._work = lambda *a: os._exit(3)\n"


def test_a_replay_without_a_chart_never_imports_the_heavy_libraries() -> None:
    code = (
        "import sys, cashier_app.whatif.command, cashier_app.whatif.report, cashier_app.whatif.terminal\n"
        "heavy = {'matplotlib', 'numpy', 'openpyxl', 'sqlalchemy', 'PIL', 'tqdm'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    "rows",
    [
        "1,2026-01-01,p,x,1,5,,,\n",  # one receipt, no member, nothing given
        "1,2026-01-01,p,x,1,5,m,,\n2,2026-01-02,p,x,-1,5,m,,\n",  # all of it brought back
        "".join(
            f"{n},{2026 + n // 12}-{n % 12 + 1:02}-01,p,x,1,9999999.99,m{n},Ч,\n" for n in range(40)
        ),  # years, millions
    ],
)
def test_any_history_can_be_drawn(run: Run, files: Path, rows: str) -> None:
    (files / "small.csv").write_text(HEADER + rows, encoding="utf-8")
    for number, more in enumerate(((), ("--against", files / "worse.json"))):
        code, said, errors = run(
            "--history", files / "small.csv", "--out", files / f"out{number}", *more, language="ru"
        )
        assert (code, errors) == (0, "")
        assert "✗" not in said
        with Image.open(files / f"out{number}" / "what-if.png") as picture:
            assert picture.size == (WIDTH, HEIGHT)


def test_services_and_times_can_be_told(run: Run, files: Path) -> None:
    code, said, _ = run(
        "--history",
        files / "past.csv",
        "--services",
        "m*",
        "--begin",
        "2030-05-01",
        "--zone",
        "Asia/Omsk",
        "--margin",
        "30",
    )
    assert code == 0
    assert "left out: services" in said
    assert "2030" in said
    assert "Asia/Omsk" in said
    assert command.JSON_FILE not in said
