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


class Piece(NamedTuple):
    """One phrase of a sentence, or a word that means nothing to us (`phrase` is None).

    `echo`: a word of the question itself, or one that speaks of the same. `key`: the options it
    names as their key.
    """

    words: tuple[str, ...]
    phrase: Phrase | None
    echo: bool = False
    key: tuple[str, ...] = ()

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
    praise, -1 for blame. `negative` words have a negator among them.
    """

    values: tuple[str, ...]
    sure: Sure
    sense: str | None = None
    tone: int = 0
    key: bool = False
    denied: bool = False
    negative: bool = False


@dataclass(slots=True)
class Part:
    """A part of a sentence: what leads into it, what it says, and what else stands in it.

    `after`: a strange word follows at once on an option spoken of ("safe journey").
    `negated`: a negator stands there that turns no option spoken of. `turned`: so do words for
    the opposite of what was asked.
    """

    lead: Role | None = None
    said: list[Said] = field(default_factory=list)
    roles: set[Role] = field(default_factory=set)
    loose: int = 0
    after: bool = False
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
        if said[-back - 1 : -back] and said[-back - 1] in use.subjects:
            break  # "as they please" is no "please"
        del said[-back:]
    return said


# --- Pieces ---------------------------------------------------------------------------------------


def pieces_of(of: Meanings, tokens: Sequence[str]) -> list[Piece]:
    """The phrases of a sentence, the longest first where two begin alike."""
    pieces: list[Piece] = []
    start = 0
    while start < len(tokens):
        piece = _piece_at(of, tokens, start)
        if len(piece.words) > 1:
            piece = _but_for_a_longer(of, tokens, start, piece)
        pieces.append(piece)
        start += len(piece.words)
    return _with_keys(of, pieces)


def _but_for_a_longer(of: Meanings, tokens: Sequence[str], start: int, piece: Piece) -> Piece:
    """The phrase found here, cut short where a longer one that answers begins inside it."""
    for inside in range(start + 1, start + len(piece.words)):
        other = _piece_at(of, tokens, inside)
        answers = other.phrase is not None and other.phrase.values
        if answers and len(other.words) > len(piece.words):
            return _piece_at(of, tokens[:inside], start)
    return piece


def _piece_at(of: Meanings, tokens: Sequence[str], start: int) -> Piece:
    first = tokens[start]
    longest = max(of.options.longest.get(first, 0), of.always.longest.get(first, 0), 4)
    for end in range(min(start + longest, len(tokens)), start, -1):
        words = " ".join(tokens[start:end])
        phrase = of.options.phrases.get(words) or (_TURNED if words in of.turned else None)
        phrase = phrase or of.always.phrases.get(words)
        if phrase or words in of.echo:
            return Piece(tuple(tokens[start:end]), phrase, words in of.echo)
    return Piece((first,), None)


_TURNED = Phrase(role=Role.TURNED)


# --- Parts ----------------------------------------------------------------------------------------

LEADS = frozenset({Role.CONTRAST, Role.REASON, Role.CORRECTION, Role.NOW})
"""What begins a new part of a sentence."""


def parts_of(of: Meanings, pieces: Sequence[Piece]) -> list[Part]:
    """The parts of a sentence, each with the options it speaks of."""
    return [_part(of, lead, mine) for lead, mine in _cut(of, pieces)]


def _cut(of: Meanings, pieces: Sequence[Piece]) -> Iterator[tuple[Role | None, list[Piece]]]:
    lead: Role | None = None
    mine: list[Piece] = []
    says = False
    for n, piece in enumerate(pieces):
        role = Role.CORRECTION if _takes_back(of, pieces, n) else piece.role
        if role in LEADS or (role is Role.SUBJECT and says) or _says_by_itself(of, piece, mine):
            if mine or lead:
                yield lead, mine
            lead, mine, says = (role if role in LEADS else None), [], False
        if role not in LEADS:
            mine.append(piece)
            says = says or bool(piece.phrase and piece.phrase.values) or bool(piece.key)
    if mine or lead:
        yield lead, mine


def _takes_back(of: Meanings, pieces: Sequence[Piece], place: int) -> bool:
    """Whether it is a "no" between two keys: "1, no, 3"."""
    beside = [*pieces[max(0, place - 1) : place], *pieces[place + 1 : place + 2]]
    no = " ".join(pieces[place].words) in of.vocabulary.no.sure
    return no and len(beside) > 1 and all(piece.key for piece in beside)


def _says_by_itself(of: Meanings, piece: Piece, before: Sequence[Piece]) -> bool:
    """Whether a whole sentence that answers follows another: "I am deaf, I don't know"."""
    means = bool(piece.phrase and piece.phrase.values)
    begins = piece.words[0] in first_words(of.vocabulary)
    return means and begins and any(one.loose for one in before)


@lru_cache(maxsize=64)
def first_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words with which a part of a sentence may begin."""
    return frozenset(words.split()[0] for words in plain_words(vocabulary, "subjects"))


