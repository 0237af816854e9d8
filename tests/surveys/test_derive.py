"""From an audit to a survey: order, profiles, audiences, follow-ups and words of a cycle."""

from __future__ import annotations

import json

import pytest

from careaudit_surveys.audits.model import AskIf, EasyWording
from careaudit_surveys.audits.shelf import find, released
from careaudit_surveys.surveys import CannotAsk, Local, derive
from careaudit_surveys.surveys.telling import as_json, as_table
from tests.build import a_criterion, a_question, an_audit, an_option

LIVING_WELL = find("living-well").audit
LEADERS = find("leaders-checklist").audit


def ids(audit_id: str, audience: str, profile: str = "standard") -> list[str]:
    survey = derive(find(audit_id).audit, audience, profile)
    return [question.id for question in survey.questions]


def test_questions_come_in_the_audits_order_with_comments_last() -> None:
    asked = ids("living-well", "person")

    assert asked[:3] == ["LW-1.1", "LW-1.2", "LW-2.1"]
    assert asked[-3:] == ["LW-9.4", "LW-C1", "LW-C2"]
    assert len(asked) == 21 + 2


def test_records_and_criteria_measured_from_others_are_not_asked() -> None:
    assert ids("fft", "person") == ["FFT-1.1", "FFT-C1", "FFT-C2"]


@pytest.mark.parametrize("audit_id", ["living-well", "home-care-visits"])
def test_the_core_profile_asks_the_eight_marked_so(audit_id: str) -> None:
    core = [one.id for one in find(audit_id).audit.criteria() if one.core]

    assert ids(audit_id, "person", "core")[:8] == core


def test_the_core_profile_asks_all_where_none_is_marked() -> None:
    assert ids("fft", "person", "core") == ids("fft", "person")


def test_an_advocate_is_asked_the_relatives_questions_under_their_own_name() -> None:
    survey = derive(LIVING_WELL, "advocate")

    assert survey.audience == "advocate"
    assert ids("living-well", "advocate") == ids("living-well", "relative")


@pytest.mark.parametrize(("profile", "sitting"), [("easy", 8), ("standard", 12), ("core", 12)])
def test_a_sitting_is_short_in_easy_words(profile: str, sitting: int) -> None:
    assert derive(LIVING_WELL, "person", profile).sitting == sitting


def test_only_a_person_in_easy_words_has_warm_ups() -> None:
    assert derive(LIVING_WELL, "person", "easy").warmups
    assert not derive(LIVING_WELL, "person", "standard").warmups
    assert not derive(LIVING_WELL, "relative", "easy").warmups


def test_easy_words_and_options_stand_in_for_the_others() -> None:
    options = (an_option("me", "1", "met"), an_option("staff", "2", "not_met"))
    easy = EasyWording(text="Who picks?", options=options)
    audit = an_audit(a_criterion(questions={"person": a_question("Who chooses?", easy=easy)}))

    standard, plain = (derive(audit, "person", one).questions[0] for one in ("standard", "easy"))

    assert (standard.text, plain.text) == ("Who chooses?", "Who picks?")
    assert plain.options == options
    assert len(standard.options) == 5


def test_evidence_is_asked_for_after_an_answer_that_meets_the_criterion() -> None:
    survey = derive(LEADERS, "leader")
    question, evidence = survey.questions[:2]

    assert evidence.id == f"{question.id}-evidence"
    assert evidence.ask_if == AskIf("LS-1.1", is_=("yes",))
    assert evidence.text == "What shows this? You can give a link or a note."


def test_a_cycles_landmark_is_put_into_the_words() -> None:
    said = derive(LIVING_WELL, "person", local=Local(anchor="Easter")).question("LW-1.2").text
    preview = derive(LIVING_WELL, "person").question("LW-1.2").text

    assert said == "Since Easter, have staff asked you what help you want?"
    assert preview == "Since half a year ago, have staff asked you what help you want?"


def test_no_gap_is_left_in_any_survey() -> None:
    for shelved in released():
        for audience in shelved.audit.audiences:
            for question in derive(shelved.audit, audience).questions:
                assert "{" not in f"{question.text}{question.easier}"


def test_the_same_arguments_give_the_same_survey() -> None:
    first, second = (as_json(derive(LIVING_WELL, "person", "easy")) for _ in range(2))

    assert json.dumps(first) == json.dumps(second)


@pytest.mark.parametrize(
    ("audience", "language", "told"),
    [
        ("leader", "en", "It asks: person, relative"),
        ("staff", "en", "no questions for the audience 'staff'"),
        ("person", "pl", "It comes in: en"),
    ],
)
def test_what_cannot_be_asked_is_told(audience: str, language: str, told: str) -> None:
    with pytest.raises(CannotAsk, match=told):
        derive(LIVING_WELL, audience, language=language)


def test_json_has_every_key_that_is_promised() -> None:
    told = as_json(derive(LIVING_WELL, "person", "easy", digest="sha256:1"))
    question = next(one for one in told["questions"] if one["id"] == "LW-4.1")

    assert {name: told[name] for name in told if name != "questions"} == {
        "audit": "living-well@1",
        "digest": "sha256:1",
        "audience": "person",
        "profile": "easy",
        "language": "en",
        "sitting": 8,
    }
    assert list(question) == [
        *("id", "criterion", "type", "text", "easier", "options"),
        *("ask_if", "private", "prompt", "symbols"),
    ]
    assert question["private"] is True
    assert question["options"][2]["flag"] == "unsafe"
    assert [option["key"] for option in question["options"]] == ["1", "2", "3", "8", "0"]


def test_json_tells_conditions_and_gentle_flags_as_audit_files_do() -> None:
    drinks = as_json(derive(LIVING_WELL, "person"))["questions"][10]
    missed = as_json(derive(find("home-care-visits").audit, "person"))["questions"][2]

    assert drinks["ask_if"] == {"question": "LW-5.1", "not": ["tube"]}
    assert missed["options"][2]["flag"] == {"kind": "neglect", "reply": "look_into"}


def test_json_gives_the_bounds_of_a_number() -> None:
    from careaudit_surveys.audits.model import AnswerType

    asked = a_question(scale=None, type=AnswerType.NUMBER, minimum=0, maximum=10)
    audit = an_audit(a_criterion(questions={"person": asked}))

    told = as_json(derive(audit, "person"))["questions"][0]

    assert (told["type"], told["min"], told["max"]) == ("number", 0, 10)


def test_the_table_has_a_row_a_lead_can_read() -> None:
    row = next(row for row in as_table(derive(LIVING_WELL, "person")) if row[0] == "LW-5.2")

    assert row[1] == "Can you get a drink or snack when you want one?"
    assert row[2].startswith("1 Always = met; 2 Sometimes = partly")
    assert row[3] == "LW-5.1 is not tube"


def test_the_table_tells_what_is_typed_and_what_follows() -> None:
    rows = {row[0]: row for row in as_table(derive(LEADERS, "leader"))}

    assert rows["LS-1.1-evidence"][2:] == ("(text)", "LS-1.1 is yes")


def test_a_survey_knows_its_questions_and_their_options() -> None:
    survey = derive(LIVING_WELL, "person")

    assert survey.question("LW-2.1").option("always").key == "1"
    with pytest.raises(KeyError):
        survey.question("LW-2.1").option("never")
