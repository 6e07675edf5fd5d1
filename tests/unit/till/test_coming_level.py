"""A change of level that is decided is told while it is near, on the panel and on the slip alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from cashier_app.core.clock import DAY
from cashier_app.loyalty.cart import MemberState
from cashier_app.loyalty.programme import load_programme
from cashier_app.till.members import coming_level
from cashier_app.till.slip import coming_change
from cashier_app.words import load_words
from tests.clock import START

PROGRAMME = load_programme((Path(__file__).parents[3] / "resources/programmes/reference.json").read_bytes())
ZONE = "Asia/Yekaterinburg"


@pytest.mark.parametrize(("days", "told"), [(-1, False), (0, False), (1, True), (31, True), (32, False), (366, False)])
def test_a_change_is_told_for_a_month_before_it_begins(days: int, told: bool) -> None:
    state = MemberState("a", "gold", next_level="silver", next_level_at=START + days * DAY)
    panel = coming_level(state, PROGRAMME, START, ZONE, load_words("ru"))
    level, at = coming_change(state, PROGRAMME, ZONE, START)
    assert bool(panel) == told
    assert (level is not None, at) == ((True, START + days * DAY) if told else (False, None))
    if told:
        assert "Серебро" in panel
