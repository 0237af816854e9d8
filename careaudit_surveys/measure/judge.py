"""Counts are held against a criterion: what share meets it, how sure that is, and its status."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from careaudit_surveys.audits.model import AUDIENCES, Audit, Criterion, CriterionType

from .intervals import wilson
from .tally import ALL_CRITERIA, Counts, Key, Tally

EXCEPTIONS_WARN = 20
"""More exceptions than this per cent of the answers may hide the very failure audited."""

UNCLEAR_WARN = 30
"""More don't know and declined than this per cent of those asked: the question may not work."""


class Status(StrEnum):
    """What a finding says, in the order the rules are looked at: the first that holds."""

    NO_RESULT = "no_result"
    TOO_FEW = "too_few"
    ZERO_TOLERANCE_BROKEN = "zero_tolerance_broken"
    MET = "met"
    BELOW_UNCERTAIN = "below_uncertain"
    BELOW = "below"


class Caution(StrEnum):
    """Why a finding should be read with care."""

    MANY_EXCEPTIONS = "many_exceptions"
    MANY_UNCLEAR = "many_unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One criterion judged for one service, audience and cycle, with nothing hidden.

    For a target of at least, `compliance` is met / valid; for a target of at most it is
    (partly + not met) / valid, what should hardly ever happen. It and its 95 % limits are None
    where `valid` is 0. `status` is None where there is no target. Never `too_few`: that is for
    `disclose` to say.
    """

    key: Key
    criterion: Criterion
    counts: Counts
    valid: int
    compliance: Fraction | None
    lower: float | None
    upper: float | None
    status: Status | None
    cautions: tuple[Caution, ...]

    @property
    def counted(self) -> int:
        """The answers that compliance is the share of."""
        return _counted(self.counts, self.criterion)


def judge(key: Key, counts: Counts, criterion: Criterion) -> Finding:
    """Hold counts against their criterion."""
    counted, valid = _counted(counts, criterion), counts.valid(criterion)
    compliance = Fraction(counted, valid) if valid else None
    lower, upper = wilson(counted, valid) if valid else (None, None)
    return Finding(
        key=key,
        criterion=criterion,
        counts=counts,
        valid=valid,
        compliance=compliance,
        lower=lower,
        upper=upper,
        status=_status(counts, criterion, compliance, lower, upper),
        cautions=tuple(_cautions(counts)),
    )


def _counted(counts: Counts, criterion: Criterion) -> int:
    target = criterion.target
    return counts.met if target is None or target.at_least else counts.partly + counts.not_met


def _status(
    counts: Counts,
    criterion: Criterion,
    compliance: Fraction | None,
    lower: float | None,
    upper: float | None,
) -> Status | None:
    target = criterion.target
    if compliance is None or lower is None or upper is None:
        return Status.NO_RESULT
    if target is None:
        return None
    if criterion.zero_tolerance and counts.partly + counts.not_met:
        return Status.ZERO_TOLERANCE_BROKEN
    if target.at_least:
        met, near = compliance >= target.share, target.share <= upper
    else:
        met, near = compliance <= target.share, lower <= target.share
    return Status.MET if met else Status.BELOW_UNCERTAIN if near else Status.BELOW


def _cautions(counts: Counts) -> list[Caution]:
    answers = counts.asked - counts.declined
    found = []
    if 100 * counts.excepted > EXCEPTIONS_WARN * answers:
        found.append(Caution.MANY_EXCEPTIONS)
    if 100 * (counts.unknown + counts.declined) > UNCLEAR_WARN * counts.asked:
        found.append(Caution.MANY_UNCLEAR)
    return found


def judge_all(audit: Audit, counted: Tally) -> list[Finding]:
    """Every finding, by service, audience, cycle and the audit's order of criteria.

    A key whose criterion is `ALL_CRITERIA` is one respondent over all criteria.
    """
    criteria = {criterion.id: criterion for criterion in (*audit.criteria(), _all_together(audit))}
    place = {criterion_id: number for number, criterion_id in enumerate(criteria)}

    def order(key: Key) -> tuple[str, int, str, int, str]:
        return (
            key.service or "",
            AUDIENCES.index(key.audience),
            key.cycle or "",
            place[key.criterion],
            key.respondent or "",
        )

    return [judge(key, counted[key], criteria[key.criterion]) for key in sorted(counted, key=order)]


def _all_together(audit: Audit) -> Criterion:
    """What one respondent is judged by over all criteria; a target only where they all share it."""
    targets = {criterion.target for criterion in audit.criteria() if not criterion.record}
    return Criterion(
        id=ALL_CRITERIA,
        text="All criteria together.",
        type=CriterionType.STRUCTURE,
        target=targets.pop() if len(targets) == 1 else None,
    )
