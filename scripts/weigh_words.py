"""Weigh words by the comments that harm was noticed to be told in, or not.

    python scripts/weigh_words.py tests/evaluation/tuning_comments.jsonl en

writes `careaudit_surveys/words/languages/harm/en.weights.txt`: how much each word, and each pair
of words that follow each other, speaks for harm (above 0) or against it. It is a logistic
regression by stochastic gradient descent with a ridge penalty. A word shares its weight with
the concepts it belongs to, so that words of a concept that no comment holds are weighed too.
The same comments and vocabulary give the same file.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from math import exp, sqrt
from pathlib import Path

from careaudit_surveys.dialogue.harm_words import lexicon, words_of_concepts
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.harm import vocabulary_of_harm

ROUNDS = 30
RIDGE = 0.003
FIRST_STEP = 0.3
SEEN_AT_LEAST = 2
SMALLEST = 0.03
FOLDER = Path(__file__).parents[1] / "careaudit_surveys" / "words" / "languages" / "harm"


def main(comments: str, language: str) -> None:
    """Read comments, weigh their words, write the weights."""
    lines = Path(comments).read_text(encoding="utf-8").splitlines()
    weights = weigh([json.loads(line) for line in lines], language)
    written = "".join(f"{weight:.2f}\t{feature}\n" for feature, weight in sorted(weights.items()))
    (FOLDER / f"{language}.weights.txt").write_text(written, encoding="utf-8")


def weigh(comments: Iterable[dict[str, object]], language: str) -> dict[str, float]:
    """The weight of each word and pair; that of the empty word is where a text starts from."""
    harm = vocabulary_of_harm(language)
    concepts = words_of_concepts(harm)
    spelling = lexicon(harm).spelling
    read = [
        (spelling.heard(fold(str(comment["text"])).split()), bool(comment["flag"]))
        for comment in comments
    ]
    texts = [(_features(words, concepts), sqrt(max(1, len(words))), flag) for words, flag in read]
    seen = Counter(feature for features, _, _ in texts for feature in set(features))
    kept = [
        ([f for f in features if seen[f] >= SEEN_AT_LEAST], length, flag)
        for features, length, flag in texts
    ]
    weights = _descend(kept)
    words = {feature for feature in weights if not feature.startswith("<")} | set(concepts)
    found = {
        word: weights.get(word, 0.0) + sum(weights.get(c, 0.0) for c in concepts.get(word, ()))
        for word in words
    }
    return {
        word: weight
        for word, weight in found.items()
        if abs(weight) >= SMALLEST and "#" not in word  # numbers answer questions
    }


def _features(words: list[str], concepts: dict[str, list[str]]) -> list[str]:
    pairs = [f"{first} {second}" for first, second in pairwise(["^", *words, "$"])]
    return [*words, *pairs, *(concept for word in words for concept in concepts.get(word, ()))]


def _descend(texts: list[tuple[list[str], float, bool]]) -> dict[str, float]:
    chance = random.Random(1)  # noqa: S311 - the same order each time, nothing secret
    weights: dict[str, float] = defaultdict(float)
    for round_ in range(ROUNDS):
        chance.shuffle(texts)
        step = FIRST_STEP / (1 + 0.3 * round_)
        for features, length, flag in texts:
            score = weights[""] + sum(weights[feature] for feature in features) / length
            error = 1 / (1 + exp(-max(-30.0, min(30.0, score)))) - flag
            weights[""] -= step * error * 0.1
            for feature in features:
                weights[feature] -= step * (error / length + RIDGE * weights[feature])
    return weights


if __name__ == "__main__":
    main(*sys.argv[1:])
