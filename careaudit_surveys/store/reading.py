"""Read-only queries of one organisation, for staff pages and for counting."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, func, select

from . import models as m
from .rows import Count, Cycle, Service, Setting
from .transaction import Transaction, ours

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


def services(unit: Transaction) -> tuple[Service, ...]:
    """The organisation's services, by name."""
    return tuple(Service(**row._asdict()) for row in unit.read(SERVICES))


def cycles(unit: Transaction) -> tuple[Cycle, ...]:
    """The organisation's cycles, oldest first."""
    return tuple(Cycle(**row._asdict()) for row in unit.read(CYCLES))


def services_in(unit: Transaction, cycle_id: UUID) -> tuple[UUID, ...]:
    """The services that take part in a cycle."""
    return tuple(row.service_id for row in unit.read(CYCLE_SERVICES, {"cycle": cycle_id}))


SETTING = select(
    m.Service.name, m.Service.contact, m.Service.safeguarding, m.Cycle.anchor, m.Cycle.report_on
).where(
    m.Service.organisation_id == ours,
    m.Cycle.organisation_id == ours,
    m.Service.id == bindparam("service"),
    m.Cycle.id == bindparam("cycle"),
)

COUNTS = (
    select(
        m.Answer.service_id,
        m.Answer.audience,
        m.Answer.criterion,
        m.Answer.result,
        func.count().label("number"),
    )
    .where(
        m.Answer.organisation_id == ours,
        m.Answer.cycle_id == bindparam("cycle"),
        m.Answer.counts,
        m.Answer.criterion.isnot(None),
    )
    .group_by(m.Answer.service_id, m.Answer.audience, m.Answer.criterion, m.Answer.result)
)


def setting(unit: Transaction, service_id: UUID, cycle_id: UUID) -> Setting:
    """What a service and a cycle put into the words of a conversation."""
    row = unit.read_one(SETTING, {"service": service_id, "cycle": cycle_id})
    assert row is not None, "a conversation belongs to a service and a cycle"
    return Setting(**row._asdict())


def counts(unit: Transaction, cycle_id: UUID) -> tuple[Count, ...]:
    """How many answers that count amounted to what, in one cycle."""
    return tuple(Count(**row._asdict()) for row in unit.read(COUNTS, {"cycle": cycle_id}))
