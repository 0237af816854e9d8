"""What a quality lead finds in a workbook: lists, notes, an example, and headings that stay."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from careaudit_surveys.audits.model import Audit, Option, Question, Result, ResultKind
from careaudit_surveys.audits.workbook import CannotWrite, workbook_from_audit
from careaudit_surveys.audits.workbook.options import write_options
from tests.audits.workbooks import audit_in, column, edited, loaded, small

COLUMNS = """\
standard, standard text, criterion, criterion text, type, target, denominator, zero tolerance, core,
minimum base, exceptions, definitions, look back, source, private, mappings, measured from, record,
evidence, audience, profile, question, easier words, scale,
option 1, option 2, option 3, option 4, option 5, option 6, option 7, option 8,
prompt, ask if"""


def sheet(name: str) -> Worksheet:
    """A sheet of the small audit's workbook."""
    return load_workbook(io.BytesIO(edited()))[name]


def row(name: str, number: int) -> dict[str, object]:
    """One row of a sheet, by heading."""
    headings, values = sheet(name)[1], sheet(name)[number]
    return {
        str(heading.value): value.value
        for heading, value in zip(headings, values, strict=True)
        if value.value is not None
    }


def test_a_workbook_has_five_sheets() -> None:
    names = load_workbook(io.BytesIO(edited())).sheetnames

    assert names == ["Audit", "Criteria", "Scales", "Comments", "Read me"]


def test_the_criteria_have_the_columns_that_are_promised_and_then_a_few_more() -> None:
    headings = [cell.value for cell in sheet("Criteria")[1]]
    promised = [name.strip() for name in COLUMNS.split(",")]

    assert headings[: len(promised)] == promised
    assert headings[len(promised) :] == ["answer type", "minimum", "maximum", "reading exempt"]


def test_a_criterion_reads_plainly() -> None:
    assert row("Criteria", 3) == {
        "standard": "LW-S1",
        "standard text": "People run their own day and shape their own care",
        "criterion": "LW-1.1",
        "criterion text": "People decide when they get up and when they go to bed.",
        "type": "outcome",
        "target": ">= 95%",
        "denominator": "valid",
        "minimum base": 10,
        "exceptions": "PLAN by lead = Times set in a best-interests or clinical plan that the "
        "person or their representative took part in",
        "definitions": "Deciding together with staff counts as deciding.",
        "source": "own",
        "mappings": "cqc_regulation: 9, 10\n"
        "cqc_quality_statement_2023: independence-choice-control\n"
        "ascof_2024: 3A\nascof_2014: positive-experience\nnice: QS50.2\n"
        "making_it_real: my-support-my-way",
        "audience": "person",
        "profile": "standard",
        "question": "Who picks when you get up and go to bed?",
        "easier words": "You get up and you go to bed. Who picks the time?",
        "scale": "who_picks",
        "prompt": 'If this is hard: "Who picked when you got up today?"',
    }


def test_a_further_row_of_a_criterion_says_only_what_is_its_own() -> None:
    assert row("Criteria", 4) == {
        "standard": "LW-S1",
        "criterion": "LW-1.1",
        "audience": "person",
        "profile": "easy",
        "scale": "who_picks_easy",
    }


def test_a_scale_reads_plainly() -> None:
    [number] = [cell.row for cell in sheet("Scales")["A"] if cell.value == "how_often"]

    assert row("Scales", number) == {
        "scale": "how_often",
        "symbols": "circles",
        "option 1": "Always = met",
        "option 2": "Sometimes = partly",
        "option 3": "Hardly ever = not met",
        "option 4": "I don't know = unknown",
        "option 5": "I'd rather not say = declined",
    }


def option(label: str, result: str, **more: str) -> Option:
    """An option with the value and key it would have anyway."""
    own = {"value": label.lower(), "key": "1", "short": None} | more
    return Option(label=label, result=Result(ResultKind(result)), **own)  # type: ignore[arg-type]  # the words are right


def test_only_what_is_unlike_the_usual_is_written_in_braces() -> None:
    cells = write_options(
        [
            option("Yes", "met"),
            option("Bad", "not_met", key="2", value="poor", short="Poor, or worse"),
            option("I don't know", "unknown", key="6", value="dont_know"),
        ]
    )

    assert cells == [
        "Yes = met",
        'Bad {value poor, "short Poor, or worse"} = not met',
        "I don't know {key 6, no short} = unknown",
    ]


