"""Results: what the conversations of a cycle amount to, ready to be shown to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careaudit_surveys.audits.kept import audit_as_kept
from careaudit_surveys.audits.model import Audit, Result
from careaudit_surveys.measure import Counts, Key, tally
from careaudit_surveys.store import Store, Unit, programme, reading
from careaudit_surveys.store.rows import Cycle, Organisation


class NothingThere(LookupError):
    """No such cycle or service. The text is a sentence that says what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedCycle:
    """One cycle of one organisation, counted."""

    organisation: Organisation
    cycle: Cycle
    audit: Audit
    counts: dict[Key, Counts]


def counted_cycles(
    store: Store, *, cycle: str | None = None, service: str | None = None
) -> list[CountedCycle]:
    """Every cycle that has answers, or the one of this name, for all services or one.

    NothingThere if nothing bears the name that was asked for.
    """
    counted: list[CountedCycle] = []
    for organisation in store.organisations():
        with store.unit(organisation.id) as unit:
            counted += [
                _counted(unit, organisation, one, service)
                for one in reading.cycles(unit)
                if cycle in (None, one.name)
            ]
    _refuse_unknown(counted, cycle, service)
    return [one for one in counted if one.counts]


def _counted(
    unit: Unit, organisation: Organisation, cycle: Cycle, service: str | None
) -> CountedCycle:
    source = programme.audit_source(unit, cycle.audit_digest)
    assert source is not None, "a cycle's audit is kept with it"
    names = {one.id: one.name for one in reading.services(unit)}
    counts = tally(
        (
            Key(names[row.service_id], row.audience, cycle.name, row.criterion),
            Result.from_text(row.result),
            row.number,
        )
        for row in reading.counts(unit, cycle.id)
        if service in (None, names[row.service_id])
    )
    return CountedCycle(
        organisation=organisation, cycle=cycle, audit=audit_as_kept(source), counts=counts
    )


def _refuse_unknown(
    counted: Sequence[CountedCycle], cycle: str | None, service: str | None
) -> None:
    if cycle is not None and not counted:
        raise NothingThere(f"there is no cycle called {cycle}. See: careaudit cycle list.")
    if service is not None and not any(one.counts for one in counted):
        raise NothingThere(f"there are no answers for {service}. See: careaudit service list.")
