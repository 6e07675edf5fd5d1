"""Files that are no list of members, or of which every row is refused: what is said fits what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cashier_app.cli import main
from tests.unit.console.test_quote import SIX_LEVELS

Capture = pytest.CaptureFixture[str]
Says = Callable[..., str]


@pytest.fixture
def said(home: Path, capsys: Capture) -> Says:
    """What a command says, on a server with the six levels and nobody in them."""
    assert main(["--language", "en", "server", "programme", "publish", str(SIX_LEVELS)]) == 0

    def run(*arguments: str, code: int) -> str:
        capsys.readouterr()
        assert main(["--language", "en", *arguments]) == code
        told = capsys.readouterr()
        return told.out + told.err

    return run


@pytest.mark.parametrize("command", [("import", "groups"), ("migrate", "--members")])
def test_a_table_of_goods_is_no_table_of_members(said: Says, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("a;b;c\n1;2;3\n", "utf-8")
    told = said(*command, str(file), code=1)
    assert "“Карта”, card" in told
    assert "barcode" not in told
    told = said(*command, str(tmp_path / "none.csv"), code=1)
    assert "Give a CSV or XLSX file" in told


def test_where_every_row_is_refused_nothing_is_said_to_be_there_already(said: Says, tmp_path: Path) -> None:
    file = tmp_path / "members.csv"
    file.write_text("Карта;ФИО;Телефон\n;Петров;\n", "utf-8")
    told = said("migrate", "--members", str(file), code=0)
    assert "Rehearsal: besides the refused rows nothing is new in these files" in told
    assert "everything is already there" not in told
    arguments = ("migrate", "--members", str(file), "--write", "--without-refused", "--author", "Vera")
    told = said(*arguments, code=0)
    assert "Nothing was written: besides the refused rows nothing is new" in told
