"""Every line of ours is short, plain and fits a text message."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from careaudit_surveys.dialogue.messages import Ask, Phrase
from careaudit_surveys.dialogue.own import OWN
from careaudit_surveys.dialogue.phrases import COMMAND_EFFECTS, OPTION_LABELS, PHRASES
from careaudit_surveys.dialogue.render import SHAPES, render
from careaudit_surveys.surveys import Local, Question
from careaudit_surveys.words.gsm import not_gsm, sms_size
from careaudit_surveys.words.reading import grade, longest_sentence, words
from careaudit_surveys.words.vocabulary import vocabulary
from tests.build import a_survey

FILLED = Local(
    service="Rowan House",
    number="07700 900100",
    safeguarding="07700 900999",
    anchor="Easter",
    date="14 December",
)

SLOTS = {
    "label": "Late once or twice",
    "command": "STOP",
    "effect": "end messages",
    "minimum": "0",
    "maximum": "10",
    "keys": "1 for Always",
    "key": "1",
    "number": "3",
    "total": "21",
    "left": "5",
    **vars(FILLED),
}

AS_SENT = {"needs": f"{PHRASES['needs']} {PHRASES['needs-more']}"}
"""Phrases that are never sent alone: reading age is a matter of whole messages."""

SOURCE = Path(__file__).parents[2] / "careaudit_surveys" / "dialogue"


def filled(text: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: SLOTS[slot[1]], text)


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_is_plain_enough_for_a_reader_of_nine(name: str) -> None:
    text = filled(AS_SENT.get(name, PHRASES[name]))

    assert len(words(longest_sentence(text))) <= 15
    assert grade(text) <= 4.2
    assert not not_gsm(text)
    assert sms_size(text).parts <= 2


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_is_said_somewhere(name: str) -> None:
    """By its name, or by one put together from a reason, a shape or an audience."""
    spoken = name.partition(".")[0]
    put_together = ("consent-", "opening", "who")
    source = "".join(path.read_text() for path in SOURCE.glob("*.py") if path.stem != "phrases")

    assert f'"{spoken}"' in source or spoken in OWN or spoken.startswith(put_together)


REASONS = ("sitting", "later", "returned", "disclosure")


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_to_ask_for_agreement_has_its_words(reason: str) -> None:
    ask = Ask(question="consent", why=reason)

    (message,) = render((ask,), a_survey(local=FILLED), gettext.NullTranslations(), "sms")

    assert PHRASES[f"consent-{reason}"] in message.text
    assert "Yes, go on" in message.text


@pytest.mark.parametrize("question", OWN.values(), ids=list(OWN))
def test_our_own_questions_have_options_told_apart(question: Question) -> None:
    keys = [option.key for option in question.options]

    assert question.options
    assert len(keys) == len(set(keys))
    assert {option.label for option in question.options} <= set(OPTION_LABELS.values())


def test_every_command_says_what_it_does() -> None:
    assert set(COMMAND_EFFECTS) == set(vocabulary("en").commands)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", [name for name in PHRASES if "." not in name])
def test_a_phrase_leaves_no_gap(name: str, shape: str) -> None:
    said = Phrase(name=name, slots=SLOTS)

    messages = render((said,), a_survey(local=FILLED), gettext.NullTranslations(), shape)

    assert not any("{" in message.text for message in messages)


def test_a_text_message_opening_names_the_service_and_the_way_out() -> None:
    ask = Ask(question="consent", why="opening")

    messages = render((ask,), a_survey(local=FILLED), gettext.NullTranslations(), "sms")

    first = messages[0].text
    assert all(words in first for words in ("Rowan House", "usual rate", "STOP", "HELP"))
    assert all(sms_size(message.text).parts <= 2 for message in messages)
