"""Settings are read once, from a mapping, and complain about everything at once."""

from __future__ import annotations

import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from careaudit_surveys.settings import KEY_BYTES, Settings, SettingsInvalid

KEYS = {
    f"CAREAUDIT_{name}": b64encode(letter * KEY_BYTES).decode()
    for name, letter in (("SECRET_KEY", b"s"), ("SEAL_KEYS", b"k"), ("INDEX_KEY", b"i"))
}
POSTGRESQL = {"CAREAUDIT_DATABASE_URL": "postgresql://care@db.example/care", **KEYS}


def problem(environ: dict[str, str]) -> str:
    with pytest.raises(SettingsInvalid) as refused:
        Settings.from_env(environ)
    return str(refused.value)


def test_an_empty_environment_gives_a_store_in_a_folder_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    settings = Settings.from_env({})

    assert settings.data == Path("careaudit-data")
    assert settings.database_url == f"sqlite:///{tmp_path}/careaudit-data/careaudit.sqlite3"
    assert settings.public_url == "http://127.0.0.1:8080"
    assert settings.embedded


def test_keys_of_an_embedded_store_are_made_once_and_kept(tmp_path: Path) -> None:
    environ = {"CAREAUDIT_DATA": str(tmp_path / "data")}

    first, second = Settings.from_env(environ), Settings.from_env(environ)

    assert first == second
    keys = (first.secret_key, *first.seal_keys, first.index_key)
    assert len(set(keys)) == 3
    assert {len(key) for key in keys} == {KEY_BYTES}


def test_kept_keys_are_for_their_owner_alone(tmp_path: Path) -> None:
    Settings.from_env({"CAREAUDIT_DATA": str(tmp_path / "data")})

    folder = tmp_path / "data" / "keys"

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3


def test_two_who_start_at_once_use_the_same_keys(tmp_path: Path) -> None:
    environ = {"CAREAUDIT_DATA": str(tmp_path / "data")}

    with ThreadPoolExecutor(8) as starting:
        made = list(starting.map(lambda _: Settings.from_env(environ), range(8)))

    assert all(settings == made[0] for settings in made)


def test_a_store_that_was_used_never_gets_new_keys(tmp_path: Path) -> None:
    environ = {"CAREAUDIT_DATA": str(tmp_path)}
    Settings.from_env(environ)
    (tmp_path / "careaudit.sqlite3").write_bytes(b"a store that was used")
    (tmp_path / "keys" / "seal_keys").unlink()
    (tmp_path / "keys" / "index_key").unlink()

    told = problem(environ)

    assert f"its key {tmp_path}/keys/seal_keys is gone: put it back" in told
    assert "index_key" in told
    assert not (tmp_path / "keys" / "seal_keys").exists()


def test_a_damaged_key_is_told_without_showing_it(tmp_path: Path) -> None:
    environ = {"CAREAUDIT_DATA": str(tmp_path)}
    Settings.from_env(environ)
    (tmp_path / "keys" / "index_key").write_bytes(b"\xffdamaged")

    told = problem(environ)

    assert "put it back from your backup" in told
    assert "damaged:" in told
    assert "xff" not in told


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    assert "name one you may write to" in problem({"CAREAUDIT_DATA": str(tmp_path / "file")})


@pytest.mark.parametrize("short", ["postgres://", "postgresql://", "postgresql+psycopg://"])
def test_every_way_to_name_postgresql_leads_to_one_driver(short: str) -> None:
    url = f"{short}care@db.example/care"

    settings = Settings.from_env({**POSTGRESQL, "CAREAUDIT_DATABASE_URL": url})

    assert settings.database_url == "postgresql+psycopg://care@db.example/care"
    assert not settings.embedded


def test_with_postgresql_every_key_must_be_given() -> None:
    told = problem({"CAREAUDIT_DATABASE_URL": "postgresql://care@db.example/care"})

    for name in KEYS:
        assert f"{name} is needed with PostgreSQL: make one with" in told


def test_everything_that_is_wrong_is_told_at_once() -> None:
    told = problem(
        {
            "CAREAUDIT_DATABASE_URL": "mysql://db.example/care",
            "CAREAUDIT_PUBLIC_URL": "audit.example.org",
            "CAREAUDIT_SECRET_KEY": "short",
            "CAREAUDIT_SEAL_KEYS": f"{KEYS['CAREAUDIT_SEAL_KEYS']},naïve",
            "CAREAUDIT_INDEX_KEY_FILE": "/nowhere/at/all",
        }
    )

    for part in (
        "DATABASE_URL is neither",
        "PUBLIC_URL is not an address",
        "SECRET_KEY is not 32 bytes",
        "SEAL_KEYS is not 32 bytes",
        "INDEX_KEY_FILE names a file that cannot be read",
    ):
        assert part in told


def test_a_setting_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{KEYS['CAREAUDIT_INDEX_KEY']}\n")
    environ = {**POSTGRESQL, "CAREAUDIT_INDEX_KEY_FILE": str(file)}
    del environ["CAREAUDIT_INDEX_KEY"]

    assert Settings.from_env(environ).index_key == b"i" * KEY_BYTES


def test_a_setting_given_twice_is_refused(tmp_path: Path) -> None:
    told = problem({**POSTGRESQL, "CAREAUDIT_INDEX_KEY_FILE": str(tmp_path / "secret")})

    assert "CAREAUDIT_INDEX_KEY and CAREAUDIT_INDEX_KEY_FILE are both set: keep one." in told


def test_seal_keys_come_newest_first_and_differ_in_number() -> None:
    newer, older = (b64encode(letter * KEY_BYTES).decode() for letter in (b"n", b"k"))

    settings = Settings.from_env({**POSTGRESQL, "CAREAUDIT_SEAL_KEYS": f"{newer}, {older}"})
    told = problem({**POSTGRESQL, "CAREAUDIT_SEAL_KEYS": f"{older},{older}"})

    assert settings.seal_keys == (b"n" * KEY_BYTES, b"k" * KEY_BYTES)
    assert "two keys of one number" in told


def test_the_other_keys_come_alone() -> None:
    two = f"{KEYS['CAREAUDIT_INDEX_KEY']},{KEYS['CAREAUDIT_SEAL_KEYS']}"

    assert "holds more than one key" in problem({**POSTGRESQL, "CAREAUDIT_INDEX_KEY": two})


def test_settings_never_change_and_show_no_secret() -> None:
    url = "postgresql://care:password@db.example/care"
    settings = Settings.from_env({**POSTGRESQL, "CAREAUDIT_DATABASE_URL": url})

    with pytest.raises(FrozenInstanceError):
        settings.data = Path("elsewhere")  # type: ignore[misc]
    assert "password" not in repr(settings)
    assert "kkkk" not in repr(settings)


def test_a_folder_that_is_named_stands_before_the_environment(tmp_path: Path) -> None:
    settings = Settings.from_env({"CAREAUDIT_DATA": str(tmp_path / "one")}, tmp_path / "two")

    assert settings.data == tmp_path / "two"
