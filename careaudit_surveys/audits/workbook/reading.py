"""A workbook → the located tree that a YAML file gives, and every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..problems import Place, Problem
from ..telling import meant
from ..tree import Node
from .columns import (
    AUDIENCE,
    AUDIT_HEADINGS,
    AUDIT_NAMES,
    COMMENT,
    COMMENT_TEXT,
    COMMENTS_HEADINGS,
    NAME,
    SCALE,
    SPOKEN,
    SYMBOLS,
    VALUE,
    Name,
    criteria_headings,
    scales_headings,
)
from .criteria import located, map_of, options_from, standards_from
from .notation import Unclear, folded, read_word
from .package import Refused
from .sheets import Book, Cell, Sheet
from .table import Row, rows_of, told_once

_NEEDED = ("Audit", "Criteria")
_SHEETS = (*_NEEDED, "Scales", "Comments", "Read me")


def tree_from_workbook(content: bytes, file_name: str) -> tuple[Node | None, list[Problem]]:
    """The tree of an .xlsx file, None if it has no tables to read, and every problem met."""
    problems: list[Problem] = []
    try:
        sheets = _sheets(Book(content), file_name, problems)
    except Refused as refused:
        return None, [Problem(refused.code, Place(file_name), refused.message)]
    if not all(name in sheets for name in _NEEDED):
        return None, problems
    tree = _tree(sheets, file_name, problems)
    return tree, told_once(problems)


def _sheets(book: Book, file: str, problems: list[Problem]) -> dict[str, Sheet]:
    """The sheets that are read, by the name we have for each."""
    ours = {folded(name): name for name in _SHEETS} | {"readme": "Read me"}
    sheets = {}
    for name in book.names:
        known = ours.get(folded(name))
        if known in _SHEETS[:-1] and known not in sheets:
            sheets[known] = book.sheet(name)
        elif known in (None, *sheets):
            near = meant(name, _SHEETS)
            message = f"the sheet '{name}' is not read{near}"
            place = Place(file, 1, name)
            problems.append(Problem("SHEET-UNKNOWN", place, message, warning=not near))
    for needed in _NEEDED:
        if needed not in sheets:
            message = f"there is no sheet '{needed}': add it; convert an audit to see how it looks"
            problems.append(Problem("SHEET-MISSING", Place(file), message))
    return sheets


def _tree(sheets: dict[str, Sheet], file: str, problems: list[Problem]) -> Node | None:
    top = {name: Place(file, 1, name) for name in sheets}
    audit = _with_headings(sheets["Audit"])
    about = rows_of(audit, top["Audit"], AUDIT_HEADINGS, problems, dates=True)
    found = _about(about or [], top["Audit"], problems)
    for name, headings, read in (
        ("Comments", COMMENTS_HEADINGS, _comments),
        ("Scales", scales_headings(), _scales),
    ):
        if name in sheets and (rows := rows_of(sheets[name], top[name], headings, problems)):
            found[name.lower()] = read(rows, top[name], problems)
    criteria = rows_of(sheets["Criteria"], top["Criteria"], criteria_headings(), problems)
    found["standards"] = standards_from(criteria or [], top["Criteria"], problems)
    return None if about is None or criteria is None else map_of(found, top["Audit"])


def _with_headings(sheet: Sheet) -> Sheet:
    """The sheet Audit, whose two columns need no headings where the first row says a name."""
    first = min(sheet.rows, default=1)
    if folded(sheet.rows.get(first, {}).get(1, Cell("")).text) not in _NAMES:
        return sheet
    headings = {number: Cell(one.name) for number, one in enumerate(AUDIT_HEADINGS, start=1)}
    return replace(sheet, rows={0: headings} | sheet.rows)


def _about(rows: Sequence[Row], top: Place, problems: list[Problem]) -> dict[str, Node]:
    """What the sheet Audit says, by the keys of an audit file."""
    found = {"format": Node(1, top)}
    spoken: dict[str, dict[str, Node]] = {}
    seen = set()
    for row in rows:
        name = folded(re.sub(r"[():,]", " ", row.text(NAME.name)))
        says = re.fullmatch(f"({'|'.join(SPOKEN)}) (.+)", name)
        value = row.cells.get(VALUE.name)
        if name in seen:
            problems.append(Problem("ROW-TWICE", row.at(NAME.name), f"'{name}' is here twice"))
        elif says and value:
            spoken.setdefault(says[1], {})[read_word(says[2])] = value
        elif name in _NAMES and value:
            _add(found, _NAMES[name], value, problems)
        elif name not in _NAMES and not says:
            message = f"there is no such name{meant(name, _NAMES) or ': remove it'}"
            problems.append(Problem("NAME-UNKNOWN", row.at(NAME.name), message))
        seen.add(name)
    return found | {key: map_of(texts, top) for key, texts in spoken.items()}


_NAMES = {folded(one.name): one for one in AUDIT_NAMES}


def _add(found: dict[str, Node], name: Name, value: Node, problems: list[Problem]) -> None:
    try:
        found[name.key] = located(name.read(str(value.value)), value.place)
    except Unclear as unclear:
        problems.append(Problem("CELL", value.place, str(unclear)))
        found[name.key] = value


def _comments(rows: Sequence[Row], top: Place, problems: list[Problem]) -> Node:
    """The list of comments, each with its words for each audience."""
    comments: dict[str, dict[str, Row]] = {}
    for row in rows:
        missing = [h.name for h in COMMENTS_HEADINGS if h.name not in row.cells]
        problems += (
            Problem("CELL-MISSING", row.at(name), "fill in this cell, or empty the row")
            for name in missing
        )
        asked = comments.setdefault(row.text(COMMENT.name), {})
        audience = read_word(row.text(AUDIENCE.name))
        if not missing and asked.setdefault(audience, row) is not row:
            problems.append(Problem("ROW-TWICE", row.place, "these people are asked it above"))
    return Node([_comment(name, asked) for name, asked in comments.items() if asked], top)


def _comment(name: str, asked: dict[str, Row]) -> Node:
    place = next(iter(asked.values())).at(COMMENT.name)
    words = {audience: row.cells[COMMENT_TEXT.name] for audience, row in asked.items()}
    keys = {audience: row.at(AUDIENCE.name) for audience, row in asked.items()}
    return map_of({"id": Node(name, place), "text": Node(words, place, keys)}, place)


def _scales(rows: Sequence[Row], top: Place, problems: list[Problem]) -> Node:
    """The scales by name."""
    scales: dict[str, Node] = {}
    for row in rows:
        name = row.text(SCALE.name)
        if not name:
            problems.append(Problem("CELL-MISSING", row.at(SCALE.name), "give this scale a name"))
        elif name in scales:
            problems.append(Problem("ROW-TWICE", row.at(SCALE.name), "this name is taken above"))
        else:
            scales[name] = _scale(row, problems)
    return map_of(scales, top)


def _scale(row: Row, problems: list[Problem]) -> Node:
    found = {"symbols": row.cells[SYMBOLS.name]} if SYMBOLS.name in row.cells else {}
    if options := options_from(row, problems):
        found["options"] = options
    return map_of(found, row.at(SCALE.name))
