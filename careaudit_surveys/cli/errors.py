"""Every error that may reach the command line, told in one sentence that says what to do."""

from __future__ import annotations

import traceback
from pathlib import Path


def sentence_for(error: Exception) -> str:
    """What to tell a user of this error. Values that people typed are never in it."""
    # Looked up by name: a light command must not import the store to tell of its own error.
    names = {kind.__name__ for kind in type(error).__mro__}
    if "AuditInvalid" in names:
        return f"this audit has problems; mend them and try again.\n{error}"
    if names & PLAIN:
        return str(error)
    if "StoreError" in names:
        return f"the store could not do that ({error}). Nothing was changed. Try again."
    if isinstance(error, OSError):
        return f"{error.strerror or 'a file could not be used'}: {error.filename or ''}".strip(": ")
    return f"something went wrong inside CareAudit ({_where(error)}). Please report it."


PLAIN = frozenset(
    {
        "AuditNotFound",
        "CannotAsk",
        "CannotConvert",
        "SettingsInvalid",
        "CannotDo",
        "NotDone",
        "NotOpen",
        "NotReady",
        "NothingThere",
    }
)
"""Errors whose own text is the sentence."""


def _where(error: Exception) -> str:
    """The kind and place of a mistake of ours, with nothing of what was said."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}, line {frame.lineno}"
