"""A turn is kept whole or not at all, is heard once, and two at once are heard one by one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select

from careaudit_surveys.dialogue import Said, Tapped, from_json
from careaudit_surveys.fieldwork import NobodyKnown
from careaudit_surveys.store import Store, people, reading
from careaudit_surveys.store import models as m
from tests.build import a_criterion, a_question, an_audit, an_option
from tests.fieldwork.build import NUMBER, Field, a_field

UNSAFE = an_option("not_safe", "3", "not_met")


@pytest.fixture
def field(store: Store) -> Field:
    return a_field(store)


def rows(field: Field, *columns: object, **where: object) -> list[tuple[object, ...]]:
    """What a table holds, for this organisation."""
    store, organisation = field.fieldwork.store, field.fieldwork.organisation_id
    query = select(*columns)  # type: ignore[call-overload]
    owner = query.column_descriptions[0]["entity"]
    query = query.where(owner.organisation_id == organisation).filter_by(**where)
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_the_opening_and_each_reply_are_kept_with_what_they_meant(field: Field) -> None:
    opening = field.begin()
    heard = field.says("yes", "no", "sometimes")

    assert "Shall we start?" in opening.messages[-1].text
    assert heard.turn is not None
    assert heard.turn.answers[0].value == "sometimes"
    answers = rows(field, m.Answer.question, m.Answer.value, m.Answer.result, m.Answer.counts)
    assert answers == [("T-1.1", "sometimes", "partly", True)]


def test_a_message_heard_twice_gets_the_same_reply_and_changes_nothing(field: Field) -> None:
    field.begin()
    field.says("yes", "no")
    said = Said(text="always", at=field.at)

    first = field.hears(said, provider_id="SM-twice")
    again = field.hears(said, provider_id="SM-twice")

    assert again.messages == first.messages
    assert again.turn is None
    assert len(rows(field, m.Answer.value)) == 1


def test_a_changed_answer_is_kept_beside_the_one_that_counts(field: Field) -> None:
    field.begin()
    field.says("yes", "no", "always", "back", "sometimes")

    assert set(rows(field, m.Answer.value, m.Answer.counts)) == {
        ("always", False),
        ("sometimes", True),
    }


def test_sixteen_at_once_on_one_conversation_lose_and_double_nothing(field: Field) -> None:
    field.begin()
    field.says("yes", "no")
    before = field.conversation()
    assert before is not None
    said = Said(text="not understood", at=field.at)
    sent_twice = [f"SM-{number}" for number in range(8)] * 2

    with ThreadPoolExecutor(16) as threads:
        replies = list(
            threads.map(lambda sent: field.hears(said, provider_id=sent).messages, sent_twice)
        )

    after = field.conversation()
    assert after is not None
    assert after.turn == before.turn + 8
    assert replies[:8] == replies[8:]
    turns = sorted(int(str(turn)) for (turn,) in rows(field, m.Inbound.turn))
    assert turns == list(range(1, after.turn + 1))


def test_words_that_are_no_answer_and_comments_are_kept_to_be_read(field: Field) -> None:
    field.begin()
    field.says("yes", "no", "purple", "always", "The garden.")

    questions = sorted(str(question) for (question,) in rows(field, m.Remark.question))

    assert questions == ["T-1.1", "T-C1"]


def test_an_alert_is_kept_with_its_words_apart_from_the_answers(field: Field) -> None:
    field.begin()
    field.says("yes", "no", "I am not safe")

    kept = rows(field, m.Alert.kinds, m.Alert.urgent, m.Alert.words, m.Alert.id)

    (kinds, urgent, words, alert_id) = kept[0]
    assert (kinds, urgent) == ("unsafe", True)
    opened = field.fieldwork.store.keyring.open_for("alert", "alert.words", alert_id, words)  # type: ignore[arg-type]
    assert opened == b"I am not safe"


def test_a_flagged_button_raises_an_alert_with_what_stood_on_it(store: Store) -> None:
    from dataclasses import replace

    from careaudit_surveys.audits.model import Flag

    flagged = replace(UNSAFE, flag=Flag("unsafe"))
    options = (an_option("safe", "1", "met"), flagged, an_option("dont_know", "8", "unknown"))
    asked = a_question("How safe do you feel?", scale=None, options=options)
    field = a_field(store, an_audit(a_criterion(questions={"person": asked})))
    field.begin()
    field.says("yes", "no")

    field.hears(Tapped(question="T-1.1", value="not_safe", at=field.at))

    (words, alert_id) = rows(field, m.Alert.words, m.Alert.id)[0]
    opened = store.keyring.open_for("alert", "alert.words", alert_id, words)  # type: ignore[arg-type]
    assert opened == b"Not safe"


def test_needs_and_stop_are_noted_on_the_person(field: Field) -> None:
    field.begin()
    field.says("yes", "easy words", "stop")

    with field.fieldwork.store.unit(field.fieldwork.organisation_id) as unit:
        conversation = unit.conversation_for("sms", NUMBER)
        assert conversation is not None
        needs = people.needs_of(unit, conversation.respondent_id)
    assert needs is not None
    assert "easy_read" in needs
    assert rows(field, m.Respondent.stopped_at)[0][0] is not None
    field.says("start")
    assert rows(field, m.Respondent.stopped_at)[0][0] is None


def test_answered_for_me_files_the_answers_under_the_helper(store: Store) -> None:
    field = a_field(store)
    field.begin()
    field.says("yes", "no", "always", "skip", "yes", "friend", "answered for me")

    with store.unit(field.fieldwork.organisation_id) as unit:
        counts = reading.counts(unit, field.cycle_id)  # type: ignore[arg-type]

    assert {count.audience for count in counts} == {"relative"}


def test_delete_erases_all_and_the_person_may_come_back(field: Field) -> None:
    field.begin()
    field.says("yes", "I am blind in one eye", "always", "purple")
    respondent = field.conversation()
    field.says("delete")

    assert rows(field, m.Answer.value) == []
    assert rows(field, m.Remark.turn) == []
    assert respondent is not None
    assert (respondent.respondent_id,) not in rows(field, m.DataKey.respondent_id)
    heard = field.says("start")
    assert "Shall we start?" in heard.messages[-1].text


def test_the_delete_message_heard_twice_gets_its_reply_again(field: Field) -> None:
    field.begin()
    said = Said(text="DELETE", at=field.at)

    first = field.hears(said, provider_id="SM-delete")

    assert field.hears(said, provider_id="SM-delete").messages == first.messages


def test_a_wrong_number_is_forgotten_altogether(field: Field) -> None:
    field.begin()
    field.says("wrong number")

    assert rows(field, m.Address.id) == []
    with pytest.raises(NobodyKnown):
        field.says("hello")


def test_an_alert_outlives_the_person_who_asked_to_be_erased(field: Field) -> None:
    field.begin()
    field.says("not safe", "delete")

    assert rows(field, m.Alert.kinds) == [("unsafe",)]


def test_a_paused_conversation_is_carried_on_days_later(field: Field) -> None:
    field.begin()
    field.says("yes", "no", "pause")
    field.later(days=3)

    heard = field.says("hello", "yes")

    assert heard.turn is not None
    assert heard.turn.state.asks == "T-1.1"


def test_nobody_elses_conversation_is_heard(store: Store) -> None:
    ours, theirs = a_field(store), a_field(store, organisation="Oak Care")
    ours.begin()

    with pytest.raises(NobodyKnown):
        theirs.says("yes")


def test_what_was_said_is_not_in_the_file(store: Store, tmp_path: Path) -> None:
    field = a_field(store)
    field.begin()
    field.says("yes", "my unmistakable need", "always", "my unmistakable comment", "yes")

    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    assert not any(b"unmistakable" in content or NUMBER.encode() in content for content in files)


def test_the_state_kept_is_the_state_said(field: Field) -> None:
    field.begin()
    heard = field.says("yes", "no", "always")

    kept = field.conversation()

    assert kept is not None
    assert heard.turn is not None
    assert from_json(kept.state) == heard.turn.state
