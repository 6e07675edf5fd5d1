"""`python -m tests.gui.gallery FOLDER [STATE…]`: a picture of every state of every screen, in every combination.

1024×768, 1366×768 and 1920×1080, Russian and English, light and dark; what an eye would find wrong with each; and
contact sheets (`sheets/`), twelve screens on each, to be looked at one after the other.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtWidgets import QApplication

from cashier_app.ui import language, sounds, theme
from tests.gui import shop
from tests.gui.layout import problems
from tests.gui.states import STATES, surround
from tests.gui.waiting import settle

SIZES = ((1024, 768), (1366, 768), (1920, 1080))
LANGUAGES = ("ru", "en")
THEMES = ("light", "dark")
FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def draw(template: Path, folder: Path, state: str, size: tuple[int, int], spoken: str, dress: str) -> list[str]:
    """Draw one state in one combination; what is wrong with it."""
    width, height = size
    language.set_language(spoken)
    theme.apply(dress, theme.scale_for(width, height))
    with tempfile.TemporaryDirectory() as scratch, shop.opened(template, Path(scratch) / "till", spoken) as till:
        shell = shop.window(till, width, height)
        surround(shell)
        shell.show()
        STATES[state](shell)
        settle(shell)
        found = problems(shell)
        shell.grab().save(str(folder / f"{state}-{width}x{height}-{spoken}-{dress}.png"))
        shell.close()
        shell.desk.background.stop()
        shiboken6.delete(shell)
    return found


#: Screens in a row and rows on a contact sheet, the width of each, and the height of its name beneath.
ACROSS, DOWN, WIDTH, NAME = 3, 4, 620, 26


def lay_sheets(folder: Path, states: Sequence[str]) -> int:
    """Put the pictures of each combination together on contact sheets; how many sheets there are."""
    sheets = folder / "sheets"
    sheets.mkdir(exist_ok=True)
    count = 0
    font = ImageFont.truetype(str(FONTS / "Roboto-Medium.ttf"), 16)
    for (width, height), spoken, dress in product(SIZES, LANGUAGES, THEMES):
        tall = WIDTH * height // width
        for number in range(0, len(states), ACROSS * DOWN):
            sheet = Image.new("RGB", (ACROSS * WIDTH, DOWN * (tall + NAME)), "white")
            pen = ImageDraw.Draw(sheet)
            for place, state in enumerate(states[number : number + ACROSS * DOWN]):
                left, top = place % ACROSS * WIDTH, place // ACROSS * (tall + NAME)
                with Image.open(folder / f"{state}-{width}x{height}-{spoken}-{dress}.png") as picture:
                    sheet.paste(picture.resize((WIDTH - 8, tall)), (left + 4, top + NAME))
                pen.text((left + 8, top + 3), state, "black", font)
            sheet.save(sheets / f"{width}x{height}-{spoken}-{dress}-{number // (ACROSS * DOWN) + 1:02d}.png")
            count += 1
    return count


def main(arguments: list[str]) -> int:
    """Draw all of them; 1 if anything is wrong."""
    folder = Path(arguments[0] if arguments else "gallery")
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    logging.getLogger().setLevel(logging.CRITICAL)
    sounds.set_enabled(False)
    theme.load_fonts()
    count = 0
    states = arguments[1:] or list(STATES)
    with tempfile.TemporaryDirectory() as made:
        template = Path(made) / "till"
        shop.build(template)
        for state, size, spoken, dress in product(states, SIZES, LANGUAGES, THEMES):
            for problem in draw(template, folder, state, size, spoken, dress):
                print(f"{state} {size[0]}x{size[1]} {spoken} {dress}: {problem}")
                count += 1
    print(f"{folder}: {count} findings, {lay_sheets(folder, states)} contact sheets")
    del application
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
