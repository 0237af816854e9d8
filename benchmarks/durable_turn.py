"""A durable turn: one message heard, answered and kept, against the bare driver doing as much.

Both keep the inbound message under its unique id, read the conversation, add an answer and an
outgoing message, replace 1.5 kB of state, and commit to disk. Ours also looks whether the message
was heard before, finds the conversation by a blind index, and seals and opens everything.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

import psycopg

from benchmarks.ratios import Row
from careaudit_surveys.store import Store, make_engine, programme
from careaudit_surveys.store.migrate import upgrade
from careaudit_surveys.store.rows import Conversation, Heard, Kept, Message, NewConversation, Turn
from tests.stores import KEYRING, PROGRAMS, cluster_in

ROUNDS = 3
SECONDS = 0.5
STATE = '{"answers":' + "x" * 1488 + "}"

SomeTurn = Callable[[], None]
"""Takes one turn of a client's own conversation."""

Clients = Callable[[str, int], AbstractContextManager[list[SomeTurn]]]
"""So many clients of the database at an address, each with a conversation of its own."""


def run() -> list[Row]:
    """The store by itself, against the bare driver."""
    return against_bare("durable turn", _ours)


def against_bare(name: str, ours: Clients) -> list[Row]:
    """Turns of ours against the bare driver's, on SQLite and, where it is, on PostgreSQL."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        url = f"sqlite:///{folder}/ours.db"
        with ours(url, 1) as turns, _bare_sqlite(f"{folder}/bare.db") as bare:
            rows = [_compared(f"{name}, SQLite, 1 client", turns, bare, "bare sqlite3", 0.35)]
        if (PROGRAMS / "initdb").exists():
            folder.chmod(0o755)  # the server runs as another user
            rows += _on_postgresql(name, ours, folder)
    return rows


def _on_postgresql(name: str, ours: Clients, folder: Path) -> Iterator[Row]:
    with cluster_in(folder / "server", folder / "lock", durable=True) as cluster:
        for clients, aim in ((1, 0.65), (4, 0.60), (16, 0.50)):
            url = cluster.make(f"ours{clients}")
            bare_url = cluster.make(f"bare{clients}").replace("+psycopg", "")
            title = f"{name}, PostgreSQL, {clients} client{'s' if clients > 1 else ''}"
            with ours(url, clients) as turns, _bare_postgresql(bare_url, clients) as bare:
                yield _compared(title, turns, bare, "bare psycopg", aim)


def _compared(
    name: str, ours: list[SomeTurn], bare: list[SomeTurn], peer: str, at_least: float
) -> Row:
    pairs = [(_rate(ours), _rate(bare)) for _ in range(ROUNDS)]
    ratios = [one / other for one, other in pairs]
    return Row(
        name=name,
        ratio=median(ratios),
        least=min(ratios),
        most=max(ratios),
        peer=peer,
        at_least=at_least,
        note=f"{median(one for one, _ in pairs):,.0f} a second",
    )


def _rate(turns: list[SomeTurn]) -> float:
    """Turns a second, all clients together."""
    until = time.perf_counter() + SECONDS

    def client(turn: SomeTurn) -> int:
        taken = 0
        while time.perf_counter() < until:
            turn()
            taken += 1
        return taken

    began = time.perf_counter()
    with ThreadPoolExecutor(len(turns)) as clients:
        taken = sum(clients.map(client, turns))
    return taken / (time.perf_counter() - began)


# --- ours ------------------------------------------------------------------------------------


@contextmanager
def _ours(url: str, clients: int) -> Iterator[list[SomeTurn]]:
    upgrade(url)
    store = Store(make_engine(url), KEYRING)
    now = datetime.now(UTC)
    organisation = store.add_organisation("Rose Care", now)
    with store.unit(organisation) as unit:
        service = programme.add_service(unit, "Rose House", now)
        programme.keep_audit(unit, "living-well@1", "sha256:0", "id: living-well", now)
        cycle = programme.add_cycle(unit, "autumn", "sha256:0", (service,), now)
        for number in range(clients):
            new = NewConversation(
                service_id=service,
                cycle_id=cycle,
                audit_ref="living-well@1",
                audit_digest="sha256:0",
                audience="person",
                profile="easy",
                language="en",
                mode="self",
                channel="sms",
                address=f"+4477009000{number:02}",
            )
            unit.open_conversation(new, Turn(at=now, phase="consent", state=STATE))
        unit.commit()
    ids = count()

    def client(address: str) -> SomeTurn:
        def turn() -> None:
            provider_id = f"SM{next(ids):032}"
            with store.unit(organisation) as unit:
                conversation = unit.listen("sms", address, provider_id)
                assert isinstance(conversation, Conversation)
                unit.keep(
                    conversation,
                    Turn(
                        at=datetime.now(UTC),
                        phase="asking",
                        state=conversation.state,
                        heard=Heard(channel="sms", provider_id=provider_id, raw="always"),
                        answers=(
                            Kept(question="LW-2.1", value="always", results=(("LW-2.1", "met"),)),
                        ),
                        messages=(Message(channel="sms", message="How do staff treat you?"),),
                    ),
                )
                unit.commit()

        return turn

    try:
        yield [client(f"+4477009000{number:02}") for number in range(clients)]
    finally:
        store.close()


# --- the bare drivers ------------------------------------------------------------------------

BARE_TABLES = (
    "CREATE TABLE conversation (id INTEGER PRIMARY KEY, turn INTEGER, state {bytes})",
    "CREATE TABLE inbox (channel TEXT, provider_id TEXT, conversation INTEGER, raw {bytes},"
    " at TEXT, PRIMARY KEY (channel, provider_id))",
    "CREATE TABLE answer (conversation INTEGER, turn INTEGER, question TEXT, value TEXT,"
    " result TEXT, PRIMARY KEY (conversation, turn))",
    "CREATE TABLE outbox (conversation INTEGER, turn INTEGER, position INTEGER, message {bytes},"
    " state TEXT, due TEXT, PRIMARY KEY (conversation, turn, position))",
)
BARE_READ = "SELECT turn, state FROM conversation WHERE id = ?"
BARE_WRITES = (
    "INSERT INTO inbox VALUES ('sms', ?, ?, ?, ?)",
    "INSERT INTO answer VALUES (?, ?, 'LW-2.1', 'always', 'met')",
    "INSERT INTO outbox VALUES (?, ?, 0, ?, 'ready', ?)",
    "UPDATE conversation SET turn = ?, state = ? WHERE id = ? AND turn = ?",
)

Execute = Callable[[str, tuple[object, ...]], "sqlite3.Cursor | psycopg.Cursor"]


def _bare_turn(execute: Execute, number: int, provider_id: str, begin: str, mark: str) -> None:
    execute(begin, ())
    found = execute(BARE_READ.replace("?", mark), (number,)).fetchone()
    assert found is not None
    turn, state = found
    inbox, answer, outbox, advance = (write.replace("?", mark) for write in BARE_WRITES)
    execute(inbox, (provider_id, number, b"always", "2026-11-24T10:00:00Z"))
    execute(answer, (number, turn + 1))
    execute(outbox, (number, turn + 1, b"How do staff treat you?", "2026-11-24T10:00:00Z"))
    execute(advance, (turn + 1, state, number, turn))
    execute("COMMIT", ())


@contextmanager
def _bare_sqlite(path: str) -> Iterator[list[SomeTurn]]:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 15000"):
        connection.execute(f"PRAGMA {pragma}")
    for table in BARE_TABLES:
        connection.execute(table.format(bytes="BLOB"))
    connection.execute("INSERT INTO conversation VALUES (0, 0, ?)", (STATE.encode(),))
    ids = count()
    execute = connection.execute
    yield [lambda: _bare_turn(execute, 0, f"SM{next(ids):032}", "BEGIN IMMEDIATE", "?")]
    connection.close()


@contextmanager
def _bare_postgresql(url: str, clients: int) -> Iterator[list[SomeTurn]]:
    connections = [psycopg.connect(url, autocommit=True) for _ in range(clients)]
    for table in BARE_TABLES:
        connections[0].execute(table.format(bytes="BYTEA"))
    for number in range(clients):
        values = (number, 0, STATE.encode())
        connections[0].execute("INSERT INTO conversation VALUES (%s, %s, %s)", values)
    ids = count()

    def client(number: int) -> SomeTurn:
        execute = connections[number].execute
        return lambda: _bare_turn(execute, number, f"SM{next(ids):032}", "BEGIN", "%s")

    yield [client(number) for number in range(clients)]
    for connection in connections:
        connection.close()


if __name__ == "__main__":
    for row in run():
        print(f"{row.name:36} {row.ratio:.2f} ({row.least:.2f} to {row.most:.2f}), {row.note}")
