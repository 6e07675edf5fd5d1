"""How Alembic reaches the database: by the connection that `migrate` hands over, in its transaction."""

from alembic import context

from cashier_app.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
