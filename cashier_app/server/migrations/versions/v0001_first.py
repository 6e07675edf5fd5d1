"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "account",
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("display", TEXT, nullable=False),
        sa.Column("level_id", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("birthday", TEXT, nullable=True),
        sa.Column("segments", TEXT, nullable=False),
        sa.Column("home_store", TEXT, nullable=False),
        sa.Column("net_purchases", sa.BigInteger(), nullable=False),
        sa.Column("purchases", sa.BigInteger(), nullable=False),
        sa.Column("merged_into", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("born", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("level_since", sa.BigInteger(), nullable=False),
        sa.Column("level_floor", TEXT, nullable=False),
        sa.Column("next_level", TEXT, nullable=False),
        sa.Column("next_level_at", sa.BigInteger(), nullable=False),
        sa.Column("last_purchase_at", sa.BigInteger(), nullable=False),
        sa.Column("level_due", sa.BigInteger(), nullable=True),
        sa.Column("home_epoch", TEXT, nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.Column("told_marks", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
        sa.UniqueConstraint("revision"),
    )
    op.create_index("account_due", "account", ["level_due"], unique=False)
    op.create_index(
        "account_campaign",
        "account",
        ["state"],
        unique=False,
        sqlite_where=sa.text("state = 'campaign'"),
        postgresql_where=sa.text("state = 'campaign'"),
    )
    op.create_index(
        "account_home",
        "account",
        ["home_epoch"],
        unique=False,
        sqlite_where=sa.text("home_epoch <> ''"),
        postgresql_where=sa.text("home_epoch <> ''"),
    )
    op.create_table(
        "alarm",
        sa.Column("alarm_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("op_id", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("resolved_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("alarm_id"),
    )
    op.create_index(op.f("ix_alarm_lot_id"), "alarm", ["lot_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "entry",
        sa.Column("entry_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("op_id", TEXT, nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("wallet", TEXT, nullable=False),
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("points", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id"),
        sa.UniqueConstraint("op_id", "n"),
    )
    op.create_index(op.f("ix_entry_account_id"), "entry", ["account_id"], unique=False)
    op.create_index(op.f("ix_entry_lot_id"), "entry", ["lot_id"], unique=False)
    op.create_table(
        "level_change",
        sa.Column("change_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("from_level", TEXT, nullable=False),
        sa.Column("to_level", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("superseded_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("change_id"),
    )
    op.create_index("level_change_of", "level_change", ["account_id", "at"], unique=False)
    op.create_table(
        "level_state",
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("base", TEXT, nullable=False),
        sa.Column("base_at", sa.BigInteger(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("terms", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("account_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "level_assignment",
        sa.Column("assignment_id", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("level_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("assignment_id"),
    )
    op.create_index(op.f("ix_level_assignment_account_id"), "level_assignment", ["account_id"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "migration",
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "at"),
    )
    op.create_table(
        "programme",
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("author", TEXT, nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
        sa.UniqueConstraint("revision"),
    )
    op.create_table(
        "purchase",
        sa.Column("op_id", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("store_id", TEXT, nullable=False),
        sa.Column("counted_at", sa.BigInteger(), nullable=False),
        sa.Column("is_return", sa.Integer(), nullable=False),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("op_id"),
    )
    op.create_index("purchase_of", "purchase", ["account_id", "at"], unique=False)
    op.create_table(
        "store",
        sa.Column("store_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("store_id"),
    )
    op.create_table(
        "identifier",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("masked", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index(op.f("ix_identifier_account_id"), "identifier", ["account_id"], unique=False)
    op.create_table(
        "lot",
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("wallet", TEXT, nullable=False),
        sa.Column("source", TEXT, nullable=False),
        sa.Column("active_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("reserved", sa.BigInteger(), nullable=False),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        sa.Column("lapsed", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("lot_id"),
    )
    op.create_index(op.f("ix_lot_account_id"), "lot", ["account_id"], unique=False)
    op.create_index(
        "lot_expiring",
        "lot",
        ["expires_at"],
        unique=False,
        sqlite_where=sa.text("balance <> 0"),
        postgresql_where=sa.text("balance <> 0"),
    )
    op.create_table(
        "member",
        sa.Column("account_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("registered_at", sa.BigInteger(), nullable=False),
        sa.Column("registered_by", TEXT, nullable=False),
        sa.Column("store_id", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("consent", TEXT, nullable=False),
        sa.Column("consented_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.account_id"],
        ),
        sa.PrimaryKeyConstraint("account_id"),
    )
    op.create_table(
        "node",
        sa.Column("node_id", TEXT, nullable=False),
        sa.Column("store_id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("machine", TEXT, nullable=False),
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=True),
        sa.Column("drained_at", sa.BigInteger(), nullable=False),
        sa.Column("reported", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["store.store_id"],
        ),
        sa.PrimaryKeyConstraint("node_id"),
        sa.UniqueConstraint("key_hash"),
    )
    op.create_index(op.f("ix_node_store_id"), "node", ["store_id"], unique=False)
    op.create_table(
        "pairing",
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("store_id", TEXT, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("node_id", TEXT, nullable=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"],
            ["store.store_id"],
        ),
        sa.PrimaryKeyConstraint("code_hash"),
    )
    op.create_table(
        "epoch",
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("node_id", TEXT, nullable=False),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("applied_seq", sa.BigInteger(), nullable=False),
        sa.Column("applied_hash", sa.LargeBinary(), nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("durable_seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["node_id"],
            ["node.node_id"],
        ),
        sa.PrimaryKeyConstraint("epoch"),
    )
    op.create_index(op.f("ix_epoch_node_id"), "epoch", ["node_id"], unique=False)
    op.create_table(
        "fork",
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["epoch"],
            ["epoch.epoch"],
        ),
        sa.PrimaryKeyConstraint("epoch", "seq", "hash"),
    )
    op.create_table(
        "operation",
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("op_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("detail", TEXT, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("account_id", TEXT, nullable=True),
        sa.Column("receipt_id", TEXT, nullable=True),
        sa.Column("original_id", TEXT, nullable=True),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["epoch"],
            ["epoch.epoch"],
        ),
        sa.PrimaryKeyConstraint("epoch", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_operation_account_id"), "operation", ["account_id"], unique=False)
    op.create_index(op.f("ix_operation_number"), "operation", ["number"], unique=False)
    op.create_index(op.f("ix_operation_original_id"), "operation", ["original_id"], unique=False)
    op.create_index(op.f("ix_operation_receipt_id"), "operation", ["receipt_id"], unique=False)
    op.create_index(
        "operation_once",
        "operation",
        ["op_id"],
        unique=True,
        sqlite_where=sa.text("state = 'applied'"),
        postgresql_where=sa.text("state = 'applied'"),
    )
    op.create_table(
        "recall",
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["epoch"],
            ["epoch.epoch"],
        ),
        sa.PrimaryKeyConstraint("lot_id"),
    )
    op.create_index(op.f("ix_recall_epoch"), "recall", ["epoch"], unique=False)
    op.create_table(
        "told_marks",
        sa.Column("marks_id", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("marks", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("marks_id"),
        sa.UniqueConstraint("marks"),
    )
    op.create_table(
        "spending_right",
        sa.Column("lot_id", TEXT, nullable=False),
        sa.Column("epoch", TEXT, nullable=False),
        sa.Column("parent", TEXT, nullable=False),
        sa.Column("granted", sa.BigInteger(), nullable=False),
        sa.Column("earned", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("released", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["epoch"],
            ["epoch.epoch"],
        ),
        sa.PrimaryKeyConstraint("lot_id", "epoch", "parent"),
        sqlite_with_rowid=False,
    )
