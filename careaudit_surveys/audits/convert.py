"""One kind of audit file → another, by the endings of their names."""

from __future__ import annotations

import re
from pathlib import Path

from .load import ENDINGS, YAML_ENDINGS, Loaded
from .model import Audit
from .shelf import load_file
from .telling import listed


class CannotConvert(Exception):
    """A file that cannot be read or written. The text is a sentence that says why."""


def convert(source: Path, target: Path) -> list[str]:
    """Write the audit in one file to another, and say in sentences what was left out or assumed.

    The target is written whole, or left as it was. AuditInvalid, with every error, if the source
    is no audit that can be used; CannotConvert if a file cannot be read or written.
    """
    for path in (source, target):
        if path.suffix.lower() not in ENDINGS:
            raise CannotConvert(f"{path}: give it a name that ends in {listed(ENDINGS)}.")
    if _are_one_file(source, target):
        raise CannotConvert(f"{target}: this is the file to be read; write to another name.")
    loaded = load_file(source)
    for problem in loaded.problems:
        if problem.code.startswith("FILE-"):
            raise CannotConvert(f"{source}: {problem.message}.")
    try:
        content, left_out = _content(loaded.sure(), target)
    except ValueError as error:
        raise CannotConvert(f"{target}: {error}.") from error
    _write(content, target)
    return [*_passed_over(source, loaded), *loaded.assumed, *left_out]


def _are_one_file(source: Path, target: Path) -> bool:
    try:
        return target.exists() and source.exists() and target.samefile(source)
    except OSError as error:
        raise CannotConvert(f"{target}: this cannot be written: {error.strerror}.") from error


def _content(audit: Audit, target: Path) -> tuple[bytes, list[str]]:
    """What is to be written, and what it leaves out."""
    # Imported late: each conversion needs one of them, and openpyxl is slow to load.
    if target.suffix.lower() in YAML_ENDINGS:
        from .write import audit_to_yaml

        return audit_to_yaml(audit).encode(), []
    from .workbook import csv_from_audit, workbook_from_audit

    if target.suffix.lower() == ".csv":
        return csv_from_audit(audit)
    return workbook_from_audit(audit), []


def _passed_over(source: Path, loaded: Loaded) -> list[str]:
    """What the source says beside the audit."""
    said = [
        f"In {problem.place.file}, {problem.message}."
        for problem in loaded.problems
        if problem.code == "SHEET-UNKNOWN"
    ]
    is_yaml = source.suffix.lower() in YAML_ENDINGS
    if is_yaml and re.search(rb"^\s*#", source.read_bytes(), re.MULTILINE):
        said.append("Remarks that begin with # are no part of the audit: left out.")
    return said


def _write(content: bytes, target: Path) -> None:
    """Write a file under another name first, so that no one finds half of it."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotConvert(f"{target}: this cannot be written: {error.strerror}.") from error
