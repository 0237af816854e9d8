"""Read-only queries of one organisation, for staff pages and for counting."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from . import models as m
from .errors import Missing
from .rows import (
    Count,
    Cycle,
    Given,
    Progress,
    Record,
    Service,
    Setting,
    Standing,
)
from .transaction import Transaction, ours
from .turns import opened_words

SERVICES = (
    select(m.Service.id, m.Service.name, m.Service.contact, m.Service.safeguarding)
    .where(m.Service.organisation_id == ours)
    .order_by(m.Service.name)
)

CYCLES = (
    select(
        m.Cycle.id,
        m.Cycle.name,
        m.Audit.ref.label("audit_ref"),
        m.Cycle.audit_digest,
        m.Cycle.state,
        m.Cycle.opens_on,
        m.Cycle.closes_on,
        m.Cycle.report_on,
        m.Cycle.anchor,
        m.Cycle.release,
    )
    .join_from(m.Cycle, m.Audit)
    .where(m.Cycle.organisation_id == ours)
    .order_by(m.Cycle.made_at, m.Cycle.id)
)

CYCLE_SERVICES = (
    select(m.CycleService.service_id)
    .where(m.CycleService.organisation_id == ours, m.CycleService.cycle_id == bindparam("cycle"))
    .order_by(m.CycleService.service_id)
)

SETTING = select(
    m.Service.name, m.Service.contact, m.Service.safeguarding, m.Cycle.anchor, m.Cycle.report_on
).where(
    m.Service.organisation_id == ours,
    m.Cycle.organisation_id == ours,
    m.Service.id == bindparam("service"),
    m.Cycle.id == bindparam("cycle"),
)

_Any = aliased(m.Answer)

_counting = and_(m.Answer.counts, m.Answer.criterion.isnot(None))
"""As the index over answers says it, so that counting never leaves the index."""

# The organisation stands on the cycle's services: the index over answers begins with a service.
COUNTS = (
    select(
        m.Answer.service_id,
        m.Answer.audience,
        m.Answer.criterion,
        m.Answer.result,
        func.count().label("number"),
    )
    .join_from(
        m.CycleService,
        m.Answer,
        and_(
            m.Answer.service_id == m.CycleService.service_id,
            m.Answer.cycle_id == m.CycleService.cycle_id,
        ),
    )
    .where(
        m.CycleService.organisation_id == ours,
        m.CycleService.cycle_id == bindparam("cycle"),
        _counting,
    )
    .group_by(m.Answer.service_id, m.Answer.criterion, m.Answer.result, m.Answer.audience)
)

# Who took part and was left out of a criterion, with what they answered to it, if they did.
EXCEPTED = (
    select(
        m.Conversation.service_id,
        m.Conversation.audience,
        m.ExceptionApplied.criterion,
        m.ExceptionApplied.code,
        m.Answer.result,
    )
    .join_from(
        m.ExceptionApplied,
        m.Conversation,
        and_(
            m.Conversation.organisation_id == m.ExceptionApplied.organisation_id,
            m.Conversation.respondent_id == m.ExceptionApplied.respondent_id,
            m.Conversation.cycle_id == m.ExceptionApplied.cycle_id,
            m.Conversation.counted,
        ),
    )
    .outerjoin(
        m.Answer,
        and_(
            m.Answer.conversation_id == m.Conversation.id,
            m.Answer.criterion == m.ExceptionApplied.criterion,
            m.Answer.counts,
        ),
    )
    .where(
        m.ExceptionApplied.organisation_id == ours,
        m.ExceptionApplied.cycle_id == bindparam("cycle"),
        exists().where(_Any.conversation_id == m.Conversation.id, _Any.counts),
    )
)

STANDING = (
    select(
        m.Conversation.respondent_id,
        m.Answer.service_id,
        m.Answer.audience,
        m.Answer.criterion,
        m.Answer.result,
    )
    .join_from(m.Conversation, m.Answer, m.Answer.conversation_id == m.Conversation.id)
    .where(
        m.Conversation.organisation_id == ours,
        m.Conversation.cycle_id == bindparam("cycle"),
        _counting,
    )
    .order_by(m.Conversation.respondent_id, m.Answer.turn, m.Answer.position)
)

CONVERSATIONS = (
    select(
        m.Conversation.id,
        m.Conversation.service_id,
        m.Conversation.audience,
        m.Conversation.phase,
        m.Conversation.end,
        m.Conversation.counted,
        m.Conversation.turn,
        m.Conversation.opened_at,
        m.Conversation.heard_at,
    )
    .where(m.Conversation.organisation_id == ours, m.Conversation.cycle_id == bindparam("cycle"))
    .order_by(m.Conversation.opened_at, m.Conversation.id)
)

KEY = (
    select(m.Conversation.respondent_id, m.DataKey.wrapped)
    .join_from(m.Conversation, m.DataKey, m.DataKey.respondent_id == m.Conversation.respondent_id)
    .where(m.Conversation.organisation_id == ours, m.Conversation.id == bindparam("conversation"))
)

ANSWERS = (
    select(
        m.Answer.turn,
        m.Answer.position,
        m.Answer.question,
        m.Answer.value,
        m.Answer.words,
        m.Answer.criterion,
        m.Answer.result,
        m.Answer.superseded_in,
    )
    .where(m.Answer.organisation_id == ours, m.Answer.conversation_id == bindparam("conversation"))
    .order_by(m.Answer.turn, m.Answer.position)
)

RECORDS = (
    select(
        m.RecordCount.service_id,
        m.RecordCount.criterion,
        m.RecordCount.numerator,
        m.RecordCount.denominator,
        m.RecordCount.value,
        m.RecordCount.counted_by,
        m.RecordCount.reason,
        m.RecordCount.counted_at,
    )
    .where(m.RecordCount.organisation_id == ours, m.RecordCount.cycle_id == bindparam("cycle"))
    .order_by(m.RecordCount.criterion, m.RecordCount.service_id)
)


def services(unit: Transaction) -> tuple[Service, ...]:
    """The organisation's services, by name."""
    return tuple(Service(**row._asdict()) for row in unit.read(SERVICES))


