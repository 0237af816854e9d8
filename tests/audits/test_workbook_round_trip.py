"""An audit goes into a workbook and comes out as the same audit."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careaudit_surveys.audits.model import (
    AnswerType,
    AskIf,
    Audit,
    Comment,
    Criterion,
    CriterionType,
    EasyWording,
    ExceptionCode,
    Flag,
    MeasuredFrom,
    Option,
    Question,
    Record,
    Result,
    ResultKind,
    Scale,
    Standard,
    Target,
    Unit,
)
from careaudit_surveys.audits.workbook import workbook_from_audit
from careaudit_surveys.audits.workbook.options import read_option, write_options
from careaudit_surveys.words.kinds_of_harm import KINDS
from tests.audits.released import RELEASED, released
from tests.audits.workbooks import audit_in


@pytest.mark.parametrize("audit_id", RELEASED)
def test_a_released_audit_comes_back_the_same_and_in_the_same_order(audit_id: str) -> None:
    audit = released(audit_id)

    again = audit_in(workbook_from_audit(audit))

    assert again == audit
    assert repr(again) == repr(audit)  # maps that are equal may differ in order


def test_a_workbook_made_again_has_the_same_sheets() -> None:
    audit = released("fft")

    again = audit_in(workbook_from_audit(audit_in(workbook_from_audit(audit))))

    assert again == audit


# Audits with everything an audit may have, whether or not any of ours has it

_letters = "abcdefghijklmnopqrstuvwxyz"
_odd = "'\"=!{}[],;:%#@+-()_’é…👍ا \n"
texts = (
    st.text(_letters + _letters.upper() + "0123456789" + _odd, min_size=1, max_size=30)
    .map(lambda text: text.strip())
    .filter(bool)
)
lines = texts.map(lambda text: " ".join(text.split()))


def _is_no_example(name: str) -> bool:
    return name.casefold() != "example"


ids = st.from_regex(r"[A-Za-z0-9]+([._-][A-Za-z0-9]+)?", fullmatch=True).filter(_is_no_example)
values = st.from_regex(r"[A-Za-z0-9_-]{1,12}", fullmatch=True)
codes = st.from_regex(r"[A-Z][A-Z0-9_-]{0,8}", fullmatch=True)
ASKED = ("person", "relative", "staff", "leader")


def flags() -> st.SearchStrategy[Flag]:
    return st.builds(Flag, st.sampled_from(KINDS), st.sampled_from([None, "look_into"]))


def results() -> st.SearchStrategy[Result]:
    plain = [Result(kind) for kind in ResultKind if kind is not ResultKind.EXCEPTION]
    return st.sampled_from(plain) | codes.map(lambda code: Result(ResultKind.EXCEPTION, code))


def options() -> st.SearchStrategy[tuple[Option, ...]]:
    usual = st.sampled_from(["I don't know", "Don't know", "I'd rather not say", "Yes", "{key 4}"])
    option = st.builds(
        Option,
        value=values,
        key=st.from_regex(r"[A-Za-z0-9]{1,3}", fullmatch=True),
        label=texts | usual,
        result=results(),
        short=st.none() | texts,
        flag=st.none() | flags(),
    )
    return st.lists(option, min_size=1, max_size=11).map(tuple)


def wordings() -> st.SearchStrategy[EasyWording]:
    return st.builds(
        EasyWording,
        text=st.none() | texts,
        easier=st.none() | texts,
        scale=st.none() | values,
        options=st.just(()) | options(),
    )


def conditions() -> st.SearchStrategy[AskIf]:
    several = st.lists(values, min_size=1, max_size=3).map(tuple)
    return st.builds(AskIf, ids, is_=several) | st.builds(AskIf, ids, is_not=several)


def questions() -> st.SearchStrategy[Question]:
    bound = st.none() | st.integers(-1000, 1000)
    evidence = st.lists(st.sampled_from(["link", "note", "name", "date"]), max_size=4)
    return st.builds(
        Question,
        text=texts,
        type=st.sampled_from(AnswerType),
        scale=st.none() | values,
        options=st.just(()) | options(),
        minimum=bound,
        maximum=bound,
        easier=st.none() | texts,
        prompt=st.none() | texts,
        ask_if=st.none() | conditions(),
        easy=st.none() | wordings(),
        evidence=evidence.map(tuple),
        reading_exempt=st.none() | texts,
    )


def targets() -> st.SearchStrategy[Target]:
    share = st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 10_000))
    return st.builds(Target, st.sampled_from([">=", "<="]), share)


def criteria() -> st.SearchStrategy[Criterion]:
    exception = st.builds(
        ExceptionCode, code=codes, meaning=texts, by=st.sampled_from(["lead", "respondent"])
    )
    measured = st.builds(
        MeasuredFrom,
        ids,
        st.dictionaries(values | st.just("*"), results(), min_size=1, max_size=3),
    )
    record = st.builds(Record, numerator=texts, denominator=texts) | st.builds(Record, value=texts)
    codes_of_a_framework = st.lists(lines, min_size=1, max_size=3).map(tuple)
    return st.builds(
        Criterion,
        id=ids,
        text=texts,
        type=st.sampled_from(CriterionType),
        target=st.none() | targets(),
        keeps_unknown=st.booleans(),
        zero_tolerance=st.booleans(),
        core=st.booleans(),
        min_base=st.integers(5, 100),
        exceptions=st.lists(exception, max_size=3).map(tuple),
        definitions=st.none() | texts,
        look_back=st.none() | texts,
        source=st.none() | texts,
        private=st.booleans(),
        mappings=st.dictionaries(values, codes_of_a_framework, max_size=2),
        questions=st.dictionaries(st.sampled_from(ASKED), questions(), max_size=3),
        measured_from=st.none() | measured,
        record=st.none() | record,
    )


def audits() -> st.SearchStrategy[Audit]:
    """Any audit that a file can hold, whatever the rules would say of it."""
    by_audience = st.dictionaries(st.sampled_from(ASKED), texts, max_size=3)
    standard = st.builds(
        Standard,
        id=ids,
        text=texts,
        criteria=st.lists(criteria(), min_size=1, max_size=3).map(tuple),
    )
    comment = st.builds(
        Comment,
        id=ids,
        text=st.dictionaries(st.sampled_from(ASKED), texts, min_size=1, max_size=2),
    )
    scale = st.builds(Scale, id=st.just(""), options=options(), symbols=st.none() | texts)
    audit = st.builds(
        Audit,
        id=st.just("any-audit"),
        version=st.integers(1, 99),
        title=texts,
        topic=texts,
        reason=texts,
        audiences=st.lists(st.sampled_from(ASKED), min_size=1, unique=True).map(tuple),
        reviewed=st.dates(),
        review_by=st.dates(),
        licence=texts,
        attribution=texts,
        unit=st.sampled_from(Unit),
        scales=st.dictionaries(values.filter(_is_no_example), scale, max_size=2),
        standards=st.lists(standard, min_size=1, max_size=2, unique_by=lambda s: s.id).map(tuple),
        comments=st.lists(comment, max_size=2, unique_by=lambda c: c.id).map(tuple),
        opening=by_audience,
        closing=by_audience,
        reading_exempt=st.none() | texts,
    )
    return audit.map(_with_ids_of_their_own)


def _with_ids_of_their_own(audit: Audit) -> Audit:
    """Criteria are told apart by their ids, and a scale knows its own."""
    standards = tuple(
        replace(
            standard,
            criteria=tuple(
                replace(criterion, id=f"{criterion.id}.{number}.{place}")
                for place, criterion in enumerate(standard.criteria)
            ),
        )
        for number, standard in enumerate(audit.standards)
    )
    scales = {name: replace(scale, id=name) for name, scale in audit.scales.items()}
    return replace(audit, standards=standards, scales=scales)


@given(options())
def test_any_options_come_back_the_same(offered: tuple[Option, ...]) -> None:
    again = []
    position = 1
    for cell in write_options(offered):
        found, position = read_option(cell, position)
        again.append(found)

    assert again == [_as_in_a_file(option) for option in offered]


def _as_in_a_file(option: Option) -> dict[str, object]:
    """The keys and values of an option in an audit file."""
    flag = option.flag
    written = {
        "value": option.value,
        "key": option.key,
        "label": option.label,
        "short": option.short,
        "result": str(option.result),
        "flag": {"kind": flag.kind, "reply": flag.reply}
        if flag and flag.reply
        else flag and flag.kind,
    }
    return {name: value for name, value in written.items() if value is not None}


@settings(max_examples=25)  # each is written and read as a file
@given(audits())
def test_any_audit_comes_back_the_same(audit: Audit) -> None:
    assert repr(audit_in(workbook_from_audit(audit))) == repr(audit)
