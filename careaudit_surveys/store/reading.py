"""Read-only queries of one organisation, for staff pages and for counting."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import bindparam, select

from . import models as m
from .rows import Cycle, Service
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
    return tuple(Service(**row._mapping) for row in unit.read(SERVICES))


def cycles(unit: Transaction) -> tuple[Cycle, ...]:
    """The organisation's cycles, oldest first."""
    return tuple(Cycle(**row._mapping) for row in unit.read(CYCLES))


def services_in(unit: Transaction, cycle_id: UUID) -> tuple[UUID, ...]:
    """The services that take part in a cycle."""
    return tuple(row.service_id for row in unit.read(CYCLE_SERVICES, {"cycle": cycle_id}))
