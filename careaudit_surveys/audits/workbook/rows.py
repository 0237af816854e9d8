"""Audit → the rows of each sheet, as texts by heading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Audit, Criterion, EasyWording, Option, Question
from .columns import (
    ASKING_COLUMNS,
    AUDIENCE,
    COMMENT,
    COMMENT_TEXT,
    CRITERION,
    CRITERION_COLUMNS,
    EVIDENCE,
    NAME,
    PROFILE,
    SCALE,
    STANDARD,
    STANDARD_TEXT,
    SYMBOLS,
    VALUE,
    WORDING_COLUMNS,
)
from .notation import write_words
from .options import write_options

Line = dict[str, str]
"""One row: texts by heading, empty ones left out."""


def audit_lines(audit: Audit) -> Iterator[Line]:
    """The rows of the sheet Audit."""
    about = {
        "format": "1",
        "id": audit.id,
        "version": str(audit.version),
        "title": audit.title,
        "topic": audit.topic,
        "reason": audit.reason,
        "audiences": write_words(audit.audiences),
        "reviewed": audit.reviewed.isoformat(),
        "review by": audit.review_by.isoformat(),
        "licence": audit.licence,
        "attribution": audit.attribution,
        "unit": audit.unit,
        "reading exempt": audit.reading_exempt or "",
    }
    about |= {f"opening {audience}": text for audience, text in audit.opening.items()}
    about |= {f"closing {audience}": text for audience, text in audit.closing.items()}
    return ({NAME.name: name, VALUE.name: value} for name, value in about.items())


def scale_lines(audit: Audit) -> Iterator[Line]:
    """The rows of the sheet Scales."""
    for scale in audit.scales.values():
        names = {SCALE.name: scale.id, SYMBOLS.name: scale.symbols or ""}
        yield names | _options(scale.options)


def comment_lines(audit: Audit) -> Iterator[Line]:
    """The rows of the sheet Comments."""
    for comment in audit.comments:
        for audience, text in comment.text.items():
            yield {COMMENT.name: comment.id, AUDIENCE.name: audience, COMMENT_TEXT.name: text}


def criteria_lines(audit: Audit) -> Iterator[Line]:
    """The rows of the sheet Criteria. What holds for a criterion stands in its first row."""
    for standard in audit.standards:
        text = {STANDARD_TEXT.name: standard.text}
        for criterion in standard.criteria:
            names = {STANDARD.name: standard.id, CRITERION.name: criterion.id}
            told = {column.name: column.write(criterion) for column in CRITERION_COLUMNS}
            for asked in _asked(criterion):
                yield names | text | told | asked
                text, told = {}, {}


def _asked(criterion: Criterion) -> Iterator[Line]:
    """What each row of a criterion asks: nothing in one that is counted in another way."""
    if not criterion.questions:
        yield {}
    for audience, question in criterion.questions.items():
        asking = {column.name: column.write(question) for column in (EVIDENCE, *ASKING_COLUMNS)}
        who = {AUDIENCE.name: audience, PROFILE.name: "standard"}
        yield who | _wording(question) | asking
        if question.easy is not None:
            yield who | {PROFILE.name: "easy"} | _wording(question.easy)


def _wording(wording: Question | EasyWording) -> Line:
    words = {column.name: column.write(wording) for column in WORDING_COLUMNS}
    return words | _options(wording.options)


def _options(options: Sequence[Option]) -> Line:
    return {f"option {number}": cell for number, cell in enumerate(write_options(options), start=1)}


def most_options(audit: Audit) -> int:
    """How many options the longest row has, of a question or of a scale."""
    questions = [question for one in audit.criteria() for question in one.questions.values()]
    offers = [
        *(question.options for question in questions),
        *(question.easy.options for question in questions if question.easy),
        *(scale.options for scale in audit.scales.values()),
    ]
    return max(map(len, offers), default=0)


def spelled_out(audit: Audit) -> Audit:
    """The same questions and answers with no scales: each question has its options itself."""
    standards = tuple(
        replace(standard, criteria=tuple(_spelled_out(audit, one) for one in standard.criteria))
        for standard in audit.standards
    )
    return replace(audit, standards=standards, scales={})


def _spelled_out(audit: Audit, criterion: Criterion) -> Criterion:
    questions = {}
    for audience, question in criterion.questions.items():
        easy = question.easy
        if easy and easy.scale:
            easy = replace(easy, scale=None, options=audit.scales[easy.scale].options)
        if question.scale:
            question = replace(question, scale=None, options=audit.scales[question.scale].options)
        questions[audience] = replace(question, easy=easy)
    return replace(criterion, questions=questions)
