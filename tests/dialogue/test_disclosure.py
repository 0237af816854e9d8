"""Whatever is said, harm is noticed; and what is no harm raises no alarm."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.dialogue.disclosure import findings, screen
from careaudit_surveys.dialogue.harm_words import lexicon
from careaudit_surveys.dialogue.messages import Alert
from careaudit_surveys.words.harm import languages_of_harm, vocabulary_of_harm
from careaudit_surveys.words.kinds_of_harm import KINDS

ENGLISH = vocabulary_of_harm("en")


def alert(text: str) -> Alert | None:
    return screen(text, ENGLISH)


def kinds(text: str) -> tuple[str, ...]:
    raised = alert(text)
    return raised.kinds if raised else ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("she hits me when no one is looking", "physical"),
        ("my money keeps going", "financial"),
        ("they leave me wet all nite", "neglect"),
        ("i dont feel safe", "unsafe"),
        ("carer shouted and grabed my arm", "physical"),
        ("I want to die", "suicide"),
        ("they lock my door", "psychological"),
        ("he touches me", "sexual"),
    ],
)
def test_what_must_alert_alerts(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "the food is a crime",
        "that film was murder",
        "I hit the jackpot at bingo",
        "my son hit his head",
        "dying for a cup of tea",
        "bored to death",
        "if looks could kill",
        "my feet are killing me",
    ],
)
def test_a_figure_of_speech_is_no_alarm(text: str) -> None:
    assert alert(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "no one hits me",
        "I am not scared",
        "They have never hit, pushed or shouted at me",
        "I don't think they hit anyone",
        "I have never seen staff hit anyone",
        "I'm never left without water",
        "if anyone hit me I would tell my daughter",
        "nobody touches my things",
        "I don't want to die",
    ],
)
def test_what_is_denied_is_no_alarm(text: str) -> None:
    assert alert(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "No, he hits me",
        "I don't like it when he hits me",
        "She is not kind and she slaps me",
        "The food is not bad but they hit us",
        "I can't sleep because he touches me",
        "Nobody feeds her",
        "they never give me my tablets",
        "not once have they washed her",
    ],
)
def test_a_denial_of_something_else_hides_nothing(text: str) -> None:
    assert alert(text)


@pytest.mark.parametrize(
    "text",
    [
        "my husband died last year",
        "I had a fall in 2019",
        "He had a heart attack ten years ago",
        "I used to be frightened of the hoist",
        "I was burgled in 1998",
    ],
)
def test_what_is_long_past_is_no_alarm(text: str) -> None:
    assert alert(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "he slapd me agen",
        "they leev me wet all nite",
        "one of the girls hitts me",
        "sum1 stole my purse",
        "no1 changes my pad",
        "im skared of him",
        "threatend me with a nife",
        "wanna kill myself",
        "hes strangeling me",
    ],
)
def test_misspelt_and_in_text_speak_it_is_heard(text: str) -> None:
    assert alert(text)


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("he is hitting me now", True),
        ("he hit me in March", False),
        ("I am going to end it all tonight", True),
        ("cant breathe", True),
        ("he said he will kill me", True),
        ("they call me stupid", False),
        ("my money keeps going", False),
        ("nobody has come today and I have had nothing to eat", True),
    ],
)
def test_harm_now_or_a_danger_to_life_is_urgent(text: str, urgent: bool) -> None:
    raised = alert(text)

    assert raised
    assert raised.urgent is urgent


def test_kinds_stand_in_the_order_in_which_they_are_listed() -> None:
    raised = kinds("he hit me and then he stole my money and I want to die")

    assert {"physical", "financial", "suicide"} <= set(raised)
    assert list(raised) == sorted(raised, key=KINDS.index)


def test_unsafe_is_named_only_where_no_words_tell_more() -> None:
    assert kinds("I do not feel safe") == ("unsafe",)
    assert "unsafe" not in kinds("I do not feel safe, he hits me")


@pytest.mark.parametrize("text", ["", "   ", "?!", "👍", "2", "Always", "not sure"])
def test_an_ordinary_answer_is_no_alarm(text: str) -> None:
    assert alert(text) is None


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: f"  {text}  ",
        lambda text: text.replace("i", "í"),
        lambda text: text.replace("t", "\N{ZERO WIDTH SPACE}t"),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in text),
        lambda text: f"Hello, {text}. Please.",
        lambda text: text.replace(" ", "  "),
    ],
)
@pytest.mark.parametrize("text", ["she hits me", "i want to die", "they leave me wet all night"])
def test_how_it_is_typed_changes_nothing(text: str, change: Callable[[str], str]) -> None:
    assert kinds(change(text)) == kinds(text)


def test_a_word_of_comfort_takes_back_a_hint_but_no_plain_words() -> None:
    assert alert("they make me sit by the window")
    assert alert("they make me sit by the window, which I like, they are lovely") is None
    assert alert("the food is lovely but the carer hits me")


def test_every_finding_says_which_pattern_found_it() -> None:
    found = list(findings("she slaps me", ENGLISH))

    assert found
    assert all(finding.written and finding.kind in KINDS for finding in found)


@given(st.text(max_size=200))
def test_any_text_raises_an_alert_of_known_kinds_or_none(text: str) -> None:
    raised = alert(text)

    assert raised is None or (raised.kinds and set(raised.kinds) <= set(KINDS))


@given(
    st.lists(
        st.sampled_from(
            [
                *("he", "she", "they", "hits", "hit", "me", "not", "never", "nobody"),
                *("but", "and", "money", "wet", ",", ".", "no"),
            ]
        ),
        max_size=40,
    )
)
def test_any_words_of_harm_in_any_order_are_screened(words: list[str]) -> None:
    raised = alert(" ".join(words))

    assert raised is None or set(raised.kinds) <= set(KINDS)


def steps_taken(call: Callable[[], object]) -> int:
    """How many functions a call enters: a measure of its work that no busy machine changes."""
    count = 0

    def counted(_frame: FrameType, event: str, _of: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        call()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "words",
    [
        "hit ",
        "he hits me ",
        "not ",
        "no one hits me but he does not ",
        "she left me wet and nobody comes, ",
        "aaaaaaaa",
        "he. ",
        "my money went missing! ",
    ],
)
def test_long_hostile_texts_take_time_by_their_length_alone(words: str) -> None:
    short, long = words * (1_000 // len(words)), words * (5_000 // len(words))
    screen(long, ENGLISH)

    for_short = steps_taken(lambda: screen(short, ENGLISH))
    for_long = steps_taken(lambda: screen(long, ENGLISH))

    assert for_long <= 6 * for_short + 100


def test_what_is_remembered_of_words_has_an_end() -> None:
    of = lexicon(ENGLISH)

    for n in range(40):
        screen(" ".join(f"word{n}x{m}" for m in range(500)), ENGLISH)

    assert max(len(of.calm), len(of.met), len(of.spelling.met)) <= 8192 + 500


@pytest.mark.parametrize("language", languages_of_harm())
def test_every_language_of_harm_tells_of_every_kind(language: str) -> None:
    harm = vocabulary_of_harm(language)

    of = lexicon(harm)

    told = {told.kind for word in of.words.values() for told in word.begins}
    assert set(KINDS) <= told
