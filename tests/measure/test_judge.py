"""Counts against a criterion: compliance, status and cautions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from careaudit_surveys.audits.model import Criterion, Unit
from careaudit_surveys.measure import (
    ALL_CRITERIA,
    Caution,
    Counts,
    Key,
    Status,
    judge,
    judge_all,
)
from tests.build import a_criterion, an_audit
from tests.measure.build import a_finding, a_key, at_least, at_most, counts, exception

KNOCK = a_criterion("LW-2.1", target=at_least(100))


def test_a_home_of_twenty() -> None:
    finding = a_finding(counts(11, 2, 1, unknown=1, declined=1), KNOCK)

    assert finding.valid == 14
    assert finding.compliance == Fraction(11, 14)
    assert finding.status is Status.BELOW
    assert round(100 * (finding.lower or 0), 1) == 52.4
    assert round(100 * (finding.upper or 0), 1) == 92.4
    assert Fraction(finding.counts.unknown, finding.counts.asked) == Fraction("0.0625")
    assert Fraction(finding.counts.declined, finding.counts.asked) == Fraction("0.0625")


def test_dont_know_stays_in_the_base_of_the_friends_and_family_test() -> None:
    answers = counts(70, 10, 15, unknown=5)
    positive = a_criterion("FFT-1.1", keeps_unknown=True)

    assert a_finding(answers, positive).compliance == Fraction(70, 100)
    assert a_finding(answers).compliance == Fraction(70, 95)
    assert round(float(Fraction(70, 95)), 3) == 0.737


def test_the_negative_share_counts_what_fell_short() -> None:
    negative = a_criterion("FFT-1.2", keeps_unknown=True, target=at_most(5))

    assert a_finding(counts(80, 0, 15, unknown=5), negative).compliance == Fraction(15, 100)


def test_nothing_missed_of_120_visits() -> None:
    finding = a_finding(counts(120), a_criterion(target=at_most(0)))

    assert finding.compliance == 0
    assert finding.status is Status.MET
    assert round(100 * (finding.upper or 0), 1) == 3.1


def test_exceptions_leave_both_parts_and_many_are_a_caution() -> None:
    finding = a_finding(counts(6, NOHELP=9), a_criterion(exceptions=(exception("NOHELP"),)))

    assert (finding.valid, finding.compliance) == (6, Fraction(1))
    assert finding.cautions == (Caution.MANY_EXCEPTIONS,)


@pytest.mark.parametrize("keeps_unknown", [False, True])
def test_no_valid_answer_gives_no_result(keeps_unknown: bool) -> None:
    finding = a_finding(counts(declined=7), a_criterion(keeps_unknown=keeps_unknown))

    assert finding.status is Status.NO_RESULT
    assert finding.compliance is None
    assert (finding.lower, finding.upper) == (None, None)


def test_dont_know_alone_gives_no_result() -> None:
    finding = a_finding(counts(unknown=20))

    assert (finding.valid, finding.status) == (0, Status.NO_RESULT)


def test_leaders_twelve_yes_four_in_part_two_no() -> None:
    finding = a_finding(counts(12, 4, 2, FIRST=2))

    assert finding.valid == 18
    assert round(100 * (finding.compliance or 0), 1) == Fraction("66.7")


@pytest.mark.parametrize(
    ("answers", "criterion", "status"),
    [
        pytest.param(counts(9, 1), a_criterion(), Status.MET, id="just at the target"),
        pytest.param(counts(8, 2), a_criterion(), Status.BELOW_UNCERTAIN, id="maybe chance"),
        pytest.param(counts(65, 35), a_criterion(), Status.BELOW, id="beyond chance"),
        pytest.param(counts(99, 1), a_criterion(target=at_least(100)), Status.BELOW, id="of all"),
        pytest.param(
            counts(99, 1),
            a_criterion(zero_tolerance=True),
            Status.ZERO_TOLERANCE_BROKEN,
            id="a partly breaks zero tolerance, target met or not",
        ),
        pytest.param(
            counts(5),
            a_criterion(zero_tolerance=True, target=at_least(100)),
            Status.MET,
            id="zero tolerance kept",
        ),
        pytest.param(
            counts(95, 5), a_criterion(target=at_most(5)), Status.MET, id="at most, at it"
        ),
        pytest.param(
            counts(18, 2),
            a_criterion(target=at_most(5)),
            Status.BELOW_UNCERTAIN,
            id="at most, maybe chance",
        ),
        pytest.param(
            counts(50, 0, 50), a_criterion(target=at_most(5)), Status.BELOW, id="at most, beyond"
        ),
        pytest.param(
            counts(20, 1), a_criterion(target=at_most(0)), Status.BELOW, id="at most none, one"
        ),
    ],
)
def test_status(answers: Counts, criterion: Criterion, status: Status) -> None:
    assert a_finding(answers, criterion).status is status


def test_the_target_is_held_against_the_exact_share() -> None:
    third = a_criterion(target=at_least(33))

    assert a_finding(counts(33, 67), third).status is Status.MET
    assert a_finding(counts(32999, 67001), third).status is Status.BELOW_UNCERTAIN


@pytest.mark.parametrize(
    ("answers", "cautions"),
    [
        pytest.param(counts(8, X=2), (), id="a fifth left out"),
        pytest.param(counts(7, X=2), (Caution.MANY_EXCEPTIONS,), id="more than a fifth"),
        pytest.param(counts(159, X=41), (Caution.MANY_EXCEPTIONS,), id="just more than a fifth"),
        pytest.param(
            counts(7, declined=3, X=2), (Caution.MANY_EXCEPTIONS,), id="declined is no answer"
        ),
        pytest.param(counts(7, unknown=2, declined=1), (), id="three in ten unclear"),
        pytest.param(counts(6, unknown=2, declined=1), (Caution.MANY_UNCLEAR,), id="more"),
        pytest.param(counts(139, unknown=61), (Caution.MANY_UNCLEAR,), id="just more"),
        pytest.param(counts(0), (), id="nothing at all"),
    ],
)
def test_cautions(answers: Counts, cautions: tuple[Caution, ...]) -> None:
    assert a_finding(answers).cautions == cautions


def test_findings_come_by_service_audience_cycle_and_the_audits_order() -> None:
    audit = an_audit(a_criterion("B-2"), a_criterion("A-10"))
    keys = [
        a_key("B-2", "House A", "person", "2026"),
        a_key("A-10", "House A", "person", "2026"),
        a_key("B-2", "House A", "person", "2027"),
        a_key("B-2", "House A", "relative"),
        a_key("B-2", "House B", "person"),
    ]

    found = judge_all(audit, {key: counts(1) for key in reversed(keys)})

    assert [finding.key for finding in found] == keys


def test_respondents_come_in_order() -> None:
    keys = [Key("Board", "leader", None, ALL_CRITERIA, name) for name in ("r1", "r2", "r3")]

    found = judge_all(an_audit(), {key: counts(1) for key in reversed(keys)})

    assert [finding.key for finding in found] == keys


def test_one_respondent_is_judged_over_all_criteria_by_the_target_they_share() -> None:
    key = Key("Board", "leader", None, ALL_CRITERIA, "r1")
    alike = an_audit(a_criterion("A"), a_criterion("B"), unit=Unit.CRITERION)
    unlike = an_audit(a_criterion("A"), a_criterion("B", target=at_least(50)))

    (one,), (other,) = (judge_all(audit, {key: counts(12, 4, 2)}) for audit in (alike, unlike))

    assert one.compliance == other.compliance == Fraction(12, 18)
    assert (one.status, other.status) == (Status.BELOW, None)


def test_a_record_that_is_one_value_has_no_target_and_no_status() -> None:
    assert judge(a_key(), counts(3, 1), a_criterion(target=None)).status is None
