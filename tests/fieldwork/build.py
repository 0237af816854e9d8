"""Fieldwork to test with: one service, one open cycle, and respondents who answer by text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.write import audit_to_yaml
from careaudit_surveys.dialogue import Incoming, Said
from careaudit_surveys.fieldwork import Beginning, Envelope, Fieldwork, Heard
from careaudit_surveys.store import Store, programme
from careaudit_surveys.store.rows import Conversation
from tests.build import MORNING, an_audit

DIGEST = "sha256:test"
CHANNEL = "sms"
NUMBER = "+447700900123"


@dataclass
class Field:
    """Fieldwork in one made-up service, with a fresh id for each message."""

    fieldwork: Fieldwork
    service_id: object
    cycle_id: object
    at: datetime = MORNING
    ids: count[int] = field(default_factory=count)

    def begin(self, address: str = NUMBER, audience: str = "person", **but: str) -> Heard:
        return self.fieldwork.begin(
            Beginning(
                service_id=self.service_id,  # type: ignore[arg-type]
                cycle_id=self.cycle_id,  # type: ignore[arg-type]
                digest=DIGEST,
                audience=audience,
                channel=CHANNEL,
                address=address,
                at=self.at,
                **but,
            )
        )

    def says(self, *texts: str, address: str = NUMBER) -> Heard:
        """Say these one after the other; what the last came to."""
        for text in texts:
            heard = self.hears(Said(text=text, at=self.at), address=address)
        return heard

    def hears(
        self, incoming: Incoming, *, address: str = NUMBER, provider_id: str | None = None
    ) -> Heard:
        return self.fieldwork.take(
            Envelope(
                channel=CHANNEL,
                address=address,
                provider_id=provider_id or f"SM{next(self.ids)}",
                incoming=incoming,
            )
        )

    def later(self, days: int) -> None:
        self.at += timedelta(days=days)

    def conversation(self, address: str = NUMBER) -> Conversation | None:
        with self.fieldwork.store.unit(self.fieldwork.organisation_id) as unit:
            return unit.conversation_for(CHANNEL, address)


def a_field(store: Store, audit: Audit | None = None, organisation: str = "Willow Care") -> Field:
    """Fieldwork with an open cycle of a small audit."""
    audit = audit or an_audit()
    organisation_id = store.add_organisation(organisation, MORNING)
    with store.unit(organisation_id) as unit:
        programme.keep_audit(unit, audit.ref, DIGEST, audit_to_yaml(audit), MORNING)
        service_id = programme.add_service(
            unit, "Rowan House", MORNING, contact="07700 900100", safeguarding="07700 900999"
        )
        cycle_id = programme.add_cycle(unit, "Autumn", DIGEST, (service_id,), MORNING)
        programme.set_cycle_state(unit, cycle_id, "open")
        unit.commit()
    return Field(Fieldwork(store, organisation_id), service_id, cycle_id)
