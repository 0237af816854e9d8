"""What each reader is shown of a finding, rule by rule."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from careaudit_surveys.audits.model import Criterion, Record
from careaudit_surveys.measure import (
    Band,
    Because,
    Caution,
    Counts,
    Key,
    Reader,
    Shown,
    Status,
    disclose,
    judge,
)
from careaudit_surveys.measure.shown import band, whole_per_cent
from tests.build import a_criterion, an_audit
from tests.measure.build import (
    a_finding,
    a_key,
    at_least,
    at_most,
    counts,
    exception,
    friends_and_family,
    measured_from,
    shown_to,
)

MANAGER, PUBLIC, LEAD = Reader.MANAGER, Reader.PUBLIC, Reader.LEAD
OTHERS = (MANAGER, PUBLIC)
KNOCK = a_criterion("LW-2.1", target=at_least(100))
HOME_OF_TWENTY = counts(11, 2, 1, unknown=1, declined=1)


def figures(shown: Shown) -> tuple[object, ...]:
    return (
        *(shown.met, shown.partly, shown.not_met),
        *(shown.compliance, shown.lower, shown.upper),
    )


def beside(shown: Shown) -> tuple[object, ...]:
    return shown.unknown, shown.declined, shown.exceptions


NOTHING = (None,) * 6


# The lead.


def test_the_lead_sees_everything_whatever_the_base() -> None:
    shown = shown_to(LEAD, counts(1, 1, 1, 1, 1, X=1), a_criterion(zero_tolerance=True))

    assert figures(shown)[:4] == (1, 1, 1, Fraction(1, 3))
    assert beside(shown) == (1, 1, {"X": 1})
    assert (shown.valid, shown.status) == (3, Status.ZERO_TOLERANCE_BROKEN)
    assert (shown.shown, shown.hidden_because, shown.band) == (True, None, None)
    assert shown.cautions == (Caution.MANY_UNCLEAR,)


def test_the_lead_is_never_told_too_few() -> None:
    assert shown_to(LEAD, counts(1)).status is Status.MET


def test_only_the_lead_sees_single_respondents() -> None:
    finding = judge(Key("Board", "leader", None, "*", "r1"), counts(12, 4, 2), a_criterion("*"))
    audit = an_audit()

    assert [shown.key.respondent for shown in disclose(audit, [finding], LEAD)] == ["r1"]
    assert [disclose(audit, [finding], reader) for reader in OTHERS] == [[], []]


# A base that is too small.


@pytest.mark.parametrize("reader", OTHERS)
def test_under_the_base_nothing_is_shown_not_even_what_stands_beside(reader: Reader) -> None:
    help_asked = a_criterion("LW-3.1", exceptions=(exception("NOHELP"),))
    answers = counts(6, NOHELP=9)

    shown = shown_to(reader, answers, help_asked)

    assert figures(shown) == NOTHING
    assert beside(shown) == (None, None, None)
    assert (shown.valid, shown.status) == (None, Status.TOO_FEW)
    assert (shown.shown, shown.hidden_because) == (False, Because.BASE)
    assert shown.cautions == ()
    assert shown_to(LEAD, answers, help_asked).cautions == (Caution.MANY_EXCEPTIONS,)


@pytest.mark.parametrize(
    ("reader", "min_base", "decided", "least"),
    [
        (MANAGER, 10, None, 10),
        (PUBLIC, 10, None, 10),
        (MANAGER, 5, None, 5),
        (PUBLIC, 5, None, 10),
        (MANAGER, 1, None, 5),
        (MANAGER, 20, None, 20),
        (PUBLIC, 20, None, 20),
        (MANAGER, 10, 5, 5),
        (PUBLIC, 10, 5, 10),
        (MANAGER, 20, 5, 20),
    ],
)
def test_the_least_base_that_is_shown(
    reader: Reader, min_base: int, decided: int | None, least: int
) -> None:
    criterion = a_criterion(min_base=min_base)

    under, at = (
        shown_to(reader, counts(met), criterion, manager_base=decided) for met in (least - 1, least)
    )

    assert (under.hidden_because, at.hidden_because) == (Because.BASE, None)


def test_no_decision_can_lower_the_base_under_five() -> None:
    with pytest.raises(ValueError, match="fewer than 5"):
        shown_to(MANAGER, counts(20), manager_base=4)


def test_the_base_counts_valid_answers_alone() -> None:
    assert shown_to(MANAGER, counts(9, unknown=9, X=9)).hidden_because is Because.BASE


# Don't know, declined and exceptions.


@pytest.mark.parametrize("reader", OTHERS)
@pytest.mark.parametrize(
    "answers",
    [
        counts(20, unknown=4),
        counts(20, declined=1),
        counts(20, X=3),
        counts(20, 0, 0, 9, 9, X=9, Y=1),
    ],
)
def test_if_one_of_what_stands_beside_is_small_all_of_it_is_hidden(
    reader: Reader, answers: Counts
) -> None:
    shown = shown_to(reader, answers)

    assert beside(shown) == (None, None, None)
    assert shown.cautions == ()
    assert (shown.hidden_because, shown.status, shown.valid) == (None, Status.MET, 20)


def test_none_and_five_or_more_beside_are_shown() -> None:
    shown = shown_to(MANAGER, counts(20, unknown=5, X=9))

    assert beside(shown) == (5, 0, {"X": 9})
    assert shown.cautions == (Caution.MANY_EXCEPTIONS,)


# Small counts.


def test_a_home_of_twenty_is_shown_its_base_and_a_band() -> None:
    for reader in OTHERS:
        shown = shown_to(reader, HOME_OF_TWENTY, KNOCK)

        assert figures(shown) == NOTHING
        assert beside(shown) == (None, None, None)
        assert (shown.valid, shown.status, shown.band) == (14, None, Band.HALF_OR_MORE)
        assert (shown.shown, shown.hidden_because) == (False, Because.SMALL)


@pytest.mark.parametrize("small", [1, 2, 3, 4])
@pytest.mark.parametrize("reader", OTHERS)
def test_a_count_of_one_to_four_hides_the_finding_zeros_too(reader: Reader, small: int) -> None:
    for answers in (counts(small, 20), counts(20, small), counts(20, 0, small)):
        shown = shown_to(reader, answers, a_criterion(zero_tolerance=True))

        assert figures(shown) == NOTHING
        assert (shown.status, shown.hidden_because) == (None, Because.SMALL)


def test_a_zero_alone_hides_nothing() -> None:
    shown = shown_to(MANAGER, counts(20))

    assert figures(shown)[:4] == (20, 0, 0, 1)
    assert (shown.status, shown.shown, shown.hidden_because) == (Status.MET, True, None)


@pytest.mark.parametrize("answers", [counts(0, 12), counts(0, 0, 12, unknown=9)])
def test_everyone_unhappy_alike_is_hidden(answers: Counts) -> None:
    shown = shown_to(MANAGER, answers)

    assert figures(shown) == NOTHING
    assert (shown.valid, shown.status, shown.hidden_because) == (12, None, Because.SMALL)


def test_everyone_unhappy_in_two_ways_is_shown() -> None:
    assert shown_to(MANAGER, counts(0, 6, 6)).shown


# Don't know in the base.

STAYS = a_criterion(keeps_unknown=True)


@pytest.mark.parametrize("answers", [counts(20, unknown=3), counts(20, unknown=0, declined=2)])
def test_where_dont_know_is_in_the_base_and_hidden_so_is_the_finding(answers: Counts) -> None:
    shown = shown_to(MANAGER, answers, STAYS)

    assert figures(shown) == NOTHING
    assert (shown.hidden_because, shown.band) == (Because.SMALL, None)
    assert shown.valid == 20 + answers.unknown


def test_such_a_finding_never_has_a_band_beside_hidden_figures() -> None:
    shown = shown_to(MANAGER, counts(15, 3, unknown=6), STAYS)

    assert (shown.valid, shown.unknown, shown.band) == (24, 6, None)


def test_nor_is_dont_know_shown_where_it_would_leave_too_few_to_hide_among() -> None:
    among_five = shown_to(MANAGER, counts(4, 1, unknown=15), STAYS)
    among_six = shown_to(MANAGER, counts(4, 2, unknown=15), STAYS)

    assert (among_five.unknown, among_six.unknown) == (None, 15)


# No result.


@pytest.mark.parametrize("reader", Reader)
def test_no_result_is_said_to_everyone(reader: Reader) -> None:
    shown = shown_to(reader, counts(unknown=20))

    assert figures(shown) == (0, 0, 0, None, None, None)
    assert beside(shown) == (20, 0, {})
    assert (shown.valid, shown.status) == (0, Status.NO_RESULT)
    assert (shown.shown, shown.hidden_because) == (True, None)


def test_no_result_hides_a_few_who_did_not_know() -> None:
    shown = shown_to(PUBLIC, counts(unknown=3))

    assert (shown.valid, shown.status, beside(shown)) == (0, Status.NO_RESULT, (None, None, None))


def test_no_result_where_few_declined_and_dont_know_is_in_the_base() -> None:
    shown = shown_to(MANAGER, counts(declined=2), STAYS)

    assert (shown.valid, shown.status, beside(shown)) == (0, Status.NO_RESULT, (None, None, None))


# Bands.


@pytest.mark.parametrize(
    ("share", "name"),
    [
        (Fraction(9, 10), "nearly all"),
        (Fraction(899, 1000), "most"),
        (Fraction(7, 10), "most"),
        (Fraction(699, 1000), "more than half"),
        (Fraction(1, 2), "more than half"),
        (Fraction(499, 1000), "fewer than half"),
    ],
)
def test_bands_are_cut_on_the_exact_share(share: Fraction, name: str) -> None:
    assert band(share) == name


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (counts(10), Band.NEARLY_ALL),
        (counts(30, 10), Band.MOST),
        (counts(25, 24), Band.MORE_THAN_HALF),
        (counts(10, 15, 15), Band.FEWER_THAN_HALF),
    ],
)
def test_the_public_sees_a_band_in_place_of_figures_under_fifty(
    answers: Counts, expected: Band
) -> None:
    shown = shown_to(PUBLIC, answers)

    assert figures(shown) == NOTHING
    assert (shown.band, shown.valid) == (expected, answers.judged)
    assert (shown.shown, shown.hidden_because) == (False, None)
    assert shown.status is a_finding(answers).status
    assert shown_to(MANAGER, answers).shown


def test_no_band_where_less_is_better() -> None:
    few, hidden = (
        shown_to(PUBLIC, answers, a_criterion(target=at_most(5)))
        for answers in (counts(30), counts(30, 2))
    )

    assert (few.band, few.status, few.hidden_because) == (None, Status.MET, None)
    assert (hidden.band, hidden.hidden_because) == (None, Because.SMALL)


@pytest.mark.parametrize("reader", OTHERS)
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (counts(10, 2), None),
        (counts(12, 1), Band.HALF_OR_MORE),
        (counts(7, 5, 1), Band.HALF_OR_MORE),
        (counts(6, 6, 1), Band.FEWER_THAN_HALF),
        (counts(57, 2), Band.HALF_OR_MORE),
        (counts(58, 2), Band.NEARLY_ALL),
        (counts(53, 7, 1), Band.MOST),
        (counts(30, 28, 2), Band.MORE_THAN_HALF),
        (counts(29, 29, 2), Band.FEWER_THAN_HALF),
    ],
)
def test_the_band_beside_hidden_figures_is_coarse(
    reader: Reader, answers: Counts, expected: Band | None
) -> None:
    assert shown_to(reader, answers).band is expected


# Rounding for the public.


def test_from_fifty_on_the_public_sees_rounded_figures() -> None:
    shown = shown_to(PUBLIC, counts(63, 12, 7, unknown=8, declined=6, X=13))

    assert figures(shown) == (65, 10, 5, Fraction(77, 100), 0.67, 0.85)
    assert beside(shown) == (10, 5, {"X": 15})
    assert (shown.valid, shown.shown, shown.rounded, shown.band) == (80, True, True, None)


def test_figures_for_the_public_begin_at_fifty() -> None:
    assert [shown_to(PUBLIC, counts(met)).shown for met in (49, 50)] == [False, True]


def test_what_is_left_of_a_hidden_finding_is_rounded_too() -> None:
    shown = shown_to(PUBLIC, counts(60, 3, unknown=8))

    assert (shown.valid, shown.unknown, shown.band) == (65, 10, Band.NEARLY_ALL)
    assert shown_to(MANAGER, counts(60, 3, unknown=8)).valid == 63


@pytest.mark.parametrize(
    ("share", "rounded"), [(Fraction(1, 8), 13), (Fraction(1, 200), 1), (0.124, 12), (1, 100)]
)
def test_shares_are_rounded_half_up(share: Fraction | float, rounded: int) -> None:
    assert whole_per_cent(share) == Fraction(rounded, 100)


# Findings counted from one question.


def family(*counted: Counts, reader: Reader) -> list[Shown]:
    """The three criteria of the Friends and Family Test, as a reader sees them together."""
    audit = friends_and_family()
    findings = [
        judge(a_key(criterion.id), those, criterion)
        for criterion, those in zip(audit.criteria(), counted, strict=True)
    ]
    return disclose(audit, findings, reader)


@pytest.mark.parametrize("reader", OTHERS)
def test_findings_counted_from_one_question_are_hidden_together(reader: Reader) -> None:
    own, negative, unsure = family(
        counts(20, 7, 3, unknown=6), counts(27, 0, 3, unknown=6), counts(30, 0, 6), reader=reader
    )

    assert (own.valid, *beside(own), own.band) == (36, 6, 0, {}, None)
    for one in (own, negative, unsure):
        assert figures(one) == NOTHING
        assert (one.status, one.hidden_because) == (None, Because.SMALL)
    for one in (negative, unsure):
        assert (one.valid, *beside(one), one.band) == (None,) * 5


def test_they_are_hidden_together_for_a_small_base_too() -> None:
    shown = family(
        counts(5, unknown=4), counts(5, unknown=4), counts(5, 0, 4), reader=Reader.MANAGER
    )

    assert {(one.hidden_because, one.valid, one.unknown) for one in shown} == {
        (Because.BASE, None, None)
    }


def test_no_result_does_not_tell_by_what_stands_beside_it_of_a_base_that_is_hidden() -> None:
    (asked, *_) = friends_and_family().criteria()
    own = replace(asked, keeps_unknown=False)
    unsure = measured_from("FFT-1.1", {"dont_know": "not_met", "*": "met"}, "FFT-1.5")
    findings = [
        judge(a_key(own.id), counts(unknown=7), own),
        judge(a_key(unsure.id), counts(0, 0, 7), unsure),
    ]

    nothing, hidden = disclose(an_audit(own, unsure), findings, MANAGER)

    assert (nothing.status, nothing.unknown) == (Status.NO_RESULT, None)
    assert (hidden.hidden_because, hidden.valid) == (Because.BASE, None)


def test_they_are_shown_together_where_none_is_small() -> None:
    own, negative, unsure = family(
        counts(70, 10, 15, unknown=5),
        counts(80, 0, 15, unknown=5),
        counts(95, 0, 5),
        reader=Reader.PUBLIC,
    )

    assert own.compliance == Fraction(70, 100)
    assert negative.compliance == Fraction(15, 100)
    assert unsure.compliance == Fraction(5, 100)


def test_everyone_unsure_is_not_told_by_what_stands_beside() -> None:
    shown = family(counts(unknown=20), counts(unknown=20), counts(0, 0, 20), reader=Reader.MANAGER)

    assert {(one.hidden_because, one.unknown, one.not_met) for one in shown} == {
        (Because.SMALL, None, None)
    }


def test_a_criterion_measured_from_a_question_that_is_not_in_the_table_has_no_band() -> None:
    derived = measured_from("T-0", {"*": "met"}, "T-1")

    shown = shown_to(MANAGER, counts(20, 2), derived)

    assert (shown.hidden_because, shown.valid, shown.band) == (Because.SMALL, None, None)


def test_other_services_and_audiences_are_other_families() -> None:
    audit = friends_and_family()
    own, negative, _ = audit.criteria()
    findings = [
        judge(a_key("FFT-1.1", audience="person"), counts(20, 3), own),
        judge(a_key("FFT-1.2", audience="relative"), counts(23), negative),
        judge(a_key("FFT-1.2", service="House B"), counts(23), negative),
    ]

    hidden = [shown.hidden_because for shown in disclose(audit, findings, MANAGER)]

    assert hidden == [Because.SMALL, None, None]


def test_a_small_difference_between_two_of_them_hides_both() -> None:
    top = measured_from("FFT-1.1", {"very_good": "met", "*": "not_met"}, "FFT-1.6")
    (own, *_) = friends_and_family().criteria()
    audit = an_audit(own, top)

    def hidden(very_good: int, good: int) -> list[Because | None]:
        findings = [
            judge(a_key(own.id), counts(very_good + good, 10), own),
            judge(a_key(top.id), counts(very_good, 0, good + 10), top),
        ]
        return [shown.hidden_because for shown in disclose(audit, findings, MANAGER)]

    assert hidden(17, 3) == [Because.SMALL] * 2
    assert hidden(12, 8) == [None] * 2


VIEWS = {"neither": "exception:NEITHER", "poor": "not_met", "very_poor": "not_met", "*": "met"}


def with_views(own: Counts, views: Counts) -> list[Shown]:
    """A question's own finding, beside the share of those who had a view."""
    (asked, *_) = friends_and_family().criteria()
    criteria = (replace(asked, keeps_unknown=False), measured_from("FFT-1.1", VIEWS, "FFT-1.7"))
    findings = [
        judge(a_key(criterion.id), counted, criterion)
        for criterion, counted in zip(criteria, (own, views), strict=True)
    ]
    return disclose(an_audit(*criteria), findings, MANAGER)


