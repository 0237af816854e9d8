"""Handlers for a question at hand: agreement, answers, "did you mean", and the re-ask ladder.

Each handler takes a Now and gives a Turn. `@leads_to` says which phases it may lead to; the
drawing in the docs is made from it, and a test holds it to what really happens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from careaudit_surveys.audits.model import AnswerType, ResultKind
from careaudit_surveys.surveys import Question

from . import harm
from .course import no_longer_asked, question_earlier
from .messages import Alert, Answer, Ask, Confirm, Outgoing, Phrase, ReadBack, Value
from .own import COUNTS_AS
from .state import Pending, Phase
from .turn import Now, Turn, again, asking, finish, go_on, put, rest

Handler = Callable[[Now], Turn]

LADDER = 3
"""How often we fail to understand before we move on: another way, then a list, then on."""


LONG = 500
"""Characters. A longer message to a choice was more than an answer: a person reads it."""


def leads_to(*phases: Phase) -> Callable[[Handler], Handler]:
    """Note on a handler which phases its turn may end in."""

    def note(handler: Handler) -> Handler:
        handler.phases = phases  # type: ignore[attr-defined]  # a note for the drawing alone
        return handler

    return note


ONWARD = (Phase.ASKING, Phase.REVIEWING, Phase.CONSENT, Phase.FINISHED)


# Agreement


@leads_to(*ONWARD, Phase.PAUSED)
def reply_to_agreement(now: Now) -> Turn:
    """Yes goes on, not now pauses, no is thanked and final."""
    match now.heard.value:
        case "yes":
            return agree(now)
        case "not_now":
            return pause(now)
        case _:
            return _refuse(now)


@leads_to(*ONWARD)
def agree(now: Now) -> Turn:
    """Begin, or go on where we were."""
    then = now.state.then
    about = {**now.state.about, "consent": "yes"}
    state = now.state._replace(about=about, in_sitting=0, end=None)
    return put(now, state, then) if then else go_on(now, state)


def _refuse(now: Now) -> Turn:
    if "consent" in now.state.about:
        return finish(now, now.state, "partial")
    state = now.state._replace(about={**now.state.about, "consent": "no"})
    return finish(now, state, "declined")


@leads_to(Phase.PAUSED)
def pause(now: Now) -> Turn:
    """Leave everything as it is until the person comes back."""
    state = now.state
    then = state.then if state.phase is Phase.CONSENT else state.asks
    state = state._replace(phase=Phase.PAUSED, asks=None, then=then, pending=None, end="paused")
    return rest(now, state, Phrase(name="paused"))


@leads_to(Phase.CONSENT, Phase.PAUSED)
def agreement_unclear(now: Now) -> Turn:
    """Ask for agreement in other words; after three times leave it. Silence is not a yes."""
    if now.state.tries + 1 < LADDER:
        return _rung(now)
    state = now.state._replace(phase=Phase.PAUSED, asks=None, pending=None, end="paused")
    return rest(now, state, Phrase(name="no-agreement"), remark=now.heard.to_be_read)


@leads_to(Phase.CONSENT)
def agreement_first(now: Now) -> Turn:
    """There is nothing to skip before agreement."""
    return again(now, Phrase(name="consent-needed"))


# Answers


@leads_to(*ONWARD)
def answer(now: Now) -> Turn:
    """Keep the answer and go on."""
    question, value = now.heard.question, now.heard.value
    assert question is not None
    assert value is not None
    if question.id in now.survey.by_id:
        return keep(now, question, value)
    return _keep_own(now, question.id, value)


def keep(now: Now, question: Question, value: Value | None) -> Turn:
    """Keep an answer to a question of the audit, with what it sets off; None means skipped."""
    state = now.state
    answers = {**state.answers, question.id: value}
    follow_ups = no_longer_asked(now.survey, answers)
    for follow_up in follow_ups:
        del answers[follow_up]
    changed = (question.id,) if question.id in state.answers else ()
    superseded = (*changed, *follow_ups)
    state = state._replace(
        answers=answers,
        passed=tuple(passed for passed in state.passed if passed != question.id),
        in_sitting=state.in_sitting + 1,
        pending=None,
    )
    option = None
    result = None if value is not None else str(ResultKind.DECLINED)
    if question.type is AnswerType.CHOICE and value is not None:
        option = question.option(str(value))
        result = str(option.result)
    kept = Answer(question=question.id, value=value, result=result)
    comment = question.criterion is None and value is not None
    if option and option.flag:
        alert = Alert(kinds=(option.flag.kind,), urgent=False)
        gently = option.flag.reply == "look_into"
        return harm.flagged(
            now, state, alert, question, gently=gently, answers=(kept,), superseded=superseded
        )
    before = () if state.discreet else _offer_a_person(question, result)
    return go_on(now, state, *before, answers=(kept,), superseded=superseded, remark=comment)


def _offer_a_person(question: Question, result: str | None) -> tuple[Outgoing, ...]:
    """Where one answer would raise an alert, a middling one at least offers someone to talk to."""
    uneasy = result in (ResultKind.PARTLY, ResultKind.NOT_MET)
    if uneasy and any(option.flag for option in question.options):
        return (Phrase(name="offer-person"),)
    return ()


def _keep_own(now: Now, question: str, value: Value | None, *said: Outgoing, **kept: Any) -> Turn:
    """Keep what is not an answer to the audit: needs, who helped and how, the review."""
    about = dict(now.state.about)
    match question:
        case "review":
            return _reviewed(now, value, *said, **kept)
        case "needs":
            codes = list(value) if isinstance(value, tuple) else []
            about["needs"] = [code for code in codes if code != "none"]
            if isinstance(value, str):
                about["needs_words"] = value
                kept["remark"] = True
            if about["needs"] or isinstance(value, str):
                said = (*said, Phrase(name="needs-kept"))
        case "warmup-1" | "warmup-2":
            about["warmups"] = about.get("warmups", 0) + 1
        case _:
            about[question] = value
            if question == "help" and value == "answered":
                about["counted_as"] = COUNTS_AS[about["helper"]]
    return go_on(now, now.state._replace(about=about, pending=None), *said, **kept)


# Reading back


def _reviewed(now: Now, value: Value | None, *said: Outgoing, **kept: Any) -> Turn:
    if value == "read":
        answers = ReadBack(answers=tuple(now.state.answers.items()))
        return rest(now, now.state._replace(pending=None), answers, Ask(question="review"))
    if value == "change" and now.state.answers:
        state = now.state._replace(pending=Pending("which", "review", ""), tries=0)
        return rest(now, state, Phrase(name="review-which"))
    if value == "change" or isinstance(value, int):
        return _change_number(now, value)
    return go_on(now, now.state._replace(reviewed=True, pending=None), *said, **kept)


def _change_number(now: Now, number: Value) -> Turn:
    listed = list(now.state.answers)
    if isinstance(number, int) and number <= len(listed):
        return put(now, now.state, listed[number - 1])
    return again(now, Phrase(name="review-no-such"))


# Not understood


@leads_to(*ONWARD)
def did_you_mean(now: Now) -> Turn:
    """Ask once whether a near miss was meant; a second near miss is simply not understood."""
    heard = now.heard
    assert heard.question
    assert heard.understood
    assert heard.value is not None
    if now.state.pending:
        return unclear(now)
    of = heard.understood.of or "answer"
    pending = Pending(of, heard.question.id, heard.value)
    confirm = Confirm(of=of, question=heard.question.id, value=heard.value)
    return rest(now, now.state._replace(pending=pending), confirm)


@leads_to(*ONWARD)
def not_that(now: Now) -> Turn:
    """They did not mean that: ask again in another way."""
    if now.state.pending and now.state.pending.of == "earlier":
        return again(now)
    return unclear(now)


@leads_to(*ONWARD)
def meant_it(now: Now) -> Turn:
    """They did mean it: keep the answer, here or at the question before."""
    pending = now.state.pending
    assert pending is not None
    earlier = now.survey.by_id.get(pending.question)
    if earlier:
        return keep(now, earlier, pending.value)
    return _keep_own(now, pending.question, pending.value)


@leads_to(*ONWARD)
def unclear(now: Now) -> Turn:
    """The ladder: another way, then a list, then on. Never a loop, never blame."""
    state, heard = now.state, now.heard
    if state.tries + 1 >= LADDER:
        return _move_on(now)
    among = heard.understood.among if heard.understood else ()
    if among and state.asks in now.survey.by_id:
        state = state._replace(tries=state.tries + 1, pending=None)
        ask = Ask(question=str(state.asks), among=among)
        return rest(now, state, Phrase(name="which-one"), ask, remark=True)
    return _rung(now)


def _rung(now: Now) -> Turn:
    """One step of the ladder: easier words first, then every answer spelled out."""
    tries = now.state.tries + 1
    state = now.state._replace(tries=tries, pending=None)
    lines = [Phrase(name="unclear" if tries == 1 else "unclear-again")]
    if len(now.heard.text) > LONG:
        lines = [Phrase(name="too-long")]
    return rest(
        now,
        state,
        *lines,
        *asking(now.survey, state, wording=tries + 1),
        remark=now.heard.to_be_read,
    )


def _move_on(now: Now) -> Turn:
    """Leave a question unanswered, with a kind word."""
    state, asked = now.state, str(now.state.asks)
    remark = now.heard.to_be_read
    if asked not in now.survey.by_id:
        return _keep_own(now, asked, None, Phrase(name="moved-on"), remark=remark)
    state = state._replace(
        passed=(*state.passed, asked), pending=None, in_sitting=state.in_sitting + 1
    )
    return go_on(now, state, Phrase(name="moved-on"), remark=remark)


@leads_to(*ONWARD)
def skip(now: Now) -> Turn:
    """They would rather not say: kept as declined, and on."""
    asked = str(now.state.asks)
    question = now.survey.by_id.get(asked)
    return keep(now, question, None) if question else _keep_own(now, asked, None)


@leads_to(Phase.ASKING, Phase.REVIEWING, Phase.CONSENT)
def back(now: Now) -> Turn:
    """Put the question before once more; its answer stands until it is changed."""
    state = now.state
    if state.asks in ("helper", "help"):
        return put(now, state._replace(reviewed=False), "review")
    came_from = state.then if state.phase is Phase.CONSENT else state.asks
    earlier = question_earlier(now.survey, state._replace(asks=came_from))
    if earlier is None:
        return again(now, Phrase(name="first-question"))
    return put(now, state, earlier.id)


@leads_to(*ONWARD)
def for_earlier(now: Now) -> Turn:
    """A reply to an earlier question: offer to change that answer, or say that it is old."""
    heard = now.heard
    if heard.question is None or heard.value is None:
        return again(now, Phrase(name="old-button"))
    if now.state.answers.get(heard.question.id) == heard.value:
        return again(now)
    pending = Pending("earlier", heard.question.id, heard.value)
    confirm = Confirm(of="earlier", question=heard.question.id, value=heard.value)
    return rest(now, now.state._replace(pending=pending), confirm)
