"""A file of any kind comes to an audit or to problems, and to nothing else."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careaudit_surveys.audits.load import ENDINGS, audit_from_yaml, load, load_yaml
from careaudit_surveys.audits.problems import AuditInvalid
from careaudit_surveys.audits.workbook import csv_from_audit, workbook_from_audit
from tests.audits.released import RELEASED, path_of, released
from tests.audits.sample import SAMPLE, changed


def test_a_good_file_gives_its_audit() -> None:
    assert audit_from_yaml(SAMPLE, "sample.yaml").title == "A sample"
    assert audit_from_yaml(SAMPLE.encode(), "sample.yaml").title == "A sample"


def test_a_bad_file_raises_with_every_error_in_one_text() -> None:
    text = changed("core: true", "coer: true", changed("licence: MIT", "licence: ''"))

    with pytest.raises(AuditInvalid) as raised:
        audit_from_yaml(text, "sample.yaml")

    assert [problem.code for problem in raised.value.problems] == ["TEXT-EMPTY", "KEY-UNKNOWN"]
    assert str(raised.value).splitlines() == [
        "sample.yaml:10: TEXT-EMPTY 'licence' is empty: say it in words",
        "sample.yaml:45: KEY-UNKNOWN 'coer' is no key of a criterion; did you mean 'core'?",
    ]


def test_warnings_do_not_stand_in_the_way() -> None:
    text = changed("percent: 99.5", "percent: 0")

    loaded = load_yaml(text, "sample.yaml")

    assert loaded.audit is not None
    assert loaded.errors == ()
    assert [str(problem) for problem in loaded.problems] == [
        "sample.yaml:44: TARGET-EASY warning: every result meets this target: "
        "set one that can be missed"
    ]


@pytest.mark.parametrize("ending", [".yaml", ".yml", ".YAML"])
def test_yaml_is_known_by_its_ending(ending: str) -> None:
    assert load(SAMPLE.encode(), f"sample{ending}").audit is not None


@pytest.mark.parametrize("audit_id", RELEASED)
def test_an_audit_is_read_from_a_workbook_as_from_yaml(audit_id: str) -> None:
    audit = released(audit_id)

    assert load(workbook_from_audit(audit), "audit.xlsx").sure() == audit


def test_a_csv_says_what_it_was_taken_to_say() -> None:
    content, _ = csv_from_audit(released("living-well"))

    loaded = load(content, "living-well.csv", saved=date(2026, 11, 24))

    assert loaded.assumed != ()
    assert loaded.sure().reviewed == date(2026, 11, 24)


def test_a_file_of_another_kind_is_told_the_endings_there_are() -> None:
    loaded = load(b"", "audit.docx")

    assert loaded.audit is None
    assert [problem.code for problem in loaded.problems] == ["FILE-KIND"]
    assert all(ending in loaded.problems[0].message for ending in ENDINGS)


# Whatever is in a file: problems or an audit, and no traceback.

_TEXTS = [SAMPLE, SAMPLE, SAMPLE, *(path_of(audit_id).read_text("utf-8") for audit_id in RELEASED)]
_SPLINTERS = st.sampled_from(
    [
        *("", " ", "\n", "\t", ":", "- ", "{", "}", "[", "]", "'", '"', "#", "---\n"),
        *("&a", "*a", "!!x", "~", "true", "0", "-1", "1e999", ".nan", "9" * 30, "2026-02-30"),
        *("\0", "\u2028", "😀", "{anchor", "person", "met", "exception:"),
        *("not: ", "is: ", "options: []"),
    ]
)


@st.composite
def _spoilt(draw: st.DrawFn) -> str:
    """A real audit with a few stretches cut out, doubled, or put in place of others."""
    text = draw(st.sampled_from(_TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 60))
        put = draw(_SPLINTERS | st.just(text[start:end] * 2))
        text = text[:start] + put + text[end:]
    return text


@given(_spoilt())
@example(SAMPLE[: len(SAMPLE) // 2])
def test_a_spoilt_audit_gives_problems_or_an_audit(text: str) -> None:
    loaded = load_yaml(text, "spoilt.yaml", date(2026, 11, 24))

    assert (loaded.audit is None) == bool(loaded.errors)
    assert all(str(problem).startswith("spoilt.yaml:") for problem in loaded.problems)
    assert all("\n" not in str(problem) for problem in loaded.problems)


@st.composite
def _moved_about(draw: st.DrawFn) -> str:
    """A real audit whose lines were shuffled or dropped."""
    lines = draw(st.sampled_from(_TEXTS)).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 5))):
        moved = lines.pop(draw(st.integers(0, len(lines) - 1)))
        if draw(st.booleans()):
            lines.insert(draw(st.integers(0, len(lines))), moved)
    return "".join(lines)


@given(_moved_about())
def test_lines_moved_about_give_problems_or_an_audit(text: str) -> None:
    loaded = load_yaml(text, "spoilt.yaml")

    assert (loaded.audit is None) == bool(loaded.errors)


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: st.lists(inside) | st.dictionaries(_SPLINTERS, inside),
)
_REPLACED = [
    "MIT",
    "[person, relative, leader]",
    "2026-11-23",
    '{cqc_regulation: ["10"]}',
    "{text: Do you like the food?, scale: food}",
    "{question: S-1.2, not: tube}",
    "{kind: neglect, reply: look_into}",
    "exception:TUBE",
    "{code: NEW, meaning: Under 28 days here, by: lead}",
    "[name, link]",
    '{hardly_ever: not_met, dont_know: unknown, "*": met}',
    "{numerator: Plans in date, denominator: Plans}",
    "99.5",
]


@given(st.sampled_from(_REPLACED), _ANYTHING)
def test_values_of_any_kind_in_any_place_give_problems_or_an_audit(old: str, value: object) -> None:
    loaded = load_yaml(changed(old, json.dumps(value)), "spoilt.yaml")

    assert (loaded.audit is None) == bool(loaded.errors)
