"""Which conversation counts: one person counts once in a cycle, under each audience.

It is the one completed last. Until one is completed, it is the first in which anything was
answered.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, exists, select, update

from . import models as m
from .rows import Conversation, Turn
from .transaction import Transaction, ours

COUNTED = select(
    m.Conversation.id,
    exists()
    .where(
        m.Answer.organisation_id == m.Conversation.organisation_id,
        m.Answer.conversation_id == m.Conversation.id,
        m.Answer.counts,
    )
    .label("answered"),
).where(
    m.Conversation.organisation_id == ours,
    m.Conversation.respondent_id == bindparam("respondent"),
    m.Conversation.cycle_id == bindparam("cycle"),
    m.Conversation.audience == bindparam("under"),
    m.Conversation.counted,
)

SET_CONVERSATION = update(m.Conversation).where(
    m.Conversation.organisation_id == ours, m.Conversation.id == bindparam("conversation")
)

SET_ANSWERS = update(m.Answer).where(
    m.Answer.organisation_id == ours, m.Answer.conversation_id == bindparam("conversation")
)

SET_STANDING = SET_ANSWERS.where(m.Answer.superseded_in.is_(None))


def begins_counted(unit: Transaction, respondent_id: UUID, cycle_id: UUID, audience: str) -> bool:
    """Does a conversation that begins now count? Not where an earlier one has answers."""
    counted = _counted(unit, respondent_id, cycle_id, audience)
    if any(other.answered for other in counted):
        return False
    for other in counted:
        _set(unit, other.id, counts=False)
    return True


def settle(unit: Transaction, conversation: Conversation, turn: Turn) -> None:
    """After a turn: put the count right where it was completed, or filed under another audience."""
    audience = turn.audience or conversation.audience
    refiled = audience != conversation.audience
    completed = turn.end == "completed"
    if refiled:
        values = {"conversation": conversation.id, "audience": audience}
        unit.write(SET_CONVERSATION, values)
        unit.write(SET_ANSWERS, values)
    elif conversation.counted or not completed:
        return
    counted = _counted(unit, conversation.respondent_id, conversation.cycle_id, audience)
    others = [other.id for other in counted if other.id != conversation.id]
    counts = completed or not others
    for other in others if counts else ():
        _set(unit, other, counts=False)
    _set(unit, conversation.id, counts=counts)


def _counted(unit: Transaction, respondent_id: UUID, cycle_id: UUID, audience: str) -> list[Any]:
    """The conversations that count at present, and whether anything was answered in them."""
    values = {"respondent": respondent_id, "cycle": cycle_id, "under": audience}
    return unit.read(COUNTED, values)


def _set(unit: Transaction, conversation_id: UUID, *, counts: bool) -> None:
    unit.write(SET_CONVERSATION, {"conversation": conversation_id, "counted": counts})
    unit.write(SET_STANDING, {"conversation": conversation_id, "counts": counts})
