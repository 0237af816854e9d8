"""Patterns over words, found at every place of a text at once.

A pattern is written as words and the names of concepts:

    hits me            side by side
    hits ~ me          up to four other words between them
    bruise & arm       near each other, in either order
    hits|slaps <one>   either word, then any word of the concept `one`
    (hits|lashes out)  the same, where one of them is several words
    bruis*             any word that begins so
    ##                 a number of two digits; "#am" is "5am"

Each word's places in the text are the bits of a number, and a step of the pattern shifts them
all together, so the time is the length of the text times that of the pattern, whatever the
words are: the shift-and method of Baeza-Yates and Gonnet 1992, with gaps as in Navarro and
Raffinot 2003.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

GAP = 4
"""How many words may stand between two that are joined by `~`."""

NEAR = 8
"""How far from each other two that are joined by `&` may stand, in words."""

Places = Mapping[str, int]
"""Where each symbol stands: bit n is set where the nth word of the text is one of its words."""


class Step(NamedTuple):
    """A symbol, and how many other words may come before it."""

    symbol: str
    gap: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """Sequences of steps that stand near each other. `written` is how the pattern reads."""

    written: str
    sequences: tuple[tuple[Step, ...], ...]
    symbols: frozenset[str]

    def steps(self) -> Iterator[str]:
        """Its symbols in the order in which they are written."""
        return (step.symbol for sequence in self.sequences for step in sequence)


def pattern(
    written: str,
    unheard: frozenset[str] = frozenset(),
    length: Callable[[str], int] = lambda _: 1,
) -> Pattern:
    """Read a pattern; words that are `unheard` in texts are passed over in patterns too.

    `length` is how many words the longest phrase of a symbol has. A phrase stands where its
    last word does, so there is as much more room before it.

    >>> pattern("hits ~ me").sequences
    ((Step(symbol='hits', gap=0), Step(symbol='me', gap=4)),)
    """
    sequences = tuple(tuple(_steps(part, unheard, length)) for part in written.split("&"))
    if not all(sequences):
        raise ValueError(f"the pattern '{written}' has a part without words")
    symbols = frozenset(step.symbol for sequence in sequences for step in sequence)
    return Pattern(written, sequences, symbols)


_SYMBOL = re.compile(r"\(([^)]*)\)|(\S+)")


def _steps(part: str, unheard: frozenset[str], length: Callable[[str], int]) -> Iterator[Step]:
    gap = 0
    for several, single in _SYMBOL.findall(part):
        symbol = several or single
        if symbol == "~":
            gap = GAP
        elif symbol not in unheard:
            yield Step(symbol, gap + length(symbol) - 1)
            gap = 0


def places_of(wanted: Pattern, places: Places, joined: int) -> int:
    """The places of the words that the pattern is made of, at every match; 0 if there is none.

    Bit n of `joined` is set where word n and the next are of the same sentence.
    """
    if not wanted.symbols <= places.keys():
        return 0
    first, *others = (_places_of(sequence, places, joined) for sequence in wanted.sequences)
    found = first
    for other in others:
        beside = other & _beside(found, NEAR, joined)
        found = (found & _beside(beside, NEAR, joined)) | beside
    return found


def ahead(places: int, words: int, joined: int) -> int:
    """The places up to so many words further on in the same sentence."""
    reached = 0
    for _ in range(words):
        places = (places & joined) << 1
        reached |= places
    return reached


def behind(places: int, words: int, joined: int) -> int:
    """The places up to so many words before in the same sentence."""
    reached = 0
    for _ in range(words):
        places = (places >> 1) & joined
        reached |= places
    return reached


def around(places: int, words: int, joined: int) -> int:
    """The places and those up to so many words from them in the same sentence."""
    return places | _beside(places, words, joined)


def _beside(places: int, words: int, joined: int) -> int:
    """The places up to so many words from these: one word is not beside itself."""
    return ahead(places, words, joined) | behind(places, words, joined)


def _places_of(sequence: tuple[Step, ...], places: Places, joined: int) -> int:
    """Forward to every end of the sequence, then back over the words that led there."""
    reached = [places[sequence[0].symbol]]
    for step in sequence[1:]:
        reached.append(ahead(reached[-1], step.gap + 1, joined) & places[step.symbol])
    found = here = reached[-1]
    for step, before in zip(reversed(sequence[1:]), reversed(reached[:-1]), strict=True):
        here = behind(here, step.gap + 1, joined) & before
        found |= here
    return found
