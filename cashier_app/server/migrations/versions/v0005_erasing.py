"""Operations may be rewritten when a person is forgotten; registrations are found by their account."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, and the account of registrations that are here already."""
    op.add_column("operation", sa.Column("rewritten", sa.LargeBinary(), nullable=True))
    connection = op.get_bind()
    operation = sa.table(
        "operation",
        sa.column("epoch"),
        sa.column("seq"),
        sa.column("kind"),
        sa.column("account_id"),
        sa.column("body", sa.LargeBinary()),
    )
    rows = connection.execute(
        sa.select(operation.c.epoch, operation.c.seq, operation.c.body).where(operation.c.kind == "registration")
    ).all()
    for row in rows:
        account_id = msgspec.json.decode(bytes(row.body))["body"]["account_id"]
        here = (operation.c.epoch == row.epoch) & (operation.c.seq == row.seq)
        connection.execute(sa.update(operation).where(here).values(account_id=account_id))
