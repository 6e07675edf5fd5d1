"""Encodings that there are not or that a file is not in, days beyond calendars: refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cashier_app.cli import main
from tests.unit.console.test_quote import SIX_LEVELS

NAMES = pytest.mark.parametrize(
    ("name", "said"),
    [
        ("klingon", "There is no encoding “klingon”"),
        ("base64", "There is no encoding “base64”"),
        ("utf-16", "is not written in utf-16"),
        ("idna", "is not written in idna"),
    ],
)


@NAMES
def test_of_groups_and_goods(home: Path, capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    file = home / "table.csv"
    file.write_text("Карта;Группа;Штрихкод;Наименование;Цена\n1234567;gold;4600000000017;Чай;10\n", "utf-8")
    assert main(["--language", "en", "server", "programme", "publish", str(SIX_LEVELS)]) == 0
    for what in ("groups", "catalogue"):
        capsys.readouterr()
        assert main(["--language", "en", "import", what, str(file), "--encoding", name]) == 1
        assert said in capsys.readouterr().err


@NAMES
def test_of_a_migration(home: Path, capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    members, mapping = home / "members.csv", home / "mapping.toml"
    members.write_text("Карта;ФИО\n1234567;Анна\n", "utf-8")
    mapping.write_text(f'[tables.members]\nencoding = "{name}"\n', "utf-8")
    assert main(["--language", "en", "server", "programme", "publish", str(SIX_LEVELS)]) == 0
    capsys.readouterr()
    assert main(["--language", "en", "migrate", "--members", str(members), "--mapping", str(mapping)]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2100-01-01"])
def test_a_day_beyond_calendars_is_none(home: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    assert main(["--language", "en", "programme", "diff", str(SIX_LEVELS), str(SIX_LEVELS), "--on", day]) == 1
    assert f"“{day}” is not a day" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_coupon_is_given_for_days_of_these_times(home: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    with pytest.raises(SystemExit):
        main(["--language", "en", "server", "members", "coupon", "birthday", "1234567", "--to", day])
    assert day in capsys.readouterr().err


def test_points_brought_over_cannot_live_to_the_end_of_the_calendar(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    members, mapping = home / "members.csv", home / "mapping.toml"
    members.write_text("Карта;ФИО;Баллы\n1234567;Анна;5\n", "utf-8")
    mapping.write_text('[points]\nwithout_expiry = {kind = "date", date = 9999-12-31}\n', "utf-8")
    assert main(["--language", "en", "server", "programme", "publish", str(SIX_LEVELS)]) == 0
    capsys.readouterr()
    assert main(["--language", "en", "migrate", "--members", str(members), "--mapping", str(mapping)]) == 1
    assert "$.points.without_expiry.date" in capsys.readouterr().err


def test_where_versions_are_listed_is_told_as_it_is_typed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "server", "programme", "publish", str(SIX_LEVELS)]) == 0
    assert main(["--language", "en", "server", "programme", "withdraw", "7"]) == 1
    assert "cashier-app server programme list" in capsys.readouterr().err
