"""Each rule that audits are held to: what breaks it is told at its line, and only that."""

from __future__ import annotations

from datetime import date

import pytest

from careaudit_surveys.audits.checks import faults_in
from careaudit_surveys.audits.checks.answers import may_hide_failure, near
from careaudit_surveys.audits.checks.wording import asks_two_things
from careaudit_surveys.audits.load import load_yaml
from careaudit_surveys.audits.telling import listed, meant
from tests.audits.released import RELEASED, released
from tests.audits.sample import SAMPLE, Case, assert_is_told, case, changed, named

KNOCK = "text: Do staff knock at your door?"
FOOD = "text: Do you like the food?"
ASKS_FOOD = "person: {text: Do you like the food?, scale: food}"
CHAT = "text: {person: What is the best thing?}"
LONG = "text: Do staff knock at the door of your room and wait for you before they come in to talk?"
TOO_LONG_FOR_ONE = (
    "text: You are in your room. One of the staff is at the door. They want to come in and talk to "
    "you. Do they knock?"
)
SPARE = """\
  spare:
    options:
      - {value: a, key: a, label: Aye, result: met}
      - {value: b, key: b, label: Nay, result: not_met}
  food:
"""
DONT_KNOW = (
    '                - {value: dont_know, key: "8", label: I don\'t know, result: unknown}\n'
)
DECLINE = '                - {value: rather_not_say, key: "0", label: Leave it, result: declined}\n'
HARDLY_EVER = '      - {value: hardly_ever, key: "3", label: Hardly ever, result: not_met}\n'
NAMED = '              - {value: named, key: "1", label: One named person, result: met}\n'
SHARED = '              - {value: shared, key: "2", label: Several people, result: partly}\n'
YES_OR_NO = (
    '              - {value: named, key: "1", label: "Yes", result: met}\n'
    '              - {value: shared, key: "2", label: "No", result: not_met}\n'
)
UNSURE = '              - {value: unsure, key: "8", label: I don\'t know, result: unknown}\n'
MANY = "".join(
    f"              - {{value: {team}, key: {team[0]}, label: The {team} team, result: partly}}\n"
    for team in ("finance", "training", "nursing", "kitchen", "cleaning", "gardening")
)

