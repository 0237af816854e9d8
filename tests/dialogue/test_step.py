"""The table of a conversation: complete, and true of what happens."""

from __future__ import annotations

import pytest

from careaudit_surveys.dialogue import Opened, Phase, Said, State, begin, step
from careaudit_surveys.dialogue.draw import phases_after
from careaudit_surveys.dialogue.hear import COMMANDS, Meaning, hear
from careaudit_surveys.dialogue.step import ROWS, TABLE
from careaudit_surveys.surveys import Survey
from careaudit_surveys.words.vocabulary import vocabulary
from tests.build import MORNING, a_survey

STANDING_IN = {
    Phase.CONSENT: (),
    Phase.ASKING: ("yes", "no"),
    Phase.REVIEWING: ("yes", "no", "1", "skip"),
    Phase.PAUSED: ("yes", "pause"),
    Phase.FINISHED: ("yes", "no", "1", "skip", "yes", "1"),
    Phase.STOPPED: ("yes", "stop"),
}


def a_conversation(survey: Survey, *replies: str) -> State:
    state = step(survey, begin(survey), Opened(at=MORNING)).state
    for reply in replies:
        state = step(survey, state, Said(text=reply, at=MORNING)).state
    return state


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_an_answer_to_anything(phase: Phase) -> None:
    assert Meaning.OTHER in ROWS[phase]


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_leads_where_the_table_says(phase: Phase, command: str) -> None:
    survey = a_survey()
    state = a_conversation(survey, *STANDING_IN[phase])
    assert state.phase is phase
    said = Said(text=command.replace("_", " "), at=MORNING)

    turn = step(survey, state, said)

    meant = Meaning(hear(survey, state, said, vocabulary("en")).meaning)
    handler = TABLE.get((phase, meant)) or TABLE[phase, Meaning.OTHER]
    assert meant == command
    assert turn.state.phase in phases_after(handler)
    assert turn.outgoing or Phase.STOPPED in (phase, turn.state.phase)


def test_every_handler_says_where_it_leads_and_what_it_does() -> None:
    for handler in TABLE.values():
        assert phases_after(handler), handler
        assert handler.__doc__, handler


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.STOPPED])
@pytest.mark.parametrize(("reply", "asked"), [("yes", True), ("no", False)])
def test_a_call_is_asked_for_with_the_persons_leave_alone(
    phase: Phase, reply: str, asked: bool
) -> None:
    survey = a_survey()
    state = a_conversation(survey, *STANDING_IN[phase])

    offered = step(survey, state, Said(text="call me", at=MORNING))
    agreed = step(survey, offered.state, Said(text=reply, at=MORNING))

    assert (offered.callback, agreed.callback) == (False, asked)
    assert offered.alert is agreed.alert is None
    assert (agreed.state.phase, agreed.state.asks) == (phase, state.asks)
    assert agreed.state.answers == state.answers
    assert agreed.state.pending is None


def test_a_yes_after_anything_else_asks_for_no_call() -> None:
    survey = a_survey()
    state = a_conversation(survey, *STANDING_IN[Phase.PAUSED], "call me", "hello")

    assert not step(survey, state, Said(text="yes", at=MORNING)).callback
