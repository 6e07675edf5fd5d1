"""An open shop for the till's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.till.opening import Till
from tests.clock import ManualClock
from tests.integration.till.shop import found_shop


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    """A till with goods and buyers; the administrator is logged in and a shift is open."""
    opened = found_shop(tmp_path, clock)
    yield opened
    opened.close()
