"""Real databases to test with: a SQLite file, and PostgreSQL where its server is installed.

The server is a private one, in a temporary folder, reached over a Unix socket. It is started
once for a run of tests; the workers of pytest-xdist share it, each test in a database of its own.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import text

from careaudit_surveys.store import Keyring, Store, make_engine
from careaudit_surveys.store.migrate import upgrade
from careaudit_surveys.store.models import Row
from tests.needs import need

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
SEAL_KEY = b"a seal key for tests, 32 bytes.."
INDEX_KEY = b"an index key for tests, 32 bytes"
KEYRING = Keyring([SEAL_KEY], INDEX_KEY)


class Cluster:
    """A PostgreSQL server of our own in a folder, that only this machine's user can reach."""

    def __init__(self, folder: Path, *, durable: bool) -> None:
        self.folder = folder
        self._durable = durable

    def start(self) -> None:
        """Make the server if need be, and start it if it is not running."""
        data = self.folder / "data"
        if not data.exists():
            _as_postgres(self.folder)
            self._run("initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "-N")
        if not (data / "postmaster.pid").exists():
            options = f"-k {self.folder} -c listen_addresses= -c max_connections=100"
            options += "" if self._durable else " -c fsync=off -c synchronous_commit=off"
            log = self.folder / "log"
            self._run("pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")

    def stop(self) -> None:
        """Stop the server at once; nothing in it is worth keeping."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def url(self, database: str) -> str:
        """The SQLAlchemy address of a database of this server."""
        return f"postgresql+psycopg://tests@/{database}?host={self.folder}"

    def make(self, database: str) -> str:
        """Make an empty database; its address."""
        self._ask(f'CREATE DATABASE "{database}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._ask(f'DROP DATABASE "{database}" WITH (FORCE)')

    def disconnect(self, database: str) -> None:
        """End every connection to a database, as a server that starts anew does."""
        self._ask(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"  # noqa: S608
            f" WHERE datname = '{database}'"
        )

    def _ask(self, command: str) -> None:
        address = f"host={self.folder} user=tests dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(command)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(PROGRAMS / program), *map(str, arguments)]
        if os.getuid() == 0:  # the server refuses to run as root
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command]
        done = subprocess.run(command, cwd=self.folder, stdout=subprocess.DEVNULL, check=False)
        assert done.returncode == 0, f"{program} failed; see {self.folder}/log"


def _as_postgres(folder: Path) -> None:
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")


@contextmanager
def cluster_in(folder: Path, lock: Path, *, durable: bool = False) -> Iterator[Cluster]:
    """A running server in `folder`. Whoever comes first starts it; whoever leaves last stops it."""
    cluster, me = Cluster(folder, durable=durable), str(os.getpid())
    users = folder / "users"
    with _alone(lock):
        users.mkdir(parents=True, exist_ok=True)
        (users / me).touch()
        cluster.start()
    try:
        yield cluster
    finally:
        with _alone(lock):
            (users / me).unlink()
            if not any(users.iterdir()):
                cluster.stop()
                shutil.rmtree(folder)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The server shared by this run of tests, with a migrated database to copy."""
    need(
        (PROGRAMS / "initdb").exists(), f"PostgreSQL 15 in {PROGRAMS} (apt-get install postgresql)"
    )
    ours = tmp_path_factory.getbasetemp()
    shared = ours.parent if "PYTEST_XDIST_WORKER" in os.environ else ours
    lock = shared / "postgresql.lock"
    # Not below pytest's own folder: the server runs as another user, who may not go there.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"careaudit-postgresql-{run[:8]}"
    with cluster_in(folder, lock) as cluster:
        yield cluster


@pytest.fixture(scope="session")
def migrated_url(postgresql: Cluster) -> str:
    """A migrated PostgreSQL database of this worker's own, emptied after each test."""
    url = postgresql.make(f"worker_{os.getpid()}")
    upgrade(url)
    return url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("migrated") / "store.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on; each test that asks for it runs on both."""
    return str(request.param)


@pytest.fixture
def empty_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with no tables yet."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.db'}"
        return
    cluster: Cluster = request.getfixturevalue("postgresql")
    name = f"empty_{uuid4().hex}"
    yield cluster.make(name)
    cluster.drop(name)


@pytest.fixture
def store(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A migrated, empty store."""
    if database == "sqlite":
        path = tmp_path / "store.db"
        shutil.copy(request.getfixturevalue("migrated_file"), path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("migrated_url")
    store = Store(make_engine(url), KEYRING)
    yield store
    if database == "postgresql":
        empty(store)
    store.close()


def empty(store: Store) -> None:
    """Take every row out of a store."""
    with store.engine.connect() as connection:
        connection.execute(text("ALTER TABLE look DISABLE TRIGGER USER"))
        for table in reversed(Row.metadata.sorted_tables):
            connection.execute(table.delete())
        connection.execute(text("ALTER TABLE look ENABLE TRIGGER USER"))
