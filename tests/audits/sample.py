"""A small audit with a little of everything, and ways to change a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from careaudit_surveys.audits.load import load_yaml
from careaudit_surveys.audits.telling import shortened

SAMPLE = """\
format: 1
id: sample
version: 1
title: A sample
topic: Help at home, in a few questions.
reason: It shows what an audit file holds.
audiences: [person, relative, leader]
reviewed: 2026-11-23
review_by: 2027-11-23
licence: MIT
attribution: CareAudit authors.
unit: person
opening: {person: "Hello from {service}. Shall we start?"}
closing: {person: "Thank you. We will tell you more by {date}."}
comments:
  - {id: S-C1, text: {person: What is the best thing?}}
scales:
  how_often:
    symbols: circles
    options:
      - {value: always, key: "1", label: Always, result: met}
      - {value: sometimes, key: "2", label: Sometimes, result: partly}
      - {value: hardly_ever, key: "3", label: Hardly ever, result: not_met}
      - {value: dont_know, key: "8", label: I don't know, short: Don't know, result: unknown}
      - {value: rather_not_say, key: "0", label: I'd rather not say, short: Skip, result: declined}
  food:
    options:
      - {value: like, key: "1", label: I like it, result: met}
      - value: dislike
        key: "2"
        label: I don't like it
        result: not_met
        flag: {kind: neglect, reply: look_into}
      - {value: tube, key: "3", label: I don't eat by mouth, result: exception:TUBE}
      - {value: dont_know, key: "8", label: I don't know, short: Don't know, result: unknown}
      - {value: rather_not_say, key: "0", label: I'd rather not say, short: Skip, result: declined}
standards:
  - id: S-S1
    text: People are treated with care
    criteria:
      - id: S-1.1
        text: Staff knock before they come in.
        type: experience
        target: {op: ">=", percent: 99.5}
        core: true
        definitions: A doorbell counts.
        mappings: {cqc_regulation: ["10"]}
        questions:
          person:
            text: Do staff knock at your door?
            easier: Do they knock?
            scale: how_often
            prompt: Read all the choices.
            easy:
              text: Do staff knock?
              options:  # in easy words
                - {value: always, key: "1", label: All of the time, result: met}
                - {value: hardly_ever, key: "2", label: Hardly ever, result: not_met}
                - {value: dont_know, key: "8", label: I don't know, result: unknown}
                - {value: rather_not_say, key: "0", label: Leave it, result: declined}
          relative: {text: Do staff knock at their door?, scale: how_often}
      - id: S-1.2
        text: People like the food.
        type: outcome
        target: {op: ">=", percent: 90}
        exceptions:
          - {code: TUBE, meaning: Does not eat by mouth, by: respondent}
          - {code: NEW, meaning: Under 28 days here, by: lead}
        questions:
          person: {text: Do you like the food?, scale: food}
      - id: S-1.3
        text: People can get a drink.
        type: outcome
        target: {op: ">=", percent: 100}
        zero_tolerance: true
        private: true
        questions:
          person:
            text: Can you get a drink?
            scale: how_often
            ask_if: {question: S-1.2, not: tube}
      - id: S-1.4
        text: The audit has a named lead.
        type: structure
        target: {op: ">=", percent: 100}
        questions:
          leader:
            text: Who leads on quality in the organisation?
            reading_exempt: Leaders answer in the terms of their work.
            evidence: [name, link]
            options:  # for leaders
              - {value: named, key: "1", label: One named person, result: met}
              - {value: shared, key: "2", label: Several people, result: partly}
              - {value: unsure, key: "8", label: I don't know, result: unknown}
      - id: S-1.5
        text: Few people say that staff hardly ever knock.
        type: experience
        target: {op: "<=", percent: 5}
        denominator: all
        measured_from:
          question: S-1.1
          results: {hardly_ever: not_met, dont_know: unknown, "*": met}
      - id: S-R1
        text: Plans are in date.
        type: process
        target: {op: ">=", percent: 95}
        min_base: 5
        record: {numerator: Plans in date, denominator: Plans}
      - id: S-R2
        text: Few carers visit one person.
        type: process
        record: {value: Carers a person had in 28 days}
"""


def changed(old: str, new: str, text: str = SAMPLE) -> str:
    """The sample with one thing put another way; what it replaces stands there just once."""
    assert text.count(old) == 1, f"{old!r} stands in the sample {text.count(old)} times"
    return text.replace(old, new)


def line_of(words: str, text: str) -> int:
    """The number of the one line that has these words in it, as an editor counts."""
    found = [number for number, line in enumerate(text.splitlines(), 1) if words in line]
    assert len(found) == 1, f"{words!r} stands in lines {found}"
    return found[0]


@dataclass(frozen=True, kw_only=True)
class Case:
    """The sample with something wrong: the one problem it has, and words on the line to blame.

    `also` are the codes of problems that cannot but come with it.
    """

    code: str
    text: str
    at: str
    warning: bool = False
    also: tuple[str, ...] = ()


def case(
    code: str,
    old: str,
    new: str,
    at: str = "",
    *,
    warning: bool = False,
    also: tuple[str, ...] = (),
) -> Case:
    """A case with one change to the sample. The new words are to blame, if not others."""
    return Case(code=code, text=changed(old, new), at=at or new, warning=warning, also=also)


def named(one: Case) -> str:
    """How a case is called when it fails."""
    return f"{one.code}: {shortened(one.at, 50)}"


def assert_is_told(one: Case, today: date | None = None) -> None:
    """The problem is told once, at its line, as an error or a warning; and nothing else is."""
    problems = load_yaml(one.text, "sample.yaml", today).problems
    told = [
        (problem.code, problem.place.line, problem.warning)
        for problem in problems
        if problem.code not in one.also
    ]

    assert told == [(one.code, line_of(one.at, one.text), one.warning)], problems
    assert {problem.code for problem in problems} == {one.code, *one.also}
