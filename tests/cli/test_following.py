"""Alerts, words and calls from the command line: lists without words, and every look kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from careaudit_surveys.bootstrap import opened
from careaudit_surveys.cli import main
from careaudit_surveys.desk import safeguarding
from careaudit_surveys.store import reading
from careaudit_surveys.store.rows import Contact
from tests.fieldwork.build import NUMBER, Field, a_field

SAID = ("cy hit me", "purple \x1b[2J")


@pytest.fixture
def field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Field]:
    """Someone told of harm, sent what is no answer, and asked to be rung."""
    monkeypatch.chdir(tmp_path)
    with opened(Path("data")) as house:
        field = a_field(house.store)
        field.at = datetime.now(UTC)
        with house.store.unit(field.fieldwork.organisation_id) as unit:
            (service,) = reading.services(unit)
            first, second = (
                Contact(name="Ada Ofori"),
                Contact(name="Bo Lund", number="07700 900102"),
            )
            safeguarding.set_contacts(
                unit, service, field.at, first=first, second=second, around=("Cy",)
            )
            unit.commit()
        field.begin()
        field.says("yes", "no", SAID[0], "yes", SAID[1], "call me", "yes")
        yield field


def run(*arguments: str) -> int:
    return main([*arguments, "--data", "data"])


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a command printed on standard output."""
    capsys.readouterr()
    assert run(*arguments) == 0
    return capsys.readouterr().out


def the_id(capsys: pytest.CaptureFixture[str], *listing: str) -> str:
    """The id on the last line of a list."""
    return told(capsys, *listing).splitlines()[-1].split()[0]


@pytest.mark.parametrize(
    "listing",
    [("alerts",), ("alerts", "unread"), ("alerts", "calls")],
    ids=" ".join,
)
def test_a_list_says_when_and_never_what_was_said_or_whom_to_ring(
    field: Field, capsys: pytest.CaptureFixture[str], listing: tuple[str, ...]
) -> None:
    for more in ((), ("--json",), ("--all",), ("--all", "--json")):
        out = told(capsys, *listing, *more)

        assert "Rowan House" in out
        assert "due" in out
        assert not any(words in out for words in (*SAID, "hit", "purple", NUMBER, "07700 900102"))


def test_an_alert_in_json_says_where_it_stands(
    field: Field, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = told(capsys, "alerts", "--json").splitlines()

    alert = json.loads(line)
    assert (alert["kinds"], alert["test"], alert["goes_to"]) == (["physical"], False, "second")
    assert (alert["overdue"], alert["acknowledged"], alert["closed"]) == (False, None, None)
    assert datetime.fromisoformat(alert["raised"]) == field.at


def test_an_alert_is_shown_acknowledged_and_closed(
    field: Field, capsys: pytest.CaptureFixture[str]
) -> None:
    alert = the_id(capsys, "alerts")

    shown = told(capsys, "alerts", "show", alert, "--by", "Bo Lund")
    assert run("alerts", "acknowledge", alert, "--by", "Bo Lund") == 0
    acknowledged = told(capsys, "alerts")
    assert run("alerts", "close", alert, "--by", "Bo Lund", "--outcome", "Told the council.") == 0
    left, every = told(capsys, "alerts"), told(capsys, "alerts", "--all")
    shown_later = told(capsys, "alerts", "show", alert, "--by", "Sam")

    assert "physical at Rowan House" in shown
    assert "for Bo Lund, 07700 900102" in shown
    assert SAID[0] in shown
    assert "acknowledged by Bo Lund" in acknowledged
    assert alert not in left
    assert "closed by Bo Lund" in every
    assert "What came of it: Told the council." in shown_later


def test_words_are_read_without_what_they_could_do_to_a_terminal(
    field: Field, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = told(capsys, "alerts", "unread").splitlines()[1:]
    ids = [line.split()[0] for line in listed]

    out = told(capsys, "alerts", "read", *ids, "--by", "Sam")

    assert out == f"{ids[0]}: {SAID[0]}\n{ids[1]}: purple \N{REPLACEMENT CHARACTER}[2J\n"
    assert told(capsys, "alerts", "unread").splitlines()[1:] == []
    assert "read by Sam" in told(capsys, "alerts", "unread", "--all")


def test_who_asked_to_be_rung_is_found_and_the_call_is_done(
    field: Field, capsys: pytest.CaptureFixture[str]
) -> None:
    call = the_id(capsys, "alerts", "calls")

    shown = told(capsys, "alerts", "calls", "show", call, "--by", "Sam")
    done = ("alerts", "calls", "done", call, "--by", "Sam", "--outcome", "She is well.")
    assert run(*done) == 0

    assert shown == f"sms: {NUMBER}\n"
    assert call not in told(capsys, "alerts", "calls")
    assert "made by Sam" in told(capsys, "alerts", "calls", "--all")
    assert "She is well." in told(capsys, "alerts", "calls", "show", call, "--by", "Sam")


def test_every_look_is_kept_and_lists_are_none(
    field: Field, capsys: pytest.CaptureFixture[str]
) -> None:
    alert, call = the_id(capsys, "alerts"), the_id(capsys, "alerts", "calls")
    words = the_id(capsys, "alerts", "unread")
    told(capsys, "alerts", "show", alert, "--by", "Ada")
    told(capsys, "alerts", "read", words, "--by", "Bo")
    told(capsys, "alerts", "calls", "show", call, "--by", "Cy")

    engine = create_engine("sqlite:///data/careaudit.sqlite3")
    with engine.connect() as connection:
        looks = connection.execute(text("SELECT kind, seen_by FROM look ORDER BY seen_at")).all()
    engine.dispose()

    assert [tuple(look) for look in looks] == [
        ("alert", "Ada"),
        ("remark", "Bo"),
        ("call_back", "Cy"),
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("alerts show 00000000 --by Sam", "there is no alert"),
        ("alerts acknowledge 00000000 --by Sam", "there is no alert"),
        ("alerts close 00000000 --by Sam --outcome none", "there is no alert"),
        ("alerts read 00000000.1 --by Sam", "there is no comment or message"),
        ("alerts calls show 00000000 --by Sam", "there is no call"),
        ("alerts calls done 00000000 --by Sam --outcome none", "there is no call"),
        ("service test-alert Elsewhere", "no service called Elsewhere"),
        ("service contact Elsewhere --first A --second B", "no service called Elsewhere"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    field: Field, capsys: pytest.CaptureFixture[str], arguments: str, sentence: str
) -> None:
    capsys.readouterr()

    assert run(*arguments.split()) == 1

    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert len(said.err.splitlines()) == 1


@pytest.mark.parametrize("action", ["show", "acknowledge", "close", "read"])
def test_nobody_does_anything_without_saying_who_they_are(
    field: Field, capsys: pytest.CaptureFixture[str], action: str
) -> None:
    with pytest.raises(SystemExit) as refused:
        run("alerts", action, the_id(capsys, "alerts"))

    assert refused.value.code == 2


def test_a_trials_alerts_are_found_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("script").write_text("not safe\n", encoding="utf-8")
    assert run("talk", "fft", "--script", "script") == 0

    assert "unsafe" in told(capsys, "alerts", "--organisation", "Trial")
    assert "unsafe" not in told(capsys, "alerts")


def test_where_and_what_may_be_said_before_the_action_too(
    field: Field, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    assert main(["alerts", "--data", "data", "--json", "unread"]) == 0

    assert [json.loads(line)["read"] for line in capsys.readouterr().out.splitlines()] == [None] * 2
