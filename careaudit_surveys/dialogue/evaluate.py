"""Understanding, checked from outside: lines of questions and replies in, what was taken out.

A line may say what was to be expected; a Summary then tells how often that was so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from careaudit_surveys.audits.model import AnswerType, Option, Result, ResultKind
from careaudit_surveys.surveys import Question
from careaudit_surveys.words.vocabulary import Vocabulary, vocabulary

from .messages import Outcome, Understood
from .understand import understand


@dataclass(slots=True)
class Summary:
    """The ids of the replies that had an expectation, by how they were understood.

    `kept_wrongly` is the grave one: an answer or a command taken that was not given.
    """

    right_first_time: list[str] = field(default_factory=list)
    right_after_one_confirmation: list[str] = field(default_factory=list)
    asked_again_though_clear: list[str] = field(default_factory=list)
    kept_wrongly: list[str] = field(default_factory=list)

    def add(self, reply_id: str, understood: Understood, expect: Mapping[str, Any]) -> None:
        """Count one reply."""
        getattr(self, _verdict(understood, expect)).append(reply_id)

    def as_json(self) -> dict[str, Any]:
        """The figures with their ids: `{"replies": n, "right_first_time": {"count", "ids"}, …}`."""
        verdicts = {name: getattr(self, name) for name in self.__slots__}
        total = sum(map(len, verdicts.values()))
        counted = {name: {"count": len(ids), "ids": ids} for name, ids in verdicts.items()}
        return {"replies": total, **counted}

    def __str__(self) -> str:
        figures = self.as_json()
        lines = [f"replies: {figures.pop('replies')}"]
        for name, found in figures.items():
            ids = ": " + ", ".join(found["ids"]) if found["ids"] else ""
            lines.append(f"{name.replace('_', ' ')}: {found['count']}{ids}")
        return "\n".join(lines)


def answers_for(lines: Iterable[str], summary: Summary | None = None) -> Iterator[dict[str, Any]]:
    """What each line's reply was taken to mean; empty lines are passed over.

    A line is a JSON object with `id`, `question`, `text`, and perhaps `locale` and `expect`.
    ValueError names the line that is no such thing, and says what it needs.
    """
    questions: dict[str, Question] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(line)
            asked = json.dumps(record["question"], sort_keys=True)
            question = questions.get(asked)
            if question is None:
                question = questions[asked] = _question(record["question"])
            understood = understand(question, record["text"], _vocabulary(record))
            expect = _expectation(record)
        except ValueError as problem:
            raise ValueError(f"line {number}: {problem}") from problem
        if summary is not None and expect is not None:
            summary.add(str(record.get("id")), understood, expect)
        yield _as_json(record.get("id"), understood)


# --- What came of it ------------------------------------------------------------------------------


def _as_json(reply_id: object, understood: Understood) -> dict[str, Any]:
    found = {
        "id": reply_id,
        "outcome": understood.outcome.value,
        "value": _plain(understood.value),
        "certainty": understood.certainty,
        "rule": understood.rule,
    }
    if understood.of:
        found["of"] = understood.of
    if understood.among:
        found["among"] = list(understood.among)
    return found


def _verdict(understood: Understood, expect: Mapping[str, Any]) -> str:
    outcome, expected = understood.outcome, expect["outcome"]
    same = _plain(understood.value) == expect.get("value")
    if outcome == expected and (same or outcome is Outcome.UNCLEAR):
        return "right_first_time"
    if outcome in (Outcome.ANSWER, Outcome.COMMAND):
        return "kept_wrongly"
    # Whoever meant nothing clear says no to "Did you mean …?", and that too is right.
    meant_so = same and (understood.of == "command") == (expected == Outcome.COMMAND)
    if outcome is Outcome.CONFIRM and (meant_so or expected == Outcome.UNCLEAR):
        return "right_after_one_confirmation"
    return "asked_again_though_clear"


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


# --- Reading a line -------------------------------------------------------------------------------


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("this is not JSON; write one object on each line") from None
    if not isinstance(record, dict):
        raise ValueError("write one object in braces on each line")
    if not isinstance(record.get("question"), dict):
        raise ValueError('give the question as an object, "question": {…}')
    if not isinstance(record.get("text"), str):
        raise ValueError('give the reply as "text", in quotes')
    return record


def _question(asked: Mapping[str, Any]) -> Question:
    try:
        kind = AnswerType(str(asked.get("type")))
    except ValueError:
        kinds = ", ".join(AnswerType)
        raise ValueError(f'a question\'s "type" is one of {kinds}') from None
    options = asked.get("options") or []
    if not isinstance(options, list) or (kind in _WITH_OPTIONS and not options):
        raise ValueError('give the question\'s "options" as a list')
    return Question(
        id="",
        text=str(asked.get("text", "")),
        type=kind,
        options=tuple(_option(option, place) for place, option in enumerate(options, 1)),
        minimum=_whole_number(asked, "min"),
        maximum=_whole_number(asked, "max"),
    )


_WITH_OPTIONS = (AnswerType.CHOICE, AnswerType.MULTIPLE_CHOICE)

# Nothing is judged here, and a result that all options share tells none of them apart.
_NOT_JUDGED = Result(ResultKind.MET)


def _option(written: Any, place: int) -> Option:
    if not isinstance(written, dict) or "value" not in written or "label" not in written:
        raise ValueError('give each option a "value" and a "label"')
    key = written.get("key")
    return Option(
        value=str(written["value"]),
        key=str(place if key is None else key),
        label=str(written["label"]),
        short=str(written["short"]) if written.get("short") else None,
        result=_NOT_JUDGED,
    )


def _whole_number(asked: Mapping[str, Any], name: str) -> int | None:
    number = asked.get(name)
    if number is not None and (not isinstance(number, int) or isinstance(number, bool)):
        raise ValueError(f'"{name}" is a whole number, or left out')
    return number


def _vocabulary(record: Mapping[str, Any]) -> Vocabulary:
    try:
        return vocabulary(str(record.get("locale") or "en"))
    except LookupError as problem:
        raise ValueError(str(problem.args[0])) from problem


def _expectation(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    expect = record.get("expect")
    if expect is None:
        return None
    if not isinstance(expect, dict) or expect.get("outcome") not in tuple(Outcome):
        outcomes = ", ".join(Outcome)
        raise ValueError(f'"expect" has an "outcome", one of {outcomes}')
    return expect
