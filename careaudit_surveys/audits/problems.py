"""Problems found in an audit file: each with a code, a place and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Where in an audit something stands: `("standards", 0, "criteria", 2, "target")`."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a line of a file, or a row (and column) of a workbook's sheet."""

    file: str
    line: int = 1
    sheet: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.sheet is None:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.sheet}!{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right. `message` is a sentence that says what is wrong and what to do.

    A warning leaves the audit usable. Written `FILE:LINE: CODE message`. `codes.CODES` says what
    each code means.
    """

    code: str
    place: Place
    message: str
    warning: bool = False

    def __str__(self) -> str:
        column = f"column '{self.place.column}': " if self.place.column else ""
        return (
            f"{self.place}: {self.code} {'warning: ' if self.warning else ''}{column}{self.message}"
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with an audit as such, which may have come from any file or from none.

    `at` is its path in the audit; `tree.place_of` turns that into a line or a cell.
    """

    code: str
    at: Path
    message: str
    warning: bool = False


class AuditInvalid(Exception):
    """An audit that cannot be used as it stands, with every problem found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