def test_a_base_that_would_tell_how_many_were_left_out_is_hidden_too() -> None:
    of_twelve = with_views(counts(6, 2, 4), counts(6, 0, 4, NEITHER=2))
    of_fifteen = with_views(counts(7, 5, 3), counts(7, 0, 3, NEITHER=5))

    assert [(one.hidden_because, one.valid) for one in of_twelve] == [(Because.BASE, None)] * 2
    assert [(one.hidden_because, one.valid, one.band) for one in of_fifteen] == [
        (Because.SMALL, 15, None),
        (Because.SMALL, None, None),
    ]


def test_a_few_who_did_not_know_hide_findings_of_which_only_one_counts_them() -> None:
    few = with_views(counts(20, 5, 5, unknown=3), counts(23, 0, 5, NEITHER=5))
    enough = with_views(counts(20, 5, 5, unknown=8), counts(28, 0, 5, NEITHER=5))

    assert {one.hidden_because for one in few} == {Because.SMALL}
    assert {one.hidden_because for one in enough} == {None}


def test_few_judged_by_another_criterion_hide_nothing_beside_the_questions_own() -> None:
    top = {"very_good": "met", "good": "not_met", "*": "unknown"}
    (asked, *_) = friends_and_family().criteria()
    own = replace(asked, keeps_unknown=False)
    other = measured_from("FFT-1.1", top, "FFT-1.9", keeps_unknown=True)
    findings = [
        judge(a_key(own.id), counts(4, 6, unknown=8), own),
        judge(a_key(other.id), counts(2, 0, 2, unknown=14), other),
    ]

    shown, _ = disclose(an_audit(own, other), findings, MANAGER)

    assert (shown.hidden_because, shown.unknown) == (Because.SMALL, 8)


