"""Each folder says which question it answers; each public part of the core, its promise."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.conventions.source import CORE, PACKAGE, Function, modules, name, tree

QUESTION_WORDS = ("What", "How", "Where", "Who", "When")


def _without_a_question() -> Iterator[str]:
    """Top folders only: folders inside them answer a part of the same question."""
    inside = (path.relative_to(PACKAGE).parts for path in modules())
    for folder in sorted({parts[0] for parts in inside if len(parts) > 1}):
        first = PACKAGE / folder / "__init__.py"
        said = (ast.get_docstring(tree(first)) if first.exists() else None) or ""
        if not said.startswith(QUESTION_WORDS):
            yield folder


def _public(parsed: ast.Module) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    for node in parsed.body:
        if isinstance(node, (Function, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, Function) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


def test_each_folder_says_which_question_it_answers() -> None:
    assert list(_without_a_question()) == []


def test_every_module_says_what_it_is_for() -> None:
    assert [name(path) for path in modules() if not ast.get_docstring(tree(path))] == []


def _speaks(node: Function | ast.ClassDef) -> bool:
    """By a docstring, or as a function of one statement, which its name and types can say."""
    one_line = isinstance(node, Function) and len(node.body) == 1
    return one_line or ast.get_docstring(node) is not None


def test_every_public_function_and_class_of_the_core_gives_its_promise() -> None:
    silent = [
        f"{name(path)}: {called}"
        for path in modules("words", *CORE)
        for called, node in _public(tree(path))
        if not _speaks(node)
    ]

    assert silent == []
