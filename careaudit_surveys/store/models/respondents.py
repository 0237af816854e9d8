"""Who answers: respondents, their keys, where they are reached, and what is remembered."""

from __future__ import annotations

from sqlalchemy import (
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from .shared import Blind, Id, Line, Moment, Owned, Ref, Sealed, Small, Word, of, of_organisation


class Respondent(Owned):
    """Someone who may be asked. `needs` are what makes answering easier for them.

    `service_id` is the service whose frame they are in. `stopped_at` is set while they want to
    hear nothing.
    """

    __tablename__ = "respondent"
    __table_args__ = (UniqueConstraint("organisation_id", "id"), of("service"))

    id: Mapped[Id]
    service_id: Mapped[Ref]
    audience: Mapped[Word]
    needs: Mapped[Sealed | None]
    stopped_at: Mapped[Moment | None]
    made_at: Mapped[Moment]


class DataKey(Owned):
    """The wrapped key of one respondent's sealed data. Without this row none of it opens."""

    __tablename__ = "data_key"
    __table_args__ = (of("respondent", ondelete="CASCADE"),)

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
        of("respondent", ondelete="CASCADE"),
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
    __table_args__ = (of_organisation(),)

    organisation_id: Mapped[Id]
    channel: Mapped[str] = mapped_column(String(64), primary_key=True)
    blind: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    stopped_at: Mapped[Moment]


class Tombstone(Owned):
    """A respondent who was erased; erased again after a backup is restored."""

    __tablename__ = "tombstone"
    __table_args__ = (of_organisation(),)

    respondent_id: Mapped[Id]
    erased_at: Mapped[Moment]


class ExceptionApplied(Owned):
    """The lead left a respondent out of one criterion, from records, with a reason."""

    __tablename__ = "exception_applied"
    __table_args__ = (
        of("cycle"),
        of("respondent", ondelete="CASCADE"),
        Index(None, "respondent_id"),
    )

    cycle_id: Mapped[Id]
    respondent_id: Mapped[Id]
    criterion: Mapped[str] = mapped_column(String(300), primary_key=True)
    code: Mapped[Word]
    reason: Mapped[Line]
    applied_by: Mapped[Line]
    applied_at: Mapped[Moment]
