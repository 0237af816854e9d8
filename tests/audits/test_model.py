"""What an audit answers about itself."""

from __future__ import annotations

from fractions import Fraction

import pytest

from careaudit_surveys.audits.load import audit_from_yaml
from careaudit_surveys.audits.model import (
    DECLINED,
    UNKNOWN,
    AskIf,
    Audit,
    Result,
    ResultKind,
    Target,
    asked_as,
)
from careaudit_surveys.audits.problems import Place, Problem
from tests.audits.sample import SAMPLE

MET = Result(ResultKind.MET)
NOT_MET = Result(ResultKind.NOT_MET)


@pytest.fixture(scope="module")
def sample() -> Audit:
    return audit_from_yaml(SAMPLE, "sample.yaml")


@pytest.mark.parametrize("written", ["met", "partly", "not_met", "unknown", "exception:NOHELP"])
def test_a_result_reads_as_it_is_written(written: str) -> None:
    assert str(Result.from_text(written)) == written


@pytest.mark.parametrize("written", ["", "good", "met:NOHELP", "exception", "exception:"])
def test_a_word_that_is_no_result_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"exception has a code|not a valid"):
        Result.from_text(written)


def test_a_target_is_a_share_at_least_or_at_most() -> None:
    assert Target(">=", Fraction(19, 20)).at_least
    assert not Target("<=", Fraction(1, 20)).at_least
    with pytest.raises(ValueError, match="at least"):
        Target("=", Fraction(1, 2))
    with pytest.raises(ValueError, match="between 0 and 100"):
        Target(">=", Fraction(2))


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        (AskIf("A", is_=("x", "y")), {"A": "y"}, True),
        (AskIf("A", is_=("x", "y")), {"A": "z"}, False),
        (AskIf("A", is_not=("x",)), {"A": "z"}, True),
        (AskIf("A", is_not=("x",)), {"A": "x"}, False),
        (AskIf("A", is_=("x",)), {"B": "x"}, False),
        (AskIf("A", is_=("x",)), {"A": None}, False),
        (AskIf("A", is_not=("x",)), {}, True),
        (AskIf("A", is_not=("x",)), {"A": None}, True),
    ],
)
def test_a_condition_holds_where_its_answer_was_given_or_the_other_was_not(
    condition: AskIf, answers: dict[str, object], holds: bool
) -> None:
    assert condition.holds(answers) is holds


def test_a_criterion_is_found_by_its_id(sample: Audit) -> None:
    assert sample.criterion("S-1.2").text == "People like the food."
    with pytest.raises(KeyError):
        sample.criterion("S-9.9")


def test_advocates_are_asked_where_relatives_are(sample: Audit) -> None:
    assert sample.asks("person")
    assert sample.asks("advocate")
    assert not sample.asks("staff")
    assert asked_as("advocate") == "relative"
    assert asked_as("person") == "person"


def test_a_question_offers_the_options_of_its_profile(sample: Audit) -> None:
    asked = sample.criterion("S-1.1").questions

    assert [option.label for option in sample.options_of(asked["person"], "easy")] == [
        "All of the time",
        "Hardly ever",
        "I don't know",
        "Leave it",
    ]
    assert sample.options_of(asked["person"]) == sample.scales["how_often"].options
    assert sample.options_of(asked["relative"], "easy") == sample.scales["how_often"].options


def test_an_answer_counts_for_its_criterion_and_those_measured_from_it(sample: Audit) -> None:
    hardly_ever = list(sample.results_of("S-1.1", "hardly_ever", NOT_MET))
    always = list(sample.results_of("S-1.1", "always", MET))
    unsure = list(sample.results_of("S-1.1", "dont_know", UNKNOWN))

    assert hardly_ever == [("S-1.1", NOT_MET), ("S-1.5", NOT_MET)]
    assert always == [("S-1.1", MET), ("S-1.5", MET)]
    assert unsure == [("S-1.1", UNKNOWN), ("S-1.5", UNKNOWN)]


def test_what_was_declined_stays_declined_wherever_it_counts(sample: Audit) -> None:
    assert list(sample.results_of("S-1.1", None, DECLINED)) == [
        ("S-1.1", DECLINED),
        ("S-1.5", DECLINED),
    ]


def test_a_comment_counts_nowhere(sample: Audit) -> None:
    assert list(sample.results_of("S-C1", "The garden", MET)) == []


def test_a_problem_names_its_line_or_its_sheet_row_and_column() -> None:
    in_file = Problem("KIND", Place("a.yaml", 4), "'core' is true or false")
    in_cell = Problem("KIND", Place("a.xlsx", 7, "Criteria", "core"), "is true or false")

    assert str(in_file) == "a.yaml:4: KIND 'core' is true or false"
    assert str(in_cell) == "a.xlsx:Criteria!7: KIND column 'core': is true or false"