def _part(of: Meanings, lead: Role | None, pieces: Sequence[Piece]) -> Part:
    part = Part(lead)
    turning = any(_turns(of, piece) for piece in pieces)
    spent: set[int] = set()
    for n, piece in enumerate(pieces):
        if piece.key:
            part.said.append(Said(piece.key, Sure.NAMED, key=True))
        elif piece.phrase is None:
            strange = piece.loose and not _counts(of, piece)
            part.loose += strange
            part.after = part.after or (strange and n > 0 and _names_option(pieces[n - 1]))
            part.echoes += piece.echo
        elif piece.phrase.values or (piece.phrase.tone and piece.role is Role.FILLER):
            negator = _negator_before(of, pieces, n, spent)
            if negator is not None:
                spent.add(negator)
            denying = None if negator is None else pieces[negator]
            said = _as_meant(of, piece.phrase, denying, turning)
            said.negative = not plain_words(of.vocabulary, "negators").isdisjoint(piece.words)
            part.said.append(said)
        elif piece.role:
            part.roles.add(piece.role)
    negators = [n for n, piece in enumerate(pieces) if piece.role is Role.NEGATOR]
    answered_no = [n for n in negators if n not in spent and _answers_no(of, pieces, n)]
    part.said += [Said((), Sure.PROBABLY, "no", -1) for _ in answered_no]
    part.negated = any(n not in spent and n not in answered_no for n in negators)
    part.turned = turning
    if _not_there(of, part, pieces):
        value, sure = of.leads["sometimes"]
        part.said.append(Said((value,), min(sure, Sure.TAKEN_IN), "sometimes", negative=True))
        part.negated = False
    return part


def _not_there(of: Meanings, part: Part, pieces: Sequence[Piece]) -> bool:
    """Whether all that is said is where or when it is not so: "not at night"."""
    limited = part.negated and Role.LIMIT in part.roles and pieces[0].role is Role.NEGATOR
    alone = not (part.said or part.loose or part.echoes or part.turned)
    return limited and alone and "sometimes" in of.leads


def _names_option(piece: Piece) -> bool:
    phrase = piece.phrase
    surely = phrase is not None and phrase.values and phrase.sure >= Sure.TAKEN_IN
    return bool(surely) and phrase is not None and phrase.sense not in ("yes", "no")


def _turns(of: Meanings, piece: Piece) -> bool:
    """Whether it speaks of the opposite of what was asked, and surely means no option itself."""
    means = piece.phrase is not None and piece.phrase.values and piece.phrase.sure >= Sure.TAKEN_IN
    return not means and " ".join(piece.words) in of.turned


def _counts(of: Meanings, piece: Piece) -> bool:
    """Whether it is a number, or what time is counted in: "not once in two years"."""
    word = piece.words[0]
    measure = word in plain_words(of.vocabulary, "measures")
    return word.isdecimal() or word in of.vocabulary.numbers or measure


def _as_meant(of: Meanings, phrase: Phrase, negator: Piece | None, turning: bool) -> Said:
    """An option spoken of, turned round where what it says something about is turned round."""
    said = Said(phrase.values, phrase.sure, phrase.sense, phrase.tone)
    sense = of.vocabulary.senses.get(phrase.sense or "")
    if negator is not None and phrase.values:
        said = _denied(of, said)
        if plain_words(of.vocabulary, "denials").isdisjoint(negator.words):
            said.sure = min(said.sure, Sure.PROBABLY)
    elif turning and sense is not None and sense.of_what:
        name = next((name for name in sense.turned if name in of.leads), None)
        values = (of.leads[name][0],) if name else ()
        said = Said(values, Sure.TAKEN_IN, name, of.tones[values[0]] if values else 0)
    return said


