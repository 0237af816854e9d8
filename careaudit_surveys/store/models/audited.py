"""What is audited: organisations, services, audits, cycles, and counts from records."""

from __future__ import annotations

from sqlalchemy import (
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from .shared import (
    Day,
    Id,
    Line,
    Moment,
    Owned,
    Row,
    Word,
    Words,
    of,
    of_audit,
    of_cycle_service,
    of_organisation,
    one_of,
)


class Organisation(Row):
    """A provider of care. Nothing of one organisation is ever seen by another."""

    __tablename__ = "organisation"

    id: Mapped[Id]
    name: Mapped[Line]
    made_at: Mapped[Moment]


class Service(Owned):
    """A care home, or a care service in people's own homes.

    `contact` is the number respondents may ring; `safeguarding` the one for when harm is told.
    """

    __tablename__ = "service"
    __table_args__ = (
        of_organisation(),
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
    )

    id: Mapped[Id]
    name: Mapped[Line]
    contact: Mapped[Line | None]
    safeguarding: Mapped[Line | None]
    made_at: Mapped[Moment]


class Audit(Owned):
    """One version of an audit as an organisation used it, word for word.

    A conversation finishes on the version it began with, whatever is released meanwhile.
    """

    __tablename__ = "audit"
    __table_args__ = (of_organisation(),)

    organisation_id: Mapped[Id]
    digest: Mapped[str] = mapped_column(String(80), primary_key=True)
    ref: Mapped[Line]
    source: Mapped[Words]
    kept_at: Mapped[Moment]


class Cycle(Owned):
    """One round of one audit in some services: planned, open, then closed.

    `anchor` is the landmark that questions about the past refer to. `release` is how totals are
    shown where small numbers are hidden: the `lines` by service, or the `total` alone.
    """

    __tablename__ = "cycle"
    __table_args__ = (
        of_organisation(),
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        of_audit(),
        one_of("state", "planned", "open", "closed"),
        one_of("release", "lines", "total"),
    )

    id: Mapped[Id]
    name: Mapped[Line]
    audit_digest: Mapped[str] = mapped_column(String(80))
    state: Mapped[Word]
    opens_on: Mapped[Day | None]
    closes_on: Mapped[Day | None]
    report_on: Mapped[Day | None]
    anchor: Mapped[Word | None]
    release: Mapped[Word]
    made_at: Mapped[Moment]


class CycleService(Owned):
    """A service takes part in a cycle."""

    __tablename__ = "cycle_service"
    __table_args__ = (of("cycle"), of("service"))

    organisation_id: Mapped[Id]
    cycle_id: Mapped[Id]
    service_id: Mapped[Id]


class RecordCount(Owned):
    """What staff counted from records for one criterion of one service in one cycle."""

    __tablename__ = "record_count"
    __table_args__ = (of_cycle_service(),)

    cycle_id: Mapped[Id]
    service_id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(String(300), primary_key=True)
    numerator: Mapped[int | None]
    denominator: Mapped[int | None]
    value: Mapped[Word | None]
    counted_by: Mapped[Line]
    reason: Mapped[Line | None]
    counted_at: Mapped[Moment]
