"""Versions of the till's tables: `HEAD` is the one this program works with.

Alembic is imported only when a migration is due; an ordinary start compares one short text.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

#: The newest revision in `versions`; a test holds them together.
HEAD: Final = "0004"

#: Every revision this program can migrate from.
KNOWN: Final = frozenset({"0001", "0002", "0003", "0004"})


def revision(driver: Any) -> str | None:
    """The revision of a database; None for an empty one.  Plain SQL on the driver's connection."""
    table = driver.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'").fetchone()
    if table is None:
        return None
    row = driver.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def migrate(engine: Any, to: str = "head") -> None:
    """Bring the database of an SQLAlchemy engine to a revision, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
