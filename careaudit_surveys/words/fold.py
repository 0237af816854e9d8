"""One plain form for all the ways of typing the same words."""

from __future__ import annotations

import string
import unicodedata


def fold(text: str) -> str:
    """The words of a text, bare: two texts that read the same fold the same.

    Small letters without accents, ASCII digits, one space between words. Punctuation parts
    words; apostrophes, control characters and whatever is invisible are dropped. An emoji
    stands as a word of its own, without skin tone.

    >>> fold("  I DON’T know...")
    'i dont know'
    """
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    plain = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    bare = "".join(map(_bare, unicodedata.normalize("NFKD", plain)))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def _ascii_form(character: str) -> str:
    if character.isalnum():
        return character.lower()
    if character in "'`":
        return ""
    return " " if character in string.punctuation or character.isspace() else ""


_ASCII = {code: _ascii_form(chr(code)) or None for code in range(128)}

_APOSTROPHES = dict.fromkeys(
    map(
        ord,
        "'`"
        "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
        "\N{MODIFIER LETTER APOSTROPHE}\N{ACUTE ACCENT}\N{PRIME}\N{FULLWIDTH APOSTROPHE}",
    )
)

# Letters whose stroke is no accent to Unicode, though it is one to a reader.
_STROKES = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}

# Combining classes of the Indic nukta and virama, which make another letter.
_PART_OF_THE_LETTER = (0, 7, 9)


def _bare(character: str) -> str:
    """What is left of one character of decomposed text."""
    category = unicodedata.category(character)
    match category[0]:
        case "L":
            return _STROKES.get(character, character)
        case "N":
            return str(unicodedata.decimal(character, character))
        case "M":
            return character if _is_a_vowel_sign(character, category) else ""
        case "S":
            return {"So": f" {character} ", "Sk": ""}.get(category, " ")
        case "C":
            return " " if character.isspace() else ""
        case _:
            return " "


def _is_a_vowel_sign(character: str, category: str) -> bool:
    """Marks of class 0 are vowels of Indic and Thai script, but for two that only dress others."""
    if category == "Me" or "\N{VARIATION SELECTOR-1}" <= character <= "\N{VARIATION SELECTOR-16}":
        return False
    return unicodedata.combining(character) in _PART_OF_THE_LETTER
