"""Answers become counts. Counts are kept and added; percentages are made from them at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from careaudit_surveys.audits.model import Criterion, Result


class Key(NamedTuple):
    """What one finding is about. Answers of different audiences are never pooled.

    `service` is None for all services of a provider together. `respondent` is filled only where
    one respondent is judged over all criteria; `criterion` is then `ALL_CRITERIA`.
    """

    service: str | None
    audience: str
    cycle: str | None
    criterion: str
    respondent: str | None = None


ALL_CRITERIA = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many answers amounted to what; exceptions by their code, each at least 1.

    >>> Counts(met=11, partly=2) + Counts(met=1, exceptions={"NOHELP": 2})
    Counts(met=12, partly=2, not_met=0, unknown=0, declined=0, exceptions={'NOHELP': 2})
    """

    met: int = 0
    partly: int = 0
    not_met: int = 0
    unknown: int = 0
    declined: int = 0
    exceptions: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            met=self.met + other.met,
            partly=self.partly + other.partly,
            not_met=self.not_met + other.not_met,
            unknown=self.unknown + other.unknown,
            declined=self.declined + other.declined,
            exceptions=dict(sorted((Counter(self.exceptions) + Counter(other.exceptions)).items())),
        )

    def __sub__(self, other: Counts) -> Counts:
        """What is left; ValueError if there is more of something in `other`."""
        left = Counts(
            met=self.met - other.met,
            partly=self.partly - other.partly,
            not_met=self.not_met - other.not_met,
            unknown=self.unknown - other.unknown,
            declined=self.declined - other.declined,
            exceptions={
                code: count
                for code in sorted({*self.exceptions, *other.exceptions})
                if (count := self.exceptions.get(code, 0) - other.exceptions.get(code, 0))
            },
        )
        if min(left.met, left.partly, left.not_met, *left.aside) < 0:
            raise ValueError("the parts hold more answers than the whole")
        return left

    @classmethod
    def of(cls, result: Result, times: int = 1) -> Counts:
        """So many answers of one result."""
        if result.code:
            return cls(exceptions={result.code: times})
        counted: dict[str, Any] = {result.kind: times}
        return cls(**counted)

    @property
    def judged(self) -> int:
        """Met, partly and not met: the answers that say whether the criterion is met."""
        return self.met + self.partly + self.not_met

    @property
    def excepted(self) -> int:
        """Answers left out with a code, whichever."""
        return sum(self.exceptions.values())

    @property
    def aside(self) -> tuple[int, ...]:
        """The counts beside the result: unknown, declined, and each exception."""
        return (self.unknown, self.declined, *self.exceptions.values())

    @property
    def asked(self) -> int:
        """Everyone who was asked, or left out with a code."""
        return self.judged + sum(self.aside)

    def number(self, result: Result) -> int:
        """How many answers amounted to this result."""
        if result.code:
            return self.exceptions.get(result.code, 0)
        return int(getattr(self, result.kind))

    def valid(self, criterion: Criterion) -> int:
        """The base: "don't know" is in it only where the criterion keeps it."""
        return self.judged + (self.unknown if criterion.keeps_unknown else 0)


Tally = Mapping[Key, Counts]


def tally(answers: Iterable[tuple[Key, Result, int]]) -> dict[Key, Counts]:
    """Counts by key, from results and how many answers had each.

    >>> key = Key("House A", "person", None, "LW-2.1")
    >>> tally([(key, Result.from_text("met"), 2), (key, Result.from_text("partly"), 1)])[key].judged
    3
    """
    counted: dict[Key, Counts] = {}
    for key, result, times in answers:
        counted[key] = counted.get(key, Counts()) + Counts.of(result, times)
    return counted


def from_records(numerator: int, denominator: int, criterion: Criterion) -> Counts:
    """What staff counted from records, as counts.

    Where the target is at most (missed visits of planned ones), the numerator is what fell short.
    """
    if not 0 <= numerator <= denominator:
        raise ValueError(f"{numerator} of {denominator} is not a share: check the records")
    rest = denominator - numerator
    if criterion.target and not criterion.target.at_least:
        return Counts(met=rest, not_met=numerator)
    return Counts(met=numerator, not_met=rest)
