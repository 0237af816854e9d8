"""Figures over time."""

from __future__ import annotations

import pytest

from careaudit_surveys.measure import Better, Limits, chart, limits_of
from careaudit_surveys.measure.spc import Assurance, Footing, Meaning, Rule

SPIKE = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
STEADY = [72, 75, 70, 74, 78, 73, 71, 76, 74, 77, 75, 73]
SETTLED = Limits(mean=50, average_range=10, points=12)
"""Limits at 23.4 and 76.6, inner zone from 32.3 to 67.7."""


def rules(values: list[float], limits: Limits = SETTLED) -> list[Rule | None]:
    return [point.rule for point in chart(values, Better.UP, limits=limits).points]


def test_limits_with_all_ranges_kept() -> None:
    limits = limits_of(SPIKE)

    assert limits
    assert limits.outer
    assert round(limits.mean, 4) == 1.9444
    assert round(limits.average_range or 0, 4) == 1.8824
    assert [round(limit, 2) for limit in limits.outer] == [-3.06, 6.95]
    assert not limits.large_left_out


def test_limits_with_large_ranges_left_out_once() -> None:
    limits = limits_of(SPIKE, leave_out_large=True)

    assert limits
    assert limits.outer
    assert limits.average_range == 1.0
    assert [round(limit, 2) for limit in limits.outer] == [-0.72, 4.60]
    assert limits.large_left_out


def test_a_range_is_large_by_comparison_with_the_average() -> None:
    uneven = [0, 10, 0, 10, 0, 40, 10, 0, 10, 0]

    kept, left_out = limits_of(uneven), limits_of(uneven, leave_out_large=True)

    assert kept
    assert left_out
    assert kept.average_range == left_out.average_range


def test_a_steady_series_has_no_special_cause() -> None:
    drawn = chart(STEADY, Better.UP)

    assert drawn.limits
    assert drawn.limits.outer
    assert drawn.limits.mean == 74.0
    assert round(drawn.limits.average_range or 0, 3) == 3.364
    assert [round(limit, 3) for limit in drawn.limits.outer] == [65.053, 82.947]
    assert {point.rule for point in drawn.points} == {None}


def test_six_rising_points_are_no_trend_and_seven_are() -> None:
    assert rules([44, 46, 48, 52, 54, 56]) == [None] * 6
    assert rules([44, 46, 48, 50, 52, 54, 56]) == [Rule.TREND] * 7
    assert rules([56, 54, 52, 50, 48, 46, 44]) == [Rule.TREND] * 7


def test_a_tie_breaks_a_trend() -> None:
    assert rules([44, 46, 48, 48, 52, 54, 56, 58]) == [None] * 8


def test_seven_on_one_side_marks_all_seven_and_a_value_on_the_mean_breaks_the_run() -> None:
    assert rules([51, 53, 51, 53, 51, 53]) == [None] * 6
    assert rules([49, 51, 53, 51, 53, 51, 53, 51]) == [None, *[Rule.ONE_SIDE] * 7]
    assert rules([51, 53, 51, 50, 51, 53, 51, 53]) == [None] * 8


def test_two_of_three_near_a_limit_are_marked_if_the_third_is_on_their_side() -> None:
    assert rules([70, 60, 70]) == [Rule.TWO_OF_THREE, None, Rule.TWO_OF_THREE]
    assert rules([30, 30, 40]) == [Rule.TWO_OF_THREE, Rule.TWO_OF_THREE, None]
    assert rules([70, 40, 70]) == [None] * 3
    assert rules([60, 60, 70]) == [None] * 3


def test_the_inner_zone_ends_two_thirds_of_the_way_to_the_limit() -> None:
    assert SETTLED.inner
    assert [round(limit, 3) for limit in SETTLED.inner] == [32.267, 67.733]
    assert rules([67.7, 67.7, 60]) == [None] * 3
    assert rules([67.8, 67.8, 60]) == [Rule.TWO_OF_THREE, Rule.TWO_OF_THREE, None]


def test_a_point_outside_a_limit_wins_over_a_run_and_is_not_near_it() -> None:
    assert rules([51, 53, 51, 53, 51, 53, 90]) == [*[Rule.ONE_SIDE] * 6, Rule.OUTSIDE]
    assert rules([90, 70, 60]) == [Rule.OUTSIDE, None, None]
    assert rules([10]) == [Rule.OUTSIDE]


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [
        (Better.UP, Meaning.IMPROVEMENT, Meaning.CONCERN),
        (Better.DOWN, Meaning.CONCERN, Meaning.IMPROVEMENT),
        (Better.NEITHER, Meaning.HIGH, Meaning.LOW),
    ],
)
def test_a_special_cause_means_good_or_bad_by_which_way_is_good(
    better: Better, high: Meaning, low: Meaning
) -> None:
    points = chart([90, 50, 10], better, limits=SETTLED).points

    assert [point.meaning for point in points] == [high, None, low]


@pytest.mark.parametrize(
    ("better", "target", "assurance"),
    [
        (Better.UP, 80, Assurance.MISSES),
        (Better.UP, 20, Assurance.MEETS),
        (Better.UP, 50, Assurance.HIT_AND_MISS),
        (Better.DOWN, 80, Assurance.MEETS),
        (Better.DOWN, 20, Assurance.MISSES),
        (Better.NEITHER, 80, None),
        (Better.UP, None, None),
    ],
)
def test_assurance(better: Better, target: float | None, assurance: Assurance | None) -> None:
    assert chart([50, 52], better, target=target, limits=SETTLED).assurance is assurance


@pytest.mark.parametrize(
    ("points", "footing"),
    [(7, Footing.RUN_CHART), (8, Footing.TRIAL), (11, Footing.TRIAL), (12, Footing.FIRM)],
)
def test_footing_of_limits(points: int, footing: Footing) -> None:
    limits = limits_of([1, 2] * 10, leave_out_large=True)
    few = limits_of(([1, 2] * 10)[:points])

    assert few
    assert few.footing is footing
    assert (few.outer is None) == (few.inner is None) == (points < 8)
    assert limits
    assert limits.average_range == 1.0


def test_limits_freeze_after_twelve_points() -> None:
    drawn = chart([*STEADY, 90, 90, 90], Better.UP, target=100)

    assert drawn.limits
    assert drawn.limits.points == 12
    assert [point.rule for point in drawn.points[12:]] == [Rule.OUTSIDE] * 3
    assert drawn.assurance is Assurance.MISSES


def test_an_empty_series_and_one_of_a_single_point() -> None:
    empty, single = chart([], Better.UP, target=1), chart([5], Better.UP, target=1)

    assert (empty.points, empty.limits, empty.assurance) == ((), None, None)
    assert single.limits
    assert single.limits.average_range is None
    assert [point.rule for point in single.points] == [None]
    assert single.assurance is None


def test_a_series_that_never_moves_has_limits_on_its_mean() -> None:
    drawn = chart([0.1] * 9, Better.UP)

    assert limits_of([0.1] * 9, leave_out_large=True) == Limits(
        mean=0.1, average_range=0.0, points=9, large_left_out=True
    )
    assert {point.rule for point in drawn.points} == {None}
