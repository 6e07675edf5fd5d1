"""Answers to the questions of reports are kept of closed shifts."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make their table; it is filled behind the till's work."""
    op.create_table(
        "kept_answer",
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("shift", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("question", "shift", "day"),
        sqlite_with_rowid=False,
    )
