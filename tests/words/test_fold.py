"""One plain form for all the ways of typing the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.words.fold import fold


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        pytest.param("  ALWAYS! ", "always", id="case, spaces and punctuation"),
        pytest.param("Don't", "dont", id="a straight apostrophe is dropped"),
        pytest.param("don’t", "dont", id="a curly one too"),
        pytest.param("don´t", "dont", id="an accent used as one"),
        pytest.param("don`t", "dont", id="a backtick used as one"),
        pytest.param("now/then,maybe", "now then maybe", id="punctuation parts words"),
        pytest.param("never—ever", "never ever", id="a dash parts words"),
        pytest.param("café", "cafe", id="an accent is stripped"),
        pytest.param("cafe\u0301", "cafe", id="a combining accent too"),
        pytest.param("Łódź Øre", "lodz ore", id="strokes"),
        pytest.param("STRASSE ß", "strasse ss", id="the sharp s"),
        pytest.param("ＡＬＷＡＹＳ　１", "always 1", id="full width"),
        pytest.param("٣", "3", id="Arabic digits"),
        pytest.param("৫ ੬ ۴", "5 6 4", id="Bengali, Punjabi and Urdu digits"),
        pytest.param("1️⃣", "1", id="a keycap"),
        pytest.param("①", "1", id="a circled digit"),
        pytest.param("al\u200bwa\u00adys", "always", id="zero width space and soft hyphen"),
        pytest.param("\u202ealways\u202c\u200f", "always", id="marks of direction"),
        pytest.param("\ufeffalways\x00", "always", id="byte order mark and NUL"),
        pytest.param("one\ttwo\nthree\x85four", "one two three four", id="control spaces"),
        pytest.param("yes👍🏽no", "yes 👍 no", id="an emoji stands alone, without skin tone"),
        pytest.param("✔️", "✔", id="a variation selector is dropped"),
        pytest.param(":) ...", "", id="punctuation alone is nothing"),
        pytest.param("\ud83d stop", "stop", id="half a surrogate pair"),
        pytest.param("কি", "কি", id="Indic vowel signs are letters"),
        pytest.param("ক্ষ", "ক্ষ", id="so is what joins them"),
        pytest.param("مُحَمَّد", "محمد", id="Arabic vowel marks are not"),
        pytest.param("한국", "한국", id="Korean stays whole"),
        pytest.param("1.5", "1 5", id="a point parts digits"),
    ],
)
def test_what_reads_the_same_folds_the_same(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text(st.characters(), max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_plain_letters_fold_alike_beside_others_and_alone(text: str) -> None:
    # ASCII has a quicker way of its own: an invisible sign forces the other one.
    assert fold(text + "\u200b") == fold(text)


@given(st.text(st.characters(), max_size=60))
def test_folded_text_has_single_spaces_and_no_edges(text: str) -> None:
    assert fold(text).split(" ") == fold(text).split() or fold(text) == ""
