"""What a person said is in no file, log or error: only sealed, and after erasure not even so."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select, text

from careaudit_surveys.store import (
    Conflict,
    Store,
    Unit,
    following_up,
    make_engine,
    people,
    reading,
    routes,
)
from careaudit_surveys.store.models import Conversation as ConversationRow
from careaudit_surveys.store.models import DataKey
from careaudit_surveys.store.rows import (
    Contact,
    Conversation,
    Heard,
    Kept,
    Message,
    Raised,
    Remarked,
)
from tests.store.build import NOW, a_conversation, a_turn, an_organisation
from tests.stores import KEYRING

SECRETS = (
    "+447700900123",
    "canary-words",
    "canary-raw",
    "canary-alert",
    "canary-remark",
    "canary-reply",
    "canary-state",
    "canary-needs",
    "canary-outcome",
    "canary-contact",
    "canary-around",
)


def a_whole_conversation(store: Store) -> tuple[UUID, Conversation]:
    home = an_organisation(store)
    begun = a_conversation(store, home, address="+447700900123")
    with store.unit(home) as unit:
        unit.keep(
            begun,
            a_turn(
                state="canary-state",
                heard=Heard(channel="sms", provider_id="SM1", raw="canary-raw"),
                answers=(Kept(question="LW-C1", words="canary-words"),),
                alert=Raised(kinds=("unsafe",), urgent=True, words="canary-alert"),
                remark=Remarked(words="canary-remark"),
                call_by=NOW,
                messages=(Message(channel="sms", message="canary-reply"),),
            ),
        )
        people.set_needs(unit, begun.respondent_id, "canary-needs")
        routes.set_route(
            unit,
            begun.service_id,
            NOW,
            first=Contact(name="canary-contact"),
            second=Contact(name="Bo Second", mail="canary-contact"),
            around=("canary-around",),
        )
        (alert,) = following_up.alerts(unit)
        following_up.close(unit, alert.id, by="Sam", at=NOW, outcome="canary-outcome")
        (call,) = following_up.calls(unit)
        following_up.call_done(unit, call.id, by="Sam", at=NOW, outcome="canary-outcome")
        unit.commit()
    return home, begun


def every_byte(store: Store) -> bytes:
    """The store's files on SQLite; on PostgreSQL every row of every table, as text and raw."""
    if store.engine.dialect.name == "sqlite":
        path = Path(store.engine.url.database or "")
        return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    with store.engine.connect() as connection:
        tables = connection.scalars(
            text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        ).all()
        told = []
        for table in tables:
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):  # noqa: S608
                told += [bytes(v) if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\n".join(told)


def test_nothing_personal_is_in_the_files(store: Store) -> None:
    a_whole_conversation(store)

    kept = every_byte(store)

    assert b"Rose House" in kept  # so the search would find what is there
    assert [secret for secret in SECRETS if secret.encode() in kept] == []


def test_of_a_forgotten_person_not_even_the_sealed_bytes_are_left(store: Store) -> None:
    home, begun = a_whole_conversation(store)
    with store.unit(home) as unit:
        (key,) = unit.read(select(DataKey.wrapped))
        (row,) = unit.read(select(ConversationRow.state))
        people.forget(unit, begun.respondent_id, NOW)
        unit.commit()

    before = every_byte(store)
    store.scrub()
    after = every_byte(store)

    if store.engine.dialect.name == "sqlite":
        assert key.wrapped in before  # still in the write-ahead log
    assert key.wrapped not in after
    assert row.state not in after


def _look_at_all(unit: Unit, begun: Conversation) -> tuple[object, ...]:
    """Every list, and every look at what is sealed, but for words that are told as they are."""
    seen = {"by": "Sam", "at": NOW}
    following_up.read(unit, begun.id, 1, **seen)  # type: ignore[arg-type]
    (alert,) = following_up.alerts(unit, closed=True)
    (call,) = following_up.calls(unit, done=True)
    told = (
        following_up.look_at_alert(unit, alert.id, **seen),  # type: ignore[arg-type]
        following_up.look_at_call(unit, call.id, **seen),  # type: ignore[arg-type]
    )
    return (alert, call, following_up.remarks(unit, read=True), *told)


def test_nothing_personal_is_logged_at_any_level(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for name in ("sqlalchemy", "sqlalchemy.engine", "sqlalchemy.pool", "alembic", "psycopg"):
            caplog.set_level(logging.DEBUG, logger=name)
        logging_store = Store(make_engine(store.engine.url.render_as_string(False)), KEYRING)
        home, begun = a_whole_conversation(logging_store)
        with logging_store.unit(home) as unit:
            reading.answers(unit, begun.id)
            _look_at_all(unit, begun)
            people.address_of(unit, begun.respondent_id, "sms")
        logging_store.close()

    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert [secret for secret in SECRETS if secret in logged] == []


def test_nothing_personal_is_in_what_a_conflict_says(store: Store) -> None:
    home, begun = a_whole_conversation(store)

    with store.unit(home) as unit, pytest.raises(Conflict) as refused:
        unit.keep(begun, a_turn(state=SECRETS[6], remark=Remarked(words=SECRETS[4])))

    told = "".join(traceback.format_exception(refused.value))
    assert [secret for secret in SECRETS if secret in told] == []


def test_values_do_not_show_what_was_said(store: Store) -> None:
    home, begun = a_whole_conversation(store)

    with store.unit(home) as unit:
        shown = repr(
            (
                unit.conversation(begun.id),
                unit.said_in_reply_to("sms", "SM1"),
                reading.answers(unit, begun.id),
                routes.route_of(unit, begun.service_id),
                _look_at_all(unit, begun),
                a_turn(state=SECRETS[6], remark=Remarked(words=SECRETS[4])),
            )
        )

    assert str(begun.id) in shown
    assert [secret for secret in SECRETS if secret in shown] == []
