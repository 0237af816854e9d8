"""Whom a service's alerts go to, and the test that shows they arrive.

No cycle opens before the first contact of each service that takes part has acknowledged a test
alert. Whatever is changed about the contacts asks for a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from careaudit_surveys.store import Unit, following_up, routes
from careaudit_surveys.store.rows import Contact, Raised, Service
from careaudit_surveys.words.fold import fold
from careaudit_surveys.working_hours import alert_due

TEST_WORDS = "This is a test alert. Nobody is in danger. Please acknowledge it."


class NotDone(Exception):
    """Something about safeguarding that cannot be done so. The text says what to do."""


def same_person(one: str, other: str) -> bool:
    """Do two names read the same, whatever their capitals and accents?"""
    return fold(one) == fold(other)


def set_contacts(
    unit: Unit,
    service: Service,
    at: datetime,
    *,
    first: Contact,
    second: Contact,
    around: tuple[str, ...] = (),
) -> UUID:
    """Alerts of a service go to these from now on; NotDone says what is wrong with them.

    `around` are names, of the manager or the owner: alerts whose words hold one go to the second.
    """
    problems = list(_problems_of(first, second, around))
    if problems:
        raise NotDone(" ".join(problems))
    return routes.set_route(unit, service.id, at, first=first, second=second, around=around)


def _problems_of(first: Contact, second: Contact, around: tuple[str, ...]) -> Iterator[str]:
    if not all(fold(name) for name in (first.name, second.name, *around)):
        yield "A name is empty: write it out."
    if same_person(first.name, second.name):
        yield "The first and the second contact are one person: name two."
    if any(contact.mail and "@" not in contact.mail for contact in (first, second)):
        yield "A mail address has no @ in it: write it as name@example.org."


def raise_test(unit: Unit, service: Service, at: datetime) -> UUID:
    """Raise a test alert for a service's first contact; NotDone if it has none."""
    route = routes.route_of(unit, service.id)
    if route is None:
        raise NotDone(_no_contacts(service))
    test = Raised(
        kinds=(),
        urgent=False,
        words=TEST_WORDS,
        due_at=alert_due(at, urgent=False),
        route_id=route.id,
        went_to="first",
    )
    return following_up.raise_alert(unit, service.id, test, at, test=True)


def missing_of(unit: Unit, service: Service) -> Iterator[str]:
    """What must be done before people may be asked: contacts, and a test that arrived."""
    route = routes.route_of(unit, service.id)
    if route is None:
        yield _no_contacts(service)
    elif not any(
        same_person(name, route.first.name)
        for name in following_up.tests_acknowledged_by(unit, route.id)
    ):
        yield (
            f"{service.name} needs a test alert that {route.first.name} acknowledges:"
            " raise one with careaudit service test-alert."
        )


def _no_contacts(service: Service) -> str:
    return f"{service.name} has no safeguarding contacts: set them with careaudit service contact."
