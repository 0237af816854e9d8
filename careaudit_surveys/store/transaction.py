"""One connection, one transaction, one organisation."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from types import TracebackType
from typing import Any, ClassVar, Self
from uuid import UUID

from sqlalchemy import BindParameter, Engine, Insert, bindparam

from .errors import Conflict, safely
from .prepared import Prepared, Shelf, Statement, Values, as_one
from .sealing import Keyring

ours: BindParameter[UUID] = bindparam("ours")
"""The unit's organisation, in the WHERE of every statement; `Transaction` fills it in."""

Write = tuple[Statement, Values | None]

PATIENCE = 15.0
"""Seconds that a writer waits for its turn on SQLite before the work is begun again."""


class Transaction:
    """Reads see what is committed; the first write begins the transaction; `commit` ends it.

    Leaving the block without `commit` undoes everything. On SQLite, where one writes at a time,
    the writers of a process queue for `writing` rather than sleep on the file's own lock.
    """

    def __init__(
        self,
        engine: Engine,
        shelf: Shelf,
        keyring: Keyring,
        organisation_id: UUID,
        writing: Lock | None = None,
    ) -> None:
        self.organisation_id = organisation_id
        self.keyring = keyring
        self._engine = engine
        self._shelf = shelf
        self._writing = writing
        self._begun = False

    def __enter__(self) -> Self:
        self._pooled = safely(self._engine, self._engine.raw_connection)
        self._connection: Any = self._pooled.driver_connection
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if self._begun:
                self._end("ROLLBACK")
        finally:
            self._pooled.close()

    def begin(self) -> None:
        """Begin the transaction now, if it has not begun."""
        if self._begun:
            return
        if self._writing and not self._writing.acquire(timeout=PATIENCE):
            raise Conflict("busy")
        try:
            self._run(self._BEGIN[self._engine.dialect.name])
            self._begun = True
        finally:
            if not self._begun:
                self._let_others_write()

    _BEGIN: ClassVar = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}

    def commit(self) -> None:
        """Keep all that was written. After this the unit may read and write anew."""
        if self._begun:
            self._end("COMMIT")

    def read(self, statement: Statement, values: Values | None = None) -> list[Any]:
        """The rows of a query, as named tuples."""
        ready, given = self._ready(statement, values)
        return ready.rows(self._fetched(ready.text, ready.values(given)))

    def read_one(self, statement: Statement, values: Values | None = None) -> Any:
        """The first row of a query as a named tuple, or None."""
        rows = self.read(statement, values)
        return rows[0] if rows else None

    def write(self, statement: Statement, values: Values | None = None) -> int:
        """Carry out a statement; how many rows it touched."""
        self.begin()
        ready, given = self._ready(statement, values)
        return self._run(ready.text, ready.values(given))

    def write_together(self, writes: Sequence[Write]) -> None:
        """Carry out several statements. Conflict if the first of them touches no row.

        PostgreSQL is sent them as one: it answers once, and no two of them may touch the same
        row or see what another did.
        """
        if self._engine.dialect.name == "sqlite":
            first, *others = writes
            touched = self.write(*first)
            for statement, values in others if touched else ():
                self.write(statement, values)
        else:
            touched = self._write_as_one(writes)
        if not touched:
            raise Conflict("changed meanwhile")

    def _write_as_one(self, writes: Sequence[Write]) -> int:
        self.begin()
        ready = [self._ready(statement, values) for statement, values in writes]
        text = as_one(tuple(each.text for each, _ in ready))
        values = [value for each, given in ready for value in each.values(given)]
        return int(self._fetched(text, values)[0][0])

    def _fetched(self, text: str, values: Sequence[Any]) -> list[Any]:
        """The rows that a statement gives."""

        def work() -> Any:
            cursor = self._connection.cursor()
            cursor.execute(text, values)
            return cursor.fetchall()

        return list(safely(self._engine, work, self._connection))

    def _run(self, text: str, values: Sequence[Any] = ()) -> int:
        """How many rows a statement touched."""

        def work() -> Any:
            cursor = self._connection.cursor()
            cursor.execute(text, values)
            return cursor.rowcount

        return int(safely(self._engine, work, self._connection))

    def _ready(self, statement: Statement, values: Values | None) -> tuple[Prepared, Values]:
        place = "organisation_id" if isinstance(statement, Insert) else "ours"
        given = {place: self.organisation_id, **(values or {})}
        return self._shelf.get(statement, given), given

    def _end(self, how: str) -> None:
        try:
            self._run(how)
        finally:
            self._begun = False
            self._let_others_write()

    def _let_others_write(self) -> None:
        if self._writing:
            self._writing.release()
