"""What an audit is: topic, standards, criteria, targets, and the questions that measure them.

Everything here is frozen and complete. Nothing here reads a file; `load` and `workbook` do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

# Said again here: who reads the model needs them beside it.
from .audiences import AUDIENCES as AUDIENCES
from .audiences import PROFILES as PROFILES
from .audiences import asked_as as asked_as


class CriterionType(StrEnum):
    """What a criterion looks at: what is there, what is done, what comes of it, how it felt."""

    STRUCTURE = "structure"
    PROCESS = "process"
    OUTCOME = "outcome"
    EXPERIENCE = "experience"


class Unit(StrEnum):
    """What one count stands for. `criterion`: an audit judged over its criteria, for leaders."""

    PERSON = "person"
    VISIT = "visit"
    CRITERION = "criterion"


class AnswerType(StrEnum):
    """The kinds of answer a question takes."""

    CHOICE = "choice"
    MULTIPLE_CHOICE = "multiple_choice"
    NUMBER = "number"
    TEXT = "text"


class ResultKind(StrEnum):
    """What an answer amounts to, when held against its criterion."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True)
class Result:
    """One answer's result; written `met`, `partly`, …, or `exception:CODE`.

    >>> str(Result.from_text("exception:NOHELP"))
    'exception:NOHELP'
    """

    kind: ResultKind
    code: str | None = None

    def __post_init__(self) -> None:
        if (self.kind is ResultKind.EXCEPTION) != bool(self.code):
            raise ValueError("an exception has a code, and nothing else has one")

    def __str__(self) -> str:
        return f"{self.kind}:{self.code}" if self.code else str(self.kind)

    @classmethod
    def from_text(cls, text: str) -> Result:
        """Read `met` or `exception:CODE`; ValueError for any other word."""
        word, _, code = text.partition(":")
        return cls(ResultKind(word), code or None)


