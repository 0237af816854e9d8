"""Services beside one another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from careaudit_surveys.measure import (
    Counts,
    Finding,
    Reader,
    Shown,
    disclose,
    funnel,
    funnel_limits,
)
from careaudit_surveys.measure.funnel import WIDE, Standing
from tests.build import a_criterion, an_audit
from tests.measure.build import a_finding, at_most, counts


def seen_by(reader: Reader, **services: Counts) -> list[tuple[Finding, Shown]]:
    findings = [a_finding(counted, service=name) for name, counted in services.items()]
    return list(zip(findings, disclose(an_audit(), findings, reader), strict=True))


def test_limits_match_the_published_table_of_public_health_indicators() -> None:
    centre = 0.80642448
    lower = [round(100 * funnel_limits(centre, n)[0], 6) for n in range(1, 8)]
    lowest = [round(100 * funnel_limits(centre, n, WIDE)[0], 6) for n in range(1, 8)]

    assert lower == [3.204264, 25.885383, 35.933492, 41.923356, 46.011039, 49.028442, 51.373566]
    assert lowest == [0, 0, 10.150815, 19.594903, 26.039864, 30.797336, 34.494842]


@pytest.mark.parametrize(
    ("base", "usual", "wide"), [(20, (62.5, 97.5), (52.4, 100)), (50, (68.9, 91.1), (62.5, 97.5))]
)
def test_limits_around_80_per_cent(
    base: int, usual: tuple[float, float], wide: tuple[float, float]
) -> None:
    assert tuple(round(100 * limit, 1) for limit in funnel_limits(0.8, base)) == usual
    assert tuple(round(100 * limit, 1) for limit in funnel_limits(0.8, base, WIDE)) == wide


def test_where_services_lie() -> None:
    drawn = funnel(
        seen_by(
            Reader.LEAD,
            a=counts(800, 200),
            b=counts(45, 5),
            c=counts(50),
            d=counts(33, 17),
            e=counts(20, 30),
            f=counts(unknown=9),
        )
    )

    assert drawn.centre == Fraction(948, 1200)
    assert [standing for _, standing in drawn.services] == [
        Standing.AMONG,
        Standing.AMONG,
        Standing.VERY_HIGH,
        Standing.LOW,
        Standing.VERY_LOW,
    ]
    assert drawn.left_out == 0


def test_a_service_may_be_high_without_being_very_high() -> None:
    drawn = funnel(seen_by(Reader.LEAD, a=counts(800, 200), b=counts(46, 4)))

    assert [standing for _, standing in drawn.services] == [Standing.AMONG, Standing.HIGH]


def test_a_service_whose_figures_are_hidden_is_not_in_the_centre_line_either() -> None:
    services = seen_by(Reader.MANAGER, a=counts(40, 10), b=counts(9, 1), c=counts(1))

    drawn = funnel(services)

    assert drawn.centre == Fraction(40, 50)
    assert [shown.key.service for shown, _ in drawn.services] == ["a"]
    assert drawn.left_out == 2


def test_nothing_shown_makes_no_funnel() -> None:
    drawn = funnel(seen_by(Reader.PUBLIC, a=counts(4)))

    assert (drawn.centre, drawn.services, drawn.left_out) == (None, (), 1)


def test_only_one_criterion_is_compared_at_a_time() -> None:
    findings = [a_finding(counts(9)), a_finding(counts(9), a_criterion("T-2", target=at_most(5)))]
    shown = disclose(an_audit(), findings, Reader.LEAD)

    with pytest.raises(ValueError, match="one criterion"):
        funnel(zip(findings, shown, strict=True))
