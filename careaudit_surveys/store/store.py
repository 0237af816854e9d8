"""One database and the keys to it."""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from uuid import UUID

from sqlalchemy import Engine, insert, select

from . import models as m
from .errors import told_safely
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
        with told_safely(self.engine), self.engine.connect() as connection:
            connection.execute(row)
        return organisation_id

    def organisations(self) -> tuple[Organisation, ...]:
        """Every organisation, by name: the one query that looks beyond one of them."""
        query = select(m.Organisation.id, m.Organisation.name).order_by(m.Organisation.name)
        with told_safely(self.engine), self.engine.connect() as connection:
            return tuple(
                Organisation(id=row.id, name=row.name) for row in connection.execute(query)
            )

    def scrub(self) -> None:
        """See that what was deleted is gone from the files, not only from the tables."""
        with told_safely(self.engine), self.engine.connect() as connection:
            connection.exec_driver_sql(_SCRUB[self.engine.dialect.name])

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
