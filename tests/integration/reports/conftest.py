"""A till after two days, closed: reports read its database alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cashier_app.core.errors import WorldError
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.reports.days import two_days


@pytest.fixture(scope="session")
def after_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the till of `two_days`."""
    folder = tmp_path_factory.mktemp("days") / "till"
    two_days(folder, ManualClock()).close()
    return folder


@pytest.fixture
def in_words() -> Callable[[WorldError], str]:
    """What a person reads of an error in Russian; fails where it is unfinished or untranslated."""

    def words(error: WorldError) -> str:
        text = " — ".join(load_words("ru").error(error))
        assert "{" not in text, text
        assert any("а" <= letter <= "я" for letter in text.lower()), text
        return text

    return words
