"""The drawing of the conversation in the docs is the table itself."""

from pathlib import Path

from careaudit_surveys.dialogue.draw import redrawn

PAGE = Path(__file__).parents[2] / "docs" / "conversation.md"


def test_the_drawing_in_the_docs_is_the_table(rewrite: bool) -> None:
    page = PAGE.read_text(encoding="utf-8")

    if rewrite:
        PAGE.write_text(redrawn(page), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == redrawn(page)
