"""One person counts once in a cycle, under each audience."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from careaudit_surveys.store import Store, programme, reading
from careaudit_surveys.store.rows import Conversation, Kept
from tests.store.build import NOW, a_conversation, a_turn, an_organisation


def answered(result: str, question: str = "LW-2.1", value: str = "a value") -> Kept:
    return Kept(question=question, value=value, results=((question, result),))


def keep(store: Store, conversation: Conversation, **values: Any) -> Conversation:
    """Keep a turn; the conversation as it is afterwards."""
    with store.unit(OWNER[conversation.id]) as unit:
        unit.keep(conversation, a_turn(**values))
        unit.commit()
        found = unit.conversation(conversation.id)
    assert found is not None
    return found


OWNER: dict[UUID, UUID] = {}
"""The organisation of each conversation of these tests."""


def begun(store: Store, home: UUID, **values: Any) -> Conversation:
    conversation = a_conversation(store, home, **values)
    OWNER[conversation.id] = home
    return conversation


def counted(store: Store, home: UUID) -> Counter[tuple[str, str]]:
    """How many answers count, by audience and result, over all cycles."""
    with store.unit(home) as unit:
        return Counter(
            {
                (count.audience, count.result): count.number
                for cycle in reading.cycles(unit)
                for count in reading.counts(unit, cycle.id)
            }
        )


def test_what_is_answered_counts_before_the_end(store: Store) -> None:
    home = an_organisation(store)

    keep(store, begun(store, home), answers=(answered("met"),))

    assert counted(store, home) == {("person", "met"): 1}


def test_a_changed_answer_counts_as_changed_and_both_are_kept(store: Store) -> None:
    home = an_organisation(store)
    first = keep(store, begun(store, home), answers=(answered("met"),))

    keep(store, first, answers=(answered("not_met"),), superseded=("LW-2.1",))

    assert counted(store, home) == {("person", "not_met"): 1}
    with store.unit(home) as unit:
        given = reading.answers(unit, first.id)
    assert [(each.result, each.superseded_in) for each in given] == [("met", 2), ("not_met", None)]


def test_an_answer_taken_back_counts_no_more(store: Store) -> None:
    home = an_organisation(store)
    answers = (answered("met"), answered("partly", "LW-5.1"))
    first = keep(store, begun(store, home), answers=answers)

    keep(store, first, superseded=("LW-5.1",))

    assert counted(store, home) == {("person", "met"): 1}


def test_a_question_counts_for_each_criterion_measured_from_it(store: Store) -> None:
    home = an_organisation(store)
    results = (("FFT-1.1", "met"), ("FFT-1.2", "met"), ("FFT-1.5", "not_met"))
    once = Kept(question="FFT-1.1", value="good", results=results)
    first = keep(store, begun(store, home), answers=(once,))

    with store.unit(home) as unit:
        counts = {c.criterion: c.result for c in reading.counts(unit, first.cycle_id)}
    assert counts == dict(results)

    keep(store, first, superseded=("FFT-1.1",))
    assert counted(store, home) == {}


def test_words_count_for_no_criterion(store: Store) -> None:
    home = an_organisation(store)

    keep(store, begun(store, home), answers=(Kept(question="LW-C1", words="The garden."),))

    assert counted(store, home) == {}


def test_the_conversation_completed_last_counts(store: Store) -> None:
    home = an_organisation(store)
    first = begun(store, home)
    keep(store, first, answers=(answered("met"),), end="completed")
    second = begun(store, home, respondent_id=first.respondent_id)

    second = keep(store, second, answers=(answered("not_met"),))
    while_it_runs = counted(store, home)
    keep(store, second, end="completed")

    assert while_it_runs == {("person", "met"): 1}
    assert counted(store, home) == {("person", "not_met"): 1}


def test_a_later_one_that_is_not_completed_does_not_count(store: Store) -> None:
    home = an_organisation(store)
    first = begun(store, home)
    keep(store, first, answers=(answered("met"),), end="completed")
    second = begun(store, home, respondent_id=first.respondent_id)

    keep(store, second, answers=(answered("not_met"),), end="stopped")

    assert counted(store, home) == {("person", "met"): 1}


def test_one_in_which_nothing_was_answered_gives_way(store: Store) -> None:
    home = an_organisation(store)
    first = begun(store, home)
    keep(store, first, end="declined")

    second = begun(store, home, respondent_id=first.respondent_id)
    keep(store, second, answers=(answered("met"),), end="stopped")

    assert counted(store, home) == {("person", "met"): 1}
    with store.unit(home) as unit:
        progress = reading.conversations(unit, first.cycle_id)
    assert {each.id: each.counted for each in progress} == {first.id: False, second.id: True}


def test_answered_for_me_counts_under_the_helper_whatever_was_answered_before(
    store: Store,
) -> None:
    home = an_organisation(store)
    first = keep(store, begun(store, home), answers=(answered("met"),))

    keep(store, first, answers=(answered("partly", "LW-5.1"),), audience="relative")

    assert counted(store, home) == {("relative", "met"): 1, ("relative", "partly"): 1}


def test_a_view_given_for_a_person_does_not_replace_their_own(store: Store) -> None:
    home = an_organisation(store)
    own = begun(store, home)
    keep(store, own, answers=(answered("met"),), end="completed")
    given_for_them = begun(store, home, respondent_id=own.respondent_id)
    given_for_them = keep(store, given_for_them, answers=(answered("not_met"),))

    keep(store, given_for_them, audience="relative", end="completed")

    assert counted(store, home) == {("person", "met"): 1, ("relative", "not_met"): 1}


def test_whoever_the_lead_leaves_out_counts_as_an_exception(store: Store) -> None:
    home = an_organisation(store)
    in_part, out = begun(store, home), begun(store, home)
    silent, away = begun(store, home), begun(store, home)
    keep(store, in_part, answers=(answered("not_met"),))
    keep(store, out, answers=(answered("not_met"),))
    keep(store, silent, answers=(answered("met", "LW-5.1"),))

    with store.unit(home) as unit:
        for conversation in (out, silent, away):
            programme.apply_exception(
                unit,
                conversation.cycle_id,
                conversation.respondent_id,
                "LW-2.1",
                "NEW",
                NOW,
                applied_by="lead",
                reason="Came here last week.",
            )
        unit.commit()

    assert counted(store, home) == {
        ("person", "not_met"): 1,
        ("person", "exception:NEW"): 2,  # the one who took no part counts nowhere
        ("person", "met"): 1,
    }


def test_each_cycle_counts_by_itself(store: Store) -> None:
    home = an_organisation(store)
    autumn = begun(store, home)
    keep(store, autumn, answers=(answered("met"),), end="completed")
    with store.unit(home) as unit:
        winter = programme.add_cycle(unit, "winter", autumn.audit_digest, (autumn.service_id,), NOW)
        unit.commit()
    second = begun(store, home, cycle_id=winter, respondent_id=autumn.respondent_id)
    keep(store, second, answers=(answered("not_met"),))

    with store.unit(home) as unit:
        results = [
            [count.result for count in reading.counts(unit, cycle)]
            for cycle in (autumn.cycle_id, winter)
        ]

    assert results == [["met"], ["not_met"]]


def test_every_standing_answer_can_be_told_with_whose_it_is(store: Store) -> None:
    home = an_organisation(store)
    first = keep(store, begun(store, home), answers=(answered("met"),))
    keep(store, first, answers=(answered("partly"),), superseded=("LW-2.1",))

    with store.unit(home) as unit:
        (standing,) = reading.standing(unit, first.cycle_id)

    assert (standing.respondent_id, standing.result) == (first.respondent_id, "partly")
