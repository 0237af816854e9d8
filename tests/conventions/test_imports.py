"""Imports point inward: the table of CONTRIBUTING.md, kept."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.conventions.source import PACKAGE, ROOT, modules, name, tree

MAY_IMPORT = {
    "words": set(),
    "audits": {"words", "yaml", "openpyxl"},
    "surveys": {"audits"},
    "dialogue": {"surveys", "audits", "words", "rapidfuzz"},
    "measure": {"audits"},
    "store": {"sqlalchemy", "alembic", "cryptography"},
    "working_hours": set(),
    "fieldwork": {"audits", "surveys", "dialogue", "store", "words", "working_hours"},
    "desk": {"audits", "measure", "store", "words", "working_hours"},
}
"""Besides the standard library and the folder itself."""

MEET = {"settings", "bootstrap", "cli", "terminal", "trial", "made_up", "__main__", "__init__"}
"""Where the parts meet; these may import anything."""


def forbidden(parsed: ast.Module, module: tuple[str, ...]) -> Iterator[str]:
    """What a module imports against the table, with its line.

    `module` is its place below the package: ("audits", "load"), or ("audits", "__init__").
    """
    folder = module[0]
    if folder in MEET:
        return
    allowed = MAY_IMPORT[folder] | {folder} | sys.stdlib_module_names
    for node in ast.walk(parsed):
        for imported in _imported(node, module):
            parts = imported.split(".")
            ours = parts[0] == PACKAGE.name
            top = (parts[1] if len(parts) > 1 else "all of it") if ours else parts[0]
            if top not in allowed or (ours and top not in MAY_IMPORT):
                yield f"line {getattr(node, 'lineno', 0)} imports {imported}"


def _imported(node: ast.AST, module: tuple[str, ...]) -> Iterator[str]:
    """Full names; `from .. import store` names the parent alone, so the names count too."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = [PACKAGE.name, *module][: -node.level] if node.level else []
        source = ".".join([*base, *([node.module] if node.module else [])])
        yield from (f"{source}.{alias.name}" for alias in node.names)


def _place(path: Path) -> tuple[str, ...]:
    return path.relative_to(PACKAGE).with_suffix("").parts


def test_every_import_points_inward() -> None:
    found = [
        f"{name(path)}: {what}"
        for path in modules()
        if _place(path)[0] in MAY_IMPORT
        for what in forbidden(tree(path), _place(path))
    ]

    assert found == []


def test_every_part_of_the_package_has_a_row_in_the_table() -> None:
    parts = {_place(path)[0] for path in modules()}

    assert parts <= MAY_IMPORT.keys() | MEET


def test_the_table_is_the_one_that_contributors_read() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", text, flags=re.MULTILINE)

    told = {part for row in rows for part in re.findall(r"`(\w+)`", row)}

    assert told == MAY_IMPORT.keys() | (MEET - {"__main__", "__init__"})


def test_a_forbidden_import_is_found_however_it_is_written() -> None:
    sample = ast.parse(
        "import sqlalchemy.orm\n"
        "import careaudit_surveys\n"
        "from careaudit_surveys import store\n"
        "from .. import store, cli\n"
        "from ..store.models import Base\n"
        "def late():\n"
        "    from ..settings import Settings\n"
    )

    found = list(forbidden(sample, ("dialogue", "step")))

    assert [line.split(" imports ")[1] for line in found] == [
        "sqlalchemy.orm",
        "careaudit_surveys",
        "careaudit_surveys.store",
        "careaudit_surveys.store",
        "careaudit_surveys.cli",
        "careaudit_surveys.store.models.Base",
        "careaudit_surveys.settings.Settings",
    ]


def test_what_the_table_allows_is_left_alone() -> None:
    sample = ast.parse(
        "import json, datetime\n"
        "from rapidfuzz.distance import OSA\n"
        "from ..surveys import model\n"
        "from . import state\n"
        "from .state import State\n"
    )

    assert list(forbidden(sample, ("dialogue", "step"))) == []
    assert list(forbidden(sample, ("dialogue", "__init__"))) == []
