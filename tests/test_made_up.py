"""The made-up home is set up as any service must be: its alerts arrive, and its cycle is open."""

from __future__ import annotations

from pathlib import Path

from careaudit_surveys import made_up
from careaudit_surveys.bootstrap import opened
from careaudit_surveys.desk import alerts, safeguarding
from careaudit_surveys.store import reading
from tests.build import MORNING


def test_its_cycle_was_opened_after_a_test_alert_arrived(tmp_path: Path) -> None:
    with opened(tmp_path) as house:
        organisation_id = made_up.load(house, MORNING)

        with house.store.unit(organisation_id) as unit:
            (service,), (cycle,) = reading.services(unit), reading.cycles(unit)
            missing = list(safeguarding.missing_of(unit, service))
            listed = alerts.alerts(unit, MORNING, closed=True)

    assert (missing, cycle.state) == ([], "open")
    assert [one.alert.acknowledged_by for one in listed if one.alert.test] == ["Ada Ofori"]
