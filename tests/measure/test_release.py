"""Lines, totals and roll-ups of a cycle."""

from __future__ import annotations

from fractions import Fraction

import pytest

from careaudit_surveys.audits.model import Audit, Record
from careaudit_surveys.measure import (
    Band,
    Counts,
    Key,
    Reader,
    Release,
    RollUp,
    Status,
    judge_all,
    release,
)
from tests.build import a_criterion, an_audit
from tests.measure.build import a_key, at_least, at_most, counts, friends_and_family, measured_from

FEELS = a_criterion("T-1.1", target=at_least(80))
KNOWS = a_criterion("T-1.2", target=at_least(80))
AUDIT = an_audit(FEELS, KNOWS)


def released(
    reader: Reader,
    found: dict[Key, Counts],
    audit: Audit = AUDIT,
    *,
    total_alone: bool = False,
) -> Release:
    return release(audit, judge_all(audit, found), reader, total_alone=total_alone)


def houses(**counted: Counts) -> dict[Key, Counts]:
    """Counts of the first criterion, by the house's letter."""
    return {a_key(service=f"House {letter}"): those for letter, those in counted.items()}


def roll_up(found: Release, service: str | None = "House A") -> RollUp:
    (one,) = (rolled for rolled in found.roll_ups if rolled.service == service)
    return one


# Totals.


@pytest.mark.parametrize("reader", Reader)
def test_a_total_is_shown_where_no_line_is_hidden(reader: Reader) -> None:
    found = released(reader, houses(A=counts(40, 10), B=counts(50, 0, 5)))

    (total,) = found.totals
    assert total.key == a_key(service=None)
    assert total.valid == 105
    assert len(found.lines) == 2


@pytest.mark.parametrize("hidden", [counts(20, 3), counts(9), counts(0, 12)])
@pytest.mark.parametrize("reader", [Reader.MANAGER, Reader.PUBLIC])
def test_no_total_where_a_line_is_hidden(reader: Reader, hidden: Counts) -> None:
    found = released(reader, houses(A=counts(40, 10), B=hidden, C=counts(50)))

    assert found.totals == ()
    assert len(found.lines) == 3


def test_the_lead_sees_every_total() -> None:
    (total,) = released(Reader.LEAD, houses(A=counts(20, 3), B=counts(1))).totals

    assert (total.met, total.partly, total.valid) == (21, 3, 24)


def test_a_total_hides_what_stands_beside_it_if_any_of_its_lines_does() -> None:
    (total,) = released(
        Reader.MANAGER, houses(A=counts(20, unknown=3), B=counts(20, unknown=9))
    ).totals

    assert (total.met, total.unknown, total.declined, total.exceptions) == (40, None, None, None)


def test_a_service_without_a_result_hides_no_total() -> None:
    (total,) = released(Reader.MANAGER, houses(A=counts(20), B=counts(unknown=9))).totals

    assert (total.met, total.unknown) == (20, 9)


def test_one_service_is_no_total_and_audiences_and_cycles_have_their_own() -> None:
    keys = [
        a_key(service=service, audience=audience, cycle=cycle)
        for service, audience, cycle in (
            ("A", "person", "2026"),
            ("B", "person", "2026"),
            ("A", "relative", "2026"),
            ("A", "person", "2027"),
        )
    ]

    found = released(Reader.MANAGER, dict.fromkeys(keys, counts(20)))

    assert [total.key for total in found.totals] == [a_key(service=None, cycle="2026")]


def test_the_other_choice_is_the_total_alone_judged_as_one_finding() -> None:
    found = released(Reader.MANAGER, houses(A=counts(20, 3), B=counts(9, 2)), total_alone=True)

    (total,) = found.totals
    assert (total.met, total.partly, total.valid, total.status) == (29, 5, 34, Status.MET)
    assert found.lines == ()
    assert [rolled.service for rolled in found.roll_ups] == [None]


def test_a_service_by_itself_has_a_total_if_totals_are_all_there_is() -> None:
    found = released(Reader.MANAGER, houses(A=counts(20)), total_alone=True)

    assert [total.key.service for total in found.totals] == [None]


def test_a_total_alone_may_be_hidden_itself() -> None:
    found = released(Reader.PUBLIC, houses(A=counts(20, 1), B=counts(9, 2)), total_alone=True)

    (total,) = found.totals
    assert (total.met, total.band) == (None, Band.HALF_OR_MORE)


def test_the_lead_sees_the_lines_whatever_the_choice() -> None:
    found = released(Reader.LEAD, houses(A=counts(20), B=counts(9)), total_alone=True)

    assert len(found.lines) == 2
    assert len(found.totals) == 1


# Roll-ups.


def test_a_standard_says_how_many_criteria_meet_their_target_and_the_ratio_of_sums() -> None:
    found = released(
        Reader.LEAD, {a_key("T-1.1"): counts(9, 1), a_key("T-1.2"): counts(30, 10, 20)}
    )

    assert roll_up(found) == RollUp(
        name="T-S1",
        service="House A",
        audience="person",
        cycle=None,
        criteria=2,
        meeting=1,
        left_out=0,
        met=39,
        valid=70,
        share=Fraction(39, 70),
    )


