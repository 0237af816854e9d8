"""The tables. Each class says what one of its rows is.

Every row names its organisation. Columns of type `Sealed` hold what `sealing` made of a person's
own data; the rest may be read by whoever holds the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from .types import Key, UtcDateTime

Id = Annotated[UUID, mapped_column(Key, primary_key=True)]
Ref = Annotated[UUID, mapped_column(Key)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(Date)]
Word = Annotated[str, mapped_column(String(64))]
Line = Annotated[str, mapped_column(String(300))]
Words = Annotated[str, mapped_column(Text)]
Number = Annotated[int, mapped_column(Integer, primary_key=True)]
Small = Annotated[int, mapped_column(SmallInteger)]
Sealed = Annotated[bytes, mapped_column(LargeBinary)]
Blind = Annotated[bytes, mapped_column(LargeBinary(16))]

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}


class Row(DeclarativeBase):
    """What all tables share: the naming of constraints."""

    metadata = MetaData(naming_convention=NAMES)


class Owned(Row):
    """A row of one organisation."""

    __abstract__ = True

    @declared_attr
    def organisation_id(cls) -> Mapped[UUID]:  # noqa: N805
        return mapped_column(Key)


def _of(parent: str, ondelete: str | None = None) -> ForeignKeyConstraint:
    """Belongs to a row of `parent` of the same organisation: the database itself sees to it."""
    return ForeignKeyConstraint(
        ("organisation_id", f"{parent}_id"),
        (f"{parent}.organisation_id", f"{parent}.id"),
        ondelete=ondelete,
    )


def _of_organisation() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(("organisation_id",), ("organisation.id",))


def _of_audit() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ("organisation_id", "audit_digest"), ("audit.organisation_id", "audit.digest")
    )


def _one_of(name: str, *words: str) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{name} IN ({listed})", name=name)


# --- what is audited -------------------------------------------------------------------------


class Organisation(Row):
    """A provider of care. Nothing of one organisation is ever seen by another."""

    __tablename__ = "organisation"

    id: Mapped[Id]
    name: Mapped[Line]
    made_at: Mapped[Moment]


class Service(Owned):
    """A care home, or a care service in people's own homes.

    `contact` is the number respondents may ring; `safeguarding` the one for when harm is told.
    """

    __tablename__ = "service"
    __table_args__ = (
        _of_organisation(),
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
    )

    id: Mapped[Id]
    name: Mapped[Line]
    contact: Mapped[Line | None]
    safeguarding: Mapped[Line | None]
    made_at: Mapped[Moment]


class Audit(Owned):
    """One version of an audit as an organisation used it, word for word.

    A conversation finishes on the version it began with, whatever is released meanwhile.
    """

    __tablename__ = "audit"
    __table_args__ = (_of_organisation(),)

    organisation_id: Mapped[Id]
    digest: Mapped[str] = mapped_column(String(80), primary_key=True)
    ref: Mapped[Line]
    source: Mapped[Words]
    kept_at: Mapped[Moment]


class Cycle(Owned):
    """One round of one audit in some services: planned, open, then closed.

    `anchor` is the landmark that questions about the past refer to. `release` is how totals are
    shown where small numbers are hidden: the `lines` by service, or the `total` alone.
    """

    __tablename__ = "cycle"
    __table_args__ = (
        _of_organisation(),
        UniqueConstraint("organisation_id", "id"),
        UniqueConstraint("organisation_id", "name"),
        _of_audit(),
        _one_of("state", "planned", "open", "closed"),
        _one_of("release", "lines", "total"),
    )

    id: Mapped[Id]
    name: Mapped[Line]
    audit_digest: Mapped[str] = mapped_column(String(80))
    state: Mapped[Word]
    opens_on: Mapped[Day | None]
    closes_on: Mapped[Day | None]
    report_on: Mapped[Day | None]
    anchor: Mapped[Word | None]
    release: Mapped[Word]
    made_at: Mapped[Moment]


class CycleService(Owned):
    """A service takes part in a cycle."""

    __tablename__ = "cycle_service"
    __table_args__ = (_of("cycle"), _of("service"))

    cycle_id: Mapped[Id]
    service_id: Mapped[Id]


class RecordCount(Owned):
    """What staff counted from records for one criterion of one service in one cycle."""

    __tablename__ = "record_count"
    __table_args__ = (_of("cycle"), _of("service"))

    cycle_id: Mapped[Id]
    service_id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(String(300), primary_key=True)
    numerator: Mapped[int | None]
    denominator: Mapped[int | None]
    value: Mapped[Word | None]
    counted_by: Mapped[Line]
    reason: Mapped[Line | None]
    counted_at: Mapped[Moment]


# --- who answers -----------------------------------------------------------------------------


class Respondent(Owned):
    """Someone who may be asked. `needs` are what makes answering easier for them.

    `service_id` is the service whose frame they are in. `stopped_at` is set while they want to
    hear nothing.
    """

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("organisation_id", "id"), _of("service"))

    id: Mapped[Id]
    service_id: Mapped[Ref]
    audience: Mapped[Word]
    needs: Mapped[Sealed | None]
    stopped_at: Mapped[Moment | None]
    made_at: Mapped[Moment]


class DataKey(Owned):
    """The wrapped key of one respondent's sealed data. Without this row none of it opens."""

    __tablename__ = "data_key"
    __table_args__ = (_of("respondent", ondelete="CASCADE"),)

    respondent_id: Mapped[Id]
    wrapped: Mapped[Sealed]


