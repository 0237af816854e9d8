"""Which criteria help to show what an outside framework asks for, and what nothing here shows.

A framework is a file in `frameworks/`: regulations, quality statements, outcomes. No code knows
any of them; a criterion names its entries under the framework's `key`, as many as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .model import Audit, Criterion
from .problems import AuditInvalid
from .tree import Node
from .yaml_tree import tree_from_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One regulation, statement or outcome; `heading` is what it stands under."""

    code: str
    text: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """One version of a framework.

    `key` is the name criteria use for it in their mappings. `checked` says how far the entries
    were verified against their source; show it wherever they are shown.
    """

    id: str
    title: str
    version: str
    key: str
    nation: str
    licence: str
    attribution: str
    checked: str
    entries: tuple[Entry, ...]


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every framework we ship, in the order of their ids."""
    folder = files(__package__) / "frameworks"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return tuple(framework_from_yaml((folder / name).read_text("utf-8"), name) for name in found)


def framework_from_yaml(text: str, file_name: str) -> Framework:
    """Read one framework file; AuditInvalid if it is not YAML, ValueError if it is incomplete."""
    root, problems = tree_from_yaml(text, file_name)
    if root is None or problems:
        raise AuditInvalid(problems)
    said = dict(_map(root))
    if said.pop("format", None) is None or "entries" not in said:
        raise ValueError(f"{file_name} needs 'format' and 'entries'")
    entries = tuple(
        Entry(code=code, text=_text(text), heading=heading)
        for heading, under in _map(said.pop("entries")).items()
        for code, text in _map(under).items()
    )
    try:
        return Framework(**{name: _text(node) for name, node in said.items()}, entries=entries)
    except TypeError as error:
        raise ValueError(f"{file_name} has a key too many or too few: {error}") from error


def criteria_for(audit: Audit, framework: Framework) -> dict[Entry, tuple[Criterion, ...]]:
    """The criteria that map to each entry, in the framework's order.

    A criterion may stand under several entries. An entry that nothing maps to is there with
    none: a gap is worth seeing.
    """
    criteria = tuple(audit.criteria())
    return {
        entry: tuple(c for c in criteria if entry.code in c.mappings.get(framework.key, ()))
        for entry in framework.entries
    }


def unknown_mappings(audit: Audit) -> Iterator[tuple[Criterion, str, str]]:
    """Each (criterion, key, code) that none of our frameworks has.

    Either a slip, or a framework of the author's own.
    """
    known = {(framework.key, e.code) for framework in frameworks() for e in framework.entries}
    for criterion in audit.criteria():
        for key, codes in criterion.mappings.items():
            for code in codes:
                if (key, code) not in known:
                    yield criterion, key, code


def _map(node: Node) -> Mapping[str, Node]:
    if not isinstance(node.value, Mapping):
        raise ValueError(f"{node.place} needs a map of names")
    return node.value


def _text(node: Node) -> str:
    if not isinstance(node.value, str):
        raise ValueError(f"{node.place} needs words, in quotes where they look like a number")
    return node.value
