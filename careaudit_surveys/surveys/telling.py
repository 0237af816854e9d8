"""A survey told to others: as JSON for programs, as rows for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from careaudit_surveys.audits.model import AskIf, Flag, Option

from .model import Question, Survey


def as_json(survey: Survey) -> dict[str, Any]:
    """The survey as one object, every question with everything that is asked."""
    return {
        "audit": survey.audit,
        "digest": survey.digest,
        "audience": survey.audience,
        "profile": survey.profile,
        "language": survey.language,
        "sitting": survey.sitting,
        "questions": [_question(question) for question in survey.questions],
    }


def _question(question: Question) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": question.id,
        "criterion": question.criterion,
        "type": question.type,
        "text": question.text,
        "easier": question.easier,
        "options": [_option(option) for option in question.options],
        "ask_if": question.ask_if and _condition(question.ask_if),
        "private": question.private,
        "prompt": question.prompt,
        "symbols": question.symbols,
    }
    if question.minimum is not None or question.maximum is not None:
        told |= {"min": question.minimum, "max": question.maximum}
    return told


def _option(option: Option) -> dict[str, Any]:
    return {
        "value": option.value,
        "key": option.key,
        "label": option.label,
        "result": str(option.result),
        "flag": option.flag and _flag(option.flag),
    }


def _flag(flag: Flag) -> str | dict[str, str]:
    return {"kind": flag.kind, "reply": flag.reply} if flag.reply else flag.kind


def _condition(condition: AskIf) -> dict[str, Any]:
    if condition.is_:
        return {"question": condition.question, "is": list(condition.is_)}
    return {"question": condition.question, "not": list(condition.is_not)}


def as_table(survey: Survey) -> Iterator[tuple[str, str, str, str]]:
    """A row for each question: its id, its words, its answers with results, its condition."""
    for question in survey.questions:
        answers = "; ".join(_answer(option) for option in question.options)
        yield (
            question.id,
            question.text,
            answers or f"({question.type})",
            _asked_if(question.ask_if),
        )


def _answer(option: Option) -> str:
    return f"{option.key} {option.label} = {option.result}{' !' if option.flag else ''}"


def _asked_if(condition: AskIf | None) -> str:
    if condition is None:
        return ""
    if condition.is_:
        return f"{condition.question} is {' or '.join(condition.is_)}"
    return f"{condition.question} is not {' or '.join(condition.is_not)}"
