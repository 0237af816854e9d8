"""YAML 1.2 text → a located tree, or every reason why not.

PyYAML splits the text into events; the tree is made from them here, in one loop, so that no
file can exhaust the stack. Plain words are read by the core schema of YAML 1.2: `no`, `yes` and
`on` are words. What an audit has no use for (tags, anchors, several documents) is refused.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

import yaml

from .problems import Place, Problem
from .telling import shortened
from .tree import Node, Scalar

LARGEST_FILE = 1_000_000
"""Bytes. The largest audit we ship is a twentieth of this."""

DEEPEST = 50
"""Lists and maps inside one another; audits go nine deep."""

_Parser: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def tree_from_yaml(content: bytes | str, file_name: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML file, None if it cannot be read to the end, and every problem met."""
    reading = _Reading(file_name)
    try:
        return reading.tree(reading.text(content)), reading.problems
    except _RefusedError:
        return None, reading.problems


class _Open:
    """A list or a map whose end has not been read yet."""

    __slots__ = ("items", "key", "keys", "place")

    def __init__(self, place: Place, *, is_map: bool) -> None:
        self.place = place
        self.items: dict[str, Node] | list[Node] = {} if is_map else []
        self.keys: dict[str, Place] = {}
        self.key: str | None = None

    def node(self) -> Node:
        return Node(self.items, self.place, self.keys)


class _RefusedError(Exception):
    """Reading cannot go on; the problem has been noted."""


