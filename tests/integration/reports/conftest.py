"""A till after two days, closed: reports read its database alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clock import ManualClock
from tests.integration.reports.days import two_days


@pytest.fixture(scope="session")
def after_days(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the till of `two_days`."""
    folder = tmp_path_factory.mktemp("days") / "till"
    two_days(folder, ManualClock()).close()
    return folder
