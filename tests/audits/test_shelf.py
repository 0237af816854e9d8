"""Audits are found by id, by version or by path; released ones are as they were released."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from careaudit_surveys.audits import shelf
from careaudit_surveys.audits.problems import AuditInvalid
from careaudit_surveys.audits.shelf import (
    LARGEST_FILE,
    AuditChanged,
    AuditNotFound,
    check_paths,
    digest_of,
    digests_in,
    find,
    load_file,
    released,
)
from careaudit_surveys.audits.workbook import csv_from_audit
from scripts.release_audits import RELEASED as FOLDER
from tests.audits.released import RELEASED, path_of
from tests.audits.sample import SAMPLE, changed


def test_every_released_audit_is_on_the_shelf() -> None:
    found = {shelved.audit.ref: shelved.digest for shelved in released()}

    assert sorted(found) == sorted(f"{audit_id}@1" for audit_id in RELEASED)
    assert found["fft@1"] == digest_of(path_of("fft").read_bytes())


def test_released_audits_are_unchanged_and_none_is_gone() -> None:
    digests = digests_in((FOLDER / "digests.yaml").read_bytes())

    files = {f"{path.parent.name}@{path.stem}": path for path in FOLDER.glob("*/*")}

    assert {ref: digest_of(path.read_bytes()) for ref, path in files.items()} == digests


@pytest.mark.parametrize("name", ["living-well", "living-well@1"])
def test_an_audit_is_found_by_its_id_and_by_its_version(name: str) -> None:
    assert find(name).audit.title == "Living well in a care home"


def test_an_audit_is_found_by_the_path_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(SAMPLE)

    shelved = find(str(path))

    assert shelved.audit.ref == "sample@1"
    assert shelved.digest == digest_of(SAMPLE.encode())


NOT_FOUND = {
    "livng-well": "there is no audit 'livng-well'; did you mean 'living-well'? Released are fft,",
    "": "there is no audit ''. Released are fft, home-care-visits, leaders-checklist",
    "fft@2": "fft has no version '2': there is 1.",
    "fft@": "fft has no version '': there is 1.",
    "fft@../1": "fft@../1: there is no such file",
    "nowhere.yaml": "nowhere.yaml: there is no such file: check its name and folder.",
    "nowhere/fft": "nowhere/fft: there is no such file",
    "./": ".: this is a folder: name a file in it.",
}


@pytest.mark.parametrize(("name", "told"), NOT_FOUND.items(), ids=NOT_FOUND)
def test_an_audit_that_is_not_there_is_told_what_there_is(name: str, told: str) -> None:
    with pytest.raises(AuditNotFound) as raised:
        find(name)

    assert str(raised.value).startswith(told)


def test_a_file_with_errors_is_told_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "sample.yaml"
    path.write_text(changed("core: true", "coer: true"))

    with pytest.raises(AuditInvalid, match=r"sample\.yaml:45: KEY-UNKNOWN"):
        find(str(path))


@pytest.fixture
def own_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A shelf that a test may change, with the released audits on it."""
    folder = tmp_path / "released"
    shutil.copytree(FOLDER, folder)
    monkeypatch.setattr(shelf, "_shelf", lambda: folder)
    caches = (shelf._released, shelf._take_down, shelf._digests)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def test_the_newest_version_is_found_where_none_is_named(own_shelf: Path) -> None:
    text = path_of("fft").read_text("utf-8")
    for version in (2, 10):
        newer = text.replace("version: 1", f"version: {version}")
        (own_shelf / "fft" / f"{version}.yaml").write_text(newer, encoding="utf-8")
        with (own_shelf / "digests.yaml").open("a") as digests:
            digests.write(f"fft@{version}: {digest_of(newer.encode())}\n")

    assert find("fft").audit.ref == "fft@10"
    assert find("fft@2").audit.ref == "fft@2"
    assert [s.audit.version for s in released() if s.audit.id == "fft"] == [1, 2, 10]