def cycles(unit: Transaction) -> tuple[Cycle, ...]:
    """The organisation's cycles, oldest first."""
    return tuple(Cycle(**row._asdict()) for row in unit.read(CYCLES))


def services_in(unit: Transaction, cycle_id: UUID) -> tuple[UUID, ...]:
    """The services that take part in a cycle."""
    return tuple(row.service_id for row in unit.read(CYCLE_SERVICES, {"cycle": cycle_id}))


def setting(unit: Transaction, service_id: UUID, cycle_id: UUID) -> Setting:
    """What a service and a cycle put into words; Missing if either is not of this organisation."""
    row = unit.read_one(SETTING, {"service": service_id, "cycle": cycle_id})
    if row is None:
        raise Missing("no such service or cycle")
    return Setting(**row._asdict())


def counts(unit: Transaction, cycle_id: UUID) -> tuple[Count, ...]:
    """How many answers that count amounted to what, in one cycle.

    Whoever the lead left out of a criterion counts as an exception there, whatever they answered.
    """
    numbers: Counter[tuple[UUID, str, str, str]] = Counter()
    for row in unit.read(COUNTS, {"cycle": cycle_id}):
        numbers[row.service_id, row.audience, row.criterion, row.result] = row.number
    for row in unit.read(EXCEPTED, {"cycle": cycle_id}):
        numbers[row.service_id, row.audience, row.criterion, f"exception:{row.code}"] += 1
        if row.result is not None:
            numbers[row.service_id, row.audience, row.criterion, row.result] -= 1
    return tuple(
        Count(
            service_id=service_id,
            audience=audience,
            criterion=criterion,
            result=result,
            number=number,
        )
        for (service_id, audience, criterion, result), number in numbers.items()
        if number
    )


def standing(unit: Transaction, cycle_id: UUID) -> tuple[Standing, ...]:
    """Every answer that counts in a cycle, a respondent's together. For the lead alone."""
    rows = unit.read(STANDING, {"cycle": cycle_id})
    return tuple(Standing(**row._asdict()) for row in rows)


def conversations(unit: Transaction, cycle_id: UUID) -> tuple[Progress, ...]:
    """How far each conversation of a cycle has come, oldest first."""
    rows = unit.read(CONVERSATIONS, {"cycle": cycle_id})
    return tuple(Progress(**row._asdict()) for row in rows)


def answers(unit: Transaction, conversation_id: UUID) -> tuple[Given, ...]:
    """What was answered in a conversation, in order, with what was changed later."""
    owner = unit.read_one(KEY, {"conversation": conversation_id})
    if owner is None:
        return ()
    key = unit.keyring.data_key(owner.respondent_id, owner.wrapped)
    return tuple(
        Given(
            turn=row.turn,
            question=row.question,
            value=row.value,
            words=row.words and opened_words(key, "answer.words", conversation_id, row),
            criterion=row.criterion,
            result=row.result,
            superseded_in=row.superseded_in,
        )
        for row in unit.read(ANSWERS, {"conversation": conversation_id})
    )


def records(unit: Transaction, cycle_id: UUID) -> tuple[Record, ...]:
    """What staff counted from records in a cycle."""
    return tuple(Record(**row._asdict()) for row in unit.read(RECORDS, {"cycle": cycle_id}))
