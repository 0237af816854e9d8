"""Frameworks are files with a year, and criteria map to them many to many."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from pathlib import Path

import pytest

import careaudit_surveys.audits.mappings as mappings
from careaudit_surveys.audits.mappings import (
    Framework,
    criteria_for,
    framework_from_yaml,
    frameworks,
    unknown_mappings,
)
from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.problems import AuditInvalid
from tests.audits.released import RELEASED, released

FRAMEWORKS = {framework.id: framework for framework in frameworks()}
every_framework = pytest.mark.parametrize("framework", frameworks(), ids=list(FRAMEWORKS))


def codes(framework_id: str) -> list[str]:
    return [entry.code for entry in FRAMEWORKS[framework_id].entries]


def ids_for(audit: Audit, framework_id: str) -> dict[str, list[str]]:
    """The ids of the criteria under each code."""
    found = criteria_for(audit, FRAMEWORKS[framework_id])
    return {entry.code: [criterion.id for criterion in found[entry]] for entry in found}


# The files.


def test_every_file_of_the_folder_is_read() -> None:
    folder = Path(mappings.__file__).parent / "frameworks"

    assert sorted(FRAMEWORKS) == sorted(path.stem for path in folder.iterdir())


@every_framework
def test_a_framework_says_what_it_is_and_how_far_it_was_checked(framework: Framework) -> None:
    said = [getattr(framework, f.name) for f in fields(framework) if f.name != "entries"]

    assert all(said)
    assert framework.nation == "England"
    assert "not " in framework.checked.lower()


@every_framework
def test_a_code_stands_once_in_a_framework(framework: Framework) -> None:
    counted = Counter(entry.code for entry in framework.entries)

    assert counted.keys() == {entry.code for entry in framework.entries if entry.text}
    assert set(counted.values()) <= {1}


def test_no_two_frameworks_share_a_key() -> None:
    assert len({framework.key for framework in frameworks()}) == len(frameworks())


def test_the_fundamental_standards_are_regulations_9_to_20a() -> None:
    expected = "9 9A 10 11 12 13 14 15 16 17 18 19 20 20A"

    assert codes("cqc-regulations-2014") == expected.split()


def test_there_are_34_quality_statements_under_five_key_questions() -> None:
    entries = FRAMEWORKS["cqc-quality-statements-2023"].entries

    counted = Counter(entry.heading for entry in entries)

    assert counted == {"Safe": 8, "Effective": 6, "Caring": 5, "Responsive": 7, "Well-led": 8}


def test_a_quality_statements_code_follows_from_its_name() -> None:
    for entry in FRAMEWORKS["cqc-quality-statements-2023"].entries:
        words = entry.text.lower().replace(",", "").replace("'", "").split()

        assert entry.code == "-".join(word for word in words if word != "and")


def test_the_lines_of_enquiry_of_2026_have_a_place_and_no_entries_yet() -> None:
    assert codes("cqc-lines-of-enquiry-2026") == []


def test_nice_statements_stand_under_their_sets() -> None:
    sets = Counter(code.partition(".")[0] for code in codes("nice-quality-standards"))

    assert sets == {"QS50": 6, "QS123": 6, "QS182": 4, "QS132": 4, "QS136": 5, "QS184": 1}


def test_outcomes_have_six_objectives_and_the_older_four_domains() -> None:
    objectives = [code for code in codes("ascof-2024") if code.isdecimal()]

    assert objectives == ["1", "2", "3", "4", "5", "6"]
    assert len(codes("ascof-2014")) == 4
    assert len(codes("making-it-real")) == 6


# Criteria and frameworks.


@pytest.mark.parametrize("audit_id", RELEASED)
def test_every_mapping_of_a_released_audit_is_in_a_framework(audit_id: str) -> None:
    assert list(unknown_mappings(released(audit_id))) == []


def test_a_criterion_may_stand_under_several_entries_and_an_entry_over_several_criteria() -> None:
    under = ids_for(released("living-well"), "cqc-regulations-2014")

    assert under["9"] == ["LW-1.1", "LW-1.2", "LW-4.4", "LW-7.1", "LW-R1"]
    assert under["10"] == ["LW-1.1", "LW-2.1", "LW-2.2"]
    assert under["9A"] == ["LW-7.2", "LW-7.3"]


def test_an_entry_that_nothing_maps_to_is_there_with_none() -> None:
    under = ids_for(released("living-well"), "cqc-regulations-2014")

    assert list(under) == codes("cqc-regulations-2014")
    assert under["19"] == []


def test_care_at_home_is_outside_the_regulation_on_visiting() -> None:
    assert ids_for(released("home-care-visits"), "cqc-regulations-2014")["9A"] == []


OLDER_DOMAIN = {
    **dict.fromkeys(("1A", "1B", "1C", "5A"), "quality-of-life"),
    "2": "delaying-need",
    **dict.fromkeys(("1D", "1E", "3A", "3B", "3C", "3D"), "positive-experience"),
    **dict.fromkeys(("4A", "4B"), "safeguarding"),
}


@pytest.mark.parametrize("audit_id", RELEASED)
def test_the_older_domains_follow_from_the_newer_codes(audit_id: str) -> None:
    for criterion in released(audit_id).criteria():
        newer = criterion.mappings.get("ascof_2024", ())
        older = {OLDER_DOMAIN[code] for code in newer if code in OLDER_DOMAIN}

        assert set(criterion.mappings.get("ascof_2014", ())) == older, criterion.id


def test_a_code_that_no_framework_has_is_told() -> None:
    audit = released("living-well")
    first = audit.standards[0]
    slip = replace(first.criteria[0], mappings={"cqc_regulation": ("9", "99"), "ours": ("A",)})

    changed = replace(audit, standards=(replace(first, criteria=(slip,)),))

    assert list(unknown_mappings(changed)) == [(slip, "cqc_regulation", "99"), (slip, "ours", "A")]


# A file of a framework that is not as it should be.


WHOLE = """\
format: 1
id: ours
title: Ours
version: "1"
key: ours
nation: Wales
licence: MIT
attribution: Us
checked: By us
entries: {Head: {A: A thing}}
"""


def test_a_whole_file_is_read() -> None:
    entry = framework_from_yaml(WHOLE, "ours.yaml").entries[0]

    assert (entry.code, entry.text, entry.heading) == ("A", "A thing", "Head")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Ours\n", "", "a key too many or too few"),
        ("title: Ours\n", "title: Ours\ncolour: red\n", "a key too many or too few"),
        ("format: 1\n", "", "needs 'format' and 'entries'"),
        ('version: "1"', "version: 1", "ours.yaml:4 needs words"),
        ("{Head: {A: A thing}}", "[A]", "ours.yaml:10 needs a map"),
    ],
    ids=["missing key", "unknown key", "no format", "a number for words", "a list for a map"],
)
def test_a_file_that_is_not_whole_says_so(old: str, new: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        framework_from_yaml(WHOLE.replace(old, new), "ours.yaml")


def test_a_file_that_is_not_yaml_gives_its_problems() -> None:
    with pytest.raises(AuditInvalid, match=r"ours\.yaml:"):
        framework_from_yaml(WHOLE + "}", "ours.yaml")
