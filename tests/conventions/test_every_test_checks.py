"""A test that cannot fail is none: each checks something, and none is passed over in silence."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.conventions.source import Function, functions, name, suite, tree

CHECKING_CALLS = {"raises", "warns", "fail"}
SKIPPING_CALLS = {"skip", "skipif", "importorskip", "xfail"}


def _called(node: ast.AST) -> Iterator[str]:
    """The last names of what is called: `pytest.raises(…)` is `raises`."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            match inner.func:
                case ast.Name(id=called) | ast.Attribute(attr=called):
                    yield called


def checks(function: Function, checkers: set[str]) -> bool:
    """Whether it asserts something itself, or calls what does."""
    asserts = any(isinstance(node, ast.Assert) for node in ast.walk(function))
    return asserts or not checkers.isdisjoint(_called(function))


def checkers() -> set[str]:
    """What a test may call in place of its own assertion: functions of ours that assert."""
    ours = [function for path in suite() for function in functions(tree(path))]
    return CHECKING_CALLS | {
        function.name
        for function in ours
        if checks(function, CHECKING_CALLS) and not function.name.startswith("test_")
    }


def test_every_test_checks_something() -> None:
    able = checkers()

    idle = [
        f"{name(path)}: {function.name}"
        for path in suite()
        for function in functions(tree(path))
        if function.name.startswith("test_") and not checks(function, able)
    ]

    assert idle == []


def test_only_need_may_pass_a_test_over() -> None:
    skipping = [
        f"{name(path)}: {called}"
        for path in suite()
        if name(path) != "tests/needs.py"
        for called in _called(tree(path))
        if called in SKIPPING_CALLS
    ]

    assert skipping == []


def test_an_idle_test_is_found() -> None:
    idle, asserting, calling = functions(
        ast.parse(
            "def test_idle(): step(1)\n"
            "def test_asserting(): assert step(1)\n"
            "def test_calling(): plays_as_written('script')\n"
        )
    )

    assert not checks(idle, {"plays_as_written"})
    assert checks(asserting, set())
    assert checks(calling, {"plays_as_written"})
