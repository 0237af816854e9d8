"""`talk --json` prints what it promises, and `--data` keeps what was said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from careaudit_surveys.cli import main

KEYS = [
    *("turn", "said", "phase", "question", "asks", "understood"),
    *("answers", "messages", "alert"),
]

WILLING = ["yes", "no", *["1"] * 8, "The garden.", "skip", "yes", "no one"]


@pytest.fixture
def talk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Plays replies through `talk --json` and gives its lines."""
    monkeypatch.chdir(tmp_path)

    def play(*replies: str, options: str = "living-well --profile core") -> list[Any]:
        (tmp_path / "script.txt").write_text("\n".join(replies) + "\n", encoding="utf-8")
        assert main(["talk", *options.split(), "--script", "script.txt", "--json"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return play


def test_the_first_line_is_the_opening(talk: Any) -> None:
    first = talk()[0]

    assert list(first) == KEYS
    assert first["turn"] == 0
    assert first["said"] is None
    assert (first["phase"], first["asks"]) == ("consent", "consent")
    assert first["messages"][-1]["taps"][0] == {"label": "Yes, start", "value": "yes"}


def test_each_turn_says_what_was_understood_and_kept(talk: Any) -> None:
    near = talk("yes", "no", "somtimes")[3]

    assert near["question"] == "LW-2.1"
    assert near["asks"] == "LW-2.2"
    assert near["understood"]["outcome"] == "answer"
    assert near["understood"]["value"] == "sometimes"
    assert near["understood"]["certainty"] == "near"
    assert near["answers"] == [{"question": "LW-2.1", "value": "sometimes", "result": "partly"}]
    assert near["alert"] is None


def test_a_whole_conversation_ends_completed_with_all_its_answers(talk: Any) -> None:
    last = talk(*WILLING)[-1]

    assert last["end"] == "completed"
    assert last["answers"]["LW-2.1"] == "always"
    assert last["answers"]["LW-C1"] == "The garden."
    assert last["answers"]["LW-C2"] is None
    assert last["about"] == {"consent": "yes", "needs": [], "helper": "no_one"}


@pytest.mark.parametrize(
    ("replies", "end"),
    [
        (("no",), "declined"),
        (("yes", "no", "1"), "paused"),
        (("not now",), "paused"),
        (("yes", "stop"), "stopped"),
        (("yes", "no", "not safe", "no"), "partial"),
        ((), "paused"),
    ],
)
def test_every_way_to_end_has_its_word(talk: Any, replies: tuple[str, ...], end: str) -> None:
    assert talk(*replies)[-1]["end"] == end


def test_skipping_is_kept_as_declined(talk: Any) -> None:
    skipped = talk("yes", "no", "skip")[3]

    assert skipped["answers"] == [{"question": "LW-2.1", "value": None, "result": "declined"}]


def test_back_keeps_the_changed_answer(talk: Any) -> None:
    lines = talk("yes", "no", "1", "back", "2")

    assert lines[5]["answers"][0]["value"] == "sometimes"
    assert lines[-1]["answers"] == {"LW-2.1": "sometimes"}


def test_an_alert_names_its_kinds_and_whether_it_is_urgent(talk: Any) -> None:
    flagged = talk("yes", "no", "1", "1", "1", "3")[6]
    said = talk("yes", "no", "not safe")[3]

    assert flagged["alert"] == {"kinds": ["unsafe"], "urgent": False}
    assert said["alert"] == {"kinds": ["unsafe"], "urgent": True}


def test_an_empty_line_is_an_empty_reply(talk: Any) -> None:
    assert talk("yes", "no", "", "1")[3]["said"] == ""


def test_a_text_message_counts_its_parts_and_has_no_buttons(talk: Any) -> None:
    asked = talk("yes", "no", options="living-well --profile core --shape sms")[2]["messages"][0]

    assert asked["parts"] == 1
    assert asked["taps"] == []


def test_what_was_said_is_kept_and_carried_on(talk: Any) -> None:
    data = "living-well --profile core --data kept"
    talk("yes", "no", "1", options=data)

    again = talk(*WILLING[3:], options=data)

    assert again[0]["asks"] == "LW-2.2"
    assert again[-1]["end"] == "completed"
    assert again[-1]["answers"]["LW-2.1"] == "always"


def test_results_count_what_talk_kept(talk: Any, capsys: pytest.CaptureFixture[str]) -> None:
    data = "living-well --profile core --data kept"
    talk(*WILLING, options=data)
    talk("yes", "no", "3", *WILLING[3:], options=data)

    assert main(["results", "--data", "kept", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    knock = next(one for one in found if one["criterion"] == "LW-2.1")
    assert (knock["met"], knock["not_met"], knock["valid"]) == (1, 1, 2)
    assert knock["compliance"] == 0.5
    assert knock["audience"] == "person"


def test_what_the_readers_of_results_may_not_see_is_hidden(
    talk: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(*WILLING, options="living-well --profile core --data kept")

    assert main(["results", "--data", "kept", "--reader", "public", "--json"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert {one["hidden_because"] for one in found} == {"base"}
    assert {one["valid"] for one in found} == {None}


def test_an_audit_file_of_ones_own_can_be_tried(talk: Any, tmp_path: Path) -> None:
    released = Path(__file__).parents[2] / "careaudit_surveys/audits/released/fft/1.yaml"
    (tmp_path / "mine.yaml").write_bytes(released.read_bytes().replace(b"id: fft", b"id: mine"))

    last = talk("yes", "no", "1", "skip", "skip", "yes", "no one", options="mine.yaml")[-1]

    assert last["answers"]["FFT-1.1"] == "very_good"
