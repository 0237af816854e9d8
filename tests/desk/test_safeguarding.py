"""Contacts are two people, a test reaches the first, and no cycle opens before it did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careaudit_surveys.desk import alerts, safeguarding
from careaudit_surveys.desk.cycles import NotReady, open_cycle
from careaudit_surveys.desk.safeguarding import NotDone
from careaudit_surveys.store import Store, Unit, programme, reading
from careaudit_surveys.store.rows import Contact, Cycle, Service
from tests.desk.build import ADA, BO, DAY, HOUR, NOON, a_desk, the_service
from tests.fieldwork.build import DIGEST, Field, a_field


def a_planned_cycle(unit: Unit, service: Service) -> Cycle:
    cycle_id = programme.add_cycle(unit, "Winter", DIGEST, (service.id,), NOON)
    return next(one for one in reading.cycles(unit) if one.id == cycle_id)


def test_no_cycle_opens_before_contacts_are_set(store: Store) -> None:
    field = a_field(store)
    service = the_service(store, field.fieldwork.organisation_id)

    with store.unit(field.fieldwork.organisation_id) as unit:
        cycle = a_planned_cycle(unit, service)
        with pytest.raises(NotReady, match="set them with careaudit service contact"):
            open_cycle(unit, cycle)
        with pytest.raises(NotDone, match="set them with careaudit service contact"):
            safeguarding.raise_test(unit, service, NOON)


def test_a_cycle_opens_once_the_first_contact_has_acknowledged_a_test(store: Store) -> None:
    field = a_desk(store)
    service = the_service(store, field.fieldwork.organisation_id)

    with store.unit(field.fieldwork.organisation_id) as unit:
        cycle = a_planned_cycle(unit, service)
        with pytest.raises(NotReady, match="Ada Ofori acknowledges"):
            open_cycle(unit, cycle)
        test_id = safeguarding.raise_test(unit, service, NOON)
        with pytest.raises(NotReady, match="Ada Ofori acknowledges"):
            open_cycle(unit, cycle)
        with pytest.raises(NotDone, match="who alone can"):
            alerts.acknowledge(unit, str(test_id), by="Bo Lund", now=NOON)
        alerts.acknowledge(unit, str(test_id), by=" ada  OFORI", now=NOON)
        open_cycle(unit, cycle)
        opened = next(one for one in reading.cycles(unit) if one.id == cycle.id)

    assert opened.state == "open"


def test_a_test_that_was_closed_by_another_counts_for_nothing(store: Store) -> None:
    field = a_desk(store)
    service = the_service(store, field.fieldwork.organisation_id)

    with store.unit(field.fieldwork.organisation_id) as unit:
        test_id = safeguarding.raise_test(unit, service, NOON)
        alerts.close(unit, str(test_id), by="Sam", now=NOON, outcome="Out of the way.")

        assert list(safeguarding.missing_of(unit, service))


def test_changed_contacts_need_a_new_test(store: Store) -> None:
    field = a_desk(store)
    service = the_service(store, field.fieldwork.organisation_id)

    with store.unit(field.fieldwork.organisation_id) as unit:
        earlier = safeguarding.raise_test(unit, service, NOON)
        alerts.acknowledge(unit, str(earlier), by=ADA.name, now=NOON)
        tested = list(safeguarding.missing_of(unit, service))
        mailed = replace(ADA, mail="ada.ofori@example.org")
        safeguarding.set_contacts(unit, service, NOON + DAY, first=mailed, second=BO)
        changed = list(safeguarding.missing_of(unit, service))
        listed = alerts.alerts(unit, NOON, closed=True)

    assert tested == []
    assert len(changed) == 1
    assert [one.goes_to for one in listed] == [ADA]  # as it went out then


def test_a_test_is_no_alert_of_any_kind_and_has_a_clock(store: Store) -> None:
    field = a_desk(store)
    service = the_service(store, field.fieldwork.organisation_id)

    with store.unit(field.fieldwork.organisation_id) as unit:
        safeguarding.raise_test(unit, service, NOON)
        (listed,) = alerts.alerts(unit, NOON)
        (late,) = alerts.alerts(unit, NOON + 6 * HOUR)

    assert (listed.alert.test, listed.alert.kinds, listed.alert.urgent) == (True, (), False)
    assert (listed.overdue, late.overdue) == (False, True)


@pytest.mark.parametrize(
    ("but", "told"),
    [
        ({"second": replace(BO, name="ADA OFORI ")}, "name two"),
        ({"first": replace(ADA, name="  ")}, "A name is empty"),
        ({"around": ("",)}, "A name is empty"),
        ({"second": replace(BO, mail="bo.example.org")}, "no @"),
    ],
)
def test_contacts_that_cannot_be_are_refused(
    store: Store, but: dict[str, Contact], told: str
) -> None:
    field: Field = a_field(store)
    service = the_service(store, field.fieldwork.organisation_id)
    given = {"first": ADA, "second": BO, **but}

    with store.unit(field.fieldwork.organisation_id) as unit, pytest.raises(NotDone, match=told):
        safeguarding.set_contacts(unit, service, NOON, **given)  # type: ignore[arg-type]
