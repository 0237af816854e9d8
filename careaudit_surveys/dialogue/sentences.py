"""What a sentence speaks of: options, commands, and the words around that could change them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from careaudit_surveys.words.vocabulary import COMMANDS, Vocabulary

from .meanings import NOTHING, Meanings, Phrase, Sure

LONGEST_PHRASE = 8
"""How many words of a sentence are looked at together."""

NEGATION_REACHES = 3
"""How many words on a negator still turns what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a sentence speaks of.

    `values` are options spoken of and not denied, in the order of the options, and `sure` how
    surely the least sure of them is. A command that `stands_out` can hardly belong to something
    else. `denied`: an option was spoken of and denied. `loose`: words stand about that might
    change an answer. `either`: so do words of choosing or turning ("or", "but"). `asks`: the
    sentence puts a question to us.
    """

    values: tuple[str, ...] = ()
    sure: Sure = Sure.NAMED
    command: str | None = None
    stands_out: bool = False
    denied: bool = False
    loose: bool = False
    either: bool = False
    asks: bool = False

    @property
    def plain(self) -> bool:
        """The options are said surely, and nothing besides that could change them."""
        doubtful = self.denied or self.loose or self.either or self.asks
        return self.sure >= Sure.OTHERWISE and not doubtful


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


def spoken_of(of: Meanings, tokens: Sequence[str]) -> Spoken:
    """What these words speak of; folded, and bare of courtesies."""
    use = _uses(of.vocabulary)
    found = list(_mentions(of, tokens))
    covered = {n for mention in found for n in range(mention.start, mention.end)}
    denied = {m.start for m in found if _denied(m, tokens, covered, of.vocabulary)}
    meant = [m for m in found if m.start not in denied or m.phrase.command == "stop"]
    rest = [token for n, token in enumerate(tokens) if n not in covered]
    keys = _keys(of, rest, use) or _keys(of, tokens[:1], use)
    command = _most_pressing(meant)
    loose = [token for token in rest if token not in use.around]
    if keys:
        loose = [t for t in loose if t not in use.before_keys and not _is_key(of, t)]
    return Spoken(
        values=of.in_order([value for m in meant for value in m.phrase.values] + keys),
        sure=min((m.phrase.sure for m in found if m.phrase.values), default=Sure.NAMED),
        command=command.phrase.command if command else None,
        stands_out=command is not None and _stands_out(command, tokens),
        denied=any(m.phrase.values for m in found if m.start in denied),
        loose=bool(loose) or not use.inverted.isdisjoint(tokens[:1]),
        either=not use.either.isdisjoint(rest),
        asks=not use.questioning.isdisjoint(tokens[:1]) and 0 not in covered,
    )


class _Mention(NamedTuple):
    start: int
    end: int
    phrase: Phrase


def _mentions(of: Meanings, tokens: Sequence[str]) -> Iterator[_Mention]:
    """The phrases that stand in a sentence, the longest first where two begin alike."""
    start = 0
    while start < len(tokens):
        mention = _mention_at(of, tokens, start)
        if mention:
            yield mention
        start = mention.end if mention else start + 1


def _mention_at(of: Meanings, tokens: Sequence[str], start: int) -> _Mention | None:
    if tokens[start] not in of.options.known and tokens[start] not in of.always.known:
        return None
    for end in range(min(start + LONGEST_PHRASE, len(tokens)), start, -1):
        words = " ".join(tokens[start:end])
        phrase = of.options.phrases.get(words) or of.always.phrases.get(words)
        if phrase:
            return _Mention(start, end, phrase)
    return None


def _denied(
    mention: _Mention, tokens: Sequence[str], covered: set[int], vocabulary: Vocabulary
) -> bool:
    """Whether a negator stands before it, outside any other phrase."""
    negators = vocabulary.words.negators
    reached = range(max(0, mention.start - NEGATION_REACHES), mention.start)
    before = [n for n in reached if tokens[n] in negators and n not in covered]
    if before == [0] and tokens[0] in vocabulary.no.sure:
        # "No, never" and "no, late once" are answers; "no good" is not.
        several = mention.end - mention.start > 1
        return not (several or tokens[mention.start] in negators)
    return bool(before)


def _keys(of: Meanings, tokens: Sequence[str], use: _Uses) -> list[str]:
    """Options named by key; only where no word stands by that a number could belong to.

    The first word of a message is looked at by itself, too: "2 it depends who is on".
    """
    values: list[str] = []
    for token in tokens:
        if _is_key(of, token):
            meant = of.options.whole[token]
            values += [str(meant.value)] if meant.value else meant.among
        elif token not in use.beside_keys:
            return []
    return values


def _is_key(of: Meanings, token: str) -> bool:
    return token.isdecimal() and of.options.whole.get(token, NOTHING).rule.startswith("key")


def _most_pressing(mentions: Sequence[_Mention]) -> _Mention | None:
    """The command asked for; of several, not safe, then stop, then the others as listed."""
    pressing = ("not_safe", *COMMANDS)
    commands = [m for m in mentions if m.phrase.command]
    return min(commands, key=lambda m: pressing.index(str(m.phrase.command)), default=None)


def _stands_out(mention: _Mention, tokens: Sequence[str]) -> bool:
    """Several words, or "stop" at either end of the message."""
    at_an_end = mention.start == 0 or mention.end == len(tokens)
    several = mention.end - mention.start > 1
    return several or (mention.phrase.command == "stop" and at_an_end)


class _Uses(NamedTuple):
    """Words by what they may do in a sentence, put together once for each vocabulary."""

    around: frozenset[str]
    beside_keys: frozenset[str]
    before_keys: frozenset[str]
    either: frozenset[str]
    inverted: frozenset[str]
    questioning: frozenset[str]


@lru_cache(maxsize=64)
def _uses(vocabulary: Vocabulary) -> _Uses:
    use = vocabulary.words
    return _Uses(
        around=use.fillers | use.joiners | use.courtesies | use.either,
        beside_keys=use.fillers | use.joiners | use.either | use.key_words | use.hedges,
        before_keys=use.key_words - use.negators,
        either=use.either,
        inverted=use.inverted,
        questioning=use.questioning,
    )


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
