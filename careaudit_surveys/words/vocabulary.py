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
from .forms import Forms

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
class Sense:
    """One thing that an answer can mean, whatever the option is called.

    An option has the sense if its label is one of `labels`. `said` are other words for it, and
    what is `maybe` said so is asked about once. Words of the senses it `takes_in` mean it too,
    where no option has that sense itself; those of `hints` perhaps. Denied ("not always"), it
    becomes the first of `denied` that an option has, or perhaps the first of `denied_maybe`.
    Turned round ("always" of the opposite of what was asked) it
    becomes the first of `turned` that an option has.

    `steady` senses are middling ones, which no reason and no condition beside them can change.
    `of_what` ones ("always", "none") say something only with the words beside them.
    So do an `amount` ("a few"), however steady.
    What is meant `alone` ("completely") means this only as a whole message. `tone` is
    1 for praise, -1 for blame, 0 for neither.
    """

    labels: frozenset[str]
    said: tuple[str, ...]
    maybe: tuple[str, ...]
    takes_in: tuple[str, ...]
    hints: tuple[str, ...]
    denied: tuple[str, ...]
    denied_maybe: tuple[str, ...]
    turned: tuple[str, ...]
    steady: bool
    of_what: bool
    amount: bool
    alone: bool
    tone: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The words of one language, folded so that they compare with what people type.

    There is one of each language, so it is compared and hashed by identity.
    `forms` are words that come to the same ("do not", "dont"). `commands` are taken when they
    are the whole message; the first of each is the word we show. `requests` ask for the same
    inside a sentence, and `demands` whatever stands beside them. `senses` are what answers can
    mean, by name. `about` has words that speak of the same thing in answers and questions, and
    `opposites` pairs of groups, each against the other. `numbers` are number words; `counts`
    ("twice") are numbers only where a number is asked for; `ordinals` are places in a list, and
    `last` and `middle` words for its last and the one in the middle. `signs` are said in words.
    `confirming` has what is said besides to "Did you mean …?".
    """

    language: str
    commands: Mapping[str, tuple[str, ...]]
    requests: Mapping[str, tuple[str, ...]]
    demands: Mapping[str, tuple[str, ...]]
    yes: Phrases
    no: Phrases
    dont_know: Phrases
    rather_not_say: Phrases
    senses: Mapping[str, Sense]
    about: tuple[frozenset[str], ...]
    opposites: tuple[tuple[frozenset[str], frozenset[str]], ...]
    forms: Forms
    numbers: Mapping[str, int]
    counts: Mapping[str, int]
    ordinals: Mapping[str, int]
    last: tuple[str, ...]
    middle: tuple[str, ...]
    emoji: Mapping[str, str]
    signs: Mapping[str, str]
    confirming: Mapping[str, tuple[str, ...]]
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words by what they do to an answer that they stand beside.

    `key_words` come before an option's key ("number 1"), and `units` and `measures` after a
    number that is no key, `placed` words before one; `measures` are not counted unless they are
    asked for. `courtesies` mean nothing anywhere and `openers` nothing in front; `agreements`
    ("ok") answer no question; `fillers` change no answer; `hedges` make it less sure, and
    `approximate` ones a number. `negators` turn what follows, `denials` beyond doubt, and
    `stressed` words may stand between. `joiners` stand between several answers, `either` between
    answers of which one holds.

    A part of a sentence begins with one of `subjects`, or after a word of `contrasts` ("but"),
    `reasons` ("because"), `corrections` ("no I mean") or `now` ("these days"). `past` words tell
    of what is over, where no word of `past_asked` asked about it, and `limits` ("at night") of
    where an answer ends.

    `everything` means every option. A message that begins with a word of `questioning` asks us
    something, and one that begins with a word of `inverted` may do so. `asking` words stand
    around a request. `ordinary` words are spelt right, and are no misspellings of words that
    answer; neither are known words with one of `endings`.
    """

    key_words: frozenset[str]
    endings: frozenset[str]
    placed: frozenset[str]
    units: frozenset[str]
    measures: frozenset[str]
    everything: frozenset[str]
    courtesies: frozenset[str]
    openers: frozenset[str]
    agreements: frozenset[str]
    fillers: frozenset[str]
    approximate: frozenset[str]
    hedges: frozenset[str]
    negators: frozenset[str]
    denials: frozenset[str]
    stressed: frozenset[str]
    joiners: frozenset[str]
    either: frozenset[str]
    subjects: frozenset[str]
    contrasts: frozenset[str]
    reasons: frozenset[str]
    corrections: frozenset[str]
    now: frozenset[str]
    past: frozenset[str]
    past_asked: frozenset[str]
    limits: frozenset[str]
    questioning: frozenset[str]
    inverted: frozenset[str]
    asking: frozenset[str]
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


