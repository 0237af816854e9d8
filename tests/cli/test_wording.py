"""`understand`, `screen` and `sms-parts`: JSON lines in, JSON lines out, figures apart."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from careaudit_surveys.cli import main

KNOCK = {
    "type": "choice",
    "text": "Do staff knock?",
    "options": [{"value": "always", "label": "Always"}, {"value": "never", "label": "Never"}],
}


def run(path: Path, command: str, *records: dict[str, Any], more: tuple[str, ...] = ()) -> int:
    file = path / "in.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return main([command, str(file), *more])


def test_a_reply_is_told_with_its_outcome_and_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reply = {"id": "a", "locale": "en", "question": KNOCK, "text": "2"}

    assert run(tmp_path, "understand", reply) == 0

    out, err = capsys.readouterr()
    told = json.loads(out)
    assert list(told) == ["id", "outcome", "value", "certainty", "rule"]
    assert (told["outcome"], told["value"], told["certainty"]) == ("answer", "never", "exact")
    assert err == ""


def test_with_expectations_the_figures_are_told_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expect = {"outcome": "answer", "value": "never"}
    reply = {"id": "a", "question": KNOCK, "text": "2", "expect": expect}
    summary = tmp_path / "summary.json"

    assert run(tmp_path, "understand", reply, more=("--summary", str(summary))) == 0

    assert "right first time: 1" in capsys.readouterr().err
    assert json.loads(summary.read_text())["right_first_time"] == {"count": 1, "ids": ["a"]}


def test_a_comment_is_told_with_its_kinds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    harm = {"id": 1, "text": "she hits me when no one is looking", "flag": True}
    calm = {"id": 2, "text": "the food is a crime", "flag": False}

    assert run(tmp_path, "screen", harm, calm) == 0

    out, err = capsys.readouterr()
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": 1, "flag": True, "kinds": ["physical"], "urgent": False},
        {"id": 2, "flag": False, "kinds": [], "urgent": False},
    ]
    assert "caught: 1 of 1" in err


def test_without_flags_no_figures_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, "screen", {"id": 1, "text": "hello"}) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [("", "GSM-7", 0, 1), ("a" * 161, "GSM-7", 161, 2), ("\u2019", "UCS-2", 1, 1)],
)
def test_a_text_is_told_with_its_parts(
    text: str,
    encoding: str,
    units: int,
    parts: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(tmp_path, "sms-parts", {"id": 1, "text": text}) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"id": 1, "encoding": encoding, "units": units, "parts": parts}
