"""Every figure claimed says how it was measured, and when."""

from __future__ import annotations

import re

from tests.conventions.source import ROOT

HEADINGS = ["what", "figure", "aim", "command", "date"]
DIVIDER = re.compile(r"[\s|:-]+")


def _tables() -> list[list[list[str]]]:
    """Each table of docs/measured.md as rows of cells, its headings first."""
    text = (ROOT / "docs" / "measured.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
    return [
        [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]
            for row in block.splitlines()
            if not DIVIDER.fullmatch(row)
        ]
        for block in blocks
    ]


def test_every_figure_has_its_command_and_its_date() -> None:
    tables = _tables()

    assert tables
    for headings, *rows in tables:
        assert headings == HEADINGS
        for row in rows:
            what, figure, _, command, date = row
            assert what
            assert figure
            assert re.fullmatch(r"`[^`]+`", command), row
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", date), row
