"""A table that someone else filled in: counted whole, or every problem told with its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careaudit_surveys.audits.model import Audit, Record, Result, Unit
from careaudit_surveys.measure import Counts, Key, TableInvalid, read_table, tally
from tests.build import a_criterion, an_audit
from tests.measure.build import a_key, asked_of, counts, exception, friends_and_family

AUDIT = an_audit(
    a_criterion(
        "T-1.1",
        questions=asked_of("person", "relative"),
        exceptions=(exception("NEW"), exception("PLAN")),
    ),
    a_criterion("T-1.2", questions=asked_of("person")),
    a_criterion("T-R1", record=Record(numerator="On time", denominator="All")),
)
HEADING = "respondent,service,audience,criterion,result"
ROW = "r1,House A,person,T-1.1,met"


def read(text: str, audit: Audit = AUDIT) -> dict[Key, Counts]:
    return read_table(io.StringIO(text, newline=""), audit, "answers.csv")


def problems(text: str, audit: Audit = AUDIT) -> list[tuple[int, str, str | None]]:
    """Line, code and column of each."""
    with pytest.raises(TableInvalid) as caught:
        read(text, audit)
    return [(one.place.line, one.code, one.place.column) for one in caught.value.problems]


def rows(*cells: str, heading: str = HEADING) -> str:
    return "\n".join([heading, *cells, ""])


# What is counted.


def test_answers_are_counted_by_service_audience_cycle_and_criterion() -> None:
    table = rows(
        "r1,House A,person,T-1.1,met,2026",
        "r2,House A,person,T-1.1,partly,2026",
        "r3,House A,person,T-1.1,not_met,2026",
        "r4,House A,person,T-1.1,unknown,2026",
        "r5,House A,person,T-1.1,declined,2026",
        "r6,House A,person,T-1.1,exception:NEW,2026",
        "r1,House A,person,T-1.2,met,2026",
        "r1,House A,person,T-1.1,met,2027",
        "r7,House B,relative,T-1.1,met,",
        heading=f"{HEADING},cycle",
    )

    assert read(table) == {
        a_key("T-1.1", cycle="2026"): counts(1, 1, 1, 1, 1, NEW=1),
        a_key("T-1.2", cycle="2026"): counts(1),
        a_key("T-1.1", cycle="2027"): counts(1),
        a_key("T-1.1", "House B", "relative"): counts(1),
    }


ONE = {a_key(): counts(1)}


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(f"{HEADING}\r\n{ROW}\r\n", id="line ends of Windows"),
        pytest.param(f"{HEADING}\r{ROW}\r", id="line ends of old Macs"),
        pytest.param(f"{HEADING}\n{ROW}", id="no last line end"),
        pytest.param(f"\ufeff{HEADING}\n{ROW}", id="byte order mark"),
        pytest.param(f'\ufeff"respondent"{HEADING[10:]}\n{ROW}', id="mark before a quote"),
        pytest.param(f"{HEADING.upper()}\n{ROW}", id="heading in capitals"),
        pytest.param(
            "note,Result,Criterion,Audience,Service,Respondent\nx,met,T-1.1,person,House A,r1",
            id="columns in another order, and one more",
        ),
        pytest.param(f'{HEADING}\n"r1","House A","person","T-1.1","met"', id="quotation marks"),
        pytest.param(f"{HEADING}\n r1 , House A,person ,T-1.1, met", id="spaces around"),
        pytest.param(f"\n\n{HEADING}\n\n{ROW}\n   \n", id="blank lines"),
        pytest.param(f"{HEADING}\n,,,,\n{ROW}\n,,,,,,\n,\n , ,,,\n", id="rows of commas"),
        pytest.param(f"{HEADING}\n{ROW},,\n", id="blank cells beyond the heading"),
        pytest.param(f"{HEADING},,\n{ROW}\n", id="blank cells after the heading"),
        pytest.param(f"{HEADING},date\n{ROW},2026-11-23\n", id="a date"),
        pytest.param(f"{HEADING},date\n{ROW},\n", id="an empty date"),
        pytest.param(f"{HEADING},date\n{ROW},  \n", id="a date of spaces"),
        pytest.param(f"{HEADING},cycle\n{ROW},\n", id="an empty cycle"),
    ],
)
def test_a_table_may_come_in_many_shapes(table: str) -> None:
    assert read(table) == ONE


def test_what_stands_in_other_columns_is_left_alone() -> None:
    table = f'{HEADING},said\n{ROW},"She said ""no"",\nthen, \udce9 and \0 yes"\n'

    assert read(table) == ONE


def test_advocates_go_where_relatives_do_and_are_counted_apart() -> None:
    found = read(rows("r1,House A,advocate,T-1.1,met", "r2,House A,relative,T-1.1,met"))

    assert {key.audience for key in found} == {"advocate", "relative"}


def test_criteria_measured_from_a_question_may_have_rows_of_their_own() -> None:
    found = read(
        rows("r1,House A,person,FFT-1.1,unknown", "r1,House A,person,FFT-1.5,not_met"),
        friends_and_family(),
    )

    assert found == {a_key("FFT-1.1"): counts(unknown=1), a_key("FFT-1.5"): counts(0, 0, 1)}


def test_leaders_are_counted_over_all_criteria_as_well() -> None:
    leaders = an_audit(
        a_criterion("L-1", questions=asked_of("leader")),
        a_criterion("L-2", questions=asked_of("leader"), exceptions=(exception("FIRST"),)),
        audiences=("leader",),
        unit=Unit.CRITERION,
    )
    found = read(
        rows(
            "lead,Board,leader,L-1,met",
            "lead,Board,leader,L-2,exception:FIRST",
            "chair,Board,leader,L-1,partly",
        ),
        leaders,
    )

    assert found == {
        Key("Board", "leader", None, "L-1"): counts(1, 1),
        Key("Board", "leader", None, "L-2"): counts(FIRST=1),
        Key("Board", "leader", None, "*", "lead"): counts(1, FIRST=1),
        Key("Board", "leader", None, "*", "chair"): counts(0, 1),
    }


# What is wrong with a row.


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",House A,person,T-1.1,met", "CELL-EMPTY", "respondent"),
        ("  ,House A,person,T-1.1,met", "CELL-EMPTY", "respondent"),
        ("r1,,person,T-1.1,met", "CELL-EMPTY", "service"),
        ("r1,House A,,T-1.1,met", "AUDIENCE-UNKNOWN", "audience"),
        ("r1,House A,Person,T-1.1,met", "AUDIENCE-UNKNOWN", "audience"),
        ("r1,House A,staff,T-1.1,met", "AUDIENCE-NOT-ASKED", "audience"),
        ("r1,House A,relative,T-1.2,met", "AUDIENCE-NOT-ASKED", "audience"),
        ("r1,House A,person,,met", "CELL-EMPTY", "criterion"),
        ("r1,House A,person,T-9,met", "CRITERION-UNKNOWN", "criterion"),
        ("r1,House A,person,T-R1,met", "CRITERION-RECORD", "criterion"),
        ("r1,House A,person,T-1.1,", "RESULT-UNKNOWN", "result"),
        ("r1,House A,person,T-1.1,yes", "RESULT-UNKNOWN", "result"),
        ("r1,House A,person,T-1.1,met:", "RESULT-UNKNOWN", "result"),
        ("r1,House A,person,T-1.1,met:NEW", "RESULT-UNKNOWN", "result"),
        ("r1,House A,person,T-1.1,exception", "RESULT-UNKNOWN", "result"),
        ("r1,House A,person,T-1.1,exception:", "RESULT-UNKNOWN", "result"),
        ("r1,House A,person,T-1.1,exception:new", "EXCEPTION-UNKNOWN", "result"),
        ("r1,House A,person,T-1.2,exception:NEW", "EXCEPTION-UNKNOWN", "result"),
        ("r\0,House A,person,T-1.1,met", "CELL-NUL", "respondent"),
        ("r1,House\0,person,T-1.1,met", "CELL-NUL", "service"),
        ("r\udce9,House A,person,T-1.1,met", "CELL-ENCODING", "respondent"),
        ("r1,House \udce9,person,T-1.1,met", "CELL-ENCODING", "service"),
        ("r1,House A,person", "ROW-SHORT", "criterion"),
        ("r1,House A,person,T-1.1,met,,more", "ROW-LONG", "7"),
        ('r1,"House A"s,person,T-1.1,met', "ROW-MALFORMED", None),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_column(
    row: str, code: str, column: str | None
) -> None:
    assert problems(rows("r0,House A,person,T-1.1,met", row)) == [(3, code, column)]


def test_letters_beyond_ascii_are_welcome() -> None:
    found = read(rows("Siân,Tŷ Gwyn 🏠,person,T-1.1,met"))

    assert found == {a_key(service="Tŷ Gwyn 🏠"): counts(1)}


@pytest.mark.parametrize(
    "day", ["23/11/2026", "2026-13-01", "2026-02-30", "20261123", "2026-1-1", "2026-W01-1", "x"]
)
def test_a_date_is_a_day_that_exists(day: str) -> None:
    assert problems(rows(f"{ROW},{day}", heading=f"{HEADING},date")) == [(2, "DATE", "date")]


def test_a_cycle_must_be_readable() -> None:
    found = problems(rows(f"{ROW},\0", f"{ROW},\udce9", heading=f"{HEADING},cycle"))

    assert found == [(2, "CELL-NUL", "cycle"), (3, "CELL-ENCODING", "cycle")]


@pytest.mark.parametrize(
    "again",
    ["r1,House A,person,T-1.1,met", "r1,House B,relative,T-1.1,declined", " r1,B,person,T-1.1,met"],
)
def test_two_rows_for_one_respondent_cycle_and_criterion(again: str) -> None:
    between = "r1,House A,person,T-1.2,met"

    assert problems(rows(ROW, between, again)) == [(4, "ROW-TWICE", "respondent")]


def test_rows_without_a_respondent_are_not_one_respondents() -> None:
    nobody = ",House A,person,T-1.1,met"

    assert problems(rows(nobody, nobody)) == [
        (2, "CELL-EMPTY", "respondent"),
        (3, "CELL-EMPTY", "respondent"),
    ]


def test_another_cycle_or_criterion_is_no_second_row() -> None:
    table = rows(f"{ROW},2026", f"{ROW},2027", f"{ROW},", heading=f"{HEADING},cycle")

    assert len(read(table)) == 3


def test_every_problem_is_told_at_once_even_of_one_row() -> None:
    table = rows(
        ROW,
        ",,nobody,T-9,perhaps,2026-99-99",
        f"{ROW},2026-11-23",
        "r2,House A,person,T-1.1,met,yesterday",
        "r2,House A,person,T-1.1,met,",
        heading=f"{HEADING},date",
    ).replace(f"{ROW}\n", f"{ROW},\n", 1)

    assert problems(table) == [
        (3, "CELL-EMPTY", "respondent"),
        (3, "CELL-EMPTY", "service"),
        (3, "AUDIENCE-UNKNOWN", "audience"),
        (3, "CRITERION-UNKNOWN", "criterion"),
        (3, "RESULT-UNKNOWN", "result"),
        (3, "DATE", "date"),
        (4, "ROW-TWICE", "respondent"),
        (5, "DATE", "date"),
        (6, "ROW-TWICE", "respondent"),
    ]


def test_a_problem_is_one_sentence_with_file_line_and_column() -> None:
    with pytest.raises(TableInvalid) as caught:
        read(rows("r1,House A,staff,T-1.1,met"))

    assert str(caught.value) == (
        "answers.csv:2: AUDIENCE-NOT-ASKED column 'audience': is not asked by test@1: "
        "it asks person, relative"
    )


def test_problems_never_repeat_what_a_cell_says() -> None:
    secret = "she hits me"
    table = rows(
        f"{secret},{secret},{secret},{secret},{secret},{secret},{secret}",
        f"{secret}\0,{secret},person,T-1.1,exception:{secret}",
        heading=f"{HEADING},date,cycle",
    )

    with pytest.raises(TableInvalid) as caught:
        read(table)

    assert secret not in str(caught.value)


# Lines are those an editor counts.


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_inside_cells_count_as_lines(end: str) -> None:
    table = end.join(
        [
            f"{HEADING},said",
            'r1,House A,person,T-1.1,met,"one',
            "two",
            "",
            'three"',
            "",
            "r2,House A,person,T-1.1,perhaps,x",
            'r3,House A,person,T-1.1,perhaps,"four',
            'five"',
            "r4,House A,person,T-1.1,perhaps,x",
        ]
    )

    assert [line for line, _, _ in problems(table)] == [7, 8, 10]


def test_a_malformed_row_of_one_line_is_stepped_over() -> None:
    table = rows(ROW, 'r2,"House" A,person,T-1.1,met', "r3,House A,person,T-1.1,perhaps")

    assert problems(table) == [(3, "ROW-MALFORMED", None), (4, "RESULT-UNKNOWN", "result")]


def test_a_quotation_mark_without_partner_never_swallows_rows_in_silence() -> None:
    table = rows(ROW, 'r2,House A,person,T-1.1,met,"oh', ROW, ROW, heading=f"{HEADING},said")

    with pytest.raises(TableInvalid, match="the rows after it were not read") as caught:
        read(table.replace(f"{ROW}\n", f"{ROW},\n", 1))

    assert [problem.place.line for problem in caught.value.problems] == [3]


def test_a_quotation_mark_open_in_the_last_line_is_told() -> None:
    assert problems(rows(ROW) + '"r2,House A') == [(3, "ROW-MALFORMED", None)]


def test_a_cell_of_ten_megabytes_is_told() -> None:
    table = rows(ROW, f"r2,{'x' * 10_000_000},person,T-1.1,met", "r3,,person,T-1.1,met")

    assert problems(table) == [(3, "ROW-MALFORMED", None), (4, "CELL-EMPTY", "service")]


# The heading.


@pytest.mark.parametrize("table", ["", "\n\n", ",,,\n", "\ufeff"])
def test_an_empty_table(table: str) -> None:
    assert problems(table) == [(1, "TABLE-EMPTY", None)]


@pytest.mark.parametrize("table", [HEADING, f"{HEADING}\n", f"{HEADING}\n\n,,,,\n"])
def test_a_heading_without_rows(table: str) -> None:
    ((_, code, column),) = problems(table)

    assert (code, column) == ("NO-ROWS", None)


def test_every_missing_column_is_told() -> None:
    assert problems("\nservice;audience\n") == [
        (2, "COLUMN-MISSING", column)
        for column in ("respondent", "service", "audience", "criterion", "result")
    ]


def test_a_column_that_is_there_twice() -> None:
    assert problems(f"{HEADING},Result,cycle,Cycle\n{ROW},met,1,1\n") == [
        (1, "COLUMN-TWICE", "result"),
        (1, "COLUMN-TWICE", "cycle"),
    ]


def test_a_malformed_heading_ends_the_reading() -> None:
    assert problems(f'"x"y,{HEADING}\n{ROW}\n') == [(1, "ROW-MALFORMED", None)]


# Anything at all.

WORDS = st.sampled_from(["met", "partly", "not_met", "unknown", "declined", "exception:PLAN"])
ANSWERS = st.lists(
    st.tuples(
        st.sampled_from([f"r{n}" for n in range(8)]),
        st.sampled_from(["House A", "Tŷ, 'B'\n", 'C "c"']),
        st.sampled_from(["person", "relative", "advocate"]),
        WORDS,
        st.sampled_from(["2026", "2027", ""]),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda row: (row[0], row[4]),
)


@given(ANSWERS)
@settings(max_examples=100)
def test_any_good_table_is_counted_as_one_would_by_hand(
    answers: list[tuple[str, str, str, str, str]],
) -> None:
    written = io.StringIO(newline="")
    table = csv.writer(written)
    table.writerow([*HEADING.split(","), "cycle"])
    table.writerows([r, s, a, "T-1.1", word, c] for r, s, a, word, c in answers)

    expected = tally(
        (Key(s.strip(), a, c or None, "T-1.1"), Result.from_text(word), 1)
        for _, s, a, word, c in answers
    )

    assert read(written.getvalue()) == expected


@given(st.lists(st.text(alphabet='r1,"\n\r\0 é;', max_size=40), max_size=6))
@settings(max_examples=200)
def test_any_text_is_counted_or_refused_and_no_line_lies_outside_it(lines: list[str]) -> None:
    table = "\n".join([HEADING, ROW, *lines])
    last = table.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1

    try:
        told = []
        found = read(table)
    except TableInvalid as invalid:
        told = [problem.place.line for problem in invalid.problems]

    assert all(1 <= line <= last for line in told)
    assert told or found == ONE
