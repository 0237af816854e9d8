"""Statements written in SQLAlchemy Core, compiled once, and run on the driver's own cursor.

Going through `Connection.execute` for each would cost more than the database itself takes for a
turn; see docs/measured.md.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ClauseElement, Dialect, Select
from sqlalchemy.types import TypeEngine

Statement = ClauseElement
Values = Mapping[str, Any]

_named_tuple: Any = namedtuple  # its fields are known only when a statement is


class Prepared:
    """One statement as one kind of database wants it: its text, and values in and out."""

    def __init__(self, statement: Statement, dialect: Dialect, keys: Sequence[str]) -> None:
        compiled: Any = statement.compile(dialect=dialect, column_keys=list(keys))
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        columns = list(statement.selected_columns) if isinstance(statement, Select) else []
        names = [str(column.key) for column in columns]
        self.text = str(compiled)
        self._fixed = {bind.key: bind.value for bind in binds if not bind.required}
        self._names = [bind.key for bind in binds]
        self._in = _converters([bind.type for bind in binds], "bind_processor", dialect)
        self._out = _converters(
            [column.type for column in columns], "result_processor", dialect, None
        )
        self._make = _named_tuple("Row", names)._make

    def values(self, values: Values) -> list[Any]:
        """The values in the order and form the driver takes them."""
        given = {**self._fixed, **values} if self._fixed else values
        taken = [given[name] for name in self._names]
        for place, convert in self._in:
            taken[place] = convert(taken[place])
        return taken

    def rows(self, fetched: Iterable[Sequence[Any]]) -> list[Any]:
        """What the driver fetched, as named tuples of our own values."""
        return [self._make(self._converted(row)) for row in fetched]

    def _converted(self, fetched: Sequence[Any]) -> list[Any]:
        row = list(fetched)
        for place, convert in self._out:
            row[place] = convert(row[place])
        return row


class Shelf:
    """The prepared statements of one database; each is compiled when it is first asked for."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._prepared: dict[tuple[Statement, tuple[str, ...]], Prepared] = {}

    def get(self, statement: Statement, values: Values) -> Prepared:
        """The statement, made ready for values of these names."""
        key = (statement, tuple(values))
        found = self._prepared.get(key)
        if found is None:
            found = self._prepared[key] = Prepared(statement, self._dialect, tuple(values))
        return found


@cache
def as_one(texts: tuple[str, ...]) -> str:
    """Several changes as one statement of PostgreSQL; it counts the rows the first touched."""
    parts = ", ".join(f"part{n} AS ({text} RETURNING 1)" for n, text in enumerate(texts))
    return f"WITH {parts} SELECT count(*) FROM part0"  # noqa: S608


def _converters(
    kinds: Sequence[TypeEngine[Any]], which: str, dialect: Dialect, *more: Any
) -> list[tuple[int, Callable[[Any], Any]]]:
    """The places where a value is converted, each with what converts it."""
    found = (getattr(kind.dialect_impl(dialect), which)(dialect, *more) for kind in kinds)
    return [(place, convert) for place, convert in enumerate(found) if convert]
