"""The held-out sets are what their README promises: well formed, large, varied and fair."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from careaudit_surveys.audits.shelf import released

HERE = Path(__file__).parent
COMMANDS = {
    "stop", "help", "back", "skip", "repeat", "easier", "pause", "language", "human", "link",
    "start", "wrong", "delete", "not_safe",
}  # fmt: skip
KINDS = {
    "physical", "domestic", "sexual", "psychological", "financial", "modern_slavery",
    "discriminatory", "organisational", "neglect", "self_neglect", "suicide", "medical", "threat",
    "child", "whistleblowing", "unsafe",
}  # fmt: skip
TYPES = {"choice", "multiple_choice", "number", "text"}

Line = dict[str, Any]


def lines(name: str) -> list[Line]:
    """One object a line, no line empty."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


REPLIES = lines("replies.jsonl")
COMMENTS = lines("comments.jsonl")


def folded(text: str) -> str:
    """Words without case, width, spacing and signs, so that only what is said counts.

    A minus sign stays, and a text of nothing but signs stays as it is.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    kept = "".join(
        sign if sign.isalnum() or unicodedata.category(sign) in {"So", "Sk", "Mn"} else " "
        for sign in plain
    )
    words = " ".join(kept.split())
    return f"-{words}" if plain.startswith("-") and words else words or text


def asked(line: Line) -> str:
    """A question, by its words and its options."""
    return json.dumps(line["question"], sort_keys=True)


def outcomes(line: Line) -> list[Line]:
    """What is expected, and what else is fair."""
    return [line["expect"], *line.get("also", [])]


def keys_and_labels(question: Line) -> set[str]:
    """What a person types who copies an option."""
    options = question.get("options", [])
    typed = {option.get("key", str(at)) for at, option in enumerate(options, 1)}
    return typed | {folded(option["label"]) for option in options}


def offered(question: Line, value: object) -> bool:
    """Could this question keep this value?"""
    if question["type"] == "text":
        return isinstance(value, str)
    if question["type"] == "number":
        return isinstance(value, int) and question["min"] <= value <= question["max"]
    values = [option["value"] for option in question["options"]]
    if question["type"] == "choice":
        return value in values
    return isinstance(value, list) and bool(value) and value == [v for v in values if v in value]


def may_be(question: Line, outcome: Line) -> bool:
    """Is this one of the four outcomes, with a value that goes with it?"""
    name, value = outcome["outcome"], outcome["value"]
    if name == "unclear":
        return value is None
    if name == "command":
        return value in COMMANDS
    if name == "confirm":
        return offered(question, value) or value in COMMANDS
    return name == "answer" and offered(question, value)


def impossible() -> Iterator[str]:
    """Each reply that expects what its question cannot give."""
    for line in REPLIES:
        if not all(may_be(line["question"], outcome) for outcome in outcomes(line)):
            yield line["id"]


def test_every_expected_value_is_one_the_question_offers() -> None:
    assert list(impossible()) == []


def test_every_reply_has_the_fields_of_the_format_and_no_others() -> None:
    for line in REPLIES:
        assert set(line) - {"also"} == {"id", "locale", "question", "text", "expect"}, line["id"]
        assert all(set(outcome) == {"outcome", "value"} for outcome in outcomes(line)), line["id"]
        assert line["question"]["type"] in TYPES, line["id"]


def test_a_text_is_expected_as_it_was_written() -> None:
    texts = [line for line in REPLIES if line["question"]["type"] == "text"]

    kept = [line for line in texts if line["expect"]["outcome"] == "answer"]

    assert len(kept) >= 150
    assert all(line["expect"]["value"] == line["text"] for line in kept)


def test_what_else_is_fair_never_repeats_what_is_expected() -> None:
    for line in REPLIES:
        assert line.get("also") != [], line["id"]
        assert line["expect"] not in line.get("also", []), line["id"]


def test_there_are_replies_enough_and_of_every_outcome() -> None:
    counted = Counter(line["expect"]["outcome"] for line in REPLIES)

    assert len(REPLIES) >= 1_250
    assert counted["confirm"] + counted["unclear"] + counted["command"] >= 250
    assert min(counted[name] for name in ("answer", "confirm", "unclear", "command")) >= 100


@pytest.mark.parametrize("kind", sorted(TYPES))
def test_every_type_of_question_is_answered_often(kind: str) -> None:
    assert sum(line["question"]["type"] == kind for line in REPLIES) >= 150


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_given(command: str) -> None:
    given = {"outcome": "command", "value": command}

    assert any(line["expect"] == given for line in REPLIES)


def test_the_same_reply_to_the_same_question_stands_once() -> None:
    counted = Counter((asked(line), folded(line["text"])) for line in REPLIES)

    assert [pair for pair, times in counted.items() if times > 1] == []


def test_few_replies_copy_a_key_or_a_label() -> None:
    bare = [line for line in REPLIES if folded(line["text"]) in keys_and_labels(line["question"])]

    assert len(bare) <= 0.15 * len(REPLIES)


def scales_in_use() -> set[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """The options of every scale of the released audits, with a name to find it by."""
    return {
        (f"{shelved.audit.ref} {scale.id}", tuple((o.value, o.key, o.label) for o in scale.options))
        for shelved in released()
        for scale in shelved.audit.scales.values()
    }


def test_every_scale_of_the_released_audits_is_answered() -> None:
    answered = {
        tuple((option["value"], option.get("key"), option["label"]) for option in options)
        for line in REPLIES
        if (options := line["question"].get("options"))
    }

    assert [name for name, options in scales_in_use() if options not in answered] == []


def test_every_comment_has_the_fields_of_the_format_and_no_others() -> None:
    for line in COMMENTS:
        assert set(line) == {"id", "locale", "text", "flag", "kinds", "urgent"}, line["id"]
        assert set(line["kinds"]) <= KINDS, line["id"]
        assert line["flag"] == bool(line["kinds"]), line["id"]
        assert line["flag"] or not line["urgent"], line["id"]


def test_there_are_comments_enough_and_harmless_ones_among_them() -> None:
    assert len(COMMENTS) >= 480
    assert sum(not line["flag"] for line in COMMENTS) >= 180
    assert 50 <= sum(line["urgent"] for line in COMMENTS) < sum(line["flag"] for line in COMMENTS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_harm_is_told_of_often(kind: str) -> None:
    assert sum(kind in line["kinds"] for line in COMMENTS) >= 14


def test_a_wish_to_die_and_a_medical_emergency_are_always_urgent() -> None:
    pressing = [line for line in COMMENTS if {"suicide", "medical"} & set(line["kinds"])]

    assert [line["id"] for line in pressing if not line["urgent"]] == []


def test_the_same_comment_stands_once() -> None:
    counted = Counter(folded(line["text"]) for line in COMMENTS)

    assert [text for text, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", ["replies.jsonl", "comments.jsonl"])
def test_every_line_has_an_id_of_its_own(name: str) -> None:
    counted = Counter(line["id"] for line in lines(name))

    assert [found for found, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", ["replies.jsonl", "comments.jsonl"])
def test_every_line_is_in_english(name: str) -> None:
    assert {line["locale"] for line in lines(name)} == {"en"}
