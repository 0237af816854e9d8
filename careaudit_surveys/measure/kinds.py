"""The distinct kinds of row in a table, each looked at once however often it comes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from careaudit_surveys.audits.model import (
    AUDIENCES,
    Audit,
    Criterion,
    Result,
    ResultKind,
    Unit,
    asked_as,
)

from .families import question_of
from .tally import ALL_CRITERIA, Counts, Key, tally

PLAIN_RESULTS = tuple(str(kind) for kind in ResultKind if kind is not ResultKind.EXCEPTION)

Fault = tuple[str, str, str]
"""A code, a column, and a sentence that never repeats what the cell says."""

Cells = tuple[str, ...]
"""Service, audience, criterion, result, and cycle where the table has one."""


@dataclass(slots=True)
class Kind:
    """Rows alike in these cells: what is wrong with them, or how often they came.

    `seen` holds, for all kinds of a cycle, what each respondent has answered: one bit a
    criterion. `bit` is this kind's, or 0 where the criterion is not known.
    """

    faults: tuple[Fault, ...]
    seen: dict[str, int]
    bit: int
    times: int = 0
    respondents: list[str] = field(default_factory=list)


class Kinds(dict[Cells, Kind]):
    """Every kind of row met so far; a new one is looked at when it is first asked for."""

    def __init__(self, audit: Audit) -> None:
        super().__init__()
        self.by_respondent = audit.unit is Unit.CRITERION
        self._audit = audit
        self._criteria = {criterion.id: criterion for criterion in audit.criteria()}
        self._bits = {criterion_id: 1 << n for n, criterion_id in enumerate(self._criteria)}
        self._seen: dict[str, dict[str, int]] = {}

    def __missing__(self, cells: Cells) -> Kind:
        key, result = _read(cells)
        seen = self._seen.setdefault(key.cycle or "", {})
        bit = self._bits.get(key.criterion, 0)
        kind = self[cells] = Kind(tuple(self._faults(key, result)), seen, bit)
        return kind

    def counts(self) -> dict[Key, Counts]:
        """What the rows amount to, by key; for leaders' audits by respondent too."""
        return tally(self._answers())

    def _answers(self) -> Iterator[tuple[Key, Result, int]]:
        for cells, kind in self.items():
            if kind.times:
                key, word = _read(cells)
                result = Result.from_text(word)
                yield key, result, kind.times
                for respondent in kind.respondents:
                    yield key._replace(criterion=ALL_CRITERIA, respondent=respondent), result, 1

    def _faults(self, key: Key, word: str) -> Iterator[Fault]:
        yield from name_faults("service", key.service or "")
        criterion = self._criteria.get(key.criterion)
        yield from _audience_faults(self._audit, key.audience, criterion)
        if not key.criterion:
            yield from name_faults("criterion", key.criterion)
        elif criterion is None:
            known = self._audit.ref
            yield "CRITERION-UNKNOWN", "criterion", f"is not the id of a criterion of {known}"
        elif criterion.record:
            yield "CRITERION-RECORD", "criterion", "is counted from records: leave this row out"
        yield from _result_faults(word, criterion)
        if key.cycle:
            yield from name_faults("cycle", key.cycle)


def _read(cells: Cells) -> tuple[Key, str]:
    """The key and the result's word of a row."""
    service, audience, criterion, word, *cycle = (cell.strip() for cell in cells)
    return Key(service, audience, cycle[0] or None if cycle else None, criterion), word


def name_faults(column: str, name: str) -> Iterator[Fault]:
    """What may be wrong with a cell that holds a name of the author's choosing."""
    if not name:
        yield "CELL-EMPTY", column, "is empty: fill it in"
    elif "\0" in name:
        yield "CELL-NUL", column, "holds a NUL character: save the table again as CSV"
    elif not _is_unicode(name):
        yield "CELL-ENCODING", column, "is not UTF-8: save the table again as CSV UTF-8"


def _is_unicode(text: str) -> bool:
    """Is it free of the half characters that stand for bytes which are not UTF-8?"""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)


def _audience_faults(audit: Audit, audience: str, criterion: Criterion | None) -> Iterator[Fault]:
    if audience not in AUDIENCES:
        yield "AUDIENCE-UNKNOWN", "audience", f"is not an audience: use {_listed(AUDIENCES)}"
    elif not audit.asks(audience):
        asked = _listed(audit.audiences)
        yield "AUDIENCE-NOT-ASKED", "audience", f"is not asked by {audit.ref}: it asks {asked}"
    elif criterion and not criterion.record:
        questions = audit.criterion(question_of(criterion)).questions
        if asked_as(audience) not in questions:
            asked = _listed(questions)
            yield "AUDIENCE-NOT-ASKED", "audience", f"is not asked about {criterion.id}: {asked} is"


def _result_faults(word: str, criterion: Criterion | None) -> Iterator[Fault]:
    kind, _, code = word.partition(":")
    if kind == ResultKind.EXCEPTION and code:
        codes = [exception.code for exception in criterion.exceptions] if criterion else [code]
        if code not in codes:
            has = f"its codes are {_listed(codes)}" if codes else "it has none"
            yield "EXCEPTION-UNKNOWN", "result", f"is not an exception of this criterion: {has}"
    elif word not in PLAIN_RESULTS:
        yield (
            "RESULT-UNKNOWN",
            "result",
            f"is not a result: use {_listed(PLAIN_RESULTS)} or exception:CODE",
        )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
