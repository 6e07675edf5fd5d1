"""A member lives where most visits are: an account may be served by another store than the one it began at."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the column and the list of visits elsewhere; everybody goes on living where they are."""
    op.add_column("account", sa.Column("served_store", TEXT, nullable=False, server_default=""))
    op.create_table(
        "visit_elsewhere",
        sa.Column("account_id", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.account_id"]),
        sa.PrimaryKeyConstraint("account_id"),
        sqlite_with_rowid=False,
    )
    moved = sa.text("home_epoch <> '' AND served_store <> ''")
    op.create_index("account_moved", "account", ["home_epoch"], sqlite_where=moved, postgresql_where=moved)
