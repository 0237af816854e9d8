"""What is sealed opens with its own key, in its own place, and nowhere else."""

from __future__ import annotations

import pytest

from careaudit_surveys.store import Keyring, SealBroken
from careaudit_surveys.store.sealing import KEY_BYTES, Seal, key_number
from careaudit_surveys.store.types import new_key
from tests.stores import KEYRING

WORDS = b"Nobody came on Tuesday."
OLD, NEW = b"o" * KEY_BYTES, b"n" * KEY_BYTES
INDEX = b"i" * KEY_BYTES


def test_what_was_sealed_opens_again() -> None:
    row = new_key()
    wrapped, seal = KEYRING.new_data_key(row)

    sealed = seal.seal("answer.words", row, WORDS)

    assert KEYRING.data_key(row, wrapped).open("answer.words", row, sealed) == WORDS


def test_a_sealed_value_shows_neither_the_words_nor_that_they_are_the_same() -> None:
    row = new_key()
    _, seal = KEYRING.new_data_key(row)

    first, second = (seal.seal("answer.words", row, WORDS) for _ in range(2))

    assert WORDS not in first
    assert first != second
    assert len(first) == 1 + 1 + 12 + len(WORDS) + 16


def test_a_sealed_value_does_not_open_in_another_row_or_column() -> None:
    row = new_key()
    _, seal = KEYRING.new_data_key(row)
    sealed = seal.seal("answer.words", row, WORDS)

    with pytest.raises(SealBroken):
        seal.open("answer.words", new_key(), sealed)
    with pytest.raises(SealBroken):
        seal.open("remark.words", row, sealed)


def test_a_sealed_value_does_not_open_with_anothers_key() -> None:
    row, other = new_key(), new_key()
    _, seal = KEYRING.new_data_key(row)
    _, others = KEYRING.new_data_key(other)

    with pytest.raises(SealBroken):
        others.open("answer.words", row, seal.seal("answer.words", row, WORDS))


@pytest.mark.parametrize("place", [0, 1, 5, 14, -1], ids=["format", "key", "nonce", "text", "tag"])
def test_a_changed_byte_is_noticed(place: int) -> None:
    row = new_key()
    _, seal = KEYRING.new_data_key(row)
    sealed = bytearray(seal.seal("answer.words", row, WORDS))
    sealed[place] ^= 1

    with pytest.raises(SealBroken):
        seal.open("answer.words", row, bytes(sealed))


@pytest.mark.parametrize("cut", [b"", b"\x01", b"\x01\x00", b"\x01\x00" + b"n" * 12])
def test_a_value_cut_short_is_noticed(cut: bytes) -> None:
    row = new_key()
    _, seal = KEYRING.new_data_key(row)

    with pytest.raises(SealBroken):
        seal.open("answer.words", row, cut)


def test_a_wrapped_key_is_wrapped_anew_by_the_newest_and_the_older_may_go() -> None:
    row = new_key()
    wrapped, seal = Keyring([OLD], INDEX).new_data_key(row)
    sealed = seal.seal("answer.words", row, WORDS)

    both = Keyring([NEW, OLD], INDEX)
    rewrapped = both.rewrap(row, wrapped)

    assert both.data_key(row, wrapped).open("answer.words", row, sealed) == WORDS
    assert rewrapped is not None
    assert both.rewrap(row, rewrapped) is None
    new_alone = Keyring([NEW], INDEX)
    assert new_alone.data_key(row, rewrapped).open("answer.words", row, sealed) == WORDS
    with pytest.raises(SealBroken, match="no longer in the seal keys"):
        new_alone.data_key(row, wrapped)


def test_what_is_sealed_for_one_purpose_does_not_open_for_another() -> None:
    row = new_key()
    sealed = KEYRING.seal_for("alert", "alert.words", row, WORDS)

    assert KEYRING.open_for("alert", "alert.words", row, sealed) == WORDS
    with pytest.raises(SealBroken):
        KEYRING.open_for("wrapping", "alert.words", row, sealed)


def test_two_seal_keys_of_one_number_are_refused() -> None:
    with pytest.raises(ValueError, match="same number"):
        Keyring([OLD, OLD], INDEX)
    with pytest.raises(ValueError, match="at least one"):
        Keyring([], INDEX)
    assert key_number(OLD) != key_number(NEW)


def test_the_blind_index_finds_an_address_within_one_organisation_and_channel() -> None:
    home, other = new_key(), new_key()
    number = "+447700900123"

    blind = KEYRING.blind(home, "sms", number)

    assert blind == KEYRING.blind(home, "sms", number)
    others = {
        KEYRING.blind(other, "sms", number),
        KEYRING.blind(home, "telegram", number),
        KEYRING.blind(home, "sms", "+447700900124"),
        Keyring([OLD], NEW).blind(home, "sms", number),
    }
    assert blind not in others
    assert {len(each) for each in (blind, *others)} == {16}


def test_no_key_is_shown() -> None:
    seal = Seal(OLD)

    assert OLD.hex() not in repr(seal) + repr(Keyring([OLD], INDEX))
    assert "oooo" not in repr(seal) + repr(Keyring([OLD], INDEX))
