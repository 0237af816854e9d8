"""An audit is written as a person would have, and reads back as the same audit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careaudit_surveys.audits.build import audit_from_tree
from careaudit_surveys.audits.load import audit_from_yaml, load_yaml
from careaudit_surveys.audits.model import Audit, EasyWording, Record, Target
from careaudit_surveys.audits.write import WIDTH, audit_to_yaml
from careaudit_surveys.audits.yaml_tree import _ODD, tree_from_yaml
from tests.audits.released import RELEASED, released
from tests.audits.sample import SAMPLE, changed

LINES = """\
      - id: S-1.2
        text: People like the food.
        type: outcome
        target: {op: ">=", percent: 90}
        exceptions:
          - {code: TUBE, meaning: Does not eat by mouth, by: respondent}
          - {code: NEW, meaning: Under 28 days here, by: lead}
        questions:
          person: {text: "Do you like the food?", scale: food}

      - id: S-1.3
"""


def sample() -> Audit:
    """The sample, as an audit."""
    return audit_from_yaml(SAMPLE, "sample.yaml")


def with_text(audit: Audit, text: str) -> Audit:
    """The audit with its reason, and the label of an option, put in these words."""
    scale = audit.scales["how_often"]
    options = (replace(scale.options[0], label=text), *scale.options[1:])
    scales = {**audit.scales, "how_often": replace(scale, options=options)}
    return replace(audit, reason=text, scales=scales)


def read_back(audit: Audit) -> Audit:
    """What the audit's file builds, whether or not it keeps every rule."""
    written = audit_to_yaml(audit)
    tree, problems = tree_from_yaml(written, "written.yaml")
    assert tree is not None
    built = audit_from_tree(tree)
    assert [*problems, *built.problems] == []
    return built.audit


@pytest.mark.parametrize("audit_id", RELEASED)
def test_a_released_audit_reads_back_as_it_was(audit_id: str) -> None:
    audit = released(audit_id)

    assert audit_from_yaml(audit_to_yaml(audit), "written.yaml") == audit


def test_the_sample_reads_back_as_it_was() -> None:
    assert read_back(sample()) == sample()


def test_small_maps_stand_in_one_line_and_what_is_usual_is_left_out() -> None:
    assert LINES in audit_to_yaml(sample())


@pytest.mark.parametrize("audit_id", RELEASED)
def test_no_line_is_wider_than_a_screen(audit_id: str) -> None:
    lines = audit_to_yaml(released(audit_id)).splitlines()

    assert max(map(len, lines)) <= WIDTH
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "Yes",
        "~",
        "null",
        "true",
        "10",
        "9A",
        "1D",
        "1e3",
        "0x1F",
        "2026-11-23",
        "a: b",
        "a:b",
        "ends in a colon:",
        "a # b",
        "# a",
        "- a",
        "? a",
        "{a}",
        "[a]",
        "a, b",
        "*a",
        "&a",
        "!a",
        "@a",
        "%a",
        "|",
        '"quoted"',
        "'quoted'",
        "don't",
        "back\\slash",
        "two\nlines",
        "two\n\nparagraphs",
        "a\ttab",
        "two  spaces",
        "(in brackets)",
        "café ŵ ☺ 😀",
        "word " * 40 + "end",
        "word " * 40 + "two  spaces",
        "x" * 200,
    ],
)
def test_words_of_any_kind_read_back(text: str) -> None:
    audit = with_text(sample(), text)

    assert read_back(audit) == audit


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1).map(str.strip))
def test_whatever_a_file_can_say_reads_back(text: str) -> None:
    assume(text and not _ODD.search(text))
    audit = with_text(sample(), text)

    assert read_back(audit) == audit


@pytest.mark.parametrize("percent", ["0", "7", "99.5", "33.333", "0.00001", "100"])
def test_targets_read_back_exactly(percent: str) -> None:
    audit = load_yaml(changed("percent: 99.5", f"percent: {percent}"), "s.yaml").sure()

    assert read_back(audit) == audit


def test_a_target_that_no_decimal_gives_is_refused() -> None:
    audit = with_criterion(sample(), 0, target=Target(">=", Fraction(1, 3)))

    with pytest.raises(ValueError, match="100/3 per cent cannot be written as a decimal number"):
        audit_to_yaml(audit)


def with_criterion(audit: Audit, number: int, **changes: object) -> Audit:
    """The audit with one criterion changed."""
    [standard] = audit.standards
    criteria = list(standard.criteria)
    criteria[number] = replace(criteria[number], **changes)  # type: ignore[arg-type] # any field
    return replace(audit, standards=(replace(standard, criteria=tuple(criteria)),))


def test_what_is_empty_but_there_reads_back() -> None:
    question = replace(sample().criterion("S-1.1").questions["person"], easy=EasyWording())
    audit = with_criterion(sample(), 0, questions={"person": question}, record=Record())

    assert read_back(audit) == audit


FORMS = [
    ("not: tube", "is: [like, dislike]"),
    ("scale: food}", "type: number, min: 0, max: 10}"),
    ("flag: {kind: neglect, reply: look_into}", "flag: unsafe"),
    ("unit: person", "unit: visit\nreading_exempt: Published."),
    ("prompt: Read all the choices.", "reading_exempt: Published."),
    ("private: true", "look_back: 6 months"),
    ("text: {person: What is the best thing?}", "text: {}"),
    ("question: S-1.1\n          results: {hardly_ever: not_met, dont_know: unknown, \"*\": met}",
     "question: S-1.1\n          results: {}"),
    ("{question: S-1.2, not: tube}", "{question: S-1.2}"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), FORMS)
def test_every_form_of_the_file_reads_back(old: str, new: str) -> None:
    tree, _ = tree_from_yaml(changed(old, new), "sample.yaml")
    assert tree is not None
    audit = audit_from_tree(tree).audit

    assert read_back(audit) == audit
