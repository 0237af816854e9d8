"""Cycle against cycle: did it get better?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from careaudit_surveys.audits.model import PROFILES, Audit, asked_as

from .families import question_of
from .intervals import newcombe
from .judge import Finding
from .shown import Reader, Shown, whole_per_cent


class Verdict(StrEnum):
    """What became of a finding from one cycle to another."""

    IMPROVED = "improved"
    NO_CLEAR_CHANGE = "no clear change"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Measured:
    """A finding, the version of the audit that measured it, and what a reader is shown of it."""

    audit: Audit
    finding: Finding
    shown: Shown


@dataclass(frozen=True, slots=True)
class Change:
    """The later share minus the earlier one, with 95 % limits.

    The limits are for different people each time. Where many answered both times, say so beside
    them.
    """

    verdict: Verdict
    difference: float
    lower: float
    upper: float


def compare(earlier: Measured, later: Measured, reader: Reader) -> Change | None:
    """What changed between two cycles of one service, audience and criterion.

    None where the reader is not shown both figures, where one has no result, or where the wording
    or counting changed: then both are shown and no difference is made. ValueError for findings
    that are not about the same.
    """
    one, other = earlier.finding, later.finding
    if one.key._replace(cycle=None) != other.key._replace(cycle=None):
        raise ValueError("only one service, audience and criterion is compared with itself")
    if not (earlier.shown.shown and later.shown.shown and one.valid and other.valid):
        return None
    if not same_measure(earlier.audit, later.audit, one.key.criterion, one.key.audience):
        return None
    difference, lower, upper = newcombe((one.counted, one.valid), (other.counted, other.valid))
    target = other.criterion.target
    change = Change(
        _verdict(lower, upper, target is None or target.at_least), difference, lower, upper
    )
    return _rounded(change) if reader is Reader.PUBLIC else change


def _verdict(lower: float, upper: float, more_is_better: bool) -> Verdict:
    if lower <= 0 <= upper:
        return Verdict.NO_CLEAR_CHANGE
    return Verdict.IMPROVED if (lower > 0) == more_is_better else Verdict.WORSE


def _rounded(change: Change) -> Change:
    return Change(
        change.verdict,
        *(
            float(whole_per_cent(share))
            for share in (change.difference, change.lower, change.upper)
        ),
    )


def same_measure(before: Audit, after: Audit, criterion_id: str, audience: str) -> bool:
    """Do two versions of an audit ask this audience the same, and count it the same way?

    Targets and sources may differ. KeyError if a version has no such criterion.
    """
    return _measure(before, criterion_id, audience) == _measure(after, criterion_id, audience)


def _measure(audit: Audit, criterion_id: str, audience: str) -> tuple[object, ...]:
    """All that makes an answer and what it counts for."""
    criterion = audit.criterion(criterion_id)
    asked = audit.criterion(question_of(criterion)).questions.get(asked_as(audience))
    return (
        (criterion.text, criterion.definitions, criterion.look_back, criterion.keeps_unknown),
        {exception.code for exception in criterion.exceptions},
        criterion.measured_from and dict(criterion.measured_from.results),
        criterion.record,
        asked and (asked.text, asked.easy, asked.ask_if),
        asked and [audit.options_of(asked, profile) for profile in PROFILES],
    )
