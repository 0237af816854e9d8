"""A located tree → an audit, and every problem on the way.

The tables below are the file format: for each thing its keys, how each is read, and which it
must have. Where the tree came from, YAML or workbook, makes no difference here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from careaudit_surveys.words.kinds_of_harm import KINDS

from .fields import (
    Key,
    Shape,
    Told,
    day,
    form,
    list_of,
    map_of,
    one_of,
    one_or_many,
    share,
    text,
    whole,
    yes_or_no,
)
from .model import (
    AUDIENCES,
    AUDIT_ID,
    DECLINED,
    AnswerType,
    AskIf,
    Audit,
    Comment,
    Criterion,
    CriterionType,
    EasyWording,
    ExceptionCode,
    Flag,
    MeasuredFrom,
    Option,
    Question,
    Record,
    Result,
    ResultKind,
    Scale,
    Standard,
    Target,
    Unit,
)
from .problems import Fault, Path, Problem
from .telling import meant, shortened
from .tree import Node

FORMAT = 1
"""The layout of audit files that this version reads."""

SMALLEST_BASE = 5
"""No audit may show managers and the public what fewer people than this have said."""


@dataclass(frozen=True, slots=True)
class Built:
    """An audit as far as it could be read. Whole only if there are no problems.

    `unread` are the parts in which something could not be read, `around` all that they lie in.
    """

    audit: Audit
    problems: tuple[Problem, ...]
    unread: frozenset[Path]
    around: frozenset[Path]

    def may_be_due_to_reading(self, fault: Fault) -> bool:
        """Might this fault go away by itself, once what could not be read is mended?"""
        lies_in = (fault.at[:end] for end in range(len(fault.at) + 1))
        return fault.at in self.around or any(path in self.unread for path in lies_in)


def audit_from_tree(tree: Node) -> Built:
    """Build the audit that a tree describes, gathering every problem."""
    told = Told()
    audit = _AUDIT(tree, (), told)
    unread = frozenset(map(_part, told.unread))
    around = frozenset(part[:end] for part in unread for end in range(len(part)))
    return Built(audit, tuple(told.problems), unread, around)


def _part(path: Path) -> Path:
    """The criterion, scale or comment a path lies in; the whole audit where much hangs on it."""
    top = path[0] if path else ""
    depth = _PART_DEPTH.get(str(top), 1 if top in _AUDIT.keys else 0)
    return path[:depth] if len(path) >= depth else ()


_PART_DEPTH = {"standards": 4, "scales": 2, "comments": 2, "audiences": 0}


# Readers of what only audits have.

_CODE = r"[A-Z][A-Z0-9_-]{0,30}"
_value = form(r"[A-Za-z0-9_-]{1,40}", "letters, digits, - and _, at most 40")
_id = form(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)*", "letters and digits, with single . - or _ between")


def _result(node: Node, at: Path, told: Told) -> Result:
    """`met`, `partly`, … or `exception:CODE`."""
    found = text(node, at, told)
    word, _, code = found.partition(":")
    if word == ResultKind.EXCEPTION:
        if re.fullmatch(_CODE, code):
            return Result(ResultKind.EXCEPTION, code)
        told.wrong("FORM", node.place, at, "names its exception in capitals: exception:AWAY")
    elif found in _PLAIN_RESULTS:
        return _PLAIN_RESULTS[found]
    elif found:
        known = f"{', '.join(_PLAIN_RESULTS)} or exception:CODE"
        message = f"is {known}, not '{shortened(found)}'{meant(found, _PLAIN_RESULTS)}"
        told.wrong("WORD-UNKNOWN", node.place, at, message)
    return DECLINED


_PLAIN_RESULTS = {kind.value: Result(kind) for kind in ResultKind if kind != ResultKind.EXCEPTION}


def _flag(node: Node, at: Path, told: Told) -> Flag:
    """A kind of alert by itself, or a map that also says which reply it gets."""
    found = _FLAG(node, at, told) if isinstance(node.value, Mapping) else _kind(node, at, told)
    return found if isinstance(found, Flag) else Flag(found)


def _scales(node: Node, at: Path, told: Told) -> dict[str, Scale]:
    scales: dict[str, Scale] = map_of(_SCALE, _value)(node, at, told)
    return {name: replace(scale, id=name) for name, scale in scales.items()}


def _format(node: Node, at: Path, told: Told) -> int:
    if node.value != FORMAT or isinstance(node.value, bool):
        message = (
            f"is {FORMAT} for the files this version reads; a newer CareAudit may read this one"
        )
        told.wrong("FORMAT", node.place, at, message)
    return FORMAT


# The format, from its smallest parts up.

_kind = one_of(KINDS)
_asked = one_of([audience for audience in AUDIENCES if audience != "advocate"])

_FLAG = Shape(
    "a flag",
    Flag,
    {
        "kind": Key(_kind, required=True),
        "reply": Key(one_of(["look_into"])),
    },
)

_OPTION = Shape(
    "an option",
    Option,
    {
        "value": Key(_value, required=True),
        "key": Key(form(r"[A-Za-z0-9]{1,3}", "1 to 3 letters or digits"), required=True),
        "label": Key(text, required=True),
        "short": Key(text),
        "result": Key(_result, required=True),
        "flag": Key(_flag),
    },
)
_options = list_of(_OPTION, at_least=1)

_SCALE = Shape(
    "a scale",
    partial(Scale, id=""),
    {
        "symbols": Key(text),
        "options": Key(_options, required=True),
    },
)

_ASK_IF = Shape(
    "a condition",
    AskIf,
    {
        "question": Key(text, required=True),
        "is": Key(one_or_many(text), into="is_"),
        "not": Key(one_or_many(text), into="is_not"),
    },
)

_EASY = Shape(
    "easy wording",
    EasyWording,
    {
        "text": Key(text),
        "easier": Key(text),
        "scale": Key(text),
        "options": Key(_options),
    },
)

_QUESTION = Shape(
    "a question",
    Question,
    {
        "text": Key(text, required=True),
        "type": Key(one_of({kind.value: kind for kind in AnswerType})),
        "easier": Key(text),
        "scale": Key(text),
        "options": Key(_options),
        "min": Key(whole(), into="minimum"),
        "max": Key(whole(), into="maximum"),
        "ask_if": Key(_ASK_IF),
        "prompt": Key(text),
        "easy": Key(_EASY),
        "evidence": Key(list_of(one_of(["link", "note", "name", "date"]))),
        "reading_exempt": Key(text),
    },
)

_TARGET = Shape(
    "a target",
    Target,
    {
        "op": Key(one_of([">=", "<="]), required=True),
        "percent": Key(share, into="share", required=True),
    },
)

_EXCEPTION = Shape(
    "an exception",
    ExceptionCode,
    {
        "code": Key(form(_CODE, "capitals and digits, with - or _"), required=True),
        "meaning": Key(text, required=True),
        "by": Key(one_of(["lead", "respondent"]), required=True),
    },
)

_MEASURED_FROM = Shape(
    "a measure from another question",
    MeasuredFrom,
    {
        "question": Key(text, required=True),
        "results": Key(map_of(_result, text), required=True),
    },
)

_RECORD = Shape(
    "a record",
    Record,
    {
        "numerator": Key(text),
        "denominator": Key(text),
        "value": Key(text),
    },
)

_CRITERION = Shape(
    "a criterion",
    Criterion,
    {
        "id": Key(_id, required=True),
        "text": Key(text, required=True),
        "type": Key(one_of({kind.value: kind for kind in CriterionType}), required=True),
        "target": Key(_TARGET),
        "denominator": Key(one_of({"valid": False, "all": True}), into="keeps_unknown"),
        "zero_tolerance": Key(yes_or_no),
        "core": Key(yes_or_no),
        "min_base": Key(whole(SMALLEST_BASE, code="MIN-BASE")),
        "exceptions": Key(list_of(_EXCEPTION)),
        "definitions": Key(text),
        "look_back": Key(text),
        "source": Key(text),
        "private": Key(yes_or_no),
        "mappings": Key(map_of(one_or_many(text), _value)),
        "questions": Key(map_of(_QUESTION, _asked)),
        "measured_from": Key(_MEASURED_FROM),
        "record": Key(_RECORD),
    },
)

_STANDARD = Shape(
    "a standard",
    Standard,
    {
        "id": Key(_id, required=True),
        "text": Key(text, required=True),
        "criteria": Key(list_of(_CRITERION, at_least=1), required=True),
    },
)

_COMMENT = Shape(
    "a comment",
    Comment,
    {
        "id": Key(_id, required=True),
        "text": Key(map_of(text, _asked), required=True),
    },
)


def _audit(**fields: Any) -> Audit:
    """An audit keeps no format: it has done its work once the file is read."""
    del fields["format"]
    return Audit(**{"scales": {}, **fields})


_AUDIT = Shape(
    "an audit",
    _audit,
    {
        "format": Key(_format, required=True),
        "id": Key(form(AUDIT_ID.pattern, "a to z, digits and single hyphens"), required=True),
        "version": Key(whole(1), required=True),
        "title": Key(text, required=True),
        "topic": Key(text, required=True),
        "reason": Key(text, required=True),
        "audiences": Key(list_of(one_of(AUDIENCES), at_least=1), required=True),
        "reviewed": Key(day, required=True),
        "review_by": Key(day, required=True),
        "licence": Key(text, required=True),
        "attribution": Key(text, required=True),
        "unit": Key(one_of({unit.value: unit for unit in Unit}), required=True),
        "opening": Key(map_of(text, _asked)),
        "closing": Key(map_of(text, _asked)),
        "comments": Key(list_of(_COMMENT)),
        "scales": Key(_scales),
        "standards": Key(list_of(_STANDARD, at_least=1), required=True),
        "reading_exempt": Key(text),
    },
)
