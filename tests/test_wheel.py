"""A wheel in an empty environment, with nothing but what it declares, works from any folder."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent

Careaudit = Callable[..., str]


def declared(package: str, seen: set[str]) -> Iterator[str]:
    """The names of all that a package needs by its own word, extras left out."""
    for line in distribution(package).requires or ():
        needed = Requirement(line)
        wanted = needed.marker is None or needed.marker.evaluate({"extra": ""})
        if wanted and needed.name.lower() not in seen:
            seen.add(needed.name.lower())
            yield needed.name
            yield from declared(needed.name, seen)


def lay(package: str, packages: Path) -> None:
    """Put an installed package into another environment, as links to its files."""
    found = distribution(package)
    for top in {file.parts[0] for file in found.files or () if file.parts[0] != ".."}:
        place = packages / top
        if not place.exists():
            place.symlink_to(Path(str(found.locate_file(top))))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("careaudit-*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it declares, and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    packages = next((folder / "lib").glob("python*/site-packages"))
    for package in declared("careaudit", set()):
        lay(package, packages)
    return folder


@pytest.fixture
def careaudit(environment: Path, tmp_path: Path) -> Careaudit:
    """Runs the installed command in an empty folder and gives what it printed."""

    def run(*arguments: str, typed: str = "") -> str:
        ran = subprocess.run(
            [environment / "bin" / "careaudit", *arguments],
            cwd=tmp_path,
            env={"LANG": "C.UTF-8", "HOME": str(tmp_path)},
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


def test_the_environment_holds_the_wheel_and_not_the_checkout(environment: Path) -> None:
    ask = "import careaudit_surveys, sys; print(careaudit_surveys.__file__, *sys.path, sep='\\n')"
    python = environment / "bin" / "python"

    told = subprocess.run([python, "-I", "-c", ask], capture_output=True, text=True, check=True)

    package, *path = told.stdout.splitlines()
    assert package.startswith(str(environment))
    assert str(ROOT) not in path


def test_every_file_of_the_package_is_in_the_wheel(environment: Path) -> None:
    packages = next((environment / "lib").glob("python*/site-packages"))
    listed = ["git", "ls-files", "-z", "careaudit_surveys"]
    kept = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)

    missing = [file for file in kept.stdout.split("\0") if file and not (packages / file).exists()]

    assert missing == []


def test_the_released_audits_are_inside(careaudit: Careaudit) -> None:
    listed = careaudit("audits")

    for audit in ("living-well", "home-care-visits", "fft", "leaders-checklist"):
        assert audit in listed


def test_an_audit_becomes_a_survey_anywhere(careaudit: Careaudit) -> None:
    derived = json.loads(careaudit("derive", "living-well", "--audience", "person", "--json"))

    assert derived["audit"] == "living-well@1"
    assert derived["questions"]


def test_an_audit_file_is_checked_anywhere(careaudit: Careaudit, tmp_path: Path) -> None:
    released = ROOT / "careaudit_surveys" / "audits" / "released" / "fft" / "1.yaml"
    (tmp_path / "mine.yaml").write_bytes(released.read_bytes())

    assert careaudit("check", "mine.yaml") == ""


def test_a_conversation_is_held_and_kept_anywhere(careaudit: Careaudit) -> None:
    said = careaudit("talk", "living-well", "--json", "--script", "-", typed="yes\nstop\n")

    *turns, last = map(json.loads, said.splitlines())
    assert turns[0]["messages"]
    assert last["end"] == "stopped"


@pytest.mark.long
def test_the_package_index_gives_all_that_the_wheel_declares(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "fresh", with_pip=True)
    bin_folder = tmp_path / "fresh" / "bin"
    subprocess.run([bin_folder / "pip", "install", "--quiet", str(wheel)], check=True)

    listed = subprocess.run(
        [bin_folder / "careaudit", "audits"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "living-well" in listed.stdout
