"""make lists what it can do, and says in one sentence what it needs."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What make printed, whichever make may have started the tests."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True, check=False)


def test_make_alone_lists_every_target() -> None:
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)

    listed = [line.split()[1] for line in make().stdout.splitlines()]

    assert targets
    assert listed == targets.group(1).split()


def test_a_python_that_will_not_do_is_told_in_one_sentence() -> None:
    told = make("setup", "PYTHON=python-of-1991")

    assert told.returncode
    assert "Python 3.11 or later" in told.stderr
    assert "python-of-1991" in told.stderr
    assert "Traceback" not in told.stderr