def test_what_is_hidden_is_left_out_of_a_roll_up_and_counted_so() -> None:
    found = released(Reader.MANAGER, {a_key("T-1.1"): counts(20), a_key("T-1.2"): counts(20, 3, 9)})

    rolled = roll_up(found)
    assert (rolled.criteria, rolled.meeting, rolled.left_out) == (1, 1, 1)
    assert (rolled.met, rolled.valid, rolled.share) == (20, 20, Fraction(1))


def test_a_criterion_without_a_result_is_neither_judged_nor_left_out() -> None:
    found = released(Reader.MANAGER, {a_key("T-1.1"): counts(unknown=9), a_key("T-1.2"): counts(4)})

    rolled = roll_up(found)
    assert (rolled.criteria, rolled.meeting, rolled.left_out) == (0, 0, 1)
    assert (rolled.met, rolled.valid, rolled.share) == (None, None, None)


def test_the_public_sees_statuses_rolled_up_and_sums_only_of_figures() -> None:
    found = released(Reader.PUBLIC, {a_key("T-1.1"): counts(20), a_key("T-1.2"): counts(63, 12, 7)})

    rolled = roll_up(found)
    assert (rolled.criteria, rolled.meeting, rolled.left_out) == (2, 1, 0)
    assert (rolled.met, rolled.valid, rolled.share) == (65, 80, Fraction(77, 100))


def test_without_figures_there_is_nothing_to_sum() -> None:
    rolled = roll_up(released(Reader.PUBLIC, {a_key("T-1.1"): counts(20)}))

    assert (rolled.criteria, rolled.meeting, rolled.share) == (1, 1, None)


def test_a_withheld_total_is_left_out_of_the_totals_roll_up() -> None:
    found = released(
        Reader.MANAGER,
        {
            **houses(A=counts(20), B=counts(20, 3)),
            a_key("T-1.2", "House A"): counts(20),
            a_key("T-1.2", "House B"): counts(30),
        },
    )

    rolled = roll_up(found, service=None)
    assert (rolled.criteria, rolled.left_out, rolled.met, rolled.valid) == (1, 1, 50, 50)


def test_answers_are_summed_once_and_records_never() -> None:
    friends = friends_and_family()
    found = released(
        Reader.LEAD,
        {
            a_key("FFT-1.1"): counts(70, 10, 15, unknown=5),
            a_key("FFT-1.2"): counts(80, 0, 15, unknown=5),
            a_key("FFT-1.5"): counts(95, 0, 5),
        },
        friends,
    )
    records = an_audit(a_criterion("R-1", record=Record(numerator="On time", denominator="All")))

    rolled, of_records = (
        roll_up(found),
        roll_up(released(Reader.LEAD, {a_key("R-1"): counts(95, 0, 5)}, records)),
    )

    assert (rolled.criteria, rolled.meeting, rolled.met, rolled.valid) == (3, 1, 70, 100)
    assert (of_records.criteria, of_records.meeting, of_records.share) == (1, 1, None)


def test_other_views_can_be_rolled_up_in_place_of_standards() -> None:
    keys = {a_key("T-1.1"): counts(20), a_key("T-1.2"): counts(30)}
    views = {"Caring": {"T-1.2"}, "Safe": {"T-1.1", "T-1.2"}, "Well-led": {"T-9"}}

    found = release(AUDIT, judge_all(AUDIT, keys), Reader.MANAGER, views=views)

    assert [(rolled.name, rolled.met) for rolled in found.roll_ups] == [
        ("Caring", 30),
        ("Safe", 50),
    ]


def test_single_respondents_are_in_no_total_and_no_roll_up() -> None:
    key = Key("Board", "leader", None, "*", "r1")
    other = key._replace(service="Other Board")

    found = released(Reader.LEAD, {key: counts(12, 4, 2), other: counts(3)})

    assert len(found.lines) == 2
    assert (found.totals, found.roll_ups) == ((), ())


def test_a_managers_base_holds_for_lines_and_totals() -> None:
    keys = houses(A=counts(6), B=counts(7))

    found = release(AUDIT, judge_all(AUDIT, keys), Reader.MANAGER, manager_base=5)

    assert [line.met for line in (*found.lines, *found.totals)] == [6, 7, 13]


def test_the_total_of_a_family_is_shown_only_with_all_of_its_lines() -> None:
    audit = an_audit(FEELS, measured_from("T-1.1", {"*": "met"}, "T-1.2", target=at_most(5)))
    counted = {
        **houses(A=counts(20), B=counts(20, 3)),
        a_key("T-1.2", "House A"): counts(20),
        a_key("T-1.2", "House B"): counts(23),
    }

    assert released(Reader.MANAGER, counted, audit).totals == ()
