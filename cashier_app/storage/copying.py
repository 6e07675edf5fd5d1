"""Whole tables copied from one till's database into another's, while the first goes on working."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from cashier_app.storage.errors import as_world_error
from cashier_app.storage.repositories.goods_index import index_all


def copy_tables(source: Path, target: Path, tables: Sequence[str]) -> None:
    """Make tables of the database at `target` hold what those at `source` hold; both have the newest tables.

    Goods are indexed anew.  `source` is opened for reading alone, and nobody else may have `target` open.  Raises
    `storage.errors`.
    """
    import pysqlite3.dbapi2 as driver

    try:
        connection = driver.connect(f"file:{quote(str(target))}?mode=rw", uri=True, isolation_level=None)
        try:
            connection.execute("ATTACH ? AS other", (f"file:{quote(str(source))}?mode=ro",))
            connection.execute("BEGIN IMMEDIATE")
            for table in reversed(tables):
                connection.execute(f'DELETE FROM main."{table}"')
            for table in tables:
                names = [str(row[1]) for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
                columns = ", ".join(f'"{name}"' for name in names)
                connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM other."{table}"')
            if "product" in tables:
                index_all(connection)
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    except (OSError, driver.Error) as error:
        raise as_world_error(error, target) or error from error
