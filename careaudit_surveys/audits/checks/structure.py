"""Rules about how an audit hangs together: names, audiences, measures, targets, exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..model import AnswerType, Audit, Criterion, Record, asked_as
from ..problems import Fault, Path
from ..telling import listed, meant
from .walk import asked, audiences, criteria, options_in, scales_used

OUR_QUESTIONS = ("consent", "needs", "warmup-1", "warmup-2", "helper", "help", "review")
"""Ids of the questions that every conversation has, whatever the audit."""


def ids_are_unique(audit: Audit) -> Iterator[Fault]:
    """An answer is kept under its question's id: no two alike, whatever the case of letters."""
    taken = set(OUR_QUESTIONS)
    for at, name in _ids(audit):
        if name.casefold() in taken:
            told = f"'{name}' is taken: give each standard, criterion and comment an id of its own"
            yield Fault("ID-TWICE", at, told)
        taken.add(name.casefold())


def _ids(audit: Audit) -> Iterator[tuple[Path, str]]:
    for n, standard in enumerate(audit.standards):
        yield ("standards", n, "id"), standard.id
    for at, criterion in criteria(audit):
        yield (*at, "id"), criterion.id
        if any(question.evidence for question in criterion.questions.values()):
            yield (*at, "id"), f"{criterion.id}-evidence"
    for n, comment in enumerate(audit.comments):
        yield ("comments", n, "id"), comment.id


def audiences_have_questions(audit: Audit) -> Iterator[Fault]:
    """Each audience listed is asked something, and no one is asked who is not listed."""
    having = {one.audience for one in asked(audit)}
    for n, audience in enumerate(audit.audiences):
        at: Path = ("audiences", n)
        if audience in audit.audiences[:n]:
            yield Fault("AUDIENCE-TWICE", at, f"'{audience}' is listed already: leave it out here")
        elif asked_as(audience) not in having:
            told = (
                f"no criterion has a question for '{asked_as(audience)}': add one, or leave it out"
            )
            yield Fault("AUDIENCE-UNASKED", at, told)
    for at in _said_to(audit):
        if at[-1] not in audiences(audit):
            told = f"'{at[-1]}' is not in 'audiences': list it there, or take these words out"
            yield Fault("AUDIENCE-UNLISTED", at, told)


def _said_to(audit: Audit) -> Iterator[Path]:
    """The path of everything said to one audience; it ends in the audience."""
    yield from (one.at for one in asked(audit))
    yield from (("opening", audience) for audience in audit.opening)
    yield from (("closing", audience) for audience in audit.closing)
    for n, comment in enumerate(audit.comments):
        yield from (("comments", n, "text", audience) for audience in comment.text)


def scales_are_there_and_used(audit: Audit) -> Iterator[Fault]:
    """A question's scale is in the file, and no scale stands idle."""
    used = set()
    for at, scale, _ in scales_used(audit):
        used.add(scale)
        if scale not in audit.scales:
            told = f"there is no scale '{scale}'{meant(scale, audit.scales)}"
            yield Fault("SCALE-UNKNOWN", at, told)
    for scale in audit.scales:
        if scale not in used:
            told = f"no question uses the scale '{scale}': remove it, or name it in a question"
            yield Fault("SCALE-UNUSED", ("scales", scale), told, warning=True)


def questions_have_their_options(audit: Audit) -> Iterator[Fault]:
    """A choice has a scale or options of its own; a number or a text has neither."""
    for one in asked(audit):
        question, easy = one.question, one.question.easy
        chosen = question.type in (AnswerType.CHOICE, AnswerType.MULTIPLE_CHOICE)
        given = bool(question.scale) + bool(question.options)
        if chosen and given != 1:
            told = "a choice has either 'scale' or 'options': give one of the two"
            yield Fault("QUESTION-OPTIONS", one.at, told)
        if not chosen and (given or (easy and (easy.scale or easy.options))):
            told = f"a question of type {question.type} has no options: remove them, or its type"
            yield Fault("QUESTION-OPTIONS", one.at, told)
        if easy and easy.scale and easy.options:
            told = "easy wording has either 'scale' or 'options': give one of the two"
            yield Fault("QUESTION-OPTIONS", (*one.at, "easy"), told)


def numbers_have_a_range(audit: Audit) -> Iterator[Fault]:
    """Only a number has a smallest and a largest, in that order."""
    for one in asked(audit):
        low, high = one.question.minimum, one.question.maximum
        if one.question.type is not AnswerType.NUMBER and (low, high) != (None, None):
            told = "only a question of type number has 'min' and 'max': remove them"
            yield Fault("QUESTION-RANGE", one.at, told)
        elif low is not None and high is not None and low > high:
            told = f"'min' is {low} and 'max' is {high}: no number lies between"
            yield Fault("QUESTION-RANGE", (*one.at, "min"), told)


def criteria_are_measured_one_way(audit: Audit) -> Iterator[Fault]:
    """By questions, from another's answers, or from records: one of the three."""
    for at, criterion in criteria(audit):
        ways = [
            name
            for name in ("questions", "measured_from", "record")
            if getattr(criterion, name) not in (None, {})
        ]
        if not ways:
            told = f"nothing measures {criterion.id}: add questions, measured_from or record"
            yield Fault("MEASURE-NONE", at, told)
        if len(ways) > 1:
            told = f"{criterion.id} has {listed(ways, 'and')}: keep one way to measure it"
            yield Fault("MEASURE-TWICE", (*at, ways[-1]), told)
        if criterion.record and not _is_whole(criterion.record):
            told = "a record is a numerator with its denominator, or a value alone"
            yield Fault("RECORD-PARTS", (*at, "record"), told)


