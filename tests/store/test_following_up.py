"""What must be acted on is listed without words, looked at only on the record, and closed once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from careaudit_surveys.store import Conflict, Missing, Store, StoreError, following_up, routes
from careaudit_surveys.store import models as m
from careaudit_surveys.store.rows import Contact, Raised, Remarked
from careaudit_surveys.store.types import new_key
from tests.store.build import NOW, a_conversation, a_turn, an_organisation

LATER = NOW + timedelta(hours=1)
ADA, BO = Contact(name="Ada Ofori", mail="ada@example.org"), Contact(name="Bo Lund")


def test_urgent_alerts_stand_first_and_are_acknowledged_and_closed_once(store: Store) -> None:
    home = an_organisation(store)
    calm = Raised(kinds=("neglect",), urgent=False, words="No lunch.", due_at=LATER)
    grave = Raised(kinds=("physical", "threat"), urgent=True, words="He hit me.")
    for alert in (calm, grave):
        begun = a_conversation(store, home)
        with store.unit(home) as unit:
            unit.keep(begun, a_turn(alert=alert))
            unit.commit()

    with store.unit(home) as unit:
        first, second = following_up.alerts(unit)
        seen = [following_up.acknowledge(unit, first.id, by="Sam", at=NOW) for _ in range(2)]
        acknowledged = following_up.alerts(unit)[0]
        closed = [
            following_up.close(unit, first.id, by="Sam", at=LATER, outcome="Told the council.")
            for _ in range(2)
        ]
        left, all_of_them = following_up.alerts(unit), following_up.alerts(unit, closed=True)

    assert (first.kinds, first.urgent, first.test) == (("physical", "threat"), True, False)
    assert second.due_at == LATER
    assert (acknowledged.acknowledged_by, acknowledged.acknowledged_at) == ("Sam", NOW)
    assert (seen, closed) == ([True, False], [True, False])
    assert left == (second,)
    assert [(each.closed_by, each.closed_at) for each in all_of_them] == [
        ("Sam", LATER),
        (None, None),
    ]


def test_who_looks_at_an_alert_is_kept_with_every_look(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(alert=Raised(kinds=("threat",), urgent=True, words="He said so.")))
        (alert,) = following_up.alerts(unit)
        told = following_up.look_at_alert(unit, alert.id, by="Sam", at=NOW)
        following_up.close(unit, alert.id, by="Sam", at=NOW, outcome="Told the council.")
        told_later = following_up.look_at_alert(unit, alert.id, by="Alex", at=LATER)
        looks = unit.read(select(m.Look.kind, m.Look.seen_id, m.Look.seen_by, m.Look.seen_at))

    assert (told.words, told.outcome) == ("He said so.", None)
    assert (told_later.words, told_later.outcome) == ("He said so.", "Told the council.")
    assert [tuple(look) for look in looks] == [
        ("alert", alert.id, "Sam", NOW),
        ("alert", alert.id, "Alex", LATER),
    ]


def test_what_is_not_there_is_not_looked_at(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit:
        for look in (following_up.look_at_alert, following_up.look_at_call):
            with pytest.raises(Missing):
                look(unit, new_key(), by="Sam", at=NOW)
        with pytest.raises(Missing):
            following_up.read(unit, new_key(), 1, by="Sam", at=NOW)
        assert unit.read(select(m.Look.id)) == []


@pytest.mark.parametrize("change", ["changed", "removed"])
def test_the_database_refuses_to_change_who_looked(store: Store, change: str) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(alert=Raised(kinds=("threat",), urgent=True, words="Help.")))
        (alert,) = following_up.alerts(unit)
        following_up.look_at_alert(unit, alert.id, by="Sam", at=NOW)
        unit.commit()
    statements = {
        "changed": update(m.Look).where(m.Look.organisation_id == home).values(seen_by="Alex"),
        "removed": delete(m.Look).where(m.Look.organisation_id == home),
    }

    with store.unit(home) as unit, pytest.raises(StoreError):
        unit.write(statements[change])

    with store.unit(home) as unit:
        assert [tuple(row) for row in unit.read(select(m.Look.seen_by))] == [("Sam",)]


def test_words_wait_to_be_read_once(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(remark=Remarked(words="Nobody came.", question="LW-2.1")))
        unit.commit()

        (waiting,) = following_up.remarks(unit)
        words = [
            following_up.read(unit, begun.id, 1, by=by, at=at)
            for by, at in (("Sam", NOW), ("Alex", LATER))
        ]
        (kept,) = following_up.remarks(unit, read=True)
        looks = unit.read(select(m.Look.kind, m.Look.seen_id, m.Look.turn, m.Look.seen_by))

        assert (waiting.conversation_id, waiting.turn) == (begun.id, 1)
        assert (waiting.question, waiting.kept_at) == ("LW-2.1", NOW)
        assert words == ["Nobody came."] * 2
        assert (kept.read_by, kept.read_at) == ("Sam", NOW)
        assert [tuple(look) for look in looks] == [
            ("remark", begun.id, 1, "Sam"),
            ("remark", begun.id, 1, "Alex"),
        ]
        assert following_up.remarks(unit) == ()


def test_someone_who_asked_to_be_rung_is_found_where_they_are_reached(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home, address="+447700900123")
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(call_by=LATER))
        (call,) = following_up.calls(unit)
        waits = following_up.waits_for_a_call(unit, begun.respondent_id)
        told = following_up.look_at_call(unit, call.id, by="Sam", at=NOW)
        done = [
            following_up.call_done(unit, call.id, by=by, at=LATER, outcome="She is well.")
            for by in ("Sam", "Alex")
        ]
        told_later = following_up.look_at_call(unit, call.id, by="Sam", at=LATER)
        (made,) = following_up.calls(unit, done=True)

        assert (call.service_id, call.asked_at, call.due_at) == (begun.service_id, NOW, LATER)
        assert waits
        assert (told.addresses, told.outcome) == ({"sms": "+447700900123"}, None)
        assert (done, told_later.outcome) == ([True, False], "She is well.")
        assert (made.done_by, made.done_at) == ("Sam", LATER)
        assert following_up.calls(unit) == ()
        assert not following_up.waits_for_a_call(unit, begun.respondent_id)


def test_nobody_waits_for_two_calls_at_once(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(call_by=LATER))
        unit.commit()

    with store.unit(home) as unit:
        found = unit.conversation(begun.id)
        assert found is not None
        with pytest.raises(Conflict):
            unit.keep(found, a_turn(call_by=LATER))


def test_a_new_route_takes_the_place_of_the_one_before(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unset = routes.route_of(unit, begun.service_id)
        earlier = routes.set_route(unit, begun.service_id, NOW, first=ADA, second=BO)
        later = routes.set_route(
            unit, begun.service_id, LATER, first=BO, second=ADA, around=("Cy Marsh",)
        )
        unit.commit()
        in_use = routes.route_of(unit, begun.service_id)
        before = routes.route(unit, earlier)

    assert unset is None
    assert in_use is not None
    assert (in_use.id, in_use.first, in_use.around) == (later, BO, ("Cy Marsh",))
    assert before is not None
    assert (before.first, before.second, before.around) == (ADA, BO, ())


def test_a_test_alert_belongs_to_its_route_and_is_no_one_elses(store: Store) -> None:
    home = an_organisation(store)
    test = Raised(kinds=(), urgent=False, words="A test.", due_at=LATER, went_to="first")
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        routes.set_route(unit, begun.service_id, NOW, first=ADA, second=BO)
        route = routes.route_of(unit, begun.service_id)
        assert route is not None
        alert_id = following_up.raise_alert(
            unit, begun.service_id, replace(test, route_id=route.id), NOW, test=True
        )
        before = following_up.tests_acknowledged_by(unit, route.id)
        following_up.acknowledge(unit, alert_id, by="Ada Ofori", at=NOW)
        after = following_up.tests_acknowledged_by(unit, route.id)
        (alert,) = following_up.alerts(unit)

    assert (before, after) == ((), ("Ada Ofori",))
    assert (alert.kinds, alert.test, alert.route_id, alert.went_to) == ((), True, route.id, "first")
    assert (alert.conversation_id, alert.due_at) == (None, LATER)