STRUCTURE = [
    case("ID-TWICE", "id: S-S1", "id: s-1.1", at="id: S-1.1"),
    case("ID-TWICE", "- {id: S-C1", "- {id: S-1.2", at="S-1.2, text"),
    case("ID-TWICE", "id: S-C1", "id: S-1.4-evidence"),
    case("ID-TWICE", "id: S-C1", "id: Help"),
    case("AUDIENCE-TWICE", "relative, leader]", "relative, leader, person]"),
    case("AUDIENCE-UNASKED", "relative, leader]", "relative, leader, staff]"),
    case(
        "AUDIENCE-UNLISTED",
        "audiences: [person, relative, leader]",
        "audiences: [person, relative]",
        at="leader:",
    ),
    case("AUDIENCE-UNLISTED", "closing: {person:", "closing: {staff:"),
    case("AUDIENCE-UNLISTED", "opening: {person:", "opening: {staff:"),
    case(
        "AUDIENCE-UNLISTED", "{person: What is the best thing?}", "{staff: What is the best thing?}"
    ),
    case("SCALE-UNKNOWN", "at their door?, scale: how_often", "at their door?, scale: how_oftn"),
    case("SCALE-UNUSED", "  food:\n", SPARE, at="spare:", warning=True),
    case("QUESTION-OPTIONS", "at their door?, scale: how_often", "at their door?"),
    case("QUESTION-OPTIONS", "evidence: [name, link]", "scale: how_often", at="leader:"),
    case(
        "QUESTION-OPTIONS",
        "              text: Do staff knock?\n",
        "              scale: how_often\n",
        at="easy:",
    ),
    case(
        "QUESTION-OPTIONS",
        "food?, scale: food",
        "food?, scale: food, type: text",
        also=("NOT-JUDGED", "ASK-IF-TYPE"),
    ),
    case("QUESTION-RANGE", "food?, scale: food", "food?, scale: food, min: 1"),
    case(
        "QUESTION-RANGE",
        ASKS_FOOD,
        "person: {text: How many?, type: number, min: 5, max: 1}",
        also=("NOT-JUDGED", "SCALE-UNUSED", "EXCEPTION-UNUSED", "ASK-IF-TYPE"),
    ),
    case(
        "NOT-JUDGED",
        "relative: {text: Do staff knock at their door?, scale: how_often}",
        "relative: {text: Do staff knock?, type: text}",
        warning=True,
    ),
    case(
        "MEASURE-NONE",
        "        record: {numerator: Plans in date, denominator: Plans}\n",
        "",
        at="- id: S-R1",
    ),
    case(
        "MEASURE-TWICE",
        "        min_base: 5\n",
        '        measured_from: {question: S-1.1, results: {"*": met}}\n',
        at="numerator",
    ),
    case("RECORD-PARTS", ", denominator: Plans}", "}", at="numerator: Plans in date}"),
    case("RECORD-PARTS", ", denominator: Plans}", ", denominator: Plans, value: All}"),
    case("TARGET-MISSING", '        target: {op: ">=", percent: 99.5}\n', "", at="- id: S-1.1"),
    case(
        "TARGET-UNUSED",
        "        record: {value",
        '        target: {op: "<=", percent: 7}\n        record: {value',
        at="percent: 7",
        warning=True,
    ),
    case("TARGET-EASY", "percent: 99.5", "percent: 0", warning=True),
    case("TARGET-EASY", 'op: "<=", percent: 5', 'op: "<=", percent: 100', warning=True),
    case(
        "ZERO-TOLERANCE",
        "percent: 90}\n",
        "percent: 90}\n        zero_tolerance: true\n",
        at="percent: 90}",
        warning=True,
    ),
    case(
        "EXCEPTION-TWICE",
        "{code: NEW, meaning",
        "{code: TUBE, meaning",
        at="meaning: Under 28 days",
    ),
    case(
        "EXCEPTION-UNKNOWN",
        "result: exception:TUBE",
        "result: exception:TUBES",
        at="person: {text: Do you like",
        also=("EXCEPTION-UNUSED",),
    ),
    case("EXCEPTION-UNKNOWN", "dont_know: unknown,", "dont_know: exception:AWAY,"),
    case("EXCEPTION-BY", "by: respondent", "by: lead", at="person: {text: Do you like"),
    case(
        "EXCEPTION-UNUSED", "28 days here, by: lead", "28 days here, by: respondent", warning=True
    ),
    case("EVIDENCE-AUDIENCE", "scale: food}", "scale: food, evidence: [note]}"),
    case("REVIEW-ORDER", "review_by: 2027-11-23", "review_by: 2026-11-23"),
]

ORDER = [
    case("ASK-IF-FORM", "not: tube}", "not: tube, is: like}"),
    case("ASK-IF-FORM", ", not: tube}", "}", at="ask_if"),
    case("ASK-IF-UNKNOWN", "{question: S-1.2, not", "{question: S-1.9, not"),
    case("ASK-IF-UNKNOWN", "{question: S-1.2, not", "{question: S-1.4, not"),
    case("ASK-IF-ORDER", "{question: S-1.2, not: tube}", "{question: S-1.3, not: always}"),
    case(
        "ASK-IF-TYPE",
        "food?, scale: food",
        "food?, scale: food, type: multiple_choice",
        at="ask_if",
    ),
    case("ASK-IF-VALUE", "not: tube}", "not: tub}"),
    case("UNREACHABLE", "not: tube}", "not: [like, dislike, tube, dont_know, rather_not_say]}"),
    case(
        "UNREACHABLE",
        "ask_if: {question: S-1.2, not: tube}",
        "ask_if: {question: S-1.1, is: sometimes}",
    ),
    Case(
        code="UNREACHABLE",
        text=changed("private: true", "core: true", changed("not: tube", "is: [like, dislike]")),
        at="ask_if",
    ),
    case("MEASURED-UNKNOWN", "          question: S-1.1", "          question: S-1.0"),
    case("MEASURED-VALUE", "results: {hardly_ever: not_met", "results: {hardly_evr: not_met"),
    case("MEASURED-GAP", 'unknown, "*": met', "unknown", at="results:"),
]

