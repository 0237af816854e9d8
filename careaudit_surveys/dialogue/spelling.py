"""Spelling errors: which word was meant, and whether that is clear enough to keep.

The distance is optimal string alignment: a letter left out, put in, changed or two exchanged
counts one. Three things make it safe, as `docs/decisions/0004-near-words.md` measures: the first
letter must be right ("ever" is not "never"), short words must be right altogether, and a word
that is spelt right as something else ("clear") is never taken for a misspelling.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, product
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
    ways = [_nearest(of, token) or [(token, True)] for token in tokens]
    if all(way[0][0] == token for way, token in zip(ways, tokens, strict=True)):
        return []
    return [
        Respelt(" ".join(word for word, _ in chosen), all(clear for _, clear in chosen))
        for chosen in islice(product(*ways), MOST_WAYS)
    ]


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
    return [
        (word, distance <= _errors_clear(len(word)))
        for word, distance, _ in dict.fromkeys(near)
        if distance == near[0][1] and distance <= _errors_allowed(len(word))
    ]


def _errors_allowed(length: int) -> int:
    """How many errors a word of that length may have and still be asked about."""
    return 1 if length < 6 else 2


def _errors_clear(length: int) -> int:
    """How many it may have and be kept unasked."""
    if length < 6:
        return 0
    return 1 if length < 9 else 2
