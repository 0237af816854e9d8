"""A service's finding by its parts: wings, ages, channels. All of them are shown, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from careaudit_surveys.audits.model import Audit

from .disclose import disclose
from .judge import Finding
from .shown import SMALL, Reader, Shown
from .tally import Counts

MOST_DIMENSIONS = 2
"""Parts may be cut two ways at once, such as wing and age, never three."""

Part = tuple[str, ...]
"""What a part is, one name a dimension: ("Oak wing",) or ("Oak wing", "over 85")."""


class ReleaseRefused(ValueError):
    """A release that would give away what it should hide. The text says what to do."""


def break_down(
    audit: Audit,
    whole: Iterable[Finding],
    parts: Mapping[Part, Sequence[Finding]],
    reader: Reader,
    *,
    manager_base: int | None = None,
) -> dict[Part, list[Shown]]:
    """Each part's findings as the reader may see them, where all of them may be seen in full.

    `whole` is a service's finding, or its findings counted from one question; the parts have
    findings with the same keys. ReleaseRefused if a part hides anything by the rules, or if the
    parts leave some of the whole out: the rest could be worked out. The lead is shown every part.
    """
    shown = {
        part: disclose(audit, findings, reader, manager_base=manager_base)
        for part, findings in parts.items()
    }
    if reader is not Reader.LEAD:
        for part, those in shown.items():
            _check_part(part, those)
        for finding in whole:
            _check_rest(finding, parts.values())
    return shown


def _check_part(part: Part, shown: Sequence[Shown]) -> None:
    name = ", ".join(part)
    if len(part) > MOST_DIMENSIONS:
        raise ReleaseRefused(f"'{name}' is cut {len(part)} ways at once: use two at most.")
    if any(one.hidden_because or not one.valid or one.unknown is None for one in shown):
        raise ReleaseRefused(f"'{name}' has too few answers of a kind: put small parts together.")


def _check_rest(whole: Finding, parts: Iterable[Sequence[Finding]]) -> None:
    counted = (finding.counts for part in parts for finding in part if finding.key == whole.key)
    rest = whole.counts - sum(counted, Counts())
    if not rest.asked:
        return
    told = f"{rest.asked} answers" if rest.asked in SMALL else "the rest"
    raise ReleaseRefused(
        f"The parts leave {told} out, which anyone could work out: show every part, or none."
    )
