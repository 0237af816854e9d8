"""The sheets of a workbook, as the text that a person sees in their cells.

The XML is read here and not by openpyxl, which makes an object for every cell of a merged range or
a link, however large the file says it is, and knows nothing of merged cells when it streams.
"""

from __future__ import annotations

import io
import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from xml.etree import ElementTree as ET

from .notation import plain_number
from .package import DAMAGED, Refused, parts_of

MOST_ROWS = 5_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 5_000_000
LONG = (
    "SHEET-LONG",
    f"a sheet has over {MOST_ROWS:,} rows, {MOST_COLUMNS} columns or {MOST_CHARACTERS:,}"
    " characters, more than any audit needs: remove what is not part of it",
)
LAST_ROW = 1_048_576


class Kind(Enum):
    """What a cell holds that its text does not tell."""

    PLAIN = auto()
    DATE = auto()
    FORMULA = auto()
    ERROR = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text, as seen: a date is `2026-11-23`, a share shown in per cent is `95%`."""

    text: str
    kind: Kind = Kind.PLAIN


Rows = dict[int, dict[int, Cell]]
"""The cells with something in them, by row and column, both counted from 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `merged` has the first row of each merged range, and the range."""

    rows: Rows
    merged: tuple[tuple[int, str], ...] = ()


class Gathered:
    """The rows of a sheet while it is read. Refused once there are more than any audit needs."""

    def __init__(self) -> None:
        self.rows: Rows = {}
        self._characters = 0

    def add(self, number: int, cells: dict[int, Cell]) -> None:
        """Put a row with the others, if it has anything in it."""
        if not cells:
            return
        self.rows.setdefault(number, {}).update(cells)
        # Many cells may share one long text, so that the size of the file says little.
        self._characters += sum(len(cell.text) for cell in cells.values())
        if (
            len(self.rows) > MOST_ROWS
            or max(cells) > MOST_COLUMNS
            or self._characters > MOST_CHARACTERS
        ):
            raise Refused(*LONG)


class Book:
    """An opened workbook. Refused, when made or when a sheet is read, if it cannot be."""

    def __init__(self, content: bytes) -> None:
        self._parts = parts_of(content)
        try:
            self._open()
        except _BAD_XML as error:
            raise Refused(*DAMAGED) from error

    def _open(self) -> None:
        [(_, main)] = self._related("", "officeDocument")
        workbook = self._xml(main)
        targets = dict(self._related(main, "worksheet"))
        self._sheets = {
            sheet.get("name", ""): targets[_relation(sheet)]
            for sheet in _all(workbook, "sheet")
            if _relation(sheet) in targets  # a chart may have a sheet to itself
        }
        self._strings = [
            string
            for _, part in self._related(main, "sharedStrings")
            for string in self._texts(part)
        ]
        self._formats = [
            kind for _, part in self._related(main, "styles") for kind in _formats(self._xml(part))
        ]
        from_1904 = any(
            properties.get("date1904") in ("1", "true")
            for properties in _all(workbook, "workbookPr")
        )
        self._first_day = date(1904, 1, 1) if from_1904 else date(1899, 12, 30)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sheets, in the workbook's order."""
        return tuple(self._sheets)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name."""
        try:
            return self._read(name)
        except _BAD_XML as error:
            raise Refused(*DAMAGED) from error

    def _read(self, name: str) -> Sheet:
        gathered = Gathered()
        merged = []
        row = 0
        part = io.BytesIO(self._parts[self._sheets[name]])
        for _, element in ET.iterparse(part):  # noqa: S314  as below
            match _tag(element):
                case "row":
                    row = int(element.get("r", row + 1))
                    if not 1 <= row <= LAST_ROW:
                        raise ValueError(row)
                    gathered.add(row, self._cells(element))
                    element.clear()
                case "mergeCell":
                    merged.append((_position(element.get("ref", ""))[0], element.get("ref", "")))
                    if len(merged) > MOST_ROWS:
                        raise Refused(*LONG)
        return Sheet(gathered.rows, tuple(merged))

    def _cells(self, row: ET.Element) -> dict[int, Cell]:
        cells = {}
        column = 0
        for element in row:
            column = _position(element.get("r", ""))[1] if element.get("r") else column + 1
            cell = self._cell(element)
            if cell.text or cell.kind is not Kind.PLAIN:
                cells[column] = cell
        return cells

    def _cell(self, element: ET.Element) -> Cell:
        inside = {_tag(child): child for child in element}
        value = inside["v"].text or "" if "v" in inside else ""
        cell = self._seen(element, inside, value)
        return Cell(cell.text, Kind.FORMULA) if "f" in inside else cell

    def _seen(self, element: ET.Element, inside: dict[str, ET.Element], value: str) -> Cell:
        match element.get("t", "n"):
            case "s":
                return Cell(self._strings[int(value)])
            case "inlineStr":
                return Cell(_text(inside["is"]) if "is" in inside else "")
            case "str":
                return Cell(_plain(value))
            case "b":
                return Cell("yes" if value.strip() == "1" else "no")
            case "e":
                return Cell(value, Kind.ERROR)
            case "d":
                return Cell(value[:10], Kind.DATE)
            case _:
                return self._number(value, int(element.get("s", "0"))) if value else Cell("")

    def _number(self, value: str, style: int) -> Cell:
        number = float(value)
        if not math.isfinite(number):
            return Cell(value, Kind.ERROR)
        seen_as = self._formats[style] if 0 <= style < len(self._formats) else ""
        if seen_as == "date":
            try:
                return Cell((self._first_day + timedelta(days=int(number))).isoformat(), Kind.DATE)
            except OverflowError:
                return Cell(value, Kind.ERROR)
        # The shortest digits that mean this number: Excel writes 0.29 as 0.28999999999999998.
        exact = Decimal(repr(number))
        return Cell(f"{plain_number(exact * 100)}%" if seen_as == "%" else plain_number(exact))

    def _related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """The relations of a kind that a part has: each one's id, and the part it leads to."""
        folder, name = posixpath.split(part)
        for relation in self._xml(posixpath.join(folder, "_rels", f"{name}.rels")):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, relation.get("Target", ""))
                yield relation.get("Id", ""), posixpath.normpath(target).lstrip("/").lower()

    def _xml(self, part: str) -> ET.Element:
        return ET.fromstring(self._parts[part])  # noqa: S314  the package has no document types

    def _texts(self, part: str) -> list[str]:
        return [_text(string) for string in self._xml(part) if _tag(string) == "si"]


