"""How sure can we be of a share, of a change between two, and how many people should be asked?"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import ceil, sqrt
from statistics import NormalDist

Interval = tuple[float, float]
"""The lower and the upper limit."""

ASK_EVERYONE = 50
"""In a service of this many people or fewer, everyone is asked."""

DEVIATES = {95: Fraction("1.96"), 90: Fraction("1.645"), 80: Fraction("1.28")}
"""Per cent of confidence, and the rounded deviate that NHS sample size calculators print."""


@lru_cache
def quantile(confidence: float = 0.95) -> float:
    """The exact two-sided normal quantile: 1.959964 for 95 %, 3.090232 for 99.8 %."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(count: int, base: int, confidence: float = 0.95) -> Interval:
    """The score interval of Wilson (1927) for `count` of `base`, as two shares of one.

    It works at none and at all, and never leaves 0 to 1. ValueError where there is no such share.

    >>> [round(limit, 4) for limit in wilson(11, 14)]
    [0.5241, 0.9243]
    """
    if base <= 0 or not 0 <= count <= base:
        raise ValueError(f"{count} of {base} is not a share")
    z = quantile(confidence)
    middle = 2 * count + z * z
    reach = z * sqrt(z * z + 4 * count * (1 - count / base))
    whole = 2 * (base + z * z)
    lower = 0.0 if count == 0 else (middle - reach) / whole
    upper = 1.0 if count == base else (middle + reach) / whole
    return lower, upper


def newcombe(
    earlier: tuple[int, int], later: tuple[int, int], confidence: float = 0.95
) -> tuple[float, float, float]:
    """Later share minus earlier, with its lower and upper limit; each share as (count, base).

    The hybrid score interval of Newcombe (1998), method 10, for two groups of different people.

    >>> [round(number, 4) for number in newcombe((12, 20), (18, 20))]
    [0.3, 0.0294, 0.5253]
    """
    before, after = earlier[0] / earlier[1], later[0] / later[1]
    low_before, high_before = wilson(*earlier, confidence)
    low_after, high_after = wilson(*later, confidence)
    difference = after - before
    lower = difference - sqrt((after - low_after) ** 2 + (high_before - before) ** 2)
    upper = difference + sqrt((high_after - after) ** 2 + (before - low_before) ** 2)
    return difference, lower, upper


def exact_sample(
    population: int,
    *,
    confidence: int = 95,
    margin: Fraction = Fraction(5, 100),
    expected: Fraction = Fraction(1, 2),
) -> Fraction:
    """How many answers give the margin, before rounding, with the correction for few people.

    n = c²Np(1-p) / (A²N + c²p(1-p)): N people, expected share p, margin A, deviate c. The formula
    of the clinical audit calculators (United Bristol Healthcare 2005).
    """
    spread = DEVIATES[confidence] ** 2 * expected * (1 - expected)
    return spread * population / (margin**2 * population + spread)


def sample_size(
    population: int,
    *,
    confidence: int = 95,
    margin: Fraction = Fraction(5, 100),
    expected: Fraction = Fraction(1, 2),
) -> int:
    """How many answers give the margin, rounded up: 218 of 500 at 95 % and plus or minus 5.

    >>> sample_size(500), sample_size(100, confidence=90, margin=Fraction(1, 10))
    (218, 41)
    """
    return ceil(exact_sample(population, confidence=confidence, margin=margin, expected=expected))


def how_many_to_ask(population: int, *, confidence: int = 95) -> int:
    """Everyone where they are 50 or fewer; above, a simple random sample of the usual size."""
    return (
        population if population <= ASK_EVERYONE else sample_size(population, confidence=confidence)
    )
