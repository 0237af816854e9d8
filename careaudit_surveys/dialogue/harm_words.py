"""The words of harm made ready: what each word of a text may mean, and which patterns to try."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from careaudit_surveys.words.harm import VocabularyOfHarm

from .patterns import Pattern, pattern

SHORTEST_MISSPELT = 5
"""Shorter words are mended only where a letter is doubled or is not: too many lie beside them."""

MOST_REMEMBERED = 8192
"""So many words that were met are kept with their reading."""

ROLES = ("<negator>", "<break>", "<subject>", "<doubt>", "<now>", "<long_ago>")
"""Concepts that the screening itself asks for."""

Symbols = frozenset[str]


class Told(NamedTuple):
    """A pattern that tells of a kind of harm.

    `soon`: urgent where a word of now is beside it. `long_ago`: it counts even where the
    sentence speaks of long ago.
    """

    pattern: Pattern
    kind: str
    urgent: bool
    soon: bool
    long_ago: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What the words of one language can mean, by word and by pattern.

    `symbols` and `stems` give the symbols of a word, by the word and by how it begins;
    `phrases` those of several words, by the first. `harmless` and `told` hold the patterns by
    the symbol that a search for them begins with, and `alarming` has all words of those.
    """

    spelling: Spelling
    symbols: Mapping[str, Symbols]
    stems: Mapping[str, Symbols]
    phrases: Mapping[str, list[tuple[tuple[str, ...], Symbols]]]
    harmless: Mapping[str, list[Pattern]]
    told: Mapping[str, list[Told]]
    alarming: frozenset[str]
    calm: set[str] = field(default_factory=set)

    def all_calm(self, tokens: list[str]) -> bool:
        """Whether no pattern could begin with any of these folded words."""
        if self.calm.issuperset(tokens):
            return True
        unmet = set(tokens).difference(self.calm)
        calm = {token for token in unmet if not self._alarms(self.spelling.read(token))}
        if len(self.calm) + len(calm) > MOST_REMEMBERED:
            self.calm.clear()
        self.calm.update(calm)
        return len(calm) == len(unmet)

    def _alarms(self, word: str) -> bool:
        return word in self.alarming or any(
            beginning in self.alarming for beginning in beginnings(word)
        )

    def meant(self, word: str) -> Symbols:
        """The symbols of a word."""
        found = self.symbols.get(word, frozenset())
        for beginning in beginnings(word):
            found |= self.stems.get(beginning, frozenset())
        return found


def beginnings(word: str) -> Iterator[str]:
    """The ways in which a pattern may write the beginning of a word: "bru*", "brui*", …"""
    return (word[:length] + "*" for length in range(3, len(word) + 1))


# --- Spelling -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """Folded words as they were meant."""

    respelt: Mapping[str, str]
    unheard: frozenset[str]
    known: frozenset[str]
    stems: frozenset[str]
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
        """The word that a token is, or is a misspelling of."""
        word = self.met.get(token)
        if word is None:
            if len(self.met) >= MOST_REMEMBERED:
                self.met.clear()
            word = self.met[token] = self._nearest(token)
        return word

    def _nearest(self, token: str) -> str:
        if token in self.respelt:
            return self.respelt[token]
        if any(map(str.isdecimal, token)):
            return "".join("#" if sign.isdecimal() else sign for sign in token)
        if token in self.known or not token.isalpha():
            return token
        if not self.stems.isdisjoint(beginnings(token)):
            return token
        bare = skeleton(token)
        if bare in self.skeletons:
            return self.skeletons[bare]
        words = self.by_letter.get(token[0], ())
        near = process.extract(token, words, scorer=OSA.distance, score_cutoff=2, limit=2)
        if not near or (len(near) > 1 and near[0][1] == near[1][1]):
            return token
        word, errors, _ = near[0]
        return word if errors <= (1 if len(word) < 8 else 2) else token


def skeleton(word: str) -> str:
    """A word with every run of one letter as one letter: "grabbed" and "grabed" are the same."""
    return re.sub(r"(.)\1+", r"\1", word)


def _spelling(harm: VocabularyOfHarm, listed: Iterable[str], stems: Iterable[str]) -> Spelling:
    known = harm.everyday | harm.ordinary | harm.unheard | frozenset(listed)
    by_letter: dict[str, list[str]] = defaultdict(list)
    by_skeleton: dict[str, set[str]] = defaultdict(set)
    for word in sorted(known):
        if len(word) >= SHORTEST_MISSPELT:
            by_letter[word[0]].append(word)
        if len(word) >= SHORTEST_MISSPELT - 1:
            by_skeleton[skeleton(word)].add(word)
    return Spelling(
        respelt=harm.respelt,
        unheard=harm.unheard,
        known=known,
        stems=frozenset(stems),
        by_letter={letter: tuple(words) for letter, words in by_letter.items()},
        skeletons={bare: min(words) for bare, words in by_skeleton.items() if len(words) == 1},
    )


