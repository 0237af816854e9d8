"""Services and cycles from the command line, and the gates of a cycle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from careaudit_surveys.cli import main


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("CAREAUDIT_DATA", "CAREAUDIT_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def run(*arguments: str) -> int:
    return main([*arguments, "--data", "data"])


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def a_service(contact: str = "07700 900100", safeguarding: str = "07700 900999") -> None:
    assert (
        run(
            *("service", "add", "Rowan House"),
            *("--contact", contact, "--safeguarding", safeguarding),
        )
        == 0
    )


def alerts_arrive(capsys: pytest.CaptureFixture[str]) -> None:
    """The service's contacts are set, and the first has acknowledged a test alert."""
    contacts = ("--first", "Ada Ofori", "--second", "Bo Lund")
    assert run("service", "contact", "Rowan House", *contacts) == 0
    capsys.readouterr()
    assert run("service", "test-alert", "Rowan House") == 0
    test = capsys.readouterr().out.strip()
    assert run("alerts", "acknowledge", test, "--by", "Ada Ofori") == 0


def plan(*more: str, audit: str = "fft") -> int:
    return run("cycle", "plan", "Winter", "--audit", audit, "--service", "Rowan House", *more)


def test_a_service_is_added_changed_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    a_service()
    assert run("service", "set", "Rowan House", "--contact", "07700 900101") == 0
    capsys.readouterr()

    assert run("service", "list", "--json") == 0

    assert told(capsys) == [
        {"name": "Rowan House", "contact": "07700 900101", "safeguarding": "07700 900999"}
    ]


def test_two_services_have_two_names(capsys: pytest.CaptureFixture[str]) -> None:
    a_service()

    assert run("service", "add", "Rowan House") == 1
    assert "Choose another name" in capsys.readouterr().err


def test_a_cycle_is_planned_opened_and_closed(capsys: pytest.CaptureFixture[str]) -> None:
    a_service()
    alerts_arrive(capsys)
    assert plan("--opens", "2026-12-01", "--closes", "2026-12-21") == 0
    assert run("cycle", "open", "Winter") == 0
    assert run("cycle", "close", "Winter") == 0
    capsys.readouterr()

    assert run("cycle", "list", "--json") == 0

    cycle = told(capsys)[0]
    assert (cycle["state"], cycle["audit"]) == ("closed", "fft@1")
    assert cycle["services"] == ["Rowan House"]
    assert cycle["opens"] == "2026-12-01"


def test_a_cycle_does_not_open_while_anyone_could_not_be_rung(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("service", "add", "Rowan House") == 0
    assert plan() == 0

    assert run("cycle", "open", "Winter") == 1

    missing = capsys.readouterr().err
    assert "no contact" in missing
    assert "no safeguarding number" in missing
    assert "no safeguarding contacts" in missing


def test_a_cycle_that_asks_about_the_past_needs_a_landmark(
    capsys: pytest.CaptureFixture[str],
) -> None:
    a_service()
    assert plan(audit="living-well") == 0

    assert run("cycle", "open", "Winter") == 1
    assert "set an anchor" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        (("--anchor", "the day the new lounge was opened"), "shorter"),
        (("--opens", "2026-12-21", "--closes", "2026-12-01"), "out of order"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    more: tuple[str, ...], missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_service()

    assert plan(*more) == 1
    assert missing in capsys.readouterr().err


@pytest.mark.parametrize(("first", "then"), [("open", "open"), (None, "close")])
def test_a_cycle_goes_one_way(
    first: str | None, then: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_service()
    alerts_arrive(capsys)
    assert plan() == 0
    if first:
        assert run("cycle", first, "Winter") == 0

    assert run("cycle", then, "Winter") == 1
    assert "Only a" in capsys.readouterr().err


def test_where_there_are_several_organisations_one_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("service", "add", "Rowan House", "--organisation", "Willow Care") == 0
    assert run("service", "add", "Oak House", "--organisation", "Oak Care") == 0
    assert run("service", "list") == 1
    assert "Oak Care, Willow Care" in capsys.readouterr().err

    assert run("service", "list", "--json", "--organisation", "Oak Care") == 0
    assert [one["name"] for one in told(capsys)] == ["Oak House"]


def test_the_store_is_brought_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("db", "upgrade") == 0
    assert run("db", "upgrade") == 0
    assert "The store is at" in capsys.readouterr().err
