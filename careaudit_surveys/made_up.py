"""A made-up care home of twenty, so that a newcomer sees what findings look like.

Two of the twenty are away. Eighteen were invited and sixteen took part, in the easy profile;
seven relatives answered too. Their answers are the tables below, played through the same engine
and store as anyone's. Nothing here is about a real home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from careaudit_surveys.audits.shelf import Shelved, find
from careaudit_surveys.audits.write import audit_to_yaml
from careaudit_surveys.bootstrap import House
from careaudit_surveys.desk import alerts, safeguarding
from careaudit_surveys.desk.cycles import open_cycle
from careaudit_surveys.dialogue import Incoming, Said, Tapped
from careaudit_surveys.fieldwork import Beginning, Envelope, Fieldwork
from careaudit_surveys.store import Unit, programme, reading
from careaudit_surveys.store.rows import Contact
from careaudit_surveys.surveys import Question, Survey, derive

ORGANISATION = "Willow Care (made up)"
SERVICE = "Rowan House (made up)"
CYCLE = "Autumn (made up)"
AUDIT = "living-well"
CHANNEL = "made-up"

FIRST = Contact(name="Ada Ofori", mail="ada.ofori@example.org")
SECOND = Contact(name="Bo Lund", number="07700 900998")
MANAGER = "Cy Marsh"
"""Whom the home's alerts go to, and whom they go around: made up as well."""

RESULTS = ("met", "partly", "not_met", "exception", "unknown", "declined")
"""The columns of the tables: how many people's answer amounted to what."""

PEOPLE = {
    "LW-1.1": (10, 3, 2, 0, 1, 0),
    "LW-1.2": (9, 4, 2, 0, 1, 0),
    "LW-2.1": (11, 2, 1, 0, 1, 1),
    "LW-2.2": (14, 1, 0, 0, 0, 1),
    "LW-3.1": (8, 2, 0, 6, 0, 0),
    "LW-4.1": (13, 2, 1, 0, 0, 0),
    "LW-4.2": (12, 3, 0, 0, 1, 0),
    "LW-4.3": (12, 1, 0, 3, 0, 0),
    "LW-4.4": (11, 2, 0, 3, 0, 0),
    "LW-5.1": (9, 5, 2, 0, 0, 0),
    "LW-5.2": (13, 2, 1, 0, 0, 0),
    "LW-6.1": (16, 0, 0, 0, 0, 0),
    "LW-6.2": (12, 4, 0, 0, 0, 0),
    "LW-7.1": (8, 6, 2, 0, 0, 0),
    "LW-7.2": (15, 0, 0, 1, 0, 0),
    "LW-7.3": (7, 5, 2, 2, 0, 0),
    "LW-8.1": (8, 6, 2, 0, 0, 0),
    "LW-9.1": (12, 3, 1, 0, 0, 0),
    "LW-9.2": (7, 3, 1, 5, 0, 0),
    "LW-9.3": (6, 3, 5, 2, 0, 0),
    "LW-9.4": (12, 3, 1, 0, 0, 0),
}

RELATIVES = {
    **dict.fromkeys(PEOPLE, (6, 1, 0, 0, 0, 0)),
    "LW-4.3": (4, 0, 0, 0, 3, 0),
    "LW-7.3": (3, 3, 1, 0, 0, 0),
    "LW-8.1": (3, 3, 1, 0, 0, 0),
    "LW-9.3": (2, 2, 3, 0, 0, 0),
}

Table = Mapping[str, tuple[int, ...]]

COMMENTS = {
    "LW-C1": ("The garden.", "Sunday lunch.", "We sing on Fridays.", "My room gets the sun."),
    "LW-C2": ("More trips out.", "Hotter tea.", "Help comes late at night.", "More to do."),
}


