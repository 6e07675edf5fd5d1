"""Versions of the server's tables (Alembic); `versions/` holds one module a step, never changed once released."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa

#: The newest step; a test holds it together with `versions/` and with `server.tables`.
NEWEST: Final = "0009"


def upgrade(connection: sa.Connection, target: str = "head") -> None:
    """Bring a database to a version, within the connection's own transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
