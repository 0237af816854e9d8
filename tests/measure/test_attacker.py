"""Someone who sees everything a reader is shown, and knows the rules, still cannot tell.

The attacker lists every set of counts that would be shown just so. A hidden count of 1 to 4 is
safe where these leave it at least 5 wide. Where only some sets are listed (how many did not know,
a second service), that gives the attacker less doubt than there is: harder for us, never easier.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careaudit_surveys.audits.model import Audit, Criterion, Question
from careaudit_surveys.measure import (
    Counts,
    Key,
    Reader,
    Shown,
    disclose,
    judge,
    judge_all,
    release,
)
from careaudit_surveys.measure.shown import SMALL
from tests.build import a_criterion, an_audit
from tests.measure.build import (
    EXPERIENCE,
    a_key,
    at_least,
    at_most,
    counts,
    exception,
    measured_from,
)

WIDE = 5
READERS = (Reader.MANAGER, Reader.PUBLIC)

World = tuple[Counts, ...]
"""What was really counted: one set of counts for each finding."""

NUMBERS = ("met", "partly", "not_met", "unknown", "declined", "excepted")


def told(
    worlds: Iterable[World],
    view: Callable[[World], Hashable],
    *,
    width: int = WIDE,
    places: Sequence[int] | None = None,
) -> list[str]:
    """The counts of 1 to 4, in the findings at these places, that are not left as wide."""
    alike: dict[Hashable, list[World]] = {}
    for world in worlds:
        alike.setdefault(view(world), []).append(world)
    return [
        f"{name} of finding {place} is {min(values)} to {max(values)}, as in {those[0]}"
        for those in alike.values()
        for place in places or range(len(those[0]))
        for name in NUMBERS
        for values in [{getattr(world[place], name) for world in those}]
        if any(value in SMALL for value in values) and max(values) - min(values) < width
    ]


def everything(shown: Shown) -> Hashable:
    """All that a reader sees of one finding."""
    exceptions = shown.exceptions
    return (
        (shown.key, shown.met, shown.partly, shown.not_met, shown.unknown, shown.declined),
        None if exceptions is None else tuple(exceptions.items()),
        (shown.valid, shown.compliance, shown.lower, shown.upper, shown.status, shown.band),
        (shown.shown, shown.rounded, shown.hidden_because, shown.cautions),
    )


def splits(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to share a number among so many."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in splits(total - first, parts - 1):
            yield first, *rest


# One finding alone.

AT_LEAST = a_criterion(exceptions=(exception("X"),))
AT_MOST = a_criterion(target=at_most(5), exceptions=(exception("X"),))
NEVER = a_criterion(zero_tolerance=True, target=at_least(100), exceptions=(exception("X"),))
LARGE_BASE = a_criterion(min_base=14, exceptions=(exception("X"),))
ALL_STAY = a_criterion(keeps_unknown=True, exceptions=(exception("X"),))
CRITERIA = {
    "at least": AT_LEAST,
    "at most": AT_MOST,
    "zero tolerance": NEVER,
    "larger base": LARGE_BASE,
    "don't know stays": ALL_STAY,
}
BESIDE = (0, 3, 6)
"""How many declined, say: none, few, or enough."""


def view_of_one(
    reader: Reader, criterion: Criterion, manager_base: int | None = None
) -> Callable[[World], Hashable]:
    audit = an_audit(criterion)

    def view(world: World) -> Hashable:
        finding = judge(a_key(criterion.id), world[0], criterion)
        return everything(*disclose(audit, [finding], reader, manager_base=manager_base))

    return view


def worlds_of_one(criterion: Criterion, bases: Iterable[int]) -> Iterator[World]:
    """Every way to fill a base, with some choices of what stands beside it."""
    for base, declined, left_out in product(bases, BESIDE, BESIDE):
        if criterion.keeps_unknown:
            yield from ((counts(*(*four, declined), X=left_out),) for four in splits(base, 4))
        else:
            for three, unknown in product(splits(base, 3), BESIDE):
                yield (counts(*(*three, unknown, declined), X=left_out),)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=CRITERIA)
def test_no_small_count_of_a_finding_can_be_told(reader: Reader, criterion: Criterion) -> None:
    worlds = worlds_of_one(criterion, range(15))

    assert told(worlds, view_of_one(reader, criterion)) == []


@given(
    base=st.integers(15, 75),
    reader=st.sampled_from(READERS),
    named=st.sampled_from(sorted(set(CRITERIA) - {"don't know stays"})),
)
@settings(max_examples=25)
def test_nor_of_a_finding_on_a_larger_base(base: int, reader: Reader, named: str) -> None:
    worlds = ((counts(*three),) for three in splits(base, 3))

    assert told(worlds, view_of_one(reader, CRITERIA[named])) == []


def test_a_decision_for_a_base_of_five_leaves_four_wide_and_no_less() -> None:
    view = view_of_one(Reader.MANAGER, AT_LEAST, manager_base=5)

    assert told(worlds_of_one(AT_LEAST, range(13)), view, width=4) == []
    assert told(worlds_of_one(AT_LEAST, range(6, 13)), view) == []


def test_the_attacker_finds_what_is_not_hidden() -> None:
    def shows_the_share(world: World) -> Hashable:
        finding = judge(a_key(), world[0], AT_LEAST)
        return finding.valid, finding.compliance

    assert told(worlds_of_one(AT_LEAST, [14]), shows_the_share) != []


# Findings counted from one question.

OPTIONS = ("very_good", "good", "neither", "poor", "dont_know", "rather_not_say")
SCALE = tuple(option for option in EXPERIENCE if option.value in OPTIONS)


def family_audit(*maps: dict[str, str], own_keeps: bool = False, keeps: bool = False) -> Audit:
    """A question's own criterion, and others that read its answers another way."""
    question = Question(text="How was our help?", options=SCALE)
    own = a_criterion("F-0", keeps_unknown=own_keeps, questions={"person": question})
    return an_audit(
        own,
        *(
            measured_from("F-0", results, f"F-{n}", keeps_unknown=keeps, target=at_most(5))
            for n, results in enumerate(maps, 1)
        ),
    )


