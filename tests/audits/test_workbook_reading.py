"""A workbook that someone has worked on: what is read, and what is told about the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

import pytest
from openpyxl import Workbook

from careaudit_surveys.audits.model import Target
from careaudit_surveys.audits.workbook.sheets import Book
from tests.audits.workbooks import (
    Edit,
    about,
    audit_in,
    column,
    criteria,
    edited,
    inline,
    loaded,
    put,
    small,
    tables_in,
    told,
    written_by_hand,
)


def heading(sheet: str, old: str, new: str) -> Edit:
    """Renames a heading."""
    return lambda book: setattr(book[sheet].cell(1, column(book[sheet], old)), "value", new)


def beside(sheet: str, row: int, value: str) -> Edit:
    """Writes a value to the right of every column."""
    return lambda book: setattr(book[sheet].cell(row, 60), "value", value)


@pytest.mark.parametrize(
    ("edit", "place", "code", "message"),
    [
        (criteria(3, "target", "=1-0.05"), "Criteria!3", "CELL-FORMULA", "column 'target': this"),
        (criteria(3, "target", 0.95), "Criteria!3", "CELL", "column 'target': 0.95 may be a sha"),
        (criteria(3, "target", "most"), "Criteria!3", "CELL", "column 'target': write a target "),
        (criteria(3, "type", "feeling"), "Criteria!3", "WORD-UNKNOWN", "column 'type': 'type' i"),
        (criteria(3, "type", None), "Criteria!3", "WORD-UNKNOWN", "column 'type': 'type' is str"),
        (criteria(3, "core", "maybe"), "Criteria!3", "CELL", "column 'core': write yes or no"),
        (criteria(3, "minimum base", "ten"), "Criteria!3", "CELL", "column 'minimum base': writ"),
        (criteria(3, "minimum base", 2), "Criteria!3", "MIN-BASE", "column 'minimum base': 'min"),
        (criteria(3, "exceptions", "PLAN"), "Criteria!3", "CELL", "column 'exceptions': write o"),
        (criteria(3, "mappings", "10"), "Criteria!3", "CELL", "column 'mappings': write one fra"),
        (criteria(3, "question", None), "Criteria!3", "TEXT-EMPTY", "column 'question': 'text' "),
        (criteria(3, "question", "#N/A"), "Criteria!3", "CELL-ERROR", "column 'question': this "),
        (
            criteria(3, "question", "a_x0007_b"),
            "Criteria!3",
            "CELL-CHARACTER",
            "column 'question': ",
        ),
        (criteria(3, "ask if", "happy"), "Criteria!3", "CELL", "column 'ask if': write a condit"),
        (criteria(5, "target", ">= 9%"), "Criteria!5", "CELL-DIFFERS", "column 'target': row 3 "),
        (criteria(4, "prompt", "Wait."), "Criteria!4", "CELL-EASY", "column 'prompt': an easy r"),
        (criteria(4, "profile", "core"), "Criteria!4", "CELL", "column 'profile': write standar"),
        (criteria(4, "profile", None), "Criteria!4", "ROW-TWICE", "row 3 asks the same people a"),
        (criteria(3, "audience", "leader"), "Criteria!4", "ROW-EASY-ALONE", "column 'profile'"),
        (criteria(5, "audience", None), "Criteria!5", "CELL-MISSING", "column 'audience': say w"),
        (criteria(5, "audience", "kin"), "Criteria!5", "WORD-UNKNOWN", "column 'audience': 'kin"),
        (criteria(5, "criterion", " "), "Criteria!5", "CELL-MISSING", "column 'criterion': say "),
        (criteria(6, "standard", "LW-S2"), "Criteria!7", "CELL-DIFFERS", "column 'standard': ro"),
        (
            criteria(3, "standard", date(2026, 1, 2)),
            "Criteria!3",
            "CELL-DATE",
            "column 'standard': t",
        ),
        (criteria(3, "scale", "how_oftn"), "Criteria!3", "SCALE-UNKNOWN", "column 'scale': ther"),
        (
            heading("Criteria", "target", "targt"),
            "Criteria!1",
            "COLUMN-MISSING",
            "the column 'target'",
        ),
        (
            heading("Criteria", "core", "cor"),
            "Criteria!1",
            "COLUMN-UNKNOWN",
            "column 'cor': there is",
        ),
        (heading("Criteria", "core", "Type"), "Criteria!1", "COLUMN-TWICE", "column 'Type': thi"),
        (beside("Criteria", 5, "a thought"), "Criteria!5", "CELL-ASTRAY", "'a thought' has no h"),
        (beside("Audit", 5, "a thought"), "Audit!5", "CELL-ASTRAY", "'a thought' has no heading"),
        (about("version", "first"), "Audit!4", "CELL", "column 'value': write a whole number, s"),
        (about("reviewed", "May"), "Audit!9", "DATE", "column 'value': 'reviewed' is a day of t"),
        (put("Audit", 5, "name", "titel"), "Audit!5", "NAME-UNKNOWN", "column 'name': there is "),
        (put("Audit", 6, "name", "Title"), "Audit!6", "ROW-TWICE", "column 'name': 'title' is h"),
        (put("Scales", 3, "scale", None), "Scales!3", "CELL-MISSING", "column 'scale': give thi"),
        (put("Scales", 4, "scale", "how_often"), "Scales!4", "ROW-TWICE", "column 'scale': this"),
        (put("Scales", 3, "option 2", "Often"), "Scales!3", "CELL", "column 'option 2': write t"),
        (put("Comments", 3, "audience", ""), "Comments!3", "CELL-MISSING", "column 'audience': "),
        (
            put("Comments", 4, "audience", "person"),
            "Comments!4",
            "ROW-TWICE",
            "these people are asked",
        ),
    ],
)
def test_a_problem_names_sheet_row_and_column(
    edit: Edit, place: str, code: str, message: str
) -> None:
    found = told(edited(edit))

    assert any(line.startswith(f"audit.xlsx:{place}: {code} {message}") for line in found), found


def test_a_workbook_as_it_was_made_has_no_problems() -> None:
    assert told(edited()) == []


def test_a_cell_that_cannot_be_read_is_told_once_and_its_want_is_not() -> None:
    found = told(edited(criteria(3, "target", "=A1"), criteria(3, "type", "x")))

    assert [line.partition(" column")[0] for line in found] == [
        "audit.xlsx:Criteria!3: CELL-FORMULA",
        "audit.xlsx:Criteria!3: WORD-UNKNOWN",
    ]


def test_a_criterion_without_a_standard_is_told() -> None:
    found = told(edited(criteria(6, "standard", None), criteria(7, "standard", None)))

    assert found[0].startswith(
        "audit.xlsx:Criteria!6: CELL-MISSING column 'standard': say which standard this belongs to"
    )


def test_all_problems_are_told_at_once() -> None:
    found = told(
        edited(
            about("version", "first"),
            criteria(3, "target", "most"),
            criteria(5, "core", "maybe"),
            put("Scales", 3, "option 1", "Always"),
            put("Comments", 3, "question", None),
        )
    )

    assert [line.partition(": ")[0] for line in found] == [
        "audit.xlsx:Audit!4",
        "audit.xlsx:Comments!3",
        "audit.xlsx:Criteria!3",
        "audit.xlsx:Criteria!5",
        "audit.xlsx:Scales!3",
    ]


@pytest.mark.parametrize(
    ("typed", "number_format"),
    [(0.9, "0%"), (0.9, '0.00" per cent "%'), (90, "General"), ("90%", "@"), (" ≥ 90 ", "@")],
)
def test_a_target_is_read_however_the_sheet_shows_it(typed: object, number_format: str) -> None:
    audit = audit_in(edited(criteria(3, "target", typed, number_format)))

    assert audit.criterion("LW-1.1").target == Target(">=", Fraction(9, 10))


def test_a_share_is_as_exact_as_it_is_shown() -> None:
    shares = [hundredths / 100 for hundredths in range(101)]
    table = [[f"{share:.17g}"] for share in shares]  # as Excel writes it: 0.28999999999999998
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'

    content = written_by_hand({"Shares": table}, percentage, styles=styles)
    sheet = Book(content).sheet("Shares")

    assert [row[1].text for row in sheet.rows.values()] == [f"{n}%" for n in range(101)]


def percentage(position: str, text: str) -> str:
    """A cell with a number in it, in the second style of the sheet."""
    return f'<c r="{position}" s="1"><v>{text}</v></c>'


@pytest.mark.parametrize("typed", [True, "TRUE", "Yes", 1, "x"])
def test_yes_is_read_however_the_sheet_keeps_it(typed: object) -> None:
    assert audit_in(edited(criteria(3, "core", typed))).criterion("LW-1.1").core is True


@pytest.mark.parametrize("typed", [False, "no", 0, None])
def test_no_is_read_however_the_sheet_keeps_it(typed: object) -> None:
    assert audit_in(edited(criteria(3, "core", typed))).criterion("LW-1.1").core is False


@pytest.mark.parametrize(
    "typed", [date(2027, 1, 31), datetime.fromisoformat("2027-01-31T09:30"), "2027-01-31"]
)
def test_a_day_of_review_may_be_a_date_or_its_text(typed: object) -> None:
    assert audit_in(edited(about("review by", typed))).review_by == date(2027, 1, 31)


def test_a_number_where_words_are_asked_for_is_taken_as_it_is_seen() -> None:
    audit = audit_in(edited(criteria(3, "definitions", 28), criteria(3, "source", 4.1)))

    assert audit.criterion("LW-1.1").definitions == "28"
    assert audit.criterion("LW-1.1").source == "4.1"


def test_spaces_round_things_do_not_matter() -> None:
    spaced = edited(
        criteria(3, "type", "  Outcome "),
        criteria(5, "audience", "\u00a0RELATIVE"),
        criteria(5, "criterion", "LW-1.1 "),
        criteria(3, "question", f"\n{QUESTION.text} "),
        heading("Criteria", "zero tolerance", " Zero_Tolerance: "),
    )

    assert audit_in(spaced) == small()


QUESTION = small().criterion("LW-1.1").questions["person"]


def test_columns_may_stand_in_any_order() -> None:
    def turn_round(book: Workbook) -> None:
        sheet = book["Criteria"]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(reversed(row), start=1):
                sheet.cell(number, place).value = value

    assert audit_in(edited(turn_round)) == small()


def test_rows_may_stand_in_any_order() -> None:
    def turn_round(book: Workbook) -> None:
        sheet = book["Criteria"]
        rows = [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place).value = value

    found = audit_in(edited(turn_round))

    criteria_found = {
        one.id: replace(one, questions=dict(one.questions)) for one in found.criteria()
    }
    assert criteria_found == {one.id: one for one in small().criteria()}


def test_what_holds_for_a_criterion_may_stand_in_any_of_its_rows_or_in_all() -> None:
    first, again = small().standards[0].text, small().criterion("LW-1.1").text
    moved = edited(
        criteria(3, "standard text", None),
        criteria(7, "standard text", first),
        criteria(4, "criterion text", again),
        criteria(5, "criterion text", again),
        criteria(4, "standard", None),
    )

    assert audit_in(moved) == small()


def test_columns_that_nobody_needs_may_be_missing() -> None:
    def shorten(book: Workbook) -> None:
        for name in ("reading exempt", "measured from", "record", "option 8", "answer type"):
            book["Criteria"].delete_cols(column(book["Criteria"], name))

    assert audit_in(edited(shorten)) == small()


def test_more_options_than_usual_are_read() -> None:
    def widen(book: Workbook) -> None:
        book["Scales"].cell(1, 11).value = "option 9"
        book["Scales"].cell(3, 11).value = "Never at all {key 9} = not met"

    [scale, *_] = audit_in(edited(widen)).scales.values()

    assert scale.options[-1].label == "Never at all"


def test_an_example_is_passed_over_whatever_it_says() -> None:
    spoiled = edited(criteria(2, "target", "=1/0"), criteria(2, "type", "nonsense"))

    assert audit_in(spoiled) == small()


def test_an_empty_row_between_others_is_passed_over() -> None:
    assert audit_in(edited(lambda book: book["Criteria"].insert_rows(4, 3))) == small()


def test_merged_cells_are_told_with_their_range() -> None:
    [found, *_] = loaded(edited(lambda book: book["Criteria"].merge_cells("D3:D5"))).problems

    assert (found.place.sheet, found.place.line, found.code) == ("Criteria", 3, "CELLS-MERGED")
    assert found.message.startswith("the cells D3:D5 are merged: unmerge them")


def test_merged_cells_on_the_page_that_is_not_read_do_not_matter() -> None:
    assert told(edited(lambda book: book["Read me"].merge_cells("A1:C1"))) == []


@pytest.mark.parametrize("missing", ["Audit", "Criteria"])
def test_a_sheet_that_is_needed_is_told_where_it_is_missing(missing: str) -> None:
    found = told(edited(lambda book: book.remove(book[missing])))

    assert found == [
        f"audit.xlsx:1: SHEET-MISSING there is no sheet '{missing}': "
        "add it; convert an audit to see how it looks"
    ]


def test_sheets_that_are_not_needed_may_be_missing() -> None:
    def remove(book: Workbook) -> None:
        for name in ("Comments", "Read me"):
            book.remove(book[name])

    assert audit_in(edited(remove)) == replace(small(), comments=())


def test_the_names_of_sheets_may_be_in_any_case() -> None:
    assert audit_in(edited(lambda book: setattr(book["Criteria"], "title", "CRITERIA "))) == small()


def test_a_sheet_that_nobody_reads_is_a_warning_and_one_misspelled_an_error() -> None:
    notes = loaded(edited(lambda book: book.create_sheet("My notes")))
    scale = loaded(edited(lambda book: setattr(book["Scales"], "title", "Scale")))

    [warning] = notes.problems
    assert warning.code == "SHEET-UNKNOWN"
    assert str(warning).endswith("warning: the sheet 'My notes' is not read")
    assert notes.audit == small()
    assert any("did you mean 'Scales'?" in str(problem) for problem in scale.errors)


def test_one_sheet_of_two_that_are_called_the_same_is_told() -> None:
    found = told(edited(lambda book: book.create_sheet("Criteria ")))

    assert len(found) == 1
    assert "the sheet 'Criteria ' is not read; did you mean 'Criteria'?" in found[0]


def test_the_sheet_audit_needs_no_headings() -> None:
    assert audit_in(edited(lambda book: book["Audit"].delete_rows(1))) == small()


def test_an_empty_sheet_says_where_its_headings_are_listed() -> None:
    found = told(edited(lambda book: book["Criteria"].delete_rows(1, 20)))

    assert found == [
        "audit.xlsx:Criteria!1: SHEET-EMPTY there are no headings here: "
        "convert an audit to see which there are"
    ]


def lengthened(book: Workbook) -> None:
    """Rows that go on and on."""
    for row in range(10, 5_100):
        book["Criteria"].cell(row, 1).value = "LW-S1"


def widened(book: Workbook) -> None:
    """A cell far to the right."""
    book["Criteria"].cell(1, 201).value = "note"


def filled(book: Workbook) -> None:
    """More than 5 million characters, in rows and cells that are not too many or too long."""
    for row in range(10, 200):
        book["Criteria"].cell(row, 1).value = "a" * 30_000


def merged(book: Workbook) -> None:
    """More merged cells than there may be rows."""
    for row in range(10, 5_100):
        book["Criteria"].merged_cells.add(f"A{row}:B{row}")


@pytest.mark.parametrize("edit", [lengthened, widened, filled, merged])
def test_more_than_any_audit_needs_is_refused(edit: Edit) -> None:
    assert told(edited(edit)) == [
        "audit.xlsx:1: SHEET-LONG a sheet has over 5,000 rows, 200 columns or 5,000,000 "
        "characters, more than any audit needs: remove what is not part of it"
    ]


def test_a_cell_longer_than_excel_allows_is_refused() -> None:
    def write(position: str, text: str) -> str:
        return inline(position, "a" * 32_768 if position == "V3" else text)

    found = told(written_by_hand(tables_in(edited()), write))

    assert found[0].startswith("audit.xlsx:Criteria!3: CELL-LONG column 'question': this is too lo")
