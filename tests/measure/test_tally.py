"""Answers become counts."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from types import ModuleType

import pytest

from careaudit_surveys import measure
from careaudit_surveys.audits.model import DECLINED, Result
from careaudit_surveys.measure import Counts, from_records, tally
from tests.build import a_criterion, an_audit
from tests.measure.build import a_key, at_most, counts, friends_and_family, measured_from


def test_counts_are_added_exceptions_by_code() -> None:
    assert counts(1, 2, 3, 4, 5, A=1) + counts(1, 1, 1, 1, 1, B=2, A=1) == counts(
        2, 3, 4, 5, 6, A=2, B=2
    )


def test_what_is_left_is_the_whole_without_the_part() -> None:
    assert counts(5, 2, 7, X=3) - counts(2, 2, 3, X=3) == counts(3, 0, 4)
    assert counts(5, X=3, Y=2) - counts(2, Y=1) == counts(3, X=3, Y=1)


@pytest.mark.parametrize("part", [counts(2), counts(1, declined=1), counts(1, X=1)])
def test_a_part_cannot_hold_more_than_the_whole(part: Counts) -> None:
    with pytest.raises(ValueError, match="more answers than the whole"):
        counts(1) - part


def test_dont_know_is_in_the_base_only_where_the_criterion_keeps_it() -> None:
    answers = counts(1, 2, 3, unknown=4, declined=5, X=6)

    assert answers.valid(a_criterion()) == 6
    assert answers.valid(a_criterion(keeps_unknown=True)) == 10
    assert (answers.asked, answers.excepted, answers.aside) == (21, 6, (4, 5, 6))


def test_results_are_counted_by_service_audience_cycle_and_criterion() -> None:
    words = ["met", "met", "partly", "not_met", "unknown", "declined", "exception:NEW"]
    one, other = a_key(audience="person"), a_key(audience="relative")

    counted = tally([(one, Result.from_text(word), 1) for word in words] + [(other, DECLINED, 7)])

    assert counted == {one: counts(2, 1, 1, 1, 1, NEW=1), other: counts(declined=7)}
    assert counted[one].number(Result.from_text("exception:NEW")) == 1
    assert counted[one].number(Result.from_text("exception:OLD")) == 0
    assert counted[one].number(Result.from_text("met")) == 2


@pytest.mark.parametrize(
    ("value", "result", "amounts_to"),
    [
        ("very_good", "met", {"FFT-1.1": "met", "FFT-1.2": "met", "FFT-1.5": "met"}),
        ("neither", "partly", {"FFT-1.1": "partly", "FFT-1.2": "met", "FFT-1.5": "met"}),
        ("very_poor", "not_met", {"FFT-1.1": "not_met", "FFT-1.2": "not_met", "FFT-1.5": "met"}),
        (
            "dont_know",
            "unknown",
            {"FFT-1.1": "unknown", "FFT-1.2": "unknown", "FFT-1.5": "not_met"},
        ),
        (
            "rather_not_say",
            "declined",
            dict.fromkeys(["FFT-1.1", "FFT-1.2", "FFT-1.5"], "declined"),
        ),
        (None, "declined", dict.fromkeys(["FFT-1.1", "FFT-1.2", "FFT-1.5"], "declined")),
    ],
)
def test_one_answer_counts_for_every_criterion_measured_from_it(
    value: str | None, result: str, amounts_to: dict[str, str]
) -> None:
    found = friends_and_family().results_of("FFT-1.1", value, Result.from_text(result))

    assert {criterion: str(read) for criterion, read in found} == amounts_to


def test_forty_thirty_ten_eight_seven_and_five_who_did_not_know() -> None:
    audit = friends_and_family()
    given = {"very_good": 40, "good": 30, "neither": 10, "poor": 8, "very_poor": 7, "dont_know": 5}
    scale = {
        option.value: option for option in audit.criterion("FFT-1.1").questions["person"].options
    }

    counted = tally(
        (a_key(criterion), result, times)
        for value, times in given.items()
        for criterion, result in audit.results_of("FFT-1.1", value, scale[value].result)
    )

    assert counted == {
        a_key("FFT-1.1"): counts(70, 10, 15, unknown=5),
        a_key("FFT-1.2"): counts(80, 0, 15, unknown=5),
        a_key("FFT-1.5"): counts(95, 0, 5),
    }


def test_an_answer_to_any_other_question_counts_for_itself_alone() -> None:
    found = friends_and_family().results_of("FFT-1.2", "poor", DECLINED)

    assert list(found) == [("FFT-1.2", DECLINED)]


def test_an_answer_that_a_criterions_own_map_leaves_out_is_not_counted_there() -> None:
    (own, *_) = friends_and_family().criteria()
    audit = an_audit(own, measured_from("FFT-1.1", {"good": "met"}, "FFT-1.8"))

    assert len(list(audit.results_of("FFT-1.1", "good", Result.from_text("met")))) == 2
    assert len(list(audit.results_of("FFT-1.1", "poor", Result.from_text("not_met")))) == 1


def test_records_count_what_was_met_or_what_fell_short() -> None:
    assert from_records(18, 20, a_criterion()) == counts(18, 0, 2)
    assert from_records(2, 120, a_criterion(target=at_most(0))) == counts(118, 0, 2)
    assert from_records(0, 0, a_criterion()) == counts()
    assert from_records(20, 20, a_criterion()) == counts(20)


@pytest.mark.parametrize("numerator", [-1, 21])
def test_records_that_are_no_share_are_refused(numerator: int) -> None:
    with pytest.raises(ValueError, match="check the records"):
        from_records(numerator, 20, a_criterion())


def test_one_answer_is_one_unless_told_otherwise() -> None:
    assert Counts.of(DECLINED) == counts(declined=1)


MODULES = [
    importlib.import_module(f"{measure.__name__}.{found.name}")
    for found in pkgutil.iter_modules(measure.__path__)
]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0
