"""Keys sort by age, and times always have a zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from time import sleep
from uuid import UUID

import pytest

from careaudit_surveys.store import Store, programme, reading
from careaudit_surveys.store.types import new_key
from tests.store.build import a_conversation, a_turn, an_organisation


def test_keys_are_version_7_and_all_different() -> None:
    keys = {new_key() for _ in range(1_000)}

    assert len(keys) == 1_000
    assert {(key.version, key.variant) for key in keys} == {(7, UUID(int=0x8 << 60).variant)}


def test_a_later_key_sorts_after_an_earlier_one() -> None:
    earlier = new_key()
    sleep(0.002)

    assert earlier.bytes < new_key().bytes


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit, pytest.raises(ValueError, match="zone"):
        programme.add_service(unit, "Lily House", datetime(2026, 11, 24, 10, 0))  # noqa: DTZ001


def test_a_time_comes_back_as_the_same_moment_in_utc(store: Store) -> None:
    home = an_organisation(store)
    summer = timezone(timedelta(hours=1))
    said_at = datetime(2026, 7, 1, 9, 30, 15, 123456, tzinfo=summer)
    begun = a_conversation(store, home, a_turn(at=said_at))

    with store.unit(home) as unit:
        found = unit.conversation(begun.id)
        (listed,) = reading.conversations(unit, begun.cycle_id)

    assert found is not None
    assert found.heard_at == said_at == listed.opened_at
    assert found.heard_at.tzinfo is UTC
