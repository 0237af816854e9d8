"""Ways of telling which option a misspelt word means, by what each keeps wrongly.

The words are those of `tests/dialogue/near_words.txt`: spelling errors as people make them, and
words that look alike and mean something else. A way is given the reply and the labels; a label
near enough is kept. Ours may ask instead, and what it asks about is counted apart.
"""

from __future__ import annotations

import difflib
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler, Levenshtein

from benchmarks.ratios import Row
from careaudit_surveys.audits.model import UNKNOWN, AnswerType, Option
from careaudit_surveys.dialogue.messages import Outcome
from careaudit_surveys.dialogue.understand import understand
from careaudit_surveys.surveys import Question
from careaudit_surveys.words.vocabulary import vocabulary

WORDS = Path(__file__).parents[1] / "tests" / "dialogue" / "near_words.txt"
EIGHT = ("Always", "Mostly", "Often", "Sometimes", "Seldom", "Hardly ever", "Never", "It depends")
ROUNDS = 9
CALLS = 1_000


class Near(NamedTuple):
    """What was typed to which labels, and the label meant, if any."""

    labels: tuple[str, ...]
    typed: str
    meant: str | None


Way = Callable[[str, Sequence[str]], str | None]
"""Gives the label kept, or None."""


def near_words() -> Iterator[Near]:
    """The words of the file."""
    labels: tuple[str, ...] = ()
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            labels = tuple(line.strip("[]").split(" | "))
        elif " = " in line and not line.startswith("#"):
            typed, meant = line.split(" = ")
            yield Near(labels, typed, None if meant == "-" else meant)


def asked(labels: Sequence[str]) -> Question:
    """A question with these options, each of its label as value."""
    options = tuple(
        Option(value=label, key=str(key), label=label, result=UNKNOWN)
        for key, label in enumerate(labels, 1)
    )
    return Question(id="near", text="", type=AnswerType.CHOICE, options=options)


def _difflib(typed: str, labels: Sequence[str]) -> str | None:
    lower = {label.lower(): label for label in labels}
    found = difflib.get_close_matches(typed, lower, n=1, cutoff=0.8)
    return lower[found[0]] if found else None


def _rapidfuzz(scorer: Callable[..., float], cutoff: float) -> Way:
    def way(typed: str, labels: Sequence[str]) -> str | None:
        lower = [label.lower() for label in labels]
        found = process.extractOne(typed, lower, scorer=scorer, score_cutoff=cutoff)
        return labels[found[2]] if found else None

    return way


def _first_letter_right(typed: str, labels: Sequence[str]) -> str | None:
    """One error in words of the same first letter, word by word."""
    for label in labels:
        words, right = typed.split(), label.lower().split()
        if len(words) == len(right) and all(
            a == b or (a[0] == b[0] and OSA.distance(a, b) == 1)
            for a, b in zip(words, right, strict=True)
        ):
            return label
    return None


WAYS: dict[str, Way] = {
    "difflib.get_close_matches 0.8": _difflib,
    "ratio 80": _rapidfuzz(fuzz.ratio, 80),
    "WRatio 85": _rapidfuzz(fuzz.WRatio, 85),
    "Jaro-Winkler 0.9": _rapidfuzz(JaroWinkler.similarity, 0.9),
    "Levenshtein similarity 0.8": _rapidfuzz(Levenshtein.normalized_similarity, 0.8),
    "OSA at most 2": _rapidfuzz(OSA.distance, 2),
    "OSA at most 1": _rapidfuzz(OSA.distance, 1),
    "OSA at most 1 in each word": _first_letter_right,
}


def main() -> None:
    """Print the table: right, kept wrongly, asked; then the time of one misspelt reply."""
    words = list(near_words())
    print(f"{len(words)} replies, {sum(near.meant is not None for near in words)} of them meant")
    print(
        f"{'way':32} {'kept rightly':>12} {'kept wrongly':>12} {'asked rightly':>13} {'wrongly':>8}"
    )
    for name, way in WAYS.items():
        kept = [(way(near.typed, near.labels), near.meant) for near in words]
        right = sum(found == meant for found, meant in kept if found)
        print(f"{name:32} {right:12} {sum(bool(found) for found, _ in kept) - right:12}")
    _print_ours(words)
    _print_times()


def _print_ours(words: Sequence[Near]) -> None:
    english = vocabulary("en")
    counts = dict.fromkeys(("kept rightly", "kept wrongly", "asked rightly", "asked wrongly"), 0)
    wrong: list[str] = []
    for near in words:
        found = understand(asked(near.labels), near.typed, english)
        if found.outcome in (Outcome.ANSWER, Outcome.CONFIRM):
            verb = "kept" if found.outcome is Outcome.ANSWER else "asked"
            right = found.value == near.meant
            counts[f"{verb} {'rightly' if right else 'wrongly'}"] += 1
            wrong += [] if right else [f"{near.typed} ({verb}: {found.value})"]
    figures = counts.values()
    print("{:32} {:12} {:12} {:13} {:8}".format("understand", *figures))
    print("wrong:", ", ".join(wrong))


def _print_times() -> None:
    for row in run():
        print(f"{row.name}: {row.ratio:.2f} of {row.peer}; {row.note}")


def run() -> Iterator[Row]:
    """The time of one reply against eight labels, beside difflib's for the same.

    An exact reply is held to 5 microseconds by the clock, too: `note` says what it took.
    """
    question, english = asked(EIGHT), vocabulary("en")
    for typed, at_most in (("Sometimes", 0.25), ("somtimes", 0.5), ("hardley ever", 0.5)):
        rounds = []
        for _ in range(ROUNDS):
            ours = _seconds(partial(understand, question, typed, english))
            rounds.append((ours, _seconds(partial(_difflib, typed, EIGHT))))
        ratios = [ours / peer for ours, peer in rounds]
        least = min(ours for ours, _ in rounds) / CALLS * 1e6
        yield Row(
            name=f"{typed!r} against eight labels",
            ratio=statistics.median(ratios),
            least=min(ratios),
            most=max(ratios),
            peer="difflib.get_close_matches",
            at_most=at_most,
            note=f"{least:.1f} us",
        )


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
