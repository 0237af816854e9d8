"""The words of harm are found for a language, its regions too."""

from __future__ import annotations

import pytest

from careaudit_surveys.words.harm import languages_of_harm, vocabulary_of_harm
from careaudit_surveys.words.kinds_of_harm import KINDS


def test_a_region_has_the_words_of_its_language() -> None:
    assert vocabulary_of_harm("en-GB").tells == vocabulary_of_harm("en").tells


def test_a_language_without_words_of_harm_is_told_with_those_that_have_them() -> None:
    with pytest.raises(LookupError, match="choose from en"):
        vocabulary_of_harm("tlh")


@pytest.mark.parametrize("language", languages_of_harm())
def test_every_kind_has_words_in_every_language(language: str) -> None:
    tells = vocabulary_of_harm(language).tells

    assert tuple(tells) == KINDS
    assert all(told.urgent or told.says for told in tells.values())
