"""Respondents: reached at an address, remembered as they asked, and erased for good."""

from __future__ import annotations

import pytest

from careaudit_surveys.store import Missing, SealBroken, Store, following_up, people
from careaudit_surveys.store.models import Row
from careaudit_surveys.store.rows import Kept, Message, Raised, Remarked
from careaudit_surveys.store.types import new_key
from tests.store.build import NOW, a_conversation, a_turn, an_organisation, everything_kept, heard

NUMBER = "+447700900123"
OTHER = "+447700900456"


def test_a_respondent_is_reached_where_they_last_said(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home, address=NUMBER)

    with store.unit(home) as unit:
        people.set_address(unit, begun.respondent_id, begun.key, "sms", OTHER, 1, NOW)
        unit.commit()

    with store.unit(home) as unit:
        assert people.address_of(unit, begun.respondent_id, "sms") == OTHER
        assert people.address_of(unit, begun.respondent_id, "telegram") is None
        assert unit.conversation_for("sms", NUMBER) is None
        found = unit.conversation_for("sms", OTHER)
    assert found is not None
    assert found.id == begun.id


def test_an_address_that_is_known_already_stays_as_it_is(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home, address=NUMBER)
    before = everything_kept(store)

    with store.unit(home) as unit:
        people.set_address(unit, begun.respondent_id, begun.key, "sms", NUMBER, 1, NOW)
        unit.commit()

    assert everything_kept(store) == before


def test_two_who_share_a_telephone_are_heard_in_the_conversation_opened_last(store: Store) -> None:
    home = an_organisation(store)
    first = a_conversation(store, home, address=NUMBER)
    second = a_conversation(store, home, address=NUMBER, nth=2)

    with store.unit(home) as unit:
        while_both_run = unit.conversation_for("sms", NUMBER)
        unit.keep(second, a_turn(end="completed"))
        unit.commit()
        after_the_second = unit.conversation_for("sms", NUMBER)
        unit.keep(first, a_turn(end="completed"))
        unit.commit()
        after_both = unit.conversation_for("sms", NUMBER)

    found = [while_both_run, after_the_second, after_both]
    assert [each and each.id for each in found] == [second.id, first.id, second.id]


def test_needs_are_kept_with_the_person(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)

    with store.unit(home) as unit:
        before = people.needs_of(unit, begun.respondent_id)
        people.set_needs(unit, begun.respondent_id, "large print")
        unit.commit()
        after = people.needs_of(unit, begun.respondent_id)

    assert (before, after) == (None, "large print")


def test_stop_outlives_the_person_and_start_lifts_it(store: Store) -> None:
    home, other = an_organisation(store), an_organisation(store, "Lily Care")
    begun = a_conversation(store, home, address=NUMBER)

    with store.unit(home) as unit:
        people.stop(unit, "sms", NUMBER, NOW)
        people.stop(unit, "sms", NUMBER, NOW)
        people.forget(unit, begun.respondent_id, NOW)
        unit.commit()
        stopped = people.is_stopped(unit, "sms", NUMBER)
        elsewhere = people.is_stopped(unit, "telegram", NUMBER)
        people.restart(unit, "sms", NUMBER)
        lifted = people.is_stopped(unit, "sms", NUMBER)
    with store.unit(other) as unit:
        of_others = people.is_stopped(unit, "sms", NUMBER)

    assert (stopped, elsewhere, lifted, of_others) == (True, False, False, False)


def test_nothing_of_a_forgotten_person_is_left_but_a_tombstone_and_what_must_be_acted_on(
    store: Store,
) -> None:
    home = an_organisation(store)
    before = everything_kept(store)
    begun = a_conversation(store, home, address=NUMBER)
    with store.unit(home) as unit:
        unit.keep(
            begun,
            a_turn(
                heard=heard("SM1"),
                answers=(Kept(question="LW-2.1", value="always", results=(("LW-2.1", "met"),)),),
                alert=Raised(kinds=("unsafe",), urgent=True, words="I am not safe."),
                remark=Remarked(words="I am not safe."),
                call_by=NOW,
                messages=(Message(channel="sms", message="Thank you."),),
            ),
        )
        people.set_needs(unit, begun.respondent_id, "large print")
        unit.commit()

    with store.unit(home) as unit:
        people.forget(unit, begun.respondent_id, NOW)
        unit.commit()
        (alert,) = following_up.alerts(unit)
        told = following_up.look_at_alert(unit, alert.id, by="Sam", at=NOW)

    left = everything_kept(store)
    changed = {table for table in left if left[table] != before[table]}
    assert changed == {"alert", "tombstone"}
    assert (told.words, alert.conversation_id) == ("I am not safe.", None)


def test_what_was_copied_before_a_person_was_forgotten_no_longer_opens(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(answers=(Kept(question="LW-C1", words="The garden."),)))
        unit.commit()
        copied = unit.read(Row.metadata.tables["answer"].select())
        people.forget(unit, begun.respondent_id, NOW)
        unit.commit()

        with pytest.raises(Missing):
            people.data_key(unit, begun.respondent_id)

    _, anyone_elses = store.keyring.new_data_key(begun.respondent_id)
    with pytest.raises(SealBroken):
        anyone_elses.open("answer.words 1 0", begun.id, copied[0].words)


def test_nobody_is_forgotten_who_is_not_there(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit:
        with pytest.raises(Missing):
            people.forget(unit, new_key(), NOW)
        with pytest.raises(Missing):
            people.set_stopped(unit, new_key(), NOW)
        with pytest.raises(Missing):
            people.set_needs(unit, new_key(), "large print")
        assert people.needs_of(unit, new_key()) is None
