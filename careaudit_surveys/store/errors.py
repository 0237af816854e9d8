"""What can go wrong in the store, told without a single stored value.

A database's own message may quote the row it refused, so none is ever passed on: only the kind
of trouble and the name of the constraint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from .models import unique_rules

RACES = frozenset({"uq_inbound_heard", "uq_conversation_running", "uq_address_blind"})
"""Constraints that break when two do the same thing at once, and hold when it is done again."""

_BUSY = ("database is locked", "database table is locked", "database schema is locked")
_SERIALIZATION = ("40001", "40P01", "55P03")
"""PostgreSQL: serialization failure, deadlock, lock not available."""


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


@contextmanager
def told_safely() -> Iterator[None]:
    """Turn whatever the database raises into a StoreError that quotes nothing.

    It is raised outside the handler, so that not even its context leads back to the values.
    """
    try:
        yield
        return
    except DBAPIError as error:
        problem = _problem(error)
    raise problem


def _problem(error: DBAPIError) -> StoreError:
    constraint = _constraint(error)
    if isinstance(error, IntegrityError):
        kind = Conflict if constraint in RACES else StoreError
        return kind("refused", constraint)
    if isinstance(error, OperationalError) and _is_race(error):
        return Conflict("busy")
    return StoreError(type(error).__name__)


def _is_race(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    return state in _SERIALIZATION or (state is None and str(error.orig) in _BUSY)


def _constraint(error: DBAPIError) -> str | None:
    """The constraint's name. SQLite tells the columns of a unique one, in place of its name."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        name: str | None = diagnosis.constraint_name
        return name
    found = re.match(
        r"(UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed:? ?(.*)", str(error.orig)
    )
    if found is None:
        return None
    return unique_rules().get(found[2], found[2] or found[1].lower())
