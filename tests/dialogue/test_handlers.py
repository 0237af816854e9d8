"""What single turns leave behind: after erasing, after giving up on a question, after harm."""

from __future__ import annotations

import pytest

from careaudit_surveys.dialogue import Alert, Opened, Phase, Said, State, Turn, begin, step
from careaudit_surveys.dialogue.harm import _together as together
from careaudit_surveys.dialogue.messages import Phrase
from careaudit_surveys.surveys import Survey
from tests.build import MORNING, a_survey

TO_THE_HELPER = ("yes", "no", "always", "skip", "yes")


def talk(survey: Survey, *replies: str, discreet: bool = False) -> Turn:
    turn = step(survey, begin(survey, discreet=discreet), Opened(at=MORNING))
    for reply in replies:
        turn = step(survey, turn.state, Said(text=reply, at=MORNING))
    return turn


def said(turn: Turn) -> list[str]:
    return [line.name for line in turn.outgoing if isinstance(line, Phrase)]


@pytest.mark.parametrize("discreet", [True, False])
def test_erasing_leaves_what_was_asked_and_nothing_that_was_said(discreet: bool) -> None:
    survey = a_survey(profile="easy")

    turn = talk(survey, "yes", "no", "a lot", "nice", "always", "delete", discreet=discreet)

    assert turn.state == State(
        audit=survey.audit,
        audience="person",
        profile="easy",
        language="en",
        phase=Phase.STOPPED,
        asks=None,
        day="2026-11-23",
        end="stopped",
        discreet=discreet,
        turns=7,
    )


def test_erasing_after_stop_does_not_say_the_safeguarding_line_twice() -> None:
    turn = talk(a_survey(), "yes", "stop", "not safe", "delete")

    assert turn.state.told_safety


def test_a_question_not_understood_is_passed_and_counts_in_the_sitting() -> None:
    turn = talk(a_survey(), "yes", "no", "purple", "purple", "purple")

    assert turn.state.passed == ("T-1.1",)
    assert turn.state.in_sitting == 1
    assert said(turn) == ["moved-on"]
    assert turn.remark


def test_our_own_question_not_understood_is_left_without_an_answer() -> None:
    turn = talk(a_survey(), *TO_THE_HELPER, "purple", "purple", "purple")

    assert turn.state.about["helper"] is None
    assert turn.state.end == "completed"
    assert said(turn) == ["moved-on", "closing"]
    assert turn.remark


def test_an_empty_reply_leaves_nothing_to_read() -> None:
    assert not talk(a_survey(), "yes", "no", "", "", "").remark
    assert not talk(a_survey(), *TO_THE_HELPER, "", "", "").remark


@pytest.mark.parametrize(
    ("first", "second", "kinds", "urgent"),
    [
        (None, Alert(kinds=("physical",), urgent=False), ("physical",), False),
        (Alert(kinds=("unsafe",), urgent=False), Alert(kinds=("physical",), urgent=False),
         ("physical",), False),
        (Alert(kinds=("unsafe",), urgent=True), Alert(kinds=("physical",), urgent=False),
         ("physical",), True),
        (Alert(kinds=("unsafe",), urgent=False), Alert(kinds=("unsafe",), urgent=True),
         ("unsafe",), True),
        (Alert(kinds=("neglect",), urgent=False), Alert(kinds=("suicide",), urgent=False),
         ("neglect", "suicide"), False),
    ],
)  # fmt: skip
def test_words_tell_more_than_an_answer(
    first: Alert | None, second: Alert, kinds: tuple[str, ...], urgent: bool
) -> None:
    assert together(first, second) == Alert(kinds=kinds, urgent=urgent)


def test_harm_in_words_counts_one_turn_and_leaves_the_topic_alone() -> None:
    before = talk(a_survey(), "yes", "no").state

    turn = step(a_survey(), before, Said(text="she hits me", at=MORNING))

    assert turn.state.turns == before.turns + 1
    assert turn.state.closed == ("T-S1",)
    assert (turn.state.why, turn.state.asks) == ("disclosure", "consent")
    assert turn.remark


def test_harm_told_while_paused_is_answered_once_beside_what_is_said_there() -> None:
    turn = talk(a_survey(), "yes", "pause", "she hits me")

    assert said(turn) == ["harm", "still-paused"]
    assert turn.state.phase is Phase.PAUSED


def test_not_safe_while_paused_says_the_line_once() -> None:
    assert said(talk(a_survey(), "yes", "pause", "not safe")) == ["harm"]


def test_harm_told_with_stop_is_answered_beside_the_one_confirmation() -> None:
    turn = talk(a_survey(), "yes", "stop", "she hits me")

    assert said(turn) == ["harm"]
    assert turn.state.told_safety
    assert said(step(a_survey(), turn.state, Said(text="he hits me", at=MORNING))) == []


@pytest.mark.parametrize(("number", "asks"), [("1", "T-1.1"), ("2", "T-C1"), ("3", "review")])
def test_an_answer_is_changed_by_its_number_in_the_list(number: str, asks: str) -> None:
    turn = talk(a_survey(), *TO_THE_HELPER[:4], "2", number)

    assert turn.state.asks == asks
