"""What we say goes out in order, and whoever claims a message holds it alone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from careaudit_surveys.store import Store, outbox
from careaudit_surveys.store.rows import Claimed, Conversation, Message
from tests.store.build import NOW, a_conversation, a_turn, an_organisation

LEASE = timedelta(seconds=30)


def a_message(text: str) -> Message:
    return Message(channel="sms", message=text)


def three_messages(store: Store, organisation_id: UUID) -> Conversation:
    first = a_turn(messages=(a_message("one"), a_message("two")))
    begun = a_conversation(store, organisation_id, first)
    with store.unit(organisation_id) as unit:
        unit.keep(begun, a_turn(messages=(a_message("three"),)))
        unit.commit()
    return begun


def claim(store: Store, organisation_id: UUID, after: timedelta = timedelta(0)) -> list[Claimed]:
    with store.unit(organisation_id) as unit:
        claimed = outbox.claim(unit, "sms", NOW + after, lease=LEASE)
        unit.commit()
    return list(claimed)


def test_messages_of_a_conversation_go_out_one_after_the_other(store: Store) -> None:
    home = an_organisation(store)
    three_messages(store, home)

    said = []
    while claimed := claim(store, home):
        assert len(claimed) == 1
        said.append(claimed[0].message)
        with store.unit(home) as unit:
            assert outbox.sent(unit, claimed[0], NOW)
            unit.commit()

    assert said == ["one", "two", "three"]


def test_a_claimed_message_is_no_one_elses(store: Store) -> None:
    home = an_organisation(store)
    three_messages(store, home)

    first, second = claim(store, home), claim(store, home)

    assert [claimed.message for claimed in first] == ["one"]
    assert second == []


def test_a_message_whose_sender_died_is_claimed_again(store: Store) -> None:
    home = an_organisation(store)
    three_messages(store, home)
    (dead,) = claim(store, home)

    (again,) = claim(store, home, after=LEASE + timedelta(seconds=1))

    assert (again.message, again.attempt) == (dead.message, 2)
    with store.unit(home) as unit:
        assert not outbox.sent(unit, dead, NOW)
        assert outbox.sent(unit, again, NOW)


def test_a_message_that_failed_is_tried_again_when_it_is_time(store: Store) -> None:
    home = an_organisation(store)
    three_messages(store, home)
    (claimed,) = claim(store, home)

    with store.unit(home) as unit:
        outbox.failed(unit, claimed, again_at=NOW + timedelta(minutes=5))
        unit.commit()

    assert claim(store, home) == []
    assert [again.message for again in claim(store, home, timedelta(minutes=5))] == ["one"]


def test_a_message_given_up_lets_the_next_one_go(store: Store) -> None:
    home = an_organisation(store)
    three_messages(store, home)
    (claimed,) = claim(store, home)

    with store.unit(home) as unit:
        outbox.failed(unit, claimed, again_at=None)
        unit.commit()

    assert [following.message for following in claim(store, home)] == ["two"]


def test_what_waits_can_be_taken_back(store: Store) -> None:
    home = an_organisation(store)
    begun = three_messages(store, home)

    with store.unit(home) as unit:
        assert outbox.cancel(unit, begun.id) == 3
        unit.commit()

    assert claim(store, home) == []


def test_one_conversation_is_sent_without_the_others(store: Store) -> None:
    home = an_organisation(store)
    begun, _ = three_messages(store, home), three_messages(store, home)

    with store.unit(home) as unit:
        claimed = outbox.claim_next(unit, begun.id, NOW, lease=LEASE)
        nothing = outbox.claim_next(unit, begun.id, NOW, lease=LEASE)

    assert claimed is not None
    assert (claimed.conversation_id, claimed.message) == (begun.id, "one")
    assert nothing is None
