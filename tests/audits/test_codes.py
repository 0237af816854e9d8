"""Every code of a problem has a meaning, a page that says how to mend it, and a test."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from careaudit_surveys.audits import codes
from careaudit_surveys.audits.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"[A-Z]+(-[A-Z]+)*")
NOT_CODES = {"TRUE", "FALSE", "NULL", "NFKD", "FFFFFF"}


def spoken(path: Path) -> Iterator[str]:
    """The words in a Python file that have the form of a code."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Constant(value=str(words)) if CODE.fullmatch(words):
                yield words


def spoken_in(folder: Path) -> set[str]:
    """The same for a folder, but for the table of codes itself."""
    files = (path for path in folder.rglob("*.py") if path != Path(codes.__file__))
    return {word for path in files for word in spoken(path)}


def test_every_code_told_has_a_meaning_and_every_meaning_a_use() -> None:
    told = {word for word in spoken_in(Path(codes.__file__).parent) if len(word) > 3} - NOT_CODES

    assert told == set(CODES)


def test_every_code_is_on_the_page_in_the_same_words_with_what_to_do() -> None:
    page = (ROOT / "docs" / "audit-problems.md").read_text("utf-8")

    found = re.findall(r"^### (\S+)\n\n(.+)\n\n\*To mend it:\* .+$", page, flags=re.MULTILINE)

    assert dict(found) == CODES
    assert [code for code, _ in found] == list(CODES)
    assert page.count("### ") == len(CODES)


def test_every_code_has_a_test() -> None:
    assert set(CODES) - spoken_in(Path(__file__).parent) == set()