class Address(Owned):
    """Where a respondent is reached on one channel: a number, a chat id, the code of a web chat.

    It is found by its blind index and read by opening `sealed`. `nth` is 1, or more for those who
    share a telephone with someone already here. A respondent has one address on a channel.
    """

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("organisation_id", "channel", "blind", "nth", name="uq_address_blind"),
        _of("respondent", ondelete="CASCADE"),
        UniqueConstraint("respondent_id", "channel"),
    )

    id: Mapped[Id]
    respondent_id: Mapped[Ref]
    channel: Mapped[Word]
    blind: Mapped[Blind]
    nth: Mapped[Small]
    sealed: Mapped[Sealed]
    made_at: Mapped[Moment]


class StopLedger(Owned):
    """An address that we may not write to first. It outlives the respondent it belonged to."""

    __tablename__ = "stop_ledger"
    __table_args__ = (_of_organisation(),)

    organisation_id: Mapped[Id]
    channel: Mapped[str] = mapped_column(String(64), primary_key=True)
    blind: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    stopped_at: Mapped[Moment]


class Tombstone(Owned):
    """A respondent who was erased; erased again after a backup is restored."""

    __tablename__ = "tombstone"
    __table_args__ = (_of_organisation(),)

    respondent_id: Mapped[Id]
    erased_at: Mapped[Moment]


class ExceptionApplied(Owned):
    """The lead left a respondent out of one criterion, from records, with a reason."""

    __tablename__ = "exception_applied"
    __table_args__ = (
        _of("cycle"),
        _of("respondent", ondelete="CASCADE"),
        Index(None, "respondent_id"),
    )

    cycle_id: Mapped[Id]
    respondent_id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(String(300), primary_key=True)
    code: Mapped[Word]
    reason: Mapped[Line]
    applied_by: Mapped[Line]
    applied_at: Mapped[Moment]


# --- what is said ----------------------------------------------------------------------------


class Conversation(Owned):
    """One respondent answering one audit in one cycle.

    `turn` is the number of the last turn kept, and the guard against two at once. `state` is the
    dialogue's own, sealed. `end` says how it ended, None while it runs. `counted`: among the
    respondent's conversations of this cycle and audience, this is the one that counts.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("organisation_id", "id"),
        _of("respondent", ondelete="CASCADE"),
        _of("service"),
        _of("cycle"),
        _of_audit(),
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
        _of("conversation", ondelete="CASCADE"),
        Index(
            "ix_answer_counting",
            "service_id",
            "cycle_id",
            "criterion",
            "result",
            "audience",
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
        _of("conversation", ondelete="CASCADE"),
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
        _of("conversation", ondelete="CASCADE"),
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
        _one_of(
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


# --- what a person must read -----------------------------------------------------------------


class Alert(Owned):
    """Someone may be in danger, or asked for a person to know. It outlives the conversation.

    `words` are those that raised it, sealed for alerts, not by the respondent's key: erasing the
    respondent leaves what must be acted on.
    """

    __tablename__ = "alert"
    __table_args__ = (
        _of("service"),
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
        _of("conversation", ondelete="CASCADE"),
        _of("service"),
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


def unique_rules() -> dict[str, str]:
    """The name of each unique rule, by its columns as SQLite tells them: `table.a, table.b`."""
    rules: dict[str, str] = {}
    for table in Row.metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint | PrimaryKeyConstraint):
                rules[_told(table, constraint.columns)] = str(constraint.name)
        for index in table.indexes:
            if index.unique:
                rules[_told(table, index.columns)] = str(index.name)
    return rules


def _told(table: FromClause, columns: Iterable[ColumnElement[Any]]) -> str:
    return ", ".join(f"{table}.{column.key}" for column in columns)
