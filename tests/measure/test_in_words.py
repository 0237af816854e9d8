"""One finding in plain words."""

from __future__ import annotations

import pytest

from careaudit_surveys.audits.model import Criterion
from careaudit_surveys.measure import Counts, Reader, in_words
from tests.build import a_criterion
from tests.measure.build import at_least, at_most, counts, shown_to

KNOCK = a_criterion("LW-2.1", target=at_least(100))
FEW = a_criterion(target=at_most(5))


def words(reader: Reader, answers: Counts, criterion: Criterion | None = None) -> str:
    return in_words(shown_to(reader, answers, criterion), "said always")


def test_a_home_of_twenty() -> None:
    assert words(Reader.LEAD, counts(11, 2, 1), KNOCK) == (
        "11 of 14 said always: 79%. With numbers this small, the true level could be anywhere "
        "from about 5 to about 9 in 10. The target of 100% is missed."
    )


def test_eighteen_of_twenty() -> None:
    assert words(Reader.LEAD, counts(18, 0, 2)).startswith(
        "18 of 20 said always: 90%. With numbers this small, the true level could be anywhere "
        "from about 7 to about 10 in 10."
    )


@pytest.mark.parametrize(
    ("reader", "answers", "criterion", "said"),
    [
        pytest.param(
            Reader.MANAGER,
            counts(80, 20),
            None,
            "80 of 100 said always: 80%. The true level could be anywhere from about 71% to "
            "about 87%. The target of at least 90% is missed.",
            id="a base of a hundred",
        ),
        pytest.param(
            Reader.PUBLIC,
            counts(63, 12, 7),
            None,
            "About 77% of about 80 said always. The true level could be anywhere from about 67% "
            "to about 85%. The target of at least 90% is missed.",
            id="rounded for the public",
        ),
        pytest.param(
            Reader.PUBLIC,
            counts(17, 7),
            None,
            "Most of 24 said always. The target of at least 90% is missed.",
            id="a band for the public",
        ),
        pytest.param(
            Reader.PUBLIC,
            counts(24),
            FEW,
            "24 gave an answer that counts. The target of at most 5% is met.",
            id="no band where less is better",
        ),
        pytest.param(
            Reader.MANAGER,
            counts(11, 2, 1),
            KNOCK,
            "The numbers are not shown, so that no one can be picked out. "
            "Half or more of 14 said always.",
            id="hidden with a band",
        ),
        pytest.param(
            Reader.MANAGER,
            counts(9, 2, 1),
            KNOCK,
            "The numbers are not shown, so that no one can be picked out. "
            "12 gave an answer that counts.",
            id="hidden without one",
        ),
        pytest.param(
            Reader.MANAGER,
            counts(9),
            None,
            "Too few people answered to show a result.",
            id="too few",
        ),
        pytest.param(
            Reader.MANAGER,
            counts(unknown=9),
            None,
            "No one gave an answer that counts, so there is no result. "
            "Many did not know or did not say: the question may not work.",
            id="no result",
        ),
        pytest.param(
            Reader.LEAD,
            counts(8, 2, X=5),
            None,
            "8 of 10 said always: 80%. With numbers this small, the true level could be anywhere "
            "from about 5 to about 9 in 10. The target of at least 90% is missed, but that could "
            "be chance. Many were left out with a reason: check that none hides a failure.",
            id="with a caution",
        ),
        pytest.param(
            Reader.LEAD,
            counts(9, 1),
            a_criterion(zero_tolerance=True),
            "9 of 10 said always: 90%. With numbers this small, the true level could be anywhere "
            "from about 6 to about 10 in 10. This must never fall short, and it did.",
            id="zero tolerance",
        ),
    ],
)
def test_what_is_said(
    reader: Reader, answers: Counts, criterion: Criterion | None, said: str
) -> None:
    assert words(reader, answers, criterion) == said


def test_without_words_of_its_own_a_finding_speaks_of_the_criterion() -> None:
    met, short = shown_to(Reader.LEAD, counts(18, 2)), shown_to(Reader.LEAD, counts(118, 1, 1), FEW)

    assert in_words(met).startswith("18 of 20 met this: 90%.")
    assert in_words(short).startswith("2 of 120 fell short: 2%.")


def test_none_is_said_as_none() -> None:
    short, unmet = shown_to(Reader.LEAD, counts(120), FEW), shown_to(Reader.LEAD, counts(0, 0, 20))

    assert in_words(short).startswith(
        "0 of 120 fell short: 0%. The true level could be anywhere from about 0% to about 3%."
    )
    assert in_words(unmet).startswith(
        "0 of 20 met this: 0%. With numbers this small, the true level could be anywhere "
        "from about 0 to about 2 in 10."
    )


def test_numbers_are_small_under_fifty() -> None:
    small = [
        "numbers this small" in in_words(shown_to(Reader.LEAD, counts(met))) for met in (49, 50)
    ]

    assert small == [True, False]


def test_without_a_target_only_the_figures_are_said() -> None:
    shown = shown_to(Reader.LEAD, counts(12, 6), a_criterion(target=None))

    assert in_words(shown).endswith("from about 4 to about 8 in 10.")
