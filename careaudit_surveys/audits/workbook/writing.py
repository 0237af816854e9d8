"""Audit → workbook or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import Audit
from .columns import (
    AUDIT_HEADINGS,
    COMMENTS_HEADINGS,
    USUAL_OPTIONS,
    Heading,
    criteria_headings,
    scales_headings,
)
from .csv_file import csv_text
from .guide import COMMENTS_EXAMPLE, CRITERIA_EXAMPLE, SCALES_EXAMPLE
from .notation import folded
from .rows import (
    Line,
    audit_lines,
    comment_lines,
    criteria_lines,
    most_options,
    scale_lines,
    spelled_out,
)
from .sheets import MOST_ROWS
from .table import EXAMPLE, LONGEST_CELL
from .xlsx import Page, xlsx


class CannotWrite(ValueError):
    """An audit that a workbook cannot hold. The text says why."""


def workbook_from_audit(audit: Audit) -> bytes:
    """The audit as an .xlsx file with drop-down lists, a note on each heading and example rows.

    CannotWrite if a text is longer than a cell, or there are more rows than would be read back.
    """
    options = max(USUAL_OPTIONS, most_options(audit))
    criteria, scales = criteria_headings(options), scales_headings(options)
    return xlsx(
        [
            Page("Audit", AUDIT_HEADINGS, _checked(audit_lines(audit), AUDIT_HEADINGS)),
            Page("Criteria", criteria, _checked(criteria_lines(audit), criteria), CRITERIA_EXAMPLE),
            Page("Scales", scales, _checked(scale_lines(audit), scales), SCALES_EXAMPLE),
            Page(
                "Comments",
                COMMENTS_HEADINGS,
                _checked(comment_lines(audit), COMMENTS_HEADINGS),
                COMMENTS_EXAMPLE,
            ),
        ],
        author=audit.attribution,
    )


def csv_from_audit(audit: Audit) -> tuple[bytes, list[str]]:
    """The sheet Criteria as a CSV, and sentences about what it leaves out.

    CannotWrite as for a workbook.
    """
    plain = spelled_out(audit)
    headings = criteria_headings(max(USUAL_OPTIONS, most_options(plain)))
    lines = _checked(criteria_lines(plain), headings)
    rows = [[line.get(heading.name, "") for heading in headings] for line in lines]
    return csv_text([[heading.name for heading in headings], *rows]), _left_out(audit)


def _checked(lines: Iterable[Line], headings: Sequence[Heading]) -> list[Line]:
    """The lines, if they can be read back."""
    checked = list(lines)
    if len(checked) > MOST_ROWS - 2:  # the headings and the example take one each
        raise CannotWrite(f"a sheet would have over {MOST_ROWS:,} rows, which is not read back")
    for line in checked:
        if folded(line[headings[0].name]) == EXAMPLE:
            raise CannotWrite("'example' marks rows that are passed over: use another id")
        if any(len(text) > LONGEST_CELL for text in line.values()):
            raise CannotWrite(f"a text is over {LONGEST_CELL:,} characters: shorten it")
    return checked


def _left_out(audit: Audit) -> list[str]:
    """What a CSV has no place for."""
    said = ["A CSV has no place for the audit's id, version, title and the like: left out."]
    if audit.scales:
        said.append("Scales were written out as options; their names and symbols were left out.")
    if audit.comments:
        said.append("The questions for comments were left out.")
    if audit.opening or audit.closing:
        said.append("The audit's own opening and closing words were left out.")
    return said
