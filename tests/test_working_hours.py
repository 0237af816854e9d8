"""By when a person must act: in the hour, the same working day, or within a working day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.working_hours import LONDON, alert_due, in_one_working_day

SHANGHAI = ZoneInfo("Asia/Shanghai")


def told(when: datetime) -> str:
    return when.astimezone(LONDON).strftime("%a %H:%M")


def london(text: str) -> datetime:
    """A time of the week of Monday 23 November 2026, as "Mon 10:00"."""
    day, _, clock = text.partition(" ")
    days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 11, 23 + days.index(day), hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("raised", "due"),
    [
        ("Mon 00:00", "Mon 17:00"),
        ("Mon 10:00", "Mon 17:00"),
        ("Mon 15:59", "Mon 17:00"),
        ("Mon 16:00", "Tue 12:00"),
        ("Mon 23:59", "Tue 12:00"),
        ("Fri 15:59", "Fri 17:00"),
        ("Fri 16:00", "Mon 12:00"),
        ("Sat 09:00", "Mon 12:00"),
        ("Sun 23:59", "Mon 12:00"),
    ],
)
def test_an_alert_is_due_the_same_working_day_or_by_the_next_noon(raised: str, due: str) -> None:
    assert told(alert_due(london(raised), urgent=False)) == due


@pytest.mark.parametrize("raised", ["Mon 10:00", "Mon 03:00", "Sat 23:30", "Sun 12:00"])
def test_an_urgent_alert_is_due_within_the_hour_at_any_hour(raised: str) -> None:
    at = london(raised)

    assert alert_due(at, urgent=True) == at + timedelta(hours=1)


@pytest.mark.parametrize(
    ("since", "due"),
    [
        ("Mon 10:30", "Tue 10:30"),
        ("Mon 09:00", "Mon 17:00"),
        ("Mon 07:00", "Mon 17:00"),
        ("Mon 17:00", "Tue 17:00"),
        ("Mon 20:00", "Tue 17:00"),
        ("Fri 16:59", "Mon 16:59"),
        ("Fri 17:00", "Mon 17:00"),
        ("Sat 10:00", "Mon 17:00"),
        ("Sun 23:00", "Mon 17:00"),
    ],
)
def test_a_working_day_is_counted_in_working_hours(since: str, due: str) -> None:
    assert told(in_one_working_day(london(since))) == due


def test_the_working_day_is_londons_whatever_zone_a_time_comes_in() -> None:
    late_in_shanghai = datetime(2026, 11, 23, 22, 0, tzinfo=SHANGHAI)  # 2pm in London

    assert told(alert_due(late_in_shanghai, urgent=False)) == "Mon 17:00"


def test_the_day_ends_at_five_by_the_clock_on_both_sides_of_a_change() -> None:
    friday = datetime(2026, 10, 23, 18, 0, tzinfo=LONDON)  # the clocks go back that Sunday

    due = alert_due(friday, urgent=False)

    assert told(due) == "Mon 12:00"
    assert due - friday == timedelta(days=2, hours=18 + 1)


@given(st.integers(0, 5 * 365 * 24 * 60))
def test_what_is_due_is_ahead_in_working_hours_and_within_four_days(minutes: int) -> None:
    at = london("Mon 00:00").astimezone(UTC) + timedelta(minutes=minutes)

    for due in (alert_due(at, urgent=False), in_one_working_day(at)):
        clock = due.astimezone(LONDON)
        assert timedelta() < due - at <= timedelta(days=4)
        assert clock.weekday() < 5
        assert 9 <= clock.hour <= 17
