"""An audit → YAML that a person would have written, and that reads back as the same audit.

What is as usual is left out. Small maps stand in one line, as in `{op: ">=", percent: 95}`; long
words are folded; words that YAML, or an older YAML, would take for something else are quoted.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from .build import FORMAT
from .model import (
    AnswerType,
    AskIf,
    Audit,
    Comment,
    Criterion,
    EasyWording,
    ExceptionCode,
    Flag,
    Option,
    Question,
    Record,
    Scale,
    Standard,
    Target,
)
from .yaml_tree import plain_value

WIDTH = 100


def audit_to_yaml(audit: Audit) -> str:
    """The audit as a YAML file. ValueError for a target that no decimal number can give."""
    lines: list[str] = []
    for key, value in _audit(audit).items():
        if key in ("opening", "comments", "scales", "standards"):
            lines.append("")
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


# What is written, in which order. A value of None is left out.


def _audit(audit: Audit) -> dict[str, Any]:
    return _given(
        format=FORMAT,
        id=audit.id,
        version=audit.version,
        title=audit.title,
        topic=audit.topic,
        reason=audit.reason,
        audiences=list(audit.audiences),
        reviewed=str(audit.reviewed),
        review_by=str(audit.review_by),
        licence=audit.licence,
        attribution=audit.attribution,
        unit=str(audit.unit),
        reading_exempt=audit.reading_exempt,
        opening=dict(audit.opening) or None,
        closing=dict(audit.closing) or None,
        comments=[_comment(comment) for comment in audit.comments] or None,
        scales={name: _scale(scale) for name, scale in audit.scales.items()} or None,
        standards=[_standard(standard) for standard in audit.standards],
    )


def _comment(comment: Comment) -> dict[str, Any]:
    return {"id": comment.id, "text": dict(comment.text)}


def _scale(scale: Scale) -> dict[str, Any]:
    return _given(symbols=scale.symbols, options=_options(scale.options))


def _options(options: tuple[Option, ...]) -> list[dict[str, Any]] | None:
    return [_option(option) for option in options] or None


def _option(option: Option) -> dict[str, Any]:
    return _given(
        value=option.value,
        key=option.key,
        label=option.label,
        short=option.short,
        result=str(option.result),
        flag=_flag(option.flag) if option.flag else None,
    )


def _flag(flag: Flag) -> str | dict[str, Any]:
    return {"kind": flag.kind, "reply": flag.reply} if flag.reply else flag.kind


def _standard(standard: Standard) -> dict[str, Any]:
    criteria = [_criterion(criterion) for criterion in standard.criteria]
    return {"id": standard.id, "text": standard.text, "criteria": criteria}


def _criterion(criterion: Criterion) -> dict[str, Any]:
    measured = criterion.measured_from
    return _given(
        id=criterion.id,
        text=criterion.text,
        type=str(criterion.type),
        target=_target(criterion.target) if criterion.target else None,
        denominator="all" if criterion.keeps_unknown else None,
        zero_tolerance=criterion.zero_tolerance or None,
        core=criterion.core or None,
        min_base=criterion.min_base if criterion.min_base != _USUAL_BASE else None,
        exceptions=[_exception(exception) for exception in criterion.exceptions] or None,
        definitions=criterion.definitions,
        look_back=criterion.look_back,
        source=criterion.source,
        private=criterion.private or None,
        mappings={name: list(codes) for name, codes in criterion.mappings.items()} or None,
        questions={who: _question(asked) for who, asked in criterion.questions.items()} or None,
        measured_from=measured
        and {
            "question": measured.question,
            "results": {value: str(result) for value, result in measured.results.items()},
        },
        record=_record(criterion.record) if criterion.record else None,
    )


_USUAL_BASE = 10


def _target(target: Target) -> dict[str, Any]:
    return {"op": target.op, "percent": _percent(target)}


def _percent(target: Target) -> int | float:
    exact = target.share * 100
    if exact.denominator == 1:
        return int(exact)
    written = float(exact)
    if type(exact)(repr(written)) != exact:
        raise ValueError(f"a target of {exact} per cent cannot be written as a decimal number")
    return written


def _exception(exception: ExceptionCode) -> dict[str, Any]:
    return {"code": exception.code, "meaning": exception.meaning, "by": exception.by}


def _record(record: Record) -> dict[str, Any]:
    return _given(numerator=record.numerator, denominator=record.denominator, value=record.value)


def _question(question: Question) -> dict[str, Any]:
    return _given(
        text=question.text,
        type=str(question.type) if question.type is not AnswerType.CHOICE else None,
        easier=question.easier,
        scale=question.scale,
        options=_options(question.options),
        min=question.minimum,
        max=question.maximum,
        prompt=question.prompt,
        ask_if=_ask_if(question.ask_if) if question.ask_if else None,
        easy=_easy(question.easy) if question.easy else None,
        evidence=list(question.evidence) or None,
        reading_exempt=question.reading_exempt,
    )


def _ask_if(condition: AskIf) -> dict[str, Any]:
    written: dict[str, Any] = {"question": condition.question}
    for name, values in (("is", condition.is_), ("not", condition.is_not)):
        if values:
            written[name] = values[0] if len(values) == 1 else list(values)
    return written


def _easy(easy: EasyWording) -> dict[str, Any]:
    return _given(
        text=easy.text, easier=easy.easier, scale=easy.scale, options=_options(easy.options)
    )


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


# How it is laid out.

_IN_LINES_OF_THEIR_OWN = {"opening", "closing", "questions", "scales"}
_SPACED = {"standards", "criteria"}


def _entry(key: str, value: Any, margin: str) -> Iterator[str]:
    """The lines of one key and its value."""
    name = f"{margin}{_words(key, in_flow=True)}:"
    if not _has_maps_in_a_list(value) and key not in _IN_LINES_OF_THEIR_OWN:
        line = f"{name} {_flow(value, in_flow=False)}"
        if len(line) <= WIDTH or _must_stand_in_line(value):
            yield line
            return
    if isinstance(value, str):
        yield f"{name} >-"
        yield from (f"{margin}  {part}" for part in _folded(value, margin))
        return
    yield name
    if isinstance(value, Mapping):
        for inner, part in value.items():
            yield from _entry(inner, part, f"{margin}  ")
    else:
        for n, item in enumerate(value):
            if n and key in _SPACED:
                yield ""
            yield from _item(item, f"{margin}  ")


def _item(item: Any, margin: str) -> Iterator[str]:
    """The lines of one item of a list."""
    line = f"{margin}- {_flow(item, in_flow=False)}"
    if not isinstance(item, Mapping) or (len(line) <= WIDTH and not _has_maps_in_a_list(item)):
        yield line
        return
    lines = [line for key, value in item.items() for line in _entry(key, value, f"{margin}  ")]
    yield f"{margin}- {lines[0].strip()}"
    yield from lines[1:]


def _has_maps_in_a_list(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_has_maps_in_a_list, value.values()))
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _must_stand_in_line(value: Any) -> bool:
    """An empty map or list, a number, or words that folding would change."""
    if isinstance(value, str):
        return " ".join(_folded(value, "")) != value
    return not isinstance(value, Mapping | list) or not value


def _folded(value: str, margin: str) -> list[str]:
    room = WIDTH - len(margin) - 2
    return textwrap.wrap(value, room, break_long_words=False, break_on_hyphens=False)


def _flow(value: Any, *, in_flow: bool) -> str:
    """A value in one line."""
    if isinstance(value, Mapping):
        pairs = (f"{_words(k, in_flow=True)}: {_flow(v, in_flow=True)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_flow(item, in_flow=True) for item in value)}]"
    if isinstance(value, str):
        return _words(value, in_flow=in_flow)
    return json.dumps(value)


def _words(text: str, *, in_flow: bool) -> str:
    """Words as they are where YAML reads them so, and in quotes where it would not."""
    safe = (
        _PLAIN.fullmatch(text)
        and not _MEANS_MORE.search(text)
        and not (in_flow and _MEANS_MORE_IN_FLOW.search(text))
        and text.casefold() not in _TRUE_OR_FALSE_IN_OLDER_YAML
        and plain_value(text) == text
    )
    if safe:
        return text
    return '"' + "".join(_ESCAPED.get(character) or _escape(character) for character in text) + '"'


_PLAIN = re.compile(r"[A-Za-z0-9(][^\t\n\r\x85\u2028\u2029]*[^\s:]|[A-Za-z0-9]")
_MEANS_MORE = re.compile(r":\s|\s#")
_MEANS_MORE_IN_FLOW = re.compile(r"[,?\[\]{}]|:(?![A-Za-z0-9])")
_TRUE_OR_FALSE_IN_OLDER_YAML = {"yes", "no", "on", "off", "y", "n"}
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escape(character: str) -> str:
    """The character itself, or its number where nobody would see it."""
    return character if character.isprintable() else f"\\U{ord(character):08X}"
