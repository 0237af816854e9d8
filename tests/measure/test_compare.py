"""Cycle against cycle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from careaudit_surveys.audits.model import Audit, Criterion, Scale, Target
from careaudit_surveys.measure import (
    Change,
    Counts,
    Measured,
    Reader,
    Verdict,
    compare,
    disclose,
    judge,
    same_measure,
)
from tests.build import HOW_OFTEN, a_criterion, a_question, an_audit, an_option
from tests.measure.build import a_key, at_least, at_most, counts, friends_and_family


def measured(
    counted: Counts,
    reader: Reader = Reader.LEAD,
    *,
    audit: Audit | None = None,
    service: str = "House A",
    cycle: str = "2026",
) -> Measured:
    audit = audit or an_audit()
    criterion = next(audit.criteria())
    finding = judge(a_key(criterion.id, service, cycle=cycle), counted, criterion)
    (shown,) = disclose(audit, [finding], reader)
    return Measured(audit, finding, shown)


def change(
    earlier: Counts, later: Counts, reader: Reader = Reader.LEAD, audit: Audit | None = None
) -> Change | None:
    return compare(
        measured(earlier, reader, audit=audit),
        measured(later, reader, audit=audit, cycle="2027"),
        reader,
    )


@pytest.mark.parametrize(
    ("earlier", "later", "target", "verdict"),
    [
        (counts(12, 8), counts(18, 2), at_least(90), Verdict.IMPROVED),
        (counts(12, 8), counts(16, 4), at_least(90), Verdict.NO_CLEAR_CHANGE),
        (counts(60, 40), counts(75, 25), at_least(90), Verdict.IMPROVED),
        (counts(15, 5), counts(16, 4), at_least(90), Verdict.NO_CLEAR_CHANGE),
        (counts(18, 2), counts(12, 8), at_least(90), Verdict.WORSE),
        (counts(8, 12), counts(2, 18), at_most(5), Verdict.WORSE),
        (counts(2, 18), counts(8, 12), at_most(5), Verdict.IMPROVED),
    ],
)
def test_verdict(earlier: Counts, later: Counts, target: Target, verdict: Verdict) -> None:
    found = change(earlier, later, audit=an_audit(a_criterion(target=target)))

    assert found
    assert found.verdict is verdict


def test_the_difference_comes_with_its_limits() -> None:
    found = change(counts(12, 8), counts(18, 2))

    assert found
    assert [round(n, 4) for n in (found.difference, found.lower, found.upper)] == [
        0.3,
        0.0294,
        0.5253,
    ]


def test_the_public_sees_whole_per_cents() -> None:
    found = change(counts(60, 40), counts(75, 25), Reader.PUBLIC)

    assert found == Change(Verdict.IMPROVED, 0.15, 0.02, 0.27)


def test_no_difference_where_the_reader_is_not_shown_both() -> None:
    assert change(counts(12, 8), counts(18, 2), Reader.MANAGER) is None
    assert change(counts(12, 8), counts(12, 8), Reader.PUBLIC) is None
    assert change(counts(12, 8), counts(15, 5), Reader.MANAGER) is not None


def test_no_difference_without_a_result() -> None:
    assert change(counts(12, 8), counts(unknown=20)) is None


def test_no_difference_where_the_wording_changed() -> None:
    question = a_question("Do staff ring the bell first?")
    reworded = an_audit(a_criterion(questions={"person": question}), version=2)

    found = compare(
        measured(counts(9, 9)), measured(counts(18), audit=reworded, cycle="2027"), Reader.LEAD
    )

    assert found is None


def test_only_the_same_service_and_criterion_are_compared() -> None:
    with pytest.raises(ValueError, match="compared with itself"):
        compare(measured(counts(9)), measured(counts(9), service="House B"), Reader.LEAD)


OTHER_SCALE = Scale(
    id="how_often", options=(*HOW_OFTEN.options, an_option("never", "4", "not_met"))
)


@pytest.mark.parametrize(
    ("criterion", "scale", "same"),
    [
        pytest.param(a_criterion(), HOW_OFTEN, True, id="nothing changed"),
        pytest.param(a_criterion(target=at_least(50)), HOW_OFTEN, True, id="only the target"),
        pytest.param(a_criterion(text="Staff ring."), HOW_OFTEN, False, id="the criterion's text"),
        pytest.param(a_criterion(keeps_unknown=True), HOW_OFTEN, False, id="the base"),
        pytest.param(a_criterion(), OTHER_SCALE, False, id="the options"),
        pytest.param(a_criterion(questions={}), HOW_OFTEN, False, id="no longer asked"),
    ],
)
def test_a_measure_is_the_same_if_it_is_asked_and_counted_the_same(
    criterion: Criterion, scale: Scale, same: bool
) -> None:
    before = an_audit()
    after = an_audit(criterion, version=2, scales={scale.id: scale})

    assert same_measure(before, after, "T-1.1", "person") is same


def test_a_criterion_measured_from_anothers_question_hangs_on_that_question() -> None:
    before = friends_and_family()
    (standard,) = before.standards
    own, *others = standard.criteria
    asked = replace(own.questions["person"], text="How did we do?")
    reworded = replace(own, questions={"person": asked, "relative": own.questions["relative"]})
    after = an_audit(reworded, *others)

    assert same_measure(before, before, "FFT-1.2", "person")
    assert not same_measure(before, after, "FFT-1.2", "person")
    assert same_measure(before, after, "FFT-1.2", "advocate")