class _Reading:
    """One reading of one file."""

    def __init__(self, file_name: str) -> None:
        self._file = file_name
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._latest = Place(file_name)
        self.problems: list[Problem] = []

    def text(self, content: bytes | str) -> str:
        """The content as text, if it is text of a size that an audit may have."""
        # A lone surrogate in a str becomes bytes that are not UTF-8, and is refused as such.
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        if len(raw) > LARGEST_FILE:
            self._refuse("FILE-LARGE", 1, TOO_LARGE)
        if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
            self._refuse("NOT-TEXT", 1, "this is a workbook or an archive: name a workbook .xlsx")
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._refuse("NOT-TEXT", line, "this is not UTF-8 text: save the file as UTF-8")
        if odd := _ODD.search(text):
            line = text.count("\n", 0, odd.start()) + 1
            self._refuse("NOT-TEXT", line, _odd_character(odd.group()))
        return text

    def tree(self, text: str) -> Node:
        """The tree of the text, if it can be read to its end."""
        try:
            for event in yaml.parse(text, Loader=_Parser):
                self._take(event)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            last = text.count("\n") + 1
            line = min(mark.line + 1, last) if mark else last
            self._refuse("YAML", line, _in_plain_words(error))
        if self._root is None:
            self._refuse("FILE-EMPTY", 1, "there is nothing here: an audit begins with 'format: 1'")
        return self._root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._refuse_decoration(event)
                self._add(Node(self._scalar(event), self._place(event)), event.value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_decoration(event)
                self._begin(event)
            case yaml.CollectionEndEvent():
                self._add(self._open.pop().node())
            case yaml.AliasEvent():
                self._note("YAML-ANCHOR", _line(event), _NO_ANCHORS)
                self._add(Node(None, self._place(event)))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse("YAML-DOCUMENTS", _line(event), "remove '---': one audit a file")

    def _begin(self, event: yaml.Event) -> None:
        if len(self._open) == DEEPEST:
            self._refuse("YAML-DEPTH", _line(event), f"lists and maps stand over {DEEPEST} deep")
        place = self._place(event)
        above = self._open[-1] if self._open else None
        if above and above.key is not None:
            # Told by the key's line, for that is where an author looks for `options:`.
            place = above.keys.get(above.key, place)
        self._open.append(_Open(place, is_map=isinstance(event, yaml.MappingStartEvent)))

    def _add(self, node: Node, text: str | None = None) -> None:
        """Put a node where it belongs. `text` is a scalar's own text, should it be a key."""
        if not self._open:
            self._root = node
            return
        above = self._open[-1]
        if isinstance(above.items, list):
            above.items.append(node)
        elif above.key is None:
            above.key = self._key(text, node, above)
        else:
            if above.key in above.keys:
                above.items.setdefault(above.key, node)
            above.key = None

    def _key(self, text: str | None, node: Node, above: _Open) -> str:
        if text is None:
            self._note("YAML-KEY", node.place.line, "a key is one word: put quotes round it")
            return ""
        if text in above.keys:
            earlier = f"'{shortened(text)}' is here already, in line {above.keys[text].line}"
            self._note("YAML-KEY-TWICE", node.place.line, f"{earlier}: keep one of the two")
        above.keys.setdefault(text, node.place)
        return text

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        if not event.style:
            return plain_value(event.value)
        if odd := _ODD.search(event.value):
            self._note("NOT-TEXT", _line(event), _odd_character(odd.group()))
        return str(event.value)

    def _refuse_decoration(self, event: Any) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            told = f"remove the tag '{shortened(tag)}': audits have none"
            self._note("YAML-TAG", _line(event), told)
        if event.anchor is not None:
            self._note("YAML-ANCHOR", _line(event), _NO_ANCHORS)

    def _place(self, event: yaml.Event) -> Place:
        line = _line(event)
        if line != self._latest.line:
            self._latest = Place(self._file, line)
        return self._latest

    def _note(self, code: str, line: int, message: str) -> None:
        self.problems.append(Problem(code, Place(self._file, line), message))

    def _refuse(self, code: str, line: int, message: str) -> NoReturn:
        self._note(code, line, message)
        raise _RefusedError


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


TOO_LARGE = f"this is too large for an audit, which has at most {LARGEST_FILE:,} bytes"

_NO_ANCHORS = "write the words out: audits have no anchors (&) or aliases (*)"

_ODD = re.compile(
    "[^\t\n\r -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML 1.2 does not count as printable, and line ends that editors do not count as such."""


def _odd_character(odd: str) -> str:
    return f"remove the character U+{ord(odd):04X}, which no one can see: is this a text file?"


_SPOKEN = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
}  # fmt: skip
_NUMBER = re.compile(
    r"(?P<whole>[-+]?[0-9]{1,18})|0o(?P<octal>[0-7]{1,18})|0x(?P<hex>[0-9a-fA-F]{1,15})"
    r"|(?P<real>[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?)"
    r"|(?P<infinite>[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))"
)


def plain_value(text: str) -> Scalar:
    """What an unquoted word stands for by YAML 1.2's core schema: true, null, a number, or itself.

    >>> plain_value("no"), plain_value("~"), plain_value("95"), plain_value("99.5")
    ('no', None, 95, 99.5)
    """
    if text in _SPOKEN:
        return _SPOKEN[text]
    number = _NUMBER.fullmatch(text)
    if number is None:
        return text
    if number["whole"]:
        return int(text)
    if number["octal"] or number["hex"]:
        return int(text, 0)
    return float(text.replace(".", "", 1) if number["infinite"] else text)


_ERRORS = (
    ("cannot start any token", "indent with spaces, not tabs, and quote words that begin so"),
    ("unexpected end of stream", "the file ends inside quoted words: was it cut off?"),
    ("mapping values are not allowed", "quote words that have a colon in them, and line keys up"),
    ("could not find expected ':'", "a colon and a space are missing after the key"),
    ("expected ',' or '}'", "a } is missing, or words with a comma, colon or quote need quotes"),
    ("expected ',' or ']'", "a ] is missing, or words with a comma, colon or quote need quotes"),
    ("expected key", "line the keys up, and close quotes begun above"),
    ("expected '-' indicator", "line the items of a list up, each with its '-'"),
)  # fmt: skip
"""What PyYAML says, and what an author can do about it."""


def _in_plain_words(error: yaml.MarkedYAMLError) -> str:
    said = error.problem or ""
    advice = next((advice for words, advice in _ERRORS if words in said), said)
    begun, met = error.context_mark, error.problem_mark
    closes = "quoted" in (error.context or "") or "flow" in (error.context or "")
    if closes and begun and met and begun.line < met.line:
        advice += f" (it begins in line {begun.line + 1})"
    if not yaml.__with_libyaml__:
        advice += "; without libyaml, words with a ? inside {} need quotes"
    return f"this is not YAML as it stands: {advice}"
