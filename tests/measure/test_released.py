"""The audits that ship, counted from a table to what each reader is shown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from fractions import Fraction

import pytest

from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.shelf import find
from careaudit_surveys.measure import (
    Band,
    Because,
    Caution,
    Key,
    Reader,
    Shown,
    Status,
    disclose,
    judge_all,
    read_table,
    tally,
)

HEADING = "respondent,service,audience,criterion,result"


def shown(
    audit: Audit,
    reader: Reader,
    criterion: str,
    given: Mapping[str, int],
    audience: str = "person",
) -> dict[str, Shown]:
    """What a reader is shown of a table in which each result was given so often."""
    words = [word for word, times in given.items() for _ in range(times)]
    rows = [f"r{n},House A,{audience},{criterion},{word}" for n, word in enumerate(words)]
    table = io.StringIO("\n".join([HEADING, *rows]), newline="")
    findings = judge_all(audit, read_table(table, audit))
    return {one.key.criterion: one for one in disclose(audit, findings, reader)}


def test_a_home_of_twenty() -> None:
    answers = {"met": 11, "partly": 2, "not_met": 1, "unknown": 1, "declined": 1}
    audit = find("living-well").audit

    lead, manager, public = (shown(audit, reader, "LW-2.1", answers)["LW-2.1"] for reader in Reader)

    assert lead.compliance == Fraction(11, 14)
    assert lead.status is Status.BELOW
    for other in (manager, public):
        assert (other.valid, other.band, other.status) == (14, Band.HALF_OR_MORE, None)
        assert (other.met, other.hidden_because) == (None, Because.SMALL)


def test_most_left_out_with_a_reason() -> None:
    answers = {"met": 6, "exception:NOHELP": 9}
    audit = find("living-well").audit

    lead, *others = (shown(audit, reader, "LW-3.1", answers)["LW-3.1"] for reader in Reader)

    assert (lead.valid, lead.compliance, lead.cautions) == (
        6,
        Fraction(1),
        (Caution.MANY_EXCEPTIONS,),
    )
    assert {other.status for other in others} == {Status.TOO_FEW}


def test_the_friends_and_family_test_by_its_own_map() -> None:
    audit = find("fft").audit
    question = audit.criterion("FFT-1.1").questions["person"]
    given = {"very_good": 40, "good": 30, "neither": 10, "poor": 8, "very_poor": 7, "dont_know": 5}

    counted = tally(
        (Key("House A", "person", None, criterion), result, given[option.value])
        for option in audit.options_of(question)
        if option.value in given
        for criterion, result in audit.results_of("FFT-1.1", option.value, option.result)
    )

    shares = {finding.key.criterion: finding.compliance for finding in judge_all(audit, counted)}
    assert shares == {
        "FFT-1.1": Fraction(70, 100),
        "FFT-1.2": Fraction(15, 100),
        "FFT-1.5": Fraction(5, 100),
    }


def test_a_leader_over_the_twenty_criteria() -> None:
    audit = find("leaders-checklist").audit
    asked = [criterion for criterion in audit.criteria() if "leader" in criterion.questions]
    leaves_out = [criterion for criterion in asked if criterion.exceptions][:2]
    judged = [criterion for criterion in asked if criterion not in leaves_out]
    words = ["met"] * 12 + ["partly"] * 4 + ["not_met"] * 2
    rows = [f"lead,Board,leader,{c.id},{word}" for c, word in zip(judged, words, strict=True)]
    rows += [f"lead,Board,leader,{c.id},exception:{c.exceptions[0].code}" for c in leaves_out]
    table = io.StringIO("\n".join([HEADING, *rows]), newline="")

    findings = judge_all(audit, read_table(table, audit))

    (over_all,) = (finding for finding in findings if finding.key.criterion == "*")
    assert len(asked) == 20
    assert (over_all.valid, over_all.compliance) == (18, Fraction(12, 18))
    assert over_all.criterion.target == asked[0].target
    assert [one.key.respondent for one in findings if one.key.respondent] == ["lead"]


@pytest.mark.parametrize(
    ("audit", "audience", "criterion", "result"),
    [
        ("living-well", "advocate", "LW-9.4", "met"),
        ("home-care-visits", "relative", "HC-2.1", "exception:NEW"),
        ("fft", "advocate", "FFT-1.5", "not_met"),
        ("leaders-checklist", "staff", "LS-2.5S", "partly"),
    ],
)
def test_rows_of_every_audit_are_counted(
    audit: str, audience: str, criterion: str, result: str
) -> None:
    assert criterion in shown(find(audit).audit, Reader.LEAD, criterion, {result: 1}, audience)