def _is_whole(record: Record) -> bool:
    parts = (bool(record.numerator), bool(record.denominator), bool(record.value))
    return parts in ((True, True, False), (False, False, True))


def answers_are_judged(audit: Audit) -> Iterator[Fault]:
    """A number or a text amounts to no result, so it leaves its criterion without one."""
    for one in asked(audit):
        if one.question.type in (AnswerType.NUMBER, AnswerType.TEXT):
            told = f"a {one.question.type} has no result: to judge {one.id}, offer options"
            yield Fault("NOT-JUDGED", one.at, told, warning=True)


def targets_can_be_missed(audit: Audit) -> Iterator[Fault]:
    """Each criterion has a target that says something; a record of one value has none."""
    for at, criterion in criteria(audit):
        only_value = criterion.record is not None and criterion.record.numerator is None
        target = criterion.target
        if target is None:
            if not only_value:
                told = f'{criterion.id} has no target: add one, as in {{op: ">=", percent: 95}}'
                yield Fault("TARGET-MISSING", at, told)
        elif only_value:
            told = "a record of one value has no share to hold against a target: remove the target"
            yield Fault("TARGET-UNUSED", (*at, "target"), told, warning=True)
        elif target.share == (0 if target.at_least else 1):
            told = "every result meets this target: set one that can be missed"
            yield Fault("TARGET-EASY", (*at, "target"), told, warning=True)
        elif criterion.zero_tolerance and target.share != (1 if target.at_least else 0):
            told = "zero tolerance goes with a target of 100 per cent, or of 0 with <="
            yield Fault("ZERO-TOLERANCE", (*at, "target"), told, warning=True)


def exceptions_are_agreed(audit: Audit) -> Iterator[Fault]:
    """An answer can only leave out those whom the criterion lists, and says may say so."""
    for at, criterion in criteria(audit):
        listed_by = {exception.code: exception.by for exception in reversed(criterion.exceptions)}
        for n, exception in enumerate(criterion.exceptions):
            if exception.code in [other.code for other in criterion.exceptions[:n]]:
                told = f"{exception.code} is listed already: leave it out here"
                yield Fault("EXCEPTION-TWICE", (*at, "exceptions", n), told)
        for where, code in _codes_given(audit, at, criterion):
            if code not in listed_by:
                told = f"{criterion.id} lists no exception {code}: add it to 'exceptions'"
                yield Fault("EXCEPTION-UNKNOWN", where, told + meant(code, listed_by))
            elif listed_by[code] == "lead":
                told = f"{code} is an answer here, so it is 'by: respondent'"
                yield Fault("EXCEPTION-BY", where, told)


def _codes_given(audit: Audit, at: Path, criterion: Criterion) -> Iterator[tuple[Path, str]]:
    """Each exception that an answer can give, once for each question, and where that stands."""
    for audience, question in criterion.questions.items():
        codes = {}
        for profile in ("standard", "easy"):
            for option in options_in(audit, question, profile):
                codes[option.result.code] = (*at, "questions", audience)
        yield from ((where, code) for code, where in codes.items() if code)
    if criterion.measured_from:
        for value, result in criterion.measured_from.results.items():
            if result.code:
                yield (*at, "measured_from", "results", value), result.code


def exceptions_can_be_given(audit: Audit) -> Iterator[Fault]:
    """An exception by the respondent is one of the answers."""
    for at, criterion in criteria(audit):
        given = {code for _, code in _codes_given(audit, at, criterion)}
        for n, exception in enumerate(criterion.exceptions):
            if exception.by == "respondent" and exception.code not in given:
                told = f"no answer gives {exception.code}: offer it, or write 'by: lead'"
                yield Fault("EXCEPTION-UNUSED", (*at, "exceptions", n), told, warning=True)


def evidence_is_asked_of_leaders(audit: Audit) -> Iterator[Fault]:
    """Only leaders are asked to show what they say."""
    for one in asked(audit):
        if one.question.evidence and one.audience != "leader":
            told = f"evidence is asked of leaders alone, not of '{one.audience}': remove it"
            yield Fault("EVIDENCE-AUDIENCE", (*one.at, "evidence"), told)


def review_follows_its_writing(audit: Audit) -> Iterator[Fault]:
    """The next review comes after the last."""
    if audit.review_by <= audit.reviewed:
        told = f"the next review is not after the last, of {audit.reviewed}: set a later day"
        yield Fault("REVIEW-ORDER", ("review_by",), told)


def review_is_not_due(audit: Audit, today: date) -> Iterator[Fault]:
    """An audit past its review date is still used, with a word of warning."""
    if audit.review_by < today:
        told = f"this was to be reviewed by {audit.review_by}: review it, and set a later day"
        yield Fault("REVIEW-PAST", ("review_by",), told, warning=True)


RULES = (
    ids_are_unique,
    questions_have_their_options,
    numbers_have_a_range,
    criteria_are_measured_one_way,
    answers_are_judged,
    targets_can_be_missed,
    evidence_is_asked_of_leaders,
    review_follows_its_writing,
)
RULES_ACROSS = (
    audiences_have_questions,
    scales_are_there_and_used,
    exceptions_are_agreed,
    exceptions_can_be_given,
)
