"""Following up from a command line: `alerts`, and under it words to be read and calls to be made.

Lists never print a respondent's words, or whom to ring. What is shown is kept with who asked.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .inside import action, actions_of, everywhere, now, unit_of
from .telling import say, say_json, table, tell

if TYPE_CHECKING:
    from careaudit_surveys.desk.alerts import ListedAlert, ListedCall, ListedWords
    from careaudit_surveys.store.rows import Contact


def add_commands(add: Any) -> None:
    alerts = add("alerts", list_alerts, "Follow up alerts, words to be read, and calls.")
    actions = actions_of(alerts, required=False)
    showing = action(actions, "show", show_alert, "Show the words as they were given.")
    acknowledging = action(actions, "acknowledge", acknowledge, "Say that you act on it.")
    closing = action(actions, "close", close_alert, "Say what came of it.")
    queue = action(actions, "unread", list_words, "List words that wait to be read.")
    reading = action(actions, "read", read_words, "Show words, which are read from now on.")
    calls = action(actions, "calls", list_calls, "List people who asked to be rung.")
    of_calls = actions_of(calls, required=False)
    calling = action(of_calls, "show", show_call, "Show where someone is reached.")
    done = action(of_calls, "done", call_done, "Say what came of a call.")
    alerts.set_defaults(all=False, json=False)
    for one in (alerts, queue, calls):
        # What was said before an action is not taken back by the action's own default.
        for name, what in (
            ("--all", "those that were seen to as well"),
            ("--json", "one JSON object a line"),
        ):
            one.add_argument(name, action="store_true", default=argparse.SUPPRESS, help=what)
    for one in (showing, acknowledging, closing, calling, done):
        one.add_argument("id", metavar="ID", help="as listed")
    reading.add_argument("id", metavar="ID", nargs="+", help="as listed")
    for one in (showing, acknowledging, closing, reading, calling, done):
        one.add_argument("--by", required=True, metavar="NAME", help="who you are; it is kept")
    for one in (closing, done):
        one.add_argument("--outcome", required=True, metavar="TEXT", help="what came of it")
    everywhere(
        *(alerts, showing, acknowledging, closing, queue, reading, calls, calling, done),
    )


# Alerts


def list_alerts(given: argparse.Namespace) -> int:
    """Print the open alerts, urgent ones first, without their words."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        listed = alerts.alerts(unit, now(), closed=given.all)
    if given.json:
        for one in listed:
            say_json(_alert_as_json(one))
        return 0
    table(
        ("id", "alert", "service", "goes to", "clock"),
        (
            (
                one.id,
                _about(one),
                one.service,
                one.goes_to.name if one.goes_to else "-",
                _clock(one),
            )
            for one in listed
        ),
    )
    return 0


def show_alert(given: argparse.Namespace) -> int:
    """Print an alert with the words as they were given; that they were shown is kept."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        shown = alerts.show(unit, given.id, by=given.by, now=now())
        unit.commit()
    one = shown.listed
    say(f"{_about(one)} at {one.service}, raised {_at(one.alert.raised_at)}, {_clock(one)}")
    if one.goes_to:
        say(f"for {_reached(one.goes_to)}")
    say()
    say(_as_given(shown.words) or "(no words)")
    if shown.outcome is not None:
        say()
        say(f"What came of it: {shown.outcome}")
    return 0


def acknowledge(given: argparse.Namespace) -> int:
    """Keep that someone acts on an alert; of a test, that it reached its person."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        one = alerts.acknowledge(unit, given.id, by=given.by, now=now())
        unit.commit()
    tell(f"{_about(one).capitalize()} at {one.service}: {given.by} acts on it.")
    return 0


