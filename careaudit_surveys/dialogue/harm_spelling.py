"""The words of a text that may tell of harm, as they were meant: misspellings mended.

The distance is optimal string alignment, as for answers (`spelling`), and the same things make
it safe: the first letter must be right, short words must be right altogether, and a word that
is spelt right as something else is never taken for a misspelling. A mistake here costs little:
a person reads the text in any case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from careaudit_surveys.words.harm import VocabularyOfHarm

SHORTEST_MISSPELT = 5
"""Shorter words are mended only where a letter is doubled or is not: too many lie beside them."""

LONGEST_MISSPELT = 20
"""Longer words are left as they are."""

MOST_REMEMBERED = 8192
"""So many words that were met are kept with their reading."""


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """Folded words as they were meant.

    `respelt` has words, and pairs of words, by how else they are typed. Of the `known` words
    those of `by_letter` are the ones that others may be a misspelling of, and `skeletons` finds
    them by their letters with none doubled. `stems` are beginnings of words ("bruis*").
    """

    respelt: Mapping[str, str]
    unheard: frozenset[str]
    known: frozenset[str]
    stems: Collection[str]
    longest_stem: int
    by_letter: Mapping[str, tuple[str, ...]]
    skeletons: Mapping[str, str]
    met: dict[str, str] = field(default_factory=dict)

    def heard(self, tokens: list[str]) -> list[str]:
        """Spelling mended, pairs joined, and words that change nothing left out."""
        words: list[str] = []
        for token in tokens:
            word = self.read(token)
            if words and (joined := self.respelt.get(f"{words[-1]} {word}")):
                words[-1] = joined
            elif word not in self.unheard:
                words.append(word)
        return words

    def read(self, token: str) -> str:
        """The word that a token is, or is a misspelling of; digits are all read as #."""
        word = self.met.get(token)
        if word is None:
            if len(self.met) >= MOST_REMEMBERED:
                self.met.clear()
            word = self.met[token] = self._read(token)
        return word

    def stems_of(self, word: str) -> Iterator[str]:
        """The stems with which a word begins."""
        beginnings = (word[:n] + "*" for n in range(2, min(len(word), self.longest_stem) + 1))
        return (beginning for beginning in beginnings if beginning in self.stems)

    def _read(self, token: str) -> str:
        if token in self.respelt:
            return self.respelt[token]
        if not token.isalpha():
            return re.sub(r"\d", "#", token)
        if token in self.known or len(token) > LONGEST_MISSPELT:
            return token
        if undoubled := self.skeletons.get(skeleton(token)):
            return undoubled
        return token if any(self.stems_of(token)) else self._nearest(token)

    def _nearest(self, token: str) -> str:
        words = self.by_letter.get(token[0], ())
        near = process.extract(token, words, scorer=OSA.distance, score_cutoff=2, limit=2)
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return token
        word, errors, _ = near[0]
        return word if errors <= (1 if len(word) < 8 else 2) else token


def skeleton(word: str) -> str:
    """A word with no letter doubled: "grabbed" and "grabed" are the same."""
    return re.sub(r"(.)\1+", r"\1", word)


def spelling(harm: VocabularyOfHarm, listed: Iterable[str], stems: Collection[str]) -> Spelling:
    """The spelling of a language's `listed` words."""
    known = frozenset(listed).union(harm.everyday, harm.ordinary, harm.unheard).difference(stems)
    by_letter: dict[str, list[str]] = defaultdict(list)
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        if len(word) >= SHORTEST_MISSPELT:
            by_letter[word[0]].append(word)
        if len(word) >= SHORTEST_MISSPELT - 1:
            by_skeleton[skeleton(word)].append(word)
    return Spelling(
        respelt=harm.respelt,
        unheard=harm.unheard,
        known=known,
        stems=stems,
        longest_stem=max(map(len, stems), default=0),
        by_letter={letter: tuple(words) for letter, words in by_letter.items()},
        skeletons={bare: words[0] for bare, words in by_skeleton.items() if len(words) == 1},
    )
