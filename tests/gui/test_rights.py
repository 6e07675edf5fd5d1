"""Rights of roles: changed by an administrator, in force at once, and never so that nobody could go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cashier_app.till.rights import RIGHT_NAMES, ROLES, RightLocked, RightOfNobody, changed, rights_of
from cashier_app.ui.rights import RightsScreen
from tests.gui import shop
from tests.gui.hand import Hand, at_the_till

Key = Qt.Key


@pytest.fixture
def hand(till_template: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Hand]:
    with at_the_till(till_template, tmp_path / "till", qtbot, "Лебедев Игорь") as taken:
        yield taken


def test_what_a_shop_changes_goes_over_what_is_installed_and_back() -> None:
    given = changed({}, "cashier", "return", given=True)
    assert rights_of("cashier", given) == ROLES["cashier"] | {"return"}
    assert rights_of("senior", given) == ROLES["senior"]
    assert changed(given, "cashier", "return", given=False) == {}
    taken = changed({}, "senior", "open_drawer", given=False)
    assert rights_of("senior", taken) == ROLES["senior"] - {"open_drawer"}
    assert rights_of("cashier", {"cashier": {"a right of later": True}}) == ROLES["cashier"]


def test_nobody_locks_everybody_out() -> None:
    for right in ("users", "settings"):
        with pytest.raises(RightLocked):
            changed({}, "administrator", right, given=False)  # type: ignore[arg-type]
        assert right in rights_of("administrator", {"administrator": {right: False}})
    overrides: dict[str, dict[str, bool]] = {}
    for role in ("cashier", "senior", "manager"):
        overrides = changed(overrides, role, "sell", given=False)  # type: ignore[arg-type]
    with pytest.raises(RightOfNobody):
        changed(overrides, "administrator", "sell", given=False)


def test_a_cell_gives_a_right_at_once_journalled_and_kept(hand: Hand) -> None:
    hand.key(Key.Key_F10, Key.Key_Insert, Key.Key_F5)
    screen = hand.on("rights", RightsScreen)
    place = list(RIGHT_NAMES).index("return")
    for _ in range(place):
        hand.key(Key.Key_Down)
    hand.key(Key.Key_F1)
    assert "return" in hand.till.people.rights_of("cashier")
    record = hand.till.journal.latest().result(10)[0]
    assert (record.act, record.details) == ("right_given", {"role": "cashier", "right": "return"})
    shop.log_in(hand.till, "Иванова Мария")
    assert hand.till.people.may("return")
    assert not hand.till.people.may("users")
    hand.key(Key.Key_F1)
    assert "return" in hand.till.people.rights_of("cashier"), "a cashier changes nothing here"
    assert screen.heads[0].reason


def test_as_installed_asks_once_more(hand: Hand) -> None:
    hand.till.people.change_right("cashier", "return", given=True).result(10)
    hand.shell.go("rights")
    hand.key(Key.Key_F8)
    assert "return" in hand.till.people.rights_of("cashier")
    hand.key(Key.Key_Down, Key.Key_F8)
    assert "return" in hand.till.people.rights_of("cashier"), "another key has taken it back"
    hand.key(Key.Key_F8)
    assert hand.till.people.rights_of("cashier") == ROLES["cashier"]


def test_a_locked_cell_says_why(hand: Hand) -> None:
    hand.shell.go("rights")
    screen = hand.on("rights", RightsScreen)
    place = list(RIGHT_NAMES).index("users")
    screen._move(place)
    hand.key(Key.Key_F4)
    assert "users" in hand.till.people.rights_of("administrator")
    assert "остаётся" in hand.last_told()
