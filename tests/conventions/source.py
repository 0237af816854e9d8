"""The project's own files, as the conventions read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "careaudit_surveys"
CORE = ("audits", "surveys", "dialogue", "measure")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: str) -> list[Path]:
    """Every Python file of the package, or of the folders of it that are named."""
    places = [PACKAGE / folder for folder in folders] or [PACKAGE]
    return sorted(path for place in places for path in place.rglob("*.py"))


def suite() -> list[Path]:
    """Every Python file under tests/."""
    return sorted((ROOT / "tests").rglob("*.py"))


def kept_files() -> list[Path]:
    """Every file that git keeps, or would keep if it were added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = {ROOT / name for name in listed.stdout.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """How a file is named in a finding: its path inside the project."""
    return path.relative_to(ROOT).as_posix()


def functions(parsed: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(parsed) if isinstance(node, Function))
