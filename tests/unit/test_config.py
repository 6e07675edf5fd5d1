"""Settings: defaults work, file and environment are read, and what does not fit is refused with words."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cashier_app import config_file
from cashier_app.config import CardMask, InStoreMask, Places, Printer, Settings, ports_of_others, scanner_ports
from cashier_app.config_file import decode, describe, load_settings, show
from cashier_app.core.errors import Refused
from cashier_app.words import load_words


def refusal(values: dict[str, object]) -> str:
    """The words of the refusal of some values."""
    with pytest.raises(Refused) as caught:
        decode(values, "settings.toml")
    return str(caught.value)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_description_is_a_settings_file_of_the_defaults(language: str) -> None:
    text = describe(load_words(language))
    assert decode(tomllib.loads(text), "described") == Settings()


def test_every_key_is_described_in_both_languages() -> None:
    russian, english = describe(load_words("ru")).splitlines(), describe(load_words("en")).splitlines()
    comments = [
        (a, b)
        for a, b in zip(russian, english, strict=True)
        if a.startswith("# ") and "=" not in a and "CASHIER_" not in a
    ]
    assert len(comments) > 50
    untranslated = [a for a, b in comments if a == b and "[[" not in a]
    assert not untranslated


def test_shown_settings_are_read_back() -> None:
    values = {
        "shop": {"name": 'Ромашка "У дома" \\ 1', "header": ["a", "б\n"]},
        "printers": [
            {"address": "127.0.0.1:9100"},
            {"name": "kitchen", "address": "/dev/ttyUSB0", "transport": "serial"},
        ],
        "selling": {"card_masks": [{"prefix": "77", "length": 13, "check_digit": "ean"}], "quick_notes": [100]},
    }
    settings = decode(values, "x")
    assert decode(tomllib.loads(show(settings)), "y") == settings


def test_file_then_environment(home: Path) -> None:
    places = Places.of(home)
    places.settings_file.write_bytes('\ufeff[till]\nnumber = 2\n[shop]\nname = "Лавка"\n'.encode())
    environment = {
        "CASHIER_TILL_NUMBER": "3",
        "CASHIER_UI_SOUNDS": "false",
        "CASHIER_SHOP_STORE": "007",
        "CASHIER_PRINTERS": '[{ address = "127.0.0.1:9100", drawer_pin = 5 }]',
        "CASHIER_HOME": str(home),
        "PATH": "/bin",
    }
    settings = load_settings(places, environment)
    assert (settings.till.number, settings.shop.name, settings.shop.store) == (3, "Лавка", "007")
    assert settings.ui.sounds is False
    assert settings.printers == (Printer(address="127.0.0.1:9100", drawer_pin=5),)


def test_no_file_means_defaults(home: Path) -> None:
    assert load_settings(Places.of(home), {}) == Settings()


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"till": {"number": 0}}, ["settings.toml", "till.number = 0", "from 1 to 9999"]),
        ({"till": {"number": "2"}}, ['till.number = "2"', "whole number"]),
        ({"till": {"number": True}}, ["till.number = true", "whole number"]),
        ({"till": {"numbre": 2}}, ["till.numbre", "number, folder"]),
        ({"tills": {}}, ["no setting tills", "shop, till"]),
        ({"till": 5}, ["till = 5", "section", "number"]),
        ({"ui": {"theme": "pink"}}, ['ui.theme = "pink"', "light, dark"]),
        ({"ui": {"sounds": 1}}, ["ui.sounds = 1", "true or false"]),
        ({"shop": {"inn": "123"}}, ['shop.inn = "123"', "5902123456"]),
        ({"shop": {"header": "Привет"}}, ["shop.header", "square brackets"]),
        ({"shop": {"header": ["x", 5]}}, ["shop.header[1] = 5"]),
        ({"shop": {"zone": "Moscow"}}, ['shop.zone = "Moscow"', "Europe/Moscow"]),
        ({"shop": {"zone": "../../etc/passwd"}}, ["shop.zone"]),
        ({"printers": [{}]}, ["printers[0].address", "missing"]),
        ({"printers": [{"address": "a:1"}, {"address": "b:1"}]}, ['printers[1].name = "receipts"', "twice"]),
        ({"printers": [{"address": "a:1", "columns": 3}]}, ["printers[0].columns = 3", "from 24 to 80"]),
        ({"printers": [{"address": "a:1", "encoding": "utf-8"}]}, ["printers[0].encoding", "cp866"]),
        ({"printers": [{"address": "a:1", "encoding": "klingon"}]}, ["printers[0].encoding", "cp866"]),
        ({"printers": [{"address": "a:1", "drawer_pin": 3}]}, ["printers[0].drawer_pin = 3", "0, 2, 5"]),
        ({"selling": {"card_masks": [{"kind": "card"}]}}, ["selling.card_masks[0]", "prefix"]),
        ({"selling": {"in_store_masks": [{"prefix": "22", "code_digits": 9}]}}, ["selling.in_store_masks[0]"]),
        ({"server": {"url": "ftp://x"}}, ["server.url", "https://"]),
        ({"shop": {"name": "x" * 500}}, ["shop.name", "1 to 100 characters"]),
    ],
)
def test_refusal_names_key_value_and_what_is_allowed(values: dict[str, object], says: list[str]) -> None:
    text = refusal(values)
    for part in says:
        assert part in text
    assert len(text) < 500


def test_unknown_variable_is_refused_with_the_likely_ones(home: Path) -> None:
    with pytest.raises(Refused, match=r"CASHIER_TIL_NUMBER.*CASHIER_TILL_NUMBER"):
        load_settings(Places.of(home), {"CASHIER_TIL_NUMBER": "2"})


def test_fault_of_a_variable_names_the_variable(home: Path) -> None:
    with pytest.raises(Refused, match=r"CASHIER_TILL_NUMBER: till.number = 0"):
        load_settings(Places.of(home), {"CASHIER_TILL_NUMBER": "0"})


@pytest.mark.parametrize("content", [b"[till\n", b"\xff\xfe[", b"[till]\nnumber = 1\nnumber = 2\n", b"\x00"])
def test_broken_file_is_refused_with_its_path(home: Path, content: bytes) -> None:
    places = Places.of(home)
    places.settings_file.write_bytes(content)
    with pytest.raises(config_file.SettingsUnreadable) as caught:
        load_settings(places, {})
    assert str(places.settings_file) in str(caught.value)


def test_refusals_have_russian_words() -> None:
    with pytest.raises(Refused) as caught:
        decode({"till": {"number": 0}}, "settings.toml")
    text, way_out = load_words("ru").error(caught.value)
    assert text == "settings.toml: значение till.number = 0 не подходит"
    assert way_out == "Допустимо целое число от 1 до 9999"


def test_home_holds_everything(tmp_path: Path) -> None:
    places = Places.of(None, {"CASHIER_HOME": str(tmp_path)})
    folders = [places.settings_file, places.data, places.logs, places.till_folder(Settings())]
    assert all(folder.is_relative_to(tmp_path) for folder in folders)
    assert not list(tmp_path.iterdir())


def test_no_key_is_declared_that_nothing_reads() -> None:
    root = Path(config_file.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in root.rglob("*.py") if not path.name.startswith("config"))
    sections = [Settings(), InStoreMask(prefix="22"), CardMask(prefix="7"), Printer(address="x:1")]
    keys = {
        key
        for section in [*sections, *(getattr(Settings(), name) for name in Settings.__struct_fields__)]
        for key in getattr(section, "__struct_fields__", ())
    }
    unread = {key for key in keys if not re.search(rf"\.{key}\b", code)}
    assert not unread


def test_scanners_of_both_sections_are_one_list_and_ports_of_others_are_left_to_them() -> None:
    settings = decode(
        {
            "scanner": {"port": "/dev/ttyS0", "repeat_ms": 300},
            "scanners": [{"port": "auto", "name": "counter"}],
            "printers": [{"address": "/dev/ttyUSB0", "transport": "serial"}],
        },
        "x",
    )
    assert [(port.port, port.repeat_ms) for port in scanner_ports(settings)] == [("/dev/ttyS0", 300), ("auto", 0)]
    assert scanner_ports(Settings()) == ()
    assert "/dev/ttyUSB0" in ports_of_others(settings)
    assert "/dev/ttyS0" not in ports_of_others(settings)
    assert "scanners[0].port" in refusal({"scanners": [{"name": "x"}]})
