"""Builders with sensible defaults, so that a test says only what matters to it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

from careaudit_surveys.audits.model import (
    Audit,
    Comment,
    Criterion,
    CriterionType,
    Option,
    Question,
    Result,
    Scale,
    Standard,
    Target,
    Unit,
)
from careaudit_surveys.surveys import Survey, derive

MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def an_option(value: str, key: str, result: str, label: str | None = None) -> Option:
    return Option(
        value=value,
        key=key,
        label=label or value.replace("_", " ").capitalize(),
        result=Result.from_text(result),
    )


HOW_OFTEN = Scale(
    id="how_often",
    symbols="circles",
    options=(
        an_option("always", "1", "met"),
        an_option("sometimes", "2", "partly"),
        an_option("hardly_ever", "3", "not_met"),
        an_option("dont_know", "8", "unknown", "I don't know"),
        an_option("rather_not_say", "0", "declined", "I'd rather not say"),
    ),
)


def a_question(text: str = "Do staff knock first?", **but: object) -> Question:
    return Question(**{"text": text, "scale": "how_often", **but})  # type: ignore[arg-type]


def a_criterion(criterion_id: str = "T-1.1", **but: object) -> Criterion:
    """A criterion asked of people, with a target of 90 per cent, unless told otherwise."""
    stands: dict[str, object] = {
        "id": criterion_id,
        "text": "Staff knock before they come in.",
        "type": CriterionType.EXPERIENCE,
        "target": Target(">=", Fraction(9, 10)),
        "questions": {"person": a_question()},
    }
    return Criterion(**{**stands, **but})  # type: ignore[arg-type]


def an_audit(*criteria: Criterion, **but: object) -> Audit:
    """An audit of one standard that holds these criteria."""
    standard = Standard(id="T-S1", text="People are safe", criteria=criteria or (a_criterion(),))
    stands: dict[str, object] = {
        "id": "test",
        "version": 1,
        "title": "A test audit",
        "topic": "Testing.",
        "reason": "To test.",
        "audiences": ("person", "relative"),
        "reviewed": date(2026, 11, 23),
        "review_by": date(2027, 11, 23),
        "licence": "MIT",
        "attribution": "CareAudit authors.",
        "unit": Unit.PERSON,
        "scales": {HOW_OFTEN.id: HOW_OFTEN},
        "standards": (standard,),
        "comments": (Comment(id="T-C1", text={"person": "What is the best thing?"}),),
    }
    return Audit(**{**stands, **but})  # type: ignore[arg-type]


def a_survey(audit: Audit | None = None, audience: str = "person", **but: object) -> Survey:
    return derive(audit or an_audit(), audience, **but)  # type: ignore[arg-type]
