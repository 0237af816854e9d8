"""How each database is opened, so that what is committed is on disk and what is deleted is gone."""

from __future__ import annotations

import os
from contextlib import suppress
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
        event.listen(engine, "do_connect", _for_its_owner_alone)
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _for_its_owner_alone(*given: Any) -> None:
    """Make the file before SQLite would, which lets the umask say who may read it."""
    path: str = given[2][0]
    with suppress(OSError):  # it is there; or it cannot be, which SQLite says in a moment
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _SQLITE:
        cursor.execute(pragma)
    cursor.close()