def family_worlds(audit: Audit, most: int) -> Iterator[World]:
    """What each criterion counts, for every way to choose among the options."""
    criteria = [criterion.id for criterion in audit.criteria()]
    read = [dict(audit.results_of("F-0", option.value, option.result)) for option in SCALE]
    columns = [[str(results[criterion]) for results in read] for criterion in criteria]
    keeps = audit.criterion("F-0").keeps_unknown
    for base, declined in product(range(most + 1), (0, 3, 8)):
        if keeps:
            chosen = ((*five, declined) for five in splits(base, 5))
        else:
            chosen = ((*four, u, declined) for four in splits(base, 4) for u in (0, 3, 8))
        for each in chosen:
            yield tuple(counted(results, each) for results in columns)


def counted(results: Sequence[str], chosen: tuple[int, ...]) -> Counts:
    """Counts, when each option was chosen so often and amounts to such a result."""
    found = Counter[str]()
    for result, times in zip(results, chosen, strict=True):
        found[result.replace("exception:", "")] += times
    return counts(**found)


def view_of_family(audit: Audit, reader: Reader) -> Callable[[World], Hashable]:
    criteria = list(audit.criteria())

    def view(world: World) -> Hashable:
        findings = [judge(a_key(c.id), those, c) for c, those in zip(criteria, world, strict=True)]
        return tuple(everything(shown) for shown in disclose(audit, findings, reader))

    return view


def told_of_family(audit: Audit, reader: Reader, most: int) -> list[str]:
    """What can be told of a family, apart from "no result", which is said to everyone."""
    criteria = list(audit.criteria())
    worlds = (
        world
        for world in family_worlds(audit, most)
        if all(those.valid(c) for c, those in zip(criteria, world, strict=True))
    )
    return told(worlds, view_of_family(audit, reader))


