"""Findings counted from one question: the question's own, and those measured from its answers.

Whoever sees two of them sees the difference too, so `disclose` hides them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations, product

from careaudit_surveys.audits.model import (
    DECLINED,
    PROFILES,
    Audit,
    Criterion,
    Option,
    Result,
)

from .judge import Finding
from .shown import SMALL
from .tally import Counts

Family = tuple[Finding, ...]
"""Of one service, audience and cycle; mostly a single finding."""

Answers = frozenset[Option]


def families(findings: Iterable[Finding]) -> list[Family]:
    """The findings, those counted from one question together."""
    found: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        about = (*finding.key[:3], question_of(finding.criterion))
        found.setdefault(about, []).append(finding)
    return [tuple(family) for family in found.values()]


def question_of(criterion: Criterion) -> str:
    """The id of the question a criterion is counted from: mostly its own."""
    return criterion.measured_from.question if criterion.measured_from else criterion.id


def tells_small_difference(audit: Audit, family: Family) -> bool:
    """Would two counts of a family give away a few people by their difference?

    That can be only where a criterion parts answers that the question's own keeps together: 20
    who said good or very good, beside 17 who said very good, tell of 3.
    """
    if len(family) == 1:
        return False
    answers = _answers(audit, family)
    together = _by_result(_own(audit, family), answers).values()
    counts = [
        (those, finding.counts.number(result))
        for finding in family
        for result, those in _by_result(finding.criterion, answers).items()
    ]
    parted = any(one & those and not one <= those for one in together for those, _ in counts)
    return parted and any(
        few < many and larger - smaller in SMALL
        for (few, smaller), (many, larger) in permutations(counts, 2)
    )


def has_few_aside(family: Family) -> bool:
    """Is any of don't know, declined and the exceptions small?"""
    return any(count in SMALL for finding in family for count in finding.counts.aside)


def counts_what_another_sets_aside(audit: Audit, family: Family) -> bool:
    """Is an answer in the base of one criterion of a family, and beside that of another?

    "Don't know" in the base is beside the result as well, for it is shown with what is.
    """
    if any(finding.criterion.keeps_unknown for finding in family):
        return True
    return len(family) > 1 and len(_bases(audit, family)) > 1


def leaves_answers_out(audit: Audit, family: Family) -> bool:
    """Does a criterion of a family leave out answers that are in the base of the question's own?

    Then whether its base is large enough tells how many those answers are at most.
    """
    if len(family) == 1:
        return False
    own = _in_base(_own(audit, family), _answers(audit, family))
    return any(not own <= base for base in _bases(audit, family))


def _bases(audit: Audit, family: Family) -> set[Answers]:
    """The answers that are in the base, for each criterion of a family."""
    answers = _answers(audit, family)
    return {_in_base(finding.criterion, answers) for finding in family}


def _in_base(criterion: Criterion, answers: Answers) -> Answers:
    by_result = _by_result(criterion, answers).items()
    inside = (those for result, those in by_result if Counts.of(result).valid(criterion))
    return frozenset().union(*inside)


def _own(audit: Audit, family: Family) -> Criterion:
    """The criterion whose question all of a family are counted from."""
    return audit.criterion(question_of(family[0].criterion))


def _answers(audit: Audit, family: Family) -> Answers:
    """Every answer the question offers, to whichever audience and in whichever profile."""
    questions = _own(audit, family).questions.values()
    return frozenset(
        option
        for question, profile in product(questions, PROFILES)
        for option in audit.options_of(question, profile)
    )


def _by_result(criterion: Criterion, answers: Answers) -> dict[Result, Answers]:
    """The answers that amount to each result, by this criterion's own reading of them."""
    found: dict[Result, Answers] = {}
    for answer in answers:
        result = _result(criterion, answer)
        if result:
            found[result] = found.get(result, frozenset()) | {answer}
    return found


def _result(criterion: Criterion, answer: Option) -> Result | None:
    if criterion.measured_from and answer.result != DECLINED:
        return criterion.measured_from.result_of(answer.value)
    return answer.result
