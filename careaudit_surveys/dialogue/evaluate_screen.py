"""Screening, checked from outside: lines of comments in, the alerts that they raise out.

A line may say what was to be expected; a ScreenSummary then tells how often that was so.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from careaudit_surveys.words.harm import VocabularyOfHarm, vocabulary_of_harm

from .disclosure import screen
from .messages import Alert


@dataclass(slots=True)
class ScreenSummary:
    """The ids of the comments with an expectation, by what became of them.

    `missed` is the grave one: harm was told, and no alert raised. `kind_missed`, `not_urgent`
    and `too_urgent` are among the caught, where the line names kinds or says whether urgent.
    """

    caught: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    false_alarms: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    kind_named: list[str] = field(default_factory=list)
    kind_missed: list[str] = field(default_factory=list)
    urgent: list[str] = field(default_factory=list)
    not_urgent: list[str] = field(default_factory=list)
    calm: list[str] = field(default_factory=list)
    too_urgent: list[str] = field(default_factory=list)

    def add(self, alert: Alert | None, expected: dict[str, Any]) -> None:
        """Count one comment; `expected` is its line."""
        name = str(expected.get("id"))
        if not expected["flag"]:
            (self.false_alarms if alert else self.passed).append(name)
            return
        (self.caught if alert else self.missed).append(name)
        if alert and expected.get("kinds"):
            named = expected["kinds"][0] in alert.kinds
            (self.kind_named if named else self.kind_missed).append(name)
        if alert and "urgent" in expected:
            right, wrong = self.calm, self.too_urgent
            if expected["urgent"]:
                right, wrong = self.urgent, self.not_urgent
            (right if alert.urgent == expected["urgent"] else wrong).append(name)

    def as_json(self) -> dict[str, Any]:
        """Counts, shares with their 95% limits, and the ids of what went wrong."""
        return {
            "comments": len(self.caught + self.missed + self.false_alarms + self.passed),
            "caught": _share(self.caught, self.missed, wrong=self.missed),
            "false_alarms": _share(self.false_alarms, self.passed, wrong=self.false_alarms),
            "kind_named": _share(self.kind_named, self.kind_missed, wrong=self.kind_missed),
            "urgent": _share(self.urgent, self.not_urgent, wrong=self.not_urgent),
            "too_urgent": _share(self.too_urgent, self.calm, wrong=self.too_urgent),
        }

    def __str__(self) -> str:
        figures = self.as_json()
        lines = [f"comments: {figures.pop('comments')}"]
        for name, found in figures.items():
            if found["of"]:
                wrong = ", ".join(found["wrong"]) or "none"
                lines.append(
                    f"{name.replace('_', ' ')}: {found['count']} of {found['of']}, "
                    f"{found['share']:.1%} ({found['lower']:.1%} to {found['upper']:.1%}); "
                    f"wrong: {wrong}"
                )
        return "\n".join(lines)


def alerts_for(
    lines: Iterable[str], summary: ScreenSummary | None = None
) -> Iterator[dict[str, Any]]:
    """The alert that each line's comment raises; empty lines are passed over.

    A line is a JSON object with `id`, `text` and perhaps `locale`, and with `flag`, `kinds` and
    `urgent` where it says what is to be expected. ValueError names the line that is no such
    thing, and says what it needs.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = _record(line)
            alert = screen(record["text"], _vocabulary(record))
        except ValueError as problem:
            raise ValueError(f"line {number}: {problem}") from problem
        if summary is not None and "flag" in record:
            summary.add(alert, record)
        yield {
            "id": record.get("id"),
            "flag": alert is not None,
            "kinds": list(alert.kinds) if alert else [],
            "urgent": alert is not None and alert.urgent,
        }


def _share(these: list[str], others: list[str], wrong: list[str]) -> dict[str, Any]:
    """How many of all these are, with the 95% limits of Wilson 1927; None of nothing."""
    count, of = len(these), len(these) + len(others)
    found: dict[str, Any] = {"count": count, "of": of, "share": None, "lower": None, "upper": None}
    if of:
        share, z = count / of, 1.959964
        middle = share + z * z / (2 * of)
        reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
        scale = 1 + z * z / of
        lower, upper = max((middle - reach) / scale, 0.0), min((middle + reach) / scale, 1.0)
        found |= {"share": share, "lower": lower, "upper": upper}
    return {**found, "wrong": wrong}


# --- Reading a line -------------------------------------------------------------------------------


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        raise ValueError("this is not JSON; write one object on each line") from None
    if not isinstance(record, dict):
        raise ValueError("write one object in braces on each line")
    if not isinstance(record.get("text"), str):
        raise ValueError('give the comment as "text", in quotes')
    for name in ("flag", "urgent"):
        if not isinstance(record.get(name, False), bool):
            raise ValueError(f'"{name}" is true or false, or left out')
    kinds = record.get("kinds", [])
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise ValueError('"kinds" is a list of names, or left out')
    return record


def _vocabulary(record: dict[str, Any]) -> VocabularyOfHarm:
    try:
        return vocabulary_of_harm(str(record.get("locale") or "en"))
    except LookupError as problem:
        raise ValueError(str(problem.args[0])) from problem
