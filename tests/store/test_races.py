"""Two at once: one is first, the other begins again, and nothing is lost or kept twice."""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from careaudit_surveys.store import Conflict, Store, engine, make_engine, transaction
from careaudit_surveys.store.models import Inbound, Outbox
from careaudit_surveys.store.rows import Conversation, Earlier, Message
from tests.store.build import a_conversation, a_turn, an_organisation, heard
from tests.stores import KEYRING, Cluster, empty

NUMBER = "+447700900123"


def take(store: Store, organisation_id: UUID, provider_id: str) -> tuple[str, ...]:
    """As a turn is taken: look, think, keep; begin again where another was quicker."""
    while True:
        try:
            with store.unit(organisation_id) as unit:
                found = unit.listen("sms", NUMBER, provider_id)
                assert found is not None
                if isinstance(found, Earlier):
                    return found.messages
                reply = f"{provider_id} is turn {found.turn + 1}"
                messages = (Message(channel="sms", message=reply),)
                unit.keep(found, a_turn(heard=heard(provider_id), messages=messages))
                unit.commit()
                return (reply,)
        except Conflict:
            continue


def test_sixteen_threads_with_eight_messages_sent_twice_keep_eight_turns(store: Store) -> None:
    home = an_organisation(store)
    a_conversation(store, home, address=NUMBER)
    sent_twice = [f"SM{number}" for number in range(8)] * 2
    together = threading.Barrier(16)

    def client(provider_id: str) -> tuple[str, ...]:
        together.wait()
        return take(store, home, provider_id)

    with ThreadPoolExecutor(16) as clients:
        replies = list(clients.map(client, sent_twice))

    with store.unit(home) as unit:
        heard_turns = unit.read(select(Inbound.turn).order_by(Inbound.turn))
        said_turns = unit.read(select(Outbox.turn).order_by(Outbox.turn))
        found = unit.conversation_for("sms", NUMBER)
    assert [row.turn for row in heard_turns] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [row.turn for row in said_turns] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert found is not None
    assert found.turn == 8
    assert replies[:8] == replies[8:]


def test_two_who_begin_with_one_person_at_once_begin_one_conversation(store: Store) -> None:
    home = an_organisation(store)
    together = threading.Barrier(2)

    def begin(_: int) -> bool:
        together.wait()
        try:
            a_conversation(store, home, address=NUMBER)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(2) as clients:
        assert sorted(clients.map(begin, range(2))) == [False, True]


def test_a_respondent_has_one_running_conversation_in_a_cycle(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)

    with pytest.raises(Conflict):
        a_conversation(store, home, respondent_id=begun.respondent_id)


def test_one_writes_while_others_read(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)

    with store.unit(home) as writing, store.unit(home) as reading:
        writing.keep(begun, a_turn())
        found = reading.conversation(begun.id)
        writing.commit()
        after = reading.conversation(begun.id)

    assert found is not None
    assert after is not None
    assert (found.turn, after.turn) == (0, 1)


def test_a_unit_that_fails_lets_the_next_one_write(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)

    def stumble() -> None:
        with store.unit(home) as unit:
            unit.keep(begun, a_turn())
            raise RuntimeError("the process stumbles here")

    with pytest.raises(RuntimeError):
        stumble()

    with store.unit(home) as unit:
        assert unit.keep(begun, a_turn()) == 1
        unit.commit()


def test_a_writer_who_waits_too_long_begins_again(
    tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one process they queue for a lock; in two they wait for the file's own."""
    shutil.copy(migrated_file, tmp_path / "store.db")
    monkeypatch.setattr(engine, "_SQLITE", (*engine._SQLITE, "PRAGMA busy_timeout = 20"))
    monkeypatch.setattr(transaction, "PATIENCE", 0.02)
    url = f"sqlite:///{tmp_path}/store.db"
    here, elsewhere = (Store(make_engine(url), KEYRING) for _ in range(2))
    home = an_organisation(here)

    with here.unit(home) as first:
        first.begin()
        for store in (here, elsewhere):
            with store.unit(home) as second, pytest.raises(Conflict, match="busy"):
                second.begin()

    with elsewhere.unit(home) as unit:
        unit.begin()
        unit.begin()  # once is enough
    here.close()
    elsewhere.close()


def test_two_who_wait_for_each_other_are_parted(postgresql: Cluster, migrated_url: str) -> None:
    store = Store(make_engine(migrated_url), KEYRING)
    home = an_organisation(store)
    one, other = a_conversation(store, home), a_conversation(store, home)
    together = threading.Barrier(2)

    def both(first: Conversation, second: Conversation) -> str:
        with store.unit(home) as unit:
            unit.keep(first, a_turn())
            together.wait()
            try:
                unit.keep(second, a_turn())
            except Conflict:
                return "begins again"
            unit.commit()
            return "kept"

    with ThreadPoolExecutor(2) as clients:
        outcomes = sorted(clients.map(both, (one, other), (other, one)))

    assert outcomes == ["begins again", "kept"]
    empty(store)
    store.close()
