"""The cell of one option, both ways: `Never = not met`.

Before the `=` stands the label; behind it the result, and after a `!` the kind of alert that the
answer raises: `Not safe = not met! unsafe`, `Missed twice = not met! neglect, look into`.

An option's key and value need not be written. Keys are 1, 2, 3 … in order; "don't know" has 8 and
"rather not say" 0; values are made from the labels. An option that differs says so in braces
behind its label: `Poor {key 4, value poor_visit, short Bad} = not met`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Flag, Option
from .notation import (
    Unclear,
    folded,
    read_result,
    read_word,
    read_words,
    slug,
    write_result,
    write_word,
    write_words,
)

_BRACES = re.compile(
    r"(?P<label>.*)"
    r'\{(?P<own>(?="?(?:key|value|short|no short)\b)(?:"(?:[^"]|"")*"|[^{}"])*)\}',
    re.DOTALL,
)
_OWN = re.compile(r"(?P<name>key|value|short)\s+(?P<text>.+)|(?P<none>no short)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What an option has where its cell does not say otherwise."""

    value: str
    key: str
    short: str | None = None
    counted: bool = True


def _usual(label: str, result: str, position: int) -> _Usual:
    """Those of an option in this position among the answers that are counted 1, 2, 3 …"""
    words = folded(label.replace("’", "'"))
    if result == "declined":
        return _Usual("rather_not_say", "0", None if words == "skip" else "Skip", counted=False)
    if result == "unknown" and words in ("i don't know", "don't know"):
        short = "Don't know" if words.startswith("i ") else None
        return _Usual("dont_know", "8", short, counted=False)
    return _Usual(slug(label) or f"option_{position}", str(position))


def read_option(text: str, position: int) -> tuple[dict[str, Any], int]:
    """One option as the file would hold it, and the position of the next."""
    before, equals, behind = text.rpartition("=")
    label, own = _parted(before.strip())
    if not equals or not label:
        raise Unclear("write the answer, '=' and its result, such as 'Never = not met'")
    written, bang, alert = behind.partition("!")
    result = read_result(written.strip())
    usual = _usual(label, result, position)
    option = {"value": usual.value, "key": usual.key, "label": label, "short": usual.short}
    option |= {"result": result} | _read_own(own)
    found: dict[str, Any] = {name: part for name, part in option.items() if part is not None}
    if bang:
        found["flag"] = _read_flag(alert)
    return found, position + usual.counted


def _parted(text: str) -> tuple[str, str]:
    """A label, and what stands in the braces behind it."""
    match = _BRACES.fullmatch(text)
    return (match["label"].strip(), match["own"]) if match else (text, "")


def _read_own(text: str) -> dict[str, str | None]:
    """What the braces say."""
    found: dict[str, str | None] = {}
    for item in read_words(text):
        match = _OWN.fullmatch(item)
        if match is None:
            raise Unclear("between { and } write 'key 4', 'value poor' or 'short Bad', with commas")
        if match["none"]:
            found["short"] = None
        else:
            found[match["name"]] = match["text"]
    return found


def _read_flag(text: str) -> str | dict[str, str]:
    kind, *reply = read_words(text) or ["unsafe"]
    if len(reply) > 1:
        raise Unclear("after the ! write one kind of alert, such as '! unsafe'")
    if reply:
        return {"kind": read_word(kind), "reply": read_word(reply[0])}
    return read_word(kind)


def write_option(option: Option, position: int) -> tuple[str, int]:
    """The cell of an option, and the position of the next."""
    usual = _usual(option.label, str(option.result), position)
    own = []
    # A label that ends in such braces of its own is followed by others, for the last are read.
    if option.key != usual.key or _parted(option.label)[1]:
        own.append(f"key {option.key}")
    if option.value != usual.value:
        own.append(f"value {option.value}")
    if option.short != usual.short:
        own.append(f"short {option.short}" if option.short is not None else "no short")
    braces = f" {{{write_words(own)}}}" if own else ""
    alert = f"! {_write_flag(option.flag)}" if option.flag else ""
    text = f"{option.label}{braces} = {write_result(option.result)}{alert}"
    return text, position + usual.counted


def _write_flag(flag: Flag) -> str:
    return write_words(write_word(word) for word in (flag.kind, flag.reply) if word)


def write_options(options: Sequence[Option]) -> list[str]:
    """The cells of a question's or a scale's options."""
    cells, position = [], 1
    for option in options:
        cell, position = write_option(option, position)
        cells.append(cell)
    return cells
