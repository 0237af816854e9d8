"""The small frozen values that cross the line between a conversation and the world.

What comes in is an Incoming, with the time it came. What goes out is an Outgoing: *which*
question or *which* phrase, never finished text; `render` makes the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


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
    """Put a question, ours or the audit's.

    `wording` is 1 for the text as written, 2 for the easier words, 3 for every option spelled
    out. `number` of `total` says how far we are, where `sure`; else about `total - number` more.
    `said` is the answer standing so far, when a person has come back to a question; `among`
    keeps only the options that they may have meant; `why` says why agreement is asked.
    """

    question: str
    wording: int = 1
    number: int = 0
    total: int = 0
    sure: bool = True
    said: Value | None = None
    among: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Ask for yes or no, as in "Did you mean …?". `of` is what a yes would do: see `Pending`."""

    of: str
    question: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Say one of our own lines, by name. `slots` fills gaps that the turn alone knows."""

    name: str
    slots: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """Read the person's answers back, numbered from 1: (question id, value or None if skipped).

    One that is only `offered` waits to be asked for where every message costs money.
    """

    answers: tuple[tuple[str, Value | None], ...]
    offered: bool = False


Outgoing = Ask | Confirm | Phrase | ReadBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Tap:
    """A button: what stands on it, and the value that a tap sends for the question shown."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One finished message for a channel. `question` is what its taps answer, if it asks."""

    text: str
    taps: tuple[Tap, ...] = ()
    question: str | None = None


def message_to_json(message: Message) -> dict[str, object]:
    """A message as it is kept and sent on."""
    taps = [[tap.label, tap.value] for tap in message.taps]
    return {"text": message.text, "taps": taps, "question": message.question}


def message_from_json(saved: dict[str, Any]) -> Message:
    """A message as it was kept."""
    taps = tuple(Tap(label=label, value=value) for label, value in saved["taps"])
    return Message(text=saved["text"], taps=taps, question=saved["question"])
