"""What the database says when it refuses is told without a value."""

from __future__ import annotations

import traceback

import pytest
from sqlalchemy import insert, literal_column, select, table

from careaudit_surveys.store import (
    Conflict,
    Missing,
    Store,
    StoreError,
    make_engine,
    programme,
    reading,
)
from careaudit_surveys.store.models import Service
from careaudit_surveys.store.types import new_key
from tests.store.build import NOW, a_conversation, an_organisation
from tests.stores import KEYRING

# Named, for a traceback quotes the line of the test that led to it.
NUMBER = "+447700900123"
HOUSE = "Secret House"
PERSON = "Mrs Example"


def everything_told(error: BaseException) -> str:
    """All that a log could print of an error, its causes and contexts too."""
    behind = error.__cause__ or error.__context__
    told = "".join([repr(error), *traceback.format_exception(error)])
    return told + everything_told(behind) if behind else told


def test_a_broken_rule_is_told_by_its_name_and_without_the_value(store: Store) -> None:
    home = an_organisation(store)
    with store.unit(home) as unit:
        programme.add_service(unit, HOUSE, NOW)
        unit.commit()

    with store.unit(home) as unit, pytest.raises(StoreError) as refused:
        programme.add_service(unit, HOUSE, NOW)

    assert (refused.value.kind, refused.value.constraint) == (
        "refused",
        "uq_service_organisation_id_name",
    )
    assert HOUSE not in everything_told(refused.value)
    assert refused.value.__context__ is None


def test_a_missing_value_and_an_unknown_parent_are_told_without_values(store: Store) -> None:
    home = an_organisation(store)
    nameless = {"id": new_key(), "name": None, "made_at": NOW}

    with store.unit(home) as unit, pytest.raises(StoreError) as refused:
        unit.write(insert(Service), nameless)
    with store.unit(new_key()) as unit, pytest.raises(StoreError) as orphaned:
        unit.write(insert(Service), {**nameless, "name": HOUSE})

    told = everything_told(refused.value) + everything_told(orphaned.value)
    assert HOUSE not in told
    assert refused.value.kind == orphaned.value.kind == "refused"


def test_an_address_that_is_taken_is_a_conflict_that_names_no_address(store: Store) -> None:
    home = an_organisation(store)
    a_conversation(store, home, address=NUMBER)

    with pytest.raises(Conflict) as refused:
        a_conversation(store, home, address=NUMBER)

    assert refused.value.constraint == "uq_address_blind"
    assert NUMBER not in everything_told(refused.value)


def test_a_wrong_statement_is_told_by_its_kind_alone(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit, pytest.raises(StoreError) as refused:
        unit.read(select(literal_column(f"'{PERSON}'").label("name")).select_from(table("nowhere")))

    assert PERSON not in everything_told(refused.value)


def test_a_database_that_is_not_there_is_told_without_its_password() -> None:
    url = "postgresql+psycopg://someone:secret@127.0.0.1:9/nowhere"
    store = Store(make_engine(url), KEYRING)

    with pytest.raises(StoreError) as refused:
        store.organisations()
    with pytest.raises(StoreError), store.unit(new_key()):
        pass

    assert "secret" not in everything_told(refused.value)


def test_what_is_not_there_is_missing(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit:
        with pytest.raises(Missing):
            programme.set_cycle_state(unit, new_key(), "open")
        with pytest.raises(Missing):
            programme.set_cycle_release(unit, new_key(), "total")


def test_a_word_that_a_column_does_not_know_is_refused_by_name(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit:
        (cycle,) = reading.cycles(unit)
        with pytest.raises(StoreError) as refused:
            programme.set_cycle_state(unit, cycle.id, "ajar")

    assert "ck_cycle_state" in str(refused.value)
    assert "ajar" not in str(refused.value)
