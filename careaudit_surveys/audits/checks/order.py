"""Rules about questions that look at other answers: conditions, and measures from answers."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import AnswerType, AskIf, Audit, MeasuredFrom, ResultKind
from ..problems import Fault, Path
from ..telling import listed, meant
from .walk import Asked, asked, criteria, options_in

PROFILES_APART = ("standard", "easy")
"""The profiles in which a question's options may differ."""


def conditions_look_back(audit: Audit) -> Iterator[Fault]:
    """A condition looks at a choice that this audience made before, and at values it has."""
    every = {(one.audience, one.id): one for one in asked(audit)}
    so_far: set[tuple[str, str]] = set()
    for one in asked(audit):
        if condition := one.question.ask_if:
            source = every.get((one.audience, condition.question))
            if bool(condition.is_) == bool(condition.is_not):
                told = "a condition has either 'is' or 'not': give one"
                yield Fault("ASK-IF-FORM", (*one.at, "ask_if"), told)
            if source is None:
                known = [name for audience, name in every if audience == one.audience]
                told = f"there is no question {condition.question} for '{one.audience}'"
                told += meant(condition.question, known)
                yield Fault("ASK-IF-UNKNOWN", (*one.at, "ask_if"), told)
            elif (one.audience, source.id) not in so_far:
                told = f"{source.id} is asked no earlier than {one.id}: change the order"
                yield Fault("ASK-IF-ORDER", (*one.at, "ask_if"), told)
            else:
                yield from _can_come_true(audit, one, source, condition)
        so_far.add((one.audience, one.id))


def _can_come_true(audit: Audit, one: Asked, source: Asked, condition: AskIf) -> Iterator[Fault]:
    """In every profile some answer to the source leads to this question."""
    at = (*one.at, "ask_if")
    if source.question.type is not AnswerType.CHOICE:
        told = f"{source.id} is no choice of one option, so it cannot be looked at"
        yield Fault("ASK-IF-TYPE", at, told)
        return
    offered = {
        profile: {option.value for option in options_in(audit, source.question, profile)}
        for profile in PROFILES_APART
    }
    known = offered["standard"] | offered["easy"]
    unknown = [value for value in (*condition.is_, *condition.is_not) if value not in known]
    for value in unknown:
        told = f"{source.id} has no option '{value}'{meant(value, known)}"
        yield Fault("ASK-IF-VALUE", at, told)
    never = [profile for profile, values in offered.items() if not _leading(values, condition)]
    if condition.is_ and one.criterion.core and not source.criterion.core:
        never.append("core")
    if never and not unknown:
        told = f"no answer to {source.id} leads to {one.id} in the profile {listed(never, 'and')}"
        yield Fault("UNREACHABLE", at, f"{told}: leave one that does")


def _leading(values: set[str], condition: AskIf) -> set[str]:
    """The values that make the condition come true."""
    return values & set(condition.is_) if condition.is_ else values - set(condition.is_not)


def measures_map_every_answer(audit: Audit) -> Iterator[Fault]:
    """A criterion counted from another's answers has a result for each of them."""
    sources: dict[str, list[Asked]] = {}
    for one in asked(audit):
        sources.setdefault(one.id, []).append(one)
    for at, criterion in criteria(audit):
        measured = criterion.measured_from
        if measured and measured.question in sources:
            declined = _values(audit, sources[measured.question])
            yield from _maps_every_answer((*at, "measured_from", "results"), measured, declined)
        elif measured:
            told = f"no question has the id {measured.question}{meant(measured.question, sources)}"
            yield Fault("MEASURED-UNKNOWN", (*at, "measured_from", "question"), told)


def _maps_every_answer(
    at: Path, measured: MeasuredFrom, declined: dict[str, bool]
) -> Iterator[Fault]:
    for value in measured.results:
        if value != "*" and value not in declined:
            told = f"{measured.question} has no option '{value}'{meant(value, declined)}"
            yield Fault("MEASURED-VALUE", (*at, value), told)
    gap = [
        value
        for value, is_declined in declined.items()
        if not is_declined and measured.result_of(value) is None
    ]
    if gap:
        told = f"'results' has no word for {listed(gap, 'and')}: add it, or \"*\" for all others"
        yield Fault("MEASURED-GAP", at, told)


def _values(audit: Audit, sources: list[Asked]) -> dict[str, bool]:
    """The values that can be answered; True for one that declines, and so needs no result."""
    declined: dict[str, bool] = {}
    for one in sources:
        for profile in PROFILES_APART:
            for option in options_in(audit, one.question, profile):
                is_declined = option.result.kind is ResultKind.DECLINED
                declined[option.value] = declined.get(option.value, True) and is_declined
    return declined


RULES_ACROSS = (conditions_look_back, measures_map_every_answer)
