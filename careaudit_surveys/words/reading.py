"""How hard a text is to read: sentences, syllables and the Flesch-Kincaid grade.

A low grade is a floor, not a proof: only people can say whether they understand.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SENTENCE_END = re.compile(r"[.!?:;…]+(?=[\s\"')]|$)|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in order; a colon, a semicolon and a new line end one too.

    >>> sentences("Hello. Shall we start?")
    ('Hello', 'Shall we start')
    """
    return tuple(piece.strip() for piece in _SENTENCE_END.split(text) if words(piece))


def words(text: str) -> tuple[str, ...]:
    """The words of a text; a number is a word."""
    return tuple(_WORD.findall(text))


def longest_sentence(text: str) -> str:
    """The sentence with the most words, the first of equals; empty if there is none."""
    return max(sentences(text), key=lambda sentence: len(words(sentence)), default="")


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a whole message; 4 is about age 9. 0.0 if there is no sentence.

    Sentences of one word ("Hello.") are left out: they would flatter the rest.
    Formula: Kincaid, Fishburne, Rogers and Chissom 1975, Research Branch Report 8-75.
    """
    counted = [found for sentence in sentences(text) if len(found := words(sentence)) > 1]
    if not counted:
        return 0.0
    spoken = [word for sentence in counted for word in sentence]
    syllable_count = sum(map(syllables, spoken))
    return 0.39 * len(spoken) / len(counted) + 11.8 * syllable_count / len(spoken) - 15.59


_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<![aeiou])(?:e|(?<![sxzcg])(?<![cs]h)es|(?<![td])ed)$")
_SPOKEN_LE = re.compile(r"[^aeiouylr]les?$")
_TWO_VOWELS = re.compile(r"[eouy]ing|[^ctgs]i[ao]|ua[lt]|[^q]uou|iet|eo(?:[nu]|$)|\w{3}iers?$|ism$")
_SPOKEN_NT = re.compile(r"[sd]nt$")


@lru_cache(maxsize=4096)
def syllables(word: str) -> int:
    """How many syllables an English word has; a good guess for plain words, 1 for a number.

    >>> syllables("medicine"), syllables("knocked"), syllables("2026")
    (2, 1, 1)
    """
    spelt = re.sub(r"[^a-z]", "", word.lower())
    if spelt in _COUNTED:
        return _COUNTED[spelt]
    if spelt.endswith("s") and spelt[:-1] in _COUNTED:
        return _COUNTED[spelt[:-1]]
    count = len(_VOWELS.findall(spelt)) + len(_TWO_VOWELS.findall(spelt))
    if _SILENT_END.search(spelt) and not _SPOKEN_LE.search(spelt):
        count -= 1
    if "'" in word or "’" in word:
        count += len(_SPOKEN_NT.findall(spelt))
    return max(count, 1)


def _counted(table: str) -> dict[str, int]:
    """Read lines of "number: words"."""
    rows = (line.split(":") for line in table.strip().splitlines())
    return {word: int(number) for number, listed in rows for word in listed.split()}


# Words that the rules get wrong, as they are said in Britain ("med-sin"). Most have a silent e
# in the middle. A plural in -s need not be listed.
_COUNTED = _counted("""
1: one once are were there here eye moved
2: something sometimes someone sometime careful useful hopeful every evening business homely
2: lonely safely nicely lovely likely rarely closely statement movement quiet diet poem create
2: being trying lion homecare timely lifetime wheelchair elsewhere forehead medicine
3: everyone everything everywhere idea area usual safeguard advocate carefully however caregiver
4: usually safeguarding
""")
