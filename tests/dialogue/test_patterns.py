"""A pattern is found where its words stand as it says, and nowhere else."""

from __future__ import annotations

import pytest

from careaudit_surveys.dialogue.patterns import GAP, NEAR, pattern, places_of


def found(written: str, text: str) -> int:
    """The places of a pattern's words in a text of plain words; a full stop ends a sentence."""
    places: dict[str, int] = {}
    joined = 0
    for place, word in enumerate(text.split()):
        places[word.rstrip(".")] = places.get(word.rstrip("."), 0) | 1 << place
        joined |= (not word.endswith(".")) << place
    return places_of(pattern(written), places, joined)


def test_words_side_by_side_are_found_only_so() -> None:
    assert found("hits me", "he hits me hard") == 0b0110
    assert not found("hits me", "he hits at me")
    assert not found("hits me", "me hits")


def test_a_gap_has_room_for_so_many_words_and_no_more() -> None:
    assert found("hits ~ me", "hits " + "x " * GAP + "me")
    assert not found("hits ~ me", "hits " + "x " * (GAP + 1) + "me")


def test_what_stands_near_is_found_in_either_order() -> None:
    assert found("bruise & arm", "arm with a bruise") == 0b1001
    assert found("bruise & arm", "bruise " + "x " * (NEAR - 1) + "arm")
    assert not found("bruise & arm", "bruise " + "x " * NEAR + "arm")


@pytest.mark.parametrize("written", ["hits me", "hits ~ me", "hits & me"])
def test_nothing_is_found_across_the_end_of_a_sentence(written: str) -> None:
    assert found(written, "he hits me")
    assert not found(written, "he hits. me")


def test_only_the_words_that_led_to_a_match_are_its_places() -> None:
    assert found("hits ~ me", "hits x x x x x hits x me") == 0b101000000


def test_every_match_is_found_at_once() -> None:
    assert found("hits me", "hits me and hits me") == 0b11011


def test_a_pattern_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="a part without words"):
        pattern("bruise & ~")
