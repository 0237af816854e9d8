"""What a person does about alerts, words and calls: looks, acknowledges, closes.

Lists never open what is sealed. Whoever looks at words, or at whom to ring, is written down in
the same breath; there is no other way to them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, literal, select, update

from . import models as m
from .errors import Missing
from .people import addresses_of
from .rows import Alert, AlertTold, CallBack, CallTold, Raised, Remark
from .statements import KEEP_ALERT
from .transaction import Transaction, ours
from .turns import opened_words
from .types import new_key

KEEP_LOOK = insert(m.Look).inline()

ALERTS = (
    select(
        m.Alert.id,
        m.Alert.service_id,
        m.Alert.conversation_id,
        m.Alert.turn,
        m.Alert.kinds,
        m.Alert.urgent,
        m.Alert.test,
        m.Alert.route_id,
        m.Alert.went_to,
        m.Alert.raised_at,
        m.Alert.due_at,
        m.Alert.acknowledged_at,
        m.Alert.acknowledged_by,
        m.Alert.closed_at,
        m.Alert.closed_by,
    )
    .where(m.Alert.organisation_id == ours)
    .order_by(m.Alert.urgent.desc(), m.Alert.raised_at, m.Alert.id)
)

OPEN_ALERTS = ALERTS.where(m.Alert.closed_at.is_(None))

ALERT_TOLD = select(m.Alert.words, m.Alert.outcome).where(
    m.Alert.organisation_id == ours, m.Alert.id == bindparam("alert")
)

_OPEN = update(m.Alert).where(
    m.Alert.organisation_id == ours,
    m.Alert.id == bindparam("alert"),
    m.Alert.closed_at.is_(None),
)

CLOSE = _OPEN
ACKNOWLEDGE = _OPEN.where(m.Alert.acknowledged_at.is_(None))

PASSED_TESTS = select(m.Alert.acknowledged_by).where(
    m.Alert.organisation_id == ours,
    m.Alert.route_id == bindparam("route"),
    m.Alert.test,
    m.Alert.acknowledged_at.isnot(None),
)

REMARKS = (
    select(
        m.Remark.conversation_id,
        m.Remark.turn,
        m.Remark.service_id,
        m.Remark.question,
        m.Remark.kept_at,
        m.Remark.read_at,
        m.Remark.read_by,
    )
    .where(m.Remark.organisation_id == ours)
    .order_by(m.Remark.kept_at, m.Remark.conversation_id, m.Remark.turn)
)

UNREAD = REMARKS.where(m.Remark.read_at.is_(None))

REMARK_TOLD = (
    select(
        m.Remark.turn,
        literal(0).label("position"),
        m.Remark.words,
        m.Conversation.respondent_id,
        m.DataKey.wrapped,
    )
    .join_from(m.Remark, m.Conversation, m.Conversation.id == m.Remark.conversation_id)
    .join(m.DataKey, m.DataKey.respondent_id == m.Conversation.respondent_id)
    .where(
        m.Remark.organisation_id == ours,
        m.Remark.conversation_id == bindparam("conversation"),
        m.Remark.turn == bindparam("of_turn"),
    )
)

READ = update(m.Remark).where(
    m.Remark.organisation_id == ours,
    m.Remark.conversation_id == bindparam("conversation"),
    m.Remark.turn == bindparam("of_turn"),
    m.Remark.read_at.is_(None),
)

CALLS = (
    select(
        m.CallBack.id,
        m.CallBack.respondent_id,
        m.CallBack.service_id,
        m.CallBack.asked_at,
        m.CallBack.due_at,
        m.CallBack.done_at,
        m.CallBack.done_by,
    )
    .where(m.CallBack.organisation_id == ours)
    .order_by(m.CallBack.due_at, m.CallBack.id)
)

OPEN_CALLS = CALLS.where(m.CallBack.done_at.is_(None))

OPEN_CALL_OF = OPEN_CALLS.where(m.CallBack.respondent_id == bindparam("respondent"))

CALL_TOLD = select(m.CallBack.respondent_id, m.CallBack.outcome).where(
    m.CallBack.organisation_id == ours, m.CallBack.id == bindparam("call")
)

CALL_DONE = update(m.CallBack).where(
    m.CallBack.organisation_id == ours,
    m.CallBack.id == bindparam("call"),
    m.CallBack.done_at.is_(None),
)


# Alerts


def alerts(unit: Transaction, *, closed: bool = False) -> tuple[Alert, ...]:
    """The open alerts, or with `closed` all of them: the urgent ones first, then the oldest."""
    rows = unit.read(ALERTS if closed else OPEN_ALERTS)
    return tuple(Alert(**row._asdict() | {"kinds": tuple(row.kinds.split())}) for row in rows)


def look_at_alert(unit: Transaction, alert_id: UUID, *, by: str, at: datetime) -> AlertTold:
    """The words of an alert, and what came of it. Missing if there is no such alert here."""
    row = _seen(unit, ALERT_TOLD, {"alert": alert_id}, "alert", alert_id, by, at)
    words = unit.keyring.open_for("alert", "alert.words", alert_id, row.words).decode()
    return AlertTold(words=words, outcome=_outcome(unit, "alert", alert_id, row.outcome))


def acknowledge(unit: Transaction, alert_id: UUID, *, by: str, at: datetime) -> bool:
    """Someone has seen an alert and acts on it. False if another was there before."""
    values = {"acknowledged_by": by, "acknowledged_at": at}
    return unit.write(ACKNOWLEDGE, {"alert": alert_id, **values}) == 1


def close(unit: Transaction, alert_id: UUID, *, by: str, at: datetime, outcome: str) -> bool:
    """An alert is dealt with, and this is what came of it. False if it was closed before."""
    sealed = unit.keyring.seal_for("alert", "alert.outcome", alert_id, outcome.encode())
    values = {"closed_by": by, "closed_at": at, "outcome": sealed}
    return unit.write(CLOSE, {"alert": alert_id, **values}) == 1


def raise_alert(
    unit: Transaction, service_id: UUID, alert: Raised, at: datetime, *, test: bool = False
) -> UUID:
    """Raise an alert of no conversation: a test, or of someone who was erased as they spoke."""
    alert_id = new_key()
    unit.write(
        KEEP_ALERT,
        {
            "id": alert_id,
            "service_id": service_id,
            "turn": 0,
            "kinds": " ".join(alert.kinds),
            "urgent": alert.urgent,
            "test": test,
            "words": unit.keyring.seal_for("alert", "alert.words", alert_id, alert.words.encode()),
            "raised_at": at,
            "due_at": alert.due_at,
            "route_id": alert.route_id,
            "went_to": alert.went_to,
        },
    )
    return alert_id


def tests_acknowledged_by(unit: Transaction, route_id: UUID) -> tuple[str, ...]:
    """Who acknowledged a test alert of a route."""
    rows = unit.read(PASSED_TESTS, {"route": route_id})
    return tuple(str(row.acknowledged_by) for row in rows)


# Words to be read


def remarks(unit: Transaction, *, read: bool = False) -> tuple[Remark, ...]:
    """What a person has yet to read, or with `read` all there is to read, oldest first."""
    rows = unit.read(REMARKS if read else UNREAD)
    return tuple(Remark(**row._asdict()) for row in rows)


def read(unit: Transaction, conversation_id: UUID, turn: int, *, by: str, at: datetime) -> str:
    """The words of a turn, which are read from now on; whoever read them first stays named.

    Missing if there are no such words here.
    """
    place = {"conversation": conversation_id, "of_turn": turn}
    row = _seen(unit, REMARK_TOLD, place, "remark", conversation_id, by, at, turn)
    unit.write(READ, {**place, "read_by": by, "read_at": at})
    key = unit.keyring.data_key(row.respondent_id, row.wrapped)
    return opened_words(key, "remark.words", conversation_id, row)


# Calls


def calls(unit: Transaction, *, done: bool = False) -> tuple[CallBack, ...]:
    """The calls to be made, or with `done` all of them, those due first first."""
    rows = unit.read(CALLS if done else OPEN_CALLS)
    return tuple(CallBack(**row._asdict()) for row in rows)


def waits_for_a_call(unit: Transaction, respondent_id: UUID) -> bool:
    """Has this respondent asked to be rung, and not been rung yet?"""
    return unit.read_one(OPEN_CALL_OF, {"respondent": respondent_id}) is not None


def look_at_call(unit: Transaction, call_id: UUID, *, by: str, at: datetime) -> CallTold:
    """Where someone is reached who asked to be rung. Missing if there is no such call here."""
    row = _seen(unit, CALL_TOLD, {"call": call_id}, "call_back", call_id, by, at)
    return CallTold(
        addresses=addresses_of(unit, row.respondent_id),
        outcome=_outcome(unit, "call_back", call_id, row.outcome),
    )


def call_done(unit: Transaction, call_id: UUID, *, by: str, at: datetime, outcome: str) -> bool:
    """A call was made, or tried, and this is what came of it. False if it was done before."""
    sealed = unit.keyring.seal_for("call_back", "call_back.outcome", call_id, outcome.encode())
    return (
        unit.write(CALL_DONE, {"call": call_id, "done_by": by, "done_at": at, "outcome": sealed})
        == 1
    )


# Looking


def _seen(
    unit: Transaction,
    query: Any,
    where: dict[str, Any],
    kind: str,
    seen_id: UUID,
    by: str,
    at: datetime,
    turn: int | None = None,
) -> Any:
    """A row with what is sealed in it; that it was looked at is kept with everything else."""
    row = unit.read_one(query, where)
    if row is None:
        raise Missing("no such row")
    look = {"id": new_key(), "kind": kind, "seen_id": seen_id, "turn": turn}
    unit.write(KEEP_LOOK, {**look, "seen_by": by, "seen_at": at})
    return row


def _outcome(unit: Transaction, table: str, row_id: UUID, sealed: bytes | None) -> str | None:
    if sealed is None:
        return None
    return unit.keyring.open_for(table, f"{table}.outcome", row_id, sealed).decode()
