"""How each kind of value in an audit is read from a located tree.

A reader takes a node, its path, and where problems are told. It always gives a value of its type:
where a node cannot be read it tells the problem and gives a stand-in, so that everything else
in the file is still read and all problems are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from .problems import Path, Place, Problem
from .telling import listed, meant, shortened
from .tree import Node

Reader = Callable[[Node, Path, "Told"], Any]


@dataclass(frozen=True, slots=True)
class Told:
    """The problems told while an audit is built, and the paths of what could not be read."""

    problems: list[Problem] = field(default_factory=list)
    unread: list[Path] = field(default_factory=list)

    def wrong(self, code: str, place: Place, at: Path, message: str) -> None:
        """Tell a problem. The message goes on from the name of what stands at the path."""
        name = next((f"'{step}'" for step in reversed(at) if isinstance(step, str)), "an audit")
        self.problems.append(Problem(code, place, f"{shortened(name)} {message}"))
        self.unread.append(at)


# Single values.


def text(node: Node, at: Path, told: Told) -> str:
    """Words, without the spaces around them."""
    if isinstance(node.value, str):
        if words := node.value.strip():
            return words
        told.wrong("TEXT-EMPTY", node.place, at, "is empty: say it in words")
    elif isinstance(node.value, int | float):
        shown = str(node.value).lower()
        told.wrong("KIND", node.place, at, f'is words: put them in quotes, as in "{shown}"')
    else:
        told.wrong("KIND", node.place, at, "is words, and here is something else")
    return ""


def form(pattern: str, described: str) -> Reader:
    """Words of a set form, such as an id."""
    known = re.compile(pattern)

    def read(node: Node, at: Path, told: Told) -> str:
        found = text(node, at, told)
        if found and not known.fullmatch(found):
            told.wrong("FORM", node.place, at, f"is {described}, unlike '{shortened(found)}'")
        return found

    return read


def one_of(meanings: Mapping[str, Any] | Iterable[str]) -> Reader:
    """One of a few known words, and what it means."""
    known = dict(meanings) if isinstance(meanings, Mapping) else {word: word for word in meanings}

    def read(node: Node, at: Path, told: Told) -> Any:
        found = node.value
        if isinstance(found, str) and found in known:
            return known[found]
        shown = f"'{shortened(found)}'" if isinstance(found, str) else "this"
        message = f"is {listed(known)}, not {shown}{meant(found, known)}"
        told.wrong("WORD-UNKNOWN", node.place, at, message)
        return next(iter(known.values()))

    return read


def yes_or_no(node: Node, at: Path, told: Told) -> bool:
    """`true` or `false`; in YAML 1.2 `yes` and `no` are words."""
    if isinstance(node.value, bool):
        return node.value
    told.wrong("KIND", node.place, at, "is true or false")
    return False


def whole(minimum: int | None = None, code: str = "NUMBER-RANGE") -> Reader:
    """A whole number, of at least the minimum."""

    def read(node: Node, at: Path, told: Told) -> int:
        if not isinstance(node.value, int) or isinstance(node.value, bool):
            told.wrong("KIND", node.place, at, "is a whole number, without quotes")
        elif minimum is not None and node.value < minimum:
            told.wrong(code, node.place, at, f"is at least {minimum}, not {node.value}")
        else:
            return node.value
        return minimum or 0

    return read


def share(node: Node, at: Path, told: Told) -> Fraction:
    """A number of per cent, as an exact fraction of one: 99.5 is 199/200."""
    if not isinstance(node.value, int | float) or isinstance(node.value, bool):
        told.wrong("KIND", node.place, at, "is a number from 0 to 100, without quotes or a % sign")
    elif not 0 <= node.value <= 100:
        told.wrong("TARGET-RANGE", node.place, at, f"is from 0 to 100, not {node.value}")
    else:
        # By way of its shortest spelling, which is what the author wrote: 0.1 is a tenth.
        return Fraction(repr(node.value)) / 100
    return Fraction(1)


def day(node: Node, at: Path, told: Told) -> date:
    """A date, written 2026-11-23."""
    found = _day(node.value) if isinstance(node.value, str) else None
    if found is None:
        told.wrong("DATE", node.place, at, "is a day of the calendar, written like 2026-11-23")
    return found or date.min


def _day(written: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


# Many values.


def list_of(reader: Reader, *, at_least: int = 0) -> Reader:
    """A list."""

    def read(node: Node, at: Path, told: Told) -> tuple[Any, ...]:
        if not isinstance(node.value, list):
            told.wrong("KIND", node.place, at, "is a list: [one, two], or lines that begin with -")
            return ()
        if len(node.value) < at_least:
            told.wrong("LIST-EMPTY", node.place, at, "is empty: list at least one")
        return tuple(reader(item, (*at, n), told) for n, item in enumerate(node.value))

    return read


def one_or_many(reader: Reader) -> Reader:
    """A list, or one value for a list of one."""
    many = list_of(reader, at_least=1)

    def read(node: Node, at: Path, told: Told) -> Any:
        return many(node, at, told) if isinstance(node.value, list) else (reader(node, at, told),)

    return read


def map_of(reader: Reader, names: Reader) -> Reader:
    """A map of values that are all alike, whose names the author chooses."""

    def read(node: Node, at: Path, told: Told) -> dict[str, Any]:
        if not isinstance(node.value, Mapping):
            told.wrong("KIND", node.place, at, "is a map: {name: value}, or lines with a colon")
            return {}
        for name in node.value:
            names(Node(name, node.keys.get(name, node.place)), (*at, name), told)
        return {name: reader(item, (*at, name), told) for name, item in node.value.items()}

    return read


# Values made of named parts.


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a shape: how it is read, and into which field if not the one of its name."""

    read: Reader
    into: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """What is made from a map with these keys; itself a reader. `called` is its name in problems.

    A key left out, or null, takes the default of the field.
    """

    called: str
    make: Callable[..., Any]
    keys: Mapping[str, Key]

    def __call__(self, node: Node, at: Path, told: Told) -> Any:
        given: Mapping[str, Node] = {}
        if isinstance(node.value, Mapping):
            given = {name: part for name, part in node.value.items() if part.value is not None}
            self._tell_unknown(node, at, told)
            self._tell_missing(given, node, at, told)
        else:
            told.wrong(
                "KIND", node.place, at, f"is {self.called}, with keys: {', '.join(self.keys)}"
            )
        fields = {}
        for name, key in self.keys.items():
            if name in given:
                fields[key.into or name] = key.read(given[name], (*at, name), told)
            elif key.required:
                # What a reader makes of nothing is its stand-in; that it is missing has been told.
                fields[key.into or name] = key.read(Node(None, node.place), at, Told())
        return self.make(**fields)

    def _tell_missing(self, given: Mapping[str, Node], node: Node, at: Path, told: Told) -> None:
        for name, key in self.keys.items():
            if key.required and name not in given:
                told.wrong(
                    "KEY-MISSING", node.place, (*at, name), f"is missing: {self.called} has one"
                )

    def _tell_unknown(self, node: Node, at: Path, told: Told) -> None:
        for name in node.value if isinstance(node.value, Mapping) else ():
            if name not in self.keys:
                hint = meant(name, self.keys)
                if not hint and " " in name:
                    hint = ": if it belongs to a sentence, put the whole sentence in quotes"
                place = node.keys.get(name, node.place)
                told.wrong("KEY-UNKNOWN", place, (*at, name), f"is no key of {self.called}{hint}")
