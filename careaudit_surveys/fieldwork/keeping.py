"""From a turn of the dialogue to what the store keeps of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from careaudit_surveys.audits.model import Audit, Result
from careaudit_surveys.dialogue import (
    Alert,
    Answer,
    Attached,
    Incoming,
    Message,
    Phase,
    Said,
    State,
    Tapped,
    Turn,
    to_json,
)
from careaudit_surveys.dialogue.messages import message_to_json
from careaudit_surveys.store import Unit, following_up, people, rows
from careaudit_surveys.surveys import Survey
from careaudit_surveys.working_hours import alert_due, in_one_working_day

from .routing import destination

ENDED = (Phase.FINISHED, Phase.STOPPED)
"""A conversation in any other phase still runs, a paused one too."""


def heard_as(channel: str, provider_id: str, incoming: Incoming) -> rows.Heard:
    """A message as it came in, for the record."""
    return rows.Heard(channel=channel, provider_id=provider_id, raw=json.dumps(_raw(incoming)))


def _raw(incoming: Incoming) -> dict[str, str]:
    match incoming:
        case Said(text=text):
            return {"said": text}
        case Tapped(question=question, value=value):
            return {"tapped": value, "question": question}
        case Attached(kind=kind, caption=caption):
            return {"attached": kind, "said": caption}
        case _:
            return {"event": type(incoming).__name__.lower()}


def turn_as_kept(
    turn: Turn,
    messages: tuple[Message, ...],
    channel: str,
    at: datetime,
    heard: rows.Heard | None,
) -> rows.Turn:
    """What a turn leaves behind, but for its answers and the words that a person must read."""
    state = turn.state
    return rows.Turn(
        at=at,
        phase=state.phase.value,
        state=to_json(state),
        end=state.end if state.phase in ENDED else None,
        heard=heard,
        audience=state.about.get("counted_as"),
        messages=tuple(
            rows.Message(channel=channel, message=json.dumps(message_to_json(message)))
            for message in messages
        ),
    )


def with_answers(kept: rows.Turn, turn: Turn, audit: Audit, words: str) -> rows.Turn:
    """The same, with the answers it kept and the words to be read."""
    if not (turn.answers or turn.remark or turn.superseded):
        return kept
    return replace(
        kept,
        answers=tuple(_answer(answer, audit) for answer in turn.answers),
        superseded=turn.superseded,
        remark=rows.Remarked(words=words, question=turn.question) if turn.remark else None,
    )


def with_follow_ups(
    unit: Unit, kept: rows.Turn, turn: Turn, conversation: rows.Conversation, words: str
) -> rows.Turn:
    """The same, with the alert that its words raised, and the call that was asked for.

    Whoever waits for a call already is not put down for a second.
    """
    if turn.alert:
        kept = replace(kept, alert=_raised(unit, turn.alert, conversation, words, kept.at))
    if turn.callback and not following_up.waits_for_a_call(unit, conversation.respondent_id):
        kept = replace(kept, call_by=in_one_working_day(kept.at))
    return kept


def _raised(
    unit: Unit, alert: Alert, conversation: rows.Conversation, words: str, at: datetime
) -> rows.Raised:
    route_id, went_to = destination(unit, conversation.service_id, words)
    return rows.Raised(
        kinds=alert.kinds,
        urgent=alert.urgent,
        words=words,
        due_at=alert_due(at, urgent=alert.urgent),
        route_id=route_id,
        went_to=went_to,
    )


def _answer(answer: Answer, audit: Audit) -> rows.Kept:
    """A choice is kept as its value, to be counted; words and numbers are sealed."""
    if answer.result is None:
        return rows.Kept(question=answer.question, words=json.dumps(answer.value))
    results = audit.results_of(answer.question, answer.value, Result.from_text(answer.result))
    return rows.Kept(
        question=answer.question,
        value=None if answer.value is None else str(answer.value),
        results=tuple((criterion, str(result)) for criterion, result in results),
    )


def words_of(incoming: Incoming, turn: Turn, survey: Survey) -> str:
    """What was said, for whoever must read it; for a button, what stood on it."""
    match incoming:
        case Said(text=text) | Attached(caption=text) if text:
            return text
        case Tapped(value=value):
            question = survey.by_id.get(turn.question or "")
            labels = {option.value: option.label for option in question.options} if question else {}
            return labels.get(value, value)
        case _:
            return ""


def note_on_respondent(
    unit: Unit, respondent_id: UUID, before: State, after: State, at: datetime
) -> None:
    """What a turn says about the person, whatever else they are asked one day: needs, and STOP."""
    if "needs" in after.about and "needs" not in before.about:
        needs = {name: after.about.get(name) for name in ("needs", "needs_words")}
        people.set_needs(unit, respondent_id, json.dumps(needs))
    stopped = after.phase is Phase.STOPPED
    if stopped != (before.phase is Phase.STOPPED):
        people.set_stopped(unit, respondent_id, at if stopped else None)


def erase(
    unit: Unit,
    conversation: rows.Conversation,
    before: State,
    kept: rows.Turn,
    channel: str,
    address: str,
    *,
    forget: bool,
) -> None:
    """Erase a respondent at their own word: their key goes, and all that hangs on it.

    Unless the number itself was wrong (`forget`), an empty conversation that has ended takes the
    old one's place, so that they are not written to and may still come back. What their last
    words told of harm stays.
    """
    people.forget(unit, conversation.respondent_id, kept.at)
    if kept.alert:
        following_up.raise_alert(unit, conversation.service_id, kept.alert, kept.at)
        kept = replace(kept, alert=None)
    if forget:
        return
    empty = rows.NewConversation(
        service_id=conversation.service_id,
        cycle_id=conversation.cycle_id,
        audit_ref=conversation.audit_ref,
        audit_digest=conversation.audit_digest,
        audience=before.audience,
        profile=conversation.profile,
        language=conversation.language,
        mode=conversation.mode,
        channel=channel,
        address=address,
    )
    unit.open_conversation(empty, kept)
