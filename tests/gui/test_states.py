"""Every state of every screen in its sizes, in both languages and themes: nothing cut, covered, small or faint.

The smallest screen in both languages and the largest in Russian in every change; the rest, and the dark of all of
them, are looked at by soak (`EVERY_LOOK=1`).
"""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cashier_app.ui import accessible, language, theme
from cashier_app.ui.buttons import TouchButton
from tests.gui import shop
from tests.gui.gallery import LANGUAGES, SIZES
from tests.gui.layout import contrast_of, problems, unspoken
from tests.gui.speech import AS_THEY_ARE, foreign
from tests.gui.states import STATES, surround
from tests.gui.waiting import settle

#: Sizes and languages of every change.
EVERY_CHANGE = ((SIZES[0], "ru"), (SIZES[0], "en"), (SIZES[-1], "ru"))
LOOKS = list(product(SIZES, LANGUAGES)) if os.environ.get("EVERY_LOOK") else EVERY_CHANGE
#: States that log a mistake or a refusal on purpose.
LOGGED = {"login_failed": "the till cannot be opened", "long_message": "the program failed"}


@pytest.mark.parametrize(("size", "spoken"), LOOKS, ids=[f"{size[0]}x{size[1]}-{spoken}" for size, spoken in LOOKS])
@pytest.mark.parametrize("state", STATES)
def test_an_eye_finds_nothing_wrong(
    state: str, size: tuple[int, int], spoken: str, till_template: Path, tmp_path: Path, expect_log: object
) -> None:
    if state in LOGGED:
        expect_log(LOGGED[state])  # type: ignore[operator]
    width, height = size
    language.set_language(spoken)
    theme.apply("light", theme.scale_for(width, height))
    with shop.opened(till_template, tmp_path / "till", spoken) as till:
        shell = shop.window(till, width, height)
        try:
            surround(shell)
            shell.show()
            STATES[state](shell)
            settle(shell)
            found = problems(shell)
            if size == SIZES[0] and state not in AS_THEY_ARE:
                found += foreign(shell, spoken)
            if (size, spoken) == LOOKS[0]:
                accessible.install()
                current = shell.current
                assert current is not None
                found += unspoken(shell, shell.message, current, shell.strip)
            # colours are the same in every size and language
            if os.environ.get("EVERY_LOOK") or (size, spoken) == LOOKS[0]:
                theme.apply("dark")
                settle(shell)
                found += [f"dark: {problem}" for problem in problems(shell)]
            assert (shell.width(), shell.height()) == size
            assert found == []
        finally:
            shell.close()
            shell.desk.background.stop()
            shiboken6.delete(shell)


@pytest.mark.parametrize("state", ["login", "selling_red", "payment_card", "menu", "notices", "settings_text"])
def test_larger_letters_are_cut_nowhere(state: str, till_template: Path, tmp_path: Path) -> None:
    theme.apply("light", 1.0, large=True)
    try:
        assert theme.current().font(16).pixelSize() == 20
        with shop.opened(till_template, tmp_path / "till") as till:
            shell = shop.window(till)
            try:
                surround(shell)
                shell.show()
                STATES[state](shell)
                settle(shell)
                assert problems(shell) == []
                assert (shell.width(), shell.height()) == SIZES[0]
            finally:
                shell.close()
                shell.desk.background.stop()
                shiboken6.delete(shell)
    finally:
        theme.apply("light", 1.0, large=False)


# --- the examination itself ----------------------------------------------------------------------------------------


def examined(qtbot: QtBot, *widgets: tuple[QWidget, tuple[int, int, int, int]]) -> list[str]:
    """What is found wrong with widgets placed in a window of their own."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    for widget, place in widgets:
        widget.setParent(window)
        widget.setGeometry(*place)
    window.show()
    return problems(window)


def test_the_examination_finds_cut_texts(qtbot: QtBot) -> None:
    assert "cut" in examined(qtbot, (QLabel("К оплате 1 378,68 ₽"), (0, 0, 60, 30)))[0]
    assert "cut" in examined(qtbot, (TouchButton("Выключить"), (0, 0, 60, 48)))[0]


def test_the_examination_finds_what_sticks_out_and_what_overlaps(qtbot: QtBot) -> None:
    assert "sticks out" in examined(qtbot, (TouchButton("Да"), (360, 0, 64, 64)))[0]
    found = examined(qtbot, (TouchButton("Да"), (0, 0, 64, 64)), (TouchButton("Нет"), (50, 0, 64, 64)))
    assert any(line.startswith("overlap") for line in found)


def test_the_examination_finds_small_targets_and_faint_texts(qtbot: QtBot) -> None:
    assert "small" in examined(qtbot, (TouchButton("7", "digit"), (0, 0, 60, 60)))[0]
    faint = QLabel("мелко и бледно")
    faint.setStyleSheet("color: #B0B0B0; background: white")
    assert "contrast" in examined(qtbot, (faint, (0, 0, 200, 30)))[0]
    good = QLabel("хорошо видно")
    assert examined(qtbot, (good, (0, 0, 200, 30))) == []


def test_the_examination_measures_contrast_as_the_web_does(qtbot: QtBot) -> None:
    from PIL import Image

    picture = Image.new("RGB", (10, 10), "white")
    picture.putpixel((5, 5), (0, 0, 0))
    assert contrast_of(picture) == pytest.approx(21)


def test_the_examination_finds_a_word_of_the_other_language(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for number, text in enumerate(("Оплата", "Pay", "Хлеб «Бородинский», 400 г", "PIN · F12", "cashier-app")):
        label = QLabel(text, window)
        label.setGeometry(0, 40 * number, 300, 30)
    window.show()
    assert foreign(window, "ru") == ["Pay in “Pay”"]
    assert foreign(window, "en") == ["Оплата in “Оплата”"]
