"""What stands on the till's screen leads nowhere out of it."""

from __future__ import annotations

import re
from pathlib import Path

UI = Path(__file__).resolve().parents[3] / "cashier_app" / "ui"
#: Of Qt and Python what shows the machine's files, opens another program or a page.
WAYS_OUT = (
    "QFileDialog",
    "QDesktopServices",
    "QPrintDialog",
    "QColorDialog",
    "QFontDialog",
    "QTextBrowser",
    "setOpenExternalLinks",
)
PROGRAMS = re.compile(r"\b(webbrowser|os\.startfile|os\.system|QProcess)\b")


def test_no_screen_opens_the_systems_dialogs_programs_or_pages() -> None:
    files = sorted(UI.rglob("*.py"))
    assert len(files) > 50
    found = [
        f"{file.name}: {word}"
        for file in files
        for word in WAYS_OUT + tuple(PROGRAMS.findall(file.read_text(encoding="utf-8")))
        if word in file.read_text(encoding="utf-8")
    ]
    assert found == []