DECLINED = Result(ResultKind.DECLINED)
UNKNOWN = Result(ResultKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Flag:
    """An answer that a person must learn of: the kind of alert, and which reply it gets.

    `reply` is None for the full reply of its kind, `look_into` for the gentler one.
    """

    kind: str
    reply: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a scale.

    `value` is kept and exported and never translated; `key` is what is typed; `label` is read;
    `short` stands in for the label in text messages.
    """

    value: str
    key: str
    label: str
    result: Result
    short: str | None = None
    flag: Flag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Options that several questions share; `symbols` names their pictures on a tablet."""

    id: str
    options: tuple[Option, ...]
    symbols: str | None = None


@dataclass(frozen=True, slots=True)
class AskIf:
    """Ask only if an earlier question was answered with one of `is_`, or with none of `is_not`.

    Exactly one of the two is filled. Where the earlier question has no answer, only `is_not`
    holds: whoever would not say how they eat may still be asked about drinks.
    """

    question: str
    is_: tuple[str, ...] = ()
    is_not: tuple[str, ...] = ()

    def holds(self, answers: Mapping[str, object]) -> bool:
        """Is the question to be asked, given `{question id: option value}`?"""
        answer = answers.get(self.question)
        return answer in self.is_ if self.is_ else answer not in self.is_not


@dataclass(frozen=True, slots=True, kw_only=True)
class EasyWording:
    """What the easy profile says in place of a question's text, or offers for its options."""

    text: str | None = None
    easier: str | None = None
    scale: str | None = None
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """How one audience is asked about one criterion.

    A choice has a `scale` (by id) or `options` of its own, never both. `easier` is the wording
    used when the first was not understood. `prompt` is for an interviewer. `evidence` lists what
    is asked for after an answer that meets the criterion. `reading_exempt` gives the reason why
    the wording is not held to the reading age, if there is one.
    """

    text: str
    type: AnswerType = AnswerType.CHOICE
    scale: str | None = None
    options: tuple[Option, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    easier: str | None = None
    prompt: str | None = None
    ask_if: AskIf | None = None
    easy: EasyWording | None = None
    evidence: tuple[str, ...] = ()
    reading_exempt: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The level of performance expected, as an exact fraction: `>= 19/20` or `<= 1/20`."""

    op: str
    share: Fraction

    def __post_init__(self) -> None:
        if self.op not in (">=", "<="):
            raise ValueError("a target is at least (>=) or at most (<=)")
        if not 0 <= self.share <= 1:
            raise ValueError("a target lies between 0 and 100 per cent")

    @property
    def at_least(self) -> bool:
        return self.op == ">="


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionCode:
    """Who is left out of a criterion, and who may say so: the `lead` or the `respondent`."""

    code: str
    meaning: str
    by: str


@dataclass(frozen=True, slots=True)
class MeasuredFrom:
    """A criterion counted from the answers to another's question.

    `results` maps option values to results; `"*"` stands for every other value that was given.
    Rather not say and skipped answers stay declined whatever the map says.
    """

    question: str
    results: Mapping[str, Result] = field(hash=False)

    def result_of(self, value: str) -> Result | None:
        """The result an answer value amounts to here; None where the map has no word for it."""
        return self.results.get(value, self.results.get("*"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What staff count from records: a numerator over a denominator, or one value."""

    numerator: str | None = None
    denominator: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A clear, measurable statement, the share expected to meet it, and how it is measured.

    `keeps_unknown`: "don't know" stays in the denominator (the file's `denominator: all`).
    `min_base`: the smallest base shown to managers and the public. `private`: not asked by
    staff who give this person care. `target` is None only for a record that is one value.
    """

    id: str
    text: str
    type: CriterionType
    target: Target | None = None
    keeps_unknown: bool = False
    zero_tolerance: bool = False
    core: bool = False
    min_base: int = 10
    exceptions: tuple[ExceptionCode, ...] = ()
    definitions: str | None = None
    look_back: str | None = None
    source: str | None = None
    private: bool = False
    mappings: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    questions: Mapping[str, Question] = field(default_factory=dict, hash=False)
    measured_from: MeasuredFrom | None = None
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """What good looks like, in one line, and the criteria that show it."""

    id: str
    text: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A question in the respondent's own words, asked after the criteria; text by audience."""

    id: str
    text: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """One version of an audit. The first audience is the one asked when none is named."""

    id: str
    version: int
    title: str
    topic: str
    reason: str
    audiences: tuple[str, ...]
    reviewed: date
    review_by: date
    licence: str
    attribution: str
    unit: Unit
    scales: Mapping[str, Scale] = field(hash=False)
    standards: tuple[Standard, ...]
    comments: tuple[Comment, ...] = ()
    opening: Mapping[str, str] = field(default_factory=dict, hash=False)
    closing: Mapping[str, str] = field(default_factory=dict, hash=False)
    reading_exempt: str | None = None

    @property
    def ref(self) -> str:
        """`id@version`, the name a conversation is pinned to."""
        return f"{self.id}@{self.version}"

    def criteria(self) -> Iterator[Criterion]:
        for standard in self.standards:
            yield from standard.criteria

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of that id; KeyError if there is none."""
        for criterion in self.criteria():
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    def results_of(
        self, question_id: str, value: object, result: Result
    ) -> Iterator[tuple[str, Result]]:
        """What one answer amounts to: for its own criterion, and for each measured from it.

        `value` is the option's, or None for a question skipped. A declined answer stays declined
        everywhere; a criterion whose own map leaves an option out does not count it. A comment,
        or a question for evidence, is counted nowhere.
        """
        for criterion in self.criteria():
            source = criterion.measured_from
            if criterion.id == question_id:
                yield criterion.id, result
            elif source and source.question == question_id:
                measured = result if result == DECLINED else source.result_of(str(value))
                if measured:
                    yield criterion.id, measured

    def asks(self, audience: str) -> bool:
        """May this audience be asked? Advocates may wherever relatives may."""
        return audience in self.audiences or (
            audience == "advocate" and "relative" in self.audiences
        )

    def options_of(self, question: Question, profile: str = "standard") -> tuple[Option, ...]:
        """The options a question offers in a profile; none for numbers and text."""
        easy = question.easy if profile == "easy" else None
        for wording in (easy, question):
            if wording and wording.options:
                return wording.options
            if wording and wording.scale:
                return self.scales[wording.scale].options
        return ()


AUDIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Audit ids: a to z, digits, single hyphens between."""
