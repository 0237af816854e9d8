"""What is asked: the survey that an audit becomes for one audience in one profile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from careaudit_surveys.audits.model import AnswerType, AskIf, Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question as it will be put.

    `id` is the criterion's id, the comment's, or the criterion's followed by `-evidence`.
    `criterion` is None for a comment. `topic` is the standard's id: after a disclosure the
    scored questions of that topic are left out.
    """

    id: str
    text: str
    type: AnswerType
    criterion: str | None = None
    topic: str | None = None
    options: tuple[Option, ...] = ()
    easier: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    ask_if: AskIf | None = None
    private: bool = False
    prompt: str | None = None
    symbols: str | None = None

    def option(self, value: str) -> Option:
        """The option of that value; KeyError if the question has none such."""
        for option in self.options:
            if option.value == value:
                return option
        raise KeyError(value)


@dataclass(frozen=True, kw_only=True)
class Local:
    """What a service and a cycle put into the words: names, numbers, a landmark in time.

    `number` is whom to ring with a worry, `safeguarding` whom to ring about harm, `anchor` a
    landmark about six months back, `date` when people will hear what was found.
    """

    service: str = "the care survey"
    number: str = "your manager"
    safeguarding: str = "your local council"
    anchor: str = "half a year ago"
    date: str = "soon"


PREVIEW = Local()
"""What stands where there is no cycle: a preview, or a talk in the terminal."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Survey:
    """An audit's questions in the order they are asked, with all a conversation needs besides.

    `sitting` is how many questions are asked before the person is asked whether to go on.
    `opening` and `closing` are the audit's own words, or None for the product's. Two surveys are
    the same only if they are one object: they are derived once and kept.
    """

    audit: str
    digest: str
    audience: str
    profile: str
    language: str
    sitting: int
    questions: tuple[Question, ...]
    title: str
    local: Local = PREVIEW
    opening: str | None = None
    closing: str | None = None
    warmups: bool = False

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError if the survey has none such."""
        return self.by_id[question_id]

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}
