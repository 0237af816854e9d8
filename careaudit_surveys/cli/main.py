"""The command itself: its parser, and what becomes of errors.

Light commands must start fast, so each family's heavy imports stand inside its functions.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from careaudit_surveys import __version__

from . import administration, counting, definitions, following, talking, wording
from .errors import sentence_for
from .telling import speak_utf8, tell

Run = Callable[[argparse.Namespace], int]

FAMILIES = (definitions, talking, wording, counting, administration, following)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    speak_utf8()
    parser = _parser()
    given = parser.parse_args(arguments)
    if not hasattr(given, "run"):
        given.parser.print_help()
        return 2
    try:
        status: int = given.run(given)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        tell("")
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; say no more, not even when Python closes down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the last resort: a user is never shown a traceback
        tell(f"careaudit: {sentence_for(error)}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="careaudit",
        description="Care audits held as conversations.",
        epilog="careaudit COMMAND --help tells more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"careaudit {__version__}")
    parser.set_defaults(parser=parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: Run | None, promise: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=promise, description=promise)
        command.set_defaults(run=run, parser=command)
        return command

    for family in FAMILIES:
        family.add_commands(add)
    return parser
