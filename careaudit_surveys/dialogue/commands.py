"""A command asked for in a sentence, and whether its words may belong to something else."""

from __future__ import annotations

from collections.abc import Sequence

from careaudit_surveys.words.vocabulary import COMMANDS

from .meanings import Meanings, Role, plain_words
from .sentences import Piece


def command_in(of: Meanings, pieces: Sequence[Piece]) -> tuple[str | None, bool, bool]:
    """The command asked for, whether the words can hardly mean another, and whether it stands out.

    It stands out in several words that can mean nothing else, or that ask to stop or for help out
    of danger, and as "stop" at either end of the message.
    """
    found = [n for n, piece in enumerate(pieces) if piece.phrase and piece.phrase.command]
    meant = [n for n in found if not _is_denied(pieces, n) or _named(pieces[n]) == "stop"]
    if not meant:
        return None, False, False
    pressing = ("not_safe", *COMMANDS)
    place = min(meant, key=lambda n: pressing.index(_named(pieces[n])))
    phrase, command = pieces[place].phrase, _named(pieces[place])
    belongs = _is_denied(pieces, place) or _speaks_of_the_question(of, pieces[place])
    one = all(_named(pieces[n]) == command for n in meant)
    demanded = phrase is not None and phrase.demanded
    asked_for = one and not belongs and (demanded or _only_asks(of, pieces))
    at_an_end = command == "stop" and place in (0, len(pieces) - 1)
    several = len(pieces[place].words) > 1 and not belongs
    grave = command in ("stop", "not_safe")
    return command, asked_for, (several and (grave or demanded)) or at_an_end


def _named(piece: Piece) -> str:
    return str(piece.phrase and piece.phrase.command)


def _speaks_of_the_question(of: Meanings, piece: Piece) -> bool:
    """Whether a request has words of the question: "I need help", where help is asked about."""
    return not of.asked.intersection(piece.words).issubset(plain_words(of.vocabulary, "asking"))


def _is_denied(pieces: Sequence[Piece], place: int) -> bool:
    before = pieces[max(0, place - 2) : place]
    return any(piece.role is Role.NEGATOR for piece in before)


def _only_asks(of: Meanings, pieces: Sequence[Piece]) -> bool:
    """Whether all that stands round a request are words that go with asking."""
    asking = plain_words(of.vocabulary, "asking")
    others = [piece for piece in pieces if not (piece.phrase and piece.phrase.command)]
    words = {word for asked in asking for word in asked.split()}
    return all(words.issuperset(piece.words) for piece in others)