_BAD_XML = (LookupError, ValueError, ET.ParseError)
"""What a part that is not there, or is not as it should be, comes to."""


def _tag(element: ET.Element) -> str:
    """An element's name alone: the standard has two name spaces for the same things."""
    return element.tag.rpartition("}")[2]


def _all(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    return (inside for inside in element.iter() if _tag(inside) == tag)


def _relation(sheet: ET.Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


_POSITION = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def _position(reference: str) -> tuple[int, int]:
    """Row and column of `BC12`, or of the first cell of a range; ValueError if it is neither."""
    match = _POSITION.match(reference)
    if match is None:
        raise ValueError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _text(element: ET.Element) -> str:
    """The text of a string, in runs or in one; readings beside East Asian words left out."""
    parts = []
    for inside in element:
        if _tag(inside) == "t":
            parts.append(inside.text or "")
        elif _tag(inside) == "r":
            parts += [run.text or "" for run in inside if _tag(run) == "t"]
    return _plain("".join(parts))


def _plain(text: str) -> str:
    """Text with the characters that XML cannot hold, which workbooks write as `_x000D_`."""
    text = re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


_BUILT_IN = {9: "%", 10: "%"} | dict.fromkeys(
    (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "date"
)
_ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
"""What in a number format is shown as it stands, or is not about digits."""


def _formats(styles: ET.Element) -> list[str]:
    """How each cell style shows a number: `%`, `date`, or the empty text for neither."""
    own = {
        int(style.get("numFmtId", "0")): _shown_by(style.get("formatCode", ""))
        for style in _all(styles, "numFmt")
    }
    formats = _BUILT_IN | own
    cell_styles = next(_all(styles, "cellXfs"), ())
    return [formats.get(int(style.get("numFmtId", "0")), "") for style in cell_styles]


def _shown_by(code: str) -> str:
    code = _ASIDE.sub("", code).casefold()
    if "%" in code:
        return "%"
    return "date" if code != "general" and re.search("[dmyhs]", code) else ""