def load(house: House, now: datetime) -> UUID:
    """Fill an empty store with the made-up home; what is there already stays. The organisation."""
    organisation_id = house.organisation(ORGANISATION, now)
    shelved = find(AUDIT)
    with house.store.unit(organisation_id) as unit:
        if reading.cycles(unit):
            return organisation_id
        service_id, cycle_id = _open_home(unit, shelved, now)
        unit.commit()
    fieldwork = Fieldwork(house.store, organisation_id)
    for audience, profile, answers in (
        ("person", "easy", PEOPLE),
        ("relative", "standard", RELATIVES),
    ):
        survey = derive(shelved.audit, audience, profile)
        for number in range(sum(answers["LW-1.1"])):
            beginning = Beginning(
                service_id=service_id,
                cycle_id=cycle_id,
                digest=shelved.digest,
                audience=audience,
                profile=profile,
                mode="made-up",
                channel=CHANNEL,
                address=f"{audience} {number + 1}",
                at=now - timedelta(days=14, minutes=20 * number),
            )
            _answer_all(fieldwork, beginning, survey, answers, number)
    return organisation_id


def _open_home(unit: Unit, shelved: Shelved, now: datetime) -> tuple[UUID, UUID]:
    """The service and its open cycle, set up as any must be."""
    programme.keep_audit(unit, shelved.audit.ref, shelved.digest, audit_to_yaml(shelved.audit), now)
    service_id = programme.add_service(
        unit, SERVICE, now, contact="07700 900100", safeguarding="07700 900999"
    )
    cycle_id = programme.add_cycle(
        unit,
        CYCLE,
        shelved.digest,
        (service_id,),
        now,
        opens_on=_days_before(now, 21),
        closes_on=_days_before(now, 7),
        report_on=_days_before(now, -21),
        anchor="Easter",
    )
    _try_alerts(unit, now - timedelta(days=21))
    _open(unit, cycle_id)
    return service_id, cycle_id


def _try_alerts(unit: Unit, at: datetime) -> None:
    """The home says whom its alerts go to, and its test alert was acknowledged: all made up."""
    (service,) = reading.services(unit)
    safeguarding.set_contacts(unit, service, at, first=FIRST, second=SECOND, around=(MANAGER,))
    test = safeguarding.raise_test(unit, service, at)
    alerts.acknowledge(unit, test.hex, by=FIRST.name, now=at + timedelta(minutes=10))


def _open(unit: Unit, cycle_id: UUID) -> None:
    """Open the cycle as any is opened, with nothing missing."""
    (cycle,) = (one for one in reading.cycles(unit) if one.id == cycle_id)
    open_cycle(unit, cycle)


def _answer_all(
    fieldwork: Fieldwork,
    beginning: Beginning,
    survey: Survey,
    answers: Table,
    number: int,
) -> None:
    """One respondent's conversation, from the opening to the end."""
    heard = fieldwork.begin(beginning)
    while heard.turn and (asked := heard.turn.state.asks):
        reply = _reply(survey, asked, answers, number, beginning.at)
        heard = fieldwork.take(
            Envelope(
                channel=CHANNEL,
                address=beginning.address,
                provider_id=f"{beginning.address} {heard.turn.state.turns}",
                incoming=reply,
            )
        )


def _reply(
    survey: Survey,
    asked: str,
    answers: Table,
    number: int,
    at: datetime,
) -> Incoming:
    question = survey.by_id.get(asked)
    if question is None:
        return Said(text=OWN.get(asked, "1"), at=at)
    if asked in COMMENTS:
        said = COMMENTS[asked]
        return Said(text=said[number // 3 % len(said)] if number % 3 == 0 else "skip", at=at)
    wanted = list(_spread(answers[asked], survey.questions.index(question)))[number]
    return Tapped(question=asked, value=_option_for(question, wanted), at=at)


OWN = {"consent": "yes", "needs": "no", "helper": "other staff", "help": "read it to me"}
"""What each of them says to our own questions; anything else is its first answer."""


def _spread(counts: tuple[int, ...], turn: int) -> Iterator[str]:
    """The results in a row, begun at another place for each question: moods are mixed."""
    row = [result for result, count in zip(RESULTS, counts, strict=True) for _ in range(count)]
    start = 5 * turn % len(row)
    yield from row[start:] + row[:start]


def _option_for(question: Question, wanted: str) -> str:
    """The first answer that amounts to this; where the question has none such, "I don't know"."""
    for option in question.options:
        if option.result.kind == wanted:
            return option.value
    return next(option.value for option in question.options if option.result.kind == "unknown")


def _days_before(now: datetime, days: int) -> date:
    return (now - timedelta(days=days)).date()
