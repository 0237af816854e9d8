"""What docs/measuring.md says is so."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from careaudit_surveys.audits.shelf import find
from careaudit_surveys.measure import Reader, in_words, kinds, read_table, table
from careaudit_surveys.measure.shown import Because
from tests.build import a_criterion
from tests.measure.build import at_least, counts, lines_of, shown_to

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "measuring.md").read_text(encoding="utf-8")
CODE = r"[A-Z]+(?:-[A-Z0-9]+)+"


def test_the_table_on_the_page_is_counted() -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)

    found = read_table(lines_of(example), find("living-well").audit)

    assert sum(one.asked for one in found.values()) == 3


def test_every_problem_of_a_table_is_on_the_page_and_no_other() -> None:
    told = {
        code
        for module in (kinds, table)
        for code in re.findall(rf'"({CODE})"', inspect.getsource(module))
    }
    rows = [line.split("|")[1] for line in PAGE.splitlines() if re.match(rf"\| `{CODE}`", line)]

    assert set(re.findall(rf"`({CODE})`", " ".join(rows))) == told


def test_the_home_of_twenty_is_said_in_these_words() -> None:
    shown = shown_to(Reader.LEAD, counts(11, 2, 1), a_criterion(target=at_least(100)))

    assert in_words(shown, "said always") in PAGE.replace("\n> ", " ")


def test_readers_and_reasons_are_named_as_the_program_names_them() -> None:
    assert all(f"`{name}`" in PAGE for name in (*Reader, *Because))
