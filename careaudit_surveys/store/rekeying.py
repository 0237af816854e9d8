"""After a new seal key: what is sealed by an older one is sealed by the newest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select, update

from . import models as m
from .prepared import Statement
from .transaction import Transaction, ours

KEYS = select(m.DataKey.respondent_id, m.DataKey.wrapped).where(m.DataKey.organisation_id == ours)

SET_KEY = update(m.DataKey).where(
    m.DataKey.organisation_id == ours, m.DataKey.respondent_id == bindparam("respondent")
)


def _row_of(table: Any) -> Statement:
    return update(table).where(table.organisation_id == ours, table.id == bindparam("row"))


def _of(table: Any, *columns: Any) -> Statement:
    return select(table.id, *columns).where(table.organisation_id == ours)


SEALED: Mapping[str, tuple[Statement, Statement, tuple[str, ...]]] = {
    "alert": (_of(m.Alert, m.Alert.words, m.Alert.outcome), _row_of(m.Alert), ("words", "outcome")),
    "call_back": (_of(m.CallBack, m.CallBack.outcome), _row_of(m.CallBack), ("outcome",)),
    "route": (_of(m.Route, m.Route.people), _row_of(m.Route), ("people",)),
}
"""What is sealed for its own table and by no respondent's key: how it is read, set, and called."""


def rekey(unit: Transaction) -> int:
    """Seal anew what an older key sealed; how many values that was. The older may go afterwards.

    Respondents' own data stays as it is: only the keys that open it are wrapped anew.
    """
    unit.begin()
    return _rewrap_data_keys(unit) + sum(_reseal(unit, table) for table in SEALED)


def _rewrap_data_keys(unit: Transaction) -> int:
    done = 0
    for row in unit.read(KEYS):
        wrapped = unit.keyring.rewrap(row.respondent_id, row.wrapped)
        if wrapped is not None:
            done += unit.write(SET_KEY, {"respondent": row.respondent_id, "wrapped": wrapped})
    return done


def _reseal(unit: Transaction, table: str) -> int:
    done = 0
    every_row, one_row, columns = SEALED[table]
    for row in unit.read(every_row):
        for column in columns:
            value = getattr(row, column)
            sealed = value and unit.keyring.reseal_for(table, f"{table}.{column}", row.id, value)
            if sealed is not None:
                done += unit.write(one_row, {"row": row.id, column: sealed})
    return done