# Records.


@pytest.mark.parametrize("reader", Reader)
def test_what_is_counted_from_records_is_no_ones_answer_and_shown_in_full(reader: Reader) -> None:
    rounds = a_criterion("LW-R2", record=Record(numerator="On time", denominator="Rounds"))

    shown = shown_to(reader, counts(2, 0, 1), rounds)

    assert figures(shown)[:4] == (2, 0, 1, Fraction(2, 3))
    assert beside(shown) == (0, 0, {})
    assert (shown.shown, shown.rounded, shown.hidden_because) == (True, False, None)


def test_answers_filed_under_an_audience_that_is_not_asked_hide_as_any_other() -> None:
    """Who answers for another is filed under their own audience."""
    audit = friends_and_family()
    own, negative, _ = audit.criteria()
    staff = [
        judge(a_key("FFT-1.1", audience="staff"), counts(20, 3), own),
        judge(a_key("FFT-1.2", audience="staff"), counts(20, 0, 3), negative),
    ]

    assert {shown.hidden_because for shown in disclose(audit, staff, MANAGER)} == {Because.SMALL}


def test_shown_findings_keep_the_order_of_the_findings() -> None:
    audit = friends_and_family()
    own, negative, unsure = audit.criteria()
    order: list[Criterion] = [unsure, own, negative]

    findings = [judge(a_key(criterion.id), counts(20), criterion) for criterion in order]

    assert [shown.key.criterion for shown in disclose(audit, findings, PUBLIC)] == [
        criterion.id for criterion in order
    ]
