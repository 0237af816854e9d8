"""What a turn leaves behind, as rows to insert: everything said is sealed on the way."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from .rows import Conversation, Heard, Kept, Raised, Remarked, Setting, Turn
from .sealing import Keyring, Seal
from .types import new_key

Values = dict[str, Any]


def within(column: str, turn: int, position: int = 0) -> str:
    """What a value of one turn is sealed for, besides its conversation."""
    return f"{column} {turn} {position}"


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


def opened(row: Any, key: Seal) -> Conversation:
    """A conversation from the row that `statements` selects."""
    return Conversation(
        id=row.id,
        respondent_id=row.respondent_id,
        service_id=row.service_id,
        cycle_id=row.cycle_id,
        audit_ref=row.audit_ref,
        audit_digest=row.audit_digest,
        audience=row.audience,
        profile=row.profile,
        language=row.language,
        mode=row.mode,
        turn=row.turn,
        phase=row.phase,
        end=row.end,
        counted=row.counted,
        heard_at=row.heard_at,
        ended_at=row.ended_at,
        setting=Setting(
            name=row.name,
            contact=row.contact,
            safeguarding=row.safeguarding,
            anchor=row.anchor,
            report_on=row.report_on,
        ),
        state=key.open("conversation.state", row.id, row.state).decode(),
        key=key,
    )


def advanced(conversation: Conversation, turn: Turn) -> Values:
    """What becomes of the conversation; `was` guards against a turn kept meanwhile."""
    return {
        "conversation": conversation.id,
        "was": conversation.turn,
        "turn": conversation.turn + 1,
        "phase": turn.phase,
        "end": turn.end,
        "state": sealed_state(conversation, turn.state),
        "heard_at": turn.at,
        "ended_at": (conversation.ended_at or turn.at) if turn.end else None,
    }


def inbound_row(conversation: Conversation, number: int, turn: Turn, heard: Heard) -> Values:
    place = within("inbound.raw", number)
    return {
        "conversation_id": conversation.id,
        "turn": number,
        "channel": heard.channel,
        "provider_id": heard.provider_id,
        "raw": conversation.key.seal(place, conversation.id, heard.raw.encode()),
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


def _sealed_words(
    conversation: Conversation, number: int, position: int, kept: Kept
) -> bytes | None:
    if kept.words is None:
        return None
    place = within("answer.words", number, position)
    return conversation.key.seal(place, conversation.id, kept.words.encode())


def outbox_rows(conversation: Conversation, number: int, turn: Turn) -> list[Values]:
    return [
        {
            "conversation_id": conversation.id,
            "turn": number,
            "position": position,
            "channel": message.channel,
            "message": conversation.key.seal(
                within("outbox.message", number, position),
                conversation.id,
                message.message.encode(),
            ),
            "state": "ready",
            "attempts": 0,
            "due_at": message.due_at or turn.at,
        }
        for position, message in enumerate(turn.messages)
    ]


def opened_words(key: Seal, column: str, conversation_id: UUID, row: Any) -> str:
    """The words of a row that one turn left behind, opened."""
    return key.open(within(column, row.turn, row.position), conversation_id, row.words).decode()


def message_of(row: Any, key: Seal) -> str:
    """The message of an outbox row, opened."""
    place = within("outbox.message", row.turn, row.position)
    return key.open(place, row.conversation_id, row.message).decode()


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
        "route_id": alert.route_id,
        "went_to": alert.went_to,
    }


def call_back_row(conversation: Conversation, at: datetime, due_at: datetime) -> Values:
    return {
        "id": new_key(),
        "respondent_id": conversation.respondent_id,
        "service_id": conversation.service_id,
        "asked_at": at,
        "due_at": due_at,
    }


def remark_row(conversation: Conversation, number: int, at: datetime, remark: Remarked) -> Values:
    place = within("remark.words", number)
    return {
        "conversation_id": conversation.id,
        "turn": number,
        "service_id": conversation.service_id,
        "question": remark.question,
        "words": conversation.key.seal(place, conversation.id, remark.words.encode()),
        "kept_at": at,
    }
