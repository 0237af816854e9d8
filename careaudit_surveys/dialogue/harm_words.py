"""The words of harm made ready: what each word of a text may mean, and which patterns to try."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from itertools import chain, pairwise
from math import sqrt
from operator import or_
from typing import NamedTuple

from careaudit_surveys.words.harm import VocabularyOfHarm

from .harm_spelling import MOST_REMEMBERED, Spelling, spelling
from .patterns import Pattern, pattern

ROLES = (
    "<negator>",
    "<break>",
    "<subject>",
    "<doubt>",
    "<now>",
    "<long_ago>",
    "<past>",
    "<reassuring>",
)
"""Concepts that the screening itself asks for."""

HARMLESS = "harmless"

UNKNOWN = "<unknown>"
"""The concept of all words that stand in no list of the language."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A pattern and what it tells of: a kind of harm, or that nothing is meant by it.

    `needs` has the bits of all its symbols. The symbols that it `denies` with are words of the
    pattern and take nothing back. A `hint` counts where nothing in the sentence reassures.
    `soon`: urgent where a word of now is beside it. `unless`: the concept of time beside which
    it does not count.
    """

    pattern: Pattern
    kind: str
    needs: int
    denies: tuple[str, ...]
    urgent: bool = False
    hint: bool = False
    soon: bool = False
    unless: str = ""


class Word(NamedTuple):
    """What one word can mean: its symbols, their bits, and the patterns that begin with it."""

    symbols: frozenset[str] = frozenset()
    bits: int = 0
    begins: tuple[Told, ...] = ()


class Phrase(NamedTuple):
    """Several words, and a symbol that they are one of."""

    words: tuple[str, ...]
    symbol: str
    bits: int


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """What the words of one language can mean; words met are remembered.

    `stems` are words by how they begin, phrases of `pairs` are found by their
    first two words; `weights` are those of the vocabulary.
    """

    spelling: Spelling
    words: Mapping[str, Word]
    stems: Mapping[str, Word]
    pairs: Mapping[tuple[str, str], list[Phrase]]
    weights: Mapping[str, float]
    met: dict[str, Word] = field(default_factory=dict)
    calm: set[str] = field(default_factory=set)

    def all_calm(self, words: list[str]) -> bool:
        """Whether no pattern could begin with any of these words."""
        if self.calm.issuperset(words):
            return True
        unmet = set(words).difference(self.calm)
        calm = {word for word in unmet if not self.word(word).begins}
        if len(self.calm) + len(calm) > MOST_REMEMBERED:
            self.calm.clear()
        self.calm.update(calm)
        return len(calm) == len(unmet)

    def weight(self, words: list[str]) -> float:
        """How much the words of a sentence speak for harm, or against it where below 0.

        Each word and each pair weighs once: saying a word again says nothing new.
        """
        of, once = self.weights, dict.fromkeys(words)
        pairs = dict.fromkeys(zip(["^", *words], [*words, "$"], strict=True))
        total = sum([of.get(word, 0.0) for word in once])
        total += sum([of.get(f"{first} {second}", 0.0) for first, second in pairs])
        return of.get("", 0.0) + total / sqrt(len(once) or 1)

    def candidates(self, words: list[str]) -> tuple[list[Told], list[Told]]:
        """The patterns all of whose symbols may stand in these words: harmless, and the others."""
        met = [self.word(word) for word in words]
        bits = 0
        for meant in met:
            bits |= meant.bits
        for _, phrase in self.phrases(words):
            bits |= phrase.bits
        lacking = ~bits
        begun = [told for meant in met for told in meant.begins if not told.needs & lacking]
        found = dict.fromkeys(begun)
        harmless = [told for told in found if told.kind == HARMLESS]
        return harmless, [told for told in found if told.kind != HARMLESS]

    def phrases(self, words: list[str]) -> Iterator[tuple[int, Phrase]]:
        """The phrases that stand in these words, each with the place of its last word."""
        for start, pair in enumerate(pairwise(words)):
            for phrase in self.pairs.get(pair, ()):
                end = start + len(phrase.words)
                if tuple(words[start:end]) == phrase.words:
                    yield end - 1, phrase

    def word(self, word: str) -> Word:
        """What a word can mean, by itself and by how it begins."""
        meant = self.met.get(word)
        if meant is None:
            if len(self.met) >= MOST_REMEMBERED:
                self.met.clear()
            stems = [self.stems[stem] for stem in self.spelling.stems_of(word)]
            known = word in self.spelling.known or not word.isalpha()
            own = self.words.get(word) if known or stems else self.words.get(UNKNOWN)
            meant = self.met[word] = _both(own or Word(), *stems)
        return meant


def _both(*words: Word) -> Word:
    if len(words) == 1:
        return words[0]
    symbols, bits, begins = zip(*words, strict=True)
    return Word(
        frozenset().union(*symbols), reduce(or_, bits), tuple(dict.fromkeys(chain(*begins)))
    )


@lru_cache(maxsize=64)
def lexicon(harm: VocabularyOfHarm) -> Lexicon:
    """The words of a language, made ready once."""
    concepts = _Concepts(harm)
    bits = {role: 1 << n for n, role in enumerate(ROLES)}
    begins: dict[str, list[Told]] = defaultdict(list)
    for told in _told(harm, concepts, bits):
        begins[concepts.head(told.pattern)].append(told)
    found: dict[str, list[Word]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
    for symbol, bit in bits.items():
        begun = tuple(begins.get(symbol, ()))
        words, phrases = concepts.members(symbol)
        for word in words:
            found[word].append(Word(frozenset((symbol,)), bit, begun))
        for phrase in phrases:
            pairs[phrase[0], phrase[1]].append(Phrase(phrase, symbol, bit))
            found[concepts.rarest(phrase)].append(Word(begins=begun))
    by_word = {word: _both(*several) for word, several in found.items()}
    stems = {word: meant for word, meant in by_word.items() if word.endswith("*")}
    inside = {word for several in pairs.values() for phrase in several for word in phrase.words}
    return Lexicon(
        spelling(harm, inside.union(by_word), stems), by_word, stems, dict(pairs), harm.weights
    )


def _told(harm: VocabularyOfHarm, concepts: _Concepts, bits: dict[str, int]) -> Iterator[Told]:
    """All patterns; each new symbol is given the next bit."""

    def read(written: str) -> tuple[Pattern, int, tuple[str, ...]]:
        of = pattern(written, harm.unheard, concepts.length)
        needs = reduce(or_, (bits.setdefault(s, 1 << len(bits)) for s in of.steps()))
        return of, needs, tuple(concepts.denying(of))

    for written in harm.harmless:
        of, needs, denies = read(written)
        yield Told(of, HARMLESS, needs, denies)
    for kind, telling in harm.tells.items():
        for how in ("urgent", "says", "hints"):
            for written in getattr(telling, how):
                of, needs, denies = read(written)
                yield Told(
                    of,
                    kind,
                    needs,
                    denies,
                    urgent=how == "urgent" or telling.pressing,
                    hint=how == "hints",
                    soon=telling.soon,
                    unless=telling.unless,
                )


class _Members(NamedTuple):
    """The words of a symbol, beginnings of words among them ("bruis*"), and its phrases."""

    words: frozenset[str]
    phrases: frozenset[tuple[str, ...]]


def words_of_concepts(harm: VocabularyOfHarm) -> dict[str, list[str]]:
    """Each whole word of the concepts, with the symbols of those it belongs to."""
    concepts = _Concepts(harm)
    found: dict[str, list[str]] = defaultdict(list)
    for name in harm.concepts:
        for word in sorted(concepts.members(f"<{name}>").words):
            if not word.endswith("*"):
                found[word].append(f"<{name}>")
    return dict(found)


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
            return self._together(symbol.split("|"))
        if symbol == UNKNOWN:
            return _Members(frozenset((UNKNOWN,)), frozenset())
        if symbol.startswith("<"):
            entries = self.harm.concepts.get(symbol[1:-1])
            if entries is None:
                raise ValueError(f"there is no concept {symbol}")
            return self._together(entries)
        words = tuple(word for word in symbol.split() if word not in self.harm.unheard)
        if not words or len(words) == 1 < len(symbol.split()):
            raise ValueError(f"'{symbol}' would be heard as '{' '.join(words)}'")
        if len(words) > 1:
            return _Members(frozenset(), frozenset((words,)))
        return _Members(frozenset(words), frozenset())

    def _together(self, symbols: Iterable[str]) -> _Members:
        words, phrases = zip(*map(self.members, symbols), strict=True)
        return _Members(frozenset().union(*words), frozenset().union(*phrases))

    def denying(self, of: Pattern) -> Iterator[str]:
        """The symbols with which a pattern itself denies something.

        One that only stands near the rest counts if it can be nothing else: "lost & nobody".
        """
        negators = self.members("<negator>").words
        for sequence in of.sequences:
            for step in sequence:
                words, phrases = self.members(step.symbol)
                if len(sequence) > 1 or (words <= negators and not phrases):
                    yield step.symbol

    def length(self, symbol: str) -> int:
        """How many words the longest phrase of a symbol has."""
        return max(map(len, self.members(symbol).phrases), default=1)

    def head(self, of: Pattern) -> str:
        """The symbol with which a search begins: the one whose commonest word is the rarest."""
        return max(of.steps(), key=self._rarity_of_symbol)

    def rarest(self, phrase: tuple[str, ...]) -> str:
        """The word of a phrase with which a search begins."""
        return max(phrase, key=self._rarity)

    def _rarity_of_symbol(self, symbol: str) -> int:
        words, phrases = self.members(symbol)
        return min(map(self._rarity, words.union(map(self.rarest, phrases))))

    def _rarity(self, word: str) -> int:
        return self.harm.everyday.get(word, len(self.harm.everyday))
