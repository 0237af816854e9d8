"""Commands about words: `understand`, `sms-parts`. JSON lines in, JSON lines out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .telling import CannotDo, say_json, tell


def add_commands(add: Any) -> None:
    understand_ = add("understand", understand, "Say what replies to questions are taken to mean.")
    understand_.add_argument("file", nargs="?", metavar="FILE", help="JSON lines; see docs")
    understand_.add_argument("--summary", metavar="FILE", type=Path, help="the figures as JSON")
    screen_ = add("screen", screen, "Say which comments tell of harm, and of what kind.")
    screen_.add_argument("file", nargs="?", metavar="FILE", help="JSON lines with id and text")
    parts = add("sms-parts", sms_parts, "Count the text-message parts of each text.")
    parts.add_argument("file", nargs="?", metavar="FILE", help="JSON lines with id and text")


def understand(given: argparse.Namespace) -> int:
    """Print what each reply is taken to mean; with expectations, the figures too."""
    from careaudit_surveys.dialogue.evaluate import Summary, answers_for

    summary = Summary()
    try:
        for taken in answers_for(lines_of(given.file), summary):
            say_json(taken)
    except ValueError as problem:
        raise CannotDo(f"{given.file or 'standard input'}: {problem}") from None
    figures = summary.as_json()
    if figures["replies"]:
        tell(str(summary))
    if given.summary:
        write_text(given.summary, json.dumps(figures, indent=1) + "\n")
    return 0


def screen(given: argparse.Namespace) -> int:
    """Print what each comment tells of; with flags given, what was caught and what was false."""
    from careaudit_surveys.dialogue.evaluate_screen import ScreenSummary, alerts_for

    summary = ScreenSummary()
    try:
        for told in alerts_for(lines_of(given.file), summary):
            say_json(told)
    except ValueError as problem:
        raise CannotDo(f"{given.file or 'standard input'}: {problem}") from None
    if summary.as_json()["comments"]:
        tell(str(summary))
    return 0


def sms_parts(given: argparse.Namespace) -> int:
    from careaudit_surveys.words.gsm import sms_parts as parts_of

    for record in records(given.file, "text"):
        say_json(parts_of(record))
    return 0


def records(file: str | None, *needed: str) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines, or of standard input; blank lines are passed over."""
    name = file or "standard input"
    for number, line in enumerate(lines_of(file), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            raise CannotDo(
                f"{name}, line {number} is not a JSON object. Write one object on each line."
            ) from None
        if not isinstance(record, dict) or any(
            not isinstance(record.get(key), str) for key in needed
        ):
            wanted = " and ".join(f'"{key}"' for key in needed)
            raise CannotDo(f"{name}, line {number} needs the text {wanted}. Add it.")
        yield record


def lines_of(file: str | None) -> Iterator[str]:
    """The lines of a text file, or of standard input for none or `-`; CannotDo says why not."""
    content = read_bytes(file) if file and file != "-" else sys.stdin.buffer.read()
    try:
        # Not splitlines: a JSON text may hold U+2028 and its like as they are.
        yield from content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise CannotDo(f"{file or 'standard input'} is not UTF-8 text. Save it as UTF-8.") from None


def write_text(path: Path, text: str) -> None:
    """Write a file; CannotDo says why it cannot be written."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotDo(f"{path} cannot be written: {error.strerror}.") from None


def read_bytes(file: str) -> bytes:
    """A file's content; CannotDo says why it cannot be read."""
    path = Path(file)
    if path.is_dir():
        raise CannotDo(f"{file} is a folder. Name a file.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CannotDo(f"{file} does not exist. Check the name and the folder.") from None
    except OSError as error:
        raise CannotDo(f"{file} cannot be read: {error.strerror}.") from None
