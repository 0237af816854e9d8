"""The course of a conversation: what comes next, how far we are, when a sitting is over."""

from __future__ import annotations

from collections.abc import Mapping

from careaudit_surveys.surveys import Question, Survey

from .state import State

WITH_NEEDS = frozenset({"person", "relative", "advocate"})
"""Audiences asked what would make it easier: those the Accessible Information Standard covers."""

FEW_LEFT = 2
"""So few questions are not worth a break."""


def next_question(survey: Survey, state: State) -> str | None:
    """The id of what is asked next, or None at the end.

    First needs and warm-ups, then the audit's questions and comments, then reading back, then
    who helped. Questions left without an answer are not asked again.
    """
    about = state.about
    if survey.audience in WITH_NEEDS and "needs" not in about:
        return "needs"
    if survey.warmups and about.get("warmups", 0) < 2:
        return f"warmup-{about.get('warmups', 0) + 1}"
    for question in survey.questions:
        if is_open(question, state):
            return question.id
    if not state.reviewed and state.answers:
        return "review"
    if survey.audience == "person":
        if "helper" not in about:
            return "helper"
        if "help" not in about and about["helper"] not in (None, "no_one"):
            return "help"
    return None


def is_open(question: Question, state: State) -> bool:
    """Is this question of the audit still to be asked, as things stand?"""
    return (
        question.id not in state.answers
        and question.id not in state.passed
        and (question.ask_if is None or question.ask_if.holds(state.answers))
        and not (question.criterion and question.topic in state.closed)
    )


def no_longer_asked(survey: Survey, answers: Mapping[str, object]) -> tuple[str, ...]:
    """Answered questions whose condition no longer holds, follow-ups of follow-ups included."""
    standing = dict(answers)
    dropped = []
    for question in survey.questions:  # conditions look backwards, so one pass is enough
        condition = question.ask_if
        if question.id in standing and condition and not condition.holds(standing):
            del standing[question.id]
            dropped.append(question.id)
    return tuple(dropped)


def question_earlier(survey: Survey, state: State) -> Question | None:
    """The nearest question of the audit that was dealt with before the one at hand."""
    earlier = None
    for question in survey.questions:
        if question.id == state.asks:
            break
        if question.id in state.answers or question.id in state.passed:
            earlier = question
    return earlier


def progress(survey: Survey, state: State) -> tuple[int, int, bool]:
    """(which question this is, of how many, is that number sure?), counted over the audit's."""
    number = total = 0
    sure = True
    for question in survey.questions:
        at_hand = question.id == state.asks
        dealt = question.id in state.answers or question.id in state.passed
        if at_hand or dealt or is_open(question, state):
            total += 1
        elif _may_open(question, state):
            total += 1
            sure = False
        if at_hand:
            number = total
    return number, total, sure


def _may_open(question: Question, state: State) -> bool:
    """Might a question that is closed now come to be asked, once an earlier one is answered?"""
    if question.criterion and question.topic in state.closed:
        return False
    condition = question.ask_if
    return condition is not None and condition.question not in state.answers


def sitting_is_over(survey: Survey, state: State) -> bool:
    """Has the person answered a sitting's worth, with more than a few questions left?"""
    if state.in_sitting < survey.sitting:
        return False
    return sum(is_open(question, state) for question in survey.questions) > FEW_LEFT
