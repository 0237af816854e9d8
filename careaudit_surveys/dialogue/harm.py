"""When someone tells of harm: what is said at once, what is left alone, and who is told.

Never ask for more: no who, when or how. Never promise secrecy, never say it will be sorted. Where
staff hold the screen nothing on it changes; only the alert is raised.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from careaudit_surveys.surveys import Question

from .messages import Alert, Outgoing, Phrase
from .state import Phase, State
from .turn import Now, Turn, agreement, go_on

UNSAFE = "unsafe"
"""The kind of alert where no words tell more: NOT SAFE, or a flagged answer."""

LINES = {"suicide": "wish-to-die", "medical": "medical"}
"""What is said at once, where it is not the line for harm by others."""


def lines_for(state: State, alert: Alert) -> tuple[Outgoing, ...]:
    """What is said at once to someone who tells of harm, by its kinds."""
    names = list(dict.fromkeys(LINES.get(kind, "harm") for kind in alert.kinds))
    if "bsl" in state.about.get("needs", ()):
        names.append("deaf-999")
    return tuple(Phrase(name=name) for name in names)


def flagged(
    now: Now, state: State, alert: Alert, question: Question, *, gently: bool, **kept: Any
) -> Turn:
    """An answer that a person must learn of: told by its kind, or with the gentler reply."""
    if state.discreet:
        return go_on(now, state, alert=alert, **kept)
    if gently:
        return go_on(now, state, Phrase(name="look-into"), alert=alert, **kept)
    return told(now, state, alert, question, **kept)


def told(now: Now, state: State, alert: Alert, question: Question | None, **kept: Any) -> Turn:
    """Answer at once, leave the topic alone, and let the person choose whether to go on.

    Who has not agreed yet has not heard what is private and what is not: they hear it first.
    """
    if question and question.criterion and question.topic:
        state = state._replace(closed=(*state.closed, question.topic))
    why = "disclosure" if "consent" in state.about else "opening"
    return agreement(now, state, why, *lines_for(state, alert), alert=alert, **kept)


def noticed(now: Now, turn: Turn, alert: Alert) -> Turn:
    """Add to a turn what its words told of, whatever else they were.

    What the turn kept stays kept. Where a flagged answer or NOT SAFE raised an alert already, the
    words tell more of its kind.
    """
    alert = _together(turn.alert, alert)
    turn = replace(turn, alert=alert, remark=True)
    state, lines = turn.state, lines_for(turn.state, alert)
    if state.discreet or turn.erase:
        return turn
    if state.phase is Phase.STOPPED:
        lines = () if now.state.told_safety else lines
        stopped_now = turn.outgoing if now.state.phase is not Phase.STOPPED else ()
        state = state._replace(told_safety=True)
        return replace(turn, state=state, outgoing=(*stopped_now, *lines))
    if state.phase in (Phase.PAUSED, Phase.FINISHED):
        return replace(turn, outgoing=(*lines, *_but_harm(turn.outgoing)))
    asked = now.heard.question
    renewed = told(now._replace(state=state), state, alert, asked)
    return replace(turn, state=renewed.state._replace(turns=state.turns), outgoing=renewed.outgoing)


def _together(first: Alert | None, second: Alert) -> Alert:
    if first is None:
        return second
    kinds = dict.fromkeys((*first.kinds, *second.kinds))
    if len(kinds) > 1:
        kinds.pop(UNSAFE, None)
    return Alert(kinds=tuple(kinds), urgent=first.urgent or second.urgent)


def _but_harm(outgoing: tuple[Outgoing, ...]) -> tuple[Outgoing, ...]:
    said = {"harm", "deaf-999", *LINES.values()}
    return tuple(line for line in outgoing if not (isinstance(line, Phrase) and line.name in said))
