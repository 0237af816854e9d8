"""From an audit to a survey: which questions, in which words, in what order.

The order is the audit's. In the easy profile a question takes its easy words and options. The
core profile asks the criteria marked so, or all where none is marked. A question with evidence
is followed by one that asks for it; comments come last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from careaudit_surveys.audits import model as audits
from careaudit_surveys.audits.model import AnswerType, AskIf, Audit, ResultKind, asked_as

from .model import PREVIEW, Local, Question, Survey

SITTING = {"easy": 8}
"""Questions in one sitting, by profile. Short sittings suit people who tire."""

USUAL_SITTING = 12


class CannotAsk(ValueError):
    """The audit has no questions for what was asked of it. The text says what it does have."""


def derive(
    audit: Audit,
    audience: str,
    profile: str = "standard",
    *,
    digest: str = "",
    language: str = "en",
    local: Local = PREVIEW,
) -> Survey:
    """The survey for one audience in one profile. The same arguments give the same survey.

    `local` fills the gaps that a service and a cycle leave in the words. CannotAsk if the audit
    does not ask this audience, or has no question for it.
    """
    if not audit.asks(audience):
        raise CannotAsk(
            f"{audit.id} has no questions for the audience '{audience}'. "
            f"It asks: {', '.join(audit.audiences)}."
        )
    if language != "en":
        raise CannotAsk(f"{audit.id} is not ready in the language '{language}'. It comes in: en.")
    view = asked_as(audience)
    questions = tuple(
        _filled(question, local)
        for question in (*_scored(audit, view, profile), *_comments(audit, view))
    )
    return Survey(
        audit=audit.ref,
        digest=digest,
        audience=audience,
        profile=profile,
        language=language,
        sitting=SITTING.get(profile, USUAL_SITTING),
        questions=questions,
        title=audit.title,
        local=local,
        opening=audit.opening.get(view),
        closing=audit.closing.get(view),
        warmups=profile == "easy" and audience == "person",
    )


def _scored(audit: Audit, view: str, profile: str) -> Iterator[Question]:
    only_core = profile == "core" and any(
        criterion.core for criterion in audit.criteria() if view in criterion.questions
    )
    for standard in audit.standards:
        for criterion in standard.criteria:
            asked = criterion.questions.get(view)
            if asked and (criterion.core or not only_core):
                question = _question(audit, standard.id, criterion, asked, profile)
                yield question
                if asked.evidence:
                    yield _evidence(question, asked.evidence)


def _question(
    audit: Audit,
    topic: str,
    criterion: audits.Criterion,
    asked: audits.Question,
    profile: str,
) -> Question:
    easy = asked.easy if profile == "easy" else None
    scale = (easy and easy.scale) or asked.scale
    return Question(
        id=criterion.id,
        criterion=criterion.id,
        topic=topic,
        type=asked.type,
        text=(easy and easy.text) or asked.text,
        easier=(easy and easy.easier) or asked.easier,
        options=audit.options_of(asked, profile),
        minimum=asked.minimum,
        maximum=asked.maximum,
        ask_if=asked.ask_if,
        private=criterion.private,
        prompt=asked.prompt,
        symbols=audit.scales[scale].symbols if scale else None,
    )


def _evidence(question: Question, kinds: tuple[str, ...]) -> Question:
    """What is asked after an answer that meets the criterion: show us."""
    named = [f"a {kind}" for kind in kinds]
    listed = ", ".join(named[:-1]) + " or " + named[-1] if named[1:] else named[0]
    met = tuple(o.value for o in question.options if o.result.kind is ResultKind.MET)
    return Question(
        id=f"{question.id}-evidence",
        criterion=question.criterion,
        topic=question.topic,
        type=AnswerType.TEXT,
        text=f"What shows this? You can give {listed}.",
        ask_if=AskIf(question.id, is_=met),
    )


def _comments(audit: Audit, view: str) -> Iterator[Question]:
    for comment in audit.comments:
        if view in comment.text:
            yield Question(id=comment.id, type=AnswerType.TEXT, text=comment.text[view])


def _filled(question: Question, local: Local) -> Question:
    """The question with its landmark in time put in. Plain replacing: audits are no templates."""
    if "{anchor}" not in question.text + (question.easier or ""):
        return question
    easier = question.easier and question.easier.replace("{anchor}", local.anchor)
    return replace(question, text=question.text.replace("{anchor}", local.anchor), easier=easier)
