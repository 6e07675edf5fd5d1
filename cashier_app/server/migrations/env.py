"""How Alembic runs here: over the connection that `migrations.upgrade` was given, in one transaction."""

from __future__ import annotations

from alembic import context

from cashier_app.server.tables import metadata

connection = context.config.attributes["connection"]
with connection.begin():
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
    context.run_migrations()