def _denied(of: Meanings, said: Said) -> Said:
    sense = of.vocabulary.senses.get(said.sense or "")
    if sense is not None:
        for names, sure in ((sense.denied, Sure.TAKEN_IN), (sense.denied_maybe, Sure.PROBABLY)):
            for name in names:
                if name in of.leads:
                    value, leads = of.leads[name]
                    return Said((value,), min(sure, leads, said.sure), name, of.tones[value])
    return Said((), said.sure, None, -said.tone, denied=True)


def _negator_before(
    of: Meanings, pieces: Sequence[Piece], place: int, spent: set[int]
) -> int | None:
    """Where the negator stands that turns what is said at this place, if any does."""
    words = 0
    for n in range(place - 1, -1, -1):
        piece = pieces[n]
        if piece.role is Role.NEGATOR:
            several = words > 0 or len(pieces[place].words) > 1
            if n in spent or (
                _answers_no(of, pieces, n) and (several or _of_what(of, pieces[place]))
            ):
                return None
            return n
        words += len(piece.words)
        between = piece.role in (Role.FILLER, Role.SUBJECT, Role.HEDGE) or piece.echo
        if words > NEGATION_REACHES or not between:
            return None
    return None


def _answers_no(of: Meanings, pieces: Sequence[Piece], place: int) -> bool:
    """Whether a negator is a "no" by itself: at one end of what is said, but for fillers."""
    ends = (pieces[:place], pieces[place + 1 :])
    no = " ".join(pieces[place].words) in of.vocabulary.no.sure
    return no and any(all(one.role is Role.FILLER for one in end) for end in ends)


def _of_what(of: Meanings, piece: Piece) -> bool:
    sense = of.vocabulary.senses.get((piece.phrase and piece.phrase.sense) or "")
    return sense is not None and sense.of_what


# --- Keys -----------------------------------------------------------------------------------------


def _with_keys(of: Meanings, pieces: list[Piece]) -> list[Piece]:
    """The same, with the options named by key: only where the number counts nothing."""
    if not any(_is_key(of, piece) for piece in pieces):
        return pieces
    before = plain_words(of.vocabulary, "key_words")
    return [
        piece._replace(key=_options_of(of, piece))
        if _is_key(of, piece) and _names(of, pieces, n, before)
        else piece
        for n, piece in enumerate(pieces)
    ]


def _names(of: Meanings, pieces: Sequence[Piece], place: int, before: frozenset[str]) -> bool:
    """Whether a number names an option, by what stands before and after it."""
    if place + 1 < len(pieces) and _can_be_counted(of, pieces[place + 1]):
        return False
    ahead = " ".join(pieces[place - 1].words) if place else ""
    if ahead in of.vocabulary.words.everything or ahead in plain_words(of.vocabulary, "placed"):
        return False
    named = place > 0 and " ".join(pieces[place - 1].words) in before
    return named or all(_stands_round(of, piece, before) for piece in pieces[:place])


def _options_of(of: Meanings, piece: Piece) -> tuple[str, ...]:
    meant = of.options.whole[piece.words[0]]
    return (str(meant.value),) if meant.value else meant.among


def _is_key(of: Meanings, piece: Piece) -> bool:
    meant = of.options.whole.get(piece.words[0], NOTHING)
    return len(piece.words) == 1 and meant.rule.startswith("key") and not piece.phrase


def _can_be_counted(of: Meanings, piece: Piece) -> bool:
    units = plain_words(of.vocabulary, "units") | plain_words(of.vocabulary, "measures")
    if piece.words[0] in units or " ".join(piece.words) in units:
        return not (piece.phrase and piece.phrase.values)
    return (piece.loose or (piece.echo and not piece.phrase)) and not _is_key(of, piece)


def _stands_round(of: Meanings, piece: Piece, before: frozenset[str]) -> bool:
    if piece.phrase is None:
        return _is_key(of, piece) or piece.words[0] in before
    round_a_key = (Role.FILLER, Role.SUBJECT, Role.JOINER, Role.EITHER, Role.HEDGE, Role.CORRECTION)
    return bool(piece.phrase.values) or piece.role in round_a_key or piece.words[0] in before


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
