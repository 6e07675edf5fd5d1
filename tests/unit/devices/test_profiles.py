"""Printer profiles: each can be read, says where it comes from, fills the settings, and is refused with words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cashier_app.config import Places, Printer
from cashier_app.config_file import UnknownProfile, decode, describe, load_settings, show
from cashier_app.core.errors import Refused
from cashier_app.devices import profiles
from cashier_app.documents.document import Document, Text
from cashier_app.documents.escpos import build
from cashier_app.words import load_words
from tests.escpos_decoder import decode as read_stream

NAMES = sorted(profiles.names())


def printer(**keys: Any) -> Printer:
    (found,) = decode({"printers": [{"address": "192.168.1.50", **keys}]}, "settings.toml").printers
    return found


def test_there_are_profiles_of_what_shops_buy() -> None:
    assert len(NAMES) >= 12
    assert {"epson-tm-t20iii", "epson-tm-t88v", "atol-rp-326", "xprinter-xp-n160", "xprinter-xp-58"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_says_where_its_figures_come_from_and_they_fit_together(name: str) -> None:
    profile = profiles.read_profile(profiles.names()[name])
    assert profile.source.startswith("https://")
    assert profile.note, "what exactly was read, or what is doubtful"
    for paper in profile.paper:
        assert paper.columns * 12 <= paper.dots, "letters of font A are twelve dots wide"
        assert paper.columns < paper.columns_b
    assert len("Щ".encode(profile.encoding)) == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_prints_cyrillic_in_its_slot(name: str) -> None:
    chosen = printer(profile=name)
    data = build(Document(blocks=(Text("Щука"),)), chosen)
    assert b"\x1bt" + bytes((chosen.code_page,)) + "Щука".encode("cp866") in data
    assert (b"\x1c." in data) is chosen.fs_dot
    if chosen.code_page == 17 and chosen.fs_dot:  # what the reader takes its printer for
        assert read_stream(data).lines[0].text == "Щука"


def test_a_profile_gives_what_is_not_set_and_a_key_wins() -> None:
    given = printer(profile="xprinter-xp-58")
    assert (given.columns, given.cut, given.confirmation, given.paper) == (32, "none", "status", 58)
    assert printer(profile="xprinter-xp-58", cut="partial", columns=30).columns == 30
    assert printer(profile="atol-rp-326").code_page == 7
    assert printer() == Printer(address="192.168.1.50")


def test_the_settings_in_force_read_back_as_the_same(tmp_path: Path) -> None:
    settings = decode({"printers": [{"address": "a", "profile": "citizen-ct-s310", "code_page": 17}]}, "x")
    (tmp_path / "settings.toml").write_text(show(settings), encoding="utf-8")
    assert load_settings(Places(tmp_path / "settings.toml", tmp_path, tmp_path), {}).printers == settings.printers


def test_a_shop_has_profiles_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "printers"
    folder.mkdir()
    own = profiles.BUILT_IN / "rongta-rp80.toml"
    (folder / "nameless.toml").write_text(own.read_text("utf-8").replace("code_page = 7", "code_page = 37"), "utf-8")
    (tmp_path / "settings.toml").write_text('[[printers]]\naddress = "a"\nprofile = "nameless"\n', encoding="utf-8")
    settings = load_settings(Places(tmp_path / "settings.toml", tmp_path, tmp_path), {})
    assert settings.printers[0].code_page == 37
    assert "nameless" in describe(load_words("en"), tmp_path)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("code_page = 7", "code_page = 300"), ("code_page", "300", "0", "255")),
        (('cut = "partial"', 'cut = "half"'), ("cut", "half", "partial, full, none")),
        (("mm = 80", "mm = 76"), ("paper[0].mm", "76", "58, 80")),
        (("code_page = 7", "codepage = 7"), ("codepage", "code_page")),
        (("code_page = 7\n", ""), ("code_page",)),
        (("name = ", "name "), ("line 1",)),
    ],
)
def test_a_bad_profile_is_refused_with_what_and_where(
    tmp_path: Path, change: tuple[str, str], told: tuple[str, ...]
) -> None:
    folder = tmp_path / "printers"
    folder.mkdir()
    text = (profiles.BUILT_IN / "rongta-rp80.toml").read_text("utf-8")
    (folder / "own.toml").write_text(text.replace(*change), "utf-8")
    with pytest.raises(Refused) as refused:
        decode({"printers": [{"address": "a", "profile": "own"}]}, "settings.toml", folder=tmp_path)
    sentence = str(refused.value)
    assert "own.toml" in sentence
    for part in told:
        assert part in sentence


def test_a_profile_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        decode({"printers": [{"address": "a", "profile": "epson"}]}, "settings.toml", folder=tmp_path)
    sentence = str(refused.value)
    assert "printers[0].profile" in sentence
    assert "epson-tm-t20iii" in sentence
    assert str(tmp_path / "printers") in sentence


def test_paper_that_the_model_does_not_take_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        printer(profile="epson-tm-t88v", paper=58)
    assert "80" in str(refused.value)


def test_describe_shows_the_profiles_and_whether_they_are_proved() -> None:
    text = describe(load_words("en"))
    assert '#   profile = "epson-tm-t20iii"   Epson TM-T20III; 80 mm: 48; ESC t 17' in text
    assert '#   profile = "atol-rp-326"       АТОЛ RP-326 (?); 80 mm: 48; ESC t 7' in text


def test_models_that_python_escpos_knows_may_be_named_if_they_print_russian() -> None:
    found = profiles.collection()
    assert len(found) >= 10
    for name in found:
        profile = profiles.find_profile(name)
        assert profile is not None
        assert "Я".encode(profile.encoding)
        assert 24 <= profile.paper[0].columns <= 80
    known = decode({"printers": [{"address": "10.0.0.9", "profile": "escpos:TM-T88III"}]}, "here").printers[0]
    assert (known.columns, known.encoding, known.code_page, known.cut) == (42, "cp866", 17, "partial")
    assert profiles.find_profile("escpos:simple") is None, "one that knows no Russian letters is no choice"
    with pytest.raises(UnknownProfile) as refused:
        decode({"printers": [{"address": "10.0.0.9", "profile": "escpos:TM-T8"}]}, "here")
    assert "escpos:TM-T88III" in str(refused.value.details["choices"])
