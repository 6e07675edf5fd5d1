"""An open shop for the till's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cashier_app.core.errors import WorldError
from cashier_app.till.opening import Till
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.till.shop import found_shop


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    """A till with goods and buyers; the administrator is logged in and a shift is open."""
    opened = found_shop(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def in_words() -> Callable[[WorldError], str]:
    """What the cashier reads of an error in Russian; fails where it is unfinished or untranslated."""

    def words(error: WorldError) -> str:
        text = " — ".join(load_words("ru").error(error))
        assert "{" not in text, text
        assert any("а" <= letter <= "я" for letter in text.lower()), text
        return text

    return words
