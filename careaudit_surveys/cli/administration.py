"""Commands for an administrator: `service`, `cycle`, `db`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from .inside import action, actions_of, cycle_called, everywhere, now, service_called, unit_of
from .telling import CannotDo, say, say_json, table, tell


def add_commands(add: Any) -> None:
    _add_service(add("service", None, "List, add and change care services."))
    _add_cycle(add("cycle", None, "Plan, open and close cycles."))
    database = actions_of(add("db", None, "Look after the store."))
    upgrade = action(database, "upgrade", upgrade_store, "Bring the store to this version.")
    upgrade.add_argument("--data", metavar="DIR", type=Path, help="the data folder")


def _add_service(service: argparse.ArgumentParser) -> None:
    actions = actions_of(service)
    listing = action(actions, "list", list_services, "List services.")
    listing.add_argument("--json", action="store_true")
    adding = action(actions, "add", add_service, "Add a service.")
    changing = action(actions, "set", set_service, "Change a service.")
    for one in (adding, changing):
        one.add_argument("name", metavar="NAME")
        one.add_argument("--contact", metavar="NUMBER", help="whom to ring with a worry")
        one.add_argument("--safeguarding", metavar="NUMBER", help="whom to ring about harm")
    contacts = action(actions, "contact", set_contacts, "Say whom alerts go to, all anew.")
    contacts.add_argument("name", metavar="NAME", help="the service")
    for place, who in (("first", "whom alerts go to"), ("second", "who stands in for the first")):
        contacts.add_argument(f"--{place}", required=True, metavar="NAME", help=who)
        contacts.add_argument(f"--{place}-mail", metavar="ADDRESS", help=f"mail of the {place}")
        contacts.add_argument(f"--{place}-number", metavar="NUMBER", help=f"number of the {place}")
    contacts.add_argument(
        "--around",
        action="append",
        default=[],
        metavar="NAME",
        help="the manager, the owner: alerts whose words hold the name go to the second",
    )
    testing = action(
        actions, "test-alert", test_alert, "Raise a test alert for the first contact; print its id."
    )
    testing.add_argument("name", metavar="NAME", help="the service")
    everywhere(listing, adding, changing, contacts, testing)


def _add_cycle(cycle: argparse.ArgumentParser) -> None:
    actions = actions_of(cycle)
    listing = action(actions, "list", list_cycles, "List cycles.")
    listing.add_argument("--json", action="store_true")
    planning = action(actions, "plan", plan_cycle, "Plan a cycle of an audit.")
    planning.add_argument("name", metavar="NAME")
    planning.add_argument("--audit", required=True, metavar="AUDIT")
    planning.add_argument("--service", required=True, action="append", metavar="NAME")
    planning.add_argument("--anchor", help="a landmark about six months back, such as Easter")
    for name, what in (("opens", "opens"), ("closes", "closes"), ("report", "is reported")):
        planning.add_argument(
            f"--{name}", type=_day, metavar="DATE", help=f"when it {what}, as 2026-12-31"
        )
    opening = action(actions, "open", open_cycle, "Open a planned cycle.")
    closing = action(actions, "close", close_cycle, "Close an open cycle.")
    for one in (opening, closing):
        one.add_argument("name", metavar="NAME")
    everywhere(listing, planning, opening, closing)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write a date as 2026-12-31") from None


def list_services(given: argparse.Namespace) -> int:
    """Print each service with whom to ring."""
    from careaudit_surveys.store import reading

    with unit_of(given) as unit:
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

    with unit_of(given) as unit:
        if any(one.name == given.name for one in reading.services(unit)):
            raise CannotDo(f"there is a service called {given.name}. Choose another name.")
        programme.add_service(
            unit, given.name, now(), contact=given.contact, safeguarding=given.safeguarding
        )
        unit.commit()
    tell(f"{given.name} is added.")
    return 0


def set_service(given: argparse.Namespace) -> int:
    """Change whom to ring; what is not named stays."""
    from careaudit_surveys.store import programme

    with unit_of(given) as unit:
        service = service_called(unit, given.name)
        programme.set_numbers(
            unit,
            service.id,
            contact=given.contact or service.contact,
            safeguarding=given.safeguarding or service.safeguarding,
        )
        unit.commit()
    tell(f"{given.name} is changed.")
    return 0


def set_contacts(given: argparse.Namespace) -> int:
    """Set whom a service's alerts go to; what is not named is gone."""
    from careaudit_surveys.desk import safeguarding
    from careaudit_surveys.store.rows import Contact

    first = Contact(name=given.first, mail=given.first_mail, number=given.first_number)
    second = Contact(name=given.second, mail=given.second_mail, number=given.second_number)
    with unit_of(given) as unit:
        service = service_called(unit, given.name)
        safeguarding.set_contacts(
            unit, service, now(), first=first, second=second, around=tuple(given.around)
        )
        unit.commit()
    tell(f"Alerts of {given.name} go to {given.first}. Try it with: careaudit service test-alert")
    return 0


def test_alert(given: argparse.Namespace) -> int:
    """Raise a test alert, and print its id for the first contact to acknowledge."""
    from careaudit_surveys.desk import alerts, safeguarding

    with unit_of(given) as unit:
        alert_id = safeguarding.raise_test(unit, service_called(unit, given.name), now())
        unit.commit()
    tell("The test alert is raised. Its first contact does: careaudit alerts acknowledge ID --by …")
    say(alerts.short(alert_id))
    return 0


def list_cycles(given: argparse.Namespace) -> int:
    """Print each cycle with its audit and state."""
    from careaudit_surveys.store import reading

    with unit_of(given) as unit:
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
    with unit_of(given) as unit:
        if any(one.name == given.name for one in reading.cycles(unit)):
            raise CannotDo(f"there is a cycle called {given.name}. Choose another name.")
        planned = Plan(
            name=given.name,
            shelved=shelved,
            services=tuple(service_called(unit, name).id for name in given.service),
            opens_on=given.opens,
            closes_on=given.closes,
            report_on=given.report,
            anchor=given.anchor,
        )
        plan(unit, planned, now())
        unit.commit()
    tell(f"{given.name} is planned. Open it with: careaudit cycle open {given.name!r}")
    return 0


def open_cycle(given: argparse.Namespace) -> int:
    """Open a planned cycle, if nothing is missing."""
    from careaudit_surveys.desk.cycles import open_cycle as open_

    with unit_of(given) as unit:
        open_(unit, cycle_called(unit, given.name))
        unit.commit()
    tell(f"{given.name} is open.")
    return 0


def close_cycle(given: argparse.Namespace) -> int:
    """Close an open cycle: no one is asked any more."""
    from careaudit_surveys.desk.cycles import close_cycle as close

    with unit_of(given) as unit:
        close(unit, cycle_called(unit, given.name))
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
