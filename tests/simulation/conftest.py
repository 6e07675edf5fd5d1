"""Chains of shops as they stand before anything happens, made once and copied for every seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.simulation.beginnings import Beginnings, quick_folder


@pytest.fixture(scope="session")
def beginnings() -> Iterator[Beginnings]:
    """Made once, copied for every seed."""
    with quick_folder() as folder:
        yield Beginnings(Path(folder))
