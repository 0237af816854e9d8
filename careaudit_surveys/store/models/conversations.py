"""What is said: conversations, answers, messages in and messages out."""

from __future__ import annotations

from sqlalchemy import (
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from .shared import (
    Id,
    Line,
    Moment,
    Number,
    Owned,
    Ref,
    Sealed,
    Small,
    Word,
    of,
    of_audit,
    of_cycle_service,
    one_of,
)


class Conversation(Owned):
    """One respondent answering one audit in one cycle.

    `turn` is the number of the last turn kept, and the guard against two at once. `state` is the
    dialogue's own, sealed. `end` says how it ended, None while it runs. `counted`: among the
    respondent's conversations of this cycle and audience, this is the one that counts.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        of("respondent", ondelete="CASCADE"),
        of_cycle_service(),
        of_audit(),
        Index(
            "uq_conversation_running",
            "respondent_id",
            "cycle_id",
            unique=True,
            sqlite_where=text('"end" IS NULL'),
            postgresql_where=text('"end" IS NULL'),
        ),
        Index(None, "respondent_id", "opened_at"),
        Index(None, "organisation_id", "cycle_id"),
    )

    id: Mapped[Id]
    respondent_id: Mapped[Ref]
    service_id: Mapped[Ref]
    cycle_id: Mapped[Ref]
    audit_ref: Mapped[Line]
    audit_digest: Mapped[str] = mapped_column(String(80))
    audience: Mapped[Word]
    profile: Mapped[Word]
    language: Mapped[Word]
    mode: Mapped[Word]
    turn: Mapped[int]
    phase: Mapped[Word]
    end: Mapped[Word | None]
    counted: Mapped[bool]
    state: Mapped[Sealed]
    opened_at: Mapped[Moment]
    heard_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class Answer(Owned):
    """What one answer says about one criterion; a comment or a number may say it about none.

    A choice is kept as its `value`, to be counted; what was typed is sealed in `words`. `counts`
    is true while the answer stands (it was not changed later) in a conversation that counts.
    Service, cycle and audience repeat the conversation's, so that counting needs this table only.
    """

    __tablename__ = "answer"
    __table_args__ = (
        of("conversation", ondelete="CASCADE"),
        Index(
            "ix_answer_counting",
            "service_id",
            "cycle_id",
            "criterion",
            "result",
            "audience",
            "counts",  # SQLite asks the index even for what its condition says already
            sqlite_where=text("counts = 1 AND criterion IS NOT NULL"),
            postgresql_where=text("counts AND criterion IS NOT NULL"),
        ),
    )

    conversation_id: Mapped[Id]
    turn: Mapped[Number]
    position: Mapped[Number]
    question: Mapped[Line]
    value: Mapped[Line | None]
    words: Mapped[Sealed | None]
    criterion: Mapped[Line | None]
    result: Mapped[Line | None]
    audience: Mapped[Word]
    service_id: Mapped[Ref]
    cycle_id: Mapped[Ref]
    superseded_in: Mapped[int | None]
    counts: Mapped[bool]
    kept_at: Mapped[Moment]


class Inbound(Owned):
    """The message that a turn heard, under the id its channel gave it; the same id is heard once.

    `raw` is the message as it came, sealed by the respondent's key.
    """

    __tablename__ = "inbound"
    __table_args__ = (
        of("conversation", ondelete="CASCADE"),
        UniqueConstraint("organisation_id", "channel", "provider_id", name="uq_inbound_heard"),
        {"sqlite_with_rowid": False},
    )

    conversation_id: Mapped[Id]
    turn: Mapped[Number]
    channel: Mapped[Word]
    provider_id: Mapped[Line]
    raw: Mapped[Sealed]
    received_at: Mapped[Moment]


class Outbox(Owned):
    """A message of ours: kept in the turn that made it, sent afterwards, in order.

    `token` and `leased_until` belong to whoever is sending it now. `unknown`: the provider's
    answer was lost.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        of("conversation", ondelete="CASCADE"),
        Index(
            "ix_outbox_due",
            "organisation_id",
            "channel",
            "due_at",
            sqlite_where=text("state IN ('ready', 'leased')"),
            postgresql_where=text("state IN ('ready', 'leased')"),
        ),
        Index(
            "ix_outbox_provider_id",
            "provider_id",
            sqlite_where=text("provider_id IS NOT NULL"),
            postgresql_where=text("provider_id IS NOT NULL"),
        ),
        one_of(
            "state",
            *("ready", "leased", "sent", "delivered"),
            *("undelivered", "unknown", "failed", "cancelled"),
        ),
        {"sqlite_with_rowid": False},
    )

    conversation_id: Mapped[Id]
    turn: Mapped[Number]
    position: Mapped[Number]
    channel: Mapped[Word]
    message: Mapped[Sealed]
    state: Mapped[Word]
    attempts: Mapped[Small]
    due_at: Mapped[Moment]
    token: Mapped[Word | None]
    leased_until: Mapped[Moment | None]
    provider_id: Mapped[Line | None]
    sent_at: Mapped[Moment | None]
