"""Alembic's way in: `migrate` hands it an open connection."""

from __future__ import annotations

from alembic import context

from careaudit_surveys.store.models import Row

connection = context.config.attributes["connection"]
on_sqlite = connection.dialect.name == "sqlite"

# Either all of the migrations or none: a database is never left between two.
with connection.begin():
    connection.exec_driver_sql("BEGIN IMMEDIATE" if on_sqlite else "BEGIN")
    context.configure(
        connection=connection,
        target_metadata=Row.metadata,
        # SQLite cannot alter most of a table: Alembic makes a new one and moves the rows over.
        render_as_batch=on_sqlite,
    )
    context.run_migrations()
