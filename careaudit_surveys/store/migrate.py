"""Brings a database to the current tables, and says where it stands.

A new migration is a file `migrations/versions/NNNN_what_for.py` with the next number, written by
hand, with types of SQLAlchemy's own: ours may change, and it must not. It must work while the
code of the version before still runs. `tests/store/test_migrations.py` says what it lacks.
"""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from .engine import make_engine
from .errors import safely


def upgrade(url: str) -> None:
    """Carry out every migration the database has not had. A new SQLite file is made."""
    engine = make_engine(url)
    try:
        upgrade_engine(engine)
    finally:
        engine.dispose()


def upgrade_engine(engine: Engine, *, to: str = "head") -> None:
    """As `upgrade`, for an engine that is open already; `to` is the last migration to carry out."""

    def work() -> None:
        with engine.connect() as connection:
            command.upgrade(_config(connection), to)

    safely(engine, work)


def head() -> str | None:
    """The newest migration there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def current(engine: Engine) -> str | None:
    """The newest migration this database has had; None for an empty one."""

    def work() -> str | None:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()

    return safely(engine, work)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "careaudit_surveys.store:migrations")
    config.attributes["connection"] = connection
    return config
