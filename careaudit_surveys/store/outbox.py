"""Messages of ours on their way out: claimed, sent, and never out of order in a conversation.

Whoever claims a message holds a lease on it, under a token made for that claim. The outcome is
taken only from who holds the token, so a sender that was given up for dead changes nothing.
A sender that dies after sending repeats the message; none is lost.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import aliased

from . import models as m
from .prepared import Statement, Values
from .rows import Claimed
from .transaction import Transaction, ours
from .turns import message_of

UNFINISHED = ("ready", "leased", "unknown")
"""While a message is in one of these, the next of its conversation waits."""

_Before = aliased(m.Outbox)

_due = and_(
    m.Outbox.due_at <= bindparam("now"),
    or_(
        m.Outbox.state == "ready",
        and_(m.Outbox.state == "leased", m.Outbox.leased_until < bindparam("now")),
    ),
)

_is_next = ~exists().where(
    _Before.organisation_id == m.Outbox.organisation_id,
    _Before.conversation_id == m.Outbox.conversation_id,
    tuple_(_Before.turn, _Before.position) < tuple_(m.Outbox.turn, m.Outbox.position),
    or_(*(_Before.state == state for state in UNFINISHED)),
)


def _due_where(also: ColumnElement[bool]) -> Statement:
    """What is due and next in its conversation; on PostgreSQL, past what others are claiming."""
    return (
        select(
            m.Outbox.conversation_id,
            m.Outbox.turn,
            m.Outbox.position,
            m.Outbox.message,
            m.Outbox.attempts,
            m.Conversation.respondent_id,
            m.DataKey.wrapped,
        )
        .join_from(
            m.Outbox,
            m.Conversation,
            and_(
                m.Conversation.organisation_id == m.Outbox.organisation_id,
                m.Conversation.id == m.Outbox.conversation_id,
            ),
        )
        .join(m.DataKey, m.DataKey.respondent_id == m.Conversation.respondent_id)
        .where(m.Outbox.organisation_id == ours, _due, _is_next, also)
        .order_by(m.Outbox.due_at, m.Outbox.conversation_id)
        .limit(bindparam("most"))
        .with_for_update(of=m.Outbox, skip_locked=True)
    )


DUE_ON_CHANNEL = _due_where(m.Outbox.channel == bindparam("channel"))
DUE_IN_CONVERSATION = _due_where(m.Outbox.conversation_id == bindparam("conversation"))

ONE = update(m.Outbox).where(
    m.Outbox.organisation_id == ours,
    m.Outbox.conversation_id == bindparam("conversation"),
    m.Outbox.turn == bindparam("of_turn"),
    m.Outbox.position == bindparam("at_position"),
)

MINE = ONE.where(m.Outbox.token == bindparam("mine"))

CANCEL = update(m.Outbox).where(
    m.Outbox.organisation_id == ours,
    m.Outbox.conversation_id == bindparam("conversation"),
    m.Outbox.state == "ready",
)


def claim(
    unit: Transaction, channel: str, now: datetime, *, lease: timedelta, most: int = 20
) -> tuple[Claimed, ...]:
    """Claim what is due on a channel, one message of each conversation at most."""
    where = {"channel": channel, "now": now, "most": most}
    return _claim(unit, DUE_ON_CHANNEL, where, now + lease)


def claim_next(
    unit: Transaction, conversation_id: UUID, now: datetime, *, lease: timedelta
) -> Claimed | None:
    """Claim the next message of one conversation, if it is due."""
    where = {"conversation": conversation_id, "now": now, "most": 1}
    claimed = _claim(unit, DUE_IN_CONVERSATION, where, now + lease)
    return claimed[0] if claimed else None


def sent(unit: Transaction, message: Claimed, at: datetime, provider_id: str | None = None) -> bool:
    """It went out, under the id the provider gave it. False if the lease was lost meanwhile."""
    values = {"state": "sent", "sent_at": at, "provider_id": provider_id}
    return _settle(unit, message, values)


def failed(unit: Transaction, message: Claimed, *, again_at: datetime | None) -> bool:
    """It did not go out: try again then, or, with None, never. False if the lease was lost."""
    if again_at is None:
        return _settle(unit, message, {"state": "failed"})
    return _settle(unit, message, {"state": "ready", "due_at": again_at})


def cancel(unit: Transaction, conversation_id: UUID) -> int:
    """Take back what is still waiting in a conversation; how many messages that was."""
    return unit.write(CANCEL, {"conversation": conversation_id, "state": "cancelled"})


def _claim(
    unit: Transaction, due: Statement, where: Values, leased_until: datetime
) -> tuple[Claimed, ...]:
    unit.begin()
    rows = unit.read(due, where)
    claimed = []
    for row in rows:
        token = token_hex(16)
        lease = {"state": "leased", "token": token, "leased_until": leased_until}
        unit.write(ONE, {**_place(row), **lease, "attempts": row.attempts + 1})
        key = unit.keyring.data_key(row.respondent_id, row.wrapped)
        claimed.append(
            Claimed(
                conversation_id=row.conversation_id,
                turn=row.turn,
                position=row.position,
                respondent_id=row.respondent_id,
                attempt=row.attempts + 1,
                token=token,
                message=message_of(row, key),
            )
        )
    return tuple(claimed)


def _settle(unit: Transaction, message: Claimed, values: Values) -> bool:
    settled = {"token": None, "leased_until": None, **values}
    return unit.write(MINE, {**_place(message), "mine": message.token, **settled}) == 1


def _place(message: Any) -> Values:
    return {
        "conversation": message.conversation_id,
        "of_turn": message.turn,
        "at_position": message.position,
    }
