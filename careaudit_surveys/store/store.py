"""One database and the keys to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Executable, Row, insert, select, text

from . import models as m
from .errors import safely
from .prepared import Shelf
from .rows import Organisation
from .sealing import Keyring
from .types import new_key
from .unit import Unit

_SCRUB = {
    "sqlite": "PRAGMA wal_checkpoint(TRUNCATE)",
    "postgresql": "VACUUM",
}


class Store:
    """Opens units of work. On SQLite its writers queue, so use one Store in a process."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self.engine = engine
        self.keyring = keyring
        self._shelf = Shelf(engine.dialect)
        self._writing = Lock() if engine.dialect.name == "sqlite" else None

    def unit(self, organisation_id: UUID) -> Unit:
        """A unit of work for one organisation: `with store.unit(id) as unit:`."""
        return Unit(self.engine, self._shelf, self.keyring, organisation_id, self._writing)

    def add_organisation(self, name: str, at: datetime) -> UUID:
        """A new organisation."""
        organisation_id = new_key()
        row = insert(m.Organisation).values(id=organisation_id, name=name, made_at=at)
        self._execute(row)
        return organisation_id

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by name: the one query that looks beyond one of them."""
        query = select(m.Organisation.id, m.Organisation.name).order_by(m.Organisation.name)
        return tuple(Organisation(id=row.id, name=row.name) for row in self._execute(query))

    def scrub(self) -> None:
        """See that what was deleted is gone from the files, not only from the tables."""
        self._execute(text(_SCRUB[self.engine.dialect.name]))

    def _execute(self, statement: Executable) -> Sequence[Row[Any]]:
        def work() -> Sequence[Row[Any]]:
            with self.engine.connect() as connection:
                result = connection.execute(statement)
                return result.all() if result.returns_rows else []

        return safely(self.engine, work)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
