"""From a sheet to rows by heading. Every cell keeps its place, and what is amiss is noted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..problems import Place, Problem
from ..telling import meant, shortened
from ..tree import Node
from .columns import OPTION, Heading
from .notation import folded
from .sheets import Cell, Kind, Sheet

LONGEST_CELL = 32_767
"""Characters; Excel's own limit."""

EXAMPLE = "example"
"""What stands under the first heading in a row that only shows how it is done."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it: its cells' text by heading, none of it empty."""

    place: Place
    cells: dict[str, Node]

    def text(self, heading: str) -> str:
        """The text under a heading; empty if there is none."""
        return str(self.cells[heading].value) if heading in self.cells else ""

    def at(self, heading: str) -> Place:
        """The place of the cell under a heading, empty or not."""
        return replace(self.place, column=heading)


def rows_of(
    sheet: Sheet,
    top: Place,
    headings: Sequence[Heading],
    problems: list[Problem],
    *,
    dates: bool = False,
) -> list[Row] | None:
    """The rows below the headings, without examples; None if the headings are not all there.

    `top` is the place of the sheet. `dates` says that cells may hold dates; elsewhere a date is a
    word that a spreadsheet took for one.
    """
    problems += (
        Problem("CELLS-MERGED", replace(top, line=row), f"the cells {area} are merged: {_UNMERGE}")
        for row, area in sheet.merged
    )
    if not sheet.rows:
        problems.append(Problem("SHEET-EMPTY", top, _NO_HEADINGS))
        return None
    first, *numbers = sorted(sheet.rows)
    columns = _columns(sheet.rows[first], replace(top, line=first), headings, problems)
    if not columns:
        return None
    rows = []
    for number in numbers:
        cells = sheet.rows[number]
        if not _is_example(cells, columns, headings[0].name):
            row = Row(replace(top, line=number), {})
            row.cells.update(_taken(cells, row, columns, problems, dates))
            rows.append(row)
    return [row for row in rows if row.cells]


_UNMERGE = "unmerge them, and write the value in each row"
_NO_HEADINGS = "there are no headings here: convert an audit to see which there are"


def _columns(
    row: dict[int, Cell], place: Place, headings: Sequence[Heading], problems: list[Problem]
) -> dict[int, str]:
    """Which heading stands over which column; nothing if one that is needed is missing.

    A heading that nobody knows is told once, and has no name here.
    """
    names = {heading.name for heading in headings}
    columns: dict[int, str] = {}
    for column, cell in sorted(row.items()):
        name = folded(cell.text.rstrip(":* "))
        told = replace(place, column=shortened(cell.text))
        if name in columns.values():
            message = "this heading is here twice: keep one of the two"
            problems.append(Problem("COLUMN-TWICE", told, message))
        elif name not in names and not ("option 1" in names and OPTION.fullmatch(name)):
            message = f"there is no such column{meant(name, names) or ': remove it'}"
            problems.append(Problem("COLUMN-UNKNOWN", told, message))
            name = ""
        columns[column] = name
    missing = [h.name for h in headings if h.required and h.name not in columns.values()]
    problems += (
        Problem("COLUMN-MISSING", place, f"the column '{name}' is missing: add it")
        for name in missing
    )
    return {} if missing else columns


def _is_example(cells: dict[int, Cell], columns: dict[int, str], heading: str) -> bool:
    return any(
        folded(cell.text) == EXAMPLE
        for column, cell in cells.items()
        if columns.get(column) == heading
    )


def _taken(
    cells: dict[int, Cell],
    row: Row,
    columns: dict[int, str],
    problems: list[Problem],
    dates: bool,
) -> Iterable[tuple[str, Node]]:
    """The cells of a row that can be taken over, each with its heading."""
    for column, cell in sorted(cells.items()):
        name = columns.get(column)
        if name is None:
            message = f"'{shortened(cell.text)}' has no heading above it: move it, or remove it"
            problems.append(Problem("CELL-ASTRAY", row.place, message))
        if not name:
            continue
        place = row.at(name)
        if amiss := _amiss(cell, dates):
            code, message = amiss
            problems.append(Problem(code, place, message))
        # A cell that is amiss counts as filled, so that nothing is said to be missing as well.
        yield name, Node(shortened(cell.text) or "?" if amiss else cell.text, place)


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems without any more about a cell of which something has been told already."""
    told: set[Place] = set()
    kept = []
    for problem in problems:
        if problem.place.column is None or problem.place not in told:
            kept.append(problem)
        told.add(problem.place)
    return kept


def _amiss(cell: Cell, dates: bool) -> tuple[str, str] | None:
    """What is wrong with a cell, whatever its column: a code and what to do."""
    if cell.kind is Kind.FORMULA:
        return "CELL-FORMULA", "this is a formula: copy the cell, and paste it as a value"
    if cell.kind is Kind.ERROR:
        return (
            "CELL-ERROR",
            f"this shows the error {shortened(cell.text)}: write what it should say",
        )
    if cell.kind is Kind.DATE and not dates:
        return "CELL-DATE", "this became a date: format the cell as text, and write it again"
    if len(cell.text) > LONGEST_CELL:
        return "CELL-LONG", f"this is too long: a cell has at most {LONGEST_CELL:,} characters"
    if odd := _UNSEEN.search(cell.text):
        return "CELL-CHARACTER", f"remove the character U+{ord(odd[0]):04X}, which no one can see"
    return None


_UNSEEN = re.compile("[^\t\n -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML 1.2 does not count as printable: a workbook holds what a file can hold."""
