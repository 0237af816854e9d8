"""From the rows of the sheet Criteria to standards, their criteria and their questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..problems import Place, Problem
from ..tree import Node
from .columns import (
    ASKING_COLUMNS,
    AUDIENCE,
    CRITERION,
    CRITERION_COLUMNS,
    EVIDENCE,
    OPTION,
    PROFILE,
    STANDARD,
    STANDARD_TEXT,
    WORDING_COLUMNS,
    Column,
)
from .notation import Unclear, read_word
from .options import read_option
from .table import Row

_ASKING_COLUMNS = (EVIDENCE, *ASKING_COLUMNS)


def standards_from(rows: Sequence[Row], top: Place, problems: list[Problem]) -> Node:
    """The list of standards that the rows describe, in the order in which they first appear."""
    return _Criteria(problems).standards(rows, top)


class _Criteria:
    """Puts together what the rows say, noting problems.

    What cannot be understood stays in the tree as it is, so that later steps know it was there.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self._problems = problems

    def standards(self, rows: Sequence[Row], top: Place) -> Node:
        standards: dict[str, list[list[Row]]] = {}
        for its_rows in self._criteria(rows).values():
            if standard := self._once(STANDARD.name, its_rows):
                standards.setdefault(str(standard.value), []).append(its_rows)
            else:
                place = its_rows[0].at(STANDARD.name)
                self._note("CELL-MISSING", place, "say which standard this belongs to")
        return Node([self._standard(*standard) for standard in standards.items()], top)

    def _criteria(self, rows: Sequence[Row]) -> dict[str, list[Row]]:
        """The rows of each criterion, which need not stand together."""
        criteria: dict[str, list[Row]] = {}
        for row in rows:
            if name := row.text(CRITERION.name):
                criteria.setdefault(name, []).append(row)
            else:
                place = row.at(CRITERION.name)
                self._note("CELL-MISSING", place, "say which criterion this row belongs to")
        return criteria

    def _standard(self, name: str, criteria: list[list[Row]]) -> Node:
        rows = [row for its_rows in criteria for row in its_rows]
        place = rows[0].at(STANDARD.name)
        empty = Node("", rows[0].at(STANDARD_TEXT.name))
        found = {
            "id": Node(name, place),
            "text": self._once(STANDARD_TEXT.name, rows) or empty,
            "criteria": Node([self._criterion(its_rows) for its_rows in criteria], place),
        }
        return map_of(found, place)

    def _criterion(self, rows: list[Row]) -> Node:
        found = {"id": rows[0].cells[CRITERION.name]}
        for column in CRITERION_COLUMNS:
            if cell := self._once(column.name, rows):
                self._add(found, column, cell)
            elif column.key in _NEVER_EMPTY:
                found[column.key] = Node("", rows[0].at(column.name))
        if questions := self._questions(rows):
            found["questions"] = questions
        return map_of(found, rows[0].at(CRITERION.name))

    def _questions(self, rows: Sequence[Row]) -> Node | None:
        """The question put to each audience, if any is asked one."""
        asked: dict[str, dict[str, Row]] = {}
        places: dict[str, Place] = {}
        for row in rows:
            if audience := read_word(row.text(AUDIENCE.name)):
                places.setdefault(audience, row.at(AUDIENCE.name))
                self._file(row, asked.setdefault(audience, {}))
            elif any(column.name in row.cells for column in _QUESTION_COLUMNS) or _options_in(row):
                self._note("CELL-MISSING", row.at(AUDIENCE.name), "say who is asked this question")
        questions = {who: self._question(profiles) for who, profiles in asked.items() if profiles}
        return Node(questions, rows[0].place, places) if questions else None

    def _file(self, row: Row, profiles: dict[str, Row]) -> None:
        """Put a row with the others of its criterion and audience, by profile."""
        profile = read_word(row.text(PROFILE.name)) or "standard"
        if profile not in PROFILE.choices:
            self._note("CELL", row.at(PROFILE.name), _WHICH_PROFILE)
        elif profile in profiles:
            earlier = profiles[profile].place.line
            message = f"row {earlier} asks the same people about the same criterion: keep one"
            self._note("ROW-TWICE", row.place, message)
        else:
            profiles[profile] = row

    def _question(self, profiles: dict[str, Row]) -> Node:
        easy = profiles.get("easy")
        row = profiles.get("standard") or profiles["easy"]
        if row is easy:
            self._note("ROW-EASY-ALONE", row.at(PROFILE.name), _EASY_ALONE)
        found = {"text": Node("", row.at(WORDING_COLUMNS[0].name))} | self._wording(row)
        for column in _ASKING_COLUMNS:
            if cell := row.cells.get(column.name):
                self._add(found, column, cell)
        if easy and easy is not row:
            self._refuse_asking(easy)
            found["easy"] = map_of(self._wording(easy), easy.place)
        return map_of(found, row.place)

    def _wording(self, row: Row) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for column in WORDING_COLUMNS:
            if cell := row.cells.get(column.name):
                self._add(found, column, cell)
        if options := options_from(row, self._problems):
            found["options"] = options
        return found

    def _refuse_asking(self, easy: Row) -> None:
        for column in _ASKING_COLUMNS:
            if column.name in easy.cells:
                self._note("CELL-EASY", easy.at(column.name), _EASY_HOLDS)

    def _once(self, heading: str, rows: list[Row]) -> Node | None:
        """What one of the rows says for all of them; others may say nothing, or the same."""
        cells = [row.cells[heading] for row in rows if heading in row.cells]
        for cell in cells[1:]:
            if cell.value != cells[0].value:
                message = f"row {cells[0].place.line} says something else: write it once"
                self._note("CELL-DIFFERS", cell.place, message)
        return cells[0] if cells else None

    def _add(self, found: dict[str, Node], column: Column[Any], cell: Node) -> None:
        try:
            found[column.key] = located(column.read(str(cell.value)), cell.place)
        except Unclear as unclear:
            self._note("CELL", cell.place, str(unclear))
            found[column.key] = cell

    def _note(self, code: str, place: Place, message: str) -> None:
        self._problems.append(Problem(code, place, message))


