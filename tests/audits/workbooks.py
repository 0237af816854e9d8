"""Workbooks for tests: ours with something changed, and such as other programs write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from careaudit_surveys.audits.build import audit_from_tree
from careaudit_surveys.audits.load import Loaded, load
from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.workbook import tree_from_workbook, workbook_from_audit
from tests.audits.released import released

Edit = Callable[[Workbook], object]
FILE = "audit.xlsx"


@cache
def small() -> Audit:
    """The first standard of an audit, whose first criterion stands in rows 3 to 5."""
    whole = released("living-well")
    standard = whole.standards[0]
    questions = [asked for one in standard.criteria for asked in one.questions.values()]
    used = {wording.scale for asked in questions for wording in (asked, asked.easy) if wording}
    scales = {name: scale for name, scale in whole.scales.items() if name in used}
    return replace(whole, standards=(standard,), scales=scales)


def edited(*edits: Edit) -> bytes:
    """The small audit's workbook as it is after someone has worked on it."""
    book = load_workbook(io.BytesIO(_small_workbook()))
    for edit in edits:
        edit(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def _small_workbook() -> bytes:
    return workbook_from_audit(small())


def column(sheet: Worksheet, heading: str) -> int:
    """The number of the column under a heading."""
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def put(sheet: str, row: int, heading: str, value: Any, number_format: str | None = None) -> Edit:
    """Writes a value in a cell."""

    def edit(book: Workbook) -> None:
        cell = book[sheet].cell(row, column(book[sheet], heading))
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return edit


def criteria(row: int, heading: str, value: Any, number_format: str | None = None) -> Edit:
    """Writes a value in a cell of the sheet Criteria."""
    return put("Criteria", row, heading, value, number_format)


def about(name: str, value: Any) -> Edit:
    """Writes a value on the sheet Audit."""

    def edit(book: Workbook) -> None:
        [row] = [cell.row for cell in book["Audit"]["A"] if cell.value == name]
        book["Audit"].cell(row, 2).value = value

    return edit


def told(content: bytes) -> list[str]:
    """Every problem with a workbook, as people are told it."""
    return [str(problem) for problem in loaded(content).problems]


def loaded(content: bytes) -> Loaded:
    """A workbook read, built and checked."""
    return load(content, FILE)


def audit_in(content: bytes) -> Audit:
    """The audit that a workbook holds, read and built, whatever the rules say of it."""
    tree, problems = tree_from_workbook(content, FILE)
    assert tree is not None
    built = audit_from_tree(tree)
    in_the_way = [*problems, *built.problems]
    assert not in_the_way, "\n".join(map(str, in_the_way))
    return built.audit


# Workbooks that are not ours


Table = Sequence[Sequence[str | None]]


def tables_in(content: bytes) -> dict[str, Table]:
    """The text in each sheet of a workbook of ours."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [
            [None if value is None else str(value) for value in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book.worksheets
    }


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def written_by_hand(
    tables: Mapping[str, Table],
    cell: Callable[[str, str], str],
    *,
    strings: Sequence[str] = (),
    after_data: str = "",
    workbook_properties: str = "",
    styles: str = "",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook from its XML up. `cell` gives the XML of a cell from its position and text."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations({"r1": ("officeDocument", "xl/workbook.xml")}),
    }
    sheets, related = "", {}
    for number, (name, table) in enumerate(tables.items(), start=1):
        sheets += f'<sheet name="{name}" sheetId="{number}" r:id="s{number}"/>'
        related[f"s{number}"] = ("worksheet", f"worksheets/sheet{number}.xml")
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{_rows(table, cell)}</sheetData>'
            f"{after_data}</worksheet>"
        )
    if strings:
        related["strings"] = ("sharedStrings", "/xl/sharedStrings.xml")
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>'
    if styles:
        related["styles"] = ("styles", "styles.xml")
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{workbook_properties}'
        f"<sheets>{sheets}</sheets></workbook>"
    )
    parts["xl/_rels/workbook.xml.rels"] = _relations(related)
    return zipped(parts | dict(more or {}))


def _rows(table: Table, cell: Callable[[str, str], str]) -> str:
    return "".join(
        f'<row r="{row}">'
        + "".join(
            cell(f"{get_column_letter(number)}{row}", text)
            for number, text in enumerate(texts, start=1)
            if text is not None
        )
        + "</row>"
        for row, texts in enumerate(table, start=1)
    )


def _relations(related: Mapping[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for name, (kind, target) in related.items()
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def inline(position: str, text: str) -> str:
    """A cell that holds its own text."""
    return f'<c r="{position}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def shared(position: str, number: str) -> str:
    """A cell whose text is kept among the shared strings, under a number."""
    return f'<c r="{position}" t="s"><v>{number}</v></c>'
