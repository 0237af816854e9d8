"""By when must a person act? Times come in as values, in any zone, and go out in UTC.

The working day is 9am to 5pm in Europe/London, Monday to Friday. Bank holidays differ by nation
and are not known here: on one, a clock runs as on any other weekday.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

STARTS, ENDS = time(9), time(17)

TOO_LATE_TODAY = time(16)
"""An alert raised from now on leaves no time before the working day ends."""

NEXT_DAY_BY = time(12)
"""What could not be acted on the day it was raised is acted on by the next working noon."""

SATURDAY = 5


def alert_due(raised_at: datetime, *, urgent: bool) -> datetime:
    """By when someone must have seen an alert: urgent ones within the hour, at any hour.

    Others by the end of the same working day; from 4pm on, and at weekends, by noon of the next.
    """
    if urgent:
        return raised_at.astimezone(UTC) + timedelta(hours=1)
    raised = raised_at.astimezone(LONDON)
    if _works(raised) and raised.time() < TOO_LATE_TODAY:
        return _at(raised, ENDS)
    return _at(_next_working_day(raised), NEXT_DAY_BY)


def in_one_working_day(since: datetime) -> datetime:
    """One working day later: as many working hours as a day has, from `since` on."""
    start = since.astimezone(LONDON)
    if not _works(start) or start.time() >= ENDS:
        return _at(_next_working_day(start), ENDS)
    if start.time() <= STARTS:
        return _at(start, ENDS)
    return _at(_next_working_day(start), start.time())


def _works(day: datetime) -> bool:
    return day.weekday() < SATURDAY


def _next_working_day(day: datetime) -> datetime:
    day += timedelta(days=1)
    while not _works(day):
        day += timedelta(days=1)
    return day


def _at(day: datetime, when: time) -> datetime:
    """A time of that day by the clocks of London, summer or winter."""
    return datetime.combine(day.date(), when, LONDON).astimezone(UTC)
