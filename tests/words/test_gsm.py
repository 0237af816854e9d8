"""How long a text message is: GSM-7 and UCS-2, parts, and what plain signs save."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.words.gsm import (
    GSM_BASIC,
    GSM_EXTENDED,
    not_gsm,
    plain_for_sms,
    sms_parts,
    sms_size,
)

LONE = "\ud83d"  # the first half of a surrogate pair, alone


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        pytest.param("", "GSM-7", 0, 1, id="the empty text is one part"),
        pytest.param("a" * 160, "GSM-7", 160, 1, id="160 fill one part"),
        pytest.param("a" * 161, "GSM-7", 161, 2, id="161 need two"),
        pytest.param("a" * 306, "GSM-7", 306, 2, id="two parts hold 153 each"),
        pytest.param("a" * 307, "GSM-7", 307, 3, id="307 need three"),
        pytest.param("€" * 80, "GSM-7", 160, 1, id="an extended sign counts twice"),
        pytest.param("€" * 81, "GSM-7", 162, 2, id="81 euro signs need two parts"),
        pytest.param("a" * 159 + "€", "GSM-7", 161, 2, id="159 and a euro sign do not fit in one"),
        pytest.param(
            "a" * 152 + "€" + "a" * 151, "GSM-7", 305, 2, id="an escape never ends a part"
        ),
        pytest.param(
            "a" * 152 + "€" + "a" * 152, "GSM-7", 306, 3, id="the gap it leaves costs a part"
        ),
        pytest.param("a" * 151 + "€" + "a" * 153, "GSM-7", 306, 2, id="a pair that just fits"),
        pytest.param("Bore da ŵ", "UCS-2", 9, 1, id="one Welsh letter widens the whole text"),
        pytest.param("ŵ" * 70, "UCS-2", 70, 1, id="70 wide units fill one part"),
        pytest.param("ŵ" * 71, "UCS-2", 71, 2, id="71 need two"),
        pytest.param("ŵ" * 134, "UCS-2", 134, 2, id="two wide parts hold 67 each"),
        pytest.param("ŵ" * 135, "UCS-2", 135, 3, id="135 need three"),
        pytest.param("👍" * 35, "UCS-2", 70, 1, id="an emoji is two units"),
        pytest.param("ŵ" * 66 + "👍" + "ŵ" * 65, "UCS-2", 133, 2, id="an emoji moves on whole"),
        pytest.param("ŵ" * 66 + "👍" + "ŵ" * 66, "UCS-2", 134, 3, id="and its gap costs a part"),
        pytest.param("ŵ" * 65 + "👍" + "ŵ" * 67, "UCS-2", 134, 2, id="an emoji that just fits"),
        pytest.param(LONE, "UCS-2", 1, 1, id="half a pair is one unit"),
        pytest.param("\ud83d\udc4d", "UCS-2", 2, 1, id="two halves side by side are one emoji"),
        pytest.param(
            "ŵ" * 66 + "\ud83d\udc4d" + "ŵ" * 66, "UCS-2", 134, 3, id="nor are halves parted"
        ),
        pytest.param("\n\f[]", "GSM-7", 7, 1, id="line feed, form feed and brackets"),
        pytest.param("ç", "UCS-2", 1, 1, id="small c cedilla is not in the alphabet"),
        pytest.param("Ç", "GSM-7", 1, 1, id="the capital is"),
        pytest.param("`", "UCS-2", 1, 1, id="the backtick is not"),
        pytest.param("\t", "UCS-2", 1, 1, id="nor is the tab"),
    ],
)
def test_a_text_has_the_size_that_networks_charge(
    text: str, encoding: str, units: int, parts: int
) -> None:
    assert sms_size(text) == (encoding, units, parts)


def test_the_alphabet_has_its_127_signs_and_10_extended_ones() -> None:
    assert len(GSM_BASIC) == 127  # 128 places, of which one is the escape
    assert len(GSM_EXTENDED) == 10
    assert not GSM_BASIC & GSM_EXTENDED


def test_what_forces_the_wider_encoding_is_named() -> None:
    assert not_gsm("Mae’r tŷ yn lân €5") == {"’", "ŷ", "â"}
    assert not_gsm("Plain enough.") == set()


@pytest.mark.parametrize(
    ("typographic", "plain"),
    [
        pytest.param("I don’t know", "I don't know", id="apostrophe"),
        pytest.param("“Stop”", '"Stop"', id="double quotes"),
        pytest.param("9–5 — or so…", "9-5 - or so...", id="dashes and ellipsis"),
        pytest.param("30\u00a0minutes\u202for", "30 minutes or", id="spaces that do not break"),
        pytest.param("soft\u00adhyphen\u200b", "softhyphen", id="what shows nothing"),
        pytest.param("• one\t• two", "- one - two", id="bullets and tabs"),
        pytest.param("½ hour × 2", "1/2 hour x 2", id="fractions and the times sign"),
        pytest.param("Sut mae’r tŷ, ŵy?", "Sut mae'r tŷ, ŵy?", id="Welsh letters are kept"),
        pytest.param("👍", "👍", id="an emoji is kept"),
    ],
)
def test_typographic_signs_are_made_plain(typographic: str, plain: str) -> None:
    assert plain_for_sms(typographic) == plain


def test_a_record_gives_its_size_with_its_id() -> None:
    assert sms_parts({"id": "a7", "text": "Hello"}) == {
        "id": "a7",
        "encoding": "GSM-7",
        "units": 5,
        "parts": 1,
    }


@pytest.mark.parametrize("record", [{}, {"id": "a7"}, {"id": "a7", "text": 5}, {"text": None}])
def test_a_record_without_a_text_is_refused_in_a_sentence(record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match='each line needs a "text" in quotes'):
        sms_parts(record)


@given(st.text(st.characters(), max_size=400))
def test_any_text_has_a_size(text: str) -> None:
    size = sms_size(text)

    least = 153 if size.encoding == "GSM-7" else 67
    assert 1 <= size.parts <= 1 + size.units // (least - 1)
    assert size.units == (
        len(text.encode("utf-16-le", "surrogatepass")) // 2
        if size.encoding == "UCS-2"
        else sum(2 if character in GSM_EXTENDED else 1 for character in text)
    )


@given(st.text(st.sampled_from("aŵ€’–… \u00a0👍"), max_size=300))
def test_making_plain_twice_is_making_plain_once(text: str) -> None:
    once = plain_for_sms(text)

    assert plain_for_sms(once) == once
    assert not_gsm(once) <= not_gsm(text)
