"""After a new seal key everything opens by it, and the older key may go."""

from __future__ import annotations

from careaudit_surveys.store import Keyring, Store, following_up, rekeying, routes
from careaudit_surveys.store.following_up import close
from careaudit_surveys.store.rows import Contact, Raised, Remarked
from tests.store.build import NOW, a_conversation, a_turn, an_organisation
from tests.stores import INDEX_KEY, SEAL_KEY

NEWER_KEY = b"a newer seal key, also 32 bytes."


def test_everything_opens_by_the_newest_key_alone_afterwards(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        words = "I am not safe."
        alert = Raised(kinds=("unsafe",), urgent=True, words=words)
        unit.keep(begun, a_turn(alert=alert, remark=Remarked(words=words), state='{"turns":1}'))
        unit.commit()

    both = Store(store.engine, Keyring([NEWER_KEY, SEAL_KEY], INDEX_KEY))
    with both.unit(home) as unit:
        done = [rekeying.rekey(unit), rekeying.rekey(unit)]
        unit.commit()

    newest_alone = Store(store.engine, Keyring([NEWER_KEY], INDEX_KEY))
    with newest_alone.unit(home) as unit:
        found = unit.conversation(begun.id)
        (alert_kept,) = following_up.alerts(unit)
        told = following_up.look_at_alert(unit, alert_kept.id, by="Sam", at=NOW)
        remark = following_up.read(unit, begun.id, 1, by="Sam", at=NOW)
    assert done == [2, 0]  # a data key and the alert's words
    assert found is not None
    assert (found.state, told.words, remark) == ('{"turns":1}', words, words)


def test_the_outcome_of_an_alert_is_sealed_anew_as_well(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(alert=Raised(kinds=("unsafe",), urgent=True, words="Help.")))
        (alert,) = following_up.alerts(unit)
        close(unit, alert.id, by="Sam", at=NOW, outcome="Told the council.")
        unit.commit()

    both = Store(store.engine, Keyring([NEWER_KEY, SEAL_KEY], INDEX_KEY))
    with both.unit(home) as unit:
        assert rekeying.rekey(unit) == 3


def test_whom_alerts_go_to_and_what_came_of_a_call_are_sealed_anew(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    with store.unit(home) as unit:
        unit.keep(begun, a_turn(call_by=NOW))
        (call,) = following_up.calls(unit)
        following_up.call_done(unit, call.id, by="Sam", at=NOW, outcome="She is well.")
        first, second = Contact(name="Ada Ofori"), Contact(name="Bo Lund")
        routes.set_route(unit, begun.service_id, NOW, first=first, second=second)
        unit.commit()

    both = Store(store.engine, Keyring([NEWER_KEY, SEAL_KEY], INDEX_KEY))
    with both.unit(home) as unit:
        done = rekeying.rekey(unit)
        unit.commit()

    newest_alone = Store(store.engine, Keyring([NEWER_KEY], INDEX_KEY))
    with newest_alone.unit(home) as unit:
        route = routes.route_of(unit, begun.service_id)
        told = following_up.look_at_call(unit, call.id, by="Sam", at=NOW)
    assert done == 3  # with the data key
    assert route is not None
    assert (route.first, told.outcome) == (first, "She is well.")
