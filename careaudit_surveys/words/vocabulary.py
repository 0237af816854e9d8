"""The words of a language that carry meaning in any conversation: one file for each language.

A file is TOML in `languages/`. Everything else that depends on a language reads it from here,
so a new language is one new file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from .fold import fold

COMMANDS = (
    "stop",
    "help",
    "back",
    "skip",
    "repeat",
    "easier",
    "pause",
    "language",
    "human",
    "link",
    "start",
    "wrong",
    "delete",
    "not_safe",
)
"""What a respondent can ask for at any point. Each language has words for every one."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Ways of saying one thing, folded. What is `maybe` said so is asked about once."""

    sure: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The words of one language, folded so that they compare with what people type.

    There is one of each language, so it is compared and hashed by identity.
    `commands` are taken when they are the whole message; the first of each is the word we show.
    `requests` ask for the same inside a sentence. `synonyms` are other ways of saying common
    option labels, by the label's words. `numbers` are number words; `counts` ("twice") are
    numbers only where a number is asked for; `ordinals` are places in a list. `confirming` has
    what is said besides to "Did you mean …?".
    """

    language: str
    commands: Mapping[str, tuple[str, ...]]
    requests: Mapping[str, tuple[str, ...]]
    yes: Phrases
    no: Phrases
    dont_know: Phrases
    rather_not_say: Phrases
    synonyms: Mapping[str, Phrases]
    numbers: Mapping[str, int]
    counts: Mapping[str, int]
    ordinals: Mapping[str, int]
    emoji: Mapping[str, str]
    confirming: Mapping[str, tuple[str, ...]]
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words by what they do to an answer that they stand beside.

    `key_words` come before an option's key ("number 1"). `courtesies` mean nothing anywhere and
    `openers` nothing in front; `agreements` ("ok") answer no question; `fillers` change no
    answer; `hedges` make it less sure; `negators` turn what follows. `joiners` stand between
    several answers, `either` between answers of which one holds. `everything` means every
    option. A message that begins with a word of `questioning` asks us something, and one that
    begins with a word of `inverted` may do so. `ordinary` words are spelt right, and are no
    misspellings of words that answer.
    """

    key_words: frozenset[str]
    everything: frozenset[str]
    courtesies: frozenset[str]
    openers: frozenset[str]
    agreements: frozenset[str]
    fillers: frozenset[str]
    hedges: frozenset[str]
    negators: frozenset[str]
    joiners: frozenset[str]
    either: frozenset[str]
    questioning: frozenset[str]
    inverted: frozenset[str]
    ordinary: frozenset[str]


def languages() -> tuple[str, ...]:
    """The languages that have a vocabulary, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@lru_cache(maxsize=64)
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, or of its main form: that of `en` for `en-GB`.

    The English words for stop work in every language. LookupError where there is no file.
    """
    for name in (language, language.partition("-")[0]):
        if name in languages():
            return _vocabulary(name, _read(name))
    raise LookupError(
        f"no vocabulary for the language '{language}': choose from {', '.join(languages())}"
    )


def _folder() -> Traversable:
    return files(__package__) / "languages"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))


def _vocabulary(name: str, written: Mapping[str, Any]) -> Vocabulary:
    commands = {command: _folded(written["commands"][command]) for command in COMMANDS}
    if name != "en":
        commands["stop"] += vocabulary("en").commands["stop"]
    return Vocabulary(
        language=name,
        commands=commands,
        requests={command: _folded(said) for command, said in written["requests"].items()},
        yes=_phrases(written["yes"]),
        no=_phrases(written["no"]),
        dont_know=_phrases(written["dont_know"]),
        rather_not_say=_phrases(written["rather_not_say"]),
        synonyms={fold(label): _phrases(said) for label, said in written["synonyms"].items()},
        numbers=_numbers(written["numbers"]),
        counts=_numbers(written["counts"]),
        ordinals=_numbers(written["ordinals"]),
        emoji={fold(sign): word for word, signs in written["emoji"].items() for sign in signs},
        confirming={word: _folded(said) for word, said in written["confirming"].items()},
        words=Words(**{use: frozenset(_folded(said)) for use, said in written["words"].items()}),
    )


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold, phrases))


def _phrases(written: Mapping[str, list[str]]) -> Phrases:
    return Phrases(_folded(written.get("sure", ())), _folded(written.get("maybe", ())))


def _numbers(written: Mapping[str, int]) -> dict[str, int]:
    return {fold(word): number for word, number in written.items()}
