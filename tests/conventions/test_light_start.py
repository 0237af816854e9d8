"""A light command starts light: what it does not need, it does not import.

`check` runs each time an editor saves; SQLAlchemy alone would cost it a third of a second.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conventions.source import PACKAGE

HEAVY = {"sqlalchemy", "alembic", "cryptography", "openpyxl", "flask", "telegram", "twilio"}

AUDIT = PACKAGE / "audits" / "released" / "living-well" / "1.yaml"
TABLE = "respondent,service,audience,criterion,result\nr1,Elm House,person,LW-2.1,met\n"
TEXT = '{"id": "1", "text": "Thank you"}\n'

REPORT = "import time:"
"""How each line of Python's own report begins."""

COMMANDS = {
    "help": ["--help"],
    "audits": ["audits"],
    "check": ["check", str(AUDIT)],
    "derive": ["derive", "living-well", "--audience", "person", "--json"],
    "measure": ["measure", "answers.csv", "--audit", "living-well", "--json"],
    "sms-parts": ["sms-parts"],
}


def imported_by(arguments: list[str], folder: Path) -> set[str]:
    """The packages that a run of the command imports, as Python itself reports them."""
    (folder / "answers.csv").write_text(TABLE)
    command = [sys.executable, "-X", "importtime", "-m", "careaudit_surveys", *arguments]
    ran = subprocess.run(
        command, cwd=folder, input=TEXT, capture_output=True, text=True, check=False
    )
    reported: list[str] = []
    said: list[str] = []
    for line in ran.stderr.splitlines():
        (reported if line.startswith(REPORT) else said).append(line)
    if ran.returncode:
        pytest.fail("\n".join(said))
    modules = (line.rpartition("|")[2].strip() for line in reported)
    return {module.split(".")[0] for module in modules}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_light_command_imports_nothing_heavy(command: str, tmp_path: Path) -> None:
    imported = imported_by(COMMANDS[command], tmp_path)

    assert "careaudit_surveys" in imported
    assert imported & HEAVY == set()
