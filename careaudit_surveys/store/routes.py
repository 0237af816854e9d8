"""Whom a service's alerts go to: set as a whole, kept sealed, and never lost when it is changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update

from . import models as m
from .rows import Contact, Route
from .transaction import Transaction, ours
from .types import new_key

ADD_ROUTE = insert(m.Route).inline()

_ROUTE = select(m.Route.id, m.Route.service_id, m.Route.people, m.Route.set_at).where(
    m.Route.organisation_id == ours
)

IN_USE = _ROUTE.where(m.Route.service_id == bindparam("service"), m.Route.replaced_at.is_(None))

BY_ID = _ROUTE.where(m.Route.id == bindparam("route"))

REPLACE = update(m.Route).where(
    m.Route.organisation_id == ours,
    m.Route.service_id == bindparam("service"),
    m.Route.replaced_at.is_(None),
)


def set_route(
    unit: Transaction,
    service_id: UUID,
    at: datetime,
    *,
    first: Contact,
    second: Contact,
    around: tuple[str, ...] = (),
) -> UUID:
    """Alerts of a service go to these from now on, whoever they went to before."""
    route_id = new_key()
    people = json.dumps({"first": asdict(first), "second": asdict(second), "around": around})
    unit.write(REPLACE, {"service": service_id, "replaced_at": at})
    unit.write(
        ADD_ROUTE,
        {
            "id": route_id,
            "service_id": service_id,
            "people": unit.keyring.seal_for("route", "route.people", route_id, people.encode()),
            "set_at": at,
        },
    )
    return route_id


def route_of(unit: Transaction, service_id: UUID) -> Route | None:
    """Whom a service's alerts go to now; None if that was never set."""
    return _opened(unit, unit.read_one(IN_USE, {"service": service_id}))


def route(unit: Transaction, route_id: UUID) -> Route | None:
    """The route of that id, in use or not."""
    return _opened(unit, unit.read_one(BY_ID, {"route": route_id}))


def _opened(unit: Transaction, row: Any) -> Route | None:
    if row is None:
        return None
    people = json.loads(unit.keyring.open_for("route", "route.people", row.id, row.people))
    return Route(
        id=row.id,
        service_id=row.service_id,
        first=Contact(**people["first"]),
        second=Contact(**people["second"]),
        around=tuple(people["around"]),
        set_at=row.set_at,
    )
