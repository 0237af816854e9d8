"""Settings: everything that the environment decides, read once and checked together."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

KEY_BYTES = 32

DATABASES = ("sqlite", "postgresql+psycopg")


class SettingsInvalid(Exception):
    """Settings that cannot be used. The text names every problem and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What this installation runs with. Keys and passwords are never shown.

    `seal_keys` wrap the keys of personal data, newest first; `index_key` finds addresses without
    reading them; `secret_key` signs cookies and links.
    """

    data: Path
    database_url: str = field(repr=False)
    public_url: str
    secret_key: bytes = field(repr=False)
    seal_keys: tuple[bytes, ...] = field(repr=False)
    index_key: bytes = field(repr=False)

    @property
    def embedded(self) -> bool:
        """Is the store a file of our own, used by this machine alone?"""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_env(cls, environ: Mapping[str, str], data: Path | None = None) -> Settings:
        """Settings from the environment; `data` stands in for the folder it names.

        Each name may be given as NAME_FILE too, the path of a file that holds it. With an
        embedded store, keys that are not given are made and kept in the data folder.
        SettingsInvalid names everything that is wrong, all at once.
        """
        given = _Given(environ)
        folder = data or Path(given.text("CAREAUDIT_DATA") or "careaudit-data")
        url = _database_url(given, folder)
        embedded = url.startswith("sqlite")
        keys = {
            "SECRET_KEY": given.keys("CAREAUDIT_SECRET_KEY", required=not embedded, most=1),
            "SEAL_KEYS": given.keys("CAREAUDIT_SEAL_KEYS", required=not embedded, most=255),
            "INDEX_KEY": given.keys("CAREAUDIT_INDEX_KEY", required=not embedded, most=1),
        }
        public_url = _public_url(given)
        if embedded:
            _refuse_lost_keys(given, folder, url, keys)
        given.refuse_if_wrong()
        if embedded:
            keys = {name: found or (_own_key(folder, name),) for name, found in keys.items()}
        return cls(
            data=folder,
            database_url=url,
            public_url=public_url,
            secret_key=keys["SECRET_KEY"][0],
            seal_keys=keys["SEAL_KEYS"],
            index_key=keys["INDEX_KEY"][0],
        )


class _Given:
    """What the environment gives, and every problem met while reading it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self._problems: list[str] = []

    def wrong(self, problem: str) -> None:
        self._problems.append(problem)

    def refuse_if_wrong(self) -> None:
        if self._problems:
            raise SettingsInvalid(" ".join(self._problems))

    def text(self, name: str) -> str | None:
        """A setting's text, from itself or from the file that NAME_FILE names; None if neither."""
        direct, file = self._environ.get(name), self._environ.get(f"{name}_FILE")
        if direct and file:
            self.wrong(f"{name} and {name}_FILE are both set: keep one.")
        if direct or not file:
            return direct or None
        try:
            return Path(file).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError):
            self.wrong(f"{name}_FILE names a file that cannot be read: check its path.")
            return None

    def keys(self, name: str, *, required: bool, most: int) -> tuple[bytes, ...]:
        """The keys of a setting, separated by commas; empty if it is not given."""
        text = self.text(name)
        if text is None:
            if required:
                self.wrong(f"{name} is needed with PostgreSQL: {_HOW_TO_MAKE_A_KEY}.")
            return ()
        found = [_key(part.strip()) for part in text.split(",")]
        keys = tuple(key for key in found if key is not None)
        if len(keys) < len(found):
            self.wrong(f"{name} is not {KEY_BYTES} bytes in base64: {_HOW_TO_MAKE_A_KEY}.")
        elif len(keys) > most:
            self.wrong(f"{name} holds more than one key: keep the one in use.")
        elif len(keys) > 1 and not _told_apart(keys):
            self.wrong(f"{name} holds two keys of one number: make another in place of the newer.")
        return keys


_HOW_TO_MAKE_A_KEY = "make one with `openssl rand -base64 32`"


def _key(text: str) -> bytes | None:
    try:
        key = base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except ValueError:
        return None
    return key if len(key) == KEY_BYTES else None


def _told_apart(keys: tuple[bytes, ...]) -> bool:
    """Have no two of the seal keys the number by which a sealed value names its key?"""
    from .store.sealing import key_number

    return len({key_number(key) for key in keys}) == len(keys)


def _database_url(given: _Given, folder: Path) -> str:
    text = given.text("CAREAUDIT_DATABASE_URL")
    if text is None:
        return f"sqlite:///{folder.absolute() / 'careaudit.sqlite3'}"
    for short in ("postgres://", "postgresql://"):
        if text.startswith(short):
            return f"postgresql+psycopg://{text.removeprefix(short)}"
    if not text.startswith(tuple(f"{kind}://" for kind in DATABASES)):
        given.wrong("CAREAUDIT_DATABASE_URL is neither postgresql:// nor sqlite://: use one.")
    return text


def _public_url(given: _Given) -> str:
    text = given.text("CAREAUDIT_PUBLIC_URL") or "http://127.0.0.1:8080"
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        given.wrong("CAREAUDIT_PUBLIC_URL is not an address such as https://audit.example.org.")
    return text.rstrip("/")


def _refuse_lost_keys(
    given: _Given, folder: Path, url: str, keys: Mapping[str, tuple[bytes, ...]]
) -> None:
    """A store that has been used never gets new keys: they would open nothing that is in it."""
    if not Path(url.removeprefix("sqlite:///")).is_file():
        return
    for name in ("SEAL_KEYS", "INDEX_KEY"):
        path = _key_path(folder, name)
        if not keys[name] and not path.exists():
            given.wrong(f"The store has data, but its key {path} is gone: put it back.")


def _key_path(folder: Path, name: str) -> Path:
    return folder / "keys" / name.lower()


def _own_key(folder: Path, name: str) -> bytes:
    """A key of the embedded store: made once, readable by its owner alone."""
    path = _key_path(folder, name)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, base64.b64encode(secrets.token_bytes(KEY_BYTES)))
        key = _key(path.read_text(encoding="latin-1").strip())
    except OSError:
        raise SettingsInvalid(
            f"The data folder {folder} cannot be used: name one you may write to."
        ) from None
    if key is None:
        raise SettingsInvalid(f"The key {path} is damaged: put it back from your backup.")
    return key


def _write_once(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; of two at once, the first stays."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        path.hardlink_to(part)
    part.unlink()
