"""The statements of a turn, written once as SQLAlchemy Core.

The ORM would cost more time than the rest of the turn together. Each names its organisation.
"""

from __future__ import annotations

from sqlalchemy import and_, bindparam, exists, insert, select, update

from . import models as m
from .transaction import ours

SAID_IN_REPLY = (
    select(
        m.Inbound.conversation_id,
        m.Inbound.turn,
        m.Conversation.respondent_id,
        m.DataKey.wrapped,
        m.Outbox.position,
        m.Outbox.message,
    )
    .join_from(
        m.Inbound,
        m.Conversation,
        and_(
            m.Conversation.organisation_id == m.Inbound.organisation_id,
            m.Conversation.id == m.Inbound.conversation_id,
        ),
    )
    .join(m.DataKey, m.DataKey.respondent_id == m.Conversation.respondent_id)
    .outerjoin(
        m.Outbox,
        and_(
            m.Outbox.conversation_id == m.Inbound.conversation_id,
            m.Outbox.turn == m.Inbound.turn,
        ),
    )
    .where(
        m.Inbound.organisation_id == ours,
        m.Inbound.channel == bindparam("channel"),
        m.Inbound.provider_id == bindparam("provider_id"),
    )
    .order_by(m.Outbox.position)
)

_CONVERSATION = (
    select(
        m.Conversation.id,
        m.Conversation.respondent_id,
        m.Conversation.service_id,
        m.Conversation.cycle_id,
        m.Conversation.audit_ref,
        m.Conversation.audit_digest,
        m.Conversation.audience,
        m.Conversation.profile,
        m.Conversation.language,
        m.Conversation.mode,
        m.Conversation.turn,
        m.Conversation.phase,
        m.Conversation.end,
        m.Conversation.counted,
        m.Conversation.heard_at,
        m.Conversation.ended_at,
        m.Conversation.state,
        m.DataKey.wrapped,
        m.Service.name,
        m.Service.contact,
        m.Service.safeguarding,
        m.Cycle.anchor,
        m.Cycle.report_on,
    )
    .join_from(m.Conversation, m.DataKey, m.DataKey.respondent_id == m.Conversation.respondent_id)
    .join(m.Service, m.Service.id == m.Conversation.service_id)
    .join(m.Cycle, m.Cycle.id == m.Conversation.cycle_id)
    .where(m.Conversation.organisation_id == ours)
)

BY_ID = _CONVERSATION.where(m.Conversation.id == bindparam("id"))

BY_ADDRESS = (
    _CONVERSATION.join(m.Address, m.Address.respondent_id == m.Conversation.respondent_id)
    .where(
        m.Address.organisation_id == ours,
        m.Address.channel == bindparam("channel"),
        m.Address.blind == bindparam("blind"),
    )
    .order_by(
        m.Conversation.end.isnot(None),
        m.Conversation.opened_at.desc(),
        m.Conversation.id.desc(),
    )
    .limit(1)
)

LISTEN = BY_ADDRESS.add_columns(
    exists()
    .where(
        m.Inbound.organisation_id == ours,
        m.Inbound.channel == bindparam("channel"),
        m.Inbound.provider_id == bindparam("provider_id"),
    )
    .label("heard")
)

ADVANCE = update(m.Conversation).where(
    m.Conversation.organisation_id == ours,
    m.Conversation.id == bindparam("conversation"),
    m.Conversation.turn == bindparam("was"),
)

SUPERSEDE = update(m.Answer).where(
    m.Answer.organisation_id == ours,
    m.Answer.conversation_id == bindparam("conversation"),
    m.Answer.question == bindparam("asked"),
    m.Answer.superseded_in.is_(None),
)

KEEP_CONVERSATION = insert(m.Conversation).inline()
KEEP_INBOUND = insert(m.Inbound).inline()
KEEP_ANSWER = insert(m.Answer).inline()
KEEP_OUTBOX = insert(m.Outbox).inline()
KEEP_ALERT = insert(m.Alert).inline()
KEEP_REMARK = insert(m.Remark).inline()
KEEP_CALL_BACK = insert(m.CallBack).inline()
