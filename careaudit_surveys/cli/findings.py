"""Findings as a table that a person can read."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from math import floor

from careaudit_surveys.audits.model import Audit, Target
from careaudit_surveys.measure import Because, Reader, Release, RollUp, Shown, Status
from careaudit_surveys.measure.in_words import CAUTIONS

from .telling import say, table

STATUSES = {
    Status.NO_RESULT: "no result",
    Status.TOO_FEW: "too few to show",
    Status.ZERO_TOLERANCE_BROKEN: "must never fall short, and did",
    Status.MET: "target met",
    Status.BELOW_UNCERTAIN: "below, not certain",
    Status.BELOW: "below target",
    None: "",
}

READERS = {
    Reader.LEAD: "the quality lead, in full: do not pass on",
    Reader.MANAGER: "managers, staff and the Board: small numbers are hidden",
    Reader.PUBLIC: "everyone: small numbers are hidden, figures are rounded",
}

HEADING = ("criterion", "what", "target", "result", "of", "95% interval", "status", "left out")


def say_release(audit: Audit, released: Release, reader: Reader) -> None:
    """A table for each service, audience and cycle, and its standards rolled up."""
    texts = {criterion.id: criterion.text for criterion in audit.criteria()}
    say(f"{audit.title} ({audit.ref})")
    say(f"For {READERS[reader]}.")
    standards = {standard.id: standard.text for standard in audit.standards}
    for about, group in groupby((*released.lines, *released.totals), key=_about):
        lines = list(group)
        say()
        say(about)
        table(HEADING, (_row(shown, texts) for shown in lines))
        for shown in lines:
            for caution in shown.cautions:
                say(f"! {shown.key.criterion}: {CAUTIONS[caution]}")
        for roll_up in released.roll_ups:
            if _about(roll_up) == about:
                say(f"  {roll_up.name} {standards[roll_up.name]}: {_rolled_up(roll_up)}")


def _about(shown: Shown | RollUp) -> str:
    key = shown.key if isinstance(shown, Shown) else shown
    parts = [key.service or "All services", key.cycle, f"{key.audience} answers"]
    return ", ".join(part for part in parts if part)


def _row(shown: Shown, texts: dict[str, str]) -> tuple[str, ...]:
    return (
        shown.key.respondent or shown.key.criterion,
        _short(texts.get(shown.key.criterion, "All criteria together")),
        _target(shown.target),
        _result(shown),
        "" if shown.valid is None else str(shown.valid),
        _interval(shown),
        STATUSES[shown.status],
        ", ".join(_left_out(shown)),
    )


def _short(text: str, width: int = 46) -> str:
    return text if len(text) <= width else f"{text[: width - 3].rstrip()}..."


def _target(target: Target | None) -> str:
    if target is None:
        return ""
    return f"{'at least' if target.at_least else 'at most'} {float(target.share * 100):g}%"


def _result(shown: Shown) -> str:
    if shown.compliance is not None:
        return _per_cent(shown.compliance)
    if shown.band:
        return str(shown.band)
    return "hidden" if shown.hidden_because else ""


def _interval(shown: Shown) -> str:
    if shown.lower is None or shown.upper is None:
        return ""
    return f"{_per_cent(shown.lower)} to {_per_cent(shown.upper)}"


def _per_cent(share: Fraction | float) -> str:
    """To one decimal, half up."""
    return f"{floor(share * 1000 + Fraction(1, 2)) / 10:.1f}%"


def _left_out(shown: Shown) -> Iterator[str]:
    """What stands beside the result: don't know, rather not say, exceptions."""
    if shown.hidden_because is Because.BASE:
        return
    if shown.unknown is None or shown.declined is None or shown.exceptions is None:
        yield "hidden"
        return
    counts = {"don't know": shown.unknown, "rather not say": shown.declined, **shown.exceptions}
    yield from (f"{count} {what}" for what, count in counts.items() if count)


def _rolled_up(roll_up: RollUp) -> str:
    if not roll_up.criteria:
        return "hidden" if roll_up.left_out else "no result"
    hidden = f", {roll_up.left_out} hidden" if roll_up.left_out else ""
    return f"{roll_up.meeting} of {roll_up.criteria} meet their target{hidden}"
