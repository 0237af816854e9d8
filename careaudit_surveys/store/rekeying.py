"""After a new seal key: what is sealed by an older one is sealed by the newest."""

from __future__ import annotations

from sqlalchemy import bindparam, select, update

from . import models as m
from .transaction import Transaction, ours

KEYS = select(m.DataKey.respondent_id, m.DataKey.wrapped).where(m.DataKey.organisation_id == ours)

SET_KEY = update(m.DataKey).where(
    m.DataKey.organisation_id == ours, m.DataKey.respondent_id == bindparam("respondent")
)

ALERTS = select(m.Alert.id, m.Alert.words, m.Alert.outcome).where(m.Alert.organisation_id == ours)

SET_ALERT = update(m.Alert).where(m.Alert.organisation_id == ours, m.Alert.id == bindparam("alert"))


def rekey(unit: Transaction) -> int:
    """Seal anew what an older key sealed; how many values that was. The older may go afterwards.

    Respondents' own data stays as it is: only the keys that open it are wrapped anew.
    """
    unit.begin()
    return _rewrap_data_keys(unit) + _reseal_alerts(unit)


def _rewrap_data_keys(unit: Transaction) -> int:
    done = 0
    for row in unit.read(KEYS):
        wrapped = unit.keyring.rewrap(row.respondent_id, row.wrapped)
        if wrapped is not None:
            done += unit.write(SET_KEY, {"respondent": row.respondent_id, "wrapped": wrapped})
    return done


def _reseal_alerts(unit: Transaction) -> int:
    done = 0
    for row in unit.read(ALERTS):
        for column in ("words", "outcome"):
            value = getattr(row, column)
            sealed = value and unit.keyring.reseal_for("alert", f"alert.{column}", row.id, value)
            if sealed is not None:
                done += unit.write(SET_ALERT, {"alert": row.id, column: sealed})
    return done
