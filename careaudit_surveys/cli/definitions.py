"""Commands about audit definitions: `audits`, `check`, `convert`, `derive`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from careaudit_surveys.audits.audiences import AUDIENCES, PROFILES

from .telling import say, say_json, table, tell


def add_commands(add: Any) -> None:
    audits_ = add("audits", audits, "List the released audits.")
    audits_.add_argument("--json", action="store_true", help="one JSON object an audit")
    check_ = add("check", check, "Print every problem in audit files.")
    check_.add_argument("files", nargs="+", metavar="FILE", type=Path, help="files or folders")
    check_.add_argument("--strict", action="store_true", help="warnings are failures too")
    convert_ = add("convert", convert, "Turn a workbook into an audit file, or back.")
    convert_.add_argument("source", metavar="IN", type=Path)
    convert_.add_argument("target", metavar="OUT", type=Path)
    derive_ = add("derive", derive, "Show the survey that an audit becomes.")
    derive_.add_argument("audit", metavar="AUDIT", help="id, id@version or a file")
    derive_.add_argument("--audience", choices=AUDIENCES, help="whose view is asked")
    derive_.add_argument("--profile", choices=PROFILES, default="standard")
    derive_.add_argument("--language", default="en", help="a BCP 47 tag, such as en")
    derive_.add_argument("--json", action="store_true", help="one JSON object")


def audits(given: argparse.Namespace) -> int:
    """Print the released audits."""
    from careaudit_surveys.audits.shelf import released

    listed = [shelved.audit for shelved in released()]
    if given.json:
        for audit in listed:
            say_json(
                {
                    "id": audit.id,
                    "version": audit.version,
                    "title": audit.title,
                    "audiences": list(audit.audiences),
                    "languages": LANGUAGES,
                }
            )
        return 0
    table(
        ("id", "version", "title", "audiences", "languages"),
        (
            (a.id, str(a.version), a.title, ", ".join(a.audiences), ", ".join(LANGUAGES))
            for a in listed
        ),
    )
    return 0


LANGUAGES = ["en"]
"""Languages that the released audits can be asked in."""


def check(given: argparse.Namespace) -> int:
    """Print every problem in these files; 1 if any has an error, or with --strict a warning."""
    from careaudit_surveys.audits.shelf import check_paths

    files = problems = errors = 0
    for loaded in check_paths(given.files, today=date.today()):  # noqa: DTZ011 - the user's own day
        files += 1
        problems += len(loaded.problems)
        errors += len(loaded.errors)
        for problem in loaded.problems:
            say(str(problem))
    warnings = problems - errors
    tell(f"{counted(files, 'file')}, {counted(errors, 'error')}, {counted(warnings, 'warning')}.")
    return 1 if errors or (given.strict and warnings) else 0


def counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def convert(given: argparse.Namespace) -> int:
    """Turn one kind of audit file into another, and say what was left out or assumed."""
    from careaudit_surveys.audits.convert import convert as convert_file

    for note in convert_file(given.source, given.target):
        tell(note)
    tell(f"{given.target} is written.")
    return 0


def derive(given: argparse.Namespace) -> int:
    """Print the survey that an audit becomes, as a table or as JSON."""
    from careaudit_surveys.audits.shelf import find
    from careaudit_surveys.surveys import derive as derive_survey
    from careaudit_surveys.surveys.telling import as_json, as_table

    shelved = find(given.audit)
    survey = derive_survey(
        shelved.audit,
        given.audience or shelved.audit.audiences[0],
        given.profile,
        digest=shelved.digest,
        language=given.language,
    )
    if given.json:
        say_json(as_json(survey))
        return 0
    say(f"{survey.title} ({survey.audit}), {survey.audience}, {survey.profile} profile")
    say(f"{counted(len(survey.questions), 'question')}, {survey.sitting} to a sitting.")
    say()
    table(("question", "words", "answers", "asked if"), as_table(survey))
    return 0
