"""A CSV: the sheet Criteria alone, with sentences about the rest."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from careaudit_surveys.audits.load import Loaded, load
from careaudit_surveys.audits.model import Audit, Unit
from careaudit_surveys.audits.workbook import csv_from_audit
from careaudit_surveys.audits.workbook.csv_file import csv_text
from tests.audits.released import RELEASED, released
from tests.audits.workbooks import small

SAVED = date(2028, 2, 29)

OPTIONS = "Safe = met,Partly = partly,Not safe = not met! unsafe,I don't know = unknown"
TABLE = f"""\
standard,standard text,criterion,criterion text,type,target,audience,question\
,option 1,option 2,option 3,option 4,option 5
S1,People are safe,S1.1,People feel safe.,experience,95%,person,How safe do you feel?\
,{OPTIONS},I'd rather not say = declined
,,S1.1,,,,relative,How safe is your relative?\
,{OPTIONS},I'd rather not say = declined
"""


def read(content: str | bytes, name: str = "our-audit.csv") -> Loaded:
    """A CSV read, built and checked."""
    raw = content.encode() if isinstance(content, str) else content
    return load(raw, name, saved=SAVED)


def told(content: str | bytes) -> list[str]:
    """Every problem with a CSV, as people are told it."""
    return [str(problem) for problem in read(content).problems]


def test_a_table_is_an_audit_with_the_rest_taken_as_given() -> None:
    found = read(TABLE)

    assert found.problems == ()
    assert found.audit
    assert found.audit.id == "our-audit"
    assert found.audit.title == "Our audit"
    assert found.audit.audiences == ("person", "relative")
    assert found.audit.reviewed == SAVED
    assert found.audit.review_by == date(2029, 2, 28)
    assert found.audit.unit is Unit.PERSON
    assert [criterion.id for criterion in found.audit.criteria()] == ["S1.1"]


def test_what_was_taken_as_given_is_said_in_sentences() -> None:
    assert read(TABLE).assumed == (
        "The id 'our-audit' and the title 'Our audit' were made from the file's name.",
        "The version was taken as 1 and the unit as person.",
        "The audiences were taken from the rows: person, relative.",
        "The review was taken to be of 2028-02-29, the day the file was saved, and the next by "
        "2029-02-28.",
        "The topic, reason, licence and attribution are not in a CSV: each says 'Not stated'.",
        "There are no scales, comments, opening or closing words in a CSV.",
    )


@pytest.mark.parametrize(
    ("name", "audit_id"),
    [
        ("/some/folder/Care Plan (2).csv", "care-plan-2"),
        ("C:\\Documents\\Care.Plan.CSV", "care-plan"),
        ("ÜÜ.csv", "audit"),
    ],
)
def test_the_id_is_made_from_the_name_of_the_file(name: str, audit_id: str) -> None:
    audit = read(TABLE, name).audit

    assert audit is not None
    assert audit.id == audit_id


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace("\n", "\n\n,,,\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace(",", " , ").encode(),
        TABLE.rstrip().encode(),
    ],
)
def test_a_table_is_read_whichever_program_saved_it(content: bytes) -> None:
    found = read(content)

    assert found.problems == ()
    assert found.audit == read(TABLE).audit


def as_asked(audit: Audit) -> list[object]:
    """Each criterion, and what each audience is asked, whether or not by way of a scale."""
    return [
        (
            replace(criterion, questions={}),
            [
                (
                    audience,
                    replace(question, scale=None, options=(), easy=None),
                    question.easy and replace(question.easy, scale=None, options=()),
                    audit.options_of(question),
                    audit.options_of(question, "easy"),
                )
                for audience, question in criterion.questions.items()
            ],
        )
        for criterion in audit.criteria()
    ]


@pytest.mark.parametrize("audit_id", RELEASED)
def test_a_released_audit_asks_the_same_after_a_csv(audit_id: str) -> None:
    content, _ = csv_from_audit(released(audit_id))

    again = read(content).audit

    assert again is not None
    assert as_asked(again) == as_asked(released(audit_id))


def test_what_a_csv_leaves_out_is_said_in_sentences() -> None:
    _, said = csv_from_audit(small())
    _, of_little = csv_from_audit(
        replace(small(), scales={}, standards=(), comments=(), opening={}, closing={})
    )

    assert said == [
        "A CSV has no place for the audit's id, version, title and the like: left out.",
        "Scales were written out as options; their names and symbols were left out.",
        "The questions for comments were left out.",
        "The audit's own opening and closing words were left out.",
    ]
    assert of_little == said[:1]


def test_a_problem_names_the_line_as_an_editor_counts() -> None:
    content = TABLE.replace("People feel safe.", '"People\nfeel\nsafe."')
    content = content.replace("relative?,Safe = met", "relative?,Safe")

    assert told(content) == [
        "our-audit.csv:5: CELL column 'option 1': write the answer, '=' and its result, "
        "such as 'Never = not met'"
    ]


@pytest.mark.parametrize(
    ("content", "line", "code", "message"),
    [
        ("", 1, "SHEET-EMPTY", "there are no headings here"),
        ("\n\n", 1, "SHEET-EMPTY", "there are no headings here"),
        ("a,b\n", 1, "COLUMN-UNKNOWN", "column 'a': there is no such column: remove it"),
        (TABLE + '"S2', 1, "NOT-CSV", "the quotes in this file do not pair up"),
        (TABLE.encode("utf-16"), 1, "NOT-TEXT", "this is not UTF-8 text"),
        (TABLE.replace("safe.", "sáfe").encode("latin-1"), 1, "NOT-TEXT", ""),
        (TABLE.replace("feel safe.", "feel\0safe."), 2, "CELL-CHARACTER", "column 'cri"),
        (b"a" * 5_000_001, 1, "FILE-LARGE", "this is too large for an audit"),
        (TABLE + "x\n" * 5_001, 1, "SHEET-LONG", "a sheet has over 5,000 rows"),
        (TABLE + "a" * 200_000, 1, "NOT-CSV", ""),
        (TABLE.replace("95%", "a" * 40_000), 2, "CELL-LONG", "column 'target': this is"),
        (
            TABLE.replace("Safe = met", "Safe"),
            2,
            "CELL",
            "column 'option 1': write the an",
        ),
        (
            TABLE.replace("95%", "often"),
            2,
            "CELL",
            "column 'target': write a target suc",
        ),
    ],
)
def test_a_table_that_cannot_be_read_says_where_and_why(
    content: str | bytes, line: int, code: str, message: str
) -> None:
    found = told(content)

    assert found[0].startswith(f"our-audit.csv:{line}: {code} {message}"), found


RISKY = ["=1+1", "+44", "-1 to 1", "@home", "'=1+1", "''+1", "\t=1", "'quoted'", "plain"]


def test_no_text_in_a_csv_is_a_formula_to_a_spreadsheet() -> None:
    content = csv_text([["definitions"], *([text] for text in RISKY)])

    cells = [row[0] for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("text", [text.strip() for text in RISKY])
def test_text_that_was_kept_from_being_a_formula_is_read_as_it_was(text: str) -> None:
    [standard] = small().standards
    first, *rest = standard.criteria
    changed = replace(standard, criteria=(replace(first, definitions=text), *rest))

    content, _ = csv_from_audit(replace(small(), standards=(changed,)))
    again = read(content).audit

    assert again is not None
    assert again.criterion("LW-1.1").definitions == text
