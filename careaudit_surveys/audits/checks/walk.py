"""The parts of an audit that rules look at, each with the path at which it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Audit, Criterion, Option, Question, asked_as
from ..problems import Path

RESPONDENTS = frozenset({"person", "relative"})
"""Whose wording is held to the reading age: those who are not at work when they answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put to one audience."""

    at: Path
    criterion: Criterion
    audience: str
    question: Question

    @property
    def id(self) -> str:
        """The id under which its answers are kept: the criterion's."""
        return self.criterion.id


@dataclass(frozen=True, slots=True)
class Offered:
    """Options that are offered together, and to whom. Nobody, for a scale that no question uses."""

    at: Path
    options: tuple[Option, ...]
    audiences: frozenset[str]

    def each(self) -> Iterator[tuple[Path, Option]]:
        """Each option with its path."""
        return (((*self.at, n), option) for n, option in enumerate(self.options))


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that an audience reads, with the options they are read with."""

    at: Path
    audience: str
    text: str
    options: tuple[Option, ...] = ()
    exempt: bool = False
    asks: bool = True


def criteria(audit: Audit) -> Iterator[tuple[Path, Criterion]]:
    """Each criterion with its path."""
    for n, standard in enumerate(audit.standards):
        for m, criterion in enumerate(standard.criteria):
            yield ("standards", n, "criteria", m), criterion


def asked(audit: Audit) -> Iterator[Asked]:
    """Each question of each audience, in the order of asking."""
    for at, criterion in criteria(audit):
        for audience, question in criterion.questions.items():
            yield Asked((*at, "questions", audience), criterion, audience, question)


def audiences(audit: Audit) -> frozenset[str]:
    """The audiences whose questions the audit is to have."""
    return frozenset(map(asked_as, audit.audiences))


def options_in(audit: Audit, question: Question, profile: str = "standard") -> tuple[Option, ...]:
    """The options a question offers in a profile; none where its scale is not in the audit."""
    try:
        return audit.options_of(question, profile)
    except KeyError:
        return ()


def scales_used(audit: Audit) -> Iterator[tuple[Path, str, str]]:
    """Each use of a scale: the path of the name, the name, and the audience."""
    for one in asked(audit):
        if one.question.scale:
            yield (*one.at, "scale"), one.question.scale, one.audience
        if one.question.easy and one.question.easy.scale:
            yield (*one.at, "easy", "scale"), one.question.easy.scale, one.audience


def offered(audit: Audit) -> Iterator[Offered]:
    """Each list of options once: scales first, then those that questions have of their own."""
    users: dict[str, set[str]] = {}
    for _, scale, audience in scales_used(audit):
        users.setdefault(scale, set()).add(audience)
    for name, scale_ in audit.scales.items():
        at: Path = ("scales", name, "options")
        yield Offered(at, scale_.options, frozenset(users.get(name, ())))
    for one in asked(audit):
        easy = one.question.easy
        for at, options in (
            ((*one.at, "options"), one.question.options),
            ((*one.at, "easy", "options"), easy.options if easy else ()),
        ):
            if options:
                yield Offered(at, options, frozenset({one.audience}))


def wordings(audit: Audit) -> Iterator[Wording]:
    """All that respondents read of the audit's own words."""
    for one in asked(audit):
        yield from _question_wordings(audit, one)
    for n, comment in enumerate(audit.comments):
        yield from _said(audit, ("comments", n, "text"), comment.text, asks=True)
    yield from _said(audit, ("opening",), audit.opening, asks=False)
    yield from _said(audit, ("closing",), audit.closing, asks=False)


def _question_wordings(audit: Audit, one: Asked) -> Iterator[Wording]:
    question, easy = one.question, one.question.easy
    exempt = bool(audit.reading_exempt or question.reading_exempt)
    as_written = options_in(audit, question)
    as_easy = options_in(audit, question, "easy")
    for at, text, options in (
        (("text",), question.text, as_written),
        (("easier",), question.easier, as_written),
        (("easy", "text"), easy and easy.text, as_easy),
        (("easy", "easier"), easy and easy.easier, as_easy),
    ):
        if text:
            yield Wording((*one.at, *at), one.audience, text, options, exempt)


def _said(audit: Audit, at: Path, texts: Mapping[str, str], *, asks: bool) -> Iterator[Wording]:
    for audience, text in texts.items():
        exempt = bool(audit.reading_exempt)
        yield Wording((*at, audience), audience, text, exempt=exempt, asks=asks)
