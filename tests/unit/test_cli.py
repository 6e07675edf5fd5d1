"""The command line: words instead of tracebacks, exit codes, and nothing imported that is not asked for."""

from __future__ import annotations

import argparse
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from cashier_app import cli
from cashier_app.core.quantity import ZeroQuantity


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[argparse.Namespace], int]], None]:
    """Puts a command `try` in, which does what it is given."""

    def put(action: Callable[[argparse.Namespace], int]) -> None:
        module = types.ModuleType("cashier_app.trying")
        module.run = action  # type: ignore[attr-defined]
        module.add_arguments = lambda parser: parser.add_argument("--count", type=int)  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "cashier_app.trying", module)
        monkeypatch.setitem(cli.COMMANDS, "try", cli.Command("trying", "a trial", "try"))

    return put


def test_command_gets_its_arguments_and_its_surroundings(
    command: Callable[[Callable[[argparse.Namespace], int]], None], home: Path
) -> None:
    seen: list[argparse.Namespace] = []

    def action(arguments: argparse.Namespace) -> int:
        seen.append(arguments)
        return 7

    command(action)
    assert cli.main(["try", "--count", "3"]) == 7
    assert seen[0].count == 3
    assert seen[0].places.logs == home / "logs"
    assert seen[0].settings.till.number == 1
    assert seen[0].words.language == "ru"


def test_error_of_the_world_is_words_and_exit_code_1(
    command: Callable[[Callable[[argparse.Namespace], int]], None], home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def action(arguments: argparse.Namespace) -> int:
        raise ZeroQuantity()

    command(action)
    assert cli.main(["--language", "en", "try"]) == 1
    assert capsys.readouterr().err == "The quantity must be more than zero. Remove the line instead.\n"
    assert cli.main(["try"]) == 1
    assert "больше нуля" in capsys.readouterr().err


def test_our_own_error_is_logged_whole_and_the_person_gets_a_word(
    command: Callable[[Callable[[argparse.Namespace], int]], None],
    home: Path,
    capsys: pytest.CaptureFixture[str],
    expect_log: Callable[[str], None],
) -> None:
    expect_log("an error that nobody caught")

    def action(arguments: argparse.Namespace) -> int:
        raise LookupError("nobody home")

    command(action)
    assert cli.main(["--language", "en", "try"]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert str(home / "logs" / "try.log") in said
    assert "LookupError: nobody home" in (home / "logs" / "try.log").read_text()


@pytest.mark.parametrize("arguments", [[], ["dance"], ["config", "--loudly"], ["--language", "fr", "config"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str], home: Path) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2


def test_settings_that_do_not_fit_are_words(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "settings.toml").write_text("[till]\nnumber = 0\n")
    assert cli.main(["config"]) == 1
    said = capsys.readouterr().err
    assert "till.number = 0" in said
    assert "от 1 до 9999" in said


def test_home_option_wins(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--home", str(tmp_path / "other"), "config"]) == 0
    assert str(tmp_path / "other" / "settings.toml") in capsys.readouterr().out


def test_config_command_imports_nothing_heavy(home: Path) -> None:
    script = (
        "import sys; from cashier_app.cli import main; main(['config'])\n"
        "heavy = {'PySide6', 'sqlalchemy', 'fastapi', 'requests', 'escpos', 'PIL', 'biip', 'alembic'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "heavy: []" in done.stdout


def test_reader_that_goes_away_is_no_error(home: Path) -> None:
    command = f"{sys.executable} -m cashier_app config --describe | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.startswith("# ")


@pytest.mark.parametrize(("options", "heading"), [(["--language", "en"], "usage: "), (["--language=ru"], "запуск: ")])
def test_help_obeys_the_language_that_is_asked_for(
    options: list[str], heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main([*options, "--help"])
    assert capsys.readouterr().out.startswith(heading)
