"""Migrations make exactly the declared tables, and a database of a newer program is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from cashier_app.server import migrations
from cashier_app.server.database import ServerDatabase, UnknownDatabase
from cashier_app.server.tables import metadata
from cashier_app.storage.errors import DatabaseCorrupt, DatabaseNewer
from tests.clock import ManualClock


def test_the_newest_migration_makes_the_declared_tables(tmp_path: Path, clock: ManualClock) -> None:
    with ServerDatabase.open(str(tmp_path / "a.db"), clock) as database, database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        made = {
            row.name: row.sql
            for row in connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE sql <> ''"))
        }
    for table in metadata.sorted_tables:
        declared = "WITHOUT ROWID" in str(
            sa.schema.CreateTable(table).compile(dialect=sa.create_engine("sqlite://").dialect)
        )
        assert ("WITHOUT ROWID" in made[table.name]) == declared


def test_every_migration_is_known_by_the_newest_number() -> None:
    steps = sorted(path.stem for path in (Path(migrations.__file__).parent / "versions").glob("v*.py"))
    assert steps[-1].startswith(f"v{migrations.NEWEST}_")


def test_a_database_of_a_newer_program_is_left_alone(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "a.db"
    with ServerDatabase.open(str(path), clock) as database, database.write() as transaction:
        transaction.connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNewer):
        ServerDatabase.open(str(path), clock)


def test_a_new_database_has_an_identity_that_stays(tmp_path: Path, clock: ManualClock) -> None:
    seen = set()
    for _ in range(2):
        with ServerDatabase.open(f"sqlite:///{tmp_path / 'a.db'}", clock) as database, database.read() as connection:
            seen.add(connection.execute(sa.text("SELECT group_concat(value) FROM meta")).scalar())
    assert len(seen) == 1


def test_time_only_grows_whatever_the_clock_says(tmp_path: Path, clock: ManualClock) -> None:
    instants = []
    with ServerDatabase.open(str(tmp_path / "a.db"), clock) as database:
        for moved in (0, 0, -10_000, 0):
            clock.set_wall_clock(clock.now() + moved)
            with database.write() as transaction:
                instants.append(transaction.now)
    assert instants == sorted(set(instants))


def test_what_is_no_database_is_refused_with_words(tmp_path: Path, clock: ManualClock) -> None:
    (tmp_path / "text.db").write_text("no database at all, but a letter to a friend\n" * 100)
    with pytest.raises(DatabaseCorrupt):
        ServerDatabase.open(str(tmp_path / "text.db"), clock)
    for url in ("mysql://localhost/x", "", "sqlite:///"):
        with pytest.raises(UnknownDatabase):
            ServerDatabase.open(url, clock)


def test_a_failed_transaction_leaves_nothing(tmp_path: Path, clock: ManualClock) -> None:
    with ServerDatabase.open(str(tmp_path / "a.db"), clock) as database:

        def fail() -> None:
            with database.write() as transaction:
                transaction.connection.execute(sa.text("INSERT INTO meta VALUES ('x', 'y')"))
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail()
        with database.read() as connection:
            assert connection.execute(sa.text("SELECT count(*) FROM meta WHERE key = 'x'")).scalar() == 0
