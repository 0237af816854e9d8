"""Every setting is read in one place and stands in the README."""

from __future__ import annotations

import ast
import re

from tests.conventions.source import PACKAGE, ROOT, modules, name, tree

SETTING = re.compile(r"\b(?:CAREAUDIT|TWILIO|TELEGRAM)_[A-Z]+(?:_[A-Z]+)*\b")
SETTINGS = PACKAGE / "settings.py"

NOT_SETTINGS = {"CAREAUDIT_REQUIRE_ALL"}
"""Read by the tests alone."""


def test_the_readme_names_every_setting_and_no_other() -> None:
    read = set(SETTING.findall(SETTINGS.read_text(encoding="utf-8")))
    told = set(SETTING.findall((ROOT / "README.md").read_text(encoding="utf-8")))

    plain = {setting.removesuffix("_FILE") for setting in told}
    assert plain - NOT_SETTINGS == read


def test_the_environment_is_read_in_one_place() -> None:
    found = [
        f"{name(path)} line {node.lineno}"
        for path in modules()
        if path != SETTINGS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    ]

    assert found == []
