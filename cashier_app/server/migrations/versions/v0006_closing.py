"""Epochs may be closed and written off, any right may be asked back, and alarms are settled by somebody."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the columns and tables; rights asked back until now go on being asked for."""
    op.add_column("epoch", sa.Column("heard_at", sa.BigInteger(), nullable=True))
    op.add_column("epoch", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    op.add_column("epoch", sa.Column("closed_why", TEXT, nullable=False, server_default=""))
    op.add_column("node", sa.Column("written_off_at", sa.BigInteger(), nullable=True))
    op.add_column("alarm", sa.Column("resolved_by", TEXT, nullable=False, server_default=""))
    op.add_column("alarm", sa.Column("note", TEXT, nullable=False, server_default=""))
    op.create_table(
        "written_off",
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("flagged", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("lot_id", "epoch", "parent"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "parting",
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["epoch"], ["epoch.epoch"]),
        sa.PrimaryKeyConstraint("epoch", "parent"),
        sqlite_with_rowid=False,
    )
    _renew_recall()


def _renew_recall() -> None:
    """A lot may be asked back from several holders: another primary key, which SQLite gives to a new table alone."""
    old = sa.table("recall", *(sa.column(name) for name in ("lot_id", "epoch", "parent", "asked_at")))
    connection = op.get_bind()
    asked = [dict(row._mapping) for row in connection.execute(sa.select(old)).all()]
    op.drop_table("recall")
    new = op.create_table(
        "recall",
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["epoch"], ["epoch.epoch"]),
        sa.PrimaryKeyConstraint("lot_id", "epoch", "parent"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_recall_epoch"), "recall", ["epoch"], unique=False)
    if asked:
        op.bulk_insert(new, [{**row, "until": None} for row in asked])
