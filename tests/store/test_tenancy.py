"""No query crosses an organisation: with another's ids in hand, nothing is seen or changed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from careaudit_surveys.store import (
    Keyring,
    Store,
    StoreError,
    Unit,
    following_up,
    outbox,
    people,
    programme,
    reading,
    rekeying,
    routes,
)
from careaudit_surveys.store.rows import (
    Claimed,
    Contact,
    Conversation,
    Kept,
    Message,
    NewConversation,
    Raised,
    Remarked,
    Route,
)
from tests.store.build import (
    DIGEST,
    NOW,
    a_conversation,
    a_turn,
    an_organisation,
    everything_kept,
    heard,
)
from tests.stores import INDEX_KEY, SEAL_KEY

NEWER_KEY = b"a newer seal key, also 32 bytes."
NUMBER = "+447700900123"
ADA, BO = Contact(name="Ada Ofori"), Contact(name="Bo Lund")
TEST = Raised(kinds=("unsafe",), urgent=False, words="A test.")
LEASE = timedelta(seconds=30)


@dataclass(frozen=True)
class Theirs:
    """What another organisation has, and what an intruder might know of it."""

    organisation_id: UUID
    conversation: Conversation
    claimed: Claimed
    alert_id: UUID
    call_id: UUID
    route: Route

    @property
    def new(self) -> NewConversation:
        it = self.conversation
        return NewConversation(
            service_id=it.service_id,
            cycle_id=it.cycle_id,
            audit_ref=it.audit_ref,
            audit_digest=it.audit_digest,
            audience="person",
            profile="easy",
            language="en",
            mode="self",
            channel="sms",
        )


@pytest.fixture
def theirs(store: Store) -> Theirs:
    """An organisation in which everything there is to keep has been kept."""
    home = an_organisation(store, "Lily Care")
    begun = a_conversation(store, home, address=NUMBER)
    with store.unit(home) as unit:
        unit.keep(
            begun,
            a_turn(
                heard=heard("SM1"),
                answers=(Kept(question="LW-2.1", value="always", results=(("LW-2.1", "met"),)),),
                alert=Raised(kinds=("unsafe",), urgent=True, words="I am not safe."),
                remark=Remarked(words="I am not safe."),
                call_by=NOW,
                messages=tuple(Message(channel="sms", message=text) for text in ("one", "two")),
            ),
        )
        programme.set_record(unit, begun.cycle_id, begun.service_id, "LW-R1", NOW, counted_by="Sam")
        people.set_needs(unit, begun.respondent_id, "large print")
        routes.set_route(unit, begun.service_id, NOW, first=ADA, second=BO)
        people.stop(unit, "sms", NUMBER, NOW)
        (claimed,) = outbox.claim(unit, "sms", NOW, lease=LEASE)
        unit.commit()
        found = unit.conversation(begun.id)
        (alert,), (call,) = following_up.alerts(unit), following_up.calls(unit)
        route = routes.route_of(unit, begun.service_id)
    assert found is not None
    assert route is not None
    return Theirs(home, found, claimed, alert.id, call.id, route)


Attempt = Callable[[Unit, Theirs], Any]

ATTEMPTS: dict[Callable[..., Any], Attempt] = {
    Unit.listen: lambda u, _: u.listen("sms", NUMBER, "SM1"),
    Unit.said_in_reply_to: lambda u, _: u.said_in_reply_to("sms", "SM1"),
    Unit.conversation: lambda u, t: u.conversation(t.conversation.id),
    Unit.conversation_for: lambda u, _: u.conversation_for("sms", NUMBER),
    Unit.keep: lambda u, t: u.keep(t.conversation, a_turn(heard=heard("SM9"))),
    Unit.open_conversation: lambda u, t: u.open_conversation(t.new, a_turn()),
    reading.services: lambda u, _: reading.services(u),
    reading.cycles: lambda u, _: reading.cycles(u),
    reading.services_in: lambda u, t: reading.services_in(u, t.conversation.cycle_id),
    reading.setting: lambda u, t: reading.setting(
        u, t.conversation.service_id, t.conversation.cycle_id
    ),
    reading.counts: lambda u, t: reading.counts(u, t.conversation.cycle_id),
    reading.standing: lambda u, t: reading.standing(u, t.conversation.cycle_id),
    reading.conversations: lambda u, t: reading.conversations(u, t.conversation.cycle_id),
    reading.answers: lambda u, t: reading.answers(u, t.conversation.id),
    reading.records: lambda u, t: reading.records(u, t.conversation.cycle_id),
    programme.add_service: lambda *_: None,  # takes nothing of anyone's
    programme.set_numbers: lambda u, t: programme.set_numbers(
        u, t.conversation.service_id, contact="1", safeguarding="2"
    ),
    programme.keep_audit: lambda *_: None,  # takes nothing of anyone's
    programme.audit_source: lambda u, _: programme.audit_source(u, DIGEST),
    programme.add_cycle: lambda u, t: programme.add_cycle(
        u, "autumn", DIGEST, (t.conversation.service_id,), NOW
    ),
    programme.set_cycle_state: lambda u, t: programme.set_cycle_state(
        u, t.conversation.cycle_id, "closed"
    ),
    programme.set_cycle_release: lambda u, t: programme.set_cycle_release(
        u, t.conversation.cycle_id, "total"
    ),
    programme.set_record: lambda u, t: programme.set_record(
        u, t.conversation.cycle_id, t.conversation.service_id, "LW-R1", NOW, counted_by="Eve"
    ),
    programme.apply_exception: lambda u, t: programme.apply_exception(
        u,
        t.conversation.cycle_id,
        t.conversation.respondent_id,
        "LW-2.1",
        "NEW",
        NOW,
        applied_by="Eve",
        reason="none",
    ),
    people.add_respondent: lambda u, t: people.add_respondent(
        u, t.conversation.service_id, "person", NOW
    ),
    people.data_key: lambda u, t: people.data_key(u, t.conversation.respondent_id),
    people.set_address: lambda u, t: people.set_address(
        u, t.conversation.respondent_id, t.conversation.key, "sms", "+447700900456", 1, NOW
    ),
    people.addresses_of: lambda u, t: people.addresses_of(u, t.conversation.respondent_id),
    people.address_of: lambda u, t: people.address_of(u, t.conversation.respondent_id, "sms"),
    people.forget: lambda u, t: people.forget(u, t.conversation.respondent_id, NOW),
    people.stop: lambda *_: None,  # an address is anyone's; see test_people
    people.restart: lambda u, _: people.restart(u, "sms", NUMBER),
    people.is_stopped: lambda u, _: people.is_stopped(u, "sms", NUMBER) or None,
    people.set_stopped: lambda u, t: people.set_stopped(u, t.conversation.respondent_id, NOW),
    people.set_needs: lambda u, t: people.set_needs(u, t.conversation.respondent_id, "none"),
    people.needs_of: lambda u, t: people.needs_of(u, t.conversation.respondent_id),
    outbox.claim: lambda u, _: outbox.claim(u, "sms", NOW + 2 * LEASE, lease=LEASE),
    outbox.claim_next: lambda u, t: outbox.claim_next(
        u, t.conversation.id, NOW + 2 * LEASE, lease=LEASE
    ),
    outbox.sent: lambda u, t: outbox.sent(u, t.claimed, NOW) or None,
    outbox.failed: lambda u, t: outbox.failed(u, t.claimed, again_at=None) or None,
    outbox.cancel: lambda u, t: outbox.cancel(u, t.conversation.id) or None,
    following_up.alerts: lambda u, _: following_up.alerts(u, closed=True),
    following_up.look_at_alert: lambda u, t: following_up.look_at_alert(
        u, t.alert_id, by="Eve", at=NOW
    ),
    following_up.raise_alert: lambda u, t: following_up.raise_alert(
        u, t.conversation.service_id, TEST, NOW
    ),
    following_up.tests_acknowledged_by: lambda u, t: following_up.tests_acknowledged_by(
        u, t.route.id
    ),
    following_up.remarks: lambda u, _: following_up.remarks(u, read=True),
    following_up.read: lambda u, t: following_up.read(u, t.conversation.id, 1, by="Eve", at=NOW),
    following_up.calls: lambda u, _: following_up.calls(u, done=True),
    following_up.waits_for_a_call: lambda u, t: following_up.waits_for_a_call(
        u, t.conversation.respondent_id
    ),
    following_up.look_at_call: lambda u, t: following_up.look_at_call(
        u, t.call_id, by="Eve", at=NOW
    ),
    following_up.call_done: lambda u, t: (
        following_up.call_done(u, t.call_id, by="Eve", at=NOW, outcome="none") or None
    ),
    following_up.acknowledge: lambda u, t: (
        following_up.acknowledge(u, t.alert_id, by="Eve", at=NOW) or None
    ),
    following_up.close: lambda u, t: (
        following_up.close(u, t.alert_id, by="Eve", at=NOW, outcome="none") or None
    ),
    routes.set_route: lambda u, t: routes.set_route(
        u, t.conversation.service_id, NOW, first=BO, second=ADA
    ),
    routes.route_of: lambda u, t: routes.route_of(u, t.conversation.service_id),
    routes.route: lambda u, t: routes.route(u, t.route.id),
    rekeying.rekey: lambda u, _: rekeying.rekey(u) or None,
}
"""Each of the store's functions, tried on what is another organisation's."""


def test_every_function_of_the_store_is_tried() -> None:
    modules = (reading, programme, people, outbox, following_up, routes, rekeying)
    functions = {function for module in modules for function in _functions(module)}
    methods = {
        method
        for name, method in vars(Unit).items()
        if inspect.isfunction(method) and not name.startswith("_")
    }

    assert functions | methods == ATTEMPTS.keys()


def _functions(module: ModuleType) -> list[Callable[..., Any]]:
    return [
        function
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
    ]


@pytest.mark.parametrize("function", ATTEMPTS, ids=lambda function: function.__qualname__)
def test_nothing_of_anothers_is_seen_or_changed(
    store: Store, theirs: Theirs, function: Callable[..., Any]
) -> None:
    ours = store.add_organisation("Rose Care", NOW)
    newer = Store(store.engine, Keyring([NEWER_KEY, SEAL_KEY], INDEX_KEY))  # or rekey has no work
    before = everything_kept(store)

    with newer.unit(ours) as unit:
        try:
            seen = ATTEMPTS[function](unit, theirs)
        except StoreError:
            seen = None
        unit.commit()

    assert not seen
    after = everything_kept(store)
    assert {name for name in after if after[name] != before[name]} == set()
