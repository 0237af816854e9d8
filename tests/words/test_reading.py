"""How hard a text is to read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.words.reading import grade, longest_sentence, sentences, syllables, words

WORDINGS = (Path(__file__).parent / "wordings.txt").read_text(encoding="utf-8").splitlines()
"""Every question to people and relatives about homes and visits, each with its options."""


@pytest.mark.parametrize(
    ("count", "spoken"),
    [
        (1, "staff home care help asked time comes clothes wait changed cleaned room knocked"),
        (1, "their safe tried walked through year wrong don't can't stopped rushed 5 2026 the"),
        (2, "carer carers tablets minutes visit happy problem needed wanted changes doing going"),
        (2, "people table little trouble doctor clothing staying isn't doesn’t hardly always"),
        (2, "never houses nurses being worried kindly special station question quiet medicine"),
        (3, "family relative together hospital remember understand medical dignity tomorrow"),
        (3, "easier earlier happier idea ideas usual radio video serious various violence"),
        (4, "information understanding community independent safeguarding usually"),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(count: int, spoken: str) -> None:
    counted = {word: syllables(word) for word in spoken.split()}

    assert counted == dict.fromkeys(spoken.split(), count)


def test_the_grade_is_that_of_the_formula() -> None:
    # Seven words, eight syllables, one sentence.
    by_hand = 0.39 * 7 + 11.8 * 8 / 7 - 15.59

    assert grade("Do you like the food in here, Alice?") == pytest.approx(
        0.39 * 8 + 11.8 * 9 / 8 - 15.59
    )
    assert grade("Do you like the food at dinner?") == pytest.approx(by_hand)


def test_sentences_of_one_word_do_not_lower_the_grade() -> None:
    assert grade("Hello. How safe do you feel here? Thanks!") == grade("How safe do you feel here?")


@pytest.mark.parametrize("text", ["", "Hello.", "...", "🙂"])
def test_a_text_without_a_sentence_has_grade_nought(text: str) -> None:
    assert grade(text) == 0.0


def test_harder_words_and_longer_sentences_have_a_higher_grade() -> None:
    easy = "Do staff help you?"
    longer = "Do staff help you when you ask them to and when you do not ask them at all?"
    harder = "Does the organisation facilitate independence?"

    assert grade(easy) < grade(longer) < grade(harder)


def test_sentences_end_at_full_stops_questions_colons_and_new_lines() -> None:
    text = "One idea. Is it? Say: yes or no\n1 Always\n2 Sometimes"

    assert sentences(text) == ("One idea", "Is it", "Say", "yes or no", "1 Always", "2 Sometimes")


def test_a_point_inside_a_number_or_an_address_ends_nothing() -> None:
    assert sentences("It is 3.5 miles.") == ("It is 3.5 miles",)


def test_the_longest_sentence_is_given_with_its_words() -> None:
    text = "Short one. This one has six words here. Bye."

    assert longest_sentence(text) == "This one has six words here"
    assert len(words(longest_sentence(text))) == 6
    assert longest_sentence("") == ""


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_shipped_wording_is_at_most_grade_4_2(wording: str) -> None:
    said = wording.replace("{anchor}", "half a year ago")

    assert grade(said) <= 4.2
    assert len(words(longest_sentence(said))) <= 15


def test_the_shipped_wordings_are_all_there() -> None:
    assert len(WORDINGS) == 82


@given(st.text(max_size=200))
def test_any_text_can_be_graded(text: str) -> None:
    assert isinstance(grade(text), float)
    assert all(syllables(word) >= 1 for word in words(text))
