"""Trying an audit out: one made-up service, one cycle an audit, respondents numbered as they come.

What is said is kept and counted like anyone's, under an organisation of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from careaudit_surveys.audits.shelf import Shelved, find
from careaudit_surveys.audits.write import audit_to_yaml
from careaudit_surveys.bootstrap import TRIAL, House
from careaudit_surveys.dialogue import Opened
from careaudit_surveys.fieldwork import Beginning, Envelope, Fieldwork, Heard
from careaudit_surveys.store import Unit, programme, reading
from careaudit_surveys.surveys import derive
from careaudit_surveys.terminal import CHANNEL

SERVICE = "Trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be tried: an audit by id, id@version or file, and who is asked how."""

    audit: str
    audience: str | None = None
    profile: str = "standard"
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A conversation that can go on: where it is held, and what was said to open it."""

    fieldwork: Fieldwork
    address: str
    opening: Heard


def carry_on_or_begin(house: House, asked: Asked, shape: str, at: datetime) -> Talk:
    """Carry on the last conversation of this kind if it has not ended, or begin a new one.

    AuditNotFound, AuditInvalid or CannotAsk say what is wrong with what was asked for.
    """
    shelved = find(asked.audit)
    audience = asked.audience or shelved.audit.audiences[0]
    derive(shelved.audit, audience, asked.profile, language=asked.language)
    organisation_id = house.organisation(TRIAL, at)
    fieldwork = Fieldwork(house.store, organisation_id)
    with house.store.unit(organisation_id) as unit:
        service_id = _service(unit, at)
        cycle_id = _cycle(unit, shelved, service_id, at)
        unit.commit()
        address, runs, turn = _last_address(unit, f"{shelved.digest} {audience} {asked.profile}")
    if runs:
        came_back = Envelope(
            channel=CHANNEL,
            address=address,
            provider_id=f"{address} opened {turn}",
            incoming=Opened(at=at),
        )
        opening = fieldwork.take(came_back, shape=shape)
        return Talk(fieldwork=fieldwork, address=address, opening=opening)
    beginning = Beginning(
        service_id=service_id,
        cycle_id=cycle_id,
        digest=shelved.digest,
        audience=audience,
        profile=asked.profile,
        language=asked.language,
        mode="terminal",
        channel=CHANNEL,
        address=address,
        at=at,
    )
    opening = fieldwork.begin(beginning, shape=shape)
    return Talk(fieldwork=fieldwork, address=address, opening=opening)


def _service(unit: Unit, at: datetime) -> UUID:
    for service in reading.services(unit):
        if service.name == SERVICE:
            return service.id
    return programme.add_service(unit, SERVICE, at)


def _cycle(unit: Unit, shelved: Shelved, service_id: UUID, at: datetime) -> UUID:
    """The trial cycle of this very audit text: changed words are another trial."""
    for cycle in reading.cycles(unit):
        if cycle.audit_digest == shelved.digest:
            return cycle.id
    programme.keep_audit(unit, shelved.audit.ref, shelved.digest, audit_to_yaml(shelved.audit), at)
    name = f"Trial of {shelved.audit.ref} ({shelved.digest[7:15]})"
    cycle_id = programme.add_cycle(unit, name, shelved.digest, (service_id,), at)
    programme.set_cycle_state(unit, cycle_id, "open")
    return cycle_id


def _last_address(unit: Unit, kind: str) -> tuple[str, bool, int]:
    """The address to talk at, whether a conversation runs there, and its last turn."""
    number = 1
    running = None
    while conversation := unit.conversation_for(CHANNEL, f"{kind} {number}"):
        running = conversation if conversation.end is None else None
        number += 1
    if running:
        return f"{kind} {number - 1}", True, running.turn
    return f"{kind} {number}", False, 0
