"""The replies that understanding is tuned on: nearly all are right first time, hardly any wrong.

Kept apart from the replies it is judged by, in `tests/evaluation/`; see the README there.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from careaudit_surveys.dialogue.evaluate import answers_for

REPLIES = Path(__file__).parents[1] / "evaluation" / "tuning_replies.jsonl"

Line = dict[str, Any]


@pytest.fixture(scope="module")
def judged() -> list[tuple[Line, Line]]:
    """Each reply with what it was taken to mean."""
    lines = REPLIES.read_text(encoding="utf-8").splitlines()
    return list(zip(map(json.loads, lines), answers_for(lines), strict=True))


def right(expected: Line, found: Line) -> bool:
    """The outcome that was expected, and the value that goes with it."""
    return (expected["outcome"], expected["value"]) == (found["outcome"], found["value"])


def test_nearly_all_clear_replies_are_right_first_time(judged: list[tuple[Line, Line]]) -> None:
    clear = [pair for pair in judged if pair[0]["expect"]["outcome"] == "answer"]

    missed = [line["text"] for line, found in clear if not right(line["expect"], found)]

    assert len(clear) >= 2_000
    assert len(missed) <= 0.02 * len(clear), missed


def test_hardly_any_reply_is_kept_wrongly(judged: list[tuple[Line, Line]]) -> None:
    wrong = [
        (line["text"], found["value"])
        for line, found in judged
        if found["outcome"] in ("answer", "command")
        and not any(right(fair, found) for fair in (line["expect"], *line.get("also", ())))
    ]

    assert len(wrong) < 0.003 * len(judged), wrong


def test_no_stop_is_missed(judged: list[tuple[Line, Line]]) -> None:
    stops = [
        pair for pair in judged if pair[0]["expect"] == {"outcome": "command", "value": "stop"}
    ]

    missed = [line["text"] for line, found in stops if found["value"] != "stop"]

    assert len(stops) >= 25
    assert missed == []


def test_there_are_replies_of_every_outcome_and_many_that_answer_nothing(
    judged: list[tuple[Line, Line]],
) -> None:
    counted = Counter(line["expect"]["outcome"] for line, _ in judged)

    assert len(judged) >= 2_000
    assert counted["unclear"] + counted["confirm"] >= 400
    assert counted["command"] >= 100
