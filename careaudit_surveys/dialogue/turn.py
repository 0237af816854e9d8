"""What one turn of a conversation is made of, and how it is put together.

A handler sees a `Now` and returns a `Turn`. `put`, `go_on` and `agreement` are the ways a turn
may end with a question; `rest` is the way it ends without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from careaudit_surveys.surveys import Question, Survey

from .course import next_question, progress, sitting_is_over
from .messages import Alert, Answer, Ask, Outcome, Outgoing, Phrase, ReadBack, Understood, Value
from .state import Phase, State


class Heard(NamedTuple):
    """What came in, as meant: a command or another meaning, the words, and what they answered."""

    meaning: str
    text: str = ""
    question: Question | None = None
    understood: Understood | None = None

    @property
    def value(self) -> Value | None:
        return self.understood.value if self.understood else None

    @property
    def to_be_read(self) -> bool:
        """Was anything said that a person should read? Commands are carried out, not read."""
        command = self.understood is not None and self.understood.outcome is Outcome.COMMAND
        return bool(self.text.strip()) and not command


class Now(NamedTuple):
    """What a handler sees: the survey, where the conversation stands, what came in, and the day."""

    survey: Survey
    state: State
    heard: Heard
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One step of a conversation: everything that is to be kept, and everything to be said.

    `question` is the one the reply was to. `answers` were kept in this turn; `superseded` names
    the questions whose earlier answers stand no longer. `remark`: a person should read these
    words, a comment or no answer at all. `callback`: the person asked to be rung, and that their
    name and number be passed on for it. `erase`: the person asked that all they gave be erased,
    and with `forget` that they be forgotten altogether.
    """

    state: State
    outgoing: tuple[Outgoing, ...] = ()
    question: str | None = None
    understood: Understood | None = None
    answers: tuple[Answer, ...] = ()
    superseded: tuple[str, ...] = ()
    alert: Alert | None = None
    remark: bool = False
    callback: bool = False
    erase: bool = False
    forget: bool = False


def rest(now: Now, state: State, *outgoing: Outgoing, **kept: Any) -> Turn:
    """A turn that says these lines and asks nothing more. `kept` are fields of the Turn."""
    heard = now.heard
    return Turn(
        state=state._replace(turns=state.turns + 1, day=now.day),
        outgoing=outgoing,
        question=heard.question.id if heard.question else None,
        understood=heard.understood,
        **kept,
    )


def put(now: Now, state: State, question: str, *before: Outgoing, **kept: Any) -> Turn:
    """Put this question afresh, after some lines."""
    phase = Phase.REVIEWING if question == "review" else Phase.ASKING
    state = state._replace(phase=phase, asks=question, tries=0, pending=None, then=None, end=None)
    return rest(now, state, *before, *asking(now.survey, state), **kept)


def again(now: Now, *before: Outgoing, wording: int = 1, **kept: Any) -> Turn:
    """Put the question that the person has before them once more; any "did you mean" lapses."""
    state = now.state._replace(pending=None)
    return rest(now, state, *before, *asking(now.survey, state, wording), **kept)


def go_on(now: Now, state: State, *before: Outgoing, **kept: Any) -> Turn:
    """Put whatever comes next: a question, the choice to go on, or the end."""
    upcoming = next_question(now.survey, state)
    if upcoming is None:
        return finish(now, state, "completed", *before, **kept)
    if sitting_is_over(now.survey, state):
        return agreement(now, state, "sitting", *before, then=upcoming, **kept)
    return put(now, state, upcoming, *before, **kept)


def agreement(
    now: Now, state: State, why: str, *before: Outgoing, then: str | None = None, **kept: Any
) -> Turn:
    """Ask whether we may go on; once the person agrees, `then` is put."""
    state = state._replace(
        phase=Phase.CONSENT, asks="consent", why=why, then=then, tries=0, pending=None, end=None
    )
    return rest(now, state, *before, *asking(now.survey, state), **kept)


def finish(now: Now, state: State, end: str, *before: Outgoing, **kept: Any) -> Turn:
    """Thank the person and close."""
    state = state._replace(phase=Phase.FINISHED, asks=None, then=None, pending=None, end=end)
    closing = "declined" if end == "declined" else "closing"
    return rest(now, state, *before, Phrase(name=closing), **kept)


def asking(survey: Survey, state: State, wording: int = 1) -> tuple[Outgoing, ...]:
    """The lines that put the question at hand: for the review, the answers first."""
    if state.asks is None:
        return ()
    if state.asks == "consent":
        return (Ask(question="consent", why=state.why, wording=wording),)
    if state.asks == "review":
        answers = ReadBack(answers=tuple(state.answers.items()), offered=True)
        return (answers, Ask(question="review"))
    if state.asks not in survey.by_id:
        return (Ask(question=state.asks, wording=wording),)
    if wording == 1 and "easy_read" in state.about.get("needs", ()):
        wording = 2
    number, total, sure = progress(survey, state)
    standing = state.answers.get(state.asks)
    return (
        Ask(
            question=state.asks,
            wording=wording,
            number=number,
            total=total,
            sure=sure,
            said=standing,
        ),
    )