ANSWERS = [
    case("VALUE-TWICE", "value: sometimes", "value: ALWAYS", also=("OPTIONS-ALIKE",)),
    case("KEY-TWICE", 'key: "2", label: Sometimes', 'key: "1", label: Sometimes'),
    case("OPTIONS-ALIKE", "label: Sometimes", 'label: "ALWAYS!"'),
    case(
        "OPTIONS-ALIKE", "label: Sometimes", "label: Hardly-ever", at='value: hardly_ever, key: "3"'
    ),
    case("OPTIONS-ALIKE", "label: Sometimes", "label: Now and then, short: Always"),
    case("OPTIONS-ALIKE", "label: Sometimes", 'label: "3"', at='value: hardly_ever, key: "3"'),
    case("OPTIONS-NEAR", "label: Sometimes", "label: Alwasy"),
    case("LABEL-COMMAND", "label: Sometimes", "label: Pause"),
    case(
        "LABEL-COMMAND",
        "label: Sometimes",
        "label: Now and then, short: Skip",
        also=("OPTIONS-ALIKE",),
    ),
    case("LABEL-COMMAND", 'key: "2", label: Sometimes', "key: end, label: Sometimes"),
    case("LABEL-COMMAND", "label: Sometimes", "label: Not safe"),
    case("TOKEN-LONG", "id: S-1.4", f"id: S-{'1' * 60}", at="leader:"),
    case("OPTIONS-FEW", SHARED, "", at="for leaders"),
    case("OPTIONS-MANY", SHARED, SHARED + MANY, at="for leaders", warning=True),
    case("YES-NO", NAMED + SHARED, YES_OR_NO, at="for leaders", warning=True),
    case("DONT-KNOW-MISSING", DONT_KNOW, "", at="in easy words"),
    case("DONT-KNOW-MISSING", UNSURE, "", at="for leaders", warning=True),
    case("DECLINE-MISSING", DECLINE, "", at="in easy words"),
    case("EXCEPTION-HIDES", "label: I don't eat by mouth", "label: I get no food", warning=True),
]

WORDING = [
    case(
        "READING-GRADE",
        KNOCK,
        "text: Is professional assistance habitually accompanied by courtesy?",
    ),
    case(
        "READING-GRADE",
        KNOCK,
        "text: Do members of the team ring before they enter your apartment?",
    ),
    case(
        "READING-GRADE",
        CHAT,
        "text: {person: Which particular improvements would you recommend?}",
    ),
    case("SENTENCE-LONG", KNOCK, LONG),
    case("JARGON", FOOD, "text: Does the service give you good food?", warning=True),
    case("JARGON", FOOD, "text: Is food in your care plan?", warning=True),
    case("DOUBLE-QUESTION", FOOD, "text: Is the food hot and fresh?", warning=True),
    case("NEGATIVE", FOOD, "text: Do you not like the food?", warning=True),
    case(
        "SMS-PARTS",
        KNOCK,
        f"text: {'Do staff knock? ' * 20}",
        at="text: Do staff knock? Do",
        also=("DOUBLE-QUESTION",),
    ),
    case("SMS-LONG", KNOCK, TOO_LONG_FOR_ONE, warning=True),
    case("NOT-GSM", KNOCK, "text: Do staff knock at your door ☺?", warning=True),
    case("NOT-GSM", "text: Can you get a drink?", "text: Can you ‘get’ a drink?", warning=True),
    case("GAP-UNKNOWN", KNOCK, "text: Since {anchr}, do staff knock?"),
    case("GAP-UNKNOWN", "Hello from {service}.", "Hello from {servce}."),
    case("GAP-UNKNOWN", "Hello from {service}.", "Hello from {service.", also=("JARGON",)),
    case(
        "GAP-UNKNOWN",
        "text: {person: What is the best thing?}",
        'text: {person: "What did {service} do best?"}',
    ),
]


@pytest.mark.parametrize("one", [*STRUCTURE, *ORDER, *ANSWERS, *WORDING], ids=named)
def test_what_breaks_a_rule_is_told_at_its_line(one: Case) -> None:
    assert_is_told(one)


def test_a_review_that_is_due_is_told_once_there_is_a_day() -> None:
    due = Case(code="REVIEW-PAST", text=SAMPLE, at="review_by", warning=True)

    assert_is_told(due, date(2027, 11, 24))
    assert load_yaml(SAMPLE, "sample.yaml", date(2027, 11, 23)).problems == ()


def test_a_core_question_may_be_asked_unless_another_that_is_not_core_says_otherwise() -> None:
    assert load_yaml(changed("private: true", "core: true"), "sample.yaml").problems == ()


def test_the_sample_keeps_every_rule() -> None:
    assert load_yaml(SAMPLE, "sample.yaml").problems == ()


@pytest.mark.parametrize("audit_id", RELEASED)
def test_released_audits_keep_every_rule(audit_id: str) -> None:
    assert list(faults_in(released(audit_id))) == []


