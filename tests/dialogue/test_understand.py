"""What people mean: certain words kept, near ones asked about once, a wrong answer never kept."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.audits.model import DECLINED, UNKNOWN, AnswerType, Option, Result, ResultKind
from careaudit_surveys.dialogue.evaluate import answers_for
from careaudit_surveys.dialogue.meanings import MOST_KEPT
from careaudit_surveys.dialogue.messages import Outcome, Understood
from careaudit_surveys.dialogue.understand import RULES, understand, understand_yes_no
from careaudit_surveys.surveys import Question
from careaudit_surveys.words.vocabulary import COMMANDS, vocabulary

ENGLISH = vocabulary("en")
STOP_WORDS = ("stop", "stop all", "unsubscribe", "end", "quit", "cancel", "no more")


def asked(
    *labels: str, text: str = "How is it here?", kind: AnswerType = AnswerType.CHOICE, **more: Any
) -> Question:
    """A question with these options, keys from 1, and the two that give no answer."""
    options = tuple(
        Option(
            value=label.lower().replace(" ", "_"),
            key=str(key),
            label=label,
            result=Result(ResultKind.MET),
        )
        for key, label in enumerate(labels, 1)
    )
    if options:
        options += (
            Option(value="dont_know", key="8", label="I don't know", result=UNKNOWN),
            Option(
                value="rather_not_say",
                key="0",
                label="I'd rather not say",
                short="Skip",
                result=DECLINED,
            ),
        )
    return Question(id="q", text=text, type=kind, options=options, **more)


HOW_OFTEN = asked("Always", "Sometimes", "Hardly ever")
SAFE = asked("Safe", "Safe some of the time", "Not safe")
BREAKFAST = asked("Tea", "Bread", "Fruit", kind=AnswerType.MULTIPLE_CHOICE)
CARERS = asked(text="How many carers came?", kind=AnswerType.NUMBER, minimum=0, maximum=30)
COMMENT = asked(text="What would you change?", kind=AnswerType.TEXT)
EVERY_TYPE = (HOW_OFTEN, BREAKFAST, CARERS, COMMENT)


def heard(question: Question, text: str) -> Understood:
    """The reply understood in English."""
    return understand(question, text, ENGLISH)


def meant(question: Question, text: str) -> tuple[str, object]:
    """The outcome and the value alone."""
    found = heard(question, text)
    return found.outcome.value, found.value


# --- A set of replies, each with what is to come of it --------------------------------------------

REPLIES = [
    json.loads(line)
    for line in (Path(__file__).parent / "replies.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize(
    "reply", REPLIES, ids=[f"{reply['id']} {reply['text']!a}" for reply in REPLIES]
)
def test_a_reply_is_taken_as_it_was_meant(reply: dict[str, Any]) -> None:
    (found,) = answers_for([json.dumps(reply)])

    assert (found["outcome"], found["value"]) == (
        reply["expect"]["outcome"],
        reply["expect"]["value"],
    )


# --- STOP and the other commands ------------------------------------------------------------------


@pytest.mark.parametrize("question", EVERY_TYPE, ids=[q.type.value for q in EVERY_TYPE])
@pytest.mark.parametrize("word", STOP_WORDS)
def test_stop_is_obeyed_at_every_question_however_it_is_typed(
    question: Question, word: str
) -> None:
    for typed in (
        word,
        word.upper(),
        f" {word.title()}. ",
        f"{word}!!!",
        f"please {word}",
        f"{word} please",
    ):
        assert meant(question, typed) == ("command", "stop")


@pytest.mark.parametrize("question", EVERY_TYPE, ids=[q.type.value for q in EVERY_TYPE])
def test_every_command_is_one_as_a_whole_message(question: Question) -> None:
    taken = {
        name: {meant(question, words) for words in ENGLISH.commands[name]} for name in COMMANDS
    }

    assert taken == {name: {("command", name)} for name in COMMANDS}


def test_on_a_text_question_a_command_among_other_words_is_a_comment() -> None:
    for text in ("the bus stop is far", "they never help me", "I don't feel safe at night"):
        assert meant(COMMENT, text) == ("answer", text)


def test_an_option_called_like_a_command_is_the_answer() -> None:
    assert meant(SAFE, "not safe") == ("answer", "not_safe")
    assert meant(HOW_OFTEN, "not safe") == ("command", "not_safe")


def test_stop_and_skip_are_commands_whatever_options_are_called() -> None:
    question = asked("Stop", "Skip", "Go on")

    assert meant(question, "stop") == ("command", "stop")
    assert meant(question, "skip") == ("command", "skip")
    assert meant(question, "1") == ("answer", "stop")


def test_a_command_asked_for_in_a_sentence_is_carried_out() -> None:
    sentences = {
        "I really want to stop now": "stop",
        "please don't text me again, it is too much at my age": "stop",
        "could you say that again please": "repeat",
        "I would like to talk to a person": "human",
        "can we do this later on": "pause",
        "what was the last one": "back",
        "too hard, easier please": "easier",
    }

    assert {text: meant(HOW_OFTEN, text) for text in sentences} == {
        text: ("command", name) for text, name in sentences.items()
    }


def test_a_command_word_that_may_belong_to_something_else_is_asked_about() -> None:
    sentences = {
        "don't stop": "stop",
        "the bus stop": "stop",
        "they stop for a chat": "stop",
        "he has the wrong number on the door": "wrong",
        "sometimes I do not feel safe and want to stop": "not_safe",
    }

    found = {text: heard(HOW_OFTEN, text) for text in sentences}

    assert {text: (u.outcome, u.of, u.value) for text, u in found.items()} == {
        text: (Outcome.CONFIRM, "command", name) for text, name in sentences.items()
    }


# --- What must never be kept ----------------------------------------------------------------------


DOUBTFUL = """
ever | every | never always | hardly always | no always | always not | always no | yes never
is it always | always late | they always come late | always but not at night | almost always
nearly always | maybe always | always if asked | should be always | was always | always 😡
always 👎 | always or never | al | alw | aways late | clear | not sometimes | 1 or 2 | 1/2 | 1-2
12 | 1.5 | <3 | 3% | £1 | :3 | 3 times a day | yes | no | ok | okay | k | hello | right | thanks
👍 | 👎 | 🙂 | ... | ? | a | s | h | x | on and on | what does always mean | why always
"""


@pytest.mark.parametrize("text", re.split(r" \| |\n", DOUBTFUL.strip()))
def test_words_that_leave_a_doubt_are_not_kept(text: str) -> None:
    assert heard(HOW_OFTEN, text).outcome in (Outcome.CONFIRM, Outcome.UNCLEAR)


@pytest.mark.parametrize(
    "text",
    [
        "now safe",
        "not unsafe",
        "never safe",
        "not so safe",
        "no safe",
        "is it safe",
        "safe?? no",
        "was safe",
        "not",
        "saf",
    ],
)
def test_safe_is_not_kept_where_it_may_not_be_so(text: str) -> None:
    found = heard(SAFE, text)

    assert (found.outcome, found.value) != (Outcome.ANSWER, "safe")


def test_a_denied_answer_is_never_the_answer_nor_offered_as_one() -> None:
    positives = ("always", "sometimes", "safe", "happy", "clean", "good")
    questions = (HOW_OFTEN, SAFE, asked("Happy", "In between", "Not happy"), asked("Clean", "Good"))

    for question, word, negator in product(questions, positives, ("not", "never", "isn't really")):
        found = heard(question, f"{negator} {word}")
        assert found.value != word


def test_a_key_that_is_not_offered_means_nothing() -> None:
    others = [str(number) for number in range(200) if str(number) not in ("0", "1", "2", "3", "8")]

    assert {meant(HOW_OFTEN, key) for key in others} == {("unclear", None)}


def test_words_that_may_mean_two_options_name_both() -> None:
    warmth = asked("Just right", "A bit too hot or cold", "Much too hot or cold")

    found = heard(warmth, "it is cold")

    assert found.outcome is Outcome.UNCLEAR
    assert found.among == ("a_bit_too_hot_or_cold", "much_too_hot_or_cold")


def test_of_two_options_with_the_same_words_neither_is_kept() -> None:
    twice = asked("Fine", "Fine")
    two_values = Question(
        id="q",
        text="",
        type=AnswerType.CHOICE,
        options=tuple(
            Option(value=value, key=key, label="Fine", result=UNKNOWN)
            for value, key in (("a", "1"), ("b", "2"))
        ),
    )

    assert heard(twice, "fine").value == "fine"  # one value under two keys
    assert heard(two_values, "fine").among == ("a", "b")
    assert meant(two_values, "2") == ("answer", "b")


def test_a_number_in_a_label_does_not_take_the_place_of_a_key() -> None:
    question = asked("2", "1")

    assert heard(question, "1").outcome is Outcome.UNCLEAR
    assert heard(question, "1").among == ("2", "1")


NEAR_WORDS = [
    (scale.split(" | "), *line.split(" = "))
    for scale, lines in re.findall(
        r"^\[(.+)\]\n((?:.+ = .+\n)+)",
        (Path(__file__).parent / "near_words.txt").read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    for line in lines.splitlines()
]


@pytest.mark.parametrize(
    ("labels", "typed", "option"),
    NEAR_WORDS,
    ids=[f"{near[1]}-{near[0][0]}" for near in NEAR_WORDS],
)
def test_a_word_that_looks_like_an_option_is_not_kept_as_another(
    labels: list[str], typed: str, option: str
) -> None:
    found = heard(asked(*labels), typed)

    meant_value = option.lower().replace(" ", "_")
    assert found.outcome in (Outcome.ANSWER, Outcome.CONFIRM, Outcome.UNCLEAR)
    if found.outcome is Outcome.ANSWER:
        assert found.value == meant_value
    if option != "-" and found.outcome is Outcome.CONFIRM and typed != "nt safe":
        assert found.value == meant_value


def test_most_spelling_errors_are_kept_and_nearly_all_are_understood() -> None:
    errors = [(asked(*labels), typed) for labels, typed, option in NEAR_WORDS if option != "-"]
    outcomes = [heard(question, typed).outcome for question, typed in errors]

    assert len(NEAR_WORDS) == 190
    kept = outcomes.count(Outcome.ANSWER)
    unclear = outcomes.count(Outcome.UNCLEAR)
    assert kept >= 75
    assert unclear <= 8


# --- Options --------------------------------------------------------------------------------------


def test_no_answer_options_are_found_by_value_label_or_result() -> None:
    def question(value: str, label: str, result: Result) -> Question:
        options = (
            Option(value="yes", key="1", label="Yes", result=Result(ResultKind.MET)),
            Option(value=value, key="2", label=label, result=result),
        )
        return Question(id="q", text="", type=AnswerType.CHOICE, options=options)

    met = Result(ResultKind.MET)

    assert meant(question("dont_know", "Hard to tell", met), "dunno") == ("answer", "dont_know")
    assert meant(question("x1", "Not sure", met), "dunno") == ("answer", "x1")
    assert meant(question("x1", "It varies", UNKNOWN), "dunno") == ("answer", "x1")
    assert meant(question("x1", "Later", DECLINED), "rather not say") == ("answer", "x1")
    assert heard(question("x1", "No", met), "dunno").of == "command"  # offered as a skip


def test_several_options_of_result_unknown_leave_dont_know_to_the_one_so_called() -> None:
    options = (
        Option(value="not_seen", key="4", label="I have not seen", result=UNKNOWN),
        Option(value="dont_know", key="8", label="I don't know", result=UNKNOWN),
    )
    question = Question(id="q", text="", type=AnswerType.CHOICE, options=options)

    assert meant(question, "no idea") == ("answer", "dont_know")


def test_yes_and_no_mean_the_one_option_that_begins_so() -> None:
    question = asked("Yes, each time", "Late once", "No one came")
    both = asked("Yes, once", "Yes, twice", "No")

    assert meant(question, "yep") == ("answer", "yes,_each_time")
    assert heard(question, "no").outcome is not Outcome.ANSWER
    assert heard(both, "yes").among == ("yes,_once", "yes,_twice")
    assert meant(both, "nope") == ("answer", "no")


def test_no_before_a_key_is_number_unless_an_option_is_no() -> None:
    assert meant(HOW_OFTEN, "no 1") == ("answer", "always")
    assert heard(asked("Yes", "A little", "No"), "no 1").among == ("yes", "no")
    assert meant(asked("Yes", "A little", "No"), "no 3") == ("answer", "no")


def test_several_choices_are_kept_in_the_order_of_the_options_each_once() -> None:
    assert meant(BREAKFAST, "fruit, tea and fruit") == ("answer", ("tea", "fruit"))
    assert heard(BREAKFAST, "3 1").certainty == "exact"
    assert heard(BREAKFAST, "tea and dont know").among == ("tea", "dont_know")


@pytest.mark.parametrize(
    "text", ["9" * 5_000, "-5", "(-5)", "5.5", "5,5", "1/2", "5²", "1e400", "5%"]
)
def test_what_is_no_whole_number_is_not_kept_as_one(text: str) -> None:
    assert heard(CARERS, text).outcome is not Outcome.ANSWER


def test_a_number_is_kept_only_between_the_least_and_the_most() -> None:
    assert [meant(CARERS, text) for text in ("0", "30", "31")] == [
        ("answer", 0),
        ("answer", 30),
        ("unclear", None),
    ]
    assert meant(asked(kind=AnswerType.NUMBER), "123456789") == ("answer", 123_456_789)


# --- "Did you mean …?" ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        *((text, True) for text in ("yes", "Yeah!", "yep", "y", "1", "ok", "that's right", "👍")),
        *((text, True) for text in ("yes please", "yes that is right", "hello yes")),
        *((text, False) for text in ("no", "nope", "N", "2", "no thanks", "wrong", "👎")),
        *((text, False) for text in ("no, not that", "not really", "sorry no")),
        *((text, None) for text in ("", "stop", "sometimes", "yes no", "ok no yes", "3", "😡")),
        *((text, None) for text in ("yes but only at night", "no, I meant always", "help")),
    ],
)
def test_yes_and_no_to_did_you_mean(text: str, agreed: bool | None) -> None:
    assert understand_yes_no(text, ENGLISH) is agreed


# --- Whatever is typed ----------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *(
            "always",
            "sometimes",
            "hardly",
            "ever",
            "not",
            "never",
            "safe",
            "1",
            "2",
            "9",
            "and",
            "or",
        ),
        *(
            "stop",
            "please",
            "yes",
            "no",
            "tea",
            "the",
            "but",
            "somtimes",
            "👍",
            "<3",
            "five",
            "help",
        ),
        *("dont", "know", "what", "skip", "\u200b", "ﷺ", "٣", "\ud83d", "s", "n", "0"),
    ]
)
ANY_TEXT = st.one_of(
    st.text(st.characters(), max_size=80),
    st.lists(WORDS, max_size=8).map(" ".join),
)
QUESTIONS = st.sampled_from([*EVERY_TYPE, SAFE, asked("Yes", "A little", "No")])


@given(QUESTIONS, ANY_TEXT)
def test_any_text_gives_an_outcome_and_only_what_is_offered(question: Question, text: str) -> None:
    found = heard(question, text)

    offered = {option.value for option in question.options}
    assert set(found.among) <= offered
    if found.outcome is Outcome.COMMAND or found.of == "command":
        assert found.value in COMMANDS
    elif found.outcome is Outcome.UNCLEAR:
        assert (found.value, found.certainty) == (None, None)
    elif question.type is AnswerType.TEXT:
        assert found.value == text.strip()
    elif question.type is AnswerType.NUMBER:
        assert isinstance(found.value, int)
        assert 0 <= found.value <= 30
    else:
        values = found.value if isinstance(found.value, tuple) else (found.value,)
        assert set(values) <= offered


@given(QUESTIONS, ANY_TEXT)
def test_the_same_words_are_always_taken_the_same(question: Question, text: str) -> None:
    assert heard(question, text) == heard(question, text)


AS_TYPED = [
    *("always", "Hardly ever", "2", "somtimes", "dunno", "not always", "stop"),
    *("they always do", "used to be always, now hardly ever", "1 and 2", "always late"),
    *("can you say that again", "don't know", "sometimes because they're busy", "never on time"),
]


@pytest.mark.parametrize("text", AS_TYPED)
def test_an_apostrophe_left_out_does_not_change_the_meaning(text: str) -> None:
    assert heard(HOW_OFTEN, text.replace("'", "")) == heard(HOW_OFTEN, text)


@pytest.mark.parametrize("text", AS_TYPED)
@pytest.mark.parametrize("greeting", ["hello", "Good morning.", "please", "thank you", "Hi there,"])
def test_a_greeting_does_not_change_the_meaning(text: str, greeting: str) -> None:
    plain = heard(HOW_OFTEN, text)

    for typed in (f"{greeting} {text}", f"{text} {greeting}"):
        found = heard(HOW_OFTEN, typed)
        assert (found.outcome, found.value, found.among) == (
            plain.outcome,
            plain.value,
            plain.among,
        )


@given(st.sampled_from(AS_TYPED))
def test_how_it_is_typed_does_not_change_the_meaning(text: str) -> None:
    plain = heard(HOW_OFTEN, text)
    full_width = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)

    for typed in (
        text.upper(),
        f"  {text}\n",
        f"{text}!!!",
        f"“{text}”",
        f"\u202e{text}\u200b",
        text.replace("a", "á"),
        full_width,
        f"hello {text}",
        f"{text} please",
        f"{text} 🙂",
    ):
        assert heard(HOW_OFTEN, typed) == plain


@pytest.mark.parametrize("question", EVERY_TYPE, ids=[q.type.value for q in EVERY_TYPE])
def test_long_and_hostile_texts_are_understood_like_any_other(question: Question) -> None:
    for text in ("not always " * 500, "stop " * 1_000, "1 " * 2_500, "👍" * 5_000, "a-" * 2_500):
        assert isinstance(heard(question, text), Understood)


def test_every_type_of_question_has_its_rules() -> None:
    assert set(RULES) == set(AnswerType)


def test_what_is_kept_of_old_questions_is_let_go() -> None:
    for _ in range(MOST_KEPT + 10):
        assert meant(asked("Always", "Never"), "2") == ("answer", "never")