_QUESTION_COLUMNS: tuple[Column[Any], ...] = (*WORDING_COLUMNS, *_ASKING_COLUMNS)
_NEVER_EMPTY = ("text", "type")
_WHICH_PROFILE = "write standard or easy; what the short form asks is said in the column 'core'"
_EASY_ALONE = "there is no standard row for this audience to go with it: add one"
_EASY_HOLDS = "an easy row has words and options alone: write this in the standard row"


def options_from(row: Row, problems: list[Problem]) -> Node | None:
    """The options in a row's option columns, in the order of their numbers, if there are any."""
    cells = _options_in(row)
    options = []
    position = 1
    for cell in cells:
        try:
            option, position = read_option(str(cell.value), position)
        except Unclear as unclear:
            problems.append(Problem("CELL", cell.place, str(unclear)))
            options.append(cell)
        else:
            options.append(located(option, cell.place))
    return Node(options, cells[0].place) if cells else None


def _options_in(row: Row) -> list[Node]:
    numbers = (int(match[1]) for heading in row.cells if (match := OPTION.fullmatch(heading)))
    return [row.cells[f"option {number}"] for number in sorted(numbers)]


def located(value: Any, place: Place) -> Node:
    """A plain value as a tree, all of it at one place: that of the cell it was read from."""
    if isinstance(value, dict):
        return map_of({key: located(item, place) for key, item in value.items()}, place)
    if isinstance(value, list):
        return Node([located(item, place) for item in value], place)
    return Node(value, place)


def map_of(found: dict[str, Node], place: Place) -> Node:
    """A map of what was found, each key where its value is."""
    return Node(found, place, {key: node.place for key, node in found.items()})
