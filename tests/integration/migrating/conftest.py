"""An old programme and the database that takes it over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import ManualClock
from tests.integration.migrating.old import OldProgramme


@pytest.fixture
def old(tmp_path: Path, clock: ManualClock) -> Iterator[OldProgramme]:
    """A database with a programme and nobody in it."""
    made = OldProgramme(tmp_path, clock)
    yield made
    made.database.close()
