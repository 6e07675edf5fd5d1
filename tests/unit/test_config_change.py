"""Single keys of the settings file are changed, and nothing else in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cashier_app.config import Places
from cashier_app.config_change import SettingOverruled, SettingsByHand, change_settings
from cashier_app.config_file import NotANumber, load_settings
from cashier_app.core.errors import Refused

FILE = """\
# the shop at the corner
[shop]
name = "Лавка"  # as on the sign

[scanner]
wedge_suffix = "tab" # so it came
port = "/dev/ttyS0"

[[scanners]]
port = "auto"

[[scanners]]
port = "/dev/ttyS1"
baud = 115200
[till]
number = 3
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.of(tmp_path)


def test_keys_are_changed_and_put_in_where_they_belong(places: Places) -> None:
    places.settings_file.write_text(FILE, encoding="utf-8")
    changes = {"scanner.wedge_prefix": "~", "scanner.wedge_suffix": "enter", "scanners[1].suffix": "cr"}
    settings = change_settings(places, changes, {})
    assert (settings.scanner.wedge_prefix, settings.scanner.wedge_suffix) == ("~", "enter")
    assert [each.suffix for each in settings.scanners] == ["auto", "cr"]
    expected = FILE.replace('wedge_suffix = "tab" # so it came\n', 'wedge_prefix = "~"\nwedge_suffix = "enter"\n')
    expected = expected.replace('port = "/dev/ttyS1"\n', 'suffix = "cr"\nport = "/dev/ttyS1"\n')
    assert places.settings_file.read_text(encoding="utf-8") == expected
    assert places.settings_file.with_name("settings.toml.before").read_text(encoding="utf-8") == FILE
    assert load_settings(places, {}) == settings


def test_a_file_that_is_not_there_is_begun(places: Places) -> None:
    assert change_settings(places, {"scanner.wedge_key_ms": 90}, {}).scanner.wedge_key_ms == 90
    assert places.settings_file.read_text(encoding="utf-8") == "[scanner]\nwedge_key_ms = 90\n"


def test_a_value_that_does_not_fit_leaves_the_file_alone(places: Places) -> None:
    places.settings_file.write_text(FILE, encoding="utf-8")
    with pytest.raises(NotANumber):
        change_settings(places, {"scanner.wedge_key_ms": 9000}, {})
    assert places.settings_file.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize("text", ['scanner = { port = "COM3" }\n', 'scanner.port = "COM3"\n'])
def test_a_file_of_another_style_is_left_to_a_hand(places: Places, text: str) -> None:
    places.settings_file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsByHand) as caught:
        change_settings(places, {"scanner.suffix": "cr"}, {})
    assert 'scanner.suffix = "cr"' in str(caught.value)
    assert places.settings_file.read_text(encoding="utf-8") == text


def test_a_variable_that_wins_is_named(places: Places) -> None:
    with pytest.raises(SettingOverruled) as caught:
        change_settings(places, {"scanner.wedge_prefix": "~"}, {"CASHIER_SCANNER_WEDGE_PREFIX": "!"})
    assert "CASHIER_SCANNER_WEDGE_PREFIX" in str(caught.value)


def test_a_list_is_not_made_longer(places: Places) -> None:
    with pytest.raises((Refused, LookupError)):
        change_settings(places, {"scanners[0].suffix": "cr"}, {})


def test_a_section_is_added_at_the_end_and_taken_out_again_with_nothing_else(places: Places) -> None:
    places.settings_file.write_text(FILE, encoding="utf-8")
    added = {"printers[0].address": "10.0.0.7:9100", "printers[0].transport": "tcp"}
    settings = change_settings(places, added, {})
    assert [(each.transport, each.address) for each in settings.printers] == [("tcp", "10.0.0.7:9100")]
    written = places.settings_file.read_text(encoding="utf-8")
    assert written.startswith(FILE)
    assert change_settings(places, {"printers[0]": None}, {}).printers == ()
    assert places.settings_file.read_text(encoding="utf-8").rstrip() == FILE.rstrip()


def test_a_comment_above_the_next_section_stays_when_one_is_taken_out(places: Places) -> None:
    text = '[[scanners]]\nport = "auto"\n\n# by the door\n[[scanners]]\nport = "COM4"\n'
    places.settings_file.write_text(text, encoding="utf-8")
    assert [each.port for each in change_settings(places, {"scanners[0]": None}, {}).scanners] == ["COM4"]
    assert places.settings_file.read_text(encoding="utf-8") == '\n# by the door\n[[scanners]]\nport = "COM4"\n'


def test_a_key_taken_out_is_as_by_default(places: Places) -> None:
    places.settings_file.write_text(FILE, encoding="utf-8")
    settings = change_settings(places, {"scanners[1].baud": None, "scanners[0].baud": None, "scale.port": None}, {})
    assert settings.scanners[1].baud == 9600
    assert places.settings_file.read_text(encoding="utf-8") == FILE.replace("baud = 115200\n", "")
