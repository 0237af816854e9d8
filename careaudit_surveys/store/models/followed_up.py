"""What a person must follow up: alerts, words to be read, calls to be made; and who looked."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import (
    DDL,
    ForeignKey,
    Index,
    UniqueConstraint,
    event,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from ..types import Key
from .shared import Id, Line, Moment, Number, Owned, Ref, Sealed, Word, of, of_organisation, one_of


class Route(Owned):
    """Whom a service's alerts go to, as it was set at one time. The one in use is not `replaced`.

    `people`, sealed, are the first contact, the second, and the names whose alerts go to the
    second. An earlier route stays, so that every alert can tell whom it went to.
    """

    __tablename__ = "route"
    __table_args__ = (
        of("service"),
        UniqueConstraint("organisation_id", "id"),
        Index(
            "uq_route_in_use",
            "service_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    id: Mapped[Id]
    service_id: Mapped[Ref]
    people: Mapped[Sealed]
    set_at: Mapped[Moment]
    replaced_at: Mapped[Moment | None]


class Alert(Owned):
    """Someone may be in danger, or asked for a person to know. It outlives the conversation.

    `words` are those that raised it, sealed for alerts, not by the respondent's key: erasing the
    respondent leaves what must be acted on. It went to the `first` or the `second` of a route, or
    to no one where the service had none. A `test` is raised to see that the first is reached.
    """

    __tablename__ = "alert"
    __table_args__ = (
        of("service"),
        of("route"),
        one_of("went_to", "first", "second"),
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
    test: Mapped[bool] = mapped_column(server_default=false())
    route_id: Mapped[UUID | None] = mapped_column(Key)
    went_to: Mapped[Word | None]


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


class CallBack(Owned):
    """Someone asked to be rung, and said that their number may be passed on for it.

    It goes when the respondent is erased, made or not: there is no one left to ring.
    """

    __tablename__ = "call_back"
    __table_args__ = (
        of("respondent", ondelete="CASCADE"),
        of("service"),
        Index(
            "uq_call_back_open",
            "respondent_id",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
        Index(None, "organisation_id", "done_at"),
    )

    id: Mapped[Id]
    respondent_id: Mapped[Ref]
    service_id: Mapped[Ref]
    asked_at: Mapped[Moment]
    due_at: Mapped[Moment]
    done_at: Mapped[Moment | None]
    done_by: Mapped[Line | None]
    outcome: Mapped[Sealed | None]


class Look(Owned):
    """Someone looked at the words of an alert or a remark, or at whom to ring.

    A row is never changed or removed: the database itself refuses. `seen_id` is the id of what was
    seen, for a remark that of its conversation, beside the `turn`. It may be gone by now.
    """

    __tablename__ = "look"
    __table_args__ = (
        of_organisation(),
        one_of("kind", "alert", "call_back", "remark"),
        Index(None, "organisation_id", "seen_id"),
    )

    id: Mapped[Id]
    kind: Mapped[Word]
    seen_id: Mapped[Ref]
    turn: Mapped[int | None]
    seen_by: Mapped[Line]
    seen_at: Mapped[Moment]


LOOKS_STAY = {
    "sqlite": (
        "CREATE TRIGGER look_is_never_changed BEFORE UPDATE ON look "
        "BEGIN SELECT RAISE(ABORT, 'who looked is never changed'); END",
        "CREATE TRIGGER look_is_never_removed BEFORE DELETE ON look "
        "BEGIN SELECT RAISE(ABORT, 'who looked is never removed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION look_stays() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'who looked is never changed or removed'; END $$",
        "CREATE TRIGGER look_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON look "
        "FOR EACH STATEMENT EXECUTE FUNCTION look_stays()",
    ),
}
"""What keeps looks as they are, for each kind of database."""


def _keep_looks() -> None:
    for dialect, commands in LOOKS_STAY.items():
        for command in commands:
            rule = DDL(command).execute_if(dialect=dialect)  # type: ignore[no-untyped-call]  # SQLAlchemy's own lack
            event.listen(Look.__table__, "after_create", rule)


_keep_looks()
