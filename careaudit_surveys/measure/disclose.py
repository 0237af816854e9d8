"""What each reader may be shown, so that small numbers point at no one.

The quality lead sees everything. Managers and the public see what the rules leave, and hidden is
a state with a reason, never a blank or a nought. `docs/measuring.md` gives the rules in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from careaudit_surveys.audits.model import Audit, Criterion

from .families import (
    Family,
    counts_what_another_sets_aside,
    families,
    has_few_aside,
    leaves_answers_out,
    tells_small_difference,
)
from .judge import Finding, Status
from .shown import (
    SMALL,
    Band,
    Because,
    Reader,
    Shown,
    band,
    coarse,
    in_full,
    rounded,
    without_aside,
    without_figures,
)
from .tally import Key

USUAL_BASE = 10
"""Managers and the public are shown no result on fewer valid answers than this."""

LOWEST_BASE = 5
"""What a recorded decision may lower it to, for managers alone."""

FIGURES_FROM = 50
"""The public is shown figures, rounded, from this base on; below it a band in their place."""

COARSE_BAND_FROM, FINE_BAND_FROM = 13, 60
"""Beside hidden figures: no band on fewer answers than the first, four from the second."""

WIDTH = 5
"""How far apart the least and the most that a hidden count could be must lie."""


def disclose(
    audit: Audit,
    findings: Iterable[Finding],
    reader: Reader,
    *,
    manager_base: int | None = None,
) -> list[Shown]:
    """Each finding as the reader may see it, in the order given.

    Give all findings of a release at once: those counted from one question are hidden together.
    Single respondents are for the lead, and left out for others. `manager_base` is a recorded
    decision to show managers results on fewer answers than usual; ValueError if under 5.
    """
    findings = list(findings)
    if reader is Reader.LEAD:
        return [in_full(finding) for finding in findings]
    if manager_base is not None and manager_base < LOWEST_BASE:
        raise ValueError(f"managers are shown no result on fewer than {LOWEST_BASE} answers")
    seen: dict[Key, Shown] = {}
    for family in families(finding for finding in findings if finding.key.respondent is None):
        hidden = _hidden(audit, family, reader, manager_base)
        seen |= {finding.key: _behind(hidden, finding, reader) for finding in family}
    return [seen[finding.key] for finding in findings if finding.key in seen]


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What is hidden of a family: its results, for a reason; and the counts beside them."""

    because: Because | None = None
    aside: bool = False
    in_family: bool = False


def _hidden(audit: Audit, family: Family, reader: Reader, manager_base: int | None) -> _Hidden:
    """The rules for all findings that are counted from one question."""
    if any(finding.criterion.record for finding in family):
        return _Hidden()  # counted from records: no one's answers
    in_family = len(family) > 1 or family[0].criterion.measured_from is not None
    aside = has_few_aside(family)
    judged = [finding for finding in family if finding.valid]
    if not judged:
        return _Hidden(None, aside, in_family)
    bases = [_base(finding.criterion, reader, manager_base) for finding in judged]
    if any(finding.valid < base for finding, base in zip(judged, bases, strict=True)):
        return _Hidden(Because.BASE, True, in_family)
    in_base = aside and counts_what_another_sets_aside(audit, family)
    if not (in_base or any(map(_small, judged)) or tells_small_difference(audit, family)):
        return _Hidden(None, aside, in_family)
    own = next((finding.valid for finding in judged if not finding.criterion.measured_from), inf)
    if own < max(bases) + WIDTH and leaves_answers_out(audit, family):
        return _Hidden(Because.BASE, True, in_family)
    return _Hidden(Because.SMALL, aside or any(map(_too_close, judged)), in_family)


def _base(criterion: Criterion, reader: Reader, manager_base: int | None) -> int:
    """The smallest base shown. A criterion that asks for more than is usual always gets it."""
    if reader is Reader.PUBLIC:
        return max(criterion.min_base, USUAL_BASE)
    if manager_base is not None and criterion.min_base <= USUAL_BASE:
        return manager_base
    return max(criterion.min_base, LOWEST_BASE)


def _small(finding: Finding) -> bool:
    """Is a count small, or did everyone give the same unfavourable answer?"""
    counts = finding.counts
    few = any(count in SMALL for count in (counts.met, counts.partly, counts.not_met))
    return few or finding.valid in (counts.partly, counts.not_met)


def _too_close(finding: Finding) -> bool:
    """Where don't know is in the base, it tells how many answers the hidden counts share."""
    criterion = finding.criterion
    if criterion.measured_from or not criterion.keeps_unknown:
        return False
    return finding.counts.judged <= WIDTH


def _behind(hidden: _Hidden, finding: Finding, reader: Reader) -> Shown:
    """One finding, as what is hidden of its family leaves it."""
    for_public = reader is Reader.PUBLIC and not finding.criterion.record
    in_figures = not for_public or finding.valid >= FIGURES_FROM
    shown = rounded(finding) if for_public and in_figures else in_full(finding)
    asked_elsewhere = finding.criterion.measured_from is not None
    if hidden.aside or (hidden.because and asked_elsewhere):
        shown = without_aside(shown)
    if finding.valid == 0:
        return shown
    if hidden.because is Because.BASE:
        return Shown(
            key=shown.key,
            target=shown.target,
            status=Status.TOO_FEW,
            hidden_because=Because.BASE,
        )
    if hidden.because is Because.SMALL:
        return replace(
            without_figures(shown),
            valid=None if asked_elsewhere else shown.valid,
            status=None,
            band=None if hidden.in_family else _band_beside_hidden(finding),
            hidden_because=Because.SMALL,
        )
    return shown if in_figures else replace(without_figures(shown), band=_band(finding))


def _band(finding: Finding) -> Band | None:
    """A band in place of figures; none where less is better."""
    target = finding.criterion.target
    if finding.compliance is None or target is None or not target.at_least:
        return None
    return band(finding.compliance)


def _band_beside_hidden(finding: Finding) -> Band | None:
    """A band so wide that, the base known too, each hidden count can still differ by 5."""
    found = _band(finding)
    if found is None or finding.criterion.keeps_unknown or finding.valid < COARSE_BAND_FROM:
        return None
    return found if finding.valid >= FINE_BAND_FROM else coarse(found)
