"""Which words mean which option: who claims what.

Each rule in `CLAIMS` says which words mean which option, and how surely. Where several options
claim the same words the surest claim holds; of equals none does, and the person is asked which.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import IntEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from careaudit_surveys.audits.model import Option, ResultKind
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import Phrases, Sense, Vocabulary


class Sure(IntEnum):
    """How surely words mean an option.

    They name it, say it otherwise, say something that it takes in, probably mean it, are a part
    of its label, or only hint.
    """

    NAMED = 5
    OTHERWISE = 4
    TAKEN_IN = 3
    PROBABLY = 2
    PART = 1
    HINT = 0


class Claim(NamedTuple):
    """Words that mean an option, by the rule that says so, in the sense of that name."""

    words: str
    value: str
    sure: Sure
    rule: str
    sense: str | None = None


class Held(NamedTuple):
    """The claim that holds: for several values where none is surer."""

    values: tuple[str, ...]
    sure: Sure
    rule: str
    sense: str | None = None


def holding(claims: list[Claim]) -> Held:
    """The surest claim.

    Beside words that only probably mean an option, options that have them in their label count
    too.
    """
    surest = max(claims, key=lambda claim: claim.sure)
    counted = {surest.sure, Sure.PART} if surest.sure is Sure.PROBABLY else {surest.sure}
    values = dict.fromkeys(claim.value for claim in claims if claim.sure in counted)
    return Held(tuple(values), surest.sure, surest.rule, surest.sense)


# --- The rules ------------------------------------------------------------------------------------

Options = tuple[Option, ...]
ClaimRule = Callable[[Options, Vocabulary], Iterator[Claim]]


def _keys(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for option in options:
        key = fold(option.key)
        yield Claim(key, option.value, Sure.NAMED, "key")
        for word, number in vocabulary.numbers.items():
            if number and str(number) == key:
                yield Claim(word, option.value, Sure.OTHERWISE, "key")


def _labels(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for option in options:
        sense = next(iter(senses_of(option, vocabulary)), None)
        for label in labels_of(option):
            yield Claim(fold(label), option.value, Sure.NAMED, "label", sense)


def _yes_and_no(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Yes means the option that is "Yes" or begins "Yes, …"; no likewise. "No one" is no "No"."""
    for word, option in _begin_with_yes_or_no(options, vocabulary):
        said: Phrases = getattr(vocabulary, word)
        signs = tuple(sign for sign, meant in vocabulary.emoji.items() if meant == word)
        more = Phrases(said.sure + signs, said.maybe)
        yield from _said_otherwise(more, option, "yes or no", word)


