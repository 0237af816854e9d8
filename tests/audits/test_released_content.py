"""The four audits say what was agreed: each criterion, question, option, target and mapping.

`expected/` was written out from the agreed tables, apart from the audit files: M met, P partly,
N not met, `!` an answer that raises an alert, X an exception, U unknown, `*` a core criterion.
Don't know and rather not say are on every question and looked at by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from careaudit_surveys.audits.checks import faults_in
from careaudit_surveys.audits.mappings import frameworks
from careaudit_surveys.audits.model import (
    Audit,
    Criterion,
    Flag,
    MeasuredFrom,
    Option,
    Question,
    Result,
    ResultKind,
    Target,
    Unit,
)
from careaudit_surveys.words.gsm import not_gsm
from careaudit_surveys.words.reading import grade, longest_sentence, words
from tests.audits.released import RELEASED, path_of, released

OURS = ("dont_know", "rather_not_say")
MARKS = {
    ResultKind.MET: "M",
    ResultKind.PARTLY: "P",
    ResultKind.NOT_MET: "N",
    ResultKind.UNKNOWN: "U",
    ResultKind.EXCEPTION: "X",
}
STATEMENTS = {
    entry.code: f"{entry.heading}: {entry.text}"
    for framework in frameworks()
    if framework.key == "cqc_quality_statement_2023"
    for entry in framework.entries
}


# What was agreed, and the same told by an audit file.


@cache
def agreed(audit_id: str) -> dict[str, str]:
    """The agreed text of each standard and criterion, by id, in order."""
    text = (Path(__file__).parent / "expected" / f"{audit_id}.txt").read_text("utf-8")
    return {block.split(maxsplit=1)[0]: block.rstrip() for block in text.split("\n\n")}


def told(audit: Audit) -> dict[str, str]:
    """The same, as the audit file has it."""
    found = {}
    for standard in audit.standards:
        found[standard.id] = f"{standard.id} {standard.text}"
        for criterion in standard.criteria:
            found[criterion.id] = "\n  ".join(_criterion(audit, criterion))
    return found


def _criterion(audit: Audit, criterion: Criterion) -> Iterator[str]:
    yield f"{criterion.id}{' *' if criterion.core else ''} {criterion.text}"
    yield _target(criterion)
    yield f"regulation {', '.join(criterion.mappings['cqc_regulation'])}"
    yield from (STATEMENTS[code] for code in criterion.mappings["cqc_quality_statement_2023"])
    for name, key in (
        ("ASCOF", "ascof_2024"),
        ("NICE", "nice"),
        ("Making it Real", "making_it_real"),
    ):
        if codes := criterion.mappings.get(key):
            yield f"{name} {', '.join(codes)}"
    for audience, question in criterion.questions.items():
        yield f"{audience}: {question.text}"
        yield f"  {_options(audit.options_of(question))}"
        if question.easy and question.easy.text:
            yield f"  easy: {question.easy.text}"
        if question.easy:
            yield f"  easy: {_options(audit.options_of(question, 'easy'))}"
    if "person" in criterion.questions and criterion.questions["person"].prompt:
        yield f"interviewer: {criterion.questions['person'].prompt}"
    if record := criterion.record:
        yield f"record: {record.value or f'{record.numerator} / {record.denominator}'}"
    if measured := criterion.measured_from:
        counted = (f"{value} = {MARKS[was.kind]}" for value, was in measured.results.items())
        yield f"from {measured.question}: {' · '.join(counted)}"


def _target(criterion: Criterion) -> str:
    if criterion.target is None:
        return "no target"
    told = f"{criterion.target.op} {float(criterion.target.share * 100):g}%"
    told += " of all answers" if criterion.keeps_unknown else ""
    told += " zero tolerance" if criterion.zero_tolerance else ""
    codes = ", ".join(exception.code for exception in criterion.exceptions)
    return f"{told}, except {codes}" if codes else told


def _options(options: tuple[Option, ...]) -> str:
    return " · ".join(_option(option) for option in options if option.value not in OURS)


def _option(option: Option) -> str:
    code = f":{option.result.code}" if option.result.code else ""
    flag = "!" if option.flag else ""
    return f"{option.key} {option.label} = {MARKS[option.result.kind]}{flag}{code}"


BLOCKS = [(audit_id, block) for audit_id in RELEASED for block in agreed(audit_id)]


@pytest.mark.parametrize(("audit_id", "block"), BLOCKS, ids=[block for _, block in BLOCKS])
def test_a_standard_or_criterion_says_what_was_agreed(audit_id: str, block: str) -> None:
    assert told(released(audit_id)).get(block) == agreed(audit_id)[block]


@pytest.mark.parametrize("audit_id", RELEASED)
def test_an_audit_has_what_was_agreed_in_that_order_and_nothing_more(audit_id: str) -> None:
    assert list(told(released(audit_id))) == list(agreed(audit_id))


# How much is asked, and of whom.


@pytest.mark.parametrize(
    ("audit_id", "asked", "records"),
    [
        ("living-well", {"person": 21, "relative": 21}, 5),
        ("home-care-visits", {"person": 20, "relative": 20}, 6),
        ("fft", {"person": 1, "relative": 1}, 2),
        ("leaders-checklist", {"leader": 20, "person": 1, "relative": 1, "staff": 1}, 0),
    ],
)
def test_each_audience_is_asked_everything_meant_for_it(
    audit_id: str, asked: dict[str, int], records: int
) -> None:
    audit = released(audit_id)

    counted = {
        audience: sum(audience in criterion.questions for criterion in audit.criteria())
        for audience in audit.audiences
    }

    assert counted == asked
    assert list(audit.audiences) == list(asked)
    assert sum(criterion.record is not None for criterion in audit.criteria()) == records


@pytest.mark.parametrize(
    ("audit_id", "core"),
    [
        ("living-well", "2.1 2.2 3.1 4.1 5.1 7.1 9.2 9.4"),
        ("home-care-visits", "1.1 1.3 2.1 3.2 4.2 6.1 7.2 8.2"),
        ("fft", ""),
        ("leaders-checklist", ""),
    ],
)
def test_the_core_form_has_the_agreed_eight(audit_id: str, core: str) -> None:
    marked = [criterion.id for criterion in released(audit_id).criteria() if criterion.core]

    assert [criterion_id.partition("-")[2] for criterion_id in marked] == core.split()


@pytest.mark.parametrize(
    ("audit_id", "comments"),
    [
        ("living-well", ["LW-C1 best thing", "LW-C2 one thing you would change"]),
        ("home-care-visits", ["HC-C1 best thing", "HC-C2 one thing you would change"]),
        ("fft", ["FFT-C1 why you gave your answer", "FFT-C2 could we have done better"]),
        ("leaders-checklist", []),
    ],
)
def test_comments_are_asked_of_people_and_relatives_alike(
    audit_id: str, comments: list[str]
) -> None:
    asked = released(audit_id).comments

    for comment, expected in zip(asked, comments, strict=True):
        comment_id, _, part = expected.partition(" ")
        assert comment.id == comment_id
        assert part in comment.text["person"]
        assert comment.text["person"] == comment.text["relative"]


# What may be answered.


ASKED = [
    (audit_id, criterion.id, audience)
    for audit_id in RELEASED
    for criterion in released(audit_id).criteria()
    for audience in criterion.questions
]
OF_RESPONDENTS = [asked for asked in ASKED if asked[2] != "leader"]
every_question = pytest.mark.parametrize(
    ("audit_id", "criterion_id", "audience"), ASKED, ids=[" ".join(asked[1:]) for asked in ASKED]
)
every_respondents_question = pytest.mark.parametrize(
    ("audit_id", "criterion_id", "audience"),
    OF_RESPONDENTS,
    ids=[" ".join(asked[1:]) for asked in OF_RESPONDENTS],
)


def question_of(audit_id: str, criterion_id: str, audience: str) -> Question:
    return released(audit_id).criterion(criterion_id).questions[audience]


def lists_of(audit_id: str, criterion_id: str, audience: str) -> list[tuple[Option, ...]]:
    """The options in the standard profile and in the easy one."""
    question = question_of(audit_id, criterion_id, audience)
    return [released(audit_id).options_of(question, profile) for profile in ("standard", "easy")]


@every_question
def test_dont_know_and_rather_not_say_are_always_offered(
    audit_id: str, criterion_id: str, audience: str
) -> None:
    unknown_key = "6" if audit_id == "fft" else "8"

    for options in lists_of(audit_id, criterion_id, audience):
        unknown, declined = options[-2:]
        assert (unknown.value, unknown.key, str(unknown.result)) == (
            "dont_know",
            unknown_key,
            "unknown",
        )
        assert (unknown.short or unknown.label) == "Don't know"
        assert (declined.value, declined.key, str(declined.result)) == (
            "rather_not_say",
            "0",
            "declined",
        )
        assert (declined.label, declined.short) == ("I'd rather not say", "Skip")


@every_question
def test_options_are_told_apart_by_value_key_and_label(
    audit_id: str, criterion_id: str, audience: str
) -> None:
    for options in lists_of(audit_id, criterion_id, audience):
        own = [option for option in options if option.value not in OURS]
        assert [option.key for option in own] == [str(n) for n in range(1, len(own) + 1)]
        assert len({option.key for option in options}) == len(options)
        assert len({option.value for option in options}) == len(options)
        assert len({option.label.casefold() for option in options}) == len(options)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", option.value) for option in options)


@every_question
def test_an_exception_is_the_respondents_if_an_answer_gives_it_and_the_leads_otherwise(
    audit_id: str, criterion_id: str, audience: str
) -> None:
    criterion = released(audit_id).criterion(criterion_id)
    given = {
        option.result.code
        for view in criterion.questions
        for option in lists_of(audit_id, criterion_id, view)[0]
        if option.result.code
    }

    assert {e.code for e in criterion.exceptions if e.by == "respondent"} == given


@pytest.mark.parametrize(
    ("criterion_id", "codes"),
    [
        ("LW-1.1", {"PLAN"}),
        ("LW-1.2", {"NEW"}),
        ("LW-5.2", {"TUBE", "PLAN"}),
        ("LW-7.2", {"ORDER"}),
    ],
)
def test_the_lead_may_leave_out(criterion_id: str, codes: set[str]) -> None:
    criterion = released("living-well").criterion(criterion_id)

    assert {e.code for e in criterion.exceptions if e.by == "lead"} == codes


def test_the_answers_that_raise_an_alert_are_these() -> None:
    unsafe = Flag("unsafe")
    neglect = Flag("neglect", "look_into")

    flagged = {
        (criterion_id, audience, option.value): option.flag
        for audit_id, criterion_id, audience in ASKED
        for options in lists_of(audit_id, criterion_id, audience)
        for option in options
        if option.flag
    }

    assert flagged == {
        ("LW-4.1", "person", "not_safe"): unsafe,
        ("LW-4.1", "relative", "not_safe"): unsafe,
        ("LW-4.2", "person", "no_one"): unsafe,
        ("HC-1.3", "person", "missed_more"): neglect,
        ("HC-1.3", "relative", "missed_more"): neglect,
        ("HC-6.1", "person", "not_safe"): unsafe,
        ("HC-6.1", "relative", "not_safe"): unsafe,
    }


def test_staff_who_give_a_person_care_do_not_ask_them_these() -> None:
    private = [c.id for name in RELEASED for c in released(name).criteria() if c.private]

    assert private == ["LW-2.2", "LW-4.1", "LW-4.2", "HC-1.1", "HC-4.2", "HC-6.1"]


def test_a_person_who_does_not_eat_by_mouth_is_not_asked_about_snacks() -> None:
    for audience in ("person", "relative"):
        condition = question_of("living-well", "LW-5.2", audience).ask_if

        assert condition is not None
        assert not condition.holds({"LW-5.1": "tube"})
        assert condition.holds({"LW-5.1": "like"})


def test_how_far_back_a_question_looks() -> None:
    looks = {c.id: c.look_back for n in RELEASED for c in released(n).criteria() if c.look_back}

    assert looks == {
        "LW-1.2": "6 months",
        "LW-4.4": "6 months",
        "LW-R1": "6 months",
        "HC-1.1": "1 week",
        "HC-1.3": "1 month",
        "HC-5.2": "12 months",
        "HC-R4": "28 days",
    }


# What is read, and how hard it is.


@every_respondents_question
def test_a_question_is_short_enough_for_one_text_message(
    audit_id: str, criterion_id: str, audience: str
) -> None:
    asked = question_of(audit_id, criterion_id, audience)
    options = released(audit_id).options_of(asked)

    listed = " ".join(f"{option.key} {option.short or option.label}" for option in options)
    message = f"{with_longest_anchor(asked.text)} {listed}"

    assert len(message) <= 154
    assert not not_gsm(message)


@every_respondents_question
def test_a_question_can_be_read_at_nine(audit_id: str, criterion_id: str, audience: str) -> None:
    asked = question_of(audit_id, criterion_id, audience)
    texts = {asked.text, asked.easier, asked.easy.text if asked.easy else None}
    if asked.reading_exempt:
        texts.remove(asked.text)

    for text in filter(None, texts):
        for options in lists_of(audit_id, criterion_id, audience):
            easy_to_read("\n".join((text, *(option.label for option in options))))


@every_respondents_question
def test_the_easier_words_are_other_words_without_a_negative(
    audit_id: str, criterion_id: str, audience: str
) -> None:
    asked = question_of(audit_id, criterion_id, audience)
    easy = asked.easy.easier if asked.easy else None

    for easier in filter(None, (asked.easier or "missing, never to be", easy)):
        assert easier != asked.text
        assert not re.search(r"\b(no|not|none|never|nothing|nobody)\b|n't", easier, re.IGNORECASE)
        assert grade(with_longest_anchor(easier)) <= 4.2
        assert not not_gsm(easier)


SPOKEN = [
    (audit_id, audience, text)
    for audit_id in RELEASED
    for texts in (
        released(audit_id).opening,
        released(audit_id).closing,
        *(comment.text for comment in released(audit_id).comments),
    )
    for audience, text in texts.items()
]


@pytest.mark.parametrize(("audit_id", "audience", "text"), SPOKEN)
def test_openings_closings_and_comments_are_plain(audit_id: str, audience: str, text: str) -> None:
    easy_to_read(text.replace("{date}", "1 December").replace("{number}", "your manager"))
    assert not not_gsm(text.replace("{", "").replace("}", ""))


@pytest.mark.parametrize("audit_id", RELEASED)
def test_every_audience_is_told_its_rights_before_the_first_question(audit_id: str) -> None:
    audit = released(audit_id)

    for audience in audit.audiences:
        opening = audit.opening[audience]
        assert "You can stop at any time." in opening
        assert "We may need to tell someone who can help." in opening
        assert opening.endswith("Shall we start?")
        assert {"{date}", "{number}"} <= set(re.findall(r"\{\w+\}", audit.closing[audience]))


def test_the_landmark_in_time_is_in_one_question_alone() -> None:
    with_slot = [
        (criterion_id, audience)
        for audit_id, criterion_id, audience in ASKED
        if "{" in question_of(audit_id, criterion_id, audience).text
    ]

    assert with_slot == [("LW-1.2", "person")]
    assert "{anchor}" in question_of("living-well", "LW-1.2", "person").text


def with_longest_anchor(text: str) -> str:
    return text.replace("{anchor}", "the summer party")


def easy_to_read(message: str) -> None:
    message = with_longest_anchor(message)
    assert grade(message) <= 4.2, message
    assert len(words(longest_sentence(message))) <= 15, message


# The easy profile.


def test_the_easy_profile_offers_three_answers_and_perhaps_one_for_does_not_apply() -> None:
    for audit_id, criterion_id, audience in ASKED:
        if audience == "person" and audit_id != "fft":
            easy = lists_of(audit_id, criterion_id, audience)[1]
            graded = [o for o in easy if o.value not in OURS and o.result.code is None]
            assert len(graded) == 3, criterion_id


def test_easy_answers_amount_to_what_the_standard_ones_do() -> None:
    """So that an answer can be counted without knowing which form it was given on."""
    for asked in ASKED:
        standard, easy = ({o.value: o.result for o in options} for options in lists_of(*asked))
        assert easy.items() <= standard.items(), asked


def test_pictures_are_faces_for_feelings_circles_for_how_often_and_ticks_for_the_rest() -> None:
    symbols = {
        (audit_id, scale.id): scale.symbols
        for audit_id in RELEASED
        for scale in released(audit_id).scales.values()
    }
    for (audit_id, name), symbol in symbols.items():
        always = any(o.value == "always" for o in released(audit_id).scales[name].options)
        assert (symbol == "circles") == always, name

    faces = {name for (_, name), symbol in symbols.items() if symbol == "faces"}
    plain = {name for (_, name), symbol in symbols.items() if symbol is None}
    assert faces == {"safe", "food", "food_relative", "happy", "visits_feel", "experience_easy"}
    assert all(name == "experience" or name.startswith("shown") for name in plain)


@pytest.mark.parametrize("audit_id", RELEASED)
def test_every_scale_is_used(audit_id: str) -> None:
    questions = [q for c in released(audit_id).criteria() for q in c.questions.values()]

    used = {question.scale for question in questions}
    used |= {question.easy.scale for question in questions if question.easy}

    assert used == set(released(audit_id).scales)


# Friends and Family, leaders, and what stands at the head of each file.


def test_the_friends_and_family_measures_are_counted_from_one_question() -> None:
    audit = released("fft")
    met, unknown, not_met = (Result(ResultKind(r)) for r in ("met", "unknown", "not_met"))

    poor, cannot_say = audit.criterion("FFT-1.2"), audit.criterion("FFT-1.5")

    assert poor.measured_from == MeasuredFrom(
        "FFT-1.1", {"poor": not_met, "very_poor": not_met, "dont_know": unknown, "*": met}
    )
    assert cannot_say.measured_from == MeasuredFrom("FFT-1.1", {"dont_know": not_met, "*": met})
    assert all(c.keeps_unknown for c in (audit.criterion("FFT-1.1"), poor, cannot_say))


def test_a_missed_visit_is_never_acceptable_and_continuity_has_no_target() -> None:
    audit = released("home-care-visits")

    assert audit.criterion("HC-R1").target == Target("<=", Fraction(0))
    assert audit.criterion("HC-R4").target is None


def test_a_leaders_yes_is_followed_by_a_request_for_evidence() -> None:
    audit = released("leaders-checklist")
    evidence = {
        c.id: c.questions["leader"].evidence for c in audit.criteria() if "leader" in c.questions
    }

    assert all(evidence.values())
    assert "name" in evidence["LS-2.2"]
    assert "date" in evidence["LS-3.1"]
    assert audit.unit is Unit.CRITERION
    assert audit.reading_exempt


@pytest.mark.parametrize("audit_id", RELEASED)
def test_every_criterion_is_defined_and_says_where_it_comes_from(audit_id: str) -> None:
    for criterion in released(audit_id).criteria():
        assert criterion.definitions, criterion.id
        assert criterion.source, criterion.id
        guide = audit_id == "leaders-checklist"
        assert guide == criterion.source.startswith("HQIP, Social care audit for leaders (2017)")


@pytest.mark.parametrize("audit_id", RELEASED)
def test_every_file_names_its_licence_its_review_and_that_targets_are_local(audit_id: str) -> None:
    audit = released(audit_id)

    assert (audit.ref, audit.licence) == (f"{audit_id}@1", "MIT")
    assert (audit.reviewed, audit.review_by) == (date(2026, 11, 23), date(2027, 11, 23))
    assert audit.attribution.startswith("CareAudit authors.")
    head = path_of(audit_id).read_text("utf-8").partition("\nformat: 1\n")[0]
    assert "to be agreed locally" in " ".join(head.replace("#", "").split())


@pytest.mark.parametrize("audit_id", RELEASED)
def test_a_released_audit_breaks_no_rule_and_has_no_warning(audit_id: str) -> None:
    audit = released(audit_id)

    assert list(faults_in(audit, today=audit.reviewed)) == []


def test_published_wording_is_credited() -> None:
    attribution = released("fft").attribution

    assert "NHS England, Friends and Family Test" in attribution
    assert "Open Government Licence v3.0" in attribution
