"""The paper beside the till shows what a simulated printer has drawn: letters, codes, bars and dots."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cashier_app.devices.simulators.paper import OnPaper, PaperBarcode, PaperCode, PaperCut, PaperLine, PaperPicture
from cashier_app.ui.paper_view import INK, PaperView


def ink(view: PaperView) -> int:
    """How many points of the view are as dark as ink."""
    image = view.viewport().grab().toImage()
    dark = QColor(INK).lightness() + 40
    return sum(
        image.pixelColor(x, y).lightness() <= dark
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


@pytest.mark.parametrize(
    "thing",
    [
        PaperLine("К ОПЛАТЕ", tall=True),
        PaperCode("CASHIER:R:1", 5),
        PaperPicture(64, b"\xff" * 8 * 40, "center"),
        PaperBarcode("4607001415299", 67, 2, 64, True),
    ],
    ids=lambda thing: type(thing).__name__,
)
def test_what_is_printed_is_seen(thing: OnPaper, qtbot: QtBot) -> None:
    view = PaperView(32)
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.show()
    assert ink(view) == 0
    view.add(thing)
    view.add(PaperCut(full=False))
    assert ink(view) > 20
