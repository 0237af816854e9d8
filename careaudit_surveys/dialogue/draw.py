"""Draws the conversation from its own table, so that the picture in the docs cannot drift."""

from __future__ import annotations

from collections.abc import Iterator

from .asking import Handler
from .hear import Meaning
from .state import Phase
from .step import ROWS


def drawing() -> str:
    """A Mermaid diagram of the phases, and the whole table as Markdown."""
    return "\n".join(["```mermaid", *_diagram(), "```", "", *_table()])


def _diagram() -> Iterator[str]:
    """Which phases lead to which; staying where one is goes without saying."""
    yield "stateDiagram-v2"
    yield "    [*] --> consent"
    for phase, row in ROWS.items():
        reached = {to for handler in row.values() for to in phases_after(handler)}
        for to in Phase:
            if to in reached and to is not phase:
                yield f"    {phase} --> {to}"
    yield "    finished --> [*]"
    yield "    stopped --> [*]"


def _table() -> Iterator[str]:
    yield "| in phase | on | what happens | may lead to |"
    yield "|---|---|---|---|"
    for phase, row in ROWS.items():
        by_handler: dict[Handler, list[Meaning]] = {}
        for meaning, handler in row.items():
            by_handler.setdefault(handler, []).append(meaning)
        for handler, meanings in by_handler.items():
            heard = ", ".join(meanings).replace("other", "*anything else*")
            promise = (handler.__doc__ or "").strip().splitlines()[0]
            yield f"| {phase} | {heard} | {promise} | {', '.join(phases_after(handler))} |"


def phases_after(handler: Handler) -> tuple[Phase, ...]:
    """The phases that a handler says its turn may end in."""
    phases: tuple[Phase, ...] = getattr(handler, "phases", ())
    return phases


MARK = "<!-- drawn -->"
"""What stands above the drawing in a page; everything below it is replaced."""


def redrawn(page: str) -> str:
    """A page with its drawing made anew."""
    kept, _, _ = page.partition(MARK)
    return f"{kept}{MARK}\n\n{drawing()}\n"
