"""What is audited: services, audits, cycles, and what staff counted or decided from records."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from . import models as m
from .errors import Missing
from .transaction import Transaction, ours
from .types import new_key

ADD_SERVICE = insert(m.Service).inline()
ADD_AUDIT = insert(m.Audit).inline()
ADD_CYCLE = insert(m.Cycle).inline()
ADD_CYCLE_SERVICE = insert(m.CycleService).inline()
ADD_RECORD = insert(m.RecordCount).inline()
ADD_EXCEPTION = insert(m.ExceptionApplied).inline()

AUDIT_SOURCE = select(m.Audit.source).where(
    m.Audit.organisation_id == ours, m.Audit.digest == bindparam("digest")
)

SET_SERVICE = update(m.Service).where(
    m.Service.organisation_id == ours, m.Service.id == bindparam("service")
)

SET_CYCLE = update(m.Cycle).where(m.Cycle.organisation_id == ours, m.Cycle.id == bindparam("cycle"))

DROP_RECORD = delete(m.RecordCount).where(
    m.RecordCount.organisation_id == ours,
    m.RecordCount.cycle_id == bindparam("cycle"),
    m.RecordCount.service_id == bindparam("service"),
    m.RecordCount.criterion == bindparam("of_criterion"),
)


def add_service(
    unit: Transaction,
    name: str,
    at: datetime,
    *,
    contact: str | None = None,
    safeguarding: str | None = None,
) -> UUID:
    """A new service; StoreError if the organisation has one of that name."""
    service_id = new_key()
    unit.write(
        ADD_SERVICE,
        {
            "id": service_id,
            "name": name,
            "contact": contact,
            "safeguarding": safeguarding,
            "made_at": at,
        },
    )
    return service_id


def set_numbers(
    unit: Transaction, service_id: UUID, *, contact: str | None, safeguarding: str | None
) -> None:
    """A service's numbers from now on: whom to ring with a worry, and about harm."""
    values = {"service": service_id, "contact": contact, "safeguarding": safeguarding}
    if unit.write(SET_SERVICE, values) != 1:
        raise Missing("no such service")


def keep_audit(unit: Transaction, ref: str, digest: str, source: str, at: datetime) -> None:
    """Keep an audit's text as it is used here; once is enough."""
    if audit_source(unit, digest) is None:
        unit.write(ADD_AUDIT, {"ref": ref, "digest": digest, "source": source, "kept_at": at})


def audit_source(unit: Transaction, digest: str) -> str | None:
    """The text of the audit with that digest, as it was kept; None if it never was."""
    row = unit.read_one(AUDIT_SOURCE, {"digest": digest})
    return None if row is None else str(row.source)


def add_cycle(
    unit: Transaction,
    name: str,
    audit_digest: str,
    services: tuple[UUID, ...],
    at: datetime,
    *,
    opens_on: date | None = None,
    closes_on: date | None = None,
    report_on: date | None = None,
    anchor: str | None = None,
) -> UUID:
    """A new cycle, planned, of a kept audit in some services."""
    cycle_id = new_key()
    cycle = {
        "id": cycle_id,
        "name": name,
        "audit_digest": audit_digest,
        "state": "planned",
        "opens_on": opens_on,
        "closes_on": closes_on,
        "report_on": report_on,
        "anchor": anchor,
        "release": "lines",
        "made_at": at,
    }
    taking_part = [{"cycle_id": cycle_id, "service_id": service} for service in services]
    unit.write_together([(ADD_CYCLE, cycle), *((ADD_CYCLE_SERVICE, row) for row in taking_part)])
    return cycle_id


def set_cycle_state(unit: Transaction, cycle_id: UUID, state: str) -> None:
    """A cycle is now `planned`, `open` or `closed`."""
    if unit.write(SET_CYCLE, {"cycle": cycle_id, "state": state}) != 1:
        raise Missing("no such cycle")


def set_cycle_release(unit: Transaction, cycle_id: UUID, release: str) -> None:
    """Where small numbers are hidden, a cycle shows the `lines` by service or the `total` alone."""
    if unit.write(SET_CYCLE, {"cycle": cycle_id, "release": release}) != 1:
        raise Missing("no such cycle")


def set_record(
    unit: Transaction,
    cycle_id: UUID,
    service_id: UUID,
    criterion: str,
    at: datetime,
    *,
    counted_by: str,
    numerator: int | None = None,
    denominator: int | None = None,
    value: str | None = None,
    reason: str | None = None,
) -> None:
    """Keep what staff counted from records, in place of what they counted before."""
    unit.write(DROP_RECORD, {"cycle": cycle_id, "service": service_id, "of_criterion": criterion})
    unit.write(
        ADD_RECORD,
        {
            "cycle_id": cycle_id,
            "service_id": service_id,
            "criterion": criterion,
            "numerator": numerator,
            "denominator": denominator,
            "value": value,
            "counted_by": counted_by,
            "reason": reason,
            "counted_at": at,
        },
    )


def apply_exception(
    unit: Transaction,
    cycle_id: UUID,
    respondent_id: UUID,
    criterion: str,
    code: str,
    at: datetime,
    *,
    applied_by: str,
    reason: str,
) -> None:
    """Leave a respondent out of one criterion, from records, with a reason."""
    unit.write(
        ADD_EXCEPTION,
        {
            "cycle_id": cycle_id,
            "respondent_id": respondent_id,
            "criterion": criterion,
            "code": code,
            "reason": reason,
            "applied_by": applied_by,
            "applied_at": at,
        },
    )
