"""Understanding, checked from outside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from careaudit_surveys.dialogue.evaluate import Summary, answers_for

HOW_OFTEN = {
    "type": "choice",
    "text": "Do staff knock?",
    "options": [
        {"value": "always", "label": "Always"},
        {"value": "sometimes", "label": "Sometimes"},
        {"value": "hardly_ever", "label": "Hardly ever"},
    ],
}


def line(text: str, *, question: dict[str, Any] = HOW_OFTEN, **more: Any) -> str:
    """One line of input."""
    return json.dumps({"id": "a1", "locale": "en", "question": question, "text": text, **more})


def only(*lines: str) -> dict[str, Any]:
    """What the only line gave."""
    (found,) = answers_for(lines)
    return found


def test_a_reply_gives_its_outcome_value_certainty_and_rule() -> None:
    assert only(line("somtimes")) == {
        "id": "a1",
        "outcome": "answer",
        "value": "sometimes",
        "certainty": "near",
        "rule": "spelling",
    }


def test_a_command_to_confirm_says_that_it_is_one() -> None:
    found = only(line("bus stop"))

    assert (found["outcome"], found["value"], found["of"]) == ("confirm", "stop", "command")


def test_two_answers_are_named() -> None:
    found = only(line("1 and 2"))

    assert (found["outcome"], found["value"]) == ("unclear", None)
    assert found["among"] == ["always", "sometimes"]


def test_keys_count_from_one_unless_they_are_given() -> None:
    keyed = {**HOW_OFTEN, "options": [{"value": "yes", "label": "Yes", "key": 7}]}

    assert only(line("3"))["value"] == "hardly_ever"
    assert only(line("7", question=keyed))["value"] == "yes"
    assert only(line("1", question=keyed))["outcome"] == "unclear"


def test_several_choices_come_as_a_list_and_a_number_as_a_number() -> None:
    several = {**HOW_OFTEN, "type": "multiple_choice"}
    number = {"type": "number", "text": "How many?", "min": 0, "max": 9}

    assert only(line("1 3", question=several))["value"] == ["always", "hardly_ever"]
    assert only(line("five", question=number))["value"] == 5
    assert only(line("10", question=number))["outcome"] == "unclear"


def test_a_text_without_a_locale_is_read_as_english_and_empty_lines_are_passed_over() -> None:
    asked = json.dumps({"question": {"type": "text", "text": "Why?"}, "text": " Because. "})

    assert only("", "  \n", asked)["value"] == "Because."


@pytest.mark.parametrize(
    ("text", "expect", "verdict"),
    [
        ("always", {"outcome": "answer", "value": "always"}, "right_first_time"),
        ("STOP", {"outcome": "command", "value": "stop"}, "right_first_time"),
        ("bus stop", {"outcome": "confirm", "value": "stop"}, "right_first_time"),
        ("ok", {"outcome": "unclear", "value": None}, "right_first_time"),
        ("1 and 2", {"outcome": "unclear"}, "right_first_time"),
        (
            "always at home",
            {"outcome": "answer", "value": "always"},
            "right_after_one_confirmation",
        ),
        ("bus stop", {"outcome": "unclear", "value": None}, "right_after_one_confirmation"),
        (
            "stop there lads",
            {"outcome": "command", "value": "stop"},
            "right_after_one_confirmation",
        ),
        ("never mind", {"outcome": "answer", "value": "always"}, "asked_again_though_clear"),
        ("bus stop", {"outcome": "answer", "value": "stop"}, "asked_again_though_clear"),
        ("gobbledygook", {"outcome": "command", "value": "stop"}, "asked_again_though_clear"),
        ("always", {"outcome": "answer", "value": "sometimes"}, "kept_wrongly"),
        ("always", {"outcome": "confirm", "value": "always"}, "kept_wrongly"),
        ("always", {"outcome": "unclear", "value": None}, "kept_wrongly"),
        ("STOP", {"outcome": "answer", "value": "always"}, "kept_wrongly"),
    ],
)
def test_what_was_understood_is_held_against_what_was_expected(
    text: str, expect: dict[str, Any], verdict: str
) -> None:
    summary = Summary()

    list(answers_for([line(text, expect=expect)], summary))

    figures = summary.as_json()
    assert figures["replies"] == 1
    assert figures[verdict] == {"count": 1, "ids": ["a1"]}


def test_lines_without_an_expectation_are_not_counted() -> None:
    summary = Summary()

    list(answers_for([line("always"), line("always", expect=None)], summary))

    assert summary.as_json()["replies"] == 0


def test_the_summary_can_be_read() -> None:
    summary = Summary(right_first_time=["a", "b"], kept_wrongly=["c"])

    assert str(summary).splitlines() == [
        "replies: 3",
        "right first time: 2: a, b",
        "right after one confirmation: 0",
        "asked again though clear: 0",
        "kept wrongly: 1: c",
    ]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "one object in braces"),
        ('{"text": "1"}', "question as an object"),
        (json.dumps({"question": HOW_OFTEN}), 'reply as "text"'),
        (line("1", question={"type": "colour"}), 'question\'s "type" is one of choice'),
        (line("1", question={"type": "choice"}), 'question\'s "options" as a list'),
        (line("1", question={"type": "choice", "options": {}}), 'question\'s "options" as a list'),
        (line("1", question={"type": "choice", "options": ["a"]}), '"value" and a "label"'),
        (line("1", question={"type": "number", "min": "low"}), '"min" is a whole number'),
        (line("1", question={"type": "number", "max": True}), '"max" is a whole number'),
        (line("1", locale="tlh"), "no vocabulary for the language 'tlh'"),
        (line("1", expect={"outcome": "maybe"}), '"expect" has an "outcome"'),
        (line("1", expect="always"), '"expect" has an "outcome"'),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_what_it_needs(bad: str, says: str) -> None:
    lines = [line("always"), "", bad]

    with pytest.raises(ValueError, match=r"^line 3: ") as caught:
        list(answers_for(lines))

    assert says in str(caught.value)