# --- Concepts -------------------------------------------------------------------------------------


class _Members(NamedTuple):
    """The words of a symbol: words, beginnings of words, and phrases."""

    words: frozenset[str]
    stems: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Concepts:
    harm: VocabularyOfHarm
    found: dict[str, _Members] = field(default_factory=dict)

    def members(self, symbol: str) -> _Members:
        """The words of a symbol, those of concepts within it too."""
        if symbol not in self.found:
            self.found[symbol] = self._members(symbol)
        return self.found[symbol]

    def _members(self, symbol: str) -> _Members:
        if "|" in symbol:
            return _together(map(self.members, symbol.split("|")))
        if symbol.startswith("<"):
            entries = self.harm.concepts.get(symbol[1:-1])
            if entries is None:
                raise ValueError(f"there is no concept {symbol}")
            return _together(map(self.members, entries))
        words = tuple(word for word in symbol.split() if word not in self.harm.unheard)
        if len(words) > 1:
            return _Members(frozenset(), frozenset(), frozenset((words,)))
        if symbol.endswith("*"):
            return _Members(frozenset(), frozenset((symbol,)), frozenset())
        return _Members(frozenset(words or (symbol,)), frozenset(), frozenset())

    def head(self, of: Pattern) -> str:
        """The symbol with which a search for the pattern begins: the first without a common word."""
        steps = list(of.steps())
        rare = (step for step in steps if self.harm.everyday.isdisjoint(self.members(step).words))
        return next(rare, min(steps, key=lambda step: len(self.members(step).words)))

    def alarming(self, heads: Iterable[str]) -> frozenset[str]:
        """The words and beginnings that a search can begin with; of a phrase, its rarest word."""
        found: set[str] = set()
        for head in heads:
            words, stems, phrases = self.members(head)
            found |= words | stems
            for phrase in phrases:
                found.add(next((w for w in phrase if w not in self.harm.everyday), phrase[0]))
        return frozenset(found)


def _together(several: Iterable[_Members]) -> _Members:
    words, stems, phrases = zip(*several, strict=True)
    return _Members(
        frozenset().union(*words), frozenset().union(*stems), frozenset().union(*phrases)
    )


# --- All of it ------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def lexicon(harm: VocabularyOfHarm) -> Lexicon:
    """The words of a language, made ready once."""
    concepts = _Concepts(harm)
    harmless = [pattern(written, harm.unheard) for written in harm.harmless]
    told = list(_told(harm))
    told_by = _by_head(told, lambda one: concepts.head(one.pattern))
    patterns = [*harmless, *(one.pattern for one in told)]
    used = {symbol for each in patterns for symbol in each.symbols}.union(ROLES)
    symbols: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    phrases: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for symbol in used:
        members = concepts.members(symbol)
        for word in members.words:
            symbols[word].add(symbol)
        for stem in members.stems:
            stems[stem].add(symbol)
        for phrase in members.phrases:
            phrases[phrase].add(symbol)
    by_first: dict[str, list[tuple[tuple[str, ...], Symbols]]] = defaultdict(list)
    for phrase, meant in phrases.items():
        by_first[phrase[0]].append((phrase, frozenset(meant)))
    listed = [*symbols, *(word for phrase in phrases for word in phrase)]
    return Lexicon(
        spelling=_spelling(harm, listed, stems),
        symbols={word: frozenset(meant) for word, meant in symbols.items()},
        stems={stem: frozenset(meant) for stem, meant in stems.items()},
        phrases=dict(by_first),
        harmless=_by_head(harmless, concepts.head),
        told=told_by,
        alarming=concepts.alarming(told_by),
    )


def _told(harm: VocabularyOfHarm) -> Iterator[Told]:
    for kind, telling in harm.tells.items():
        for urgent, patterns in ((True, telling.urgent), (False, telling.says)):
            for written in patterns:
                read = pattern(written, harm.unheard)
                yield Told(read, kind, urgent, telling.soon, telling.long_ago)


Each = TypeVar("Each")


def _by_head(each: Iterable[Each], head: Callable[[Each], str]) -> dict[str, list[Each]]:
    found: dict[str, list[Each]] = defaultdict(list)
    for one in each:
        found[head(one)].append(one)
    return dict(found)
