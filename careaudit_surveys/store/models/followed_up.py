"""What a person must follow up: alerts, and words to be read."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import (
    ForeignKey,
    Index,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..types import Key
from .shared import Id, Line, Moment, Number, Owned, Ref, Sealed, of


class Alert(Owned):
    """Someone may be in danger, or asked for a person to know. It outlives the conversation.

    `words` are those that raised it, sealed for alerts, not by the respondent's key: erasing the
    respondent leaves what must be acted on.
    """

    __tablename__ = "alert"
    __table_args__ = (
        of("service"),
        Index(None, "organisation_id", "closed_at"),
        Index(None, "conversation_id"),
    )

    id: Mapped[Id]
    service_id: Mapped[Ref]
    conversation_id: Mapped[UUID | None] = mapped_column(
        Key, ForeignKey("conversation.id", ondelete="SET NULL")
    )
    turn: Mapped[int]
    kinds: Mapped[Line]
    urgent: Mapped[bool]
    words: Mapped[Sealed]
    raised_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    acknowledged_at: Mapped[Moment | None]
    acknowledged_by: Mapped[Line | None]
    closed_at: Mapped[Moment | None]
    closed_by: Mapped[Line | None]
    outcome: Mapped[Sealed | None]


class Remark(Owned):
    """Words for a person to read: a comment, or a message that became no answer."""

    __tablename__ = "remark"
    __table_args__ = (
        of("conversation", ondelete="CASCADE"),
        of("service"),
        Index(None, "organisation_id", "read_at", "kept_at"),
    )

    conversation_id: Mapped[Id]
    turn: Mapped[Number]
    service_id: Mapped[Ref]
    question: Mapped[Line | None]
    words: Mapped[Sealed]
    kept_at: Mapped[Moment]
    read_at: Mapped[Moment | None]
    read_by: Mapped[Line | None]
