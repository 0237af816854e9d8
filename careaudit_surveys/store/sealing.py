"""Personal data is kept sealed, and erasing a person is deleting a key.

Each respondent has a data key of their own. It is kept wrapped by the newest of the seal keys,
so a copy of the database opens nothing without them. What belongs to no respondent is sealed by
a key derived for its purpose. A sealed value is

    1 byte format · 1 byte key number · 12 bytes nonce · AES-256-GCM ciphertext and tag

and is bound to its table, column and row: moved elsewhere, it no longer opens.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
INDEX_BYTES = 16
_FORMAT = 1
_NONCE_BYTES = 12
_OWN_KEY = 0
"""The key number of what a respondent's data key sealed; the seal keys have 1 to 255."""


_WRAPPING, _WRAPPED = "wrapping", "data_key.wrapped"


class SealBroken(Exception):
    """A sealed value that does not open: the wrong key, or not the row it was sealed for."""


class Seal:
    """One key, ready to seal and to open. It never shows the key."""

    __slots__ = ("_cipher", "_head")

    def __init__(self, key: bytes, number: int = _OWN_KEY) -> None:
        self._cipher = AESGCM(key)
        self._head = bytes((_FORMAT, number))

    def seal(self, column: str, row: UUID, plain: bytes) -> bytes:
        """Seal a value for one column (`table.column`) of one row."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._head + nonce + self._cipher.encrypt(nonce, plain, _bound_to(column, row))

    def open(self, column: str, row: UUID, sealed: bytes) -> bytes:
        """The value that was sealed for this place; SealBroken if it does not open."""
        if sealed[:2] != self._head:
            raise SealBroken(f"{column} is in a format or under a key that is not known here")
        nonce, body = sealed[2 : 2 + _NONCE_BYTES], sealed[2 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, body, _bound_to(column, row))
        except (InvalidTag, ValueError):  # ValueError: too short to be a sealed value
            raise SealBroken(f"{column} does not open with this key") from None


def _bound_to(column: str, row: UUID) -> bytes:
    return column.encode() + row.bytes


class Keyring:
    """The seal keys, newest first, and the key of the blind index."""

    def __init__(self, seal_keys: Sequence[bytes], index_key: bytes) -> None:
        numbers = [key_number(key) for key in seal_keys]
        if not seal_keys or len(set(numbers)) < len(numbers):
            raise ValueError("at least one seal key is needed, and no two of the same number")
        self._keys = dict(zip(numbers, seal_keys, strict=True))
        self._newest = numbers[0]
        self._index_key = index_key
        # What is sealed for a purpose is few kinds of thing under few keys: none is ever dropped.
        self._for_purpose = lru_cache(maxsize=None)(self._derive)

    def new_data_key(self, respondent: UUID) -> tuple[bytes, Seal]:
        """A fresh key for a respondent: wrapped, to be kept, and ready for use."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        return self.seal_for(_WRAPPING, _WRAPPED, respondent, key), Seal(key)

    def data_key(self, respondent: UUID, wrapped: bytes) -> Seal:
        """A respondent's key, from its wrapped form."""
        return Seal(self.open_for(_WRAPPING, _WRAPPED, respondent, wrapped))

    def rewrap(self, respondent: UUID, wrapped: bytes) -> bytes | None:
        """The wrapped key under the newest seal key; None if it is so already."""
        return self.reseal_for(_WRAPPING, _WRAPPED, respondent, wrapped)

    def seal_for(self, purpose: str, column: str, row: UUID, plain: bytes) -> bytes:
        """Seal what belongs to no respondent, under the newest seal key."""
        return self._for_purpose(purpose, self._newest).seal(column, row, plain)

    def open_for(self, purpose: str, column: str, row: UUID, sealed: bytes) -> bytes:
        """Open what `seal_for` sealed, under whichever seal key it was."""
        if len(sealed) < 2 or sealed[1] not in self._keys:
            raise SealBroken(f"{column} was sealed by a key that is no longer in the seal keys")
        return self._for_purpose(purpose, sealed[1]).open(column, row, sealed)

    def reseal_for(self, purpose: str, column: str, row: UUID, sealed: bytes) -> bytes | None:
        """The same under the newest seal key; None if it is so already."""
        if sealed[1] == self._newest:
            return None
        return self.seal_for(purpose, column, row, self.open_for(purpose, column, row, sealed))

    def blind(self, organisation: UUID, channel: str, address: str) -> bytes:
        """What stands for an address where it must be found but not read: 16 bytes of HMAC.

        The same number gives two organisations two different values.
        """
        text = f"{channel}\0{address}".encode()
        return hmac.digest(self._index_key, organisation.bytes + text, "sha256")[:INDEX_BYTES]

    def _derive(self, purpose: str, number: int) -> Seal:
        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=f"careaudit {purpose}".encode())
        return Seal(derived.derive(self._keys[number]), number)


def key_number(key: bytes) -> int:
    """A seal key's number, 1 to 255, drawn from the key itself so that order may change."""
    return hashlib.sha256(b"careaudit key number" + key).digest()[0] or 1
