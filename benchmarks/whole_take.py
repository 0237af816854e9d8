"""The whole of `take`: understood, stepped, put in words, sealed and kept, against bare turns.

The bare driver keeps as much as in `durable_turn` and does nothing else. Each client holds one
conversation after another, as a willing person would.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from uuid import UUID

from benchmarks.durable_turn import SomeTurn, against_bare
from benchmarks.ratios import Row
from careaudit_surveys.audits.shelf import find
from careaudit_surveys.audits.write import audit_to_yaml
from careaudit_surveys.dialogue import Said
from careaudit_surveys.fieldwork import Beginning, Envelope, Fieldwork
from careaudit_surveys.store import Store, make_engine, programme
from careaudit_surveys.store.migrate import upgrade
from tests.build import MORNING
from tests.stores import KEYRING

CHANNEL = "sms"
SHELVED = find("living-well")


def run() -> list[Row]:
    """The ratios on SQLite, and on PostgreSQL where it is installed."""
    return against_bare("whole take", takes)


@contextmanager
def takes(url: str, clients: int) -> Iterator[list[SomeTurn]]:
    """Clients who each answer one message after another."""
    upgrade(url)
    store = Store(make_engine(url), KEYRING)
    organisation_id = store.add_organisation("Willow Care", MORNING)
    with store.unit(organisation_id) as unit:
        source = audit_to_yaml(SHELVED.audit)
        programme.keep_audit(unit, SHELVED.audit.ref, SHELVED.digest, source, MORNING)
        service_id = programme.add_service(unit, "Rowan House", MORNING)
        cycle_id = programme.add_cycle(unit, "Autumn", SHELVED.digest, (service_id,), MORNING)
        unit.commit()
    fieldwork = Fieldwork(store, organisation_id)
    yield [_client(fieldwork, service_id, cycle_id, number) for number in range(clients)]
    store.close()


def _client(fieldwork: Fieldwork, service_id: UUID, cycle_id: UUID, number: int) -> SomeTurn:
    ids = count()
    asks: str | None = None
    address = ""

    def turn() -> None:
        nonlocal asks, address
        if asks is None:
            address = f"client {number}, conversation {next(ids)}"
            beginning = Beginning(
                service_id=service_id,
                cycle_id=cycle_id,
                digest=SHELVED.digest,
                audience="person",
                channel=CHANNEL,
                address=address,
                at=MORNING,
            )
            heard = fieldwork.begin(beginning)
        else:
            text = "It is lovely here." if asks.startswith("LW-C") else "1"
            envelope = Envelope(
                channel=CHANNEL,
                address=address,
                provider_id=f"{number} {next(ids)}",
                incoming=Said(text=text, at=MORNING),
            )
            heard = fieldwork.take(envelope)
        assert heard.turn is not None
        asks = heard.turn.state.asks

    return turn
