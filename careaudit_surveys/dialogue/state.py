"""Where a conversation stands: plain values that survive a round trip through JSON.

The state holds the respondent's own words (comments, needs), so it is kept sealed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from .messages import Value

FORMAT = 1
"""The layout of a saved state. `from_json` reads every format there has been."""


class Phase(StrEnum):
    """The six phases of a conversation."""

    CONSENT = "consent"
    ASKING = "asking"
    REVIEWING = "reviewing"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A "Did you mean …?" that waits for yes or no.

    `of` says what would be done on yes: keep an `answer`, carry out a `command`, or change the
    `earlier` answer given to `question`.
    """

    of: str
    question: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One conversation, between two turns.

    `asks` is the question the person has before them (ours or the audit's). `answers` holds
    what stands now, in the order given; a skipped question is None. `passed` are questions moved
    on from without an answer; `trail` the way back. `day` is the date last heard from, so that
    agreement is asked again on a later one. `closed` are topics left alone after a disclosure.
    `about` holds what is not an answer: agreement, needs, helper, help.
    """

    audit: str
    audience: str
    profile: str
    language: str
    phase: Phase = Phase.CONSENT
    asks: str | None = "consent"
    why_consent: str = "opening"
    answers: dict[str, Value | None]
    passed: tuple[str, ...] = ()
    trail: tuple[str, ...] = ()
    tries: int = 0
    in_sitting: int = 0
    pending: Pending | None = None
    closed: tuple[str, ...] = ()
    easier: bool = False
    day: str | None = None
    end: str | None = None
    about: dict[str, Any]
    turns: int = 0


def to_json(state: State) -> str:
    """The state as JSON text, with its format number."""
    return json.dumps({"format": FORMAT, **asdict(state)}, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> State:
    """Read a state saved by any version; ValueError for a format that is not known."""
    saved = json.loads(text)
    if saved.pop("format", None) != FORMAT:
        raise ValueError("this conversation was saved in a format this version does not know")
    known = {field.name for field in fields(State)}
    values = {name: value for name, value in saved.items() if name in known}
    values["phase"] = Phase(values["phase"])
    values["answers"] = {key: _value(value) for key, value in values["answers"].items()}
    for name in ("passed", "trail", "closed"):
        values[name] = tuple(values[name])
    if values["pending"]:
        pending = values["pending"]
        values["pending"] = Pending(**{**pending, "value": _value(pending["value"])})
    return State(**values)


def _value(saved: Any) -> Any:
    return tuple(saved) if isinstance(saved, list) else saved
