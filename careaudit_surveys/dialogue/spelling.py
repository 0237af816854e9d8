"""Spelling errors: which word was meant, and whether that is clear enough to keep.

The distance is optimal string alignment: a letter left out, put in, changed or two exchanged
counts one. Three things make it safe, as `docs/decisions/0004-near-words.md` measures: the first
letter must be right ("ever" is not "never"), short words must be nearly right, and a word that is
spelt right as something else ("clear") is never taken for a misspelling.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, islice, product
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .meanings import SHORTEST_MISSPELT, Meanings

MOST_WORDS = 12
"""Longer messages are not spelt out: nothing in them would be kept unasked anyway."""


MOST_WAYS = 16
"""So many ways of mending one message are looked at."""


class Respelt(NamedTuple):
    """A message with its spelling mended; `clear` if every error is too small to doubt."""

    words: str
    clear: bool


def respelt(of: Meanings, tokens: Sequence[str]) -> list[Respelt]:
    """The ways in which these words may have been meant; none where there is nothing to mend."""
    if len(tokens) > MOST_WORDS:
        return []
    ways = [_nearest(of, token) for token in tokens]
    if not any(ways):
        return []
    choices = [way or [(token, True)] for way, token in zip(ways, tokens, strict=True)]
    return [_together(chosen) for chosen in islice(product(*choices), MOST_WAYS)]


def _together(chosen: Sequence[tuple[str, bool]]) -> Respelt:
    if len(chosen) == 1:
        return Respelt(*chosen[0])
    return Respelt(" ".join([word for word, _ in chosen]), all(clear for _, clear in chosen))


def joined(of: Meanings, words: str) -> str | None:
    """The phrase that was typed with its spaces left out or put in; None if it is none.

    Words that are all right as they stand are left: "so me" is not "some".
    """
    phrase = of.options.joined.get(words.replace(" ", "")) or of.always.joined.get(
        words.replace(" ", "")
    )
    tokens = words.split()
    if phrase is None or (len(tokens) > 1 and all(_known(of, token) for token in tokens)):
        return None
    return phrase


def _known(of: Meanings, token: str) -> bool:
    return token in of.options.known or token in of.always.known


def _nearest(of: Meanings, token: str) -> list[tuple[str, bool]]:
    """The words nearest to a misspelling, all as near, each with whether it is clearly meant."""
    if len(token) < SHORTEST_MISSPELT - 1 or _known(of, token) or not token.isalpha():
        return []
    words = of.options.by_letter.get(token[0], ()) + of.always.by_letter.get(token[0], ())
    near = process.extract(token, words, scorer=OSA.distance, score_cutoff=2, limit=4)
    if not near:
        return []
    errors = int(near[0][1])
    nearest = dict.fromkeys([word for word, distance, _ in near if distance == errors])
    return [
        (word, _is_clear(token, word, errors))
        for word in nearest
        if errors <= (1 if len(word) < 6 else 2)
    ]


def _is_clear(token: str, word: str, errors: int) -> bool:
    """Whether a misspelling is kept unasked: few errors in a long word, or a slip of the finger.

    A slip exchanges two neighbours, or doubles a letter or fails to; "god" is too short to say.
    """
    if errors <= (0 if len(word) < 6 else 1 if len(word) < 9 else 2):
        return True
    exchanged = sorted(token) == sorted(word)
    return errors == 1 and len(token) > 3 and (exchanged or _undoubled(token) == _undoubled(word))


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))
