"""Numbers in words and digits."""

from __future__ import annotations

import pytest

from careaudit_surveys.words.numbers import numbers_in
from careaudit_surveys.words.vocabulary import vocabulary

NUMBERS = vocabulary("en").numbers


@pytest.mark.parametrize(
    ("said", "numbers", "rest"),
    [
        ("5", [5], []),
        ("five", [5], []),
        ("twenty one", [21], []),
        ("thirty", [30], []),
        ("two hundred", [200], []),
        ("two hundred thirty four", [234], []),
        ("one two", [1, 2], []),
        ("twenty thirty", [20, 30], []),
        ("eleven one", [11, 1], []),
        ("5 one", [5, 1], []),
        ("zero one", [0, 1], []),
        ("about 12 carers", [12], ["about", "carers"]),
        ("1234567890", [], ["1234567890"]),
        ("a few", [], ["a", "few"]),
        ("", [], []),
    ],
)
def test_numbers_are_found_with_what_is_left(
    said: str, numbers: list[int], rest: list[str]
) -> None:
    assert numbers_in(said.split(), NUMBERS) == (numbers, rest)
