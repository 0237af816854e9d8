"""A service's finding by its parts."""

from __future__ import annotations

import pytest

from careaudit_surveys.measure import Counts, Finding, Reader, ReleaseRefused, break_down
from tests.build import an_audit
from tests.measure.build import a_finding, counts

Parts = dict[tuple[str, ...], list[Finding]]


def wings(**counted: Counts) -> Parts:
    return {(name,): [a_finding(those)] for name, those in counted.items()}


def shown(whole: Counts, parts: Parts, reader: Reader = Reader.MANAGER) -> dict[str, int | None]:
    found = break_down(an_audit(), [a_finding(whole)], parts, reader)
    return {", ".join(part): findings[0].met for part, findings in found.items()}


def test_parts_are_shown_where_every_part_may_be() -> None:
    parts = wings(oak=counts(10, unknown=5), elm=counts(12, 6))

    assert shown(counts(22, 6, unknown=5), parts) == {"oak": 10, "elm": 12}


@pytest.mark.parametrize(
    "small",
    [
        pytest.param(counts(8), id="under the base"),
        pytest.param(counts(12, 3), id="a small count"),
        pytest.param(counts(12, unknown=2), id="a few who did not know"),
        pytest.param(counts(unknown=9), id="no result"),
    ],
)
def test_parts_are_refused_where_one_would_be_hidden(small: Counts) -> None:
    whole = counts(20, 10) + small

    with pytest.raises(ReleaseRefused, match="'elm' has too few answers"):
        shown(whole, wings(oak=counts(20, 10), elm=small))


def test_a_part_without_the_others_is_refused_for_it_tells_the_rest() -> None:
    with pytest.raises(ReleaseRefused, match="leave 3 answers out"):
        shown(counts(18, 6), wings(oak=counts(15, 6)))
    with pytest.raises(ReleaseRefused, match="leave the rest out"):
        shown(counts(30, 12), wings(oak=counts(15, 6)))


def test_parts_may_be_cut_two_ways_at_once_and_no_more() -> None:
    two: Parts = {("oak", "over 85"): [a_finding(counts(10))]}
    three: Parts = {("oak", "over 85", "women"): [a_finding(counts(10))]}

    assert shown(counts(10), two) == {"oak, over 85": 10}
    with pytest.raises(ReleaseRefused, match="cut 3 ways"):
        shown(counts(10), three)


def test_parts_that_hold_more_than_the_whole_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="more answers than the whole"):
        shown(counts(10), wings(oak=counts(10), elm=counts(10)))


def test_the_lead_is_shown_every_part() -> None:
    assert shown(counts(9, 3), wings(oak=counts(1)), Reader.LEAD) == {"oak": 1}
