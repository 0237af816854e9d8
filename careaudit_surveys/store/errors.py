"""What can go wrong in the store, told without a single stored value.

A database's own message may quote the row it refused, so none is ever passed on: only the kind
of trouble and the name of the constraint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from .models import unique_rules

Result = TypeVar("Result")

RACES = frozenset(
    {
        *("uq_inbound_heard", "uq_conversation_running", "uq_address_blind"),
        *("uq_call_back_open", "uq_route_in_use"),
        *("pk_inbound", "pk_answer", "pk_outbox", "pk_remark"),  # the place of a turn is taken
    }
)
"""Constraints that break when two do the same thing at once, and hold when it is done again."""

_BUSY_IN_SQLITE = re.compile(r"database( table| schema)? is locked")
_BUSY_IN_POSTGRESQL = frozenset({"40001", "40P01", "55P03"})
"""Serialization failure, deadlock, lock not available."""


class StoreError(Exception):
    """The database refused: the `kind` of trouble, and the `constraint` that was broken, if any."""

    def __init__(self, kind: str, constraint: str | None = None) -> None:
        self.kind = kind
        self.constraint = constraint
        super().__init__(f"{kind}: {constraint}" if constraint else kind)


class Conflict(StoreError):
    """Someone else was quicker. Nothing was kept; begin again with fresh eyes."""


class Missing(StoreError):
    """There is no such row in this organisation."""


def safely(engine: Engine, work: Callable[[], Result], connection: Any = None) -> Result:
    """Do this with the database; whatever that raises becomes a StoreError that quotes nothing.

    It is raised outside the handler, so that not even its context leads back to the values. When
    the driver's connection was lost, no other of that time is used again.
    """
    driver: Any = engine.dialect.loaded_dbapi
    try:
        return work()
    except DBAPIError as wrapped:
        error: Any = wrapped.orig
    except driver.Error as raised:
        error = raised
    if engine.dialect.is_disconnect(error, connection, None):
        engine.dispose()
    raise _problem(driver, error)


def _problem(driver: Any, error: Any) -> StoreError:
    if isinstance(error, driver.IntegrityError):
        constraint = _constraint(error)
        kind = Conflict if constraint in RACES else StoreError
        return kind("refused", constraint)
    if _is_busy(error):
        return Conflict("busy")
    return StoreError(type(error).__name__)


def _is_busy(error: Any) -> bool:
    state = getattr(error, "sqlstate", None)
    return state in _BUSY_IN_POSTGRESQL or bool(_BUSY_IN_SQLITE.fullmatch(str(error)))


def _constraint(error: Any) -> str | None:
    """The constraint's name. SQLite tells the columns of a unique one, in place of its name."""
    diagnosis = getattr(error, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name)
    found = re.match(r"(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed:? ?(.*)", str(error))
    if found is None:
        return None
    return unique_rules().get(found[2], found[2] or found[1].lower())
