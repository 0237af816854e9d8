"""A CSV: the sheet Criteria alone, and what stands in for the other sheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from ..problems import Place, Problem
from ..tree import Node
from .columns import AUDIENCE, criteria_headings
from .criteria import located, map_of, standards_from
from .notation import read_word
from .package import LARGE, LARGEST_FILE, Refused
from .sheets import Cell, Gathered, Rows, Sheet
from .table import Row, rows_of, told_once

_NOT_TEXT = (
    "NOT-TEXT",
    "this is not UTF-8 text: in a spreadsheet, save it as 'CSV UTF-8 (comma delimited)'",
)
_NOT_CSV = ("NOT-CSV", "the quotes in this file do not pair up: save it as CSV again")


def tree_from_csv(
    content: bytes, file_name: str, saved: date
) -> tuple[Node | None, list[Problem], list[str]]:
    """The tree of a CSV, None if it has no table to read, every problem met, and some sentences.

    What the other sheets would say is taken as given: the id from the file's name, the day of
    review from the day the file was `saved`. The sentences say so.
    """
    top = Place(file_name)
    try:
        sheet = Sheet(_rows(_text(content)))
    except Refused as refused:
        return None, [Problem(refused.code, top, refused.message)], []
    problems: list[Problem] = []
    rows = rows_of(sheet, top, criteria_headings(), problems)
    if rows is None:
        return None, problems, []
    given = _given(_stem(file_name), rows, saved)
    found = {key: located(value, top) for key, value in given.items()}
    found["standards"] = standards_from(rows, top, problems)
    return map_of(found, top), told_once(problems), _said_of(given)


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise Refused(*LARGE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(*_NOT_TEXT) from error


def _rows(text: str) -> Rows:
    """The rows by the line on which each begins, as an editor counts."""
    headings = text.lstrip().partition("\n")[0]
    divider = max(",;\t", key=headings.count)  # where a comma is a decimal point, it is no divider
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    gathered = Gathered()
    line = 1
    try:
        for record in reader:
            cells = {n: _cell(text) for n, text in enumerate(record, start=1) if text.strip()}
            gathered.add(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise Refused(*_NOT_CSV) from error
    return gathered.rows


_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def _cell(text: str) -> Cell:
    """A cell, without the ' that keeps a spreadsheet from taking its text for a formula."""
    text = text[1:] if _GUARDED.match(text) else text
    return Cell(text.replace("\r\n", "\n").replace("\r", "\n").strip())


def guarded(text: str) -> str:
    """Text for a CSV that no spreadsheet takes for a formula."""
    return f"'{text}" if re.match(r"'*[=+\-@\t\r]", text) else text


def csv_text(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a CSV that Excel opens as it is: UTF-8 with a byte order mark, all in quotes."""
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(map(guarded, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _stem(file_name: str) -> str:
    """A file's name without its folder and its ending."""
    name = re.split(r"[/\\]", file_name)[-1]
    return name.rpartition(".")[0] or name


_NOT_STATED = "Not stated"


def _given(name: str, rows: Iterable[Row], saved: date) -> dict[str, Any]:
    """What stands in for the sheet Audit."""
    words = re.findall("[a-z0-9]+", name.casefold()) or ["audit"]
    audiences = dict.fromkeys(read_word(row.text(AUDIENCE.name)) for row in rows)
    return {
        "format": 1,
        "id": "-".join(words),
        "version": 1,
        "title": " ".join(words).capitalize(),
        "topic": _NOT_STATED,
        "reason": _NOT_STATED,
        "audiences": [audience for audience in audiences if audience],
        "reviewed": saved.isoformat(),
        "review_by": (saved + timedelta(days=365)).isoformat(),
        "licence": _NOT_STATED,
        "attribution": _NOT_STATED,
        "unit": "person",
    }


def _said_of(given: dict[str, Any]) -> list[str]:
    return [
        f"The id '{given['id']}' and the title '{given['title']}' were made from the file's name.",
        f"The version was taken as {given['version']} and the unit as {given['unit']}.",
        f"The audiences were taken from the rows: {', '.join(given['audiences'])}.",
        f"The review was taken to be of {given['reviewed']}, the day the file was saved,"
        f" and the next by {given['review_by']}.",
        "The topic, reason, licence and attribution are not in a CSV: each says 'Not stated'.",
        "There are no scales, comments, opening or closing words in a CSV.",
    ]
