"""A file's keys and values become an audit, and each that cannot is told at its line."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from careaudit_surveys.audits.build import audit_from_tree
from careaudit_surveys.audits.load import audit_from_yaml, load_yaml
from careaudit_surveys.audits.model import (
    AnswerType,
    AskIf,
    Audit,
    Criterion,
    CriterionType,
    ExceptionCode,
    Flag,
    MeasuredFrom,
    Record,
    Result,
    ResultKind,
    Target,
    Unit,
)
from careaudit_surveys.audits.problems import Place
from careaudit_surveys.audits.tree import Node
from tests.audits.sample import SAMPLE, Case, assert_is_told, case, changed, named

CASES = [
    case("KEY-UNKNOWN", "attribution: CareAudit authors.", "atribution: CareAudit authors.",
         also=("KEY-MISSING",)),
    case("KEY-UNKNOWN", "core: true", "coer: true"),
    case("KEY-UNKNOWN", "scale: food}", "what do you think?: null}"),
    case("KEY-MISSING", "        text: People like the food.\n", "", at="- id: S-1.2"),
    case("KEY-MISSING", ", result: exception:TUBE}", "}", at="{value: tube"),
    case("KEY-MISSING", "licence: MIT", "licence: null", at="format: 1"),
    case("KEY-MISSING", "id: S-C1, text: {person: What is the best thing?}", "id: S-C1"),
    case("KIND", "title: A sample", "title: 2026"),
    case("KIND", "title: A sample", "title: true"),
    case("KIND", "title: A sample", "title: [A, sample]"),
    case("KIND", 'key: "3", label: I don\'t eat', "key: 3, label: I don't eat"),
    case("KIND", "core: true", "core: yes"),
    case("KIND", "version: 1", "version: one"),
    case("KIND", "version: 1", "version: true"),
    case("KIND", "percent: 99.5", "percent: 99.5%"),
    case("KIND", "percent: 99.5", "percent: true"),
    case("KIND", "audiences: [person, relative, leader]", "audiences: person"),
    case("KIND", "mappings: {cqc_regulation: [\"10\"]}", "mappings: [cqc_regulation]"),
    case("KIND", "record: {value: Carers a person had in 28 days}", "record: Carers"),
    case("KIND", "ask_if: {question: S-1.2, not: tube}", "ask_if: S-1.2"),
    case("FORM", "id: sample", "id: A Sample"),
    case("FORM", "id: S-C1", "id: S C1"),
    case("FORM", "value: unsure", "value: not sure"),
    case("FORM", 'key: "3", label: I don\'t eat', 'key: "(3)", label: I don\'t eat'),
    case("FORM", "code: NEW", "code: new"),
    case("FORM", "result: exception:TUBE", "result: exception:tube"),
    case("TEXT-EMPTY", "title: A sample", 'title: " "'),
    case("TEXT-EMPTY", "licence: MIT", "licence: ''"),
    case("LIST-EMPTY", "audiences: [person, relative, leader]", "audiences: []"),
    case("LIST-EMPTY", "not: tube", "not: []"),
    case("WORD-UNKNOWN", "audiences: [person,", "audiences: [persn,"),
    case("WORD-UNKNOWN", "denominator: all", "denominator: everyone"),
    case("WORD-UNKNOWN", "type: structure", "type: [structure]"),
    case("WORD-UNKNOWN", "label: Sometimes, result: partly", "label: Sometimes, result: partley"),
    case("WORD-UNKNOWN", "kind: neglect", "kind: forgetting"),
    case("WORD-UNKNOWN", "reply: look_into", "reply: later"),
    case("WORD-UNKNOWN", 'op: "<="', 'op: "<"'),
    case("WORD-UNKNOWN", "by: lead", "by: anyone"),
    case("WORD-UNKNOWN", "evidence: [name, link]", "evidence: [name, photo]"),
    case("WORD-UNKNOWN", "relative: {text: Do staff", "advocate: {text: Do staff"),
    case("NUMBER-RANGE", "version: 1", "version: 0"),
    case("DATE", "review_by: 2027-11-23", "review_by: 23 November 2027"),
    case("DATE", "review_by: 2027-11-23", "review_by: 2027-02-30"),
    case("DATE", "review_by: 2027-11-23", "review_by: 20271123"),
    case("FORMAT", "format: 1", "format: 2"),
    case("FORMAT", "format: 1", 'format: "1"'),
    case("TARGET-RANGE", "percent: 99.5", "percent: 101"),
    case("TARGET-RANGE", "percent: 99.5", "percent: -1"),
    case("TARGET-RANGE", "percent: 99.5", "percent: .nan"),
    case("MIN-BASE", "min_base: 5", "min_base: 4"),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=named)
def test_what_cannot_be_read_is_told_at_its_line(one: Case) -> None:
    assert_is_told(one)


def test_all_problems_are_told_at_once_each_with_its_line() -> None:
    text = changed("licence: MIT", "licence: ''")
    text = changed("core: true", "coer: true", text)
    text = changed("type: structure", "type: building", text)
    text = changed("text: Do you like the food?", "text: Don't you like the food?", text)

    problems = load_yaml(text, "sample.yaml").problems

    assert [str(problem).split(" ")[:2] for problem in problems] == [
        ["sample.yaml:10:", "TEXT-EMPTY"],
        ["sample.yaml:45:", "KEY-UNKNOWN"],
        ["sample.yaml:70:", "NEGATIVE"],
        ["sample.yaml:84:", "WORD-UNKNOWN"],
    ]


def test_what_follows_from_a_mistake_in_reading_is_not_told_besides() -> None:
    text = changed("scales:\n", "scale:\n")

    problems = load_yaml(text, "sample.yaml").problems

    assert [problem.code for problem in problems] == ["KEY-UNKNOWN"]


def test_the_nearest_known_key_is_suggested() -> None:
    [problem] = load_yaml(changed("core: true", "coer: true"), "sample.yaml").problems

    assert problem.message == "'coer' is no key of a criterion; did you mean 'core'?"


def test_an_audit_that_is_no_map_misses_nothing_more() -> None:
    problems = load_yaml("just words", "sample.yaml").problems

    assert [problem.code for problem in problems] == ["KIND"]
    assert problems[0].message.startswith("an audit is an audit, with keys: format, id")


@pytest.fixture(scope="module")
def sample() -> Audit:
    return audit_from_yaml(SAMPLE, "sample.yaml")


def test_the_audit_is_as_its_file_says(sample: Audit) -> None:
    assert sample.ref == "sample@1"
    assert sample.audiences == ("person", "relative", "leader")
    assert (sample.reviewed, sample.review_by) == (date(2026, 11, 23), date(2027, 11, 23))
    assert sample.unit is Unit.PERSON
    assert sample.opening == {"person": "Hello from {service}. Shall we start?"}
    assert sample.comments[0].text == {"person": "What is the best thing?"}
    assert [scale.id for scale in sample.scales.values()] == ["how_often", "food"]
    assert sample.scales["how_often"].symbols == "circles"
    assert [criterion.id for criterion in sample.criteria()][-2:] == ["S-R1", "S-R2"]


def test_an_option_has_its_result_short_label_and_flag(sample: Audit) -> None:
    like, dislike, tube, *_, skip = sample.scales["food"].options

    assert like.result == Result(ResultKind.MET)
    assert dislike.flag == Flag("neglect", "look_into")
    assert tube.result == Result(ResultKind.EXCEPTION, "TUBE")
    assert (skip.label, skip.short) == ("I'd rather not say", "Skip")


def test_a_flag_can_be_a_word() -> None:
    text = changed(
        "result: not_met}\n      - {value: dont",
        "result: not_met, flag: unsafe}\n      - {value: dont",
    )

    audit = audit_from_yaml(text, "sample.yaml")

    assert audit.scales["how_often"].options[2].flag == Flag("unsafe")


def test_a_question_has_its_wordings(sample: Audit) -> None:
    question = sample.criterion("S-1.1").questions["person"]

    assert question.easier == "Do they knock?"
    assert question.prompt == "Read all the choices."
    assert question.easy is not None
    assert question.easy.text == "Do staff knock?"
    assert [option.key for option in question.easy.options] == ["1", "2", "8", "0"]
    assert sample.criterion("S-1.4").questions["leader"].evidence == ("name", "link")


def test_a_condition_takes_one_value_or_several(sample: Audit) -> None:
    text = changed("not: tube", "is: [like, dislike]")

    several = audit_from_yaml(text, "sample.yaml").criterion("S-1.3").questions["person"].ask_if

    assert sample.criterion("S-1.3").questions["person"].ask_if == AskIf("S-1.2", is_not=("tube",))
    assert several == AskIf("S-1.2", is_=("like", "dislike"))


def test_a_target_is_an_exact_fraction(sample: Audit) -> None:
    assert sample.criterion("S-1.1").target == Target(">=", Fraction(199, 200))
    assert sample.criterion("S-1.5").target == Target("<=", Fraction(1, 20))
    assert sample.criterion("S-R2").target is None


def test_what_is_left_out_is_as_usual(sample: Audit) -> None:
    criterion = sample.criterion("S-1.2")

    assert not criterion.keeps_unknown
    assert not criterion.zero_tolerance
    assert not criterion.core
    assert not criterion.private
    assert criterion.min_base == 10
    assert criterion.mappings == {}
    assert sample.criterion("S-1.1").exceptions == ()


def test_what_is_said_is_kept(sample: Audit) -> None:
    knock, food, drink, _, few, plans, carers = sample.criteria()

    assert knock.type is CriterionType.EXPERIENCE
    assert knock.core
    assert knock.definitions == "A doorbell counts."
    assert knock.mappings == {"cqc_regulation": ("10",)}
    assert food.exceptions[1] == ExceptionCode(code="NEW", meaning="Under 28 days here", by="lead")
    assert drink.zero_tolerance
    assert drink.private
    assert few.keeps_unknown
    assert plans.min_base == 5
    assert plans.record == Record(numerator="Plans in date", denominator="Plans")
    assert carers.record == Record(value="Carers a person had in 28 days")


def test_a_measure_from_another_question_maps_its_values(sample: Audit) -> None:
    measured = sample.criterion("S-1.5").measured_from

    assert measured == MeasuredFrom(
        "S-1.1",
        {
            "hardly_ever": Result(ResultKind.NOT_MET),
            "dont_know": Result(ResultKind.UNKNOWN),
            "*": Result(ResultKind.MET),
        },
    )


def test_a_number_has_its_range() -> None:
    text = changed("scale: food}", "type: number, min: 0, max: 10}")
    text = changed("            ask_if: {question: S-1.2, not: tube}\n", "", text)

    loaded = load_yaml(text, "sample.yaml")

    assert {problem.code for problem in loaded.problems} == {
        "NOT-JUDGED", "SCALE-UNUSED", "EXCEPTION-UNUSED",
    }  # fmt: skip
    question = loaded.sure().criterion("S-1.2").questions["person"]
    assert (question.type, question.minimum, question.maximum) == (AnswerType.NUMBER, 0, 10)


def test_an_audit_may_have_no_scales() -> None:
    tree = Node({"id": Node("x", Place("f"))}, Place("f"))

    built = audit_from_tree(tree)

    assert built.audit.scales == {}
    assert Criterion(id="A", text="", type=CriterionType.OUTCOME).questions == {}


def test_a_list_of_several_codes_or_one_code_is_a_mapping() -> None:
    text = changed('cqc_regulation: ["10"]', "nice: QS50.2, ascof: [1D, 3A]")

    audit = audit_from_yaml(text, "sample.yaml")

    assert audit.criterion("S-1.1").mappings == {"nice": ("QS50.2",), "ascof": ("1D", "3A")}
