"""Audits are frozen once, whole and without a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from careaudit_surveys.audits.shelf import digest_of, digests_in
from scripts import release_audits
from scripts.release_audits import CannotRelease, main, release
from tests.audits.sample import SAMPLE, changed


def put(folder: Path, name: str, text: str) -> None:
    """Lay a file on a shelf."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_is_new_is_frozen_and_what_is_frozen_stays(tmp_path: Path) -> None:
    put(tmp_path, "sample/1.yaml", SAMPLE)
    assert release(tmp_path) == ["sample@1"]
    newer = changed("version: 1", "version: 2")
    put(tmp_path, "sample/2.yaml", newer)

    assert release(tmp_path) == ["sample@2"]
    assert release(tmp_path) == []

    assert digests_in((tmp_path / "digests.yaml").read_bytes()) == {
        "sample@1": digest_of(SAMPLE.encode()),
        "sample@2": digest_of(newer.encode()),
    }


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("sample/1.yaml", changed("core: true", "core: maybe"), "KIND 'core' is true or false"),
        ("sample/1.yaml", changed("percent: 99.5", "percent: 0"), "TARGET-EASY warning"),
        ("other/1.yaml", SAMPLE, "1.yaml holds sample@1: put it where its id and version say"),
        ("sample/2.yaml", SAMPLE, "2.yaml holds sample@1"),
    ],
    ids=["error", "warning", "another id", "another version"],
)
def test_what_has_a_problem_is_not_released(tmp_path: Path, name: str, text: str, why: str) -> None:
    put(tmp_path, name, text)

    with pytest.raises(CannotRelease) as raised:
        release(tmp_path)

    assert why in str(raised.value)
    assert not (tmp_path / "digests.yaml").exists()


def test_a_change_to_what_was_released_stops_the_release(tmp_path: Path) -> None:
    put(tmp_path, "sample/1.yaml", SAMPLE)
    release(tmp_path)
    before = (tmp_path / "digests.yaml").read_text()
    put(tmp_path, "sample/1.yaml", SAMPLE + "# a word more\n")
    put(tmp_path, "sample/2.yaml", changed("version: 1", "version: 2"))

    with pytest.raises(CannotRelease, match="sample@1 was released and has changed"):
        release(tmp_path)

    assert (tmp_path / "digests.yaml").read_text() == before


def test_what_was_released_may_not_go(tmp_path: Path) -> None:
    put(tmp_path, "sample/1.yaml", SAMPLE)
    release(tmp_path)
    (tmp_path / "sample" / "1.yaml").unlink()

    with pytest.raises(CannotRelease, match="sample@1 was released and is gone"):
        release(tmp_path)


def test_the_command_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(release_audits, "RELEASED", tmp_path)
    put(tmp_path, "sample/1.yaml", SAMPLE)

    assert (main(), main()) == (0, 0)
    put(tmp_path, "sample/1.yaml", SAMPLE + "\n")
    assert main() == 1

    said = capsys.readouterr()
    assert said.out == "Released sample@1.\nNothing is new.\n"
    assert said.err.startswith("Nothing was released.\nsample@1 was released and has changed")
