"""Every script reads as the conversation really goes. `--rewrite` takes the new wording over."""

from pathlib import Path

import pytest

from careaudit_surveys.audits.audiences import PROFILES
from careaudit_surveys.audits.shelf import released
from careaudit_surveys.dialogue import Phase
from careaudit_surveys.dialogue.hear import COMMANDS
from tests.conversations.play import Script, play

FOLDER = Path(__file__).parent
SCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_its_script_says(path: Path, rewrite: bool) -> None:
    script = Script.read(path)

    played = play(script)

    if rewrite:
        path.write_text(played, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == played


def test_every_audience_of_every_audit_is_asked_in_every_profile() -> None:
    played = {
        (set_up["audit"], set_up["audience"], set_up["profile"])
        for set_up in (Script.read(path).set_up for path in SCRIPTS)
    }

    missing = {
        (shelved.audit.id, audience, profile)
        for shelved in released()
        for audience in shelved.audit.audiences
        for profile in PROFILES
    } - played

    assert not missing


@pytest.mark.parametrize("phase", Phase)
def test_every_command_is_tried_from_every_phase(phase: Phase) -> None:
    lines = (FOLDER / f"every-command-{phase}.txt").read_text(encoding="utf-8")

    untried = {name for name in COMMANDS if f"\n> {name.replace('_', ' ')}\n" not in lines}

    assert not untried
