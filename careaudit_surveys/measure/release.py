"""What one reader is shown of a cycle: lines by service, totals over services, and roll-ups.

Everything a reader sees of a cycle comes from one release, so that nothing shown in one place
gives away what another hides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from careaudit_surveys.audits.model import Audit

from .disclose import disclose
from .judge import Finding, Status, judge
from .shown import Reader, Shown, nearest_5, whole_per_cent, without_aside
from .tally import Counts, Key

Views = Mapping[str, Collection[str]]
"""Names, and the ids of the criteria each takes together: standards, or a framework's headings."""

Seen = Sequence[tuple[Finding, Shown]]
"""Findings, and what the reader is shown of each."""

SeenOrWithheld = Sequence[tuple[Finding, Shown | None]]
"""The same, with None for a total that is withheld."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUp:
    """Several criteria of one service, audience and cycle together, such as a standard's.

    `meeting` of `criteria` meet their target; `left_out` are hidden and not among them, and those
    with no result are in neither. `met` of `valid` are sums over the criteria whose figures are
    shown, and `share` is their ratio: percentages are never averaged. What is measured from
    another's question is not summed again, and what is counted from records is no one's answer.
    """

    name: str
    service: str | None
    audience: str
    cycle: str | None
    criteria: int
    meeting: int
    left_out: int
    met: int | None
    valid: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Release:
    """All that one reader is shown of a cycle. A total's service is None."""

    lines: tuple[Shown, ...]
    totals: tuple[Shown, ...]
    roll_ups: tuple[RollUp, ...]


def release(
    audit: Audit,
    findings: Iterable[Finding],
    reader: Reader,
    *,
    views: Views | None = None,
    total_alone: bool = False,
    manager_base: int | None = None,
) -> Release:
    """What the reader is shown. `views` are rolled up: the audit's standards if not given.

    `total_alone` is a choice the lead makes once for a cycle: totals over services, each judged
    by the rules as one finding, and no line by service anywhere. Otherwise there are lines, and a
    total only where none of its lines is hidden. The lead is shown both, whatever the choice.
    """
    findings = list(findings)
    alone = total_alone and reader is not Reader.LEAD

    def seen(those: list[Finding]) -> Seen:
        shown = {one.key: one for one in disclose(audit, those, reader, manager_base=manager_base)}
        return [(finding, shown[finding.key]) for finding in those if finding.key in shown]

    lines = [] if alone else seen(findings)
    totals = seen(_over_services(findings, at_least=1 if alone else 2))
    safe = list(_safe_beside(lines, totals)) if lines and reader is not Reader.LEAD else totals
    return Release(
        lines=tuple(shown for _, shown in lines),
        totals=tuple(shown for _, shown in safe if shown),
        roll_ups=tuple(_roll_ups(views or _standards(audit), [*lines, *safe], reader)),
    )


def _over_services(findings: Iterable[Finding], *, at_least: int) -> list[Finding]:
    """For each audience, cycle and criterion that so many services have: all of them together."""
    found: dict[Key, list[Finding]] = {}
    for finding in findings:
        if finding.key.respondent is None:
            found.setdefault(finding.key._replace(service=None), []).append(finding)
    return [
        judge(key, sum((one.counts for one in those), Counts()), those[0].criterion)
        for key, those in found.items()
        if len(those) >= at_least
    ]


def _safe_beside(lines: Seen, totals: Seen) -> Iterator[tuple[Finding, Shown | None]]:
    """Totals from which no hidden line, and no hidden count of one, could be worked out."""
    parts: dict[Key, list[Shown]] = {}
    for finding, line in lines:
        parts.setdefault(finding.key._replace(service=None), []).append(line)
    for finding, total in totals:
        if any(line.hidden_because for line in parts[finding.key]):
            yield finding, None
        elif any(line.unknown is None for line in parts[finding.key]):
            yield finding, without_aside(total)
        else:
            yield finding, total


def _standards(audit: Audit) -> Views:
    return {
        standard.id: frozenset(criterion.id for criterion in standard.criteria)
        for standard in audit.standards
    }


def _roll_ups(views: Views, pairs: SeenOrWithheld, reader: Reader) -> Iterator[RollUp]:
    """Each view of each service, audience and cycle that has findings for it."""
    together: dict[tuple[str | None, str, str | None], list[tuple[Finding, Shown | None]]] = {}
    for finding, shown in pairs:
        if finding.key.respondent is None:
            together.setdefault(finding.key[:3], []).append((finding, shown))
    for about, those in together.items():
        for name, criteria in views.items():
            inside = [pair for pair in those if pair[0].key.criterion in criteria]
            if inside:
                yield _roll_up(name, about, inside, reader)


def _roll_up(
    name: str, about: tuple[str | None, str, str | None], pairs: SeenOrWithheld, reader: Reader
) -> RollUp:
    hidden = [shown for _, shown in pairs if shown is None or shown.hidden_because]
    statuses = [
        shown.status for _, shown in pairs if shown and shown.status and not shown.hidden_because
    ]
    judged = [status for status in statuses if status is not Status.NO_RESULT]
    summed = [finding for finding, shown in pairs if shown and shown.shown and _sums(finding)]
    met = sum(finding.counts.met for finding in summed)
    valid = sum(finding.valid for finding in summed)
    share = Fraction(met, valid) if valid else None
    service, audience, cycle = about
    rolled = RollUp(
        name=name,
        service=service,
        audience=audience,
        cycle=cycle,
        criteria=len(judged),
        meeting=judged.count(Status.MET),
        left_out=len(hidden),
        met=met if valid else None,
        valid=valid or None,
        share=share,
    )
    return _rounded(rolled) if reader is Reader.PUBLIC else rolled


def _sums(finding: Finding) -> bool:
    """Is a finding summed with others? Its answers are its own, and they are people's answers."""
    return finding.criterion.measured_from is None and finding.criterion.record is None


def _rounded(rolled: RollUp) -> RollUp:
    if rolled.met is None or rolled.valid is None or rolled.share is None:
        return rolled
    return replace(
        rolled,
        met=nearest_5(rolled.met),
        valid=nearest_5(rolled.valid),
        share=whole_per_cent(rolled.share),
    )