def close_alert(given: argparse.Namespace) -> int:
    """Keep what came of an alert."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        one = alerts.close(unit, given.id, by=given.by, now=now(), outcome=given.outcome)
        unit.commit()
    tell(f"{_about(one).capitalize()} at {one.service} is closed.")
    return 0


def _alert_as_json(one: ListedAlert) -> dict[str, Any]:
    alert = one.alert
    return {
        "id": str(alert.id),
        "service": one.service,
        "kinds": list(alert.kinds),
        "urgent": alert.urgent,
        "test": alert.test,
        "goes_to": alert.went_to,
        "raised": _iso(alert.raised_at),
        "due": _iso(alert.due_at),
        "overdue": one.overdue,
        "acknowledged": _iso(alert.acknowledged_at),
        "acknowledged_by": alert.acknowledged_by,
        "closed": _iso(alert.closed_at),
        "closed_by": alert.closed_by,
    }


def _about(one: ListedAlert) -> str:
    if one.alert.test:
        return "test"
    kinds = ", ".join(kind.replace("_", " ") for kind in one.alert.kinds)
    return f"URGENT {kinds}" if one.alert.urgent else kinds


def _clock(one: ListedAlert) -> str:
    alert = one.alert
    if alert.closed_at:
        return f"closed by {alert.closed_by}"
    if alert.acknowledged_at:
        return f"acknowledged by {alert.acknowledged_by}"
    return _due(alert.due_at, overdue=one.overdue)


def _reached(contact: Contact) -> str:
    return ", ".join(filter(None, (contact.name, contact.mail, contact.number)))


# Words to be read


def list_words(given: argparse.Namespace) -> int:
    """Print what waits to be read, without the words."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        listed = alerts.unread(unit, now(), read=given.all)
    if given.json:
        for one in listed:
            say_json(_words_as_json(one))
        return 0
    table(
        ("id", "service", "question", "clock"),
        (
            (
                one.id,
                one.service,
                one.remark.question or "-",
                f"read by {one.remark.read_by}"
                if one.remark.read_at
                else _due(one.due_at, overdue=one.overdue),
            )
            for one in listed
        ),
    )
    return 0


def read_words(given: argparse.Namespace) -> int:
    """Print words of the queue, which are read from now on."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        shown = [(id_, alerts.read(unit, id_, by=given.by, now=now())) for id_ in given.id]
        unit.commit()
    for id_, words in shown:
        say(f"{id_}: {_as_given(words)}")
    return 0


def _words_as_json(one: ListedWords) -> dict[str, Any]:
    remark = one.remark
    return {
        "id": f"{remark.conversation_id}.{remark.turn}",
        "service": one.service,
        "question": remark.question,
        "said": _iso(remark.kept_at),
        "due": _iso(one.due_at),
        "overdue": one.overdue,
        "read": _iso(remark.read_at),
        "read_by": remark.read_by,
    }


# Calls


def list_calls(given: argparse.Namespace) -> int:
    """Print the calls to be made, without whom to ring."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        listed = alerts.calls(unit, now(), done=given.all)
    if given.json:
        for one in listed:
            say_json(_call_as_json(one))
        return 0
    table(
        ("id", "service", "asked", "clock"),
        (
            (
                one.id,
                one.service,
                _at(one.call.asked_at),
                f"made by {one.call.done_by}"
                if one.call.done_at
                else _due(one.call.due_at, overdue=one.overdue),
            )
            for one in listed
        ),
    )
    return 0


def show_call(given: argparse.Namespace) -> int:
    """Print where someone is reached who asked to be rung; that it was shown is kept."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        shown = alerts.show_call(unit, given.id, by=given.by, now=now())
        unit.commit()
    for channel, address in shown.addresses.items():
        say(f"{channel}: {address}")
    if shown.outcome is not None:
        say(f"What came of it: {shown.outcome}")
    return 0


def call_done(given: argparse.Namespace) -> int:
    """Keep what came of a call."""
    from careaudit_surveys.desk import alerts

    with unit_of(given) as unit:
        one = alerts.call_done(unit, given.id, by=given.by, now=now(), outcome=given.outcome)
        unit.commit()
    tell(f"The call from {one.service} is done.")
    return 0


def _call_as_json(one: ListedCall) -> dict[str, Any]:
    call = one.call
    return {
        "id": str(call.id),
        "service": one.service,
        "asked": _iso(call.asked_at),
        "due": _iso(call.due_at),
        "overdue": one.overdue,
        "done": _iso(call.done_at),
        "done_by": call.done_by,
    }


def _as_given(words: str) -> str:
    """A respondent's words, without what would play tricks on a terminal."""
    return "".join(
        one if one.isprintable() or one == "\n" else "\N{REPLACEMENT CHARACTER}" for one in words
    )


# Times


def _at(moment: datetime) -> str:
    """A time as it is by the clocks of London."""
    from careaudit_surveys.working_hours import LONDON

    here = moment.astimezone(LONDON)
    return f"{here:%a} {here.day} {here:%b %H:%M}"


def _due(moment: datetime | None, *, overdue: bool) -> str:
    if moment is None:
        return "-"
    return f"OVERDUE since {_at(moment)}" if overdue else f"due {_at(moment)}"


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
