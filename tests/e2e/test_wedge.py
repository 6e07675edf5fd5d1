"""A scanner that types, at a real X server whose keyboard is Russian: a marking code arrives with every character."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Shop
from tests.e2e.stage import wait_for
from tests.e2e.test_day import code, first_person, lines_on_screen

#: As a DataMatrix of «Честный ЗНАК» is: capitals and small letters, all the signs a serial may hold, GS between.
SERIAL, KEYS = "5vrC:Q\"A*'?;<_", ("91EE11", "92T5OX4wpd5QPymkC3U/aJZQrishzxCOeJUi/grI7GxIo=")


@pytest.mark.parametrize("layout", ["ru", "us"])
def test_a_marking_code_arrives_whole(shop: Shop, layout: str) -> None:
    # a machine that does other things meanwhile lets longer pauses pass between keys than a scanner makes
    file = shop.folder / "settings.toml"
    patient = file.read_text(encoding="utf-8").replace("[scanner]\n", "[scanner]\nwedge_key_ms = 250\n")
    file.write_text(patient, encoding="utf-8")
    marked = "\x1d".join((f"010{code('Чай')}21{SERIAL}", *KEYS))
    hand = shop.open_till()
    first_person(shop, hand)
    shop.display.set_layout(layout)
    hand.wedge(marked)
    (line,) = wait_for(lambda: lines_on_screen(shop), "the line of the marking code")
    assert line["code"] == marked
