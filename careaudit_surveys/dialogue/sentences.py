"""What a sentence speaks of: its pieces, the parts they make up, and what words around change.

A sentence is cut into pieces, the longest known phrases first; pieces make up parts, each with
what it says ("always", "because they are busy"). What the parts come to is in `weighing`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from careaudit_surveys.words.vocabulary import Vocabulary

from .claims import Sure
from .meanings import NOTHING, Meanings, Phrase, Role, plain_words

NEGATION_REACHES = 3
"""How many words on a negator still turns what is said."""

MOST_WORDS = 120
"""Longer messages are read so far."""


class Piece(NamedTuple):
    """One phrase of a sentence, or a word that means nothing to us (`phrase` is None).

    `echo`: a word of the question itself.
    """

    words: tuple[str, ...]
    phrase: Phrase | None
    echo: bool = False

    @property
    def role(self) -> Role | None:
        return self.phrase.role if self.phrase else None

    @property
    def loose(self) -> bool:
        return self.phrase is None and not self.echo


@dataclass(slots=True)
class Said:
    """An option spoken of, as it is meant where it stands: denied, turned round, or plain.

    No values are left of what was denied without saying what holds instead. `tone` is 1 for
    praise, -1 for blame.
    """

    values: tuple[str, ...]
    sure: Sure
    sense: str | None = None
    tone: int = 0
    key: bool = False
    denied: bool = False


@dataclass(slots=True)
class Part:
    """A part of a sentence: what leads into it, what it says, and what else stands in it.

    `negated`: a negator stands there that turns no option spoken of. `turned`: so do words for
    the opposite of what was asked.
    """

    lead: Role | None = None
    said: list[Said] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    loose: int = 0
    echoes: int = 0
    negated: bool = False
    turned: bool = False


def bare(words: str, vocabulary: Vocabulary) -> list[str]:
    """Folded words without courtesies around them, emoji of no meaning, and words said twice."""
    signs = vocabulary.emoji
    said = [word for word in words.split() if _is_word(word) or word in signs]
    if len(said) > 1:
        said = [w for n, w in enumerate(said) if n == 0 or w != said[n - 1] or w.isdecimal()]
    some = _words_of_courtesy(vocabulary)
    use = vocabulary.words
    while said and said[0] in some and (front := _front(said, use.courtesies | use.openers)):
        del said[:front]
    while said and said[-1] in some and (back := _back(said, use.courtesies)):
        del said[-back:]
    return said


# --- Pieces ---------------------------------------------------------------------------------------


def pieces_of(of: Meanings, tokens: Sequence[str]) -> list[Piece]:
    """The phrases of a sentence, the longest first where two begin alike."""
    tokens = tokens[:MOST_WORDS]
    pieces: list[Piece] = []
    start = 0
    while start < len(tokens):
        piece = _piece_at(of, tokens, start)
        pieces.append(piece)
        start += len(piece.words)
    return pieces


def _piece_at(of: Meanings, tokens: Sequence[str], start: int) -> Piece:
    first = tokens[start]
    longest = max(of.options.longest.get(first, 0), of.always.longest.get(first, 0), 4)
    for end in range(min(start + longest, len(tokens)), start, -1):
        words = " ".join(tokens[start:end])
        phrase = _TURNED if words in of.turned else of.options.phrases.get(words)
        phrase = phrase or of.always.phrases.get(words)
        if phrase:
            return Piece(tuple(tokens[start:end]), phrase)
    return Piece((first,), None, first in of.echo)


_TURNED = Phrase(role=Role.TURNED)


# --- Parts ----------------------------------------------------------------------------------------

LEADS = frozenset({Role.CONTRAST, Role.REASON, Role.CORRECTION, Role.NOW})
"""What begins a new part of a sentence."""


def parts_of(of: Meanings, pieces: Sequence[Piece]) -> list[Part]:
    """The parts of a sentence, each with the options it speaks of."""
    cut = list(_cut(of, pieces))
    return [_part(of, lead, mine, alone=len(cut) == 1) for lead, mine in cut]


def _cut(of: Meanings, pieces: Sequence[Piece]) -> Iterator[tuple[Role | None, list[Piece]]]:
    lead: Role | None = None
    mine: list[Piece] = []
    says = False
    for piece in pieces:
        role = piece.role
        if role in LEADS or (role is Role.SUBJECT and says):
            if mine or lead:
                yield lead, mine
            lead, mine, says = (role if role in LEADS else None), [], False
        if role not in LEADS:
            mine.append(piece)
            says = says or bool(piece.phrase and piece.phrase.values) or _is_key(of, piece)
    if mine or lead:
        yield lead, mine


def _part(of: Meanings, lead: Role | None, pieces: Sequence[Piece], *, alone: bool) -> Part:
    part = Part(lead)
    keys = _keys(of, pieces)
    turning = any(piece.role is Role.TURNED for piece in pieces)
    spent: set[int] = set()
    for n, piece in enumerate(pieces):
        if n in keys:
            part.said.append(Said(keys[n], Sure.NAMED, key=True))
        elif piece.phrase is None:
            part.loose += piece.loose
            part.echoes += piece.echo
        elif piece.phrase.values or (piece.phrase.tone and piece.role is Role.FILLER):
            negator = _negator_before(of, pieces, n, spent)
            if negator is not None:
                spent.add(negator)
            part.said.append(_as_meant(of, piece.phrase, negator is not None, turning))
        elif piece.role:
            part.roles.add(piece.role)
    negators = [n for n, piece in enumerate(pieces) if piece.role is Role.NEGATOR]
    answered_no = [n for n in negators if _is_no(pieces, n, spent)]
    part.said += [Said((), Sure.PROBABLY, "no", -1) for _ in answered_no]
    part.negated = any(n not in spent and n not in answered_no for n in negators)
    part.turned = turning
    return part


def _as_meant(of: Meanings, phrase: Phrase, denied: bool, turning: bool) -> Said:
    """An option spoken of, turned round where what it says something about is turned round."""
    said = Said(phrase.values, phrase.sure, phrase.sense, phrase.tone)
    sense = of.vocabulary.senses.get(phrase.sense or "")
    if denied and phrase.values:
        said = _denied(of, said)
    elif turning and sense is not None and sense.of_what:
        value = of.leads.get(sense.turned or "")
        said = Said((value[0],) if value else (), Sure.TAKEN_IN, sense.turned, -phrase.tone)
    return said


def _denied(of: Meanings, said: Said) -> Said:
    sense = of.vocabulary.senses.get(said.sense or "")
    if sense is not None:
        for names, sure in ((sense.denied, Sure.TAKEN_IN), (sense.denied_maybe, Sure.PROBABLY)):
            for name in names:
                if name in of.leads:
                    value, leads = of.leads[name]
                    other = of.vocabulary.senses.get(name)
                    tone = other.tone if other else -said.tone
                    return Said((value,), min(sure, leads, said.sure), name, tone)
    return Said((), said.sure, None, -said.tone, denied=True)


def _negator_before(
    of: Meanings, pieces: Sequence[Piece], place: int, spent: set[int]
) -> int | None:
    """Where the negator stands that turns what is said at this place, if any does."""
    words = 0
    for n in range(place - 1, -1, -1):
        piece = pieces[n]
        if piece.role is Role.NEGATOR:
            answers = piece.words[0] in of.vocabulary.no.sure and n == 0
            if n in spent or (answers and (words or len(pieces[place].words) > 1)):
                return None
            return n
        words += len(piece.words)
        between = piece.role in (Role.FILLER, Role.SUBJECT, Role.HEDGE) or piece.echo
        if words > NEGATION_REACHES or not between:
            return None
    return None


def _is_no(pieces: Sequence[Piece], place: int, spent: set[int]) -> bool:
    """Whether a negator is a "no" by itself, at the beginning."""
    phrase = pieces[place].phrase
    return place == 0 and place not in spent and phrase is not None and phrase.sense == "no"


# --- Keys -----------------------------------------------------------------------------------------


def _keys(of: Meanings, pieces: Sequence[Piece]) -> dict[int, tuple[str, ...]]:
    """Options named by key: only where no word stands beside them that they could count."""
    before = plain_words(of.vocabulary, "key_words")
    keys: dict[int, tuple[str, ...]] = {}
    for n, piece in enumerate(pieces):
        if not _is_key(of, piece):
            continue
        after = pieces[n + 1] if n + 1 < len(pieces) else None
        ahead = pieces[n - 1] if n else None
        named = ahead is not None and " ".join(ahead.words) in before
        counts = after is not None and _can_be_counted(of, after)
        led = all(_stands_round(of, other, before) for other in pieces[:n])
        if not counts and (led or named):
            meant = of.options.whole[piece.words[0]]
            keys[n] = (str(meant.value),) if meant.value else meant.among
    return keys


def _is_key(of: Meanings, piece: Piece) -> bool:
    meant = of.options.whole.get(piece.words[0], NOTHING)
    return len(piece.words) == 1 and meant.rule.startswith("key") and not piece.phrase


def _can_be_counted(of: Meanings, piece: Piece) -> bool:
    units = plain_words(of.vocabulary, "units")
    if piece.words[0] in units or " ".join(piece.words) in units:
        return True
    return piece.loose or piece.echo


def _stands_round(of: Meanings, piece: Piece, before: frozenset[str]) -> bool:
    if piece.phrase is None:
        return _is_key(of, piece) or piece.words[0] in before
    spoken = piece.phrase.values or piece.role in (Role.FILLER, Role.SUBJECT, Role.JOINER)
    return bool(spoken) or piece.role in (Role.EITHER, Role.HEDGE) or piece.words[0] in before


# --- Courtesies -----------------------------------------------------------------------------------

LONGEST_COURTESY = 4


def _front(tokens: Sequence[str], courtesies: frozenset[str]) -> int:
    """How many of the first words are a courtesy."""
    lengths = range(min(LONGEST_COURTESY, len(tokens)), 0, -1)
    return next((n for n in lengths if " ".join(tokens[:n]) in courtesies), 0)


def _back(tokens: Sequence[str], courtesies: frozenset[str]) -> int:
    """How many of the last words are a courtesy."""
    lengths = range(min(LONGEST_COURTESY, len(tokens)), 0, -1)
    return next((n for n in lengths if " ".join(tokens[-n:]) in courtesies), 0)


@lru_cache(maxsize=64)
def _words_of_courtesy(vocabulary: Vocabulary) -> frozenset[str]:
    use = vocabulary.words
    return frozenset(word for said in use.courtesies | use.openers for word in said.split())


def _is_word(token: str) -> bool:
    return token.isalnum() or any(map(str.isalnum, token))