def test_a_released_file_that_was_changed_is_refused(own_shelf: Path) -> None:
    path = own_shelf / "fft" / "1.yaml"
    path.write_text(path.read_text("utf-8").replace("Very good", "Superb"), encoding="utf-8")

    with pytest.raises(AuditChanged, match="fft@1 is not as it was released: put its file back"):
        find("fft")


def test_a_file_that_was_never_released_is_refused(own_shelf: Path) -> None:
    shutil.copy(own_shelf / "fft" / "1.yaml", own_shelf / "fft" / "2.yaml")

    with pytest.raises(AuditChanged, match="fft@2"):
        find("fft@2")


@pytest.mark.parametrize("digests", [b"", b"[1, 2]", b"a: 'b"])
def test_a_spoilt_list_of_digests_is_refused(own_shelf: Path, digests: bytes) -> None:
    (own_shelf / "digests.yaml").write_bytes(digests)

    with pytest.raises(AuditChanged, match=r"digests\.yaml is not as it was released"):
        find("fft")


# Files and folders, as `check` goes through them.


def codes(*paths: Path) -> list[tuple[str, list[str]]]:
    """Each file's name, and the codes of its problems."""
    found = check_paths(paths, date(2026, 11, 24))
    return [(Path(one.file).name, [problem.code for problem in one.problems]) for one in found]


def test_folders_are_walked_in_order_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "inner/c.YAML", ".hidden/d.yaml", "~$e.xlsx", "f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SAMPLE)
    shutil.copy(FOLDER / "digests.yaml", tmp_path)

    assert codes(tmp_path) == [("a.yml", []), ("b.yaml", []), ("c.YAML", [])]


def test_released_audits_are_checked_like_any_folder() -> None:
    assert [found for _, found in codes(FOLDER)] == [[], [], [], []]


def test_a_file_named_is_checked_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(SAMPLE)

    assert codes(path) == [("notes.txt", ["FILE-KIND"])]


def test_what_cannot_be_read_is_told_and_the_rest_checked(tmp_path: Path) -> None:
    good, empty, large = tmp_path / "good.yaml", tmp_path / "empty", tmp_path / "large.yaml"
    good.write_text(SAMPLE)
    empty.mkdir()
    large.write_bytes(b" " * (LARGEST_FILE + 1))

    assert codes(empty, tmp_path / "none.yaml", tmp_path / ("n" * 300), large, good) == [
        ("empty", ["FILE-FOLDER"]),
        ("none.yaml", ["FILE-MISSING"]),
        ("n" * 300, ["FILE-UNREADABLE"]),
        ("large.yaml", ["FILE-LARGE"]),
        ("good.yaml", []),
    ]


def test_a_folder_where_a_file_was_meant_is_told(tmp_path: Path) -> None:
    assert [problem.code for problem in load_file(tmp_path).problems] == ["FILE-FOLDER"]


def test_a_file_that_is_none_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)

    assert codes(pipe) == [("pipe.yaml", ["FILE-MISSING"])]


def test_a_csv_takes_the_day_it_was_saved_for_its_review(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_bytes(csv_from_audit(find("fft").audit)[0])
    saved = datetime(2026, 11, 20, 12, tzinfo=UTC)
    os.utime(path, (saved.timestamp(), saved.timestamp()))

    assert load_file(path).sure().reviewed == date(2026, 11, 20)


def test_checking_yaml_imports_no_reader_of_spreadsheets_and_no_store() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from careaudit_surveys.audits.shelf import check_paths\n"
        f"list(check_paths([Path({str(FOLDER)!r})]))\n"
        "print(*sorted(sys.modules))\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    loaded = {name.partition(".")[0] for name in ran.stdout.split()}
    assert "yaml" in loaded
    assert not loaded & {"openpyxl", "sqlalchemy", "cryptography", "rapidfuzz"}
    assert "careaudit_surveys.audits.workbook" not in ran.stdout.split()
