"""Findings counted from one question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careaudit_surveys.audits.model import Criterion
from careaudit_surveys.measure import Because, Counts, Reader, Shown, disclose, judge
from tests.build import an_audit
from tests.measure.build import a_key, at_most, counts, friends_and_family, measured_from

ASKED = replace(next(friends_and_family().criteria()), keeps_unknown=False)
NEGATIVE = measured_from(
    "FFT-1.1",
    {"poor": "not_met", "very_poor": "not_met", "dont_know": "unknown", "*": "met"},
    "FFT-1.2",
    target=at_most(5),
)
"""The same answers in its base as in the question's own, put together another way."""


def pair(own: Counts, other: Counts, criterion: Criterion = NEGATIVE) -> list[Shown]:
    findings = [
        judge(a_key(ASKED.id), own, ASKED),
        judge(a_key(criterion.id), other, criterion),
    ]
    return disclose(an_audit(ASKED, criterion), findings, Reader.MANAGER)


def test_a_few_who_did_not_know_hide_nothing_else_where_no_base_counts_them() -> None:
    shown = pair(counts(20, 5, 5, unknown=3), counts(25, 0, 5, unknown=3))

    assert [(one.hidden_because, one.unknown, one.shown) for one in shown] == [
        (None, None, True)
    ] * 2


def test_where_the_bases_are_the_same_a_small_count_hides_no_base() -> None:
    own, other = pair(counts(6, 2, 4), counts(8, 0, 4))

    assert (own.hidden_because, own.valid) == (Because.SMALL, 12)
    assert (other.hidden_because, other.valid) == (Because.SMALL, None)


@pytest.mark.parametrize("met", [22, 26])
def test_rows_of_their_own_from_other_people_are_no_difference_that_tells(met: int) -> None:
    """Only where a criterion parts what the question's own keeps together does one tell."""
    shown = pair(counts(20, 5, 5), counts(met, 0, 5))

    assert [one.hidden_because for one in shown] == [None, None]


def test_a_small_difference_tells_whichever_of_the_two_is_larger() -> None:
    """Very good or neither, beside very good or good: they overlap, and neither holds the other."""
    crossing = measured_from(
        "FFT-1.1", {"very_good": "met", "neither": "met", "*": "not_met"}, "FFT-1.6"
    )
    top = measured_from("FFT-1.1", {"very_good": "met", "*": "not_met"}, "FFT-1.7")

    assert [one.hidden_because for one in pair(counts(20, 9, 9), counts(22, 0, 16), crossing)] == [
        None,
        None,
    ]
    assert [one.hidden_because for one in pair(counts(20, 9, 9), counts(17, 0, 21), top)] == [
        Because.SMALL,
        Because.SMALL,
    ]
