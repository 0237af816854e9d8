"""Spelling errors: which word was meant, and whether that is clear enough to keep.

The distance is optimal string alignment: a letter left out, put in, changed or two exchanged
counts one. What makes it safe is measured in `docs/decisions/0004-near-words.md`: the first
letter must be right ("ever" is not "never"), short words must be nearly right, and a word that is
spelt right as something else ("clear") is never taken for a misspelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, groupby
from typing import NamedTuple

from rapidfuzz.distance import OSA

from careaudit_surveys.words.vocabulary import Vocabulary

from .meanings import Meanings

SHORTEST_MISSPELT = 4
"""Shorter words are never taken for a misspelling: too many others lie beside them."""

LONG = 7
"""From so many letters on, two errors in a word are looked for as well as one."""

LONGEST_WORD = 20
"""Longer runs of letters are no word that anyone means."""


class Mended(NamedTuple):
    """A message in plain words; `clear` if nothing in its spelling had to be guessed."""

    tokens: list[str]
    clear: bool


def mended(of: Meanings, tokens: Sequence[str]) -> Mended:
    """These words spelt right as far as that can be told, each group of like words in one form."""
    known = _known(of.vocabulary)
    if all(token in known or _known_here(of, token) for token in tokens):
        return Mended(of.vocabulary.forms.plain(list(tokens)), clear=True)
    spelt: list[str] = []
    clear = True
    for token in _put_together(of, tokens):
        words, sure = _spelt(of, token)
        spelt += words
        clear = clear and sure
    return Mended(of.vocabulary.forms.plain(spelt), clear)


def joined(of: Meanings, words: str) -> str | None:
    """The phrase that was typed with its spaces left out or put in; None if it is none.

    Words that are all right as they stand are left: "so me" is not "some".
    """
    run = words.replace(" ", "")
    phrase = of.options.joined.get(run) or of.always.joined.get(run)
    tokens = words.split()
    if phrase is None or (len(tokens) > 1 and all(_is_known(of, token) for token in tokens)):
        return None
    return phrase


def _put_together(of: Meanings, tokens: Sequence[str]) -> Iterator[str]:
    """Words that were typed in two pieces, in one: "hard ly"."""
    left = list(tokens)
    while left:
        token, *rest = left
        both = token + rest[0] if rest else ""
        pieces = both and both.isalpha() and not (_is_known(of, token) and _is_known(of, rest[0]))
        if pieces and len(both) >= SHORTEST_MISSPELT and _is_known(of, both):
            yield both
            left = rest[1:]
        else:
            yield token
            left = rest


def _spelt(of: Meanings, token: str) -> tuple[list[str], bool]:
    """One word as it was meant, perhaps as several, and whether that is clear."""
    if _is_known(of, token) or not token.isalnum() or len(token) > LONGEST_WORD:
        return [token], True
    if apart := _KEY_AND_WORD.fullmatch(token):
        words, clear = zip(*(_spelt(of, part) for part in apart.groups() if part), strict=True)
        return [word for part in words for word in part], all(clear)
    for repeated in (r"\1\1", r"\1"):
        if _is_known(of, once := _REPEATED.sub(repeated, token)):
            return [once], True
    if 2 < len(token) < LONG - 2 and _is_known(of, once := _DOUBLED.sub(r"\1", token)):
        return [once], True
    token = _REPEATED.sub(r"\1\1", token)
    phrase = of.options.joined.get(token) or of.always.joined.get(token)
    if phrase:
        return phrase.split(), True
    near = _nearest(of, token)
    if near:
        return [near[0]], near[1]
    return _run_together(of, token) or [token], True


_KEY_AND_WORD = re.compile(r"(\d{1,2})([^\W\d]{2,})|([^\W\d]{2,})(\d{1,2})")
_REPEATED = re.compile(r"(\w)\1{2,}")
_DOUBLED = re.compile(r"(\w)\1+")


def _run_together(of: Meanings, token: str) -> list[str] | None:
    """Two words typed as one, of which one answers: "verygood"."""
    for cut in range(2, len(token) - 1):
        first, second = token[:cut], token[cut:]
        answers = first in of.options.words or second in of.options.words
        if answers and _is_known(of, first) and _is_known(of, second) and len(token) > LONG:
            return [first, second]
    return None


# --- Known words ----------------------------------------------------------------------------------


def _is_known(of: Meanings, token: str) -> bool:
    return token in _known(of.vocabulary) or _known_here(of, token)


def _known_here(of: Meanings, token: str) -> bool:
    return token in of.options.words or token in of.echo or not token.isalpha()


@lru_cache(maxsize=64)
def _known(vocabulary: Vocabulary) -> frozenset[str]:
    """Every word of the vocabulary: all are spelt right, or as we know people to spell them."""
    use = vocabulary.words
    said: list[str] = [word for name in use.__slots__ for word in getattr(use, name)]
    for sense in vocabulary.senses.values():
        said += (*sense.labels, *sense.said, *sense.maybe)
    for commands in (vocabulary.commands, vocabulary.requests, vocabulary.demands):
        said += (words for asked in commands.values() for words in asked)
    said += (*vocabulary.numbers, *vocabulary.counts, *vocabulary.ordinals, *vocabulary.last)
    said += (words for sides in vocabulary.opposites for side in sides for words in side)
    for phrases in (vocabulary.yes, vocabulary.no, vocabulary.dont_know, vocabulary.rather_not_say):
        said += (*phrases.sure, *phrases.maybe)
    return frozenset(word for words in said for word in words.split()) | vocabulary.forms.words


# --- The nearest word -----------------------------------------------------------------------------


class _Index(NamedTuple):
    """Words by what is left of them with one letter out, and of long ones with two out."""

    one: dict[str, tuple[str, ...]]
    two: dict[str, tuple[str, ...]]


def _nearest(of: Meanings, token: str) -> tuple[str, bool] | None:
    """The word nearest to a misspelling, if one is, and whether it is clearly meant."""
    if len(token) < SHORTEST_MISSPELT - 1:
        return None
    indexes = (_index_of(_known(of.vocabulary)), _index_of(of.options.words), _index_of(of.echo))
    for errors in (1, 2):
        if errors == 2 and len(token) < LONG - 1:
            return None
        found = _within(token, errors, indexes)
        if found:
            slips = [word for word in found if _is_a_slip(token, word)] if errors == 1 else []
            best = slips or found
            answers = [word for word in best if word in of.options.words]
            word = (answers or best)[0]
            ordinary = of.vocabulary.words.ordinary
            rivals = answers or best if ordinary.isdisjoint(best) else best
            alike = len({of.vocabulary.forms.plainly(one) for one in rivals}) == 1
            return word, alike and any(_is_clear(token, one, errors) for one in best)
    return None


def _within(token: str, errors: int, indexes: Iterable[_Index]) -> list[str]:
    rests = list(_less(token, errors))
    found: dict[str, None] = {}
    for index in indexes:
        by_rest = index.one if errors == 1 else index.two
        for rest in rests:
            found.update(dict.fromkeys(by_rest.get(rest, ())))
    return [
        word
        for word in found
        if (word[0] == token[0] or (len(word) >= LONG - 1 and word[1:] == token))
        and OSA.distance(token, word, score_cutoff=errors) <= errors
    ]


@lru_cache(maxsize=1024)
def _index_of(words: frozenset[str]) -> _Index:
    one: dict[str, list[str]] = defaultdict(list)
    two: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if word.isalpha() and SHORTEST_MISSPELT <= len(word) <= LONGEST_WORD:
            for rest in _less(word, 1):
                one[rest].append(word)
            if len(word) >= LONG:
                for rest in _less(word, 2):
                    two[rest].append(word)
    return _Index(
        {rest: tuple(found) for rest, found in one.items()},
        {rest: tuple(found) for rest, found in two.items()},
    )


def _less(word: str, letters: int) -> set[str]:
    """What is left of a word with up to so many letters taken out."""
    rests = {word}
    for gone in range(1, letters + 1):
        for places in combinations(range(len(word)), gone):
            rests.add("".join(letter for n, letter in enumerate(word) if n not in places))
    return rests


def _is_clear(token: str, word: str, errors: int) -> bool:
    """Whether a misspelling is kept unasked: few errors in a long word, or a slip of the finger."""
    if errors > 1:
        return len(word) > LONG
    if len(word) > 5 or _is_a_slip(token, word):
        return len(token) > 3
    return len(word) == 5 and (len(token) != len(word) or _same_but_for_a_vowel(token, word))


def _is_a_slip(token: str, word: str) -> bool:
    """Two neighbours exchanged, or a letter doubled that should not be, or the other way about."""
    return sorted(token) == sorted(word) or _undoubled(token) == _undoubled(word)


def _same_but_for_a_vowel(token: str, word: str) -> bool:
    return all(a == b or (a in _VOWELS and b in _VOWELS) for a, b in zip(token, word, strict=True))


_VOWELS = frozenset("aeiouy")


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
