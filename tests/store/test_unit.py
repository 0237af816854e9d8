"""A unit of work keeps everything about a turn, or nothing."""

from __future__ import annotations

from uuid import UUID

import pytest

from careaudit_surveys.store import Conflict, Store
from careaudit_surveys.store.rows import (
    Conversation,
    Earlier,
    Kept,
    Message,
    Raised,
    Remarked,
    Turn,
)
from tests.store.build import NOW, a_conversation, a_turn, an_organisation, heard

NUMBER = "+447700900123"


@pytest.fixture
def home(store: Store) -> UUID:
    return an_organisation(store)


def test_a_turn_is_found_again_as_it_was_kept(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home, address=NUMBER)

    with store.unit(home) as unit:
        number = unit.keep(begun, a_turn(state='{"turns": 1}', phase="asking"))
        unit.commit()

    with store.unit(home) as unit:
        found = unit.conversation_for("sms", NUMBER)
    assert found is not None
    assert (number, found.turn) == (1, 1)
    assert (found.id, found.state, found.phase) == (begun.id, '{"turns": 1}', "asking")


def test_a_unit_left_without_commit_keeps_nothing(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home)

    with store.unit(home) as unit:
        unit.keep(begun, a_turn(heard=heard("SM1")))

    with store.unit(home) as unit:
        assert unit.said_in_reply_to("sms", "SM1") is None
        found = unit.conversation(begun.id)
    assert found is not None
    assert found.turn == 0


def test_a_message_heard_before_gets_the_same_reply(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home)
    messages = (Message(channel="sms", message="one"), Message(channel="sms", message="two"))

    with store.unit(home) as unit:
        unit.keep(begun, a_turn(heard=heard("SM1"), messages=messages))
        unit.commit()

    with store.unit(home) as unit:
        earlier = unit.said_in_reply_to("sms", "SM1")
    assert earlier is not None
    assert (earlier.conversation_id, earlier.turn) == (begun.id, 1)
    assert earlier.messages == ("one", "two")


def test_listening_finds_the_conversation_or_what_was_said_before(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home, address=NUMBER)
    messages = (Message(channel="sms", message="one"), Message(channel="sms", message="two"))

    with store.unit(home) as unit:
        new = unit.listen("sms", NUMBER, "SM1")
        unit.keep(begun, a_turn(heard=heard("SM1"), messages=messages))
        unit.commit()
        again = unit.listen("sms", NUMBER, "SM1")
        from_elsewhere = unit.listen("sms", "+447700900456", "SM1")
        from_nobody = unit.listen("sms", "+447700900456", "SM2")

    earlier = Earlier(conversation_id=begun.id, turn=1, messages=("one", "two"))
    assert isinstance(new, Conversation)
    assert new.id == begun.id
    assert again == from_elsewhere == earlier
    assert from_nobody is None


def test_a_message_that_got_no_reply_is_still_known(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home)

    with store.unit(home) as unit:
        unit.keep(begun, a_turn(heard=heard("SM1")))
        unit.commit()

    with store.unit(home) as unit:
        earlier = unit.said_in_reply_to("sms", "SM1")
    assert earlier is not None
    assert earlier.messages == ()


def test_the_same_message_twice_is_a_conflict(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(heard=heard("SM1")))
        unit.commit()

    with store.unit(home) as unit:
        again = unit.conversation(begun.id)
        assert again is not None
        with pytest.raises(Conflict):
            unit.keep(again, a_turn(heard=heard("SM1")))


def test_a_turn_on_an_older_reading_is_a_conflict(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn())
        unit.commit()

    with store.unit(home) as unit, pytest.raises(Conflict):
        unit.keep(begun, a_turn())


def test_a_turn_keeps_answer_alert_remark_and_messages_together(store: Store, home: UUID) -> None:
    begun = a_conversation(store, home)
    turn = Turn(
        at=NOW,
        phase="asking",
        state="{}",
        heard=heard("SM1"),
        answers=(Kept(question="LW-2.1", value="always", results=(("LW-2.1", "met"),)),),
        alert=Raised(kinds=("unsafe",), urgent=True, words="not safe"),
        remark=Remarked(words="not safe", question="LW-2.1"),
        messages=(Message(channel="sms", message="thank you"),),
    )

    with store.unit(home) as unit:
        unit.keep(begun, turn)
        unit.commit()

    with store.unit(home) as unit:
        assert unit.said_in_reply_to("sms", "SM1") is not None
