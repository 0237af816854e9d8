"""Commands about audits say what they promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from careaudit_surveys.cli import main

RELEASED = Path(__file__).parents[2] / "careaudit_surveys" / "audits" / "released"


def test_the_four_audits_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audits", "--json"]) == 0

    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["id"] for one in listed] == [
        *("fft", "home-care-visits", "leaders-checklist", "living-well"),
    ]
    assert listed[3] == {
        "id": "living-well",
        "version": 1,
        "title": "Living well in a care home",
        "audiences": ["person", "relative"],
        "languages": ["en"],
    }


def test_audits_are_listed_for_people_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audits"]) == 0
    assert "Living well in a care home" in capsys.readouterr().out


def test_released_audits_have_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--strict", str(RELEASED)]) == 0

    out, err = capsys.readouterr()
    assert out == ""
    assert "4 files, 0 errors, 0 warnings." in err


def test_warnings_fail_only_where_that_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    overdue = tmp_path / "overdue.yaml"
    released = (RELEASED / "fft" / "1.yaml").read_text(encoding="utf-8")
    past = released.replace("reviewed: 2026", "reviewed: 2024").replace("by: 2027", "by: 2025")
    overdue.write_text(past, encoding="utf-8")

    assert main(["check", str(overdue)]) == 0
    assert "warning:" in capsys.readouterr().out
    assert main(["check", "--strict", str(overdue)]) == 1


def test_every_problem_is_told_at_once_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.yaml"
    text = (RELEASED / "fft" / "1.yaml").read_text(encoding="utf-8")
    text = text.replace("licence:", "license:").replace("unit: person", "unit: persons")
    broken.write_text(text, encoding="utf-8")

    assert main(["check", str(broken)]) == 1

    out = capsys.readouterr().out
    places = [line.split(": ")[0] for line in out.splitlines()]
    assert len(places) >= 2
    assert all(place.startswith(f"{broken}:") for place in places)


def test_a_survey_is_told_as_a_table_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", "living-well", "--audience", "person", "--profile", "easy"]) == 0
    table = capsys.readouterr().out
    assert "23 questions, 8 to a sitting." in table
    assert "Do staff knock before they come in your room?" in table

    assert main(["derive", "living-well@1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["digest"].startswith("sha256:")
    assert told["audience"] == "person"


def test_an_audit_goes_to_a_workbook_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["convert", str(RELEASED / "fft" / "1.yaml"), "fft.xlsx"]) == 0
    assert main(["convert", "fft.xlsx", "fft.yaml"]) == 0

    capsys.readouterr()
    assert main(["derive", "fft.yaml", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert main(["derive", "fft", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert again["questions"] == first["questions"]
