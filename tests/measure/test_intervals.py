"""Wilson, Newcombe and sample sizes, against worked and published numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from careaudit_surveys.measure import how_many_to_ask, newcombe, sample_size, wilson
from careaudit_surveys.measure.intervals import exact_sample, quantile


def test_quantiles_are_exact() -> None:
    assert round(quantile(0.95), 6) == 1.959964
    assert round(quantile(0.998), 6) == 3.090232


@pytest.mark.parametrize(
    ("count", "base", "lower", "upper"),
    [
        (0, 5, 0.0000, 0.4345),
        (5, 5, 0.5655, 1.0000),
        (3, 5, 0.2307, 0.8824),
        (8, 10, 0.4902, 0.9433),
        (11, 14, 0.5241, 0.9243),
        (12, 15, 0.5481, 0.9295),
        (16, 20, 0.5840, 0.9193),
        (17, 20, 0.6396, 0.9476),
        (18, 20, 0.6990, 0.9721),
        (20, 20, 0.8389, 1.0000),
        (0, 20, 0.0000, 0.1611),
        (45, 50, 0.7864, 0.9565),
        (65, 100, 0.5525, 0.7364),
        (80, 100, 0.7112, 0.8666),
        (1045, 5000, 0.1980, 0.2205),
    ],
)
def test_wilson_limits_at_95_per_cent(count: int, base: int, lower: float, upper: float) -> None:
    assert [round(limit, 4) for limit in wilson(count, base)] == [lower, upper]


def test_wilson_limits_at_998_per_mille() -> None:
    assert [round(limit, 4) for limit in wilson(65, 100, 0.998)] == [0.4955, 0.7784]


def test_wilson_is_exact_at_none_and_at_all_and_never_leaves_0_to_1() -> None:
    for base in range(1, 120):
        limits = [wilson(count, base) for count in range(base + 1)]

        assert limits[0][0] == 0.0
        assert limits[-1][1] == 1.0
        assert all(
            0 <= lower <= count / base <= upper <= 1 for count, (lower, upper) in enumerate(limits)
        )


@pytest.mark.parametrize(("count", "base"), [(-1, 5), (0, 0), (1, -1), (6, 5)])
def test_what_is_no_share_has_no_limits(count: int, base: int) -> None:
    with pytest.raises(ValueError, match="is not a share"):
        wilson(count, base)


@pytest.mark.parametrize(
    ("earlier", "later", "difference", "lower", "upper"),
    [
        ((12, 20), (18, 20), 0.300, 0.0294, 0.5253),
        ((12, 20), (16, 20), 0.200, -0.0819, 0.4445),
        ((60, 100), (75, 100), 0.150, 0.0201, 0.2731),
        ((15, 20), (16, 20), 0.050, -0.2064, 0.2991),
    ],
)
def test_newcombe_difference(
    earlier: tuple[int, int],
    later: tuple[int, int],
    difference: float,
    lower: float,
    upper: float,
) -> None:
    assert [round(number, 4) for number in newcombe(earlier, later)] == [difference, lower, upper]


@pytest.mark.parametrize(
    ("population", "expected", "exact"),
    [(400, "0.7", 178.61), (500, "0.5", 217.25), (500, "0.2", 164.82), (300, "0.7", 155.47)],
)
def test_sample_before_rounding(population: int, expected: str, exact: float) -> None:
    assert round(float(exact_sample(population, expected=Fraction(expected))), 2) == exact


def test_a_sample_is_for_95_per_cent_within_5_of_a_half_unless_told_otherwise() -> None:
    assert exact_sample(500) == exact_sample(
        500, confidence=95, margin=Fraction("0.05"), expected=Fraction("0.5")
    )
    assert sample_size(500, expected=Fraction("0.2")) == 165
    assert sample_size(500, confidence=80) == 124


SAMPLES = """
10    10   10  10   9
15    15   15  13  13
20    20   19  17  16
25    24   23  20  19
30    28   28  23  21
40    37   35  29  26
50    45   43  33  29
60    52   50  37  32
80    67   62  44  37
100   80   74  49  41
150  108   97  59  47
200  132  116  65  51
300  169  143  73  56
500  218  176  81  60
1000 278  213  88  64
5000 357  257  95  67
"""
"""People; then 95 % and 90 % sure within 5, and within 10."""


@pytest.mark.parametrize("row", SAMPLES.strip().splitlines())
def test_sample_sizes_are_rounded_up(row: str) -> None:
    population, *sizes = map(int, row.split())

    found = [
        sample_size(population, confidence=confidence, margin=Fraction(margin, 100))
        for margin in (5, 10)
        for confidence in (95, 90)
    ]

    assert found == sizes


@pytest.mark.parametrize(("population", "ask"), [(1, 1), (50, 50), (51, 46), (500, 218)])
def test_fifty_or_fewer_are_all_asked(population: int, ask: int) -> None:
    assert how_many_to_ask(population) == ask
