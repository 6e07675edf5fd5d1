"""Settings as fields of a screen: all of them, what they allow, what is written, what nobody may read."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cashier_app import config_fields
from cashier_app.config import (
    CardMask,
    InStoreMask,
    Node,
    Places,
    Printer,
    ScannerPort,
    Selling,
    Server,
    Settings,
    Shop,
)
from cashier_app.config_change import change_settings, check_change
from cashier_app.config_file import NotAMask, SettingsBroken, load_settings
from cashier_app.core.words import Words


def everything() -> list[config_fields.Field]:
    """Every field there is, of one item of each list too."""
    found: list[config_fields.Field] = []
    places = [f"{name}[0]" if config_fields.is_list(name) else name for name in Settings.__struct_fields__]
    while places:
        for field in config_fields.fields_of(places.pop()):
            found.append(field)
            if field.kind == "sections":
                places.append(f"{field.path}[0]")
    return found


def test_every_declared_key_is_a_field_with_words_in_both_languages(words: Words) -> None:
    for field in everything():
        assert field.description(words), field.path
        assert field.description(words) != field.meta.description, f"not translated: {field.path}"
    names = dict(config_fields.section_names(words))
    assert list(names) == list(Settings.__struct_fields__)
    assert [key for key, name in names.items() if key == name] == [], "sections without a name"


def test_a_value_that_does_not_fit_is_refused_in_words_at_once(words: Words) -> None:
    percent = config_fields.field_of("selling.hand_discount_percent")
    assert config_fields.fault(percent.hint, 10, percent.path, words) == ""
    assert "от 0 до 100" in config_fields.fault(percent.hint, 150, percent.path, words)
    assert config_fields.fault(percent.hint, "x", percent.path, words)
    url = config_fields.field_of("server.url")
    assert "https://loyalty.example.ru" in config_fields.fault(url.hint, "loyalty", url.path, words)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("shop.name", "Лавка"),
        ("shop.footer[0]", "Ждём вас!"),
        ("shop.footer[1]", "До свидания"),
        ("selling.quick_notes[3]", 5000),
        ("selling.card_masks[0].prefix", "7790"),
        ("selling.in_store_masks[0].prefix", "23"),
        ("display.window", True),
        ("scanners[0].port", "COM7"),
        ("vat_rates[0].percent", 25),
    ],
)
def test_a_value_at_any_depth_is_written_and_in_force(tmp_path: Path, path: str, value: object) -> None:
    places = Places.of(tmp_path)
    places.settings_file.write_text(
        '[shop]\nfooter = [\n  "Спасибо", # so it was\n]\n[selling]\nquick_notes = [100, 200, 300]\n\n'
        '[[selling.card_masks]]\nprefix = "7789"\n',
        encoding="utf-8",
    )
    before = load_settings(places, {})
    changes = config_fields.changes_at(before, path, value)
    check_change(places, changes)
    settings = change_settings(places, changes, {})
    assert config_fields.value_at(settings, path) == value


def test_an_item_is_taken_out_of_a_list(tmp_path: Path) -> None:
    places = Places.of(tmp_path)
    places.settings_file.write_text('[[scanners]]\nport = "COM3"\n[[scanners]]\nport = "COM4"\n', encoding="utf-8")
    settings = change_settings(places, {"shop.footer": ("a", "b")}, {})
    settings = change_settings(places, config_fields.changes_at(settings, "shop.footer[0]", None), {})
    assert settings.shop.footer == ("b",)
    settings = change_settings(places, config_fields.changes_at(settings, "scanners[0]", None), {})
    assert [each.port for each in settings.scanners] == ["COM4"]


def test_a_change_that_would_not_be_taken_writes_nothing(tmp_path: Path) -> None:
    places = Places.of(tmp_path)
    changes = config_fields.changes_at(Settings(), "selling.card_masks[0].prefix", "")
    with pytest.raises(NotAMask):
        check_change(places, changes)
    assert not places.settings_file.exists()


def test_a_broken_file_is_told_in_words_and_left_alone(tmp_path: Path) -> None:
    places = Places.of(tmp_path)
    places.settings_file.write_text("[shop\n", encoding="utf-8")
    for attempt in (check_change, change_settings):
        with pytest.raises(SettingsBroken):
            attempt(places, {"till.number": 3})
    assert places.settings_file.read_text(encoding="utf-8") == "[shop\n"


def test_a_new_item_begins_with_the_key_that_must_be_given() -> None:
    settings = Settings(
        selling=Selling(in_store_masks=(InStoreMask(prefix="22"),)), scanners=(ScannerPort(port="COM3"),)
    )
    assert config_fields.addition(settings, "scanners").field.path == "scanners[1].port"
    assert config_fields.addition(settings, "printers").field.path == "printers[0].address"
    assert config_fields.addition(settings, "selling.in_store_masks").field.path == "selling.in_store_masks[1].prefix"
    assert config_fields.addition(settings, "selling.card_masks").field.path == "selling.card_masks[1].prefix"


def test_an_item_of_a_list_may_have_a_few_values_only() -> None:
    assert config_fields.field_of("reports.formats").item_choices == ("pdf", "xlsx", "csv", "json")
    assert config_fields.field_of("shop.footer").item_choices == ()


def test_secrets_are_shown_to_nobody(words: Words) -> None:
    token, url = "a" * 20, "postgresql://till:geheim@db/loyalty"
    assert config_fields.value_text("node.metrics_token", token, words) == config_fields.HIDDEN
    assert config_fields.journal_text("node.metrics_token", token) == config_fields.HIDDEN
    for text in (
        config_fields.value_text("node.database", url, words),
        config_fields.journal_text("node.database", url),
    ):
        assert "geheim" not in text
        assert "db/loyalty" in text
    assert config_fields.value_text("node.private_key", "/etc/key.pem", words) == "/etc/key.pem"


def test_what_waits_for_the_next_start_is_told() -> None:
    started = Settings()
    now = msgspec.structs.replace(
        started,
        shop=Shop(name="Другая"),
        server=Server(url="https://x.ru"),
        node=Node(port=1),
        printers=(Printer(address="a"),),
    )
    assert config_fields.waiting(started, now) == ("server.url",)
    assert config_fields.effect_of("shop.name") == "now"
    assert config_fields.effect_of("shop.zone") == "restart"
    assert config_fields.effect_of("node.port") == "server"
    assert config_fields.effect_of("printers[0].paper") == "now"


def test_a_variable_of_the_environment_is_named(words: Words) -> None:
    names = config_fields.overruled({"CASHIER_TILL_NUMBER": "2", "CASHIER_PRINTERS": "[]", "HOME": "/"})
    assert config_fields.variable_over("till.number", names) == "CASHIER_TILL_NUMBER"
    assert config_fields.variable_over("printers[0].paper", names) == "CASHIER_PRINTERS"
    assert config_fields.variable_over("shop.name", names) == ""
    assert config_fields.item_text(CardMask(prefix="7789", length=16), words) == "7789 · 16"