@pytest.mark.parametrize(
    ("name", "heading", "choices"),
    [
        ("Criteria", "type", '"structure,process,outcome,experience"'),
        ("Criteria", "denominator", '"valid,all"'),
        ("Criteria", "zero tolerance", '"yes,no"'),
        ("Criteria", "core", '"yes,no"'),
        ("Criteria", "private", '"yes,no"'),
        ("Criteria", "audience", '"person,relative,staff,leader"'),
        ("Criteria", "profile", '"standard,easy"'),
        ("Criteria", "scale", "Scales!$A$3:$A$5000"),
        ("Criteria", "answer type", '"choice,multiple choice,number,text"'),
        ("Comments", "audience", '"person,relative,staff,leader"'),
    ],
)
def test_a_column_of_known_words_has_a_list_to_choose_from(
    name: str, heading: str, choices: str
) -> None:
    page = sheet(name)
    letter = get_column_letter(column(page, heading))

    [rule] = [
        rule
        for rule in page.data_validations.dataValidation
        if str(rule.sqref) == f"{letter}2:{letter}5000"
    ]

    assert (rule.type, rule.formula1) == ("list", choices)
    assert rule.allow_blank
    assert rule.error == "Choose from the list, or leave the cell empty."


def test_the_unit_of_an_audit_has_a_list_to_choose_from() -> None:
    page = sheet("Audit")
    [number] = [cell.row for cell in page["A"] if cell.value == "unit"]

    [rule] = page.data_validations.dataValidation

    assert str(rule.sqref) == f"B{number}"
    assert rule.formula1 == '"person,visit,criterion"'


def test_every_heading_has_a_note() -> None:
    for name in ("Audit", "Criteria", "Scales", "Comments"):
        for cell in sheet(name)[1]:
            assert cell.comment, cell.value
            assert len(cell.comment.text.split()) > 2, cell.value


def test_every_name_on_the_sheet_audit_has_a_note() -> None:
    for cell in sheet("Audit")["A"]:
        spoken = str(cell.value).startswith(("opening ", "closing "))
        assert spoken or cell.comment, cell.value


def test_headings_stay_in_sight_and_columns_are_wide_enough_to_read() -> None:
    for name in ("Audit", "Criteria", "Scales", "Comments"):
        page = sheet(name)
        widths = [
            page.column_dimensions[letter].width for letter in "ABC" if page[f"{letter}1"].value
        ]

        assert page.freeze_panes == "A2"
        assert all(12 <= width <= 80 for width in widths), name


@pytest.mark.parametrize("name", ["Criteria", "Scales", "Comments"])
def test_an_example_shows_how_it_is_done(name: str) -> None:
    first = sheet(name)[2][0]

    assert first.value == "EXAMPLE"
    assert first.font.italic


def test_the_example_keeps_to_every_rule() -> None:
    def name_the_standard(book: Workbook) -> None:
        book["Criteria"].cell(2, 1).value = "EX-S1"

    found = loaded(edited(name_the_standard))

    assert [problem for problem in found.problems if problem.place.line == 2] == []
    assert found.audit
    assert "EX-1.1" in [criterion.id for criterion in found.audit.criteria()]


def test_text_that_begins_like_a_formula_is_written_as_text() -> None:
    audit = replace(small(), topic="=HYPERLINK(1)", reason="+1 for care", title="#N/A")

    content = workbook_from_audit(audit)

    assert audit_in(content) == audit
    assert {cell.data_type for cell in load_workbook(io.BytesIO(content))["Audit"]["B"]} <= {
        "s",
        "n",
    }


def test_cells_are_text_so_that_nothing_typed_becomes_a_date() -> None:
    page = sheet("Criteria")

    assert page["A3"].number_format == "@"
    assert page.column_dimensions["A"].number_format == "@"


def with_definitions(text: str) -> Audit:
    """The small audit with other words in one cell."""
    [standard] = small().standards
    first, *rest = standard.criteria
    changed = (replace(first, definitions=text), *rest)
    return replace(small(), standards=(replace(standard, criteria=changed),))


def test_a_text_that_just_fits_a_cell_is_written() -> None:
    audit = with_definitions("a" * 32_767)

    assert audit_in(workbook_from_audit(audit)) == audit


def test_a_text_that_no_cell_holds_is_refused() -> None:
    with pytest.raises(CannotWrite, match="a text is over 32,767 characters: shorten it"):
        workbook_from_audit(with_definitions("a" * 32_768))


def test_an_id_that_would_be_passed_over_is_refused() -> None:
    [standard] = small().standards

    with pytest.raises(CannotWrite, match="'example' marks rows that are passed over"):
        workbook_from_audit(replace(small(), standards=(replace(standard, id="Example"),)))


def test_more_rows_than_are_read_back_are_refused() -> None:
    [standard] = small().standards
    asked = {"person": Question(text="Is it so?")}
    many = tuple(
        replace(standard.criteria[0], id=f"LW-{number}", questions=asked) for number in range(5_000)
    )

    with pytest.raises(CannotWrite, match="a sheet would have over 5,000 rows"):
        workbook_from_audit(replace(small(), standards=(replace(standard, criteria=many),)))
