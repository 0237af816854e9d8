"""Modules and functions stay of a size that one reading takes in."""

from __future__ import annotations

from collections.abc import Iterator

from tests.conventions.source import functions, modules, name, tree

LONGEST_MODULE = 450
LONGEST_FUNCTION = 60

MIGRATIONS = "careaudit_surveys/store/migrations/versions/"
"""A migration is a list of what it changes, and is never edited once released."""

REASONS: dict[str, str] = {}
"""What may be longer, and why: "careaudit_surveys/…/file.py", or that with ":function"."""


def too_long() -> Iterator[str]:
    """Each module and function over its length, by the name it has in `REASONS`."""
    for path in modules():
        if name(path).startswith(MIGRATIONS):
            continue
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE:
            yield name(path)
        for function in functions(tree(path)):
            if (function.end_lineno or function.lineno) - function.lineno >= LONGEST_FUNCTION:
                yield f"{name(path)}:{function.name}"


def test_what_is_long_has_a_reason_and_every_reason_is_needed() -> None:
    assert set(too_long()) == set(REASONS)
