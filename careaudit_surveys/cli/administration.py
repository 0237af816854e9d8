"""Commands for an administrator: `service`, `cycle`, `db`."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .telling import CannotDo, say_json, table, tell

if TYPE_CHECKING:
    from careaudit_surveys.store import Unit
    from careaudit_surveys.store.rows import Cycle, Service


def add_commands(add: Any) -> None:
    _add_service(add("service", None, "List, add and change care services."))
    _add_cycle(add("cycle", None, "Plan, open and close cycles."))
    database = _actions(add("db", None, "Look after the store."))
    upgrade = _action(database, "upgrade", upgrade_store, "Bring the store to this version.")
    upgrade.add_argument("--data", metavar="DIR", type=Path, help="the data folder")


def _add_service(service: argparse.ArgumentParser) -> None:
    actions = _actions(service)
    listing = _action(actions, "list", list_services, "List services.")
    listing.add_argument("--json", action="store_true")
    adding = _action(actions, "add", add_service, "Add a service.")
    changing = _action(actions, "set", set_service, "Change a service.")
    for action in (adding, changing):
        action.add_argument("name", metavar="NAME")
        action.add_argument("--contact", metavar="NUMBER", help="whom to ring with a worry")
        action.add_argument("--safeguarding", metavar="NUMBER", help="whom to ring about harm")
    _everywhere(listing, adding, changing)


def _add_cycle(cycle: argparse.ArgumentParser) -> None:
    actions = _actions(cycle)
    listing = _action(actions, "list", list_cycles, "List cycles.")
    listing.add_argument("--json", action="store_true")
    planning = _action(actions, "plan", plan_cycle, "Plan a cycle of an audit.")
    planning.add_argument("name", metavar="NAME")
    planning.add_argument("--audit", required=True, metavar="AUDIT")
    planning.add_argument("--service", required=True, action="append", metavar="NAME")
    planning.add_argument("--anchor", help="a landmark about six months back, such as Easter")
    for name, what in (("opens", "opens"), ("closes", "closes"), ("report", "is reported")):
        planning.add_argument(
            f"--{name}", type=_day, metavar="DATE", help=f"when it {what}, as 2026-12-31"
        )
    opening = _action(actions, "open", open_cycle, "Open a planned cycle.")
    closing = _action(actions, "close", close_cycle, "Close an open cycle.")
    for action in (opening, closing):
        action.add_argument("name", metavar="NAME")
    _everywhere(listing, planning, opening, closing)


def _actions(command: argparse.ArgumentParser) -> Any:
    return command.add_subparsers(title="actions", metavar="ACTION", required=True)


def _action(actions: Any, name: str, run: Any, help: str) -> argparse.ArgumentParser:  # noqa: A002
    action: argparse.ArgumentParser = actions.add_parser(name, help=help, description=help)
    action.set_defaults(run=run)
    return action


def _everywhere(*actions: argparse.ArgumentParser) -> None:
    for action in actions:
        action.add_argument("--data", metavar="DIR", type=Path, help="the data folder")
        action.add_argument("--organisation", metavar="NAME", help="where there are several")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date as 2026-12-31") from None


def list_services(given: argparse.Namespace) -> int:
    """Print each service with whom to ring."""
    from careaudit_surveys.store import reading

    with _unit(given) as unit:
        services = reading.services(unit)
    if given.json:
        for one in services:
            say_json({"name": one.name, "contact": one.contact, "safeguarding": one.safeguarding})
        return 0
    table(
        ("service", "contact", "safeguarding"),
        ((one.name, one.contact or "-", one.safeguarding or "-") for one in services),
    )
    return 0


def add_service(given: argparse.Namespace) -> int:
    """Add a service under a name of its own."""
    from careaudit_surveys.store import programme, reading

    with _unit(given) as unit:
        if any(one.name == given.name for one in reading.services(unit)):
            raise CannotDo(f"there is a service called {given.name}. Choose another name.")
        programme.add_service(
            unit, given.name, _now(), contact=given.contact, safeguarding=given.safeguarding
        )
        unit.commit()
    tell(f"{given.name} is added.")
    return 0


def set_service(given: argparse.Namespace) -> int:
    """Change whom to ring; what is not named stays."""
    from careaudit_surveys.store import programme

    with _unit(given) as unit:
        service = _service(unit, given.name)
        programme.set_numbers(
            unit,
            service.id,
            contact=given.contact or service.contact,
            safeguarding=given.safeguarding or service.safeguarding,
        )
        unit.commit()
    tell(f"{given.name} is changed.")
    return 0


def list_cycles(given: argparse.Namespace) -> int:
    """Print each cycle with its audit and state."""
    from careaudit_surveys.store import reading

    with _unit(given) as unit:
        names = {one.id: one.name for one in reading.services(unit)}
        cycles = [
            (one, [names[service] for service in reading.services_in(unit, one.id)])
            for one in reading.cycles(unit)
        ]
    if given.json:
        for one, services in cycles:
            say_json(
                {
                    "name": one.name,
                    "audit": one.audit_ref,
                    "state": one.state,
                    "services": services,
                    "opens": one.opens_on and one.opens_on.isoformat(),
                    "closes": one.closes_on and one.closes_on.isoformat(),
                    "report": one.report_on and one.report_on.isoformat(),
                    "anchor": one.anchor,
                }
            )
        return 0
    table(
        ("cycle", "audit", "state", "services"),
        ((one.name, one.audit_ref, one.state, ", ".join(services)) for one, services in cycles),
    )
    return 0


def plan_cycle(given: argparse.Namespace) -> int:
    """Plan a cycle of one audit in some services."""
    from careaudit_surveys.audits.shelf import find
    from careaudit_surveys.desk.cycles import Plan, plan
    from careaudit_surveys.store import reading

    shelved = find(given.audit)
    with _unit(given) as unit:
        if any(one.name == given.name for one in reading.cycles(unit)):
            raise CannotDo(f"there is a cycle called {given.name}. Choose another name.")
        planned = Plan(
            name=given.name,
            shelved=shelved,
            services=tuple(_service(unit, name).id for name in given.service),
            opens_on=given.opens,
            closes_on=given.closes,
            report_on=given.report,
            anchor=given.anchor,
        )
        plan(unit, planned, _now())
        unit.commit()
    tell(f"{given.name} is planned. Open it with: careaudit cycle open {given.name!r}")
    return 0


def open_cycle(given: argparse.Namespace) -> int:
    """Open a planned cycle, if nothing is missing."""
    from careaudit_surveys.desk.cycles import open_cycle as open_

    with _unit(given) as unit:
        open_(unit, _cycle(unit, given.name))
        unit.commit()
    tell(f"{given.name} is open.")
    return 0


def close_cycle(given: argparse.Namespace) -> int:
    """Close an open cycle: no one is asked any more."""
    from careaudit_surveys.desk.cycles import close_cycle as close

    with _unit(given) as unit:
        close(unit, _cycle(unit, given.name))
        unit.commit()
    tell(f"{given.name} is closed.")
    return 0


def upgrade_store(given: argparse.Namespace) -> int:
    """Bring the store to the current migration; a new one is made where there is none."""
    from careaudit_surveys.bootstrap import settings_for
    from careaudit_surveys.store.migrate import head, upgrade

    upgrade(settings_for(given.data).database_url)
    tell(f"The store is at {head()}.")
    return 0


def _unit(given: argparse.Namespace) -> Any:
    """A unit of work for the organisation that is meant, in an open house."""
    from careaudit_surveys.bootstrap import organisation_unit

    return organisation_unit(given.data, given.organisation)


def _service(unit: Unit, name: str) -> Service:
    from careaudit_surveys.store import reading

    services = reading.services(unit)
    for one in services:
        if one.name == name:
            return one
    there = ", ".join(one.name for one in services) or "none yet"
    raise CannotDo(f"there is no service called {name}. There is: {there}.")


def _cycle(unit: Unit, name: str) -> Cycle:
    from careaudit_surveys.store import reading

    cycles = reading.cycles(unit)
    for one in cycles:
        if one.name == name:
            return one
    there = ", ".join(one.name for one in cycles) or "none yet"
    raise CannotDo(f"there is no cycle called {name}. There is: {there}.")


def _now() -> datetime:
    return datetime.now(UTC)
