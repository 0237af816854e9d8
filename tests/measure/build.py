"""Builders for counts and findings, so that a test says only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from careaudit_surveys.audits.model import (
    Audit,
    Criterion,
    ExceptionCode,
    MeasuredFrom,
    Question,
    Result,
    Target,
)
from careaudit_surveys.measure import (
    Counts,
    Finding,
    Key,
    Reader,
    Shown,
    disclose,
    judge,
)
from tests.build import a_criterion, a_question, an_audit, an_option

EXPERIENCE = (
    an_option("very_good", "1", "met"),
    an_option("good", "2", "met"),
    an_option("neither", "3", "partly"),
    an_option("poor", "4", "not_met"),
    an_option("very_poor", "5", "not_met"),
    an_option("dont_know", "6", "unknown"),
    an_option("rather_not_say", "0", "declined"),
)
"""The scale of the Friends and Family Test."""


def counts(
    met: int = 0,
    partly: int = 0,
    not_met: int = 0,
    unknown: int = 0,
    declined: int = 0,
    **exceptions: int,
) -> Counts:
    return Counts(
        met=met,
        partly=partly,
        not_met=not_met,
        unknown=unknown,
        declined=declined,
        exceptions={code: count for code, count in exceptions.items() if count},
    )


def at_least(per_cent: int) -> Target:
    return Target(">=", Fraction(per_cent, 100))


def at_most(per_cent: int) -> Target:
    return Target("<=", Fraction(per_cent, 100))


def exception(code: str) -> ExceptionCode:
    return ExceptionCode(code=code, meaning="Left out.", by="lead")


def a_key(
    criterion: str = "T-1.1",
    service: str | None = "House A",
    audience: str = "person",
    cycle: str | None = None,
) -> Key:
    return Key(service, audience, cycle, criterion)


def a_finding(
    counted: Counts, criterion: Criterion | None = None, service: str | None = "House A"
) -> Finding:
    criterion = criterion or a_criterion()
    return judge(a_key(criterion.id, service), counted, criterion)


def shown_to(
    reader: Reader,
    counted: Counts,
    criterion: Criterion | None = None,
    *,
    manager_base: int | None = None,
) -> Shown:
    """What a reader is shown of one finding that stands alone."""
    criterion = criterion or a_criterion()
    finding = a_finding(counted, criterion)
    (shown,) = disclose(an_audit(criterion), [finding], reader, manager_base=manager_base)
    return shown


def measured_from(
    question: str, results: Mapping[str, str], criterion_id: str, **but: object
) -> Criterion:
    """A criterion counted from another's question."""
    read = {value: Result.from_text(word) for value, word in results.items()}
    stands = {"questions": {}, "measured_from": MeasuredFrom(question, read)}
    return a_criterion(criterion_id, **{**stands, **but})


def friends_and_family() -> Audit:
    """The Friends and Family Test: its positive share, its negative, and who could not say."""
    question = Question(text="Overall, how was our service?", options=EXPERIENCE)
    return an_audit(
        a_criterion(
            "FFT-1.1",
            keeps_unknown=True,
            questions={"person": question, "relative": question},
        ),
        measured_from(
            "FFT-1.1",
            {"poor": "not_met", "very_poor": "not_met", "dont_know": "unknown", "*": "met"},
            "FFT-1.2",
            keeps_unknown=True,
            target=at_most(5),
        ),
        measured_from(
            "FFT-1.1",
            {"dont_know": "not_met", "*": "met"},
            "FFT-1.5",
            keeps_unknown=True,
            target=at_most(10),
        ),
    )


def asked_of(*audiences: str) -> dict[str, Question]:
    return {audience: a_question() for audience in audiences}


def lines_of(text: str) -> Iterable[str]:
    """The lines of a table, with their ends, as an opened file gives them."""
    return text.splitlines(keepends=True)
