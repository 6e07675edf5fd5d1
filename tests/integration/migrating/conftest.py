"""An old programme and the database that takes it over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clock import ManualClock
from tests.integration.migrating.old import OldProgramme
from tests.server_places import ServerPlaces


@pytest.fixture
def old(tmp_path: Path, clock: ManualClock, place: ServerPlaces) -> Iterator[OldProgramme]:
    """A database with a programme and nobody in it."""
    made = OldProgramme(tmp_path, clock, url=place())
    yield made
    made.database.close()
