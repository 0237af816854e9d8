"""What came in, as meant: an Incoming becomes a Meaning, given what the person was asked."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from careaudit_surveys.audits.model import AnswerType
from careaudit_surveys.surveys import Question, Survey
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import Vocabulary

from .course import question_earlier
from .messages import Attached, Incoming, Nudged, Opened, Outcome, Said, Tapped, Understood
from .own import CALLBACK, own_question
from .state import Phase, State
from .turn import Heard
from .understand import understand, understand_yes_no


class Meaning(StrEnum):
    """What a person can mean: the commands, and everything else that can come in."""

    STOP = "stop"
    HELP = "help"
    BACK = "back"
    SKIP = "skip"
    REPEAT = "repeat"
    EASIER = "easier"
    PAUSE = "pause"
    LANGUAGE = "language"
    HUMAN = "human"
    LINK = "link"
    START = "start"
    WRONG = "wrong"
    DELETE = "delete"
    NOT_SAFE = "not_safe"
    ANSWER = "answer"
    CONFIRM = "confirm"
    UNCLEAR = "unclear"
    YES = "yes"
    NO = "no"
    OPENED = "opened"
    NUDGED = "nudged"
    ATTACHED = "attached"
    EARLIER = "earlier"
    RING = "ring"
    DONT_RING = "dont_ring"
    OTHER = "other"


COMMANDS = frozenset(list(Meaning)[:14])

LIVE = (Phase.CONSENT, Phase.ASKING, Phase.REVIEWING)
"""Phases in which the person has a question before them."""

FREE = Question(id="", text="", type=AnswerType.TEXT)
"""Where nothing is asked, words are taken as words, or as a command if they are one as a whole."""

WHICH = Question(id="review", text="", type=AnswerType.NUMBER, minimum=1, maximum=999)
"""Which answer shall we change? By its number in the list read back."""

ANY_WORDS = frozenset({"needs", "warmup-1", "warmup-2"})
"""Our questions that take whatever is said: nothing is judged by them."""


def hear(survey: Survey, state: State, incoming: Incoming, vocabulary: Vocabulary) -> Heard:
    """What an incoming message means where the conversation stands."""
    match incoming:
        case Said(text=text):
            return _words(survey, state, text, vocabulary)
        case Tapped(question=question, value=value):
            return _tap(survey, state, question, value)
        case Attached(kind=kind, caption=caption):
            question_at_hand = question_before(survey, state)
            return Heard(
                Meaning.ATTACHED,
                caption,
                question_at_hand,
                Understood(outcome=Outcome.UNCLEAR, rule=kind),
            )
        case Opened():
            return Heard(Meaning.OPENED)
        case Nudged():
            return Heard(Meaning.NUDGED)


def question_before(survey: Survey, state: State) -> Question | None:
    """The question the person has before them, ours or the audit's."""
    if state.asks is None or state.phase not in LIVE:
        return None
    return own_question(state.asks, state.why) or survey.by_id[state.asks]


def _words(survey: Survey, state: State, text: str, vocabulary: Vocabulary) -> Heard:
    question = question_before(survey, state)
    if is_offered_a_call(state) and (agreed := understand_yes_no(text, vocabulary)) is not None:
        return _to_the_offer(agreed, text, question)
    if question is None:
        return _unasked(text, vocabulary)
    if state.pending and state.pending.of == "which":
        question = WHICH
    elif (
        _asked_what_was_meant(state) and (agreed := understand_yes_no(text, vocabulary)) is not None
    ):
        return _to_did_you_mean(state, agreed, text, question)
    understood = understand(question, text, vocabulary)
    if understood.outcome is Outcome.UNCLEAR and _plain_yes(question, text, vocabulary):
        understood = Understood(outcome=Outcome.ANSWER, value="yes", certainty="near", rule="yes")
    elif _skipped_by_key(question, text):
        understood = Understood(outcome=Outcome.COMMAND, value="skip", certainty="exact", rule="0")
    elif understood.outcome in (Outcome.UNCLEAR, Outcome.CONFIRM) and text.strip():
        understood = _in_own_words(question, text, understood)
    if understood.outcome is Outcome.UNCLEAR:
        return _for_earlier(survey, state, text, vocabulary) or _heard(text, question, understood)
    return _heard(text, question, understood)


def is_offered_a_call(state: State) -> bool:
    """Did we just ask whether someone shall ring?"""
    return state.pending is not None and state.pending.of == CALLBACK


def _asked_what_was_meant(state: State) -> bool:
    return state.pending is not None and state.pending.of != CALLBACK


