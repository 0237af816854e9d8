"""What words mean to one question: its keys, labels and their other names, ready to look up.

Each rule in `CLAIMS` says which words mean which option, and how surely. Where several options
claim the same words the surest claim holds; of equals none does, and the person is asked which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from careaudit_surveys.audits.model import Option, ResultKind
from careaudit_surveys.surveys import Question
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import Phrases, Vocabulary

from .messages import Outcome, Understood


class Sure(IntEnum):
    """How surely words mean an option.

    They name it, say it otherwise, probably mean it, are a part of its label, or only hint.
    """

    NAMED = 4
    OTHERWISE = 3
    PROBABLY = 2
    PART = 1
    HINT = 0


class Claim(NamedTuple):
    """Words that mean an option, by the rule that says so."""

    words: str
    value: str
    sure: Sure
    rule: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What words inside a sentence speak of: options, and how surely, or a command."""

    values: tuple[str, ...] = ()
    sure: Sure = Sure.NAMED
    command: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words and what they mean.

    `whole` is for whole messages, `phrases` for words inside a sentence. `joined` finds phrases
    typed without their spaces. `known` are words spelt right; `by_letter` those that others may
    be a misspelling of, by their first letter.
    """

    whole: Mapping[str, Understood]
    phrases: Mapping[str, Phrase]
    joined: Mapping[str, str]
    known: frozenset[str]
    by_letter: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """All that words can mean to one question: its `options`, and `always` the rest.

    `no_answers` are the values of "don't know" and "rather not say".
    """

    question: Question
    vocabulary: Vocabulary
    options: Lexicon
    always: Lexicon
    no_answers: frozenset[str]

    def of_whole(self, words: str) -> Understood | None:
        """What a whole message of these folded words means, if anything."""
        return self.options.whole.get(words) or self.always.whole.get(words)

    def in_order(self, values: Iterable[str]) -> tuple[str, ...]:
        """These values, each once, in the order of the options."""
        wanted = set(values)
        order = dict.fromkeys(option.value for option in self.question.options)
        return tuple(value for value in order if value in wanted)


MOST_KEPT = 512
_kept: dict[tuple[int, int], Meanings] = {}

NOTHING = Understood(outcome=Outcome.UNCLEAR, rule="not understood")


def meanings(question: Question, vocabulary: Vocabulary) -> Meanings:
    """What words mean to this question; worked out once and kept, the last few hundred of them.

    Kept by identity, because comparing whole questions would take longer than understanding
    a reply. What is kept holds its question, so that no other can have the same id meanwhile.
    """
    place = (id(question), id(vocabulary))
    kept = _kept.get(place)
    if kept is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        kept = _kept[place] = _worked_out(question, vocabulary)
    return kept


def _worked_out(question: Question, vocabulary: Vocabulary) -> Meanings:
    always = _always(vocabulary)
    by_words: dict[str, list[Claim]] = defaultdict(list)
    for rule in CLAIMS:
        for claim in rule(question.options, vocabulary):
            by_words[claim.words].append(claim)
    by_words.pop("", None)
    holding = {words: _holding(claims) for words, claims in by_words.items()}
    mine = {words: held for words, held in holding.items() if not _a_command(words, held, always)}
    whole = {words: _understood(held) for words, held in mine.items()}
    phrases = {
        words: _phrase(held.values, held.sure)
        for words, held in mine.items()
        if _may_stand_in_a_sentence(words, held)
    }
    without = _without_answer(question.options, vocabulary).values()
    no_answers = frozenset(option.value for option in without)
    return Meanings(question, vocabulary, _lexicon(whole, phrases), always, no_answers)


# --- Which claims hold ----------------------------------------------------------------------------


class Held(NamedTuple):
    """The claim that holds: for several values where none is surer."""

    values: tuple[str, ...]
    sure: Sure
    rule: str


ALWAYS_COMMANDS = ("stop", "skip")
"""Commands that no option can take the words of; others give way to an option so called."""


def _holding(claims: list[Claim]) -> Held:
    """The surest claim.

    Beside words that only say an option otherwise, options that have them in their label count
    too: "never" may be "Hardly ever", or "They are never late".
    """
    surest = max(claims, key=lambda claim: claim.sure)
    counted = {surest.sure}
    if surest.sure in (Sure.OTHERWISE, Sure.PROBABLY):
        counted.add(Sure.PART)
    values = dict.fromkeys(claim.value for claim in claims if claim.sure in counted)
    return Held(tuple(values), surest.sure, surest.rule)


def _a_command(words: str, held: Held, always: Lexicon) -> bool:
    command = always.whole.get(words, NOTHING)
    if command.outcome is not Outcome.COMMAND:
        return False
    return command.value in ALWAYS_COMMANDS or held.sure < Sure.OTHERWISE


@lru_cache(maxsize=4096)
def _understood(held: Held) -> Understood:
    value, *others = held.values
    if others:
        rule = f"{held.rule}, of several"
        return Understood(outcome=Outcome.UNCLEAR, rule=rule, among=held.values)
    if held.sure < Sure.OTHERWISE:
        return Understood(outcome=Outcome.CONFIRM, value=value, certainty="near", rule=held.rule)
    certainty = "exact" if held.sure is Sure.NAMED else "near"
    return Understood(outcome=Outcome.ANSWER, value=value, certainty=certainty, rule=held.rule)


@lru_cache(maxsize=4096)
def _phrase(values: tuple[str, ...], sure: Sure) -> Phrase:
    return Phrase(values, sure)


def _may_stand_in_a_sentence(words: str, held: Held) -> bool:
    """Keys, letters and places in the list mean something only by themselves."""
    if len(words) == 1 or held.rule in ("key", "place in the list"):
        return False
    return held.sure > Sure.PART or (held.sure is Sure.PART and " " in words)


# --- Who claims what ------------------------------------------------------------------------------

Options = tuple[Option, ...]
ClaimRule = Callable[[Options, Vocabulary], Iterator[Claim]]


def _keys(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for option in options:
        key = fold(option.key)
        yield Claim(key, option.value, Sure.NAMED, "key")
        for word, number in vocabulary.numbers.items():
            if str(number) == key:
                yield Claim(word, option.value, Sure.OTHERWISE, "key")


def _labels(options: Options, _: Vocabulary) -> Iterator[Claim]:
    for option in options:
        for label in _labels_of(option):
            yield Claim(fold(label), option.value, Sure.NAMED, "label")


def _yes_and_no(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Yes means the option that is "Yes" or begins "Yes, …"; no likewise. "No one" is no "No"."""
    for word in ("yes", "no"):
        said: Phrases = getattr(vocabulary, word)
        signs = tuple(sign for sign, meant in vocabulary.emoji.items() if meant == word)
        for option in options:
            head = re.split(r"[,.;:–—-]", option.label, maxsplit=1)[0]
            if fold(head) in said.sure:
                more = Phrases(said.sure + signs, said.maybe)
                yield from _said_otherwise(more, option, "yes or no")


