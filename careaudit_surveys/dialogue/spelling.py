"""Spelling errors: which word was meant, and whether that is clear enough to keep.

The distance is optimal string alignment: a letter left out, put in, changed or two exchanged
counts one. What makes it safe is measured in `docs/decisions/0004-near-words.md`: the first
letter must be right ("ever" is not "never"), short words must be nearly right, and a word that is
spelt right as something else ("clear") is never taken for a misspelling.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import OSA

from careaudit_surveys.words.vocabulary import known_words

from .meanings import Meanings

SHORTEST_MISSPELT = 4
"""Shorter words are never taken for a misspelling: too many others lie beside them."""

LONG = 7
"""From so many letters on, two errors in a word are looked for as well as one."""

MOST_WORDS = 120
"""Longer messages are read so far."""

LONGEST_WORD = 20
"""Longer runs of letters are no word that anyone means."""


class Mended(NamedTuple):
    """A message in plain words; `clear` if nothing in its spelling had to be guessed."""

    tokens: list[str]
    clear: bool


def mended(of: Meanings, tokens: Sequence[str]) -> Mended:
    """These words spelt right as far as that can be told, each group of like words in one form.

    A long message is read only so far, and then nothing in it is clear.
    """
    whole = len(tokens) <= MOST_WORDS
    tokens = list(tokens[:MOST_WORDS])
    if all(_is_known(of, token) for token in tokens):
        return Mended(of.vocabulary.forms.plain(tokens), whole)
    spelt: list[str] = []
    clear = whole
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


def _put_together(of: Meanings, tokens: list[str]) -> list[str]:
    """Words that were typed in two pieces, in one: "hard ly"."""
    together: list[str] = []
    n = 0
    while n < len(tokens):
        pair = tokens[n : n + 2]
        both = "".join(pair)
        pieces = len(pair) > 1 and both.isalpha() and len(both) >= SHORTEST_MISSPELT
        if pieces and _is_known(of, both) and not all(_is_known(of, piece) for piece in pair):
            together.append(both)
            n += 2
        else:
            together.append(tokens[n])
            n += 1
    return together


def _spelt(of: Meanings, token: str) -> tuple[list[str], bool]:
    """One word as it was meant, perhaps as several, and whether that is clear."""
    if _is_known(of, token) or not token.isalnum() or len(token) > LONGEST_WORD:
        return [token], True
    if not token.isalpha():
        return _key_and_word(of, token)
    once = _not_repeated(of, token)
    if _is_known(of, once):
        return [once], True
    phrase = of.options.joined.get(once) or of.always.joined.get(once)
    if phrase:
        return phrase.split(), True
    if _is_known_with_an_ending(of, once):
        return [once], True
    near = _nearest(of, once)
    if near:
        return [near[0]], near[1]
    return _run_together(of, once) or [once], True


def _key_and_word(of: Meanings, token: str) -> tuple[list[str], bool]:
    """ "2please" and "option2" in two; anything else as it is."""
    apart = _KEY_AND_WORD.fullmatch(token)
    if apart is None:
        return [token], True
    words, clear = zip(*(_spelt(of, part) for part in apart.groups() if part), strict=True)
    return [word for part in words for word in part], all(clear)


_KEY_AND_WORD = re.compile(r"(\d{1,2})([^\W\d]{2,})|([^\W\d]{2,})(\d{1,2})")


def _not_repeated(of: Meanings, token: str) -> str:
    """A word without letters typed again and again: "soooo", and "noo" if it is short."""
    if not _TWICE.search(token):
        return token
    fewer = [_REPEATED.sub(r"\1\1", token), _REPEATED.sub(r"\1", token)]
    if len(token) < LONG - 2:
        fewer.append(_TWICE.sub(r"\1", token))
    return next((word for word in fewer if _is_known(of, word)), fewer[0])


_TWICE = re.compile(r"(\w)\1+")
_REPEATED = re.compile(r"(\w)\1{2,}")


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
    return token in known_words(of.vocabulary) or token in of.own_words or not token.isalpha()


def _is_known_with_an_ending(of: Meanings, token: str) -> bool:
    """Whether it is a known word in another form ("waits"), and none that answers."""
    stems = [token.removesuffix(ending) for ending in of.vocabulary.words.endings]
    return any(
        stem != token
        and len(stem) >= SHORTEST_MISSPELT - 1
        and _is_known(of, stem)
        and of.vocabulary.forms.of_word(stem) == stem
        and stem not in of.options.words
        for stem in stems
    )


# --- The nearest word -----------------------------------------------------------------------------


class _Index(NamedTuple):
    """Words by what is left of them with one letter out, and of long ones with two out."""

    one: dict[str, tuple[str, ...]]
    two: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def _nearest(of: Meanings, token: str) -> tuple[str, bool] | None:
    """The word nearest to a misspelling, if one is, and whether it is clearly meant.

    Remembered, for the same slips come again and again.
    """
    if len(token) < SHORTEST_MISSPELT - 1:
        return None
    for errors in (1, 2):
        if errors == 2 and len(token) < LONG - 1:
            return None
        found = _within(of, token, errors)
        if found:
            return _best(of, token, found, errors)
    return None


def _best(of: Meanings, token: str, found: list[str], errors: int) -> tuple[str, bool]:
    """The likeliest of some words as near: a slip of the finger before others, then an answer."""
    of_word = of.vocabulary.forms.of_word
    if len({of_word(word) for word in found}) == 1:
        return found[0], any(_is_clear(token, word, errors) for word in found)
    best = [word for word in found if errors == 1 and _is_a_slip(token, word)] or found
    answers = [word for word in best if word in of.options.words]
    ordinary = of.vocabulary.words.ordinary
    rivals = answers or best if ordinary.isdisjoint(best) else best
    alike = len({of_word(word) for word in rivals}) == 1
    return (answers or best)[0], alike and any(_is_clear(token, word, errors) for word in best)


def _within(of: Meanings, token: str, errors: int) -> list[str]:
    """The known words with at most so many errors between them and this one."""
    rests = _less(token, errors)
    found: set[str] = set()
    for words in (known_words(of.vocabulary), of.own_words):
        if words:
            index = _index_of(words)
            by_rest = index.one if errors == 1 else index.two
            for rest in rests:
                if rest in by_rest:
                    found.update(by_rest[rest])
    return sorted(
        word
        for word in found
        if (word[0] == token[0] or (len(word) >= LONG - 1 and word[1:] == token))
        and OSA.distance(token, word, score_cutoff=errors) <= errors
    )


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
    rests = {word[:n] + word[n + 1 :] for n in range(len(word))}
    if letters > 1:
        rests |= {rest[:n] + rest[n + 1 :] for rest in rests for n in range(len(rest))}
    return rests | {word}


def _is_clear(token: str, word: str, errors: int) -> bool:
    """Whether a misspelling is kept unasked: few errors in a long word, or a slip of the finger."""
    if errors > 1:
        return len(word) > LONG + 1
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
