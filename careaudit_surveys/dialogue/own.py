"""Our own questions: agreement, needs, warm-ups, who helped, reading back.

They are asked and understood like an audit's, but nothing is judged by them and their answers
are kept in `about`, never among the audit's.
"""

from __future__ import annotations

from careaudit_surveys.audits.model import AnswerType, Option, Result, ResultKind
from careaudit_surveys.surveys import Question

from .phrases import OPTION_LABELS, PHRASES

NOT_JUDGED = Result(ResultKind.UNKNOWN)
"""Our own options carry a result only because every option does; it is never counted."""


def _options(group: str, keys: str = "1234567") -> tuple[Option, ...]:
    named = [name for name in OPTION_LABELS if name.partition(":")[0] == group]
    return tuple(
        Option(value=name.partition(":")[2], key=key, label=OPTION_LABELS[name], result=NOT_JUDGED)
        for name, key in zip(named, keys, strict=False)
    )


def _own(question_id: str, options: tuple[Option, ...], **rest: AnswerType) -> Question:
    return Question(
        id=question_id,
        text=PHRASES.get(question_id, ""),
        type=rest.get("type", AnswerType.CHOICE),
        options=options,
    )


def _agreement(yes: str, no: str) -> Question:
    names = {"yes": yes, "not_now": "consent:not_now", "no": no}
    options = (
        Option(value=value, key=str(key), label=OPTION_LABELS[name], result=NOT_JUDGED)
        for key, (value, name) in enumerate(names.items(), 1)
    )
    return _own("consent", tuple(options))


CONSENT = _agreement("consent:yes", "consent:no")
CONSENT_ON = _agreement("consent-on:yes", "consent-on:no")

NEEDS = _own("needs", _options("needs", "12345679"), type=AnswerType.MULTIPLE_CHOICE)
WARMUPS = (_own("warmup-1", _options("warmup-1")), _own("warmup-2", _options("warmup-2")))
HELPER = _own("helper", _options("helper"))
HELP = _own("help", _options("help"))
REVIEW = _own("review", _options("review"))

CALLBACK = "callback"
"""Shall someone ring? Asked beside whatever question there is, and when there is none."""

OWN = {question.id: question for question in (CONSENT, NEEDS, *WARMUPS, HELPER, HELP, REVIEW)}

COUNTS_AS = {
    "family": "relative",
    "friend": "relative",
    "advocate": "advocate",
    "staff_care": "staff",
    "staff_other": "staff",
}
"""Whose view it is, when the helper answered in the person's place."""


def own_question(question_id: str, why_consent: str = "opening") -> Question | None:
    """Our question of that id, or None. Agreement to go on has other words than to start."""
    if question_id == "consent" and why_consent != "opening":
        return CONSENT_ON
    return OWN.get(question_id)
