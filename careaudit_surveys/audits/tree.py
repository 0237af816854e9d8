"""A located tree: what a file says before anyone has asked what it means.

`yaml_tree` makes one from YAML and `workbook` from a spreadsheet; `build` turns it into an Audit.
Because every leaf knows its place, a problem found at any later step can name the line or cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .problems import Path, Place

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place. `value` is a scalar, a list of Nodes, or a dict of Nodes.

    `keys` gives the place of each key of a dict, for problems about the key itself.
    """

    value: Scalar | Sequence[Node] | Mapping[str, Node]
    place: Place
    keys: Mapping[str, Place] = field(default_factory=dict)


def place_of(tree: Node, path: Path) -> Place:
    """The place of what stands at a path, or of the nearest thing around it that is there."""
    node = tree
    for step in path:
        inside: Node | None = None
        if isinstance(node.value, Mapping):
            inside = node.value.get(str(step))
        elif isinstance(node.value, Sequence) and not isinstance(node.value, str):
            inside = node.value[step] if isinstance(step, int) and step < len(node.value) else None
        if inside is None:
            break
        node = inside
    return node.place