def _to_the_offer(agreed: bool, text: str, question: Question | None) -> Heard:
    """Yes or no to "Shall someone ring you?"."""
    if not agreed:
        refused = Understood(outcome=Outcome.UNCLEAR, rule="refused")
        return Heard(Meaning.DONT_RING, text, question, refused)
    meant = Understood(outcome=Outcome.COMMAND, value="human", certainty="exact", rule="confirmed")
    return Heard(Meaning.RING, text, question, meant)


def _for_earlier(survey: Survey, state: State, text: str, vocabulary: Vocabulary) -> Heard | None:
    """Words that make no sense here but answer the question before: perhaps they came late.

    A bare key is never taken so: it would answer almost any question.
    """
    earlier = question_earlier(survey, state)
    if earlier is None or earlier.type is not AnswerType.CHOICE:
        return None
    understood = understand(earlier, text, vocabulary)
    keys = {option.key for option in earlier.options}
    if understood.outcome is not Outcome.ANSWER or understood.certainty != "exact":
        return None
    return None if fold(text) in keys else Heard(Meaning.EARLIER, text, earlier, understood)


def _heard(text: str, question: Question | None, understood: Understood) -> Heard:
    if understood.outcome is Outcome.COMMAND:
        return Heard(Meaning(str(understood.value)), text, question, understood)
    return Heard(Meaning(understood.outcome.value), text, question, understood)


def _unasked(text: str, vocabulary: Vocabulary) -> Heard:
    understood = understand(FREE, text, vocabulary)
    if understood.outcome is Outcome.COMMAND:
        return _heard(text, None, understood)
    return Heard(Meaning.OTHER, text, None, Understood(outcome=Outcome.UNCLEAR, rule="not asked"))


def _in_own_words(question: Question, text: str, understood: Understood) -> Understood:
    """Some of our own questions take any words at all."""
    if question.id in ANY_WORDS and understood.of != "command":
        value = understood.value or text.strip()
        return Understood(outcome=Outcome.ANSWER, value=value, certainty="near", rule="own words")
    return understood


def _plain_yes(question: Question, text: str, vocabulary: Vocabulary) -> bool:
    """Where we ask whether we may, or whether all is well, "ok" says so."""
    return question.id in ("consent", "review") and bool(understand_yes_no(text, vocabulary))


def _skipped_by_key(question: Question, text: str) -> bool:
    """0 has meant "leave this one" all along, so it does where no option or number is 0."""
    if question.type is AnswerType.NUMBER or question.id in ("consent", "review"):
        return False
    return fold(text) == "0" and not any(option.key == "0" for option in question.options)


def _to_did_you_mean(state: State, agreed: bool, text: str, question: Question) -> Heard:
    """Yes or no to "Did you mean …?"; a yes to a command is that command."""
    pending = state.pending
    if not agreed or pending is None:
        refused = Understood(outcome=Outcome.UNCLEAR, rule="refused")
        return Heard(Meaning.NO, text, question, refused)
    outcome = Outcome.COMMAND if pending.of == "command" else Outcome.ANSWER
    meant = Understood(outcome=outcome, value=pending.value, certainty="exact", rule="confirmed")
    if outcome is Outcome.COMMAND:
        return _heard(text, question, meant)
    return Heard(Meaning.YES, text, question, meant)


def _tap(survey: Survey, state: State, shown_for: str, value: str) -> Heard:
    """A tap on the question at hand is its answer; on an earlier one, it may change that."""
    question = question_before(survey, state)
    tapped = Understood(outcome=Outcome.ANSWER, value=value, certainty="exact", rule="tap")
    if shown_for == CALLBACK and is_offered_a_call(state) and value in ("yes", "no"):
        return _to_the_offer(value == "yes", "", question)
    if question and question.id == shown_for:
        if _asked_what_was_meant(state) and value in ("yes", "no"):
            return _to_did_you_mean(state, value == "yes", "", question)
        if _offers(question, value):
            return Heard(Meaning.ANSWER, "", question, _as_kept(question, tapped))
    if value in COMMANDS:
        return _heard("", question, replace(tapped, outcome=Outcome.COMMAND))
    earlier = survey.by_id.get(shown_for)
    if earlier and _offers(earlier, value):
        return Heard(Meaning.EARLIER, "", earlier, tapped)
    return Heard(Meaning.EARLIER, "", None, Understood(outcome=Outcome.UNCLEAR, rule="old tap"))


def _as_kept(question: Question, tapped: Understood) -> Understood:
    """One tap on a question with several choices is a list of one."""
    if question.type is AnswerType.MULTIPLE_CHOICE:
        return replace(tapped, value=(str(tapped.value),))
    return tapped


def _offers(question: Question, value: str) -> bool:
    return any(option.value == value for option in question.options)
