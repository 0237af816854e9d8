"""Every setting is read in one place and stands in the README."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from careaudit_surveys.settings import Settings
from tests.conventions.source import ROOT, modules, name, tree

SETTING = re.compile(r"\b(?:CAREAUDIT|TWILIO|TELEGRAM)_[A-Z]+(?:_[A-Z]+)*\b")

HANDED_ON = {"careaudit_surveys/bootstrap.py"}
"""Where this process's environment is handed to `Settings.from_env`, and nowhere else."""

FOR_TESTS = {"CAREAUDIT_REQUIRE_ALL"}


class Asked(Mapping[str, str]):
    """An empty environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.names.add(key)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_the_readme_names_every_setting_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environment = Asked()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    Settings.from_env(environment)

    told = {setting.removesuffix("_FILE") for setting in SETTING.findall(readme)}
    read = {setting.removesuffix("_FILE") for setting in environment.names}
    assert told - FOR_TESTS == read


def test_the_environment_is_read_in_one_place() -> None:
    found = {
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    }

    assert found == HANDED_ON
