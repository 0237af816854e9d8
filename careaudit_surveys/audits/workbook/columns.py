"""The columns of each sheet: what the heading says, what a cell stands for, and the note on it.

The one place that knows them. `reading` and `writing` both go by these tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..model import AUDIENCES, AnswerType, Criterion, CriterionType, EasyWording, Question, Unit
from . import notation as n

YES_NO = ("yes", "no")
ASKED = tuple(audience for audience in AUDIENCES if audience != "advocate")
"""Who may have questions of their own: advocates are asked the relative's."""

USUAL_OPTIONS = 8
OPTION = re.compile(r"option ([1-9][0-9]?)")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading and the note on it.

    Its drop-down list has the `choices`, or what stands in the cells `choose_from`.
    """

    name: str
    note: str
    width: int = 14
    choices: tuple[str, ...] = ()
    required: bool = False
    choose_from: str = ""


@dataclass(frozen=True, slots=True)
class Column(Heading, Generic[T]):
    """A column whose cells stand for one key of the audit file, read and written by notation."""

    key: str = ""
    read: Callable[[str], Any] = n.read_text
    write: Callable[[T], str] = str


STANDARD = Heading(
    "standard",
    "The short name of the standard, such as LW-S2. Rows with the same name belong together."
    " A row with EXAMPLE here is passed over.",
    12,
    required=True,
)
STANDARD_TEXT = Heading(
    "standard text",
    "What good looks like, in one line. Once for each standard is enough.",
    28,
    required=True,
)
CRITERION = Heading(
    "criterion",
    "The short name of the criterion, such as LW-2.1. Needed in every row. A criterion has a row"
    " for each audience that is asked, and one more where the easy words differ.",
    12,
    required=True,
)
AUDIENCE = Heading(
    "audience",
    "Who is asked in this row. Leave it empty for what is counted from records or from another"
    " question.",
    12,
    ASKED,
    required=True,
)
PROFILE = Heading(
    "profile",
    "standard, or easy for a row that holds easier words or easier answers for the same people."
    " Empty is standard. In an easy row, fill in only what differs.",
    12,
    ("standard", "easy"),
)


def option_heading(number: int) -> Heading:
    return Heading(
        f"option {number}",
        "One answer and what it amounts to, such as: Never = not met."
        " Results: met, partly, not met, unknown, declined, exception CODE."
        " For an answer someone must act on: Not safe = not met! unsafe."
        " Leave these empty where there is a scale.",
        22,
    )


CRITERION_COLUMNS: tuple[Column[Criterion], ...] = (
    Column(
        "criterion text",
        "One clear statement that can be measured. Once for each criterion is enough,"
        " here and in the columns up to record.",
        36,
        required=True,
        key="text",
        write=lambda c: c.text,
    ),
    Column(
        "type",
        "structure: what is there. process: what is done. outcome: what comes of it."
        " experience: how it felt.",
        choices=tuple(CriterionType),
        required=True,
        key="type",
        read=n.read_word,
        write=lambda c: n.write_word(c.type),
    ),
    Column(
        "target",
        "The share expected to meet the criterion: 95% or >= 95% for at least, <= 5% for at most.",
        required=True,
        key="target",
        read=n.read_target,
        write=lambda c: n.write_target(c.target),
    ),
    Column(
        "denominator",
        "valid: don't know is left out, as is usual. all: don't know stays in.",
        choices=("valid", "all"),
        key="denominator",
        read=n.read_word,
        write=lambda c: "all" if c.keeps_unknown else "valid",
    ),
    Column(
        "zero tolerance",
        "yes if a single failure matters, whatever the share. Empty is no.",
        choices=YES_NO,
        key="zero_tolerance",
        read=n.read_yes_no,
        write=lambda c: n.write_yes_no(c.zero_tolerance),
    ),
    Column(
        "core",
        "yes if the short form asks this too. Empty is no.",
        choices=YES_NO,
        key="core",
        read=n.read_yes_no,
        write=lambda c: n.write_yes_no(c.core),
    ),
    Column(
        "minimum base",
        "The fewest answers that managers and the public are shown. Empty is 10.",
        key="min_base",
        read=n.read_whole,
        write=lambda c: n.write_whole(c.min_base),
    ),
    Column(
        "exceptions",
        "Who is left out, one a line (Alt and Enter): NEW by lead = under 28 days here."
        " by lead: set from records. by respondent: an answer that people give.",
        30,
        key="exceptions",
        read=n.read_exceptions,
        write=lambda c: n.write_exceptions(c.exceptions),
    ),
    Column(
        "definitions",
        "What the words mean, so that two people would count alike.",
        30,
        key="definitions",
        write=lambda c: c.definitions or "",
    ),
    Column(
        "look back",
        "The time that is asked about, such as: the last 6 months.",
        key="look_back",
        write=lambda c: c.look_back or "",
    ),
    Column(
        "source",
        "Where the criterion comes from: document and section, or own.",
        18,
        key="source",
        write=lambda c: c.source or "",
    ),
    Column(
        "private",
        "yes if staff who give this person care must not ask it. Empty is no.",
        choices=YES_NO,
        key="private",
        read=n.read_yes_no,
        write=lambda c: n.write_yes_no(c.private),
    ),
    Column(
        "mappings",
        "Which rules and frameworks it bears on, one a line: cqc_regulation: 10, 13",
        30,
        key="mappings",
        read=n.read_mappings,
        write=lambda c: n.write_mappings(c.mappings),
    ),
    Column(
        "measured from",
        "For a criterion counted from another question: its name, then one answer a line:"
        " poor = not met. * = met stands for every other answer.",
        22,
        key="measured_from",
        read=n.read_measured_from,
        write=lambda c: n.write_measured_from(c.measured_from),
    ),
    Column(
        "record",
        "For what staff count from records. numerator: missed visits, and on the next line"
        " denominator: planned visits. Or value: and what is counted.",
        30,
        key="record",
        read=n.read_record,
        write=lambda c: n.write_record(c.record),
    ),
)

EVIDENCE: Column[Question] = Column(
    "evidence",
    "What leaders are asked for after an answer that meets the criterion: link, note, name, date.",
    key="evidence",
    read=n.read_known_words,
    write=lambda q: n.write_words(q.evidence),
)

WORDING_COLUMNS: tuple[Column[Question | EasyWording], ...] = (
    Column(
        "question",
        "The question in the words that people will read: short, everyday, one thing at a time.",
        40,
        required=True,
        key="text",
        write=lambda q: q.text or "",
    ),
    Column(
        "easier words",
        "The same question another way, for when it was not understood.",
        30,
        key="easier",
        write=lambda q: q.easier or "",
    ),
    Column(
        "scale",
        "A name from the sheet Scales. Or leave it empty, and write the options in this row.",
        18,
        choose_from="Scales!$A$3:$A$5000",  # below the heading and the example
        key="scale",
        write=lambda q: q.scale or "",
    ),
)

ASKING_COLUMNS: tuple[Column[Question], ...] = (
    Column(
        "prompt",
        "What an interviewer may say or do, if the question is hard.",
        30,
        key="prompt",
        write=lambda q: q.prompt or "",
    ),
    Column(
        "ask if",
        "Ask only after certain answers to an earlier question: LW-5.1 is not tube.",
        20,
        key="ask_if",
        read=n.read_ask_if,
        write=lambda q: n.write_ask_if(q.ask_if),
    ),
    Column(
        "answer type",
        "Empty is choice: one of the options. Else multiple choice, number or text.",
        choices=tuple(n.write_word(kind) for kind in AnswerType),
        key="type",
        read=n.read_word,
        write=lambda q: "" if q.type is AnswerType.CHOICE else n.write_word(q.type),
    ),
    Column(
        "minimum",
        "The smallest number that can be right, for a number.",
        key="min",
        read=n.read_whole,
        write=lambda q: n.write_whole(q.minimum),
    ),
    Column(
        "maximum",
        "The largest number that can be right, for a number.",
        key="max",
        read=n.read_whole,
        write=lambda q: n.write_whole(q.maximum),
    ),
    Column(
        "reading exempt",
        "Why these words may be hard to read, if they must stay as they are.",
        20,
        key="reading_exempt",
        write=lambda q: q.reading_exempt or "",
    ),
)


def criteria_headings(options: int = USUAL_OPTIONS) -> tuple[Heading, ...]:
    """The columns of the sheet Criteria, in the order in which they are written."""
    return (
        STANDARD,
        STANDARD_TEXT,
        CRITERION,
        *CRITERION_COLUMNS,
        EVIDENCE,
        AUDIENCE,
        PROFILE,
        *WORDING_COLUMNS,
        *map(option_heading, range(1, options + 1)),
        *ASKING_COLUMNS,
    )


SCALE = Heading("scale", "The name that the sheet Criteria uses.", 24, required=True)
SYMBOLS = Heading("symbols", "The pictures on a tablet: faces, circles or ticks. May be empty.", 12)


def scales_headings(options: int = USUAL_OPTIONS) -> tuple[Heading, ...]:
    """The columns of the sheet Scales."""
    return (SCALE, SYMBOLS, *map(option_heading, range(1, options + 1)))


COMMENT = Heading("comment", "A short name, such as LW-C1.", 12, required=True)
COMMENT_TEXT = Heading("question", "The words that people will read.", 60, required=True)
COMMENTS_HEADINGS = (
    COMMENT,
    Heading("audience", "Who is asked in this row.", 12, ASKED, required=True),
    COMMENT_TEXT,
)

NAME = Heading("name", "Leave these as they are.", 24, required=True)
VALUE = Heading("value", "Fill these in.", 80, required=True)
AUDIT_HEADINGS = (NAME, VALUE)


@dataclass(frozen=True, slots=True)
class Name:
    """A row of the sheet Audit: one key of the audit file."""

    name: str
    key: str
    note: str
    read: Callable[[str], Any] = n.read_text
    choices: tuple[str, ...] = ()


AUDIT_NAMES = (
    Name("format", "format", "Leave this at 1.", n.read_whole),
    Name("id", "id", "A short name: a to z, 0 to 9 and hyphens, such as living-well."),
    Name("version", "version", "1 at first, and one more each time it is released.", n.read_whole),
    Name("title", "title", "What the audit is called."),
    Name("topic", "topic", "What it is about, in a sentence."),
    Name("reason", "reason", "Why it is done."),
    Name(
        "audiences",
        "audiences",
        "Who is asked, with commas between: person, relative, advocate, staff, leader.",
        n.read_known_words,
    ),
    Name("reviewed", "reviewed", "The day it was last looked over: year-month-day."),
    Name("review by", "review_by", "The day it must be looked over again: year-month-day."),
    Name("licence", "licence", "Who may use it and how, such as MIT."),
    Name("attribution", "attribution", "Who made it."),
    Name("unit", "unit", "What is counted.", n.read_word, tuple(Unit)),
    Name("reading exempt", "reading_exempt", "Why its words may be hard to read, if they must."),
)
SPOKEN = ("opening", "closing")
"""What is said first and last: a row for each audience, such as `opening person`."""
