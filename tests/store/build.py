"""Rows to test with: an organisation with one service, audit and cycle, and what is said in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from careaudit_surveys.store import Store, programme, reading
from careaudit_surveys.store.models import Row
from careaudit_surveys.store.rows import Conversation, Heard, NewConversation, Turn

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DIGEST = "sha256:0123"


def an_organisation(store: Store, name: str = "Rose Care") -> UUID:
    """An organisation with a service, an audit, and an open cycle of it."""
    organisation_id = store.add_organisation(name, NOW)
    with store.unit(organisation_id) as unit:
        service = programme.add_service(unit, "Rose House", NOW)
        programme.keep_audit(unit, "living-well@1", DIGEST, "id: living-well", NOW)
        cycle = programme.add_cycle(unit, "autumn", DIGEST, (service,), NOW)
        programme.set_cycle_state(unit, cycle, "open")
        unit.commit()
    return organisation_id


def heard(provider_id: str, raw: str = "hello") -> Heard:
    """A text message that came in."""
    return Heard(channel="sms", provider_id=provider_id, raw=raw)


def a_turn(**values: Any) -> Turn:
    """A turn in which nothing much happens, unless told otherwise."""
    return replace(Turn(at=NOW, phase="asking", state="{}"), **values)


def a_conversation(
    store: Store, organisation_id: UUID, first: Turn | None = None, **values: Any
) -> Conversation:
    """A conversation in the organisation's first service and cycle, just begun."""
    with store.unit(organisation_id) as unit:
        plain = NewConversation(
            service_id=reading.services(unit)[0].id,
            cycle_id=reading.cycles(unit)[0].id,
            audit_ref="living-well@1",
            audit_digest=DIGEST,
            audience="person",
            profile="easy",
            language="en",
            mode="self",
            channel="sms",
        )
        new = replace(plain, **values)
        begun = unit.open_conversation(new, first or a_turn(phase="consent"))
        unit.commit()
    return begun


def everything_kept(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as it stands."""
    with store.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in Row.metadata.sorted_tables
        }
