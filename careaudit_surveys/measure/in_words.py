"""One finding in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from careaudit_surveys.audits.model import Target

from .disclose import FIGURES_FROM
from .judge import Caution, Status
from .shown import Because, Shown, whole_per_cent

NO_RESULT = "No one gave an answer that counts, so there is no result."
TOO_FEW = "Too few people answered to show a result."
NOT_SHOWN = "The numbers are not shown, so that no one can be picked out."

STATUS = {
    Status.ZERO_TOLERANCE_BROKEN: "This must never fall short, and it did.",
    Status.MET: "The target of {target} is met.",
    Status.BELOW_UNCERTAIN: "The target of {target} is missed, but that could be chance.",
    Status.BELOW: "The target of {target} is missed.",
}

CAUTIONS = {
    Caution.MANY_EXCEPTIONS: "Many were left out with a reason: check that none hides a failure.",
    Caution.MANY_UNCLEAR: "Many did not know or did not say: the question may not work.",
}


def in_words(shown: Shown, said: str | None = None) -> str:
    """What a reader is shown of one finding, as plain sentences.

    `said` goes on from a number of people, as in "11 of 14 said always": what those said whom the
    figures count.
    """
    said = said or ("fell short" if shown.target and not shown.target.at_least else "met this")
    return " ".join([*_result(shown, said), *(CAUTIONS[caution] for caution in shown.cautions)])


def _result(shown: Shown, said: str) -> Iterator[str]:
    if shown.status is Status.NO_RESULT:
        yield NO_RESULT
        return
    if shown.hidden_because is Because.BASE:
        yield TOO_FEW
        return
    if shown.shown:
        yield from _figures(shown, said)
    elif shown.hidden_because:
        yield NOT_SHOWN
    if shown.band:
        yield f"{shown.band.capitalize()} of {shown.valid} {said}."
    elif shown.valid and not shown.shown:
        yield f"{shown.valid} gave an answer that counts."
    if shown.status and shown.target:
        yield STATUS[shown.status].format(target=_level(shown.target))


def _figures(shown: Shown, said: str) -> Iterator[str]:
    """The share, and how sure it is."""
    per_cent, low, high = (
        floor(whole_per_cent(share or 0) * 100)
        for share in (shown.compliance, shown.lower, shown.upper)
    )
    if shown.rounded:
        yield f"About {per_cent}% of about {shown.valid} {said}."
    else:
        yield f"{_counted(shown)} of {shown.valid} {said}: {per_cent}%."
    if (shown.valid or 0) < FIGURES_FROM:
        least, most = (floor((limit or 0) * 10 + 0.5) for limit in (shown.lower, shown.upper))
        yield (
            "With numbers this small, the true level could be anywhere from "
            f"about {least} to about {most} in 10."
        )
    else:
        yield f"The true level could be anywhere from about {low}% to about {high}%."


def _counted(shown: Shown) -> int:
    if shown.target and not shown.target.at_least:
        return (shown.partly or 0) + (shown.not_met or 0)
    return shown.met or 0


def _level(target: Target) -> str:
    level = f"{float(target.share * 100):g}%"
    if not target.at_least:
        return f"at most {level}"
    return level if target.share == 1 else f"at least {level}"
