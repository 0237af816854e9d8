"""Understanding and screening, held to what they last reached on the sets apart.

The aims are higher: `docs/measured.md` says by how much each is missed. These bounds only keep
what was gained.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careaudit_surveys.dialogue.evaluate import answers_for
from careaudit_surveys.dialogue.evaluate_screen import ScreenSummary, alerts_for

HERE = Path(__file__).parent
CLEAR = ("answer", "command")


def lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def taken() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each reply of the set apart, with what it was taken for."""
    replies = lines("replies.jsonl")
    return list(zip(map(json.loads, replies), answers_for(replies), strict=True))


def fair(reply: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What a fair reader may take a reply for: what is expected, and what is as fair."""
    for outcome in (reply["expect"], *reply.get("also", ())):
        yield outcome["outcome"], outcome.get("value")


def test_clear_replies_are_right_first_time_as_often_as_before(taken: Any) -> None:
    clear = [(reply, found) for reply, found in taken if reply["expect"]["outcome"] in CLEAR]
    right = [
        found
        for reply, found in clear
        if (found["outcome"], found["value"])
        == (reply["expect"]["outcome"], reply["expect"]["value"])
    ]

    assert len(right) / len(clear) >= 0.85


def test_no_more_is_kept_wrongly_than_before(taken: Any) -> None:
    wrong = [
        reply["id"]
        for reply, found in taken
        if found["outcome"] in CLEAR and (found["outcome"], found["value"]) not in fair(reply)
    ]

    assert len(wrong) / len(taken) <= 0.027, wrong


def test_a_stop_as_a_whole_message_is_never_missed(taken: Any) -> None:
    words = {"stop", "stop.", "unsubscribe", "cancel", "quit", "end", "no more", "stop all"}

    missed = [
        reply["id"]
        for reply, found in taken
        if reply["text"].strip().casefold() in words and found["value"] != "stop"
    ]

    assert not missed


def test_harm_is_caught_and_calm_left_alone_as_often_as_before() -> None:
    summary = ScreenSummary()
    for _ in alerts_for(lines("comments.jsonl"), summary):
        pass

    assert len(summary.caught) / len(summary.caught + summary.missed) >= 0.95
    assert len(summary.false_alarms) / len(summary.false_alarms + summary.passed) <= 0.13
