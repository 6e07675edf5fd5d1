"""Open alarms and dead letters are found without reading every operation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

REJECTED = sa.text("state = 'rejected'")
OPEN = sa.text("resolved_at IS NULL")


def upgrade() -> None:
    """Make their indexes."""
    op.create_index(
        "operation_rejected", "operation", ["received_at"], sqlite_where=REJECTED, postgresql_where=REJECTED
    )
    op.create_index("alarm_open", "alarm", ["kind"], sqlite_where=OPEN, postgresql_where=OPEN)
