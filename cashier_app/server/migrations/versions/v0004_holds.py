"""Holds of sites on what a buyer is about to spend."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
OPEN = sa.text("state = 'open'")
OVER = sa.text("state = 'over'")


def upgrade() -> None:
    """Make their tables."""
    _complete_the_first()
    op.create_table(
        "hold",
        sa.Column("hold_id", TEXT, nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("lease_until", sa.BigInteger(), nullable=False),
        sa.Column("op_id", TEXT, nullable=False),
        sa.Column("asked", sa.LargeBinary(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["epoch"], ["epoch.epoch"]),
        sa.PrimaryKeyConstraint("hold_id"),
    )
    op.create_index(op.f("ix_hold_account_id"), "hold", ["account_id"], unique=False)
    op.create_index("hold_open", "hold", ["lease_until"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("hold_kept", "hold", ["lease_until"], sqlite_where=OVER, postgresql_where=OVER)
    op.create_table(
        "hold_lot",
        sa.Column("hold_id", TEXT, nullable=False),
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("wallet", TEXT, nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hold_id"], ["hold.hold_id"]),
        sa.PrimaryKeyConstraint("hold_id", "lot_id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_hold_lot_lot_id"), "hold_lot", ["lot_id"], unique=False)


def _complete_the_first() -> None:
    """Programs before the first store node made the first tables without what was told to nodes."""
    inspector = sa.inspect(op.get_bind())
    if inspector.has_table("told_marks"):
        return
    op.add_column("account", sa.Column("told_at", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("account", sa.Column("told_marks", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("recall", sa.Column("parent", TEXT, nullable=False, server_default=""))
    op.create_table(
        "told_marks",
        sa.Column("marks_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("marks", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("marks_id"),
        sa.UniqueConstraint("marks"),
    )
