"""A scanner that types, at a real X server: its codes arrive whole in any layout, and the till learns how it types."""

from __future__ import annotations

import tomllib

from tests.e2e.conftest import Shop
from tests.e2e.stage import wait_for
from tests.e2e.test_day import code, first_person, lines_on_screen

#: As a DataMatrix of «Честный ЗНАК» is: capitals and small letters, all the signs a serial may hold, GS between.
SERIAL, KEYS = "5vrC:Q\"A*'?;<_", ("91EE11", "92T5OX4wpd5QPymkC3U/aJZQrishzxCOeJUi/grI7GxIo=")


def be_patient(shop: Shop) -> None:
    """A machine that does other things meanwhile lets longer pauses pass between keys than a scanner makes."""
    file = shop.folder / "settings.toml"
    patient = file.read_text(encoding="utf-8").replace("[scanner]\n", "[scanner]\nwedge_key_ms = 250\n")
    file.write_text(patient, encoding="utf-8")


def test_a_marking_code_arrives_whole_in_any_layout(shop: Shop) -> None:
    be_patient(shop)
    hand = shop.open_till()
    first_person(shop, hand)
    hand.press("Caps_Lock")
    for number, layout in enumerate(("ru", "us"), 1):
        marked = "\x1d".join((f"010{code('Чай')}21{SERIAL}{number}", *KEYS))
        shop.display.set_layout(layout)
        hand.wedge(marked)
        wait_for(lambda: len(lines_on_screen(shop)) == number, "the line of the marking code")  # noqa: B023 - at once
        assert lines_on_screen(shop)[-1]["code"] == marked


def test_three_scans_teach_the_till_the_scanners_prefix(shop: Shop) -> None:
    be_patient(shop)
    hand = shop.open_till()
    first_person(shop, hand)
    shop.display.set_layout("ru")
    hand.press("F10", "F1", "F2", "F12")  # menu, diagnosis, scanner, try and learn
    for name in ("Чай", "Кофе", "Шоколад"):
        hand.wedge("~" + code(name))
    hand.press("F12")

    def learned() -> dict[str, object] | None:
        settings = tomllib.loads((shop.folder / "settings.toml").read_text(encoding="utf-8"))["scanner"]
        return settings if settings.get("wedge_prefix") else None

    settings = wait_for(learned, "the settings written")
    assert (settings["wedge_prefix"], settings["port"]) == ("~", shop.scanner.port)
    hand.press("Escape", "Escape", "Escape")
    assert lines_on_screen(shop) == []
    # heard by the prefix from now on, without a new start; and the cable is heard again
    hand.wedge("~" + code("Чай"))
    wait_for(lambda: len(lines_on_screen(shop)) == 1, "the keyboard scanner's line")
    shop.scanner.scan(code("Кофе"))
    wait_for(lambda: len(lines_on_screen(shop)) == 2, "the serial scanner's line")
