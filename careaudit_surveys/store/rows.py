"""What the store hands over and takes in: small frozen values, none of them a table's row.

Whatever a respondent said is left out of `repr`, so that no log or traceback shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from .sealing import Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A provider of care."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A care service, the number to ring, and the one to ring when harm is told."""

    id: UUID
    name: str
    contact: str | None
    safeguarding: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One round of an audit. `state` is planned, open or closed; `release` is lines or total."""

    id: UUID
    name: str
    audit_ref: str
    audit_digest: str
    state: str
    opens_on: date | None
    closes_on: date | None
    report_on: date | None
    anchor: str | None
    release: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a service and a cycle put into the words of a conversation."""

    name: str
    contact: str | None
    safeguarding: str | None
    anchor: str | None
    report_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many answers of one service and audience amounted to one result of a criterion."""

    service_id: UUID
    audience: str
    criterion: str
    result: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One conversation as it stands. `state` is the dialogue's own JSON, opened.

    `turn` is the number of the last turn kept, `setting` what its service and cycle put into
    words. `key` is its respondent's.
    """

    id: UUID
    respondent_id: UUID
    service_id: UUID
    cycle_id: UUID
    audit_ref: str
    audit_digest: str
    audience: str
    profile: str
    language: str
    mode: str
    turn: int
    phase: str
    end: str | None
    counted: bool
    heard_at: datetime
    ended_at: datetime | None
    setting: Setting
    state: str = field(repr=False)
    key: Seal = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConversation:
    """A conversation about to begin.

    A new respondent is made for it unless `respondent_id` names one. `address` on `channel` is
    where they are reached; None for someone who came without one. `nth` is more than 1 for
    someone who shares the address with others.
    """

    service_id: UUID
    cycle_id: UUID
    audit_ref: str
    audit_digest: str
    audience: str
    profile: str
    language: str
    mode: str
    channel: str
    address: str | None = field(default=None, repr=False)
    nth: int = 1
    respondent_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What was said in reply to a message that has been heard before: each message's JSON."""

    conversation_id: UUID
    turn: int
    messages: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A message that came in: the id its channel gave it, and the message as it came."""

    channel: str
    provider_id: str
    raw: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer to keep: a choice's `value`, or the `words` that were typed.

    `results` are (criterion, result) pairs; a question may be counted for several criteria.
    """

    question: str
    value: str | None = None
    words: str | None = field(default=None, repr=False)
    results: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alert to raise, with the words that raised it. It goes to the `first` of a route, or
    to the `second`.
    """

    kinds: tuple[str, ...]
    urgent: bool
    words: str = field(repr=False)
    due_at: datetime | None = None
    route_id: UUID | None = None
    went_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """Words for a person to read; `question` is the one they were said to."""

    words: str = field(repr=False)
    question: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of ours, as JSON, to go out on a channel. Not before `due_at`, if that is given."""

    channel: str
    message: str = field(repr=False)
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """All that one turn leaves behind, to be kept together or not at all.

    `superseded` are the questions whose earlier answers stand no longer, those answered anew
    among them. `audience` is given when the conversation is filed under another one. `heard` is
    None where nothing came in, as when we begin. `call_by` is given when the person asked to be
    rung: by when.
    """

    at: datetime
    phase: str
    state: str = field(repr=False)
    end: str | None = None
    heard: Heard | None = None
    answers: tuple[Kept, ...] = ()
    superseded: tuple[str, ...] = ()
    audience: str | None = None
    alert: Raised | None = None
    remark: Remarked | None = None
    call_by: datetime | None = None
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A message that is ours to send until the lease runs out. `attempt` is 1 the first time."""

    conversation_id: UUID
    turn: int
    position: int
    respondent_id: UUID
    attempt: int
    token: str
    message: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An answer that counts, for one criterion, and whose it is."""

    respondent_id: UUID
    service_id: UUID
    audience: str
    criterion: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a conversation has come, without a word of it."""

    id: UUID
    service_id: UUID
    audience: str
    phase: str
    end: str | None
    counted: bool
    turn: int
    opened_at: datetime
    heard_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as it was kept. `superseded_in` is the turn that changed it, if one did."""

    turn: int
    question: str
    value: str | None
    words: str | None = field(repr=False)
    criterion: str | None
    result: str | None
    superseded_in: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What staff counted from records for one criterion of a service in a cycle."""

    service_id: UUID
    criterion: str
    numerator: int | None
    denominator: int | None
    value: str | None
    counted_by: str
    reason: str | None
    counted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Someone whom alerts may go to."""

    name: str
    mail: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Whom a service's alerts go to: the first contact, or the second.

    `around` are the names, besides the first's own, whose alerts go to the second.
    """

    id: UUID
    service_id: UUID
    first: Contact = field(repr=False)
    second: Contact = field(repr=False)
    around: tuple[str, ...] = field(repr=False)
    set_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Words for a person to read, without the words."""

    conversation_id: UUID
    turn: int
    service_id: UUID
    question: str | None
    kept_at: datetime
    read_at: datetime | None
    read_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """An alert, without its words. The conversation is None once its respondent was erased.

    It `went_to` the `first` or the `second` of a route, or to no one.
    """

    id: UUID
    service_id: UUID
    conversation_id: UUID | None
    turn: int
    kinds: tuple[str, ...]
    urgent: bool
    test: bool
    route_id: UUID | None
    went_to: str | None
    raised_at: datetime
    due_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str | None
    closed_at: datetime | None
    closed_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertTold:
    """What an alert is about: the words that raised it, and what came of it once it is closed."""

    words: str = field(repr=False)
    outcome: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBack:
    """Someone who asked to be rung, without whom or where."""

    id: UUID
    respondent_id: UUID
    service_id: UUID
    asked_at: datetime
    due_at: datetime
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTold:
    """Where someone is reached who asked to be rung, by channel; and what came of it."""

    addresses: dict[str, str] = field(repr=False)
    outcome: str | None = field(repr=False)
