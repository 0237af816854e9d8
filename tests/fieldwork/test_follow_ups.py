"""What a person must learn of reaches the right one in time, and a call is put down once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from careaudit_surveys.dialogue import Attached, Opened, step
from careaudit_surveys.dialogue.messages import Alert
from careaudit_surveys.fieldwork import conversations
from careaudit_surveys.fieldwork.routing import names_any
from careaudit_surveys.store import Store, following_up, rows
from careaudit_surveys.store import models as m
from tests.desk.build import NOON, a_desk
from tests.fieldwork.build import Field, a_field

FRIDAY_NIGHT = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
MONDAY_NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def raised_by(field: Field, *said: str) -> tuple[rows.Alert, ...]:
    field.begin()
    field.says("yes", "no", *said)
    with field.fieldwork.store.unit(field.fieldwork.organisation_id) as unit:
        return following_up.alerts(unit)


def calls_of(field: Field) -> tuple[rows.CallBack, ...]:
    with field.fieldwork.store.unit(field.fieldwork.organisation_id) as unit:
        return following_up.calls(unit)


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("I am not safe", FRIDAY_NIGHT + timedelta(hours=1)),
        ("nobody helps me to eat for days", MONDAY_NOON),
    ],
)
def test_an_alert_has_its_clock_from_when_it_was_raised(
    store: Store, said: str, due: datetime
) -> None:
    field = a_desk(store)
    field.at = FRIDAY_NIGHT

    (alert,) = raised_by(field, said)

    assert (alert.raised_at, alert.due_at) == (FRIDAY_NIGHT, due)


@pytest.mark.parametrize(
    ("said", "to"),
    [
        ("he hit me", "first"),
        ("CY hit me", "second"),
        ("mrs marsh's friend hit me", "second"),
        ("ada hit me", "second"),
        ("bo hit me", "first"),
        ("ada and bo hit me", "first"),
        ("he hit me with a cyan cup", "first"),
    ],
)
def test_an_alert_goes_around_whoever_it_names(store: Store, said: str, to: str) -> None:
    (alert,) = raised_by(a_desk(store), said)

    assert alert.went_to == to
    assert alert.route_id is not None


def test_an_alert_of_a_service_without_contacts_is_kept_all_the_same(store: Store) -> None:
    (alert,) = raised_by(a_field(store), "he hit me")

    assert (alert.route_id, alert.went_to) == (None, None)
    assert alert.due_at is not None


@pytest.mark.parametrize(
    ("words", "name", "named"),
    [
        ("It was JÓ.", "Jo Marsh", True),
        ("jo’s shift", "Jo Marsh", True),
        ("Mrs Smith came", "Mrs Marsh", False),
        ("the door", "The Manager", False),
        ("your manager knows", "The Manager", True),
        ("my joints", "Jo", False),
        ("", "Jo", False),
        ("dr", "Dr", True),
    ],
)
def test_a_name_is_heard_as_whole_words_however_it_is_typed(
    words: str, name: str, named: bool
) -> None:
    assert names_any(words, [name]) is named


def test_a_call_is_put_down_for_the_next_working_day_and_once(store: Store) -> None:
    field = a_desk(store)
    field.begin()
    field.says("yes", "call me", "yes", "call me", "yes")

    (call,) = calls_of(field)

    assert (call.asked_at, call.due_at) == (NOON, NOON + timedelta(days=1))


def test_who_was_rung_may_ask_again(store: Store) -> None:
    field = a_desk(store)
    field.begin()
    field.says("yes", "call me", "yes")
    (first,) = calls_of(field)
    with store.unit(field.fieldwork.organisation_id) as unit:
        following_up.call_done(unit, first.id, by="Sam", at=NOON, outcome="She is well.")
        unit.commit()

    field.says("call me", "yes")

    (second,) = calls_of(field)
    assert second.id != first.id


@pytest.mark.parametrize("replies", [("no",), ("hello",), ("stop", "yes")])
def test_without_a_yes_nobody_is_rung(store: Store, replies: tuple[str, ...]) -> None:
    field = a_desk(store)
    field.begin()
    field.says("yes", "call me", *replies)

    assert calls_of(field) == ()


def test_a_call_goes_with_whoever_is_erased(store: Store) -> None:
    field = a_desk(store)
    field.begin()
    field.says("yes", "call me", "yes", "delete")

    assert calls_of(field) == ()


@pytest.mark.parametrize("last_words", ["delete", "wrong number"])
def test_what_the_last_words_told_of_is_kept_though_the_person_is_erased(
    store: Store, last_words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No words are both at present; whatever words may come to be, the alert comes first."""

    def step_with_alert(*given: Any) -> Any:
        turn = step(*given)
        return replace(turn, alert=Alert(kinds=("threat",), urgent=True)) if turn.erase else turn

    monkeypatch.setattr(conversations, "step", step_with_alert)
    field = a_desk(store)

    (alert,) = raised_by(field, last_words)

    assert (alert.kinds, alert.went_to, alert.conversation_id) == (("threat",), "first", None)


def test_what_is_no_words_is_put_down_too(store: Store) -> None:
    field = a_desk(store)
    field.begin()
    field.says("yes", "no")
    field.hears(Attached(kind="photo", caption="cy hit me", at=field.at))
    field.hears(Opened(at=field.at))

    with store.unit(field.fieldwork.organisation_id) as unit:
        (alert,) = following_up.alerts(unit)
        words = following_up.look_at_alert(unit, alert.id, by="Sam", at=NOON).words
        looks = unit.read(select(m.Look.kind))

    assert (words, alert.went_to) == ("cy hit me", "second")
    assert [look.kind for look in looks] == ["alert"]
