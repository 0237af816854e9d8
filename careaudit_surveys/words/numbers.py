"""Numbers in words and digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

MOST_DIGITS = 9
"""Longer runs of digits are no number that anyone means."""


def numbers_in(tokens: Sequence[str], words: Mapping[str, int]) -> tuple[list[int], list[str]]:
    """The numbers that folded tokens hold, in order, and the tokens that are no part of one.

    `words` are a language's number words. "twenty one" is one number, "one two" are two.

    >>> numbers_in(["about", "twenty", "one", "or", "22"], {"twenty": 20, "one": 1})
    ([21, 22], ['about', 'or'])
    """
    numbers: list[int] = []
    rest: list[str] = []
    last: int | None = None  # the number word just before, to which the next may belong
    for token in tokens:
        word = words.get(token)
        if word is not None and last is not None and (joined := _joined(last, word)) is not None:
            numbers[-1] = last = joined
        elif word is not None:
            numbers.append(word)
            last = word
        elif token.isdecimal() and token.isascii() and len(token) <= MOST_DIGITS:
            numbers.append(int(token))
            last = None
        else:
            rest.append(token)
            last = None
    return numbers, rest


def _joined(before: int, word: int) -> int | None:
    """One number of two words: "twenty" "one", "two" "hundred"; None if they are two."""
    if word == 100 and 0 < before < 10:
        return before * word
    if (before % 100 == 0 and 0 < word < 100 and before) or (
        before % 10 == 0 and before % 100 >= 20 and 0 < word < 10
    ):
        return before + word
    return None