EXEMPT = changed(KNOCK, "text: Is professional assistance habitually accompanied by courtesy?")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("unit: person", "unit: person\nreading_exempt: Published elsewhere, word for word."),
        ("            scale: how_often\n            prompt", "            scale: how_often\n"
         "            reading_exempt: Published elsewhere.\n            prompt"),
    ],
    ids=["audit", "question"],
)  # fmt: skip
def test_wording_with_its_reason_is_not_held_to_the_reading_age(old: str, new: str) -> None:
    assert load_yaml(changed(old, new, EXEMPT), "sample.yaml").problems == ()


def test_hard_words_for_staff_are_but_a_warning() -> None:
    text = changed("audiences: [person, relative, leader]", "audiences: [person, staff, leader]")
    hard = "staff: {text: Is professional assistance habitually accompanied by courtesy?"
    text = changed("relative: {text: Do staff knock at their door?", hard, text)

    told = [(problem.code, problem.warning) for problem in load_yaml(text, "s.yaml").problems]

    assert told == [("READING-GRADE", True)]


def test_a_care_plan_may_be_asked_about_where_one_is_shown() -> None:
    text = changed(FOOD, "text: Is food in your care plan?")
    text = changed("scale: food}", "scale: food, prompt: Show the plan.}", text)

    assert load_yaml(text, "sample.yaml").problems == ()


def test_skip_may_decline_and_a_flagged_not_safe_may_be_both_answer_and_alert() -> None:
    text = changed(HARDLY_EVER, HARDLY_EVER.replace("Hardly ever,", "Not safe, flag: unsafe,"))

    assert load_yaml(text, "sample.yaml").problems == ()


@pytest.mark.parametrize(
    "label",
    [
        "I had no visits",
        "I have no visitors",
        "I don't have visitors",
        "I do not get visits",
        "I never get help",
        "Staff don't give me tablets",
        "Carers did not come",
        "They won't help me",
        "No one comes",
        "Nobody visits me",
        "None came",
        "No visits",
        "There were no visits",
        "I was not helped",
    ],
)
def test_an_exception_that_may_hide_a_failure_is_found(label: str) -> None:
    assert may_hide_failure(label)


@pytest.mark.parametrize(
    "label",
    [
        "None were due",
        "I don't want visits",
        "I don't need help with it",
        "They don't need this help",
        "No help is needed",
        "I have not been ill",
        "I don't eat by mouth",
        "I don't ask for help",
        "I had no problem",
        "I have not rung them",
        "I was not here then",
        "I was not asked then",
        "They are never late",
        "My care is new",
        "Does not apply",
    ],
)
def test_an_exception_that_says_why_is_left_alone(label: str) -> None:
    assert not may_hide_failure(label)


@pytest.mark.parametrize(
    "text",
    [
        "Is your room clean and warm?",
        "Do you feel safe and happy?",
        "How clean and warm is your room?",
        "Do you like the food and do you get enough?",
        "Do you know who to tell and how to tell them?",
        "Are they kind? Are they on time?",
        "Do staff treat you with dignity and respect?",
        "Do staff listen and act?",
    ],
)
def test_two_questions_in_one_are_found(text: str) -> None:
    assert asks_two_things(text)


@pytest.mark.parametrize(
    "text",
    [
        "Who picks when you get up and go to bed?",
        "Do staff ask you first before they help you wash or dress?",
        "Do you get your tablets or medicine on time?",
        "Can your family and friends visit when you want?",
        "Do carers have time for you, or do they rush?",
        "You get up and you go to bed. Who picks the time?",
        "Was our help good or bad?",
    ],
)
def test_two_halves_of_one_thing_are_one_question(text: str) -> None:
    assert not asks_two_things(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("always", "alway"), ("rarely", "raerly"), ("safe", "safer"), ("kind", "king"), ("a", "a")],
)
def test_a_slip_of_one_letter_is_near(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("good", "poor"),
        ("always", "alw"),
        ("often", "never"),
        ("safe", "fase"),
        ("happy", "unhappy"),
    ],
)
def test_two_slips_are_not(one: str, other: str) -> None:
    assert not near(one, other)
    assert not near(other, one)


def test_short_answers_are_no_spelling_errors_of_one_another() -> None:
    text = changed("label: Sometimes", "label: One")
    text = changed(HARDLY_EVER, HARDLY_EVER.replace("Hardly ever", "Ones"), text)

    assert load_yaml(text, "sample.yaml").problems == ()


def test_a_list_in_a_sentence_and_the_nearest_word() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert meant("Persn", ["person", "staff"]) == "; did you mean 'person'?"
    assert meant("xyz", ["person", "staff"]) == ""
    assert meant(None, ["person"]) == ""
