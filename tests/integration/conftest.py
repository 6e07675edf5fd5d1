"""What the tests of real files, sockets and databases share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cashier_app.core.errors import WorldError
from cashier_app.words import load_words


@pytest.fixture
def in_words() -> Callable[[WorldError], str]:
    """What a person reads of an error in Russian; fails where it is unfinished or untranslated."""

    def words(error: WorldError) -> str:
        text = " — ".join(load_words("ru").error(error))
        assert "{" not in text, text
        assert any("а" <= letter <= "я" for letter in text.lower()), text
        return text

    return words
