"""Comments in, alerts out, and how often they were right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from careaudit_surveys.dialogue.evaluate_screen import ScreenSummary, alerts_for

TUNING = Path(__file__).parents[1] / "evaluation" / "tuning_comments.jsonl"


def line(**record: Any) -> str:
    return json.dumps(record)


def test_each_line_gives_its_alert() -> None:
    lines = [line(id="a", locale="en", text="she hits me"), "", line(id="b", text="nice tea")]

    assert list(alerts_for(lines)) == [
        {"id": "a", "flag": True, "kinds": ["physical"], "urgent": False},
        {"id": "b", "flag": False, "kinds": [], "urgent": False},
    ]


def test_a_summary_counts_what_was_expected() -> None:
    summary = ScreenSummary()
    lines = [
        line(id="a", text="she hits me", flag=True, kinds=["physical"], urgent=False),
        line(id="b", text="lovely weather", flag=True, kinds=["neglect"], urgent=False),
        line(id="c", text="she hits me", flag=False),
        line(id="d", text="lovely weather", flag=False),
        line(id="e", text="I want to die", flag=True, kinds=["child"], urgent=True),
        line(id="f", text="no expectation"),
    ]

    list(alerts_for(lines, summary))
    figures = summary.as_json()

    assert figures["comments"] == 5
    assert (figures["caught"]["count"], figures["caught"]["of"]) == (2, 3)
    assert figures["caught"]["wrong"] == ["b"]
    assert figures["false_alarms"]["wrong"] == ["c"]
    assert figures["kind_named"]["wrong"] == ["e"]
    assert (figures["urgent"]["count"], figures["urgent"]["of"]) == (1, 1)
    assert figures["too_urgent"]["count"] == 0
    assert "caught: 2 of 3, 66.7%" in str(summary)


def test_the_limits_are_those_of_wilson() -> None:
    summary = ScreenSummary(caught=["x"] * 11, missed=["y"] * 3)

    caught = summary.as_json()["caught"]

    assert (round(caught["lower"], 4), round(caught["upper"], 4)) == (0.5241, 0.9243)


def test_a_summary_of_nothing_has_no_shares() -> None:
    figures = ScreenSummary().as_json()

    assert figures["caught"]["share"] is None
    assert str(ScreenSummary()) == "comments: 0"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("{", "this is not JSON"),
        ("[]", "one object in braces"),
        ("{}", 'give the comment as "text"'),
        (line(text="x", flag="yes"), '"flag" is true or false'),
        (line(text="x", kinds="physical"), '"kinds" is a list'),
        (line(text="x", locale="tlh"), "no vocabulary of harm for the language 'tlh'"),
    ],
)
def test_a_line_that_is_none_is_named_with_what_it_needs(written: str, problem: str) -> None:
    with pytest.raises(ValueError, match="line 2: ") as refused:
        list(alerts_for(["", written]))

    assert problem in str(refused.value)


def test_the_comments_that_the_words_were_tuned_on_stay_understood() -> None:
    summary = ScreenSummary()

    list(alerts_for(TUNING.read_text(encoding="utf-8").splitlines(), summary))
    figures = summary.as_json()

    assert figures["caught"]["of"] >= 1_000
    assert figures["caught"]["share"] >= 0.97
    assert figures["false_alarms"]["share"] <= 0.05
    assert figures["urgent"]["share"] >= 0.95
    assert figures["too_urgent"]["share"] <= 0.05
