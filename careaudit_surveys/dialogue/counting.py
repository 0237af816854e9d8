"""A number asked for, in digits or words, and what the words around it make of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from careaudit_surveys.surveys import Question
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.numbers import numbers_in
from careaudit_surveys.words.vocabulary import Vocabulary

from .meanings import Meanings, plain_words
from .messages import Outcome, Understood
from .sentences import bare
from .spelling import mended

MOST_BESIDE = 3
"""So many strange words may stand after a number that is kept: "4 lovely young girls"."""


def number_in(of: Meanings, text: str) -> Understood | None:
    """The one number that a reply gives; kept if the words around it cannot change it."""
    words = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text))
    if _NOT_WHOLE.search(words) or _RAISED.search(text):
        return Understood(outcome=Outcome.UNCLEAR, rule="not a whole number")
    apart = bare(fold(_UNIT.sub(r"\1 \2", words)), of.vocabulary)
    tokens, clear = mended(of, apart)
    tokens = _counted(tokens, of.vocabulary)
    numbers, rest = numbers_in(tokens, of.vocabulary.numbers)
    if len(numbers) != 1:
        return None
    if not plain_words(of.vocabulary, "negators").isdisjoint(rest):
        return Understood(outcome=Outcome.UNCLEAR, rule="negation")
    if not _in_range(numbers[0], of.question):
        return Understood(outcome=Outcome.UNCLEAR, rule="out of range")
    if clear and _stands_alone(of, tokens, rest):
        certainty = "near" if rest or tokens != apart else "exact"
        return Understood(
            outcome=Outcome.ANSWER, value=numbers[0], certainty=certainty, rule="number"
        )
    return Understood(
        outcome=Outcome.CONFIRM, value=numbers[0], certainty="near", rule="number in a sentence"
    )


_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NOT_WHOLE = re.compile(r"\d\s*[.,:/\u2044]\s*\d|(?<!\w)[-\u2212\u2013]\s*\d|%")
_RAISED = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u209c]")
_UNIT = re.compile(r"(\d)(?!st\b|nd\b|rd\b|th\b)([a-z])", re.IGNORECASE)


def _counted(tokens: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The same, with what only counts where a number is asked for in digits: "twice", "no one"."""
    text = f" {' '.join(tokens)} "
    for words, number in _counts(vocabulary):
        text = text.replace(f" {words} ", f" {number} ")
    return text.split()


@lru_cache(maxsize=64)
def _counts(vocabulary: Vocabulary) -> tuple[tuple[str, int], ...]:
    """Words that count, plain, those of many words first."""
    plain = {vocabulary.forms.plainly(said): n for said, n in vocabulary.counts.items()}
    return tuple(sorted(plain.items(), key=lambda pair: -len(pair[0])))


def _stands_alone(of: Meanings, tokens: Sequence[str], rest: Sequence[str]) -> bool:
    """Whether nothing is said beside a number that makes it more, less, or of something else."""
    text = f" {' '.join(tokens)} "
    unsure = plain_words(of.vocabulary, "hedges") | plain_words(of.vocabulary, "approximate")
    if any(f" {words} " in text for words in unsure):
        return False
    strange = [word for word in rest if word not in _harmless(of.vocabulary) | of.echo]
    measures = plain_words(of.vocabulary, "measures") - of.echo
    if not (measures.isdisjoint(rest) and all(map(str.isalpha, strange))):
        return False
    if not plain_words(of.vocabulary, "placed").isdisjoint(rest):
        return False
    ahead = tokens[: next(n for n, token in enumerate(tokens) if token not in rest)]
    return len(strange) <= MOST_BESIDE and not any(word in strange for word in ahead)


@lru_cache(maxsize=64)
def _harmless(vocabulary: Vocabulary) -> frozenset[str]:
    uses = ("fillers", "courtesies", "key_words", "units", "subjects", "stressed")
    said = [words for use in uses for words in plain_words(vocabulary, use)]
    return frozenset(word for words in said for word in words.split())


def _in_range(number: int, question: Question) -> bool:
    low = number if question.minimum is None else question.minimum
    high = number if question.maximum is None else question.maximum
    return low <= number <= high
