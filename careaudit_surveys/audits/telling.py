"""Small turns of phrase for problems: lists, nearest words, long words made short."""

from __future__ import annotations

from collections.abc import Iterable


def listed(words: Iterable[str], last: str = "or") -> str:
    """A list in a sentence.

    >>> listed(["met", "partly", "not_met"])
    'met, partly or not_met'
    """
    *most, end = words
    return f"{', '.join(most)} {last} {end}" if most else end


def meant(word: object, known: Iterable[str]) -> str:
    """A question that offers the nearest known word, or nothing if none is near.

    >>> meant("partley", ["met", "partly"])
    "; did you mean 'partly'?"
    """
    if not isinstance(word, str):
        return ""
    # Imported late: most audits have nothing wrong.
    from difflib import get_close_matches

    plain = word.strip().lower().replace(" ", "_").replace("-", "_")
    spelled = {name.lower().replace("-", "_"): name for name in sorted(known)}
    near = get_close_matches(plain[:80], spelled, n=1)
    return f"; did you mean '{spelled[near[0]]}'?" if near else ""


def shortened(words: str, limit: int = 60) -> str:
    """Words fit to be quoted in a problem: in one line, and cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
