"""One connection, one transaction, one organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Lock
from types import TracebackType
from typing import Any, ClassVar, Self
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    Connection,
    CursorResult,
    Engine,
    Executable,
    Insert,
    Row,
    bindparam,
)

from .errors import Conflict, told_safely
from .sealing import Keyring

Values = Mapping[str, Any]

ours: BindParameter[UUID] = bindparam("ours")
"""The unit's organisation, in the WHERE of every statement; `Transaction` fills it in."""

PATIENCE = 15.0
"""Seconds that a writer waits for its turn on SQLite before the work is begun again."""


class Transaction:
    """Reads see what is committed; the first write begins the transaction; `commit` ends it.

    Leaving the block without `commit` undoes everything. On SQLite, where one writes at a time,
    the writers of a process queue for `writing` rather than sleep on the file's own lock.
    """

    def __init__(
        self, engine: Engine, keyring: Keyring, organisation_id: UUID, writing: Lock | None = None
    ) -> None:
        self.organisation_id = organisation_id
        self.keyring = keyring
        self._engine = engine
        self._writing = writing
        self._begun = False
        self._connection: Connection

    def __enter__(self) -> Self:
        with told_safely():
            self._connection = self._engine.connect()
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
            self._connection.close()

    def commit(self) -> None:
        """Keep all that was written. After this the unit may read and write anew."""
        if self._begun:
            self._end("COMMIT")

    def read(self, statement: Executable, values: Values | None = None) -> Sequence[Row[Any]]:
        """The rows of a query."""
        with told_safely():
            return self._connection.execute(statement, self._ours(statement, values)).all()

    def read_one(self, statement: Executable, values: Values | None = None) -> Row[Any] | None:
        """The first row of a query, or None."""
        with told_safely():
            return self._connection.execute(statement, self._ours(statement, values)).first()

    def write(self, statement: Executable, values: Values | None = None) -> int:
        """Carry out a statement; how many rows it touched."""
        self.begin()
        with told_safely():
            result: CursorResult[Any] = self._connection.execute(
                statement, self._ours(statement, values)
            )
            return result.rowcount

    def write_all(self, statement: Executable, rows: Sequence[Values]) -> None:
        """Carry out a statement once for each of `rows`; for none, nothing."""
        if not rows:
            return
        self.begin()
        with told_safely():
            self._connection.execute(statement, [self._ours(statement, row) for row in rows])

    def begin(self) -> None:
        """Begin the transaction now, if it has not begun."""
        if self._begun:
            return
        if self._writing and not self._writing.acquire(timeout=PATIENCE):
            raise Conflict("busy")
        try:
            with told_safely():
                self._connection.exec_driver_sql(self._BEGIN[self._engine.dialect.name])
            self._begun = True
        finally:
            if not self._begun:
                self._let_others_write()

    _BEGIN: ClassVar = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN"}

    def _end(self, how: str) -> None:
        try:
            with told_safely():
                self._connection.exec_driver_sql(how)
        finally:
            self._begun = False
            self._let_others_write()

    def _let_others_write(self) -> None:
        if self._writing:
            self._writing.release()

    def _ours(self, statement: Executable, values: Values | None) -> dict[str, Any]:
        place = "organisation_id" if isinstance(statement, Insert) else "ours"
        return {place: self.organisation_id, **(values or {})}
