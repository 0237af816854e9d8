"""Where a conversation stands: plain values that survive a round trip through JSON.

The state holds the respondent's own words (comments, needs), so it is kept sealed.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, NamedTuple

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


class Pending(NamedTuple):
    """A "Did you mean …?" that waits for yes or no.

    `of` says what a yes would do: keep an `answer`, carry out a `command`, change the `earlier`
    answer to `question`; have someone ring, for `callback`; or, with `which`, that a number is
    awaited: which answer to change.
    """

    of: str
    question: str
    value: Value


class State(NamedTuple):
    """One conversation, between two turns.

    `asks` is the question the person has before them, ours or the audit's; `why` says why
    agreement is asked, and `then` what is put once it is given. `answers` holds what stands now,
    a skipped question as None; `passed` are questions moved on from without an answer. `closed`
    are topics left alone after a disclosure. `day` is the date last heard from, so that
    agreement is asked again on a later one. `about` holds what is not an answer to the audit:
    agreement, needs, helper, help. `end` is how it ended, if it has. `discreet`: staff hold
    the screen, so nothing on it may tell of an alert.
    """

    audit: str
    audience: str
    profile: str
    language: str
    phase: Phase = Phase.CONSENT
    asks: str | None = "consent"
    why: str = "opening"
    then: str | None = None
    answers: dict[str, Value | None] = {}  # noqa: RUF012 - never changed in place
    passed: tuple[str, ...] = ()
    tries: int = 0
    in_sitting: int = 0
    pending: Pending | None = None
    closed: tuple[str, ...] = ()
    reviewed: bool = False
    told_safety: bool = False
    discreet: bool = False
    day: str | None = None
    end: str | None = None
    about: dict[str, Any] = {}  # noqa: RUF012 - never changed in place
    turns: int = 0


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(state: State) -> str:
    """The state as JSON text, with its format number."""
    return _encode({"format": FORMAT, **state._asdict()})


def from_json(text: str) -> State:
    """Read a state saved by any version; ValueError for a format that is not known."""
    saved = json.loads(text)
    if saved.pop("format", None) != FORMAT:
        raise ValueError("this conversation was saved in a format this version does not know")
    saved["phase"] = Phase(saved["phase"])
    saved["answers"] = {key: _value(value) for key, value in saved["answers"].items()}
    for name in ("passed", "closed"):
        saved[name] = tuple(saved[name])
    if saved["pending"]:
        of, question, value = saved["pending"]
        saved["pending"] = Pending(of, question, _value(value))
    return State(**saved)


def _value(saved: Any) -> Any:
    return tuple(saved) if isinstance(saved, list) else saved
