"""Commands that count: `measure` a table, `results` from the store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from .telling import CannotDo, say_json, tell

READERS = ("lead", "manager", "public")

MOST_TOLD = 200
"""Problems of one table that are printed; a table with more has one mistake made many times."""


def add_commands(add: Any) -> None:
    measure_ = add("measure", measure, "Judge a table of answers against an audit's criteria.")
    measure_.add_argument("file", metavar="FILE.csv", type=Path)
    measure_.add_argument("--audit", required=True, metavar="AUDIT", help="id, id@version or file")
    results_ = add("results", results, "Show findings from the store.")
    results_.add_argument("--data", metavar="DIR", type=Path, help="the data folder")
    results_.add_argument("--cycle", metavar="NAME", help="one cycle only")
    results_.add_argument("--service", metavar="NAME", help="one service only")
    for command in (measure_, results_):
        command.add_argument("--reader", choices=READERS, default="lead")
        command.add_argument("--json", action="store_true", help="one JSON object a finding")


def measure(given: argparse.Namespace) -> int:
    """Print the findings of a table; every bad row is named, and then nothing is counted."""
    from careaudit_surveys.audits.shelf import find
    from careaudit_surveys.measure import TableInvalid, judge_all, read_table

    audit = find(given.audit).audit
    if given.file.is_dir():
        raise CannotDo(f"{given.file} is a folder. Name a CSV file.")
    try:
        with given.file.open(encoding="utf-8", errors="surrogateescape", newline="") as lines:
            counts = read_table(lines, audit, str(given.file))
    except FileNotFoundError:
        raise CannotDo(f"{given.file} does not exist. Check the name and the folder.") from None
    except TableInvalid as invalid:
        for problem in invalid.problems[:MOST_TOLD]:
            tell(str(problem))
        if len(invalid.problems) > MOST_TOLD:
            tell(f"... and {len(invalid.problems) - MOST_TOLD} more.")
        raise CannotDo("nothing was counted. Mend these rows and try again.") from None
    say_findings(audit, judge_all(audit, counts), given)
    return 0


def results(given: argparse.Namespace) -> int:
    """Print the findings of the conversations kept in the store."""
    from careaudit_surveys.bootstrap import opened
    from careaudit_surveys.desk.results import counted_cycles
    from careaudit_surveys.measure import judge_all

    with opened(given.data) as house:
        cycles = counted_cycles(house.store, cycle=given.cycle, service=given.service)
    for one in cycles:
        say_findings(one.audit, judge_all(one.audit, one.counts), given)
    return 0


def say_findings(audit: Any, findings: Any, given: argparse.Namespace) -> None:
    """Findings as their reader may see them, as JSON lines or as a table."""
    from careaudit_surveys.measure import Reader, disclose, present, release

    reader = Reader(given.reader)
    if given.json:
        for shown in disclose(audit, findings, reader):
            say_json(present(shown))
        return
    from .findings import say_release

    say_release(audit, release(audit, findings, reader), reader)
