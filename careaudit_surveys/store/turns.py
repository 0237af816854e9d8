"""What a turn leaves behind, as rows to insert: everything said is sealed on the way."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from .rows import Conversation, Heard, Kept, Raised, Remarked, Turn
from .sealing import Keyring
from .types import new_key

Values = dict[str, Any]


def sealed_state(conversation: Conversation, state: str) -> bytes:
    return conversation.key.seal("conversation.state", conversation.id, state.encode())


def conversation_row(conversation: Conversation) -> Values:
    return {
        "id": conversation.id,
        "respondent_id": conversation.respondent_id,
        "service_id": conversation.service_id,
        "cycle_id": conversation.cycle_id,
        "audit_ref": conversation.audit_ref,
        "audit_digest": conversation.audit_digest,
        "audience": conversation.audience,
        "profile": conversation.profile,
        "language": conversation.language,
        "mode": conversation.mode,
        "turn": conversation.turn,
        "phase": conversation.phase,
        "end": conversation.end,
        "counted": conversation.counted,
        "state": sealed_state(conversation, conversation.state),
        "opened_at": conversation.heard_at,
        "heard_at": conversation.heard_at,
        "ended_at": conversation.ended_at,
    }


def inbound_row(conversation: Conversation, number: int, turn: Turn, heard: Heard) -> Values:
    row_id = new_key()
    return {
        "id": row_id,
        "channel": heard.channel,
        "provider_id": heard.provider_id,
        "conversation_id": conversation.id,
        "turn": number,
        "raw": conversation.key.seal("inbound.raw", row_id, heard.raw.encode()),
        "received_at": turn.at,
    }


def superseded_rows(conversation: Conversation, number: int, turn: Turn) -> list[Values]:
    return [
        {
            "conversation": conversation.id,
            "asked": question,
            "superseded_in": number,
            "counts": False,
        }
        for question in turn.superseded
    ]


def answer_rows(conversation: Conversation, number: int, turn: Turn) -> list[Values]:
    """A row for each criterion an answer is counted for; one with none where it is for no one."""
    each = [
        (kept, criterion, result)
        for kept in turn.answers
        for criterion, result in (kept.results or ((None, None),))
    ]
    return [
        {
            "conversation_id": conversation.id,
            "turn": number,
            "position": position,
            "question": kept.question,
            "value": kept.value,
            "words": _sealed_words(conversation, number, position, kept),
            "criterion": criterion,
            "result": result,
            "audience": turn.audience or conversation.audience,
            "service_id": conversation.service_id,
            "cycle_id": conversation.cycle_id,
            "superseded_in": None,
            "counts": conversation.counted,
            "kept_at": turn.at,
        }
        for position, (kept, criterion, result) in enumerate(each)
    ]


def answer_words(turn: int, position: int) -> str:
    """What an answer's words are bound to, besides the conversation."""
    return f"answer.words {turn} {position}"


def _sealed_words(
    conversation: Conversation, number: int, position: int, kept: Kept
) -> bytes | None:
    if kept.words is None:
        return None
    place = answer_words(number, position)
    return conversation.key.seal(place, conversation.id, kept.words.encode())


def outbox_rows(conversation: Conversation, number: int, turn: Turn) -> list[Values]:
    rows = []
    for position, message in enumerate(turn.messages):
        row_id = new_key()
        rows.append(
            {
                "id": row_id,
                "conversation_id": conversation.id,
                "turn": number,
                "position": position,
                "channel": message.channel,
                "message": conversation.key.seal(
                    "outbox.message", row_id, message.message.encode()
                ),
                "state": "ready",
                "attempts": 0,
                "due_at": message.due_at or turn.at,
                "token": None,
                "leased_until": None,
                "provider_id": None,
                "sent_at": None,
            }
        )
    return rows


def alert_row(
    keyring: Keyring, conversation: Conversation, number: int, at: datetime, alert: Raised
) -> Values:
    row_id = new_key()
    return {
        "id": row_id,
        "service_id": conversation.service_id,
        "conversation_id": conversation.id,
        "turn": number,
        "kinds": " ".join(alert.kinds),
        "urgent": alert.urgent,
        "words": keyring.seal_for("alert", "alert.words", row_id, alert.words.encode()),
        "raised_at": at,
        "due_at": alert.due_at,
    }


def remark_row(conversation: Conversation, number: int, at: datetime, remark: Remarked) -> Values:
    row_id: UUID = new_key()
    return {
        "id": row_id,
        "service_id": conversation.service_id,
        "conversation_id": conversation.id,
        "turn": number,
        "question": remark.question,
        "words": conversation.key.seal("remark.words", row_id, remark.words.encode()),
        "kept_at": at,
    }
