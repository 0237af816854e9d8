"""How each database is opened, so that what is committed is on disk and what is deleted is gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.pool import ConnectionPoolEntry

_SQLITE = (
    "PRAGMA busy_timeout = 15000",  # milliseconds that a writer waits for another
    "PRAGMA journal_mode = WAL",  # readers and a writer do not wait for each other
    "PRAGMA synchronous = FULL",  # a commit has reached the disk when it returns
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # deleted content is overwritten, not only forgotten
)


def make_engine(url: str, *, pool_size: int = 20) -> Engine:
    """An engine for SQLite or PostgreSQL. Nothing is opened before it is used.

    Connections are in autocommit: a `Unit` begins and ends its transactions itself, with plain
    statements, so that one begins as late as it can. Values never stand in error texts.
    """
    address = make_url(url)
    engine = create_engine(
        address,
        isolation_level="AUTOCOMMIT",
        paramstyle="format" if address.get_backend_name() == "postgresql" else "qmark",
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=pool_size,
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _SQLITE:
        cursor.execute(pragma)
    cursor.close()
