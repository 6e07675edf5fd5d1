"""Chains of shops as they stand before anything happens, made once and copied for every seed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cashier_app.simulation.beginnings import Beginnings


@pytest.fixture(scope="session")
def beginnings() -> Iterator[Beginnings]:
    """Made once, copied for every seed."""
    made = Beginnings()
    yield made
    made.close()
