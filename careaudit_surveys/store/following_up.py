"""What a person does about words and alerts: reads, acknowledges, closes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, update

from . import models as m
from .transaction import Transaction, ours

READ = update(m.Remark).where(
    m.Remark.organisation_id == ours,
    m.Remark.conversation_id == bindparam("conversation"),
    m.Remark.turn == bindparam("of_turn"),
    m.Remark.read_at.is_(None),
)

_OPEN = update(m.Alert).where(
    m.Alert.organisation_id == ours,
    m.Alert.id == bindparam("alert"),
    m.Alert.closed_at.is_(None),
)

CLOSE = _OPEN
ACKNOWLEDGE = _OPEN.where(m.Alert.acknowledged_at.is_(None))


def mark_read(
    unit: Transaction, conversation_id: UUID, turn: int, *, by: str, at: datetime
) -> bool:
    """Words were read. False if someone had read them before, who stays named."""
    where = {"conversation": conversation_id, "of_turn": turn}
    return unit.write(READ, {**where, "read_by": by, "read_at": at}) == 1


def acknowledge(unit: Transaction, alert_id: UUID, *, by: str, at: datetime) -> bool:
    """Someone has seen an alert and acts on it. False if another was there before."""
    values = {"acknowledged_by": by, "acknowledged_at": at}
    return unit.write(ACKNOWLEDGE, {"alert": alert_id, **values}) == 1


def close(unit: Transaction, alert_id: UUID, *, by: str, at: datetime, outcome: str) -> bool:
    """An alert is dealt with, and this is what came of it. False if it was closed before."""
    sealed = unit.keyring.seal_for("alert", "alert.outcome", alert_id, outcome.encode())
    values = {"closed_by": by, "closed_at": at, "outcome": sealed}
    return unit.write(CLOSE, {"alert": alert_id, **values}) == 1
