"""The words in which people tell of harm: one file for each language.

A file is TOML in `languages/harm/` and explains itself. Patterns are kept as written;
`dialogue.patterns` says how they read.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from .kinds_of_harm import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The patterns that tell of one kind of harm.

    Those of `urgent` are urgent as they stand, all others where a word of now is said in the same
    sentence, if `soon`, or always if the kind is `pressing`; `hints` count where nothing in it
    reassures. `unless` is a concept of time with which it is no matter for today.
    """

    says: tuple[str, ...]
    urgent: tuple[str, ...]
    hints: tuple[str, ...]
    soon: bool
    pressing: bool
    unless: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """From which weight on a text's words tell of harm: `beside_a_hint` of it, or `alone`."""

    beside_a_hint: float
    alone: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VocabularyOfHarm:
    """How people of one language tell of harm; compared and hashed by identity.

    `concepts` name groups of words. `respelt` has text-speak and common misspellings, of one
    word or two. Words of `unheard` change nothing and are passed over; those of `everyday` are
    too common to begin a search with; those of `ordinary` are spelt right. What stands in
    `harmless` patterns is taken out before any other is looked for. `tells` has the patterns
    of each kind. `weights` say how much words, and pairs of words that follow each other, speak
    for harm or against it (`scripts/weigh_words.py`); that of "" is where a text starts from.
    """

    language: str
    concepts: Mapping[str, tuple[str, ...]]
    respelt: Mapping[str, str]
    unheard: frozenset[str]
    everyday: Mapping[str, int]
    ordinary: frozenset[str]
    harmless: tuple[str, ...]
    tells: Mapping[str, Telling]
    weighing: Weighing
    weights: Mapping[str, float]


@lru_cache(maxsize=64)
def vocabulary_of_harm(language: str) -> VocabularyOfHarm:
    """How people tell of harm in a language, or in its main form: that of `en` for `en-GB`.

    LookupError where there is no file.
    """
    for name in (language, language.partition("-")[0]):
        if name in languages_of_harm():
            written = tomllib.loads((_folder() / f"{name}.toml").read_text(encoding="utf-8"))
            return _vocabulary(name, written)
    raise LookupError(
        f"no vocabulary of harm for the language '{language}': "
        f"choose from {', '.join(languages_of_harm())}"
    )


def languages_of_harm() -> tuple[str, ...]:
    """The languages in which harm is noticed, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def _folder() -> Traversable:
    return files(__package__) / "languages" / "harm"


def _vocabulary(name: str, written: Mapping[str, Any]) -> VocabularyOfHarm:
    tells = {
        kind: Telling(
            says=tuple(written["kinds"][kind].get("says", ())),
            urgent=tuple(written["kinds"][kind].get("urgent", ())),
            hints=tuple(written["kinds"][kind].get("hints", ())),
            pressing=written["kinds"][kind].get("pressing", False),
            soon=written["kinds"][kind].get("soon", False),
            unless=written["kinds"][kind]["unless"],
        )
        for kind in KINDS
    }
    return VocabularyOfHarm(
        language=name,
        concepts={concept: _listed(words) for concept, words in written["concepts"].items()},
        respelt=_respelt(written["respelt"]),
        unheard=frozenset(_listed(written["unheard"])),
        everyday={word: place for place, word in enumerate(_listed(written["everyday"]))},
        ordinary=frozenset(_listed(written["ordinary"])),
        harmless=tuple(written["harmless"]["patterns"]),
        tells=tells,
        weighing=Weighing(**written["weighing"]),
        weights=_weights(name),
    )


def _weights(name: str) -> dict[str, float]:
    """The weights of a language; none where no file gives any."""
    file = _folder() / f"{name}.weights.txt"
    if not file.is_file():
        return {}
    lines = file.read_text(encoding="utf-8").splitlines()
    return {words: float(weight) for weight, _, words in (line.partition("\t") for line in lines)}


def _respelt(written: Mapping[str, str]) -> dict[str, str]:
    return {typed: meant for meant, listed in written.items() for typed in _listed(listed)}


def _listed(words: str) -> tuple[str, ...]:
    """Words and phrases between commas."""
    return tuple(word for word in (" ".join(each.split()) for each in words.split(",")) if word)
