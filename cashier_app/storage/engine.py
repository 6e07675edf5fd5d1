"""SQLite as a till needs it: WAL, FULL, foreign keys, a version without the WAL bug.

SQLite 3.7.0–3.51.2 can corrupt a WAL database when two connections write or checkpoint at once, so
there is one writing and checkpointing connection, and the library is one of our own choosing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from cashier_app.storage.errors import SqliteUnfit

if TYPE_CHECKING:
    from sqlalchemy import Engine

OLDEST_SQLITE: Final = (3, 51, 3)

#: How long a connection waits for another process's lock before it says so.
BUSY_MS: Final = 250


def create_till_engine(path: Path, read_only: bool = False, busy_ms: int = BUSY_MS) -> Engine:
    """An engine over pysqlite3 whose connections are ready for use; transactions begin IMMEDIATE.

    `wal_autocheckpoint` is off: the writing worker checkpoints between its jobs.  A read-only
    engine neither writes nor checkpoints.  Raises `SqliteUnfit`.
    """
    import pysqlite3.dbapi2 as driver
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    if driver.sqlite_version_info < OLDEST_SQLITE:
        raise SqliteUnfit(found=driver.sqlite_version, needed=".".join(map(str, OLDEST_SQLITE)))

    def connect() -> Any:
        mode = "ro" if read_only else "rwc"
        connection = driver.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            timeout=busy_ms / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            prepare(connection, read_only)
        except driver.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=driver, creator=connect, poolclass=NullPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def prepare(connection: Any, read_only: bool) -> None:
    """Set what SQLite keeps per connection; the journal mode is kept in the file."""
    if not read_only:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA cache_size=-4000")
    connection.execute("PRAGMA temp_store=MEMORY")