@lru_cache(maxsize=64)
def known_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Every word of a vocabulary: all are spelt right, or as we know people to spell them."""
    use = vocabulary.words
    said: list[str] = [word for name in use.__slots__ for word in getattr(use, name)]
    for sense in vocabulary.senses.values():
        said += (*sense.labels, *sense.said, *sense.maybe)
    for commands in (vocabulary.commands, vocabulary.requests, vocabulary.demands):
        said += (words for asked in commands.values() for words in asked)
    for phrases in (vocabulary.yes, vocabulary.no, vocabulary.dont_know, vocabulary.rather_not_say):
        said += (*phrases.sure, *phrases.maybe)
    said += (*vocabulary.numbers, *vocabulary.counts, *vocabulary.ordinals)
    said += (*vocabulary.last, *vocabulary.middle)
    said += (words for same in vocabulary.about for words in same)
    said += (words for pair in vocabulary.opposites for side in pair for words in side)
    return frozenset(word for words in said for word in words.split()) | vocabulary.forms.words


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
        demands={command: _folded(said) for command, said in written["demands"].items()},
        yes=_phrases(written["yes"]),
        no=_phrases(written["no"]),
        dont_know=_phrases(written["dont_know"]),
        rather_not_say=_phrases(written["rather_not_say"]),
        senses={name: _sense(sense) for name, sense in written["senses"].items()},
        about=tuple(frozenset(_folded(same)) for same in written["about"]["same"]),
        opposites=tuple(
            (frozenset(_folded(one)), frozenset(_folded(other)))
            for one, other in written["opposites"]["pairs"]
        ),
        forms=Forms(
            {form: _folded(said) for form, said in written["forms"].items()},
            negators=_folded(written["words"]["negators"]),
            stressed=_folded(written["words"]["stressed"]),
        ),
        numbers=_numbers(written["numbers"]),
        counts=_numbers(written["counts"]),
        ordinals=_numbers(written["ordinals"]),
        last=_folded(written["last"]["said"]),
        middle=_folded(written["middle"]["said"]),
        emoji={fold(sign): word for word, signs in written["emoji"].items() for sign in signs},
        signs=written["signs"],
        confirming={word: _folded(said) for word, said in written["confirming"].items()},
        words=Words(**{use: frozenset(_folded(said)) for use, said in written["words"].items()}),
    )


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(fold, phrases))


def _phrases(written: Mapping[str, list[str]]) -> Phrases:
    return Phrases(_folded(written.get("sure", ())), _folded(written.get("maybe", ())))


def _sense(written: Mapping[str, Any]) -> Sense:
    return Sense(
        labels=frozenset(_folded(written.get("labels", ()))),
        said=_folded(written.get("said", ())),
        maybe=_folded(written.get("maybe", ())),
        takes_in=tuple(written.get("takes_in", ())),
        hints=tuple(written.get("hints", ())),
        denied=tuple(written.get("denied", ())),
        denied_maybe=tuple(written.get("denied_maybe", ())),
        turned=tuple(written.get("turned", ())),
        steady=bool(written.get("steady")),
        of_what=bool(written.get("of_what")),
        amount=bool(written.get("amount")),
        alone=bool(written.get("alone")),
        tone=int(written.get("tone", 0)),
    )


def _numbers(written: Mapping[str, int]) -> dict[str, int]:
    return {fold(word): number for word, number in written.items()}
