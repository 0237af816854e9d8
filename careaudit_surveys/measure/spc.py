"""Figures over time: XmR charts, as in NHS England's "Making data count".

They suit monthly pulses of a few questions. Yearly audits will not reach the points they need.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import mean

TRIAL_FROM, FIRM_FROM = 8, 12
"""Points before limits are drawn at all, and before they are more than a trial."""

LIMIT, INNER, LARGE_RANGE = 2.66, 2.66 * 2 / 3, 3.267
"""Average moving ranges from the mean to a limit and to the inner zone; and a range too large."""

RUN = 7
"""Points that make a trend, or a run on one side of the mean."""


class Better(StrEnum):
    """Which way is good."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class Footing(StrEnum):
    """How far limits can be trusted, by the number of points."""

    RUN_CHART = "run chart only"
    TRIAL = "trial limits"
    FIRM = "firm limits"


class Rule(StrEnum):
    """Signs of a special cause, in order of precedence."""

    OUTSIDE = "outside the limits"
    TREND = "seven points rising or falling"
    TWO_OF_THREE = "two of three points near a limit"
    ONE_SIDE = "seven points on one side of the mean"


class Meaning(StrEnum):
    """What a special cause means: good or bad news, or only high or low."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "high"
    LOW = "low"


class Assurance(StrEnum):
    """Will the target be met if nothing changes?"""

    MEETS = "will consistently pass"
    MISSES = "will consistently fail"
    HIT_AND_MISS = "hit and miss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A mean line, and how far points swing around it.

    `average_range` is None for a single point. `large_left_out` says which of two usages was
    followed: the NHS-R package leaves large ranges out once, the NHS spreadsheet keeps them.
    Limits on percentages may lie outside 0 to 100: clip them in the drawing only.
    """

    mean: float
    average_range: float | None
    points: int
    large_left_out: bool = False

    @property
    def footing(self) -> Footing:
        """How far the limits can be trusted."""
        if self.points < TRIAL_FROM:
            return Footing.RUN_CHART
        return Footing.TRIAL if self.points < FIRM_FROM else Footing.FIRM

    @property
    def outer(self) -> tuple[float, float] | None:
        """The lower and upper limit; None where there is a run chart only."""
        return self._around(LIMIT)

    @property
    def inner(self) -> tuple[float, float] | None:
        """The inner zone: two thirds of the way to the limits."""
        return self._around(INNER)

    def _around(self, ranges: float) -> tuple[float, float] | None:
        if self.average_range is None or self.footing is Footing.RUN_CHART:
            return None
        reach = ranges * self.average_range
        return self.mean - reach, self.mean + reach


def limits_of(values: Sequence[float], *, leave_out_large: bool = False) -> Limits | None:
    """The mean line and limits of a series; None for an empty one.

    >>> limits_of([72, 75, 70, 74, 78, 73, 71, 76, 74, 77, 75, 73]).mean
    74.0
    """
    if not values:
        return None
    ranges = [abs(after - before) for before, after in pairwise(values)]
    average = float(mean(ranges)) if ranges else None
    if leave_out_large and average:
        average = float(mean(one for one in ranges if one < LARGE_RANGE * average))
    return Limits(
        mean=float(mean(values)),
        average_range=average,
        points=len(values),
        large_left_out=leave_out_large,
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One value, and the first rule by which it is a sign of a special cause, if any."""

    value: float
    rule: Rule | None = None
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A series held against its limits. `assurance` is None without a target or limits."""

    points: tuple[Point, ...]
    limits: Limits | None
    assurance: Assurance | None


def chart(
    values: Sequence[float],
    better: Better,
    *,
    target: float | None = None,
    limits: Limits | None = None,
) -> Chart:
    """The series with every sign of a special cause marked.

    Limits freeze after twelve points: they are those of the first twelve, unless others are given
    by a recorded decision.
    """
    limits = limits or limits_of(values[:FIRM_FROM])
    marks = _marks(values, limits) if limits else {}
    points = tuple(
        Point(value, marks[n][0], _meaning(better, marks[n][1])) if n in marks else Point(value)
        for n, value in enumerate(values)
    )
    return Chart(points, limits, _assurance(limits, better, target))


Mark = tuple[int, int]
"""Which point, and whether it is high or rising (1) or low or falling (-1)."""


def _marks(values: Sequence[float], limits: Limits) -> dict[int, tuple[Rule, int]]:
    """The rule each point falls under first, and its direction."""
    found: dict[int, tuple[Rule, int]] = {}
    for rule, marks in (
        (Rule.OUTSIDE, _outside(values, limits)),
        (Rule.TREND, _trends(values)),
        (Rule.TWO_OF_THREE, _two_of_three(values, limits)),
        (Rule.ONE_SIDE, _on_one_side(values, limits.mean)),
    ):
        for point, direction in marks:
            found.setdefault(point, (rule, direction))
    return found


def _outside(values: Sequence[float], limits: Limits) -> Iterator[Mark]:
    if limits.outer:
        lower, upper = limits.outer
        yield from (
            (n, 1 if value > upper else -1)
            for n, value in enumerate(values)
            if not lower <= value <= upper
        )


def _trends(values: Sequence[float]) -> Iterator[Mark]:
    """Six successive differences of one sign; a tie ends the trend."""
    signs = [_sign(after - before) for before, after in pairwise(values)]
    for first in _runs(signs, RUN - 1):
        yield from ((n, signs[first]) for n in range(first, first + RUN))


def _on_one_side(values: Sequence[float], middle: float) -> Iterator[Mark]:
    """A point on the mean ends the run."""
    signs = [_sign(value - middle) for value in values]
    for first in _runs(signs, RUN):
        yield from ((n, signs[first]) for n in range(first, first + RUN))


def _two_of_three(values: Sequence[float], limits: Limits) -> Iterator[Mark]:
    """All three on one side of the mean, two of them between the inner zone and the limit."""
    if not limits.inner or not limits.outer:
        return
    (low, high), (lowest, highest) = limits.inner, limits.outer
    signs = [_sign(value - limits.mean) for value in values]
    near = [lowest <= value < low or high < value <= highest for value in values]
    for first in _runs(signs, 3):
        three = range(first, first + 3)
        if sum(near[n] for n in three) >= 2:
            yield from ((n, signs[n]) for n in three if near[n])


def _runs(signs: Sequence[int], length: int) -> Iterator[int]:
    """Where so many of one sign in a row begin; none of noughts."""
    for first in range(len(signs) - length + 1):
        if signs[first] and len(set(signs[first : first + length])) == 1:
            yield first


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _meaning(better: Better, direction: int) -> Meaning:
    if better is Better.NEITHER:
        return Meaning.HIGH if direction > 0 else Meaning.LOW
    good = direction > 0 if better is Better.UP else direction < 0
    return Meaning.IMPROVEMENT if good else Meaning.CONCERN


def _assurance(limits: Limits | None, better: Better, target: float | None) -> Assurance | None:
    if limits is None or limits.outer is None or target is None or better is Better.NEITHER:
        return None
    lower, upper = limits.outer
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    out_of_reach = target > upper if better is Better.UP else target < lower
    return Assurance.MISSES if out_of_reach else Assurance.MEETS
