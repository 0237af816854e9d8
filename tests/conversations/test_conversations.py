"""Every script reads as the conversation really goes. `--rewrite` takes the new wording over."""

from pathlib import Path

import pytest

from tests.conversations.play import Script, play

SCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_its_script_says(path: Path, rewrite: bool) -> None:
    script = Script.read(path)

    played = play(script)

    if rewrite:
        path.write_text(played, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == played


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 30
