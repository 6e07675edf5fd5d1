"""What version of the program each node runs, and the versions that are given out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "node_program",
        sa.Column("node_id", TEXT, nullable=False),
        sa.Column("version", TEXT, nullable=False),
        sa.Column("platform", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("wanted", TEXT, nullable=False),
        sa.Column("why", TEXT, nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("node_id"),
    )
    op.create_table(
        "release",
        sa.Column("version", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("percent", sa.BigInteger(), nullable=False),
        sa.Column("nodes", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("version"),
    )
