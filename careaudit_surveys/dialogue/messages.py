"""The small frozen values that cross the line between a conversation and the world.

What comes in is an Incoming, with the time it came. What goes out is an Outgoing: *which*
question or *which* phrase, never finished text; `render` makes the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words that were typed or spoken."""

    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tapped:
    """A button, with the question it was shown for, so that an old one is recognised."""

    question: str
    value: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Something that is not words: `photo`, `voice`, `video`, `file`, `place` or `sticker`."""

    kind: str
    caption: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The person, or staff beside them, opened the conversation."""

    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudged:
    """Time has passed and a reminder is due."""

    at: datetime


Incoming = Said | Tapped | Attached | Opened | Nudged


class Outcome(StrEnum):
    """What became of words: kept, to be confirmed, not understood, or not an answer at all."""

    ANSWER = "answer"
    CONFIRM = "confirm"
    UNCLEAR = "unclear"
    COMMAND = "command"


Value = str | int | tuple[str, ...]
"""What an answer is kept as: an option's value, several of them, a number, or words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What words were taken to mean, and by which rule.

    `value` is an answer's value or a command's name, None when unclear. `certainty` is `exact`,
    `near` or None. `of` is `command` when a command is to be confirmed. `among` holds the two
    or more values that the words could equally mean.
    """

    outcome: Outcome
    value: Value | None = None
    certainty: str | None = None
    rule: str = ""
    of: str | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer kept in this turn. `result` as audits write it; None where nothing is judged.

    A skipped question has value None and the result `declined`.
    """

    question: str
    value: Value | None
    result: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Someone may be in danger, or has asked for a person to know something."""

    kinds: tuple[str, ...]
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Put a question. `number` of `total` says how far we are; `total` may still change.

    `wording` is 1 for the text as written, 2 for the easier words, 3 for every option spelled
    out. `said` is the answer standing so far, when a person has come back to a question.
    """

    question: str
    number: int = 0
    total: int = 0
    wording: int = 1
    said: Value | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Say one of our own lines, by name. `slots` fills its named gaps."""

    name: str
    slots: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """Read the person's own answers back: (question id, value), from `start` (counted from 0)."""

    answers: tuple[tuple[str, Value | None], ...]
    start: int = 0


Outgoing = Ask | Phrase | ReadBack
