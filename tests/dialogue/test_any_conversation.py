"""What holds for any conversation at all, whatever a person sends."""

from __future__ import annotations

import gettext
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from careaudit_surveys.audits.shelf import released
from careaudit_surveys.dialogue import (
    SHAPES,
    Attached,
    Incoming,
    Nudged,
    Opened,
    Phase,
    Said,
    Tapped,
    Turn,
    begin,
    from_json,
    render,
    step,
    to_json,
)
from careaudit_surveys.surveys import Survey, derive
from tests.build import MORNING

SURVEYS: list[Survey] = [
    derive(shelved.audit, audience, profile)
    for shelved in released()
    for audience in shelved.audit.audiences
    for profile in ("easy", "standard", "core")
]

COMMANDS = (
    *("stop", "help", "back", "skip", "repeat", "easier", "pause", "language", "human"),
    *("link", "start", "not safe", "please stop", "don't stop", "say that again"),
)

WORDS = st.one_of(
    st.sampled_from(["1", "2", "3", "4", "8", "0", "yes", "no", "always", "somtimes", "1 and 2"]),
    st.sampled_from(
        ["👍", "👎", "", " ", "\0", "\u200f1", "ok", "hello", "not always", "word " * 999]
    ),
    st.text(max_size=40),
)


class AnyConversation(RuleBasedStateMachine):
    """A person who says anything, on any shape, on any day."""

    @initialize(survey=st.sampled_from(SURVEYS), shape=st.sampled_from(SHAPES))
    def opens(self, survey: Survey, shape: str) -> None:
        self.survey, self.shape = survey, shape
        self.state = begin(survey)
        self.at = MORNING
        self.hears(Opened(at=self.at))

    def hears(self, incoming: Incoming) -> Turn:
        before = self.state
        turn = step(self.survey, before, incoming)
        assert step(self.survey, before, incoming) == turn, "the same message, another turn"
        self.state = from_json(to_json(turn.state))
        assert self.state == turn.state, "the state did not survive JSON"
        self.messages = render(turn.outgoing, self.survey, gettext.NullTranslations(), self.shape)
        self.never_in_silence(before.phase, incoming, turn)
        self.only_what_is_offered(turn)
        return turn

    def never_in_silence(self, before: Phase, incoming: Incoming, turn: Turn) -> None:
        stopped = Phase.STOPPED in (before, turn.state.phase)
        let_be = before is Phase.FINISHED and isinstance(incoming, Nudged)
        assert self.messages or stopped or let_be
        assert all(message.text.strip() for message in self.messages)

    def only_what_is_offered(self, turn: Turn) -> None:
        for answer in turn.answers:
            question = self.survey.by_id[answer.question]
            values = {option.value for option in question.options}
            assert answer.value is None or not values or answer.value in values

    @rule(text=WORDS)
    def says(self, text: str) -> None:
        self.hears(Said(text=text, at=self.at))

    @rule(command=st.sampled_from(COMMANDS))
    def commands(self, command: str) -> None:
        self.hears(Said(text=command, at=self.at))

    @rule(data=st.data())
    def taps(self, data: st.DataObject) -> None:
        question = data.draw(st.sampled_from(self.survey.questions))
        values = [option.value for option in question.options] or ["skip"]
        value = data.draw(st.sampled_from([*values, "human", "yes", "gone"]))
        self.hears(Tapped(question=question.id, value=value, at=self.at))

    @rule(kind=st.sampled_from(["photo", "voice", "file"]), caption=st.sampled_from(["", "look"]))
    def attaches(self, kind: str, caption: str) -> None:
        self.hears(Attached(kind=kind, caption=caption, at=self.at))

    @rule(days=st.integers(1, 30))
    def waits(self, days: int) -> None:
        self.at += timedelta(days=days)

    @rule()
    def is_nudged(self) -> None:
        self.hears(Nudged(at=self.at))

    @rule()
    def opens_again(self) -> None:
        self.hears(Opened(at=self.at))

    @rule()
    def stops(self) -> None:
        assert self.hears(Said(text="STOP", at=self.at)).state.phase is Phase.STOPPED
        assert not self.hears(Said(text="hello?", at=self.at)).outgoing

    @precondition(lambda self: self.state.phase in (Phase.ASKING, Phase.REVIEWING))
    @rule()
    def goes_back_and_loses_nothing(self) -> None:
        standing = self.state.answers
        self.hears(Said(text="back", at=self.at))
        assert self.state.answers == standing

    @invariant()
    def has_a_question_only_while_it_runs(self) -> None:
        running = self.state.phase in (Phase.CONSENT, Phase.ASKING, Phase.REVIEWING)
        assert bool(self.state.asks) == running

    @invariant()
    def ends_only_at_an_end(self) -> None:
        over = self.state.phase in (Phase.PAUSED, Phase.FINISHED, Phase.STOPPED)
        assert bool(self.state.end) == over


AnyConversation.TestCase.settings = settings(max_examples=60, stateful_step_count=40)
test_any_conversation_keeps_its_promises = AnyConversation.TestCase


def answers_all(survey: Survey, at: datetime) -> Turn:
    """A willing person, who gives the first answer to everything."""
    turn = step(survey, begin(survey), Opened(at=at))
    for _ in range(200):
        if turn.state.asks is None:
            return turn
        question = survey.by_id.get(turn.state.asks)
        text = "1" if question is None or question.options else "all is well"
        turn = step(survey, turn.state, Said(text=text, at=at))
    raise AssertionError("a willing person never reached the end")


def test_a_willing_person_reaches_the_end_of_every_survey() -> None:
    for survey in SURVEYS:
        turn = answers_all(survey, MORNING)

        assert turn.state.end == "completed"
        asked = {q.id for q in survey.questions if q.ask_if is None}
        assert asked <= set(turn.state.answers)


def test_stop_is_obeyed_at_every_question() -> None:
    for survey in SURVEYS:
        turn = step(survey, begin(survey), Opened(at=MORNING))
        while turn.state.asks:
            stopped = step(survey, turn.state, Said(text="stop", at=MORNING))
            assert stopped.state.phase is Phase.STOPPED
            assert stopped.state.answers == turn.state.answers
            question = survey.by_id.get(turn.state.asks)
            text = "2" if question and question.options else "1"
            turn = step(survey, turn.state, Said(text=text, at=MORNING))
            if turn.state.asks == "review":
                break
