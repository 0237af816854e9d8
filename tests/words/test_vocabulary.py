"""The words of each language."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from careaudit_surveys.words import vocabulary as vocabularies
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import COMMANDS, languages, vocabulary

STOP_WORDS = ("stop", "stop all", "unsubscribe", "end", "quit", "cancel", "no more")


@pytest.mark.parametrize("language", languages())
def test_a_language_has_words_for_every_command(language: str) -> None:
    commands = vocabulary(language).commands

    assert set(commands) == set(COMMANDS)
    assert all(commands.values())


@pytest.mark.parametrize("language", languages())
def test_the_english_stop_words_work_in_every_language(language: str) -> None:
    assert set(STOP_WORDS) <= set(vocabulary(language).commands["stop"])


@pytest.mark.parametrize("language", languages())
def test_no_words_ask_for_two_commands(language: str) -> None:
    said = vocabulary(language).commands
    counts = Counter(words for phrases in said.values() for words in phrases)

    assert [words for words, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", languages())
def test_nothing_is_said_surely_for_two_of_yes_no_and_no_answer(language: str) -> None:
    words = vocabulary(language)
    meanings = (words.yes, words.no, words.dont_know, words.rather_not_say)
    counts = Counter(said for phrases in meanings for said in phrases.sure)

    assert [said for said, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("language", languages())
def test_no_sense_has_a_phrase_both_as_sure_and_as_maybe(language: str) -> None:
    words = vocabulary(language)
    named = {"yes": words.yes, "no": words.no, "dont_know": words.dont_know, **words.senses}
    ways = {
        name: (getattr(said, "sure", ()) or getattr(said, "said", ()), getattr(said, "maybe", ()))
        for name, said in named.items()
    }
    both = {name: sorted(set(sure) & set(maybe)) for name, (sure, maybe) in ways.items()}

    assert {name: said for name, said in both.items() if said} == {}


@pytest.mark.parametrize("language", languages())
def test_senses_speak_only_of_senses_that_there_are(language: str) -> None:
    senses = vocabulary(language).senses
    named = {
        other
        for sense in senses.values()
        for others in (sense.takes_in, sense.hints, sense.denied, sense.denied_maybe, sense.turned)
        for other in others
    }

    assert named <= senses.keys()


def test_words_are_folded_to_compare_with_what_people_type() -> None:
    words = vocabulary("en")

    assert all(fold(said) == said for phrases in words.commands.values() for said in phrases)
    assert all(fold(label) == label for sense in words.senses.values() for label in sense.labels)


def test_a_country_s_form_of_a_language_has_its_words() -> None:
    assert vocabulary("en-GB").commands == vocabulary("en").commands
    assert vocabulary("en") is vocabulary("en")


def test_a_new_language_is_one_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(vocabularies.__file__).parent / "languages"
    english = (folder / "en.toml").read_text(encoding="utf-8")
    (tmp_path / "en.toml").write_text(english, encoding="utf-8")
    welsh = english.replace('"stop", "stop all"', '"stopio"', 1)
    (tmp_path / "cy.toml").write_text(welsh, encoding="utf-8")
    monkeypatch.setattr(vocabularies, "_folder", lambda: tmp_path)

    assert languages() == ("cy", "en")
    stop = vocabulary.__wrapped__("cy").commands["stop"]
    assert stop[0] == "stopio"
    assert {"stop", "stop all"} <= set(stop)


def test_a_language_without_words_is_refused_in_a_sentence() -> None:
    with pytest.raises(LookupError, match="no vocabulary for the language 'tlh': choose from"):
        vocabulary("tlh")
