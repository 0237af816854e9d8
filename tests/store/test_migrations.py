"""The migrations make the tables that the models describe, on both databases."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text

from careaudit_surveys import store as package
from careaudit_surveys.store import Keyring, Store, StoreError, make_engine, migrate
from careaudit_surveys.store.models import Row
from careaudit_surveys.store.types import new_key
from tests.store.build import NOW, an_organisation
from tests.stores import KEYRING

VERSIONS = Path(package.__file__).parent / "migrations" / "versions"


def test_models_and_migrations_agree(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    engine = make_engine(empty_url)

    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        differences: list[Any] = compare_metadata(context, Row.metadata)
    engine.dispose()

    assert differences == []


def test_migrations_make_every_rule_and_index_as_the_models_have_it(tmp_path: Path) -> None:
    """Alembic compares neither checks nor the conditions of indexes, so their text is compared."""
    migrate.upgrade(f"sqlite:///{tmp_path}/migrated.db")
    modelled = create_engine(f"sqlite:///{tmp_path}/modelled.db")
    Row.metadata.create_all(modelled)
    modelled.dispose()

    assert _told(f"{tmp_path}/migrated.db") == _told(f"{tmp_path}/modelled.db")


def _told(path: str) -> dict[str, list[str]]:
    """Each table, index and trigger with the parts of its definition, in no order.

    Quotes do not count: where SQLite could not alter a table, it was made anew under quotes.
    """
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL"))
        told = {name: sorted(re.split(r",\s*\n|\n", sql.replace('"', ""))) for name, sql in rows}
    engine.dispose()
    told.pop("alembic_version", None)
    return {name: [part.strip(" \t,") for part in parts] for name, parts in told.items()}


def test_the_newest_migration_is_the_last_file_and_files_are_numbered_without_gap() -> None:
    numbers = sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py"))

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]
    assert migrate.head() == numbers[-1] == "0002"


def test_a_database_knows_where_it_stands(empty_url: str) -> None:
    engine = make_engine(empty_url)

    before = migrate.current(engine)
    migrate.upgrade_engine(engine)

    assert before is None
    assert migrate.current(engine) == migrate.head()
    engine.dispose()


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    store = Store(make_engine(empty_url), KEYRING)
    an_organisation(store)

    migrate.upgrade(empty_url)

    assert [each.name for each in store.organisations()] == ["Rose Care"]
    store.close()


def test_a_migration_that_fails_leaves_nothing_behind(empty_url: str) -> None:
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE remark (id INTEGER)"))

    with pytest.raises(StoreError):
        migrate.upgrade_engine(engine)

    with engine.connect() as connection, pytest.raises(Exception, match="organisation"):
        connection.execute(text("SELECT * FROM organisation"))
    assert migrate.current(engine) is None
    engine.dispose()


def test_what_was_kept_before_alerts_had_a_route_is_there_afterwards(empty_url: str) -> None:
    engine = make_engine(empty_url)
    migrate.upgrade_engine(engine, to="0001")
    keys = {name: new_key().bytes for name in ("organisation", "service", "alert")}
    with engine.connect() as connection:
        for row in (
            "INSERT INTO organisation (id, name, made_at) VALUES (:organisation, 'Rose', :at)",
            "INSERT INTO service (id, name, made_at, organisation_id)"
            " VALUES (:service, 'Rose House', :at, :organisation)",
            "INSERT INTO alert (id, service_id, turn, kinds, urgent, words, raised_at,"
            " organisation_id)"
            " VALUES (:alert, :service, 4, 'neglect', false, :alert, :at, :organisation)",
        ):
            connection.execute(text(row), {**keys, "at": NOW.isoformat(" ")})

    migrate.upgrade_engine(engine)

    with engine.connect() as connection:
        kept = connection.execute(text("SELECT kinds, turn, test, route_id, went_to FROM alert"))
        assert [tuple(row) for row in kept] == [("neglect", 4, False, None, None)]
    engine.dispose()


def test_a_database_without_tables_is_refused_in_our_words(empty_url: str) -> None:
    store = Store(make_engine(empty_url), Keyring([b"k" * 32], b"i" * 32))

    with pytest.raises(StoreError):
        store.organisations()
    store.close()
