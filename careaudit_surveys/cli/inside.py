"""What commands inside one organisation share: their actions, and what they are about."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .telling import CannotDo

if TYPE_CHECKING:
    from careaudit_surveys.store import Unit
    from careaudit_surveys.store.rows import Cycle, Service


def actions_of(command: argparse.ArgumentParser, *, required: bool = True) -> Any:
    """What a command can be asked to do; one of them must be named, if that is `required`."""
    return command.add_subparsers(title="actions", metavar="ACTION", required=required)


def action(actions: Any, name: str, run: Any, help: str) -> argparse.ArgumentParser:  # noqa: A002
    """One action, and the function that carries it out."""
    parser: argparse.ArgumentParser = actions.add_parser(name, help=help, description=help)
    parser.set_defaults(run=run)
    return parser


def everywhere(*parsers: argparse.ArgumentParser) -> None:
    """The options that say where: which folder, and whose."""
    for parser in parsers:
        # An action that stands behind a command must not take back what was said before it.
        parser.add_argument(
            "--data", metavar="DIR", type=Path, default=argparse.SUPPRESS, help="the data folder"
        )
        parser.add_argument(
            "--organisation",
            metavar="NAME",
            default=argparse.SUPPRESS,
            help="where there are several",
        )


def unit_of(given: argparse.Namespace) -> Any:
    """A unit of work for the organisation that is meant, in an open house."""
    from careaudit_surveys.bootstrap import organisation_unit

    return organisation_unit(getattr(given, "data", None), getattr(given, "organisation", None))


def service_called(unit: Unit, name: str) -> Service:
    """The service of that name; CannotDo says which there are."""
    from careaudit_surveys.store import reading

    services = reading.services(unit)
    for one in services:
        if one.name == name:
            return one
    there = ", ".join(one.name for one in services) or "none yet"
    raise CannotDo(f"there is no service called {name}. There is: {there}.")


def cycle_called(unit: Unit, name: str) -> Cycle:
    """The cycle of that name; CannotDo says which there are."""
    from careaudit_surveys.store import reading

    cycles = reading.cycles(unit)
    for one in cycles:
        if one.name == name:
            return one
    there = ", ".join(one.name for one in cycles) or "none yet"
    raise CannotDo(f"there is no cycle called {name}. There is: {there}.")


def now() -> datetime:
    """The time, for the outermost of us alone."""
    return datetime.now(UTC)
