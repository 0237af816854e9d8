"""A desk to test with: one service whose alerts go to Ada, and around Cy to Bo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from careaudit_surveys.desk import safeguarding
from careaudit_surveys.store import Store, reading
from careaudit_surveys.store.rows import Contact, Service
from tests.fieldwork.build import Field, a_field

ADA = Contact(name="Ada Ofori", mail="ada@example.org", number="07700 900101")
BO = Contact(name="Bo Lund")
CY = "Cy Marsh"

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
"""A Tuesday."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_desk(store: Store) -> Field:
    """A field of work whose service has its contacts set."""
    field = a_field(store)
    field.at = NOON
    with store.unit(field.fieldwork.organisation_id) as unit:
        service = the_service(store, field.fieldwork.organisation_id)
        safeguarding.set_contacts(unit, service, NOON, first=ADA, second=BO, around=(CY,))
        unit.commit()
    return field


def the_service(store: Store, organisation_id: UUID) -> Service:
    with store.unit(organisation_id) as unit:
        return reading.services(unit)[0]