def _no_answers(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    for rule, option in without_answer(options, vocabulary).items():
        said: Phrases = getattr(vocabulary, rule)
        yield from _said_otherwise(said, option, rule.replace("_", " "), rule)


def _senses(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Other words for what an option means; for what no option means, the one that takes it in."""
    own = {option.value: senses_of(option, vocabulary) for option in options}
    owned = {name for names in own.values() for name in names}
    for value, names in own.items():
        for name in names:
            sense = vocabulary.senses[name]
            yield from _in_sense(sense, value, Sure.OTHERWISE, name)
            for other in sense.takes_in:
                if other not in owned:
                    yield from _in_sense(vocabulary.senses[other], value, Sure.TAKEN_IN, other)
            for other in sense.hints:
                if other not in owned:
                    yield from _in_sense(vocabulary.senses[other], value, Sure.PROBABLY, other)


def _in_sense(sense: Sense, value: str, sure: Sure, name: str) -> Iterator[Claim]:
    for words in (*sense.labels, *sense.said):
        yield Claim(words, value, sure, "synonym", name)
    for words in sense.maybe:
        yield Claim(words, value, Sure.PROBABLY, "synonym", name)


def _values_as_words(options: Options, _: Vocabulary) -> Iterator[Claim]:
    """Nobody is shown the values, so words that happen to be one are only probably meant so."""
    for option in options:
        words = fold(_value_words(option))
        yield Claim(words, option.value, Sure.PROBABLY if len(words) > 1 else Sure.HINT, "value")


def _places(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    answers = _answers(options, vocabulary)
    for words, place in vocabulary.ordinals.items():
        if place <= len(answers):
            value = answers[place - 1].value
            yield Claim(words, value, Sure.OTHERWISE, "place in the list")
    for words in vocabulary.last:
        if answers:
            yield Claim(words, answers[-1].value, Sure.PROBABLY, "place in the list")
    for words in vocabulary.middle:
        if len(answers) % 2:
            middle = answers[len(answers) // 2]
            yield Claim(words, middle.value, Sure.OTHERWISE, "place in the list")


def _parts(options: Options, vocabulary: Vocabulary) -> Iterator[Claim]:
    """Words that follow each other in a label, at least a quarter of it: "late once"."""
    use = vocabulary.words
    empty = {*use.fillers, *use.joiners, *use.either, *vocabulary.yes.sure, *vocabulary.no.sure}
    empty |= use.stressed
    negators = use.negators.difference(vocabulary.no.sure)
    for option in _answers(options, vocabulary):
        for label in labels_of(option):
            words = vocabulary.forms.plain(fold(label).split())
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
    _senses,
    _values_as_words,
    _places,
    _parts,
    _letters,
)


def _said_otherwise(said: Phrases, option: Option, rule: str, sense: str) -> Iterator[Claim]:
    for words in said.sure:
        yield Claim(words, option.value, Sure.OTHERWISE, rule, sense)
    for words in said.maybe:
        yield Claim(words, option.value, Sure.PROBABLY, rule, sense)


# --- What options are -----------------------------------------------------------------------------


def labels_of(option: Option) -> tuple[str, ...]:
    """The words an option is shown by."""
    return (option.label, option.short) if option.short else (option.label,)


def senses_of(option: Option, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The names of the senses that an option has by its label, or else by its value."""
    by_label = _senses_by_label(vocabulary)
    for names in (labels_of(option), (_value_words(option),)):
        found = [by_label.get(vocabulary.forms.plainly(fold(name)), ()) for name in names]
        if any(found):
            return tuple(dict.fromkeys(sense for senses in found for sense in senses))
    return ()


@lru_cache(maxsize=64)
def _senses_by_label(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    senses: dict[str, list[str]] = defaultdict(list)
    for name, sense in vocabulary.senses.items():
        for label in sorted(sense.labels):
            senses[vocabulary.forms.plainly(label)].append(name)
    return {label: tuple(dict.fromkeys(names)) for label, names in senses.items()}


def where_senses_lead(options: Options, vocabulary: Vocabulary) -> dict[str, tuple[str, Sure]]:
    """Which option stands for each sense here: its own, else what takes it in, else by a hint."""
    found: dict[str, tuple[str, Sure]] = {}
    own = [(option.value, senses_of(option, vocabulary)) for option in options]
    for value, names in own:
        for name in names:
            found.setdefault(name, (value, Sure.OTHERWISE))
    for word, option in _begin_with_yes_or_no(options, vocabulary):
        found.setdefault(word, (option.value, Sure.OTHERWISE))
    for also, sure in (("takes_in", Sure.TAKEN_IN), ("hints", Sure.PROBABLY)):
        for value, names in own:
            for name in names:
                others: tuple[str, ...] = getattr(vocabulary.senses[name], also)
                for other in others:
                    found.setdefault(other, (value, sure))
    return found


def tones_of(options: Options, vocabulary: Vocabulary) -> dict[str, int]:
    """1 for options that praise, -1 for those that blame, by their own senses."""
    tones: dict[str, int] = {}
    for option in options:
        senses = [vocabulary.senses[name].tone for name in senses_of(option, vocabulary)]
        tones[option.value] = next((tone for tone in senses if tone), 0)
    for word, option in _begin_with_yes_or_no(options, vocabulary):
        tones[option.value] = tones[option.value] or {"yes": 1, "no": -1}[word]
    return tones


def without_answer(options: Options, vocabulary: Vocabulary) -> dict[str, Option]:
    """The options for "don't know" and "rather not say", where there are such.

    Each is found by its value, or by its label, or as the only one of its result.
    """
    found: dict[str, Option] = {}
    for value, kind in (("dont_know", ResultKind.UNKNOWN), ("rather_not_say", ResultKind.DECLINED)):
        said: Phrases = getattr(vocabulary, value)
        by_value = [o for o in options if o.value == value]
        by_label = [o for o in options if any(fold(label) in said.sure for label in labels_of(o))]
        by_result = [o for o in options if o.result.kind is kind]
        for matching in (by_value, by_label, by_result):
            if len(matching) == 1:
                found.setdefault(value, matching[0])
    return found


def _begin_with_yes_or_no(options: Options, vocabulary: Vocabulary) -> Iterator[tuple[str, Option]]:
    for word in ("yes", "no"):
        said: Phrases = getattr(vocabulary, word)
        for option in options:
            head = re.split(r"[,.;:–—-]", option.label, maxsplit=1)[0]
            if fold(head) in said.sure:
                yield word, option


def _value_words(option: Option) -> str:
    return option.value.replace("_", " ")


def _answers(options: Iterable[Option], vocabulary: Vocabulary) -> list[Option]:
    """The options that say something: all but "don't know" and "rather not say"."""
    offered = tuple(options)
    without = without_answer(offered, vocabulary).values()
    return [option for option in offered if option not in without]
