"""Saying things: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any


class CannotDo(Exception):
    """What was asked cannot be done. The text is one plain sentence that says what to do."""


def say(text: str = "") -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """A line on standard error: progress, a warning, what went wrong."""
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")


def say_json(value: Any) -> None:
    """One object on one line of standard output."""
    say(json.dumps(value, ensure_ascii=False))


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns of text under a heading, each as wide as its widest cell."""
    lines = [tuple(heading), *map(tuple, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        say("  ".join(cells).rstrip())


def speak_utf8() -> None:
    """Standard streams carry UTF-8 on every machine; what cannot be said becomes "?"."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
