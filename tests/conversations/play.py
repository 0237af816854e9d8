"""Plays a conversation script: a text file that anyone can read and write.

    audit living-well   audience person   profile easy   shape sms

    (`screen staff` in the heading: staff hold the screen)

    # A line like this is a remark.
    > what the person says            > (photo)   > (voice note)   > (empty)   > (opens)
    > (tap LW-2.1 always)             > (2 days later)             > (reminder)
    < what we say; a further line of the same message is indented
    = LW-2.1 sometimes partly         an answer kept in this turn
    = LW-2.1 no longer stands         an earlier answer that was superseded
    ? near sometimes by spelling      what the words were taken for, where it was not plain
    ! alert unsafe, urgent            someone must look
    * for a person to read            the words go to the reading queue
    + call back asked                 someone must ring them
    . finished, completed             the phase, when it changes, and how it ended

Between any two turns the state goes through JSON, so nothing can hide in memory.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from careaudit_surveys.audits.shelf import find
from careaudit_surveys.dialogue import (
    Attached,
    Incoming,
    Nudged,
    Opened,
    Said,
    State,
    Tapped,
    Turn,
    begin,
    from_json,
    render,
    step,
    to_json,
)
from careaudit_surveys.surveys import Survey, derive

MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NUL = "\0"


@dataclass(frozen=True)
class Script:
    """A script's heading and what comes in, in order, remarks kept where they stand."""

    heading: str
    lines: tuple[str, ...]

    @classmethod
    def read(cls, path: Path) -> Script:
        heading, *rest = path.read_text(encoding="utf-8").splitlines()
        kept = tuple(line for line in rest if line[:1] in ("#", ">"))
        return cls(heading, kept)

    @property
    def set_up(self) -> dict[str, str]:
        words = self.heading.split()
        return dict(zip(words[::2], words[1::2], strict=True))


@lru_cache
def survey_for(audit: str, audience: str, profile: str) -> Survey:
    shelved = find(audit)
    return derive(shelved.audit, audience, profile, digest=shelved.digest)


def play(script: Script) -> str:
    """The whole script with everything that happens, as its file should read."""
    set_up = script.set_up
    survey = survey_for(
        set_up["audit"], set_up.get("audience", "person"), set_up.get("profile", "standard")
    )
    shape = set_up.get("shape", "terminal")
    discreet = set_up.get("screen") == "staff"
    state, at = begin(survey, discreet=discreet), MORNING
    told = [script.heading]
    for line in script.lines:
        if line.startswith("#"):
            told += ["", line]
            continue
        said = line[2:] if line.startswith("> ") else line[1:]
        later = re.fullmatch(r"\((\d+) days? later\)", said)
        if later:
            at += timedelta(days=int(later[1]))
            told += ["", line]
            continue
        turn = step(survey, state, incoming(said, at))
        told += ["", line, *_told(survey, state, turn, shape)]
        state = from_json(to_json(turn.state))
        assert state == turn.state, "the state did not survive JSON"
    return "\n".join(told) + "\n"


def incoming(said: str, at: datetime) -> Incoming:
    """What a script's line stands for."""
    tapped = re.fullmatch(r"\(tap (\S+) (\S+)\)", said)
    if tapped:
        return Tapped(question=tapped[1], value=tapped[2], at=at)
    match said:
        case "(opens)":
            return Opened(at=at)
        case "(reminder)":
            return Nudged(at=at)
        case "(photo)" | "(voice note)" | "(file)":
            return Attached(kind=said.strip("()").split()[0], at=at)
        case "(empty)":
            return Said(text="", at=at)
        case "(5,000 characters)":
            return Said(text="word " * 1000, at=at)
        case _:
            return Said(text=said.replace("(NUL)", NUL).replace("(RTL)", "\u200f"), at=at)


def _told(survey: Survey, before: State, turn: Turn, shape: str) -> Iterator[str]:
    understood = turn.understood
    if understood and (understood.certainty == "near" or understood.outcome == "unclear"):
        what = f"{understood.certainty or understood.outcome} {understood.value or ''}".strip()
        yield f"? {what} by {understood.rule}"
    for answer in turn.answers:
        value = answer.value if answer.result is None else answer.value or "skipped"
        yield f"= {answer.question} {value} {answer.result or ''}".rstrip()
    for question in turn.superseded:
        yield f"= {question} earlier answer superseded"
    yield from _for_people(turn)
    for message in render(turn.outgoing, survey, gettext.NullTranslations(), shape):
        first, *more = message.text.splitlines()
        yield f"< {first}"
        yield from (f"  {line}" for line in more)
        if message.taps and shape == "telegram":
            yield "  " + " ".join(f"[{tap.label}]" for tap in message.taps)
    if turn.state.phase != before.phase:
        yield f". {turn.state.phase}" + (f", {turn.state.end}" if turn.state.end else "")


def _for_people(turn: Turn) -> Iterator[str]:
    """What a person must look at, read or do after this turn."""
    if turn.alert:
        yield f"! alert {', '.join(turn.alert.kinds)}{', urgent' if turn.alert.urgent else ''}"
    if turn.remark:
        yield "* for a person to read"
    if turn.callback:
        yield "+ call back asked"
    if turn.erase:
        yield "* everything erased" + (", and the number forgotten" if turn.forget else "")
