"""Does this text tell of harm? Screening of all that people write, in any phase.

It only adds to people reading: what is noticed here is told at once. The words are the
language's (`words.harm`). A text of calm words alone is passed at once. In any other, spelling
is mended, harmless phrases are taken out, what is denied or long ago is set apart, and the
patterns of each kind are looked for in the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.harm import KINDS, VocabularyOfHarm

from .harm_words import ROLES, Lexicon, Told, lexicon
from .messages import Alert
from .patterns import Places, ahead, around, places_of

DENIAL_REACHES = 6
"""How many words on a negator still denies what is said."""

DOUBT_REACHES = 2
"""How many words after "think" a denial of it goes on past a subject: "I don't think they hit"."""

SENTENCE = 30
"""How many words from it a word of time still bears on what is said, in the same sentence."""


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
        kinds.discard("unsafe")  # it stands for harm of which no words tell more
    return Alert(
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        urgent=any(finding.urgent for finding in found),
    )


def findings(text: str, vocabulary_of_harm: VocabularyOfHarm) -> Iterator[Finding]:
    """All that a text tells of, each with the pattern that found it."""
    of = lexicon(vocabulary_of_harm)
    tokens = fold(text).split()
    if of.all_calm(tokens):
        return
    harmless, telling = of.candidates(of.spelling.heard(tokens))
    said = _said(text, telling, of)
    telling = [told for told in telling if places_of(told.pattern, said.places, said.joined)]
    if not telling:
        return
    said = _without(harmless, _said(text, [*harmless, *telling], of))
    for told in telling:
        if found := _meant(told, said):
            now = around(said.places.get("<now>", 0), SENTENCE, said.joined)
            urgent = told.urgent or bool(told.soon and found & now)
            yield Finding(told.kind, urgent, told.pattern.written)


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


class _Said(NamedTuple):
    """Where each symbol stands in a text: bit n is the nth word.

    `joined`: the next word is of the same sentence. `paused`: a comma stands after it.
    """

    places: Places
    joined: int
    paused: int


_STOPS = re.compile(r"([!?;\n！？。]+|(?<!\.)\.(?![.\d]))|(,|:|\.\.+|…|\s[-–—]+\s)")


def _said(text: str, candidates: Iterable[Told], of: Lexicon) -> _Said:
    needed = frozenset(ROLES).union(*(told.pattern.symbols for told in candidates))
    places: dict[str, int] = defaultdict(int)
    joined = paused = 0
    bit = 1
    pieces: list[str] = [*_STOPS.split(text), "", ""]
    for piece, end, pause in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        words = of.spelling.heard(fold(piece).split())
        for n, word in enumerate(words):
            for symbol in needed & of.word(word).symbols:
                places[symbol] |= bit << n
        for last, phrase in of.phrases(words):
            if phrase.symbol in needed:
                places[phrase.symbol] |= bit << last
        joined |= ((1 << len(words)) - 1) * bit
        bit <<= len(words)
        if end:
            joined &= ~(bit >> 1)
        elif pause:
            paused |= bit >> 1
    return _Said(places, joined, paused)


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
