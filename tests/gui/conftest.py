"""What the tests of screens share: an application in the product's dress, silent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from cashier_app.ui import language, sounds, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme at scale 1, in Russian, without sounds."""
    theme.load_fonts()
    sounds.set_enabled(False)
    language.set_language("ru")
    theme.apply("light", 1.0, large=False)
    yield qapp
    sounds.stop()


@pytest.fixture(scope="session")
def till_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a till with goods, buyers and people, to be copied by each test."""
    from tests.gui import shop

    folder = tmp_path_factory.mktemp("shop") / "till"
    shop.build(folder)
    return folder
