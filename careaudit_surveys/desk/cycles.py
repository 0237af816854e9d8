"""Cycles: planned, opened when everything is ready for the people who will answer, and closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from careaudit_surveys.audits.kept import audit_as_kept
from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.shelf import Shelved
from careaudit_surveys.audits.write import audit_to_yaml
from careaudit_surveys.store import Unit, programme, reading
from careaudit_surveys.store.rows import Cycle, Service

from .safeguarding import missing_of

LONGEST_ANCHOR = 16
"""Characters of the landmark in time, so that every question still fits its text message."""


class NotReady(Exception):
    """A step that cannot be taken yet. The text says everything that is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A cycle as it is planned: an audit, the services, and the days and words it needs."""

    name: str
    shelved: Shelved
    services: tuple[UUID, ...]
    opens_on: date | None = None
    closes_on: date | None = None
    report_on: date | None = None
    anchor: str | None = None


def plan(unit: Unit, planned: Plan, at: datetime) -> UUID:
    """Keep a plan; NotReady names what is wrong with it."""
    problems = list(_problems_of(planned))
    if problems:
        raise NotReady(" ".join(problems))
    audit, digest = planned.shelved.audit, planned.shelved.digest
    programme.keep_audit(unit, audit.ref, digest, audit_to_yaml(audit), at)
    return programme.add_cycle(
        unit,
        planned.name,
        digest,
        planned.services,
        at,
        opens_on=planned.opens_on,
        closes_on=planned.closes_on,
        report_on=planned.report_on,
        anchor=planned.anchor,
    )


def _problems_of(planned: Plan) -> Iterator[str]:
    if planned.anchor and len(planned.anchor) > LONGEST_ANCHOR:
        yield f"The anchor has over {LONGEST_ANCHOR} characters: choose a shorter one."
    days = [day for day in (planned.opens_on, planned.closes_on, planned.report_on) if day]
    if days != sorted(days):
        yield "The days are out of order: a cycle opens, closes, and then is reported."
    if not planned.services:
        yield "No service takes part: name at least one."


def open_cycle(unit: Unit, cycle: Cycle) -> None:
    """Open a planned cycle; NotReady says all that is missing before people may be asked."""
    if cycle.state != "planned":
        raise NotReady(f"The cycle is {cycle.state}. Only a planned cycle can be opened.")
    source = programme.audit_source(unit, cycle.audit_digest)
    assert source is not None, "a cycle's audit is kept with it"
    missing = list(_missing(unit, cycle, audit_as_kept(source)))
    if missing:
        raise NotReady(" ".join(missing))
    programme.set_cycle_state(unit, cycle.id, "open")


def close_cycle(unit: Unit, cycle: Cycle) -> None:
    """Close an open cycle; NotReady if it is not open."""
    if cycle.state != "open":
        raise NotReady(f"The cycle is {cycle.state}. Only an open cycle can be closed.")
    programme.set_cycle_state(unit, cycle.id, "closed")


def _missing(unit: Unit, cycle: Cycle, audit: Audit) -> Iterator[str]:
    """What people who answer must be able to rely on."""
    if needs_anchor(audit) and not cycle.anchor:
        yield "The audit asks about the last months: set an anchor, such as Easter."
    taking_part = set(reading.services_in(unit, cycle.id))
    for service in reading.services(unit):
        if service.id in taking_part:
            yield from _no_one_to_ring(service)
            yield from missing_of(unit, service)


def _no_one_to_ring(service: Service) -> Iterator[str]:
    if not service.contact:
        yield f"{service.name} has no contact: set the number to ring with a worry."
    if not service.safeguarding:
        yield f"{service.name} has no safeguarding number: set whom to ring about harm."


def needs_anchor(audit: Audit) -> bool:
    """Does any question name a landmark in time?"""
    return any(
        "{anchor}" in f"{question.text} {question.easier}"
        for criterion in audit.criteria()
        for question in criterion.questions.values()
    )
