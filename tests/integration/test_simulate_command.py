"""`cashier-app simulate`: seeds told in words, and the story of one that breaks a promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from cashier_app import cli
from cashier_app.server.book import Lot


def test_seeds_that_keep_every_promise_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--home",
        str(tmp_path),
        "--language",
        "en",
        "simulate",
        "--world",
        "tills",
        "--seeds",
        "2",
        "--first",
        "1",
    ]
    assert cli.main([*arguments, "--processes", "1", "--story"]) == 0
    shown = capsys.readouterr().out
    assert "Seed 1:" in shown
    assert "Seed 2:" in shown
    assert "Every promise was kept in 2 seeds" in shown


def test_a_broken_promise_tells_its_story_and_ends_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Lot, "pool", property(lambda lot: lot.balance))
    arguments = ["--home", str(tmp_path), "--language", "en", "simulate", "--world", "tills", "--seeds", "9"]
    assert cli.main([*arguments, "--processes", "1"]) == 1
    shown = capsys.readouterr().out
    assert "Seed " in shown
    assert shown.index("Broken:") > shown.index("sells to")
