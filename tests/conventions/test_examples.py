"""The examples in docstrings are the specification for a reader, so they must be true."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from tests.conventions.source import ROOT, modules


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


WITH_EXAMPLES = [_dotted(path) for path in modules() if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("module", WITH_EXAMPLES)
def test_the_examples_are_true(module: str) -> None:
    tried = doctest.testmod(importlib.import_module(module))

    assert tried.attempted > 0
    assert tried.failed == 0
