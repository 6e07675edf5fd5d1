"""Databases with their tables, made once and copied for every seed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cashier_app.server.database import ServerDatabase
from cashier_app.storage.database import Database
from tests.clock import ManualClock

#: Memory where there is some: thousands of commits need not wait for a disk here.
SHM = Path("/dev/shm")


@pytest.fixture(scope="session")
def template() -> Iterator[Path]:
    """A folder with an empty till's database and an empty server's."""
    with tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as folder:
        Database.open(Path(folder) / "till").close()
        for leftover in (Path(folder) / "till").glob("*"):
            if leftover.name != "till.db":
                leftover.unlink()
        ServerDatabase.open(str(Path(folder) / "server.db"), ManualClock()).close()
        yield Path(folder)
