"""Ratios taken in one run: ours and a peer's turn about, the median of the rounds.

A machine's speed swings by half within minutes, so no figure stands alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 5
SECONDS = 0.6
"""How long each side runs in a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure: a ratio to a peer or limit, its range over the rounds, and what is aimed at."""

    name: str
    ratio: float
    least: float
    most: float
    peer: str
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def reached(self) -> bool:
        """Is the aim reached by the median?"""
        if self.at_least is not None:
            return self.ratio >= self.at_least
        return self.at_most is None or self.ratio <= self.at_most

    @property
    def aim(self) -> str:
        if self.at_least is not None:
            return f">= {self.at_least:g}"
        return "" if self.at_most is None else f"<= {self.at_most:g}"


def rate(work: Callable[[], int], seconds: float = SECONDS) -> float:
    """How many units of work a second, over about so many seconds."""
    done, begun = 0, time.perf_counter()
    while (passed := time.perf_counter() - begun) < seconds:
        done += work()
    return done / passed


def compared(
    name: str,
    ours: Callable[[], int],
    theirs: Callable[[], int],
    peer: str,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Row:
    """Our rate to theirs; each call of `ours` and `theirs` says how many units it did."""
    ours(), theirs()
    pairs = [(rate(ours), rate(theirs)) for _ in range(ROUNDS)]
    ratios = [one / other for one, other in pairs]
    note = f"{median(one for one, _ in pairs):,.0f} a second"
    return Row(
        name=name,
        ratio=median(ratios),
        least=min(ratios),
        most=max(ratios),
        peer=peer,
        at_least=at_least,
        at_most=at_most,
        note=note,
    )
