"""How Alembic runs here: over the connection, and in the transaction, that `migrations.upgrade` was given."""

from __future__ import annotations

from alembic import context

from cashier_app.server.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
context.run_migrations()