NEGATIVE = {"poor": "not_met", "dont_know": "unknown", "*": "met"}
CANNOT_SAY = {"dont_know": "not_met", "*": "met"}
TOP = {"very_good": "met", "dont_know": "unknown", "*": "not_met"}
VIEWS = {
    "neither": "exception:X",
    "dont_know": "unknown",
    "poor": "not_met",
    "*": "met",
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    "audit",
    [
        pytest.param(
            family_audit(NEGATIVE, CANNOT_SAY, own_keeps=True, keeps=True), id="friends and family"
        ),
        pytest.param(family_audit(TOP), id="the top answer alone"),
        pytest.param(family_audit(VIEWS), id="answers left out"),
        pytest.param(family_audit(CANNOT_SAY), id="don't know in one base and not in the other"),
    ],
)
def test_no_small_count_can_be_told_by_findings_counted_from_one_question(
    audit: Audit, reader: Reader
) -> None:
    assert told_of_family(audit, reader, most=11) == []


RESULTS = st.sampled_from(["met", "partly", "not_met", "unknown", "exception:X", "declined"])
MAPS = st.fixed_dictionaries(dict.fromkeys(OPTIONS[:5], RESULTS))


@given(
    maps=st.lists(MAPS, min_size=1, max_size=2),
    own_keeps=st.booleans(),
    keeps=st.booleans(),
    reader=st.sampled_from(READERS),
)
@settings(max_examples=5)
def test_nor_however_the_answers_are_read(
    maps: list[dict[str, str]], own_keeps: bool, keeps: bool, reader: Reader
) -> None:
    audit = family_audit(*maps, own_keeps=own_keeps, keeps=keeps)

    assert told_of_family(audit, reader, most=11) == []


# Services with their total, and criteria rolled up to a standard.

SOME = st.sampled_from([0, 1, 4, 5, 8, 30])
SOME_COUNTS = st.builds(counts, SOME, SOME, SOME, SOME, SOME)


def view_of_release(
    audit: Audit, reader: Reader, keys: Sequence[Key], *, total_alone: bool = False
) -> Callable[[World], Hashable]:
    """All lines, totals and roll-ups of a cycle."""

    def view(world: World) -> Hashable:
        findings = judge_all(audit, dict(zip(keys, world, strict=False)))
        seen = release(audit, findings, reader, total_alone=total_alone)
        return (*map(everything, (*seen.lines, *seen.totals)), seen.roll_ups)

    return view


@given(
    others=st.lists(SOME_COUNTS, min_size=5, max_size=5),
    base=st.integers(10, 16),
    reader=st.sampled_from(READERS),
    named=st.sampled_from(sorted(set(CRITERIA) - {"don't know stays"})),
)
@settings(max_examples=10)
def test_totals_and_roll_ups_tell_no_small_count_even_to_one_who_knows_all_the_others(
    others: list[Counts], base: int, reader: Reader, named: str
) -> None:
    criterion, beside = CRITERIA[named], a_criterion("T-1.2", target=at_most(20))
    keys = [a_key(of, house) for house in ("A", "B", "C") for of in (criterion.id, beside.id)]
    worlds = [
        (counts(*(*three, *aside)), *others)
        for three, aside in product(splits(base, 3), product(BESIDE, BESIDE))
    ]

    view = view_of_release(an_audit(criterion, beside), reader, keys)

    assert told(worlds, view, places=[0]) == []


@pytest.mark.parametrize("reader", READERS)
def test_lines_and_their_total_tell_no_small_count_of_two_services(reader: Reader) -> None:
    keys = [a_key(service="A"), a_key(service="B")]
    worlds = [
        (counts(*one), counts(*other)) for one, other in product(splits(10, 3), splits(11, 3))
    ]

    assert told(worlds, view_of_release(an_audit(), reader, keys)) == []


@pytest.mark.parametrize("reader", READERS)
def test_a_total_alone_tells_no_small_count_of_it_or_of_its_services(reader: Reader) -> None:
    keys = [a_key(service="A"), a_key(service="B")]
    pairs = [(counts(*six[:3]), counts(*six[3:])) for base in (9, 12) for six in splits(base, 6)]
    worlds = [(one, other, one + other) for one, other in pairs]

    assert told(worlds, view_of_release(an_audit(), reader, keys, total_alone=True)) == []
