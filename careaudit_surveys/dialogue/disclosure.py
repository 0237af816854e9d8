"""Does this text tell of harm? Screening of all that people write, in any phase.

It only adds to people reading: what is noticed here is told at once. The words are the
language's (`words.harm`). A text of calm words alone is passed at once. In any other, spelling
is mended, harmless phrases are taken out, what is denied or long ago is set apart, and the
patterns of each kind are looked for in the rest. Where they only hint, or find nothing, the
weight of all the words decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.harm import VocabularyOfHarm
from careaudit_surveys.words.kinds_of_harm import KINDS

from .harm_words import ROLES, Lexicon, Told, lexicon
from .messages import Alert
from .patterns import Places, ahead, around, places_of

DENIAL_REACHES = 6
"""How many words on a negator still denies what is said."""

DOUBT_REACHES = 2
"""How many words after "think" a denial of it goes on past a subject: "I don't think they hit"."""

SENTENCE = 30
"""How many words from it a word of time still bears on what is said, in the same sentence."""


FEWEST_WORDS = 4
"""Shorter texts are answers and commands: their words alone tell of no harm."""

UNSAFE = "unsafe"
"""The kind of harm of which no words tell more."""


class Finding(NamedTuple):
    """A kind of harm that a text tells of, whether urgent, and the pattern that says so."""

    kind: str
    urgent: bool
    written: str


def screen(text: str, vocabulary_of_harm: VocabularyOfHarm) -> Alert | None:
    """The alert that a text raises, or None. The time it takes grows with the text's length."""
    found = list(findings(text, vocabulary_of_harm))
    if not found:
        return None
    kinds = {finding.kind for finding in found}
    if len(kinds) > 1:
        kinds.discard(UNSAFE)
    return Alert(
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        urgent=any(finding.urgent for finding in found),
    )


def findings(text: str, vocabulary_of_harm: VocabularyOfHarm) -> Iterator[Finding]:
    """All that a text tells of, each with the pattern that found it.

    A pattern of hints needs words beside it that weigh towards harm rather than against; and
    words that weigh enough tell of harm by themselves, though not of which.
    """
    of, weighing = lexicon(vocabulary_of_harm), vocabulary_of_harm.weighing
    read = _read(text, of)
    weight = max(map(of.weight, read.sentences), default=0.0)
    told = False
    for finding, hint in _found(read, of):
        if not hint or weight > weighing.beside_a_hint:
            told = True
            yield finding
    if not told and weight > weighing.alone and len(read.words) >= FEWEST_WORDS:
        yield Finding(UNSAFE, False, f"weight {weight:.1f}")


def _found(read: _Read, of: Lexicon) -> Iterator[tuple[Finding, bool]]:
    """The findings of patterns, each with whether it is a hint."""
    words = read.words
    if of.all_calm(words):
        return
    harmless, telling = of.candidates(words)
    said = _said(read, telling, of)
    telling = [told for told in telling if places_of(told.pattern, said.places, said.joined)]
    if not telling:
        return
    said = _without(harmless, _said(read, [*harmless, *telling], of))
    for told in telling:
        if found := _meant(told, said):
            now = around(said.places.get("<now>", 0), SENTENCE, said.joined)
            urgent = told.urgent or bool(told.soon and found & now)
            yield Finding(told.kind, urgent, told.pattern.written), told.hint


def _meant(told: Told, said: _Said) -> int:
    """The places of a pattern's words where they are said of today, and meant."""
    found = _affirmed(told, said)
    if found and told.unless:
        found &= ~around(said.places.get(told.unless, 0), SENTENCE, said.joined)
    if found and told.hint:
        negators = said.places.get("<negator>", 0)
        reassuring = said.places.get("<reassuring>", 0) & ~_denied(said, negators)
        found &= ~around(reassuring, SENTENCE, said.joined)
    return found


# --- The text as words ----------------------------------------------------------------------------


class _Read(NamedTuple):
    """A text as words by sentence.

    Bit n of `joined` is set where the nth word and the next are of one sentence, bit n of
    `paused` where a comma stands after the nth.
    """

    sentences: list[list[str]]
    joined: int
    paused: int

    @property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in sentence]


_STOPS = re.compile(r"([!?;\n！？。]+|(?<!\.)\.(?![.\d]))|(,|:|\.\.+|…|\s[-–—]+\s)")


def _read(text: str, of: Lexicon) -> _Read:
    sentences: list[list[str]] = [[]]
    joined = paused = place = 0
    pieces: list[str] = [*_STOPS.split(text), "", ""]
    for piece, end, pause in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        words = of.spelling.heard(fold(piece).split())
        joined |= ((1 << len(words)) - 1) << place
        place += len(words)
        sentences[-1] += words
        if pause and place:
            paused |= 1 << (place - 1)
        elif end and sentences[-1]:
            joined &= ~(1 << (place - 1))
            sentences.append([])
    return _Read([sentence for sentence in sentences if sentence], joined, paused)


class _Said(NamedTuple):
    """Where each symbol stands in a text: bit n is the nth word. The rest is as in `_Read`."""

    places: Places
    joined: int
    paused: int


def _said(read: _Read, patterns: Iterable[Told], of: Lexicon) -> _Said:
    """Where the symbols of these patterns stand."""
    needed = frozenset(ROLES).union(*(told.pattern.symbols for told in patterns))
    places: dict[str, int] = defaultdict(int)
    first = 0
    for words in read.sentences:
        for place, word in enumerate(words, first):
            for symbol in needed & of.word(word).symbols:
                places[symbol] |= 1 << place
        for last, phrase in of.phrases(words):
            if phrase.symbol in needed:
                places[phrase.symbol] |= 1 << (first + last)
        first += len(words)
    return _Said(places, read.joined, read.paused)


def _without(harmless: Iterable[Told], said: _Said) -> _Said:
    """What is left of a text when the words of these patterns are taken out."""
    out = 0
    for told in harmless:
        out |= places_of(told.pattern, said.places, said.joined)
    if not out:
        return said
    places = {symbol: left for symbol, at in said.places.items() if (left := at & ~out)}
    return said._replace(places=places)


# --- What is denied -------------------------------------------------------------------------------


def _affirmed(told: Told, said: _Said) -> int:
    """The places of the pattern's words where nothing but the pattern itself denies them."""
    pattern, places = told.pattern, said.places
    found = places_of(pattern, places, said.joined)
    if not found:
        return 0
    own = 0
    for symbol in told.denies:
        own |= places[symbol]
    denied = _denied(said, places.get("<negator>", 0) & ~(found & own))
    if not denied & found:
        return found
    affirmed = {symbol: places[symbol] & ~denied for symbol in pattern.symbols}
    return places_of(pattern, affirmed, said.joined)


def _denied(said: _Said, negators: int) -> int:
    """The places in reach of these negators.

    A clause with a subject of its own is out of reach, unless the negator turns a word of
    thinking: "I don't like it when he hits me", "I don't think he hits me". "No, he hits me"
    denies nothing.
    """
    places, joined, paused = said
    thought = ahead(places.get("<doubt>", 0), DOUBT_REACHES, joined & ~paused)
    ends = places.get("<break>", 0) | places.get("<subject>", 0) & ~thought
    reached = negators & ~paused
    denied = 0
    for _ in range(DENIAL_REACHES):
        reached = ((reached & joined) << 1) & ~ends
        denied |= reached
        reached &= ~places.get("<negator>", 0)
    return denied
