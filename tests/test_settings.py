"""Settings are read from one place, checked together, and their keys are looked after."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from careaudit_surveys.settings import Settings, SettingsInvalid

KEY = base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"o" * 32).decode()
KEYS = {
    "CAREAUDIT_SECRET_KEY": KEY,
    "CAREAUDIT_SEAL_KEYS": f"{OTHER},{KEY}",
    "CAREAUDIT_INDEX_KEY": KEY,
}
SHARED = {"CAREAUDIT_DATABASE_URL": "postgresql://audit:secret@db/audit", **KEYS}


def test_nothing_set_means_a_file_of_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = Settings.from_env({})

    assert settings.embedded
    assert settings.data == Path("careaudit-data")
    assert settings.database_url == f"sqlite:///{tmp_path}/careaudit-data/careaudit.sqlite3"
    assert settings.public_url == "http://127.0.0.1:8080"


def test_keys_of_the_embedded_store_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first, second = (Settings.from_env({"CAREAUDIT_DATA": str(tmp_path)}) for _ in range(2))

    assert first == second
    assert len({first.secret_key, first.seal_keys[0], first.index_key}) == 3
    for path in (tmp_path / "keys").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_keys_that_are_given_stand_before_those_kept(tmp_path: Path) -> None:
    settings = Settings.from_env({"CAREAUDIT_DATA": str(tmp_path), **KEYS})

    assert settings.seal_keys == (b"o" * 32, b"k" * 32)
    assert not (tmp_path / "keys").exists()


@pytest.mark.parametrize("start", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_every_way_to_write_a_postgresql_address_is_read(start: str) -> None:
    settings = Settings.from_env({**SHARED, "CAREAUDIT_DATABASE_URL": f"{start}db/audit"})

    assert settings.database_url == "postgresql+psycopg://db/audit"
    assert not settings.embedded


def test_everything_that_is_wrong_is_told_together() -> None:
    wrong = {
        "CAREAUDIT_DATABASE_URL": "postgresql://db/audit",
        "CAREAUDIT_SEAL_KEYS": "too-short",
        "CAREAUDIT_PUBLIC_URL": "audit.example.org",
    }

    with pytest.raises(SettingsInvalid) as refused:
        Settings.from_env(wrong)

    told = str(refused.value)
    assert "CAREAUDIT_SECRET_KEY is needed" in told
    assert "CAREAUDIT_INDEX_KEY is needed" in told
    assert "CAREAUDIT_SEAL_KEYS is not 32 bytes" in told
    assert "CAREAUDIT_PUBLIC_URL is not an address" in told


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(SettingsInvalid, match="neither postgresql"):
        Settings.from_env({**SHARED, "CAREAUDIT_DATABASE_URL": "mysql://db/audit"})


def test_a_setting_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    secret = tmp_path / "address"
    secret.write_text("postgresql://db/audit\n", encoding="utf-8")

    settings = Settings.from_env({**KEYS, "CAREAUDIT_DATABASE_URL_FILE": str(secret)})

    assert settings.database_url == "postgresql+psycopg://db/audit"


def test_a_setting_given_twice_or_in_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    twice = {**SHARED, "CAREAUDIT_INDEX_KEY_FILE": str(tmp_path / "key")}
    with pytest.raises(SettingsInvalid, match="both set"):
        Settings.from_env(twice)

    gone = {**KEYS, "CAREAUDIT_DATABASE_URL_FILE": str(tmp_path / "gone")}
    with pytest.raises(SettingsInvalid, match="cannot be read"):
        Settings.from_env(gone)


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsInvalid, match="data folder"):
        Settings.from_env({}, tmp_path / "file")


def test_a_damaged_key_is_never_replaced(tmp_path: Path) -> None:
    Settings.from_env({}, tmp_path)
    (tmp_path / "keys" / "seal_keys").write_text("damaged", encoding="utf-8")

    with pytest.raises(SettingsInvalid, match="put it back from your backup"):
        Settings.from_env({}, tmp_path)


def test_no_key_or_password_is_shown() -> None:
    shown = repr(Settings.from_env(SHARED))

    assert "secret" not in shown
    assert "kkkk" not in shown
