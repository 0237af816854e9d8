"""A database is opened so that what is committed stays and what is deleted goes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from careaudit_surveys.store import Store, StoreError, make_engine, reading
from careaudit_surveys.store.migrate import upgrade
from tests.store.build import an_organisation
from tests.stores import KEYRING, Cluster


def test_every_connection_to_sqlite_is_durable_and_overwrites_what_it_deletes(
    tmp_path: Path,
) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/store.db")

    for _ in range(2):
        connection = engine.raw_connection()
        cursor = connection.cursor()
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "secure_delete",
                "busy_timeout",
            )
        }
        connection.detach()
        connection.close()
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "busy_timeout": 15_000,
        }
    engine.dispose()


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    upgrade(f"sqlite:///{tmp_path}/store.db")
    store = Store(make_engine(f"sqlite:///{tmp_path}/store.db"), KEYRING)
    an_organisation(store)

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert modes == dict.fromkeys(("store.db", "store.db-wal", "store.db-shm"), 384)
    store.close()


def test_making_an_engine_opens_nothing(tmp_path: Path) -> None:
    make_engine(f"sqlite:///{tmp_path}/store.db")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    store = Store(make_engine(f"sqlite:///{tmp_path}/nowhere/store.db"), KEYRING)

    with pytest.raises(StoreError):
        store.organisations()


def test_a_store_carries_on_when_its_server_comes_back(postgresql: Cluster) -> None:
    url = postgresql.make("coming_back")
    upgrade(url)
    store = Store(make_engine(url), KEYRING)
    home = an_organisation(store)

    def services() -> list[str]:
        with store.unit(home) as unit:
            return [each.name for each in reading.services(unit)]

    with store.unit(home) as one, store.unit(home) as other:  # so that two rest in the pool
        reading.services(one), reading.services(other)
    postgresql.disconnect("coming_back")

    with pytest.raises(StoreError):
        services()
    assert services() == ["Rose House"]
    store.close()
    postgresql.drop("coming_back")