def _no_answers(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for rule, option in _without_answer(options, vocabulary).items():
        yield from _said_otherwise(getattr(vocabulary, rule), option, rule.replace("_", " "))


def _synonyms(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for option in options:
        names = dict.fromkeys(map(fold, (*_labels_of(option), _value_words(option))))
        for name in names:
            if name in vocabulary.synonyms:
                yield from _said_otherwise(vocabulary.synonyms[name], option, "synonym")


def _values_as_words(options: Options, _: Vocabulary) -> Iterator[Claim]:
    """Nobody is shown the values, so words that happen to be one are only probably meant so."""
    for option in options:
        words = fold(_value_words(option))
        yield Claim(words, option.value, Sure.PROBABLY if len(words) > 1 else Sure.HINT, "value")


def _places(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    answers = _answers(options, vocabulary)
    for words, place in vocabulary.ordinals.items():
        if place <= len(answers):
            yield Claim(words, answers[place - 1].value, Sure.PROBABLY, "place in the list")


def _parts(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Words that follow each other in a label, at least a quarter of it: "late once"."""
    use = vocabulary.words
    empty = {*use.fillers, *use.joiners, *use.either, *vocabulary.yes.sure, *vocabulary.no.sure}
    negators = use.negators.difference(vocabulary.no.sure)
    for option in _answers(options, vocabulary):
        for label in _labels_of(option):
            words = fold(label).split()
            for start, end in combinations(range(len(words) + 1), 2):
                part = words[start:end]
                short = 4 * len(part) < len(words)
                # "like it" is no part of "I don't like it", and neither is "I don't".
                turned = not negators.isdisjoint(words[:start])
                cut_off = len(part) > 1 and part[-1] in negators
                if not (short or turned or cut_off or empty.issuperset(part)):
                    yield Claim(" ".join(part), option.value, Sure.PART, "part of a label")


def _letters(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for option in _answers(options, vocabulary):
        letter = fold(option.label)[:1]
        if letter.isalpha() and letter not in (*vocabulary.yes.sure, *vocabulary.no.sure):
            yield Claim(letter, option.value, Sure.HINT, "letter")


CLAIMS: tuple[ClaimRule, ...] = (
    _keys,
    _labels,
    _yes_and_no,
    _no_answers,
    _synonyms,
    _values_as_words,
    _places,
    _parts,
    _letters,
)


def _labels_of(option: Option) -> tuple[str, ...]:
    return (option.label, option.short) if option.short else (option.label,)


def _value_words(option: Option) -> str:
    return option.value.replace("_", " ")


def _said_otherwise(said: Phrases, option: Option, rule: str) -> Iterator[Claim]:
    for words in said.sure:
        yield Claim(words, option.value, Sure.OTHERWISE, rule)
    for words in said.maybe:
        yield Claim(words, option.value, Sure.PROBABLY, rule)


def _without_answer(options: Options, vocabulary: Vocabulary) -> dict[str, Option]:
    """The options for "don't know" and "rather not say", where there are such.

    Each is found by its value, or by its label, or as the only one of its result.
    """
    found: dict[str, Option] = {}
    for value, kind in (("dont_know", ResultKind.UNKNOWN), ("rather_not_say", ResultKind.DECLINED)):
        said: Phrases = getattr(vocabulary, value)
        by_value = [o for o in options if o.value == value]
        by_label = [o for o in options if any(fold(label) in said.sure for label in _labels_of(o))]
        by_result = [o for o in options if o.result.kind is kind]
        for matching in (by_value, by_label, by_result):
            if len(matching) == 1:
                found.setdefault(value, matching[0])
    return found


def _answers(options: Options, vocabulary: Vocabulary) -> list[Option]:
    """The options that say something: all but "don't know" and "rather not say"."""
    without = _without_answer(options, vocabulary).values()
    return [option for option in options if option not in without]


# --- What words mean whatever is asked ------------------------------------------------------------


@lru_cache(maxsize=64)
def _always(vocabulary: Vocabulary) -> Lexicon:
    """Commands, and words that answer nothing."""
    whole: dict[str, Understood] = {}
    for command, spoken in vocabulary.commands.items():
        meant = Understood(
            outcome=Outcome.COMMAND, value=command, certainty="exact", rule="command"
        )
        for words in spoken:
            whole.setdefault(words, meant)
    skip = Understood(
        outcome=Outcome.CONFIRM, value="skip", certainty="near", rule="no answer", of="command"
    )
    for said in (vocabulary.dont_know, vocabulary.rather_not_say):
        for words in said.sure:
            whole.setdefault(words, skip)
    for rule, without in (
        ("agreement", vocabulary.words.agreements),
        ("greeting", vocabulary.words.courtesies),
    ):
        for words in without:
            whole.setdefault(words, Understood(outcome=Outcome.UNCLEAR, rule=rule))
    phrases = {
        words: Phrase(command=command)
        for command, asked in vocabulary.requests.items()
        for words in asked
    }
    return _lexicon(whole, phrases, _words_that_do(vocabulary))


def _words_that_do(vocabulary: Vocabulary) -> set[str]:
    """Every word of the vocabulary that is no name of an option or a command."""
    use = vocabulary.words
    lists = (getattr(use, name) for name in use.__slots__)
    phrases = [*vocabulary.numbers, *vocabulary.counts, *vocabulary.ordinals]
    phrases += [phrase for words in lists for phrase in words]
    return {word for phrase in phrases for word in phrase.split()}


def _lexicon(
    whole: Mapping[str, Understood],
    phrases: Mapping[str, Phrase],
    besides: Iterable[str] = (),
) -> Lexicon:
    spelt = {word for words in (*whole, *phrases) for word in words.split()}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in sorted(spelt):
        if len(word) >= SHORTEST_MISSPELT and word.isalpha():
            by_letter[word[0]].append(word)
    joined = {
        words.replace(" ", ""): words
        for words, meant in whole.items()
        if len(words) >= SHORTEST_MISSPELT and meant.outcome in (Outcome.ANSWER, Outcome.COMMAND)
    }
    return Lexicon(
        whole,
        phrases,
        joined,
        frozenset(spelt.union(besides)),
        {letter: tuple(words) for letter, words in by_letter.items()},
    )


SHORTEST_MISSPELT = 4
"""Shorter words are never taken for a misspelling: too many others lie beside them."""
