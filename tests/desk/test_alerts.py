"""Alerts, words and calls wait with a clock, are shown on the record, and are seen to once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from careaudit_surveys.desk import alerts
from careaudit_surveys.desk.safeguarding import NotDone
from careaudit_surveys.store import Store, following_up
from careaudit_surveys.store import models as m
from careaudit_surveys.store.rows import Raised
from tests.desk.build import ADA, BO, DAY, HOUR, NOON, a_desk
from tests.fieldwork.build import NUMBER, Field


@pytest.fixture
def field(store: Store) -> Field:
    """A respondent who told of harm, left a comment that is no answer, and asked to be rung."""
    field = a_desk(store)
    field.begin()
    field.says("yes", "no", "not safe", "yes", "purple", "call me", "yes")
    return field


def test_a_list_has_the_clock_and_never_the_words(store: Store, field: Field) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (alert,) = alerts.alerts(unit, NOON)
        (late,) = alerts.alerts(unit, NOON + 2 * HOUR)
        listed = [alert, *alerts.unread(unit, NOON), *alerts.calls(unit, NOON)]
        looks = unit.read(select(m.Look.id))

    assert (alert.service, alert.goes_to, alert.alert.due_at) == ("Rowan House", ADA, NOON + HOUR)
    assert (alert.overdue, late.overdue) == (False, True)
    assert not any(said in repr(listed) for said in ("not safe", "purple", NUMBER, ADA.name))
    assert looks == []


def test_an_alert_is_shown_with_its_words_to_whoever_says_who_they_are(
    store: Store, field: Field
) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.alerts(unit, NOON)
        shown = alerts.show(unit, listed.id, by="Sam", now=NOON)
        with pytest.raises(NotDone, match="say who you are"):
            alerts.show(unit, listed.id, by=" ", now=NOON)
        looks = unit.read(select(m.Look.kind, m.Look.seen_by))

    assert (shown.words, shown.outcome, shown.listed.goes_to) == ("not safe", None, ADA)
    assert [tuple(look) for look in looks] == [("alert", "Sam")]


def test_an_alert_is_acknowledged_once_and_its_clock_stops(store: Store, field: Field) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.alerts(unit, NOON)
        alerts.acknowledge(unit, listed.id, by="Bo Lund", now=NOON)
        (acknowledged,) = alerts.alerts(unit, NOON + DAY)
        with pytest.raises(NotDone, match="Bo Lund saw to this"):
            alerts.acknowledge(unit, listed.id, by="Sam", now=NOON)

    assert acknowledged.alert.acknowledged_by == "Bo Lund"
    assert not acknowledged.overdue


def test_an_alert_is_closed_once_with_what_came_of_it(store: Store, field: Field) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.alerts(unit, NOON)
        with pytest.raises(NotDone, match="--outcome"):
            alerts.close(unit, listed.id, by="Sam", now=NOON, outcome=" ")
        alerts.close(unit, listed.id, by="Sam", now=NOON, outcome="The council was told.")
        with pytest.raises(NotDone, match="Sam closed this"):
            alerts.close(unit, listed.id, by="Alex", now=NOON, outcome="Nothing.")
        with pytest.raises(NotDone, match="Sam saw to this"):
            alerts.acknowledge(unit, listed.id, by="Alex", now=NOON)
        left = alerts.alerts(unit, NOON + DAY)
        (closed,) = alerts.alerts(unit, NOON + DAY, closed=True)
        shown = alerts.show(unit, listed.id, by="Sam", now=NOON)

    assert left == []
    assert (closed.alert.closed_by, closed.overdue) == ("Sam", False)
    assert shown.outcome == "The council was told."


def test_words_that_became_no_answer_are_read_within_a_working_day(
    store: Store, field: Field
) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        waiting = alerts.unread(unit, NOON)
        late = alerts.unread(unit, NOON + DAY + HOUR)
        words = [alerts.read(unit, one.id, by="Sam", now=NOON) for one in waiting]
        left = alerts.unread(unit, NOON)
        again = alerts.read(unit, waiting[0].id, by="Alex", now=NOON)
        read = alerts.unread(unit, NOON + 3 * DAY, read=True)

    assert [one.due_at for one in waiting] == [NOON + DAY] * 2
    assert [one.overdue for one in waiting + late + read] == [False] * 2 + [True] * 2 + [False] * 2
    assert (words, again) == (["not safe", "purple"], "not safe")
    assert left == []
    assert {one.remark.read_by for one in read} == {"Sam"}


def test_a_call_shows_where_the_person_is_reached_and_is_made_once(
    store: Store, field: Field
) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.calls(unit, NOON)
        (late,) = alerts.calls(unit, NOON + DAY + HOUR)
        shown = alerts.show_call(unit, listed.id, by="Sam", now=NOON)
        with pytest.raises(NotDone, match="--outcome"):
            alerts.call_done(unit, listed.id, by="Sam", now=NOON, outcome="")
        alerts.call_done(unit, listed.id, by="Sam", now=NOON, outcome="She is well.")
        with pytest.raises(NotDone, match="Sam made this call"):
            alerts.call_done(unit, listed.id, by="Alex", now=NOON, outcome="Nobody there.")
        left = alerts.calls(unit, NOON)
        (done,) = alerts.calls(unit, NOON + 2 * DAY, done=True)

    assert (listed.call.due_at, listed.overdue, late.overdue) == (NOON + DAY, False, True)
    assert shown.addresses == {"sms": NUMBER}
    assert (left, done.overdue) == ([], False)


def test_an_id_is_typed_by_its_end_and_never_by_guess(store: Store, field: Field) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.alerts(unit, NOON)
        whole = str(listed.alert.id)
        for typed in (whole, whole.upper(), listed.id, listed.id[-4:]):
            assert alerts.show(unit, typed, by="Sam", now=NOON).listed == listed
        for typed in ("", listed.id[-3:], "nothing", whole[:8]):
            with pytest.raises(NotDone, match="there is no alert"):
                alerts.show(unit, typed, by="Sam", now=NOON)


def test_of_two_that_end_alike_more_must_be_typed(
    store: Store, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.alerts(unit, NOON)
        twin = int(listed.alert.id.hex, 16) ^ (1 << 100)
        monkeypatch.setattr(following_up, "new_key", lambda: type(listed.alert.id)(int=twin))
        raised = Raised(kinds=("threat",), urgent=False, words="He said so.")
        following_up.raise_alert(unit, listed.alert.service_id, raised, NOON)

        with pytest.raises(NotDone, match="type more"):
            alerts.acknowledge(unit, listed.id, by="Sam", now=NOON)


def test_an_alert_around_someone_goes_to_the_second_contact(store: Store) -> None:
    field = a_desk(store)
    field.begin()
    field.says("yes", "no", "cy hit me")

    with store.unit(field.fieldwork.organisation_id) as unit:
        (listed,) = alerts.alerts(unit, NOON)

    assert listed.goes_to == BO
