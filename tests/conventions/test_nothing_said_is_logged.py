"""A respondent's words and number reach no log and no error, whatever level is logged."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from careaudit_surveys.fieldwork import Beginning, NobodyKnown
from careaudit_surveys.store import Conflict, Store
from tests.fieldwork.build import DIGEST, Field, a_field

NUMBER = "+447700900777"
CANARIES = ("canaryneed", "canarycomment", "canarynonsense", "canarydanger")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that anything logs, at any level."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    loggers = [logging.getLogger(name) for name in ("sqlalchemy", "alembic", "psycopg")]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)
    for logger in loggers:
        logger.setLevel(logging.NOTSET)


def journey(field: Field) -> None:
    """From the opening to the end, with words everywhere that words can be."""
    field.begin(address=NUMBER)
    for said in (
        *("yes", "my canaryneed", "canarynonsense", "always", "canarycomment", "back"),
        *("skip", "yes", "no one", "I am not safe canarydanger", "stop", "canarynonsense"),
        "delete",
    ):
        field.says(said, address=NUMBER)


def test_no_word_and_no_number_is_logged(log: io.StringIO, store: Store) -> None:
    journey(a_field(store))

    written = log.getvalue()
    assert "checked out" in written, "the log is on, or this shows nothing"
    assert not any(canary in written for canary in (*CANARIES, NUMBER, NUMBER[3:]))


def test_no_word_and_no_number_is_in_an_error(store: Store) -> None:
    field = a_field(store)
    field.begin(address=NUMBER)
    taken = Beginning(
        service_id=field.service_id,  # type: ignore[arg-type]
        cycle_id=field.cycle_id,  # type: ignore[arg-type]
        digest=DIGEST,
        audience="person",
        channel="sms",
        address=NUMBER,
        at=field.at,
    )

    with pytest.raises(Conflict) as conflict:
        field.fieldwork.begin(taken)
    with pytest.raises(NobodyKnown) as stranger:
        field.says("canarycomment", address="+447700900778")

    for error in (conflict.value, stranger.value):
        told = f"{error!r}{error}{error.__cause__!r}{error.__context__!r}"
        assert "4477009007" not in told
        assert "canary" not in told
