"""Following up: alerts, words to be read and calls to be made, each with its clock.

A list never holds a respondent's words, or whom to ring. Looking at those is written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from careaudit_surveys.store import Unit, following_up, reading, routes
from careaudit_surveys.store.rows import Alert, CallBack, Contact, Remark
from careaudit_surveys.working_hours import in_one_working_day

from .safeguarding import NotDone, same_person

SHORT = 8
"""Characters of an id that lists show. They are its last: its first tell only the time."""

FEWEST = 4
"""Characters of an id that a person must type: fewer would be too near a slip of the hand."""

One = TypeVar("One")

TEST_OUTCOME = "It was a test, and it arrived."


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAlert:
    """An alert as it stands in a list. `overdue`: nobody has acknowledged it, and its time is up.

    `goes_to` is whom it was sent to; None where the service had set no one.
    """

    id: str
    service: str
    goes_to: Contact | None = field(repr=False)
    overdue: bool
    alert: Alert


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedWords:
    """Words that a person reads, as they stand in a list."""

    id: str
    service: str
    due_at: datetime
    overdue: bool
    remark: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCall:
    """A call to be made, as it stands in a list."""

    id: str
    service: str
    overdue: bool
    call: CallBack


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlert:
    """An alert with the words as they were given, and what came of it."""

    listed: ListedAlert
    words: str = field(repr=False)
    outcome: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCall:
    """A call with where the person is reached, by channel, and what came of it."""

    listed: ListedCall
    addresses: dict[str, str] = field(repr=False)
    outcome: str | None = field(repr=False)


# Alerts


def alerts(unit: Unit, now: datetime, *, closed: bool = False) -> list[ListedAlert]:
    """The open alerts, or with `closed` all of them: urgent ones first, then the oldest."""
    names = _services(unit)
    return [
        ListedAlert(
            id=short(alert.id),
            service=names[alert.service_id],
            goes_to=_goes_to(unit, alert),
            overdue=_is_overdue(alert, now),
            alert=alert,
        )
        for alert in following_up.alerts(unit, closed=closed)
    ]


def _is_overdue(alert: Alert, now: datetime) -> bool:
    seen_to = alert.acknowledged_at or alert.closed_at
    return seen_to is None and alert.due_at is not None and alert.due_at < now


def _goes_to(unit: Unit, alert: Alert) -> Contact | None:
    route = alert.route_id and routes.route(unit, alert.route_id)
    if not route:
        return None
    return route.second if alert.went_to == "second" else route.first


def show(unit: Unit, typed: str, *, by: str, now: datetime) -> ShownAlert:
    """An alert with its words; that it was looked at is kept. NotDone if there is none such."""
    listed = _alert(unit, typed, now)
    told = following_up.look_at_alert(unit, listed.alert.id, by=_named(by), at=now)
    return ShownAlert(listed=listed, words=told.words, outcome=told.outcome)


def acknowledge(unit: Unit, typed: str, *, by: str, now: datetime) -> ListedAlert:
    """Someone has seen an alert and acts on it. NotDone if another was there before.

    A test is acknowledged by the person it reached and by no one else, and is closed with that.
    """
    listed = _alert(unit, typed, now)
    alert, reached = listed.alert, listed.goes_to
    if alert.test and reached and not same_person(by, reached.name):
        raise NotDone(f"this test is for {reached.name}, who alone can acknowledge it.")
    if not following_up.acknowledge(unit, alert.id, by=_named(by), at=now):
        before = alert.acknowledged_by or alert.closed_by
        raise NotDone(f"{before} saw to this alert before. Nothing is left to acknowledge.")
    if alert.test:
        following_up.close(unit, alert.id, by=by, at=now, outcome=TEST_OUTCOME)
    return listed


def close(unit: Unit, typed: str, *, by: str, now: datetime, outcome: str) -> ListedAlert:
    """An alert is dealt with, and this is what came of it. NotDone if it was closed before."""
    listed = _alert(unit, typed, now)
    if not outcome.strip():
        raise NotDone("say what came of it with --outcome.")
    if not following_up.close(unit, listed.alert.id, by=_named(by), at=now, outcome=outcome):
        raise NotDone(f"{listed.alert.closed_by} closed this alert before.")
    return listed


def _alert(unit: Unit, typed: str, now: datetime) -> ListedAlert:
    listed = alerts(unit, now, closed=True)
    return _the_one(((one.alert.id.hex, one) for one in listed), typed, "alert", "--all")


# Words to be read


def unread(unit: Unit, now: datetime, *, read: bool = False) -> list[ListedWords]:
    """Comments, and messages that became no answer: those to be read in a working day, or all."""
    names = _services(unit)
    return [
        ListedWords(
            id=f"{short(remark.conversation_id)}.{remark.turn}",
            service=names[remark.service_id],
            due_at=in_one_working_day(remark.kept_at),
            overdue=remark.read_at is None and in_one_working_day(remark.kept_at) < now,
            remark=remark,
        )
        for remark in following_up.remarks(unit, read=read)
    ]


def read(unit: Unit, typed: str, *, by: str, now: datetime) -> str:
    """The words of that id, which are read from now on; that they were looked at is kept."""
    found = following_up.remarks(unit, read=True)
    places = ((f"{one.conversation_id.hex}.{one.turn}", one) for one in found)
    remark = _the_one(places, typed, "comment or message", "unread --all")
    return following_up.read(unit, remark.conversation_id, remark.turn, by=_named(by), at=now)


# Calls


def calls(unit: Unit, now: datetime, *, done: bool = False) -> list[ListedCall]:
    """The calls to be made, or with `done` all of them, those due first first."""
    names = _services(unit)
    return [
        ListedCall(
            id=short(call.id),
            service=names[call.service_id],
            overdue=call.done_at is None and call.due_at < now,
            call=call,
        )
        for call in following_up.calls(unit, done=done)
    ]


def show_call(unit: Unit, typed: str, *, by: str, now: datetime) -> ShownCall:
    """Where someone is reached who asked to be rung; that it was looked at is kept."""
    listed = _call(unit, typed, now)
    told = following_up.look_at_call(unit, listed.call.id, by=_named(by), at=now)
    return ShownCall(listed=listed, addresses=told.addresses, outcome=told.outcome)


def call_done(unit: Unit, typed: str, *, by: str, now: datetime, outcome: str) -> ListedCall:
    """A call was made, or tried, and this is what came of it. NotDone if it was done before."""
    listed = _call(unit, typed, now)
    if not outcome.strip():
        raise NotDone("say what came of it with --outcome.")
    if not following_up.call_done(unit, listed.call.id, by=_named(by), at=now, outcome=outcome):
        raise NotDone(f"{listed.call.done_by} made this call before.")
    return listed


def _call(unit: Unit, typed: str, now: datetime) -> ListedCall:
    listed = calls(unit, now, done=True)
    return _the_one(((one.call.id.hex, one) for one in listed), typed, "call", "calls --all")


# Finding by what a person types


def short(of: UUID) -> str:
    """The end of an id: short enough to type, and never another's in practice."""
    return of.hex[-SHORT:]


def _the_one(places: Iterable[tuple[str, One]], typed: str, what: str, listing: str) -> One:
    """The one whose id ends as was typed; NotDone if there is none, or more than one."""
    end = typed.strip().lower().replace("-", "")
    found = [one for place, one in places if len(end) >= FEWEST and place.endswith(end)]
    if len(found) > 1:
        raise NotDone(f"more than one {what} has an id that ends in {end}: type more of it.")
    if not found:
        raise NotDone(f"there is no {what} {typed!r}. See: careaudit alerts {listing}.")
    return found[0]


def _services(unit: Unit) -> dict[UUID, str]:
    return {service.id: service.name for service in reading.services(unit)}


def _named(by: str) -> str:
    if not by.strip():
        raise NotDone("say who you are with --by.")
    return by.strip()
