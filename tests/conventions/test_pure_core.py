"""The core is pure: time, chance and files come in as values.

The exceptions read what is released with them, or the files they are handed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.conventions.source import CORE, modules, name, tree

LETS_IN = {
    "time": {"time"},
    "chance": {"random", "secrets", "uuid"},
    "log": {"logging"},
    "disk": {"glob", "importlib", "os", "pathlib", "shutil", "tempfile", "zoneinfo"},
    "machine": {"getpass", "locale", "platform", "signal", "subprocess", "sys"},
    "network": {"asyncio", "http", "socket", "urllib"},
    "other threads": {"concurrent", "multiprocessing", "queue", "threading"},
}
IMPURE_MODULES = frozenset().union(*LETS_IN.values())
IMPURE_CALLS = {"open", "print", "input", "eval", "exec", "__import__", "breakpoint", "globals"}
IMPURE_METHODS = {
    *("now", "utcnow", "today"),
    *("read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir"),
}
EXCEPTIONS = {
    "careaudit_surveys/audits/convert.py": "the two files it is handed",
    "careaudit_surveys/audits/shelf.py": "the released audits",
    "careaudit_surveys/audits/mappings.py": "the frameworks that criteria are mapped to",
}


def impure(parsed: ast.Module) -> Iterator[str]:
    """What would let the world in, with its line."""
    for node in ast.walk(parsed):
        match node:
            case ast.Import(names=names):
                found = {alias.name.split(".")[0] for alias in names} & IMPURE_MODULES
            case ast.ImportFrom(module=str(module), level=0):
                found = {module.split(".")[0]} & IMPURE_MODULES
            case ast.Call(func=ast.Name(id=called)):
                found = {called} & IMPURE_CALLS
            case ast.Call(func=ast.Attribute(attr=called)):
                found = {called} & IMPURE_METHODS
            case _:
                continue
        yield from (f"line {node.lineno}: {what}" for what in found)


def test_the_core_asks_nothing_of_clock_chance_log_or_disk() -> None:
    found = [
        f"{name(path)} {what}"
        for path in modules(*CORE)
        if name(path) not in EXCEPTIONS
        for what in impure(tree(path))
    ]

    assert found == []


def test_impurity_is_found_however_it_is_written() -> None:
    sample = ast.parse(
        "import os.path\n"
        "from time import time\n"
        "from datetime import datetime\n"
        "def when():\n"
        "    return datetime.now()\n"
        "open('file')\n"
    )

    found = list(impure(sample))

    assert sorted(found) == ["line 1: os", "line 2: time", "line 5: now", "line 6: open"]
