"""A finding as one reader sees it: in full, rounded, as a band, or hidden with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import floor

from careaudit_surveys.audits.model import Target

from .judge import Caution, Finding, Status
from .tally import Key

SMALL = range(1, 5)
"""Counts that could point at someone."""


class Reader(StrEnum):
    """Who reads: the quality lead; managers, staff and the Board; everyone else."""

    LEAD = "lead"
    MANAGER = "manager"
    PUBLIC = "public"


class Because(StrEnum):
    """Why figures are hidden: too few answers, or a small number among them. No finer."""

    BASE = "base"
    SMALL = "small"


class Band(StrEnum):
    """A share in words."""

    NEARLY_ALL = "nearly all"
    MOST = "most"
    MORE_THAN_HALF = "more than half"
    HALF_OR_MORE = "half or more"
    FEWER_THAN_HALF = "fewer than half"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What one reader is shown of one finding. None is "hidden", never nought.

    `shown` is true when the figures stand there. Where they do not and `hidden_because` is None,
    nothing is hidden for being small: the public's band stands in their place. `rounded` figures
    are for the public, to the nearest 5 and the whole per cent.
    """

    key: Key
    target: Target | None
    met: int | None = None
    partly: int | None = None
    not_met: int | None = None
    unknown: int | None = None
    declined: int | None = None
    exceptions: Mapping[str, int] | None = None
    valid: int | None = None
    compliance: Fraction | None = None
    lower: float | None = None
    upper: float | None = None
    status: Status | None = None
    band: Band | None = None
    shown: bool = False
    rounded: bool = False
    hidden_because: Because | None = None
    cautions: tuple[Caution, ...] = ()


def in_full(finding: Finding) -> Shown:
    """Everything, as the quality lead sees it."""
    counts = finding.counts
    return Shown(
        key=finding.key,
        target=finding.criterion.target,
        met=counts.met,
        partly=counts.partly,
        not_met=counts.not_met,
        unknown=counts.unknown,
        declined=counts.declined,
        exceptions=counts.exceptions,
        valid=finding.valid,
        compliance=finding.compliance,
        lower=finding.lower,
        upper=finding.upper,
        status=finding.status,
        shown=True,
        cautions=finding.cautions,
    )


def rounded(finding: Finding) -> Shown:
    """Counts to the nearest 5, shares to the whole per cent."""
    counts = finding.counts
    return replace(
        in_full(finding),
        met=nearest_5(counts.met),
        partly=nearest_5(counts.partly),
        not_met=nearest_5(counts.not_met),
        unknown=nearest_5(counts.unknown),
        declined=nearest_5(counts.declined),
        exceptions={code: nearest_5(count) for code, count in counts.exceptions.items()},
        valid=nearest_5(finding.valid),
        compliance=None if finding.compliance is None else whole_per_cent(finding.compliance),
        lower=None if finding.lower is None else float(whole_per_cent(finding.lower)),
        upper=None if finding.upper is None else float(whole_per_cent(finding.upper)),
        rounded=True,
    )


def without_figures(shown: Shown) -> Shown:
    """The same without the three counts, their share and its limits."""
    return replace(
        shown,
        met=None,
        partly=None,
        not_met=None,
        compliance=None,
        lower=None,
        upper=None,
        shown=False,
    )


def without_aside(shown: Shown) -> Shown:
    """The same without don't know, declined and the exceptions, and what would tell of them."""
    return replace(shown, unknown=None, declined=None, exceptions=None, cautions=())


def nearest_5(count: int) -> int:
    """A count as the public sees it."""
    return (count + 2) // 5 * 5


def whole_per_cent(share: Fraction | float) -> Fraction:
    """A share to the whole per cent, half up."""
    return Fraction(floor(Fraction(share) * 100 + Fraction(1, 2)), 100)


def band(share: Fraction) -> Band:
    """The share in four words, cut on the exact fraction."""
    if share >= Fraction(9, 10):
        return Band.NEARLY_ALL
    if share >= Fraction(7, 10):
        return Band.MOST
    return Band.MORE_THAN_HALF if share >= Fraction(1, 2) else Band.FEWER_THAN_HALF


def coarse(fine: Band) -> Band:
    """One of two bands, for small bases beside hidden counts."""
    return fine if fine is Band.FEWER_THAN_HALF else Band.HALF_OR_MORE


def present(shown: Shown) -> dict[str, object]:
    """The object that becomes a line of JSON, its keys in the promised order."""
    key, target = shown.key, shown.target
    line: dict[str, object] = {
        "service": key.service,
        "audience": key.audience,
        "criterion": key.criterion,
        "cycle": key.cycle,
        "met": shown.met,
        "partly": shown.partly,
        "not_met": shown.not_met,
        "unknown": shown.unknown,
        "declined": shown.declined,
        "exceptions": None if shown.exceptions is None else dict(shown.exceptions),
        "valid": shown.valid,
        "compliance": None if shown.compliance is None else float(shown.compliance),
        "lower": shown.lower,
        "upper": shown.upper,
        "target": None if target is None else float(target.share),
        "op": None if target is None else target.op,
        "status": shown.status,
        "band": shown.band,
        "shown": shown.shown,
        "hidden_because": shown.hidden_because,
    }
    return line if key.respondent is None else {**line, "respondent": key.respondent}
