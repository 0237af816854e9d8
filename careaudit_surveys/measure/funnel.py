"""Services beside one another: a funnel, which allows for how many answered. Never a ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt

from .intervals import Interval, quantile
from .judge import Finding
from .shown import Shown

USUAL, WIDE = 0.95, 0.998
"""The two limits of a funnel. Beyond the wide one: look at the data, then at who lives there,
then at the care."""


class Standing(StrEnum):
    """Where a service lies among the others: very high and very low are beyond 99.8 %."""

    VERY_HIGH = "very high"
    HIGH = "high"
    AMONG = "among the others"
    LOW = "low"
    VERY_LOW = "very low"


@dataclass(frozen=True, slots=True)
class Funnel:
    """The share of all services together, and each with where it lies.

    `centre` is exact: round it for the public. `left_out` counts the services whose figures the
    reader is not shown: they are in no centre line, since that could reveal them.
    """

    centre: Fraction | None
    services: tuple[tuple[Shown, Standing], ...]
    left_out: int


def funnel_limits(centre: float, base: int, confidence: float = USUAL) -> Interval:
    """Within which a service of this base lies by chance, as shares of one.

    The score limits p ± z √(p(1-p)/n), clipped to 0 and 1: the same as turning Wilson's interval
    round, which public health indicators do.

    >>> [round(100 * limit, 1) for limit in funnel_limits(0.8, 50)]
    [68.9, 91.1]
    """
    reach = quantile(confidence) * sqrt(centre * (1 - centre) / base)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def funnel(services: Iterable[tuple[Finding, Shown]]) -> Funnel:
    """Services held against their common share, each as a reader is shown it.

    ValueError unless all are about one criterion, audience and cycle.
    """
    pairs = [(finding, shown) for finding, shown in services if finding.valid]
    if len({finding.key._replace(service=None) for finding, _ in pairs}) > 1:
        raise ValueError("a funnel compares one criterion, audience and cycle only")
    inside = [(finding, shown) for finding, shown in pairs if shown.shown]
    left_out = len(pairs) - len(inside)
    if not inside:
        return Funnel(None, (), left_out)
    valid = sum(finding.valid for finding, _ in inside)
    centre = Fraction(sum(finding.counted for finding, _ in inside), valid)
    placed = tuple((shown, _standing(finding, centre)) for finding, shown in inside)
    return Funnel(centre, placed, left_out)


def _standing(finding: Finding, centre: Fraction) -> Standing:
    share = Fraction(finding.counted, finding.valid)
    low, high = funnel_limits(float(centre), finding.valid)
    lowest, highest = funnel_limits(float(centre), finding.valid, WIDE)
    if share > high:
        return Standing.VERY_HIGH if share > highest else Standing.HIGH
    if share < low:
        return Standing.VERY_LOW if share < lowest else Standing.LOW
    return Standing.AMONG
