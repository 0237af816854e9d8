"""A table that someone else filled in becomes counts, or every problem with its line and column.

Nothing is half counted. Memory grows with the respondents and not with the rows: what rows have in
common is looked at once, by `kinds`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from operator import itemgetter

from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.problems import Place, Problem

from .kinds import Cells, Fault, Kind, Kinds, name_faults
from .tally import Counts, Key

NEEDED = ("respondent", "service", "audience", "criterion", "result")
"""The headings a table must have."""

OPTIONAL = ("cycle", "date")

KIND = ("service", "audience", "criterion", "result", "cycle")
"""What rows have in common, in the order of `kinds.Cells`."""

HEADING = ",".join(NEEDED)

TWICE = "has an earlier row for the same cycle and criterion: keep one of them"
LONG = "has no heading: put a cell with commas in quotation marks"
SHORT = "is missing from this row: complete the row"
MALFORMED = (
    "the row cannot be read: a quotation mark has no partner, or a cell is longer than 131,072 "
    "letters"
)


class TableInvalid(Exception):
    """A table that cannot be counted as it stands, with every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def read_table(lines: Iterable[str], audit: Audit, file: str = "table") -> dict[Key, Counts]:
    """The counts of a CSV table, by key; TableInvalid with every problem otherwise.

    `lines` keep their line ends: open the file with `newline=""`, and with
    `errors="surrogateescape"` so that bytes which are not UTF-8 are told with their line. Audits
    for leaders give each respondent over all criteria as well.
    """
    reading = _Reading(lines, audit, file)
    reading.read()
    if reading.problems:
        raise TableInvalid(reading.problems)
    return reading.kinds.counts()


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column stands, by the heading."""

    names: tuple[str, ...]
    respondent: int
    date: int | None
    kind: Callable[[list[str]], Cells]

    @property
    def width(self) -> int:
        return len(self.names)


class _Reading:
    """One table being read. `end` is the line that the last whole row ended on."""

    def __init__(self, lines: Iterable[str], audit: Audit, file: str) -> None:
        self.problems: list[Problem] = []
        self.kinds = Kinds(audit)
        self._file = file
        self._rows = csv.reader(_without_mark(lines), strict=True)
        self._dates = {""}
        self._end = 0

    def read(self) -> None:
        """Every row; a malformed one is told and stepped over where it is known to end."""
        columns: _Columns | None = None
        going = True
        while going:
            going = False
            try:
                columns = columns or self._heading()
                if columns:
                    self._count(columns)
            except csv.Error:
                going = self._step_over() and columns is not None
        if not self.problems and not any(kind.times for kind in self.kinds.values()):
            self._tell(self._end, ("NO-ROWS", "", "the table has no rows: add one for each answer"))

    def _heading(self) -> _Columns | None:
        """The first row that is not blank; None, with the problems told, if it is no heading."""
        for row in self._rows:
            start, self._end = self._end + 1, self._rows.line_num
            names = [cell.strip().casefold() for cell in row]
            if any(names):
                while not names[-1]:
                    names.pop()
                return self._columns(start, tuple(names))
        self._tell(1, ("TABLE-EMPTY", "", f"the table is empty: begin with a heading, {HEADING}"))
        return None

    def _columns(self, line: int, names: tuple[str, ...]) -> _Columns | None:
        faults = [
            ("COLUMN-MISSING", name, f"is missing: the heading needs {HEADING}")
            for name in NEEDED
            if name not in names
        ]
        faults += [
            ("COLUMN-TWICE", name, "is there twice: keep one")
            for name in (*NEEDED, *OPTIONAL)
            if names.count(name) > 1
        ]
        if faults:
            self._tell(line, *faults)
            return None
        return _Columns(
            names=names,
            respondent=names.index("respondent"),
            date=names.index("date") if "date" in names else None,
            kind=itemgetter(*(names.index(name) for name in KIND if name in names)),
        )

    def _count(self, columns: _Columns) -> None:
        """Count the rows that are left; one that is not as usual is looked at more closely."""
        kinds, rows, dates, end = self.kinds, self._rows, self._dates, self._end
        width, named, dated, pick = columns.width, columns.respondent, columns.date, columns.kind
        try:
            for row in rows:
                start, end = end + 1, rows.line_num
                if len(row) != width and not self._fits(row, columns, start):
                    continue
                kind, respondent = kinds[pick(row)], row[named].strip()
                answered = kind.seen.get(respondent, 0)
                usual = answered or (respondent.isascii() and respondent.isprintable())
                if (
                    kind.faults
                    or answered & kind.bit
                    or not (respondent and usual)
                    or (dated is not None and row[dated] not in dates)
                ) and not self._is_sound(row, columns, kind, start):
                    continue
                kind.seen[respondent] = answered | kind.bit
                kind.times += 1
                if kinds.by_respondent:
                    kind.respondents.append(respondent)
        finally:
            self._end = end

    def _fits(self, row: list[str], columns: _Columns, start: int) -> bool:
        """Cut blank cells beyond the heading; False for a row that cannot be counted."""
        if not any(map(str.strip, row)):
            return False
        beyond = next((n for n, cell in enumerate(row) if n >= columns.width and cell.strip()), 0)
        if beyond:
            self._tell(start, ("ROW-LONG", str(beyond + 1), LONG))
        elif len(row) < columns.width:
            self._tell(start, ("ROW-SHORT", columns.names[len(row)], SHORT))
        del row[columns.width :]
        return len(row) == columns.width and not beyond

    def _is_sound(self, row: list[str], columns: _Columns, kind: Kind, start: int) -> bool:
        """Tell all that is wrong with a row; a blank one is passed over without a word."""
        if not any(map(str.strip, row)):
            return False
        respondent = row[columns.respondent].strip()
        faults = [*name_faults("respondent", respondent)]
        if respondent and kind.seen.get(respondent, 0) & kind.bit:
            faults.append(("ROW-TWICE", "respondent", TWICE))
        faults += kind.faults
        if columns.date is not None:
            faults += self._date_faults(row[columns.date])
        if faults:
            kind.seen[respondent] = kind.seen.get(respondent, 0) | kind.bit
            self._tell(start, *faults)
        return not faults

    def _date_faults(self, cell: str) -> Iterator[Fault]:
        if cell in self._dates or _is_date(cell.strip()):
            self._dates.add(cell)
        else:
            yield "DATE", "date", "is not a date: write it like 2026-11-23, or leave it empty"

    def _step_over(self) -> bool:
        """Tell of a malformed row. One that runs on over lines has no end that could be known."""
        start, alone = self._end + 1, self._rows.line_num == self._end + 1
        rest = "" if alone else "; the rows after it were not read"
        self._tell(start, ("ROW-MALFORMED", "", f"{MALFORMED}{rest}"))
        self._end = self._rows.line_num
        return alone

    def _tell(self, line: int, *faults: Fault) -> None:
        for code, column, message in faults:
            place = Place(self._file, line, column=column or None)
            self.problems.append(Problem(code, place, message))


def _without_mark(lines: Iterable[str]) -> Iterator[str]:
    """The lines without a byte order mark before the first."""
    rest = iter(lines)
    return chain((line.removeprefix("\ufeff") for line in islice(rest, 1)), rest)


def _is_date(text: str) -> bool:
    """Is it empty, or a day that exists, written 2026-11-23?"""
    if not text:
        return True
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) and date.fromisoformat(text))
    except ValueError:
        return False
