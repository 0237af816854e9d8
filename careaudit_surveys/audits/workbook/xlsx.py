"""Pages of rows → an .xlsx file that is pleasant to fill in."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .columns import AUDIT_NAMES, NAME, VALUE, Heading
from .guide import READ_ME
from .rows import Line
from .sheets import MOST_ROWS

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import Alignment
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to be written, and the example that stands above its rows, if it has one."""

    name: str
    headings: Sequence[Heading]
    lines: Sequence[Line]
    example: Line = field(default_factory=dict)


def xlsx(pages: Sequence[Page], author: str) -> bytes:
    """The pages as a workbook, and the sheet Read me behind them."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = author
    for page in pages:
        sheet = book.create_sheet(page.name)
        _head(sheet, page.headings)
        _fill(sheet, page)
    _explain_names(book["Audit"])
    _read_me(book.create_sheet("Read me"))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: Worksheet, headings: Sequence[Heading]) -> None:
    """The row of headings, which stays in sight, with their notes and drop-down lists."""
    from openpyxl.styles import Font, PatternFill

    for number, heading in enumerate(headings, start=1):
        cell = sheet.cell(1, number, heading.name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F3864")
        cell.alignment = _from_the_top()
        _note(cell, heading.note)
        letter = cell.column_letter
        column = sheet.column_dimensions[letter]
        column.width = heading.width
        column.alignment = _from_the_top()
        # As text, what is typed stays as it was typed: 1-2 does not become a day in February.
        column.number_format = "@"
        if choices := heading.choose_from or _listed(heading.choices):
            _offer(sheet, f"{letter}2:{letter}{MOST_ROWS}", choices)
    sheet.freeze_panes = "A2"


def _fill(sheet: Worksheet, page: Page) -> None:
    """The rows, the example first and in faint italics."""
    from openpyxl.styles import Font

    faint = Font(italic=True, color="595959")
    lines = [page.example, *page.lines] if page.example else page.lines
    for row, line in enumerate(lines, start=2):
        for column, heading in enumerate(page.headings, start=1):
            if text := line.get(heading.name):
                cell = sheet.cell(row, column)
                cell.alignment = _from_the_top()
                called = line[NAME.name] if heading is VALUE else heading.name
                _write(cell, text, whole=called in _WHOLE)
                if line is page.example:
                    cell.font = faint


_WHOLE = {"format", "version", "minimum base", "minimum", "maximum"}
"""The columns, and the names on the sheet Audit, whose values are whole numbers."""

_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def _write(cell: Cell | MergedCell, text: str, *, whole: bool) -> None:
    """Put a whole number in a cell, or text as text, whatever it begins with."""
    if whole:
        cell.value = int(text)
        return
    cell.value = _CODED.sub("_x005F_", text)  # `_x0041_` would be read as a code for A
    cell.data_type = "s"
    cell.number_format = "@"


def _note(cell: Cell | MergedCell, text: str) -> None:
    from openpyxl.comments import Comment

    cell.comment = Comment(text, "CareAudit", height=110, width=300)


def _listed(choices: Sequence[str]) -> str:
    return f'"{",".join(choices)}"' if choices else ""


def _offer(sheet: Worksheet, cells: str, choices: str) -> None:
    """Give cells a drop-down list."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation("list", formula1=choices, allow_blank=True, showErrorMessage=True)
    rule.errorTitle = "Not in the list"
    rule.error = "Choose from the list, or leave the cell empty."
    rule.add(cells)
    sheet.add_data_validation(rule)


def _explain_names(sheet: Worksheet) -> None:
    """On the sheet Audit each row is of its own kind, so each has its note, and list if any."""
    names = {name.name: name for name in AUDIT_NAMES}
    for row in range(2, sheet.max_row + 1):
        if name := names.get(str(sheet.cell(row, 1).value)):
            _note(sheet.cell(row, 1), name.note)
            if name.choices:
                _offer(sheet, f"B{row}", _listed(name.choices))


def _read_me(sheet: Worksheet) -> None:
    from openpyxl.styles import Font

    sheet.column_dimensions["A"].width = 100
    for row, line in enumerate(READ_ME, start=1):
        cell = sheet.cell(row, 1, line)
        cell.alignment = _from_the_top()
        if len(line.split()) <= 6 and not line.endswith((".", ":")):
            cell.font = Font(bold=True, size=12)


def _from_the_top() -> Alignment:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")
